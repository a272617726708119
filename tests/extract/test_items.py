"""Raw items → items: verified, relocated, repaired, flagged, dropped."""

from typing import Any

import pytest

from summarizer.document import document_from_text
from summarizer.extract.items import ItemBuilder
from summarizer.extract.model import Dropped, Item
from summarizer.extract.pack import Batch, called_for
from summarizer.extract.prompt import load_prompt
from summarizer.extract.schema import load_schema
from summarizer.extract.wire import RawItem, read_items
from summarizer.reading import read_report

PLAN = """一、2030年工作回顾
(一)经济
全年地区生产总值完成86亿元,增长5.2%,引进企业21家。
二、2031年主要工作任务
(一)改善城区面貌
完成30万平方米既有居住建筑节能改造任务,改造50个老旧樓院,维修10万平方米老旧住宅下水管网。
新增停车泊位1000个,推动智慧停车平台年底前上线运行。
"""
PLAN = PLAN.replace("樓", "楼")


def build(
    *rows: tuple[int, dict[str, Any]], schema: str = "tasks", text: str = PLAN
) -> tuple[list[Item], list[Dropped]]:
    result = read_report(document_from_text(text))
    found = load_schema(schema)
    sentences = called_for(result, found)
    batch = Batch(0, (), tuple(sentences))
    prompt = load_prompt(schema).bind(found, "object", {})
    return ItemBuilder(result, found, prompt.example_items).build(batch, [RawItem(n, d) for n, d in rows], ())


def one(*row: Any, **options: Any) -> Item:
    ((item,), _) = build(row, **options)  # type: ignore[misc]
    return item


def kinds(item: Item) -> list[str]:
    return [f.kind for f in item.findings]


def test_an_item_stands_on_the_smallest_clause_with_its_section_and_figures() -> None:
    item = one(1, {"action": "改造", "object": "50个老旧楼院"})
    assert item.text == "改造50个老旧楼院"
    assert item.section == ("二、2031年主要工作任务", "(一)改善城区面貌")
    assert (item.data["object"], item.data["target"], item.data["kind"]) == ("老旧楼院", "50个", "action")
    assert (
        PLAN[item.evidence[0].span.start : item.evidence[0].span.end] == item.evidence[0].quote == item.text
    )
    assert [q.text for _, q in item.quantities] == ["50个"]
    assert item.findings == ()


def test_a_deadline_is_found_by_rule() -> None:
    assert one(2, {"action": "推动", "object": "智慧停车平台年底前上线运行"}).data["deadline"] == "年底前"


def test_a_drifted_number_is_relocated_and_said() -> None:
    item = one(1, {"action": "新增", "object": "停车泊位1000个"})
    assert item.text == "新增停车泊位1000个"
    assert kinds(item) == ["sentence-relocated"]


def test_a_swapped_verb_is_put_right_from_the_clause_and_said() -> None:
    item = one(1, {"action": "新建", "object": "50个老旧楼院"})
    assert item.data["action"] == "改造"
    assert kinds(item) == ["answer-repaired"]


def test_a_clause_cut_in_the_wrong_place_is_cut_anew() -> None:
    item = one(1, {"action": "完成30万平方米既有居", "object": "住建筑节能改造任务"})
    assert (item.data["action"], item.data["object"], item.data["target"]) == (
        "完成",
        "既有居住建筑节能改造任务",
        "30万平方米",
    )


def test_two_clauses_in_one_item_become_two_items() -> None:
    items, _ = build((1, {"action": "改造50个老旧楼院", "object": "维修10万平方米老旧住宅下水管网"}))
    assert [(i.data["action"], i.data["object"], i.data["target"]) for i in items] == [
        ("改造", "老旧楼院", "50个"), ("维修", "老旧住宅下水管网", "10万平方米"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("31万平方米", "number-not-in-evidence"),
        ("30万元", "unit-differs"),
        ("1000个", "number-from-elsewhere"),
    ],
)
def test_a_wrong_figure_is_an_error(figure: str, kind: str) -> None:
    item = one(1, {"action": "完成", "object": "既有居住建筑节能改造任务", "target": figure})
    assert (kind, "error") in [(f.kind, f.severity) for f in item.findings]
    assert item.worst == "error"


def test_the_neighbours_figure_is_to_look_at() -> None:
    item = one(1, {"action": "改造", "object": "老旧楼院", "target": "10万平方米"})
    assert item.worst == "error"


def test_what_stands_nowhere_in_the_request_is_an_error_and_kept() -> None:
    item = one(1, {"action": "建设", "object": "国际机场第三航站楼", "target": "1座"})
    assert "not-in-source" in kinds(item)
    assert item.worst == "error"
    assert (item.data["action"], item.data["object"], item.data["target"]) == (
        "建设",
        "国际机场第三航站楼",
        "1座",
    )


