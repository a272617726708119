"""Text → quantities: values, units, bounds, qualifiers, spans, and what is none."""

import time
from decimal import Decimal

import pytest
from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import read_document
from summarizer.quantities import read_quantities, same_quantity
from summarizer.quantities.forms import FORMS
from summarizer.quantities.guards import GUARDS


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("320亿元", "32000000000", "元"), ("1.1万人次", "11000", "人次"), ("1.1万 人次", "11000", "人次"), ("350亿 元", "35000000000", "元"),
        ("6300万美元", "63000000", "美元"), ("20867人", "20867", "人"), ("近万个", "10000", "个"), ("千余场", "1000", "场"), ("5400余人", "5400", "人"),
        ("10余个", "10", "个"), ("2200余万元", "22000000", "元"), ("超亿元", "100000000", "元"), ("千万元以上", "10000000", "元"), ("6%左右", "6", "%"),
        ("3%以内", "3", "%"), ("98%以上", "98", "%"), ("不低于85%", "85", "%"), ("百分之五", "5", "%"), ("千分之三", "0.3", "%"), ("三成", "30", "%"),
        ("三成半", "35", "%"), ("1/4", "0.25", ""), ("近1/4", "0.25", ""), ("1.5个百分点", "1.5", "个百分点"), ("翻两番", "4", "倍"), ("翻一番", "2", "倍"),
        ("2.3倍", "2.3", "倍"), ("二十三家", "23", "家"), ("一百二十万吨", "1200000", "吨"), ("数千人次", "1000", "人次"), ("四万亿", "4000000000000", ""),
        ("15万余件", "150000", "件"), ("500家次", "500", "家次"), ("12.5平方公里", "12.5", "平方公里"), ("8800万千瓦时", "88000000", "千瓦时"),
        ("1.3万亿斤", "1300000000000", "斤"), ("300公顷", "300", "公顷"), ("45万标箱", "450000", "标箱"), ("30万平方米", "300000", "平方米"), ("30万平米", "300000", "平方米"),
        ("２０８６７人", "20867", "人"), ("1,234人", "1234", "人"), ("5万4千元", "54000", "元"), ("两个", "2", "个"), ("两年半", "2.5", "年"), ("负3.2%", "-3.2", "%"),
        ("人民币50元", "50", "元"), ("五元三毛", "5.3", "元"), ("三百五十億元", "35000000000", "元"), ("1.5個百分點", "1.5", "个百分点"), ("七十五萬人", "750000", "人"),
        ("40微克/立方米", "40", "微克/立方米"), ("500多亿元", "50000000000", "元"), ("十几万人", "100000", "人"), ("三分之一", "0.3333", ""),
    ],
)  # fmt: skip
def test_a_quantity_is_read_in_full(text: str, value: str, unit: str) -> None:
    (quantity,) = read_quantities(f"共{text}。")
    assert quantity.value is not None
    assert abs(quantity.value - Decimal(value)) < Decimal("0.001")
    assert (quantity.unit, quantity.text) == (unit, text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("118亿元", "11750000000", "11850000000"), ("14.06亿元", "1405500000", "1406500000"), ("5%", "4.5", "5.5"), ("6.5%", "6.45", "6.55"), ("20867人", "20867", "20867"),
        ("1.1万人", "10500", "11500"), ("5400余人", "5400", None), ("超亿元", "100000000", None), ("98%以上", "98", None), ("3%以内", None, "3"), ("近万个", None, "10000"),
        ("6%左右", None, None), ("1/4", "0.25", "0.25"), ("3-4个", "3", "4"), ("1.3—1.5亿元", "130000000", "150000000"), ("10%至15%", "10", "15"), ("二三十个", "20", "30"),
        ("大于100并且小于300", "100", "300"),
    ],
)  # fmt: skip
def test_the_bounds_are_half_of_the_last_digit_opened_by_the_qualifier(
    text: str, low: str | None, high: str | None
) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.low, quantity.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize("text", ["3-4个", "1.3—1.5亿元", "10%至15%", "一到五个"])
def test_a_range_has_no_one_value(text: str) -> None:
    (quantity,) = read_quantities(text)
    assert quantity.value is None


