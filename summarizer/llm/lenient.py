"""JSON as models write it → a value. Only what has one reading is read: no field is made up, and nothing is filled in.

Small and half-compatible models use single or Chinese quotation marks, full-width punctuation, trailing commas, Python's names, quotation
marks inside strings, or are cut in the middle. Each repair is named. What was cut is left out, never completed.
"""

from __future__ import annotations

import math
import re
from typing import Any

from summarizer.messages import template

_SPACE = re.compile(r"[\s\u3000\ufeff]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])")
_NAME = re.compile(r"[A-Za-z]+")
# A number of which the text holds only the beginning: - · 12. · 1e
_BEGINNING = re.compile(r"-?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d*)?)?")
_NAMES = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}
_FULL = {"｛": "{", "｝": "}", "［": "[", "］": "]", "：": ":", "，": ","}
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "＂": "＂", "”": "”"}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/", "\\": "\\", '"': '"', "'": "'"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")
DEEPEST = 64
# Digits of the longest whole number that is taken for one; no report has a longer one, and few programs can hold it.
LONGEST_INT = 30

QUOTES, PUNCTUATION, COMMAS, NAMES, INNER, TAIL = (
    template("quotes-replaced"), template("punctuation-replaced"), template("commas-removed"), template("names-replaced"),
    template("quotes-inside"), template("tail-cut"),
)  # fmt: skip


class _CutError(Exception):
    """The text ends inside a value."""


class Unfinished(ValueError):  # noqa: N818 - for this package alone; it is never said
    """The text ends inside its first value, and nothing of it is whole."""


def read_lenient(text: str) -> tuple[Any, tuple[str, ...], int]:
    """The value at the beginning of ``text``, the repairs it took in the order they were needed, and how many characters it is long.

    Raises ValueError, of which :class:`Unfinished` tells that more was to come.
    """
    reader = _Reader(text)
    try:
        value = reader.value(0)
    except _CutError:
        raise Unfinished("the text ends inside its first value") from None
    return value, tuple(dict.fromkeys(reader.repairs)), reader.at


_SURROGATE = re.compile("[\ud800-\udfff]")


def _paired(text: str) -> str:
    """``text`` with pairs of surrogates made the one character they stand for."""
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        if _SURROGATE.search(text)
        else text
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0
        self._cut = False
        self.repairs: list[str] = []

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        sign = self._peek()
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._array(depth)
        if self._text[self.at] in _QUOTES:
            return self._string()
        if number := _NUMBER.match(self._text, self.at):
            if number.end() == len(self._text):
                raise _CutError  # more digits may have followed
            self.at = number.end()
            said = number[0]
            value = int(said) if said.lstrip("-").isdigit() and len(said) <= LONGEST_INT else float(said)
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"no number at {self.at}")
            return value
        name = _NAME.match(self._text, self.at)
        if _BEGINNING.fullmatch(self._text, self.at) or (
            name and name.end() == len(self._text) and any(known.startswith(name[0]) for known in _NAMES)
        ):
            raise _CutError
        if name and name[0] in _NAMES:
            self.at = name.end()
            if name[0][0].isupper():
                self.repairs.append(NAMES)
            return _NAMES[name[0]]
        raise ValueError(f"no value at {self.at}")

    def _object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        out: dict[str, Any] = {}
        while True:
            sign = self._peek()
            if sign == "}":
                self.at += 1
                return out
            if self._text[self.at] not in _QUOTES:
                raise ValueError(f"no field name at {self.at}")
            key = self._string()
            if self._peek() != ":":
                raise ValueError(f"no colon at {self.at}")
            self.at += 1
            out[key] = self.value(depth + 1)
            if self._cut and depth == 0:
                return out  # the wrapper of a list that was cut; an item of the list would be half an item
            if self._cut:
                raise _CutError
            if depth == 0 and isinstance(out[key], list) and self._is_at_end():
                self._cut = True  # the list is whole, and perhaps not the last thing that was to come
                self.repairs.append(TAIL)
                return out
            self._next("}")

    def _array(self, depth: int) -> list[Any]:
        """The elements; of an array that is cut, those that are whole."""
        self.at += 1
        out: list[Any] = []
        try:
            while True:
                if self._peek() == "]":
                    self.at += 1
                    return out
                out.append(self.value(depth + 1))
                if self._cut:
                    return out
                self._next("]")
        except _CutError:
            self._cut = True
            self.repairs.append(TAIL)
            return out

    def _next(self, closing: str) -> None:
        """Past a comma, or to ``closing``; a comma before it is one too many."""
        sign = self._peek()
        if sign == closing:
            return
        if sign != ",":
            raise ValueError(f"no comma at {self.at}")
        self.at += 1
        if self._peek() == closing:
            self.repairs.append(COMMAS)

    def _string(self) -> str:
        opening = self._text[self.at]
        closing = _QUOTES[opening]
        if opening != '"':
            self.repairs.append(QUOTES)
        self.at += 1
        out: list[str] = []
        while self.at < len(self._text):
            char = self._text[self.at]
            if char == "\\":
                out.append(self._escape())
                continue
            if char == closing or (opening in "“”" and char in '”"'):
                if self._ends_here():
                    self.at += 1
                    return _paired("".join(out))
                self.repairs.append(INNER)
            out.append(char)
            self.at += 1
        raise _CutError

    def _ends_here(self) -> bool:
        """Whether what follows a quotation mark can follow a string: 实施"小升规"工程 does not end at its second one."""
        space = _SPACE.match(self._text, self.at + 1)
        after = space.end() if space else self.at + 1
        return after >= len(self._text) or _FULL.get(self._text[after], self._text[after]) in ",:]}"

    def _escape(self) -> str:
        kind = self._text[self.at + 1 : self.at + 2]
        if kind == "u" and (found := _HEX.match(self._text, self.at + 2)):
            self.at += 6
            return chr(int(found[0], 16))
        if not kind:
            raise _CutError
        self.at += 2
        return _ESCAPES.get(kind, "\\" + kind)

    def _is_at_end(self) -> bool:
        space = _SPACE.match(self._text, self.at)
        return (space.end() if space else self.at) >= len(self._text)

    def _peek(self) -> str:
        """The next sign that is no space, full-width ones as their half-width twins."""
        if space := _SPACE.match(self._text, self.at):
            self.at = space.end()
        if self.at >= len(self._text):
            raise _CutError
        sign = self._text[self.at]
        if sign in _FULL:
            self.repairs.append(PUNCTUATION)
            return _FULL[sign]
        return sign
