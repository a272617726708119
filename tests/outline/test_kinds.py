"""Reports of kinds that the examples do not have: roles and metadata of short reports in their forms."""

from pathlib import Path

import pytest

from summarizer.document import document_from_text, read_document
from summarizer.outline import Outline, outline

KINDS = Path(__file__).parent.parent / "data" / "kinds"


def read(name: str) -> Outline:
    return outline(read_document(str(KINDS / f"{name}.txt")))


def of_role(result: Outline, *roles: str) -> list[str]:
    return [s.text for s in result.sentences if s.role in roles and not s.is_heading]


@pytest.mark.parametrize(
    ("name", "reviews", "problems", "plans", "first_plan"),
    [
        ("town", 5, 3, 4, "2013年全镇经济社会发展的主要预期目标是"),
        ("work-plan", 0, 0, 5, "2019年，全县学前三年毛入园率达到90%以上"),
        ("problems-first", 2, 2, 2, "年底前实现200个事项跨省通办"),
        ("party-congress", 3, 3, 4, "今后五年的奋斗目标是"),
        ("change-of-term-2003", 3, 3, 5, "今后五年的主要目标是"),
        ("speech-without-headings", 3, 2, 3, "下一步，我们要突出抓好"),
    ],
)
def test_every_kind_is_read_by_its_parts(
    name: str, reviews: int, problems: int, plans: int, first_plan: str
) -> None:
    result = read(name)
    plan = of_role(result, "task", "target")
    assert (len(of_role(result, "review")), len(of_role(result, "problem")), len(plan)) == (
        reviews,
        problems,
        plans,
    )
    assert plan[0].startswith(first_plan)


def test_the_last_of_a_list_of_problems_is_a_problem_and_no_heading() -> None:
    assert of_role(read("town"), "problem")[-1] == "三是少数干部服务意识不强。"


def test_a_section_of_reviews_behind_the_problems_is_no_problem() -> None:
    assert of_role(read("problems-first"), "review")[0].startswith("取消调整行政审批事项56项")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("town", ("政府工作报告", "青山镇", "乡镇", "青山镇人民政府", "王建国", "2013-01-18", "青山镇第十七届人民代表大会第二次会议", "2012", "2013")),
        ("change-of-term-2003", ("政府工作报告", "江北市", "市", "江北市政府", "陈志远", "2003-02-18", "江北市第十三届人民代表大会第一次会议", "2002", "2003")),
        ("party-congress", ("坚定信心开拓创新为全面建设富强美丽幸福新河源而努力奋斗", "河源区", "区县", "中国共产党河源区委员会", "张伟", "2016-09-26", "中国共产党河源区第五次代表大会", None, None)),
        ("problems-first", ("关于全市营商环境工作情况的报告", None, None, None, "李明", "2021-08-27", "市第十六届人大常委会第三十五次会议", None, None)),
        ("work-plan", ("清水县教育局2019年工作计划", None, None, None, None, None, None, None, "2019")),
    ],
)  # fmt: skip
def test_metadata_is_what_the_report_says(name: str, expected: tuple[str | None, ...]) -> None:
    m = read(name).metadata
    found = (
        m.title,
        m.region,
        m.level,
        m.organ,
        m.speaker,
        m.date,
        m.meeting,
        m.review_period,
        m.plan_period,
    )
    assert found == expected


@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("政府工作报告\n二〇〇六年二月二十一日在海州市第十四届人民代表大会第四次会议上", "2006-02-21"),
        ("政府工作报告\n（2009年1月5日）", "2009-01-05"),
        ("政府工作报告", None),
    ],
)
def test_dates_are_read_in_every_form_and_from_the_front_only(front: str, date: str | None) -> None:
    text = f"{front}\n各位代表:\n一、2008年工作回顾\n5月12日,全区启动抗震救灾。2008年8月8日,奥运火炬传递成功举办。\n"
    assert outline(document_from_text(text)).metadata.date == date


def test_a_signature_gives_the_date_and_no_task() -> None:
    text = "2031年工作计划\n一、主要任务\n新建公园3处。\n清水县人民政府办公室\n2031年1月6日\n"
    result = outline(document_from_text(text))
    assert result.metadata.date == "2031-01-06"
    assert of_role(result, "task", "target") == ["新建公园3处。"]


def test_headings_of_several_styles_nest_also_when_numbering_restarts_or_skips() -> None:
    text = (
        "二、2031年主要任务\n(一)产业\n1.工业\n新建厂房3座。\n3.农业\n新建大棚5座。\n(三)城市\n1.道路\n改造道路2条。\n"
        "——绿化。新建公园1处。\n三、保障措施\n(一)组织\n成立工作专班6个。\n"
    )
    result = outline(document_from_text(text))
    paths = {
        s.text: [x.heading for x in result.path(s.section)] for s in result.sentences if not s.is_heading
    }
    assert paths["新建大棚5座。"] == ["二、2031年主要任务", "(一)产业", "3.农业"]
    assert paths["改造道路2条。"] == ["二、2031年主要任务", "(三)城市", "1.道路"]
    assert paths["成立工作专班6个。"] == ["三、保障措施", "(一)组织"]


def test_a_fact_told_inside_the_plan_is_a_review_and_a_shortfall_in_the_review_a_problem() -> None:
    text = (
        "一、2030年工作回顾\n(一)经济\n完成投资30亿元。地区生产总值增速低于年初预期。\n二、2031年工作安排\n(一)项目\n"
        "加快推进地铁3号线建设。目前,一期工程已建成投用。\n"
    )
    roles = {s.text: s.role for s in outline(document_from_text(text)).sentences}
    assert roles["地区生产总值增速低于年初预期。"] == "problem"
    assert roles["目前,一期工程已建成投用。"] == "review"
    assert roles["加快推进地铁3号线建设。"] == "task"


def test_goals_carry_over_semicolons() -> None:
    text = "二、2031年工作安排\n主要预期目标是:地区生产总值增长6%;一般公共预算收入增长5%;城镇新增就业2万人以上。\n"
    assert len(of_role(outline(document_from_text(text)), "target")) == 3


def test_rows_of_a_table_are_facts_in_the_review_and_targets_in_the_plan() -> None:
    text = "一、2030年工作回顾\n指标\t2030年\n财政收入\t35亿元\n二、2031年工作安排\n财政收入\t38亿元\n"
    roles = {s.text: s.role for s in outline(document_from_text(text)).sentences}
    assert (roles["指标\t2030年"], roles["财政收入\t35亿元"], roles["财政收入\t38亿元"]) == (
        "other",
        "review",
        "target",
    )
