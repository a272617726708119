"""A text in the one form that numbers are read in, each character knowing its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.quantities.units import UNITS
from summarizer.quantities.words import ALL_MAGNITUDES, DIGITS, FOLDED, FORMAL_DIGITS, ZEROS

_CHINESE = "".join(DIGITS) + ALL_MAGNITUDES
_UNIT_BEGINS = re.escape("".join(sorted({u[0] for u in UNITS})))
# Spaces inside a quantity: 1.1万 人次, 7 万5 千, 百 分 之 五, 人民币 50元. Those between two printed numbers part them.
_INNER_SPACE = re.compile(
    rf"(?<=[\d{_CHINESE}余多几点分之又个百负])[ ]+(?=[十百千万亿余多几点分之又成%‰])"
    rf"|(?<=[十百千万亿])[ ]+(?=\d+ ?[十百千])"
    rf"|(?<=[{_CHINESE}点又个之])[ ]+(?=[{_CHINESE}点又成])"
    rf"|(?<=[\d{_CHINESE}余多几])[ ]+(?=[{_UNIT_BEGINS}])(?![{''.join(DIGITS)}])"
    r"|(?<=[之又负￥¥$])[ ]+(?=\d)"
    r"|(?<=人民币)[ ]+(?=\d)"
)
# ４，５６５: a full-width comma parts thousands only among full-width digits; 完成20，300个 has two numbers.
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Not in 入伍七条, 大陆十省, 收拾一新: there the first is part of a word.
_FORMAL = re.compile(
    r"(?<![入退队行大内登着水海收])[壹贰叁肆伍陆柒捌玖拾零一二两三四五六七八九十百千万亿]{2,}"
)
_HAS_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾]")
# 二0一0年, 二O一六年, 二○一五: any round character among Chinese digits is their zero; 2O16年: a letter in a year is a digit.
_ROUND = re.compile(
    rf"(?<![\dA-Za-z])[一二三四五六七八九](?=.{{0,2}}[{ZEROS}])[一二三四五六七八九零{ZEROS}]{{2,}}(?![\dA-Za-z])"
)
_HAS_ROUND = re.compile(rf"[一二三四五六七八九][{ZEROS}]")
_ARABIC_YEAR = re.compile(rf"(?<![\dA-Za-z])(?:19|2[{ZEROS}])[\d{ZEROS}]{{2}}(?=年)")
_HAS_LETTER = re.compile(rf"\d[{ZEROS.lstrip('0')}]")
_TO_CHINESE_ZERO = str.maketrans(dict.fromkeys(ZEROS, "〇"))
_TO_ARABIC_ZERO = str.maketrans(dict.fromkeys(ZEROS, "0"))
_CHINESE_DIGIT = re.compile(r"[一二三四五六七八九]")


def _chinese_zeros(match: re.Match[str]) -> str:
    return match[0].translate(_TO_CHINESE_ZERO) if len(_CHINESE_DIGIT.findall(match[0])) > 1 else match[0]


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` has half-width digits, simplified numerals and units, and no white space inside quantities.

    ``places[i]`` is where its character ``i`` stands in the original; None when every one keeps its place.
    """

    text: str
    places: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` stands for; the range must not be empty."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """``text`` in the form that numbers are read in."""
    same = _WIDE_COMMA.sub(",", text).translate(FOLDED)
    if _HAS_FORMAL.search(same):
        same = _FORMAL.sub(lambda m: m[0].translate(FORMAL_DIGITS), same)
    if _HAS_ROUND.search(same):
        same = _ROUND.sub(_chinese_zeros, same)
    if _HAS_LETTER.search(same):
        same = _ARABIC_YEAR.sub(lambda m: m[0].translate(_TO_ARABIC_ZERO), same)
    if " " not in same:
        return Folded(same, None)
    out: list[str] = []
    places: list[int] = []
    done = 0
    for match in _INNER_SPACE.finditer(same):
        out.append(same[done : match.start()])
        places.extend(range(done, match.start()))
        done = match.end()
    if done == 0:
        return Folded(same, None)
    out.append(same[done:])
    places.extend(range(done, len(same)))
    return Folded("".join(out), places)
