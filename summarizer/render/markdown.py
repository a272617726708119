"""A run as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.extract.model import Item, SchemaResult
from summarizer.outline import Outline
from summarizer.render.labels import MARKS, SCHEMA_TITLES, columns, summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def markdown(outline: Outline, results: Sequence[SchemaResult], fields: dict[str, list[str]]) -> str:
    """All results, a heading a schema, a list a section; each item with its quotation and its findings.

    ``fields`` are the field names by schema, for schemas without columns of their own.
    """
    title = outline.metadata.title or outline.document.name
    lines = [f"# {escape(title)}", ""]
    for result in results:
        lines += [
            f"## {escape(SCHEMA_TITLES.get(result.schema, result.schema))}",
            "",
            f"{summary(result)}.",
            "",
        ]
        lines += _items(result, fields.get(result.schema, []))
        lines += _left_out(outline, result)
    lines += _provenance(results)
    return "\n".join(lines).rstrip() + "\n"


def _items(result: SchemaResult, fields: list[str]) -> Iterator[str]:
    section: tuple[str, ...] | None = None
    shown = columns(result.schema, fields)
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
                yield f"  - {escape(finding.message)}"
    yield ""


def _quote(item: Item) -> str:
    places = ", ".join(f"{e.span.start}–{e.span.end}" for e in item.evidence)
    quotes = " … ".join(escape(" ".join(e.quote.split())) for e in item.evidence)
    return f"{quotes} ({places})"


def _left_out(outline: Outline, result: SchemaResult) -> Iterator[str]:
    if result.coverage.uncovered:
        yield "### 没有条目的句子"
        yield ""
        for number in result.coverage.uncovered:
            yield f"- \\[{number}\\] {escape(outline.sentences[number - 1].text)}"
        yield ""
    for failed in result.failed:
        numbers = ", ".join(map(str, failed.sentences))
        yield f"没有得到回答的句子 {numbers}: {escape(failed.reason)}"
        yield ""


def _provenance(results: Sequence[SchemaResult]) -> Iterator[str]:
    yield "---"
    yield ""
    for result in results:
        run = result.run
        yield (
            f"{result.schema}: {run.model} ({run.endpoint}), prompt {run.prompt} {run.prompt_sha256[:12]}, "
            f"{run.requests} requests, {run.from_cache} from the cache.  "
        )


def escape(text: str) -> str:
    """``text`` with what Markdown would take for markup made harmless."""
    return _SPECIAL.sub(r"\\\1", text)
