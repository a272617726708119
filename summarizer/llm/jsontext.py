"""The text of an answer → a JSON value. What can be repaired without guessing is, and is recorded."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from summarizer.errors import AnswerError
from summarizer.messages import template

_THINK = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """``value`` and the repairs it took: ``think-removed``, ``fence-removed``, ``text-around-removed``, ``commas-removed``."""

    value: Any
    repairs: tuple[str, ...]


def parse_json(content: str) -> ParsedAnswer:
    """Read the JSON value in ``content``. Raises :class:`AnswerError` when there is none."""
    repairs: list[str] = []
    text = content.strip().lstrip("\ufeff")
    if "<think>" in text.lower():
        text = _THINK.sub("", text).strip()
        repairs.append(template("think-removed"))
    if not text:
        raise AnswerError("The answer is empty.")
    if (value := _loads(text)) is not _NOTHING:
        return ParsedAnswer(value, tuple(repairs))
    fenced = _FENCE.search(text)
    if fenced:
        text = fenced[1].strip()
        repairs.append(template("fence-removed"))
        if (value := _loads(text)) is not _NOTHING:
            return ParsedAnswer(value, tuple(repairs))
    candidate = _outermost(text)
    if candidate is None:
        raise AnswerError("The answer holds no JSON: {answer!r}.", answer=content[:80])
    if candidate != text:
        repairs.append(template("text-around-removed"))
        if (value := _loads(candidate)) is not _NOTHING:
            return ParsedAnswer(value, tuple(repairs))
    repairs.append(template("commas-removed"))
    if (value := _loads(_TRAILING_COMMA.sub(r"\1", candidate))) is not _NOTHING:
        return ParsedAnswer(value, tuple(repairs))
    raise AnswerError("The answer is not JSON: {answer!r}.", answer=content[:80])


_NOTHING = object()


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _NOTHING


def _outermost(text: str) -> str | None:
    """From the first opening bracket to the last closing one."""
    start = min((i for i in (text.find("{"), text.find("[")) if i >= 0), default=-1)
    end = max(text.rfind("}"), text.rfind("]"))
    return text[start : end + 1] if 0 <= start < end else None
