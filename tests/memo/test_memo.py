"""A memo by rules: what stands in it, and that every figure of it stands in the source."""

import re

import pytest
from conftest import EXAMPLES, SHORT_REPORT
from made import LIMITS, body, by_rules, material, memo_by_rules, untraced

from summarizer.checks import check_arithmetic
from summarizer.extract.model import Item
from summarizer.memo import compose, gather
from summarizer.memo.compose import _figure
from summarizer.memo.figures import main_periods, pair_up
from summarizer.memo.model import Chart, Memo, Paragraph, Table
from summarizer.messages import Words

REPORTS = sorted(p.stem for p in EXAMPLES.glob("*.txt"))


def texts(memo: Memo, kind: str) -> list[str]:
    return [b.text for b in memo.blocks if isinstance(b, Paragraph) and b.kind == kind]


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_of_the_body_stands_in_the_references_beside_it(name: str) -> None:
    memo = memo_by_rules(EXAMPLES / f"{name}.txt")
    figures = sum(len(re.findall(r"\d", b.text)) for b in body(memo) if isinstance(b, Paragraph))
    assert figures > 20  # there is something to trace
    assert list(untraced(memo)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_references_quote_the_text_as_given(name: str) -> None:
    path = EXAMPLES / f"{name}.txt"
    read, results = by_rules(path)
    memo = compose(gather(read, results, check_arithmetic(read), LIMITS), LIMITS, {}, Words("zh"))
    assert [r.number for r in memo.references] == list(range(1, len(memo.references) + 1))
    for reference in memo.references:
        parts = [" ".join(read.document.given[s.start : s.end].split()) for s in reference.spans]
        assert reference.quote == " … ".join(parts)


def test_a_figure_that_is_not_in_the_source_is_found_by_the_trace() -> None:
    from dataclasses import replace

    memo = memo_by_rules(SHORT_REPORT)
    blocks = tuple(
        replace(b, runs=tuple(replace(r, text=r.text.replace("86亿元", "87亿元")) for r in b.runs))
        if isinstance(b, Paragraph) else b
        for b in memo.blocks
    )  # fmt: skip
    assert [figure for figure, _ in untraced(replace(memo, blocks=blocks))] == ["87亿元"]


def test_the_parts_stand_in_order_with_chinese_numbers() -> None:
    memo = memo_by_rules(SHORT_REPORT)
    assert texts(memo, "title") == ["甲县政府工作报告简报"]
    assert texts(memo, "heading1") == [
        "一、总体情况", "二、主要指标", "三、主要成效", "四、存在问题", "五、下一步任务", "六、数据核对",
    ]  # fmt: skip
    (fact,) = texts(memo, "fact")
    assert "王一" in fact
    assert "2031年1月6日" in fact


def test_no_point_is_told_twice() -> None:
    for name in REPORTS:
        memo = memo_by_rules(EXAMPLES / f"{name}.txt")
        told = [n for b in body(memo) if isinstance(b, Paragraph) for r in b.runs for n in r.references]
        assert len(told) == len(set(told)), name


def test_flagged_items_are_not_told() -> None:
    read, results = by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    flagged = {i.id for r in results for i in r.items if i.worst in {"warning", "error"}}
    assert flagged
    memo = compose(gather(read, results, check_arithmetic(read), LIMITS), LIMITS, {}, Words("zh"))
    told = {n for b in body(memo) if isinstance(b, Paragraph) for r in b.runs for n in r.references}
    assert not {r.item for r in memo.references if r.number in told} & flagged


def test_a_deadline_said_elsewhere_in_the_sentence_is_added() -> None:
    report = SHORT_REPORT.replace("完成12公里河道治理", "到2033年,完成12公里河道治理")
    memo = memo_by_rules(report)
    assert any("完成12公里河道治理（到2033年）" in text for text in texts(memo, "text"))


def test_the_table_sets_result_and_target_of_one_indicator_side_by_side() -> None:
    report = SHORT_REPORT.replace("完成12公里", "全县地区生产总值增长6%左右,力争达到92亿元。完成12公里")
    (table,) = [b for b in memo_by_rules(report).blocks if isinstance(b, Table)]
    assert table.header == ("指标", "2030年实绩", "增减", "2031年目标", "目标增减")
    assert table.rows[0].cells[:3] == ("地区生产总值", "86亿元", "5.2%")
    assert "6%左右" in table.rows[0].cells


def test_indicators_of_different_scope_stay_apart() -> None:
    _, results = by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    items = next(r for r in results if r.schema == "indicators").items
    pairs = pair_up(items, main_periods(items, "2018", "2019"), 30)
    investment = [p for p in pairs if "固定资产投资" in p.name]
    assert [(p.name, bool(p.actual), bool(p.target)) for p in investment] == [
        ("固定资产投资", True, False),
        ("区本级固定资产投资", False, True),
    ]


def test_targets_of_a_plan_are_not_taken_for_those_of_the_year() -> None:
    memo = memo_by_rules(EXAMPLES / "dalian-xigang-2016.txt")
    (table,) = [b for b in memo.blocks if isinstance(b, Table)]
    assert table.header[3] == "2016年目标"
    assert any(text.startswith("“十三五”目标。") for text in texts(memo, "text"))
    tasks = texts(memo, "text")[texts(memo, "text").index("任务主要在产业发展、民生保障、安全稳定等方面。") :]
    assert not any("城镇登记失业率" in text for text in tasks)


def test_a_chart_leaves_out_what_would_press_all_other_bars_flat() -> None:
    memo = memo_by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    (chart,) = [b for b in memo.blocks if isinstance(b, Chart)]
    names = [bar.name for bar in chart.bars]
    assert "地区生产总值" in names
    assert "实际利用外资" not in names  # 378 %


def test_relations_that_fail_are_told_first_with_what_would_make_them_true() -> None:
    memo = memo_by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    first = next(t for t in texts(memo, "heading3") if "不符" in t or "不能判定" in t)
    assert first.startswith("1.不符：社会消费品零售总额")
    assert "8.99%" in first


def test_limits_bound_what_is_told() -> None:
    few = dict.fromkeys(LIMITS, 2)
    read, results = by_rules(EXAMPLES / "dalian-xigang-2016.txt")
    found = gather(read, results, (), few)
    assert len(found.results_told) == len(found.tasks) == len(found.pairs) == 2
    assert len(material(EXAMPLES / "dalian-xigang-2016.txt").tasks) == LIMITS["tasks"]


def test_a_report_without_figures_or_plan_still_gives_a_memo() -> None:
    memo = memo_by_rules("关于某事的说明\n这里没有数字,也没有任务。\n")
    assert texts(memo, "heading1")[-1] == "六、数据核对"
    assert "报告没有给出主要指标的数字。" in texts(memo, "text")


def test_labels_are_english_where_that_is_asked_for() -> None:
    memo = memo_by_rules(SHORT_REPORT, Words("en"))
    assert texts(memo, "heading1")[0] == "一、Overview"
    (table,) = [b for b in memo.blocks if isinstance(b, Table)]
    assert table.header[0] == "Indicator"


@pytest.mark.parametrize(
    "sentence", ["继续出资1000万元。", "按照“一流”目标推进各项工作。", "不断提升治理能力和水平。"]
)
def test_what_leans_on_another_clause_or_only_praises_is_not_told(sentence: str) -> None:
    filler = "新建停车场3处。改造道路5条。建成图书馆1座。新增学位900个。引进企业21家。启动滨河公园建设。"
    memo = memo_by_rules(
        SHORT_REPORT.replace("完成12公里河道治理,", filler + sentence + "完成12公里河道治理,")
    )
    told = "".join(texts(memo, "text"))
    assert "新建停车场3处" in told
    assert sentence[:6] not in told


def test_an_estimate_said_once_for_a_list_is_told_with_each_figure() -> None:
    told = texts(memo_by_rules(EXAMPLES / "yingkou-xishi-2019.txt"), "text")[0]
    assert told.startswith("地区生产总值预计实现118亿元，同比增长5.5%")
    assert "固定资产投资预计完成127亿元" in told


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("占地区生产总值比重达58%", "服务业增加值占地区生产总值比重", "服务业增加值占地区生产总值比重58%"),
        ("服务业增加值占比达58%", "服务业增加值占比", "服务业增加值占比达58%"),
    ],
)
def test_a_share_is_told_with_the_name_of_what_it_is_of(text: str, name: str, told: str) -> None:
    item = Item("indicators-1", {"name": name, "figure": "58%"}, (), text, (), (), ())
    assert _figure(item).text == told
