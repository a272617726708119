"""Results and outlines as JSON values; the shapes are in docs/contract.md. What is said to people in them is said in ``words``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from summarizer.checks import Finding, Relation, find_instructions, instruction_finding, note
from summarizer.document import Document, Repair, Span
from summarizer.extract.model import Item, SchemaResult
from summarizer.extract.outcome import outcome_of
from summarizer.messages import UNPRINTABLE, Words
from summarizer.quantities import Quantity, as_number, read_quantities
from summarizer.reading import Reading, Sentence

FORMAT = 1


def json_text(value: Any, indent: int | None = None) -> str:
    r"""``value`` as JSON, with ``\uXXXX`` for what would steer the terminal it is shown in."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def source(document: Document, words: Words) -> dict[str, Any]:
    """``source``: the file and what was repaired in it, or could not be taken over from it."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "script": document.script,
        "chars": len(document.given),
        "repairs": [_repair(repair, words) for repair in document.repairs],
    }


def _repair(repair: Repair, words: Words) -> dict[str, Any]:
    shown = {
        "kind": repair.kind, "start": repair.start, "end": repair.end, "replacement": repair.replacement,
    }  # fmt: skip
    return shown if repair.note is None else {**shown, "note": words.say(repair.note)}


def report(reading: Reading) -> dict[str, Any]:
    """``report``: what the report says of itself."""
    return asdict(reading.metadata)


def run(reading: Reading, results: Sequence[SchemaResult], words: Words) -> dict[str, Any]:
    """The whole of ``-f json``."""
    return {
        "format": FORMAT,
        "source": source(reading.document, words),
        "report": report(reading),
        "results": [result(reading, r, words) for r in results],
        "findings": [
            *(
                _finding(instruction_finding(), words) | _place(reading, n)
                for n in find_instructions(reading)
            ),
            *(_finding(f, words) for r in results for f in r.findings),
        ],
    }


def result(reading: Reading, result: SchemaResult, words: Words) -> dict[str, Any]:
    """One schema's part of ``results``."""
    coverage = result.coverage
    info = asdict(result.run)
    prompt = {"name": info.pop("prompt"), "sha256": info.pop("prompt_sha256")}
    return {
        "schema": result.schema,
        "complete": result.complete,
        "outcome": outcome_of(result),
        "items": [item(i, words) for i in result.items],
        "coverage": {
            "sentences": coverage.sentences,
            "covered": coverage.covered,
            "uncovered": [_place(reading, n) for n in coverage.uncovered],
            "quantities": coverage.quantities,
            "quantities_covered": coverage.quantities_covered,
        },
        "failed": [
            {"sentences": list(f.sentences), "reason": words.say(f.reason), "attempts": f.attempts}
            for f in result.failed
        ],
        "dropped": [{"data": d.data, "reason": words.say(d.reason)} for d in result.dropped],
        "run": {
            "model": info.pop("model"), "endpoint": info.pop("endpoint"), "prompt": prompt,
            "sampling": {"temperature": info.pop("temperature")}, **info,
        },
    }  # fmt: skip


def item(item: Item, words: Words) -> dict[str, Any]:
    """One item."""
    return {
        "id": item.id,
        "data": item.data,
        "section": list(item.section),
        "text": item.text,
        "evidence": [
            {"sentence": e.sentence, "start": e.span.start, "end": e.span.end, "quote": e.quote}
            for e in item.evidence
        ],
        "quantities": [_quantity(span, quantity) for span, quantity in item.quantities],
        "findings": [_finding(finding, words) for finding in item.findings],
    }


def outline(reading: Reading, words: Words) -> dict[str, Any]:
    """The whole of ``outline -f json``. Section spans and sentence spans count in the text as given."""
    document = reading.document
    sections = []
    for section in reading.sections:
        if section.start < section.end:
            span = document.span(section.start, section.end)
            sections.append(
                {"id": section.id, "parent": section.parent, "level": section.level, "heading": section.heading,
                 "role": section.part, "start": span.start, "end": span.end}
            )  # fmt: skip
    return {
        "format": FORMAT,
        "source": source(document, words),
        "report": report(reading),
        "sections": sections,
        "sentences": [_sentence(document, s) for s in reading.sentences],
    }


def numbers(reading: Reading, words: Words) -> dict[str, Any]:
    """The whole of ``numbers -f json``; ``text`` is as given."""
    document = reading.document
    found = []
    for sentence in reading.sentences:
        for q in read_quantities(sentence.text):
            span = document.span(sentence.start + q.start, sentence.start + q.end)
            found.append(
                {"start": span.start, "end": span.end, "text": document.quote(span), "value": as_number(q.value), "low": as_number(q.low),
                 "high": as_number(q.high), "unit": q.unit, "qualifier": q.qualifier, "sentence": sentence.id}
            )  # fmt: skip
    return {
        "format": FORMAT,
        "source": source(document, words),
        "report": report(reading),
        "quantities": found,
    }


def check(reading: Reading, relations: Sequence[Relation], words: Words) -> dict[str, Any]:
    """The whole of ``check -f json``. ``stated`` and ``computed`` are in ``unit``."""
    document = reading.document
    return {
        "format": FORMAT,
        "source": source(document, words),
        "report": report(reading),
        "relations": [
            {
                "kind": r.kind, "holds": r.holds, "statement": r.statement, "stated": as_number(r.stated),
                "computed": [as_number(r.computed.low), as_number(r.computed.high)], "unit": r.unit,
                "evidence": [_range(document, start, end) for start, end in r.evidence],
                "reason": r.reason, "note": words.say(note(r)),
            }
            for r in relations
        ],
    }  # fmt: skip


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    return {"kind": finding.kind, "severity": finding.severity, "field": finding.field,
            "message": words.say(finding.message)}  # fmt: skip


def _range(document: Document, start: int, end: int) -> dict[str, Any]:
    span = document.span(start, end)
    return {"start": span.start, "end": span.end, "quote": document.quote(span)}


def _sentence(document: Document, sentence: Sentence) -> dict[str, Any]:
    span = document.span(sentence.start, sentence.end)
    return {"id": sentence.id, "section": sentence.section, "start": span.start, "end": span.end,
            "role": sentence.role, "period": sentence.period, "certainty": round(sentence.certainty, 3),
            "why": {"rule": sentence.rule, "rule_role": sentence.rule_role, "words": list(sentence.words)},
            "text": sentence.text}  # fmt: skip


def _place(reading: Reading, number: int) -> dict[str, Any]:
    sentence = reading.sentences[number - 1]
    span = reading.document.span(sentence.start, sentence.end)
    return {"sentence": number, "start": span.start, "end": span.end, "quote": reading.document.quote(span)}


def _quantity(span: Span, quantity: Quantity) -> dict[str, Any]:
    return {"text": quantity.text, "start": span.start, "end": span.end, "value": as_number(quantity.value),
            "unit": quantity.unit}  # fmt: skip
