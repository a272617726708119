""".pdf with a text layer → lines with their places, and from them the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from summarizer.document.decode import Decoded, Note
from summarizer.document.formats.glyph_lines import lines_of_glyphs
from summarizer.document.formats.page_layers import PageGlyphs
from summarizer.document.formats.page_lines import Page, paragraphs
from summarizer.document.formats.page_trust import (
    LEAST_CHARACTERS,
    RECOGNISE,
    check_pages,
    check_pictures,
    marks,
)
from summarizer.document.formats.pdf_glyphs import read_glyphs
from summarizer.document.formats.pdf_upright import needs_turning, turned
from summarizer.document.formats.ruled_tables import LEAST_STROKES, find_tables
from summarizer.errors import InputError
from summarizer.messages import Message, template

MAX_PAGES = 1_000
_SAVE_ANEW = template("Open it in a PDF reader and save it anew, or copy its text into a .txt file.")
_NO_TABLES = template(
    "The tables of {name} can not be told from its text: save it anew in a PDF reader to have them read."
)

_T = TypeVar("_T")


@dataclass(slots=True)
class _File:
    """The glyphs of all pages, and the file they stand upright in."""

    data: bytes
    pages: list[PageGlyphs]


def load_pdf(data: bytes, name: str) -> Decoded:
    """One paragraph a line: wraps joined, page numbers and running heads dropped, ruled tables a row a line.

    Pages on their side are turned; text that is not painted is read on pictures only. Notes name pages whose text may not be what
    they show, and pages that are pictures. Raises :class:`InputError` for a locked, damaged or scanned file, and for one whose text
    as a whole may not be what it shows.
    """
    file = _upright(data, name)
    pages = [Page(p.width, p.height, lines_of_glyphs(p.glyphs), p.strokes) for p in file.pages]
    if sum(marks(page) for page in pages) < LEAST_CHARACTERS * len(pages):
        raise InputError(
            "{name} is a scan: its pages are pictures without a text layer.", RECOGNISE, name=name
        )
    notes = check_pages(pages, name)
    ruled = {i: p.glyphs for i, p in enumerate(file.pages) if p.strokes >= LEAST_STROKES and p.glyphs}
    tables = find_tables(file.data, ruled)
    if tables is None:
        notes.append(Note("part-missing", Message(_NO_TABLES, {"name": name})))
    for i, found in (tables or {}).items():
        for rows, box in found:
            pages[i].put_rows(rows, box)
    notes += check_pictures(pages, [p.picture for p in file.pages], name)
    # Texts across the page (a watermark, a title on the spine) stand at its end, once.
    aside = dict.fromkeys(text for p in file.pages for text in p.aside if len(text) > 1)
    lines = [*paragraphs(pages), *aside]
    return Decoded("".join(line + "\n" for line in lines), "utf-8", notes=tuple(notes))


def _upright(data: bytes, name: str) -> _File:
    """Read all pages; those on their side from a copy of the file in which they stand upright."""

    def first(document: Any) -> tuple[list[PageGlyphs], dict[int, int], bytes]:
        pages, angles = [], {}
        for i in range(len(document)):
            page = document[i]
            pages.append(read_glyphs(page))
            if needs_turning(page, pages[-1].angle):
                angles[i] = pages[-1].angle
            page.close()
        return pages, angles, turned(document, angles) if angles else data

    def again(document: Any) -> dict[int, PageGlyphs]:
        return {i: read_glyphs(document[i]) for i in angles}

    pages, angles, upright = _with_document(data, name, first)
    if angles:
        for i, page in _with_document(upright, name, again).items():
            pages[i] = page
    return _File(upright, pages)


def _with_document(data: bytes, name: str, read: Callable[[Any], _T]) -> _T:
    """What ``read`` gives of the document, which is closed after it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                "{name} is locked with a password.",
                "Open it with its password, save a copy without one, and try again.",
                name=name,
            ) from None
        raise InputError("{name} is a damaged PDF.", _SAVE_ANEW, name=name) from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError(
                "{name} has {pages} pages; no report has more than {most}.",
                "Cut the report out.",
                name=name,
                pages=len(document),
                most=MAX_PAGES,
            )
        return read(document)
    except pypdfium2.PdfiumError as error:  # a page, though the file opens
        raise InputError("{name} is a damaged PDF.", _SAVE_ANEW, name=name) from error
    finally:
        document.close()
