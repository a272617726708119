"""How many requests run at once. 429 halves the limit; a run of successes raises it again, one by one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_SUCCESSES_TO_RAISE = 10


class Limiter:
    """An adjustable semaphore."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._most = limit
        self._running = 0
        self._successes = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a place and hold it."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._running < self.limit)
            self._running += 1
        try:
            yield
        finally:
            async with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def lower(self) -> None:
        """The endpoint said it is too much."""
        self.limit = max(1, self.limit // 2)
        self._successes = 0

    def succeeded(self) -> None:
        """An answer came; after enough of them one more request may run."""
        self._successes += 1
        if self.limit < self._most and self._successes >= _SUCCESSES_TO_RAISE:
            self.limit += 1
            self._successes = 0
