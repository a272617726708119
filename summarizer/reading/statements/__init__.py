"""Reading → statements: what the report says of which indicator, in which period.

names.py      the indicators of work reports: names, scopes, which two are the same
words.py      verbs, periods, qualifiers, each with a real instance
skeleton.py   a sentence with its quantities as single characters
periods.py    which period a sentence speaks of
naming.py     what goes before a figure → the names it is said of
sentence.py   one sentence → statements
alone.py      a text without a report around it → statements
reader.py     reading → statements
headline.py   which statements are headline indicators
model.py      Statement
"""

from summarizer.reading.statements.alone import named_figures, statements_in
from summarizer.reading.statements.headline import headline_statements
from summarizer.reading.statements.model import Kind, Statement
from summarizer.reading.statements.names import (
    PART_AND_WHOLE,
    Concept,
    compare_scopes,
    concept_of,
    related_ids,
)
from summarizer.reading.statements.naming import clean_name
from summarizer.reading.statements.reader import StatementReader

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
    "related_ids",
    "statements_in",
]
