"""The statements of a text taken alone: a clause, a field of an item."""

from __future__ import annotations

from functools import lru_cache

from summarizer.quantities import Quantity
from summarizer.reading import Metadata, Sentence
from summarizer.reading.statements.model import Statement
from summarizer.reading.statements.periods import Period, PeriodReader
from summarizer.reading.statements.sentence import SentenceReader, clauses_of
from summarizer.reading.statements.skeleton import skeleton


@lru_cache(maxsize=4096)
def statements_in(text: str) -> tuple[Statement, ...]:
    """The statements of ``text`` (a clause, a field of an item) taken alone: no report around it, so no period."""
    form = skeleton(text)
    if not form.quantities:
        return ()
    alone = Sentence(1, 0, 0, len(text), "review", text)
    reader = SentenceReader(form, alone, "review", PeriodReader(Metadata()), Period("", False), False)
    return tuple(reader.read(clauses_of(form.text)))


def named_figures(text: str) -> list[tuple[str, Quantity]]:
    """Which figures of ``text`` are said of which name, levels and changes alike."""
    return [
        (s.name, figure) for s in statements_in(text) for figure in (s.value, s.change) if figure is not None
    ]
