"""Words and figures against the sentence they are said to stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checks import Claim, Source, check_value, find_words

SENTENCE = "完成30万平方米既有居住建筑节能改造任务,改造50个老旧楼院,维修10万平方米老旧住宅失管失修下水管网。"
OTHER = "新增停车泊位1000个,新建市民健身场所5000平方米。"


@pytest.mark.parametrize(
    ("words", "found"),
    [("改造50个老旧楼院", "改造50个老旧楼院"), ("改造老旧楼院", "改造50个老旧楼院"), ("既有居住建筑", "既有居住建筑"),
     ("维修老旧住宅下水管网", "维修10万平方米老旧住宅失管失修下水管网")],
)  # fmt: skip
def test_words_are_found_in_one_piece_or_in_order(words: str, found: str) -> None:
    match = find_words(words, SENTENCE)
    assert match is not None
    assert SENTENCE[match.start : match.end] == found


@pytest.mark.parametrize("words", ["新建老旧楼院", "楼院老旧改造", "停车泊位", "道路改造"])
def test_other_words_are_not_found(words: str) -> None:
    assert find_words(words, SENTENCE) is None


@pytest.mark.parametrize(
    ("words", "text"),
    [("4.28%", "达到44.28%"), ("10%", "增长10.5%"), ("5万", "投资15万元"), ("建设5个", "建设15个")],
)
def test_part_of_a_number_is_not_the_number(words: str, text: str) -> None:
    assert find_words(words, text) is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_finding_never_fails_and_lies_in_the_text(words: str, text: str) -> None:
    match = find_words(words, text)
    if match is not None:
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("31万平方米", "number-not-in-evidence"),
        ("300万平方米", "number-not-in-evidence"),
        ("30万元", "unit-differs"),
        ("1000个", "number-from-elsewhere"),
        ("新建污水处理厂", "text-not-in-evidence"),
    ],
)
def test_what_the_sentence_does_not_hold_is_said(value: str, kind: str) -> None:
    assert [f.kind for f in check_value(Claim("target", value), Source(SENTENCE, SENTENCE, OTHER))] == [kind]


@pytest.mark.parametrize(
    "value", ["30万平方米", "300000平方米", "30万㎡", "五十个", "既有居住建筑节能改造任务"]
)
def test_what_it_holds_in_another_form_is_fine(value: str) -> None:
    assert [
        f
        for f in check_value(Claim("target", value), Source(SENTENCE, SENTENCE, OTHER))
        if f.severity == "error"
    ] == []


@pytest.mark.parametrize(
    ("value", "evidence"),
    [
        ("八点五亿元", "完成投资三点五亿元"), ("完成投资五亿元", "完成投资三点五亿元"),
        ("引进企业三十二家", "引进企业十二家"), ("引进企业二家", "引进企业十二家"), ("引进企业十二家", "引进企业三十二家"),
        ("百分之七", "税收增长百分之五"), ("增长百分之五", "税收增长百分之五十"), ("百分之二到四", "税收增长百分之二到三"),
        ("七成五", "占全市六成五"), ("卅五家", "新增商户廿五家"), ("四兆元", "产值达4兆8,530億元"), ("近四十家", "引进近三十家企业"),
        ("千亿级产业集群", "打造百亿级产业集群"), ("50万吨级码头", "建成30万吨级码头"), ("三期工程", "启动二期工程"), ("第四次普查", "完成第五次普查"),
        ("带动万家企业", "带动千家企业"), ("二〇一七年完成", "二〇一六年完成"), ("贯彻十九大精神", "贯彻二十大精神"),
    ],
)  # fmt: skip
def test_another_number_in_chinese_digits_is_an_error(value: str, evidence: str) -> None:
    found = check_value(Claim("target", value), Source(evidence, evidence))
    assert [(f.kind, f.severity) for f in found] == [("number-not-in-evidence", "error")]


@pytest.mark.parametrize(
    ("value", "evidence"),
    [
        ("3.5亿元", "完成投资三点五亿元"), ("35000万元", "完成投资三点五亿元"), ("三亿五千万元", "完成投资三点五亿元"), ("三点五亿元", "完成投资35000万元"),
        ("完成投资3.5亿元", "完成投资三点五亿元"), ("7.5%", "增长百分之七点五"), ("65%", "占全市六成五"), ("25家", "新增商户廿五家"),
        ("4.853万亿元", "产值达4兆8,530億元"), ("33883人", "共有3萬3,883人"), ("5-6万人", "新增就业5‑6万人"), ("2%-3%", "增长百分之二到三"),
        ("三十万吨级", "建成30万吨级码头"), ("100亿元", "经济总量突破百亿元大关"), ("百亿级产业集群", "打造百亿级产业集群"), ("二期工程", "启动二期工程"),
    ],
)  # fmt: skip
def test_the_same_number_in_other_digits_is_no_error(value: str, evidence: str) -> None:
    found = check_value(Claim("target", value, "突破"), Source(evidence, evidence))
    assert [f for f in found if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("value", "evidence"),
    [("推进一批项目", "实施一批项目"), ("服务老百姓", "服务群众"), ("十分重视", "高度重视"), ("支持三农", "支持农业农村农民")],
)  # fmt: skip
def test_a_digit_that_is_part_of_a_word_is_no_number(value: str, evidence: str) -> None:
    assert {f.severity for f in check_value(Claim("action", value), Source(evidence, evidence))} == {
        "warning"
    }


@pytest.mark.parametrize(
    ("value", "evidence"), [("30万吨码头", "建成30万吨级码头"), ("三点五万元", "完成投资三点五亿元")]
)
def test_another_unit_is_an_error_as_is_an_amount_for_the_class_named_by_it(
    value: str, evidence: str
) -> None:
    found = check_value(Claim("target", value), Source(evidence, evidence))
    assert [(f.kind, f.severity) for f in found] == [("unit-differs", "error")]


@pytest.mark.parametrize(
    ("words", "text"),
    [("二家企业", "引进十二家企业"), ("五亿元以上", "超过三点五亿元以上"), ("亿元以上项目", "引进5亿元以上项目"), ("建设十", "建设十二所"), ("〇一八年工作", "二〇一八年工作")],
)  # fmt: skip
def test_part_of_a_number_in_chinese_digits_is_not_the_number(words: str, text: str) -> None:
    assert find_words(words, text) is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("二级市场", "建设统一二级市场"),
        ("三年翻番", "营收十亿、三年翻番"),
        ("三项任务", "抓好“十四五”三项任务"),
    ],
)
def test_a_number_that_begins_behind_another_word_or_a_comma_is_whole(words: str, text: str) -> None:
    match = find_words(words, text)
    assert match is not None
    assert match.exact


@pytest.mark.parametrize(
    ("value", "evidence"),
    [
        ("企业增加12家", "企业由2020年的3家增加到12家"), ("投入降低3亿元", "投入由5亿元降至3亿元"), ("失业率下降3.5%", "失业率下降到3.5%"), ("覆盖率提高98%", "覆盖率提高至98%"),
        ("下降3.1%", "由5.2%下降到3.1%"), ("新增隐性债务5亿元", "没有新增隐性债务5亿元"), ("12个工程开工", "尚有12个工程未开工"), ("完成10亿元投资", "未完成10亿元投资目标"),
        ("发生3人以上事故", "不发生3人以上事故"), ("利润增长3.2%", "利润增长-3.2%"), ("每千人专利12.5件", "每万人专利12.5件"), ("日处理垃圾6万吨", "日处理污水5万吨,年处理垃圾6万吨"),
        ("失业率3.5%以上", "失业率3.5%以下"), ("不超过50万亩", "不低于50万亩"), ("总量居全市第一", "总量居全市第3位,第一产业完成投资5亿元"),
    ],
)  # fmt: skip
def test_a_figure_turned_into_another_by_the_words_beside_it_is_an_error(value: str, evidence: str) -> None:
    found = check_value(Claim("achievement", value), Source(evidence, evidence))
    assert "error" in {f.severity for f in found}


@pytest.mark.parametrize(
    ("value", "evidence"),
    [
        ("企业增加到12家", "企业由2020年的3家增加到12家"), ("没有新增隐性债务5亿元", "没有新增隐性债务5亿元"),
        ("12个工程未开工", "尚有12个工程未开工"), ("救助未成年人12人", "救助未成年人12人"), ("利润下降4.1%", "利润增长-4.1%"), ("利润增长-4.1%", "利润下降4.1%"),
        ("年处理垃圾6万吨", "日处理污水5万吨,年处理垃圾6万吨"), ("每万人专利12.5件", "每万人专利12.5件"), ("居全市第三位", "居全市第3位"), ("2025年完成", "二〇二五年完成"),
    ],
)  # fmt: skip
def test_the_same_said_in_the_other_way_is_no_finding(value: str, evidence: str) -> None:
    assert check_value(Claim("achievement", value), Source(evidence, evidence)) == []


def test_a_word_behind_a_figure_can_not_stand_in_another_field() -> None:
    evidence = "力争新增就业1.2万人以上"
    found = check_value(Claim("target", "1.2万人", "新增 就业以上"), Source(evidence, evidence))
    assert [f.kind for f in found] == ["qualifier-differs"]


def test_an_average_of_years_is_not_the_growth_of_one() -> None:
    evidence = "财政收入年均增长8%"
    assert [f.kind for f in check_value(Claim("growth", "增长8%"), Source(evidence, evidence))] == [
        "qualifier-differs"
    ]
    assert check_value(Claim("growth", "增长8%", "年均"), Source(evidence, evidence)) == []


@pytest.mark.parametrize(
    ("value", "evidence"),
    [("覆盖率提高到98%", "覆盖率提高至98%"), ("12个工程尚未开工", "尚有12个工程未开工")],
)
def test_a_figure_denied_or_reached_in_other_words_is_no_error(value: str, evidence: str) -> None:
    found = check_value(Claim("achievement", value), Source(evidence, evidence))
    assert [f.kind for f in found] == ["text-not-in-evidence"]
