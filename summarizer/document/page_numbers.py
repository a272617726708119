"""Page numbers that stand alone on a line between the two halves of a sentence."""

from __future__ import annotations

import re

from summarizer.document.figure_seams import BEGINS_PARAGRAPH, FIGURE_BEHIND, UNIT_AHEAD, is_half

_LONE = re.compile(r"(?<=\n)[ \t\u3000]*(\d{1,3})[ \t\u3000]*(?=\n)")
_SENTENCE = re.compile(r"[，。；、]")
_ENOUGH = 500
_GOES_ON = re.compile(r"[\u3400-\u9fff，、,]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_page_numbers(text: str) -> list[tuple[int, int]]:
    """Where lone page numbers stand, with the line ends around them, so that the sentence is whole again.

    A number is one of a page when the line before it breaks off in a sentence and the line behind it goes on in words, and
    when no figure can stand there: no unit follows, and no word waits for a figure. All others stay.
    """
    found = []
    for match in _LONE.finditer(text):
        start, end = match.start(), match.end()
        while start and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        before = text[text.rfind("\n", 0, start) + 1 : start]
        behind = text[end : end + _ENOUGH].partition("\n")[0]
        if not is_half(before) or not _GOES_ON.search(before[-1:]) or not _HAN.match(behind):
            continue
        if FIGURE_BEHIND.search(before) or UNIT_AHEAD.match(behind) or BEGINS_PARAGRAPH.match(behind):
            continue
        if _SENTENCE.search(behind) and "\t" not in before + behind:
            found.append((start, end))
    return found
