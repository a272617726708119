"""One request → one answer."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import (
    ContentRefusedError,
    EndpointError,
    RateLimitedError,
    RequestRefusedError,
    TemporaryEndpointError,
)
from summarizer.llm.budget import Budget
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer, ChatRequest, estimate_tokens
from summarizer.llm.endpoint import Endpoint, Target, is_loopback
from summarizer.llm.limiter import Limiter
from summarizer.llm.log import Entry, RequestLog, Stopwatch, now
from summarizer.llm.providers import LADDER, Rung
from summarizer.messages import template

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

_LONG_PROMPT = 3000
_SCHEMA_WORDS = ("response_format", "json_schema", "json_object", "schema", "grammar", "structured")


@dataclass
class Attempts:
    """How often a request was sent."""

    count: int = 0


class ChatClient:
    """Asks one target. Answers come from the cache when they can; what the target says is cached at once.

    The target is connected when the first request must be sent, so a run answered from the cache starts no model. With
    ``cache_only`` nothing is ever sent.
    """

    def __init__(
        self,
        target: Target,
        cache: AnswerCache,
        cache_only: bool = False,
        budget: Budget | None = None,
        log: RequestLog | None = None,
    ) -> None:
        self.target = target
        self.budget = budget or Budget(price=target.rule.price)
        self.cache = cache
        self._cache_only = cache_only
        self._limiter = Limiter(target.concurrency)
        self._rung: Rung = target.rung
        self._requests = log or RequestLog(None)
        self._answered = 0
        self._refused: set[str] = set()  # parameters that the endpoint does not take
        self._open = ExitStack()
        self._connecting = asyncio.Lock()
        self._sdk: AsyncOpenAI | None = None
        self._endpoint: Endpoint | None = None

    def cached(self, request: ChatRequest) -> ChatAnswer | None:
        """The answer if it is in the cache; nothing is sent."""
        return self.cache.get(request.key(self.target.model, self.target.host))

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """The answer to ``request``.

        Raises :class:`EndpointError` (of which :class:`RequestRefusedError` concerns this one request only).
        """
        key = request.key(self.target.model, self.target.host)
        watch, attempts = Stopwatch(), Attempts()
        outcome, answer = "cached", self.cache.get(key)
        if answer is not None:
            self._log(key, outcome, watch, attempts, answer)
            return answer
        try:
            answer = await self._ask_anew(key, request, attempts)
            outcome = "answered"
            return answer
        except BaseException as error:
            outcome = type(error).__name__
            raise
        finally:
            self._log(key, outcome, watch, attempts, answer)

    def _log(
        self, key: str, outcome: str, watch: Stopwatch, attempts: Attempts, answer: ChatAnswer | None
    ) -> None:
        entry = Entry(
            now(), self.target.model, self.target.host, key[:12], outcome, watch.seconds, attempts.count
        )
        if answer is not None:
            entry = replace(
                entry, finish_reason=answer.finish_reason, prompt_tokens=answer.prompt_tokens,
                completion_tokens=answer.completion_tokens,
            )  # fmt: skip
        self._requests.write(entry)

    async def _ask_anew(self, key: str, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        if self._cache_only:
            raise EndpointError(
                "{host} may not be asked (--offline), and the cache does not hold every answer.",
                "Run without --offline, or with the local model.",
                host=self.target.host,
            )
        reserved = self.budget.reserve(request)
        answer: ChatAnswer | None = None
        try:
            answer = await self._ask_with_retries(request, attempts)
        finally:
            self.budget.settle(reserved, answer)
        self.cache.put(key, answer)
        return answer

    async def _ask_with_retries(self, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        from tenacity import AsyncRetrying

        from summarizer.llm.retry import StopWhenGone, WaitAsTold, retry_policy

        answered = self._answered
        stop = StopWhenGone(lambda: self._answered > answered)
        async for attempt in AsyncRetrying(retry=retry_policy, stop=stop, wait=WaitAsTold(), reraise=True):
            attempts.count = attempt.retry_state.attempt_number
            with attempt:
                async with self._limiter.slot():
                    try:
                        answer = await self._ask_down_the_ladder(request)
                    except RateLimitedError:
                        self._limiter.lower()
                        raise
                    self._limiter.succeeded()
                    self._answered += 1
                    return answer
        raise AssertionError("tenacity ends by returning or raising")

    async def _ask_down_the_ladder(self, request: ChatRequest) -> ChatAnswer:
        """Ask with the strictest form of output the endpoint takes; remember what worked."""
        for rung in LADDER[LADDER.index(self._rung) :]:
            try:
                answer = await self._send(request, rung)
            except RequestRefusedError as error:
                text = str(error).lower()
                if self._drops_a_parameter(text):
                    return await self._ask_down_the_ladder(request)
                if rung == LADDER[-1] or not any(word in text for word in _SCHEMA_WORDS):
                    raise
                continue
            self._rung = rung
            return answer
        raise AssertionError("the last rung returns or raises")

    def _drops_a_parameter(self, refusal: str) -> bool:
        """Whether a refusal names a parameter that can be left out or said otherwise; it is, from then on."""
        named = next((p for p in self._parameters() if p.lower() in refusal and p not in self._refused), None)
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

    async def _send(self, request: ChatRequest, rung: Rung) -> ChatAnswer:
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
            raise classify(error, self.target.host, self.target.model) from error
        except ValueError as error:  # the SDK lets a body that is no JSON through as the parser's error
            raise TemporaryEndpointError(
                "{host} sent a broken answer ({error}).",
                "Try again later.",
                host=self.target.host,
                error=error,
            ) from error
        sent = sum(estimate_tokens(content) for _, content in request.messages)
        return self._read(completion, sent, time.monotonic() - began)

    def _check_was_read(self, read: int, sent: int) -> None:
        """Some servers cut a prompt that is too long for them and say nothing (Ollama's /v1 at 4,096 tokens): they count what they read."""
        if read and sent > _LONG_PROMPT and 2 * read < sent:
            raise EndpointError(
                "{host} read only {read} of about {sent} tokens: its context is too short, and the rest was cut off.",
                "Raise the context of the model there (Ollama: OLLAMA_CONTEXT_LENGTH), or ask a small model's short requests with --wire line.",
                host=self.target.host, read=read, sent=sent,
            )  # fmt: skip

    def _read(self, completion: ChatCompletion | str, sent: int, seconds: float) -> ChatAnswer:
        if isinstance(completion, str) or not getattr(completion, "choices", None):
            said = completion if isinstance(completion, str) else str(getattr(completion, "error", "") or "")
            # At first it is a wrong address; of one that has answered before it is a gateway's bad moment.
            kind = TemporaryEndpointError if self._answered else EndpointError
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
        self._check_was_read(usage.prompt_tokens if usage else 0, sent)
        return ChatAnswer(
            content=content, finish_reason=reason, prompt_tokens=usage.prompt_tokens if usage else 0,
            completion_tokens=usage.completion_tokens if usage else 0, seconds=round(seconds, 3),
        )  # fmt: skip

    async def _connect(self) -> tuple[AsyncOpenAI, Endpoint]:
        async with self._connecting:
            if self._sdk is None or self._endpoint is None:
                import openai

                self._endpoint = endpoint = await asyncio.to_thread(
                    self._open.enter_context, self.target.connect()
                )
                # A proxy from the environment would catch even 127.0.0.1; requests that stay here must stay here.
                http = openai.DefaultAsyncHttpxClient(trust_env=not is_loopback(endpoint.base_url))
                self._sdk = openai.AsyncOpenAI(
                    api_key=endpoint.api_key.get_secret_value(), base_url=endpoint.base_url, max_retries=0,
                    timeout=endpoint.timeout, http_client=http,
                )  # fmt: skip
            return self._sdk, self._endpoint

    async def close(self) -> None:
        """Close connections, and stop what was started."""
        if self._sdk is not None:
            await self._sdk.close()
            self._sdk = None
        self._open.close()
