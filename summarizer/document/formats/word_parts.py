"""What a Word document holds besides paragraphs: text boxes, drawings, SmartArt, charts, embedded objects, documents in it.

Their text is put behind the paragraph that holds them; what can't be read is named in a note.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.document.decode import Decoded, Note
from summarizer.document.formats.package import Related
from summarizer.document.formats.word_tree import (
    MC,
    A,
    M,
    R,
    W,
    all_named,
    paragraph_of,
    parse,
    put_behind,
    remove,
    unwrap,
)
from summarizer.errors import InputError
from summarizer.messages import Message, template

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
# What an object is, by how the name of its program begins.
_OBJECTS = {
    "Excel": template("an embedded spreadsheet"),
    "Equation": template("an equation of an old equation editor"),
    "PowerPoint": template("an embedded presentation"),
    "Word": template("an embedded Word document"),
}
_MOST_OF_CHUNKS = 5_000_000  # characters; one part may be named again and again
_OTHER_OBJECT = template("an embedded object ({kind})")
_OBJECT = template(
    "{name} holds {what}, which is not read: put its text into the document itself if the summary needs it."
)
_PICTURES = template("{count} large pictures in {name} are not read: words in them are not in the text.")
# A third of an A4 page, in square English Metric Units (20.4.2.7): room for a table or a page of text.
_LARGE_PICTURE = 7_560_000 * 10_692_000 / 3
_NO_CHUNK = template("{part}, a document inside {name}, is not in the file or can not be read.")
_BAD_CHUNK = template("A document inside {name} is not read: {why}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a story is read with: the package's parts, those it names by id, and where notes go."""

    name: str
    members: Mapping[str, bytes]
    related: Mapping[str, Related]
    notes: list[Note]

    def missing(self, text: Message) -> None:
        self.notes.append(Note("part-missing", text))

    def tree(self, part_id: str | None) -> Any:
        """The tree of the part with the id, None when it is not in the package."""
        found = self.related.get(part_id or "")
        return None if found is None or found.external else parse(self.members.get(found.target))


def choose_alternatives(story: Any) -> None:
    """Of the forms for newer and older readers (mc:AlternateContent, part 3, 7.5) keep the newest that is understood here."""
    known = (f"{W}txbxContent", f"{W}t", f"{M}oMath", f"{A}t", _CHART, _CHART_EX, f"{_DIAGRAM}relIds")
    for alternative in all_named(story, f"{MC}AlternateContent"):
        if alternative.getparent() is None:
            continue
        choices = alternative.findall(f"{MC}Choice")
        understood = [c for c in choices if next(c.iter(*known), None) is not None]
        chosen = [*understood, *alternative.findall(f"{MC}Fallback")][:1]
        unwrap(alternative, list(chosen[0]) if chosen else [])


def free_objects(story: Any, parts: Parts) -> None:
    """Put the text of drawings and objects behind their paragraphs, and take them out."""
    # From the last to the first: each is put right behind its paragraph, in front of those put there before.
    for box in reversed(list(all_named(story, f"{W}txbxContent"))):
        put_behind(box, list(box))
    _name_pictures(story, parts)
    for link in all_named(story, f"{W}subDoc"):
        found = parts.related.get(link.get(f"{R}id", ""))
        values = {"part": "?" if found is None else found.target, "name": parts.name}
        parts.missing(Message(_NO_CHUNK, values))
    for object_ in all_named(story, f"{W}object"):
        _name_object(object_, parts)
        remove(object_)
    for drawing in reversed(list(all_named(story, f"{W}drawing", f"{W}pict"))):
        own = [art.get("string", "") for art in drawing.iter(_WORD_ART)]
        own += [_paragraph_text(p) for p in drawing.iter(f"{A}p")]
        for diagram in drawing.iter(f"{_DIAGRAM}relIds"):
            own += _diagram_texts(parts.tree(diagram.get(f"{R}dm")), parts)
        for chart in drawing.iter(_CHART, _CHART_EX):
            own += _chart_texts(parts.tree(chart.get(f"{R}id")), parts)
        put_behind(drawing, [paragraph_of(text) for text in own if text.strip()])
        if next(drawing.iter(_OLE), None) is not None:
            _name_object(drawing, parts)
        remove(drawing)


