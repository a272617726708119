"""What looks like a quantity and is none: dates, ordinals, names. One row a form, with a real example."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.quantities.numerals import CHINESE_DIGITS
from summarizer.quantities.set_phrases import SET_PHRASES
from summarizer.quantities.words import RANGE_MARKS

# A comma before it parts no thousands: four digits follow.
_YEAR = r"(?<![\d.])(?:19|20)\d\d"
_SHORT_NUMERAL = f"[{CHINESE_DIGITS}十百]+"
# 2016.1 is a month, 2016.1亿元 a sum.
_NO_UNIT = r"(?![\d.,十百千万亿%‰元人户个家项件所条处米吨亩平立公斤千])"
_DASH = RANGE_MARKS


@dataclass(frozen=True, slots=True)
class Guard:
    """No quantity begins inside a match of ``pattern``. ``example`` is one it holds for."""

    name: str
    pattern: str
    example: str


def _any_of(phrases: list[str]) -> str:
    """A pattern of ``phrases`` that looks at the first character before it tries them all."""
    return f"(?=[{''.join(sorted({p[0] for p in phrases}))}])(?:{'|'.join(phrases)})"


GUARDS = (
    Guard("code", rf"\d{{19,}}|[{CHINESE_DIGITS}十百千万亿]{{24,}}", "202107211321363588510367"),
    Guard("url", r"(?:https?://|www\.)[\x21-\x7e]+", "http://www.gov.cn/2016"),
    Guard("year", rf"{_YEAR}年?{_DASH}(?:19|20)\d\d(?:年|{_NO_UNIT})|{_YEAR}(?:{_DASH}\d\d)?年(?!均)", "2015年"),
    Guard("date", rf"{_YEAR}(?:[-./]\d{{1,2}}[-./]\d{{1,2}}|[-./](?:0?[1-9]|1[0-2])){_NO_UNIT}", "2016.1.6"),
    Guard("month", rf"(?<!\d)(?<!\d\.)(?:\d{{1,2}}月?{_DASH})?\d{{1,2}}月(?:份|底|末|初|中旬|上旬|下旬|(?:\d{{1,2}}(?:日|号)?{_DASH})?\d{{1,2}}(?:日|号))?", "1-11月份"),
    Guard("day", rf"(?<![\d.])(?:\d{{1,2}}{_DASH})?\d{{1,2}}日(?!均|元|间照)", "6日"),
    Guard("ratio", r"\d+(?:\.\d+)?(?:[:︰∶]\d+(?:\.\d+)?){2,}|\d+\.\d+[:︰∶]\d+\.\d+", "11.8:48.3:39.9"),
    Guard("clock", r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?|(?<!\d)\d{1,2}(?:时|点)(?:\d{1,2}分|许|整|半|前|后)?(?![位次内])", "9:30"),
    Guard("chinese clock", r"(?=[一二两三四五六七八九十])(?:[一二两三四五六七八九十]{1,3}点(?:[二三四五]?十[一二三四五六七八九]?分|半(?!成)|钟)|(?<=[午晨晚夜])[一二两三四五六七八九十]{1,3}点)", "九点二十分"),
    Guard("chinese date", rf"[{CHINESE_DIGITS}]{{4}}(?:年?{_DASH}[{CHINESE_DIGITS}]{{4}})?年|[一二三四五六七八九十]{{1,3}}月(?:[一二三四五六七八九十]{{1,3}}日)?|[一二三四五六七八九十]{{1,3}}日(?=[,，。下上晚早])", "二〇一六年一月六日"),
    Guard("plan", r"[“\"]?[一二三四五六七八九十]{1,2}[五][”\"]?(?=规划|时期|期间|以来|末|开局|收官|目标|发展|建设|计划)|[“\"]十[一二三四五六七八九]五[”\"]?|十[一二三四五六七八九]五", "十三五"),
    Guard("ordinal", rf"第(?:\d+|[{CHINESE_DIGITS}十百千万亿]+)", "第三"),
    Guard("congress", rf"(?<![比{CHINESE_DIGITS}十百])[{CHINESE_DIGITS}十百]+(?:大(?!于|量|型|类|幅)|届(?:{_SHORT_NUMERAL}次)?)|{_SHORT_NUMERAL}次(?:[、,，和与及]{_SHORT_NUMERAL}次)*(?:全体)?(?:会议|全会|代表大会|[党职人]代会)|[一二三四五六七八九]中(?=全会|、|[一二三四五六七八九])", "十八大"),
    Guard("five-year plan", r"(?:五年|5年)(?:规划|计划)", "五年规划"),
    Guard("letters", r"(?<![A-Za-z])(?!(?:RMB|CNY|USD|HKD|EUR)\d)(?:[A-Za-z]+[-—.·]?)+\d[\d.]*(?:[A-Za-z]+\d*)*|(?<![A-Za-z$])\d+(?:\.\d+)?(?!(?:CM|KM|KG|KW|MW|GW|TEU|USD|RMB|CNY|HKD|EUR)(?![A-Za-z]))[A-Z][A-Za-z]*", "PM2.5"),
    Guard("joined", r"(?:\d+|[A-Za-z]+|“\d+)(?:[+＋×·•&](?:\d+|[A-Za-z]+|[a-zA-Z]))+[^,，。；;、“”\s\d]{0,6}", "1+4+N"),
    Guard("numbering", r"(?:^|(?<=[\n;；。：]))[ \t]*[(（]?(?:\d{1,2}(?:[)）]|[、](?!\d)|[.．](?!\d))|[一二三四五六七八九十]{1,3}[)）、.．])", "1.推进"),
    Guard("in brackets", r"[(（]\d{1,2}[)）]|〔\d{4}〕\d+号|\[\d+\]", "（3）"),
    Guard("list of numbers", r"[一二三四五六七八九](?:、[一二三四五六七八九])+(?=期|线|级|号|季度|中|届|类|产)", "一、二期"),
    Guard("number of a thing", r"(?:国道|省道|邮编|电话|热线|编号|文号|邮政编码|尾号|证号|专线|航班)[:：]?\d+(?:[、,，]\d+)*", "热线12345"),
    Guard("rank", r"(?:排名|排在|位列|位居|位次|名列|列|居)(?:第)?\d+(?=位|名)|前\d+(?:位|名|强)|前[二三四五六七八九十百]+(?:位|名|强|列|茅)?|\d+强|百强", "500强"),
    Guard("service hours", r"(?:24|二十四)小时(?=自助|便利|值|热线|不打烊|开放|营业|在线|图书|服务|应急|监)|7[×xX*]24小时|“?[3-9][36]5(?=工作|社区|体系|天全)", "24小时自助"),
    Guard("named", r"八项规定|三重一大|一带一路|五位一体|三位一体|四位一体|百分百|千家万户|百花齐放|两个一百年|最[后初先前]一(?:公里|米)|破零|[一二三四五六七八九十](?:个|项)?(?:全面|意识|自信|维护|确立|代表|务必|文明|毫不动摇|百年|必由之路|重大|重要思想|不动摇|革命)(?!.{0,2}[家个])|五个一(?![百千万等级])|[一二三四六七八九十]个一(?=批|工程|[”’』」,，。、；;]|$)", "四个意识"),
    Guard("set phrase", _any_of([phrase for phrases in SET_PHRASES.values() for phrase in phrases]), "三番五次"),
    Guard("team sport", rf"[{CHINESE_DIGITS}\d](?:人(?:制|(?:[男女子]|混合)*[篮足排]球|橄榄球|飞盘)|对[{CHINESE_DIGITS}\d](?=[男女篮足超联挑]))", "三人篮球"),
    Guard("more and more", r"一(?P<again>[年天月代步个次期季届项])比一(?P=again)", "一年比一年"),
    Guard("steps", r"(?:连跨|跨越|连上|再上|迈上)?[一两三四五]个(?:新|大)?(?:万亿|千亿|百亿|亿元|百亿元|千亿元)?(?:大)?台阶|三次产业", "连跨两个万亿台阶"),
    Guard("quoted name", rf"[“\"‘「『](?:零|[{CHINESE_DIGITS}十百千万]{{2,3}}|[{CHINESE_DIGITS}十百千万]{{1,3}}(?!成)[^“”\"‘’「」『』,，。；;\s]{{1,14}}|\d+(?:(?:个|项|条|大|张|位|级|类|件|次|年|分钟|公里)[^“”\"‘’「」『』,，。；;\s]{{2,14}})?)[”\"’」』]", "“四个着力”"),
    Guard("stretch of years", r"(?:过去的?|这|今后|未来|近|前)[三五十]年(?!累计|共|新增|增)|[一二三四五十两]+年(?:来|间|前)|向四周|四周(?=辐射|边)", "过去五年"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?:{g.pattern})" for g in GUARDS))


def guarded(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` (folded) in which no quantity begins, in order."""
    return [m.span() for m in _ANY.finditer(text)]
