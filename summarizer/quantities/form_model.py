"""A numeral at a place of a text, and the form that read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.unit_reader import NumeralKind
from summarizer.quantities.units import COUNTED_ONE, MEASURES, MONEY_UNITS, SHARE, TIMES

# Of things there are 两个; 二 before their counter ranks or names them (二次供水, 二类水, 二人转).
_TWO_COUNTS = frozenset((*MEASURES, *SHARE, *TIMES))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without what stands around it, at ``start`` to ``end`` of the folded text.

    ``unit`` is set by forms that bring it along (百分之五, 翻两番). ``kind`` says how it was printed. ``number_end`` is where
    the digits end and the printed unit (万元) begins.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    kind: NumeralKind
    number_end: int
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_start: int = 0
    magnitude: bool = False
    exact: bool = False
    qualifier: str = ""
    side: str = ""
    short_word: bool = False
    can_be_bare: bool = False
    bare_needs_nothing: bool = False
    in_table_head: bool = False
    number_start: int | None = None

    @property
    def arabic(self) -> bool:
        """Whether it is printed in Arabic digits."""
        return self.kind == "arabic"

    def counts_with(self, unit: str, qualified: bool) -> bool:
        """Whether it counts ``unit``: 一座 does, 一个 only points, 万元 needs a qualifier."""
        if self.kind == "magnitude":
            return qualified or (
                unit in MONEY_UNITS
                and self.value is not None
                and self.value > 10_000
                and not self.in_table_head
            )
        if self.kind == "two":
            return unit in _TWO_COUNTS
        return not (self.kind == "one" and unit not in COUNTED_ONE and not qualified)


@dataclass(frozen=True, slots=True)
class Form:
    """``read`` gives the numeral at a place of a folded text, or None."""

    name: str
    read: Callable[[str, int], Numeral | None]
    example: str
