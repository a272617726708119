"""What goes before a figure → the names it is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.reading.statements.names import concept_of, known_part
from summarizer.reading.statements.skeleton import MARK
from summarizer.reading.statements.words import NAME_END, NAME_START

_MARK = re.compile(MARK)
EACH = re.compile(r"(?<![年平])均|都")
_DISTRIBUTED = re.compile(r"分别|依次")
_AND = re.compile(r"[、]|和|与|及|以及")
# 外贸进出口总额首次 · 地区生产总值连跨: what it did, behind its name.
_DEED = re.compile(r"(?:连续?跨|跨越|迈上|迈过|跃上|突破|再上|站上|首次|再次|逆势|稳步|大幅)")
_BRACKET = re.compile(r"[(（][^()（）]{1,14}[)）]$")
# 城乡居民人均可支配收入分别增长8%、9% · 金融机构存贷款余额分别突破…和…
_PAIRED = ((re.compile(r"城乡|城镇和?农村"), ("城镇", "农村")), (re.compile(r"存贷款"), ("存款", "贷款")))
_SHORT = {"城": "城镇", "乡": "农村"}
# 一、二、三次产业分别实现增加值28.6亿元、73.2亿元和37.2亿元
_INDUSTRIES = re.compile(r"一、二、三(?:次)?产业(?:分别)?(?:实现|完成)?(增加值|投资)?$")
_THREE = "一二三"
_INDUSTRY = re.compile(r"^(?:第?[一二三])$")
_NOUN = re.compile(
    r"(?:常住)?(?:居民)?(?:人均)?(?:可支配|纯)收入|增加值|投资|产值|总额|收入|产量|余额|销售额|交易额|进出口|出口|进口|税收|利润|面积|人数|户数|数量|通关时间|条数|金额|"
    r"(?:年均|年平均|平均)?浓度|排放(?:总)?量|(?:存|贷)款"
)


def clean_name(raw: str) -> str:
    """The name in ``raw``: without what opens the clause and without the verbs and brackets behind it."""
    name = _MARK.sub("", raw)
    previous = None
    while name != previous:
        previous = name
        name = _BRACKET.sub("", NAME_END.sub("", NAME_START.sub("", name)))
    name = name.strip("、和与及 ")
    if not concept_of(name).known and (deed := _DEED.search(name)) and concept_of(name[: deed.start()]).known:
        name = name[: deed.start()]
    return name[known_part(name) :]


def listed_names(raw: str, prefix: str, count: int) -> list[str]:
    """The names that ``raw`` lists for ``count`` figures: one each where they are told apart (分别), else one for all."""
    name = clean_name(raw)
    parts = [p for p in _AND.split(name) if p]
    for pattern, words in _PAIRED:
        if count == len(words) and len(parts) == 1 and (both := pattern.search(name)):
            return [name[: both.start()] + word + name[both.end() :] for word in words]
    if count == len(_THREE) and (industries := _INDUSTRIES.search(name)):
        return [f"第{n}产业{industries[1] or '增加值'}" for n in _THREE]
    told_apart = count > 1 or bool(_DISTRIBUTED.search(prefix))
    if told_apart and len(parts) == count > 1:
        return _with_shared_ending(parts)
    if count == 1 and len(parts) > 1 and (EACH.search(prefix) or all(concept_of(p).known for p in parts)):
        return _with_shared_ending(parts)
    return [name]


def _with_shared_ending(parts: Sequence[str]) -> list[str]:
    """基础设施、制造业投资: the noun that closes the list belongs to each of its members."""
    last = re.sub(r"^乡(?!镇)", "农村", parts[-1])
    if all(_INDUSTRY.match(p) for p in parts[:-1]) and (own := re.match(r"第?([一二三])(产业.*)", last)):
        return [f"第{p.lstrip('第')}{own[2]}" for p in parts[:-1]] + [f"第{own[1]}{own[2]}"]
    match = _NOUN.search(last)
    if match is None or match.start() == 0:
        return [*parts[:-1], last]
    out = []
    for part in (_SHORT.get(p, p) for p in parts[:-1]):
        if _NOUN.search(part) or (concept_of(part).known and not _particle(part)):
            out.append(part)
        else:
            ending = last[match.start() :]
            for shared in ("常住居民", "居民"):
                if part.endswith(shared) and ending.startswith(shared):
                    ending = ending[len(shared) :]
            out.append(part + ending)
    return [*out, last]


def _particle(part: str) -> bool:
    return part.upper().startswith("PM")
