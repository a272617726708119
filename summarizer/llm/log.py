"""A line of JSON for every request: when, how long, what became of it. No words of the report, no key, no header."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from summarizer.errors import ConfigError
from summarizer.messages import Message


@dataclass(frozen=True, slots=True)
class Entry:
    """``about`` is what was asked (a schema and the sentences, by number); ``request`` the first digits of its key in the cache;
    ``outcome`` is ``answered``, ``cached`` or the name of an error; ``attempts`` counts what was sent, 0 from the cache."""

    time: str
    model: str
    host: str
    about: str
    request: str
    outcome: str
    seconds: float
    attempts: int = 0
    finish_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0


def now() -> str:
    """The moment, as the log writes it (ISO 8601, UTC)."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class RequestLog:
    """Writes entries to a file as they come, and hands them to who wants to show them. A disk that fails ends the log, not the run;
    ``problem`` says so."""

    def __init__(self, path: Path | None, show: Callable[[Entry], None] | None = None) -> None:
        """Opens ``path`` for appending. Raises :class:`ConfigError` when it can't be written."""
        self._show = show
        self.problem: Message | None = None
        self._file: TextIO | None = None
        if path is not None:
            try:
                self._file = path.open("a", encoding="utf-8", buffering=1)
            except OSError as error:
                raise ConfigError(
                    "The log {path} can't be written: {why}.", "Give --log-file another path.", path=path, why=error.strerror or error,
                ) from error  # fmt: skip

    def write(self, entry: Entry) -> None:
        try:
            if self._file is not None:
                self._file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        except OSError as error:
            self._fail(error)
        if self._show is not None:
            self._show(entry)

    def close(self) -> None:
        try:
            if self._file is not None:
                self._file.close()
        except OSError as error:
            self._fail(error)
        self._file = None

    def _fail(self, error: OSError) -> None:
        self._file = None
        self.problem = Message("The log could not be written to its end ({error}).", {"error": error})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self._began, 3)
