"""Line ends and spaces around figures: a figure is never cut, and two are never made one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import document_from_text

OPENING, LAST = "各位代表：", "让我们团结奋斗！"


def lines(*parts: str) -> list[str]:
    text = document_from_text("\n".join(["某区政府工作报告", OPENING, *parts, LAST])).text
    return [line for line in text.split("\n") if line][2:-1]


@pytest.mark.parametrize(
    "whole",
    ["全区经济平稳运行，完成投资⏎12⏎亿元，增长5%。", "全区经济平稳运行，完成投资12⏎亿元，增长5%。", "经济平稳。完成投资12⏎亿元，增长5%。", "新增城镇就业⏎1.2⏎万人，失业率为3.5%。",
     "经济平稳运行，到2030⏎年，新建学校3所。", "经济平稳运行，增长7.⏎5%。", "经济平稳运行，增长7⏎.5%。", "经济平稳运行，增长7.5⏎%，居全市第一。", "经济平稳。地区生产总值达到74.4⏎⏎万亿元，增长6.7%。",
     "空气质量持续改善。PM⏎2.5⏎年均浓度下降9.1%。", "PM⏎2.5⏎年均浓度下降9.1%。", "蓝天增多，PM⏎10⏎平均浓度下降9%。", "货币平稳。广义货币M⏎2⏎增长11.3%。", "绿色转型加快，CO⏎2⏎排放下降5%。",
     "空气改善。细颗粒物（PM⏎2.5⏎）浓度下降。", "新建学校3所，共有⏎12⏎所学校投入使用。"],
)  # fmt: skip
def test_a_figure_on_several_lines_is_one(whole: str) -> None:
    assert lines(whole.replace("⏎", "\n")) == [whole.replace("⏎", "")]


def test_a_raised_figure_on_its_own_line_is_a_power() -> None:
    assert lines("新增绿地30万m\n2\n，新建公园3座。") == ["新增绿地30万m²，新建公园3座。"]


@pytest.mark.parametrize(
    "parts",
    [["指标", "2030年", "同比增长", "地区生产总值", "320", "7.5", "财政收入", "35", "8"], ["财政收入", "35", "固定资产投资", "120"], ["地区生产总值\t320\t7.5", "财政收入\t35\t8"],
     ["同比增长", "320", "7.5"], ["学校", "12", "医院", "3"], ["一、工作回顾", "12", "二、工作安排"], ["1.", "2030年工作回顾。"], ["目标320", "个体工商户增长5%。"], ["目标320", "人民生活改善。"]],
)  # fmt: skip
def test_cells_and_numbers_of_their_own_are_not_joined(parts: list[str]) -> None:
    assert lines(*parts) == parts


@pytest.mark.parametrize(
    "parts",
    [["（一）全力稳住基本盘，综合实力实现新突破", "2030年地区生产总值完成320亿元。"], ["（二）外贸外资较快增长", "12个项目签约落地。"], ["外贸外资较快增长", "12个项目签约落地，投资35亿元。"],
     ["一、民生支出持续增长", "35%的支出用于教育。"], ["1.重点任务全面完成", "8个方面86项任务落地见效。"], ["单位面积能耗下降", "2030年，新建学校3所。"],
     ["指标\t完成值\t同比增长", "1\t地区生产总值\t320"], ["项目名称\t预计达到", "", "3个项目，总投资12亿元。"], ["指标|比上年下降", "1|能耗|3.5%"]],
)  # fmt: skip
def test_a_heading_or_a_row_that_ends_in_a_verb_is_whole(parts: list[str]) -> None:
    assert lines(*parts) == [part for part in parts if part]


@pytest.mark.parametrize(
    "whole",
    ["全区经济平稳运行，生产总值增长⏎5.2%，居全市第一。", "（一）综合实力稳步提升。完成投资⏎12亿元固定资产投资项目。", "城镇化率达到⏎62%", "1.完成投资⏎12亿元。", "建成高标准农田3万亩，改造⏎12个老旧小区，惠及群众。",
     "进出口总额突破⏎120亿元；新建学校3所。", "经济平稳运行，到⏎2030年，新建学校3所。"],
)  # fmt: skip
def test_a_sentence_goes_on_with_its_figure(whole: str) -> None:
    assert lines(whole.replace("⏎", "\n")) == [whole.replace("⏎", "")]


@pytest.mark.parametrize("number", ["7", "12", "123"])
@pytest.mark.parametrize(
    ("before", "behind"),
    [("各项事业全面进步。加快建设现代", "化产业体系，新建学校3所。"), ("坚持稳中求进，全面推进乡村振兴和城乡融合发展各项重点", "工作，新建学校3所。"),
     ("各项事业全面进步。坚持以", "人民为中心，新建学校3所。"), ("各项事业全面进步。着力打造", "个性化服务，新建学校3所。"), ("各项事业进步。加强市场监管，", "公共服务更加均衡，新建学校3所。")],
)  # fmt: skip
def test_a_page_number_between_the_halves_of_a_sentence_goes(before: str, behind: str, number: str) -> None:
    assert lines(before, number, behind) == [before + behind]


@pytest.mark.parametrize(
    ("before", "behind"),
    [("各项事业全面进步。完成投资", "亿元，新建学校3所。"), ("各项事业全面进步。新增企业", "家，新建学校3所。"), ("各项事业全面进步。连续第", "年获评先进，新建学校3所。"),
     ("各项事业全面进步。先后引进高层次人才", "人，新建学校3所。"), ("各项事业全面进步。建成公园", "座，新建学校3所。")],
)  # fmt: skip
def test_a_figure_between_the_halves_of_a_sentence_stays(before: str, behind: str) -> None:
    assert "12" in "".join(lines(before, "12", behind))


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [("分别新增企业5家和12,\n300家企业投产。", "分别新增企业5家和12, 300家企业投产。"), ("收入28,583万元，支出12,\n300万元。", "收入28,583万元，支出12,300万元。"),
     ("规划期（2026\n2030）内建成。", "规划期（2026 2030）内建成。"), ("1. 320个项目开工。", "1. 320个项目开工。"), ("- 12%的企业投产。", "- 12%的企业投产。"), ("增长 5 %，达到 320 亿元。", "增长5%，达到320亿元。"),
     ("地区生产总值  320  7.5", "地区生产总值320  7.5")],
)  # fmt: skip
def test_two_figures_never_become_one(given_text: str, clean: str) -> None:
    assert lines(given_text) == [clean]


@given(
    st.lists(
        st.sampled_from(
            ["12", "亿元", "，", "。", "\n", " ", "PM", "2.5", "年", "增长", "m", "2", "-", "项目", ".", ","]
        ),
        max_size=30,
    )
)
def test_digits_that_stood_apart_in_a_line_of_their_own_stay_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    clean = document_from_text(text).clean
    for i in range(1, len(clean.text)):
        if clean.text[i - 1].isdecimal() and clean.text[i].isdecimal():
            between = text[clean.ends[i - 1] : clean.starts[i]]
            assert "\n" not in between
