"""Outline → statements: what the report says of which indicator, in which period.

names.py      the indicators of work reports: names, scopes, which two are the same
words.py      verbs, periods, qualifiers, each with a real instance
skeleton.py   a sentence with its quantities as single characters
periods.py    which period a sentence speaks of
naming.py     what goes before a figure → the names it is said of
sentence.py   one sentence → statements
alone.py      a text without a report around it → statements
reader.py     outline → statements
headline.py   which statements are headline indicators
model.py      Statement
"""

from summarizer.indicators.alone import named_figures, statements_in
from summarizer.indicators.headline import headline_statements
from summarizer.indicators.model import Kind, Statement
from summarizer.indicators.names import PART_AND_WHOLE, Concept, compare_scopes, concept_of, related_ids
from summarizer.indicators.naming import clean_name
from summarizer.indicators.reader import StatementReader, read_statements

__all__ = [
    "PART_AND_WHOLE",
    "Concept",
    "Kind",
    "Statement",
    "StatementReader",
    "clean_name",
    "compare_scopes",
    "concept_of",
    "headline_statements",
    "named_figures",
    "read_statements",
    "related_ids",
    "statements_in",
]
