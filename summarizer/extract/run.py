"""All batches of a schema through the model, and what comes of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.errors import ContentRefusedError, EndpointError
from summarizer.extract.asking import Asker, Outcome, failed_sentences, is_real
from summarizer.extract.items import ItemBuilder
from summarizer.extract.model import Coverage, Failed, Item, RunInfo, SchemaResult
from summarizer.extract.pack import Batch
from summarizer.extract.plan import Plan
from summarizer.extract.proposals import propose
from summarizer.extract.readers import order
from summarizer.llm.budget import Budget
from summarizer.llm.chat import ChatAnswer, ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.endpoint import Pace
from summarizer.messages import Message
from summarizer.quantities import read_quantities
from summarizer.reading import Reading

# What a run without a model says in place of a model's name and host.
NO_MODEL = "none"
NO_MODEL_PACE = Pace(per_char=0.0)


@dataclass(slots=True)
class Progress:
    """Where a run stands. ``chars`` are of the sentences asked about, ``pace`` is what is expected of the model: for the time left."""

    schema: str
    batches: int = 0
    batches_done: int = 0
    chars: int = 0
    chars_done: int = 0
    items: int = 0
    requests: int = 0
    from_cache: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    began: float = field(default_factory=time.monotonic)
    pace: Pace = NO_MODEL_PACE


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told: ``items`` gets finished items in the order of the report, ``progress`` the state after each answer."""

    items: Callable[[Sequence[Item]], None] = lambda _: None
    progress: Callable[[Progress], None] = lambda _: None


