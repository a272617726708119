r"""EQ fields → one line of text: ``\o\ac(○,1)`` is ①, ``\f(1,2)`` is 1/2 (17.16.5.22).

A switch is a backslash and a letter, may have options of the same form, and then its parts in brackets, parted by commas or
semicolons. Chinese offices write circled numbers (``\o\ac``), characters set together (``\o(\s\up 5(…),\s\do 2(…))``), fractions
and raised figures so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.document.formats.linear import beside, enclosed, fraction, lowered, raised, root

_SWITCHES = frozenset("abdfilorsx")
_MOST_NESTED = 40
# In front of a part that is raised or lowered, until it is known what it stands with.
_UP, _DOWN = "\x01", "\x02"
_SHIFTS = str.maketrans("", "", _UP + _DOWN)
_FORMAT = re.compile(r'\s*(?:"[^"]*"|[^\s\\(]+)')
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class _Reader:
    code: str
    at: int = 0
    depth: int = 0

    def text(self, ends: str = "") -> str:
        """The text up to one of the characters ``ends`` that no bracket holds."""
        out = ""
        open_brackets = 0
        while self.at < len(self.code):
            char = self.code[self.at]
            if not open_brackets and char in ends:
                break
            if char == "\\":
                out += self._switch(out)
                continue
            if char == "(":
                open_brackets += 1
            elif char == ")":
                open_brackets = max(0, open_brackets - 1)
            out += char
            self.at += 1
        return out.strip()

    def _switch(self, before: str) -> str:
        name, self.at = self.code[self.at + 1 : self.at + 2].lower(), self.at + 2
        if name == "*":  # how the field is formatted (17.16.4.3): \\* jc2 \\* "Font:..."
            if (skipped := _FORMAT.match(self.code, self.at)) is not None:
                self.at = skipped.end()
            return ""
        if name not in _SWITCHES or self.depth > _MOST_NESTED:
            return name if name in "\\(),;" else ""  # an escaped character
        options = self._options()
        parts = self._parts()
        if not parts:
            return ""
        if name != "o":
            parts = [part.translate(_SHIFTS) for part in parts]
        return beside(before, _DRAW.get(name, _side_by_side)(options, parts))

    def _options(self) -> list[str]:
        r"""What stands before the brackets: \ac, \up 5, \co2, \bc\{ …"""
        out: list[str] = []
        while self.at < len(self.code) and self.code[self.at] not in "(":
            if self.code[self.at] != "\\":
                if not (
                    self.code[self.at].isspace() or self.code[self.at].isdigit() or self.code[self.at] in ".-"
                ):
                    break
                self.at += 1
                continue
            end = self.at + 1
            while (
                end < len(self.code)
                and self.code[end].isascii()
                and self.code[end].isalpha()
                and end < self.at + 3
            ):
                end += 1
            if end == self.at + 1:
                end += 1  # the bracket character that \lc, \rc or \bc names
            out.append(self.code[self.at + 1 : end].lower())
            self.at = end
        return out

    def _parts(self) -> list[str]:
        if self.at >= len(self.code) or self.code[self.at] != "(":
            return []
        self.at += 1
        self.depth += 1
        parts = [self.text(",;)")]
        while self.at < len(self.code) and self.code[self.at] in ",;":
            self.at += 1
            parts.append(self.text(",;)"))
        self.at += 1
        self.depth -= 1
        return parts


def equation(code: str) -> str:
    """The text of an EQ field's ``code`` (without its name); "" when it shows nothing."""
    return _Reader(code).text().translate(_SHIFTS).strip()


def _side_by_side(_: list[str], parts: list[str]) -> str:
    out = ""
    for part in parts:
        out += beside(out, part.translate(_SHIFTS))
    return out


def _overlaid(options: list[str], parts: list[str]) -> str:
    """Parts printed over each other: a sign in a circle, a word under its reading, characters set small above and below."""
    if len(parts) == 2:
        if parts[0].startswith(_UP) and not parts[1].startswith((_UP, _DOWN)) and _HAN.search(parts[1]):
            return parts[1]
        parts = [part.translate(_SHIFTS) for part in parts]
        for shape, text in (parts, parts[::-1]):
            if text and (drawn := enclosed(shape, text)) is not None:
                return drawn
    return _side_by_side(options, parts)


def _shifted(options: list[str], parts: list[str]) -> str:
    r"""\s\up(a) is raised, \s\do(a) lowered, \s(a,b) a above b. Words stay as they are: they are set so to stand in one place."""
    if len(parts) == 2:
        return raised(parts[0]) + lowered(parts[1])
    text, shift = parts[0], _DOWN if "do" in options else _UP
    if any(c.isascii() and c.isalnum() for c in text):
        text = lowered(text) if shift == _DOWN else raised(text)
    return shift + text


def _bracketed(options: list[str], parts: list[str]) -> str:
    marks = {side: options[i + 1] for i, side in enumerate(options[:-1]) if side in {"lc", "rc", "bc"}}
    both = marks.get("bc", "(")
    left = marks.get("lc", both if "rc" not in marks else "")
    right = marks.get(
        "rc", {"(": ")", "[": "]", "{": "}", "<": ">"}.get(both, both) if "lc" not in marks else ""
    )
    return f"{left}{', '.join(parts)}{right}"


def _root(_: list[str], parts: list[str]) -> str:
    return root(parts[1], parts[0]) if len(parts) > 1 else root(parts[0])


def _sum(options: list[str], parts: list[str]) -> str:
    sign = "∑" if "su" in options else "∏" if "pr" in options else "∫"
    low, up, term = (*parts, "", "", "")[:3]
    return sign + (lowered(low) if low else "") + (raised(up) if up else "") + term


_DRAW: dict[str, Callable[[list[str], list[str]], str]] = {
    "a": lambda _, parts: " ".join(parts),
    "b": _bracketed,
    "d": lambda _, __: "",
    "f": lambda _, parts: fraction(*parts) if len(parts) == 2 else " ".join(parts),
    "i": _sum,
    "l": lambda _, parts: ",".join(parts),
    "o": _overlaid,
    "r": _root,
    "s": _shifted,
}
