"""A memo as Markdown; the references are footnotes that quote the source."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.memo.model import Chart, Memo, Paragraph, Row, Run, Table
from summarizer.render.markdown import escape

_LEVELS = {"title": "# ", "heading1": "## ", "heading2": "### "}


def memo_markdown(memo: Memo, references: bool = True) -> str:
    """``memo`` as Markdown. A chart becomes a table of its figures; without ``references`` no footnotes are made."""
    lines: list[str] = []
    for block in memo.blocks:
        if isinstance(block, Paragraph):
            lines += [_paragraph(block, references), ""]
        elif isinstance(block, Table):
            lines += [f"**{escape(block.title)}**", "", *_table(block.header, block.rows, references), ""]
        elif isinstance(block, Chart):
            lines += [f"**{escape(block.title)}({block.unit})**", "", *_chart(block), ""]
    if references:
        lines += [*_notes(memo), ""]
    return "\n".join(lines).rstrip() + "\n"


def _paragraph(paragraph: Paragraph, references: bool) -> str:
    said = "".join(_run(run, references) for run in paragraph.runs)
    if paragraph.kind in {"heading3", "heading4"}:
        return said.replace(".", "\\.", 1)  # a number of the memo's own, no list of Markdown's
    if paragraph.kind in {"fact", "note"}:
        return f"*{said}*"
    return _LEVELS.get(paragraph.kind, "") + said


def _run(run: Run, references: bool) -> str:
    text = escape(run.text)
    return (f"**{text}**" if run.lead else text) + _marks(run.references, references)


def _marks(numbers: tuple[int, ...], references: bool) -> str:
    return "".join(f"[^{n}]" for n in numbers) if references else ""


def _table(header: tuple[str, ...], rows: tuple[Row, ...], references: bool) -> Iterator[str]:
    yield "| " + " | ".join(map(escape, header)) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        cells = [escape(cell) for cell in row.cells]
        cells[0] += _marks(row.references, references)
        yield "| " + " | ".join(cells) + " |"


def _chart(chart: Chart) -> Iterator[str]:
    rows = tuple(Row((b.name, _number(b.actual), _number(b.target))) for b in chart.bars)
    yield from _table((chart.title, chart.actual_label, chart.target_label), rows, False)


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.10g}"


def _notes(memo: Memo) -> Iterator[str]:
    for reference in memo.references:
        places = ", ".join(f"{span.start}–{span.end}" for span in reference.spans)
        yield f"[^{reference.number}]: “{escape(reference.quote)}” ({places})"
