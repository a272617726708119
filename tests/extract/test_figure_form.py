"""Which words before a figure are a name and the verb that leads to it."""

import pytest

from summarizer.extract.words import FIGURE_FORM


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("城镇登记失业率控制在", "控制在"),
        ("森林覆盖率为", "为"),
        ("竣工项目转化为列统企业", None),
        ("把资源优势变为产业产值", None),
    ],
)
def test_to_turn_into_something_is_no_verb_of_a_figure(words: str, verb: str | None) -> None:
    found = FIGURE_FORM.match(words)
    assert (found["verb"] if found else None) == verb
