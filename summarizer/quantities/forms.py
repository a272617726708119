"""The forms a number is printed in. Each form reads one kind of numeral at a place; the first that fits is taken.

The unit and the qualifiers around it are the reader's part. Every form has a real example, held by a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.numerals import (
    ARABIC,
    CHINESE,
    DENOMINATOR,
    MAGNITUDE_RUN,
    MIXED,
    step_of,
    value_of,
)
from summarizer.quantities.unit_reader import NumeralKind, read_unit
from summarizer.quantities.units import COUNTED_ONE, MONEY_UNITS
from summarizer.quantities.words import DIGITS, MAGNITUDES, RANGE_MARKS


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without what stands around it, at ``start`` to ``end`` of the folded text.

    ``unit`` is set by forms that bring it along (百分之五, 翻两番). ``kind`` says how it was printed. ``number_end`` is where
    the digits end and the printed unit (万元) begins.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    kind: NumeralKind
    number_end: int
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_start: int = 0
    magnitude: bool = False
    exact: bool = False
    qualifier: str = ""
    side: str = ""
    short_word: bool = False
    can_be_bare: bool = False
    bare_needs_nothing: bool = False
    in_table_head: bool = False
    number_start: int | None = None

    @property
    def arabic(self) -> bool:
        """Whether it is printed in Arabic digits."""
        return self.kind == "arabic"

    def counts_with(self, unit: str, qualified: bool) -> bool:
        """Whether it counts ``unit``: 一座 does, 一个 only points, 万元 needs a qualifier."""
        if self.kind == "magnitude":
            return qualified or (
                unit in MONEY_UNITS
                and self.value is not None
                and self.value > 10_000
                and not self.in_table_head
            )
        return not (self.kind == "one" and unit not in COUNTED_ONE and not qualified)


@dataclass(frozen=True, slots=True)
class Form:
    """``read`` gives the numeral at a place of a folded text, or None."""

    name: str
    read: Callable[[str, int], Numeral | None]
    example: str


_SHARE = re.compile(rf"(?P<den>[百千万亿]+)分之(?P<num>负?(?:{MIXED}|{ARABIC}|{CHINESE}))")
_SHARE_OF = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_FRACTION = re.compile(
    rf"(?:(?P<whole>{ARABIC}|{CHINESE})又)?(?P<den>{MIXED}|{ARABIC}|{DENOMINATOR})分之(?P<num>负?(?:{ARABIC}|{CHINESE}))"
)
_SLASH = re.compile(r"(?<![\d/.])(?:(?P<whole>\d+) )?(?P<num>\d+)/(?P<den>\d+)(?![\d/年月.])")
_FOLD = re.compile(r"翻(?:了)?(?P<n>[一二两三四五六]|\d)?(?:倍|(?P<fan>番))")
_NUMBER = rf"(?:{MIXED}|{ARABIC}|{CHINESE})"
_RANGE = re.compile(
    rf"(?P<low>-?{_NUMBER})(?P<inner>余|多)?(?P<lowmag>[万亿]+)?(?P<mark> ?{RANGE_MARKS} ?|与|和)(?=-?(?:{_NUMBER}))(?P<high>-?{_NUMBER})"
)
_BETWEEN = re.compile(r"之?间")
_TWO_DIGITS = re.compile(
    r"(?P<ten>[一二三四五六七八九]?十)?(?P<a>[一二两三四五六七八九])(?P<b>[二三四五六七八九])(?P<mags>[十百千万亿]*)"
)
_ARABIC_NUMBER = re.compile(rf"(?<![\d.])(?:{MIXED}|{ARABIC})")
_CHINESE_NUMBER = re.compile(CHINESE)
_VAGUE = re.compile(rf"(?:好几|数|几|(?<=上))(?P<mags>{MAGNITUDE_RUN})")
_MAGNITUDE = re.compile(MAGNITUDE_RUN)
_DIGIT_BEFORE = frozenset("一二两三四五六七八九十百千万亿零〇0123456789第")


def _share(text: str, at: int) -> Numeral | None:
    """百分之五 is 5 %, 千分之三 0.3 %."""
    match = _SHARE.match(text, at)
    if match is None:
        return None
    num = match["num"].removeprefix("负")
    value = value_of(num)
    if value is None:
        return None
    value = -value if match["num"].startswith("负") else value
    scale = Decimal(100)
    for char in match["den"]:
        scale /= MAGNITUDES[char]
    return Numeral(match.start(), match.end(), value * scale, step_of(num) * scale, "words", match.end(), unit="%",
                   unit_start=match.end(), bare_needs_nothing=True, number_start=match.start("num"))  # fmt: skip


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


def _range(text: str, at: int) -> Numeral | None:
    """3-4个, 1.3—1.5亿元, 10%至15%, 一到五个."""
    if at and text[at - 1] in _DIGIT_BEFORE:
        return None
    end_low = at
    match = _RANGE.match(text, at)
    unit_between = ""
    if match is None:  # 10%-15%, 300元至500元, 3年到5年: the unit is printed at both ends
        numeral = _plain_arabic(text, at) or _plain_chinese(text, at)
        found = read_unit(text, numeral.end, numeral) if numeral else None
        if numeral is None or found is None or numeral.value is None:
            return None
        end_low, unit_between = found.end, found.unit
        match = re.compile(rf"(?P<mark> ?{RANGE_MARKS} ?)(?P<high>{_NUMBER})").match(text, end_low)
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
    magnitude = _trailing(high_text)
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
                   match.end() - len(high_text) + len(high_text.rstrip("万亿")), low, high, can_be_bare=bare, magnitude=magnitude > 1)  # fmt: skip


def _like_a_code(text: str, start: int, end: int) -> bool:
    """0411-8888, 5-1: no range when nothing says that it is one."""
    return text[start] == "0"


def _shared_magnitude(low: str, high: str) -> Decimal:
    """What the low end of a range leaves to the high one: 亿 of 1.3—1.5亿, 亿 of 3.5万至4.2万亿; 1 when it was printed with its own unit."""
    if not low:
        return Decimal(1)
    own, whole = (re.search(r"[万亿]*$", text) for text in (low, high))
    assert own is not None
    assert whole is not None
    return _trailing(high) / _trailing(low) if whole[0].startswith(own[0]) else Decimal(1)


def _trailing(numeral: str) -> Decimal:
    out = Decimal(1)
    for char in reversed(numeral):
        if char not in "万亿":
            break
        out *= MAGNITUDES[char]
    return out


def _two_digits(text: str, at: int) -> Numeral | None:
    """二三十个, 五六家, 十七八个: about as many."""
    if at and text[at - 1] in _DIGIT_BEFORE:
        return None
    match = _TWO_DIGITS.match(text, at)
    if match is None or DIGITS[match["a"]] + 1 not in {DIGITS[match["b"]], DIGITS[match["b"]] - 1}:
        return None
    if text[match.end() : match.end() + 1] in _DIGIT_BEFORE - {""} and text[match.end() : match.end() + 1]:
        return None
    factor = Decimal(1)
    for char in match["mags"]:
        factor *= MAGNITUDES[char]
    tens = value_of(match["ten"]) if match["ten"] else Decimal(0)
    assert tens is not None
    low, high = (tens + DIGITS[match["a"]]) * factor, (tens + DIGITS[match["b"]]) * factor
    if (
        not match["mags"]
        and read_unit(text, match.end(), Numeral(at, match.end(), low, Decimal(1), "chinese", match.end()))
        is None
    ):
        return None
    return Numeral(
        match.start(),
        match.end(),
        None,
        factor,
        "chinese",
        match.end(),
        low,
        high,
        magnitude=bool(match["mags"]),
    )


def _plain_arabic(text: str, at: int) -> Numeral | None:
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
    number_end = at + (digits.end() if re.fullmatch(rf"{ARABIC}[十百千万亿]*", printed) else len(printed))
    long_code = not magnitude and len(printed) > 12 and printed.isdigit()
    return Numeral(at, match.end(), value, step_of(printed), "arabic", number_end, magnitude=magnitude,
                   can_be_bare=not year and not long_code)  # fmt: skip


def _plain_chinese(text: str, at: int) -> Numeral | None:
    """一百二十万, 二十三, 三点五."""
    if at and text[at - 1] in "第一二两三四五六七八九零〇每某之":
        return None
    match = _CHINESE_NUMBER.match(text, at)
    if match is None or all(c in "百千万亿" for c in match[0]):
        return None
    printed = match[0]
    value = value_of(printed)
    if value is None:
        return None
    number_end = at + len(printed.rstrip("万亿")) if printed.strip("万亿") != "" else match.end()
    kind: NumeralKind = "one" if printed in "零〇一" else ("chinese" if len(printed) == 1 else "long-chinese")
    has_size = any(c in MAGNITUDES for c in printed) and any(c in DIGITS for c in printed)
    bare = has_size or "点" in printed or len(printed) == 1
    return Numeral(at, match.end(), value, step_of(printed), kind, number_end, magnitude=printed[-1] in "万亿",
                   can_be_bare=bare, short_word=len(printed) == 1)  # fmt: skip


def _vague(text: str, at: int) -> Numeral | None:
    """数千, 几十万, 上千: at least as many as the magnitude says."""
    match = _VAGUE.match(text, at)
    if match is None or (at and text[at - 1] in "第十百千万亿"):
        return None
    value = Decimal(1)
    for char in match["mags"]:
        value *= MAGNITUDES[char]
    word = text[at - 1] if text[at] in MAGNITUDES else match[0][: -len(match["mags"])]
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


def _bare_magnitude(text: str, at: int) -> Numeral | None:
    """千万元以上, 近万个, 千余场: only with a qualifier, or of money."""
    match = _MAGNITUDE.match(text, at)
    if match is None or (at and text[at - 1] in _DIGIT_BEFORE):
        return None
    value = value_of(match[0])
    if value is None:
        return None
    # 地区生产总值（亿元）, ⇥亿元⇥: the unit of a column.
    head = at > 0 and text[at - 1] in "(（\t"
    return Numeral(at, match.end(), value, Decimal(1), "magnitude", match.end(), exact=True, magnitude=value >= 10_000,
                   in_table_head=head)  # fmt: skip


FORMS = (
    Form("share in words", _share, "百分之五"),
    Form("fraction in words", _fraction, "三分之一"),
    Form("fraction", _slash, "1/4"),
    Form("doubling", _doubling, "翻两番"),
    Form("range", _range, "3-4个"),
    Form("about", _two_digits, "二三十个"),
    Form("Arabic digits", _plain_arabic, "14.06亿元"),
    Form("Chinese digits", _plain_chinese, "二十三家"),
    Form("vague", _vague, "数千人次"),
    Form("magnitude", _bare_magnitude, "千万元以上"),
)
