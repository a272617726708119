"""Rates within a sentence: 284处,整改率97.54%; 119家,整合成11家,精简比例90.76%; 从26%提升至35%,提高9个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from summarizer.checks.intervals import Interval, exactly, interval_of
from summarizer.checks.relation import Reason, Relation, RelationKind, plain
from summarizer.quantities import Quantity
from summarizer.quantities.compare import is_count
from summarizer.reading import Reading, Sentence
from summarizer.reading.statements.skeleton import MARK, Skeleton, skeleton

_HUNDRED = Decimal(100)
_MARK = re.compile(MARK)
# …284处,整改率97.54% · 办结率99%
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{1,6})率(?:达到?了?|为|约为|保持在?)?$")
_OF_PLAN = re.compile(r"(?:完成|占|为)(?:了)?[^,，;；]{0,6}(?:计划|预算|目标|任务)(?:数|额)?(?:的)?$")
_MOVED = re.compile(
    rf"(?:由|从)[^,，;；\ue000-\uf8ff]{{0,12}}(?P<a>{MARK})[^,，;；\ue000-\uf8ff]{{0,10}}?(?P<verb>增加|增长|提高|提升|上升|扩大|发展|跃升|攀升|下降|减少|降低|压缩|压减|缩短|精简|整合|合并|缩减|回落|降|减|增|升)"
    rf"(?:到|至|成|为)[^,，;；\ue000-\uf8ff]{{0,8}}(?P<b>{MARK})"
)
_JOINED = re.compile(
    rf"(?P<a>{MARK})[,，]?(?:整合|合并|精简|压缩|缩减|减少|压减|缩短|归并|裁并|撤并|下降|降低)(?:成|为|到|至)(?P<b>{MARK})"
)
_THEN = re.compile(rf"^[,，、]?(?P<words>[^,，;；。\ue000-\uf8ff]{{0,12}})(?P<c>{MARK})")
_DOWN = re.compile(r"下降|减少|降低|压缩|压减|缩短|精简|整合|合并|缩减|回落|归并|裁并|撤并|^降|^减")
# Only a bare verb says that the figure behind is of the move itself: 增加9个百分点, 精简比例90.76% — not 新增高新技术企业20家, 比全省多下降….
_BARE_CHANGE = re.compile(
    r"(?:累计|共|总计|净)*(?:增长|增加|提高|提升|上升|扩大|增幅|涨幅|下降|减少|降低|压减|压缩|精简|缩短|缩减|回落|降幅|减幅|增|降|减)(?:了|率|比例|幅度|比率)*(?:达到?|为|约)?"
)
_FIVE_YEARS = re.compile(r"五年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_ENDS = 2
_CONSTANT = re.compile(r"生产总值|增加值|GDP|经济总量|总产出")
# 税金1.43亿元,占财政收入2.87亿元的49.8%
_OF_WHOLE = re.compile(r"^占[^,，;；占]{2,14}$")
_BARE_YEARLY = re.compile(r"(?:五年)?年均(?:增长|递增|增速|增幅)(?:达到?|为|约)?")
_PART = re.compile(r"其中[^,，;；]*$")


_VALUE_OF = re.compile(
    rf"(?P<value>{MARK})[,，、]?(?P<words>[^,，;；\ue000-\uf8ff]{{0,16}})(?P<whole>{MARK})的?(?P<rate>{MARK})"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence states: the last of ``figures`` follows from the others by ``statement``; ``otherwise`` is why it may fail."""

    kind: RelationKind
    figures: tuple[Quantity, Quantity, Quantity]
    statement: str
    otherwise: Reason


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure of the sentence: ``at`` is its place in the skeleton."""

    quantity: Quantity
    at: int


def rates(reading: Reading) -> Iterator[Relation]:
    """Every rate, move and completion that the figures of its own sentence decide."""
    for sentence in reading.sentences:
        if sentence.is_heading or sentence.role == "other":
            continue
        form = skeleton(sentence.text)
        if len(form.quantities) < 2:
            continue
        yield from _moves(sentence, form)
        yield from _counted_rates(sentence, form)
        yield from _completions(sentence, form)


def _moves(sentence: Sentence, form: Skeleton) -> Iterator[Relation]:
    """由A到B,增长C%: C against A and B."""
    taken: set[int] = set()
    for pattern in (_MOVED, _JOINED):
        for match in pattern.finditer(form.text):
            then = _THEN.match(form.text[match.end() :])
            if then is None or match.start("a") in taken:
                continue
            a, b, c = form.quantity(match["a"]), form.quantity(match["b"]), form.quantity(then["c"])
            if not a or not b or not c or not _levels(a, b):
                continue
            taken.add(match.start("a"))
            constant = _at_constant_prices(form, a)
            claim: tuple[_Claim, Interval] | None = None
            if _BARE_YEARLY.fullmatch(then["words"]):
                claim = _yearly((a, b, c), _years(match[0], form.text), constant)
            elif c.text.startswith("翻") and then["words"] in {"", "实现"}:
                ratio = interval_of(b).over(interval_of(a))
                claim = _Claim("multiple", (a, b, c), f"{b.text}/{a.text}={c.text}", "would-follow"), ratio
            elif _BARE_CHANGE.fullmatch(then["words"]):
                claim = _move(
                    (a, b, c), bool(_DOWN.search(match[0]) or _DOWN.search(then["words"])), constant
                )
            if claim is not None:
                yield _decided(sentence, *claim)


def _levels(a: Quantity, b: Quantity) -> bool:
    """Whether the two are levels of one thing that a change can be counted from."""
    return a.unit == b.unit and a.value is not None and b.value is not None and a.value > 0 and b.value >= 0


def _move(
    figures: tuple[Quantity, Quantity, Quantity], down: bool, constant: bool
) -> tuple[_Claim, Interval] | None:
    a, b, c = figures
    if c.value is None:
        return None
    first, then = interval_of(a), interval_of(b)
    kind: RelationKind
    if c.unit in {"%", "倍"} and a.unit not in {"%", "倍"}:
        computed, kind = _change(first, then, down), "rate" if down else "growth"
        computed = computed.scaled(1 / _HUNDRED) if c.unit == "倍" else computed
        formula = f"({a.text}→{b.text})/{a.text}"
    elif c.unit in {a.unit, "个百分点"} and (c.unit == a.unit) == (a.unit != "%"):
        computed, kind = (first.minus(then) if down else then.minus(first)), "difference"
        formula = f"{a.text}-{b.text}" if down else f"{b.text}-{a.text}"
    else:
        return None
    fails: Reason = "constant-prices" if constant and kind == "growth" else "would-follow"
    return _Claim(kind, figures, f"{formula}={c.text}", fails), computed


def _change(first: Interval, then: Interval, down: bool) -> Interval:
    ratio = then.over(first)
    one = exactly(1)
    moved = one.minus(ratio) if down else ratio.minus(one)
    return moved.scaled(_HUNDRED)


def _years(move: str, text: str) -> tuple[int, bool]:
    """Over how many years a move goes (0 when nothing says), and whether both years are printed: 由2011年的…增加到2016年的…."""
    printed = [int(year) for year in _YEAR.findall(move)]
    if len(printed) == _ENDS and printed[1] > printed[0]:
        return printed[1] - printed[0], True
    return (5 if _FIVE_YEARS.search(text) else 0), False


def _yearly(
    figures: tuple[Quantity, Quantity, Quantity], years: tuple[int, bool], constant: bool
) -> tuple[_Claim, Interval] | None:
    """由A增加到B,年均增长C%: the root of as many years."""
    a, b, c = figures
    count, sure = years
    ratio = interval_of(b).over(interval_of(a))
    if (
        not count
        or ratio.low is None
        or ratio.high is None
        or ratio.low <= 0
        or c.value is None
        or c.unit != "%"
    ):
        return None
    root = Decimal(1) / count
    computed = Interval((ratio.low**root - 1) * _HUNDRED, (ratio.high**root - 1) * _HUNDRED, ratio.soft)
    fails: Reason = "constant-prices" if constant else ("would-follow" if sure else "periods-differ")
    return _Claim("growth", figures, f"({b.text}/{a.text})^(1/{count})-1={c.text}", fails), computed


def _counted_rates(sentence: Sentence, form: Skeleton) -> Iterator[Relation]:
    """N件,…率x%: with n件 printed, n/N; without, whether a whole number gives x."""
    marks = [_Found(q, m.start()) for m in _MARK.finditer(form.text) if (q := form.quantity(m[0]))]
    for index, rate in enumerate(marks):
        before = form.text[marks[index - 1].at + 1 if index else 0 : rate.at].lstrip(",，、;；")
        named = _RATE.search(before)
        if (
            named is None
            or rate.quantity.unit != "%"
            or rate.quantity.value is None
            or not index
            or len(before) > 10
        ):
            continue
        counts = [f for f in marks[:index] if _is_exact_count(f.quantity)]
        if not counts or counts[-1].at != marks[index - 1].at:
            continue
        last = counts[-1].quantity
        earlier = [f for f in counts[:-1] if f.quantity.unit == last.unit]
        stem = named["stem"][-2:]
        done = form.text[(marks[index - 2].at + 1 if index > 1 else 0) : counts[-1].at]
        if earlier and stem in done:
            if len(earlier) == 1:  # of several counts none is sure to be the base
                yield _printed_rate(sentence, (earlier[0].quantity, last, rate.quantity))
        elif not earlier:
            yield from _whole_number(sentence, last, rate.quantity)


def _is_exact_count(quantity: Quantity) -> bool:
    return (
        is_count(quantity.unit) and quantity.step == 0 and quantity.qualifier is None and bool(quantity.value)
    )


def _printed_rate(sentence: Sentence, figures: tuple[Quantity, Quantity, Quantity]) -> Relation:
    whole, part, rate = figures
    computed = interval_of(part).over(interval_of(whole)).scaled(_HUNDRED)
    return _decided(
        sentence, _Claim("rate", figures, f"{part.text}/{whole.text}={rate.text}", "would-follow"), computed
    )


def _whole_number(sentence: Sentence, count: Quantity, rate: Quantity) -> Iterator[Relation]:
    """Whether n/N can print as the rate for a whole n; only where the rate is printed so finely that most can't."""
    assert count.value is not None
    assert rate.value is not None
    low, high = rate.printed_range
    if rate.qualifier is not None or rate.value >= _HUNDRED or count.value * rate.step / _HUNDRED >= 1:
        return
    nearest = (count.value * rate.value / _HUNDRED).to_integral_value()
    computed = nearest / count.value * _HUNDRED
    feasible = low <= computed <= high
    statement = f"{plain(nearest, 0)}/{count.text}={rate.text}" if feasible else f"n/{count.text}={rate.text}"
    yield Relation(
        "rate", True if feasible else None, statement, rate.value, Interval(computed, computed), "%",
        (_clause(sentence, count), _clause(sentence, rate)), "only-whole-number" if feasible else "other-base",
        {"whole": plain(nearest, 0), "follows": f"{plain(computed)}%"},
    )  # fmt: skip


