"""The tables of the memo: which words make an item worth a mayor's minute, and which say nothing. Each with a real instance."""

from __future__ import annotations

import re

# Something stands, opened, was signed: 大连恒隆广场开门纳客 · 项目主体结构封顶 · 获评全国文明城区
DONE = re.compile(
    r"建成|竣工|投产|投用|投入使用|投入运营|开工|启动|完工|封顶|通车|开通|运营|开业|开门纳客|试营业|落地|落户|签约|挂牌|成立|组建|引进|引入|新增|新建|改造|"
    r"荣获|获评|获批|被评为|被命名|入选|列入|通过.{0,12}(?:验收|评审|复审)|办结|发放|救助|化解|整改|清理|拆除|取缔|征收|安置|惠及|举办|承办|上线|出台|压缩至|削减至|增至|增至"
)
# 全国首家 · 全省率先 · 国家级
RANK = re.compile(r"全国|全省|国家级|省级|首[个家批次条座]|率先|唯一|第[一二三]位|前列|试点")
# 建设云山山体健身公园: a thing with a name of its own
THING = re.compile(
    r"(?:工程|项目|中心|公园|广场|大厦|学校|幼儿园|医院|基地|平台|园区|产业园|街区|大桥|隧道|地铁|高速|铁路|泊位|管网|楼院|小区|规划|方案|办法|条例|试点|示范区|集聚区|体育馆|图书馆|博物馆|养老院|市场)"
)
# 完成 · 新建 · 启动 begin a task that can be ticked off; 加强 · 推进 do not
TICKED_OFF = re.compile(
    r"建成|完成|竣工|新建|开工|启动|投用|投入使用|完工|开通|通车|改造|改建|扩建|维修|更新|新增|引进|招引|出台|制定|编制|举办|承办|创建|争创|建设|设立|组建|落地|开业|运营|上线|实施|压减|整治|征收|安置|发放|打造"
)
# 现代企业制度日趋完善 · 民生福祉进一步增进: a slogan among the facts
SLOGAN = re.compile(
    r"日趋|日益|不断|持续|进一步|更加|显著|明显|有力|有效|扎实|全面|深入|稳步|大力|积极|切实|着力|良好|优质发展|水平|成效|格局|合力|氛围|能力|认真|做好|一批"
)
# 按照“…”目标 · 围绕重点产业: says how, not what
HOW = re.compile(r"^(?:按照|依托|围绕|坚持|紧扣|立足|根据|通过|借助|以.{2,30}为)")
# 继续出资1000万元: what for stands in another clause.
BARE_MONEY = re.compile(
    r"^.{0,6}(?:投入|出资|投资|筹资|筹集|安排|拨付|列支)(?:资金|财政资金)?(?:约|近|超|超过)?[\d.]+[万亿]*元(?:以上|左右)?$"
)
# 五年来,我们… opens a stretch and names nobody.
OPENING = re.compile(
    r"^(?:(?:一年|五年|过去的?一年|过去五年|全年)(?:以?来)?[,，]|我们|同时[,，]|此外[,，]|另外[,，])+"
)

# A memo tells results as done and tasks as to come.
NOT_YET = re.compile(r"将(?!.{0,4}(?:打造成|建成))|计划|力争|拟|预计到|要(?=[^求素闻点])")
ALREADY = re.compile(r"已|了|取得|得到|实现了|完成了|过去")
NEGATION = re.compile(r"未|没有|不(?!断|动产|锈|仅|忘)|无(?!障碍|线|人机|缝)")
# 力争新增高新技术企业1家 promises less than 新增高新技术企业1家.
HEDGE = re.compile(r"预计|力争|争取|计划(?=.{2})|拟(?!提拔|任)|初步|左右|大约")
# What a sentence of a memo may say that no item does: the words that hold items together.
FRAME = (
    "报告", "全年", "一年来", "今年", "明年", "下一步", "工作", "方面", "主要", "重点", "其中", "同时", "此外", "一是", "二是", "三是", "四是", "五是",
    "分别", "以及", "包括", "等", "提出", "指出", "安排", "部署", "集中在", "涉及", "围绕", "全区", "全市", "全县", "我区", "我市", "目标", "任务", "问题",
    "困难", "不足", "存在", "面临", "成效", "成果", "进展", "取得", "推进", "推动", "实施", "开展", "完成", "达到", "将", "要", "并", "和", "与", "在", "的",
)  # fmt: skip
