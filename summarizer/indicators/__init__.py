"""Outline → statements: what the report says of which indicator, in which period.

names.py      the indicators of work reports: names, scopes, which two are the same
words.py      verbs, periods, qualifiers, each with a real instance
skeleton.py   a sentence with its quantities as single characters
periods.py    which period a sentence speaks of
reader.py     sentences → statements
headline.py   which statements are headline indicators
model.py      Statement
"""

from summarizer.indicators.headline import headline_statements
from summarizer.indicators.model import Kind, Statement
from summarizer.indicators.names import Concept, compare_scopes, concept_of
from summarizer.indicators.reader import StatementReader, clean_name, read_statements

__all__ = [
    "Concept",
    "Kind",
    "Statement",
    "StatementReader",
    "clean_name",
    "compare_scopes",
    "concept_of",
    "headline_statements",
    "read_statements",
]
