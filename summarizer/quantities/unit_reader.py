"""The unit that stands at a place of a text, and whether a numeral of some kind counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from summarizer.quantities.units import (
    AFTER_LONG_CHINESE,
    MEASURES,
    MONEY_UNITS,
    NOT_AFTER_CHINESE,
    NOT_BEFORE,
    SPELLINGS,
    UNITS,
)

# How a numeral is printed: 320 · 一 · 三 · 二十三 · 百分之五 · 数千 · 万.
NumeralKind = Literal["arabic", "one", "chinese", "long-chinese", "words", "vague", "magnitude"]
_TAKES_HALF = frozenset((*MEASURES, "年", "倍", "天"))
_PER = frozenset("年天日人户亩吨次月台辆")


class _Counted(Protocol):
    @property
    def kind(self) -> NumeralKind: ...


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """``unit`` in its one spelling, printed at ``start`` to ``end``."""

    unit: str
    start: int
    end: int

    @property
    def takes_half(self) -> bool:
        """Whether 半 may follow (一吨半)."""
        return self.unit in _TAKES_HALF


def _by_first() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for unit in UNITS:
        table.setdefault(unit[0], []).append(unit)
    return {first: tuple(sorted(units, key=len, reverse=True)) for first, units in table.items()}


_BY_FIRST = _by_first()


def read_unit(text: str, at: int, numeral: _Counted, vague: bool = False) -> UnitMatch | None:
    """The longest unit at ``text[at:]`` that ``numeral`` can count; ``vague`` when a qualifier says that it counts something."""
    for unit in _BY_FIRST.get(text[at : at + 1], ()):
        if (
            not text.startswith(unit, at)
            or not _stands(text, at + len(unit), unit)
            or text[at - 1] == unit == "两"
        ):
            continue
        name = SPELLINGS.get(unit, unit)
        end = at + len(unit)
        if not _counted(numeral.kind, unit, text[end : end + 1], vague):
            continue
        per = _per(text, end)
        if per:
            return UnitMatch(name + text[end:per], at, per)
        return UnitMatch(name, at, end)
    return None


def _stands(text: str, end: int, unit: str) -> bool:
    """Whether the unit's word ends there: 三项 but not 30周年, 5m but not 5mg."""
    after = text[end : end + 1]
    if not after:
        return True
    if unit[-1].isascii() and unit[-1].isalpha():
        return not (after.isascii() and after.isalnum())
    forbidden = NOT_BEFORE.get(unit, "")
    return not (forbidden and after in forbidden)


def _counted(kind: NumeralKind, unit: str, after: str, vague: bool) -> bool:
    if kind in {"arabic", "vague", "words"} or unit in MONEY_UNITS - {"块", "马克"}:
        return True
    if unit[0].isascii():
        return unit[0] in "%‰"
    if unit not in NOT_AFTER_CHINESE:
        return True
    if kind == "long-chinese" or vague:
        return unit in AFTER_LONG_CHINESE
    return unit in AFTER_LONG_CHINESE and not after


def _per(text: str, end: int) -> int:
    """Where 吨/年, 元/平方米 end; 0 when nothing is per anything."""
    if text[end : end + 1] != "/":
        return 0
    for unit in _BY_FIRST.get(text[end + 1 : end + 2], ()):
        if text.startswith(unit, end + 1):
            return end + 1 + len(unit)
    return end + 2 if text[end + 1 : end + 2] in _PER and text[end + 1 : end + 2] else 0
