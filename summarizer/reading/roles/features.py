"""What the tagger of roles sees of each sentence. docs/tagger.md tells every feature in words.

Groups: ``text`` (characters of the sentence, one to three at a time, figures as 0), ``mark`` (its form and place, and what the rules say),
``head`` and ``top`` (the characters of the heading right above it and of the outermost one).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.lexicon.structure import PROBLEM_MARK, PROBLEM_OPENING, PROBLEM_WORD
from summarizer.lexicon.times import PAST_SPAN, TERM_WORDS, YEAR_NUMBER, YEAR_WORDS
from summarizer.lexicon.weakness import WEAK
from summarizer.reading.roles.by_rule import Verdict
from summarizer.reading.roles.tense import tense_of
from summarizer.reading.roles.traits import Traits
from summarizer.tagging import Features, grams


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as features are taken from it. ``year`` is the report's own (the one planned for), None where it is not known."""

    traits: Traits
    verdict: Verdict
    heading: str
    top: str
    level: int
    year: int | None


# Lengths in characters at which a sentence stops being of one size and begins to be of the next.
_SIZES = (8, 12, 18, 26, 45, 80, 140)
_TOPIC_LENGTH = 18
_NO_STOP = re.compile(r"[^。！!；;：:，,]$")
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(r"[,，;；]")
_TRAITS = ("figure", "concrete", "built", "several-acts", "act-first", "goal", "slogan", "happened")


def features_of(sentences: Sequence[Seen]) -> list[Features]:
    """The features of each sentence of a report, all given in order."""
    forms = [_Form(seen) for seen in sentences]
    style = _style(forms)
    return [
        {
            "text": grams(form.text),
            "mark": tuple(dict.fromkeys(_marks(forms, i, style))),
            "head": grams(form.seen.heading),
            "top": grams(form.seen.top),
        }
        for i, form in enumerate(forms)
    ]


class _Form:
    """What is asked of a sentence more than once."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.text = seen.traits.text
        self.paragraph = seen.traits.place.paragraph
        self.length = len(self.text)
        self.clauses = len(_CLAUSE.findall(self.text[:-1])) + 1
        self.topic = self.clauses == 1 and self.length <= _TOPIC_LENGTH and not _FIGURE.search(self.text)


def _style(forms: Sequence[_Form]) -> str:
    """How often in this report a short sentence announces longer ones of its paragraph (推进产业升级。实施…,…): never, some, many."""
    announcing = sum(
        a.topic and not b.topic and b.clauses > 1 and a.paragraph == b.paragraph for a, b in pairwise(forms)
    )
    share = announcing / max(1, len(forms))
    return "never" if share < 0.01 else "some" if share < 0.04 else "many"


def _extent(count: int) -> str:
    """How long a text is, in sentences: of a few, the rules know as much as there is to know."""
    return "few" if count < 14 else "some" if count < 45 else "many"


def _marks(forms: Sequence[_Form], i: int, style: str) -> Iterator[str]:
    form = forms[i]
    seen, traits = form.seen, form.seen.traits
    yield "any"
    yield f"rule={seen.verdict.role}"
    yield f"rule={seen.verdict.role},of={_extent(len(forms))}"
    yield f"by={seen.verdict.rule},of={_extent(len(forms))}"
    yield f"part={traits.place.part}"
    yield f"tense={round(tense_of(form.text))}"
    yield f"level={min(seen.level, 4)}"
    place = i / len(forms)
    yield f"tenth={int(10 * place)}"
    if _extent(len(forms)) == "many":
        yield from [f"nth={i}"] * (i < 6)
        yield from ["near-end"] * (i >= len(forms) - 6)
    yield f"size={sum(form.length > size for size in _SIZES)}"
    yield f"clauses={min(form.clauses, 5)}"
    figures = len(_FIGURE.findall(_NUMBER.sub("0", form.text)))
    yield f"figures={min(figures, 4)}"
    if figures * 2 >= form.clauses:
        yield "half-figures"
    if traits.place.is_heading:
        yield "heading"
    if _NO_STOP.search(form.text):
        yield "no-stop"
    yield from (name for name in _TRAITS if traits.has(name))
    yield from _of_paragraph(forms, i, style)
    yield from _of_time(form.text, seen.year)
    yield from _of_problems(form.text)


def _of_paragraph(forms: Sequence[_Form], i: int, style: str) -> Iterator[str]:
    """Where a sentence stands in its paragraph, and whether it announces the sentences behind it."""
    form = forms[i]
    before = forms[i - 1] if i else None
    behind = forms[i + 1] if i + 1 < len(forms) else None
    first = before is None or before.paragraph != form.paragraph
    last = behind is None or behind.paragraph != form.paragraph
    where = "alone" if first and last else "first" if first else "last" if last else "inner"
    yield f"place={where}"
    if before is not None and before.seen.traits.place.is_heading:
        yield "under-heading"
        yield f"under-heading,place={where}"
    if first and not form.seen.traits.has("figure"):
        yield f"first,no-figure,clauses={min(form.clauses, 3)}"
    if not form.topic:
        return
    yield f"topic,{where}"
    if behind is not None and not last:
        longer = "long" if behind.clauses > 1 and behind.length > 1.5 * form.length else "short"
        yield f"topic,then-{longer}"
        yield f"topic,then-{longer},{style}"
        if before is not None and not first:
            around = "short" if before.topic else "long"
            yield f"topic,{around},then-{longer}"
            yield f"topic,{around},then-{longer},{style}"
    else:
        yield f"topic,ends,{style}"


def _of_time(text: str, year: int | None) -> Iterator[str]:
    if TERM_WORDS.search(text):
        yield "term-words"
    if YEAR_WORDS.search(text):
        yield "year-words"
    if PAST_SPAN.search(text):
        yield "past-span"
    for found in {int(number) for number in YEAR_NUMBER.pattern.findall(text)} if year else ():
        away = found - (year or 0)
        yield f"year{max(-6, min(6, away)):+d}"


def _of_problems(text: str) -> Iterator[str]:
    if PROBLEM_MARK.match(text):
        yield "list-mark"
    if PROBLEM_OPENING.search(text):
        yield "problem-opening"
    if PROBLEM_WORD.search(text):
        yield "problem-word"
    weak = len(WEAK.pattern.findall(text))
    if weak:
        yield f"weak={min(weak, 2)}"


def commonest_year(text: str) -> int | None:
    """The year that a report plans for, by its own words: the later of the two that it names most often; None where it names none."""
    counts = Counter(YEAR_NUMBER.pattern.findall(text))
    return max(int(year) for year, _ in counts.most_common(2)) if counts else None
