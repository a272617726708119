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
from summarizer.llm.error_body import ErrorBody, read_error
from summarizer.llm.refusals import Topic, topic_of

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
        return unreachable(host, error.__cause__ or error)
    if isinstance(error, openai.APIStatusError):
        said = read_error(_body_of(error.response))
        return classify_status(error.status_code, said, error.response.headers, host, model)
    if isinstance(error, openai.APIError) and error.body:  # in the middle of a stream
        said = read_error(error.body)
        return classify_status(said.status or 502, said, {}, host, model)
    return EndpointError("{host} failed: {error}.", "Run `summarize doctor`.", host=host, error=error)


def unreachable(host: str, cause: BaseException) -> TemporaryEndpointError:
    """That there is no way to ``host``, for ``cause``."""
    return TemporaryEndpointError(
        "{host} can't be reached ({error}).",
        "Check --base-url and the network; `summarize doctor` tries it.",
        host=host,
        error=f"{type(cause).__name__}: {cause}",
    )


def _body_of(response: object) -> str:
    """The body's text, as far as it was read."""
    try:
        return str(getattr(response, "text", ""))
    except RuntimeError:  # httpx's ResponseNotRead
        return ""


def classify_status(
    status: int, said: ErrorBody, headers: Mapping[str, str], host: str, model: str
) -> SummarizerError:
    """The error that ``status`` and what came with it stand for. What an endpoint refuses under any status but those of keys and
    credit may be asked for otherwise: its words go along as ``refusal``."""
    topic = topic_of(str(said))
    words = said.text if said.code == str(status) else str(said)
    shown = f"{status}: {words}" if words else str(status)
    error = _error_of(status, said, topic, headers)
    error.naming(host=host, model=model, answer=shown)
    if status not in _OF_THE_KEY and (topic == "output" or not isinstance(error, ContentRefusedError)):
        error.refusal = str(said)
    return error


# Of these, words like "schema" or "system" say nothing of how the request was put.
_OF_THE_KEY = frozenset({401, 402, 403, 429})


def _error_of(status: int, said: ErrorBody, topic: Topic | None, headers: Mapping[str, str]) -> EndpointError:
    if 300 <= status < 400:
        place = without_secrets(headers.get("location", ""))[:200]
        return EndpointError(
            "{host} sends on to {place!r}; nothing was sent there.",
            "If that is where the report may go, give its address with --base-url.",
            place=place,
        )
    if status == 402 or _NO_CREDIT.search(str(said)):
        return EndpointError(
            "{host} says the account has no credit left ({answer}).",
            "Top up the account; answers so far are kept.",
        )
    too_long = topic in {"length", "output"} and (status != 429 or _NEVER_FITS.search(str(said)))
    if status != 401 and (
        status == 413 or too_long or (topic == "content" and status not in {408, 409, 429})
    ):
        return ContentRefusedError(
            "{host} refused the request ({answer}).",
            "Another model may take it; --wire line asks for less at once.",
        )
    if status in {401, 403}:
        return EndpointError(
            "{host} refused the key ({answer}).",
            "Set OPENAI_API_KEY (or api_key in the user's configuration) to a valid key; `summarize doctor` says which is used.",
        )
    if status == 429:
        return RateLimitedError(
            "{host} asks to slow down ({answer}).", "Lower --concurrency or try later.", retry_after(headers)
        )
    if status == 404:
        return EndpointError(
            "{host} knows no model {model!r} or no such path ({answer}).",
            "Check -m and --base-url (it usually ends in /v1).",
        )
    if status == 408 or status == 409 or (status >= 500 and status != 501):
        return TemporaryEndpointError(
            "{host} failed ({answer}).", "Try again later; answers so far are kept."
        )
    return RequestRefusedError(
        "{host} refused the request ({answer}).",
        "Check that the model takes chat requests of this kind; --wire line asks for less.",
    )


_NO_CREDIT = re.compile(
    r"insufficient[_ ](?:quota|balance|credit|funds)|余额不足|欠费|账户.{0,6}(?:透支|停用)|out of credits?",
    re.IGNORECASE,
)
# A request larger than what a minute allows never passes, however long one waits.
_NEVER_FITS = re.compile(r"request (?:is )?too large|must be reduced|reduce ", re.IGNORECASE)
