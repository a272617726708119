"""Shares in words: 百分之五, 百分之二到三, 百分之五六十, 千分之三."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.form_model import Numeral
from summarizer.quantities.numerals import ARABIC, CHINESE, MIXED, product_of, step_of, value_of
from summarizer.quantities.plain import DIGIT_BEFORE
from summarizer.quantities.ranges import TWO_DIGITS, two_digits
from summarizer.quantities.unit_reader import read_unit
from summarizer.quantities.words import RANGE_MARKS

_NUMBER = rf"负?(?:{MIXED}|{ARABIC}|{CHINESE})"
_OF = r"(?P<of>[百千万亿]+)分之"
_SHARE = re.compile(rf"{_OF}(?P<number>{_NUMBER})")
_RANGE = re.compile(rf"{_OF}(?P<low>{_NUMBER}) ?{RANGE_MARKS} ?(?P<again>(?P=of)分之)?(?P<high>{_NUMBER})")
_TENTHS = re.compile(
    rf"(?P<low>[一二两三四五六七八九\d])成 ?{RANGE_MARKS} ?(?P<high>[一二三四五六七八九十\d])(?=成)"
)
_ABOUT = re.compile(rf"{_OF}{TWO_DIGITS}")
# 百分之二到三月, 百分之二到三成: the second number is of something else.
_NOT_A_SHARE = frozenset("月成季")


def share(text: str, at: int) -> Numeral | None:
    """百分之五 is 5 %, 千分之三 0.3 %."""
    match = _SHARE.match(text, at)
    value = _signed(match["number"]) if match else None
    if match is None or value is None:
        return None
    size = _size(match["of"])
    return Numeral(match.start(), match.end(), value * size, step_of(match["number"].removeprefix("负")) * size, "words",
                   match.end(), unit="%", unit_start=match.end(), bare_needs_nothing=True, number_start=match.start("number"))  # fmt: skip


def share_range(text: str, at: int) -> Numeral | None:
    """百分之二到三, 百分之五至百分之六."""
    match = _RANGE.match(text, at)
    if match is None:
        return None
    low, high = _signed(match["low"]), _signed(match["high"])
    if low is None or high is None or low >= high:
        return None
    size, step = _size(match["of"]), step_of(match["high"].removeprefix("负"))
    found = Numeral(match.start(), match.end(), None, step * size, "words", match.end(), low * size, high * size, unit="%",
                    unit_start=match.end(), bare_needs_nothing=True, number_start=match.start("low"))  # fmt: skip
    if not match["again"] and (
        text[match.end() : match.end() + 1] in _NOT_A_SHARE or read_unit(text, match.end(), found)
    ):
        return None
    return found


def tenths_range(text: str, at: int) -> Numeral | None:
    """六成至七成: six to seven, before the 成 that makes tenths of them."""
    match = _TENTHS.match(text, at)
    low, high = (value_of(match["low"]), value_of(match["high"])) if match else (None, None)
    if match is None or low is None or high is None or low >= high or text[at - 1 : at] in DIGIT_BEFORE:
        return None
    return Numeral(at, match.end(), None, Decimal(1), "chinese", match.end(), low, high)


def share_about(text: str, at: int) -> Numeral | None:
    """百分之五六, 百分之二三十: between the two."""
    match = _ABOUT.match(text, at)
    bounds = two_digits(match) if match else None
    if match is None or bounds is None:
        return None
    low, high, step = (bound * _size(match["of"]) for bound in bounds)
    return Numeral(match.start(), match.end(), None, step, "words", match.end(), low, high, unit="%", unit_start=match.end(),
                   bare_needs_nothing=True, number_start=match.end("of") + 2)  # fmt: skip


def _signed(number: str) -> Decimal | None:
    value = value_of(number.removeprefix("负"))
    return -value if value is not None and number.startswith("负") else value


def _size(of: str) -> Decimal:
    """How many percent one part of 百 (of 千, of 万) is."""
    return 100 / product_of(of)
