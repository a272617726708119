"""Live progress on standard error: requests done, items so far, tokens, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from summarizer.extract.run import Progress
from summarizer.messages import Message, Words
from summarizer.render.labels import schema_name

if TYPE_CHECKING:
    from rich.console import RenderableType

_EVERY_SECONDS = 10.0
# How much of a report the expectation weighs as much as what was measured.
_EXPECTED_SHARE = 0.1


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
    """One line that is rewritten in place, as often as a second passes."""

    def __init__(self, words: Words) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.spinner import Spinner

        self._words = words
        self._console = Console(stderr=True, highlight=False)
        self._spinner = Spinner("dots")
        self._told: Callable[[], str] = str
        self._live = Live(
            get_renderable=self._line, console=self._console, refresh_per_second=4, transient=True
        )

    def progress(self, state: Progress) -> None:
        self._show(lambda: self._words.say(describe(state)))

    def say(self, message: Message) -> None:
        self._console.print(self._words.say(message), markup=False)

    def download(self, done: int, total: int, source: Message) -> None:
        width = 30
        filled = int(width * done / total)
        said = self._words.say(_fetched(done, total, source))
        self._show(lambda: f"{'━' * filled}{'╌' * (width - filled)} {said}")

    def pause(self, write: Callable[[], None]) -> None:
        """Take the line away while ``write`` prints results on the same screen."""
        shown = self._live.is_started
        if shown:
            self._live.stop()
        write()
        if shown:
            self._live.start()

    def close(self) -> None:
        self._live.stop()

    def _show(self, told: Callable[[], str]) -> None:
        self._told = told
        if not self._live.is_started:
            self._live.start()

    def _line(self) -> RenderableType:
        from rich.text import Text

        self._spinner.text = Text(self._told())
        return self._spinner


def _fetched(done: int, total: int, source: Message) -> Message:
    return Message(
        "{done:.0f} of {total:.0f} MB from {source}",
        {"done": done / 1e6, "total": total / 1e6, "source": source},
    )


def describe(state: Progress) -> Message:
    """0:35 tasks: 14 of 33 parts, 96 items, 12 requests, 5,210 + 1,980 tokens, about 1:50 left."""
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
        parts.append(Message("about {left} left", {"left": _clock(left)}))
    values = {
        "elapsed": _clock(time.monotonic() - state.began),
        "schema": schema_name(state.schema),
        "parts": parts,
    }
    return Message("{elapsed} {schema}: {parts}", values)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def time_left(state: Progress) -> float | None:
    """Seconds left; None when all is done, or nothing is asked.

    At first it is what the model is expected to take, loading included; what it takes weighs more the more is done.
    """
    left = state.chars - state.chars_done
    pace = state.pace
    if left <= 0 or not pace.per_char:
        return None
    spent = max(0.0, time.monotonic() - state.began)
    known = _EXPECTED_SHARE * state.chars
    asking = max(0.0, spent - pace.loading) if state.chars_done else 0.0
    per_char = (pace.per_char * known + asking) / (known + state.chars_done)
    loading = 0.0 if state.chars_done else max(0.0, pace.loading - spent)
    begun = 0.0 if state.chars_done else max(0.0, spent - pace.loading)  # the first part is under way
    return max(1.0, loading + per_char * left - begun)
