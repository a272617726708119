"""A chart of a memo as a native Word chart, whose figures can be edited there (ECMA-376, part 1, 21.2)."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Emu, Mm

from summarizer.memo.model import Chart
from summarizer.messages import printable
from summarizer.render.memo.docx_styles import FANGSONG, LATIN

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_COLOURS = ("8FA3B8", "1F4E79")
_WIDTH = Mm(150)
_ROW, _FRAME = Mm(9), Mm(22)


def add_chart(document: Document, chart: Chart, number: int) -> None:
    """``chart`` in a centred paragraph at the end of ``document``; ``number`` tells its parts from those of other charts."""
    package = document.part.package
    book = Part(PackURI(f"/word/embeddings/memo{number}.xlsx"), _BOOK_TYPE, _workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    part._blob = printable(_chart_xml(chart, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))).encode()
    link = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.line_spacing = 1.0  # an exact line would cut the picture off
    height = Emu(_FRAME + _ROW * len(chart.bars))
    paragraph.add_run()._r.append(parse_xml(printable(_inline(chart, number, link, height))))


def _workbook(chart: Chart) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {"created": datetime(2000, 1, 1, tzinfo=UTC)}
    )  # nobody sees it, and one memo is one file
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, ["", chart.actual_label, chart.target_label])
    for row, bar in enumerate(chart.bars, 1):
        sheet.write_string(row, 0, printable(bar.name))
        for column, value in ((1, bar.actual), (2, bar.target)):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return out.getvalue()


def _inline(chart: Chart, number: int, link: str, height: Emu) -> str:
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="{_DRAWING}" xmlns:a="{_MAIN}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{int(_WIDTH)}" cy="{int(height)}"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}" descr="{escape(_told(chart), {chr(34): "&quot;"})}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_LINKS}" r:id="{link}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def _told(chart: Chart) -> str:
    """The figures in words, for those who can't see the picture."""

    def said(value: float | None) -> str:
        return "—" if value is None else f"{value:.10g}{chart.unit}"

    rows = (
        f"{b.name}: {chart.actual_label} {said(b.actual)}, {chart.target_label} {said(b.target)}"
        for b in chart.bars
    )
    return f"{chart.title}. " + "; ".join(rows)


def _chart_xml(chart: Chart, book: str) -> str:
    labels = (chart.actual_label, chart.target_label)
    values: tuple[list[float | None], ...] = ([b.actual for b in chart.bars], [b.target for b in chart.bars])
    series = "".join(_series(chart, n, labels[n], values[n]) for n in range(2))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_LINKS}">'
        f'<c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r>{_run_properties(1200)}<a:t>'
        f"{escape(chart.title)} ({escape(chart.unit)})</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>"
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_text(1050)}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:crossAx val="1"/></c:valAx></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>'
        f'{_text(1050)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )  # fmt: skip


def _series(chart: Chart, number: int, label: str, values: list[float | None]) -> str:
    column, last = "BC"[number], len(values) + 1
    names = "".join(f'<c:pt idx="{n}"><c:v>{escape(b.name)}</c:v></c:pt>' for n, b in enumerate(chart.bars))
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{v:.10g}</c:v></c:pt>' for n, v in enumerate(values) if v is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(label)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOURS[number]}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(1000)}'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        f'<c:showBubbleSize val="0"/></c:dLbls><c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(values)}"/>'
        f'{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>'
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )  # fmt: skip


def _text(size: int) -> str:
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}">{_fonts()}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def _run_properties(size: int) -> str:
    return f'<a:rPr lang="zh-CN" sz="{size}" b="0">{_fonts()}</a:rPr>'


def _fonts() -> str:
    return f'<a:latin typeface="{LATIN}"/><a:ea typeface="{FANGSONG}"/>'
