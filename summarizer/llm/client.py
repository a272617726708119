"""One request → one answer: from the cache, or asked for within the budget until it comes or there is no use."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from summarizer.errors import ContentRefusedError, EndpointError, RateLimitedError
from summarizer.llm.budget import Budget
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer, ChatRequest
from summarizer.llm.dialect import Dialect
from summarizer.llm.endpoint import Pace, Target
from summarizer.llm.exchange import Exchange
from summarizer.llm.limiter import Limiter
from summarizer.llm.log import Entry, RequestLog, Stopwatch, now
from summarizer.llm.refusals import topic_of

# A model that has given this many requests nothing but thought, and none an answer, will give none.
_MOST_THOUGHTS = 4
_DIGITS = re.compile(r"\d+")
# Of these a smaller request may pass.
_OF_THE_REQUEST = frozenset({"content", "length", "output", "room"})


@dataclass
class Attempts:
    """How often a request was sent, and what was said of it under a status that a bad moment has too."""

    count: int = 0
    heard: set[str] = field(default_factory=set)


class ChatClient:
    """Asks one target. Answers come from the cache when they can; what the target says is cached at once.

    With ``cache_only`` nothing is ever sent.
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
        self._requests = log or RequestLog(None)
        self._exchange = Exchange(target)
        self.kept = 0  # answers that this client has put into the cache
        self._only_thought = 0
        self._gave_room = False
        self._meant: set[str] = (
            set()
        )  # what endpoints say of a refusal under a status that a bad moment has too
        self._stopped: EndpointError | None = None
        self._settled = asyncio.Event()

    @property
    def dialect(self) -> Dialect:
        """How the endpoint wants to be asked, as far as it is known."""
        return self._exchange.dialect

    @property
    def pace(self) -> Pace:
        """What the model is expected to take; a model that runs already needs no loading."""
        pace = self.target.pace
        return replace(pace, loading=0.0) if self._exchange.connected else pace

    @property
    def connecting_seconds(self) -> float:
        """How long it took until the model could be asked: the local one has to be loaded."""
        return self._exchange.connecting_seconds

    def cached(self, request: ChatRequest) -> ChatAnswer | None:
        """The answer if it is in the cache; nothing is sent."""
        return self.cache.get(self._key(request))

    def _key(self, request: ChatRequest) -> str:
        return request.key(self.target.model, self.target.place or self.target.host)

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """The answer to ``request``.

        Raises :class:`EndpointError` (of which :class:`RequestRefusedError` concerns this one request only).
        """
        key = self._key(request)
        watch, attempts = Stopwatch(), Attempts()
        outcome, answer = "cached", self.cache.get(key)
        try:
            if answer is None:
                answer = await self._ask_anew(key, request, attempts)
                outcome = "answered"
            if answer.is_refusal:
                raise ContentRefusedError(
                    "{host} refused to answer ({reason}).", "Another model may answer.", host=self.target.host, reason=answer.refusal or answer.finish_reason,
                )  # fmt: skip
            return answer
        except BaseException as error:
            outcome = type(error).__name__
            raise
        finally:
            entry = Entry(
                now(), self.target.model, self.target.host, request.about, key[:12], outcome, watch.seconds, attempts.count
            )  # fmt: skip
            self._requests.write(entry if answer is None else _counted(entry, answer))

    async def stop(self, reason: EndpointError) -> None:
        """Send nothing more: what is on its way comes home, what waits is told ``reason``, what the cache holds is still answered."""
        self._stopped = self._stopped or reason
        await self._limiter.stop()
        self._settled.set()

    def forget(self, requests: Iterable[ChatRequest]) -> None:
        """Keep no answers to ``requests``: the next run asks them anew."""
        self.cache.remove(self._key(request) for request in requests)

    async def _ask_anew(self, key: str, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        if self._cache_only:
            raise EndpointError(
                "{host} may not be asked (--offline), and the cache does not hold every answer.",
                "Run without --offline, or with the local model.",
                host=self.target.host,
            )
        answer = await self._ask_within_budget(request, attempts)
        if answer.is_empty and answer.is_cut and not self._gave_room:
            self._gave_room = self.dialect.makes_room(0, request)  # it may think, and say nothing of it
            if self._gave_room:
                answer = await self._ask_within_budget(request, attempts)
        while answer.is_only_thought and self._may_answer_yet(answer, request):
            answer = await self._ask_within_budget(request, attempts)
        # A refusal and mere thought are paid for all the same, but are no answers to keep.
        if not answer.is_refusal and not answer.is_only_thought:
            self.cache.put(key, answer)
            self.kept += self.cache.keeps
        return answer

    def _may_answer_yet(self, answer: ChatAnswer, request: ChatRequest) -> bool:
        """Whether a model that only thought about ``request`` may answer when it is asked with less thought, or more room for it.

        Raises EndpointError when all it ever did was think.
        """
        self._only_thought += 1
        if self._only_thought < _MOST_THOUGHTS or self._exchange.answers:
            return self._only_thought <= _MOST_THOUGHTS and self.dialect.makes_room(
                answer.thought_tokens, request
            )
        raise EndpointError(
            "{model} at {host} only thinks: {count} requests gave thought and no answer.",
            "Turn its thinking off in the user's configuration (body or reasoning_effort under [endpoint.\"HOST\"]), or name another model.",
            model=self.target.model, host=self.target.host, count=self._only_thought,
        )  # fmt: skip

    async def _ask_within_budget(self, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        reserved = await self._reserve(request)
        answer: ChatAnswer | None = None
        try:
            answer = await self._ask_with_retries(request, attempts)
        finally:
            self.budget.settle(reserved, request, answer)
            self._settled.set()
        return answer

    async def _reserve(self, request: ChatRequest) -> tuple[int, int]:
        """Room in the budget; what has to wait for it waits until others are back, which mostly take less than they may."""
        while True:
            if self._stopped is not None:
                raise self._stopped
            reserved = self.budget.reserve(request, self.dialect.output(request))
            if reserved is not None:
                return reserved
            self._settled.clear()
            await self._settled.wait()

    async def _ask_with_retries(self, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        from tenacity import AsyncRetrying

        from summarizer.llm.retry import StopWhenGone, WaitAsTold, retry_policy

        answers = self._exchange.answers
        retrying = AsyncRetrying(
            retry=retry_policy, stop=StopWhenGone(lambda: self._exchange.answers > answers), wait=WaitAsTold(),
            sleep=self._limiter.pause, reraise=True,
        )  # fmt: skip
        async for attempt in retrying:
            with attempt:
                async with self._limiter.slot() as began:
                    if self._stopped is not None:
                        raise self._stopped
                    attempts.count += 1
                    try:
                        answer = await self._ask_in_its_dialect(request, attempts)
                    except RateLimitedError as error:
                        self._limiter.lower(began, error.retry_after)
                        raise
                    self._limiter.succeeded()
                    return answer
        raise AssertionError("tenacity ends by returning or raising")

    async def _ask_in_its_dialect(self, request: ChatRequest, attempts: Attempts) -> ChatAnswer:
        """Ask as the endpoint takes it; what it refuses is said otherwise, then and from then on.

        A failure that may pass is believed to be a refusal only when the same request is told the same again.
        """
        while True:
            version = self.dialect.version
            try:
                return await self._exchange.send(request)
            except EndpointError as error:
                if not error.refusal or not self._is_meant(error, attempts):
                    raise
                if self.dialect.learns(error.refusal, request, version):
                    continue
                if topic_of(error.refusal) in _OF_THE_REQUEST and error.retryable:
                    raise ContentRefusedError(
                        error.message.template, error.hint.template, **error.message.values
                    ) from error
                raise

    def _is_meant(self, error: EndpointError, attempts: Attempts) -> bool:
        """Whether a refusal is one, and no bad moment that speaks of the same things."""
        words = _DIGITS.sub("", error.refusal)
        if not error.retryable or words in self._meant:
            return True
        if words in attempts.heard:
            self._meant.add(words)
            return True
        attempts.heard.add(words)
        return False

    async def close(self) -> None:
        """Close connections, and stop what was started."""
        await self._exchange.close()


def _counted(entry: Entry, answer: ChatAnswer) -> Entry:
    return replace(
        entry, finish_reason=answer.refusal or answer.finish_reason, prompt_tokens=answer.prompt_tokens, completion_tokens=answer.completion_tokens,
    )  # fmt: skip
