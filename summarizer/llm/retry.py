"""Which failures are tried again, and when. Tenacity alone retries; the SDK's own retries are off."""

from __future__ import annotations

from collections.abc import Callable

from tenacity import RetryCallState, retry_if_exception
from tenacity.stop import stop_base
from tenacity.wait import wait_base, wait_random_exponential

from summarizer.errors import EndpointError, RateLimitedError

# A request is given up after the first number of tries where nothing else gets through either, and after the second in any case.
ATTEMPTS, MOST_ATTEMPTS = 5, 12
MAX_WAIT = 60.0
# A server that asks to wait longer than this is as good as gone: the run stops with what it has.
MAX_RETRY_AFTER = 300.0


class WaitAsTold(wait_base):
    """What Retry-After says, else an exponential with jitter."""

    def __init__(self) -> None:
        self._fallback = wait_random_exponential(multiplier=0.5, max=MAX_WAIT)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        if isinstance(error, RateLimitedError) and error.retry_after is not None:
            return error.retry_after
        return self._fallback(retry_state)


def _may_be_tried_again(error: BaseException) -> bool:
    if isinstance(error, RateLimitedError) and (error.retry_after or 0) > MAX_RETRY_AFTER:
        return False
    return isinstance(error, EndpointError) and error.retryable


retry_policy = retry_if_exception(_may_be_tried_again)


class StopWhenGone(stop_base):
    """Gives a request up. ``alive`` says whether the endpoint has answered another one since this one was first sent."""

    def __init__(self, alive: Callable[[], bool]) -> None:
        self._alive = alive

    def __call__(self, retry_state: RetryCallState) -> bool:
        tries = retry_state.attempt_number
        return tries >= MOST_ATTEMPTS or (tries >= ATTEMPTS and not self._alive())
