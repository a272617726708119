"""Text → quantities: values, units, qualifiers, and what is none."""

from decimal import Decimal

import pytest

from summarizer.quantities import read_quantities, same_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("320亿元", "32000000000", "元"), ("1.1万人次", "11000", "人次"), ("6300万美元", "63000000", "美元"), ("20867人", "20867", "人"),
        ("千余场", "1000", "场"), ("5400余人", "5400", "人"), ("10余个", "10", "个"), ("2200余万元", "22000000", "元"),
        ("千万元以上", "10000000", "元"), ("6%左右", "6", "%"), ("3%以内", "3", "%"), ("98%以上", "98", "%"), ("不低于85%", "85", "%"),
        ("百分之五", "5", "%"), ("千分之三", "0.3", "%"), ("近1/4", "0.25", ""), ("1.5个百分点", "1.5", "个百分点"), ("2.3倍", "2.3", "倍"),
        ("二十三家", "23", "家"), ("一百二十万吨", "1200000", "吨"), ("15万余件", "150000", "件"), ("8800万千瓦时", "88000000", "千瓦时"),
        ("30万平方米", "300000", "平方米"), ("30万平米", "300000", "平方米"),
    ],
)  # fmt: skip
def test_a_quantity_is_read_in_full(text: str, value: str, unit: str) -> None:
    (quantity,) = read_quantities(f"共{text}。")
    assert (quantity.value, quantity.unit, quantity.text) == (Decimal(value), unit, text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"), [("3-4个", 3, 4, "个"), ("1.3—1.5亿元", 130000000, 150000000, "元")]
)
def test_a_range_has_its_printed_ends(text: str, low: int, high: int, unit: str) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.value, quantity.low, quantity.high, quantity.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    "text",
    ["365工作体系", "12345热线", "十八大", "三严三实", "5A级景区", "PM2.5", "H1N1流感", "C06地块", "一四五中学", "“1+4+N”工程", "世界500强企业",
     "第三", "第14届", "2016年", "2016年1月6日", "一、二期", "三位一体", "上半年"],
)  # fmt: skip
def test_names_ordinals_and_dates_are_no_quantities(text: str) -> None:
    assert not read_quantities(text)


def test_spans_are_exact() -> None:
    text = "改造672个老旧楼院,完成100万平方米既有居住建筑节能改造,每万人拥有企业数达446户。"
    assert [text[q.start : q.end] for q in read_quantities(text)] == [q.text for q in read_quantities(text)]
    assert [q.text for q in read_quantities(text)] == ["672个", "100万平方米", "446户"]


@pytest.mark.parametrize(
    ("a", "b"),
    [("1.05亿元", "10500万元"), ("百分之五", "5%"), ("二十三家", "23家"), ("30万㎡", "300000平方米")],
)
def test_a_number_said_otherwise_is_the_same(a: str, b: str) -> None:
    assert same_quantity(read_quantities(a)[0], read_quantities(b)[0])


@pytest.mark.parametrize(
    ("a", "b"),
    [("320亿元", "302亿元"), ("320亿元", "320万元"), ("320亿元", "320亿美元"), ("5%", "5个百分点")],
)
def test_another_number_or_unit_is_not_the_same(a: str, b: str) -> None:
    assert not same_quantity(read_quantities(a)[0], read_quantities(b)[0])
