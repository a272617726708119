"""Memos made in tests: from a report by rules, and the trace of their figures."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

from summarizer.checks import check_arithmetic, figures_of
from summarizer.checks.figures import same_figure
from summarizer.document import Span, document_from_text, read_document
from summarizer.extract.model import SchemaResult
from summarizer.extract.plan import make_plan
from summarizer.extract.prompt import load_prompt
from summarizer.extract.run import SchemaRun, Watcher
from summarizer.extract.schema import load_schema
from summarizer.memo import SCHEMAS, Memo, choose_memo_prompts, compose, gather
from summarizer.memo.compose import Material
from summarizer.memo.model import Chart, Paragraph, Reference, Row, Run, Table
from summarizer.messages import Words
from summarizer.reading import Reading, read_report

LIMITS = {part: prompt.limit for part, prompt in choose_memo_prompts(()).items()}


def by_rules(report: Path | str) -> tuple[Reading, list[SchemaResult]]:
    """The outline of a report (a file, or its text) and what rules take from it for every schema of a memo."""
    document = read_document(str(report)) if isinstance(report, Path) else document_from_text(report)
    read = read_report(document)
    results = []
    for name in SCHEMAS:
        plan = make_plan(read, load_schema(name), load_prompt(name), small=False)
        result, _ = asyncio.run(SchemaRun(read, plan, None, Watcher()).run())
        results.append(result)
    return read, results


def material(report: Path | str) -> Material:
    read, results = by_rules(report)
    return gather(read, results, check_arithmetic(read), LIMITS)


def memo_by_rules(report: Path | str, words: Words | None = None) -> Memo:
    return compose(material(report), LIMITS, {}, words or Words("zh"))


def untraced(memo: Memo) -> Iterator[tuple[str, str]]:
    """The figures of the body that no reference beside them holds: the figure, and the words it stands in. The last part, which counts
    and computes, is not the body."""
    quotes = {r.number: r.quote for r in memo.references}
    for block in body(memo):
        if isinstance(block, Paragraph):
            for run in block.runs:
                yield from _missing(run.text, run.references, quotes)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells[1:]:
                    yield from _missing(cell, row.references, quotes)
        elif isinstance(block, Chart):
            for bar in block.bars:
                for value in (bar.actual, bar.target):
                    if value is not None:
                        yield from _missing(f"{abs(value):.10g}%", bar.references, quotes)


def body(memo: Memo) -> Iterator[Paragraph | Table | Chart]:
    """The blocks before the part that verifies."""
    for block in memo.blocks:
        if isinstance(block, Paragraph) and block.kind == "heading1" and block.text.startswith("六"):
            return
        yield block


def _missing(text: str, references: tuple[int, ...], quotes: dict[int, str]) -> Iterator[tuple[str, str]]:
    held = [f for n in references for f in figures_of(document_from_text(quotes[n]).text)]
    for figure in figures_of(text):
        quantity = figure.quantity
        if quantity.unit in {"", "年", "月", "日"} and not references:
            continue  # 2016年 in a heading
        # A cell says -5% where the report says 下降5%.
        if not any(
            same_figure(figure, other)
            or (quantity.unit == other.quantity.unit and quantity.value is not None and other.quantity.value is not None
                and abs(quantity.value) == abs(other.quantity.value))
            for other in held
        ):  # fmt: skip
            yield quantity.text, text


def memo_of_page(path: Path) -> Memo:
    """The memo that a page made by ``summarize memo -o memo.html`` shows; its charts, which are drawn from the table's items, are not read back."""
    (data,) = re.findall(
        r'<script type="application/json"[^>]*>(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    value = json.loads(data)["memo"]
    blocks: list[Paragraph | Table] = []
    for block in value["blocks"]:
        if block["kind"] == "table":
            rows = tuple(Row(tuple(row["cells"]), tuple(row["references"])) for row in block["rows"])
            blocks.append(Table(block["title"], tuple(block["header"]), rows))
        elif block["kind"] != "chart":
            runs = tuple(Run(text, tuple(numbers), lead) for text, numbers, lead in block["runs"])
            blocks.append(Paragraph(block["kind"], runs))
    references = tuple(
        Reference(r["number"], tuple(Span(a, b) for a, b in r["spans"]), r["quote"], r["item"]) for r in value["references"]
    )  # fmt: skip
    return Memo(tuple(blocks), references)
