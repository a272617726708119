"""The figures of a text with what is said of each: direction, qualifier, owner. And whether two say the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from summarizer.checks.matching import bare_length, find_words
from summarizer.quantities import Quantity, read_quantities, same_quantity, same_unit
from summarizer.quantities.folding import fold
from summarizer.quantities.numerals import CHINESE_DIGITS, value_of
from summarizer.quantities.units import UNITS
from summarizer.quantities.words import (
    AFTER,
    AFTER_FRACTION,
    ALL_MAGNITUDES,
    BEFORE,
    DIGITS,
    INSIDE,
    VAGUE_HEADS,
)
from summarizer.reading.statements import concept_of, named_figures

Side = Literal["up", "down", "soft", "exact"]
Part = Literal["begin", "end", "size", ""]
# 增长5% against 下降5%. 增加值 is a thing, no movement.
_UP = re.compile(r"增长|上升|提高|提升|增加(?!值)|上涨|扩大|增幅|涨幅|净增|新增|增至|升至|增到|扩增|翻")
_DOWN = re.compile(
    r"负增长|下降|降低|减少|回落|压减|压缩|缩减|缩短|削减|降幅|减幅|下调|降至|降到|精简|减免|收窄|下滑"
)
_VERB = rf"(?:{_UP.pattern}|{_DOWN.pattern}|缩小|压降|跃升|攀升)"
# 增加到12家 and 降至3亿元 say where a change ends, 增加12家 how large it is, 由3家增加到12家 where it begins.
_ENDS = re.compile(
    rf"(?:{_VERB}(?:到|至|成)|[升增降减]至|[升增降减]到|^[,，、]?(?:到|至))(?:了|\d{{4}}年(?:底|末)?的?|目前的|现在的|约)*$"
)
_MOVES_BY = re.compile(rf"(?:{_VERB})(?<![至到])(?:了|约|近)?$")
_BEGINS = re.compile(r"(?:由|从)[^,，;；。]{0,12}$")
_GOES_ON = re.compile(rf"[^,，;；。\d]{{0,6}}(?:{_VERB}|[升增降减缩]|到|至)")
# 没有新增5亿元, 12个项目未开工. Not 未成年人, 未来, 不低于, 不断.
_NOT = re.compile(
    r"没有|没能|尚未|从未|未(?![来成央婚])|不再|不得|不(?=新增|新建|新设|增加|减少|发生|出现|完成|开工|达标|合格|下降|上升|增长)|杜绝|停止|禁止"
)
# Per what a figure counts: 年均增长8%, 日处理6万吨, 每千人口6.5张. Each group says one thing of it.
_PER = (
    re.compile(
        r"(?P<per>[年月日])(?:平?均|度平均)|每(?P<every>[年月日天季周])|(?:^|(?<=[^\d一二三四五六七八九十年月日今去当每近前后]))(?P<rate>[年月日])(?=处理|生产|产|供|加工|接待|吞吐|发电|用|排)"
    ),
    re.compile(r"每(?P<per>[百千万亿]+)(?:名|个)?(?:常住|户籍)?(?=人|户|名|老|企|元|平)"),
)
_BOUNDARY = re.compile(r"[,，、;；。:：!！?？()（）]")
_AND = re.compile(r"以及|和|与|及")
_LIST_MARK = re.compile(r"[、,，]|和|与|及|以及")
_SIDES: dict[str, Side] = {"up": "up", "down": "down", "soft": "soft"}
# What a number of a name stands before: the units, and counters of names only (二期, 四大, 三中全会, 七条).
_COUNTERS = re.escape("".join(sorted({unit[0] for unit in UNITS} | set("大期届级号环中线月等"))))
# 第一产业 and 第三季度 are named by their number; 第3位 is a place in a row.
_NAMED_BY_ORDINAL = re.compile(r"产业|季度|[批期次届个轮条种步课线方梯部章节代]|医院|[小中]学|书记")
# The numbers of names, dates and idioms: 2019, 第三, 十八大, 百亿级, 万亩, 二期, 四个全面. A single 一 only points (一批, 统一), and a
# digit with no counter behind it is part of a word (三农, 四川, 百姓).
_NAMED_NUMBER = re.compile(
    rf"(?P<ordinal>第)(?:[{CHINESE_DIGITS}{ALL_MAGNITUDES}]+|\d+)|(?P<arabic>\d[\d,]*(?:\.\d+)?)"
    rf"|(?:[{CHINESE_DIGITS}{ALL_MAGNITUDES}](?:点(?=[{CHINESE_DIGITS}]))?){{2,}}"
    rf"|(?![十百千万]分)[二两三四五六七八九{ALL_MAGNITUDES}](?=[{_COUNTERS}])"
)
_SHORTEST_OWNER = 2
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a text. ``direction`` is that of the verb before it (+1, -1, 0 for none). ``region`` is the stretch of the text
    that speaks of it and of no other figure; ``segment`` numbers the part between commas that it stands in. ``part`` is "end",
    "begin" or "size" where it is one of a change (增加到12家, 由3家, 增加12家), else "". ``negated`` where the words of it deny
    (没有新增5亿元). ``per`` is what it counts for: of a year, a month, a day; of how many people."""

    quantity: Quantity
    direction: int
    region: str
    segment: int
    part: Part
    negated: bool
    per: tuple[str, ...]

    @property
    def side(self) -> Side:
        """Which way its qualifier opens it."""
        return side_of(self.quantity.qualifier)