class SchemaRun:
    """One schema of one report against one model; without a ``client`` rules propose the items."""

    def __init__(self, reading: Reading, plan: Plan, client: ChatClient | None, watcher: Watcher) -> None:
        self._outline = reading
        self._plan = plan
        self._client = client
        self._watcher = watcher
        self._builder = ItemBuilder(reading, plan.schema, plan.prompt.example_items)
        self._asker = Asker(reading, plan, self._builder, self._send)
        self._progress = Progress(
            plan.schema.name, len(plan.batches), chars=sum(b.chars for b in plan.batches), pace=client.pace if client else NO_MODEL_PACE,
        )  # fmt: skip
        self._outcomes: dict[int, Outcome] = {}
        self._items: list[Item] = []
        self._shown = 0
        self._ready = list(plan.ready)  # items of rules that are not handed over yet
        budget = client.budget if client else Budget()
        self._spent_before = budget.prompt_tokens, budget.completion_tokens
        self._stopped: EndpointError | None = None
        self._cut_short = False  # a batch was asked about, but not to its end

    async def run(self) -> tuple[SchemaResult, EndpointError | None]:
        """The result, and the error that stopped the run before its end, if one did.

        The first request goes out alone: a wrong key then costs one request, and a local server has the shared prefix of
        the prompt in memory for all others. After an error nothing more is sent, but what is on its way comes home: it is paid for.
        """
        if self._plan.batches:
            self._watcher.progress(self._progress)
            await self._do(self._plan.batches[0])
            async with asyncio.TaskGroup() as group:
                for batch in self._plan.batches[1:]:
                    group.create_task(self._do(batch))
        return self.result_so_far(self._stopped.message if self._stopped else None), self._stopped

    def result_so_far(self, reason: Message | None) -> SchemaResult:
        """The result of what was asked; sentences that were not count as failed, for ``reason`` (None when all were). Answers that gave
        nothing usable are not kept: the next run asks anew."""
        if self._client:
            self._client.forget(self._asker.unusable)
        missing = [batch for batch in self._plan.batches if batch.id not in self._outcomes]
        for batch in missing:
            self._outcomes[batch.id] = Outcome(
                failed=[failed_sentences(batch.sentences, _not_asked(reason), 0)]
            )
        self._show()
        self._hand_over(self._ready)
        self._ready = []
        return self._result(complete=not missing and not self._cut_short)

    async def _do(self, batch: Batch) -> None:
        outcome = Outcome()
        try:
            if self._client:
                await self._asker.ask_until_covered(batch, outcome)
            else:
                outcome.add(self._by_rules(batch))
        except EndpointError as error:
            self._stopped = self._stopped or error
            if self._client:
                await self._client.stop(error)
            self._keep(batch, outcome, error.message)
            return
        except asyncio.CancelledError:
            self._keep(batch, outcome, Message("interrupted"))
            raise
        outcome.items = order(outcome.items)
        self._outcomes[batch.id] = outcome
        self._progress.batches_done += 1
        self._progress.chars_done += batch.chars
        self._progress.items += len(outcome.items)
        self._show()
        self._watcher.progress(self._progress)

    def _keep(self, batch: Batch, outcome: Outcome, reason: Message) -> None:
        """What a batch has given before it was stopped stands; sentences that have not, count as not asked for ``reason``."""
        if not outcome.items:
            return
        if missing := [s for s in batch.sentences if not outcome.accounts_for(s)]:
            outcome.failed.append(failed_sentences(missing, _not_asked(reason), 0))
        outcome.items = order(outcome.items)
        self._outcomes[batch.id] = outcome
        self._cut_short = True

    def _by_rules(self, batch: Batch) -> Outcome:
        return Outcome(*self._builder.build(batch, propose(self._plan.schema, batch.sentences), ()))

    async def _send(self, request: ChatRequest) -> ChatAnswer:
        assert self._client is not None
        try:
            answer = await self._client.ask(request)
            self._progress.from_cache += answer.from_cache
        except ContentRefusedError:
            self._count()
            raise
        self._count()
        return answer

    def _count(self) -> None:
        """One more request is answered, or refused; either is paid for."""
        assert self._client is not None
        done, budget = self._progress, self._client.budget
        done.requests += 1
        done.prompt_tokens = budget.prompt_tokens - self._spent_before[0]
        done.completion_tokens = budget.completion_tokens - self._spent_before[1]
        self._watcher.progress(done)

    def _show(self) -> None:
        """Number and hand over the items of the batches that are done up to the first that is not."""
        while self._shown in self._outcomes:
            batch = self._plan.batches[self._shown]
            until = batch.sentences[-1].end
            ready = [i for i in self._ready if i.evidence[0].start < until]
            self._ready = self._ready[len(ready) :]
            self._hand_over(order([*ready, *self._outcomes[self._shown].items]))
            self._shown += 1

    def _hand_over(self, items: Sequence[Item]) -> None:
        """Number ``items`` and give them to the watcher."""
        name = self._plan.schema.name
        numbered = [replace(i, id=f"{name}-{len(self._items) + n}") for n, i in enumerate(items, 1)]
        self._items += numbered
        if numbered:
            self._watcher.items(numbered)

    def _result(self, complete: bool) -> SchemaResult:
        outcomes = [self._outcomes[b.id] for b in self._plan.batches]
        failed = tuple(f for o in outcomes for f in o.failed)
        done, prompt = self._progress, self._plan.prompt.prompt
        run = RunInfo(
            model=self._client.target.model if self._client else NO_MODEL,
            endpoint=self._client.target.host if self._client else NO_MODEL, prompt=prompt.name,
            prompt_sha256=prompt.sha256, schema_sha256=self._plan.schema.sha256, requests=done.requests,
            from_cache=done.from_cache, prompt_tokens=done.prompt_tokens, completion_tokens=done.completion_tokens,
            seconds=round(time.monotonic() - done.began, 1), cost=self._cost(),
        )  # fmt: skip
        return SchemaResult(
            schema=self._plan.schema.name, items=tuple(self._items), coverage=self._coverage(failed), failed=failed,
            dropped=tuple(d for o in outcomes for d in o.dropped), run=run, complete=complete,
        )  # fmt: skip

    def _cost(self) -> float | None:
        """By the list price; None where none is known."""
        price = self._client.budget.price if self._client else None
        done = self._progress
        return None if price is None else round(price.of(done.prompt_tokens, done.completion_tokens), 6)

    def _coverage(self, failed: Sequence[Failed]) -> Coverage:
        """Of the sentences called for: which gave an item that stands on them, and which of their quantities an item holds."""
        sentences = self._plan.called
        covered = {e.sentence for i in self._items if is_real(i) for e in i.evidence}
        lost = {n for f in failed for n in f.sentences}
        spans = sorted((e.start, e.end) for i in self._items if is_real(i) for e in i.evidence)
        total = held = 0
        for sentence in sentences:
            for quantity in read_quantities(sentence.text):
                total += 1
                at = sentence.start + quantity.start
                held += any(start <= at < end for start, end in spans)
        return Coverage(
            sentences=len(sentences), covered=sum(s.id in covered for s in sentences),
            uncovered=tuple(s.id for s in sentences if s.id not in covered and s.id not in lost),
            quantities=total, quantities_covered=held,
        )  # fmt: skip


def _not_asked(reason: Message | None) -> Message:
    return Message("not asked: {reason}", {"reason": reason})
