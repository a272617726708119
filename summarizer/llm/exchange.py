"""A request sent once, in one form, and its completion read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import EndpointError, SummarizerError, TemporaryEndpointError
from summarizer.llm.chat import REFUSAL, ChatAnswer, ChatRequest, estimate_tokens
from summarizer.llm.endpoint import Endpoint, Target, is_loopback
from summarizer.llm.providers import Rung
from summarizer.messages import template

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

_LONG_PROMPT = 3000
# An answer as long as any model gives, with its reasoning and every character escaped, is a fraction of this.
_MOST_BYTES = 16_000_000
_SHORTEST_KEY = 6  # less is no secret, and stands in many a word
_MOST_TOKENS = 1_000_000_000


class Exchange:
    """Speaks to one target. It is connected when the first request is sent, so a run answered from the cache starts no model."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.answers = 0  # how many requests were answered
        self._refused: set[str] = set()  # parameters that the endpoint does not take
        self._open = AsyncExitStack()
        self._connecting = asyncio.Lock()
        self._sdk: AsyncOpenAI | None = None
        self._endpoint: Endpoint | None = None

    async def send(self, request: ChatRequest, rung: Rung) -> ChatAnswer:
        """The answer to ``request`` with its form asked for by ``rung``. Raises EndpointError of the kind that fits."""
        sdk, endpoint = await self._connect()
        try:
            return await self._send(sdk, endpoint, request, rung)
        except SummarizerError as error:
            key = endpoint.api_key.get_secret_value()
            if len(key) >= _SHORTEST_KEY:  # some servers say it back
                error.hide(key)
            raise

    async def _send(
        self, sdk: AsyncOpenAI, endpoint: Endpoint, request: ChatRequest, rung: Rung
    ) -> ChatAnswer:
        import openai

        from summarizer.llm.retry import classify

        began = time.monotonic()
        try:
            async with asyncio.timeout(endpoint.timeout):
                completion = await sdk.chat.completions.create(
                    model=endpoint.model, messages=cast("Any", request.wire_messages()), **self._options(request, rung),
                )  # fmt: skip
        except TimeoutError:
            raise TemporaryEndpointError(
                "{host} took longer than {seconds:.0f} s for one answer.",
                "Try again, or raise --timeout.",
                host=self.target.host,
                seconds=endpoint.timeout,
            ) from None
        except openai.OpenAIError as error:
            raise endpoint.gone() or classify(error, self.target.host, self.target.model) from error
        except (ValueError, RecursionError) as error:
            # The SDK lets through what its parser says of a body that is no JSON.
            raise TemporaryEndpointError(
                "{host} sent a broken answer ({error}).",
                "Try again later.",
                host=self.target.host,
                error=error,
            ) from error
        answer = self._read(completion, request, time.monotonic() - began)
        self.answers += 1
        return answer

    def leaves_out(self, refusal: str) -> bool:
        """Whether a ``refusal`` names a parameter that can be left out or said otherwise; it is, from then on."""
        said = refusal.lower()
        named = next((p for p in self._parameters() if p.lower() in said and p not in self._refused), None)
        if named is None:
            return False
        self._refused.add(named)
        return True

    def _parameters(self) -> list[str]:
        return [*self.target.rule.body, "temperature", "max_tokens"]

    def _options(self, request: ChatRequest, rung: Rung) -> dict[str, Any]:
        """What goes along with the messages: the form of the answer, its bound, sampling, and what the provider wants besides."""
        rule, options = self.target.rule, dict[str, Any]()
        if rung == "json_schema":
            schema = {"name": "answer", "schema": request.answer_schema, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif rung == "json_object":
            options["response_format"] = {"type": "json_object"}
        old_name = rule.limit == "max_tokens" and "max_tokens" not in self._refused
        options["max_tokens" if old_name else "max_completion_tokens"] = request.max_tokens
        if rule.temperature and "temperature" not in self._refused:
            options["temperature"] = request.temperature
        if extra := {name: value for name, value in rule.body.items() if name not in self._refused}:
            options["extra_body"] = extra
        return options

    def _read(self, completion: ChatCompletion | str, request: ChatRequest, seconds: float) -> ChatAnswer:
        """The answer in ``completion``, which the SDK gives in whatever shape the endpoint sent it."""
        choices = _get(completion, "choices")
        message = _get(choices[0], "message") if isinstance(choices, list) and choices else None
        content = _text(_get(message, "content"))
        if message is None or content is None:
            raise self._is_no_completion(completion)
        usage, reason = _get(completion, "usage"), str(_get(choices[0], "finish_reason") or "stop")
        read, sent = _count(usage, "prompt_tokens"), request.estimated_tokens
        self._check_was_read(read, sent)
        return ChatAnswer(
            content=content, finish_reason=REFUSAL if _get(message, "refusal") else reason, prompt_tokens=read or sent,
            completion_tokens=_count(usage, "completion_tokens") or estimate_tokens(content), seconds=round(seconds, 3),
        )  # fmt: skip

    def _is_no_completion(self, completion: object) -> EndpointError:
        said = completion if isinstance(completion, str) else str(_get(completion, "error") or "")
        # At first it is a wrong address; of one that has answered before it is a gateway's bad moment.
        kind = TemporaryEndpointError if self.answers else EndpointError
        return kind(
            template("{host} did not answer like an OpenAI-compatible endpoint: {answer!r}."),
            template("Check --base-url (it usually ends in /v1)."),
            host=self.target.host,
            answer=said[:80],
        )

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

                self._endpoint = endpoint = await self._open.enter_async_context(self.target.connect())
                http = self._http_client(endpoint)
                self._sdk = openai.AsyncOpenAI(
                    api_key=endpoint.api_key.get_secret_value(), base_url=endpoint.base_url, max_retries=0,
                    timeout=endpoint.timeout, http_client=http,
                )  # fmt: skip
            return self._sdk, self._endpoint

    def _http_client(self, endpoint: Endpoint) -> Any:
        import openai

        # A proxy from the environment would catch even 127.0.0.1; requests that stay here must stay here. A redirect is not
        # followed: it would carry the report to a host that nobody named.
        try:
            return openai.DefaultAsyncHttpxClient(
                trust_env=not is_loopback(endpoint.base_url), follow_redirects=False, event_hooks={"response": [self._bound]},
            )  # fmt: skip
        except (
            Exception
        ) as error:  # of any kind: a proxy of an unknown scheme, a certificate file that is not there
            raise EndpointError(
                "The network settings of the environment can't be used ({error}).",
                "Look at HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE.",
                error=f"{type(error).__name__}: {error}",
            ) from error

    async def _bound(self, response: Any) -> None:
        """Let no more of a body in than any answer can be, however small it was packed. The SDK reads a body by ``aiter_bytes``."""
        response.aiter_bytes = partial(_bounded, response.aiter_bytes, self.target.host)

    async def close(self) -> None:
        """Close connections, and stop what was started."""
        if self._sdk is not None:
            await self._sdk.close()
            self._sdk = None
        await self._open.aclose()


def _get(value: object, name: str) -> Any:
    """A field of what the SDK gives: an object of its own, or, where the endpoint's shape is another, what the JSON holds."""
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def _text(content: object) -> str | None:
    """The text of a message, whole or in parts; None where it is neither. Halves of pairs, which no file can hold, become ``?``."""
    if isinstance(content, list):
        parts = [_get(part, "text") for part in content]
        content = "".join(parts) if all(isinstance(part, str) for part in parts) else content
    if content is None:
        return ""
    return content.encode("utf-8", "replace").decode() if isinstance(content, str) else None


def _count(usage: object, name: str) -> int:
    """A count of tokens as the endpoint gives it; 0 where it gives none that can be one."""
    count = _get(usage, name)
    return count if isinstance(count, int) and 0 < count < _MOST_TOKENS else 0


async def _bounded(read: Callable[[], AsyncIterator[bytes]], host: str) -> AsyncIterator[bytes]:
    size = 0
    async for part in read():
        size += len(part)
        if size > _MOST_BYTES:
            raise TemporaryEndpointError(
                "{host} sent more than {size:,} bytes for one answer.", "Try again, or another model.", host=host, size=_MOST_BYTES,
            )  # fmt: skip
        yield part
