"""Whether a line end stands inside a figure, between a figure and its unit, or before a figure its sentence waits for."""

from __future__ import annotations

import re

# The units and counters that a figure is written before. A counter that begins a word (个体, 人民, 家庭) is none.
UNIT_AHEAD = re.compile(
    r"[ \t\u3000]*(?:[%％‰℃]|[万亿](?![众物一])|千(?!方|家万|头)|百(?![姓年花])|十(?!分)|元|美元|个(?![体人性])|件|家(?![庭园乡国长居禽电具政校风])|余[万亿个家件项人户名元]"
    r"|人(?![民才大口均工居文社类力员事心身生间防])|人次|户(?![籍外])|名(?![单副优特牌])|位(?![置居于列])|座(?!谈)|所(?![有以需在])"
    r"|台(?![湾账])|套|辆|亩|吨|平方|立方|公(?:里|顷|斤)|米|升(?![级学温])|克|株|只(?![有要争能做会是])|栋|幢|间(?![隔接])|张|份(?!额)|批(?![复准])"
    r"|期(?![间待盼])|场(?![景所馆])|支(?![持撑柱出付])|款|种(?![植业养])|类(?![型似别])|级(?!别)|届|次(?![生序])|项(?!目)|条(?![例件])|处(?![理置于])"
    r"|倍|岁|多[个家万亿元]|年(?!轻)|月|日(?![益常前])|天(?![然下地])|号|层(?![面级次])|村(?![民镇])|年均|个百分点|百分点|万千瓦|千瓦|兆瓦|微克|毫克)"
)
# What a sentence says before a figure.
FIGURE_BEHIND = re.compile(
    r"(?:达到|达|完成|实现|增长|下降|提高到?|增加到?|减少到?|降低到?|突破|超过?|不低于|不超过|控制在|保持在|稳定在|新增|新建|新改建|建成|改造|引进|落实|共有?|总计|合计"
    r"|约|近|逾|为|至|到|分别为?|累计|投入|投资|第|前|全省|全市|全区|全县|\d[、~～—–-]|[+\-±]|[(（]|[A-Z]{2,})$"
)
_AFTER_STOP = re.compile(r"[。！？；;].")
# Words that wait for a figure wherever they stand; behind 增长, 突破 or 完成 a heading may end as well.
_SURELY_WAITING = re.compile(
    r"(?:达到?|控制在|保持在|稳定在|不低于|不超过|共有?|总计|合计|约|近|逾|为|至|到|第|\d[、~～—–-]|[+\-±]|[(（])$"
)
_REACHED = re.compile(r"达到?$")
_YEAR_AHEAD, _YEAR_BEHIND = re.compile(r"(?:19|20)\d\d年"), re.compile(r"[至到为约近第前(（\d、~～—–-]$")
_FIGURE_AHEAD = re.compile(r"[+\-±]?\d[\d,]*(?:\.\d+)?")
_ENDS_CLAUSE = re.compile(r"(?:左右|以上|以下|以内)?(?:[，。；、,;）)]|(\s*$))")
_UNITS_AHEAD = re.compile(rf"(?:{UNIT_AHEAD.pattern}){{0,3}}")
_OWN_FIGURE = re.compile(r"\d(?!\d*年)(?<!\d\d\d\d)")
_LEAST_WORDS = 2
_LONGER_THAN_HEADINGS = 24
ENDS_SENTENCE = re.compile(r"[。！？；：!?;:|\t][”’）)》」』]*\s*$")
BEGINS_PARAGRAPH = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]+[部章]|\d{1,2}[.、．](?!\d)|——|──|[各同]位?[代志委])"
)


def is_half(line: str) -> bool:
    """Whether a line breaks off within a sentence: behind a sentence that ended, or at a length no heading has."""
    if ENDS_SENTENCE.search(line) or "\t" in line:
        return False
    if _AFTER_STOP.search(line):
        return True
    return len(line.strip()) >= _LONGER_THAN_HEADINGS and not BEGINS_PARAGRAPH.match(line)


def waits_for_figure(before: str, line: str) -> bool:
    """Whether the sentence of ``before`` goes on with the figure that ``line`` begins with.

    (一)经济实现平稳增长 and a row that ends in 同比增长 are whole: a figure below belongs to them only where it ends a clause
    (5.2%，), or where a sentence has begun in ``before``.
    """
    figure = _FIGURE_AHEAD.match(line)
    if figure is None or not FIGURE_BEHIND.search(before) or re.search(r"[\t|]", before + line):
        return False
    if _YEAR_AHEAD.match(line) and not _YEAR_BEHIND.search(before):
        return False
    if _AFTER_STOP.search(before):
        return True
    heading = bool(BEGINS_PARAGRAPH.match(before))
    sure = bool(_SURELY_WAITING.search(before)) and not (heading and _REACHED.search(before))
    units = _UNITS_AHEAD.match(line, figure.end())
    closed = _ENDS_CLAUSE.match(line, units.end()) if units is not None else None
    if closed is not None and len(before.strip()) > _LEAST_WORDS and (sure or closed[1] is None):
        return True
    if heading or not (sure or _OWN_FIGURE.search(before)):
        return False
    return is_half(before) or (len(before.strip()) > _LEAST_WORDS and bool(re.search(r"[，。；]", line)))
