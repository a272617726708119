"""Which failures are tried again, and when. Tenacity alone retries; the SDK's own retries are off."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tenacity import RetryCallState, retry_if_exception
from tenacity.stop import stop_base
from tenacity.wait import wait_base, wait_random_exponential

from summarizer.errors import (
    ContentRefusedError,
    EndpointError,
    RateLimitedError,
    RequestRefusedError,
    SummarizerError,
    TemporaryEndpointError,
)
from summarizer.llm.endpoint import without_secrets
from summarizer.messages import template

if TYPE_CHECKING:
    import openai

# A request is given up after the first number of tries where nothing else gets through either, and after the second in any case.
ATTEMPTS, MOST_ATTEMPTS = 5, 12
MAX_WAIT = 60.0
# A server that asks to wait longer than this is as good as gone: the run stops with what it has.
MAX_RETRY_AFTER = 300.0


_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{0,12})?")


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


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as Retry-After says, in seconds or as a date (RFC 9110, 10.2.3); None when it does not."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    if (seconds := _number(value)) is not None:
        return seconds
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value or "").timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _number(said: str | None) -> float | None:
    return float(said) if said and _DECIMAL.fullmatch(said.strip()) else None


def classify(error: openai.OpenAIError, host: str, model: str) -> SummarizerError:
    """The error of ours that an SDK error stands for, with the next step."""
    import openai

    if isinstance(error.__cause__, SummarizerError):  # raised while the body was read
        return error.__cause__
    if isinstance(error, openai.APITimeoutError):
        return TemporaryEndpointError(
            "{host} did not answer in time.", "Try again, or raise --timeout.", host=host
        )
    if isinstance(error, openai.APIConnectionError):
        cause = error.__cause__ or error
        return TemporaryEndpointError(
            "{host} can't be reached ({error}).",
            "Check --base-url and the network; `summarize doctor` tries it.",
            host=host,
            error=f"{type(cause).__name__}: {cause}",
        )
    if isinstance(error, openai.APIStatusError):
        return _classify_status(error, host, model)
    return EndpointError("{host} failed: {error}.", "Run `summarize doctor`.", host=host, error=error)


def _classify_status(error: openai.APIStatusError, host: str, model: str) -> SummarizerError:
    status = error.status_code
    said = f"{status}{_said(error)}"
    if 300 <= status < 400:
        return EndpointError(
            "{host} sends on to {place!r}; nothing was sent there.",
            "If that is where the report may go, give its address with --base-url.",
            host=host,
            place=without_secrets(error.response.headers.get("location", ""))[:200],
        )
    if status == 401 or status == 403:
        return EndpointError(
            "{host} refused the key ({answer}).",
            "Set OPENAI_API_KEY (or api_key in the user's configuration) to a valid key.",
            host=host,
            answer=said,
        )
    if status == 402 or "insufficient_quota" in said or "insufficient balance" in said.lower():
        return EndpointError(
            "{host} says the account has no credit left ({answer}).",
            "Top up the account; answers so far are kept.",
            host=host,
            answer=said,
        )
    if status == 404:
        return EndpointError(
            "{host} knows no model {model!r} or no such path ({answer}).",
            "Check -m and --base-url (it usually ends in /v1).",
            host=host,
            model=model,
            answer=said,
        )
    if status == 429:
        return RateLimitedError(
            "{host} asks to slow down ({answer}).",
            "Lower --concurrency or try later.",
            retry_after(error.response.headers),
            host=host,
            answer=said,
        )
    if status == 408 or status == 409 or status >= 500:
        return TemporaryEndpointError(
            "{host} failed ({answer}).", "Try again later; answers so far are kept.", host=host, answer=said
        )
    refusal = ContentRefusedError if _of_content(said.lower()) else RequestRefusedError
    return refusal(
        template("{host} refused the request ({answer})."),
        template("Check that the model takes chat requests of this kind; --wire line asks for less."),
        host=host,
        answer=said,
    )


def _of_content(said: str) -> bool:
    """Whether a refusal is of what the request says, or of how much: half of it may pass."""
    return any(word in said for word in _OF_CONTENT) or (
        "context" in said and ("length" in said or "window" in said)
    )


# What providers call it: OpenAI and Azure content_filter, DashScope data_inspection_failed, GLM 1301 敏感内容, DeepSeek Content Exists Risk.
_OF_CONTENT = (
    "content_filter",
    "content management policy",
    "data_inspection",
    "datainspection",
    "敏感",
    "sensitive",
    "content exists risk",
    "1301",
    "too many tokens",
    "maximum context",
)


def _said(error: openai.APIStatusError) -> str:
    body = error.body
    if isinstance(body, dict):
        message = " ".join(str(body[key]) for key in ("code", "message") if body.get(key))
        return f": {message[:200]}" if message else ""
    return ""
