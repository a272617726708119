"""Printed numerals, in Arabic or Chinese digits or both → exact values."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.words import DIGITS, MAGNITUDES

CHINESE_DIGITS = "".join(DIGITS)
ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\d.])\.\d+)"
# 千 that belongs to its unit (千瓦, 千米), 百 that belongs to 百分之 and 百分点.
_MAGNITUDE = r"(?:千(?![瓦米克卡伏赫焦帕])|百(?!分[之点位])|[十万亿])"
MAGNITUDE_RUN = rf"{_MAGNITUDE}+"
# 5万4千6百 · 3万4000 · 1千零20
MIXED = rf"{ARABIC}{MAGNITUDE_RUN}(?:零?\d+{MAGNITUDE_RUN})*(?:零?\d+(?![\d.年月]))?"
# 两 opens a numeral or stands before a magnitude; behind one it is a unit (三十两).
_REST = rf"(?:[零〇一二三四五六七八九]|两(?=[百千万亿])|{_MAGNITUDE})*(?:点[{CHINESE_DIGITS}]+)?"
CHINESE = rf"(?:[{CHINESE_DIGITS}]|{_MAGNITUDE}){_REST}"
# A denominator may end in 百: 一百分之二.
DENOMINATOR = rf"[{CHINESE_DIGITS}十百千万亿]+"
_TOKEN = re.compile(rf"{ARABIC}|[{CHINESE_DIGITS}十百千万亿]")
_WHOLE = re.compile(rf"(?:{MIXED}|{ARABIC}|{CHINESE})")


def value_of(text: str) -> Decimal | None:
    """The value of the numeral ``text`` (一百二十万, 5万4千6百, 三点五, 2,200), None when it is none.

    A last digit without its magnitude stands one below the one before (四百五 is 450). A row of digits (二〇一六, 三五) is
    no numeral.
    """
    if not _WHOLE.fullmatch(text):
        return None
    whole, point, fraction = text.partition("点")
    if point:
        left = value_of(whole)
        return None if left is None else left + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    return _in_magnitudes(_TOKEN.findall(text))


def _in_magnitudes(tokens: list[str]) -> Decimal | None:
    """Sum up digits and magnitudes: 万 and 亿 multiply what stands before them, 十百千 their own digit."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    last = Decimal(0)  # the magnitude right before, for 四百五
    zero = False
    for token in tokens:
        if token in "零〇":
            zero, digit = True, None
            last = Decimal(0)
        elif token in MAGNITUDES:
            size = Decimal(MAGNITUDES[token])
            if size < 10_000:
                section += (Decimal(1) if digit is None else digit) * size
            else:
                held = section + (digit or 0)
                if token == "亿":
                    total = (total + held or Decimal(1)) * size
                elif held:
                    total += held * size
                else:
                    total = (total or Decimal(1)) * size
                section = Decimal(0)
            digit, last, zero = None, size, False
        else:
            if digit is not None:
                return None
            digit = Decimal(token.replace(",", "")) if token not in DIGITS else Decimal(DIGITS[token])
            if tokens[-1] is token and last >= 100 and not zero and token in DIGITS:
                digit *= last / 10
    if digit is None and not total and not section and not zero:
        return None
    return total + section + (digit or 0)


def as_number(value: Decimal | None) -> int | float | None:
    """``value`` as JSON and spreadsheets take it: a whole number without a point; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def step_of(text: str) -> Decimal:
    """The size of one unit in the last printed digit of the numeral: 1 for 20867, 0.01 for 14.06, 10000 for 一百二十万."""
    printed = re.search(r"[十百千万亿]+$" if re.search(r"\d", text) else r"[万亿]+$", text)
    magnitude = Decimal(1)
    for char in printed[0] if printed else "":
        magnitude *= MAGNITUDES[char]
    decimals = re.search(r"[.点]([\d零〇一二两三四五六七八九]+)(?=[十百千万亿]*$)", text)
    return magnitude.scaleb(-len(decimals[1])) if decimals else magnitude
