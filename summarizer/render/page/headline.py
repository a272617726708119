"""The indicators schema → a chart: by how much the headline indicators grew, and by how much they are to grow."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.document import Span
from summarizer.extract.model import Item, SchemaResult
from summarizer.memo.model import Bars, Chart
from summarizer.messages import Words

_FEWEST = 2  # indicators with both figures; fewer are no comparison
_MOST = 10
_STEEPEST = 100  # per cent; a change beyond it, of a small base, would leave nothing to see of the others


def growth_chart(results: Sequence[SchemaResult], words: Words) -> tuple[Chart, list[list[Span]]] | None:
    """Last year's growth against the target for this year's of all indicators that have both, and where each pair stands; None
    without the schema or with too few."""
    items = [i for r in results if r.schema == "indicators" for i in r.items]
    actual, target = _growth(items, "actual"), _growth(items, "target")
    names = [name for name in actual if name in target][:_MOST]
    if len(names) < _FEWEST:
        return None
    bars = tuple(
        Bars(name, float(actual[name].data["change"]), float(target[name].data["change"])) for name in names
    )
    spans = [[e.span for i in (actual[name], target[name]) for e in i.evidence] for name in names]
    title = words("Growth of the headline indicators")
    return Chart(title, "%", words("last year's result"), words("this year's target"), bars), spans


def _growth(items: Sequence[Item], kind: str) -> dict[str, Item]:
    """The first year-on-year change of every indicator."""
    found: dict[str, Item] = {}
    for item in items:
        data = item.data
        # Points are no per cent, and cannot share an axis with it.
        points = "个百分点" in item.text and "个百分点" in str(data.get("figure"))
        change = data.get("change")
        if data.get("kind") != kind or data.get("change_kind") != "yoy" or change is None or points:
            continue
        if abs(change) <= _STEEPEST:
            found.setdefault(str(data.get("name")), item)
    return found
