"""Paragraphs → sentences."""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.lexicon.structure import LEAD_IN

# A sentence ends after 。！？；!?; and the closing quotes or brackets behind it. `;` and `!` between digits end nothing.
_STOP = re.compile(r"(?:[。！？；]|[!?;](?!\d))+[”’）)》」』]*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The ranges of the lines of ``text`` that are not blank."""
    return [m.span() for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the sentences of the paragraph ``text[start:end]``; together they cover it."""
    cuts = [m.end() for m in _STOP.finditer(text, start, end)]
    bounds = [start, *cuts]
    if bounds[-1] < end:
        bounds.append(end)
    return [(a, b) for a, b in pairwise(bounds) if a < b]


def lead_in_end(text: str) -> int:
    """Where the words of a sentence begin behind its lead-ins, which are those before a colon and 一是."""
    at = 0
    while (match := LEAD_IN.match(text[at:])) and at + match.end() < len(text) - 5:
        at += match.end()
    return at
