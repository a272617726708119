"""The tables of forms: every form holds for the example beside it."""

import pytest

from summarizer.document.markdown import _MARKS
from summarizer.lexicon import functions, structure, times, weakness
from summarizer.lexicon.form import Form
from summarizer.lexicon.structure import HEADING_MARKS, PART_CUES
from summarizer.reading.roles.rules import CEREMONY, FRAME, OPENING, PLAN, REVIEW, Rule

FORMS_ALONE = [
    form
    for table in (structure, functions, times, weakness)
    for form in vars(table).values()
    if isinstance(form, Form)
]


@pytest.mark.parametrize("rule", [*CEREMONY, *FRAME, *REVIEW, *PLAN], ids=lambda rule: rule.name)
def test_a_rule_of_roles_holds_for_its_example(rule: Rule) -> None:
    example = rule.example.replace("⇥", "\t")
    own = example[OPENING.match(example).end() :]  # type: ignore[union-attr]
    assert rule.pattern.search(example) or rule.pattern.search(own)


@pytest.mark.parametrize("form", [*HEADING_MARKS, *PART_CUES, *FORMS_ALONE], ids=lambda form: form.name)
def test_a_form_of_headings_and_lists_holds_for_its_example(form: Form) -> None:
    assert form.pattern.search(form.example)
    assert not form.counter or not form.pattern.search(form.counter)


@pytest.mark.parametrize(("pattern", "example"), _MARKS, ids=lambda value: str(value)[:12])
def test_a_mark_of_markdown_holds_for_its_example(pattern: object, example: str) -> None:
    assert pattern.search(example)  # type: ignore[attr-defined]
