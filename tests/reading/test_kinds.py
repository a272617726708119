"""Reports of kinds that the examples do not have: roles and metadata of short reports in their forms."""

from pathlib import Path

import pytest

from summarizer.document import document_from_text, read_document
from summarizer.reading import Reading, read_report

KINDS = Path(__file__).parent.parent / "data" / "kinds"


def read(name: str) -> Reading:
    return read_report(read_document(str(KINDS / f"{name}.txt")))


def of_role(result: Reading, *roles: str) -> list[str]:
    return [s.text for s in result.sentences if s.role in roles and not s.is_heading]


@pytest.mark.parametrize(
    ("name", "reviews", "problems", "plans", "first_plan"),
    [
        ("town", 5, 3, 4, "2013年全镇经济社会发展的主要预期目标是"),
        ("work-plan", 0, 0, 5, "2019年，全县学前三年毛入园率达到90%以上"),
        ("problems-first", 2, 2, 2, "年底前实现200个事项跨省通办"),
        ("party-congress", 3, 3, 4, "今后五年的奋斗目标是"),
        ("change-of-term-2003", 3, 3, 5, "今后五年的主要目标是"),
        ("speech-without-headings", 3, 2, 2, "加快推进地铁配套工程"),
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
    assert read_report(document_from_text(text)).metadata.date == date


def test_a_signature_gives_the_date_and_no_task() -> None:
    text = "2031年工作计划\n一、主要任务\n新建公园3处。\n清水县人民政府办公室\n2031年1月6日\n"
    result = read_report(document_from_text(text))
    assert result.metadata.date == "2031-01-06"
    assert of_role(result, "task", "target") == ["新建公园3处。"]


def test_headings_of_several_styles_nest_also_when_numbering_restarts_or_skips() -> None:
    text = (
        "二、2031年主要任务\n(一)产业\n1.工业\n新建厂房3座。\n3.农业\n新建大棚5座。\n(三)城市\n1.道路\n改造道路2条。\n"
        "——绿化。新建公园1处。\n三、保障措施\n(一)组织\n成立工作专班6个。\n"
    )
    result = read_report(document_from_text(text))
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
    roles = {s.text: s.role for s in read_report(document_from_text(text)).sentences}
    assert roles["地区生产总值增速低于年初预期。"] == "problem"
    assert roles["目前,一期工程已建成投用。"] == "review"
    assert roles["加快推进地铁3号线建设。"] == "task"


def test_goals_carry_over_semicolons() -> None:
    text = "二、2031年工作安排\n主要预期目标是:地区生产总值增长6%;一般公共预算收入增长5%;城镇新增就业2万人以上。\n"
    assert len(of_role(read_report(document_from_text(text)), "target")) == 3


def test_rows_of_a_table_are_facts_in_the_review_and_targets_in_the_plan() -> None:
    text = "一、2030年工作回顾\n指标\t2030年\n财政收入\t35亿元\n二、2031年工作安排\n财政收入\t38亿元\n"
    roles = {s.text: s.role for s in read_report(document_from_text(text)).sentences}
    assert (roles["指标\t2030年"], roles["财政收入\t35亿元"], roles["财政收入\t38亿元"]) == (
        "other",
        "review",
        "target",
    )


def test_a_summary_of_plain_numbers_is_read_by_its_lists() -> None:
    text = (
        "清水县农业局二〇〇三年工作总结\n2003年,全县农业工作取得了较好成绩。\n1、粮食生产稳定增长。\n全县粮食总产达到6.5万吨。\n2、退耕还林全面完成。\n"
        "完成退耕还林2.3万亩。\n工作中存在的主要问题是:\n1、农业基础设施脆弱,抗灾能力不强。\n2、农民收入增长缓慢,税费改革任务艰巨。\n"
        "二〇〇四年工作安排:\n1、扩大果品基地规模。\n新建优质果园6万亩。\n2、抓好农民培训。\n培训农民5万人次。\n"
    )
    result = read_report(document_from_text(text))
    assert of_role(result, "review")[-2:] == ["全县粮食总产达到6.5万吨。", "完成退耕还林2.3万亩。"]
    assert of_role(result, "problem") == [
        "1、农业基础设施脆弱,抗灾能力不强。", "2、农民收入增长缓慢,税费改革任务艰巨。",
    ]  # fmt: skip
    assert of_role(result, "task", "target") == ["新建优质果园6万亩。", "培训农民5万人次。"]
    assert (result.metadata.review_period, result.metadata.plan_period) == ("2003", "2004")


def test_numbered_acts_at_the_end_of_a_plan_are_acts_and_no_headings() -> None:
    text = "二、2031年工作安排\n(一)办好民生实事\n1.新增学位2400个。\n2.建设公共停车位800个。\n3.改造老旧小区5个。\n"
    assert len(of_role(read_report(document_from_text(text)), "task", "target")) == 3


def test_numbered_headings_inside_a_paragraph_stand_alone() -> None:
    text = "一、2030年工作回顾\n(一)农业。1.粮食生产喜获丰收。播种小麦3.2万亩。2.特色产业初具规模。发展大棚420亩。\n"
    result = read_report(document_from_text(text))
    assert [s.heading for s in result.sections if s.level == 3] == [
        "1.粮食生产喜获丰收",
        "2.特色产业初具规模",
    ]


def test_a_year_of_work_is_the_plan_behind_a_review() -> None:
    text = "一、2021年工作\n(一)经济\n完成投资30亿元。\n二、2022年工作\n(一)项目\n实施重点项目56个。\n"
    assert of_role(read_report(document_from_text(text)), "task") == ["实施重点项目56个。"]


def test_the_council_of_state_is_named_in_many_reports_and_speaks_in_few() -> None:
    text = "政府工作报告\n2008年1月21日在海州省第十一届人民代表大会第一次会议上\n省长 王海\n各位代表:\n五年来,在国务院和中共海州省委领导下,我省加快发展。\n"
    m = read_report(document_from_text(text)).metadata
    assert (m.region, m.level, m.organ) == ("海州省", "省", "海州省政府")


@pytest.mark.parametrize(
    "heading",
    ["2006年的工作", "2006年工作要点", "2006年主要工作", "今年的工作", "下一阶段工作", "努力方向", "“十一五”时期工作", "二○○六年的工作"],
)  # fmt: skip
def test_what_comes_behind_a_review_is_the_plan_under_any_heading(heading: str) -> None:
    text = f"政府工作报告\n一、2005年工作回顾\n完成道路建设3公里。\n二、{heading}\n新建园区3个。\n三、加强政府自身建设\n压缩公用经费10%。\n"
    assert of_role(read_report(document_from_text(text)), "task", "target") == [
        "新建园区3个。",
        "压缩公用经费10%。",
    ]


@pytest.mark.parametrize(
    "heading", ["困难和问题", "问题与不足", "主要问题", "当前存在的突出问题", "工作中的不足", "薄弱环节"]
)
def test_problems_stand_under_any_heading(heading: str) -> None:
    text = f"一、2013年工作回顾\n新建学校5所。\n二、{heading}\n产业规模小,龙头企业少。\n就业压力大。\n三、2014年工作安排\n新建学校6所。\n"
    assert of_role(read_report(document_from_text(text)), "problem") == [
        "产业规模小,龙头企业少。",
        "就业压力大。",
    ]


@pytest.mark.parametrize(
    "opening",
    ["对照高质量发展要求,我们的工作还有差距。", "工作中还存在一些薄弱环节。", "成绩固然可喜,但差距不容忽视:"],
)
def test_problems_are_opened_in_many_words(opening: str) -> None:
    text = f"一、2015年工作回顾\n新建学校5所。\n{opening}产业不强,企业经营困难;财政收支矛盾突出。\n"
    found = of_role(read_report(document_from_text(text)), "problem")
    assert found[-1] == "财政收支矛盾突出。"
    assert "产业不强,企业经营困难;" in found[-2]


def test_last_years_goals_carried_out_are_a_review() -> None:
    text = "一、2005年主要目标任务完成情况\n完成产值5亿元,新建学校5所。\n二、2006年工作安排\n新建学校6所。\n"
    assert of_role(read_report(document_from_text(text)), "review") == ["完成产值5亿元,新建学校5所。"]


def test_next_steps_under_the_problems_are_the_plan() -> None:
    text = "一、工作情况\n新建学校5所。\n二、存在问题及下一步打算\n(一)存在问题\n人员编制不足,经费紧张。\n(二)下一步打算\n举办培训班10期。\n"
    result = read_report(document_from_text(text))
    assert (of_role(result, "problem"), of_role(result, "task")) == (
        ["人员编制不足,经费紧张。"],
        ["举办培训班10期。"],
    )


def test_an_indicator_is_a_target_and_an_act_with_a_figure_a_task() -> None:
    text = "二、2012年工作打算\n(一)任务\n一般公共预算收入增长8%。新建污水处理厂2座。新开工项目产值突破30亿元。\n"
    result = read_report(document_from_text(text))
    assert of_role(result, "target") == ["一般公共预算收入增长8%。", "新开工项目产值突破30亿元。"]
    assert of_role(result, "task") == ["新建污水处理厂2座。"]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        (
            "在广西壮族自治区第十二届人民代表大会第五次会议上\n自治区主席 努尔·白克力",
            ("广西壮族自治区", "省", "努尔·白克力"),
        ),
        ("——2019年1月6日在苏州市第十六届人民代表大会第三次会议上\n苏州市市长 李军", ("苏州市", "市", "李军")),
        ("上海市第十二届人民代表大会第五次会议", ("上海市", "省", None)),
    ],
)
def test_regions_of_every_level_are_told(front: str, found: tuple[str, str, str | None]) -> None:
    m = read_report(
        document_from_text(f"政府工作报告\n{front}\n各位代表:\n一、2007年工作回顾\n新建学校5所。\n")
    ).metadata
    assert (m.region, m.level, m.speaker) == found
