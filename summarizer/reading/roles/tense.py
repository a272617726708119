"""Whether a text that names no part of a report tells what was done or what shall be done, by the tense and the form of its clauses.

Chinese verbs have no tense: past is said by 了, 已, 同比, by results (建成, 获评, 增长5.2%), future by 将, 要, 力争, 确保, and most plainly by
clauses that open with a bare verb of doing (新建, 推进). A report tells the past first, so at most once does the text turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.lexicon.verbs import ACT
from summarizer.reading.model import Part


class Cue(NamedTuple):
    """A form that speaks for the future (``weight`` above 0) or the past, with an example; it is looked for in each clause."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    example: str


def _cue(name: str, weight: float, pattern: str, example: str) -> Cue:
    return Cue(name, weight, re.compile(pattern), example)


CUES: tuple[Cue, ...] = (
    _cue("le", -1.5, r"(?<![为除得明])了(?![解却结])", "完成了12公里河道治理"),
    _cue("already", -1.5, r"(?<!将)(?<!不)已经?(?!有基础)|曾|正式(?:投|启|开|运)|如期|圆满|顺利(?:完成|通过|实施|推进)|超额|提前(?:完成|实现|一)", "主体工程已完工"),
    _cue("past-time", -1.5, r"去年|上年|同比|过去[一五]年|[一三四五]年[来间]|年来|以来|年均增长\d|截至|比\d{4}年|较\d{4}年", "同比增长5.2%"),
    _cue("honoured", -1.5, r"[荣喜]获|获(?!取)[\u4e00-\u9fff“《]|被(?:评|列|授|确定|命名|认定)|入选|入围|跻身|位[居列]|[居列]全[国省市]|排名|受到[^,，]*(?:肯定|表彰|通报)|代表作|首[个家批条座]", "获评国家卫生县城"),
    _cue("result", -0.9, r"建成(?!后)|竣工|投(?:入使)?用|投产|通车|封顶|落成|落户|摘牌|签约|揭牌|挂牌|办结|化解|查处|发放|兑现|惠及|受益|覆盖率达|累计|新增[^,，]*\d[^,，]*[万个家人]|完成投资|增加值|实现营收|成功|首次", "建成公园3处"),
    _cue("measured-change", -1.0, r"(?:增长|下降|提高|提升|增加|减少|上升|降低|压减|翻)(?:了|到|至|为)?\d[\d.]*(?:%|个百分点|倍|万|亿)?(?!\d)(?!(?:个百分点|%)?(?:左右|以上|以内))", "一般公共预算收入增长6.3%"),
    _cue("became", -0.8, r"(?:不断|显著|明显|持续|稳步|进一步|全面|有效|有力|大幅|逐步|日益|得到|更加|更为|初步)[^,，。]{0,8}(?:增强|提升|提高|改善|优化|壮大|好转|扩大|完善|显现|形成|下降|保障|加快|巩固|释放|推进|深化)[。;；]?$|达\d|达到\d[^,，]*(?<!以上)(?<!左右)$", "城乡面貌明显改善"),
    _cue("shall", 1.2, r"(?:我们|[我全本][国省市区县镇乡]|政府|必须|一定|还|也|都|就|将|既|更|坚决|切实)要(?!求|素|点)|^要(?!求|素|点)|(?:我们|[我全][省市区县]|年)?将(?!军|近)(?=[^,，]*[\u4e00-\u9fff])|应当|必须|务必|不得", "我们将新建公园3处"),
    _cue("intended", 1.5, r"力争|确保|争取|计划(?!生育|单列)|(?:^|[,，])拟|预期目标|目标(?:是|为)|(?:突破|达到?)[^,，]*(?:以上|左右)|不低于|(?:左右|以上|以内)[。;；]?$|控制在", "确保管网改造8.5公里以上"),
    _cue("coming-time", 1.2, r"^今年|明年|下一步|下半年|新的一年|年内|年底前|月底前|(?:上|下)半年(?:完成|建成|开工)|今后|未来|到20\d\d年", "年内启动搬迁"),
    _cue("begun", 0.7, r"启动(?!了)|谋划|筹备|加快(?:推进|建设|实施|打造|培育|构建|发展)|抓好|做好|办好|抓实|用好|做大|做强|做优|做实|打好|落细|守牢|兜牢|筑牢", "启动东门市场搬迁"),
    # What was done is counted to the last one, what shall be done in round numbers.
    _cue("counted-exactly", -0.8, r"(?<![\d.])(?!(?:19|20)\d\d年)(?:\d{2,}[1-9]|\d{2,}\.\d*[1-9]|\d\.\d[1-9])(?![\d年.])", "整改隐患1771处"),
    Cue("bare-act", 0.5, ACT, "推进道路改造"),
)  # fmt: skip
_CLAUSES = re.compile(r"[,，;；:：。!！?？]")
# What a change of mind costs: two short clauses do not turn a review into a plan.
_TURN = 1.5


def tense_of(sentence: str) -> float:
    """How much a sentence speaks of the future (above 0) or the past (below 0); 0 where it tells neither."""
    clauses = [clause for clause in _CLAUSES.split(sentence[:_LONGEST]) if len(clause) > 1]
    if not clauses:
        return 0.0
    told = sum(cue.weight for clause in clauses for cue in CUES if cue.pattern.search(clause))
    return max(-_MOST, min(_MOST, told))


_LONGEST = 1_000
# No sentence outweighs its neighbours, however many clauses it has.
_MOST = 3.0


def parts_by_tense(sentences: Sequence[str]) -> list[Part]:
    """For each sentence of a text that names no part, in order, whether it stands in a review or in a plan. The text turns from the
    one to the other at most once, where that explains its tenses best."""
    tenses = [tense_of(sentence) for sentence in sentences]
    after = sum(tenses)
    best, turn = after, 0  # the whole a plan
    if -after >= best:
        best, turn = -after, len(tenses)  # the whole a review
    before = 0.0
    for number in range(1, len(tenses)):
        before += tenses[number - 1]
        explained = (after - before) - before - 2 * _TURN
        if explained > best:
            best, turn = explained, number
    review, plan = list[Part](["review"]), list[Part](["plan"])
    return review * turn + plan * (len(tenses) - turn)
