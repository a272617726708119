"""Exact interval arithmetic on what printed figures stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities import Quantity

_SOFT = frozenset({"约", "大约", "大概", "约为", "约有", "左右", "上下", "来"})


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` to ``high``, both included; None is unbounded. ``soft`` when the words leave it open how wide it is (左右)."""

    low: Decimal | None
    high: Decimal | None
    soft: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def times(self, other: Interval) -> Interval:
        """The product; both must not be negative."""
        return Interval(_by(self.low, other.low), _by(self.high, other.high), self.soft or other.soft)

    def over(self, other: Interval) -> Interval:
        """The quotient; both must be positive."""
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high, self.soft or other.soft)

    def plus(self, other: Interval) -> Interval:
        """The sum."""
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high), self.soft or other.soft)

    def minus(self, other: Interval) -> Interval:
        """The difference."""
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(low, high, self.soft or other.soft)

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times ``factor``, which must be positive."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor, self.soft
        )  # fmt: skip


def exactly(value: Decimal | int) -> Interval:
    """The one number."""
    return Interval(Decimal(value), Decimal(value))


def interval_of(quantity: Quantity) -> Interval:
    """What ``quantity`` allows: its printed digits ± half a step, opened by 以上, 超, 近 …; 左右 makes it soft."""
    low, high = quantity.printed_range
    if quantity.qualifier in _SOFT:
        return Interval(low, high, True)
    if quantity.value is not None and quantity.high is None and quantity.low is not None:
        return Interval(low, None)
    if quantity.value is not None and quantity.low is None and quantity.high is not None:
        return Interval(None, high)
    return Interval(low, high)


def _below(a: Decimal | None, b: Decimal | None) -> bool:
    return a is not None and b is not None and a < b


def _by(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a * b


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b
