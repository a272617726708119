"""The text as given, cut for the page: blocks (headings, paragraphs, page noise) of segments.

All segments of all blocks, one after the other, are the text as given. Every range that the page can highlight begins and ends
where a segment does, so the script needs no offsets of its own: JavaScript counts UTF-16 units, and offsets here are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.document import Document, Span
from summarizer.outline import Outline

BlockKind = Literal["title", "heading", "text", "noise"]
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


def cut(outline: Outline, marks: Sequence[Iterable[Span]], borders: Iterable[Span]) -> list[Block]:
    """The blocks of ``outline``'s text as given. ``marks`` are the places that segments refer to, by number; ``borders`` are
    further ranges that must begin and end where segments do."""
    given = outline.document.given
    kept = _kept(outline.document)
    starts = _block_starts(outline, kept)
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
        Segment(a, given[a:b], kinds[a], tuple(covering[i]))
        for i, (a, b) in enumerate(zip(places, places[1:], strict=False))
    ]
    bounds = [bisect_left(places, start) for start in sorted(starts)] + [len(segments)]
    return [
        Block(o.kind, o.level, o.goes_on, tuple(segments[a:b]))
        for a, b in zip(bounds, bounds[1:], strict=False)
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


def _block_starts(outline: Outline, kept: bytearray) -> dict[int, _Opening]:
    """Where blocks begin in the text as given, and what they are."""
    document = outline.document
    found: dict[int, _Opening] = {0: _Opening("text")}
    done = 0
    for line in document.text.split("\n"):
        if words := line.strip():
            at = done + line.index(words)
            is_title = words == outline.metadata.title and not any(o.kind == "title" for o in found.values())
            found[document.clean.starts[at]] = _Opening("title" if is_title else "text")
        done += len(line) + 1
    for sentence in outline.sentences:
        if sentence.is_heading:
            _open_heading(outline, sentence.start, sentence.end, outline.sections[sentence.section].level, found)
    _open_noise(document.given, kept, found)
    return found


def _open_heading(
    outline: Outline, start: int, end: int, level: int, found: dict[int, _Opening]
) -> None:
    """A heading is a block of its own; words after it on its line go on behind it."""
    document = outline.document
    text = document.text
    span = document.span(start, end)
    if found.get(span.start, _Opening("text")).kind != "title":
        found[span.start] = _Opening("heading", level)
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    if end < len(text) and text[end] != "\n":
        found.setdefault(document.clean.starts[end], _Opening("text", goes_on=True))


def _open_noise(given: str, kept: bytearray, found: dict[int, _Opening]) -> None:
    """Dropped words with lines of their own (page numbers, menus) are blocks; dropped words within a line stay in it."""
    at = 0
    for line in given.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            continue
        words = [i for i in range(start, at) if not given[i].isspace()]
        if any(kept[i] for i in words):
            continue
        interrupted = words[0] not in found
        found[words[0]] = _Opening("noise")
        rest = next((i for i in range(at, len(given)) if not given[i].isspace()), None)
        if interrupted and rest is not None:
            found.setdefault(rest, _Opening("text", goes_on=True))
