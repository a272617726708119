"""Parts and totals: 19个,其中:工业项目7个,…; A 201件,B 114件,共315件; 127亿元(含…119亿元)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.checks.intervals import Interval, exactly, interval_of
from summarizer.checks.relation import Relation
from summarizer.indicators.skeleton import MARK, Skeleton, skeleton
from summarizer.indicators.words import CHANGE, COMPLETION
from summarizer.outline import Outline, Sentence
from summarizer.quantities import Quantity
from summarizer.quantities.numerals import value_of

_MARK = re.compile(MARK)
_PARTS_FOLLOW = re.compile(r"其中|包括|分别(?:是|为)|含")
_TOTAL = re.compile(r"(?:共|合计|总计|总共|共计|一共)(?:[\u4e00-\u9fff]{0,8})$")
_CLAUSE = re.compile(r"[,，;；。:：、(（)）]")
# 亿元以上项目6个: a part by size, which cuts across the parts by kind.
_THRESHOLD = re.compile(r"以上|以下")
_FEWEST_PARTS = 2
_NOTABLE = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A quantity, where it and its name stand in the clean text, and the words before it."""

    quantity: Quantity
    start: int
    end: int
    prefix: str
    by_size: bool


def parts_and_totals(outline: Outline) -> Iterator[Relation]:
    """Every list of parts behind 其中 and every 共 behind a list, in the order of the text."""
    sentences = [s for s in outline.sentences if not s.is_heading]
    for index, sentence in enumerate(sentences):
        form = skeleton(sentence.text)
        marks = list(_MARK.finditer(form.text))
        for opening in _PARTS_FOLLOW.finditer(form.text):
            total = _before(sentence, form, [m for m in marks if m.end() <= opening.start()], opening.start())
            if total is None or form.text[: opening.start()].endswith(("不", "包")):
                continue
            parts = _parts(sentence, form, opening.end())
            if form.text[: opening.start()].endswith(("(", "（")):  # 127亿元(含沿海产业基地119亿元)
                closed = re.search(r"[)）]", form.text[opening.end() :])
                stop = (
                    sentence.start + form.places[opening.end() + closed.start()] if closed else sentence.end
                )
                parts = [p for p in parts if p.end <= stop]
            else:
                parts += _going_on(sentences, index)
            yield from _of_which(total, [p for p in parts if _same_kind(p, total)])
        yield from _totals_behind(sentence, form, marks)


def _before(sentence: Sentence, form: Skeleton, marks: Sequence[re.Match[str]], stop: int) -> _Part | None:
    """The figure right before 其中, which its parts are of."""
    if not marks or len(_CLAUSE.findall(form.text[marks[-1].end() : stop])) > 2:
        return None
    return _part(sentence, form, marks[-1], marks[-2].end() if len(marks) > 1 else 0)


def _part(sentence: Sentence, form: Skeleton, mark: re.Match[str], floor: int) -> _Part | None:
    quantity = form.quantity(mark[0])
    if quantity is None:
        return None
    cuts = [m.end() for m in _CLAUSE.finditer(form.text, floor, mark.start())]
    begin = cuts[-1] if cuts else floor
    prefix = form.text[begin : mark.start()]
    by_size = bool(_MARK.search(form.text[max(begin - 1, 0) : mark.start()])) or bool(
        _THRESHOLD.search(prefix)
    )
    start = form.places[min(begin, mark.start())]
    return _Part(quantity, sentence.start + start, sentence.start + quantity.end, prefix, by_size)


def _parts(sentence: Sentence, form: Skeleton, start: int) -> list[_Part]:
    out: list[_Part] = []
    floor = start
    for mark in _MARK.finditer(form.text, start):
        part = _part(sentence, form, mark, floor)
        if part is not None:
            quantity = part.quantity
            sized = bool(out) and out[-1].end + 6 >= part.start and _is_threshold(out[-1].quantity)
            out.append(
                _Part(
                    quantity, part.start, part.end, part.prefix, sized or bool(_THRESHOLD.search(part.prefix))
                )
            )
        floor = mark.end()
    return out


def _is_threshold(quantity: Quantity) -> bool:
    return quantity.qualifier in {"以上", "以下", "及以上", "及以下", "超", "超过"}


