"""Items that rules propose where no model is asked: one a clause, or one a sentence. A schema names its way; :data:`PROPOSERS` is the table.

They go through the same building as a model's answer: located, completed by the rules of the fields, joined, verified. What they
can't do is understand: a clause that says how and not what is an item too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.extract.context import Data
from summarizer.extract.evidence import clauses
from summarizer.extract.schema import ItemSchema
from summarizer.extract.task_rules import proposed_task
from summarizer.extract.wire import RawItem
from summarizer.extract.words import TERM, YEAR
from summarizer.reading import Sentence

# 五年来 · 2015年 · 一年来: when, and nothing yet
_ONLY_WHEN = re.compile(rf"(?:{TERM.pattern}|{YEAR.pattern})[以来间中]*")
Proposer = Callable[[ItemSchema, Sentence], Iterator[Data]]


def propose(schema: ItemSchema, sentences: Sequence[Sentence]) -> list[RawItem]:
    """What the rules of ``schema`` take from ``sentences``, numbered from 1 as a model would cite them; nothing without such rules."""
    proposer = PROPOSERS.get(schema.proposer or "")
    if proposer is None:
        return []
    return [RawItem(n, data) for n, s in enumerate(sentences, 1) for data in proposer(schema, s)]


def _each_clause(schema: ItemSchema, sentence: Sentence) -> Iterator[Data]:
    limit = _longest(schema)
    for start, end in clauses(sentence.text):
        text = sentence.text[start:end]
        if start >= sentence.core and 2 <= len(text) <= limit and not _ONLY_WHEN.fullmatch(text):
            yield {schema.main_field: text}


def _whole_sentence(schema: ItemSchema, sentence: Sentence) -> Iterator[Data]:
    core = sentence.text[sentence.core :].strip(" 。！？!?;；")
    if 2 <= len(core) <= _longest(schema):
        yield {schema.main_field: core}
    else:
        yield from _each_clause(schema, sentence)


def _acts(_: ItemSchema, sentence: Sentence) -> Iterator[Data]:
    for start, end in clauses(sentence.text):
        task = proposed_task(sentence.text[start:end]) if start >= sentence.core else None
        if task is not None:
            yield task


def _longest(schema: ItemSchema) -> int:
    return next(f.max_length for f in schema.fields if f.name == schema.main_field)


PROPOSERS: dict[str, Proposer] = {"clauses": _each_clause, "sentences": _whole_sentence, "acts": _acts}
