"""The objects of a page of an OFD file → glyphs, pictures and lines with their places.

Written from GB/T 33190-2016, 8.5 (CT_GraphicUnit: Boundary, CTM, Visible, Alpha), 11 (text: TextCode with X, Y, DeltaX, DeltaY), 9.1
(paths) and 7.7 (page, layers, blocks). Lengths in the file are millimetres from the top left corner; here they are points.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from summarizer.document.formats.glyphs import GAP, Glyph
from summarizer.document.formats.page_layers import Box

_POINTS = 72 / 25.4
# Above and below the base line, as a share of the size; OFD says where the line is, fonts say the rest.
_ASCENT, DESCENT = 0.88, 0.12
_LATIN_WIDTH = 0.5
_LEAST_GAP = 0.2
_MOST_NESTED = 20
_MOST_OBJECTS = 500_000  # on a page; objects that hold each other again and again would fill the memory
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_PATH_STEP = re.compile(r"([SMLQBACsmlqbac])([^A-Za-z]*)")

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class OfdGlyph:
    """A glyph, whether it is painted, and the direction it stands in (degrees clockwise)."""

    glyph: Glyph
    visible: bool
    angle: int


@dataclass(slots=True)
class OfdPage:
    """What a page or template holds, in the order of its content."""

    glyphs: list[OfdGlyph] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)  # x0, top, x1, bottom
    objects: int = 0


def read_objects(content: Any, units: Mapping[str, Any], out: OfdPage) -> None:
    """Add what is below ``content`` (a page's or template's root) to ``out``; ``units`` are composite objects by their ids."""
    for block in _named(content, "Layer", "PageBlock", "Content"):
        _read_block(block, units, out, IDENTITY, 0)


def numbers(text: str | None) -> list[float]:
    """The numbers of an array attribute."""
    return [float(n) for n in _NUMBER.findall(text or "")]


def local(element: Any) -> str:
    """The name of an element without its namespace, which older files write otherwise."""
    return str(element.tag).rpartition("}")[2]


def _named(element: Any, *names: str) -> Iterator[Any]:
    return (child for child in element if local(child) in names)


def _read_block(block: Any, units: Mapping[str, Any], out: OfdPage, place: Matrix, depth: int) -> None:
    if depth > _MOST_NESTED:
        raise ValueError("blocks nested too deep")
    for item in block:
        out.objects += 1
        if out.objects > _MOST_OBJECTS:
            raise ValueError("more objects than any page has")
        name = local(item)
        if item.get("Visible") in {"false", "0"}:
            continue
        if name in {"Layer", "PageBlock", "Content"}:
            _read_block(item, units, out, place, depth + 1)
        elif name == "TextObject":
            _read_text(item, out, _placed(item, place))
        elif name == "ImageObject":
            width, height = ([*numbers(item.get("Boundary")), 0.0, 0.0, 0.0, 0.0])[2:4]
            out.pictures.append(_box(_boundary(item, place), 0.0, 0.0, width, height))
        elif name == "PathObject":
            out.strokes += _strokes(item, _placed(item, place))
        elif name == "CompositeObject" and (unit := units.get(item.get("ResourceID", ""))) is not None:
            for content in _named(unit, "Content"):
                _read_block(content, units, out, _placed(item, place), depth + 1)


def _boundary(item: Any, place: Matrix) -> Matrix:
    """The place of the corner of the object's boundary."""
    x, y = ([*numbers(item.get("Boundary")), 0.0, 0.0])[:2]
    return _times((1.0, 0.0, 0.0, 1.0, x, y), place)


def _placed(item: Any, place: Matrix) -> Matrix:
    """From the object's own space to the page: first its CTM, then its boundary's corner."""
    own = numbers(item.get("CTM"))
    corner = _boundary(item, place)
    return _times((own[0], own[1], own[2], own[3], own[4], own[5]), corner) if len(own) == 6 else corner


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    A, B, C, D, E, F = then  # noqa: N806 - the names of a matrix
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _box(place: Matrix, x0: float, top: float, x1: float, bottom: float) -> Box:
    a, b, c, d, e, f = place
    xs = [(a * x + c * y + e) * _POINTS for x in (x0, x1) for y in (top, bottom)]
    ys = [(b * x + d * y + f) * _POINTS for x in (x0, x1) for y in (top, bottom)]
    return min(xs), min(ys), max(xs), max(ys)


