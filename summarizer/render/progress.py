"""Live progress on standard error: requests done, items so far, tokens, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Protocol

from summarizer.extract.run import Progress
from summarizer.messages import Message, Words
from summarizer.render.labels import schema_name

_EVERY_SECONDS = 10.0
# Parts done before the time left can be told.
_TELLING = 4


class Reporter(Protocol):
    """Shows what goes on while a run works."""

    def progress(self, state: Progress) -> None: ...
    def say(self, message: Message) -> None: ...
    def download(self, done: int, total: int, source: Message) -> None: ...
    def pause(self, write: Callable[[], None]) -> None: ...
    def close(self) -> None: ...


def make_reporter(quiet: bool, words: Words) -> Reporter:
    """A live line on a terminal, a line now and then in a log, nothing when ``quiet``."""
    if quiet:
        return _Silent()
    return _Live(words) if sys.stderr.isatty() else _Log(words)


class _Silent:
    def progress(self, state: Progress) -> None:
        pass

    def say(self, message: Message) -> None:
        pass

    def download(self, done: int, total: int, source: Message) -> None:
        pass

    def pause(self, write: Callable[[], None]) -> None:
        write()

    def close(self) -> None:
        pass


class _Log(_Silent):
    """One line every ten seconds, for logs and pipes."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._last = 0.0

    def progress(self, state: Progress) -> None:
        done = state.batches_done == state.batches
        if done or time.monotonic() - self._last >= _EVERY_SECONDS:
            self._last = time.monotonic()
            self.say(describe(state))

    def say(self, message: Message) -> None:
        print(self._words.say(message), file=sys.stderr, flush=True)

    def download(self, done: int, total: int, source: Message) -> None:
        if done == total or time.monotonic() - self._last >= _EVERY_SECONDS:
            self._last = time.monotonic()
            self.say(_fetched(done, total, source))


class _Live:
    """One line that is rewritten in place."""

    def __init__(self, words: Words) -> None:
        from rich.console import Console

        self._words = words
        self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status("")
        self._shown = False

    def progress(self, state: Progress) -> None:
        self._show(self._words.say(describe(state)))

    def say(self, message: Message) -> None:
        self._console.print(self._words.say(message), markup=False)

    def download(self, done: int, total: int, source: Message) -> None:
        width = 30
        filled = int(width * done / total)
        said = self._words.say(_fetched(done, total, source))
        self._show(f"{'━' * filled}{'╌' * (width - filled)} {said}")

    def pause(self, write: Callable[[], None]) -> None:
        """Take the line away while ``write`` prints results on the same screen."""
        if self._shown:
            self._status.stop()
        write()
        if self._shown:
            self._status.start()

    def close(self) -> None:
        if self._shown:
            self._status.stop()
            self._shown = False

    def _show(self, line: str) -> None:
        from rich.text import Text

        self._status.update(Text(line))
        if not self._shown:
            self._status.start()
            self._shown = True


def _fetched(done: int, total: int, source: Message) -> Message:
    return Message(
        "{done:.0f} of {total:.0f} MB from {source}",
        {"done": done / 1e6, "total": total / 1e6, "source": source},
    )


def describe(state: Progress) -> Message:
    """tasks: 14 of 33 parts, 96 items, 12 requests, 5,210 + 1,980 tokens, about 1:50 left."""
    parts = [
        Message("{done} of {total} parts", {"done": state.batches_done, "total": state.batches}),
        Message("{count} items", {"count": state.items}),
    ]
    asked = state.requests - state.from_cache
    if asked:
        parts.append(Message("{count} requests", {"count": asked}))
        tokens = {"sent": state.prompt_tokens, "received": state.completion_tokens}
        parts.append(Message("{sent:,} + {received:,} tokens", tokens))
    if state.from_cache:
        parts.append(Message("{count} from the cache", {"count": state.from_cache}))
    left = time_left(state)
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        parts.append(Message("about {minutes}:{seconds:02} left", {"minutes": minutes, "seconds": seconds}))
    return Message("{schema}: {parts}", {"schema": schema_name(state.schema), "parts": parts})


def time_left(state: Progress) -> float | None:
    """Seconds left by the characters done so far; None when all is done, and at first: the first part goes alone, and waits for the model
    to start."""
    if state.batches_done < _TELLING or not 0 < state.chars_done < state.chars:
        return None
    spent = time.monotonic() - state.began
    return spent * (state.chars - state.chars_done) / state.chars_done
