"""Whether two quantities say the same."""

from __future__ import annotations

from summarizer.quantities.model import Quantity


def same_quantity(a: Quantity, b: Quantity) -> bool:
    """Same value (or the same ends of a range) and the same unit; how it was printed does not matter."""
    return same_value(a, b) and a.unit == b.unit


def same_value(a: Quantity, b: Quantity) -> bool:
    """Same value, or the same ends of a range; units apart."""
    if a.value is None or b.value is None:
        return (a.value, a.low, a.high) == (b.value, b.low, b.high)
    return a.value == b.value
