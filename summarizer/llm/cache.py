"""Answers on disk. JSON only: nothing read from the folder is ever unpickled or executed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from diskcache import Cache, JSONDisk
from diskcache.core import MODE_PICKLE

from summarizer.llm.chat import ChatAnswer
from summarizer.messages import Message


class SafeJSONDisk(JSONDisk):  # type: ignore[misc]
    """JSONDisk that refuses pickled rows and keys.

    Plain JSONDisk unpickles a row whose mode says pickle, and a key that is not raw, so whoever can write the folder can
    run code (CVE-2025-69872).
    """

    def get(self, key: Any, raw: bool) -> Any:
        if not raw:
            raise ValueError("a pickled key in the cache")
        return super().get(key, raw)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        if mode == MODE_PICKLE:
            raise ValueError("a pickled row in the cache")
        return super().fetch(mode, filename, value, read)


class AnswerCache:
    """Answers by request key. Every failure of the disk turns the cache off for the run; ``problem`` says why."""

    def __init__(self, folder: Path | None) -> None:
        """``folder`` None is a cache that holds nothing."""
        self.folder = folder
        self.problem: Message | None = None
        self._cache: Cache | None = None
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._cache = Cache(str(folder), disk=SafeJSONDisk, eviction_policy="none", timeout=10)
        except (OSError, sqlite3.Error, ValueError) as error:
            self._fail(error)

    def get(self, key: str) -> ChatAnswer | None:
        """The answer stored under ``key``; None when there is none or what is there is not an answer."""
        if self._cache is None:
            return None
        try:
            value = self._cache.get(key)
        except (ValueError, json.JSONDecodeError):
            return None  # a planted or damaged row: asked again, and overwritten
        except (OSError, sqlite3.Error) as error:
            self._fail(error)
            return None
        return None if value is None else ChatAnswer.from_json(value)

    def put(self, key: str, answer: ChatAnswer) -> None:
        """Store ``answer`` now, so that a kill loses only what is in flight."""
        if self._cache is None:
            return
        try:
            self._cache.set(key, answer.to_json())
        except (OSError, sqlite3.Error) as error:
            self._fail(error)

    def __len__(self) -> int:
        return 0 if self._cache is None else len(self._cache)

    @property
    def bytes(self) -> int:
        """What the cache takes on disk."""
        return 0 if self._cache is None else int(self._cache.volume())

    def stored(self) -> list[tuple[str, float]]:
        """The keys with the moments they were stored at (seconds since 1970), oldest first."""
        if self._cache is None:
            return []
        rows = self._cache._sql(
            "SELECT key, store_time FROM Cache WHERE raw = 1 ORDER BY store_time"
        ).fetchall()
        # A key is written as compressed JSON; one that does not read back is none of ours.
        return [(key, moment) for stored, moment in rows if isinstance(key := self._read_key(stored), str)]

    def _read_key(self, stored: object) -> object:
        assert self._cache is not None
        try:
            return self._cache.disk.get(stored, True)
        except (ValueError, TypeError, zlib.error):
            return None

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the answers under ``keys``; how many there were."""
        return 0 if self._cache is None else sum(bool(self._cache.delete(key)) for key in keys)

    def close(self) -> None:
        if self._cache is not None:
            self._cache.close()

    def _fail(self, error: Exception) -> None:
        self.problem = Message(
            "The cache {folder} can't be used ({error}); going on without it.",
            {"folder": self.folder, "error": error},
        )
        self._cache = None
