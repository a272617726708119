"""The references of a memo, numbered in the order in which its words need them."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.checks import Relation
from summarizer.extract.model import Item
from summarizer.memo.model import Reference
from summarizer.reading import Reading


class References:
    """Gives numbers; the same evidence keeps its number."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.document
        self._numbers: dict[tuple[tuple[int, int], ...], int] = {}
        self._all: list[Reference] = []

    def of_item(self, item: Item) -> int:
        """The number of what ``item`` stands on."""
        return self._number(tuple((e.start, e.end) for e in item.evidence), item.id)

    def of_relation(self, relation: Relation) -> int:
        """The number of the figures that ``relation`` is between."""
        return self._number(relation.evidence, None)

    def of_items(self, items: Sequence[Item]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.of_item(item) for item in items))

    def all(self) -> tuple[Reference, ...]:
        return tuple(self._all)

    def _number(self, ranges: tuple[tuple[int, int], ...], item: str | None) -> int:
        if ranges not in self._numbers:
            spans = tuple(self._document.span(start, end) for start, end in ranges)
            quote = " … ".join(" ".join(self._document.quote(span).split()) for span in spans)
            self._all.append(Reference(len(self._all) + 1, spans, quote, item))
            self._numbers[ranges] = len(self._all)
        return self._numbers[ranges]
