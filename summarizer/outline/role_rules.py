"""The tables of roles: which form makes a sentence what, in which part of the report, with a real example each.

A rule holds when its pattern is found and all its traits are there. Traits are words of :class:`Traits` in roles.py, "-"
before one means that it must be missing. The first rule that holds decides; the last of a table holds always.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.outline.model import Role
from summarizer.outline.words import ADDRESS


class Rule(NamedTuple):
    """``^`` in ``pattern`` is where the sentence begins, or where its own words do (behind 今年,我们要 and the like)."""

    name: str
    role: Role
    pattern: re.Pattern[str]
    traits: tuple[str, ...]
    example: str


def _rule(name: str, role: Role, pattern: str, traits: str, example: str) -> Rule:
    return Rule(name, role, re.compile(pattern), tuple(traits.split()), example)


# What may stand before a sentence's own words.
OPENING = re.compile(
    r"^[●○◆◇■□▲△★☆·•※]?(?:各位代表|同志们)?[!！,，]?(?:[一二三四五六七八九十]{1,2}(?:是要?|要))?(?:今年|明年|新的一年[里中]?|下一步|同时|与此同时|此外|另外|为此|在此基础上)?[,，]?"
    r"(?:我们|我区|我市|我县|全[区市县]上下|各级政府)?(?:也|还|更)?(?:要|将|必须|应当?)?(?:继续|始终|一定)?"
)

# In every part: the words of the occasion, which say nothing of the work.
CEREMONY: tuple[Rule, ...] = (
    _rule("address", "other", ADDRESS.pattern.pattern, "", ADDRESS.example),
    _rule(
        "speech", "other",
        r"(?:现在|下面|我代表|^受)[^。]{0,40}(?:请予?审议|报告工作|报告政府工作|作[^。]{0,6}报告|提出意见)|^今天[^。]{0,14}(?:会议|大会)[^。]*|(?:下面|现在|这里)[,，]?我[^。]{0,12}讲|^以上[^。]{0,8}报告|^大会的主题是", "",
        "现在,我代表区政府向大会报告工作,请予审议。",
    ),
    _rule(
        "signature", "other",
        r"^[(（]?(?:\d{4}|[二一][零〇○0一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日[)）]?$|^[\u4e00-\u9fff]{2,20}(?:人民政府|委员会|办公室)$", "",
        "2016年1月6日",
    ),
    _rule(
        "thanks", "other",
        r"衷心(?:的)?感谢|崇高(?:的)?敬意|诚挚(?:的)?(?:感谢|谢意|问候)|来之不易|归功于|得益于|领导的结果|(?:支持|奋斗|指引|指导)的结果", "",
        "在此,我代表区政府,向…表示衷心的感谢!",
    ),
    _rule(
        "call", "other",
        r"(?:让我们|同志们[,，!！]|各位代表[,，!！]?(?:让我们|站在|使命|新的|回顾|回首|过去|时代|奋斗|蓝图|我们|事业|大道)|更加紧密地?团结在|号角(?:已经)?吹响|蓝图(?:已经)?绘就|道阻且长|行则将至|始于足下|奋斗出来的|指引我们|风雨兼程)", "",
        "让我们更加紧密地团结在…周围,…而努力奋斗!",
    ),
)  # fmt: skip

# Within any part: the frame around facts and acts.
FRAME: tuple[Rule, ...] = (
    _rule(
        "year-is", "other",
        r"^(?:\d{4}年|今年|明年|过去的?[一五]年|“?十[一二三四五]五”?时期)?[,，]?(?:作为|也?是|既是|将是)[^。]{0,80}"
        r"(?:之年|的[一二三四五]年|一年|年份|\d+周年|时期|决胜期|窗口期|关键期)",
        "-figure", "2016年是实施“十三五”规划的开局之年。",
    ),
    _rule(
        "guiding-thought", "other",
        r"(?:总体|总的|工作)(?:思路|要求|目标要求)(?:是|[:：])|指导思想(?:是|[:：])|总体发展思路|发展思路是|(?:基本|总体)原则|以[^。]{2,40}为(?:根本|行动)?(?:指导|遵循|指南)",
        "-figure", "今年政府工作的总体思路是:…",
    ),
    _rule("saying", "other", r"^[^,，。]{2,10}[,，](?:则[^,，。]{1,8}|[^,，。]{1,6}(?:为[本要先基]|易行|赢得未来|铸就[^,，。]{1,4})|方[显能得成][^,，。]{1,6}|[^,，。]{1,4}者[先胜强进])[。!！;；]$", "", "金融兴,则沈河兴。"),
    _rule("landmark", "other", r"标志着|^党的[^,，。]{1,12}(?:胜利)?召开", "", "…各项工作的顺利完成,标志着“十二五”规划的圆满收官。"),
    _rule(
        "announcement", "other",
        r"^(?:做好|完成|实现|围绕|为实现|为完成|确保)[^。]{0,40}(?:重点(?:抓好|作好|做好|推进|实施)|着力做好|要(?:重点)?做好|突出抓好)[^。]{0,16}(?:工作|任务|方面)[:：。]?$"
        r"|^(?:重点|着力|主要)(?:抓好|做好|做了|推进|实施)[^。]{0,16}(?:方面|工作|任务)[^。]{0,6}[:：。]$|主要做了以下|现将[^。]{0,16}(?:如下|情况)|(?:下面|这里)[^。]{0,12}(?:简述|报告|谈)",
        "-figure", "重点抓好六方面工作:",
    ),
)  # fmt: skip
_SITUATION = (
    r"^(?:当前|从(?:国际|国内|全国|全[省市区县]|我[省市区县])|综合(?:研判|分析)|我们(?:要|也要|更要|既要|还要|必须)?(?:清醒)?(?:看到|认识到|深知|坚信)|只要我们|越是|回顾|展望|这些)|体会到|启示我们"
    r"|重要战略机遇期|意义(?:十分|非常|尤为|特别)?重大|机遇(?:大于|与|和)挑战|一定能|必将|站在[^,，。]{0,8}(?:起点|关口)上?|目前[^。]{0,10}(?:仍|尚|还)有|眼下|形势(?:依然|更加|十分|错综)|任务(?:十分|非常|依然)?(?:繁重|艰巨)"
    r"|在[^,，。]{2,24}(?:会议?|全会)上[,，][^,，。]{0,10}(?:提出|强调|指出|要求)"
)
_PRINCIPLE = (
    r"^(?:坚持|按照|牢固树立|紧紧围绕|围绕|以[^,，。]{2,24}为(?:引领|核心|指导|统领|主线|目标|重点|抓手|导向|牵引|根本|先导|依托|目的)"
    r"|立足|聚焦|树立|顺应|把握|牢牢把握|贯彻|秉持|深刻|坚定不移|坚定|全面准确)"
)
# How officials shall be and behave: demands of every report since 2000, on no thing that can be done or built.
_ATTITUDE = (
    r"牢固树立|[“\"]四个(?:意识|自信)|两个(?:维护|确立)|政治(?:意识|纪律|规矩|建设|站位|路线|生活)|党的建设|管党治党|挺在前面|理想信念|宗旨意识|廉洁从政|清正廉洁|保持高度一致|忧患意识"
    r"|精神状态|求真务实|真抓实干|艰苦奋斗|空谈|解放思想|更新观念|人民利益|敢于担当|主观能动|首创精神|凝心聚力"
)
_CONDUCT = (
    _ATTITUDE
    + r"|自觉接受|主动接受|法治意识|法治思维|法律监督|民主监督|法定(?:权限|职责)|规定权限|领导核心作用|国家权力机关|公正司法|民主权[利力]|统一战线|群众工作|依法治港|和平共处|(?:命运|中华民族)共同体|一国两制|两岸|[“\"]台独|外部势力|宗教工作|侨务政策|民族区域自治|世界(?:和平|各国)|全球发展|(?:引导|教育)[^,，]{0,4}(?:党员|干部)|各级干部"
)
CONDUCT = re.compile(_CONDUCT)

REVIEW: tuple[Rule, ...] = (
    *FRAME,
    _rule("table-row", "review", r"\t(?!.*年)", "digits", "地区生产总值⇥320亿元⇥增长7%"),
    _rule("table-head", "other", r"\t", "", "指标⇥2015年⇥2016年目标"),
    _rule(
        "shortfall", "problem",
        r"(?:低于|未达到?|没有达到|没有完成|未能?完成|未实现|没有实现|不及)[^,，。]{0,12}(?:预期|目标|计划|指标|任务)", "",
        "需要说明的是,地区生产总值等指标增速低于年初预期,…",
    ),
    _rule(
        "led-by", "other",
        r"^(?:一年来|过去一年|过去的一年|五年来|过去五年|过去的五年|“?十[一二三四五]五”?时期|回顾过去|面对|在[^,，。]{0,30}(?:领导|指导|关心|支持)下)[^。]*"
        r"(?:坚强|正确)领导下|^(?:一年来|过去一年|过去的一年|五年来|过去五年|“?十[一二三四五]五”?时期|面对)[^。]*(?:为指导|全面贯彻|认真贯彻|深入贯彻)",
        "-figure", "一年来,在市委、市政府和区委的正确领导下,…全面贯彻落实…精神,…",
    ),
    _rule(
        "led-by-vague", "other",
        r"^(?:一年来|过去一年|过去的一年|五年来|过去五年|回顾过去|面对)", "-figure -concrete -acts",
        "五年来,我们不断优化城区生态环境。",
    ),
    _rule("situation", "other", _SITUATION, "-concrete", "当前,世界经济正在逐步走出金融危机的阴影。"),
    _rule(
        "setback", "other",
        r"受[^,，。]{0,24}(?:冲击|影响)[,，]|(?:遇到|遭受|受到)[^,，。]{0,24}(?:困难|冲击|影响)|一度|面临[^,，。]{0,8}压力|面对[^。]*(?:考验|挑战)", "-figure -acts",
        "受疫情等因素冲击,不少企业和个体工商户遇到特殊困难。",
    ),
    _rule("topic-sentence", "other", r"", "above-sections first -figure -concrete", "针对企业生产经营困难加剧,加大纾困支持力度。"),
    _rule("attitude", "other", _ATTITUDE, "-figure -acts-apart", "坚持实事求是,尊重客观规律,坚决反对空谈浮夸…"),
    _rule(
        "lead-in", "other", r"^(?!.*“[^”]+”(?:专项)?(?:行动|活动))", "lead-in -figure",
        "坚持“依法治区”理念,健全信访稳控机制,…群众安全感不断增强。",
    ),
    _rule("principle", "other", _PRINCIPLE, "-concrete -acts", "坚持以人为本,全面提高应急管理水平。"),
    _rule(
        "vague-progress", "other",
        r"(?:不断|显著|明显|进一步|稳步|加快|越来越多|快速)[^,，。;]{0,3}(?:增强|提升|提高|改善|优化|成长|完善|壮大|好转|凸显|享受到[^。]*)[。;；!]?$|迈出[^,，。]{0,6}步伐|(?<!^)发挥[^,，。]{0,6}作用",
        "slogan -acts", "我国经济实力明显提升。",
    ),
    _rule(
        "vague-overall", "other",
        r"(?:均|都)?取得(?:了)?(?:新|显著|明显|积极|较大|长足)的?(?:成绩|进展|进步|成效|突破)|奠定了?[^,，。]{0,10}基础|(?:创造|提供)了[^,，。]{0,14}(?:条件|环境|保障)[。;；]$",
        "-figure -concrete -happened", "此外,人防、宗教、档案…等工作均取得了新的成绩。",
    ),
    _rule("truth", "other", r"[^,，。]{2,10}之[基源本要重]|难能可贵|[是为][^,，。]{0,24}的?(?:关键指标|主要拉动力)", "-figure", "就业是民生之基、财富之源。"),
    _rule("fact", "review", r"", "", "全年落实招商项目82个。"),
)  # fmt: skip

PLAN: tuple[Rule, ...] = (
    _rule("table-row", "target", r"\t", "figure", "财政收入⇥35亿元⇥38亿元"),
    _rule("table-head", "other", r"\t", "", "指标⇥2015年⇥2016年目标"),
    *(rule._replace(traits=()) for rule in FRAME),
    _rule("situation", "other", _SITUATION, "-several-acts", "当前,我区…不但具有国家战略的强力支撑,更具有…"),
    _rule(
        "led-by", "other", r"^[^。]{0,30}(?:坚强|正确)领导下|^[^。]{0,36}(?:为指导|全面贯彻|认真贯彻|深入贯彻)[^。]{0,30}(?:精神|思想|方略|方针)", "-figure",
        "做好政府工作,要在…坚强领导下,以…为指导,…",
    ),
    _rule(
        "told-fact", "review",
        r"^(?:去年|上年|截至|近年来|过去[一五]年)[^。]*[。;；]$|(?<!将)(?<!要)已经?(?:全面|初步|基本|陆续|全部)?(?:完成|建成|形成|启动|开工|落地|签约|确定|纳入|获批|达到)", "-goal-ahead",
        "目前,一期工程已建成投用。",
    ),
    _rule(
        "compared-goal", "target",
        r"^[^,，。;；]{2,24}(?:收入|率|比重|增速|增幅|增长)(?:增长)?(?:(?:高于|快于|不低于)[^,，。;；]{2,8}(?:水平|增速|增幅)|与[^,，。;；]{2,10}同步)", "",
        "居民收入增长与经济增长基本同步;",
    ),
    _rule("planned-rate", "target", r"拟按|拟安排", "figure", "赤字率拟按3%安排。"),
    _rule("above-sections", "other", r"", "above-sections -goal -act-first -figure", "全区各级党组织和广大党员干部要充分认识…的重大意义,…"),
    _rule("subject-is", "other", r"是[^,，。]{0,24}(?:要求|任务|关键|基础|保障|优势)[。;；]$", "-figure -several-acts", "建设…核心区是形势任务的发展要求。"),
    _rule(
        "called-on", "other",
        r"^(?:各地|各部门|各方面|各级|全[区市县省]各级|[^,，。]{2,8}(?:大省|地区|政策))[^,，。]{0,14}(?:要|要更|愿)(?!.*\d)", "-concrete",
        "各地区各部门要切实担负起稳定经济的责任,…",
    ),
    _rule("lead-in", "other", r"", "lead-in -concrete -act-first", "顺应群众对美好生活环境的新期待,完善城区功能,…"),
    _rule("conduct", "other", _CONDUCT, "-figure -acts-apart", "自觉接受人大依法监督和政协民主监督。"),
    _rule("principle", "other", _PRINCIPLE, "-concrete -acts", "坚持以人为本,全面提高…"),
    _rule("short-aim", "other", r"(?:水平|能力|效能|支撑|活力|作用|位置|竞争力|可持续性|稳定)[。;；]$", "slogan -built", "提升社会治理效能。"),
    _rule(
        "aim", "other",
        r"^(?:努力|加快|不断|持续|进一步|全面)?(?:形成|构建|让|使|提高|提升|增强)", "-concrete -acts",
        "全面提高经济发展的平衡性、包容性和可持续性。",
    ),
    _rule(
        "indicator", "target",
        r"^(?:力争|确保|预计|全年|全[省市区县]|到\d{4}年底?[,，]?)*[^,，。;；:：\d]{2,26}?(?:增长|增速|增幅|下降|降低|达到?|突破|控制在|提高到?|稳定在|保持在|不低于|不超过|超过|翻[一两])[^,，。]{0,8}\d", "figure -act-first",
        "地区生产总值增长6%左右。",
    ),
    _rule("expected", "target", r"(?:力争|争取|预期)[^,，]{0,16}(?:达到|突破|增长|超过|进入)", "figure -act-first", "力争工业总产值突破100亿元。"),
    _rule("act", "task", r"", "", "推进道路改造。"),
)  # fmt: skip