def test_what_stands_nowhere_is_not_dressed_up_as_the_cited_clause() -> None:
    text = "一、2030年工作回顾\n二、2031年工作任务\n(一)改造\n改造50个老旧楼院。\n"
    item = one(1, {"action": "建设", "object": "国际机场第三航站楼"}, text=text)
    assert (item.data["action"], item.data["object"]) == ("建设", "国际机场第三航站楼")


def test_a_wrong_figure_in_a_known_clause_is_put_right_from_it_and_said() -> None:
    item = one(1, {"action": "改造", "object": "60个老旧楼院"})
    assert (item.data["object"], item.data["target"]) == ("老旧楼院", "50个")
    assert any(f.kind == "answer-repaired" and "60个" in str(f.message) for f in item.findings)


def test_what_only_repeats_the_prompts_example_is_dropped_and_said() -> None:
    items, dropped = build((1, {"action": "完成", "object": "12条背街小巷整治", "target": "12条"}))
    assert items == []
    assert [str(d.reason) for d in dropped] == ["repeats the prompt's example"]


def test_the_same_item_twice_is_kept_once_and_said() -> None:
    row = (1, {"action": "改造", "object": "50个老旧楼院"})
    items, dropped = build(row, row)
    assert len(items) == len(dropped) == 1


def test_a_clause_without_subject_goes_on_with_the_one_before() -> None:
    items, _ = build(
        (1, {"achievement": "全年地区生产总值完成86亿元"}), (1, {"achievement": "增长5.2%"}), (1, {"achievement": "引进企业21家"}),
        schema="reviews",
    )  # fmt: skip
    assert [i.data["achievement"] for i in items] == ["全年地区生产总值完成86亿元,增长5.2%", "引进企业21家"]
    assert items[0].data["indicators"] == [
        {"name": "地区生产总值", "value": "86", "unit": "亿元", "change": "5.2%"}
    ]


@pytest.mark.parametrize(
    ("clause", "name", "verb", "figure"),
    [
        ("全区地区生产总值年均增长6%左右", "地区生产总值", "年均增长", "6%左右"),
        ("城镇登记失业率控制在3%以内", "城镇登记失业率", "控制在", "3%以内"),
        ("一般公共预算收入完成12.3亿元以上", "一般公共预算收入", "完成", "12.3亿元以上"),
        ("城市绿化覆盖率达到44.28%", "城市绿化覆盖率", "达到", "44.28%"),
        ("城镇新增就业6570人以上", "城镇新增就业", "新增", "6570人以上"),
    ],
)
def test_an_expected_figure_is_read_from_its_clause_whatever_the_model_cut(
    clause: str, name: str, verb: str, figure: str
) -> None:
    text = f"二、2031年工作任务\n主要预期目标是:{clause};\n(一)改善民生\n建设公园2处。\n"
    half = len(clause) // 2
    item = one(1, {"action": clause[: min(half, 10)], "object": clause[half:]}, text=text)
    assert (item.data["object"], item.data["action"], item.data["target"], item.data["kind"]) == (
        name,
        verb,
        figure,
        "indicator",
    )
    assert item.worst in {None, "info"}


def test_a_clause_longer_than_a_field_does_not_replace_what_the_model_said() -> None:
    long = (
        "建成"
        + "、".join(f"第{n}社区养老服务中心" for n in "一二三四五六七八九十")
        + "、" * 3
        + "并全部投入使用运行" * 8
    )
    text = f"一、2030年工作回顾\n(一)民生\n{long}。\n二、2031年工作任务\n(一)改造\n完成绿化2公顷。\n"
    item = one(1, {"achievement": long[:140]}, schema="reviews", text=text)
    assert item.data["achievement"] == long[:140]


def test_growth_said_after_a_goal_belongs_to_it() -> None:
    text = (
        "二、2031年工作任务\n主要目标是:地区生产总值实现122亿元,同比增长6.5%;\n(一)改善民生\n建设公园2处。\n"
    )
    items, _ = build(
        (1, {"action": "实现", "object": "地区生产总值122亿元"}),
        (1, {"action": "同比增长", "object": "6.5%"}),
        text=text,
    )
    assert [(i.data["object"], i.data["target"]) for i in items] == [("地区生产总值", "122亿元,同比增长6.5%")]
    assert items[0].text == "地区生产总值实现122亿元,同比增长6.5%"


def test_a_clause_that_says_how_is_no_task() -> None:
    text = "二、2031年工作任务\n(一)治水\n以改善水环境质量为核心,推进水污染防治工程。\n"
    items, dropped = build(
        (1, {"action": "以改善水环境质量为", "object": "核心"}),
        (1, {"action": "推进", "object": "水污染防治工程"}),
        text=text,
    )
    assert [i.data["object"] for i in items] == ["水污染防治工程"]
    assert [str(d.reason) for d in dropped] == ["says how, not what"]


