"""The memos in examples/, as the local model and the rules really made them: every figure traced, every quotation in its place."""

import re

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES
from made import body, memo_of_page, untraced

from summarizer.document import read_document
from summarizer.memo.model import Paragraph


@pytest.mark.parametrize("name", DISTRICT_REPORTS)
def test_every_figure_of_a_memo_of_the_local_model_stands_in_the_source(name: str) -> None:
    memo = memo_of_page(EXAMPLES / "memos" / f"{name}.html")
    assert "qwen2.5" in "".join(b.text for b in memo.blocks if isinstance(b, Paragraph))
    assert sum(len(re.findall(r"\d+", b.text)) for b in body(memo) if isinstance(b, Paragraph)) > 15
    assert list(untraced(memo)) == []


@pytest.mark.parametrize("name", DISTRICT_REPORTS)
def test_its_references_lie_where_they_say(name: str) -> None:
    memo = memo_of_page(EXAMPLES / "memos" / f"{name}.html")
    given = read_document(str(EXAMPLES / f"{name}.txt")).given
    for reference in memo.references:
        parts = [" ".join(given[span.start : span.end].split()) for span in reference.spans]
        assert reference.quote == " … ".join(parts)
