"""The headline indicators of a memo: last period's result beside the target, as a table and as a chart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.extract.model import Item
from summarizer.indicators import compare_scopes, concept_of
from summarizer.memo.model import Bars, Chart, Row, Table
from summarizer.memo.references import References
from summarizer.messages import Words

ESTIMATED = "预计"
# Growth beyond this is of a small base, and would press all other bars flat.
_WIDEST = 100.0
# A chart of one indicator shows nothing.
_FEWEST_BARS = 2
_MOST_BARS = 8
_NO_FIGURE = "—"


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator's result and its target, either of which the report may not give."""

    name: str
    actual: Item | None = None
    target: Item | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for item in (self.actual, self.target) if item)


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods that a memo's table compares, as the report calls them; "" when it gives no figure of the kind."""

    actual: str
    target: str


def main_periods(items: Sequence[Item], review: str | None, plan: str | None) -> Periods:
    """The year (or term) reported on and the one planned for: the first that the report's metadata name and figures are given for,
    else the one with most figures."""
    return Periods(_main(items, ("actual", "cumulative"), review), _main(items, ("target",), plan))


def _main(items: Sequence[Item], kinds: tuple[str, ...], named: str | None) -> str:
    found = Counter(str(i.data["period"]) for i in items if i.data["kind"] in kinds and i.data["period"])
    first = next((p for p in (named or "").split("、") if p in found), None)
    return first or next((p for p, _ in found.most_common(1)), "")


def pair_up(items: Sequence[Item], periods: Periods, limit: int) -> list[Pair]:
    """At most ``limit`` indicators in the order of the report, those with both figures before others when there are too many; names that
    no table of indicators knows (入驻率 of a building) only where it knows none.

    Two names are one indicator only when they mean one concept of one scope: 固定资产投资 and 区本级固定资产投资 stay apart.
    """
    pairs: list[Pair] = []
    for item in items:
        if item.worst in {"error", "warning"}:
            continue
        name = str(item.data["name"])
        if item.data["kind"] != "target" and item.data["period"] == periods.actual:
            if not any(p.actual and _same(p.name, name) for p in pairs):
                pairs.append(Pair(name, actual=item))
        elif item.data["kind"] == "target" and item.data["period"] == periods.target:
            place = next((n for n, p in enumerate(pairs) if not p.target and _same(p.name, name)), None)
            if place is None:
                pairs.append(Pair(name, target=item))
            else:
                pairs[place] = replace(pairs[place], target=item)
    known = [p for p in pairs if concept_of(p.name).known]
    pairs = known or pairs
    kept = sorted(range(len(pairs)), key=lambda n: (-len(pairs[n].items), n))[:limit]
    return [pairs[n] for n in sorted(kept)]


def of_other_periods(
    items: Sequence[Item], periods: Periods, limit: int
) -> list[tuple[str, str, list[Item]]]:
    """What the report says of known indicators in periods that the table does not compare (累计 of a term, targets for 2020), by period
    and kind, at most ``limit`` of each."""
    main = {("actual", periods.actual), ("target", periods.target)}
    out: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        kind = "target" if item.data["kind"] == "target" else "actual"
        place = (kind, str(item.data["period"] or ""))
        if (
            item.worst in {"error", "warning"}
            or place in main
            or not concept_of(str(item.data["name"])).known
        ):
            continue
        if len(out.setdefault(place, [])) < limit:
            out[place].append(item)
    return [(kind, period, found) for (kind, period), found in out.items() if period]


def _same(a: str, b: str) -> bool:
    return compare_scopes(concept_of(a), concept_of(b)) == frozenset()


def table(pairs: Sequence[Pair], periods: Periods, references: References, words: Words) -> Table:
    """A row an indicator: result, its change, target, the target's change; figures as the report prints them."""
    header = (
        words("Indicator"), words("{period}: result", period=period_name(periods.actual, words)), words("Change"),
        words("{period}: target", period=period_name(periods.target, words)), words("Target change"),
    )  # fmt: skip
    rows = [
        Row((p.name, _level(p.actual), _change(p.actual), _level(p.target), _change(p.target)), references.of_items(p.items))
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


_PLAN = re.compile(r"十[一二三四五六]五")


def period_name(period: str, words: Words) -> str:
    """A period as it is written in a sentence: 2015年, “十二五”."""
    if period.isdigit():
        return words("{year} (year)", year=period)
    return f"“{period}”" if _PLAN.fullmatch(period) else period


def _level(item: Item | None) -> str:
    """The level as printed (预计320亿元), or the standard that stands in its place (高于全市平均水平)."""
    if item is None:
        return _NO_FIGURE
    data = item.data
    if data["base_value"] is None:
        return str(data["qualifier"]) if data["change"] is None and data["qualifier"] else _NO_FIGURE
    text = str(data["figure"])
    return ESTIMATED + text if data["qualifier"] == ESTIMATED else text


def _change(item: Item | None) -> str:
    """The change as printed, with a minus for a fall."""
    if item is None or item.data["change"] is None:
        return _NO_FIGURE
    change = float(item.data["change"])
    text = next(
        (q.text for _, q in reversed(item.quantities) if q.value is not None and _is_change(float(q.value), q.unit, change)),
        None,
    )  # fmt: skip
    if text is None:
        return f"{change:.10g}%"
    return text if change >= 0 or text.startswith(("-", "－")) else f"-{text}"


def _is_change(value: float, unit: str, change: float) -> bool:
    if unit == "倍":
        return abs(value * 100 - abs(change)) < 1e-9
    return unit in {"%", "个百分点"} and abs(abs(value) - abs(change)) < 1e-9


def _percent(item: Item | None) -> float | None:
    """The yearly change in percent; points and averages over a term are no growth of a year."""
    if item is None or item.data["change"] is None or item.data["change_kind"] != "yoy":
        return None
    points = any(q.unit == "个百分点" and q.value == abs(item.data["change"]) for _, q in item.quantities)
    return None if points else float(item.data["change"])
