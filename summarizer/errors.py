"""The errors a user can meet. Each says what happened and what to do next, and carries its exit code."""

from __future__ import annotations

from summarizer.messages import Message, Words


class SummarizerError(Exception):
    """Base of every error this program raises on purpose.

    ``message`` and ``hint``, the next step in one sentence, are templates of the catalogue filled by ``values``. ``exit_code`` is what
    the command ends with (see CONTRACT in docs/); ``retryable`` tells the retry policy whether the same request may succeed later.
    """

    exit_code = 2
    retryable = False

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = Message(message, values)
        self.hint = Message(hint, values)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def naming(self, **values: object) -> None:
        """Put other ``values`` for some of the names."""
        self.message = Message(self.message.template, {**self.message.values, **values})
        self.hint = Message(self.hint.template, {**self.hint.values, **values})

    def hide(self, secret: str) -> None:
        """Say ``secret`` nowhere."""
        self.message, self.hint = self.message.without(secret), self.hint.without(secret)

    def said(self, words: Words) -> str:
        """What happened and what to do next, in the language of ``words``."""
        return words.paragraph(words.say(self.message), words.say(self.hint))


class InputError(SummarizerError):
    """The report could not be read, or a command was given something it can't use."""


class ConfigError(SummarizerError):
    """A setting or a configuration file is wrong."""


class SchemaError(SummarizerError):
    """A schema is unknown or says something that is not supported."""


class PromptError(SummarizerError):
    """A prompt is unknown, malformed, or uses a variable that does not exist."""


class EndpointError(SummarizerError):
    """The model could not be reached, or refused. The run stops; what was answered is kept in the cache.

    ``refusal`` is what the endpoint itself said, "" where it said nothing: another way of asking may be read out of it.
    """

    exit_code = 3
    refusal = ""


class WeightsError(EndpointError):
    """The local model's weights could not be had, or are not what they should be."""


class RateLimitedError(EndpointError):
    """The endpoint asked to wait; ``retry_after`` is in seconds, None when it did not say."""

    retryable = True

    def __init__(
        self, message: str, hint: str = "", retry_after: float | None = None, **values: object
    ) -> None:
        super().__init__(message, hint, **values)
        self.retry_after = retry_after


class TemporaryEndpointError(EndpointError):
    """A connection failure, a time-out or a 5xx: the same request may succeed later."""

    retryable = True


class RequestRefusedError(EndpointError):
    """The endpoint refused this one request (400, content filter); other requests may still succeed."""


class ContentRefusedError(RequestRefusedError):
    """The endpoint refused what this request says, or found it too long; a part of it may still pass."""


class BudgetError(EndpointError):
    """The run may spend no more; what was answered is kept."""

    exit_code = 4


class AnswerError(SummarizerError):
    """One answer is not usable: not JSON, not of the schema. Asked again, then recorded as failed."""

    exit_code = 4
    retryable = True


class CutAnswerError(AnswerError):
    """An answer ends before its end, by what the endpoint says or by what is there. Asked for in smaller parts."""
