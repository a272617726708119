"""The indicators of work reports: what they are called, and when two names mean one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.messages import template

# Concept → what it is called. Longest match wins; the names are those of statistical yearbooks and of real reports.
CONCEPTS: dict[str, str] = {
    "gdp": r"(?:地区|国内|国民|全区|全市|全县)?生产总值|GDP|^经济总量$|^经济$",
    "gdp_per_head": r"人均(?:地区|国内)?生产总值|人均GDP",
    "budget_revenue": r"(?:地方)?(?:财政)?一般公共(?:财政)?预算收入|公共财政(?:预算)?收入|(?:地方)?财政一般预算(?:性)?收入|地方财政(?:预算)?收入|一般预算(?:性)?收入|财政预算收入",
    "fiscal_revenue": r"(?:全口径|公共)?财政(?:总)?收入|全口径财政收入|财税(?:总)?收入|一般公共预算总收入",
    "budget_expenditure": r"一般公共(?:财政)?预算支出|公共财政(?:预算)?支出|财政(?:总)?支出",
    "tax_revenue": r"(?:全口径|地方|各项)?税收(?:总)?(?:收入|总额)|^税收$",
    "fixed_investment": r"(?:全社会|社会)?固定资产投资(?:总额|额|完成额)?",
    "industrial_investment": r"工业(?:固定资产)?投资(?:额)?",
    "retail_sales": r"(?:全社会|社会)消费品零售(?:总)?额|社零(?:总)?额",
    "urban_income": r"城镇(?:常住)?居民(?:人均)?(?:年)?(?:可支配)收入",
    "rural_income": r"农牧民人均(?:可支配|纯)收入|农(?:村|民)(?:常住)?(?:居民)?(?:年)?人均(?:可支配|纯)收入|农村居民收入",
    "resident_income": r"(?:全体|城乡|全国)?(?:常住)?居民(?:人均)?(?:可支配)?收入|人均可支配收入",
    "industrial_added_value": r"(?:规模以上|规上|限上|全部)?工业增加值",
    "industrial_output": r"(?:规模以上|规上)?工业(?:企业)?(?:总)?产值",
    "business_revenue": r"(?:主营业务|营业)收入", "added_value_share": r"增加值占比(?:重)?$",
    "total_output": r"工农业总产值|社会总产值|农林牧渔业总产值|农业总产值",
    "service_added_value": r"服务业增加值|第三产业增加值|三产增加值",
    "primary_added_value": r"第一产业增加值|农业增加值|农林牧渔业增加值",
    "secondary_added_value": r"第二产业增加值",
    "foreign_capital": r"实际(?:利用|使用|到位|引进)外资(?:额|总额)?|外商直接投资|注册外资(?:实际)?到[账位]|到位注册外资|实际到[账位]外资|(?:合同|实际)?利用外资|直接利用外资|外资到位(?:额)?",
    "domestic_capital": r"(?:实际)?(?:到位|利用|引进)(?:域外|国内|省外|市外|区外)?内资|引进(?:域外|省外|市外|区外)(?:资金|内资)|内资到位(?:额)?|(?:实际)?(?:利用|到位|引进)?(?:省外|市外|区外|县外|境内省外|域外)(?:境内)?资金|招商引资(?:到位)?(?:资金|额|总额)?",
    "trade": r"(?:外贸|货物|对外贸易)?(?:自营)?进出口(?:贸易)?(?:(?:总)?[额值]|规模)|(?:外贸|货物)进出口",
    "exports": r"^(?:外贸|自营|货物)?出口$|(?:外贸|自营|货物)?出口(?:创汇|总额|额|总值|交货值)|外贸出口(?:创汇|总额|额)?",
    "imports": r"^(?:外贸|货物)?进口$|(?:外贸|货物)?进口(?:总额|额|总值)",
    "consumer_prices": r"居民消费价格(?:总水平|指数)?(?:涨幅)?|CPI",
    "surveyed_unemployment": r"城镇调查失业率|调查失业率",
    "registered_unemployment": r"(?:城镇)?登记失业率",
    "new_jobs": r"城镇新增就业(?:人数|人员)?|新增(?:城镇)?就业(?:人数|人员|岗位)?",
    "energy_intensity": r"(?:单位|万元)(?:地区|国内)?(?:生产总值|GDP)(?:综合)?能(?:源消)?耗(?:强度)?|能耗强度",
    "carbon_intensity": r"(?:单位(?:地区|国内)?(?:生产总值|GDP))?二氧化碳排放",
    "urbanization": r"(?:常住人口|户籍人口)?城镇化率",
    "grain": r"粮食(?:总)?产量|粮食总产",
    "research_spending": r"(?:全社会)?(?:研发|研究与试验发展|R&D)(?:经费)?(?:投入|支出)?(?:强度|占比)?",
    "green_cover": r"(?:建成区|城市|城区)?绿化覆盖率",
    "forest_cover": r"森林覆盖率",
    "good_air": r"(?:空气质量)?优良天数(?:比例|比率)?|空气质量优良率",
    "fine_particles": r"(?:细颗粒物|可吸入颗粒物|PM2\.5|PM10)(?:年均|年平均|平均)?(?:浓度)?",
    "market_entities": r"(?:各类)?(?:市场主体|经营主体)(?:总量|总数)?",
    "deposits": r"(?:金融机构)?(?:本外币)?(?:各项)?存款余额", "loans": r"(?:金融机构)?(?:本外币)?(?:各项)?贷款余额",
    "electricity": r"(?:全社会|工业)?用电量", "tourism_revenue": r"旅游(?:综合|总|业)?(?:收入|综合收入|总收入)", "tourists": r"(?:接待)?(?:国内外|海内外)?(?:游客|旅游(?:者)?)(?:总)?(?:人(?:次|数))?$",
    "population": r"(?:常住|户籍)人口(?:总量|总数)?", "kindergarten_share": r"普惠性幼儿园(?:在园幼儿)?(?:比例|覆盖率)",
    "nursing_beds": r"每千名老(?:年)?人(?:拥有)?(?:养老)?床位(?:数)?", "life_expectancy": r"人均(?:预期)?寿命|人均期望寿命",
    "population_growth": r"人口自然增长率|人口出生率", "pollutants": r"(?:主要污染物|化学需氧量|氨氮|二氧化硫|氮氧化物|挥发性有机物|污染物)(?:等主要污染物)?(?:排放(?:总)?量|排放)?",
    "carbon": r"碳排放(?:强度|总量)?", "water_intensity": r"(?:单位|万元)(?:地区|国内)?(?:生产总值|GDP|工业增加值)?(?:用水量|水耗)|^水耗$",
    "tax_share": r"税(?:收)?(?:收入)?占比|税收比重", "high_tech_firms": r"(?:国家级?|国家)?(?:高新技术|科技型中小)企业(?:总数|数量|达标数)?$", "large_firms": r"(?:规模以上|规上|限额以上)(?:工业|服务业)?(?:企业|单位)(?:总数|数量)?$",
    "patents": r"(?:每?万人(?:口)?)?(?:高价值|有效)?(?:发明)?专利(?:申请|授权|拥有)(?:受理)?(?:总)?(?:量|数)|PCT国际专利申请量", "water_quality": r"(?:国考|省考|国省考|地表水|主要河流)?(?:出境)?(?:考核)?断面(?:水质)?(?:优良|达标|优[ⅢIii]*)+(?:比例|率|比率)|水质(?:优良|达标)(?:率|比例)|饮用水(?:水?源地?)?(?:水质)?达标率",
    "wages": r"(?:在岗|城镇)?(?:单位)?(?:在岗)?职工(?:年)?平均工资", "retail_prices": r"商品零售价格(?:总水平|指数)?", "nursery_places": r"(?:每千(?:人口|常住人口|人))(?:拥有)?(?:3岁以下婴幼儿)?托位(?:数)?", "hospital_beds": r"(?:每)?千人(?:口)?(?:拥有)?(?:医疗(?:卫生)?机构)?床位(?:数)?",
    "poverty": r"贫困发生率", "profits": r"(?:规模以上|规上|规模)?工业(?:企业)?(?:实现)?(?:利税|利润|利润总额)(?:总额)?", "schooling": r"(?:人均|平均|劳动年龄人口平均)?受教育年限|毛入学率|入学率|巩固率", "insurance": r"(?:基本)?(?:养老|医疗)保险(?:参保)?(?:覆盖率|参保率)|参保率|参合率",
    "digital_share": r"数字经济(?:核心产业)?(?:增加值)?占比", "sewage": r"(?:城镇|城市)?(?:生活)?污水(?:集中)?处理率",
    "culture_added_value": r"文化产业(?:增加值|产值)", "high_tech_added_value": r"高(?:新)?技术(?:产业|制造业)增加值", "equipment_added_value": r"装备制造业增加值",
    "digital_added_value": r"数字经济(?:核心产业)?增加值", "financial_added_value": r"金融业增加值", "deficit": r"赤字率", "waste_treatment": r"(?:生活)?(?:垃圾|污水)(?:无害化|集中)?处理率",
    "sealed_waste": r"垃圾密闭式收集率", "central_heating": r"集中供热率", "building_added_value": r"建筑业(?:总产值|增加值)",
}  # fmt: skip
# Growth of these is at constant prices by the statistical system; a level at current prices moves otherwise.
AT_CONSTANT_PRICES = frozenset(
    {"gdp", "gdp_per_head", "industrial_added_value", "service_added_value", "primary_added_value", "secondary_added_value",
     "culture_added_value", "high_tech_added_value", "equipment_added_value", "digital_added_value", "financial_added_value", "building_added_value"}
)  # fmt: skip
# Words that say of whom or what a figure is. 全社会 and 全区 add nothing in a report of that 区.
SCOPE = re.compile(
    r"区本级|市本级|县本级|本级|全口径|城镇(?!新增|登记|调查)|农村|城乡|全体|规模以上|规上|限额以上|限上|中央|地方(?=税|财政总)|民间|不含[^,，;；]{2,10}|"
    r"(?:全市|全省|全国)(?=.)|工业(?=用电|投资|固定)|合同(?=利用)"
)
_SAME_SCOPE = {"规上": "规模以上", "限上": "限额以上", "市本级": "本级", "区本级": "本级", "县本级": "本级"}
SHARE_NAME = re.compile(r"(?P<part>.+)占(?P<whole>.+)比重")
# 认定实现研发经费: a verb before the indicator is no part of its name.
_VERBS = re.compile(r"新增|认定|完成|实现|引进|达到|实施|推动|带动|促进|累计|预计|力争")
_CONCEPT = [(name, re.compile(pattern)) for name, pattern in CONCEPTS.items()]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a name means: ``id`` of the table, or the bare name itself when the table does not have it; and its scope words."""

    id: str
    scopes: frozenset[str]
    known: bool

    @property
    def at_constant_prices(self) -> bool:
        """Whether its growth is counted at constant prices."""
        return self.id in AT_CONSTANT_PRICES or self.id.endswith("增加值")


