"""Finds the quantities of a text."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.quantities.model import Quantity
from summarizer.quantities.numerals import DIGITS, arabic_value, chinese_value, last_digit
from summarizer.quantities.words import (
    AFTER,
    BEFORE,
    INSIDE,
    MAGNITUDES,
    UNIT_SPELLINGS,
    UNITS,
    UNITS_AFTER_NUMERAL,
)


def _any(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_CN = "".join(DIGITS) + "十百千万亿"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_INSIDE = f"[{''.join(INSIDE)}]"
_TAIL = rf"(?P<after>{_any(AFTER)})?"
# One branch a form. Lookarounds keep out names: PM2.5, H1N1, C06, 1+4+N, 5A, 第3, 12345热线 has no unit.
_FORMS = re.compile(
    rf"""
    (?P<before>{_any(BEFORE)})?
    (?:
      (?P<permille>百分之|千分之)(?P<share>[{_CN}点]+|{_NUMBER})                       # 百分之五 · 千分之三
    | (?P<low>{_NUMBER})(?P<lowunit>%)?[-—–~～至](?P<high>{_NUMBER})
        (?P<rmag>[万亿]*)(?P<runit>{_any(UNITS)})                                       # 3-4个 · 1.3—1.5亿元
    | (?<![A-Za-z\d.+/第．\-])(?P<num>{_NUMBER})(?:/(?P<den>\d+)(?![\d年月]))?          # 320亿元 · 1/4
        (?P<in1>{_INSIDE})?(?P<mag>(?:(?!千[瓦米克伏])[百千万亿]){{0,3}})(?P<in2>{_INSIDE})?(?P<unit>{_any(UNITS)})?
    | (?P<cn>[{_CN}]+(?:点[{_CN}]+)?)(?P<cnin>{_INSIDE})?(?P<cnmag>[万亿])?(?P<cnunit>{_any(UNITS_AFTER_NUMERAL)})
    )
    {_TAIL}
    """,
    re.VERBOSE,
)
_YEAR_OR_DATE = re.compile(r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日)?(?![份来])|\d{1,2}时")
_MEETING_AFTER = re.compile(r"(?:全体)?(?:会议|全会|代表大会|党代会)")
_NAME_AFTER = re.compile(r"[A-Za-z+]|号|[、\d]*(?:工作体系|热线|强企业)")


def read_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text``, in order, without overlaps; offsets are into ``text``."""
    out = []
    dates = {i for m in _YEAR_OR_DATE.finditer(text) for i in range(*m.span())}
    for match in _FORMS.finditer(text):
        if match.start("num") in dates or match.start("low") in dates:
            continue
        quantity = _build(match, text)
        if quantity is not None:
            out.append(quantity)
    return out


def _build(match: re.Match[str], text: str) -> Quantity | None:
    if match["permille"]:
        scale = Decimal(1) if match["permille"] == "百分之" else Decimal("0.1")
        raw = match["share"]
        value = arabic_value(raw) if raw[0].isdigit() else chinese_value(raw)
        return None if value is None else _quantity(match, value * scale, Decimal(0), "%")
    if match["low"]:
        return _range(match)
    if match["num"]:
        return _arabic(match, text)
    return _chinese(match, text)


def _range(match: re.Match[str]) -> Quantity:
    factor = _factor(match["rmag"])
    low, high = arabic_value(match["low"]) * factor, arabic_value(match["high"]) * factor
    qualifier = match["before"] or match["after"]
    return Quantity(match.start(), match.end(), match[0], None, low, high, _unit(match["runit"]), qualifier)


def _arabic(match: re.Match[str], text: str) -> Quantity | None:
    unit, after = match["unit"] or "", text[match.end("unit") if match["unit"] else match.end() :]
    if match["den"]:
        if unit or match["mag"] or not int(match["den"]):
            return None
        return _quantity(match, arabic_value(match["num"]) / Decimal(match["den"]), Decimal(0), "")
    if not unit and not match["mag"]:
        return None
    if unit in {"年", "日", "级", "度"} and (len(match["num"]) == 4 or unit in {"日", "级"}):
        return None
    if _NAME_AFTER.match(after) and unit not in {"%", "元"}:
        return None
    factor = _factor(match["mag"])
    step = last_digit(match["num"]) * factor
    value = arabic_value(match["num"]) * factor
    if unit == "番" or unit == "成":
        return _quantity(
            match, 2**value if unit == "番" else value * 10, Decimal(0), "倍" if unit == "番" else "%"
        )
    return _quantity(match, value, Decimal(0) if step == 1 else step / 2, _unit(unit))


def _chinese(match: re.Match[str], text: str) -> Quantity | None:
    before = text[match.start("cn") - 1 : match.start("cn")]
    if before and before in "第十百千万亿一二三四五六七八九、":
        return None
    value = chinese_value(match["cn"])
    if value is None or (match["cn"] in {"一", "两"} and not _is_measure(match["cnunit"])):
        return None
    if _MEETING_AFTER.match(text, match.end()):  # 市委十届八次全会
        return None
    if text.startswith("一体", match.end()):  # 三位一体
        return None
    if match["cn"][0] in "万亿" or (match["cn"] in {"百", "十"} and not match["cnin"]):
        return None
    return _quantity(match, value * _factor(match["cnmag"]), Decimal(0), _unit(match["cnunit"]))


def _is_measure(unit: str) -> bool:
    return unit in {"元", "美元", "亩", "吨", "公里", "平方米", "平方公里", "倍", "番", "成"}


def _quantity(match: re.Match[str], value: Decimal, half: Decimal, unit: str) -> Quantity:
    groups = match.groupdict()
    inside = groups.get("in1") or groups.get("in2") or groups.get("cnin")
    qualifier = groups["before"] or groups["after"] or inside
    side = BEFORE.get(groups["before"] or "") or AFTER.get(groups["after"] or "") or INSIDE.get(inside or "")
    low: Decimal | None = value - half
    high: Decimal | None = value + half
    if side in {"up", "soft"}:
        high = None
        low = value if side == "up" else None
    elif side == "down":
        low, high = None, value
    return Quantity(match.start(), match.end(), match[0], value, low, high, unit, qualifier)


def _factor(magnitude: str | None) -> Decimal:
    out = Decimal(1)
    for char in magnitude or "":
        out *= MAGNITUDES[char]
    return out


def _unit(unit: str) -> str:
    return UNIT_SPELLINGS.get(unit, unit)
