"""The smallest run of clauses of a sentence that holds an item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.checks import find_words
from summarizer.document import Span
from summarizer.extract.model import Evidence
from summarizer.quantities import Quantity, read_quantities
from summarizer.reading import Reading, Sentence

_CLAUSE_END = re.compile(r"[,，;；](?!\d{3}(?!\d))|[:：。！？!?]")
_LEAD = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|要)|\d{1,2}(?:[、．]|\.(?!\d))|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳●■◆○◇•]|[\s—─-])+"
)


@dataclass(frozen=True, slots=True)
class Located:
    """``start``/``end`` are offsets in the sentence; ``apart`` are values that stand in it, but with the neighbour's words."""

    start: int
    end: int
    apart: frozenset[str]


def evidence_at(reading: Reading, sentence: Sentence, start: int, end: int) -> Evidence:
    """``sentence.text[start:end]`` as evidence."""
    document = reading.document
    first, last = sentence.start + start, sentence.start + end
    span = document.span(first, last)
    return Evidence(sentence.id, first, last, span, document.quote(span))


def quantities_of(reading: Reading, evidence: Evidence) -> Iterator[tuple[Span, Quantity]]:
    """The quantities of ``evidence``, each with its place in the text as given."""
    document = reading.document
    for quantity in read_quantities(document.text[evidence.start : evidence.end]):
        yield document.span(evidence.start + quantity.start, evidence.start + quantity.end), quantity


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The ranges of the clauses of ``sentence`` (cut at commas, colons, stops), without the punctuation around them."""
    bounds = [0, *(m.end() for m in _CLAUSE_END.finditer(sentence)), len(sentence)]
    out = []
    for start, end in pairwise(bounds):
        if lead := _LEAD.match(sentence, start, end):
            start = lead.end()
        text = sentence[start:end]
        stripped = text.strip(" ,，;；:：。！？!?")
        if stripped:
            at = start + text.index(stripped)
            out.append((at, at + len(stripped)))
    return out


def locate(sentence: str, main: str, others: Sequence[str], close: Collection[str]) -> Located | None:
    """The smallest run of clauses that holds ``main``, widened to hold those of ``others`` that stand in the sentence.

    ``others`` are looked for in the run of ``main`` first, then to its left (one verb for several objects), then to its
    right, which is apart. Those of ``close`` belong into the clause of ``main``: they widen nothing, and are apart anywhere else.
    None when ``main`` does not stand in the sentence.
    """
    parts = clauses(sentence)
    run = _smallest_run(sentence, parts, main, others)
    if run is None:
        return None
    first, last = run
    apart = set()
    for value in others:
        if value in close:
            if not find_words(value, sentence[parts[first][0] : parts[last][1]]) and find_words(
                value, sentence
            ):
                apart.add(value)
            continue
        if find_words(value, sentence[parts[first][0] : parts[last][1]]):
            continue
        left = next(
            (i for i in range(first, -1, -1) if find_words(value, sentence[parts[i][0] : parts[last][1]])),
            None,
        )
        if left is not None:
            first = left
            continue
        right = next(
            (
                i
                for i in range(last, len(parts))
                if find_words(value, sentence[parts[first][0] : parts[i][1]])
            ),
            None,
        )
        if right is not None:
            last = right
            apart.add(value)
    return Located(parts[first][0], parts[last][1], frozenset(apart))


def nearest(sentence: str, words: str) -> tuple[tuple[int, int], float]:
    """The clauses that share most pairs of characters with ``words``, and the share (0 to 1) of ``words`` that they hold: one clause, or
    as many as ``words`` are long."""
    parts = clauses(sentence) or [(0, len(sentence))]
    pairs = {words[i : i + 2] for i in range(len(words) - 1)} or {words}
    scored = [(sum(pair in sentence[a:b] for pair in pairs) / len(pairs), (a, b)) for a, b in parts]
    share, span = max(scored, key=lambda pair: pair[0])
    several = 1 + sum(mark in ",，;；:：" for mark in words.strip(",，;；:：。"))
    if several > 1:
        first = max(range(len(parts)), key=lambda i: sum(s for s, _ in scored[i : i + several]))
        run = (parts[first][0], parts[min(first + several, len(parts)) - 1][1])
        together = sum(pair in sentence[slice(*run)] for pair in pairs) / len(pairs)
        if together > share:
            return run, together
    return span, share


def _smallest_run(
    sentence: str, parts: list[tuple[int, int]], words: str, others: Sequence[str]
) -> tuple[int, int] | None:
    """The shortest run that holds ``words``; of several, the one that holds most of ``others`` (1家 stands in two clauses)."""
    if not parts or find_words(words, sentence) is None:
        return None
    for length in range(1, len(parts) + 1):
        found = []
        for first in range(len(parts) - length + 1):
            text = sentence[parts[first][0] : parts[first + length - 1][1]]
            if find_words(words, text):
                held = sum(find_words(value, text) is not None for value in others)
                found.append((-held, first))
        if found:
            first = min(found)[1]
            return first, first + length - 1
    return 0, len(parts) - 1
