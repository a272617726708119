"""Digits, magnitudes, qualifiers, and the contexts in which a number is a name. Every pattern has a real instance beside it."""

from __future__ import annotations

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "兆": 10**12}
ALL_MAGNITUDES = "".join(MAGNITUDES)
# Those that a printed unit begins with (万元, 亿元); the smaller ones belong to a numeral in Chinese digits.
LARGE_MAGNITUDES = "万亿兆"
# Tens that are one character, as in dates and in the south.
TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

# What stands for a zero in a year: digits, letters (Latin, Greek, Cyrillic), circles.
ZEROS = "0Oo\uff2f\uff4f\u039f\u041e○◯〇"

# Characters of the same place: full-width and traditional forms of numerals and units. One for one, so that offsets stay.
_SAME = (
    "０１２３４５６７８９．％＋－−／：（）＜＞＝　\u00a0\t萬億兩倆點個餘幾負佰仟戶頃畝噸條項輛棟張場間臺雙對圓歲層級種類處賓頭隻齣筆號"
    "門陸貳參過於達長從為無釐裏數約雲許錢鎊黃幣陽總標職車幢單組費艘",
    "0123456789.%+--/:()<>=  \t万亿两两点个余几负百千户顷亩吨条项辆栋张场间台双对圆岁层级种类处宾头只出笔号"
    "门陆贰参过于达长从为无厘里数约云许钱镑黄币阳总标职车幢单组费艘",
)
# Hyphens (Word writes U+2011 for one that does not break) stay apart from dashes: a hyphen may be a minus.
_HYPHENS = "\u2010\u2011\ufe63\u2043"
_DASHES = "\u2012\u2015\ufe58\ufe31\u2e3a\u2500"
_SWUNG = "\u301c\u223c\u223d\u2053\u02dc\u3030"
FOLDED = str.maketrans(
    _SAME[0] + _HYPHENS + _DASHES + _SWUNG,
    _SAME[1] + "-" * len(_HYPHENS) + "—" * len(_DASHES) + "～" * len(_SWUNG),
)
# Digits written against forgery; read where a whole numeral is made of them (壹仟贰佰), never alone (陆, 伍 and 拾 are words).
FORMAL_DIGITS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")

# Qualifier → which side it opens: "up", "down", "soft" (both).
BEFORE = {
    "不低于": "up", "不少于": "up", "不小于": "up", "不下": "up", "至少": "up", "至少有": "up", "最少": "up", "最少有": "up", "起码": "up", "超过了": "up", "超过": "up",
    "超出": "up", "超": "up", "突破": "up", "突破了": "up", "首破": "up", "逾": "up", "高于": "up", "多于": "up", "大于等于": "up", "大于或者等于": "up", "大于或等于": "up", "大于": "up",
    "过": "up", "上": "up", "≥": "up", ">=": "up", "> =": "up", ">": "up", "跨越": "up", "跃上": "up", "迈上": "up", "跨上": "up", "登上": "up", "站上": "up", "破": "up",
    "不高于": "down", "不超过": "down", "不多于": "down", "不大于": "down", "低于": "down", "少于": "down", "小于等于": "down", "小于或等于": "down", "小于或者等于": "down", "小于": "down", "不足": "down",
    "不到": "down", "未超过": "down", "最多": "down", "最多为": "down", "最多有": "down", "至多": "down", "近": "down", "将近": "down", "接近": "down", "≤": "down", "<=": "down", "< =": "down", "<": "down",
    "逼近": "down", "等于": "exact", "大约": "soft", "大概": "soft", "大概有": "soft", "约为": "soft", "约": "soft", "约有": "soft",
}  # fmt: skip
INSIDE = {"余": "up", "多": "up", "几": "up", "来": "soft"}
AFTER = {
    "及以上": "up", "以上": "up", "或者更多": "up", "或更多": "up", "有余": "up", "左右": "soft", "上下": "soft", "及以内": "down", "以内": "down", "及以下": "down", "以下": "down",
    "之内": "down",
}  # fmt: skip
# 三分之二强, 六成弱: a little more, a little less; behind fractions only.
AFTER_FRACTION = {"强": "up", "弱": "down"}
# Words that end like a qualifier: 签约10个, 经过3年, 最近5年, 赶超2家, 网上100件.
NOT_QUALIFIER = {
    "约": "签公节合违契预条履特制集邀缔", "过": "迈跨经通不渡度路难胜错太好改越透超", "近": "最附临靠邻就远切亲", "超": "赶反高", "上": "网以线岸市海向船台用地晚早街路手楼基础水车身场面会迎赶送献跟办日国世社历事实",
    "破": "侦攻爆突", "突破": "新坚", "接近": "对",
}  # fmt: skip
# 数千人次, 几十万, 上千家: a number that only says its magnitude.
VAGUE_HEADS = ("好几", "数", "几", "上")
NEGATIVE = ("负", "-")
# 担负3项: 负 that is no sign.
NOT_NEGATIVE = frozenset("担自胜抱辜欺肩背亏超减")

# Dashes of every kind, after folding; 至 and 到.
RANGE_MARKS = r"(?:--?|[—–]+|[~～]|至|到)"
# What may stand between the two bounds of one range: 大于100并且小于300, 1000以上，1500以下.
BOUND_JOINERS = r"[ ,，、]{0,2}(?:的?同时|并且|而且|并|且|但|和|及)?[ ]?"

# A number without a unit counts only behind one of these (指数达到105.2, 恩格尔系数0.31) or at a boundary …
BEFORE_BARE = frozenset("为达到至于是有了以共约近超过和与比少多在等从由数率值量额差或及跟成上破答")
# … and before one of these or at a boundary.
AFTER_BARE = frozenset("的和与或且及至到并等以比大小低高不而，,。；;：:、！!？?）)”’》]】 \n\t…—~-<>|·")