def _going_on(sentences: Sequence[Sentence], index: int) -> list[_Part]:
    """The parts in the sentences after, as long as ； goes on: …6个;工业项目7个,…"""
    out: list[_Part] = []
    while sentences[index].text.rstrip().endswith((";", "；")) and index + 1 < len(sentences):
        index += 1
        form = skeleton(sentences[index].text)
        found = _parts(sentences[index], form, 0)
        if not found:
            break
        out += found
    return out


def _same_kind(part: _Part, total: _Part) -> bool:
    quantity = part.quantity
    if quantity.value is None or total.quantity.value is None or quantity.unit != total.quantity.unit:
        return False
    change = CHANGE.match(part.prefix)
    moved = change is not None and quantity.unit in {"%", "个百分点"}
    return not moved and not COMPLETION.search(part.prefix)


def _of_which(total: _Part, parts: Sequence[_Part]) -> Iterator[Relation]:
    """The parts behind 其中: those of one kind make the total, whichever run of them does; none is larger than it."""
    if total.quantity.value is None or total.quantity.unit in {"%", ""}:
        return
    whole = interval_of(total.quantity)
    for part in parts[:1]:
        single = interval_of(part.quantity)
        if whole.high is not None and single.low is not None and whole.high < single.low:
            yield _relation("subset", False, total, [part], single)
            return
    by_kind = [p for p in parts if not p.by_size]
    for chosen in (list(parts), by_kind):
        for count in range(len(chosen), _FEWEST_PARTS - 1, -1):
            added = _added(chosen[:count])
            if added.meets(whole) and not added.soft:
                yield _relation("sum", True, total, chosen[:count], added)
                return
    if len(parts) == 1:
        yield _relation("subset", True, total, list(parts), interval_of(parts[0].quantity))
    elif len(by_kind) >= _NOTABLE or (len(by_kind) >= _FEWEST_PARTS and _exceeds(_added(by_kind), whole)):
        yield _relation("sum", None, total, by_kind, _added(by_kind))


def _exceeds(added: Interval, whole: Interval) -> bool:
    return added.low is not None and whole.high is not None and added.low > whole.high


def _totals_behind(sentence: Sentence, form: Skeleton, marks: Sequence[re.Match[str]]) -> Iterator[Relation]:
    """…200件,…114件,共314件: given when a run of figures right before makes the total."""
    for number, mark in enumerate(marks):
        total = _part(sentence, form, mark, marks[number - 1].end() if number else 0)
        if (
            total is None
            or not _TOTAL.search(total.prefix)
            or total.quantity.value is None
            or total.quantity.unit in {"%", ""}
        ):
            continue
        before = [
            _part(sentence, form, m, marks[i - 1].end() if i else 0) for i, m in enumerate(marks[:number])
        ]
        parts = [p for p in before if p is not None and _same_kind(p, total)]
        for count in range(len(parts), _FEWEST_PARTS - 1, -1):
            added = _added(parts[-count:])
            if added.meets(interval_of(total.quantity)) and not added.soft and added.high is not None:
                yield _relation("sum", True, total, parts[-count:], added)
                break


def _added(parts: Sequence[_Part]) -> Interval:
    out = exactly(0)
    for part in parts:
        out = out.plus(interval_of(part.quantity))
    return out


def _relation(
    kind: str, holds: bool | None, total: _Part, parts: Sequence[_Part], computed: Interval
) -> Relation:
    quantity = total.quantity
    assert quantity.value is not None
    scale = abs(quantity.value) / (value_of(quantity.number) or abs(quantity.value) or Decimal(1))
    said = "+".join(f"{_label(p)}{p.quantity.text}" for p in parts)
    mark = "=" if kind == "sum" else "≤"
    difference = ""
    if kind == "sum" and holds is None:
        rest = quantity.value - sum((p.quantity.value or Decimal(0)) for p in parts)
        difference = f"{(rest / scale).normalize():f}{quantity.printed_unit}"
    reason = "holds" if holds else ("exceeds-whole" if holds is False else "parts-overlap-or-partial")
    return Relation(
        "sum" if kind == "sum" else "subset", holds, f"{said}{mark}{quantity.text}", quantity.value / scale, computed.scaled(1 / scale),
        quantity.printed_unit, ((total.start, total.end), *((p.start, p.end) for p in parts)), reason, {"missing": difference},  # type: ignore[arg-type]
    )  # fmt: skip


_LABEL = re.compile(r"[\u4e00-\u9fff]{2,12}$")


def _label(part: _Part) -> str:
    match = _LABEL.search(_MARK.sub("", part.prefix))
    return match[0] if match else ""
