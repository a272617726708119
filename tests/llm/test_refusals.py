"""What a refusal is about: each row of the table decides its own examples, and what endpoints say in any shape is found."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.error_body import holds_error, read_error
from summarizer.llm.refusals import ROWS, output_bound, topic_of
from summarizer.llm.thought import split_thought


@pytest.mark.parametrize(("topic", "said"), [(row.topic, said) for row in ROWS for said in row.examples])
def test_an_example_is_decided_by_its_row(topic: str, said: str) -> None:
    assert topic_of(said) == topic


@pytest.mark.parametrize(("topic", "said"), [(row.topic, said) for row in ROWS for said in row.others])
def test_what_is_said_of_something_else_is_not(topic: str, said: str) -> None:
    assert topic_of(said) != topic


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("max_tokens is too large: 30000. This model supports at most 16384 completion tokens, whereas you provided 30000.", 16384),
        ("Range of max_tokens should be [1, 8192]", 8192), ("max_tokens must be less than or equal to 4,096", 4096), ("max_tokens must be less than 4097", 4096),
        ("max_completion_tokens: 30000 exceeds the maximum of 2048", 2048), ("参数 max_tokens 不能大于 4095", 4095), ("max_tokens 取值范围为 1~4096", 4096),
        ("max_tokens 最大值为 6144", 6144), ("max_tokens 不能大于 50000", None), ("max_tokens is invalid", None),
    ],
)  # fmt: skip
def test_a_bound_on_the_output_is_read_from_the_refusal(said: str, most: int | None) -> None:
    assert output_bound(said, 30000) == most


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ({"detail": "no such field"}, "", "no such field"),
        ({"detail": [{"loc": ["body", "temperature"], "msg": "extra fields not permitted", "type": "value_error"}]}, "", "body.temperature: extra"),
        ({"error": "overloaded"}, "", "overloaded"), ({"errors": [{"message": "one"}, {"message": "two"}]}, "", "one; two"), ({"errors": ["one"]}, "", "one"),
        ({"message": "slow", "code": 20015}, "20015", "slow"), ({"code": "1302", "msg": "并发过高"}, "1302", "并发过高"),
        ({"error": {"message": "bad", "code": 400, "metadata": {"raw": "{\"error\": {\"message\": \"inner\"}}"}}}, "400", "bad; inner"),
        ({"error": {"message": "Unsupported value", "param": "temperature", "code": "unsupported_value"}}, "unsupported_value", "temperature: Unsupported"),
        ("plain words", "", "plain words"), ("<html><head><title>502 Bad Gateway</title></head><body>x</body></html>", "", "502 Bad Gateway"),
        ("<html><body><h1>Busy</h1><script>var a;</script></body></html>", "", "Busy"), ('{"message": "in text"}', "", "in text"), ({"fault": {"faultstring": "denied"}}, "", "denied"),
    ],
)  # fmt: skip
def test_the_reason_is_found_in_a_body_of_any_shape(body: object, code: str, says: str) -> None:
    for given_as in (body, json.dumps(body) if not isinstance(body, str) else body):
        said = read_error(given_as)
        assert said.code == code
        assert says in said.text


def test_a_body_without_an_error_holds_none() -> None:
    assert not holds_error({"id": "c", "object": "chat.completion", "choices": []})
    assert not holds_error({"code": 0, "msg": "success", "data": {}})
    assert holds_error({"error": "x"})
    assert holds_error({"code": 1302, "msg": "并发过高"})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "message", "code", "detail", "loc", "metadata", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_body_is_read(body: object) -> None:
    said = read_error(body)
    assert len(said.text) <= 301
    assert said.status is None or 400 <= said.status <= 599
    assert isinstance(holds_error(body), bool)


@given(st.text(alphabet=st.sampled_from('<>/|thinkougrea想{}[]"final 对'), max_size=60))
def test_an_answer_is_a_part_of_what_was_written(content: str) -> None:
    answer, thought = split_thought(content)
    assert answer in content
    assert all(part in content for part in thought.split("\n"))


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("想</think>\n[1]", "[1]"), ("<think>想", ""), ("<think>想</think>", ""), ("[1]", "[1]"), ("a<b [1]", "a<b [1]"),
        ("<reasoning>一</reasoning><reasoning>二</reasoning>[2]", "[2]"), ("[THINK]想[/THINK][3]", "[3]"),
        ("<|channel|>analysis<|message|>想<|end|>", ""),
        ("<|start|>assistant<|channel|>final <|constrain|>json<|message|>[4]<|return|>", "[4]"),
    ],
)  # fmt: skip
def test_thought_is_told_from_the_answer(content: str, answer: str) -> None:
    assert split_thought(content)[0] == answer
