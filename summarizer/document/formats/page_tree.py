"""The tree of a web page, made to hold the words that a browser shows and no others."""

from __future__ import annotations

import re
from typing import Any

from summarizer.document.formats.blocks import is_block
from summarizer.document.formats.numbering import numbered
from summarizer.document.formats.page_styles import hides, shift, strikes_out, style, write_styles

# Elements in the middle of a line: aria-hidden on one of them hides it from screen readers, not from the eye.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "o:p",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_LONGEST_MARK = 6
_STRUCK = frozenset({"del", "s", "strike"})
# The formats of list numbers, named as in the attribute `type` or in CSS: the same format's name in Word files.
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac", "simp-chinese-formal": "chineseLegalSimplified",
}  # fmt: skip
_BULLETS = frozenset({"none", "disc", "circle", "square"})
_NUMBERED = re.compile(
    r"\s*(?:\d{1,3}[.、．)）]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)


def prepare(tree: Any, *, hidden: bool) -> bool:
    """Take out what a browser does not show, and write in what it adds: numbers of lists, quotation marks, the text of
    frames that the page itself holds. ``hidden``: what is hidden stays in. Returns whether struck-out words were taken out."""
    write_styles(tree)
    _open_frames(tree)
    struck = False
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node is tree:
            continue
        if node.tag in _STRUCK or strikes_out(node):
            struck = struck or bool(node.text_content().strip())
            node.drop_tree()
        elif not hidden and _is_hidden(node):
            node.drop_tree()
        elif node.tag in _INLINE and (moved := shift(node)) and _is_mark(node):
            node.tag = moved
    _set_formulas(tree)
    for node in list(tree.iter("ol", "q", "rp", "rt")):
        if node.tag == "ol":
            _write_numbers(node)
        elif node.tag == "q":
            _wrap(node, "“", "”")
        elif node.tag == "rt":
            _wrap(node, "(", ")")
        else:
            node.drop_tree()
    return struck


def _is_mark(node: Any) -> bool:
    """Whether an element holds a figure or a sign at most, and stands behind words: an exponent, the mark of a note."""
    text = "".join(node.itertext()).strip()
    before = node.getprevious()
    behind = node.getparent().text if before is None else before.tail or "".join(before.itertext())
    return 0 < len(text) <= _LONGEST_MARK and bool((behind or "").strip())


def _is_hidden(node: Any) -> bool:
    if "hidden" in node.attrib and (node.get("hidden") or "").lower() != "until-found":
        return True
    if node.tag == "dialog" and "open" not in node.attrib:
        return True
    if (node.get("aria-hidden") or "").lower() == "true" and node.tag not in _INLINE:
        return True
    return hides(node)


def _open_frames(tree: Any) -> None:
    """Put the text of a frame that stands in the page itself (`srcdoc`) in the frame's place."""
    from lxml import etree, html

    for frame in list(tree.iter("iframe")):
        try:
            inner = html.fragment_fromstring(frame.get("srcdoc") or "", create_parent="div")
        except (etree.ParserError, ValueError):
            continue
        if inner.text_content().strip():
            inner.tail, frame.tail = frame.tail, None
            frame.getparent().replace(frame, inner)


def _wrap(node: Any, before: str, after: str) -> None:
    node.text = before + (node.text or "")
    if len(node):
        node[-1].tail = (node[-1].tail or "") + after
    else:
        node.text += after


def _write_numbers(ordered: Any) -> None:
    """Write before every item of an ordered list the number a browser shows.

    Source: HTML Living Standard, 4.4.5 and 4.4.8 (start, reversed, type, value); CSS Counter Styles 3, section 6.
    """
    items = [child for child in ordered if child.tag == "li"]
    step = -1 if "reversed" in ordered.attrib else 1
    number = _whole(ordered.get("start"), len(items) if step < 0 else 1)
    # A style sheet of the site that is not in the file may take the numbers off, and the words bring their own then.
    if any(_NUMBERED.match(item.text_content()) for item in items):
        return
    for item in items:
        number = _whole(item.get("value"), number)
        label = _label(number, item, ordered)
        number += step
        if label:
            item.text = label + (item.text or "").lstrip()
            _lead(item, label)


def _lead(item: Any, label: str) -> None:
    """Put the number into the paragraph an item begins with, which would stand on a line of its own otherwise."""
    node = item
    while node.text == label and len(node) and isinstance(node[0].tag, str) and is_block(node[0].tag):
        node.text, node = None, node[0]
        node.text = label + (node.text or "").lstrip()


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise


def _label(number: int, item: Any, ordered: Any) -> str:
    form = ""
    for node in (item, ordered):
        listed = f"{style(node, 'list-style')} {style(node, 'list-style-type')}".split()
        form = form or (listed[-1] if listed else "") or (node.get("type") or "")
    if form in _BULLETS:
        return ""
    shown = numbered(number, _FORMATS.get(form, "decimal"))
    return f"{shown}. " if shown.isascii() else f"{shown}、"


def _set_formulas(tree: Any) -> None:
    """Mark what MathML raises and lowers as HTML does, and write the stroke of a fraction."""
    for node in list(tree.iter("msup", "msub", "mfrac", "annotation", "annotation-xml")):
        if node.tag.startswith("annotation"):
            node.drop_tree()
        elif len(node) == 2 and node.tag == "mfrac":
            node[0].tail = "/"
        elif len(node) == 2:
            node[1].tag = node.tag[1:]
