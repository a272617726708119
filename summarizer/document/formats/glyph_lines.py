"""Glyphs with their places → printed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document.formats.glyph_shifts import with_shifts
from summarizer.document.formats.glyphs import BREAK, GAP, Glyph
from summarizer.document.formats.page_lines import Line

_LEAST_FRAGMENTS = 20
_MOST_OF_A_FRAGMENT = 3
_MOST_ROWS_BESIDE = 0.2


def lines_of_glyphs(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page whose glyphs come in the order of reading; from their places alone where that order is none.

    Some programs write a page glyph by glyph in any order: then most lines would be of one or two characters.
    """
    lines = _in_order(glyphs)
    if _is_broken(lines) and not _runs_down(glyphs):
        placed = _by_place(glyphs)
        if len(placed) * 2 <= len(lines):
            return placed
    return _from_the_top(lines)


def _in_order(glyphs: Sequence[Glyph]) -> list[Line]:
    lines: list[Line] = []
    line: list[Glyph] = []
    is_broken = False
    for glyph in glyphs:
        if glyph.char == BREAK:
            is_broken = bool(line)
        elif glyph.char in {GAP, " "}:
            if line and not is_broken:
                line.append(line[-1]._replace(char=glyph.char, x0=line[-1].x1))
        else:
            if line and not (_touches(line[-1], glyph) if is_broken else _same_line(line[-1], glyph)):
                lines += _line(line)
                line = []
            line.append(glyph)
            is_broken = False
    return lines + _line(line)


def _is_broken(lines: list[Line]) -> bool:
    lengths = sorted(len(line.text.strip()) for line in lines)
    return len(lengths) > _LEAST_FRAGMENTS and lengths[len(lengths) // 2] <= _MOST_OF_A_FRAGMENT


def _from_the_top(lines: list[Line]) -> list[Line]:
    """``lines`` from the top of the page to its bottom, unless many stand beside each other: columns are read one by one."""
    if all(b.bottom > a.top for a, b in pairwise(lines)):
        return lines
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: (x.top + x.bottom) / 2):
        last = rows[-1][0] if rows else None
        if last is not None and (line.top + line.bottom) / 2 < last.bottom - 0.25 * last.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    if sum(len(row) > 1 for row in rows) > _MOST_ROWS_BESIDE * len(rows):
        return lines
    return [line for row in rows for line in sorted(row, key=lambda x: x.x0)]


def _runs_down(glyphs: Sequence[Glyph]) -> bool:
    """Whether most glyphs stand right below the one before, as in vertical writing, whose columns no rows can be made of."""
    marks = [g for g in glyphs if g.char not in {GAP, BREAK, " "}]
    below = sum(
        abs(b.x0 - a.x0) < 0.5 * (a.x1 - a.x0) and 0 < b.top - a.top < 2.5 * (a.bottom - a.top)
        for a, b in pairwise(marks)
    )
    return 2 * below > len(marks)


def _by_place(glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines of glyphs that stand beside each other, from the top to the bottom."""
    marks = sorted(
        (g for g in glyphs if not g.char.isspace() and g.char not in {GAP, BREAK}),
        key=lambda g: (g.top + g.bottom) / 2,
    )
    rows: list[list[Glyph]] = []
    for glyph in marks:
        middle, height = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        last = rows[-1][0] if rows else None
        if last is not None and middle - (last.top + last.bottom) / 2 < 0.5 * max(
            height, last.bottom - last.top
        ):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows for line in _line(with_gaps(row))]


def with_gaps(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of one line from left to right, with a gap where two stand apart."""
    row = sorted(glyphs, key=lambda g: g.x0 + g.x1)
    out: list[Glyph] = []
    for glyph in row:
        if out and glyph.x0 - out[-1].x1 > 0.15 * (glyph.bottom - glyph.top):
            out.append(out[-1]._replace(char=GAP, x0=out[-1].x1))
        out.append(glyph)
    return out


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a table's cell; wraps inside it are no spaces, but between words of Latin letters."""
    out = ""
    for line in _by_place(glyphs):
        text = line.text.strip()
        apart = out[-1:].isascii() and text[:1].isascii() and out[-1:].isalpha() and text[:1].isalpha()
        out += f" {text}" if out and apart else text
    return out


def _same_line(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs stand side by side: they share half of the lower one's height, and the second is not far left."""
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    height = min(before.bottom - before.top, after.bottom - after.top)
    return shared > height / 2 and after.x0 > before.x0 - 2 * (before.bottom - before.top)


def _touches(before: Glyph, after: Glyph) -> bool:
    """Whether a raised or lowered glyph stands right beside the one before, or that beside it: no line ends there."""
    height = max(before.bottom - before.top, after.bottom - after.top)
    shifted = min(before.size, after.size) < 0.85 * max(before.size, after.size)
    return shifted and _same_line(before, after) and -0.3 * height < after.x0 - before.x1 < 0.3 * height


def _line(glyphs: list[Glyph]) -> list[Line]:
    """One line, none when the glyphs are spaces. Glyphs written from right to left are put in the order they stand in."""
    glyphs = sorted(glyphs, key=lambda g: g.x0 + g.x1)
    marks = [g for g in glyphs if not g.char.isspace() and g.char != GAP]
    if not marks:
        return []
    heights = sorted(g.bottom - g.top for g in marks)
    size = heights[len(heights) // 2]
    text = (
        "".join(_gaps_told(with_shifts(glyphs), size))
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
    return [
        Line(
            text.lstrip(), min(g.x0 for g in marks), max(g.x1 for g in marks),
            min(g.top for g in marks), max(g.bottom for g in marks), size,
        )
    ]  # fmt: skip


def _gaps_told(glyphs: list[Glyph], size: float) -> Iterator[str]:
    """The characters of a line; a gap is a space between words of letters, and where it is wider than all but a few."""
    widths = sorted(
        b.x0 - a.x1 for a, b in pairwise(g for g in glyphs if not g.char.isspace() and g.char != GAP)
    )
    usual = widths[len(widths) // 2] if widths else 0.0
    for i, glyph in enumerate(glyphs):
        if glyph.char != GAP:
            yield glyph.char
        elif 0 < i < len(glyphs) - 1:
            before, after = glyphs[i - 1], glyphs[i + 1]
            if (
                before.char.isdecimal()
                and after.char in "0123456789.%"
                and 0.7 * size < after.x0 - before.x0 < 1.3 * size
            ):
                continue  # digits set as wide as Chinese characters
            latin = before.char.isascii() and after.char.isascii()
            wide = after.x0 - before.x1 > 0.2 * size > 4 * max(usual, 0)
            far = after.x0 - before.x1 > size > 2 * max(usual, 0)  # between columns
            mixed = before.char.isascii() != after.char.isascii()  # Word sets 2016年 with a gap of its own
            if latin or far or (wide and not mixed):
                yield " "
