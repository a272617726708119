"""The chart of a page without a memo: the growth of the headline indicators, result beside target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.extract.model import SchemaResult
from summarizer.memo.figures import chart, headline, main_periods, pair_up
from summarizer.memo.model import Chart
from summarizer.memo.references import References
from summarizer.messages import Words
from summarizer.reading import Reading


@dataclass(frozen=True, slots=True)
class Growth:
    """``spans`` are where the figures of each bar of ``chart`` stand."""

    chart: Chart
    spans: tuple[tuple[Span, ...], ...]


def growth(reading: Reading, results: Sequence[SchemaResult], words: Words) -> Growth | None:
    """The chart that a memo would have; None without the indicators schema or with too few figures to compare."""
    figures = [headline(reading, i) for r in results if r.schema == "indicators" for i in r.items]
    metadata = reading.metadata
    periods = main_periods(figures, metadata.review_period, metadata.plan_period)
    references = References(reading)
    drawn = chart(pair_up(figures, periods), periods, references, words)
    if drawn is None:
        return None
    spans = {r.number: r.spans for r in references.all()}
    return Growth(drawn, tuple(tuple(s for n in bar.references for s in spans[n]) for bar in drawn.bars))
