"""The marks of Markdown, dropped from the clean text of .md files."""

from __future__ import annotations

import re

from summarizer.document.formats.blocks import shifted
from summarizer.document.textmap import Edit, MappedText

# Each pattern drops its group(s) `drop`, or puts a tab for its group `bar`.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ ]{0,3}(#{1,6}[ \t]+)", re.MULTILINE), "## 一、2015年工作回顾"),
    (re.compile(r"^[ ]{0,3}((?:>[ ]?)+)", re.MULTILINE), "> 引用"),
    (re.compile(r"^[ ]{0,6}([-*+][ \t]+)(?=\S)", re.MULTILINE), "- 新建泊位1000个。"),
    (re.compile(r"(\*\*|__)(?=\S)(?:.+?)(?<=\S)(\1)"), "**经济平稳运行**"),
    (re.compile(r"(?<!!)(\[)[^\[\]\n]+(\]\([^()\s]*\))"), "[大连市](https://example.org)"),
    (re.compile(r"(!\[[^\[\]\n]*\]\([^()\s]*\))"), "![图](a.png)"),
    (re.compile(r"^([ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*)$", re.MULTILINE), "|---|---:|"),
    (re.compile(r"^[ ]*(\|)(?=.*\|)", re.MULTILINE), "| 指标 | 2015年 |"),
    (re.compile(r"(?<=\S)[ ]*(\|)[ ]*$", re.MULTILINE), "| 指标 | 2015年 |"),
)
# Figures that Markdown leaves to HTML to raise, and those of Pandoc's Markdown: 10<sup>4</sup>吨 · 10^4^吨
_SHIFTED = re.compile(r"<(sup|sub)>([^<>\n]{1,40})</\1>|(?<=\S)\^([^\s^]{1,6})\^", re.IGNORECASE)
_BAR = re.compile(r"^(?=[^\n|]*\|)[^\n]*$", re.MULTILINE)


def drop_marks(mapped: MappedText) -> MappedText:
    """The text without marks of headings, emphasis, lists, links; cells of a table's row parted by tabs."""
    mapped = mapped.apply(_shift_edits(mapped.text))
    for pattern, _ in _MARKS:
        edits = [
            Edit(*m.span(group), "")
            for m in pattern.finditer(mapped.text)
            for group in range(1, pattern.groups + 1)
            if m.start(group) < m.end(group)
        ]
        mapped = mapped.apply(edits)
    bars = [
        Edit(m.start() + i, m.start() + i + 1, "\t")
        for m in _BAR.finditer(mapped.text)
        for i, char in enumerate(m[0])
        if char == "|"
    ]
    return mapped.apply(bars)


def _shift_edits(text: str) -> list[Edit]:
    edits = []
    for match in _SHIFTED.finditer(text):
        tag, inside = (match[1] or "sup").lower(), match[2] or match[3]
        edits.append(Edit(*match.span(), shifted(inside, tag, text[: match.start()][-6:]) or inside))
    return edits
