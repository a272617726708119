"""Sentences a model writes for a memo: which may stand, and what stands in place of the others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extract.model import Item
from summarizer.extract.wire import RawItem
from summarizer.memo.numbering import chinese_number, heading
from summarizer.memo.prose import Brief, _checked, tidy
from summarizer.memo.punctuation import full_width
from summarizer.memo.selection import Point
from summarizer.memo.sentences import check_sentence
from summarizer.quantities import read_quantities

DONE = (
    "地区生产总值完成86亿元,增长5.2%",
    "一般公共预算收入完成5.4亿元,下降1.3%",
    "引进企业21家,总投资9.4亿元",
    "县医院门诊楼主体封顶",
    "创建成为省级园林县城",
)
AHEAD = ("完成12公里河道治理", "新增城镇就业4200人以上", "6月底前开工建设滨河大道", "力争新增高新技术企业3家")


def points(texts: tuple[str, ...]) -> list[Point]:
    def item(n: int, text: str) -> Item:
        data: dict[str, Any] = {}
        return Item(f"x-{n}", data, (), text, (), (), ())

    return [Point(item(n, text), text, "经济运行") for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值完成86亿元，增长5.2%。",
        "全年地区生产总值完成86亿元，一般公共预算收入完成5.4亿元。",
        "引进企业21家，县医院门诊楼主体封顶。",
        "一是引进企业21家；二是创建成为省级园林县城。",
        "一般公共预算收入下降1.3%。",
    ],
)
def test_a_sentence_in_the_words_and_figures_of_the_items_stands(text: str) -> None:
    verdict = check_sentence(text, points(DONE), planned=False)
    assert verdict.problem is None
    assert verdict.points


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值完成87亿元，增长5.2%。",  # another figure
        "地区生产总值完成86万元。",  # another unit
        "一般公共预算收入增长1.3%。",  # the other way
        "一般公共预算收入完成86亿元。",  # of another thing
        "固定资产投资增长5.2%。",  # of a thing no item speaks of
        "引进企业9.4亿元。",  # of its neighbour
        "地区生产总值完成86亿元，群众生活水平大幅提高。",  # praise that no item holds
        "全县上下团结奋斗。",
        "县医院门诊楼没有封顶。",  # turned round
        "县医院门诊楼计划封顶。",  # done told as planned
        "总的来看，2030年。",
    ],
)
def test_a_sentence_that_says_more_or_other_does_not_stand(text: str) -> None:
    assert check_sentence(text, points(DONE), planned=False).problem is not None


@pytest.mark.parametrize(
    ("text", "stands"),
    [("完成12公里河道治理，新增城镇就业4200人以上。", True), ("已完成12公里河道治理。", False), ("新增城镇就业4200人。", False),
     ("高新技术企业新增3家。", False), ("力争新增高新技术企业3家。", True), ("新增高新技术企业3家。", False),
     ("6月底前开工建设滨河大道。", True), ("7月底前开工建设滨河大道。", False)],
)  # fmt: skip
def test_tasks_are_not_told_as_done_nor_more_exactly_than_they_are(text: str, stands: bool) -> None:
    assert (check_sentence(text, points(AHEAD), planned=True).problem is None) is stands


def test_the_words_of_the_report_stand_in_place_of_a_sentence_that_fails() -> None:
    brief = Brief("results", "主要成效", tuple(points(DONE)))
    prose = _checked(
        [RawItem(1, {"text": "地区生产总值完成88亿元。"}), RawItem(4, {"text": "县医院门诊楼主体封顶。"})],
        brief,
    )
    assert [s.text for s in prose.sentences] == [
        "地区生产总值完成86亿元，增长5.2%。",
        "县医院门诊楼主体封顶。",
    ]
    (replaced,) = prose.replaced
    assert replaced.said == "地区生产总值完成88亿元。"
    assert replaced.instead is not None
    assert replaced.instead.item.id == "x-1"


def test_the_number_of_a_point_before_its_words_is_no_figure() -> None:
    brief = Brief("problems", "存在问题", tuple(points(("骨干企业偏少", "部分农村道路养护跟不上"))))
    prose = _checked([RawItem(1, {"text": "骨干企业偏少。2部分农村道路养护跟不上。"})], brief)
    assert [s.text for s in prose.sentences] == ["骨干企业偏少。", "部分农村道路养护跟不上。"]
    wrong = _checked([RawItem(1, {"text": "2部分骨干企业偏少。"})], brief)
    assert wrong.replaced


def test_a_part_that_must_be_told_whole_is_not_told_by_halves() -> None:
    brief = Brief("problems", "存在问题", tuple(points(("骨干企业偏少", "农村道路养护跟不上"))), whole=True)
    half = _checked([RawItem(1, {"text": "骨干企业偏少。"})], brief)
    whole = _checked([RawItem(1, {"text": "骨干企业偏少，农村道路养护跟不上。"})], brief)
    assert half.sentences == ()
    assert [s.text for s in whole.sentences] == ["骨干企业偏少，农村道路养护跟不上。"]


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("甲项目开工，乙项目竣工，甲项目开工，丙项", "甲项目开工，乙项目竣工。"),  # in circles, and cut
        ("1、产业层次偏低。2.教育资源不足，3．干部能力不够。", "产业层次偏低。教育资源不足，干部能力不够。"),
        ("投资完成，3.5亿元到位。", "投资完成，3.5亿元到位。"),
        ("产业层次偏低。2 教育资源不足。", "产业层次偏低。教育资源不足。"),  # numbers of the material
        (
            "新建公园3处，12公里河道完成治理。",
            "新建公园3处，12公里河道完成治理。",
        ),  # a figure is no number of an item
        ("实施‘小升规’工程", "实施“小升规”工程。"),
    ],
)
def test_what_small_models_do_to_a_sentence_is_put_right(said: str, tidied: str) -> None:
    assert "".join(tidy(said)) == tidied


@given(st.text("一二三，。；、0123456789 ,;“”‘’亿元增长%", min_size=1, max_size=60))
def test_tidying_adds_no_figure_and_ends_with_one_stop(said: str) -> None:
    sentences = tidy(said)
    assert all(sentence.endswith("。") and sentence.count("。") == 1 for sentence in sentences)
    assert sum(map(str.isdigit, "".join(sentences))) <= sum(map(str.isdigit, said))


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("增长5%,完成1,200户;其中:新建3处(含改建)", "增长5%，完成1,200户；其中：新建3处（含改建）"),
        ("9:30开工", "9:30开工"),
        ('实施"小升规"工程', "实施“小升规”工程"),
        ("投资2.5亿元,建设5G基站", "投资2.5亿元，建设5G基站"),
    ],
)
def test_punctuation_is_full_width_outside_numbers(given_text: str, wanted: str) -> None:
    assert full_width(given_text) == wanted


@given(
    st.lists(
        st.sampled_from(["增长5.2%", "1,200户", "3.5亿元", "12公里", ",", ";", "完成", "(", ")", ":"]),
        max_size=12,
    )
)
def test_full_width_punctuation_changes_no_figure(pieces: list[str]) -> None:
    text = "共".join(pieces)
    assert [q.value for q in read_quantities(full_width(text))] == [q.value for q in read_quantities(text)]


@pytest.mark.parametrize(
    ("level", "number", "said"),
    [(1, 3, "三、"), (2, 11, "（十一）"), (2, 20, "（二十）"), (3, 2, "2."), (4, 5, "(5)")],
)
def test_headings_are_numbered_as_official_documents_are(level: int, number: int, said: str) -> None:
    assert heading(level, number) == said


def test_there_are_no_more_than_ninety_nine_headings() -> None:
    assert chinese_number(99) == "九十九"
    with pytest.raises(ValueError, match="100"):
        chinese_number(100)
