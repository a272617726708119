"""The report's own arithmetic: every relation between its figures that a careful clerk could check with a calculator."""

from __future__ import annotations

from functools import lru_cache

from summarizer.checks.candidates import Candidates
from summarizer.checks.growth import (
    growth_to_targets,
    printed_twice,
    term_holds_its_last_year,
    yearly_and_term_targets,
)
from summarizer.checks.rates import rates
from summarizer.checks.relation import Relation
from summarizer.checks.shares import stated_shares, three_industries
from summarizer.checks.sums import parts_and_totals
from summarizer.reading import Reading


@lru_cache(maxsize=4)
def check_arithmetic(reading: Reading) -> tuple[Relation, ...]:
    """The relations of ``reading``, computed once: those that fail first, then those that can't be decided, then those that hold; each group in the order
    of the text.

    A relation fails only when what is printed and what follows from the other figures have no number in common, each figure
    taken with its own rounding.
    """
    said = Candidates(reading.statements)
    found = [
        *growth_to_targets(said), *yearly_and_term_targets(said), *stated_shares(said), *three_industries(said), *term_holds_its_last_year(said),
        *parts_and_totals(reading), *rates(reading), *printed_twice(said),
    ]  # fmt: skip
    order = {False: 0, None: 1, True: 2}
    return tuple(sorted(found, key=lambda r: (order[r.holds], r.evidence[-1])))
