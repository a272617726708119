"""A memo by rules: what stands in it, and that every figure of it stands in the source."""

import re
from dataclasses import replace

import pytest
from conftest import EXAMPLES, SHORT_REPORT
from made import LIMITS, body, by_rules, material, memo_by_rules, untraced

from summarizer.checks import Finding, check_arithmetic
from summarizer.document import document_from_text
from summarizer.extract.evidence import evidence_at
from summarizer.extract.model import Item
from summarizer.memo import Prose, briefs, compose, gather
from summarizer.memo.figures import headline, main_periods, pair_up
from summarizer.memo.model import Chart, Memo, Paragraph, Table
from summarizer.memo.prose import Told
from summarizer.messages import Message, Words
from summarizer.reading import read_report

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
    read, results = by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    figures = [headline(read, i) for i in next(r for r in results if r.schema == "indicators").items]
    pairs = pair_up(figures, main_periods(figures, "2018", "2019"))
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
    said = texts(memo, "text")
    tasks = said[next(i for i, text in enumerate(said) if text.startswith("任务主要在")) :]
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
    assert told.startswith("2018年实绩。地区生产总值预计实现118亿元，同比增长5.5%")
    assert "固定资产投资预计完成127亿元" in told


def plan(*sentences: str) -> str:
    """The short report with sentences of targets before its tasks."""
    return SHORT_REPORT.replace("完成12公里河道治理", "".join(sentences) + "完成12公里河道治理")


def row(memo: Memo, name: str) -> tuple[str, ...]:
    (table,) = [b for b in memo.blocks if isinstance(b, Table)]
    return next(r.cells for r in table.rows if r.cells[0] == name)


def test_targets_are_never_told_without_saying_so() -> None:
    memo = memo_by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    assert texts(memo, "text")[0].startswith("2018年实绩。")
    read, results = by_rules(plan("主要预期目标是:地区生产总值增长6%。"))
    found = gather(read, results, (), LIMITS)
    (brief,) = [b for b in briefs(found, LIMITS, Words("zh")) if b.part == "indicators"]
    told = compose(
        found, LIMITS, {"indicators": Prose((Told("地区生产总值增长6%。", brief.points),))}, Words("zh")
    )
    assert "2031年目标。地区生产总值增长6%。" in texts(told, "text")


@pytest.mark.parametrize(
    ("sentence", "cells"),
    [
        ("力争地区生产总值增长6%。", ("—", "力争6%")),
        ("一般公共预算收入力争达到20亿元。", None),
        ("地区生产总值增长5.5%左右,力争达到6%。", ("—", "5.5%左右")),
    ],
)
def test_a_target_keeps_its_hedge_and_a_rate_is_no_level(
    sentence: str, cells: tuple[str, str] | None
) -> None:
    memo = memo_by_rules(plan("主要预期目标是:" + sentence))
    if cells is None:
        assert row(memo, "一般公共预算收入")[3] == "力争20亿元"
    else:
        assert row(memo, "地区生产总值")[3:] == cells


def test_an_average_over_years_says_so_in_the_table() -> None:
    report = SHORT_REPORT.replace("增长5.2%。", "增长5.2%,一般公共预算收入年均增长8.1%。")
    assert row(memo_by_rules(report), "一般公共预算收入")[2] == "年均8.1%"


def test_a_figure_of_the_region_around_is_not_this_ones() -> None:
    report = SHORT_REPORT.replace("增长5.2%。", "增长5.2%。全市固定资产投资增长4%。")
    (table,) = [b for b in memo_by_rules(report).blocks if isinstance(b, Table)]
    assert not any("固定资产投资" in r.cells[0] for r in table.rows)


def test_what_was_aimed_at_and_missed_is_no_result() -> None:
    report = SHORT_REPORT.replace("增长5.2%。", "增长5.2%。原定目标固定资产投资增长7%未能完成。")
    memo = memo_by_rules(report)
    assert not any(
        "7%" in cell for b in memo.blocks if isinstance(b, Table) for r in b.rows for cell in r.cells
    )
    assert "7%" not in "".join(texts(memo, "text"))


def test_rows_that_are_cut_are_counted_and_targets_stand_before_results_alone() -> None:
    few = {**LIMITS, "indicators": 3}
    read, results = by_rules(EXAMPLES / "yingkou-xishi-2019.txt")
    memo = compose(gather(read, results, (), few), few, {}, Words("zh"))
    (table,) = [b for b in memo.blocks if isinstance(b, Table)]
    assert len(table.rows) == 3
    assert all(r.cells[3] != "—" or r.cells[4] != "—" for r in table.rows)
    assert "报告的其他指标未列入表中。" in texts(memo, "note")


def test_problems_keep_the_order_of_the_report_and_stand_behind_the_heading_that_says_them() -> None:
    problems = "三、存在的主要问题\n一是农村道路养护滞后。全县还有40公里没有人管。\n二是审批环节偏多,办事效率不高。\n"
    report = SHORT_REPORT.replace("二、2031年主要工作任务", problems + "四、2031年主要工作任务")
    told = "".join(texts(memo_by_rules(report), "heading3"))
    assert told.index("农村道路养护滞后：全县还有40公里没有人管") < told.index("审批环节偏多")
    assert "养护滞后：审批" not in told
    assert "是审批" not in told


def test_a_flagged_item_is_listed_in_its_own_words() -> None:
    read, results = by_rules(SHORT_REPORT)
    first, *others = results[2].items
    wrong = replace(
        first, data={**first.data, "object": "20公里河道治理"},
        findings=(Finding("number-not-in-evidence", "error", "object", Message("wrong figure")),),
    )  # fmt: skip
    results[2] = replace(results[2], items=(wrong, *others))
    memo = compose(gather(read, results, (), LIMITS), LIMITS, {}, Words("zh"))
    assert any("“完成20公里河道治理12公里”：wrong figure" in text for text in texts(memo, "heading3"))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("占地区生产总值比重达58%", "服务业增加值占地区生产总值比重", "服务业增加值占地区生产总值比重58%"),
        ("服务业增加值占比达58%", "服务业增加值占比", "服务业增加值占比达58%"),
    ],
)
def test_a_share_is_told_with_the_name_of_what_it_is_of(text: str, name: str, told: str) -> None:
    read = read_report(document_from_text(text))
    evidence = evidence_at(read, read.sentences[0], 0, len(text))
    data = {"name": name, "figure": "58%", "qualifier": None}
    assert headline(read, Item("indicators-1", data, (), text, (evidence,), (), ())).text == told
