"""Reading → batches of sentences, each the content of one request.

Batches are cut by counting sentences inside a section, never by characters: an edit in one sentence then changes the one
request that holds it and no other. Numbers start at 1 in every batch for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from summarizer.extract.schema import ItemSchema
from summarizer.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that go out together, under the headings they share. ``id`` counts batches of a schema from 0."""

    id: int
    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @property
    def chars(self) -> int:
        return sum(len(s.text) for s in self.sentences)


@dataclass(frozen=True, slots=True)
class PackSize:
    """How much goes into one request. ``first`` bounds the first one of a run, so that first items come soon."""

    sentences: int
    chars: int
    first: int | None = None


SMALL = PackSize(sentences=6, chars=420, first=2)
LARGE = PackSize(sentences=30, chars=3000)


def called_for(reading: Reading, schema: ItemSchema) -> list[Sentence]:
    """The sentences whose role calls for an item of ``schema``."""
    return [s for s in reading.sentences if s.role in schema.roles and not s.is_heading]


def pack(reading: Reading, sentences: Iterable[Sentence], size: PackSize) -> list[Batch]:
    """The batches of ``sentences``, in the order of the report; every one is in exactly one."""
    groups = _merge([list(g) for _, g in groupby(sentences, key=lambda s: s.section)], reading, size)
    pieces: list[list[Sentence]] = []
    for group in groups:
        for piece in _even(group, size.sentences):
            pieces.extend(_halve(piece, size.chars))
    if pieces and size.first and len(pieces[0]) > size.first:
        pieces[0:1] = [pieces[0][: size.first], pieces[0][size.first :]]
    return [Batch(i, shared_headings(reading, piece), tuple(piece)) for i, piece in enumerate(pieces)]


def shared_headings(reading: Reading, sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The headings above all of ``sentences``, outermost first."""
    paths = [
        [section.heading for section in reading.path(i)] for i in dict.fromkeys(s.section for s in sentences)
    ]
    shared = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def _merge(groups: list[list[Sentence]], reading: Reading, size: PackSize) -> list[list[Sentence]]:
    """Neighbouring sections of the same parent go together while they fit."""
    merged: list[list[Sentence]] = []
    for group in groups:
        if (
            merged
            and _same_parent(merged[-1][-1], group[0], reading)
            and len(merged[-1]) + len(group) <= size.sentences
        ):
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return merged


def _same_parent(a: Sentence, b: Sentence, reading: Reading) -> bool:
    first, second = reading.sections[a.section], reading.sections[b.section]
    return first.parent == second.parent and first.level > 1 and first.part == second.part


def _even(group: list[Sentence], most: int) -> list[list[Sentence]]:
    count = -(-len(group) // most)
    base, extra = divmod(len(group), count)
    out, at = [], 0
    for i in range(count):
        length = base + (i < extra)
        out.append(group[at : at + length])
        at += length
    return out


def _halve(piece: list[Sentence], chars: int) -> list[list[Sentence]]:
    if len(piece) == 1 or sum(len(s.text) for s in piece) <= chars:
        return [piece]
    middle = len(piece) // 2
    return [*_halve(piece[:middle], chars), *_halve(piece[middle:], chars)]
