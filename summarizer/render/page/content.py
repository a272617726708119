"""What the page's script is given: one JSON value. Everything in it is text to be shown, numbers, or a place in the list of marks.

A mark is what can be highlighted in the report: an item, a sentence without one, a relation, a reference of the memo, a row of the
chart. Segments of the text name the marks that cover them; marks are numbered in the order items, gaps, relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from summarizer.checks import Relation, note
from summarizer.document import Span
from summarizer.extract.model import Dropped, SchemaResult
from summarizer.extract.run import NO_MODEL
from summarizer.memo.model import Chart, Memo, Paragraph, Table
from summarizer.messages import Words
from summarizer.quantities import read_quantities
from summarizer.reading import Reading
from summarizer.render.labels import nothing_shown
from summarizer.render.page.blocks import Block, cut
from summarizer.render.page.cards import SCHEMA_TITLES, card, finding, title_of
from summarizer.render.page.headline import Growth
from summarizer.render.page.labels import LABELS

Value = dict[str, Any]
_FACTS = ("region", "organ", "speaker", "date", "meeting")


def content(
    reading: Reading, results: Sequence[SchemaResult], relations: Sequence[Relation], words: Words
) -> Value:
    """All but the memo, the chart and the text."""
    return {
        "labels": {name: words(template) for name, template in LABELS.items()},
        "facts": [fact for fact in (getattr(reading.metadata, name) for name in _FACTS) if fact],
        "schemas": [_schema(r, words) for r in results],
        "items": [card(i, words) | {"schema": n} for n, r in enumerate(results) for i in r.items],
        "gaps": [gap for n, r in enumerate(results) for gap in _gaps(reading, n, r, words)],
        "sums": [_relation(reading, r, words) for r in sorted(relations, key=_failing_first)],
    }


def memo_content(memo: Memo) -> Value:
    """The memo. Its charts are not here: they are SVG, in the order of ``chart`` blocks."""
    blocks: list[Value] = []
    for block in memo.blocks:
        if isinstance(block, Paragraph):
            runs = [[run.text, list(run.references), run.lead] for run in block.runs]
            blocks.append({"kind": block.kind, "runs": runs})
        elif isinstance(block, Table):
            rows = [{"cells": row.cells, "references": row.references} for row in block.rows]
            blocks.append({"kind": "table", "title": block.title, "header": block.header, "rows": rows})
        else:
            blocks.append({"kind": "chart", "title": block.title, "rows": _chart_rows(block)})
    references = [
        {"number": r.number, "quote": r.quote, "spans": _pairs(r.spans), "item": r.item}
        for r in memo.references
    ]
    return {"blocks": blocks, "references": references}


def _chart_rows(chart: Chart) -> list[Value]:
    return [{"name": b.name, "references": b.references} for b in chart.bars if b.references]


def growth_content(growth: Growth) -> Value:
    """The chart of the indicators schema, and for each of its rows where the figures stand."""
    bars = growth.chart.bars
    rows = [{"name": b.name, "spans": _pairs(spans)} for b, spans in zip(bars, growth.spans, strict=True)]
    return {"title": growth.chart.title, "rows": rows, "too_steep": list(growth.chart.left_out)}


def text_blocks(reading: Reading, value: Value, further: Iterable[Span]) -> list[Value]:
    """The text as given, in blocks whose segments name the marks of ``value`` that cover them and end where ``further`` do."""
    marks = [
        [Span(a, b) for a, b in mark["spans"]] for kind in ("items", "gaps", "sums") for mark in value[kind]
    ]
    figures = [Span(a, b) for item in value["items"] for a, b, _ in item["figures"]]
    return [_block(b) for b in cut(reading, marks, [*figures, *further])]


def _block(block: Block) -> Value:
    segments = [[s.start, s.text, s.kind, s.marks] for s in block.segments]
    return {"kind": block.kind, "level": block.level, "goes_on": block.goes_on, "segments": segments}


def _schema(result: SchemaResult, words: Words) -> Value:
    coverage, run = result.coverage, result.run
    title = SCHEMA_TITLES.get(result.schema)
    return {
        "title": words(title) if title else result.schema,
        "model": None if run.model == NO_MODEL else run.model,
        "endpoint": run.endpoint,
        "prompt": f"{run.prompt} {run.prompt_sha256[:8]}",
        "items": len(result.items),
        "flagged": sum(i.worst in {"warning", "error"} for i in result.items),
        "sentences": [coverage.covered, coverage.sentences],
        "figures": [coverage.quantities_covered, coverage.quantities],
        "complete": result.complete,
        "nothing": nothing_shown(result, words),
        "dropped": [_dropped(result.schema, d, words) for d in result.dropped],
        "findings": [finding(f, words) for f in result.findings],
    }


def _dropped(schema: str, dropped: Dropped, words: Words) -> Value:
    return {"text": title_of(schema, dropped.data, words), "reason": words.say(dropped.reason)}


def _gaps(reading: Reading, schema: int, result: SchemaResult, words: Words) -> Iterable[Value]:
    """Sentences without an item: those that no request answered, with the reason, and those that an answer left out."""
    failed = {n: f for f in result.failed for n in f.sentences}
    for number in sorted({*result.coverage.uncovered, *failed}):
        sentence = reading.sentences[number - 1]
        span = reading.document.span(sentence.start, sentence.end)
        gap: Value = {
            "schema": schema,
            "number": number,
            "quote": reading.document.quote(span),
            "spans": _pairs([span]),
        }
        if number in failed:
            gap |= {"reason": words.say(failed[number].reason), "attempts": failed[number].attempts}
        yield gap


def _failing_first(relation: Relation) -> int:
    return (False, None, True).index(relation.holds)


def _relation(reading: Reading, relation: Relation, words: Words) -> Value:
    document = reading.document
    spans = []
    for start, end in relation.evidence:
        text = document.text[start:end]
        start += len(text) - len(text.lstrip())
        spans.append(document.span(start, start + len(text.strip())))
    return {
        "holds": relation.holds,
        "statement": relation.statement,
        "note": "" if relation.reason == "holds" else words.say(note(relation)),
        "spans": _pairs(spans),
        "quotes": [document.quote(span) for span in spans],
        "figures": _figures(reading, relation),
    }


def _figures(reading: Reading, relation: Relation) -> list[list[Any]]:
    """The figures a relation is made of, by its verdict."""
    verdict = {False: "error", None: "warning", True: "right"}[relation.holds]
    out: list[list[Any]] = []
    for start, end in relation.evidence:
        for q in read_quantities(reading.document.text[start:end]):
            span = reading.document.span(start + q.start, start + q.end)
            out.append([span.start, span.end, verdict])
    return out


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
