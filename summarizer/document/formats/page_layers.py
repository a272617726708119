"""What of the glyphs on a page is shown: painted ones once, unpainted ones where they stand for a picture of text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarizer.document.formats.glyphs import BREAK, GAP, Glyph

# How near two glyphs with one character must be to be one that is printed twice, as a share of their size.
_SAME_PLACE = 0.3
# A run of unpainted text that stands on painted glyphs in a larger share says the same as they do.
_MOST_COVERED = 0.3
_SIDE, _LARGE, _FARTHEST = 16.0, 40_000.0, 20_000.0  # points, square points, points
_FOLLOWS = 4  # sizes that two glyphs of one text across the page may stand apart
_MARKS = frozenset({BREAK, GAP, " "})

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(slots=True)
class PageGlyphs:
    """What a page shows, in the order of its content.

    ``aside`` are texts in another direction than the page's; ``angle`` (0, 90, 180, 270 degrees counterclockwise) is the direction
    of most glyphs, before any were dropped; ``strokes`` counts drawn lines; ``picture`` is the share of the page that pictures take.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    angle: int = 0
    strokes: int = 0
    picture: float = 0.0


@dataclass(slots=True)
class Layer:
    """Where the pictures of a page are, and its painted text."""

    pictures: list[Box] = field(default_factory=list)
    painted_text: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Mark:
    """A glyph, whether it is painted, and its number in the page's text."""

    glyph: Glyph
    visible: bool
    index: int


def shown(read: list[Mark], layer: Layer) -> list[Mark]:
    """Without the text that is neither painted nor stands for a picture of text.

    A scan has its text unpainted on the picture of the page. Under painted text it would be read a second time. pdfium leaves a
    painted text out that says the same as the unpainted one before it; the latter then stands for it.
    """
    if all(r.visible for r in read):
        return read
    painted = [r.glyph for r in read if r.visible and r.glyph.char not in _MARKS]
    if not painted and not layer.painted_text:
        return read
    on_glyphs = _lookup([(g.x0, g.top, g.x1, g.bottom) for g in painted])
    on_objects = _lookup([*layer.painted_text, *layer.pictures])
    out: list[Mark] = []
    run: list[Mark] = []

    def close() -> None:
        """Keep the unpainted run, but not when much of it stands on painted glyphs: it says the same, a little beside."""
        covered = sum(any(_is_on(r.glyph, box) for box in on_glyphs(r.glyph)) for r in run)
        if covered < _MOST_COVERED * len(run):
            out.extend(r for r in run if any(_is_in(r.glyph, box) for box in on_objects(r.glyph)))
        run.clear()

    for one in read:
        if not one.visible:
            run.append(one)
        elif one.glyph.char not in {GAP, " "} or not run:
            close()
            out.append(one)
    close()
    return out


def _lookup(boxes: Sequence[Box]) -> Callable[[Glyph], list[Box]]:
    """The boxes that may hold the middle of a glyph, told by squares of the page; very large ones may hold any."""
    squares: dict[tuple[int, int], list[Box]] = {}
    large: list[Box] = []
    for box in boxes:
        if not all(abs(edge) < _FARTHEST for edge in box) or (box[2] - box[0]) * (box[3] - box[1]) > _LARGE:
            large.append(box)
            continue
        for x in range(int(box[0] // _SIDE) - 1, int(box[2] // _SIDE) + 2):
            for y in range(int(box[1] // _SIDE) - 1, int(box[3] // _SIDE) + 2):
                squares.setdefault((x, y), []).append(box)

    def near(glyph: Glyph) -> list[Box]:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (abs(x) < _FARTHEST and abs(y) < _FARTHEST):
            return large
        return [*squares.get((int(x // _SIDE), int(y // _SIDE)), []), *large]

    return near


def _is_on(glyph: Glyph, box: Box) -> bool:
    """Whether the middle of the glyph stands in the box."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_in(glyph: Glyph, box: Box) -> bool:
    """Whether the glyph stands in the box, which may go around ink only and leave out the white of a bracket or full stop."""
    margin = glyph.x1 - glyph.x0
    inside = box[0] - margin <= glyph.x0 and glyph.x1 <= box[2] + margin
    return inside and box[1] - 1 <= (glyph.top + glyph.bottom) / 2 <= box[3] + 1


def once(read: list[Mark], is_one_sign: Callable[[Mark, Mark], bool]) -> list[Glyph]:
    """Without glyphs printed a second time at the same place, as bold letters and shadows are made by some programs.

    ``is_one_sign`` tells two characters that one sign stands for (—— in some fonts), and so have one place, too.
    """
    places: dict[tuple[str, int, int], list[Mark]] = {}
    out = []
    for one in read:
        glyph = one.glyph
        if glyph.char in _MARKS or glyph.x1 <= glyph.x0:
            out.append(glyph)
            continue
        column, row = int(glyph.x0 // 8), int(glyph.top // 8)
        near = (
            r
            for x in (-1, 0, 1)
            for y in (-1, 0, 1)
            for r in places.get((glyph.char, column + x, row + y), ())
        )
        if any(_is_at(other.glyph, glyph) and not is_one_sign(other, one) for other in near):
            continue
        places.setdefault((glyph.char, column, row), []).append(one)
        out.append(glyph)
    return out


def _is_at(other: Glyph, glyph: Glyph) -> bool:
    width, height = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    return (
        abs(other.x0 - glyph.x0) < _SAME_PLACE * width and abs(other.top - glyph.top) < _SAME_PLACE * height
    )


def texts_aside(turned: list[tuple[int, Glyph]]) -> list[str]:
    """The texts of glyphs in other directions than the page's, given with their angles: each as far as its glyphs follow each
    other."""
    out: list[str] = []
    last: tuple[int, Glyph] | None = None
    for angle, glyph in turned:
        size = max(glyph.x1 - glyph.x0, glyph.bottom - glyph.top)
        follows = (
            last is not None
            and last[0] == angle
            and math.hypot(glyph.x0 - last[1].x0, glyph.top - last[1].top) < _FOLLOWS * size
        )
        if follows:
            out[-1] += glyph.char
        else:
            out.append(glyph.char)
        last = (angle, glyph)
    return out
