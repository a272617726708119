"""Line ends inside figures: 12⏎亿元, 2030⏎年, 7.⏎5%, and the raised and lowered figures that pages put on lines of their own.

A table copied cell by cell looks alike; so nothing is joined but where a sentence goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.document.figure_seams import (
    BEGINS_PARAGRAPH,
    FIGURE_BEHIND,
    UNIT_AHEAD,
    is_half,
    waits_for_figure,
)
from summarizer.document.textmap import Edit

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_NUMBER = re.compile(r"[+\-±]?\d[\d,]*(?:\.\d+)?")
_ENDS_IN_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_MARK = re.compile(r"[，。；、：,;:（(]")
_STOP = re.compile(r"[。！？；]")
_SENTENCE = re.compile(r"[，。；]")
# A point at a line's end or beginning: 7.⏎5% · 7⏎.5%. A list's number alone on a line (1.) is none.
_POINT_BEHIND, _LIST_NUMBER = re.compile(r"\d\.$"), re.compile(r"[(（]?\d{1,2}[.、．)）]")
_POINT_AHEAD = re.compile(r"[.．]\d")
# What is written with a lowered figure (PM2.5, CO2, M2), and a unit with a raised one (30万m²).
_LOWERED_BASE = re.compile(r"(?:^|(?<![A-Za-z]))(?:PM|CO|SO|NO|CH|NH|[HNMO]|N2O)$")
_LOWERED = re.compile(r"(?:2\.5|10|\d)(?![\d.])")
_LENGTH = re.compile(r"\d[ \t]*[万亿千百]?[hkcd]?m$")
_RAISED = {"2": "²", "3": "³"}
_WORDS = re.compile(r"[\u3400-\u9fff，、（(]")


@dataclass(slots=True)
class _Joining:
    """The line that is being put together, where its last piece ends, and the line ends to take out."""

    text: str
    end: int
    edits: list[Edit]
    goes_on: bool = False  # a lowered or raised figure was joined: the words behind it go on

    def take(self, start: int, end: int, piece: str) -> None:
        self.edits.append(Edit(self.end, start, ""))
        self.text, self.end = self.text + piece, end


def join_split_figures(text: str) -> list[Edit]:
    """The line ends that stand inside a figure or between it and what it belongs to; a raised figure becomes ² or ³."""
    lines = [(*match.span(), match[0]) for match in _LINE.finditer(text)]
    edits: list[Edit] = []
    open_ = _Joining("", -1, edits)
    for at, (start, end, line) in enumerate(lines):
        following = lines[at + 1][2] if at + 1 < len(lines) else ""
        third = lines[at + 2][2] if at + 2 < len(lines) else ""
        if at == 0 or "\t" in line or "|" in line or "\t" in open_.text[-200:]:
            open_ = _Joining(line, end, edits)
        elif line in _RAISED and _LENGTH.search(open_.text[-8:]):
            edits.append(Edit(open_.end, end, _RAISED[line]))
            open_ = _Joining(f"{open_.text}{_RAISED[line]}", end, edits, goes_on=True)
        elif _LOWERED_BASE.search(open_.text[-4:]) and _LOWERED.match(line):
            open_.take(start, end, line)
            open_.goes_on = _NUMBER.fullmatch(line) is not None
        elif (open_.goes_on and _goes_on(line)) or _is_split(open_.text[-200:], line, following, third):
            open_.take(start, end, line)
            open_.goes_on = False
        else:
            open_ = _Joining(line, end, edits)
    return edits


def _goes_on(line: str) -> bool:
    return bool(_WORDS.match(line)) and not BEGINS_PARAGRAPH.match(line)


def _is_split(before: str, line: str, following: str, third: str) -> bool:
    """Whether the line end between ``before`` and ``line`` stands inside a figure or right before one."""
    if BEGINS_PARAGRAPH.match(line):
        return False
    number = _ENDS_IN_NUMBER.search(before)
    if number and UNIT_AHEAD.match(line):
        return _is_awaited(before[: number.start()]) or bool(_SENTENCE.search(line))
    if _POINT_BEHIND.search(before) and line[:1].isdigit():
        return not _LIST_NUMBER.fullmatch(before)
    if number and _POINT_AHEAD.match(line):
        return True
    if _NUMBER.fullmatch(line):
        # A number alone is a figure where a unit follows, and a sentence's where that goes on to a comma or a stop.
        if not UNIT_AHEAD.match(following) or _STOP.search(before[-1:]) or BEGINS_PARAGRAPH.match(before):
            return False
        rest = f"{following}{third if UNIT_AHEAD.fullmatch(following) else ''}"
        return bool(_SENTENCE.search(rest)) or (is_half(before) and bool(FIGURE_BEHIND.search(before)))
    if waits_for_figure(before, line):
        return True
    return bool(_LOWERED_BASE.fullmatch(line) and _LOWERED.match(following) and _breaks_off(before))


def _is_awaited(before: str) -> bool:
    """Whether the words before a figure are of a sentence, not of a table: they hold a comma, or wait for a figure."""
    return bool(_MARK.search(before) or FIGURE_BEHIND.search(before))


def _breaks_off(before: str) -> bool:
    return bool(_STOP.search(before)) and is_half(before)
