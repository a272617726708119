"""An item as the page's card shows it: what it says, what more there is to it, what checks found, how its figures stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from summarizer.checks import Finding
from summarizer.document import Span
from summarizer.extract.model import Item
from summarizer.messages import Words, template
from summarizer.render.labels import columns

Verdict = Literal["right", "warning", "error"]

SCHEMA_TITLES = {
    "tasks": template("Tasks"),
    "reviews": template("Achievements"),
    "problems": template("Problems"),
    "indicators": template("Indicators"),
}
_FINDING_TITLES = {
    "number-not-in-evidence": template("Figure not in the source"),
    "number-from-elsewhere": template("Figure of something else"),
    "unit-differs": template("Another unit"),
    "sign-differs": template("Another direction"),
    "qualifier-differs": template("Another qualifier"),
    "text-not-in-evidence": template("Not in these words"),
    "sentence-relocated": template("Place put right"),
    "not-in-source": template("Not in the source"),
    "repeats-item": template("Said twice"),
    "answer-repaired": template("Answer put right"),
    "instruction-in-report": template("Instruction in the report"),
    "source-unreadable": template("Source damaged"),
}
_FIGURE_KINDS = frozenset(
    {"number-not-in-evidence", "number-from-elsewhere", "unit-differs", "sign-differs", "qualifier-differs"}
)
_INDICATOR_KINDS = {
    "actual": template("result"),
    "target": template("target"),
    "cumulative": template("cumulative"),
}


def card(item: Item, words: Words) -> dict[str, Any]:
    """The item for the script; all of it is text to be shown."""
    schema = item.id.rpartition("-")[0]
    title, chips = _BUILT_IN.get(schema, _own)(item.data, words)
    return {
        "id": item.id,
        "number": item.id.rpartition("-")[2],
        "title": title,
        "chips": [[label, text] for label, text in chips if text],
        "topic": _text(item.data.get("topic")),
        "section": list(item.section),
        "text": item.text,
        "quotes": [e.quote for e in item.evidence],
        "worst": item.worst,
        "findings": [finding(f, words) for f in item.findings],
        "spans": [[e.span.start, e.span.end] for e in item.evidence],
        "figures": [[span.start, span.end, verdict] for span, verdict in figure_verdicts(item)],
    }


def finding(found: Finding, words: Words) -> dict[str, str]:
    """What a check found, in plain words."""
    title = words(_FINDING_TITLES[found.kind]) if found.kind in _FINDING_TITLES else found.kind
    return {"severity": found.severity, "title": title, "message": words.say(found.message)}


def figure_verdicts(item: Item) -> list[tuple[Span, Verdict]]:
    """Each figure of the evidence: as bad as the finding that names it. Where a finding on a figure names none of them (the item's
    figure stands nowhere here), those that the item does not say either are in doubt with it."""
    grave = [f for f in item.findings if f.severity != "info"]
    on_figures = [f for f in grave if f.kind in _FIGURE_KINDS]
    texts = [quantity.text for _, quantity in item.quantities]
    nameless = [f for f in on_figures if not any(t in str(f.message) for t in texts)]
    said = _text(list(item.data.values()))
    out: list[tuple[Span, Verdict]] = []
    for span, quantity in item.quantities:
        about = [f for f in on_figures if quantity.text in str(f.message)]
        if quantity.text not in said:
            about += nameless
        about += [f for f in grave if f.kind == "not-in-source"]
        out.append((span, _worst(about)))
    return out


def _worst(findings: list[Finding]) -> Verdict:
    severities = {f.severity for f in findings}
    return "error" if "error" in severities else "warning" if "warning" in severities else "right"


Chips = list[tuple[str, str]]


def _task(data: Mapping[str, Any], words: Words) -> tuple[str, Chips]:
    return f"{_text(data.get('action'))} {_text(data.get('object'))}".strip(), [
        (words("target"), _text(data.get("target"))),
        (words("by"), _text(data.get("deadline"))),
        (words("unit charged"), _text(data.get("responsible"))),
        ("", _text(data.get("topic"))),
    ]


def _review(data: Mapping[str, Any], words: Words) -> tuple[str, Chips]:
    term = words("whole term") if data.get("period") == "term" else ""
    return _text(data.get("achievement")), [("", term), ("", _text(data.get("topic")))]


def _problem(data: Mapping[str, Any], words: Words) -> tuple[str, Chips]:
    return _text(data.get("problem")), [("", _text(data.get("topic")))]


def _indicator(data: Mapping[str, Any], words: Words) -> tuple[str, Chips]:
    change = data.get("change")
    per_cent = "" if change is None or f"{change:g}%" in _text(data.get("figure")) else f"{change:+g}%"
    yearly = data.get("change_kind") == "annual_average"
    kind = _text(data.get("kind"))
    return f"{_text(data.get('name'))} {_text(data.get('figure'))}", [
        ("", words(_INDICATOR_KINDS[kind]) if kind in _INDICATOR_KINDS else kind),
        (words("a year on average") if yearly else words("change"), per_cent),
        (words("period"), _text(data.get("period"))),
        (words("qualifier"), _text(data.get("qualifier"))),
    ]


def _own(data: Mapping[str, Any], words: Words) -> tuple[str, Chips]:
    """A user's own schema: its first text is the title, its other fields are chips under their names."""
    title = next((value for value in data.values() if isinstance(value, str) and value), "")
    item = Item("", dict(data), (), "", (), (), ())
    fields = [(column.title, column.text(item)) for column in columns("", list(data), words)]
    taken = next((i for i, (_, text) in enumerate(fields) if text == title), len(fields))
    return title or " ".join(text for _, text in fields), fields[:taken] + fields[taken + 1 :]


_BUILT_IN: dict[str, Callable[[Mapping[str, Any], Words], tuple[str, Chips]]] = {
    "tasks": _task, "reviews": _review, "problems": _problem, "indicators": _indicator,
}  # fmt: skip


def title_of(schema: str, data: Mapping[str, Any], words: Words) -> str:
    """What names an item of ``schema``, kept or not."""
    return _BUILT_IN.get(schema, _own)(data, words)[0]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_text(v) for v in value)
    if isinstance(value, dict):
        return " ".join(_text(v) for v in value.values())
    return str(value)
