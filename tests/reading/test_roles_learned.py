"""What the learned reading must do that rules by headings can't: parts without headings, headings that lie, reasons."""

import json
from collections.abc import Sequence

import pytest
from conftest import CommandLine

from summarizer.document import document_from_text
from summarizer.reading import Reading, read_report

REVIEW = (
    "全年地区生产总值完成320亿元，增长5.6%，一般公共预算收入35.2亿元，增长6.1%。",
    "新开工亿元以上项目46个，竣工投产21个，引进企业126家。",
    "改造老旧小区23个，新建幼儿园4所，城镇新增就业1.2万人。",
    "办结群众诉求3.6万件，群众满意度达98.2%。",
)
PROBLEMS = (
    "同时，我们也清醒地认识到，发展中还面临不少困难：产业结构不优，新动能支撑不足；",
    "城乡公共服务仍显薄弱，教育、医疗等优质资源供给跟不上群众期盼；",
    "一些干部的能力作风还不适应新要求。",
)
PLAN = (
    "今年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长5%。",
    "加快推进城东产业园建设，年内建成标准厂房20万平方米，引进企业30家以上。",
    "实施管网更新改造工程，新建改造污水管网45公里。",
    "推进县医院二期建设，新增床位300张，启动中医院迁建。",
    "深化“放管服”改革，推行“一件事一次办”，压减审批时限30%。",
)


def read(paragraphs: Sequence[str]) -> Reading:
    return read_report(document_from_text("\n".join(paragraphs) + "\n"))


def roles(reading: Reading) -> list[str]:
    return [s.role.replace("target", "task") for s in reading.sentences if not s.is_heading]


def test_a_report_without_any_heading_has_its_parts_and_a_section_for_each() -> None:
    reading = read([*REVIEW, *PROBLEMS, *PLAN])
    assert roles(reading) == ["review"] * 4 + ["problem"] * 3 + ["task"] * 5
    assert [s.part for s in reading.sections if s.end > s.start and s.level] == ["review", "problem", "plan"]


def test_a_heading_that_lies_is_not_believed() -> None:
    reading = read(["一、2023年工作回顾", *REVIEW, *PROBLEMS, "二、加快高质量发展", *PLAN])
    assert roles(reading)[-5:] == ["task"] * 5
    lying = read(["政府工作报告", "一、今年工作回顾", *PLAN, *PLAN])
    assert roles(lying)[-4:] == ["task"] * 4


@pytest.mark.parametrize(
    "paragraph",
    [
        "农业基础还不牢固，抗灾能力有待加强；部分企业生产经营困难，财政收支矛盾突出；民生领域还有不少短板，离群众期盼还有差距。",
        "对照高质量发展要求，产业层次仍然偏低，创新能力仍显不足，交通等基础设施跟不上，一些干部担当精神不够。",
    ],
)
def test_problems_are_found_without_the_word(paragraph: str) -> None:
    reading = read(["政府工作报告", "一、2023年工作回顾", *REVIEW, paragraph, "二、2024年工作安排", *PLAN])
    said = [s.role for s in reading.sentences if s.text in paragraph]
    assert said == ["problem"] * len(said)
    assert said


def test_sentences_say_their_period() -> None:
    reading = read(
        ["政府工作报告", "一、2020年和“十三五”时期工作回顾", *REVIEW, "五年来，地区生产总值年均增长7.2%，建成学校21所，改造老旧小区130个。",
         "“十三五”期间，累计完成固定资产投资1200亿元，新增就业6.3万人。", "二、2021年工作安排", *PLAN]
    )  # fmt: skip
    periods = {s.text[:3]: s.period for s in reading.sentences if s.role != "other"}
    assert periods["五年来"] == "term"
    assert periods["新开工"] == "year"
    assert periods["推进县"] == "year"


def test_outline_says_why(summarize: CommandLine) -> None:
    path = summarize.write(
        "report.txt", "\n".join(["一、2023年工作回顾", *REVIEW, "二、2024年工作安排", *PLAN]) + "\n"
    )
    said = summarize("outline", path, "--why", "--lang", "en").stdout
    assert "review 100%  [rule fact" in said
    (value,) = [
        s
        for s in json.loads(summarize("outline", path, "-f", "json").stdout)["sentences"]
        if s["text"].startswith("改造老旧")
    ]
    assert (value["role"], value["period"], value["why"]["rule"], value["why"]["rule_role"]) == (
        "review",
        "year",
        "fact",
        "review",
    )
    assert 0.5 < value["certainty"] <= 1


def test_clauses_of_a_plan_say_what_they_do() -> None:
    reading = read(
        [
            "一、2024年工作安排",
            "依托产业园平台，新建标准厂房20万平方米，引进企业30家，不断提升产业竞争力。",
            *PLAN,
        ]
    )
    text = reading.document.text
    found = {text[c.start : c.end]: c.function for c in reading.clauses}
    assert found["新建标准厂房20万平方米"] == "deliverable"
    assert found["不断提升产业竞争力"] == "effect"
    assert found["依托产业园平台"] in {"means", "frame"}


def test_marks_of_other_forms_nest_as_meant() -> None:
    text = (
        "政府工作报告\n一、2022年工作回顾\n㈠经济平稳增长。新上项目12个。\n⑴工业提质。新增企业12家。\n⒈新兴产业壮大。建成园区3个。\n"
        "⑵农业稳产。新建高标准农田3万亩。\n㈡民生改善。改造老旧小区12个。\n2023年工作安排\n新建学校2所。\n二、加快产业升级\n新建园区3个。\n"
    )
    reading = read_report(document_from_text(text))
    levels = {s.heading: s.level for s in reading.sections if s.heading}
    assert levels == {
        "一、2022年工作回顾": 1, "㈠经济平稳增长": 2, "⑴工业提质": 3, "⒈新兴产业壮大": 4, "⑵农业稳产": 3, "㈡民生改善": 2,
        "2023年工作安排": 1, "二、加快产业升级": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["各位主任、委员！", "图1 全区收入增长情况", "新建的三座污水处理厂将在年底前", "各位代表、同志们："],
)
def test_what_is_no_heading_opens_no_section(line: str) -> None:
    reading = read(
        ["政府工作报告", "一、2022年工作回顾", REVIEW[0], line, REVIEW[1], "二、2023年工作安排", *PLAN]
    )
    assert line.rstrip("！：") not in {s.heading for s in reading.sections}
