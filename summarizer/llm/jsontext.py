"""The text of an answer → a JSON value. What can be repaired without guessing is, and is recorded."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from summarizer.errors import AnswerError
from summarizer.llm.lenient import DEEPEST, LONGEST_INT, TAIL, read_lenient
from summarizer.messages import template

_THINK = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*")
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """``value`` and the repairs it took: ``think-removed``, ``fence-removed``, ``text-around-removed``, ``values-joined``, and those of lenient.py."""

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
    start = text.find(candidate)
    if candidate != text and (value := _loads(candidate)) is not _NOTHING:
        return ParsedAnswer(value, (*repairs, template("text-around-removed")))
    if start:
        repairs.append(template("text-around-removed"))
    if (values := _several(candidate)) is not None:
        return ParsedAnswer(values, (*repairs, template("values-joined")))
    try:
        value, more = read_lenient(text[start:])
    except ValueError:
        raise AnswerError("The answer is not JSON: {answer!r}.", answer=content[:80]) from None
    if TAIL in more and not _holds_something(value):
        raise AnswerError("The answer was cut before its first item ended: {answer!r}.", answer=content[:80])
    return ParsedAnswer(value, (*repairs, *more))


def _holds_something(value: Any) -> bool:
    held = value.values() if isinstance(value, dict) else [value]
    return any(isinstance(part, list) and part for part in held)


_NOTHING = object()


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON's")


def _float(said: str) -> float:
    value = float(said)
    return value if math.isfinite(value) else _no_number(said)


def _int(said: str) -> int:
    return int(said) if len(said) <= LONGEST_INT else _no_number(said)


_DECODER = json.JSONDecoder(strict=False, parse_float=_float, parse_int=_int, parse_constant=_no_number)


def _loads(text: str) -> Any:
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return _NOTHING
    return _NOTHING if _is_too_deep(value) else value


def _is_too_deep(value: Any) -> bool:
    """Whether ``value`` is nested deeper than any answer, and than what goes through it level by level can bear."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for v in level
            if isinstance(v, dict | list)
            for inner in (v.values() if isinstance(v, dict) else v)
        ]
        if not level:
            return False
    return True


def _several(text: str) -> list[Any] | None:
    """The JSON values of ``text`` where it is nothing but several of them, a line each or with commas between."""
    values, at = [], 0
    while at < len(text):
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict | list) or _is_too_deep(value):
            return None
        values.append(value)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    return values if len(values) > 1 else None


def _outermost(text: str) -> str | None:
    """From the first opening bracket to the last closing one, or to the end where none closes."""
    start = min((i for i in map(text.find, "{[｛［") if i >= 0), default=-1)
    end = max(map(text.rfind, "}]｝］"))
    return None if start < 0 else text[start : end + 1] if start < end else text[start:]
