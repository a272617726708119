"""Raised and lowered glyphs of a printed line → characters that no figure beside them is read with: 10⁴, 3485¹, log₂8."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.document.formats.glyphs import GAP, Glyph
from summarizer.document.formats.linear import shifted

# As shares of the size of the line's other glyphs. Programs set raised figures at 58 to 70 % of it, and raise them by 30 to 50 %;
# letters of another font on the same base line are neither smaller nor higher.
_MOST_SIZE, _LEAST_SHIFT = 0.85, 0.08
_MOST_APART = 0.6
# A longer text, and one with Chinese words, is another text that stands beside the line (a date beside a title).
_MOST_LENGTH = 12
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def with_shifts(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """``glyphs`` of one line from left to right, each raised or lowered text as one glyph that says so.

    Glyphs without a size (0) are taken as they are.
    """
    sizes = sorted(g.size for g in glyphs if _is_mark(g))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    if usual <= 0 or sizes[0] > _MOST_SIZE * usual:
        return list(glyphs)
    out: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        shift = _shift(glyphs, at, usual)
        end = at + 1
        while shift and end < len(glyphs) and _shift(glyphs, end, usual) == shift:
            end += 1
        out += _told(glyphs, at, end, shift, usual) if shift else [glyphs[at]]
        at = end
    return out


def _is_mark(glyph: Glyph) -> bool:
    return glyph.char != GAP and not glyph.char.isspace() and glyph.size > 0


def _shift(glyphs: Sequence[Glyph], at: int, usual: float) -> int:
    """1 for a raised glyph, -1 for a lowered one, 0 for any other."""
    glyph = glyphs[at]
    if not _is_mark(glyph) or glyph.size > _MOST_SIZE * usual:
        return 0
    beside = _nearest(glyphs, at, usual)
    if beside is None or abs(glyph.base - beside.base) < _LEAST_SHIFT * usual:
        return 0
    return 1 if glyph.base < beside.base else -1


def _nearest(glyphs: Sequence[Glyph], at: int, usual: float) -> Glyph | None:
    """The next glyph of the usual size: a scanned line may rise or fall from one end to the other."""
    for distance in range(1, len(glyphs)):
        for i in (at - distance, at + distance):
            if 0 <= i < len(glyphs) and _is_mark(glyphs[i]) and glyphs[i].size > _MOST_SIZE * usual:
                return glyphs[i]
    return None


def _told(glyphs: Sequence[Glyph], at: int, end: int, shift: int, usual: float) -> list[Glyph]:
    run = list(glyphs[at:end])
    before = next((g for g in reversed(glyphs[:at]) if g.char != GAP), None)
    after = next((g for g in glyphs[end:] if g.char != GAP), None)
    text = "".join(g.char for g in run)
    gaps = [run[0].x0 - before.x1] if before else []
    gaps += [after.x0 - run[-1].x1] if after else []
    if min(gaps, default=usual) > _MOST_APART * usual or len(text) > _MOST_LENGTH or _CHINESE.search(text):
        return run
    said = shifted(text, before.char if before else "", after.char if after else "", is_raised=shift > 0)
    if said is None:
        return run
    return [
        run[0]._replace(
            char=said, x1=run[-1].x1, top=min(g.top for g in run), bottom=max(g.bottom for g in run)
        )
    ]
