"""Runs made without a model, for the tests of the page: every clause of a sentence that calls for an item is one, on its real place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.checks import Finding, check_arithmetic
from summarizer.document import Span, document_from_text
from summarizer.extract.model import Coverage, Dropped, Evidence, Failed, Item, RunInfo, SchemaResult
from summarizer.memo.model import Bars, Chart, Memo, Paragraph, Reference, Row, Run, Table
from summarizer.messages import Message
from summarizer.quantities import read_quantities
from summarizer.reading import Reading, Sentence, read_report, topic_of
from summarizer.render.page import PageView

ROLES = {"tasks": {"task", "target"}, "reviews": {"review"}, "problems": {"problem"}}
_CLAUSE = re.compile(r"[^,，;；。!！\s][^,，;；。!！]{3,}")
RUN = RunInfo("a-model", "127.0.0.1:8000", "tasks", "ab" * 32, "cd" * 32, 3, 0, 100, 10, 1.0)


def view_of(
    text: str, schemas: Sequence[str] = ("tasks", "reviews", "problems"), most: int = 10_000
) -> PageView:
    """A run of ``schemas`` over ``text``. Every third sentence of the tasks gives no item, and the last one's request failed."""
    outlined = read_report(document_from_text(text, "report.txt"))
    results = [_result(outlined, schema, most) for schema in schemas]
    return PageView(outlined, results, check_arithmetic(outlined))


def _result(outlined: Reading, schema: str, most: int) -> SchemaResult:
    wanted = [s for s in outlined.sentences if s.role in ROLES[schema] and not s.is_heading]
    skipped = {s.id for s in wanted[2::3]} if schema == "tasks" else set()
    failed = (
        (Failed((wanted[-1].id,), Message("the answer was no JSON"), 3),)
        if schema == "tasks" and wanted
        else ()
    )
    missing = skipped | {n for f in failed for n in f.sentences}
    items = [i for s in wanted if s.id not in missing for i in _items(outlined, s, schema)][:most]
    items = [
        replace(item, id=f"{schema}-{n}", findings=_findings(n, item)) for n, item in enumerate(items, 1)
    ]
    uncovered = tuple(sorted(skipped - {n for f in failed for n in f.sentences}))
    coverage = Coverage(len(wanted), len(wanted) - len(missing), uncovered, 0, 0)
    dropped = (Dropped({"action": "重复", "object": "某事"}, Message("repeats another item word for word")),)
    return SchemaResult(schema, tuple(items), coverage, failed, dropped, RUN)


def _items(outlined: Reading, sentence: Sentence, schema: str) -> Iterator[Item]:
    document = outlined.document
    for clause in _CLAUSE.finditer(sentence.text):
        start, end = sentence.start + clause.start(), sentence.start + clause.end()
        span = document.span(start, end)
        words = clause[0]
        figures = read_quantities(words)
        headings = tuple(s.heading for s in outlined.path(sentence.section))
        data: dict[str, str | None] = {"topic": topic_of(headings, words, words)}
        if schema == "tasks":
            data |= {"action": words[:2], "object": words[2:], "target": figures[0].text if figures else None}
        else:
            data |= {"achievement" if schema == "reviews" else "problem": words}
        placed = tuple((document.span(start + q.start, start + q.end), q) for q in figures)
        evidence = Evidence(sentence.id, start, end, span, document.quote(span))
        yield Item("", data, headings, words, (evidence,), placed, ())


def _findings(number: int, item: Item) -> tuple[Finding, ...]:
    """Every fourth item has an error, on its figure where it has one; every sixth a warning, every fifth a note."""
    found = []
    if number % 4 == 0:
        figure = item.quantities[0][1].text if item.quantities else "9个"
        message = Message("{figure} is said of something else in the evidence.", {"figure": figure})
        found.append(Finding("number-from-elsewhere", "error", "target", message))
    if number % 6 == 0:
        found.append(
            Finding(
                "text-not-in-evidence", "warning", "object", Message("“x” does not stand in these words.")
            )
        )
    if number % 5 == 0:
        found.append(Finding("sentence-relocated", "info", None, Message("The model cited sentence 1.")))
    return tuple(found)


def with_memo(view: PageView) -> PageView:
    """``view`` with a memo on its first items: text, a table and a chart."""
    items = [i for r in view.results for i in r.items][:4]
    references = tuple(
        Reference(n, tuple(e.span for e in i.evidence), i.evidence[0].quote, i.id)
        for n, i in enumerate(items, 1)
    )
    start = view.reading.sentences[0].start
    first = view.reading.document.span(start, start + 4)
    references += (Reference(5, (first, Span(first.end + 1, first.end + 3)), "two places"),)
    runs = tuple(Run(f"{i.text}。", (n,)) for n, i in enumerate(items, 1))
    blocks = (
        Paragraph("title", (Run("要点<b>&"),)),
        Paragraph("heading1", (Run("一、主要工作"),)),
        Paragraph("text", (*runs, Run("两处。", (5,)))),
        Table("主要指标", ("指标", "实绩", "目标"), (Row(("地区生产总值", "5.2%", "6%"), (1,)),)),
        Chart(
            "增速",
            "%",
            "去年实绩",
            "今年目标",
            (Bars("地区生产总值", 5.2, 6.0, (1,)), Bars("投资", -3.0, None)),
        ),
    )
    return replace(view, memo=Memo(blocks, references))


def indicator(name: str, kind: str, change: float, evidence: Evidence, number: int) -> Item:
    """An item of the indicators schema: ``name`` grew, or is to grow, by ``change``."""
    data = {"name": name, "figure": f"{change:g}%", "period": "2031", "kind": kind, "change": change, "change_kind": "yoy", "qualifier": None}  # fmt: skip
    return Item(f"indicators-{number}", data, (), evidence.quote, (evidence,), (), ())
