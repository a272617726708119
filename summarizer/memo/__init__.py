"""Results of all schemas → a briefing memo.

selection.py     which items it tells: the concrete ones, spread over the topics
figures.py       the headline indicators: last period's result beside the target, as table and chart
prose.py         the paragraphs a model writes from verified items
sentences.py     is a sentence of the model true to the items it was given?
compose.py       all of it in order: parts, headings, references
verification.py  the last part: what fails, what to look at, what was left out or not let stand
references.py    the numbers that tie words to the source
numbering.py     一、 （一） 1. (1)
punctuation.py   full-width punctuation outside numbers
words.py         the tables of words behind these rules
model.py         a memo as a value
"""

from summarizer.memo.compose import SCHEMAS, briefs, compose, gather
from summarizer.memo.model import Memo
from summarizer.memo.prose import PARTS, Prose, choose_memo_prompts, write_prose

__all__ = [
    "PARTS",
    "SCHEMAS",
    "Memo",
    "Prose",
    "briefs",
    "choose_memo_prompts",
    "compose",
    "gather",
    "write_prose",
]