def known_part(name: str) -> int:
    """Where in ``name`` the indicator of the table begins; 0 when there is none or the words before it are its own."""
    starts = [
        m.start() for _, pattern in _CONCEPT for m in pattern.finditer(name) if m.end() >= len(name) - 3
    ]
    if not starts:
        return 0
    first = min(starts)
    return first if _VERBS.search(name[:first]) else 0


@lru_cache(maxsize=4096)
def concept_of(name: str) -> Concept:
    """The concept that ``name`` (simplified, as printed) stands for: the longest name of the table that it ends with or holds."""
    if share := SHARE_NAME.fullmatch(name):
        part, whole = concept_of(share["part"]), concept_of(share["whole"])
        return Concept(f"{part.id}/{whole.id}", part.scopes, part.known and whole.known)
    best: tuple[int, int, str] | None = None
    begin = 0
    for concept, pattern in _CONCEPT:
        for match in pattern.finditer(name):
            rank = (match.end() - match.start(), match.end(), concept)
            if best is None or rank > best:
                best, begin = rank, match.start()
    scopes = {_SAME_SCOPE.get(m[0], m[0]) for m in SCOPE.finditer(name)}
    if best is None or best[1] < len(name) - 3:
        return Concept(_bare(name), frozenset(scopes), False)
    owner = _NO_OWNER.sub(
        "", SCOPE.sub("", name[:begin])
    )  # 开发区固定资产投资, 制造业贷款余额: of whom or what it is
    if len(owner) > 1:
        scopes.add(owner)
    inherent = {"urban_income": {"城镇"}, "rural_income": {"农村"}, "resident_income": {"全体", "城乡"}}
    return Concept(best[2], frozenset(scopes - inherent.get(best[2], set())), True)


