"""The text of an answer → a JSON value. What can be repaired without guessing is, and is recorded."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from summarizer.errors import AnswerError, CutAnswerError
from summarizer.llm.lenient import DEEPEST, LONGEST_INT, TAIL, Unfinished, read_lenient
from summarizer.messages import template

_BETWEEN = re.compile(r"[\s,]*")
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_OPENING = "{[｛［"
_MOST_WRAPPED = 3


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """``value`` and the repairs it took: ``fence-removed``, ``text-around-removed``, ``values-joined``, ``string-unwrapped``, and those of
    lenient.py."""

    value: Any
    repairs: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Whether the text ends before its last value does."""
        return TAIL in self.repairs


def parse_json(content: str) -> ParsedAnswer:
    """Read the JSON value in ``content``; of several fenced ones the last, which is the answer where the others are drafts.

    Raises :class:`AnswerError` when there is none, :class:`CutAnswerError` when it ends before its first item does.
    """
    parsed = _parse(content)
    for _ in range(_MOST_WRAPPED):  # JSON in a string of JSON, as by a model that was asked for text
        if not (isinstance(parsed.value, str) and parsed.value.lstrip().startswith(tuple(_OPENING))):
            break
        inner = _parse(parsed.value)
        parsed = ParsedAnswer(inner.value, (*parsed.repairs, template("string-unwrapped"), *inner.repairs))
    return parsed


def _parse(content: str) -> ParsedAnswer:
    repairs: list[str] = []
    text = content.strip().lstrip("\ufeff")
    if not text:
        raise AnswerError("The answer is empty.")
    if (value := _loads(text)) is not _NOTHING:
        return ParsedAnswer(value, tuple(repairs))
    if (fenced := _last_fence(text)) is not None:
        text = fenced
        repairs.append(template("fence-removed"))
        if (value := _loads(text)) is not _NOTHING:
            return ParsedAnswer(value, tuple(repairs))
    candidate = _outermost(text)
    if candidate is None:
        raise AnswerError("The answer holds no JSON: {answer!r}.", answer=content[:80])
    start = text.find(candidate)
    # What opens behind the last value that closes was cut: {"items": […]} {"ite
    cut = [TAIL] if any(sign in text[start + len(candidate) :] for sign in _OPENING) else []
    if candidate != text and (value := _loads(candidate)) is not _NOTHING:
        return ParsedAnswer(value, (*repairs, template("text-around-removed"), *cut))
    if start:
        repairs.append(template("text-around-removed"))
    if (values := _several(candidate)) is not None:
        return ParsedAnswer(values, (*repairs, template("values-joined"), *cut))
    try:
        value, more, length = read_lenient(text[start:])
    except Unfinished:
        raise CutAnswerError(
            "The answer was cut before its first item ended: {answer!r}.", answer=content[:80]
        ) from None
    except ValueError:
        raise AnswerError("The answer is not JSON: {answer!r}.", answer=content[:80]) from None
    if TAIL in more and not _holds_something(value):
        raise CutAnswerError(
            "The answer was cut before its first item ended: {answer!r}.", answer=content[:80]
        )
    if TAIL not in more and (later := _later(text[start + length :], length)) is not None:
        all_repairs = (*repairs, template("text-around-removed"), *later.repairs)
        return ParsedAnswer(later.value, tuple(dict.fromkeys(all_repairs)))
    return ParsedAnswer(value, (*repairs, *more))


def _later(rest: str, length: int) -> ParsedAnswer | None:
    """The answer behind a first value of so many characters that was only a note ([1]，…); None where nothing of weight follows."""
    start = min((i for i in map(rest.find, _OPENING) if i >= 0), default=-1)
    if start < 0 or 2 * (len(rest) - start) < length:
        return None
    try:
        return _parse(rest[start:])
    except CutAnswerError:
        raise
    except AnswerError:
        return None


def _last_fence(text: str) -> str | None:
    """What the last fence holds, of those that hold the beginning of JSON."""
    held = [found[1].strip() for found in _FENCE.finditer(text)]
    return next((inside for inside in reversed(held) if inside.startswith(tuple(_OPENING))), None)


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
    start = min((i for i in map(text.find, _OPENING) if i >= 0), default=-1)
    end = max(map(text.rfind, "}]｝］"))
    return None if start < 0 else text[start : end + 1] if start < end else text[start:]
