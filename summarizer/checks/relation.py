"""A relation between figures of one report, and what arithmetic says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from summarizer.checks.intervals import Interval

RelationKind = Literal[
    "sum", "share", "rate", "growth", "completion", "difference", "multiple", "subset", "cumulative", "other"
]
# Why a relation can't be decided, or what would make it true; the words are the renderer's (summarizer/render/relations.py).
Reason = Literal[
    "holds", "implied-growth", "would-follow", "constant-prices", "adjusted-growth", "scopes-differ", "currencies-differ", "soft",
    "parts-overlap-or-partial", "other-base", "periods-differ", "only-whole-number", "printed-twice", "exceeds-whole",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """``holds`` is None when it can't be decided. ``statement`` is what must hold, in figures. ``stated`` is the figure that the
    report prints and ``computed`` what the others allow for it, both in ``unit`` as printed. ``evidence`` are ranges of the clean
    text, one for each figure. ``reason`` and ``details`` say why, or what would make it true."""

    kind: RelationKind
    holds: bool | None
    statement: str
    stated: Decimal
    computed: Interval
    unit: str
    evidence: tuple[tuple[int, int], ...]
    reason: Reason
    details: Mapping[str, object] = field(default_factory=dict)


_LONGEST = 20  # digits before the point that are still written out


def plain(value: Decimal, places: int = 2) -> str:
    """``value`` with at most ``places`` decimals, no exponent, no zeros at the end."""
    text = f"{round(value, places):f}" if value.adjusted() < _LONGEST else f"{value:.6E}"
    return text.rstrip("0").rstrip(".") if "." in text else text
