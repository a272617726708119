"""Line ends, widths, stray spaces, and reports that came as one single line (wrapped ones: wraps.py)."""

from __future__ import annotations

import re
import unicodedata

from summarizer.document.split_figures import join_split_figures
from summarizer.document.textmap import Edit, MappedText
from summarizer.document.words import RADICALS
from summarizer.document.wraps import bracket_wraps, hard_wraps

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋]+")
_SPACES = re.compile(r"[ \t\u3000\xa0\u2002-\u200a\u202f]+")
# Kept apart by a space: words of letters, and a number after another number.
_WORD = re.compile(r"[A-Za-z]")
_LIST_MARK = re.compile(r"\d[.,．，]$|(?:^|[\s\n])[-–+]$")
_STOP = frozenset("。！？!?；;：:”’）)")
# What opens an inline heading: 一、 · (一) · （一） · 1. · 1、 · 第一部分
_HEADING_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]|第[一二三四五六七八九十]+[部章])"
)
_HEADING_LENGTH = 45
# A row of a table: cells parted by tabs, no sentence.
_ROW = re.compile(r"^[^\n。]*[^\s。][ \u3000]*\t[ \t\u3000]*[^\s。][^\n。]*$", re.MULTILINE)
_ROW_LENGTH = 300
# PDF fonts that map their glyphs to the block of radicals: ⼀、⼯作回顾 is 一、工作回顾.
_WHOLE = str.maketrans(RADICALS)
_RADICALS = re.compile(r"[\u2e80-\u2fd5]")
_FEW_LINES, _LONG_LINE = 12, 600


def join_line_ends(mapped: MappedText) -> MappedText:
    """``\\n`` for every kind of line end, which the forms of noise and of Markdown count on."""
    return mapped.apply(Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(mapped.text))


def lay_out(mapped: MappedText) -> MappedText:
    """One paragraph a line, half-width digits and letters, no stray spaces; line ends are ``\\n`` already."""
    mapped = mapped.apply(_width_edits(mapped.text))
    mapped = mapped.apply(hard_wraps(mapped.text))
    mapped = mapped.apply(join_split_figures(mapped.text))
    mapped = mapped.apply(_space_edits(mapped.text))
    return mapped.apply(bracket_wraps(mapped.text))


def _width_edits(text: str) -> list[Edit]:
    wide = [(m, "".join(chr(ord(c) - 0xFEE0) for c in m[0])) for m in _FULL_WIDTH.finditer(text)]
    radicals = [(m, unicodedata.normalize("NFKC", m[0].translate(_WHOLE))) for m in _RADICALS.finditer(text)]
    edits = [Edit(m.start(), m.end(), new) for m, new in [*wide, *radicals] if len(new) == len(m[0])]
    return sorted(edits, key=lambda e: e.start)


def _space_edits(text: str) -> list[Edit]:
    """Spaces become line ends (in a report that came as one line), stay (between words of letters), or go."""
    one_line = _came_as_one_line(text)
    rows = [m.span() for m in _ROW.finditer(text) if len(m[0]) <= _ROW_LENGTH]
    row = 0
    edits: list[Edit] = []
    begun = 0  # where the current paragraph began
    for match in _SPACES.finditer(text):
        start, end = match.span()
        line_start = text.rfind("\n", begun, start) + 1 or begun
        before, after = text[start - 1 : start], text[end : end + 1]
        while row < len(rows) and rows[row][1] <= start:
            row += 1
        if one_line and _breaks(text[line_start:start]):
            edits.append(Edit(start, end, "\n"))
            begun = end
        elif "\t" in match[0] and row < len(rows) and rows[row][0] < start and end < rows[row][1]:
            edits.append(Edit(start, end, "\t"))
        elif _WORD.match(before) and _WORD.match(after):
            if end - start > 1 or text[start] != " ":
                edits.append(Edit(start, end, " "))
        elif after.isdigit() and _stays_apart(text[max(0, start - 2) : start]):
            if end - start > 1 and not before.isdigit():
                edits.append(Edit(start, end, " "))
        else:
            edits.append(Edit(start, end, ""))
    return edits


def _stays_apart(before: str) -> bool:
    """Whether a figure behind a space would become another one without it: 12 30 · 1. 320个 · 12, 300家 · - 12%"""
    return before[-1:].isdigit() or bool(_LIST_MARK.search(before))


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
