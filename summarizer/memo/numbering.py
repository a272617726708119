"""The numbers of headings: 一、 （一） 1. (1), GB/T 9704-2012, 7.3.3."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_MOST = 99


def chinese_number(number: int) -> str:
    """1 … 99 in Chinese numerals: 十二, 三十. Raises ValueError outside of them."""
    if not 1 <= number <= _MOST:
        raise ValueError(f"no heading is numbered {number}")
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def heading(level: int, number: int) -> str:
    """What stands before a heading of ``level`` 1 to 4."""
    if level <= 2:
        said = chinese_number(number)
        return f"{said}、" if level == 1 else f"（{said}）"
    return f"{number}." if level == 3 else f"({number})"
