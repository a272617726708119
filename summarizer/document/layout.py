"""Line ends, widths, stray spaces, and reports that came as one single line."""

from __future__ import annotations

import re

from summarizer.document.textmap import Edit, MappedText

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋]+")
_SPACES = re.compile(r"[ \t\u3000\xa0\u2002-\u200a\u202f]+")
# Kept apart by a space: words of letters, and a number after another number.
_WORD = re.compile(r"[A-Za-z]")
_STOP = frozenset("。！？!?；;：:”’）)")
# What opens an inline heading: 一、 · (一) · （一） · 1. · 1、 · 第一部分
_HEADING_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]|第[一二三四五六七八九十]+[部章])"
)
_HEADING_LENGTH = 45
_CLOSING = frozenset("，。；、：）》”’,;)")
_OPENING = frozenset("（《“‘、(")
_BRACKET_MAX, _WRAP_MAX = 24, 2000
_FEW_LINES, _LONG_LINE = 12, 600


def lay_out(mapped: MappedText) -> MappedText:
    """One paragraph a line, ``\\n`` line ends, half-width digits and letters, no stray spaces."""
    mapped = mapped.apply(Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(mapped.text))
    mapped = mapped.apply(_width_edits(mapped.text))
    mapped = mapped.apply(_space_edits(mapped.text))
    return mapped.apply(_wrap_edits(mapped.text))


def _width_edits(text: str) -> list[Edit]:
    return [
        Edit(m.start(), m.end(), "".join(chr(ord(c) - 0xFEE0) for c in m[0]))
        for m in _FULL_WIDTH.finditer(text)
    ]


def _space_edits(text: str) -> list[Edit]:
    """Spaces become line ends (in a report that came as one line), stay (between words of letters), or go."""
    one_line = _came_as_one_line(text)
    edits: list[Edit] = []
    begun = 0  # where the current paragraph began
    for match in _SPACES.finditer(text):
        start, end = match.span()
        line_start = text.rfind("\n", begun, start) + 1 or begun
        before, after = text[start - 1 : start], text[end : end + 1]
        if one_line and _breaks(text[line_start:start]):
            edits.append(Edit(start, end, "\n"))
            begun = end
        elif _WORD.match(before) and _WORD.match(after):
            if end - start > 1 or text[start] != " ":
                edits.append(Edit(start, end, " "))
        elif before.isdigit() and after.isdigit():
            continue
        else:
            edits.append(Edit(start, end, ""))
    return edits


def _wrap_edits(text: str) -> list[Edit]:
    """Line ends inside a sentence go: before closing punctuation, after opening punctuation, inside brackets.

    Wiki links and subscripts come as lines of their own: 细颗粒物（PM⏎2.5⏎）平均浓度 · 《⏎区域全面经济伙伴关系协定⏎》。
    """
    edits: list[Edit] = []
    line = ""  # what the current paragraph holds so far
    for match in re.finditer(r"([^\n]*)(\n+|\Z)", text):
        line += match[1]
        following = text[match.end() : match.end() + 1]
        if not match[2] or not line or not following:
            line = "" if match[2] else line
            continue
        joins = following in _CLOSING or line[-1] in _OPENING or (len(line) < _WRAP_MAX and _unclosed(line))
        if joins and following != "|":
            edits.append(Edit(match.start(2), match.end(2), ""))
        else:
            line = ""
    return edits


def _unclosed(line: str) -> bool:
    """Whether a bracket that opened in the last characters of ``line`` is still open."""
    tail = line[-_BRACKET_MAX:]
    return any(tail.rfind(a) > tail.rfind(b) for a, b in ("（）", "()", "《》"))


def _came_as_one_line(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) <= _FEW_LINES and any(len(line) > _LONG_LINE * 2 for line in lines)


def _breaks(paragraph: str) -> bool:
    """Whether a space after ``paragraph`` ends it: after a stop, or after an inline heading."""
    if not paragraph:
        return False
    if paragraph[-1] in _STOP:
        return True
    return (
        len(paragraph) <= _HEADING_LENGTH and "。" not in paragraph and bool(_HEADING_MARK.match(paragraph))
    )
