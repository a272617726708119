"""A sentence with every quantity as one character, so that patterns see its form and not its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.quantities import Quantity, read_quantities

_FIRST, _LAST = 0xE000, 0xF8FF  # private use
MARK = "[\ue000-\uf8ff]"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``text`` has one character of the private use area for each of ``quantities``; ``places[i]`` is where its character
    ``i`` begins in the sentence (one more at the end)."""

    text: str
    quantities: tuple[Quantity, ...]
    places: Sequence[int]

    def quantity(self, char: str) -> Quantity | None:
        """The quantity that ``char`` stands for, None when it stands for itself."""
        index = ord(char) - _FIRST
        return self.quantities[index] if 0 <= index < len(self.quantities) else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the sentence that ``text[start:end]`` stands for."""
        last = self.text[end - 1]
        quantity = self.quantity(last)
        return self.places[start], quantity.end if quantity else self.places[end - 1] + 1


def skeleton(sentence: str) -> Skeleton:
    """The skeleton of ``sentence``. White space inside goes, so that 预计 完成 is one word."""
    quantities = tuple(q for q in read_quantities(sentence) if q.unit != "年" or q.number.isascii())[:4000]
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for index, quantity in enumerate((*quantities, None)):
        stop = quantity.start if quantity else len(sentence)
        for i in range(at, stop):
            if not sentence[i].isspace():
                # A private character of the report itself must not pass for a quantity.
                chars.append("□" if _FIRST <= ord(sentence[i]) <= _LAST else sentence[i])
                places.append(i)
        if quantity:
            chars.append(chr(_FIRST + index))
            places.append(quantity.start)
            at = quantity.end
    places.append(len(sentence))
    return Skeleton("".join(chars), quantities, places)
