"""The words a run is shown in: titles, columns of the built-in schemas, marks, the summary line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.document import STANDARD_INPUT
from summarizer.extract.model import Failed, Item, SchemaResult
from summarizer.extract.outcome import explained
from summarizer.messages import Message, Words, template
from summarizer.reading import Reading

_SCHEMA_TITLES = {
    "tasks": template("Tasks"), "reviews": template("Achievements"), "problems": template("Problems"), "indicators": template("Main indicators"),
}  # fmt: skip
# The names of the built-in schemas within a sentence.
_SCHEMA_NAMES = {
    "tasks": template("tasks"), "reviews": template("reviews"), "problems": template("problems"), "indicators": template("indicators"),
}  # fmt: skip
# Roles and parts of an reading.
ROLE_NAMES = {
    "review": template("review"), "problem": template("problem"), "task": template("task"), "target": template("target"),
    "plan": template("plan"), "other": template("other"),
}  # fmt: skip
MARKS = {None: "✓", "info": "✓", "warning": "?", "error": "✗"}
# Fields of users' own schemas that are called like those of a built-in one.
_FIELD_TITLES = {
    "action": template("Action"), "object": template("Object"), "target": template("Target"), "deadline": template("Deadline"),
    "topic": template("Topic"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its title, its text for an item, and its width (None takes what is left)."""

    title: str
    text: Callable[[Item], str]
    width: int | None = None


def _get(name: str) -> Callable[[Item], str]:
    return lambda item: _say(item.data.get(name))


def _say(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_say(v) for v in value)
    if isinstance(value, dict):
        return " ".join(_say(v) for v in value.values())
    return str(value)


_KINDS = {"actual": template("result"), "target": template("target"), "cumulative": template("total")}


def _figure(value: float | None, unit: str | None) -> str:
    return "" if value is None else f"{value:,.10g}{unit or ''}"


def _built_in(words: Words) -> dict[str, tuple[Column, ...]]:
    topic = Column(words("Topic"), _get("topic"), 8)
    return {
        "tasks": (
            Column(words("Task"), lambda i: f"{_say(i.data['action'])} {_say(i.data['object'])}"),
            Column(words("Target"), _get("target"), 16),
            Column(words("Deadline"), _get("deadline"), 10),
            topic,
        ),
        "reviews": (Column(words("Achievement"), _get("achievement")), topic),
        "indicators": (
            Column(words("Indicator"), _get("name")),
            Column(words("Figure"), lambda i: _figure(i.data.get("value"), i.data.get("unit")), 16),
            Column(words("Change %"), lambda i: _say(i.data.get("change")), 8),
            Column(words("Period"), _get("period"), 10),
            Column(words("Kind"), lambda i: words(_KINDS[i.data["kind"]]), 6),
            Column(words("Qualifier"), _get("qualifier"), 16),
        ),
        "problems": (Column(words("Problem"), _get("problem")), topic),
    }


def columns(schema: str, fields: list[str], words: Words) -> tuple[Column, ...]:
    """The columns for ``schema``; for a user's own, one a field."""
    return _built_in(words).get(schema) or tuple(
        Column(words(_FIELD_TITLES[name]) if name in _FIELD_TITLES else name, _get(name)) for name in fields
    )


def schema_title(schema: str, words: Words) -> str:
    """What stands over the items of ``schema``; a user's own is called as its file is."""
    return words(_SCHEMA_TITLES[schema]) if schema in _SCHEMA_TITLES else schema


def schema_name(schema: str) -> Message | str:
    """``schema`` within a sentence."""
    return Message(_SCHEMA_NAMES[schema]) if schema in _SCHEMA_NAMES else schema


def report_title(reading: Reading, words: Words) -> str:
    """The report's title, else the name of its file."""
    name = reading.document.name
    return reading.metadata.title or (words(STANDARD_INPUT) if name == STANDARD_INPUT else name)


def not_answered(failures: Sequence[Failed], words: Words) -> Iterator[str]:
    """Sentences whose requests gave no usable answer, a line for every reason."""
    by_reason: dict[str, list[int]] = {}
    for failed in failures:
        by_reason.setdefault(words.say(failed.reason), []).extend(failed.sentences)
    for reason, numbers in by_reason.items():
        yield words(
            "Sentences without an answer, {numbers}: {reason}",
            numbers=_ranges(sorted(numbers)),
            reason=reason,
        )


def nothing_shown(result: SchemaResult, words: Words) -> str:
    """What stands where items would, when there are none; "" when there are some."""
    said = None if result.items else explained(result)
    return "" if said is None else words.say(said)


def _ranges(numbers: Sequence[int]) -> list[str]:
    """``numbers`` in their order, 3, 4, 5 as 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def summary(result: SchemaResult) -> Message:
    """132 items, 129 verified, 3 to look at, 4 sentences not covered."""
    doubtful = sum(i.worst in {"warning", "error"} for i in result.items)
    failed = sum(len(f.sentences) for f in result.failed)
    parts = [
        Message("{count} items", {"count": len(result.items)}),
        Message("{count} verified", {"count": len(result.items) - doubtful}),
    ]
    if doubtful:
        parts.append(Message("{count} to look at", {"count": doubtful}))
    if result.coverage.uncovered:
        parts.append(Message("{count} sentences not covered", {"count": len(result.coverage.uncovered)}))
    if failed:
        parts.append(Message("{count} sentences failed", {"count": failed}))
    if result.dropped:
        parts.append(Message("{count} dropped", {"count": len(result.dropped)}))
    return Message("{schema}: {parts}", {"schema": schema_name(result.schema), "parts": parts})
