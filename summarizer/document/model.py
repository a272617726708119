"""The values of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.document.textmap import MappedText
from summarizer.messages import Message

Script = Literal["hans", "hant"]


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of the text as given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was repaired, dropped, or could not be read; ``start``/``end`` count in the text as given.

    ``kind`` is one of ``mojibake-repaired``, ``mojibake-unreadable``, ``noise-dropped``, ``bad-bytes``, ``part-missing`` (the
    file holds something that is not in the text), ``page-untrusted`` (a page's text may not be what it shows);
    ``replacement`` is what the clean text says there ("" when dropped). What has no place in the text (0 to 0) is told by ``note``.
    """

    kind: str
    start: int
    end: int
    replacement: str
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read.

    ``given`` is the text that all offsets count in. ``clean`` is the copy that rules and models read: noise gone,
    mojibake repaired, simplified characters, one paragraph a line; it knows the place of each of its characters.
    ``format`` is what the file was (text, markdown, html, mht, docx, pdf, doc, rtf, odt).
    """

    name: str
    sha256: str
    format: str
    encoding: str
    script: Script
    given: str
    clean: MappedText
    repairs: tuple[Repair, ...]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text

    def span(self, start: int, end: int) -> Span:
        """The place in the text as given of ``text[start:end]`` (which must not be empty)."""
        return Span(*self.clean.span(start, end))

    def quote(self, span: Span) -> str:
        """The words at ``span``, as given."""
        return self.given[span.start : span.end]
