"""Tables of characters and words for reading a file: what is common, which script a character belongs to."""

from __future__ import annotations

# The characters most frequent in work reports (simplified), for telling Chinese from garbage.
_COMMON_SIMPLIFIED = (
    "业的区和全展发化大建进实政新务加中工力设推作动国人持强民一生保会产体服社市项成经等改重行增创资理"
    "年提开地为要制治高目合面济平能城完企造施有以度商基入家稳好管现定深金用主法坚在不公心个对升性优各"
    "续支文点系共融代善安部育机长场环策元办活党域方学府质上效落万品出亿我革量监事境规快步同教总级投科"
    "是本多就三群构领结健更做导防障打程关外水技位范收小引任营标费战向众五式协调促应放源特运到与统通农"
    "十老解集整督计态园立信精分决积供时医居护街物利网了期下题养自员内道流海们色税求风件贸型委综形断难"
    "转过核康局权台及类准干连表路东极山意议际率控四得口划助消来批模扩组专智险问势省预义培取达食兴确电"
    "清次示接础处央争突责略团院严二广案习格明财聚情数近户于招交困线带村抓验港减北查单西神节研先需贯房"
    "依第可军前彻果举联间正把固所比惠校值易住织卫层疫岗功两届配围益才降均术挥将审指紧复河美旅药慧措子"
    "楼观从思约变置破维扶振执职律显额低受传切试之排筹绿字并游息双帮继牢具镇访相乡想给常日扎条牌评照还"
    "报疗宁价参序首补后普素周志其备使儿气着认速努算车超识门头名六贷真斗粮满污攻百救空里奋站注富去微贫"
    "链负段良压激华充退别队款记感界足身巩键承念绩拓启米庭盖检担互土让者励反边覆当最据适染南种八获天幼"
    "修视失装列直灾存汇族原考京竞阶块占厦急货书训球廉千证按见回疾察世布累福签航荣号著影套旧非命余讲零"
    "击沿也撑绕挑青碳告起底丰探便无今宗而脱象较月被根病残县林司这享宜除历针七予响走由论圈遇史因再湾手"
    "征至托选患违轮践矛盾衡赛师移盘跨艺银容购例隐诉未馆待些爱少则扬宏焦储筑热细署九侧纳店纠壮座络已繁"
    "树握尽密究妇渠涉都债请谋班阳属索简宇景载派端鼓愿限币"
)
# Characters that only simplified text uses, and only traditional text, pair by pair (the tail of the second has none
# in the first: variants that OpenCC's s2t does not choose). Characters both scripts use (台 准 于 后 里) are left out.
ONLY_SIMPLIFIED = (
    "业区发进实务设动国强会产体项经创资开济稳现坚个对优续点机长场环办党学质亿监规总级构领结导关范营标"
    "费战众协调应运与统农计态园决积时医护网题养员内们税风贸综断难转过权类东极议际来扩组专险问势预义达"
    "兴确电础处争责团严广习财数户"
)
ONLY_TRADITIONAL = (
    "業區發進實務設動國強會產體項經創資開濟穩現堅個對優續點機長場環辦黨學質億監規總級構領結導關範營標"
    "費戰衆協調應運與統農計態園決積時醫護網題養員內們稅風貿綜斷難轉過權類東極議際來擴組專險問勢預義達"
    "興確電礎處爭責團嚴廣習財數戶為線群後裡"
)
COMMON_CHARACTERS = frozenset(_COMMON_SIMPLIFIED + ONLY_SIMPLIFIED + ONLY_TRADITIONAL)

# Words in which 著 stays 著 in simplified text; everywhere else it is 着 (GB standard form: 面临着, 着力, 围绕着).
KEEPS_ZHU = (
    "显著",
    "名著",
    "著名",
    "著作",
    "著称",
    "著述",
    "著者",
    "著录",
    "编著",
    "专著",
    "原著",
    "论著",
    "译著",
    "巨著",
    "合著",
    "遗著",
    "昭著",
    "卓著",
    "土著",
    "新著",
    "拙著",
    "著书",
    "著有",
)

# Radicals that PDF fonts show for whole characters and that Unicode's own decomposition leaves alone.
RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
