"""Tables as an Excel workbook, a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarizer.messages import Words
from summarizer.render.labels import schema_name
from summarizer.render.rows import Cell, Sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# What Excel does not take in the name of a sheet, and the longest name it takes.
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_LONGEST_NAME = 31
_LANDSCAPE_A4 = 9
# Points; Excel takes no row of more than 409.
_LINE, _MOST_LINES = 15, 27


def xlsx_bytes(tables: Sequence[Sheet], words: Words) -> bytes:
    """A workbook with a sheet for each of ``tables``: typed cells, a header that stays, a filter; text is never a formula or link."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    plain = {"text_wrap": True, "valign": "top"}
    formats = {
        "data": (book.add_format({"bold": True}), book.add_format(plain)),
        "print": (
            book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#EDEDED"}),
            book.add_format({**plain, "border": 1}),
        ),
    }  # fmt: skip
    for name, table in zip(_names(tables, words), tables, strict=True):
        page = book.add_worksheet(name)
        _fill(page, table, *formats["print" if table.title else "data"])
        if table.title:
            _set_up_for_paper(page, table, table.title, words)
    book.close()
    return out.getvalue()


def _names(tables: Sequence[Sheet], words: Words) -> list[str]:
    """A name that Excel takes for each sheet, no two alike."""
    names: list[str] = []
    for table in tables:
        known = schema_name(table.name)
        name = _NOT_IN_NAME.sub("_", known if isinstance(known, str) else words.say(known)) or "_"
        taken = {n.lower() for n in names}
        number, unique = 1, name[:_LONGEST_NAME]
        while unique.lower() in taken:
            number += 1
            unique = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}-{number}"
        names.append(unique)
    return names


def _fill(page: Worksheet, table: Sheet, head: Any, body: Any) -> None:
    page.write_row(0, 0, table.header, head)
    for column, width in enumerate(table.widths):
        page.set_column(column, column, width)
    for number, row in enumerate(table.rows, 1):
        page.set_row(number, _LINE * _lines(row, table.widths))
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell, body)
            elif cell is not None:
                page.write_number(number, column, cell, body)
            else:
                page.write_blank(number, column, None, body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(table.rows), 1), len(table.header) - 1)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the fullest cell of ``row`` takes; a Chinese character is two wide."""

    def lines(cell: Cell, width: int) -> int:
        return -(-sum(1 + (ord(c) > 0x2E80) for c in cell) // width) if isinstance(cell, str) else 1

    counts = [lines(cell, width) for cell, width in zip(row, widths, strict=False)]
    return min(max([1, *counts]), _MOST_LINES)


def _set_up_for_paper(page: Worksheet, table: Sheet, title: str, words: Words) -> None:
    """A4 across, as wide as the paper, the header and the title on each page, pages numbered."""
    page.set_paper(_LANDSCAPE_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, len(table.rows), len(table.header) - 1)
    page.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    page.set_header("&C&16" + title.replace("&", "&&"))
    page.set_footer("&C" + words("page {page} of {pages}", page="&P", pages="&N"))