def _name_pictures(story: Any, parts: Parts) -> None:
    """Note the pictures that are large enough to show a table or a page."""
    large = 0
    for drawing in story.iter(f"{W}drawing"):
        extent = next(drawing.iter(_EXTENT), None)
        sides = [] if extent is None else [extent.get("cx", ""), extent.get("cy", "")]
        if next(drawing.iter(f"{A}blip"), None) is not None and all(side.isdecimal() for side in sides):
            large += math.prod(int(side[:12]) for side in sides) > _LARGE_PICTURE
    if large:
        parts.missing(Message(_PICTURES, {"count": large, "name": parts.name}))


def _name_object(element: Any, parts: Parts) -> None:
    ole = next(element.iter(_OLE), None)
    if ole is None:
        return
    program = ole.get("ProgID", "")
    known = next((word for word in _OBJECTS if program.startswith(word)), None)
    what = Message(_OBJECTS[known]) if known else Message(_OTHER_OBJECT, {"kind": program or "?"})
    parts.missing(Message(_OBJECT, {"name": parts.name, "what": what}))


def _paragraph_text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{A}t"))


def _diagram_texts(tree: Any, parts: Parts) -> list[str]:
    """The texts of a SmartArt drawing from its outline (21.4): a point is below another by a connection."""
    if tree is None:
        parts.missing(Message("A SmartArt drawing in {name} can not be read.", {"name": parts.name}))
        return []
    points = {p.get("modelId"): p for p in tree.iter(f"{_DIAGRAM}pt")}
    below: dict[str | None, list[tuple[int, str | None]]] = {}
    for c in tree.iter(f"{_DIAGRAM}cxn"):
        if c.get("type", "parOf") == "parOf":
            order = c.get("srcOrd", "0")
            below.setdefault(c.get("srcId"), []).append(
                (int(order) if order.isdigit() else 0, c.get("destId"))
            )
    roots = [key for key, p in points.items() if p.get("type") == "doc"]
    out: list[str] = []
    stack, seen = roots[::-1], set[str | None]()
    while stack:
        key = stack.pop()
        if key in seen or key not in points:
            continue
        seen.add(key)
        out += [_paragraph_text(p) for p in points[key].iter(f"{A}p")]
        stack += [target for _, target in sorted(below.get(key, []), key=lambda c: -c[0])]
    for key, point in points.items():  # points that no connection reaches
        if key not in seen and point.get("type", "node") == "node":
            out += [_paragraph_text(p) for p in point.iter(f"{A}p")]
    return out


def _chart_texts(tree: Any, parts: Parts) -> list[str]:
    """The title of a chart. Its figures are not taken: the file holds them as computed, not as printed (0.0731 for 7.3%)."""
    own = [] if tree is None else [_paragraph_text(p) for p in tree.iter(f"{A}p")]
    texts = [text for text in own if text.strip()]
    title = texts[0] if texts else ""
    parts.missing(
        Message(
            "A chart in {name} is not read, its figures are not in the text: {title}",
            {"name": parts.name, "title": title},
        )
        if title
        else Message("A chart in {name} is not read, its figures are not in the text.", {"name": parts.name})
    )
    return texts


def read_chunks(story: Any, parts: Parts, read: Callable[[bytes, str], Decoded] | None) -> None:
    """Put the text of documents inside the document (w:altChunk, 17.17.2.1) at their places.

    ``read`` gives the text of such a document from its bytes and its name.
    """
    room = _MOST_OF_CHUNKS
    for chunk in all_named(story, f"{W}altChunk"):
        found = parts.related.get(chunk.get(f"{R}id", ""))
        target = "?" if found is None else found.target
        content = None if found is None or found.external else parts.members.get(target)
        lines: list[str] = []
        if content is None or read is None or room <= 0:
            parts.missing(Message(_NO_CHUNK, {"part": target, "name": parts.name}))
        else:
            try:
                decoded = read(content, target)
            except InputError as error:
                parts.missing(Message(_BAD_CHUNK, {"name": parts.name, "why": error.message}))
            else:
                room -= len(decoded.text)
                lines = decoded.text.splitlines()
                parts.notes.extend(decoded.notes)
        unwrap(chunk, [paragraph_of(line) for line in lines if line.strip()])
