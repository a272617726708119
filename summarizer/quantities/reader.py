"""Finds the quantities of a text: a numeral of some form, then its magnitude and unit, then the qualifiers around it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from summarizer.quantities.compare import is_count
from summarizer.quantities.folding import Folded, fold
from summarizer.quantities.form_model import Numeral
from summarizer.quantities.forms import FORMS
from summarizer.quantities.guards import guarded
from summarizer.quantities.model import Quantity
from summarizer.quantities.numerals import MAGNITUDE_RUN, product_of, value_of
from summarizer.quantities.unit_reader import UnitMatch, read_tenths, read_unit
from summarizer.quantities.units import MONEY_BEFORE, MONEY_PARTS
from summarizer.quantities.words import (
    AFTER,
    AFTER_BARE,
    AFTER_FRACTION,
    BEFORE,
    BEFORE_BARE,
    BOUND_JOINERS,
    DIGITS,
    INSIDE,
    MAGNITUDES,
    NEGATIVE,
    NOT_NEGATIVE,
    NOT_QUALIFIER,
)

_BEGINS = re.compile(r"[\d一二两三四五六七八九零〇十百千万亿廿卅卌数几翻.]")
_CANDIDATE = re.compile(
    r"[\d０-９一二两兩三四五六七八九零〇十百千万萬亿億廿卅卌数數几幾翻壹贰叁肆伍陆柒捌玖拾]"
)
# 余, 多, 几 behind the number or its magnitude: 30余场, 15万余件.
_BETWEEN = re.compile(f"(?:^|(?<=[十百千万亿]))[{''.join(INSIDE)}]+")
_AFTER_FRACTION = re.compile(rf"[{''.join(AFTER_FRACTION)}](?=[,，。；;、的以)）\s]|$)")
_THINGS_OF_THAT_SIZE = re.compile(r"级|以上的?(?:项目|企业|产业|工程)")
_INSIDE = re.compile(f"[{''.join(INSIDE)}]")
_MAGNITUDES = re.compile(MAGNITUDE_RUN)
# 1.2个亿, 三个多亿: 亿 with the counter of a thing. 3个亿元项目 and 3个亿吨大港 are three.
_COUNTED_LARGE = re.compile(r"个(?P<more>[余多])?亿")
_HALF = re.compile(r"半(?![个年月天径导])")
_COMPARED = re.compile(r" ?([大高多小低少])")
_MONEY_PARTS = re.compile(r"(?P<jiao>[\d一二三四五六七八九])[角毛](?:(?P<fen>[\d一二三四五六七八九])分)?")


def _longest_first(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_BEFORE = re.compile(rf"(?:{_longest_first(BEFORE)}) ?$")
_QUALIFIER = re.compile(rf"(?:{_longest_first(BEFORE)})")
_AFTER = re.compile(rf"(?:{_longest_first(AFTER)})")
_MONEY = re.compile(rf"(?:{_longest_first(MONEY_BEFORE)}) *$")
_SIDES_AFTER = AFTER | AFTER_FRACTION
_BOUNDS = re.compile(BOUND_JOINERS)
_LOOK_BACK = 6
# 答案是四不是五: a single digit is a number where it is said to be one.
_AFTER_COPULA = frozenset("不而这") | {""}
_QUOTES = frozenset('“"‘”’ \n') | {""}
_BEFORE_ALONE = BEFORE_BARE | AFTER_BARE | frozenset('“"‘(（《')
_OPENED = frozenset({"up", "down", "soft"})
_NOT_OF_ONE = frozenset({"过", "上", "突破", "突破了", "跨越", "破", "迈上", "跨上", "登上", "站上", "跃上"})
_MANY = re.compile("[余几]|多(?![少数])")
_LARGE = Numeral(0, 0, Decimal(10**8), Decimal(1), "arabic", 0, magnitude=True)
_MANY_AFTER = frozenset({"倍"})


@lru_cache(maxsize=4096)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of ``text``, in order, without overlaps; offsets are into ``text``.

    Simplified or traditional, half-width or full-width, with stray spaces inside: the span is exact in ``text`` as it is.
    """
    if not _CANDIDATE.search(text):
        return ()
    return tuple(_Reader(text).read())


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a numeral: from ``start`` to ``end`` with it, its unit (printed at ``printed_unit``), the word that opens it
    and to which ``side``, how much the words between it and its unit multiply it by, and what 半 and 角分 add."""

    start: int
    end: int
    unit: str
    printed_unit: tuple[int, int]
    qualifier: str
    side: str
    factor: Decimal
    extra: Decimal
    negative: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    """A quantity in the folded text."""

    numeral: Numeral
    around: _Around
    qualifier: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    step: Decimal

    @property
    def start(self) -> int:
        return self.around.start

    @property
    def end(self) -> int:
        return self.around.end


class _Reader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self._original = text
        self._folded: Folded = fold(text)
        self._text = self._folded.text
        self._done = 0

    def read(self) -> Iterator[Quantity]:
        """The quantities, in order."""
        raws: list[_Raw] = []
        blocked = deque(guarded(self._text))
        position = 0
        while match := _BEGINS.search(self._text, position):
            at = match.start()
            while blocked and blocked[0][1] <= at:
                blocked.popleft()
            if blocked and blocked[0][0] <= at:
                position = blocked[0][1]
                continue
            raw, position = self._read_at(at)
            if raw is not None:
                self._done = raw.end
                joined = self._join(raws[-1], raw) if raws else None
                if joined is not None:
                    raws[-1] = joined
                else:
                    raws.append(raw)
        return (self._quantity(raw) for raw in raws)

    def _read_at(self, at: int) -> tuple[_Raw | None, int]:
        """The quantity whose numeral begins at ``at``, and where to go on."""
        after = at + 1
        for form in FORMS:
            numeral = form.read(self._text, at)
            if numeral is None:
                continue
            after = max(after, numeral.end)
            raw = self._complete(numeral)
            if raw is not None:
                return raw, raw.end
        return None, after

    def _complete(self, numeral: Numeral) -> _Raw | None:
        """``numeral`` with what belongs to it on both sides; None when it stands for no quantity."""
        text = self._text
        end, inside, factor = self._inner(numeral)
        before, start, side = self._before(numeral)
        unit, added, tenfold = self._unit(numeral, end, vague=bool(inside or before or factor > 1))
        factor *= tenfold
        money, start = self._money(start, unit)
        negative, start = self._negative(start)
        end = max(unit.end, end)
        after = _AFTER.match(text, end + (text[end : end + 1] == " "))
        if numeral.kind == "words" or tenfold > 1:
            after = after or _AFTER_FRACTION.match(text, end)
        if (
            (unit.unit in _MANY_AFTER or tenfold > 1) and text[end : end + 1] == "多" and not inside
        ):  # 增长1倍多, 两成多
            end, inside = end + 1, "多"
        if compared := self._compared(start, end):
            start, end, word = compared
            before, side = f"比{word}", "up" if word in "大高多" else "down"
        if before and side == "soft" and INSIDE.get(inside) == "up":  # 大概有五百多个
            before, side = inside, "up"
        around = _Around(
            start, after.end() if after else end, money or unit.unit, (unit.start, unit.end), before or (after[0] if after else "") or inside,
            side or _SIDES_AFTER.get(after[0] if after else "", "") or INSIDE.get(inside, ""), factor, added * factor / tenfold, negative,
        )  # fmt: skip
        return self._bounded(numeral, around) if self._counts(numeral, around) else None

    def _unit(self, numeral: Numeral, end: int, vague: bool) -> tuple[UnitMatch, Decimal, int]:
        """The unit behind ``numeral``, what 半 or 角分 add to it in the numeral's own size, and ten for 成."""
        text = self._text
        nothing = Decimal(0)
        if numeral.unit is not None:
            return UnitMatch(numeral.unit, numeral.unit_start, end), nothing, 1
        if tenths := self._tenths(numeral, end, vague):
            more = Decimal(5) if tenths["half"] else value_of(tenths["more"] or "零")
            return UnitMatch("%", end, tenths.end()), more or nothing, 10
        found = read_unit(text, end, numeral, vague)
        unit = found or UnitMatch("", end, end)
        if unit.unit in {"元", "美元"} and (parts := _MONEY_PARTS.match(text, unit.end)):
            return replace(unit, end=parts.end()), _cents(parts), 1
        if found and numeral.value is not None and _HALF.match(text, unit.end) and unit.takes_half:
            return replace(unit, end=unit.end + 1), Decimal("0.5"), 1
        return unit, nothing, 1

    def _tenths(self, numeral: Numeral, end: int, qualified: bool) -> re.Match[str] | None:
        most = numeral.high if numeral.value is None else numeral.value
        if (
            most is None
            or most > 10
            or numeral.kind not in {"arabic", "one", "two", "chinese", "long-chinese"}
        ):
            return None
        tenths = read_tenths(self._text, end, qualified)
        return None if tenths and tenths["more"] and numeral.value is None else tenths

    def _inner(self, numeral: Numeral) -> tuple[int, str, Decimal]:
        """余, 多, 几 and magnitudes between the numeral and its unit, in any order: where they end, the qualifier, the factor."""
        end, inside, factor = numeral.end, "", Decimal(1)
        if numeral.unit is not None:  # 百分之四十多
            many = numeral.kind == "words" and _MANY.match(self._text, end)
            return (many.end(), many[0], factor) if many else (end, inside, factor)
        while True:
            if (match := _INSIDE.match(self._text, end)) and not inside.endswith(match[0]):
                if match[0] == "来" and self._text[end + 1 : end + 2] not in "个名家人岁户万亿项":
                    break
                inside += match[0]
                end = match.end()
            elif inside and (match := _MAGNITUDES.match(self._text, end)):
                factor *= product_of(match[0])
                end = match.end()
            else:
                break
        if large := self._counted_large(numeral, end):  # 1.2个亿, 三个多亿, 十几个亿
            return large.end(), inside[:1] or large["more"] or "", factor * MAGNITUDES["亿"]
        return end, inside[:1], factor

    def _counted_large(self, numeral: Numeral, end: int) -> re.Match[str] | None:
        """个亿 of 1.2个亿, None where 个 counts things of that size (3个亿元项目): no part of a thing is counted, nor 多 of one."""
        large = _COUNTED_LARGE.match(self._text, end)
        if large is None or large["more"] or (numeral.value is not None and numeral.value % 1):
            return large
        after = read_unit(self._text, large.end(), _LARGE)
        return None if after or _THINGS_OF_THAT_SIZE.match(self._text, large.end()) else large

    def _before(self, numeral: Numeral) -> tuple[str, int, str]:
        """The qualifier before ``numeral``, where the quantity begins with it, and the side it opens."""
        start = numeral.start
        left = self._text[max(self._done, start - _LOOK_BACK) : start]
        if left.endswith(("人民币", "￥", "$")):
            return "", start, ""
        match = _BEFORE.search(left)
        if match is None:
            return "", start, ""
        word = match[0].strip()
        begin = start - (len(left) - match.start())
        if numeral.kind == "one" and word in _NOT_OF_ONE:  # 过一个好年, 突破一批技术
            return "", start, ""
        if word in NOT_QUALIFIER and self._text[begin - 1 : begin] in NOT_QUALIFIER[word] and begin > 0:
            return "", start, ""
        return word, begin, BEFORE[word]

    def _compared(self, start: int, end: int) -> tuple[int, int, str] | None:
        """比三十大, 比170低: where the two words begin and end, and the second; None when the number is not compared so."""
        behind = _COMPARED.match(self._text, end)
        left = self._text[max(0, start - _LOOK_BACK) : start].rstrip(" ")
        if behind is None or not left.endswith("比"):
            return None
        return max(0, start - _LOOK_BACK) + len(left) - 1, behind.end(), behind[1]

    def _money(self, start: int, unit: UnitMatch) -> tuple[str, int]:
        """￥300, 人民币50元: the currency printed first."""
        left = self._text[max(self._done, start - _LOOK_BACK) : start]
        match = _MONEY.search(left)
        if match is None or unit.unit not in {"", "元"}:
            return "", start
        return MONEY_BEFORE[match[0].strip()], start - (len(left) - match.start())

    def _negative(self, start: int) -> tuple[bool, int]:
        sign = self._text[start - 1 : start] if start > self._done else ""
        if sign not in NEGATIVE or not sign:
            return False, start
        before = self._text[start - 2 : start - 1] if start > 1 else ""
        if before.isascii() and before.isalnum():
            return False, start
        if sign == "负" and before in NOT_NEGATIVE and before:
            return False, start
        return True, start - 1

    def _counts(self, numeral: Numeral, around: _Around) -> bool:
        """Whether the numeral stands for a quantity: it has a unit, says how much, or stands alone."""
        qualified = bool(around.qualifier)
        if around.unit:
            return numeral.counts_with(around.unit, qualified)
        if numeral.bare_needs_nothing or around.factor > 1 or (qualified and numeral.magnitude):
            return True
        if numeral.magnitude and numeral.kind in {"arabic", "chinese", "long-chinese"}:
            return True
        return numeral.can_be_bare and self._alone(numeral, around)

    def _alone(self, numeral: Numeral, around: _Around) -> bool:
        """Whether nothing that would make the numeral part of a name stands beside it (指数达到105.2。)."""
        start, end = around.start, around.end
        before, after = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        if numeral.short_word:
            said = before == "是" and (after in _AFTER_COPULA or after in AFTER_BARE)
            return said or (before in _QUOTES and after in _QUOTES)
        if around.qualifier.startswith("比"):
            return True
        free = not before or start == self._done or bool(around.qualifier) or before in _BEFORE_ALONE
        return free and (not after or after in AFTER_BARE or _QUALIFIER.match(self._text, end) is not None)

    def _bounded(self, numeral: Numeral, around: _Around) -> _Raw:
        """The quantity with its bounds: half a step to both sides, opened by the qualifier."""
        step = numeral.step * around.factor
        if around.extra and around.unit == "%":  # 六成五
            step /= 10
        exact = numeral.exact or (step == 1 and is_count(around.unit)) or around.unit.endswith("级")
        step = Decimal(0) if exact else step
        sign = -1 if around.negative else 1
        if numeral.value is None:
            assert numeral.low is not None
            assert numeral.high is not None
            low, high = numeral.low * around.factor * sign, numeral.high * around.factor
            return _Raw(numeral, around, around.qualifier, None, low, high, step)
        value = (numeral.value * around.factor + around.extra) * sign
        bounds: tuple[Decimal | None, Decimal | None] = (value - step / 2, value + step / 2)
        side = around.side or numeral.side
        if side in _OPENED:
            bounds = (value if side == "up" else None, value if side == "down" else None)
        return _Raw(numeral, around, around.qualifier or numeral.qualifier, value, *bounds, step)

    def _join(self, first: _Raw, then: _Raw) -> _Raw | None:
        """One range of 大于100并且小于300 or 1000以上，1500以下, None when they are two quantities."""
        if not _BOUNDS.fullmatch(self._text, first.end, then.start) or first.around.unit not in {
            "",
            then.around.unit,
        }:
            return None
        lower, upper = (first, then) if first.high is None else (then, first)
        if first.value is None or then.value is None or lower.high is not None or upper.low is not None:
            return None
        if lower.low is None or upper.high is None or lower.low >= upper.high:
            return None
        around = replace(then.around, start=first.start)
        return replace(then, around=around, value=None, low=lower.low, high=upper.high, qualifier="")

    def _printed_unit(self, raw: _Raw) -> str:
        """万人 of 1270多万人: the unit as printed, without the words between it and the number."""
        first = raw.numeral.number_end
        printed = self._text[first : max(raw.around.printed_unit[1], first)]
        return _BETWEEN.sub("", printed.strip()) or raw.numeral.unit or ""

    def _quantity(self, raw: _Raw) -> Quantity:
        numeral, around = raw.numeral, raw.around
        start, end = self._folded.span(raw.start, raw.end)
        begin = numeral.start if numeral.number_start is None else numeral.number_start
        return Quantity(
            start, end, self._original[start:end], raw.value, raw.low, raw.high, around.unit, raw.qualifier or None, raw.step,
            number=self._text[begin : numeral.number_end],
            printed_unit=self._printed_unit(raw),
        )  # fmt: skip


def _cents(parts: re.Match[str]) -> Decimal:
    """Of 三毛 and 6角三分: how much of a 元."""
    out = Decimal(0)
    for group, part in (("jiao", "角"), ("fen", "分")):
        if parts[group]:
            out += MONEY_PARTS[part] * (DIGITS[parts[group]] if parts[group] in DIGITS else int(parts[group]))
    return out
