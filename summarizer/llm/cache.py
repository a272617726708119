"""Answers on disk. JSON only: nothing read from the folder is ever unpickled or executed, and nothing outside it is touched."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from diskcache import Cache, JSONDisk, Timeout
from diskcache.core import DBNAME, DEFAULT_SETTINGS, METADATA, MODE_PICKLE

from summarizer.llm.chat import ChatAnswer
from summarizer.messages import Message

_T = TypeVar("_T")
# What diskcache names the file of a large value. A planted row could name any file, to be read, or removed with its row.
_VALUE_FILE = re.compile(r"[0-9a-f]{2}[/\\][0-9a-f]{2}[/\\][0-9a-f]{28}\.val")
# Larger than any answer; a few bytes of a planted row could unpack to all of memory.
_MOST_BYTES = 64_000_000
_LAST_MOMENT = 1 << 36  # the year 4147
# What a folder that is full, read-only, taken, damaged or not diskcache's (its settings are read at the start) raises.
_DISK_ERRORS = (OSError, sqlite3.Error, Timeout, ValueError, TypeError, AttributeError, KeyError)


class SafeJSONDisk(JSONDisk):  # type: ignore[misc]
    """JSONDisk that takes only what it has written itself; anything else is a ValueError.

    Plain JSONDisk unpickles a row whose mode says pickle, and a key that is not raw, so whoever can write the folder can
    run code (CVE-2025-69872).
    """

    def get(self, key: Any, raw: bool) -> Any:
        if not raw or not isinstance(key, bytes):
            raise ValueError("a key in the cache that is none of ours")
        return _unpack(key)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        if mode == MODE_PICKLE or not _is_ours(filename):
            raise ValueError("a row in the cache that is none of ours")
        return _unpack(super(JSONDisk, self).fetch(mode, filename, value, read))

    def remove(self, file_path: str) -> None:
        if _is_ours(file_path):
            super().remove(file_path)


def _is_ours(filename: object) -> bool:
    return filename is None or (isinstance(filename, str) and _VALUE_FILE.fullmatch(filename) is not None)


def _unpack(data: Any) -> Any:
    """The JSON value in ``data``. Raises ValueError."""
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, _MOST_BYTES)
        if unpacking.unconsumed_tail:
            raise ValueError("a row in the cache unpacks to more than any answer")
        return json.loads(text)
    except (zlib.error, TypeError, RecursionError) as error:
        raise ValueError("a damaged row in the cache") from error


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
            _check_settings(folder / DBNAME)
            settings = DEFAULT_SETTINGS | {"eviction_policy": "none"}
            self._cache = Cache(str(folder), disk=SafeJSONDisk, timeout=10, **settings)
        except _DISK_ERRORS as error:
            self._fail(error)

    def get(self, key: str) -> ChatAnswer | None:
        """The answer stored under ``key``; None when there is none or what is there is not an answer."""

        def read(cache: Cache) -> ChatAnswer | None:
            try:
                value = cache.get(key)
            except ValueError:
                return None  # a planted or damaged row: asked again, and overwritten
            return None if value is None else ChatAnswer.from_json(value)

        return self._with_disk(read, None)

    def put(self, key: str, answer: ChatAnswer) -> None:
        """Store ``answer`` now, so that a kill loses only what is in flight."""
        self._with_disk(lambda cache: cache.set(key, answer.to_json()), False)

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the answers under ``keys``; how many there were."""
        return self._with_disk(lambda cache: sum(bool(cache.delete(key)) for key in keys), 0)

    def clear(self) -> int:
        """Remove every row, whoever wrote it; how many there were."""
        return self._with_disk(lambda cache: int(cache.clear()), 0)

    @property
    def keeps(self) -> bool:
        """Whether what is put here is there afterwards."""
        return self._cache is not None

    @property
    def bytes(self) -> int:
        """What the cache takes on disk."""
        return self._with_disk(lambda cache: int(cache.volume()), 0)

    def stored(self) -> list[tuple[str, float]]:
        """The keys with the moments they were stored at (seconds since 1970), oldest first."""

        def read(cache: Cache) -> list[tuple[str, float]]:
            rows = cache._sql(
                "SELECT key, store_time FROM Cache WHERE raw = 1 ORDER BY store_time"
            ).fetchall()
            keys = [(_key(stored), moment) for stored, moment in rows]
            return [(key, _moment(moment)) for key, moment in keys if key is not None]

        return self._with_disk(read, [])

    def close(self) -> None:
        self._with_disk(lambda cache: cache.close(), None)

    def _with_disk(self, do: Callable[[Cache], _T], otherwise: _T) -> _T:
        """What ``do`` gives with the cache; ``otherwise`` where there is none, or no longer."""
        if self._cache is None:
            return otherwise
        try:
            return do(self._cache)
        except _DISK_ERRORS as error:
            self._fail(error)
            return otherwise

    def _fail(self, error: Exception) -> None:
        self.problem = Message(
            "The cache {folder} can't be used ({error}); going on without it.",
            {"folder": self.folder, "error": error},
        )
        self._cache = None


def _moment(stored: Any) -> float:
    """Seconds since 1970; 0 for what can't be a moment."""
    return float(stored) if isinstance(stored, int | float) and 0 <= stored < _LAST_MOMENT else 0.0


def _check_settings(database: Path) -> None:
    """Raise ValueError where ``database`` holds a setting that is none of diskcache's: it sets any attribute of itself by them, its
    folder too."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=10)) as rows:
        if not rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'Settings'").fetchone():
            return
        strange = {key for (key,) in rows.execute("SELECT key FROM Settings")} - {
            *DEFAULT_SETTINGS,
            *METADATA,
        }
    if strange:
        raise ValueError(f"a setting that is none of ours: {sorted(map(str, strange))[0][:40]!r}")


def _key(stored: Any) -> str | None:
    """A key as it is written in the table; None for one that is none of ours."""
    try:
        key = _unpack(stored)
    except ValueError:
        return None
    return key if isinstance(key, str) else None
