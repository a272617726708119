"""Results as tables: one row an item, a column a field, for CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.extract.model import Item, SchemaResult
from summarizer.messages import Words
from summarizer.outline import Outline

Cell = str | int | float | None
# What a spreadsheet would take for a formula at the start of a text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: ``header`` names its columns; numbers are numbers, all else text."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet(outline: Outline, result: SchemaResult, fields: Sequence[str], words: Words) -> Sheet:
    """The items of ``result``: what the report is, the item's fields, where it stands, what there is to say of it."""
    report = outline.metadata
    header = (
        "region",
        "report_date",
        "id",
        *fields,
        "section",
        "text",
        "sentence",
        "start",
        "end",
        "findings",
    )
    rows = tuple(
        (report.region, report.date, item.id, *_fields(item, fields), *_place(item, words))
        for item in result.items
    )
    return Sheet(result.schema, header, rows)


def _fields(item: Item, fields: Sequence[str]) -> list[Cell]:
    return [_cell(item.data.get(name)) for name in fields]


def _place(item: Item, words: Words) -> list[Cell]:
    first = item.evidence[0]
    findings = "; ".join(f"{f.severity} {f.kind}: {words.say(f.message)}" for f in item.findings)
    return [" › ".join(item.section), item.text, first.sentence, first.span.start, first.span.end, findings]


def _cell(value: Any) -> Cell:
    if value is None or (isinstance(value, (int, float, str)) and not isinstance(value, bool)):
        return value
    if isinstance(value, list):
        return "; ".join(str(_cell(v)) for v in value)
    if isinstance(value, dict):
        return " ".join(str(_cell(v)) for v in value.values() if v is not None)
    return str(value)


def csv_text(table: Sheet) -> str:
    """``table`` as CSV that spreadsheets open with Chinese intact (byte-order mark) and take no formula from."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.header)
    for row in table.rows:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return _BOM + out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


_WIDTHS = {
    "text": 60,
    "section": 30,
    "findings": 40,
    "name": 24,
    "object": 40,
    "achievement": 60,
    "problem": 60,
}
_WIDTH = 14


def xlsx_bytes(tables: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet for each of ``tables``: typed cells, a header that stays, a filter; text is never a formula or link."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for table in tables:
        page = book.add_worksheet(table.name[:31])
        page.write_row(0, 0, table.header, bold)
        for column, name in enumerate(table.header):
            page.set_column(column, column, _WIDTHS.get(name, _WIDTH), wrapped)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, column, cell)
                elif cell is not None:
                    page.write_number(number, column, cell)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(table.rows), 1), len(table.header) - 1)
    book.close()
    return out.getvalue()
