"""The headline indicators of a memo: last period's result beside the target, as a table and as a chart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.extract.model import Item
from summarizer.memo.model import Bars, Chart, Row, Table
from summarizer.memo.references import References
from summarizer.memo.words import HEDGED
from summarizer.messages import Words
from summarizer.reading import Reading
from summarizer.reading.statements import compare_scopes, concept_of

ESTIMATED = "预计"
# A clause is looked through so far back for a hedge.
_CLAUSE = 16
_CLAUSE_END = re.compile(r"[，,；;。：:！!]")
# Growth beyond this is of a small base, and would press all other bars flat.
_WIDEST = 100.0
# A chart of one indicator shows nothing.
_FEWEST_BARS = 2
_MOST_BARS = 8
_NO_FIGURE = "—"


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline indicator as a memo says it: ``text`` is the report's words, its name and its ``hedge`` (预计, 力争) with them where the
    report says them before."""

    item: Item
    hedge: str
    text: str

    @property
    def name(self) -> str:
        return str(self.item.data["name"])


def headline(reading: Reading, item: Item) -> Headline:
    """``item`` with what the report says of it in the clause before its evidence, or once for a whole list."""
    place = item.evidence[0]
    sentence = reading.sentences[place.sentence - 1]
    before = reading.document.text[max(sentence.start, place.start - _CLAUSE) : place.start]
    found = HEDGED.search(_CLAUSE_END.split(before)[-1] + item.text)
    hedge = found[0] if found else ESTIMATED if ESTIMATED in str(item.data["qualifier"]) else ""
    text, name = item.text.strip(" ,，;；。"), str(item.data["name"])
    if text[:2] not in name[:4] and name not in text:
        text = f"{name}{item.data['figure']}"
    if hedge and hedge not in text:
        text = text.replace(name, name + hedge, 1) if name in text else hedge + text
    return Headline(item, hedge, text)


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator's result and its target, either of which the report may not give."""

    name: str
    actual: Headline | None = None
    target: Headline | None = None

    @property
    def figures(self) -> tuple[Headline, ...]:
        return tuple(figure for figure in (self.actual, self.target) if figure)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(figure.item for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods that a memo's table compares, as the report calls them; "" when it gives no figure of the kind."""

    actual: str
    target: str


def main_periods(figures: Sequence[Headline], review: str | None, plan: str | None) -> Periods:
    """The year (or term) reported on and the one planned for: the first that the report's metadata name and figures are given for,
    else the one with most figures."""
    return Periods(_main(figures, ("actual", "cumulative"), review), _main(figures, ("target",), plan))


def _main(figures: Sequence[Headline], kinds: tuple[str, ...], named: str | None) -> str:
    data = [f.item.data for f in figures]
    found = Counter(str(d["period"]) for d in data if d["kind"] in kinds and d["period"])
    first = next((p for p in (named or "").split("、") if p in found), None)
    return first or next((p for p, _ in found.most_common(1)), "")


def pair_up(figures: Sequence[Headline], periods: Periods) -> list[Pair]:
    """The indicators in the order of the report; names that no table of indicators knows (入驻率 of a building) only where it knows none.

    Two names are one indicator only when they mean one concept of one scope: 固定资产投资 and 区本级固定资产投资 stay apart.
    """
    pairs: list[Pair] = []
    for figure in figures:
        data, name = figure.item.data, figure.name
        if data["kind"] != "target" and data["period"] == periods.actual:
            if not any(p.actual and _same(p.name, name) for p in pairs):
                pairs.append(Pair(name, actual=figure))
        elif data["kind"] == "target" and data["period"] == periods.target:
            place = next((n for n, p in enumerate(pairs) if not p.target and _same(p.name, name)), None)
            if place is None:
                pairs.append(Pair(name, target=figure))
            else:
                pairs[place] = replace(pairs[place], target=figure)
    return [p for p in pairs if concept_of(p.name).known] or pairs


def foremost(pairs: Sequence[Pair], limit: int) -> list[Pair]:
    """At most ``limit`` of ``pairs`` in their order: those with both figures, then targets, then results alone."""
    ranked = sorted(range(len(pairs)), key=lambda n: (-len(pairs[n].figures), pairs[n].target is None, n))
    return [pairs[n] for n in sorted(ranked[:limit])]


def of_other_periods(figures: Sequence[Headline], periods: Periods) -> list[tuple[str, str, list[Headline]]]:
    """What the report says of known indicators in periods that the table does not compare (累计 of a term, targets for 2020), by kind
    and period."""
    main = {("actual", periods.actual), ("target", periods.target)}
    out: dict[tuple[str, str], list[Headline]] = {}
    for figure in figures:
        kind = "target" if figure.item.data["kind"] == "target" else "actual"
        place = (kind, str(figure.item.data["period"] or ""))
        if place not in main and place[1] and concept_of(figure.name).known:
            out.setdefault(place, []).append(figure)
    return [(kind, period, found) for (kind, period), found in out.items()]


def _same(a: str, b: str) -> bool:
    return compare_scopes(concept_of(a), concept_of(b)) == frozenset()


def table(pairs: Sequence[Pair], periods: Periods, references: References, words: Words) -> Table:
    """A row an indicator: result, its change, target, the target's change; figures as the report prints them."""
    header = (
        words("Indicator"), words("{period}: result", period=period_name(periods.actual, words)), words("Change"),
        words("{period}: target", period=period_name(periods.target, words)), words("Target change"),
    )  # fmt: skip
    rows = [
        Row((_named(p), _level(p.actual), _change(p.actual, words), _level(p.target), _change(p.target, words)), references.of_items(p.items))
        for p in pairs
    ]  # fmt: skip
    return Table(words("Headline indicators"), header, tuple(rows))


def chart(pairs: Sequence[Pair], periods: Periods, references: References, words: Words) -> Chart | None:
    """The growth of the indicators, result beside target; None where the report gives too few to compare."""
    bars = [Bars(p.name, _percent(p.actual), _percent(p.target), references.of_items(p.items)) for p in pairs]
    bars = [b for b in bars if b.actual is not None or b.target is not None]
    bars.sort(key=lambda b: b.actual is None or b.target is None)
    drawn = [b for b in bars if max(abs(b.actual or 0), abs(b.target or 0)) <= _WIDEST]
    if len(drawn) < _FEWEST_BARS or not any(b.actual is not None for b in drawn):
        return None
    return Chart(
        words("Growth: result and target"), "%", words("{period}: result", period=period_name(periods.actual, words)),
        words("{period}: target", period=period_name(periods.target, words)), tuple(drawn[:_MOST_BARS]),
        tuple(b.name for b in bars if b not in drawn),
    )  # fmt: skip


_PLAN = re.compile(r"十[一二三四五六]?五|[八九]五")


def period_name(period: str, words: Words) -> str:
    """A period as it is written in a sentence: 2015年, “十二五”."""
    if period.isdigit():
        return words("{year} (year)", year=period)
    return f"“{period}”" if _PLAN.fullmatch(period) else period


def _named(pair: Pair) -> str:
    """The name; both where result and target go by different ones."""
    other = pair.target.name if pair.target else pair.name
    return pair.name if other in pair.name or pair.name in other else f"{pair.name}（{other}）"


def _level(figure: Headline | None) -> str:
    """The level as printed (预计320亿元), or the standard that stands in its place (高于全市平均水平)."""
    if figure is None:
        return _NO_FIGURE
    data = figure.item.data
    if data["base_value"] is None:
        return str(data["qualifier"]) if data["change"] is None and data["qualifier"] else _NO_FIGURE
    return _hedged(figure, str(data["figure"]))


def _change(figure: Headline | None, words: Words) -> str:
    """The change as printed, with a minus for a fall, and said to be a yearly average where it is."""
    if figure is None or figure.item.data["change"] is None:
        return _NO_FIGURE
    data = figure.item.data
    change = float(data["change"])
    text = next(
        (q.text for _, q in reversed(figure.item.quantities) if q.value is not None and _is_change(float(q.value), q.unit, change)),
        f"{change:.10g}%",
    )  # fmt: skip
    if change < 0 and not text.startswith(("-", "－")):
        text = f"-{text}"
    if data["change_kind"] == "annual_average":
        text = words("{change} a year", change=text)
    return text if data["base_value"] is not None else _hedged(figure, text)


def _hedged(figure: Headline, text: str) -> str:
    return text if figure.hedge in text else figure.hedge + text


def _is_change(value: float, unit: str, change: float) -> bool:
    if unit == "倍":
        return abs(value * 100 - abs(change)) < 1e-9
    return unit in {"%", "个百分点"} and abs(abs(value) - abs(change)) < 1e-9


def _percent(figure: Headline | None) -> float | None:
    """The yearly change in percent; points and averages over a term are no growth of a year."""
    item = figure.item if figure else None
    if item is None or item.data["change"] is None or item.data["change_kind"] != "yoy":
        return None
    points = any(q.unit == "个百分点" and q.value == abs(item.data["change"]) for _, q in item.quantities)
    return None if points else float(item.data["change"])
