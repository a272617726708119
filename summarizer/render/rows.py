"""Results as tables: one row an item. Data for programs has a column a field; the task sheet is for an office, on paper too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.extract.model import Item, SchemaResult
from summarizer.messages import Words, printable
from summarizer.reading import Reading
from summarizer.render.labels import report_title

Cell = str | int | float | None
# What a spreadsheet would take for a formula at the start of a text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: ``header`` names its columns; numbers are numbers, all else text. ``widths`` of columns are in characters. A sheet with a
    ``title`` is made to be printed, and has that over every page."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    title: str | None = None


def sheet(reading: Reading, result: SchemaResult, fields: Sequence[str], words: Words) -> Sheet:
    """The items of ``result``: what the report is, the item's fields, where it stands, what there is to say of it."""
    report = reading.metadata
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
    widths = tuple(_WIDTHS.get(name, _WIDTH) for name in header)
    return Sheet(result.schema, header, rows, widths)


def task_sheet(reading: Reading, result: SchemaResult, words: Words) -> Sheet:
    """任务分解表: who is to do what by when, each task with the words of the report and what checks say of it. The unit charged is left
    blank where the report names none: an office fills it in."""
    header = (
        words("No."), words("Task"), words("Section"), words("Target"), words("Deadline"), words("Unit charged"),
        words("Words of the report"), words("Check"),
    )  # fmt: skip
    rows = tuple(
        (number, _task(item), " › ".join(item.section), *_fields(item, ("target", "deadline", "responsible")), _quoted(item), _verdict(item, words))
        for number, item in enumerate(result.items, 1)
    )  # fmt: skip
    title = words("Task breakdown: {report}", report=report_title(reading, words))
    return Sheet(result.schema, header, rows, (6, 36, 24, 16, 14, 16, 48, 22), title)


def _task(item: Item) -> str:
    """The task in words: 完成河道治理; of an expected figure its name first, 城镇调查失业率控制在."""
    action, thing, target = (str(item.data.get(name) or "") for name in ("action", "object", "target"))
    if _MEASURES.search(action):
        return f"{thing}{action}{target}"
    return f"{action}{thing}"


_MEASURES = re.compile(
    r"(?:增长|下降|达到?|控制在|保持在?|稳定在|提高到|降至|不低于|不高于|突破|超过|高于|累计|拥有|为)$"
)


def _quoted(item: Item) -> str:
    return printable(" … ".join(" ".join(e.quote.split()) for e in item.evidence))


def _verdict(item: Item, words: Words) -> str:
    """What there is to look at; that all agrees, when nothing is."""
    grave = [words.say(f.message) for f in item.findings if f.severity != "info"]
    return words.paragraph(*grave) if grave else words("agrees")


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


def _fields(item: Item, fields: Sequence[str]) -> list[Cell]:
    return [_cell(item.data.get(name)) for name in fields]


def _place(item: Item, words: Words) -> list[Cell]:
    first = item.evidence[0]
    findings = "; ".join(f"{f.severity} {f.kind}: {words.say(f.message)}" for f in item.findings)
    return [
        printable(" › ".join(item.section)),
        printable(item.text),
        first.sentence,
        first.span.start,
        first.span.end,
        findings,
    ]


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return printable(value)
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
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