def test_an_example_is_known_again_without_the_fields_a_line_leaves_out() -> None:
    items, dropped = build((1, {"action": "完成", "object": "12条背街小巷整治"}))
    assert items == []
    assert dropped


def test_a_list_of_figures_shares_its_verb() -> None:
    text = "二、2031年工作任务\n(一)创新\n2031年,力争新增高新技术企业1家,市级工程技术研究中心1家。\n"
    items, _ = build(
        (1, {"action": "力争新增", "object": "高新技术企业1家"}),
        (1, {"action": "市级工程技术研究中心", "object": "1家"}),
        text=text,
    )
    assert [(i.data["action"], i.data["object"], i.data["target"]) for i in items] == [
        ("力争新增", "高新技术企业", "1家"), ("力争新增", "市级工程技术研究中心", "1家"),
    ]  # fmt: skip
    assert {e.quote for e in items[1].evidence} == {"市级工程技术研究中心1家", "力争新增"}


def test_an_item_on_damaged_words_is_to_look_at() -> None:
    text = (
        "二、2031年工作任務\n(一)改造\n推進投資14億元的富甲天下??ろ椖靠⒐ね度胧褂茫七M投資20億元的書香庭院項目按期開工。\n"
        "富甲天下福郡項目一期已經完工。\n"
    )
    items, _ = build((1, {"action": "推进", "object": "投资20亿元的书香庭院项目按期开工"}), text=text)
    assert [f.kind for f in items[0].findings if f.severity == "warning"] == ["source-unreadable"]


@pytest.mark.parametrize("said", ["**`**`**", "1" + "0" * 80])
def test_signs_without_a_word_and_circles_are_dropped_and_said(said: str) -> None:
    items, dropped = build((1, {"action": "减轻", "object": said}))
    assert items == []
    assert [str(d.reason) for d in dropped] == ["says nothing"]


def test_a_long_item_with_one_word_changed_is_placed_on_its_clauses_and_to_look_at() -> None:
    text = PLAN.replace("引进企业21家", "努力克服财力不足,努力做好民生事实")
    item = one(1, {"achievement": "努力克服财力不足,努力做好民生实事"}, schema="reviews", text=text)
    assert item.text == "努力克服财力不足,努力做好民生事实"
    assert kinds(item) == ["text-not-in-evidence"]


def test_an_action_that_took_words_of_its_object_gives_them_back() -> None:
    text = PLAN.replace("新增停车泊位1000个", "凝聚打造国际化环境的强大合力")
    item = one(2, {"action": "凝聚打造国际化环境", "object": "的强大合力"}, text=text)
    assert (item.data["action"], item.data["object"]) == ("凝聚", "打造国际化环境的强大合力")


def test_a_verb_alone_is_no_indicator_of_an_achievement() -> None:
    text = PLAN.replace("引进企业21家", "保障220千伏港东输变电工程投运,开展活动40余场")
    item = one(1, {"achievement": "保障220千伏港东输变电工程投运"}, schema="reviews", text=text)
    assert item.data["indicators"] == []
    item = one(1, {"achievement": "开展活动40余场"}, schema="reviews", text=text)
    assert [(i["value"], i["unit"]) for i in item.data["indicators"]] == [("40", "场")]


def test_a_null_glued_to_a_value_is_no_word_of_it() -> None:
    (item,), problems = read_items(["1|完成|null河道治理"], load_schema("tasks"), 3)
    assert problems == []
    assert item.data["object"] == "河道治理"


@pytest.mark.parametrize(("opening", "holds"), [("到2030年", True), ("7月底前", False)])
def test_a_deadline_before_a_comma_holds_for_an_average_of_years_only_when_it_is_a_year(
    opening: str, holds: bool
) -> None:
    text = PLAN.replace(
        "新增停车泊位1000个,推动智慧停车平台年底前上线运行。", f"{opening},一般公共预算收入年均增长6%左右。"
    )
    (item,), _ = build((2, {"action": "增长", "object": "一般公共预算收入"}), text=text)
    assert item.data["deadline"] == (opening if holds else None)


def test_a_clause_that_only_says_when_belongs_to_the_one_before_it() -> None:
    text = PLAN.replace("推动智慧停车平台年底前上线运行", "推进东门市场搬迁项目建设,力争上半年全面完工")
    items, _ = build(
        (2, {"action": "推进", "object": "东门市场搬迁项目建设"}),
        (2, {"action": "力争", "object": "上半年全面完工"}),
        text=text,
    )
    assert [(i.data["object"], i.data["deadline"]) for i in items] == [("东门市场搬迁项目建设", "上半年")]
    again, dropped = build(
        (2, {"action": "推进", "object": "东门市场搬迁项目建设"}), (2, {"action": "推进", "object": "东门市场搬迁项目建设"}),
        (2, {"action": "力争", "object": "上半年全面完工"}), text=text,
    )  # fmt: skip
    assert len(again) == 1
    assert dropped
