"""All batches of a schema through the model, and what comes of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizer.errors import AnswerError, ContentRefusedError, EndpointError, RequestRefusedError
from summarizer.extract.evidence import clauses
from summarizer.extract.items import ItemBuilder
from summarizer.extract.model import Coverage, Dropped, Failed, Item, RunInfo, SchemaResult
from summarizer.extract.pack import LARGE, SMALL, Batch, PackSize, called_for, pack, shared_headings
from summarizer.extract.prompt import BoundPrompt, Prompt
from summarizer.extract.proposals import propose
from summarizer.extract.readers import READERS, order
from summarizer.extract.schema import ItemSchema
from summarizer.extract.wire import WireForm, answer_schema, choose_form, read_items
from summarizer.llm.chat import ChatAnswer, ChatRequest, estimate_tokens
from summarizer.llm.client import ChatClient
from summarizer.llm.jsontext import parse_json
from summarizer.messages import Message
from summarizer.outline import Outline, Sentence
from summarizer.quantities import read_quantities

# Figures that name a stretch of time or nothing call for no item of their own.
_NOT_COUNTED = frozenset({"年", "", "个月", "天", "岁", "小时"})
# What a run without a model says in place of a model's name and host.
NO_MODEL = "none"
_ASK_AGAIN = "上面的回答不能用:{reason}。请重新回答,只输出 JSON。"


@dataclass(slots=True)
class Progress:
    """Where a run stands. ``chars`` are of the sentences asked about, for the time left."""

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


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told: ``items`` gets finished items in the order of the report, ``progress`` the state after each answer."""

    items: Callable[[Sequence[Item]], None] = lambda _: None
    progress: Callable[[Progress], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schema will ask. ``called`` are the sentences that call for an item, ``ready`` the items that rules have read already;
    ``batches`` hold the sentences to ask about."""

    schema: ItemSchema
    prompt: BoundPrompt
    form: WireForm
    size: PackSize
    called: tuple[Sentence, ...]
    ready: tuple[Item, ...]
    batches: tuple[Batch, ...]

    def request(self, headings: tuple[str, ...], sentences: Sequence[Sentence]) -> ChatRequest:
        """The request about ``sentences``."""
        texts = [s.text[s.core :] for s in sentences]
        return ChatRequest(
            messages=self.prompt.messages(headings, texts),
            answer_schema=answer_schema(self.schema, self.form, len(sentences), self._most_items(texts)),
            max_tokens=self._max_tokens(texts),
        )

    def _most_items(self, texts: Sequence[str]) -> int:
        """As many items as clauses, and some: a small model that runs in circles is stopped there."""
        return sum(len(clauses(text)) for text in texts) + len(texts) + 2

    def _max_tokens(self, texts: Sequence[str]) -> int:
        """Room for every word twice over; an answer that needs more has run wild and is asked for again in halves."""
        said = sum(estimate_tokens(text) for text in texts)
        return 64 + 2 * said if self.form == "line" else 512 + 6 * said


def make_plan(outline: Outline, schema: ItemSchema, prompt: Prompt, small: bool) -> Plan:
    """What ``schema`` will ask of a model. Raises PromptError or SchemaError before anything is sent."""
    form = choose_form(schema, small)
    size = SMALL if small else LARGE
    metadata = outline.metadata
    report = {"title": metadata.title, "region": metadata.region, "review_period": metadata.review_period,
              "plan_period": metadata.plan_period}  # fmt: skip
    reader = READERS.get(schema.reader or "")
    read = reader(outline) if reader else None
    called = read.called if read else tuple(called_for(outline, schema))
    batches = pack(outline, read.left_open if read else called, size)
    ready = read.items if read else ()
    return Plan(schema, prompt.bind(schema, form, report), form, size, called, ready, tuple(batches))


@dataclass(slots=True)
class _Outcome:
    """What became of one batch."""

    items: list[Item] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def drop_made_up(self) -> None:
        """Items that stand nowhere go once the sentence they cite has given others; they are listed as dropped."""
        covered = {e.sentence for i in self.items if _is_real(i) for e in i.evidence}
        made_up = [i for i in self.items if not _is_real(i) and i.evidence[0].sentence in covered]
        self.items = [i for i in self.items if i not in made_up]
        self.dropped += [
            Dropped(i.data, Message("stands nowhere in the source; its sentence was asked about again"))
            for i in made_up
        ]

    def add(self, other: _Outcome) -> None:
        self.items += other.items
        self.dropped += other.dropped
        self.failed += other.failed


class SchemaRun:
    """One schema of one report against one model; without a ``client`` rules propose the items."""

    def __init__(self, outline: Outline, plan: Plan, client: ChatClient | None, watcher: Watcher) -> None:
        self._outline = outline
        self._plan = plan
        self._client = client
        self._watcher = watcher
        self._builder = ItemBuilder(outline, plan.schema, plan.prompt.example_items)
        self._progress = Progress(
            plan.schema.name, len(plan.batches), chars=sum(b.chars for b in plan.batches)
        )
        self._outcomes: dict[int, _Outcome] = {}
        self._items: list[Item] = []
        self._shown = 0
        self._ready = list(plan.ready)  # items of rules that are not handed over yet

    async def run(self) -> tuple[SchemaResult, EndpointError | None]:
        """The result, and the error that stopped the run before its end, if one did.

        The first request goes out alone: a wrong key then costs one request, and a local server has the shared prefix of
        the prompt in memory for all others.
        """
        stopped: EndpointError | None = None
        self._watcher.progress(self._progress)
        try:
            if self._plan.batches:
                await self._do(self._plan.batches[0])
                async with asyncio.TaskGroup() as group:
                    for batch in self._plan.batches[1:]:
                        group.create_task(self._do(batch))
        except* EndpointError as errors:
            stopped = next(_leaf_errors(errors))
        return self.result_so_far(stopped.message if stopped else None), stopped

    def result_so_far(self, reason: Message | None) -> SchemaResult:
        """The result of what was asked; sentences that were not count as failed, for ``reason`` (None when all were)."""
        missing = [batch for batch in self._plan.batches if batch.id not in self._outcomes]
        for batch in missing:
            not_asked = Message("not asked: {reason}", {"reason": reason})
            self._outcomes[batch.id] = _Outcome(failed=[_failed(batch.sentences, not_asked, 0)])
        self._show()
        self._hand_over(self._ready)
        self._ready = []
        return self._result(not missing)

    async def _do(self, batch: Batch) -> None:
        outcome = await self._ask_until_covered(batch) if self._client else self._by_rules(batch)
        outcome.items = order(outcome.items)
        self._outcomes[batch.id] = outcome
        self._progress.batches_done += 1
        self._progress.chars_done += batch.chars
        self._progress.items += len(outcome.items)
        self._show()
        self._watcher.progress(self._progress)

    def _by_rules(self, batch: Batch) -> _Outcome:
        return _Outcome(*self._builder.build(batch, propose(self._plan.schema, batch.sentences), ()))

    async def _ask_until_covered(self, batch: Batch) -> _Outcome:
        """Ask about ``batch``, then once more about its sentences that gave nothing and those whose figures no item stands on."""
        outcome = await self._ask(batch)
        missing = [s for s in batch.sentences if not self._accounted(s, outcome)]
        if missing and len(batch.sentences) > 1:
            for part in _parts_to_ask_again(batch, missing, outcome):
                outcome.add(await self._ask(self._part(batch, part)))
            outcome.drop_made_up()
        if again := self._left_out(batch, outcome):
            outcome.add(self._only_new(await self._ask(self._part(batch, again)), outcome, again))
        return outcome

    def _accounted(self, sentence: Sentence, outcome: _Outcome) -> bool:
        return any(_stands_on(i, sentence.id) for i in outcome.items) or any(
            sentence.id in f.sentences for f in outcome.failed
        )

    def _left_out(self, batch: Batch, outcome: _Outcome) -> list[Sentence]:
        """The sentences of ``batch`` that gave items, but not on all their figures: each from its first clause left out on."""
        failed = {n for f in outcome.failed for n in f.sentences}
        spans = [(e.start, e.end) for i in outcome.items if _is_real(i) for e in i.evidence]
        out = []
        for sentence in batch.sentences:
            if sentence.id in failed:
                continue
            for start, end in clauses(sentence.text):
                counted = [q for q in read_quantities(sentence.text[start:end]) if q.unit not in _NOT_COUNTED]
                at = [sentence.start + start + q.start for q in counted]
                if start >= sentence.core and any(not any(a <= x < b for a, b in spans) for x in at):
                    out.append(replace(sentence, core=start))
                    break
        return out

    def _only_new(self, outcome: _Outcome, first: _Outcome, asked: Sequence[Sentence]) -> _Outcome:
        """Of a second answer, the items that stand on clauses where the first one has none; what failed is not said twice."""
        begins = {s.id: s.start + s.core for s in asked}
        taken = [(e.start, e.end) for i in first.items for e in i.evidence]
        new = []
        for item in outcome.items:
            here = item.evidence[0]
            apart = not any(a < here.end and here.start < b for a, b in taken)
            if _is_real(item) and apart and here.start >= begins.get(here.sentence, here.start + 1):
                new.append(item)
        return _Outcome(new)

    def _part(self, batch: Batch, sentences: Sequence[Sentence]) -> Batch:
        return Batch(batch.id, shared_headings(self._outline, sentences), tuple(sentences))

    async def _ask(self, batch: Batch) -> _Outcome:
        """Ask about ``batch``; an answer cut by length is asked for in halves, an unusable one once more with the reason."""
        request = self._plan.request(batch.headings, batch.sentences)
        try:
            answer = await self._send(request)
            if answer.finish_reason == "length":
                return await self._ask_in_halves(batch, request)
            try:
                return self._build(answer, batch)
            except AnswerError as error:
                return self._build(await self._send(_again(request, answer, error)), batch)
        except AnswerError as error:
            return _Outcome(failed=[_failed(batch.sentences, error.message, 2)])
        except ContentRefusedError as error:
            if (
                len(batch.sentences) > 1
            ):  # the one sentence it is about goes alone, the others get their answers
                return await self._ask_in_halves(batch, request)
            return _Outcome(failed=[_failed(batch.sentences, error.message, 1)])
        except RequestRefusedError as error:
            return _Outcome(failed=[_failed(batch.sentences, error.message, 1)])

    async def _ask_in_halves(self, batch: Batch, request: ChatRequest) -> _Outcome:
        if len(batch.sentences) == 1:
            answer = await self._send(replace(request, max_tokens=2 * request.max_tokens))
            if answer.finish_reason == "length":
                return _Outcome(failed=[_failed(batch.sentences, Message("the answer did not end"), 2)])
            return self._build(answer, batch)
        middle = len(batch.sentences) // 2
        outcome = _Outcome()
        for part in (batch.sentences[:middle], batch.sentences[middle:]):
            outcome.add(await self._ask(self._part(batch, part)))
        return outcome

    async def _send(self, request: ChatRequest) -> ChatAnswer:
        assert self._client is not None
        answer = await self._client.ask(request)
        self._progress.requests += 1
        self._progress.from_cache += answer.from_cache
        if not answer.from_cache:
            self._progress.prompt_tokens += answer.prompt_tokens
            self._progress.completion_tokens += answer.completion_tokens
        self._watcher.progress(self._progress)
        return answer

    def _build(self, answer: ChatAnswer, batch: Batch) -> _Outcome:
        """The items of an answer; entries of it that are no items are listed as dropped. Raises AnswerError when all are."""
        parsed = parse_json(answer.content)
        raw, problems = read_items(parsed.value, self._plan.schema, len(batch.sentences))
        if problems and not raw:
            raise AnswerError("{problem}", problem=problems[0])
        items, dropped = self._builder.build(batch, raw, parsed.repairs)
        return _Outcome(
            items,
            [*dropped, *(Dropped({}, Message("not an item: {problem}", {"problem": p})) for p in problems)],
        )

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
        covered = {e.sentence for i in self._items if _is_real(i) for e in i.evidence}
        lost = {n for f in failed for n in f.sentences}
        spans = sorted((e.start, e.end) for i in self._items if _is_real(i) for e in i.evidence)
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


def _parts_to_ask_again(batch: Batch, missing: Sequence[Sentence], outcome: _Outcome) -> list[list[Sentence]]:
    """How the sentences that gave nothing are asked about once more: never as they were before. One by one where the model ran wild
    (items that stand nowhere), in halves where none gave anything, else together."""
    if any(not _is_real(item) for item in outcome.items):
        return [[sentence] for sentence in missing]
    if len(missing) < len(batch.sentences):
        return [list(missing)]
    middle = len(missing) // 2
    return [list(missing[:middle]), list(missing[middle:])]


def _is_real(item: Item) -> bool:
    return not any(f.kind == "not-in-source" for f in item.findings)


def _stands_on(item: Item, sentence: int) -> bool:
    return _is_real(item) and any(e.sentence == sentence for e in item.evidence)


def _failed(sentences: Sequence[Sentence], reason: Message, attempts: int) -> Failed:
    return Failed(tuple(s.id for s in sentences), reason, attempts)


def _again(request: ChatRequest, answer: ChatAnswer, error: AnswerError) -> ChatRequest:
    turns = (
        ("assistant", answer.content[:2000] or "[]"),
        ("user", _ASK_AGAIN.format(reason=str(error.message))),
    )
    return replace(request, messages=(*request.messages, *turns))


def _leaf_errors(group: BaseExceptionGroup[EndpointError]) -> Iterator[EndpointError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaf_errors(error)
        else:
            yield error
