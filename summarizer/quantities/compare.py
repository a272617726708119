"""Whether two quantities say the same."""

from __future__ import annotations

from decimal import Decimal

from summarizer.quantities.model import Quantity
from summarizer.quantities.units import CONVERSIONS, COUNTS


def same_quantity(a: Quantity, b: Quantity) -> bool:
    """Same value (or the same ends of a range) in the same measure; how it was printed does not matter (2公里 is 2000米)."""
    return _measured(a) == _measured(b) or (same_unit(a.unit, b.unit) and same_value(a, b))


def same_value(a: Quantity, b: Quantity) -> bool:
    """Same value, or the same ends of a range; units apart."""
    if a.value is None or b.value is None:
        return (a.value, a.low, a.high) == (b.value, b.low, b.high)
    return a.value == b.value


def same_unit(a: str, b: str) -> bool:
    """The same unit, or one measure's with the same size (21名 and 21人)."""
    return a == b or CONVERSIONS.get(a, (a, 1)) == CONVERSIONS.get(b, (b, 1))


def is_count(unit: str) -> bool:
    """Whether ``unit`` counts single things, so that a number printed to its last digit is exact."""
    return unit in COUNTS


def _measured(q: Quantity) -> tuple[Decimal | None, Decimal | None, Decimal | None, str]:
    base, size = CONVERSIONS.get(q.unit, (q.unit, Decimal(1)))
    if q.value is not None:
        return q.value * size, None, None, base
    return None, _times(q.low, size), _times(q.high, size), base


def _times(bound: Decimal | None, size: Decimal) -> Decimal | None:
    return None if bound is None else bound * size