def side_of(qualifier: str | None) -> Side:
    """Which way ``qualifier`` opens a figure; exact without one."""
    word = qualifier or ""
    found = BEFORE.get(word) or AFTER.get(word) or AFTER_FRACTION.get(word) or INSIDE.get(word)
    if found is None and word in VAGUE_HEADS:
        return "up"
    return _SIDES.get(found or "", "exact")


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of ``text``, in order."""
    quantities = read_quantities(text)
    segments = _segments(text, quantities)
    begins = [a for a, _ in segments]
    homes = [bisect_right(begins, q.start) - 1 for q in quantities]
    out: list[Figure] = []
    for n, quantity in enumerate(quantities):
        home = homes[n]
        first = segments[home][0] if n == 0 or homes[n - 1] == home else segments[homes[n - 1]][1]
        last = (
            segments[home][1]
            if n + 1 == len(quantities) or homes[n + 1] == home
            else segments[homes[n + 1]][0]
        )
        if n == 0:
            first = 0
        if n + 1 == len(quantities):
            last = len(text)
        before = quantities[n - 1].end if n else 0
        said = text[max(segments[home][0], before) : quantity.start]
        stop = quantities[n + 1].start if n + 1 < len(quantities) else len(text)
        behind = text[quantity.end : min(segments[home][1], stop)]
        direction = _direction(quantity, said)
        if not direction and n and _LIST_MARK.fullmatch(text, before, quantity.start):
            direction = out[-1].direction  # 分别增长5%、6%: the verb is said once for the list
        negated = len(_NOT.findall(said + "\n" + behind)) % 2 == 1
        part = _part(said, text[quantity.end : segments[home][1]])
        out.append(Figure(quantity, direction, text[first:last], home, part, negated, _per(said)))
    return tuple(out)


def _segments(text: str, quantities: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    """``text`` cut at commas and the like, and at 和 between two figures; nothing is cut inside a figure."""
    inside = {i for q in quantities for i in range(q.start, q.end)}
    cuts = {m.end() for m in _BOUNDARY.finditer(text) if m.start() not in inside}
    bounds = sorted({0, len(text), *cuts})
    starts = [q.start for q in quantities]
    out: list[tuple[int, int]] = []
    for a, b in pairwise(bounds):
        own = quantities[bisect_left(starts, a) : bisect_left(starts, b)]
        ands = [
            m.start()
            for m in _AND.finditer(text, a, b)
            if own and own[0].end <= m.start() and m.end() <= own[-1].start
        ]
        out.extend(pairwise([a, *(c for c in ands if c not in inside), b]))
    return out or [(0, len(text) + 1)]


def _direction(quantity: Quantity, before: str) -> int:
    """Which way the last verb of ``before`` moves; a negative figure has moved down."""
    if quantity.value is not None and quantity.value < 0:
        return -1
    up = max((m.end() for m in _UP.finditer(before)), default=-1)
    down = max((m.end() for m in _DOWN.finditer(before)), default=-1)
    return (up > down) - (down > up)


def _part(before: str, behind: str) -> Part:
    """Which part of a change the figure between ``before`` and ``behind`` is."""
    if _ENDS.search(before):
        return "end"
    if _BEGINS.search(before) and _GOES_ON.match(behind):
        return "begin"
    return "size" if _MOVES_BY.search(before) else ""


def _per(before: str) -> tuple[str, ...]:
    """What the figure behind ``before`` counts for, one a group of ``_PER``; "" where nothing is said."""
    out = []
    for group in _PER:
        found = list(group.finditer(before))
        said = next((w for w in found[-1].groups() if w), "") if found else ""
        out.append("日" if said == "天" else said)
    return tuple(out)


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether the two quantities say the same; a minus stands for 下降, a unit may be left out (21 for 21所)."""
    x, y = a.quantity, b.quantity
    if same_quantity(x, y) or (
        not x.unit and x.value is not None and x.value == y.value and x.qualifier is None
    ):
        return True
    if x.value is not None and y.value is not None and x.value == -y.value and same_unit(x.unit, y.unit):
        return (b if x.value < 0 else a).direction < 0
    return False


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number that counts nothing: ``printed`` with its counter; two say the same when their ``meaning`` is equal."""

    printed: str
    meaning: tuple[str, str]


def numbers_of_names(text: str, within_quantities: bool = False) -> list[NamedNumber]:
    """The numbers of ``text`` that stand in no quantity (第三, 2019, 二期, 百亿级), in order; with ``within_quantities`` all numbers.

    第三 means what 第3 means; of other numbers in Chinese digits what stands behind belongs to the meaning (二期 is not 二级).
    """
    rest = fold(text if within_quantities else without_figures(text, "\n")).text
    out: list[NamedNumber] = []
    for match in _NAMED_NUMBER.finditer(rest):
        printed, counter = match[0], rest[match.end() : match.end() + 1].strip()
        if match["arabic"]:
            out.append(NamedNumber(printed, (printed.replace(",", ""), "")))
            if within_quantities and (value := value_of(printed)) is not None:
                place = "位" if counter and counter in "位名" else counter
                out.append(NamedNumber(printed, (f"{value.normalize():f}", place)))
            continue
        value = value_of(printed.removeprefix("第"))
        told = printed if value is None else f"{value.normalize():f}"
        if match["ordinal"]:
            place = "第" if _NAMED_BY_ORDINAL.match(rest, match.end()) else "位"
            out.append(NamedNumber(printed, (told, place)))
        else:
            out.append(NamedNumber(printed + counter, (told, counter)))
        if within_quantities and value is not None:
            out.append(NamedNumber(printed, (told, "")))
    return out


def named_so(quantity: Quantity, text: str) -> bool:
    """Whether ``text`` names the class that ``quantity`` is of in magnitudes alone: 100亿级 in 百亿级产业集群."""
    if not quantity.unit.endswith("级") or quantity.value is None:
        return False
    meaning = (f"{quantity.value.normalize():f}", quantity.unit[0])
    return any(n.meaning == meaning for n in numbers_of_names(text))


def as_source_prints(value: str, source: str) -> str:
    """``value`` with those of its figures that ``source`` prints otherwise put as printed there: 10500万元 → 1.05亿元."""
    out, at = [], 0
    for figure in figures_of(value):
        same = [o for o in figures_of(source) if same_figure(figure, o) and o.side == figure.side]
        printed = {o.quantity.text for o in same}
        turned = any(_negative(o) != _negative(figure) for o in same)  # 下降4.1% is not 下降-4.1%
        if same and not turned and figure.quantity.text not in printed:
            out += [value[at : figure.quantity.start], same[0].quantity.text]
            at = figure.quantity.end
    return "".join([*out, value[at:]])


def _negative(figure: Figure) -> bool:
    return figure.quantity.value is not None and figure.quantity.value < 0


_FALLS_BY = re.compile(r"(?:下降|减少|降低|回落)(?=[\d.]+%)")
_RISES_BY_MINUS = re.compile(r"(?:负增长|(?:增长|上升|提高|增加)(?:负|[-－−—]))(?=[\d.]+%)")
_ORDINAL = re.compile(rf"第[{CHINESE_DIGITS}{ALL_MAGNITUDES}]+")
_YEAR = re.compile(r"[一二][一二三四五六七八九零〇]{3}(?=年)")


def said_plainly(text: str) -> str:
    """``text`` with what is said in two ways put in one: 增长-4.1% as 下降4.1%, 第三 as 第3, 二〇二五年 as 2025年."""
    text = _RISES_BY_MINUS.sub("下降", _FALLS_BY.sub("下降", text))
    text = _ORDINAL.sub(lambda m: f"第{value_of(m[0][1:]) or m[0][1:]}", text)
    return _YEAR.sub(lambda m: "".join(str(DIGITS[c]) for c in m[0]), text)


def owners_of(text: str, figure: Figure, around: str) -> list[str]:
    """What ``figure`` of ``text`` is said of: its name, the noun behind it, the words of its clause; of a field that holds only the
    figure, the words ``around`` it."""
    quantity = figure.quantity
    owners = [name for name, q in named_figures(text) if q.start == quantity.start]
    begin = max((m.end() for m in _BOUNDARY.finditer(text, 0, quantity.start)), default=0)
    behind = _BOUNDARY.split(text[quantity.end :])[0]
    following = read_quantities(behind)
    noun = (behind[: following[0].start] if following else behind).strip(" 的")
    owners += [noun, without_figures(text[begin : quantity.start] + behind).strip("和与及、")]
    if not any(bare_length(o) >= _SHORTEST_OWNER for o in owners):
        owners = [around]
    return [o for o in dict.fromkeys(owners) if bare_length(o) >= _SHORTEST_OWNER]


def without_figures(text: str, instead: str = "") -> str:
    """``text`` with ``instead`` where its quantities stand."""
    out, at = [], 0
    for q in read_quantities(text):
        out.append(text[at : q.start])
        at = q.end
    return instead.join([*out, text[at:]])


def belongs(figure: Figure, owners: list[str], evidence: str) -> bool:
    """Whether ``figure`` of ``evidence`` may be said of ``owners``: no other figure's words hold one of them better than its own."""
    pairs = named_figures(evidence)
    if any(
        _same_name(owner, name) and q.start == figure.quantity.start for owner in owners for name, q in pairs
    ):
        return True
    others = [f for f in figures_of(evidence) if not same_quantity(f.quantity, figure.quantity)]
    for owner in owners:
        own = _held(owner, figure)
        if any(_held(owner, f) > own for f in others):
            return False
        if not own and any(
            _same_name(owner, name) and not same_quantity(q, figure.quantity) for name, q in pairs
        ):
            return False
    return True


def _held(owner: str, figure: Figure) -> int:
    """How well the words around ``figure`` hold ``owner``: 2 in one piece, 1 in pieces, 0 not."""
    match = find_words(owner, without_figures(figure.region))
    return 0 if match is None else 1 + match.exact


def _same_name(a: str, b: str) -> bool:
    """Whether two names mean one thing: one concept of the table, or the same words (投资 alone names nothing)."""
    x, y = concept_of(a), concept_of(b)
    if x.known or y.known:
        return x == y
    return a == b and len(a) >= _TELLING
