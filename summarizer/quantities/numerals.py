"""Printed numerals, in Arabic or Chinese digits or both → exact values."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.words import ALL_MAGNITUDES, DIGITS, LARGE_MAGNITUDES, MAGNITUDES, TENS

CHINESE_DIGITS = "".join(DIGITS)
_GROUPED = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
ARABIC = rf"(?:{_GROUPED}(?:\.\d+)?|(?<![\d.])\.\d+)"
# 兆 is 10^12 only in amounts (4兆元, 4兆8,530亿); in 500兆, 兆瓦 and 兆比特 it is the prefix for a million.
_TRILLION = rf"兆(?=[余多]?(?:元|圆|[美日港欧韩澳加]元|日圆|英镑|新?台币|人民币)|零?[\d.,{CHINESE_DIGITS}十百千万]+亿)"
# 千 that belongs to its unit (千瓦, 千米), 百 that belongs to 百分之 and 百分点.
_MAGNITUDE = rf"(?:千(?![瓦米克卡伏赫焦帕升])|百(?!分[之点位])|[十万亿]|{_TRILLION})"
MAGNITUDE_RUN = rf"{_MAGNITUDE}+"
# 5万4千6百 · 3万4000 · 3万3,883 · 1千零20
MIXED = rf"{ARABIC}{MAGNITUDE_RUN}(?:零?{ARABIC}{MAGNITUDE_RUN})*(?:零?{_GROUPED}(?![\d.年月]))?"
# 三点五亿, 四点八五三万亿; 十 behind the point is a time (三点五十分).
_FRACTION = rf"点[{CHINESE_DIGITS}]+(?:百(?=[万亿])|千(?![瓦米克卡伏赫焦帕升])|[万亿]|{_TRILLION})*"
# 两 opens a numeral or stands before a magnitude; behind one it is a unit (三十两).
_REST = rf"(?:[零〇一二三四五六七八九{''.join(TENS)}]|两(?=[百千万亿])|{_MAGNITUDE})*(?:{_FRACTION})?"
CHINESE = rf"(?:[{CHINESE_DIGITS}{''.join(TENS)}]|{_MAGNITUDE}){_REST}"
# A denominator may end in 百: 一百分之二.
DENOMINATOR = rf"[{CHINESE_DIGITS}十百千万亿]+"
_TOKEN = re.compile(rf"{ARABIC}|[{CHINESE_DIGITS}{ALL_MAGNITUDES}]")
# Nothing follows in a numeral that is cut out, so 兆 is told by the numeral alone.
_WHOLE = re.compile(rf"(?:{MIXED}|{ARABIC}|{CHINESE})".replace(_TRILLION, "兆"))
_POINT = re.compile(rf"(?P<whole>.+)点(?P<digits>[{CHINESE_DIGITS}]+)(?P<magnitudes>[{ALL_MAGNITUDES}]*)")
_ROW_OF_DIGITS = re.compile(rf"(?=.*[零〇])[一二三四五六七八九][{CHINESE_DIGITS}]{{2,}}")
_TENS = str.maketrans(TENS)


def value_of(text: str) -> Decimal | None:
    """The value of the numeral ``text`` (一百二十万, 5万4千6百, 三点五亿, 2,200), None when it is none.

    A last digit without its magnitude stands one below the one before (四百五 is 450). A row of digits with a zero in it is read
    digit by digit (一〇五), another one (三五) is no numeral.
    """
    if not _WHOLE.fullmatch(text):
        return None
    if point := _POINT.fullmatch(text):
        left = value_of(point["whole"])
        if left is None:
            return None
        value = left + Decimal("0." + "".join(str(DIGITS[c]) for c in point["digits"]))
        return value * product_of(point["magnitudes"])
    if _ROW_OF_DIGITS.fullmatch(text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _in_magnitudes(_TOKEN.findall(text.translate(_TENS)))


def product_of(magnitudes: str) -> Decimal:
    """What a row of magnitudes multiplies by: 10^12 for 万亿, 1 for none."""
    out = Decimal(1)
    for char in magnitudes:
        out *= MAGNITUDES[char]
    return out


def trailing_magnitudes(numeral: str) -> str:
    """万亿 of 3.5万亿, 亿 of 五千亿: the magnitudes at the end that are printed with the unit."""
    return numeral[len(numeral.rstrip(LARGE_MAGNITUDES)) :]


def _in_magnitudes(tokens: list[str]) -> Decimal | None:
    """Sum up digits and magnitudes: 十百千 multiply their own digit, 万, 亿 and 兆 all that stands before them and is smaller."""
    above = total = section = Decimal(0)  # from 亿 on, from 万 on, below
    digit: Decimal | None = None
    last = Decimal(0)  # the magnitude right before, for 四百五
    smallest = Decimal(0)
    zero = False
    for token in tokens:
        if token in "零〇":
            if digit is not None:
                return None
            zero = True
            last = Decimal(0)
        elif token in MAGNITUDES:
            size = Decimal(MAGNITUDES[token])
            held = section + (digit or 0)
            if size < 10_000:
                section += (Decimal(1) if digit is None else digit) * size
            elif size > 10_000:
                held += total
                if above and held and size >= smallest:
                    return None  # 3亿5亿 is no numeral
                above = above + held * size if held else (above or Decimal(1)) * size
                total = section = Decimal(0)
                smallest = size
            elif not held and last > size:  # 亿万
                above *= size
            elif total and held:
                return None
            else:
                total = held * size if held else (total or Decimal(1)) * size
                section = Decimal(0)
            digit, last, zero = None, size, False
        else:
            if digit is not None:
                return None
            digit = Decimal(token.replace(",", "")) if token not in DIGITS else Decimal(DIGITS[token])
            if tokens[-1] is token and last >= 100 and not zero and token in DIGITS:
                digit *= last / 10
    if digit is None and not above and not total and not section and not zero:
        return None
    return above + total + section + (digit or 0)


def as_number(value: Decimal | None) -> int | float | None:
    """``value`` as JSON and spreadsheets take it: a whole number without a point; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def step_of(text: str) -> Decimal:
    """The size of one unit in the last printed digit of the numeral: 1 for 20867, 0.01 for 14.06, 10000 for 一百二十万."""
    all_count = re.search(r"\d|点", text) is not None
    magnitudes = text[len(text.rstrip(ALL_MAGNITUDES)) :] if all_count else trailing_magnitudes(text)
    decimals = re.search(rf"[.点]([\d{CHINESE_DIGITS}]+)(?=[{ALL_MAGNITUDES}]*$)", text)
    magnitude = product_of(magnitudes)
    return magnitude.scaleb(-len(decimals[1])) if decimals else magnitude
