"""The values of this package. Offsets count in the clean text of the document; rendering maps them to the text as given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from summarizer.document import Document

if TYPE_CHECKING:
    from summarizer.reading.statements.model import Statement
    from summarizer.reading.statements.periods import Period
    from summarizer.reading.statements.reader import StatementReader

Role = Literal["review", "problem", "task", "target", "other"]
Part = Literal["review", "problem", "plan", "other"]
PeriodLength = Literal["year", "term"]
# What a clause of a plan does: it names a deliverable that begins a row of a task table, goes on with one, says by what means, to what
# effect, in what frame (time, place, topic); it is a slogan; it gives a headline target.
Function = Literal["deliverable", "more", "means", "effect", "frame", "slogan", "target"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``document.text[start:end]``; ``section`` is the id of the section it stands in; ids count from 1.

    ``text[core:]`` is without the lead-in that only announces it (…面临着一些困难和问题:一是). ``period``: whether the sentence speaks of one
    year or of a term (a five-year plan, a term of office, a longer span); None for problems and others. ``certainty`` (0 to 1) is the
    tagger's of the role; ``rule`` the name of what the rules alone would go by (:mod:`~summarizer.reading.roles.rules`), to ``rule_role``;
    ``words`` are the pieces of its text that spoke most for the role, where they were asked for.
    """

    id: int
    section: int
    start: int
    end: int
    role: Role
    text: str
    is_heading: bool = False
    core: int = 0
    period: PeriodLength | None = None
    certainty: float = 1.0
    rule: str = ""
    rule_role: Role = "other"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence of the plan, cut at ，；： and the like outside quotes; ``certainty`` (0 to 1) is that of ``function``."""

    sentence: int
    start: int
    end: int
    function: Function
    certainty: float


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


@dataclass(frozen=True, eq=False)
class Reading:
    """All that is known of a report, computed once (what is costly when it is first asked for) and handed to all who ask. Sections and
    sentences stand in the order of the text; together the sentences hold every character but white space. Two readings are never
    equal: each is itself alone.
    """

    document: Document
    metadata: Metadata
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of tasks and targets, in the order of the text."""
        from summarizer.reading.clauses import clauses_of

        return clauses_of(self.sentences)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the report says of which indicator, in the order of the text."""
        return self._said.statements

    @property
    def periods(self) -> Mapping[int, Period]:
        """The period that each sentence of the review and the plan begins in, by the sentence's id."""
        return self._said.periods

    @cached_property
    def _said(self) -> StatementReader:
        from summarizer.reading.statements.reader import StatementReader

        return StatementReader(self)

    def path(self, section: int) -> tuple[Section, ...]:
        """The section with the given id and those around it, outermost first, without the untitled root."""
        chain = []
        current: Section | None = self.sections[section]
        while current is not None:
            if current.heading:
                chain.append(current)
            current = None if current.parent is None else self.sections[current.parent]
        return tuple(reversed(chain))
