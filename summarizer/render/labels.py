"""The words a run is shown in: columns of the built-in schemas, marks, the summary line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from summarizer.extract.model import Item, SchemaResult

SCHEMA_TITLES = {"tasks": "任务", "reviews": "成果", "problems": "问题", "indicators": "主要指标"}
MARKS = {None: "✓", "info": "✓", "warning": "?", "error": "✗"}
_FIELD_TITLES = {"action": "动作", "object": "对象", "target": "目标", "deadline": "时限", "topic": "主题"}


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


_KINDS = {"actual": "实绩", "target": "目标", "cumulative": "累计"}


def _figure(value: float | None, unit: str | None) -> str:
    return "" if value is None else f"{value:,.10g}{unit or ''}"


_BUILT_IN: dict[str, tuple[Column, ...]] = {
    "tasks": (
        Column("任务", lambda i: f"{_say(i.data['action'])} {_say(i.data['object'])}"),
        Column("目标", _get("target"), 16),
        Column("时限", _get("deadline"), 10),
        Column("主题", _get("topic"), 8),
    ),
    "reviews": (Column("成果", _get("achievement")), Column("主题", _get("topic"), 8)),
    "indicators": (
        Column("指标", _get("name")),
        Column("数值", lambda i: _figure(i.data.get("value"), i.data.get("unit")), 16),
        Column("增减%", lambda i: _say(i.data.get("change")), 8),
        Column("时期", _get("period"), 10),
        Column("性质", lambda i: _KINDS[i.data["kind"]], 6),
        Column("限定", _get("qualifier"), 16),
    ),
    "problems": (Column("问题", _get("problem")), Column("主题", _get("topic"), 8)),
}


def columns(schema: str, fields: list[str]) -> tuple[Column, ...]:
    """The columns for ``schema``; for a user's own, one a field."""
    return _BUILT_IN.get(schema) or tuple(
        Column(_FIELD_TITLES.get(name, name), _get(name)) for name in fields
    )


def summary(result: SchemaResult) -> str:
    """132 items, 129 verified, 3 to look at, 4 sentences not covered."""
    doubtful = sum(i.worst in {"warning", "error"} for i in result.items)
    parts = [f"{len(result.items)} items", f"{len(result.items) - doubtful} verified"]
    if doubtful:
        parts.append(f"{doubtful} to look at")
    if result.coverage.uncovered:
        parts.append(f"{len(result.coverage.uncovered)} sentences not covered")
    if result.failed:
        parts.append(f"{sum(len(f.sentences) for f in result.failed)} sentences failed")
    if result.dropped:
        parts.append(f"{len(result.dropped)} dropped")
    return f"{result.schema}: " + ", ".join(parts)
