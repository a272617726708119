"""Which statements are headline indicators: those an office puts into its table of main figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarizer.reading import Reading
from summarizer.reading.statements.model import Statement
from summarizer.reading.statements.words import LEVEL, MISSED, NO_NAME

# What every report is asked for first; other indicators of the table count where the report lists them or sets a target for them.
CORE = frozenset(
    {"gdp", "gdp_per_head", "budget_revenue", "fiscal_revenue", "fixed_investment", "retail_sales", "urban_income", "rural_income", "resident_income",
     "industrial_added_value", "foreign_capital", "domestic_capital", "trade", "exports", "consumer_prices", "surveyed_unemployment",
     "registered_unemployment", "new_jobs", "grain", "deficit", "energy_intensity"}
)  # fmt: skip
# A list of main figures: so many indicators of the table within so many sentences, and so many of the core among them.
_LISTED = 3
_OF_CORE = 2
_STOCKS = frozenset({"large_firms", "high_tech_firms", "market_entities"})
_REACH = 3


def headline_statements(reading: Reading, statements: Sequence[Statement]) -> list[Statement]:
    """Of ``statements``, the headline indicators.

    In the plan: the figures of the sentences that state targets. In the review: the indicators of :data:`CORE`, those of a list of
    main figures, and those that a target is set for.
    """
    roles = {s.id: s.role for s in reading.sentences}
    known = sorted(s.sentence for s in statements if s.part == "review" and s.concept.known)
    core = sorted(s.sentence for s in statements if s.part == "review" and s.concept.id in CORE)
    targets = {s.concept.id for s in statements if s.part == "plan" and s.concept.known}

    def near(places: Sequence[int], sentence: int) -> int:
        return bisect_right(places, sentence + _REACH) - bisect_left(places, sentence - _REACH)

    def listed(sentence: int) -> bool:
        return near(known, sentence) >= _LISTED and near(core, sentence) >= _OF_CORE

    out = []
    for s in statements:
        if _of_another_region(reading, s) or MISSED.search(
            reading.document.text, s.start - _BEFORE, s.end + _BEHIND
        ):
            continue
        if s.contains or (not s.concept.known and NO_NAME.search(s.name)):
            continue
        if s.concept.id in _STOCKS and reading.document.text.startswith("新增", s.start):
            continue  # how many came, not how many there are
        if s.part == "plan":
            stated = roles[s.sentence] == "target"
            wanted = bool(
                (s.concept.known and (stated or s.value or s.change or s.standard))
                or (stated and LEVEL.search(s.name))
            )
        else:
            wanted = s.concept.known and (
                s.concept.id in CORE or s.concept.id in targets or listed(s.sentence)
            )
        if wanted:
            out.append(s)
    return out


# What a report of each level says of the region around its own.
_AROUND = {
    "区县": ("全市", "全省", "全国"),
    "乡镇": ("全区", "全县", "全市", "全省", "全国"),
    "市": ("全省", "全国"),
    "省": ("全国",),
}
_BEFORE, _BEHIND = 8, 8


def _of_another_region(reading: Reading, statement: Statement) -> bool:
    """Whether a figure is of the region around the report's own: 全市固定资产投资增长4%,我县增长11%."""
    before = reading.document.text[max(0, statement.start - 2) : statement.start]
    return before in _AROUND.get(reading.metadata.level or "", ())