@pytest.mark.parametrize(
    "text",
    ["365工作体系", "12345热线", "十八大", "三严三实", "5A级景区", "PM2.5", "H1N1流感", "C06地块", "一四五中学", "“1+4+N”工程", "世界500强企业",
     "第三", "第14届", "2016年", "2016年1月6日", "一、二期", "三位一体", "上半年", "1-11月", "二〇一六年", "十三五时期", "“四个意识”", "四个全面", "八项规定", "一个新台阶",
     "一批项目", "百家争鸣", "千方百计", "过去五年", "11.8:48.3:39.9", "新中国成立70周年", "向四周辐射", "零部件", "5G网络", "签约公司", "（3）", "1.推进", "三、四季度", "十八届三中全会",
     "“123”工程", "8时30分", "国发〔2016〕5号"],
)  # fmt: skip
def test_names_ordinals_and_dates_are_no_quantities(text: str) -> None:
    assert not read_quantities(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_every_form_reads_its_example_first(form) -> None:  # type: ignore[no-untyped-def]
    at = 0 if form.name != "vague" else form.example.index("数")
    first = next(f for f in FORMS if f.read(form.example, at) is not None)
    assert first.name == form.name
    assert len(read_quantities(form.example)) == 1


@pytest.mark.parametrize("guard", GUARDS, ids=lambda g: g.name)
def test_every_guard_holds_for_its_example(guard) -> None:  # type: ignore[no-untyped-def]
    assert not read_quantities(guard.example)


def test_spans_are_exact_with_stray_spaces_inside() -> None:
    text = "改造672个老旧楼院,完成100万 平方米既有居住建筑节能改造,每万人拥有企业数达446户,投资1.1 亿元。"
    assert [text[q.start : q.end] for q in read_quantities(text)] == [
        "672个",
        "100万 平方米",
        "446户",
        "1.1 亿元",
    ]


@pytest.mark.parametrize("text", ["签约10个项目", "最近3年", "经过3年努力"])
def test_words_that_only_look_like_a_qualifier_are_none(text: str) -> None:
    assert [q.qualifier for q in read_quantities(text)] == [None]


_NUMBERS = st.text(
    alphabet="0123456789.,%亿万千百十一二两三五个家元美吨余多近超约以上左右至-—/ 分之成半点年月日第“”(（、,\n萬億個ｋ９",
    max_size=40,
)


@given(_NUMBERS | st.text(max_size=60))
def test_spans_are_exact_in_order_and_apart_for_any_text(text: str) -> None:
    last = 0
    for q in read_quantities(text):
        assert last <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert q.low is None or q.high is None or q.low <= q.high
        last = q.end


@given(
    st.decimals(min_value="0.01", max_value="99999", places=2),
    st.sampled_from(["亿元", "万人次", "万平方米", "%", "亿千瓦时", "个百分点"]),
)
def test_a_printed_number_is_read_as_itself(number: Decimal, unit: str) -> None:
    (quantity,) = read_quantities(f"达到{number}{unit}。")
    factor = {"亿": 10**8, "万": 10**4}.get(unit[0], 1)
    assert quantity.value == number * factor
    assert (quantity.number, quantity.printed_unit) == (str(number), unit)


@pytest.mark.parametrize(
    ("a", "b"),
    [("1.05亿元", "10500万元"), ("百分之五", "5%"), ("二十三家", "23家"), ("30万㎡", "300000平方米"), ("2公里", "2000米"), ("21名", "21人"), ("1200公斤", "1.2吨")],
)  # fmt: skip
def test_a_number_said_otherwise_is_the_same(a: str, b: str) -> None:
    assert same_quantity(read_quantities(a)[0], read_quantities(b)[0])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("320亿元", "302亿元"),
        ("320亿元", "320万元"),
        ("320亿元", "320亿美元"),
        ("5%", "5个百分点"),
        ("3个", "3家"),
    ],
)
def test_another_number_or_unit_is_not_the_same(a: str, b: str) -> None:
    assert not same_quantity(read_quantities(a)[0], read_quantities(b)[0])


def test_time_is_linear_in_length() -> None:
    text = read_document(str(EXAMPLES / "dalian-zhongshan-2024.txt")).text

    def seconds(copies: int) -> float:
        read_quantities.cache_clear()
        began = time.perf_counter()
        read_quantities(text * copies)
        return time.perf_counter() - began

    seconds(1)
    assert seconds(16) < 8 * max(seconds(4), 0.01)


@pytest.mark.parametrize(
    ("text", "number", "unit", "scale"),
    [("14.06亿元", "14.06", "亿元", 10**8), ("百分之四以内", "四", "%", 1), ("10.5-12亿元", "10.5-12", "亿元", 1), ("6300万美元", "6300", "万美元", 10**4), ("1270多万人", "1270", "万人", 10**4), ("15万余件", "15", "万件", 10**4), ("30余场", "30", "场", 1)],
)  # fmt: skip
def test_number_and_unit_are_told_as_printed(text: str, number: str, unit: str, scale: int) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.number, quantity.printed_unit, quantity.scale) == (number, unit, scale)


def test_the_ends_of_a_range_share_the_magnitude_that_is_printed_once() -> None:
    for text in ("3.5万至4.2万亿元", "3.5—4.2万亿元"):
        (quantity,) = read_quantities(text)
        assert (quantity.low, quantity.high) == (Decimal("3.5e12"), Decimal("4.2e12"))
