"""Ruled tables of PDF pages: pdfplumber finds their cells, the glyphs already read fill them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from summarizer.document.formats.glyph_lines import Glyph, cell_text

# A page with fewer strokes has no ruled table.
LEAST_STROKES = 4
_TABLE_CELL_LENGTH = 200

Rows = tuple[list[str], tuple[float, float, float, float]]


def find_tables(data: bytes, pages: Mapping[int, Sequence[Glyph]]) -> dict[int, list[Rows]] | None:
    """The tables of ``pages`` (number from 0 → its glyphs): rows as lines, cells parted by tabs, and the table's box
    (x0, top, x1, bottom). None for a file that only pdfium's repairs make readable."""
    if not pages:
        return {}
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    out: dict[int, list[Rows]] = {}
    wanted = sorted(pages)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[i + 1 for i in wanted]) as document:
            for i, page in zip(wanted, document.pages, strict=True):
                for table in page.find_tables():
                    rows = [[_cell(cell, pages[i]) for cell in row.cells] for row in table.rows]
                    if _is_table(rows):
                        out.setdefault(i, []).append(
                            (["\t".join(row) for row in rows if any(row)], table.bbox)
                        )
                page.close()
    except (MalformedPDFException, PdfminerException):
        return None
    return out


def _cell(box: tuple[float, float, float, float] | None, glyphs: Sequence[Glyph]) -> str:
    """The text inside ``box``, which is None where a wider cell covers the place."""
    if box is None:
        return ""
    x0, top, x1, bottom = box
    return cell_text(
        [g for g in glyphs if x0 <= (g.x0 + g.x1) / 2 < x1 and top <= (g.top + g.bottom) / 2 < bottom]
    )


def _is_table(rows: list[list[str]]) -> bool:
    """Not a frame around the page, nor around its paragraphs."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    return all(len(cell) <= _TABLE_CELL_LENGTH for row in rows for cell in row)
