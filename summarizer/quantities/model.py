"""The value of this package."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, at ``text[start:end]`` of the text that was read.

    ``value`` is in full (14.06亿元 → 1406000000, unit 元; 5% → 5, unit %); None for a range. ``low`` and ``high`` bound
    what the words allow: half a unit of the last printed digit, opened upwards or downwards by the qualifier (None is
    unbounded). ``unit`` is "" when none was printed.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str | None
