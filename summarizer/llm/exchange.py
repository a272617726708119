"""A request sent once, in the endpoint's dialect, and its completion read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import EndpointError, SummarizerError, TemporaryEndpointError
from summarizer.llm.chat import ChatAnswer, ChatRequest, estimate_tokens
from summarizer.llm.completion import get, joined, read_completion
from summarizer.llm.dialect import Dialect
from summarizer.llm.endpoint import Endpoint, Target
from summarizer.llm.error_body import holds_error, read_error
from summarizer.messages import template

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_LONG_PROMPT = 3000
# An answer as long as any model gives, with its reasoning and every character escaped, is a fraction of this.
_MOST_BYTES = 16_000_000


class Exchange:
    """Speaks to one target. It is connected when the first request is sent, so a run answered from the cache starts no model."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.dialect = Dialect(target.rung, target.rule, target.body)
        self.answers = 0  # how many requests were answered
        self.connecting_seconds = 0.0  # how long the model took to start, where this program starts it
        self._secrets: list[str] = []
        self._open = AsyncExitStack()
        self._connecting = asyncio.Lock()
        self._sdk: AsyncOpenAI | None = None
        self._endpoint: Endpoint | None = None

    @property
    def connected(self) -> bool:
        """Whether the model can be asked at once."""
        return self._sdk is not None

    async def send(self, request: ChatRequest) -> ChatAnswer:
        """The answer to ``request``. Raises EndpointError of the kind that fits."""
        sdk, endpoint = await self._connect()
        try:
            return await self._send(sdk, endpoint, request)
        except SummarizerError as error:
            for secret in self._secrets:  # some servers say them back
                error.hide(secret)
            raise

    async def _send(self, sdk: AsyncOpenAI, endpoint: Endpoint, request: ChatRequest) -> ChatAnswer:
        import openai

        from summarizer.llm.failures import classify, unreachable
        from summarizer.llm.network import proxy_errors

        began = time.monotonic()
        try:
            async with asyncio.timeout(endpoint.timeout):
                completion = await self._complete(sdk, endpoint.model, request)
        except TimeoutError:
            raise TemporaryEndpointError(
                "{host} took longer than {seconds:.0f} s for one answer.",
                "Try again, or raise --timeout.",
                host=self.target.host,
                seconds=endpoint.timeout,
            ) from None
        except openai.OpenAIError as error:
            raise endpoint.gone() or classify(
                error, self.target.host, self.target.model, self._redacted
            ) from error
        except proxy_errors() as error:
            raise unreachable(self.target.host, error) from error
        except (ValueError, RecursionError) as error:
            # The SDK lets through what its parser says of a body that is no JSON.
            raise TemporaryEndpointError(
                "{host} sent a broken answer ({error}).",
                "Try again later.",
                host=self.target.host,
                error=error,
            ) from error
        answer = self._read(completion, request, time.monotonic() - began)
        self.answers += not answer.is_only_thought
        self.dialect.saw_thought(answer.thought_tokens)
        return answer

    async def _complete(self, sdk: AsyncOpenAI, model: str, request: ChatRequest) -> object:
        """The completion, as the SDK gives it; one that is streamed is put together."""
        messages = cast("Any", self.dialect.messages(request))
        made: Any = await sdk.chat.completions.create(
            model=model, messages=messages, **self.dialect.options(request)
        )
        if not hasattr(made, "__aiter__"):
            return made
        chunks = [chunk async for chunk in made]
        if not chunks:  # it sent its answer whole, stream or not
            self.dialect.streams = False
            return await sdk.chat.completions.create(
                model=model, messages=messages, **self.dialect.options(request)
            )
        whole = joined(chunks)
        self._check_ended(whole)
        return whole

    def _check_ended(self, streamed: dict[str, Any]) -> None:
        """A stream that ends in the middle of thought, and does not say that it ends, broke off. Raises TemporaryEndpointError."""
        choice = streamed["choices"][0] if streamed else None
        if (
            choice is not None
            and not choice["finish_reason"]
            and not choice["message"].get("content")
            and not choice["message"].get("tool_calls")
        ):
            raise TemporaryEndpointError(
                "{host} sent a broken answer ({error}).", "Try again later.", host=self.target.host, error="the stream broke off",
            )  # fmt: skip

    def _read(self, completion: object, request: ChatRequest, seconds: float) -> ChatAnswer:
        """The answer in ``completion``, which the SDK gives in whatever shape the endpoint sent it."""
        if (error := _error_in(completion)) is not None:
            raise self._is_an_error(error)
        read = read_completion(completion)
        if read is None:
            raise self._is_no_completion(completion)
        sent = request.estimated_tokens
        self._check_was_read(read.prompt_tokens, sent)
        written = read.completion_tokens or estimate_tokens(read.content) + read.thought_tokens
        return ChatAnswer(
            content=self._redacted(read.content), finish_reason=self._redacted(read.finish_reason), prompt_tokens=read.prompt_tokens or sent, completion_tokens=written,
            seconds=round(seconds, 3), thought_tokens=read.thought_tokens,
            refusal=self._redacted(read.refusal),
        )  # fmt: skip

    def _redacted(self, said: Any) -> Any:
        """What the endpoint says, before it is shortened or kept, with stars for what it says back."""
        from summarizer.llm.network import redacted

        return redacted(said, self._secrets)

    def _is_an_error(self, body: object) -> SummarizerError:
        """The error that a body with status 200 speaks of: of the kind its code tells, where it tells one."""
        from summarizer.llm.failures import classify_status

        said = read_error(self._redacted(body))
        if said.status is None and not said.code:
            return self._is_no_completion(body)
        return classify_status(said.status or 400, said, {}, self.target.host, self.target.model)

    def _is_no_completion(self, completion: object) -> EndpointError:
        said = str(read_error(self._redacted(_fields(completion))))
        # At first it is a wrong address; of one that has answered before it is a gateway's bad moment.
        kind = TemporaryEndpointError if self.answers else EndpointError
        error = kind(
            template("{host} did not answer like an OpenAI-compatible endpoint: {answer!r}."),
            template("Check --base-url (it usually ends in /v1)."),
            host=self.target.host,
            answer=said[:200],
        )
        error.refusal = said
        return error

    def _check_was_read(self, read: int, sent: int) -> None:
        """Some servers cut a prompt that is too long for them and say nothing (Ollama's /v1 at 4,096 tokens): they count what they read."""
        if read and sent > _LONG_PROMPT and 2 * read < sent:
            raise EndpointError(
                "{host} read only {read} of about {sent} tokens: its context is too short, and the rest was cut off.",
                "Raise the context of the model there (Ollama: OLLAMA_CONTEXT_LENGTH), or ask a small model's short requests with --wire line.",
                host=self.target.host, read=read, sent=sent,
            )  # fmt: skip

    async def _connect(self) -> tuple[AsyncOpenAI, Endpoint]:
        async with self._connecting:
            if self._sdk is None or self._endpoint is None:
                import openai

                from summarizer.llm.network import http_client, secrets_of, without_variables_of_the_sdk

                began = time.monotonic()
                self._endpoint = endpoint = await self._open.enter_async_context(self.target.connect())
                self.connecting_seconds = time.monotonic() - began
                http = http_client(endpoint, self._bound)
                self._secrets = secrets_of(endpoint)
                with without_variables_of_the_sdk():
                    self._sdk = openai.AsyncOpenAI(
                        api_key=endpoint.api_key.get_secret_value(), base_url=endpoint.base_url, max_retries=0,
                        timeout=endpoint.timeout, http_client=http,
                    )  # fmt: skip
            return self._sdk, self._endpoint

    async def _bound(self, response: Any) -> None:
        """Let no more of a body in than any answer can be, however small it was packed. The SDK reads a body by ``aiter_bytes``."""
        response.aiter_bytes = partial(_bounded, response.aiter_bytes, self.target.host)

    async def close(self) -> None:
        """Close connections, and stop what was started."""
        if self._sdk is not None:
            await self._sdk.close()
            self._sdk = None
        await self._open.aclose()


def _fields(completion: object) -> object:
    """What the SDK took for a completion, as the JSON it was."""
    dump = getattr(completion, "model_dump", None)
    return dump(exclude_none=True, warnings=False) if callable(dump) else completion


def _error_in(completion: object) -> object | None:
    """The error that stands where an answer should, in the body or in its first choice (OpenRouter); None where there is none."""
    choices = get(completion, "choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if get(first, "message") is None:
        body = _fields(completion)
        return body if holds_error(body) else None
    if get(first, "finish_reason") == "error" or get(first, "error"):
        return {"error": get(first, "error") or "the model failed", "code": 502}
    return None


async def _bounded(read: Callable[[], AsyncIterator[bytes]], host: str) -> AsyncIterator[bytes]:
    size = 0
    async for part in read():
        size += len(part)
        if size > _MOST_BYTES:
            raise TemporaryEndpointError(
                "{host} sent more than {size:,} bytes for one answer.", "Try again, or another model.", host=host, size=_MOST_BYTES,
            )  # fmt: skip
        yield part
