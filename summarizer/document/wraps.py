"""Line ends that stand inside a sentence.

Two kinds: texts wrapped at a fixed width (copied out of a PDF, e-mailed), known by most lines being filled to that width;
and single line ends beside brackets and punctuation and around links, which wikis put on lines of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from summarizer.document.figure_seams import BEGINS_PARAGRAPH, FIGURE_BEHIND, UNIT_AHEAD
from summarizer.document.textmap import Edit

_CLOSING = frozenset("，。；、：）》”’,;)")
_OPENING = frozenset("（《“‘、，,(")
_BRACKET_MAX, _WRAP_MAX, _TAIL = 24, 2000, 12

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[。！？；：!?;:][”’）)》」』]*$")
_SPLIT_NUMBER = re.compile(r"\d\n[%‰]")
_LONE_NUMBER = re.compile(r"\d{1,3}")
# Thousands are parted by commas in this text: 12,⏎300 is one figure.
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_COMMA_SEAM, _THREE_DIGITS = re.compile(r"(?<!\d)\d{1,3},$"), re.compile(r"\d{3}(?!\d)")
# Columns, where a Chinese character takes two: no office wraps below this, nor do a page's lines differ by more.
_NARROWEST, _RAGGED = 24, 5
_LEAST_LINES, _LEAST_SHARE = 8, 0.5
_INDENT = 2
_SAMPLE = 400_000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    columns: int  # without the spaces at its end
    characters: int
    indent: int  # columns of white space at its start
    text: str


def hard_wraps(text: str) -> list[Edit]:
    """The line ends inside paragraphs of a text that was wrapped at a fixed width, with the white space around them."""
    lines = [_line(m) for m in _LINE.finditer(text) if not m[0].isspace()]
    sample = [line for line in lines if line.start < _SAMPLE]
    full = _filled(sample, lambda line: line.columns, _NARROWEST) or _filled(
        sample, lambda line: line.characters, _NARROWEST // 2
    )
    if full is None:
        return []
    indented = sum(line.indent >= _INDENT for line in lines) >= 0.05 * len(lines)
    edits = []
    thousands = bool(_THOUSANDS.search(text))
    for at, (before, line) in enumerate(pairwise(lines)):
        following = lines[at + 2].text if at + 2 < len(lines) else ""
        ends = bool(_STOP.search(before.text))
        apart = line.indent >= _INDENT if indented else ends
        if (
            (full(before) or _SPLIT_NUMBER.search(f"{before.text[-2:]}\n{line.text[:1]}"))
            and not apart
            and not BEGINS_PARAGRAPH.match(line.text)
            and text.count("\n", before.end, line.start) <= (1 if ends else 3)
            and not _stands_alone(before.text, line.text, following)
        ):
            edits.append(Edit(before.end, line.start, _comma_seam(before.text, line.text, thousands)))
    return edits


def _stands_alone(before: str, line: str, following: str) -> bool:
    """Whether a line is a number that belongs to no sentence: a page's, or a cell's."""
    if not _LONE_NUMBER.fullmatch(line):
        return False
    return not FIGURE_BEHIND.search(before) and not UNIT_AHEAD.match(following)


def _comma_seam(before: str, line: str, thousands: bool) -> str:
    """What stands in the place of a line end behind a half-width comma between figures: 分别为12,⏎300家 is two figures."""
    if not _COMMA_SEAM.search(before) or not line[:1].isdigit():
        return ""
    return "" if thousands and _THREE_DIGITS.match(line) else " "


def bracket_wraps(text: str) -> list[Edit]:
    """Line ends before closing punctuation, after opening punctuation and commas, inside brackets, and around links.

    细颗粒物（PM⏎2.5⏎）平均浓度 · 《⏎区域全面经济伙伴关系协定⏎》。 · 扎实推进。推动⏎区域全面经济伙伴关系协定⏎（RCEP）生效实施
    """
    edits: list[Edit] = []
    line = ""  # what the current paragraph holds so far
    thousands = bool(_THOUSANDS.search(text))
    held = False  # a link's words were put into the middle of its last sentence: the sentence goes on
    for match in re.finditer(r"([^\n]*)(\n+|\Z)", text):
        line += match[1]
        following = text[match.end() : match.end() + _BRACKET_MAX * 2].partition("\n")[0]
        if not match[2] or not line or not following:
            line = "" if match[2] else line
            continue
        beside = following[0] in _CLOSING or line[-1] in _OPENING
        link = not held and _dangles(line) and _is_fragment(following)
        unclosed = len(line) < _WRAP_MAX and _unclosed(line)
        if (beside or unclosed or link or (held and not BEGINS_PARAGRAPH.match(following))) and following[
            0
        ] != "|":
            both = line[-1].isdigit() and following[0].isdigit()
            seam = " " if both else _comma_seam(line[-5:], following, thousands)
            edits.append(Edit(match.start(2), match.end(2), seam))
            held = link
        else:
            line, held = "", False
    return edits


def _dangles(line: str) -> bool:
    """Whether a paragraph breaks off at the first words of a sentence: …扎实推进。推动"""
    end = line[-_TAIL - 1 :]
    tail = re.split(r"[。！？；]", end)
    return len(tail) > 1 and tail[-1] != "" and not _STOP.search(end) and not re.search(r"[”’）)】]$", end)


def _is_fragment(line: str) -> bool:
    """Whether a line is words out of a sentence, as a link on a page of its own: 区域全面经济伙伴关系协定"""
    return (
        len(line) < _BRACKET_MAX * 2
        and not re.search(r"[。！？；：:，,\t]", line)
        and not BEGINS_PARAGRAPH.match(line)
    )


def _line(match: re.Match[str]) -> _Line:
    raw = match[0]
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    end = match.start() + len(raw.rstrip())
    indent = sum(2 if c == "\u3000" else 1 for c in raw[:lead])
    return _Line(match.start() + lead, end, indent + _columns(text), lead + len(text), indent, text)


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(c) in "WFA" for c in text)


def _filled(
    lines: list[_Line], length: Callable[[_Line], int], narrowest: int
) -> Callable[[_Line], bool] | None:
    """What tells whether a line is filled, by a measure of its length; None when the text was not wrapped by it.

    It was when most lines that end no sentence are about as long, and none is longer.
    """
    open_ = [n for line in lines if (n := length(line)) >= narrowest and not _STOP.search(line.text)]
    if len(open_) < _LEAST_LINES:
        return None
    counts = Counter(open_)
    width = max(counts, key=lambda w: (sum(counts[w - i] for i in range(_RAGGED)), w))
    filled = sum(counts[width - i] for i in range(-1, _RAGGED))
    longer = sum(length(line) > width + 4 for line in lines)
    ends = sum(bool(_STOP.search(line.text)) for line in lines)
    if filled < max(_LEAST_LINES, _LEAST_SHARE * (len(lines) - ends)) or longer > 0.03 * len(lines):
        return None
    return lambda line: length(line) >= width - _RAGGED


def _unclosed(line: str) -> bool:
    """Whether a bracket that opened in the last characters of ``line`` is still open."""
    tail = line[-_BRACKET_MAX:]
    return any(tail.rfind(a) > tail.rfind(b) for a, b in ("（）", "()", "《》"))
