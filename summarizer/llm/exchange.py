"""A request sent once, in one form, and its completion read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import ContentRefusedError, EndpointError, TemporaryEndpointError
from summarizer.llm.chat import ChatAnswer, ChatRequest, estimate_tokens
from summarizer.llm.endpoint import Endpoint, Target, is_loopback
from summarizer.llm.providers import Rung
from summarizer.messages import template

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

_LONG_PROMPT = 3000
# An answer as long as any model gives, with its reasoning and every character escaped, is a fraction of this.
_MOST_BYTES = 16_000_000


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
        import openai

        from summarizer.llm.retry import classify

        sdk, endpoint = await self._connect()
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
        except ValueError as error:  # the SDK lets a body that is no JSON through as the parser's error
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
        if isinstance(completion, str) or not getattr(completion, "choices", None):
            said = completion if isinstance(completion, str) else str(getattr(completion, "error", "") or "")
            # At first it is a wrong address; of one that has answered before it is a gateway's bad moment.
            kind = TemporaryEndpointError if self.answers else EndpointError
            raise kind(
                template("{host} did not answer like an OpenAI-compatible endpoint: {answer!r}."),
                template("Check --base-url (it usually ends in /v1)."),
                host=self.target.host,
                answer=said[:80],
            )
        choice, usage = completion.choices[0], completion.usage
        reason = str(choice.finish_reason or "stop")
        content = choice.message.content or ""
        if reason in {"content_filter", "sensitive"} or getattr(choice.message, "refusal", None):
            raise ContentRefusedError(
                "{host} refused to answer ({reason}).",
                "Another model may answer.",
                host=self.target.host,
                reason=reason,
            )
        read, sent = _count(usage, "prompt_tokens"), request.estimated_tokens
        self._check_was_read(read, sent)
        return ChatAnswer(
            content=content, finish_reason=reason, prompt_tokens=read or sent,
            completion_tokens=_count(usage, "completion_tokens") or estimate_tokens(content), seconds=round(seconds, 3),
        )  # fmt: skip

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
                # A proxy from the environment would catch even 127.0.0.1; requests that stay here must stay here. A redirect is
                # not followed: it would carry the report to a host that nobody named.
                http = openai.DefaultAsyncHttpxClient(
                    trust_env=not is_loopback(endpoint.base_url), follow_redirects=False,
                    event_hooks={"response": [self._bound]},
                )  # fmt: skip
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


def _count(usage: object, name: str) -> int:
    """A count of tokens as the endpoint gives it; 0 where it gives none that can be one."""
    count = getattr(usage, name, None)
    return count if isinstance(count, int) and count > 0 else 0


async def _bounded(read: Callable[[], AsyncIterator[bytes]], host: str) -> AsyncIterator[bytes]:
    size = 0
    async for part in read():
        size += len(part)
        if size > _MOST_BYTES:
            raise TemporaryEndpointError(
                "{host} sent more than {size:,} bytes for one answer.", "Try again, or another model.", host=host, size=_MOST_BYTES,
            )  # fmt: skip
        yield part
