"""Sentences → statements: which indicator, which figure, which period, said how."""

import pytest
from conftest import SHORT_REPORT

from summarizer.document import document_from_text
from summarizer.reading import read_report
from summarizer.reading.statements import (
    PART_AND_WHOLE,
    Statement,
    compare_scopes,
    concept_of,
    headline_statements,
)

HEAD = "政府工作报告\n——2022年1月20日在甲县第九届人民代表大会第一次会议上\n各位代表:\n现在,我代表县政府向大会报告工作。\n"
REVIEW = HEAD + "一、2021年工作回顾\n(一)经济稳中有进\n{}\n二、2022年工作安排\n推进道路改造。\n"
PLAN = HEAD + "一、2021年工作回顾\n道路改造全面完成。\n二、2022年工作安排\n主要预期目标是:{}\n"


def statements(frame: str, text: str) -> list[Statement]:
    return list(read_report(document_from_text(frame.format(text))).statements)


def said(statement: Statement) -> tuple[str, str | None, float | None]:
    change = statement.signed_change
    return (
        statement.name,
        statement.value.text if statement.value else None,
        None if change is None else float(change),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年地区生产总值预计完成320亿元,增长5%。", [("地区生产总值", "320亿元", 5)]),
        ("固定资产投资完成211亿元,下降70.3%。", [("固定资产投资", "211亿元", -70.3)]),
        ("实现地区生产总值391亿元,增长8.6%;财政收入38.74亿元,增长4.26%,其中地方级收入26.5亿元,增长0.9%。",
         [("地区生产总值", "391亿元", 8.6), ("财政收入", "38.74亿元", 4.26), ("地方级收入", "26.5亿元", 0.9)]),
        ("全县地区生产总值增长12.6%达92.9亿元,第一产业增长9.1%达21.2亿元。", [("地区生产总值", "92.9亿元", 12.6), ("第一产业", "21.2亿元", 9.1)]),
        ("地区生产总值跨越5000亿元,达5600亿元,增长14%以上。", [("地区生产总值", "5600亿元", 14)]),
        ("财政收入迈过千亿大关,达1330亿元,增长28.55%。", [("财政收入", "1330亿元", 28.55)]),
        ("城乡居民人均可支配收入分别增长12%和13%,分别达43366元和13835元。",
         [("城镇居民人均可支配收入", "43366元", 12), ("农村居民人均可支配收入", "13835元", 13)]),
        ("财政总收入10.5亿元、一般公共预算收入6.2亿元,分别增长8.1%和7.5%。", [("财政总收入", "10.5亿元", 8.1), ("一般公共预算收入", "6.2亿元", 7.5)]),
        ("基础设施、制造业投资分别增长9.4%、9.1%,带动固定资产投资增长5.1%。",
         [("基础设施投资", None, 9.4), ("制造业投资", None, 9.1), ("固定资产投资", None, 5.1)]),
        ("一般公共预算收入完成14.06亿元,完成年初预算的122.3%。", [("一般公共预算收入", "14.06亿元", None)]),
        ("服务业增加值占地区生产总值比重达73%。", [("服务业增加值占地区生产总值比重", "73%", None)]),
        ("外贸进出口总额由2016年的4500万美元增加到2.3亿美元。", [("外贸进出口总额", "2.3亿美元", None)]),
        ("单位地区生产总值能耗下降3.1%。", [("单位地区生产总值能耗", None, -3.1)]),
    ],
)  # fmt: skip
def test_each_figure_goes_to_its_indicator(
    text: str, expected: list[tuple[str, str | None, float | None]]
) -> None:
    assert [said(s) for s in statements(REVIEW, text)] == expected


def test_words_said_once_for_a_list_reach_every_member() -> None:
    found = statements(
        REVIEW, "预计2021年:地区生产总值实现118亿元;固定资产投资完成127亿元;实际利用外资完成316万美元。"
    )
    assert [s.estimated for s in found] == [True, True, True]
    found = statements(REVIEW, "全年地区生产总值预计完成320亿元;一般公共预算收入完成14.06亿元。")
    assert [s.estimated for s in found] == [True, False]


def test_targets_are_paired_by_order_and_keep_their_qualifiers() -> None:
    found = statements(
        PLAN,
        "地区生产总值、一般公共预算收入、固定资产投资分别增长7%、5%和10%左右,城镇登记失业率控制在4%以内。",
    )
    assert [said(s) for s in found] == [
        ("地区生产总值", None, 7.0), ("一般公共预算收入", None, 5.0), ("固定资产投资", None, 10.0), ("城镇登记失业率", "4%以内", None),
    ]  # fmt: skip
    assert {s.kind for s in found} == {"target"}
    assert {s.period for s in found} == {"2022"}
    assert found[2].change is not None
    assert found[2].change.qualifier == "左右"


def test_a_target_may_have_a_standard_in_place_of_a_figure() -> None:
    found = statements(PLAN, "地区生产总值增长7%;居民收入增长与经济增长基本同步。")
    assert [(s.name, s.standard) for s in found] == [
        ("地区生产总值", None),
        ("居民收入", "与经济增长基本同步"),
    ]


def test_periods_come_from_the_sentence_else_from_the_list_else_from_the_part() -> None:
    text = "地区生产总值完成300亿元。\n(二)五年成就\n五年来,地区生产总值年均增长6.5%;一般公共预算收入累计完成87.6亿元。\n2021年,规模以上工业增加值完成4.1亿元。"
    found = statements(REVIEW, text)
    assert [(s.period, s.kind) for s in found] == [
        ("2021", "actual"),
        ("五年", "actual"),
        ("五年", "cumulative"),
        ("2021", "actual"),
    ]
    assert found[1].change_kind == "annual_average"


@pytest.mark.parametrize(
    ("a", "b", "scopes"),
    [
        ("公共财政预算收入", "一般公共预算收入", set()), ("规上工业增加值", "规模以上工业增加值", set()), ("全社会固定资产投资", "固定资产投资", set()),
        ("地区生产总值", "固定资产投资", None), ("区本级固定资产投资", "固定资产投资", {"本级"}),
        ("城镇居民人均可支配收入", "人均可支配收入", {PART_AND_WHOLE}), ("实际使用外资", "外商直接投资", set()),
    ],
)  # fmt: skip
def test_names_are_matched_across_wording_and_scope(a: str, b: str, scopes: set[str] | None) -> None:
    assert compare_scopes(concept_of(a), concept_of(b)) == scopes


def test_headline_indicators_are_those_of_a_main_table() -> None:
    result = read_report(document_from_text(SHORT_REPORT))
    headline = headline_statements(result, result.statements)
    assert [s.name for s in headline] == ["地区生产总值", "新增城镇就业"]
    assert not any("企业" in s.name or "公园" in s.name for s in headline)
