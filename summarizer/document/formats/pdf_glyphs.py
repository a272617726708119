"""The glyphs that a page of a PDF shows, with their places, as pdfium reads them."""

from __future__ import annotations

import math
from collections import Counter
from ctypes import byref, c_double, c_void_p, cast
from dataclasses import dataclass
from typing import Any

from summarizer.document.formats.glyphs import BREAK, GAP, Glyph
from summarizer.document.formats.page_layers import Box, Layer, Mark, PageGlyphs, once, shown, texts_aside

_INVISIBLE = 3  # text rendering mode "neither fill nor stroke": ISO 32000-1, 9.3.6
_UPRIGHT = 10  # degrees that a scanned page may stand askew
_DEPTH = 3


@dataclass(slots=True)
class _PdfLayer(Layer):
    """The layer, with how many lines are drawn and whether some text is not painted."""

    strokes: int = 0
    invisible: bool = False


def read_glyphs(page: Any) -> PageGlyphs:
    """The glyphs of a pdfium page; places are true only on a page whose glyphs stand upright (see pdf_upright.py)."""
    width, height = page.get_size()
    out = PageGlyphs(width, height)
    layer = _layer(page, height)
    out.strokes = layer.strokes
    out.picture = sum((b[2] - b[0]) * (b[3] - b[1]) for b in layer.pictures) / max(1.0, width * height)
    textpage = page.get_textpage()
    try:
        out.glyphs = once(
            shown(_read(textpage, layer.invisible, out), layer),
            lambda before, after: _is_one_sign(before, after, textpage),
        )
    finally:
        textpage.close()
    return out


def _read(textpage: Any, look_for_invisible: bool, out: PageGlyphs) -> list[Mark]:
    import pypdfium2.raw as pdfium

    read: list[Mark] = []
    angles: Counter[int] = Counter()
    box = pdfium.FS_RECTF()
    turned: list[tuple[int, Glyph]] = []
    for i in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, i))
        mark = BREAK if char in "\r\n" else GAP if pdfium.FPDFText_IsGenerated(textpage, i) == 1 else ""
        mark = mark or (" " if char.isspace() else "")
        if mark:
            read.append(Mark(Glyph(mark, 0.0, 0.0, 0.0, 0.0), True, i))
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, i, byref(box)):
            continue
        # PDF counts from the bottom of the page, the rest of this program from its top
        glyph = Glyph(
            char, box.left, box.right, out.height - box.top, out.height - box.bottom, *_base(textpage, i, out)
        )
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
        read.append(Mark(glyph, visible, i))
    out.angle = angles.most_common(1)[0][0] if angles else 0
    out.aside = texts_aside(turned)
    return read


def _base(textpage: Any, i: int, out: PageGlyphs) -> tuple[float, float]:
    """The place of a glyph's base line, and its size as shown: that of its font, scaled by the text's matrix."""
    import pypdfium2.raw as pdfium

    x, y, matrix = c_double(), c_double(), pdfium.FS_MATRIX()
    if not (
        pdfium.FPDFText_GetCharOrigin(textpage, i, byref(x), byref(y))
        and pdfium.FPDFText_GetMatrix(textpage, i, byref(matrix))
    ):
        return 0.0, 0.0
    scale = math.hypot(matrix.c, matrix.d)
    return out.height - y.value, float(pdfium.FPDFText_GetFontSize(textpage, i)) * scale


def _layer(page: Any, height: float) -> _PdfLayer:
    import pypdfium2.raw as pdfium

    out = _PdfLayer()
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT]
    painted: list[Any] = []
    for item in page.get_objects(filter=wanted, max_depth=_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            # a straight line has two segments: where it begins, where it ends
            out.strokes += max(1, pdfium.FPDFPath_CountSegments(item) // 2)
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            out.pictures.append(_box(item, height))
        elif pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
            out.invisible = True
        else:
            painted.append(item)
    if out.invisible:
        out.painted_text = [_box(item, height) for item in painted]
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


def _is_one_sign(before: Mark, after: Mark, textpage: Any) -> bool:
    """Whether two characters come from one sign: they follow each other in one object, with one box."""
    import pypdfium2.raw as pdfium

    if after.index != before.index + 1 or after.glyph[1:] != before.glyph[1:]:
        return False
    objects = [pdfium.FPDFText_GetTextObject(textpage, r.index) for r in (before, after)]
    return len({cast(o, c_void_p).value for o in objects}) == 1
