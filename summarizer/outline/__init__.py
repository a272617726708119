"""Document → :class:`Outline`: sections under headings, sentences, and the role of every sentence. No model.

words.py      the tables: heading forms, cues of parts and roles (topic_words.py: topics)
sentences.py  paragraphs → sentences
headings.py   which lines and opening sentences are headings, and of what form
sections.py   headings → nested sections, each with the part of the report it belongs to
roles.py      sentences → review, problem, task, target, other, by position first and by form second
tense.py      a text that names no part → review or plan, by tense and form
topics.py     section and sentence → one of the twelve topics
likeness.py  whether a text reads like a report at all
metadata.py   title, region, organ, speaker, date, periods, from the first lines and the headings
build.py      the order of the steps
"""

from summarizer.outline.build import outline
from summarizer.outline.likeness import reads_like_a_report
from summarizer.outline.model import ROLES, Metadata, Outline, Part, Role, Section, Sentence
from summarizer.outline.topics import topic_of

__all__ = [
    "ROLES",
    "Metadata",
    "Outline",
    "Part",
    "Role",
    "Section",
    "Sentence",
    "outline",
    "reads_like_a_report",
    "topic_of",
]
