"""An event loop that Ctrl-C ends at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_T = TypeVar("_T")


def run_async(main: Coroutine[Any, Any, _T]) -> _T:
    """What ``main`` gives, as by asyncio.run, which however waits at its end for threads that nothing can stop: one that looks up a
    host's name, one that loads a model. Raises KeyboardInterrupt, and what ``main`` raises."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_default_executor(_NeverWaitedFor())
        return runner.run(main)


class _NeverWaitedFor(ThreadPoolExecutor):
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=False, cancel_futures=cancel_futures)
