"""The tables of the reading: heading forms, cues, topics. Patterns are for clean (simplified) text; each has an example."""

from __future__ import annotations

from summarizer.lexicon.form import Form, form

_CN = "一二三四五六七八九十"

# Heading forms, outermost first: when two meet for the first time, the earlier is the parent.
HEADING_MARKS: tuple[Form, ...] = (
    form("part", rf"第[{_CN}]+(?:部分|篇|章)", "第一部分 2015年工作回顾"),
    form("cn", rf"[{_CN}]{{1,3}}、(?![{_CN}]{{1,3}}(?:期|是|级|类|层))", "一、2018年工作回顾"),
    form("cn-paren", rf"[(（][{_CN}]{{1,3}}[)）]|[㈠-㈩]", "(一)以转型升级为抓手"),
    form("digit", r"\d{1,2}(?:[.．](?!\d)|、)|[⒈-⒛]", "1.加快科技创新"),
    form("digit-paren", r"[(（]\d{1,2}[)）]|[⑴-⒇]", "(1)完善机制"),
    form("circled", r"[①-⑳]", "①装备制造业"),
    form("ordinal", rf"第[{_CN}]{{1,2}}[,，、]", "第一,加快农业产业化进程。"),
    form(
        "first-person",
        r"(?:一年来|[三四五]年来|新的一年里|过去一年|今年|明年)[,，]?我们(?:将|要)?",
        "一年来,我们共同打造…的美好家园,…。",
    ),
    form("sentence", r"", "招商引资态势良好。"),
    form("dash", r"[—─-]{2}(?!\d{4}年)", "——站北商贸商务文化区。"),
    form("shi", rf"[{_CN}]{{1,2}}(?:是|要)", "一是深化供给侧结构性改革。"),
)

# Headings that name the part of the report. The first form found, by place in the heading, decides.
PART_CUES: tuple[Form, ...] = (
    form(
        "review",
        r"回顾|工作总结|工作情况|工作成绩|主要成绩|完成情况|落实情况|执行情况|成就|成效|所做的?工作|今年以来|过去[一五几]年|[一五]年来|上半年工作",
        "一、2018年工作回顾",
    ),
    form(
        "problem",
        r"(?:存在|面临)的?(?:主要|突出)?(?:困难|问题|矛盾|挑战|不足|差距|短板|薄弱环节)|面临的形势和问题"
        r"|(?:^|[、.．)） ])(?:当前|目前|工作中|我[市县区])?(?:存在|面临)?的?(?:主要|突出)?(?:困难|问题|不足|差距|短板|薄弱环节)(?:[和与及、](?:困难|问题|不足|差距|挑战|短板|矛盾))*$",
        "二、存在的主要问题",
    ),
    form(
        "plan",
        r"安排|任务|目标|思路|打算|总体要求|指导思想|部署|建议|重点工作|工作重点|工作计划|展望|规划|取向|举措|怎么干|今后|未来|下一步|明年",
        "二、2019年主要工作任务",
    ),
)
# A numbered heading beside reviews that has one of these opens the plan, however long it is.
PLAN_HEADING = form(
    "plan-heading",
    r"今后|未来|下一步|明年|总体要求|指导思想|(?:奋斗|主要|预期|工作)目标|(?:主要|工作|重点)任务|工作(?:安排|打算|部署|重点)",
    "二、今后五年政府工作的总体要求和目标",
)
REVIEW_TITLE = form("review-title", r"总结|报告|汇报|情况", "某市农业局二〇〇三年工作总结")
# 三、2022年工作: a review when it is the first of its kind, the plan behind one.
YEAR_WORK = form(
    "year-work",
    r"(?:年|今年|明年|下一?步|下一?阶段|时期)的?(?:全[省市区县])?(?:主要|重点|政府|经济|经济社会发展)?工作(?:要点|谋划|重点)?$|努力方向$",
    "三、2022年工作",
)
# Sections of the plan that say how things shall be seen, not what shall be done; not those that name tasks too.
GUIDING_HEADING = form(
    "guiding-heading",
    r"总体(?:要求|思路|取向)|指导思想|政策取向|基本原则|形势(?:分析|任务|和)?|发展思路",
    "二、2022年经济社会发展总体要求和政策取向",
)
TASK_HEADING = form(
    "task-heading",
    r"任务|重点工作|工作安排|举措|措施",
    "三、总体要求和重点任务",
)
GLOSSARY_HEADING = form(
    "glossary-heading",
    r"^(?:注释|注解|脚注|尾注|注)[:：]?$|^附[件表][一二三四五六\d]*(?:[:：].{0,20})?$|(?:附件?[:：\d]*)?(?:《?政府工作报告》?)?(?:名词|有关用语|相关用语|部分用语|用语|名词术语|专有名词)(?:解释|说明|注释)",
    "名词解释",
)

# Where the plan begins in a report whose plan has no heading of its own.
PLAN_OPENING = form(
    "plan-opening",
    r"^(?:各位代表[,，!！]?|同志们[,，!！]?)?(?:\d{4}年|今年|明年|新的一年|下一步|“?十[一二三四五]五”?)[^。]{0,30}(?:政府工作|工作|经济社会发展)?的?(?:总体要求|总体思路|指导思想|主要(?:预期)?目标)"
    r"|^(?:下一步|下阶段|明年|新的一年里?)[,，]?(?:我们|我[省市县区局镇乡校院]|全[省市县区])?(?:要|将|计划|打算)|^(?:下一步|下阶段)(?:工作)?[,，]"
    r"|^\d{4}年[,，]?(?:我[们省市县区局镇乡])?(?:将|计划|打算)",
    "2016年政府工作的总体思路是:…",
)

