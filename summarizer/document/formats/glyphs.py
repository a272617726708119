"""A glyph with its place, in points from the top left corner of the page as shown."""

from __future__ import annotations

from typing import NamedTuple

# What a reader of a page may put between glyphs: a gap, which may be a space, and the end of a line.
GAP, BREAK = "\x1f", "\n"


class Glyph(NamedTuple):
    """A character, or a gap or break, which have no width.

    ``base`` is the place of its base line, ``size`` that of its font; a size of 0 stands for one that is not known.
    """

    char: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float = 0.0
    size: float = 0.0
