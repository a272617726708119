"""The value of this package."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from summarizer.quantities import Quantity
from summarizer.reading import Part
from summarizer.reading.statements.names import Concept

Kind = Literal["actual", "target", "cumulative"]
ChangeKind = Literal["yoy", "annual_average"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a report says of one indicator.

    ``name`` is as printed (simplified). ``value`` is the level or count, ``change`` how it moved, both as printed; one of them may
    be None. ``sign`` is -1 where the words of the change say down. ``period`` is as the report says it (2015, 十二五, 五年).
    ``start``/``end`` count in the clean text of the document and hold name, value and change. ``standard`` is what stands in
    place of a figure (高于全市平均水平). ``adjusted`` where the change is counted at comparable
    prices, on the same scope, or without some factor. ``estimated`` where 预计 is said of it, if only once for a whole list.
    """

    sentence: int
    start: int
    end: int
    name: str
    concept: Concept
    value: Quantity | None
    change: Quantity | None
    sign: int
    change_kind: ChangeKind | None
    period: str
    of_term: bool
    kind: Kind
    part: Part
    estimated: bool
    standard: str | None = None
    adjusted: bool = False
    contains: str | None = None

    @property
    def signed_change(self) -> Decimal | None:
        """The change in its unit, negative for a fall; None when there is none or it is a range."""
        if self.change is None or self.change.value is None:
            return None
        return self.sign * self.change.value
