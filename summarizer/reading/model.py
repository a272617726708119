"""The values of this package. Offsets count in the clean text of the document; rendering maps them to the text as given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from summarizer.document import Document

Role = Literal["review", "problem", "task", "target", "other"]
Part = Literal["review", "problem", "plan", "other"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``document.text[start:end]``; ``section`` is the id of the section it stands in; ids count from 1.

    ``text[core:]`` is without the lead-in that only announces it (…面临着一些困难和问题:一是).
    """

    id: int
    section: int
    start: int
    end: int
    role: Role
    text: str
    is_heading: bool = False
    core: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``parent`` is None at the top; ``level`` counts from 1."""

    id: int
    parent: int | None
    level: int
    heading: str
    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report says of itself; None where it does not say."""

    title: str | None = None
    region: str | None = None
    level: str | None = None
    organ: str | None = None
    speaker: str | None = None
    date: str | None = None
    meeting: str | None = None
    review_period: str | None = None
    plan_period: str | None = None


@dataclass(frozen=True)
class Reading:
    """Sections and sentences in the order of the text; together the sentences hold every character but white space."""

    document: Document
    metadata: Metadata
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    def path(self, section: int) -> tuple[Section, ...]:
        """The section with the given id and those around it, outermost first, without the untitled root."""
        chain = []
        current: Section | None = self.sections[section]
        while current is not None:
            if current.heading:
                chain.append(current)
            current = None if current.parent is None else self.sections[current.parent]
        return tuple(reversed(chain))
