"""Reading → batches."""

from dataclasses import replace

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.document import document_from_text
from summarizer.extract.pack import LARGE, SMALL, called_for, pack
from summarizer.extract.schema import load_schema
from summarizer.reading import Reading, read_report

TEXT = {name: (EXAMPLES / f"{name}.txt").read_text("utf-8") for name in DISTRICT_REPORTS}
OUTLINES = {name: read_report(document_from_text(text)) for name, text in TEXT.items()}


@pytest.mark.parametrize("name", DISTRICT_REPORTS)
@pytest.mark.parametrize("schema", ["tasks", "reviews", "problems"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_every_sentence_called_for_is_in_exactly_one_batch_in_order(
    name: str, schema: str, size: object
) -> None:
    found = load_schema(schema)
    batches = pack(OUTLINES[name], called_for(OUTLINES[name], found), size)  # type: ignore[arg-type]
    assert [s.id for b in batches for s in b.sentences] == [s.id for s in called_for(OUTLINES[name], found)]
    assert [b.id for b in batches] == list(range(len(batches)))
    assert all(len(b.sentences) <= size.sentences for b in batches)  # type: ignore[attr-defined]


def contents(result: Reading) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [
        (b.headings, tuple(s.text for s in b.sentences))
        for b in pack(result, called_for(result, load_schema("tasks")), SMALL)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.text("改造建设项目", min_size=1, max_size=8))
def test_an_edit_in_one_sentence_changes_the_one_batch_that_holds_it(which: int, more: str) -> None:
    before = OUTLINES["dalian-xigang-2016"]
    sentence = called_for(before, load_schema("tasks"))[which]
    span = before.document.span(sentence.end - 2, sentence.end - 1)
    given_text = before.document.given
    after = read_report(document_from_text(given_text[: span.end] + more + given_text[span.end :]))
    assert len(set(contents(after)) - set(contents(before))) <= 1


def test_no_heading_is_ever_among_the_sentences() -> None:
    for result in OUTLINES.values():
        assert not any(
            s.is_heading
            for b in pack(result, called_for(result, load_schema("tasks")), SMALL)
            for s in b.sentences
        )


def test_a_first_batch_is_small_when_asked_for() -> None:
    batches = pack(
        OUTLINES["dalian-xigang-2016"],
        called_for(OUTLINES["dalian-xigang-2016"], load_schema("tasks")),
        replace(SMALL, first=1),
    )
    assert len(batches[0].sentences) == 1
