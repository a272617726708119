"""Ruled tables: pdfplumber finds their cells between lines, the glyphs already read fill them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from summarizer.document.formats.glyph_lines import cell_text
from summarizer.document.formats.glyphs import Glyph

# A page with fewer strokes has no ruled table.
LEAST_STROKES = 4
_CELL_LENGTH = 200
_SNAP = 3.0  # points that lines may miss each other by, as pdfplumber has it
_MOST_STROKES = 2_000
# What pdfplumber raises by itself where a damaged file has one kind of value in place of another.
_OF_DAMAGE = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)

Box = tuple[float, float, float, float]
Rows = tuple[list[str], Box]


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
            if len(document.pages) != len(wanted):
                return None
            for i, page in zip(wanted, document.pages, strict=True):
                out[i] = _filled(page.find_tables(), pages[i])
                page.close()
    except (MalformedPDFException, PdfminerException, *_OF_DAMAGE):
        return None
    return out


def tables_between(strokes: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Rows]:
    """The tables between straight lines (each from x0, top to x1, bottom), filled with ``glyphs``."""
    if not LEAST_STROKES <= len(strokes) <= _MOST_STROKES:
        return []
    from pdfplumber import table as ruled

    edges = [edge for stroke in strokes if (edge := _edge(stroke)) is not None]
    edges = ruled.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = ruled.intersections_to_cells(ruled.edges_to_intersections(edges, _SNAP, _SNAP))
    page: Any = None  # a table needs none to tell its rows
    return _filled([ruled.Table(page, group) for group in ruled.cells_to_tables(cells)], glyphs)


def _edge(stroke: Box) -> dict[str, Any] | None:
    """The stroke as pdfplumber has it, None when it is neither level nor upright."""
    x0, top, x1, bottom = stroke
    if bottom - top > 1 and x1 - x0 > 1:
        return None
    lies = x1 - x0 >= bottom - top
    edge: dict[str, Any] = {"x0": x0, "x1": x1, "top": top, "bottom": bottom}
    edge |= {"width": x1 - x0, "height": bottom - top, "orientation": "h" if lies else "v"}
    return edge | {"object_type": "line", "doctop": top}


def _filled(tables: Sequence[Any], glyphs: Sequence[Glyph]) -> list[Rows]:
    out = []
    for table in tables:
        rows = [[_cell(cell, glyphs) for cell in row.cells] for row in table.rows]
        if _is_table(rows):
            out.append((["\t".join(row) for row in rows if any(row)], table.bbox))
    return out


def _cell(box: Box | None, glyphs: Sequence[Glyph]) -> str:
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
    return all(len(cell) <= _CELL_LENGTH for row in rows for cell in row)