def _completions(sentence: Sentence, form: Skeleton) -> Iterator[Relation]:
    """完成62亿元,占年计划60亿元的103%; 税金1.43亿元,占财政收入2.87亿元的49.8%: the value against what it is of."""
    for match in _VALUE_OF.finditer(form.text):
        value, whole, rate = (form.quantity(match[name]) for name in ("value", "whole", "rate"))
        if (
            not value
            or not whole
            or not rate
            or rate.unit != "%"
            or value.unit != whole.unit
            or not whole.value
            or rate.value is None
        ):
            continue
        planned = _OF_PLAN.search(match["words"])
        if _PART.search(form.text[: match.start("value")]) or not (
            planned or _OF_WHOLE.match(match["words"])
        ):
            continue
        computed = interval_of(value).over(interval_of(whole)).scaled(_HUNDRED)
        claim = _Claim(
            "completion" if planned else "share",
            (value, whole, rate),
            f"{value.text}/{whole.text}={rate.text}",
            "would-follow",
        )
        yield _decided(sentence, claim, computed)


def _decided(sentence: Sentence, claim: _Claim, computed: Interval) -> Relation:
    """The relation; where the intervals are apart, ``claim.otherwise`` says why it fails or can't be decided."""
    last, otherwise = claim.figures[-1], claim.otherwise
    stated = interval_of(last)
    reason: Reason
    if computed.meets(stated):
        holds, reason = True, "holds"
    elif computed.soft or stated.soft:
        holds, reason = None, "soft"
    else:
        holds, reason = (False if otherwise == "would-follow" else None), otherwise
    follows = ""
    if computed.low is not None and computed.high is not None:
        follows = f"{plain((computed.low + computed.high) / 2 / last.scale)}{last.printed_unit}"
        computed = computed.scaled(1 / last.scale)
    stated_value = (last.value or Decimal(0)) / last.scale
    evidence = tuple(_clause(sentence, q) for q in claim.figures)
    return Relation(
        claim.kind,
        holds,
        claim.statement,
        stated_value,
        computed,
        last.printed_unit,
        evidence,
        reason,
        {"follows": follows},
    )


def _clause(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """The range of the clean text from the beginning of the quantity's clause to its end."""
    begin = max((sentence.text.rfind(mark, 0, quantity.start) for mark in ",，;；:：、"), default=-1) + 1
    return sentence.start + begin, sentence.start + quantity.end


def _at_constant_prices(form: Skeleton, quantity: Quantity) -> bool:
    """Whether the clause before ``quantity`` speaks of something whose growth is counted at constant prices."""
    at = form.text.find(chr(0xE000 + form.quantities.index(quantity)))
    return bool(_CONSTANT.search(re.split(r"[,，;；:：。]", form.text[:at])[-1]))