def _is_painted(item: Any) -> bool:
    filled = item.get("Fill", "true") not in {"false", "0"}
    stroked = item.get("Stroke", "false") in {"true", "1"}
    colors = [c for c in _named(item, "FillColor") if c.get("Alpha") == "0"]
    return ((filled and not colors) or stroked) and item.get("Alpha") != "0"


def _read_text(item: Any, out: OfdPage, place: Matrix) -> None:
    size = (numbers(item.get("Size")) or [0.0])[0]
    if not size > 0:
        return
    scale = (numbers(item.get("HScale")) or [1.0])[0] or 1.0
    turned = (numbers(item.get("CharDirection")) or [0.0])[0]
    angle = round(math.degrees(math.atan2(place[1], place[0])) + turned) % 360
    visible = _is_painted(item)
    x = y = 0.0
    for code in _named(item, "TextCode"):
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        text = "".join(code.itertext()).replace("\n", "").replace("\r", "").replace("\t", " ")
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        # A text written downwards is read along its column, as if it stood on its side.
        direction = (angle + 90) % 360 if any(down) and not any(across) else angle
        at_x, at_y = x, y
        for i, char in enumerate(text):
            natural = size * scale * (_LATIN_WIDTH if char.isascii() else 1.0)
            step = across[i] if i < len(across) else (0.0 if down else natural)
            width = min(natural, step) if step > 0 else natural
            box = _box(place, at_x, at_y - _ASCENT * size, at_x + width, at_y + DESCENT * size)
            glyph = Glyph(char if not char.isspace() else " ", box[0], box[2], box[1], box[3])
            _add(out, OfdGlyph(glyph, visible, direction))
            at_x += step
            at_y += down[i] if i < len(down) else 0.0


def _add(out: OfdPage, one: OfdGlyph) -> None:
    """Add the glyph, behind a gap when it stands apart from the one before."""
    before = out.glyphs[-1].glyph if out.glyphs else None
    if before is not None and one.glyph.char != " " and before.char not in {" ", GAP}:
        apart = one.glyph.x0 - before.x1
        if apart > _LEAST_GAP * (one.glyph.bottom - one.glyph.top):
            out.glyphs.append(
                OfdGlyph(Glyph(GAP, before.x1, before.x1, before.top, before.bottom), one.visible, one.angle)
            )
    out.glyphs.append(one)


def _steps(text: str | None, most: int) -> list[float]:
    """The distances of DeltaX or DeltaY; ``g 3 4.5`` stands for three times 4.5 (11.3)."""
    words = (text or "").split()
    out: list[float] = []
    i = 0
    while i < len(words) and len(out) < most:
        if words[i] == "g" and i + 2 < len(words):
            count, step = numbers(words[i + 1]), numbers(words[i + 2])
            if count and step:
                out += [step[0]] * int(min(count[0], most))
            i += 3
        else:
            out += numbers(words[i])[:1]
            i += 1
    return out


def _strokes(item: Any, place: Matrix) -> list[Box]:
    """The straight lines of a path (AbbreviatedData, 9.1), and of rectangles drawn as such."""
    out: list[Box] = []
    for data in _named(item, "AbbreviatedData"):
        start: list[float] | None = None
        at: list[float] | None = None
        for step, rest in _PATH_STEP.findall("".join(data.itertext())):
            ends = numbers(rest)[-2:]
            if step in "LlCc" and at is not None:
                to = ends if step in "Ll" and len(ends) == 2 else start
                if to is not None:
                    out.append(_box(place, *at, *to))
            if step in "SMsm":
                start = ends if len(ends) == 2 else None
            at = (start if step in "Cc" else ends if len(ends) == 2 else at) if step else at
    return out
