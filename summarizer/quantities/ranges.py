"""Ranges: 3-4个, 10%至15%, 二三十个, 百分之二到三."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.form_model import Numeral
from summarizer.quantities.numerals import (
    ARABIC,
    CHINESE,
    MIXED,
    product_of,
    step_of,
    trailing_magnitudes,
    value_of,
)
from summarizer.quantities.plain import DIGIT_BEFORE, plain_arabic, plain_chinese
from summarizer.quantities.unit_reader import TENTHS, read_unit
from summarizer.quantities.words import DIGITS, LARGE_MAGNITUDES, RANGE_MARKS

_NUMBER = rf"(?:{MIXED}|{ARABIC}|{CHINESE})"
_RANGE = re.compile(
    rf"(?P<low>-?{_NUMBER})(?P<inner>余|多)?(?P<lowmag>[{LARGE_MAGNITUDES}]+)?(?P<mark> ?{RANGE_MARKS} ?|与|和)(?=-?(?:{_NUMBER}))(?P<high>-?{_NUMBER})"
)
_BETWEEN = re.compile(r"之?间")
_HIGH_END = re.compile(rf"(?P<mark> ?{RANGE_MARKS} ?)(?P<high>{_NUMBER})")
TWO_DIGITS = r"(?P<ten>[一二三四五六七八九]?十)?(?P<a>[一二两三四五六七八九])(?P<b>[二三四五六七八九]|(?<=[一三])两)(?P<mags>[十百千万亿]*)"
_TWO_DIGITS = re.compile(TWO_DIGITS)


def printed_range(text: str, at: int) -> Numeral | None:
    """3-4个, 1.3—1.5亿元, 10%至15%, 一到五个."""
    if at and text[at - 1] in DIGIT_BEFORE:
        return None
    end_low = at
    match = _RANGE.match(text, at)
    unit_between = ""
    if match is None:  # 10%-15%, 300元至500元, 3年到5年: the unit is printed at both ends
        numeral = plain_arabic(text, at) or plain_chinese(text, at)
        found = read_unit(text, numeral.end, numeral) if numeral else None
        if numeral is None or found is None or numeral.value is None:
            return None
        end_low, unit_between = found.end, found.unit
        match = _HIGH_END.match(text, end_low)
        if match is None:
            return None
        low: Decimal | None = numeral.value
        low_text = ""
    else:
        low_text = match["low"].removeprefix("-") + (match["lowmag"] or "")
        low = value_of(low_text)
    high_text = match["high"].removeprefix("-")
    high = value_of(high_text)
    if low is None or high is None:
        return None
    if "low" in match.groupdict() and match["low"].startswith("-"):
        low = -low
    marked = match["mark"].strip()
    end = match.end()
    if marked in {"与", "和"}:
        between = _BETWEEN.match(text, end)
        if between is None:
            return None
        end = between.end()
    if re.match(rf" ?{RANGE_MARKS}\d", text[end:]):
        return None
    printed_with_unit = trailing_magnitudes(high_text)
    low *= _shared_magnitude(low_text, high_text)
    if low >= high:
        return None
    found = read_unit(text, end, Numeral(at, end, high, Decimal(1), "arabic", end))
    if unit_between and (found is None or found.unit != unit_between):
        return None
    bare = (
        marked not in {"-", "—", "–", "至", "到"}
        or not high_text[0].isdigit()
        or not _like_a_code(text, at, end)
    )
    return Numeral(match.start() if low_text else at, end, None, step_of(high_text), "arabic" if high_text[0].isdigit() else "chinese",
                   match.end() - len(printed_with_unit), low, high, can_be_bare=bare, magnitude=bool(printed_with_unit))  # fmt: skip


def _like_a_code(text: str, start: int, end: int) -> bool:
    """0411-8888, 5-1: no range when nothing says that it is one."""
    return text[start] == "0"


def _shared_magnitude(low: str, high: str) -> Decimal:
    """What the low end of a range leaves to the high one: 亿 of 1.3—1.5亿, 亿 of 3.5万至4.2万亿; 1 when it was printed with its own unit."""
    if not low:
        return Decimal(1)
    own, whole = trailing_magnitudes(low), trailing_magnitudes(high)
    return product_of(whole) / product_of(own) if whole.startswith(own) else Decimal(1)


def about(text: str, at: int) -> Numeral | None:
    """二三十个, 五六家, 十七八个, 六七成: between the two."""
    if at and text[at - 1] in DIGIT_BEFORE:
        return None
    match = _TWO_DIGITS.match(text, at)
    bounds = two_digits(match) if match else None
    if match is None or bounds is None or text[match.end() : match.end() + 1] in DIGIT_BEFORE:
        return None
    low, high, step = bounds
    found = Numeral(
        at, match.end(), None, step, "chinese", match.end(), low, high, magnitude=bool(match["mags"])
    )
    if not match["mags"] and not TENTHS.match(text, match.end()) and not read_unit(text, match.end(), found):
        return None
    return found


def two_digits(match: re.Match[str]) -> tuple[Decimal, Decimal, Decimal] | None:
    """The ends and the step of a match of ``TWO_DIGITS`` (二三十: 20, 30, 10); None when the digits are no neighbours."""
    first, then = sorted((DIGITS[match["a"]], DIGITS[match["b"]]))  # 三两天 is two or three
    if first + 1 not in {then, then - 1}:
        return None
    size = product_of(match["mags"])
    tens = value_of(match["ten"]) if match["ten"] else Decimal(0)
    assert tens is not None
    return (tens + first) * size, (tens + then) * size, size
