"""Document → Reading: the order of the steps."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.document import Document
from summarizer.lexicon.structure import GUIDING_HEADING, TASK_HEADING
from summarizer.reading.model import Metadata, Part, Reading, Section, Sentence
from summarizer.reading.roles.assign import RoleOf, roles_of
from summarizer.reading.roles.by_rule import RoleReader
from summarizer.reading.roles.features import Seen, commonest_year
from summarizer.reading.roles.traits import Place, Traits
from summarizer.reading.structure.cut import Frame, Piece, cut, frame_of_rest
from summarizer.reading.structure.metadata import read_metadata
from summarizer.reading.structure.sentences import lead_in_end


@dataclass(frozen=True, slots=True)
class Draft:
    """A report cut into sections and sentences, with all that tells the role of each sentence but not yet its role."""

    frame: Frame
    metadata: Metadata
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    seen: tuple[Seen, ...]


def read_report(document: Document, part: Part | None = None, why: bool = False) -> Reading:
    """Sections, sentences with roles, and metadata of ``document``; ``part`` says of which part of a report the whole text is, None
    lets headings and words tell; with ``why`` each sentence says which of its words spoke for its role. Linear in the text's length;
    never raises on a strange text."""
    drafted = draft(document, part)
    roles = roles_of(drafted.seen, part, why)
    parts = [of.part for of in roles]
    pieces, sections = drafted.pieces, drafted.sections
    if part is None:
        pieces, sections = _turned(document.text, drafted, roles)
        sections = tuple(_parted(pieces, sections, parts))
    out = []
    for number, (piece, of) in enumerate(zip(pieces, roles, strict=True), 1):
        words = document.text[piece.start : piece.end]
        out.append(
            Sentence(
                number, piece.section, piece.start, piece.end, of.role, words, piece.is_heading, lead_in_end(words),
                of.period, of.certainty, of.rule, of.rule_role, of.words,
            )
        )  # fmt: skip
    return Reading(document, drafted.metadata, sections, tuple(out))


def _turned(
    text: str, drafted: Draft, roles: Sequence[RoleOf]
) -> tuple[tuple[Piece, ...], tuple[Section, ...]]:
    """The pieces and sections once more, with a section of its own for every part that begins under no heading."""
    turns: list[tuple[int, Part]] = []
    now: Part = "other"
    opened = False  # a heading stands between the last fact, act or problem and here
    for i, (piece, of) in enumerate(zip(drafted.pieces, roles, strict=True)):
        opened = opened or piece.is_heading
        lasting = roles[i : i + _LEAST_OF_PART]
        if of.part not in (now, "other") and all(other.part == of.part for other in lasting):
            now = of.part
            if not opened:
                turns.append((piece.start, of.part))
        opened = opened and of.role == "other"
    if not turns:
        return drafted.pieces, drafted.sections
    pieces, sections = cut(text, replace(drafted.frame, turns=tuple(turns)))
    if [p.start for p in pieces] != [p.start for p in drafted.pieces]:
        return drafted.pieces, drafted.sections
    return tuple(pieces), tuple(sections)


# Sentences that a part without a heading must have to be a section: a fact told within the plan is none.
_LEAST_OF_PART = 3


def _parted(pieces: Sequence[Piece], sections: Sequence[Section], parts: list[Part]) -> Iterator[Section]:
    """The sections, each of the part that most of the text in it belongs to: a heading may name another, or none."""
    sizes: list[Counter[Part]] = [Counter() for _ in sections]
    for piece, part in zip(pieces, parts, strict=True):
        if not piece.is_heading:
            sizes[piece.section][part] += piece.end - piece.start
    for section in reversed(sections):
        if section.parent:
            sizes[section.parent].update(sizes[section.id])
    for section, size in zip(sections, sizes, strict=True):
        told = size and section.parent is not None
        yield replace(section, part=size.most_common(1)[0][0]) if told else section


def draft(document: Document, part: Part | None = None) -> Draft:
    """``document`` up to the point where roles are told; what :func:`read_report` and the training of the tagger begin with."""
    text = document.text
    frame = Frame() if part is None else Frame(part, forced=True)
    pieces, sections = cut(text, frame)
    if part is None and (found := frame_of_rest(text, pieces, sections)) is not None:
        frame = found
        pieces, sections = cut(text, frame)
    metadata = read_metadata(text, sections)
    return Draft(
        frame, metadata, tuple(sections), tuple(pieces), tuple(_seen(text, pieces, sections, metadata))
    )


def _seen(text: str, pieces: list[Piece], sections: list[Section], metadata: Metadata) -> Iterator[Seen]:
    reader = RoleReader()
    begun = -1  # the paragraph whose first sentence was read
    has_children = {s.parent for s in sections}
    bodies = _bodies(sections)
    tops = _tops(sections)
    planned = re.search(r"(?:19|20)\d\d", metadata.plan_period or "")
    year = int(planned[0]) if planned else commonest_year(text)
    for piece in pieces:
        section = sections[piece.section]
        place = Place(
            part=section.part,
            is_heading=piece.is_heading,
            paragraph=piece.paragraph,
            first=piece.paragraph != begun,
            lead_in=piece.alone and section.level >= 2 and section.id in has_children,
            in_body=piece.start >= bodies[section.id],
        )
        traits = Traits(text[piece.start : piece.end], place)
        yield Seen(traits, reader.verdict(traits), section.heading, tops[section.id], section.level, year)
        begun = begun if piece.is_heading else piece.paragraph


def _tops(sections: list[Section]) -> list[str]:
    """For every section the heading of the outermost one that it stands in."""
    tops = [""] * len(sections)
    for section in sections[1:]:
        tops[section.id] = tops[section.parent or 0] or section.heading
    return tops


def _bodies(sections: list[Section]) -> list[int]:
    """For every section, where its facts and acts begin: in a part's own section behind its first inner heading (what
    stands before that is the frame); nowhere in a section on guiding thought."""
    begins = [s.start for s in sections]
    first_inner = {s.parent: s.start for s in reversed(sections)}
    for section in sections:
        if section.level >= 2 or section.part == "problem":
            continue
        begins[section.id] = first_inner.get(section.id, section.start)
    for section in sections:
        guiding = section.part == "plan" and GUIDING_HEADING.search(section.heading)
        inherited = section.parent is not None and begins[section.parent] >= sys.maxsize
        if (guiding and not TASK_HEADING.search(section.heading)) or inherited:
            begins[section.id] = sys.maxsize
    return begins
