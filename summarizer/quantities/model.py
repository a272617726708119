"""The value of this package."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.numerals import value_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, at ``text[start:end]`` of the text that was read.

    ``value`` is in full (14.06亿元 → 1406000000, unit 元; 5% → 5, unit %); None for a range. ``low`` and ``high`` bound
    what the words allow: half of ``step`` to both sides, opened upwards or downwards by the qualifier (None is
    unbounded); the printed ends for a range. ``step`` is the size of one unit in the last printed digit (0.01亿 →
    1000000), 0 where a number is exact by its nature (a count in single units, a fraction). ``unit`` is "" when none was
    printed. ``number`` and ``printed_unit`` are the two parts as printed (14.06 and 亿元; 五 and % of 百分之五), white space apart.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str | None
    step: Decimal
    number: str
    printed_unit: str

    @property
    def scale(self) -> Decimal:
        """How much one of the printed unit is: 100000000 for 亿元, 1 for %."""
        printed = value_of(self.number) if self.number else None
        return abs(self.value / printed) if self.value and printed else Decimal(1)

    @property
    def printed_range(self) -> tuple[Decimal, Decimal]:
        """What the printed digits stand for, whatever the qualifier opens: value ± half a step, or a range's ends."""
        if self.value is None:
            assert self.low is not None
            assert self.high is not None
            return self.low, self.high
        return self.value - self.step / 2, self.value + self.step / 2
