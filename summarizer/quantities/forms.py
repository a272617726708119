"""The forms a number is printed in. Each form reads one kind of numeral at a place; the first that fits is taken.

The unit and the qualifiers around it are the reader's part. Every form has a real example, held by a test.
"""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.form_model import Form, Numeral
from summarizer.quantities.numerals import ARABIC, CHINESE, DENOMINATOR, MIXED, value_of
from summarizer.quantities.plain import bare_magnitude, plain_arabic, plain_chinese, vague
from summarizer.quantities.ranges import about, printed_range
from summarizer.quantities.shares import share, share_about, share_range, tenths_range
from summarizer.quantities.words import DIGITS

_FRACTION = re.compile(
    rf"(?:(?P<whole>{ARABIC}|{CHINESE})又)?(?P<den>{MIXED}|{ARABIC}|{DENOMINATOR})分之(?P<num>负?(?:{ARABIC}|{CHINESE}))"
)
_SLASH = re.compile(r"(?<![\d/.])(?:(?P<whole>\d+) )?(?P<num>\d+)/(?P<den>\d+)(?![\d/年月.])")
_FOLD = re.compile(r"翻(?:了)?(?P<n>[一二两三四五六]|\d)?(?:倍|(?P<fan>番))")


def _fraction(text: str, at: int) -> Numeral | None:
    """三分之一; exact."""
    match = _FRACTION.match(text, at)
    if match is None:
        return None
    parts = [
        value_of(match[name].removeprefix("负")) if match[name] else Decimal(0)
        for name in ("whole", "den", "num")
    ]
    whole, den, num = parts
    if whole is None or num is None or not den:
        return None
    return Numeral(match.start(), match.end(), whole + num / den, Decimal(0), "words", match.end(), unit="",
                   unit_start=match.end(), exact=True, bare_needs_nothing=True)  # fmt: skip


def _slash(text: str, at: int) -> Numeral | None:
    """1/4; exact."""
    match = _SLASH.match(text, at)
    if match is None or not int(match["den"]):
        return None
    value = Decimal(match["whole"] or 0) + Decimal(match["num"]) / Decimal(match["den"])
    return Numeral(match.start(), match.end(), value, Decimal(0), "words", match.end(), unit="", unit_start=match.end(),
                   exact=True, bare_needs_nothing=True)  # fmt: skip


def _doubling(text: str, at: int) -> Numeral | None:
    """翻两番 is four times, 翻番 and 翻一番 twice; 翻两倍 is none of these."""
    match = _FOLD.match(text, at)
    if match is None or not match["fan"]:
        return None
    n = match["n"] or "一"
    times = Decimal(2) ** (DIGITS[n] if n in DIGITS else int(n))
    return Numeral(match.start(), match.end(), times, Decimal(0), "words", match.start(), unit="倍", unit_start=match.start(),
                   exact=True, bare_needs_nothing=True)  # fmt: skip


FORMS = (
    Form("range of shares in words", share_range, "百分之二到三"),
    Form("about a share in words", share_about, "百分之五六十"),
    Form("range of tenths", tenths_range, "六成至七成"),
    Form("share in words", share, "百分之五"),
    Form("fraction in words", _fraction, "三分之一"),
    Form("fraction", _slash, "1/4"),
    Form("doubling", _doubling, "翻两番"),
    Form("range", printed_range, "3-4个"),
    Form("about", about, "二三十个"),
    Form("Arabic digits", plain_arabic, "14.06亿元"),
    Form("Chinese digits", plain_chinese, "二十三家"),
    Form("vague", vague, "数千人次"),
    Form("magnitude", bare_magnitude, "千万元以上"),
)
