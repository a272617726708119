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
