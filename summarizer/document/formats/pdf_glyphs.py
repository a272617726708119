"""The glyphs that a page of a PDF shows, with their places, as pdfium reads them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from ctypes import byref, c_void_p, cast
from dataclasses import dataclass, field
from typing import Any

from summarizer.document.formats.glyph_lines import BREAK, GAP, Glyph

_INVISIBLE = 3  # text rendering mode "neither fill nor stroke": ISO 32000-1, 9.3.6
_UPRIGHT = 10  # degrees that a scanned page may stand askew
# How near two glyphs with one character must be to be one that is printed twice, as a share of their size.
_SAME_PLACE = 0.3
_DEPTH = 3

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
class _Layer:
    """What is under and over the text of a page."""

    pictures: list[Box] = field(default_factory=list)
    visible_text: list[Box] = field(default_factory=list)
    strokes: int = 0
    invisible: bool = False  # whether some text is not painted


@dataclass(slots=True)
class _Read:
    glyph: Glyph
    visible: bool
    index: int  # in pdfium's text of the page


def read_glyphs(page: Any) -> PageGlyphs:
    """The glyphs of a pdfium page; places are true only on a page whose glyphs stand upright (see pdf_upright.py)."""
    width, height = page.get_size()
    out = PageGlyphs(width, height)
    layer = _layer(page, height)
    out.strokes = layer.strokes
    out.picture = sum((b[2] - b[0]) * (b[3] - b[1]) for b in layer.pictures) / max(1.0, width * height)
    textpage = page.get_textpage()
    try:
        out.glyphs = _once(_shown(_read(textpage, layer.invisible, out), layer), textpage)
    finally:
        textpage.close()
    return out


def _read(textpage: Any, look_for_invisible: bool, out: PageGlyphs) -> list[_Read]:
    import pypdfium2.raw as pdfium

    read: list[_Read] = []
    angles: Counter[int] = Counter()
    box = pdfium.FS_RECTF()
    turned: list[tuple[int, Glyph]] = []
    for i in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, i))
        mark = BREAK if char in "\r\n" else GAP if pdfium.FPDFText_IsGenerated(textpage, i) == 1 else ""
        mark = mark or (" " if char.isspace() else "")
        if mark:
            read.append(_Read(Glyph(mark, 0.0, 0.0, 0.0, 0.0), True, i))
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, i, byref(box)):
            continue
        # PDF counts from the bottom of the page, the rest of this program from its top
        glyph = Glyph(char, box.left, box.right, out.height - box.top, out.height - box.bottom)
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(textpage, i)) % 360
        angles[round(degrees / 90) % 4 * 90] += 1
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (0 <= x <= out.width and 0 <= y <= out.height):  # cut off, so nobody sees it
            continue
        if min(degrees, 360 - degrees) > _UPRIGHT:
            turned.append((round(degrees), glyph))
            continue
        visible = True
        if look_for_invisible:
            text_object = pdfium.FPDFText_GetTextObject(textpage, i)
            visible = pdfium.FPDFTextObj_GetTextRenderMode(text_object) != _INVISIBLE
        read.append(_Read(glyph, visible, i))
    out.angle = angles.most_common(1)[0][0] if angles else 0
    out.aside = _aside(turned)
    return read


def _layer(page: Any, height: float) -> _Layer:
    import pypdfium2.raw as pdfium

    out = _Layer()
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT]
    painted: list[Any] = []
    for item in page.get_objects(filter=wanted, max_depth=_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            out.strokes += max(
                1, pdfium.FPDFPath_CountSegments(item) // 2
            )  # a line: where it begins, where it ends
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            out.pictures.append(_box(item, height))
        elif pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
            out.invisible = True
        else:
            painted.append(item)
    if out.invisible:
        out.visible_text = [_box(item, height) for item in painted]
    return out


def _box(item: Any, height: float) -> Box:
    """Where an object stands on the page; one in a form is placed by the form."""
    left, bottom, right, top = item.get_bounds()
    form = item.container
    while form is not None:
        corners = [form.get_matrix().on_point(x, y) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        form = form.container
    return left, height - top, right, height - bottom


def _shown(read: list[_Read], layer: _Layer) -> list[_Read]:
    """Without the text that is neither painted nor stands for a picture of text.

    A scan has its text unpainted on the picture of the page. Under painted text it would be read a second time. pdfium leaves a
    painted text out that says the same as the unpainted one before it; the latter then stands for it.
    """
    marks = {BREAK, GAP, " "}
    if all(r.visible for r in read):
        return read
    painted = [r.glyph for r in read if r.visible and r.glyph.char not in marks]
    if not painted and not layer.visible_text:
        return read
    is_painted = _near(painted)

    def stands(glyph: Glyph) -> bool:
        if is_painted(glyph):
            return False
        return any(_inside(glyph, box) for box in (*layer.visible_text, *layer.pictures))

    return [r for r in read if r.visible or stands(r.glyph)]


def _near(glyphs: list[Glyph]) -> Callable[[Glyph], bool]:
    """Whether the middle of a glyph stands on one of ``glyphs``, told by squares of the page."""
    side = 8.0
    squares: dict[tuple[int, int], list[Glyph]] = {}
    for g in glyphs:
        for x in range(int(g.x0 // side), int(g.x1 // side) + 1):
            for y in range(int(g.top // side), int(g.bottom // side) + 1):
                squares.setdefault((x, y), []).append(g)

    def is_on(glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        near = squares.get((int(x // side), int(y // side)), [])
        return any(g.x0 <= x <= g.x1 and g.top <= y <= g.bottom for g in near)

    return is_on


def _inside(glyph: Glyph, box: Box) -> bool:
    """Whether the glyph stands in the box, which may go around ink only and leave out the white of a bracket or full stop."""
    margin = glyph.x1 - glyph.x0
    inside = box[0] - margin <= glyph.x0 and glyph.x1 <= box[2] + margin
    return inside and box[1] - 1 <= (glyph.top + glyph.bottom) / 2 <= box[3] + 1


def _once(read: list[_Read], textpage: Any) -> list[Glyph]:
    """Without glyphs printed a second time at the same place, as bold letters and shadows are made by some programs.

    One sign that stands for two characters (—— in some fonts) comes as both, at the same place, too; it is printed once.
    """
    places: dict[tuple[str, int, int], list[_Read]] = {}
    out = []
    for one in read:
        glyph = one.glyph
        if glyph.char in {BREAK, GAP, " "} or glyph.x1 <= glyph.x0:
            out.append(glyph)
            continue
        column, row = int(glyph.x0 // 8), int(glyph.top // 8)
        near = (
            r
            for x in (-1, 0, 1)
            for y in (-1, 0, 1)
            for r in places.get((glyph.char, column + x, row + y), ())
        )
        if any(_is_at(other.glyph, glyph) and not _is_one_sign(other, one, textpage) for other in near):
            continue
        places.setdefault((glyph.char, column, row), []).append(one)
        out.append(glyph)
    return out


def _is_at(other: Glyph, glyph: Glyph) -> bool:
    width, height = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    return (
        abs(other.x0 - glyph.x0) < _SAME_PLACE * width and abs(other.top - glyph.top) < _SAME_PLACE * height
    )


def _is_one_sign(before: _Read, after: _Read, textpage: Any) -> bool:
    """Whether two characters come from one sign: they follow each other in one object, with one box."""
    import pypdfium2.raw as pdfium

    if after.index != before.index + 1 or after.glyph[1:] != before.glyph[1:]:
        return False
    objects = [pdfium.FPDFText_GetTextObject(textpage, r.index) for r in (before, after)]
    return len({cast(o, c_void_p).value for o in objects}) == 1


def _aside(turned: list[tuple[int, Glyph]]) -> list[str]:
    """Texts of glyphs in other directions, each as far as its glyphs follow each other."""
    out: list[str] = []
    last: tuple[int, Glyph] | None = None
    for angle, glyph in turned:
        size = max(glyph.x1 - glyph.x0, glyph.bottom - glyph.top)
        follows = (
            last is not None
            and last[0] == angle
            and math.hypot(glyph.x0 - last[1].x0, glyph.top - last[1].top) < 2 * size
        )
        if follows:
            out[-1] += glyph.char
        else:
            out.append(glyph.char)
        last = (angle, glyph)
    return out
