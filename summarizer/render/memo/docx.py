"""A memo as a Word document in the layout of GB/T 9704-2012, references as small numbers in brackets that lead to their quotations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from summarizer.memo.model import Chart, Memo, Paragraph, Row, Table
from summarizer.messages import Words, printable
from summarizer.render.memo.docx_chart import add_chart
from summarizer.render.memo.docx_styles import LEAD, REFERENCE, lay_out

_STYLES = {
    "title": "Title", "fact": "Subtitle", "heading1": "Heading 1", "heading2": "Heading 2", "heading3": "Heading 3",
    "heading4": "Heading 4", "text": "Body Text", "note": "Memo Note",
}  # fmt: skip
# The type area is 156 mm wide; the first column holds names, figures with their units need more than rates.
_WIDTHS = (52, 34, 20, 30, 20)


def memo_docx(memo: Memo, words: Words, references: bool = True) -> bytes:
    """``memo`` as a .docx file. Without ``references`` neither the numbers nor the quotations at the end are there."""
    document = docx.Document()
    lay_out(document)
    _properties(document, memo)
    charts = 0
    for block in memo.blocks:
        if isinstance(block, Paragraph):
            _paragraph(document, block, references)
        elif isinstance(block, Table):
            _table(document, block, references)
        elif isinstance(block, Chart):
            charts += 1
            add_chart(document, block, charts)
    if references and memo.references:
        _quotations(document, memo, words)
    return _without_moments(document)


def _without_moments(document: Document) -> bytes:
    """The file, whose members carry the first moment a zip file knows: the same memo is the same bytes."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in given.infolist():
            kept.writestr(zipfile.ZipInfo(member.filename), given.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _properties(document: Document, memo: Memo) -> None:
    """Title and language; no name of a program or a person stands in the file, and no moment, so that one memo is one file."""
    about = document.core_properties
    titles = (b.text for b in memo.blocks if isinstance(b, Paragraph) and b.kind == "title")
    about.title = printable(next(titles, ""))
    about.author = about.last_modified_by = about.comments = ""
    about.language = "zh-CN"
    for name in ("dcterms:created", "dcterms:modified"):
        for element in about._element.findall(qn(name)):
            about._element.remove(element)


def _paragraph(document: Document, paragraph: Paragraph, references: bool) -> None:
    made = document.add_paragraph(style=_STYLES[paragraph.kind])
    for run in paragraph.runs:
        made.add_run(printable(run.text), style=LEAD if run.lead else None)
        if references:
            _marks(made, run.references)


def _marks(paragraph: Any, numbers: Iterable[int]) -> None:
    """The numbers of references, each a link to its quotation."""
    for number in numbers:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(number))
        link.append(paragraph.add_run(f"[{number}]", style=REFERENCE)._r)
        paragraph._p.append(link)


def _bookmark(number: int) -> str:
    return f"ref{number}"


def _table(document: Document, table: Table, references: bool) -> None:
    document.add_paragraph(printable(table.title), style="Caption")
    made = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for number, row in enumerate((Row(table.header), *table.rows)):
        cells = made.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, row.cells, strict=True)):
            cell.width = Mm(_WIDTHS[column])
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles["Memo Table"]
            if column or not number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(printable(text))
            if column == 0 and references:
                _marks(paragraph, row.references)
        _row_properties(made.rows[number], header=number == 0)
    document.add_paragraph(style="Memo Note")


def _row_properties(row: Any, header: bool) -> None:
    """A row is never cut in two; the header is repeated on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _quotations(document: Document, memo: Memo, words: Words) -> None:
    heading = document.add_paragraph(style="Heading 1")
    heading.add_run().add_break(WD_BREAK.PAGE)
    heading.add_run(words("Evidence: the words of the report"))
    for reference in memo.references:
        paragraph = document.add_paragraph(style="Memo Note")
        for kind in ("start", "end"):
            mark = OxmlElement(f"w:bookmark{kind.capitalize()}")
            mark.set(qn("w:id"), str(reference.number))
            if kind == "start":
                mark.set(qn("w:name"), _bookmark(reference.number))
            paragraph._p.append(mark)
        paragraph.add_run(f"[{reference.number}] {printable(reference.quote)}")