_NO_OWNER = re.compile(
    r"[\s“”‘’《》()（）]|全[区市县省国州镇]|全社会|我[区市县省国]|本[区市县]|的|[区市县省]属|累计|合计|社会(?=固定)"
)


def _bare(name: str) -> str:
    return re.sub(r"[\s“”‘’《》()（）]|全[区市县省国](?=.{2})|全社会|我[区市县省]|本[区市县]|的", "", name)


# Pairs of concepts of which one is a part or another reckoning of the other.
_KIN = (
    frozenset({"urban_income", "resident_income"}), frozenset({"rural_income", "resident_income"}), frozenset({"budget_revenue", "fiscal_revenue"}),
)  # fmt: skip


def related_ids(concept: str) -> tuple[str, ...]:
    """``concept`` and those that :func:`compare_scopes` does not tell apart from it."""
    return (concept, *sorted({other for pair in _KIN if concept in pair for other in pair} - {concept}))


# What stands for the difference where one name is of a part of what the other is of: 城镇居民 and 居民.
PART_AND_WHOLE = template("part and whole")


def compare_scopes(a: Concept, b: Concept) -> frozenset[str] | None:
    """The scope words that only one of the two has: none when both are about one thing, None when they are about different ones."""
    if a.id != b.id:
        return frozenset({PART_AND_WHOLE}) if frozenset({a.id, b.id}) in _KIN else None
    return a.scopes ^ b.scopes
