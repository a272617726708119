"""Document → :class:`Reading`: what every sentence of a report is and says, computed once for all who ask. No model is asked.

structure/   paragraphs, sentences, headings → nested sections, each with the part of the report it belongs to; metadata
roles/       sentences → review, problem, task, target, other, of a year or of a term
clauses/     what each clause of a plan does for its rows
statements/  what the report says of which indicator, in which period
topics.py    section and sentence → one of the twelve topics
likeness.py  whether a text reads like a report at all
build.py     the order of the steps
model.py     Reading, Section, Sentence, Metadata
"""

from summarizer.reading.build import read_report
from summarizer.reading.likeness import reads_like_a_report
from summarizer.reading.model import ROLES, Metadata, Part, Reading, Role, Section, Sentence
from summarizer.reading.topics import topic_of

__all__ = [
    "ROLES",
    "Metadata",
    "Part",
    "Reading",
    "Role",
    "Section",
    "Sentence",
    "read_report",
    "reads_like_a_report",
    "topic_of",
]
