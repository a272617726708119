"""The unit that stands at a place of a text, and whether a numeral of some kind counts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from summarizer.quantities.units import (
    AFTER_LONG_CHINESE,
    MEASURES,
    MONEY,
    MONEY_UNITS,
    NOT_AFTER_CHINESE,
    NOT_BEFORE,
    SPELLINGS,
    UNITS,
)

# How a numeral is printed: 320 · 一 · 二 · 三 · 二十三 · 百分之五 · 数千 · 万.
NumeralKind = Literal["arabic", "one", "two", "chinese", "long-chinese", "words", "vague", "magnitude"]
# 三成, 三成半, 六成五, 2成5, 三成多; not 成员, 一成不变. Digits and words that go on make it another word.
TENTHS = re.compile(
    r"成(?:(?P<half>半)|(?P<more>[一二三四五六七八九]|\d(?![\d.%])))?(?=[以左上多余的强弱,，。、；;]|$|\d|[^\u4e00-\u9fff])"
)
# 近七成企业: behind a qualifier any noun may follow.
_TENTHS_OF = re.compile(r"成(?P<half>半)?(?P<more>)(?![员立为果功本就长熟交分套都品型绩因])")
_TAKES_HALF = frozenset((*MEASURES, "年", "倍", "天"))
_PER = frozenset("年天日人户亩吨次月台辆")


# 五元,六元以下 are sums; 二元结构 and 三元材料 have two and three parts.
_BEHIND_A_SUM = frozenset("的以左上之内每多起和与或至到钱角毛一二两三四五六七八九十")
# 三块五, 五块多 are money; 三块牌子 are three boards.
_BEHIND_MONEY_PIECE = frozenset("多半一二两三四五六七八九,，。；;、!！?？)） \n")
# Measures and sums that may name a class: 30万吨级码头, 500千伏级, 亿元级. 升级 and 两级 are other words.
_CLASSED = (
    frozenset((*MEASURES, *MONEY, "人")) | {s for s, u in SPELLINGS.items() if u in MEASURES}
) - frozenset("升两方平分节度")


class _Counted(Protocol):
    @property
    def kind(self) -> NumeralKind: ...
    @property
    def magnitude(self) -> bool: ...


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
    """The longest unit at ``text[at:]`` that ``numeral`` can count; ``vague`` when a qualifier says that it counts something.

    A number before 级 names a class of things: its unit keeps 级 (吨级 for 30万吨级码头, 级 for 百亿级), so that it is never taken
    for an amount.
    """
    if numeral.magnitude and text.startswith("级", at):
        return UnitMatch("级", at, at + 1)
    for unit in _BY_FIRST.get(text[at : at + 1], ()):
        if not text.startswith(unit, at) or text[at - 1] == unit == "两":
            continue
        name = SPELLINGS.get(unit, unit)
        end = at + len(unit)
        after = text[end : end + 1]
        if after == "级" and unit in _CLASSED and _counted(numeral.kind, unit, after, vague):
            return UnitMatch(name + "级", at, end + 1)
        if not _stands(text, end, unit) or not _counted(numeral.kind, unit, after, vague):
            continue
        if unit == "块" and not _is_money_piece(after):
            if numeral.kind not in {"arabic", "long-chinese"}:
                continue
            name = unit
        per = _per(text, end)
        if per:
            return UnitMatch(name + text[end:per], at, per)
        return UnitMatch(name, at, end)
    return None


def read_tenths(text: str, at: int, qualified: bool) -> re.Match[str] | None:
    """成 at ``text[at:]`` where it means ten percent, with the ``half`` or the ``more`` percent printed behind it."""
    return TENTHS.match(text, at) or (_TENTHS_OF.match(text, at) if qualified else None)


def _is_money_piece(after: str) -> bool:
    return not after or after in _BEHIND_MONEY_PIECE or after.isdigit()


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
    if kind in {"arabic", "vague", "words"}:
        return True
    if unit in {"元", "圆"} and kind in {"one", "two", "chinese"} and _is_chinese(after):
        return after in _BEHIND_A_SUM or vague
    if unit in MONEY_UNITS - {"块", "马克"}:
        return True
    if unit[0].isascii():
        return unit[0] in "%‰"
    if unit not in NOT_AFTER_CHINESE:
        return True
    if kind == "long-chinese" or vague:
        return unit in AFTER_LONG_CHINESE
    return unit in AFTER_LONG_CHINESE and not after


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _per(text: str, end: int) -> int:
    """Where 吨/年, 元/平方米 end; 0 when nothing is per anything."""
    if text[end : end + 1] != "/":
        return 0
    for unit in _BY_FIRST.get(text[end + 1 : end + 2], ()):
        if text.startswith(unit, end + 1):
            return end + 1 + len(unit)
    return end + 2 if text[end + 1 : end + 2] in _PER and text[end + 1 : end + 2] else 0
