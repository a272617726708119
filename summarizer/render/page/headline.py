"""The indicators schema → a chart: by how much the headline indicators grew, and by how much they are to grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.extract.model import Item, SchemaResult
from summarizer.memo.model import Bars, Chart
from summarizer.messages import Words

_FEWEST = 2  # indicators with both figures; fewer are no comparison
_MOST = 10
_STEEPEST = 100  # per cent; a change beyond it, of a small base, would leave nothing to see of the others


@dataclass(frozen=True, slots=True)
class Growth:
    """``spans`` are where the two figures of each bar of ``chart`` stand; ``too_steep`` names the indicators that are not drawn."""

    chart: Chart
    spans: tuple[tuple[Span, ...], ...]
    too_steep: tuple[str, ...]


def growth(results: Sequence[SchemaResult], words: Words) -> Growth | None:
    """Last year's growth against the target for this year's of all indicators that have both; None without the schema or with
    too few of them."""
    items = [i for r in results if r.schema == "indicators" for i in r.items]
    actual, target = _changes(items, "actual"), _changes(items, "target")
    pairs = {name: (actual[name], target[name]) for name in actual if name in target}
    steep = {name for name, pair in pairs.items() if any(abs(i.data["change"]) > _STEEPEST for i in pair)}
    drawn = [name for name in pairs if name not in steep][:_MOST]
    if len(drawn) < _FEWEST:
        return None
    bars = tuple(
        Bars(name, float(result.data["change"]), float(aim.data["change"]))
        for name, (result, aim) in ((name, pairs[name]) for name in drawn)
    )
    spans = tuple(tuple(e.span for i in pairs[name] for e in i.evidence) for name in drawn)
    title = words("Growth of the headline indicators")
    chart = Chart(title, "%", words("last year's result"), words("this year's target"), bars)
    return Growth(chart, spans, tuple(name for name in pairs if name in steep))


def _changes(items: Sequence[Item], kind: str) -> dict[str, Item]:
    """The first year-on-year change of every indicator."""
    found: dict[str, Item] = {}
    for item in items:
        data = item.data
        # Points are no per cent, and cannot share an axis with it.
        points = "个百分点" in item.text and "个百分点" in str(data.get("figure"))
        yearly = data.get("change_kind") == "yoy" and data.get("change") is not None
        if data.get("kind") == kind and yearly and not points:
            found.setdefault(str(data.get("name")), item)
    return found
