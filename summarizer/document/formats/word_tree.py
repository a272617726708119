"""Elements of WordprocessingML: their names, and small ones made from text.

Clauses in the modules named word_* are those of ECMA-376 part 1, fifth edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALSE = frozenset({"0", "false", "off"})


def parse(content: bytes | None) -> Any:
    """The tree of a part, None for a part that is not there; ValueError for one that is no XML with namespaces."""
    from lxml import etree

    if content is None:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def text_element(text: str) -> Any:
    """``text`` as a ``w:t``."""
    from lxml import etree

    element = etree.Element(f"{W}t")
    element.set(_XML_SPACE, "preserve")
    element.text = text
    return element


def run_of(text: str) -> Any:
    """``text`` as a run without properties."""
    from lxml import etree

    run = etree.Element(f"{W}r")
    run.append(text_element(text))
    return run


def paragraph_of(text: str) -> Any:
    """``text`` as a paragraph; a line of cells parted by tabs as a table of one row."""
    from lxml import etree

    if "\t" in text:
        table = etree.Element(f"{W}tbl")
        row = etree.SubElement(table, f"{W}tr")
        for cell in text.split("\t"):
            etree.SubElement(row, f"{W}tc").append(paragraph_of(cell))
        return table
    paragraph = etree.Element(f"{W}p")
    paragraph.append(run_of(text))
    return paragraph


def value(element: Any, child: str = "") -> str | None:
    """The ``w:val`` of ``element``, or of its descendant at the path ``child`` (names in w: only); None without one."""
    if element is not None and child:
        element = element.find("/".join(W + name for name in child.split("/")))
    return None if element is None else element.get(f"{W}val")


def is_on(element: Any) -> bool:
    """What an on/off property says (17.17.4): on unless its value says otherwise."""
    return element.get(f"{W}val", "1") not in _FALSE


def unwrap(element: Any, children: Sequence[Any] | None = None) -> None:
    """Put ``children`` (all it has by default) where ``element`` stands."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element if children is None else children)


def remove(element: Any) -> None:
    """Take ``element`` out of its tree, if it still stands in one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def replace(element: Any, other: Any) -> None:
    """Put ``other`` where ``element`` stands."""
    element.getparent().replace(element, other)


def holder(element: Any) -> Any:
    """The paragraph that ``element`` stands in, None when it stands in none."""
    return next((a for a in element.iterancestors() if a.tag == f"{W}p"), None)


def put_behind(element: Any, blocks: Sequence[Any]) -> None:
    """Put the paragraphs and tables ``blocks`` behind the paragraph that ``element`` stands in."""
    paragraph = holder(element)
    if paragraph is not None:
        at = paragraph.getparent().index(paragraph) + 1
        paragraph.getparent()[at:at] = list(blocks)


def text_of(element: Any) -> str:
    """All ``w:t`` in ``element`` as one text."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def all_named(tree: Any, *names: str) -> Iterator[Any]:
    """Elements with one of the qualified ``names``, in order; the tree may be changed while they are gone through."""
    yield from list(tree.iter(*names))
