"""The layout of GB/T 9704-2012 (Layout key for official document of Party and government organs) as Word styles.

Numbers of clauses are of that standard. It names fonts that every Chinese office has; they are named here, never shipped. A size
name is of the old Chinese system: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LATIN = "Times New Roman"
SONG, XIAOBIAOSONG, HEI, KAI, FANGSONG = "宋体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
# 22 lines of 28.95 pt fill the 225 mm of a page's type area (5.2.1, 5.2.3).
LINE = Pt(28.95)
_TWO_CHARACTERS = "200"  # hundredths of a character


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    font: str
    size: float
    indent: bool = False
    centred: bool = False
    line: Any = LINE
    level: int | None = None


# 7.3.1 title; 7.3.3 text and headings 一、 （一） 1. （1）.
_PARAGRAPHS = (
    _Style("Normal", FANGSONG, 16),
    _Style("Title", XIAOBIAOSONG, 22, centred=True, line=Pt(35)),
    _Style("Subtitle", KAI, 16, centred=True),
    _Style("Body Text", FANGSONG, 16, indent=True),
    _Style("Heading 1", HEI, 16, indent=True, level=0),
    _Style("Heading 2", KAI, 16, indent=True, level=1),
    _Style("Heading 3", FANGSONG, 16, indent=True, level=2),
    _Style("Heading 4", FANGSONG, 16, indent=True, level=3),
    _Style("Caption", HEI, 12, centred=True, line=Pt(22)),
    _Style("Memo Table", FANGSONG, 10.5, line=Pt(18)),
    _Style("Memo Note", FANGSONG, 9, line=Pt(13)),
    _Style("Footer", SONG, 14, line=None),
)
# What holds formulas and single figures would be torn apart by justification.
_RAGGED = frozenset({"Memo Table", "Memo Note", "Heading 3", "Heading 4"})
# Small print has lines of its own.
_OFF_THE_GRID = frozenset({"Caption", "Memo Table", "Memo Note"})
LEAD, REFERENCE, NUMBER_STYLE = "Memo Lead", "Memo Reference", "Page Number"


def lay_out(document: Document) -> None:
    """Page, styles and page numbers of ``document``; what it held before of them goes."""
    _page(document)
    _defaults(document)
    for style in _PARAGRAPHS:
        _paragraph_style(document, style)
    _character_style(document, LEAD, KAI, 16)
    _character_style(document, REFERENCE, FANGSONG, 12).font.superscript = True
    _character_style(document, NUMBER_STYLE, SONG, 14)
    _page_numbers(document)


def _page(document: Document) -> None:
    """A4, margins 37/35/28/26 mm (5.1, 5.2.1), the grid of lines (5.2.3)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)  # the number lies 7 mm under the type area (7.5)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
    section._sectPr.append(grid)


def _defaults(document: Document) -> None:
    """No theme font: every run gets its East Asian font from its style."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(properties, FANGSONG)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _set_fonts(properties: Any, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _paragraph_style(document: Document, wanted: _Style) -> None:
    style: Any = _found_or_added(document, wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    _plain(style, wanted.font, wanted.size)
    if wanted.name != "Normal":
        style.base_style = document.styles["Normal"]
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = False
    shape.keep_with_next = wanted.level in {0, 1}
    if wanted.line is not None:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, wanted.line
    justify = WD_ALIGN_PARAGRAPH.CENTER if wanted.centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT if wanted.name in _RAGGED else justify
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:numPr"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    if wanted.name in _OFF_THE_GRID:
        free = OxmlElement("w:snapToGrid")
        free.set(qn("w:val"), "0")
        properties.find(qn("w:spacing")).addprevious(free)
    if wanted.indent:
        shape.first_line_indent = Pt(2 * wanted.size)
        properties.find(qn("w:ind")).set(qn("w:firstLineChars"), _TWO_CHARACTERS)
    style.hidden, style.quick_style = False, True


def _character_style(document: Document, name: str, font: str, size: float) -> Any:
    style: Any = _found_or_added(document, name, WD_STYLE_TYPE.CHARACTER)
    _plain(style, font, size)
    return style


def _found_or_added(document: Document, name: str, kind: WD_STYLE_TYPE) -> Any:
    names = {s.name for s in document.styles}
    return document.styles[name] if name in names else document.styles.add_style(name, kind)


def _plain(style: Any, font: str, size: float) -> None:
    """The style with nothing but its font and size: black, upright, of normal weight."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    _set_fonts(properties, font)
    style.font.size = Pt(size)


def _page_numbers(document: Document) -> None:
    """— 1 —, right on odd pages and left on even ones, a character from the edge (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    sides = ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for footer, side in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = document.styles["Footer"], side
        indent = "right_indent" if side == WD_ALIGN_PARAGRAPH.RIGHT else "left_indent"
        setattr(paragraph.paragraph_format, indent, Pt(14))
        paragraph.add_run("— ", style=NUMBER_STYLE)
        _field(paragraph, "PAGE")
        paragraph.add_run(" —", style=NUMBER_STYLE)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in: begin, instruction, end, each in a run of its own."""
    for kind in ("begin", "instruction", "end"):
        run = paragraph.add_run(style=NUMBER_STYLE)
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
