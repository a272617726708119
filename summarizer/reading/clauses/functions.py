"""Clauses → functions, learned from labelled plans."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.lexicon.clauses import whole_clauses
from summarizer.reading.clauses.features import features_of
from summarizer.reading.model import Clause, Function, Sentence
from summarizer.tagging import load_tagger

# The labels of the tagger, as readers gave them.
FUNCTIONS: dict[str, Function] = {
    "K": "deliverable", "+": "more", "M": "means", "E": "effect", "F": "frame", "S": "slogan", "G": "target",
}  # fmt: skip
# A row of a task table begins at these.
ROW_STARTS: frozenset[Function] = frozenset({"deliverable", "target"})


def clauses_of(sentences: Sequence[Sentence]) -> tuple[Clause, ...]:
    """The clauses of the tasks and targets among ``sentences``, in order; offsets count as those of the sentences do."""
    planned = [s for s in sentences if s.role in {"task", "target"} and not s.is_heading]
    things = features_of([(s.text, s.role == "target") for s in planned])
    tagged = iter(load_tagger("clauses").tag(things))
    out = []
    for sentence in planned:
        for start, end in whole_clauses(sentence.text):
            found = next(tagged)
            out.append(
                Clause(
                    sentence.id,
                    sentence.start + start,
                    sentence.start + end,
                    FUNCTIONS[found.label],
                    found.certainty,
                )
            )
    return tuple(out)
