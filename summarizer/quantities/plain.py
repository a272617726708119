"""Plain numerals: Arabic digits, Chinese digits, and magnitudes that count for themselves (数千, 千万元)."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.form_model import Numeral
from summarizer.quantities.numerals import (
    ARABIC,
    CHINESE,
    MAGNITUDE_RUN,
    MIXED,
    product_of,
    step_of,
    trailing_magnitudes,
    value_of,
)
from summarizer.quantities.unit_reader import NumeralKind
from summarizer.quantities.words import (
    ALL_MAGNITUDES,
    DIGITS,
    LARGE_MAGNITUDES,
    MAGNITUDES,
    NOT_QUALIFIER,
    TENS,
)

_ARABIC_NUMBER = re.compile(rf"(?<![\d.])(?:{MIXED}|{ARABIC})")
_ONE_MAGNITUDE = re.compile(rf"{ARABIC}[{ALL_MAGNITUDES}]*")
_CHINESE_NUMBER = re.compile(CHINESE)
_VAGUE = re.compile(rf"(?P<word>好几|数|几|(?<=上))(?:个(?=亿))?(?P<mags>{MAGNITUDE_RUN})")
_MAGNITUDE = re.compile(MAGNITUDE_RUN)
# A raised figure belongs to the number before it, as its exponent or as the mark of a note: 32²亿元 is not 亿元.
DIGIT_BEFORE = frozenset("一二两三四五六七八九十百千万亿兆零〇0123456789第⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SINGLE: dict[str, NumeralKind] = {"零": "one", "〇": "one", "一": "one", "二": "two"}


def plain_arabic(text: str, at: int) -> Numeral | None:
    """20867, 14.06亿, 5万4千."""
    if at and text[at - 1] in "0123456789./":
        return None
    match = _ARABIC_NUMBER.match(text, at)
    if match is None:
        return None
    printed = match[0]
    digits = re.match(ARABIC, printed)
    assert digits is not None
    magnitude = printed[-1] in MAGNITUDES or printed != digits[0]
    year = not magnitude and len(printed) == 4 and printed[:2] in {"19", "20"} and printed.isdigit()
    value = value_of(printed)
    if value is None:
        return None
    number_end = at + (digits.end() if _ONE_MAGNITUDE.fullmatch(printed) else len(printed))
    long_code = not magnitude and len(printed) > 12 and printed.isdigit()
    return Numeral(at, match.end(), value, step_of(printed), "arabic", number_end, magnitude=magnitude,
                   can_be_bare=not year and not long_code)  # fmt: skip


def plain_chinese(text: str, at: int) -> Numeral | None:
    """一百二十万, 二十三, 三点五."""
    if at and text[at - 1] in "第一二两三四五六七八九零〇每某之":
        return None
    match = _CHINESE_NUMBER.match(text, at)
    if match is None or all(c in "百千万亿兆" for c in match[0]):
        return None
    printed = match[0]
    value = value_of(printed)
    if value is None:
        return None
    number_end = match.end() - len(trailing_magnitudes(printed))
    single = len(printed) == 1 and printed not in TENS
    kind: NumeralKind = _SINGLE.get(printed, "chinese") if single else "long-chinese"
    has_size = any(c in MAGNITUDES for c in printed) and any(c in DIGITS for c in printed)
    bare = has_size or "点" in printed or single
    return Numeral(at, match.end(), value, step_of(printed), kind, number_end, magnitude=printed[-1] in LARGE_MAGNITUDES,
                   can_be_bare=bare, short_word=single)  # fmt: skip


def vague(text: str, at: int) -> Numeral | None:
    """数千, 几十万, 上千, 几个亿: at least as many as the magnitude says."""
    match = _VAGUE.match(text, at)
    if match is None or (at and text[at - 1] in "第十百千万亿"):
        return None
    if text[at] in MAGNITUDES and at > 1 and text[at - 2] in NOT_QUALIFIER["上"]:  # 规模以上千家
        return None
    value = product_of(match["mags"])
    word = match["word"] or text[at - 1]
    return Numeral(
        at,
        match.end(),
        value,
        value,
        "vague",
        match.end(),
        magnitude=True,
        exact=True,
        qualifier=word,
        side="up",
    )


def bare_magnitude(text: str, at: int) -> Numeral | None:
    """千万元以上, 近万个, 千余场: only with a qualifier, or of money."""
    match = _MAGNITUDE.match(text, at)
    if match is None or (at and text[at - 1] in DIGIT_BEFORE):
        return None
    value = value_of(match[0])
    if value is None:
        return None
    # 地区生产总值（亿元）, ⇥亿元⇥: the unit of a column.
    head = at > 0 and text[at - 1] in "(（\t"
    return Numeral(at, match.end(), value, Decimal(1), "magnitude", match.end(), exact=True, magnitude=value >= 10_000,
                   in_table_head=head)  # fmt: skip
