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

# What stands between values that are several: commas, line ends, the marks of a list.
_BETWEEN = re.compile(r"(?:[\s,，;；、]|[-*•](?=\s*[{\[])|\(?\d{1,3}[.、)](?=\s*[{\[]))*")
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_OPENING = "{[｛［"
_MOST_WRAPPED = 3
_MOST_VALUES = 50  # with prose between them


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """``value`` and the repairs it took: ``fence-removed``, ``text-around-removed``, ``values-joined``, ``string-unwrapped``, and those of
    lenient.py. ``earlier`` are values that stand apart before it: drafts of it, or other parts of the answer."""

    value: Any
    repairs: tuple[str, ...]
    earlier: tuple[Any, ...] = ()

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
        repairs = (*parsed.repairs, template("string-unwrapped"), *inner.repairs)
        parsed = ParsedAnswer(inner.value, repairs, parsed.earlier + inner.earlier)
    return parsed


def _parse(content: str, values_before: int = 0) -> ParsedAnswer:
    repairs: list[str] = []
    text = content.strip().lstrip("\ufeff")
    if not text:
        raise AnswerError("The answer is empty.")
    if (value := _loads(text)) is not _NOTHING:
        return ParsedAnswer(value, tuple(repairs))
    if text.startswith('{\\"') and (value := _loads(text.replace('\\"', '"'))) is not _NOTHING:
        return ParsedAnswer(value, (template("string-unwrapped"),))  # escaped once too often
    earlier: tuple[Any, ...] = ()
    if fences := _fences(text):
        *others, text = fences
        earlier = tuple(value for other in others if (value := _loads(other)) is not _NOTHING)
        repairs.append(template("fence-removed"))
        if (value := _loads(text)) is not _NOTHING:
            return ParsedAnswer(value, tuple(repairs), earlier)
    candidate = _outermost(text)
    if candidate is None:
        raise AnswerError("The answer holds no JSON: {answer!r}.", answer=content[:80])
    start = text.find(candidate)
    # What opens behind the last value that closes was cut: {"items": […]} {"ite
    cut = [TAIL] if any(sign in text[start + len(candidate) :] for sign in _OPENING) else []
    if candidate != text and (value := _loads(candidate)) is not _NOTHING:
        return ParsedAnswer(value, (*repairs, template("text-around-removed"), *cut), earlier)
    if start:
        repairs.append(template("text-around-removed"))
    if (values := _several(candidate)) is not None:
        return ParsedAnswer(values, (*repairs, template("values-joined"), *cut), earlier)
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
    rest = text[start + length :]
    if TAIL not in more and (later := _later(rest, values_before + 1)) is not None:
        all_repairs = (*repairs, template("text-around-removed"), *later.repairs)
        return ParsedAnswer(later.value, tuple(dict.fromkeys(all_repairs)), (*earlier, value, *later.earlier))
    return ParsedAnswer(value, (*repairs, *more), earlier)


def _later(rest: str, values_before: int) -> ParsedAnswer | None:
    """The value behind so many others; None where none follows."""
    start = min((i for i in map(rest.find, _OPENING) if i >= 0), default=-1)
    if start < 0 or values_before > _MOST_VALUES:
        return None
    try:
        return _parse(rest[start:], values_before)
    except CutAnswerError:
        raise
    except AnswerError:
        return None


def _fences(text: str) -> list[str]:
    """What the fences hold that hold the beginning of JSON."""
    held = [found[1].strip() for found in _FENCE.finditer(text)]
    return [inside for inside in held if inside.startswith(tuple(_OPENING))]


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


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a list whose name stands twice, all its elements."""
    out: dict[str, Any] = {}
    for name, value in pairs:
        held = out.get(name)
        out[name] = [*held, *value] if isinstance(held, list) and isinstance(value, list) else value
    return out


_DECODER = json.JSONDecoder(
    strict=False, parse_float=_float, parse_int=_int, parse_constant=_no_number, object_pairs_hook=_object
)


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
