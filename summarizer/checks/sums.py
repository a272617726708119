"""Parts and totals: 19个,其中:工业项目7个,…; A 201件,B 114件,共315件; 127亿元(含…119亿元)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.checks.intervals import Interval, exactly, interval_of
from summarizer.checks.relation import Relation, plain
from summarizer.quantities import Quantity
from summarizer.reading import Reading, Sentence
from summarizer.reading.statements.skeleton import MARK, skeleton
from summarizer.reading.statements.words import CHANGE, COMPLETION

_MARK = re.compile(MARK)
_PARTS_FOLLOW = re.compile(r"其中|包括|(?<=[(（])(?:含|其中)")
_TOTAL = re.compile(r"(?:共|合计|总计|总共|共计|一共)(?:[\u4e00-\u9fff]{0,8})$")
_CLAUSE = re.compile(r"[,，;；。:：、(（)）]")
# 亿元以上项目6个: a part by size, which cuts across the parts by kind.
_THRESHOLD = re.compile(r"以上|以下")
_THRESHOLDS = frozenset({"以上", "以下", "及以上", "及以下", "超", "超过"})
# Words of a figure that is no part of the one before: 全区总数达到8500个, 贷款余额180亿元, 总投资120亿元的…, 比年初增加25亿元.
_NO_PART = re.compile(
    r"完成|实现|总投资|总数|总量|余额|累计|历年|结转|达到|全[区市县省国]|[比较]|增加|减少|提高|增长|下降|人均|分别"
)
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_FEWEST_PARTS = 2
_NOTABLE = 3
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """A quantity, where it and its name stand in the clean text, and the words before it in its clause."""

    quantity: Quantity
    start: int
    end: int
    prefix: str
    by_size: bool = False

    @property
    def label(self) -> str:
        """The words that name it."""
        match = _LABEL.search(_MARK.sub("", self.prefix))
        return re.sub(r"^(?:其中|包括|含|分别)+", "", match[0]) if match else ""


def parts_and_totals(reading: Reading) -> Iterator[Relation]:
    """Every list of parts behind 其中 and every 共 behind a list, in the order of the text."""
    sentences = [s for s in reading.sentences if not s.is_heading]
    for index, sentence in enumerate(sentences):
        if not (_PARTS_FOLLOW.search(sentence.text) or "共" in sentence.text or "计" in sentence.text):
            continue
        reader = _SentenceParts(sentence)
        for opening in _PARTS_FOLLOW.finditer(reader.text):
            total = reader.total_before(opening.start())
            if total is None:
                continue
            if reader.text[opening.start() - 1] in "(（":
                yield from _contained(total, reader.parts(opening.end(), total, closing=True))
            else:
                yield from _of_which(
                    total, [*reader.parts(opening.end(), total), *_going_on(sentences, index, total)]
                )
        yield from reader.totals_behind()


class _SentenceParts:
    """The figures of one sentence as parts and totals."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._form = skeleton(sentence.text)
        self.text = self._form.text
        self._marks = list(_MARK.finditer(self.text))

    def _part(self, number: int) -> _Part | None:
        mark = self._marks[number]
        quantity = self._form.quantity(mark[0])
        if quantity is None or quantity.value is None:
            return None
        floor = self._marks[number - 1].end() if number else 0
        begin = max((m.end() for m in _CLAUSE.finditer(self.text, floor, mark.start())), default=floor)
        start = self._form.places[min(begin, mark.start())]
        offset = self._sentence.start
        return _Part(quantity, offset + start, offset + quantity.end, self.text[begin : mark.start()])

    def total_before(self, stop: int) -> _Part | None:
        """The figure right before 其中, which its parts are of; None when none is, or when it only says how far something moved."""
        number = bisect_left(self._marks, stop, key=lambda m: m.end() - 1) - 1
        if number < 0 or len(_CLAUSE.findall(self.text[self._marks[number].end() : stop])) > _FEWEST_PARTS:
            return None
        total = self._part(number)
        return total if total is not None and _is_total(total) and not CHANGE.match(total.prefix) else None

    def parts(self, start: int, total: _Part, closing: bool = False) -> list[_Part]:
        """The figures from ``start`` on that may be parts of ``total``, up to the first that is none; with ``closing`` up to the bracket."""
        out: list[_Part] = []
        stop = len(self.text)
        if closing and (bracket := re.search(r"[)）]", self.text[start:])):
            stop = start + bracket.start()
        sized = False
        for number in range(bisect_left(self._marks, start, key=lambda m: m.start()), len(self._marks)):
            mark = self._marks[number]
            if mark.start() >= stop or len(out) == _MOST_PARTS:
                break
            part = self._part(number)
            if (
                part is not None
                and part.quantity.qualifier in _THRESHOLDS
                and part.quantity.unit != total.quantity.unit
            ):
                sized = True
                continue
            if part is None or not _same_kind(part, total) or self.text[mark.end() : mark.end() + 1] == "的":
                break
            out.append(replace(part, by_size=sized or bool(_THRESHOLD.search(part.prefix))))
            sized = False
        return out

    def totals_behind(self) -> Iterator[Relation]:
        """…200件,…114件,共314件: the named figures right before 共 against it."""
        for number in range(_FEWEST_PARTS, len(self._marks)):
            total = self._part(number)
            if total is None or not _is_total(total) or not _TOTAL.search(total.prefix):
                continue
            run: list[_Part] = []
            added = exactly(0)
            for before in range(number - 1, max(number - 1 - _MOST_PARTS, -1), -1):
                part = self._part(before)
                if (
                    part is None
                    or not _same_kind(part, total)
                    or not part.label
                    or _TOTAL.search(part.prefix)
                ):
                    break
                run.insert(0, part)
                added = added.plus(interval_of(part.quantity))
                if len(run) >= _FEWEST_PARTS and _makes(added, total):
                    break
            if len(run) >= _FEWEST_PARTS:
                yield _sum(True if _makes(added, total) else None, total, run, added)


