"""How sentences are cut into clauses, for all who ask."""

from __future__ import annotations

_OPEN_AND_CLOSED = {"“": "”", "‘": "’", "《": "》", "(": ")", "（": "）", "「": "」"}
_MARKS = frozenset("，,；;：:。！!？?")
_IN_FIGURES = frozenset(",:")


def whole_clauses(text: str) -> list[tuple[int, int]]:
    """The ranges of the clauses of ``text``: they end at ，；：。！？ outside quotation marks and brackets, and never within a figure (12,345)."""
    out: list[tuple[int, int]] = []
    start = 0
    closing: list[str] = []
    for i, char in enumerate(text):
        if char in _OPEN_AND_CLOSED:
            closing.append(_OPEN_AND_CLOSED[char])
        elif closing and char == closing[-1]:
            closing.pop()
        elif char in _MARKS and not closing and not _within_figure(text, i):
            out.append((start, i))
            start = i + 1
    out.append((start, len(text)))
    return [span for a, b in out if (span := _stripped(text, a, b)) is not None]


def _within_figure(text: str, i: int) -> bool:
    return text[i] in _IN_FIGURES and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
