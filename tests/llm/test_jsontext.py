"""The text of an answer → a JSON value."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import AnswerError
from summarizer.llm.jsontext import parse_json
from summarizer.llm.lenient import read_lenient


@pytest.mark.parametrize(
    ("content", "value", "repairs"),
    [
        ('["1|完成|绿化"]', ["1|完成|绿化"], ()),
        ('```json\n{"items": []}\n```', {"items": []}, ("fence-removed",)),
        ('<think>想一想 [1]</think>\n{"items": [1]}', {"items": [1]}, ("text-around-removed",)),
        ('好的,结果如下:{"items": [1]} 以上。', {"items": [1]}, ("text-around-removed",)),
        ('{"items": [1, 2,],}', {"items": [1, 2]}, ("commas-removed",)),
        ("{'items': ['a']}", {"items": ["a"]}, ("quotes-replaced",)),
        (
            "{“items”：[“完成绿化”，“新建公园”]}",
            {"items": ["完成绿化", "新建公园"]},
            ("quotes-replaced", "punctuation-replaced"),
        ),
        ('{"items": [{"a": None, "b": True}]}', {"items": [{"a": None, "b": True}]}, ("names-replaced",)),
        (
            '{"items": [{"object": "实施"小升规"工程"}]}',
            {"items": [{"object": '实施"小升规"工程'}]},
            ("quotes-inside",),
        ),
        ('["1|完成|绿化", "1|新建|公', ["1|完成|绿化"], ("tail-cut",)),
        ('{"items": [{"a": 1}, {"a": 2, "b": ["x", ', {"items": [{"a": 1}]}, ("tail-cut",)),
        ('{"items": [{"a": 1}, {"a": 2}', {"items": [{"a": 1}, {"a": 2}]}, ("tail-cut",)),
        ('{"items": [12, 345', {"items": [12]}, ("tail-cut",)),
        ('["a\\nb"]', ["a\nb"], ()),
        ('{"items": [1]}\n{"items": [2]}\n', [{"items": [1]}, {"items": [2]}], ("values-joined",)),
    ],
)
def test_what_can_be_read_without_guessing_is_read_and_recorded(
    content: str, value: object, repairs: tuple[str, ...]
) -> None:
    parsed = parse_json(content)
    assert (parsed.value, parsed.repairs) == (value, repairs)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "   ",
        "对不起,我不能回答。",
        '{"items": [1',
        "<think>没有想完",
        "[" * 5000,
        '{"a":' * 900 + "1" + "}" * 900,
        "[" * 80 + "]" * 80,
        '{"n": NaN}',
        '{"n": 1e999}',
        '{"n": -Infinity}',
        '{"n": ' + "9" * 400 + "}",
    ],
)
def test_what_holds_no_json_is_an_answer_error(content: str) -> None:
    with pytest.raises(AnswerError):
        parse_json(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(max_size=4), v, max_size=4),
        max_leaves=12,
    )
)
def test_the_lenient_reader_reads_json_as_json(value: object) -> None:
    for text in (json.dumps(value, ensure_ascii=False), json.dumps(value, indent=1)):
        if isinstance(value, dict | list):
            assert read_lenient(text) == (value, (), len(text))


@given(st.lists(st.text("甲乙\"'“”,:{}[]\\", max_size=6), min_size=1, max_size=4), st.data())
def test_of_a_list_that_is_cut_only_whole_elements_are_read(items: list[str], data: st.DataObject) -> None:
    text = json.dumps({"items": items}, ensure_ascii=False)
    cut = data.draw(st.integers(len('{"items": ['), len(text)))
    with contextlib.suppress(ValueError):
        value, _, _ = read_lenient(text[:cut])
        if value.get("items"):
            whole = value["items"]
            assert whole == items[: len(whole)] or any('"' in item for item in items)


@given(st.text(alphabet=st.sampled_from("[]{}\":,1a|完 \n`<think>/\\“”‘’：，｛［'TN-."), max_size=60))
def test_any_text_gives_a_value_or_an_answer_error(content: str) -> None:
    with contextlib.suppress(AnswerError):
        parse_json(content)


@given(
    st.binary(max_size=200)
    | st.binary(max_size=80).map(lambda data: b'{"items": [{"sentence": 1, "a": "' + data)
)
def test_any_bytes_that_a_server_may_send_give_a_value_or_an_answer_error(content: bytes) -> None:
    for errors in ("replace", "surrogateescape"):
        with contextlib.suppress(AnswerError):
            parse_json(content.decode("utf-8", errors))