def _going_on(sentences: Sequence[Sentence], index: int, total: _Part) -> list[_Part]:
    """The parts in the sentences after, as long as ； goes on: …6个;工业项目7个,…"""
    out: list[_Part] = []
    while (
        sentences[index].text.rstrip().endswith((";", "；"))
        and index + 1 < len(sentences)
        and len(out) < _MOST_PARTS
    ):
        index += 1
        found = _SentenceParts(sentences[index]).parts(0, total)
        if not found:
            break
        out += found
    return out


def _is_total(part: _Part) -> bool:
    return part.quantity.unit not in {"%", ""} and bool(part.quantity.value)


def _same_kind(part: _Part, total: _Part) -> bool:
    if part.quantity.unit != total.quantity.unit:
        return False
    return not _NO_PART.search(part.prefix) and not COMPLETION.search(part.prefix)


def _contained(whole: _Part, parts: Sequence[_Part]) -> Iterator[Relation]:
    """127亿元(含沿海产业基地119亿元): a part in brackets can't be larger than its whole."""
    for part in parts[:1]:
        single, most = interval_of(part.quantity), interval_of(whole.quantity).high
        holds = not (most is not None and single.low is not None and most < single.low)
        yield _subset(holds, whole, part)


def _of_which(total: _Part, parts: Sequence[_Part]) -> Iterator[Relation]:
    """The parts behind 其中: those of one kind make the total, whichever run of them does."""
    by_kind = [p for p in parts if not p.by_size]
    for chosen in (parts, by_kind):
        added = exactly(0)
        for count, part in enumerate(chosen, 1):
            added = added.plus(interval_of(part.quantity))
            if count >= _FEWEST_PARTS and _makes(added, total):
                yield _sum(True, total, chosen[:count], added)
                return
    whole = interval_of(total.quantity)
    added = exactly(0)
    for part in by_kind:
        added = added.plus(interval_of(part.quantity))
    exceeds = added.low is not None and whole.high is not None and added.low > whole.high
    if len(parts) == 1:
        yield _subset(None if exceeds else True, total, parts[0])
    elif len(by_kind) >= _NOTABLE or (len(by_kind) >= _FEWEST_PARTS and exceeds):
        yield _sum(None, total, by_kind, added)


def _makes(added: Interval, total: _Part) -> bool:
    return added.meets(interval_of(total.quantity)) and not added.soft and added.high is not None


def _subset(holds: bool | None, whole: _Part, part: _Part) -> Relation:
    quantity = whole.quantity
    return Relation(
        "subset", holds, f"{part.label}{part.quantity.text}≤{quantity.text}", (quantity.value or Decimal(0)) / quantity.scale,
        interval_of(part.quantity).scaled(1 / quantity.scale), quantity.printed_unit,
        ((whole.start, whole.end), (part.start, part.end)), "holds" if holds else "exceeds-whole",
    )  # fmt: skip


def _sum(holds: bool | None, total: _Part, parts: Sequence[_Part], added: Interval) -> Relation:
    quantity = total.quantity
    value = quantity.value or Decimal(0)
    rest = value - sum((p.quantity.value or Decimal(0)) for p in parts)
    said = "+".join(f"{p.label}{p.quantity.text}" for p in parts)
    return Relation(
        "sum", holds, f"{said}={quantity.text}", value / quantity.scale, added.scaled(1 / quantity.scale), quantity.printed_unit,
        ((total.start, total.end), *((p.start, p.end) for p in parts)), "holds" if holds else "parts-overlap-or-partial",
        {} if holds else {"missing": f"{plain(rest / quantity.scale)}{quantity.printed_unit}"},
    )  # fmt: skip
