""".ofd (GB/T 33190-2016, the fixed-layout format of Chinese offices) → lines with their places, and from them the text.

A package of XML files: OFD.xml names documents, a document its templates, pages and resources, a page its objects.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.document.decode import Decoded
from summarizer.document.formats.glyph_lines import lines_of_glyphs
from summarizer.document.formats.glyphs import GAP, Glyph
from summarizer.document.formats.ofd_page import DESCENT, OfdGlyph, OfdPage, local, numbers, read_objects
from summarizer.document.formats.page_layers import Box, Layer, Mark, PageGlyphs, once, shown, texts_aside
from summarizer.document.formats.page_lines import EDGE, Page, paragraphs
from summarizer.document.formats.page_trust import LEAST_CHARACTERS, check_pages, check_pictures, marks
from summarizer.document.formats.ruled_tables import tables_between
from summarizer.document.formats.word_tree import parse
from summarizer.document.formats.zipped import read_members
from summarizer.errors import InputError
from summarizer.messages import template

MAX_PAGES = 1_000
_MOST_GLYPHS = 5_000_000  # in the whole file; one page may be named again and again
_A4 = (0.0, 0.0, 210.0, 297.0)
_POINTS = 72 / 25.4
_UPRIGHT = 10
# What an encrypted package holds besides its pages (GM/T 0099).
_ENCRYPTED = ("encrypt", "decryptseed")
_EXPORT = template("Open it in an OFD reader, export it as PDF, and give that file.")
_RECOGNISE = template(
    "Open it in an OFD reader, export it as PDF, run that through text recognition (OCR), and give its text."
)


@dataclass(slots=True)
class _Package:
    """The members of a package by names in lower case."""

    members: dict[str, bytes]

    def tree(self, place: str) -> Any:
        """The tree of a member, None when it is not there."""
        return parse(self.members.get(place.lower()))

    def place(self, location: str | None, base: str) -> str:
        """The name of the member that ``location`` (ST_Loc, 7.2) in the member ``base`` stands for."""
        location = (location or "").strip().replace("\\", "/")
        folder = "" if location.startswith("/") else posixpath.dirname(base)
        return posixpath.normpath(posixpath.join("/", folder, location.lstrip("/"))).lstrip("/")


def load_ofd(data: bytes, name: str) -> Decoded:
    """One paragraph a line, as from a PDF: wraps joined, page numbers and running heads dropped, ruled tables a row a line.

    Raises :class:`InputError` for what :func:`~summarizer.document.formats.zipped.read_members` refuses, and for files that are
    encrypted or hold no text.
    """
    _refuse_encrypted(data, name)
    members = {k.replace("\\", "/").lower(): v for k, v in read_members(data, name, "ofd").items()}
    try:
        found = [page for document in _documents(_Package(members), name) for page in document]
    except RecursionError:
        raise InputError("{name} nests its parts too deep to be read.", _EXPORT, name=name) from None
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise InputError(
            "{name} is not a document this program can read ({error!r}).", _EXPORT, name=name, error=error
        ) from error
    if not found:
        raise InputError("{name} is an OFD file without pages.", _EXPORT, name=name)
    pages = [Page(p.width, p.height, lines_of_glyphs(p.glyphs), p.strokes) for p, _ in found]
    is_drawn = any(p.picture or p.strokes for p, _ in found)
    if is_drawn and sum(marks(page) for page in pages) < LEAST_CHARACTERS * len(pages):
        raise InputError(
            "{name} is an OFD file without text: its pages are pictures or outlines.", _RECOGNISE, name=name
        )
    notes = check_pages(pages, name)
    notes += check_pictures(pages, [p.picture for p, _ in found], name)
    for page, (shown_there, strokes) in zip(pages, found, strict=True):
        for rows, box in tables_between(strokes, shown_there.glyphs):
            page.put_rows(rows, box)
    aside = dict.fromkeys(text for p, _ in found for text in p.aside if len(text) > 1)
    return Decoded("".join(line + "\n" for line in [*paragraphs(pages), *aside]), "utf-8", notes=tuple(notes))


def _refuse_encrypted(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [member.lower() for member in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        return  # read_members says what is wrong
    if any(word in posixpath.basename(member) for member in names for word in _ENCRYPTED):
        raise InputError("{name} is an encrypted OFD file.", _EXPORT, name=name)


def _documents(package: _Package, name: str) -> list[list[tuple[PageGlyphs, list[Box]]]]:
    """The pages of every document in the package, with the lines drawn on them."""
    entry = next((member for member in package.members if posixpath.basename(member) == "ofd.xml"), "ofd.xml")
    root = package.tree(entry)
    if root is None:
        raise ValueError("no OFD.xml")
    out = []
    for location in (e for e in root.iter() if local(e) == "DocRoot"):
        place = package.place(location.text, entry)
        document = package.tree(place)
        if document is not None:
            out.append(_Reader(package, place, document).pages(name))
    return out


class _Reader:
    """Reads the pages of one document."""

    def __init__(self, package: _Package, place: str, document: Any) -> None:
        self._package, self._place = package, place
        self._document = document
        self._units = self._composite_units()
        self._templates: dict[str, OfdPage] = {}
        self._used: set[str] = set()
        self._glyphs = 0

    def pages(self, name: str) -> list[tuple[PageGlyphs, list[Box]]]:
        pages = [e for e in self._document.iter() if local(e) == "Page" and e.get("BaseLoc")]
        if len(pages) > MAX_PAGES:
            raise InputError(
                "{name} has {pages} pages; no report has more than {most}.",
                "Cut the report out.",
                name=name,
                pages=len(pages),
                most=MAX_PAGES,
            )
        return [self._page(self._package.place(page.get("BaseLoc"), self._place)) for page in pages]

    def _page(self, place: str) -> tuple[PageGlyphs, list[Box]]:
        """A page with the templates it names (7.6). Running heads of a template stand on every page, and are dropped as such;
        what it says inside the text block (a watermark, a form) stands aside, once."""
        content = self._package.tree(place)
        if content is None:
            raise ValueError(f"no {place}")
        width, height = self._size(content)
        whole, inside = OfdPage(), OfdPage()
        for key in (e.get("TemplateID", "") for e in content if local(e) == "Template"):
            template_page = self._template(key)
            for glyph in template_page.glyphs:
                if not EDGE * height < glyph.glyph.top < (1 - EDGE) * height:
                    whole.glyphs.append(glyph)
                elif key not in self._used:
                    inside.glyphs.append(glyph)
            whole.strokes += template_page.strokes
            whole.pictures += template_page.pictures
            self._used.add(key)
        read_objects(content, self._units, whole)
        self._glyphs += len(whole.glyphs) + len(whole.strokes)
        if self._glyphs > _MOST_GLYPHS:
            raise ValueError("more glyphs than any report has")
        out, strokes = _upright(whole, width, height)
        apart, _ = _upright(inside, width, height)
        out.aside += [line.text.rstrip() for line in lines_of_glyphs(apart.glyphs)] + apart.aside
        return out, strokes

    def _template(self, key: str) -> OfdPage:
        if key not in self._templates:
            read = OfdPage()
            for entry in self._document.iter():
                if local(entry) == "TemplatePage" and entry.get("ID") == key:
                    tree = self._package.tree(self._package.place(entry.get("BaseLoc"), self._place))
                    if tree is not None:
                        read_objects(tree, self._units, read)
            self._templates[key] = read
        return self._templates[key]

    def _size(self, content: Any) -> tuple[float, float]:
        """Width and height in points: the page's own area, else that of the document."""
        for holder in (content, self._document):
            for area in (e for e in holder.iter() if local(e) in {"Area", "PageArea"}):
                box = next((numbers(e.text) for e in area if local(e) == "PhysicalBox"), [])
                if len(box) == 4 and box[2] > 0 and box[3] > 0:
                    return box[2] * _POINTS, box[3] * _POINTS
        return _A4[2] * _POINTS, _A4[3] * _POINTS

    def _composite_units(self) -> dict[str, Any]:
        """Composite objects of the document's resources, by their ids (10.3)."""
        units: dict[str, Any] = {}
        for entry in self._document.iter():
            if local(entry) in {"PublicRes", "DocumentRes"}:
                tree = self._package.tree(self._package.place(entry.text, self._place))
                found = [] if tree is None else [e for e in tree.iter() if local(e) == "CompositeGraphicUnit"]
                units |= {e.get("ID", ""): e for e in found}
        return units


