"""The text of an answer → a JSON value."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import AnswerError
from summarizer.llm.jsontext import parse_json


@pytest.mark.parametrize(
    ("content", "value", "repairs"),
    [
        ('["1|完成|绿化"]', ["1|完成|绿化"], ()),
        ('```json\n{"items": []}\n```', {"items": []}, ("fence-removed",)),
        ('<think>想一想 [1]</think>\n{"items": [1]}', {"items": [1]}, ("think-removed",)),
        ('好的,结果如下:{"items": [1]} 以上。', {"items": [1]}, ("text-around-removed",)),
        ('{"items": [1, 2,],}', {"items": [1, 2]}, ("commas-removed",)),
    ],
)
def test_what_can_be_read_without_guessing_is_read_and_recorded(
    content: str, value: object, repairs: tuple[str, ...]
) -> None:
    parsed = parse_json(content)
    assert (parsed.value, parsed.repairs) == (value, repairs)


@pytest.mark.parametrize(
    "content", ["", "   ", "对不起,我不能回答。", '{"items": [1', "<think>没有想完", "[" * 5000]
)
def test_what_holds_no_json_is_an_answer_error(content: str) -> None:
    with pytest.raises(AnswerError):
        parse_json(content)


@given(st.text(alphabet=st.sampled_from('[]{}":,1a|完 \n`<think>/\\'), max_size=60))
def test_any_text_gives_a_value_or_an_answer_error(content: str) -> None:
    with contextlib.suppress(AnswerError):
        parse_json(content)
