"""A run as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.extract.model import Item, SchemaResult
from summarizer.messages import Words
from summarizer.reading import Reading
from summarizer.render.labels import (
    MARKS,
    columns,
    not_answered,
    nothing_shown,
    report_title,
    schema_name,
    schema_title,
    summary,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def markdown(
    reading: Reading, results: Sequence[SchemaResult], fields: dict[str, list[str]], words: Words
) -> str:
    """All results, a heading a schema, a list a section; each item with its quotation and its findings.

    ``fields`` are the field names by schema, for schemas without columns of their own.
    """
    lines = [f"# {escape(report_title(reading, words))}", ""]
    for result in results:
        lines += [
            f"## {escape(schema_title(result.schema, words))}",
            "",
            words("{summary}.", summary=summary(result)),
            "",
        ]
        if nothing := nothing_shown(result, words):
            lines += [escape(nothing), ""]
        lines += _items(result, fields.get(result.schema, []), words)
        lines += _left_out(reading, result, words)
    lines += _provenance(results, words)
    return "\n".join(lines).rstrip() + "\n"


def _items(result: SchemaResult, fields: list[str], words: Words) -> Iterator[str]:
    section: tuple[str, ...] | None = None
    shown = columns(result.schema, fields, words)
    for item in result.items:
        if item.section != section:
            if section is not None:
                yield ""
            section = item.section
            yield f"### {escape(' › '.join(section)) or '—'}"
            yield ""
        values = [column.text(item) for column in shown]
        said = f"**{escape(values[0])}**" + "".join(f" · {escape(v)}" for v in values[1:] if v)
        yield f"- {MARKS[item.worst]} {said}"
        yield f"  > {_quote(item)}"
        for finding in item.findings:
            if finding.severity != "info":
                yield f"  - {escape(words.say(finding.message))}"
    yield ""


def _quote(item: Item) -> str:
    places = ", ".join(f"{e.span.start}–{e.span.end}" for e in item.evidence)
    quotes = " … ".join(escape(" ".join(e.quote.split())) for e in item.evidence)
    return f"{quotes} ({places})"


def _left_out(reading: Reading, result: SchemaResult, words: Words) -> Iterator[str]:
    if result.coverage.uncovered:
        yield f"### {words('Sentences without an item')}"
        yield ""
        for number in result.coverage.uncovered:
            yield f"- \\[{number}\\] {escape(reading.sentences[number - 1].text)}"
        yield ""
    for line in not_answered(result.failed, words):
        yield escape(line)
        yield ""


def _provenance(results: Sequence[SchemaResult], words: Words) -> Iterator[str]:
    yield "---"
    yield ""
    for result in results:
        run = result.run
        said = words(
            "{schema}: {model} ({endpoint}), prompt {prompt} {digest}, {requests} requests, {cached} from the cache.",
            schema=schema_name(result.schema), model=run.model, endpoint=run.endpoint, prompt=run.prompt,
            digest=run.prompt_sha256[:12], requests=run.requests, cached=run.from_cache,
        )  # fmt: skip
        yield f"{said}  "


def escape(text: str) -> str:
    """``text`` with what Markdown would take for markup made harmless."""
    return _SPECIAL.sub(r"\\\1", text)