def _upright(page: OfdPage, width: float, height: float) -> tuple[PageGlyphs, list[Box]]:
    """What the page shows, turned so that most of its text stands upright."""
    angles = Counter(round(g.angle / 90) % 4 * 90 for g in page.glyphs if g.glyph.char.strip())
    turn = angles.most_common(1)[0][0] if angles else 0

    def turned(box: Box) -> Box:
        x0, top, x1, bottom = box
        match turn:
            case 90:
                return top, width - x1, bottom, width - x0
            case 180:
                return width - x1, height - bottom, width - x0, height - top
            case 270:
                return height - bottom, x0, height - top, x1
        return box

    out = PageGlyphs(*((width, height) if turn % 180 == 0 else (height, width)))
    straight: list[OfdGlyph] = []
    aside: list[tuple[int, Glyph]] = []
    for one in page.glyphs:
        apart = (one.angle - turn) % 360
        if min(apart, 360 - apart) <= _UPRIGHT:
            straight.append(one)
        elif one.visible and one.glyph.char.strip() and one.glyph.char != GAP:
            aside.append((one.angle, one.glyph))
    out.aside = texts_aside(aside)
    pictures = [turned(box) for box in page.pictures]
    shown_marks = shown(_marks(straight, turned), Layer(pictures))
    out.glyphs = once(shown_marks, lambda before, after: False)
    out.picture = sum((b[2] - b[0]) * (b[3] - b[1]) for b in pictures) / max(1.0, width * height)
    out.strokes = len(page.strokes)
    return out, [turned(box) for box in page.strokes]


def _marks(glyphs: Sequence[OfdGlyph], turned: Any) -> list[Mark]:
    out = []
    for i, g in enumerate(glyphs):
        x0, x1, top, bottom = _edges(turned((g.glyph.x0, g.glyph.top, g.glyph.x1, g.glyph.bottom)))
        # A box reaches from its base line by shares of its size that are the same for all fonts.
        size = bottom - top
        out.append(
            Mark(Glyph(g.glyph.char, x0, x1, top, bottom, bottom - DESCENT * size, size), g.visible, i)
        )
    return out


def _edges(box: Box) -> tuple[float, float, float, float]:
    """A box (x0, top, x1, bottom) in the order a glyph has."""
    return box[0], box[2], box[1], box[3]
