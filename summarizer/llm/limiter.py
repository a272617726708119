"""How many requests run at once, and when none may.

The endpoint's own limit is found and held: the first 429 halves the number, a run of successes raises it by one, and where that is too
much it goes back to what worked and tries again after twice as many.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_SUCCESSES_TO_RAISE, _MOST_SUCCESSES = 10, 640


class Limiter:
    """An adjustable semaphore that can be paused, and stopped for good."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._most = limit
        self._running = 0
        self._successes = 0
        self._patience = _SUCCESSES_TO_RAISE
        self._raised = False  # the limit is one more than what is known to work
        self._lowered = (
            0  # how often: a request that began before the last time says nothing of the limit since
        )
        self._not_before = 0.0
        self._changed = asyncio.Condition()
        self._stopped = asyncio.Event()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[int]:
        """Wait for a place and hold it; gives what :meth:`lower` wants to be told. After :meth:`stop` nothing waits."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._stopped.is_set() or self._running < self.limit)
            self._running += 1
        try:
            while (left := self._not_before - time.monotonic()) > 0 and not self._stopped.is_set():
                await self.pause(left)
            yield self._lowered
        finally:
            async with self._changed:
                self._running -= 1
                self._changed.notify_all()

    async def pause(self, seconds: float) -> None:
        """Wait so long, or until :meth:`stop`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)

    def lower(self, began: int, retry_after: float | None) -> None:
        """The endpoint said it is too much, to a request whose slot gave ``began``, and that none should come for so many seconds."""
        self._not_before = max(self._not_before, time.monotonic() + (retry_after or 0.0))
        if began != self._lowered:
            return
        if self._raised:
            self._patience = min(2 * self._patience, _MOST_SUCCESSES)
        self.limit = max(1, self.limit - 1 if self._raised else self.limit // 2)
        self._raised = False
        self._successes = 0
        self._lowered += 1

    def succeeded(self) -> None:
        """An answer came; after enough of them one more request may run."""
        self._successes += 1
        if self.limit < self._most and self._successes >= self._patience:
            self.limit += 1
            self._raised = True
            self._successes = 0

    async def stop(self) -> None:
        """Let all who wait go on at once."""
        self._stopped.set()
        async with self._changed:
            self._changed.notify_all()
