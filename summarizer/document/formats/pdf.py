""".pdf with a text layer → lines with their places, and from them the text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from ctypes import byref
from itertools import pairwise
from typing import Any, NamedTuple

from summarizer.document.decode import Decoded
from summarizer.document.formats.page_lines import Line, Page, paragraphs
from summarizer.errors import InputError
from summarizer.messages import template

MAX_PAGES = 1_000
# Fewer characters a page than this and the pages are pictures, with a stamp or a page number as text at most.
_LEAST_CHARACTERS = 15
_MOST_UNREADABLE = 0.2
# A page with fewer strokes has no ruled table.
_LEAST_STROKES = 4
_TABLE_CELL_LENGTH = 200
_GAP = "\x1f"
_SAVE_ANEW = template("Open it in a PDF reader and save it anew, or copy its text into a .txt file.")
_RECOGNISE = template("Run it through text recognition (OCR) first, and give its text.")


def load_pdf(data: bytes, name: str) -> Decoded:
    """One paragraph a line: wraps joined, page numbers and running heads dropped, ruled tables a row a line.

    Raises :class:`InputError` for a locked, damaged or scanned file, and one whose fonts do not say their characters.
    """
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
        pages = [_page(document[i]) for i in range(len(document))]
    except pypdfium2.PdfiumError as error:  # a page, though the file opens
        raise InputError("{name} is a damaged PDF.", _SAVE_ANEW, name=name) from error
    finally:
        document.close()
    _check(pages, name)
    _put_tables(pages, data)
    return Decoded("".join(line + "\n" for line in paragraphs(pages)), "utf-8")


def _check(pages: list[Page], name: str) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    if sum(not c.isspace() for c in text) < _LEAST_CHARACTERS * len(pages):
        raise InputError(
            "{name} is a scan: its pages are pictures without a text layer.", _RECOGNISE, name=name
        )
    unreadable = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
    if unreadable > _MOST_UNREADABLE * len(text):
        raise InputError("{name} does not say which characters its fonts show.", _RECOGNISE, name=name)


def _page(page: Any) -> Page:
    """The lines of a page in the order of its content, which for reports is the order of reading."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    textpage = page.get_textpage()
    lines: list[Line] = []
    glyphs: list[_Glyph] = []
    box = pdfium.FS_RECTF()
    for i in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, i))
        if char in "\r\n":
            lines += _line(glyphs)
            glyphs = []
        elif pdfium.FPDFText_IsGenerated(textpage, i) == 1:
            if glyphs:  # a gap, which may be a space or how a justified line was stretched
                glyphs.append(glyphs[-1]._replace(char=_GAP, x0=glyphs[-1].x1))
        elif char.isspace():
            if glyphs:
                glyphs.append(glyphs[-1]._replace(char=" ", x0=glyphs[-1].x1))
        elif pdfium.FPDFText_GetLooseCharBox(textpage, i, byref(box)):
            # PDF counts from the bottom of the page, the rest of this program from its top
            glyph = _Glyph(char, box.left, box.right, height - box.top, height - box.bottom)
            if glyphs and not _same_line(glyphs[-1], glyph):
                lines += _line(glyphs)
                glyphs = []
            glyphs.append(glyph)
    lines += _line(glyphs)
    strokes = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3))
    textpage.close()
    page.close()
    return Page(width, height, lines, strokes)


class _Glyph(NamedTuple):
    char: str
    x0: float
    x1: float
    top: float
    bottom: float


def _same_line(before: _Glyph, after: _Glyph) -> bool:
    """Whether two glyphs stand side by side: they share half of the lower one's height, and the second is not far left."""
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    height = min(before.bottom - before.top, after.bottom - after.top)
    return shared > height / 2 and after.x0 > before.x0 - 2 * (before.bottom - before.top)


def _line(glyphs: list[_Glyph]) -> list[Line]:
    marks = [g for g in glyphs if not g.char.isspace()]
    if not marks:
        return []
    heights = sorted(g.bottom - g.top for g in marks)
    size = heights[len(heights) // 2]
    text = "".join(_gaps_told(glyphs, size)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [
        Line(
            text.lstrip(), min(g.x0 for g in marks), max(g.x1 for g in marks),
            min(g.top for g in marks), max(g.bottom for g in marks), size,
        )
    ]  # fmt: skip


def _gaps_told(glyphs: list[_Glyph], size: float) -> Iterator[str]:
    """The characters of a line; a gap is a space between words of letters, and where it is wider than all but a few."""
    widths = sorted(b.x0 - a.x1 for a, b in pairwise(g for g in glyphs if not g.char.isspace()))
    usual = widths[len(widths) // 2] if widths else 0.0
    for i, glyph in enumerate(glyphs):
        if glyph.char != _GAP:
            yield glyph.char
        elif 0 < i < len(glyphs) - 1:
            before, after = glyphs[i - 1], glyphs[i + 1]
            latin = before.char.isascii() and after.char.isascii()
            wide = after.x0 - before.x1 > 0.2 * size > 4 * max(usual, 0)
            mixed = before.char.isascii() != after.char.isascii()  # Word sets 2016年 with a gap of its own
            if latin or (wide and not mixed):
                yield " "


def _put_tables(pages: list[Page], data: bytes) -> None:
    """Replace the lines inside ruled tables by one line a row, cells parted by tabs."""
    wanted = [i for i, page in enumerate(pages) if page.strokes >= _LEAST_STROKES]
    if not wanted:
        return
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[i + 1 for i in wanted]) as document:
        for i, page in zip(wanted, document.pages, strict=True):
            for table in page.find_tables():
                rows = [[" ".join((cell or "").split()) for cell in row] for row in table.extract()]
                if _is_table(rows):
                    pages[i].put_rows(["\t".join(row) for row in rows if any(row)], table.bbox)
            page.close()


def _is_table(rows: list[list[str]]) -> bool:
    """Not a frame around the page, nor around its paragraphs."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    return all(len(cell) <= _TABLE_CELL_LENGTH for row in rows for cell in row)
