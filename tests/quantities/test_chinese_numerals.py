"""Numbers in Chinese digits, with every dash, in classes and names: what is read, and what is none."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import read_document
from summarizer.quantities import read_quantities, same_quantity
from summarizer.quantities.guards import GUARDS
from summarizer.quantities.reader import _Reader
from summarizer.quantities.set_phrases import SET_PHRASES

KINDS = Path(__file__).parent.parent / "data" / "kinds"
REVIEWED = Path(__file__).parent / "read_without_digits.txt"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("三点五亿元", "350000000", "元"), ("九十七点二万人", "972000", "人"), ("二点零八亿", "208000000", ""), ("一点二个百分点", "1.2", "个百分点"),
        ("四点八五三万亿元", "4853000000000", "元"), ("一百二十点五亿元", "12050000000", "元"), ("两点三千万吨", "23000000", "吨"), ("百分之七点五", "7.5", "%"),
        ("百分之四十多", "40", "%"), ("1.2个亿", "120000000", ""), ("1.2个亿元", "120000000", "元"), ("三个多亿", "300000000", ""), ("两个亿", "200000000", ""),
        ("几十个亿", "1000000000", ""), ("十几个亿", "1000000000", ""), ("一两", "1", "两"), ("突破百亿元", "10000000000", "元"), ("迈上千亿元", "100000000000", "元"), ("跨上万亿元", "1000000000000", "元"),
        ("3萬3,883人", "33883", "人"), ("３萬３，８８３人", "33883", "人"), ("4兆8,530億元", "4853000000000", "元"), ("4兆8,530億", "4853000000000", ""),
        ("四兆八千五百三十億元", "4853000000000", "元"), ("1.5兆美元", "1500000000000", "美元"), ("500兆瓦", "500", "兆瓦"), ("100兆比特", "100", "兆比特"), ("3兆赫", "3", "兆赫兹"),
        ("100兆", "100", "兆"), ("5千兆", "5000", "兆"), ("廿五人", "25", "人"), ("卅万元", "300000", "元"), ("一百廿三家", "123", "家"), ("一二〇亩", "120", "亩"),
        ("六成五", "65", "%"), ("2成5", "25", "%"), ("七成", "70", "%"), ("两成多", "20", "%"), ("三成半", "35", "%"), ("三分之二强", "0.6667", ""), ("四分之一弱", "0.25", ""),
        ("30万吨级", "300000", "吨级"), ("三十万吨级", "300000", "吨级"), ("500千伏级", "500", "千伏级"), ("100兆瓦级", "100", "兆瓦级"), ("1000亿级", "100000000000", "级"),
        ("五百亿级", "50000000000", "级"), ("50亿元级", "5000000000", "元级"), ("100万千升", "1000000", "千升"), ("27块", "27", "元"), ("三块五", "3", "元"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_full(text: str, value: str, unit: str) -> None:
    quantity = read_quantities(f"共{text}。")[0]
    assert quantity.value is not None
    assert abs(quantity.value - Decimal(value)) < Decimal("0.001")
    assert quantity.unit == unit
    assert quantity.text == text or text == "三块五"


@pytest.mark.parametrize("dash", [*"-‐‑‒–—―−﹣﹘－~～〜∼⁓至到", "——", "--"])
def test_a_range_has_any_dash(dash: str) -> None:
    for text in (f"5{dash}6万人", f"5万{dash}6万人", f"五{dash}六万人"):
        (quantity,) = read_quantities(f"新增{text}。")
        assert (quantity.low, quantity.high, quantity.unit, quantity.text) == (50_000, 60_000, "人", text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("百分之二到三", 2, 3, "%"), ("百分之五至百分之六", 5, 6, "%"), ("百分之五六十", 50, 60, "%"), ("千分之三到五", "0.3", "0.5", "%"),
        ("六七成", 60, 70, "%"), ("三至四成", 30, 40, "%"), ("三点五至四点二亿元", 350_000_000, 420_000_000, "元"), ("五六十亿", 5 * 10**9, 6 * 10**9, ""),
        ("三两天", 2, 3, "天"), ("一两年", 1, 2, "年"), ("六成至七成", 60, 70, "%"), ("6成到7成", 60, 70, "%"),
    ],
)  # fmt: skip
def test_a_range_is_read_from_end_to_end(text: str, low: int | str, high: int | str, unit: str) -> None:
    (quantity,) = read_quantities(f"约{text},")
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("六成五", "64.5", "65.5"), ("三分之二强", "0.66", None), ("四分之一弱", None, "0.25"), ("30万吨级", "300000", "300000"), ("三点五亿元", "345000000", "355000000")],
)  # fmt: skip
def test_the_bounds_follow_the_words(text: str, low: str | None, high: str | None) -> None:
    (quantity,) = read_quantities(text)
    for bound, wanted in ((quantity.low, low), (quantity.high, high)):
        assert (bound is None) == (wanted is None)
        assert wanted is None or bound is None or abs(bound - Decimal(wanted)) < Decimal("0.01")


@pytest.mark.parametrize(
    "text",
    [
        "城乡二元经济", "破除二元结构", "三元正极材料", "获评两块“金字招牌”", "补齐一块“短板”", "三块牌子", "二０一０年", "二O一六年", "二Ｏ一二年", "二〇〇九年", "二○一五年",
        "二零一六年", "二0一0年", "二〇一六—二〇二〇年", "2O16年", "二Ｏ一二", "三届五次全会", "七次全会", "九届五次、六次、七次全会", "十二届三次四次全会", "第十五个五年规划",
        "五年计划", "稳中向好,2015年", "三人篮球赛", "五人制足球", "3人制篮球场", "三对三篮球", "铁人三项", "一以贯之", "三农", "一马当先", "万众一心", "面向四面八方",
        "成千上万", "三番五次", "十分重视", "六盘水市", "五台山", "二次供水", "二人转", "二类水", "实现“零”突破", "外贸“破零”", "最后一公里", "一年比一年多",
        "“三名”战略", "三个一批", "上午九点二十分", "百亿级产业集群", "千亿级", "万吨级码头", "二级医院", "5A级景区", "突破一批技术", "规模以上万元能耗",
    ],
)  # fmt: skip
def test_names_years_classes_and_idioms_are_no_quantities(text: str) -> None:
    assert [q.text for q in read_quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("利润增长12,2016年完成投资5亿元", ["5亿元"]), ("引进3个亿元以上项目", ["3个", "亿元以上"]), ("建成2个亿吨大港", ["2个"]), ("修复17块污染地块", ["17块"]),
        ("五元以下", ["五元以下"]), ("三块钱", ["三块钱"]), ("一等奖三个、二等奖五个", ["三个", "五个"]), ("召开三年来第一次大会,成员五人", ["五人"]),
        ("应征入伍七条措施", ["七条"]), ("实现产值三点五亿元,同比增长百分之七点五", ["三点五亿元", "百分之七点五"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_still_read(text: str, read: list[str]) -> None:
    assert [q.text for q in read_quantities(text) if q.text != "12"] == read


@pytest.mark.parametrize("unit", ["吨", "千瓦", "千伏", "兆瓦", "米", "平方米", "元", "人"])
@pytest.mark.parametrize("number", ["30万", "三十万", "8000", "数万", "超百万"])
def test_a_class_is_never_the_amount(number: str, unit: str) -> None:
    for quantity in read_quantities(f"建成{number}{unit}级设施"):
        assert quantity.unit == f"{unit}级"


@pytest.mark.parametrize(
    ("a", "b"),
    [("三点五亿元", "3.5亿元"), ("三点五亿元", "35000万元"), ("三亿五千万元", "三点五亿元"), ("4兆8,530億元", "4.853万亿元"), ("六成五", "65%"), ("廿五家", "25家"), ("百分之二到三", "2%-3%"), ("五‑六万人", "5-6万人"), ("三十万吨级", "30万吨级")],
)  # fmt: skip
def test_a_number_said_otherwise_is_the_same(a: str, b: str) -> None:
    assert same_quantity(read_quantities(a)[0], read_quantities(b)[0])


_DIGIT_NAMES = "零一二三四五六七八九"


@given(st.integers(1, 99), st.integers(0, 99), st.sampled_from(["万", "亿", "万亿", "千万", ""]))
def test_a_decimal_in_chinese_digits_is_the_one_in_arabic_digits(
    whole: int, fraction: int, magnitude: str
) -> None:
    tens, ones = divmod(whole, 10)
    said = (f"{_DIGIT_NAMES[tens]}十" if tens else "") + (_DIGIT_NAMES[ones] if ones or not tens else "")
    decimals = f"{fraction:02d}"
    said += "点" + "".join(_DIGIT_NAMES[int(d)] for d in decimals)
    (chinese,) = read_quantities(f"达到{said}{magnitude}吨")
    (arabic,) = read_quantities(f"达到{whole}.{decimals}{magnitude}吨")
    assert (chinese.value, chinese.low, chinese.high, chinese.unit) == (
        arabic.value,
        arabic.low,
        arabic.high,
        arabic.unit,
    )


@pytest.mark.parametrize("phrase", [phrase for phrases in SET_PHRASES.values() for phrase in phrases])
def test_a_set_phrase_counts_nothing_and_would_if_it_were_not_listed(
    phrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (phrase, f"坚持{phrase},抓好落实", f"坚持{phrase}推进工作")
    assert not any(read_quantities(text) for text in texts)
    others = re.compile("|".join(f"(?:{g.pattern})" for g in GUARDS if g.name != "set phrase"))
    monkeypatch.setattr(
        "summarizer.quantities.reader.guarded", lambda text: [m.span() for m in others.finditer(text)]
    )
    assert any(list(_Reader(text).read()) for text in texts)


def test_every_quantity_without_an_arabic_digit_in_the_reports_was_looked_at() -> None:
    """A reading that is not on the list is new: look at it, then add it there or keep it from being read."""
    texts = [
        read_document(str(path)).text for path in sorted([*EXAMPLES.glob("*.txt"), *KINDS.glob("*.txt")])
    ]
    found = {q.text for text in texts for q in read_quantities(text) if not re.search(r"[\d０-９]", q.text)}
    assert found == set(REVIEWED.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("引资HK$12亿", 1_200_000_000, "港元"), ("NT$12亿", 1_200_000_000, "新台币"), ("US$5亿", 500_000_000, "美元"), ("到账港币5亿元", 500_000_000, "港元"), ("新臺幣5億元", 500_000_000, "新台币"),
        ("美元5亿元", 500_000_000, "美元"), ("5亿HKD", 500_000_000, "港元"), ("3亿RMB", 300_000_000, "元"), ("RMB5000万", 50_000_000, "元"), ("人民币5亿元", 500_000_000, "元"),
    ],
)  # fmt: skip
def test_the_currency_is_the_one_that_is_printed(text: str, value: int, unit: str) -> None:
    (found,) = read_quantities(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["完成投资32²亿元", "新增企业3485¹家", "完成投资32[3]亿元"])
def test_a_figure_with_a_raised_one_behind_it_gives_no_part_of_itself(text: str) -> None:
    assert all(q.value not in {100_000_000, 2, 1, 3} for q in read_quantities(text))
