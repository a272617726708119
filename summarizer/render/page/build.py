"""A run → one HTML file with everything in it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template
from typing import Any

from summarizer.checks import Relation
from summarizer.document import Span
from summarizer.extract.model import SchemaResult
from summarizer.memo.model import Chart, Memo
from summarizer.messages import Words, printable
from summarizer.reading import Reading
from summarizer.render.page.chart import bar_chart
from summarizer.render.page.content import content, growth_content, memo_content, text_blocks
from summarizer.render.page.headline import growth

_STYLES = ("page.css", "report.css", "print.css")
_SCRIPTS = (
    "dom.js", "data.js", "report.js", "selection.js", "filters.js", "items.js", "lists.js", "memo.js", "frame.js", "keys.js",
)  # fmt: skip
# What would end the script element, begin a comment in it, or end a line of JavaScript.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True)
class PageView:
    """What a page shows."""

    reading: Reading
    results: Sequence[SchemaResult]
    relations: Sequence[Relation]
    memo: Memo | None = None


def page(view: PageView, words: Words) -> str:
    """The page as HTML text: no request leaves it, and nothing in the report can become markup or run."""
    value = content(view.reading, view.results, view.relations, words)
    further: list[Span] = []
    charts: list[Chart] = []
    if view.memo is not None:
        value["memo"] = memo_content(view.memo)
        charts += [block for block in view.memo.blocks if isinstance(block, Chart)]
        further += [span for reference in view.memo.references for span in reference.spans]
    if not charts and (found := growth(view.reading, view.results, words)) is not None:
        charts.append(found.chart)
        further += [span for spans in found.spans for span in spans]
        value["growth"] = growth_content(found)
    value["blocks"] = text_blocks(view.reading, value, further)
    metadata = view.reading.metadata
    title = metadata.title or view.reading.document.name
    value["title"] = title
    region = f"{metadata.region} · " if metadata.region else ""
    style, script = _style(), _script()
    return Template(_read("page.html")).substitute(
        lang="zh-CN" if words.language == "zh" else "en",
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        title=html.escape(printable(f"{region}{title}")),
        no_script=html.escape(words("This page needs JavaScript, which is switched off here.")),
        style=style,
        charts=printable("".join(f"<figure>{bar_chart(chart)}</figure>" for chart in charts)),
        data=safe_json(value),
        script=script,
    )


def safe_json(value: Any) -> str:
    """``value`` as JSON that can stand in a script element: no character in it means anything to HTML."""
    text = printable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _style() -> str:
    return "\n".join(_read(name) for name in _STYLES)


@cache
def _script() -> str:
    """The script's files as one function, in an order in which each uses those before it."""
    files = "\n".join(_read("script", name) for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{files}}})();\n'


def _hash(text: str) -> str:
    """The source expression that lets exactly this text run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _read(*path: str) -> str:
    return resources.files("summarizer.render.page").joinpath(*path).read_text(encoding="utf-8")
