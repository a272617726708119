"""What an endpoint's failure stands for: an error of ours, with the next step, by the status and by the words."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

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

_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{0,12})?")


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


def classify(
    error: openai.OpenAIError, host: str, model: str, redact: Callable[[Any], Any] = lambda said: said
) -> SummarizerError:
    """The error of ours that an SDK error stands for, with the next step. ``redact`` takes what is secret out of what the endpoint said,
    before it is shortened."""
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
        said = read_error(redact(_body_of(error.response)))
        return classify_status(error.status_code, said, error.response.headers, host, model)
    if isinstance(error, openai.APIError) and error.body:  # in the middle of a stream
        said = read_error(redact(error.body))
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
) -> EndpointError:
    """The error that ``status`` and what came with it stand for. What an endpoint refuses may be asked for otherwise: its words go along
    as ``refusal``."""
    topic = topic_of(str(said))
    words = said.text if said.code == str(status) else str(said)
    shown = f"{status}: {words}" if words else str(status)
    error = _error_of(status, said, topic, headers)
    error.naming(host=host, model=model, answer=shown)
    if isinstance(error, RequestRefusedError | TemporaryEndpointError) or status == 404:
        error.refusal = str(said)
    return error


def _meant(status: int, said: ErrorBody, topic: Topic | None) -> int:
    """The status that the words stand for, where they tell more than the number does."""
    if (
        status in _SAID_FOR_OTHERS
        and (meant := said.meant) is not None
        and (topic is None or meant in {401, 402, 404, 429})
    ):
        return meant
    return status


# Under these gateways say what others say under a status of its own.
_SAID_FOR_OTHERS = frozenset({400, 401, 403, 405, 406, 422, 429, 451})
_PASSING = frozenset({408, 409, 425})


def _error_of(status: int, said: ErrorBody, topic: Topic | None, headers: Mapping[str, str]) -> EndpointError:
    if 300 <= status < 400:
        place = without_secrets(headers.get("location", ""))[:200]
        return EndpointError(
            "{host} sends on to {place!r}; nothing was sent there.",
            "If that is where the report may go, give its address with --base-url.",
            place=place,
        )
    given, status = status, _meant(status, said, topic)
    # What is said under 5xx may be a bad moment, whatever the words: it is tried again first (client.py).
    too_long = (
        topic in {"length", "output", "room"}
        and given < 500
        and (given != 429 or _NEVER_FITS.search(str(said)))
    )
    if (
        given == 413
        or (given != 401 and too_long)
        or (topic == "content" and given < 500 and given not in {401, *_PASSING})
        or given == 451
    ):
        return ContentRefusedError(
            "{host} refused the request ({answer}).",
            "Another model may take it; --wire line asks for less at once.",
        )
    if status == 402:
        return EndpointError(
            "{host} says the account has no credit or quota left ({answer}).",
            "Top up the account, or wait until the quota is renewed; answers so far are kept.",
        )
    if status == 401 or (status == 403 and said.meant is None):
        return EndpointError(
            "{host} refused the key ({answer}).",
            "Set OPENAI_API_KEY (or api_key in the user's configuration) to a valid key; `summarize doctor` says which is used.",
        )
    if status == 403:
        return EndpointError(
            "{host} refuses access ({answer}).", "See whether this account may use the model, from here."
        )
    if status == 429:
        return RateLimitedError(
            "{host} asks to slow down ({answer}).", "Lower --concurrency or try later.", retry_after(headers)
        )
    if status in {404, 405}:
        return EndpointError(
            "{host} knows no model {model!r} or no such path ({answer}).",
            "Check -m and --base-url (it usually ends in /v1).",
        )
    if status in _PASSING or (status >= 500 and status != 501):
        return TemporaryEndpointError(
            "{host} failed ({answer}).", "Try again later; answers so far are kept."
        )
    return RequestRefusedError(
        "{host} refused the request ({answer}).",
        "Check that the model takes chat requests of this kind; --wire line asks for less.",
    )


# A request larger than what a minute allows never passes, however long one waits.
_NEVER_FITS = re.compile(r"request (?:is )?too large|must be reduced|reduce ", re.IGNORECASE)
