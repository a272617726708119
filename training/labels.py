"""Files of labels, and the texts that they are of.

A label file holds no text: one line a segment, the first eight digits of the SHA-256 of its text and its labels, in the order of the text.
Lines with # say where the text is from. The texts are public documents that lie elsewhere; they are found by name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from summarizer.document import read_document

_ENDS = re.compile(r"[。；！？]+[”’」』）)]*|(?<=[\u4e00-\u9fff%）)”])[;!?](?=[\u4e00-\u9fff“])|\n")
_BEFORE_HEADING = re.compile(
    r"(?<=[\s。])(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_TEXTS = (".txt", ".docx", ".html")


class Segment(NamedTuple):
    """A piece of a text as it was labelled; offsets count in the text as given."""

    start: int
    end: int
    labels: tuple[str, ...]


class Labelled(NamedTuple):
    """A text and the labels of its segments; a segment whose text is not what was labelled is left out."""

    name: str
    text: str
    segments: tuple[Segment, ...]


def cut(text: str) -> list[tuple[int, int]]:
    """The segments in which reports were labelled: they end behind 。；！？ and the like, at a line's end, and before a numbered heading."""
    ends = {
        0,
        len(text),
        *(m.end() for m in _ENDS.finditer(text)),
        *(m.start() for m in _BEFORE_HEADING.finditer(text)),
    }
    bounds = sorted(ends)
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]


def digest(text: str) -> str:
    """What stands for a segment in a file of labels."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:8]


def find_text(name: str, folders: Iterable[Path]) -> str | None:
    """The text as given of the file called ``name`` in one of ``folders``; None when there is none."""
    for folder in folders:
        for ending in _TEXTS:
            path = folder / f"{name}{ending}"
            if path.exists():
                return read_document(str(path)).given
    return None


def load(path: Path, folders: Sequence[Path]) -> Labelled | None:
    """The labelled text of the file of labels at ``path``; None when its text is in none of ``folders``."""
    text = find_text(path.stem, folders)
    if text is None:
        return None
    rows = [
        line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    at = 0
    segments = []
    for start, end in cut(text):
        found = digest(text[start:end])
        place = next((i for i in range(at, min(at + 20, len(rows))) if rows[i][0] == found), None)
        if place is not None:
            segments.append(Segment(start, end, tuple(rows[place][1:])))
            at = place + 1
    return Labelled(path.stem, text, tuple(segments))