PLAN_TITLE = form(
    "plan-title",
    r"计划|要点|方案|规划|打算|安排|部署",
    "加快核心城市发展工作计划",
)

# Sentences that state problems are opened by one of these ...
PROBLEM_OPENING = form(
    "problem-opening",
    r"(?:清醒|深刻|充分)地?(?:的)?(?:认识|看)到|也要看到|我们也?(?:看到|认识到|意识到|应?正视)|还有(?:不少|许多|一些|很大|较大|一定)?[^。]{0,6}(?:差距|困难|问题|不足)|(?:还|仍)存在(?:着|一些|不少)?[^。]{0,6}(?:薄弱环节|差距|短板)|差距不容忽视|^存在问题[:：]|(?:存在|面临)(?:着|的|不少|许多|一些|一定|诸多|很多)[^。]{0,14}(?:困难|问题|不足|挑战|矛盾)"
    r"|(?:困难和问题|问题和不足|困难与挑战|困难和挑战|问题与不足)(?:主要)?(?:表现在|是|有|[:：,,])",
    "我们也清醒地认识到,…还面临着一些困难和问题:",
)
# ... and must speak of these to be more than a view of the situation ...
PROBLEM_WORD = form(
    "problem-word",
    r"困难|问题|不足|挑战|短板|差距|矛盾|薄弱|制约|压力|风险",
    "还面临着一些困难和问题",
)
# ... and the list is closed by one of these.
PROBLEM_CLOSING = form(
    "problem-closing",
    r"^(?:对此|对于?(?:这些|上述|以上)|针对(?:这些|上述|以上)|这些(?:困难|问题|矛盾)|以上问题)|^我们(?:将|一定|要|必须)"
    r"|(?:高度重视|正视|直面)[^。]{0,20}(?:解决|改进|克服|应对)|采取(?:有力|有效|切实)[^。]{0,6}措施",
    "对于这些问题,我们将采取有效措施认真加以解决。",
)
# An opening that names its problem: 我国…发展不平衡不充分问题仍然突出。
PROBLEM_NAMED = form(
    "problem-named",
    r"(?<!困难和)(?<!矛盾和)(?:问题|矛盾|短板)(?:仍然?|依然|还|较为|比较|更加|日益)*(?:突出|明显|尖锐)",
    "发展不平衡不充分问题仍然突出。",
)
# A sentence of the list that names none: 当前发展面临诸多困难挑战。
PROBLEM_BARE = form(
    "problem-bare",
    r"^[^,，。]{0,12}(?:面临|存在)(?:着|的|不少|许多|一些|诸多|很多|多重)*(?:困难|挑战|问题|风险|矛盾|和|与|、)+[。;；]$",
    "当前发展面临诸多困难挑战。",
)
PROBLEM_MARK = form(
    "problem-mark",
    rf"^(?:[{_CN}]是|\d{{1,2}}(?:[.．](?!\d)|、)|[(（][{_CN}\d]{{1,2}}[)）])",
    "一是改革创新能力还不够强。",
)

ADDRESS = form(
    "address",
    r"^(?:尊敬的)?(?:主任|各位[\u4e00-\u9fff]{2,4}|同志们)(?:[、,，!！]?(?:主任|秘书长|各位[\u4e00-\u9fff]{2,4}|同志们))*[!！:：、,，]*$",
    "各位代表:",
)

# A lead-in that only announces what the sentence says after its colon.
LEAD_IN = form(
    "lead-in",
    r"^[^:：]{0,110}(?:目标|问题|困难|不足|挑战|任务|实事|表现在|主要是|主要有|工作|方面|安排|如下|以下|其中|年)(?:的?是|为|有)?[:：](?=.{6})"
    rf"|^(?:[{_CN}]{{1,2}}(?:是要?|要))",
    "还面临着一些困难和问题:一是结构调整任务依然繁重;",
)


# What makes a sentence concrete: a figure, a name, a thing that can be built, held, issued or run.
CONCRETE = form(
    "concrete",
    r"\d|《|“[^”]{2,}”|工程|项目|行动|活动|改造|方案|办法|实施|建成|建设[^,，。]{0,8}(?:中心|基地|平台|园|馆|站|路|桥)|开工|竣工|投入使用|荣获|获评|获得|被评|举办|出台|制定|成立|挂牌|启用|落户|签约|引进|完成|试点|补贴|发放|提案|新建|新增|改建|扩建",
    "新建市民健身场所5000平方米",
)
# The goals of the coming period are announced so.
GOAL_OPENING = form(
    "goal-opening",
    r"(?:预期|发展|奋斗|工作|主要|预计|总体|预期性)目标(?:是|为|[:：])|目标(?:安排|任务)(?:是|为|[:：])|(?:建议|初步)(?:确定|安排)[^。]{0,30}(?:增长|达到)",
    "全区经济社会发展的主要预期目标是:",
)
GOAL_WORD = form(
    "goal-word",
    r"增长|达到|以上|以内|左右|控制在|降低|突破|翻[一两]番|完成|实现|不低于|高于|同步|保持|力争|下降|提高|稳定在|累计|达标|进入",
    "地区生产总值增长6%左右",
)
