"""A batch of sentences asked about until each gave something, or is known to give nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.errors import AnswerError, ContentRefusedError, CutAnswerError, RequestRefusedError
from summarizer.extract.evidence import clauses
from summarizer.extract.items import ItemBuilder
from summarizer.extract.model import Dropped, Failed, Item
from summarizer.extract.pack import Batch, shared_headings
from summarizer.extract.plan import Plan
from summarizer.extract.wire import read_items
from summarizer.llm.chat import ChatAnswer, ChatRequest
from summarizer.llm.jsontext import parse_json
from summarizer.messages import Message
from summarizer.quantities import read_quantities
from summarizer.reading import Reading, Sentence

# Figures that name a stretch of time or nothing call for no item of their own.
_NOT_COUNTED = frozenset({"年", "", "个月", "天", "岁", "小时"})
# Times as many items as a batch calls for are still read.
_MOST_ITEMS = 2
_ASK_AGAIN = "上面的回答不能用:{reason}。请重新回答,只输出 JSON。"


@dataclass(slots=True)
class Outcome:
    """What became of one batch."""

    items: list[Item] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def drop_made_up(self) -> None:
        """Items that stand nowhere go once the sentence they cite has given others; they are listed as dropped."""
        covered = {e.sentence for i in self.items if is_real(i) for e in i.evidence}
        made_up = [i for i in self.items if not is_real(i) and i.evidence[0].sentence in covered]
        self.items = [i for i in self.items if i not in made_up]
        self.dropped += [
            Dropped(i.data, Message("stands nowhere in the source; its sentence was asked about again"))
            for i in made_up
        ]

    def accounts_for(self, sentence: Sentence) -> bool:
        """Whether ``sentence`` gave an item that stands on it, or is known to give none."""
        return any(
            is_real(i) and any(e.sentence == sentence.id for e in i.evidence) for i in self.items
        ) or any(sentence.id in f.sentences for f in self.failed)

    def add(self, other: Outcome) -> None:
        self.items += other.items
        self.dropped += other.dropped
        self.failed += other.failed


class Asker:
    """Asks about batches of a plan. ``unusable`` are the requests whose answers gave nothing."""

    def __init__(
        self,
        reading: Reading,
        plan: Plan,
        builder: ItemBuilder,
        send: Callable[[ChatRequest], Awaitable[ChatAnswer]],
    ) -> None:
        self._outline = reading
        self._plan = plan
        self._builder = builder
        self._send = send
        self.unusable: list[ChatRequest] = []

    async def ask_until_covered(self, batch: Batch, outcome: Outcome) -> None:
        """Ask about ``batch``, then once more about its sentences that gave nothing and those whose figures no item stands on."""
        await self._ask(batch, outcome)
        missing = [s for s in batch.sentences if not outcome.accounts_for(s)]
        if missing and len(batch.sentences) > 1:
            for part in _parts_to_ask_again(batch, missing, outcome):
                await self._ask(self._part(batch, part), outcome)
            outcome.drop_made_up()
        if again := self._left_out(batch, outcome):
            second = Outcome()
            await self._ask(self._part(batch, again), second)
            outcome.add(self._only_new(second, outcome, again))

    def _left_out(self, batch: Batch, outcome: Outcome) -> list[Sentence]:
        """The sentences of ``batch`` that gave items, but not on all their figures: each from its first clause left out on."""
        failed = {n for f in outcome.failed for n in f.sentences}
        spans = [(e.start, e.end) for i in outcome.items if is_real(i) for e in i.evidence]
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

    def _only_new(self, outcome: Outcome, first: Outcome, asked: Sequence[Sentence]) -> Outcome:
        """Of a second answer, the items that stand on clauses where the first one has none; what failed is not said twice."""
        begins = {s.id: s.start + s.core for s in asked}
        taken = [(e.start, e.end) for i in first.items for e in i.evidence]
        new = []
        for item in outcome.items:
            here = item.evidence[0]
            apart = not any(a < here.end and here.start < b for a, b in taken)
            if is_real(item) and apart and here.start >= begins.get(here.sentence, here.start + 1):
                new.append(item)
        return Outcome(new)

    def _part(self, batch: Batch, sentences: Sequence[Sentence]) -> Batch:
        return Batch(batch.id, shared_headings(self._outline, sentences), tuple(sentences))

    async def _ask(self, batch: Batch, outcome: Outcome) -> None:
        """Ask about ``batch`` into ``outcome``; an answer that was cut, or a refusal of what is said, is asked for in halves, an unusable
        one once more with the reason."""
        request = self._plan.request(batch.headings, batch.sentences)
        sent = [request]
        try:
            answer = await self._send(request)
            try:
                outcome.add(self._read(answer, batch))
            except CutAnswerError:
                if len(batch.sentences) > 1:
                    return await self._ask_in_halves(batch, outcome)
                sent.append(replace(request, max_tokens=2 * request.max_tokens))
                outcome.add(self._read(await self._send(sent[-1]), batch, to_its_end=False))
            except AnswerError as error:
                sent.append(_again(sent[-1], answer, error))
                outcome.add(self._read(await self._send(sent[-1]), batch, to_its_end=False))
        except AnswerError as error:
            self.unusable += sent
            outcome.failed.append(failed_sentences(batch.sentences, error.message, len(sent)))
        except RequestRefusedError as error:
            if isinstance(error, ContentRefusedError) and len(batch.sentences) > 1:
                # The one sentence that the refusal is about goes alone, the others get their answers.
                return await self._ask_in_halves(batch, outcome)
            outcome.failed.append(failed_sentences(batch.sentences, error.message, 1))
        return None

    async def _ask_in_halves(self, batch: Batch, outcome: Outcome) -> None:
        middle = len(batch.sentences) // 2
        for part in (batch.sentences[:middle], batch.sentences[middle:]):
            await self._ask(self._part(batch, part), outcome)

    def _read(self, answer: ChatAnswer, batch: Batch, to_its_end: bool = True) -> Outcome:
        """The items of an answer, as :meth:`_build` gives them. An answer so odd that reading it fails costs its sentences, not the run,
        and is not kept."""
        try:
            return self._build(answer, batch, to_its_end)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
            raise AnswerError(
                "the answer could not be read ({error})", error=f"{type(error).__name__}: {error}"
            ) from error

    def _build(self, answer: ChatAnswer, batch: Batch, to_its_end: bool = True) -> Outcome:
        """The items of an answer; entries of it that are no items are listed as dropped.

        Raises AnswerError when all are, CutAnswerError when the answer ends before its end. An answer that is not asked for again
        (``to_its_end`` False) gives what it holds whole, and its sentences count as failed all the same.
        """
        if answer.is_only_thought:
            raise CutAnswerError("the model thought, and did not come to an answer")
        try:
            parsed = parse_json(answer.content)
        except AnswerError as error:
            if answer.is_cut:  # before anything of it could be read
                raise CutAnswerError("the answer did not end") from error
            raise
        # One value a line says nothing of its end, so where the endpoint says nothing either, more may have been to come.
        open_ended = not answer.said_its_end and "values-joined" in parsed.repairs
        cut = answer.is_cut or parsed.is_cut or open_ended
        if cut and to_its_end:
            raise CutAnswerError("the answer did not end")
        most = _MOST_ITEMS * self._plan.most_items(batch.sentences)
        raw, problems = read_items(
            parsed.value, self._plan.schema, len(batch.sentences), most, parsed.earlier
        )
        if not raw and (problems or cut):
            raise AnswerError(
                "{problem}", problem=problems[0] if problems else Message("the answer did not end")
            )
        items, dropped = self._builder.build(batch, raw, parsed.repairs)
        outcome = Outcome(
            items,
            [*dropped, *(Dropped({}, Message("not an item: {problem}", {"problem": p})) for p in problems)],
        )
        if cut:
            outcome.failed.append(failed_sentences(batch.sentences, Message("the answer did not end"), 2))
        return outcome


def _parts_to_ask_again(batch: Batch, missing: Sequence[Sentence], outcome: Outcome) -> list[list[Sentence]]:
    """How the sentences that gave nothing are asked about once more: never as they were before. One by one where the model ran wild
    (items that stand nowhere), in halves where none gave anything, else together."""
    if any(not is_real(item) for item in outcome.items):
        return [[sentence] for sentence in missing]
    if len(missing) < len(batch.sentences):
        return [list(missing)]
    middle = len(missing) // 2
    return [list(missing[:middle]), list(missing[middle:])]


def is_real(item: Item) -> bool:
    """Whether ``item`` stands anywhere in the source."""
    return not any(f.kind == "not-in-source" for f in item.findings)


def failed_sentences(sentences: Sequence[Sentence], reason: Message, attempts: int) -> Failed:
    """That ``sentences`` gave nothing usable for ``reason``, after so many attempts."""
    return Failed(tuple(s.id for s in sentences), reason, attempts)


def _again(request: ChatRequest, answer: ChatAnswer, error: AnswerError) -> ChatRequest:
    turns = (
        ("assistant", answer.content[:2000] or "[]"),
        ("user", _ASK_AGAIN.format(reason=str(error.message))),
    )
    return replace(request, messages=(*request.messages, *turns))
