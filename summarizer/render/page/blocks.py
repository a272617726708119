"""The text as given, cut for the page: blocks (title, lines under it, headings, paragraphs, page noise) of segments.

All segments of all blocks, one after the other, are the text as given. Every range that the page can highlight begins and ends
where a segment does, so the script needs no offsets of its own: JavaScript counts UTF-16 units, and offsets here are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from summarizer.document import Document, Span
from summarizer.reading import Reading, Sentence

BlockKind = Literal["title", "front", "heading", "text", "noise"]
# text: words of the clean text. noise: words that cleaning dropped. space: white space at the edges, or dropped (hard wraps).
SegmentKind = Literal["text", "noise", "space"]


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` stands at ``start`` of the text as given; ``marks`` are the numbers of the marks that cover it."""

    start: int
    text: str
    kind: SegmentKind
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """``level`` is that of a heading, from 1; ``goes_on`` where a paragraph goes on after a heading or noise within it."""

    kind: BlockKind
    level: int
    goes_on: bool
    segments: tuple[Segment, ...]


def cut(reading: Reading, marks: Sequence[Iterable[Span]], borders: Iterable[Span]) -> list[Block]:
    """The blocks of ``outline``'s text as given. ``marks`` are the places that segments refer to, by number; ``borders`` are
    further ranges that must begin and end where segments do."""
    given = reading.document.given
    kept = _kept(reading.document)
    starts = _block_starts(reading, kept)
    kinds = _kinds(given, kept)
    changes = (i for i in range(1, len(given)) if kinds[i] != kinds[i - 1])
    edges = {0, len(given), *starts, *changes}
    for span in borders:
        edges |= {span.start, span.end}
    for spans in marks:
        for span in spans:
            edges |= {span.start, span.end}
    places = sorted(edges)
    covering: list[list[int]] = [[] for _ in places]
    for number, spans in enumerate(marks):
        for span in spans:
            for i in range(bisect_left(places, span.start), bisect_left(places, span.end)):
                if number not in covering[i][-1:]:
                    covering[i].append(number)
    segments = [
        Segment(a, given[a:b], kinds[a], tuple(covering[i])) for i, (a, b) in enumerate(pairwise(places))
    ]
    bounds = [bisect_left(places, start) for start in sorted(starts)] + [len(segments)]
    return [
        Block(o.kind, o.level, o.goes_on, tuple(segments[a:b]))
        for a, b in pairwise(bounds)
        if a < b
        for o in [starts[segments[a].start]]
    ]


@dataclass(frozen=True, slots=True)
class _Opening:
    kind: BlockKind
    level: int = 0
    goes_on: bool = False


def _kept(document: Document) -> bytearray:
    """For every character as given, whether the clean text has something for it."""
    kept = bytearray(len(document.given))
    clean = document.clean
    for start, end in zip(clean.starts, clean.ends, strict=True):
        kept[start:end] = b"\1" * (end - start)
    return kept


_RUN = re.compile(rb"\0+")
_SPACES = re.compile(r"\s+")


def _kinds(given: str, kept: bytearray) -> list[SegmentKind]:
    """What every character is."""
    kinds: list[SegmentKind] = ["text"] * len(given)
    for run in _RUN.finditer(kept):
        a, b = run.span()
        kinds[a:b] = ["noise" if given[a:b].strip() else "space"] * (b - a)
    for run_of_spaces in _SPACES.finditer(given):
        a, b = run_of_spaces.span()
        if a == 0 or b == len(given) or len(run_of_spaces[0].splitlines()) > 1 or given[b - 1] in "\r\n":
            kinds[a:b] = ["space"] * (b - a)
    return kinds


def _block_starts(reading: Reading, kept: bytearray) -> dict[int, _Opening]:
    """Where blocks begin in the text as given, and what they are."""
    document = reading.document
    lines = _Lines(document.given, kept)
    found: dict[int, _Opening] = {0: _Opening("text")}
    done = 0
    untitled = True
    for line in document.text.split("\n"):
        if words := line.strip():
            is_title = untitled and words == reading.metadata.title
            untitled = untitled and not is_title
            begin = lines.begin(document.clean.starts[done + line.index(words)])
            found[begin] = _Opening("title" if is_title else "text")
        done += len(line) + 1
    for sentence in reading.sentences:
        if sentence.is_heading:
            _open_heading(reading, sentence, lines, found)
    after_noise = False
    for start, is_noise in lines.with_words():
        # Dropped words with lines of their own (page numbers, menus) are blocks; dropped words within a line stay in it.
        if is_noise:
            found[start] = _Opening("noise")
        elif after_noise:
            found.setdefault(start, _Opening("text", goes_on=True))
        after_noise = is_noise
    return found


def _open_heading(reading: Reading, sentence: Sentence, lines: _Lines, found: dict[int, _Opening]) -> None:
    """A heading is a block of its own; words after it on its line go on behind it."""
    document = reading.document
    text, end = document.text, sentence.end
    level = reading.sections[sentence.section].level
    begin = lines.begin(document.clean.starts[sentence.start])
    if begin not in found or found[begin].kind != "title":
        found[begin] = _Opening("heading", level) if level else _Opening("front")
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    if end < len(text) and text[end] != "\n":
        found.setdefault(document.clean.starts[end], _Opening("text", goes_on=True))


class _Lines:
    """The lines of the text as given."""

    def __init__(self, given: str, kept: bytearray) -> None:
        self._given = given
        self._kept = kept
        lengths = [len(line) for line in given.splitlines(keepends=True)]
        self._starts = list(accumulate(lengths, initial=0))

    def begin(self, place: int) -> int:
        """The begin of the line where nothing is kept between it and ``place`` (an indent, a dropped list mark), else ``place``."""
        start = self._starts[bisect_right(self._starts, place) - 1]
        return place if self._keeps_words(start, place) else start

    def with_words(self) -> Iterator[tuple[int, bool]]:
        """The begin of every line that is not blank, and whether all its words were dropped."""
        for start, end in pairwise(self._starts):
            if self._given[start:end].strip():
                yield start, not self._keeps_words(start, end)

    def _keeps_words(self, start: int, end: int) -> bool:
        return any(self._kept[i] and not self._given[i].isspace() for i in range(start, end))
