"""GBK bytes read one byte off: found, and put right where that can be done for sure.

A lead byte was lost (it shows as ``?``), so every following pair is read one byte late until an ASCII letter swallows the
odd byte: ``?!白叱鋈ァ⒄堖M來”`` should say ``。“走出去、請進來”``. Web pages then fold the full-width ！ to !. To undo it:
unfold, encode as GBK, put a lead byte before, decode. Which lead byte was lost is told by the neighbours: the pair it makes
must occur elsewhere in the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from summarizer.document.model import Repair
from summarizer.document.textmap import Edit, MappedText
from summarizer.document.words import COMMON_CHARACTERS

# `?`, then the run of pairs read one byte late, up to the ASCII letter that ends it: ?!白叱鋈ァ⒄堖M · ??偼顿Y · ?;鸸芾恚…讹L
_SUSPECT = re.compile(r"\?(?P<run>[!?;:,.]?[^\x00-\x7f，。“”]{1,3}[^\n]{0,40}?[@-~])")
_UNFOLD = {ord(half): chr(ord(half) + 0xFEE0) for half in "!?;:,."}
_LEADS = [0xA1, *range(0xB0, 0xF8)]
_PUNCTUATION = frozenset("，。；：、“”《》（）！？—")
_READABLE = 0.8


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    consumed: int  # characters of the run it accounts for
    score: float


def repair_mojibake(mapped: MappedText) -> tuple[MappedText, list[Repair]]:
    """Repair what reads better repaired; list both the repairs and the suspects that stay unreadable."""
    edits: list[Edit] = []
    repairs: list[Repair] = []
    text = mapped.text
    pairs: set[str] = set()
    for match in _SUSPECT.finditer(text):
        run = match["run"]
        if _commonness(run) > 0.6:
            continue
        pairs = pairs or {a + b for a, b in pairwise(text)}
        reading = _best_reading(run, text[max(0, match.start() - 1) : match.start()], pairs)
        end = match.end() if reading is None else match.start() + 1 + reading.consumed
        if reading is not None:
            edits.append(Edit(match.start(), end, reading.text))
            repairs.append(Repair("mojibake-repaired", *mapped.span(match.start(), end), reading.text))
        if reading is None or end < match.end():
            start = match.start() if reading is None else end
            repairs.append(
                Repair("mojibake-unreadable", *mapped.span(start, match.end()), text[start : match.end()])
            )
    return mapped.apply(edits), repairs


def _best_reading(run: str, before: str, pairs: set[str]) -> _Reading | None:
    """The best reading of ``run`` behind the character ``before``; ``pairs`` are the pairs of characters the text knows."""
    best: _Reading | None = None
    for consumed, tail in _byte_runs(run):
        for lead in _LEADS:
            try:
                decoded = (bytes([lead]) + tail).decode("gbk")
            except UnicodeDecodeError:
                continue
            if len(decoded) < 2 or _commonness(decoded) < _READABLE:
                continue
            known = (before + decoded[0] in pairs) + (decoded[:2] in pairs)
            score = len(decoded) * (_commonness(decoded) - _READABLE + 0.1) + known
            if best is None or score > best.score:
                best = _Reading(decoded, consumed, score)
    return best


def _byte_runs(run: str) -> list[tuple[int, bytes]]:
    """Prefixes of the run whose bytes, one lead byte added, come out even."""
    out = []
    for consumed in range(len(run), 1, -1):
        try:
            data = run[:consumed].translate(_UNFOLD).encode("gbk")
        except UnicodeEncodeError:
            continue
        if len(data) % 2:
            out.append((consumed, data))
        elif consumed < len(run):  # the last pair was damaged too: leave its second byte out
            out.append((consumed, data[:-1]))
    return out


def _commonness(text: str) -> float:
    """The share of characters that work reports use all the time; traditional ones are folded by the caller's table."""
    return sum(c in COMMON_CHARACTERS or c in _PUNCTUATION or _has_common_simplified(c) for c in text) / len(
        text
    )


@lru_cache(maxsize=8192)
def _has_common_simplified(char: str) -> bool:
    from summarizer.document.script import to_simplified

    return not char.isascii() and to_simplified(char) in COMMON_CHARACTERS
