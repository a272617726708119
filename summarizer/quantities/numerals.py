"""Chinese and Arabic numerals → exact values."""

from __future__ import annotations

from decimal import Decimal

from summarizer.quantities.words import MAGNITUDES

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


def chinese_value(text: str) -> Decimal | None:
    """The value of a numeral in Chinese digits (一百二十万 → 1200000, 三点五 → 3.5), None when it is none.

    Positional reading (二三) and elisions (四百五 for 450) are not numerals here.
    """
    whole, point, fraction = text.partition("点")
    if point:
        if not fraction or any(c not in DIGITS for c in fraction):
            return None
        left = chinese_value(whole)
        return None if left is None else left + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    total = section = 0
    digit: int | None = None
    for char in whole:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in "万亿":
            section = (section + (digit or 0)) or 1
            total = (
                (total + section) * MAGNITUDES[char] if char == "亿" else total + section * MAGNITUDES[char]
            )
            section, digit = 0, None
        elif char in MAGNITUDES:
            section += (1 if digit is None else digit) * MAGNITUDES[char]
            digit = None
        else:
            return None
    if not whole or (len(whole) > 1 and all(c in "零〇" for c in whole)):
        return None
    return Decimal(total + section + (digit or 0))


def arabic_value(text: str) -> Decimal:
    """The value of a printed number; thousands separators and inner spaces do not count."""
    return Decimal(text.replace(",", "").replace("，", "").replace(" ", ""))


def last_digit(text: str) -> Decimal:
    """The size of one unit in the last printed digit: 1 for 20867, 0.01 for 14.06."""
    _, point, fraction = text.partition(".")
    return Decimal(1).scaleb(-len(fraction)) if point else Decimal(1)
