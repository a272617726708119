"""Pages that stand on their side → the same pages upright, with their corner at zero.

pdfium gives places as they are before a page is turned for display (ISO 32000-1, 7.7.3.3, Rotate) and cropped, and orders glyphs well
only where they stand upright. So the file is written anew with such pages turned, and read from there.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any


def needs_turning(page: Any, angle: int) -> bool:
    """Whether the page, whose glyphs stand at ``angle``, is turned, cropped, or has its corner elsewhere than at zero."""
    crop = page.get_bbox()
    box = page.get_mediabox()
    whole = all(abs(a - b) < 0.5 for a, b in zip(crop, box, strict=True))
    at_zero = abs(crop[0]) < 0.5 and abs(crop[1]) < 0.5
    return angle != 0 or page.get_rotation() != 0 or not whole or not at_zero


def turned(document: Any, angles: Mapping[int, int]) -> bytes:
    """The file with the pages in ``angles`` (number from 0 → degrees counterclockwise that their glyphs stand at) upright."""
    import pypdfium2.raw as pdfium

    for number, angle in angles.items():
        page = document[number]
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        matrix = {
            0: (1, 0, 0, 1, -left, -bottom),
            90: (0, 1, -1, 0, top, -left),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, -bottom, right),
        }[angle]
        pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(*matrix), None)
        page.set_rotation(0)
        corner = (width, height) if angle % 180 == 0 else (height, width)
        page.set_mediabox(0, 0, *corner)
        page.set_cropbox(0, 0, *corner)
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
