"""A tree of paragraphs, lists and tables → lines of text."""

from __future__ import annotations

import re
from typing import Any

# The block elements of HTML and of the tree trafilatura gives (head, item, quote, row, cell, lb).
_BLOCK_NAMES = """
address article aside blockquote body caption cell center code dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
head header hr item li list main nav ol p pre quote row section table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BREAKS = frozenset({"br", "lb"})
_ROWS, _CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "button", "iframe", "graphic", "img"}
)
_CELL_LINES, _CELL_LENGTH = 2, 120
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def lines_of(tree: Any) -> list[str]:
    """The lines of an lxml element, blank ones left out. Cells of a table's row stand in one line, parted by tabs; a cell
    that holds whole paragraphs (a page laid out by tables) gives its own lines."""
    out: list[str] = []
    open_line: list[str] = []

    def close() -> None:
        line = _SPACES.sub(" ", "".join(open_line)).strip()
        open_line.clear()
        if line:
            out.append(line)

    # An explicit stack: saved pages nest hundreds of levels deep.
    stack: list[tuple[str, Any]] = [("enter", tree)]
    while stack:
        what, node = stack.pop()
        if what == "text":
            open_line.append(node)
            continue
        if what == "close":
            close()
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED:
            continue
        if tag in _BREAKS:
            close()
            continue
        row = _row(node) if tag in _ROWS else None
        if row is not None:
            close()
            out.append(row)
            continue
        block = tag in _BLOCKS
        if block:
            close()
            stack.append(("close", node))
        for child in reversed(node):
            if child.tail:
                stack.append(("text", child.tail))
            stack.append(("enter", child))
        if node.text:
            stack.append(("text", node.text))
    close()
    return out


def _row(row: Any) -> str | None:
    """A row as one line, or None when it is a frame around paragraphs, or empty."""
    cells = [child for child in row if child.tag in _CELLS]
    if len(cells) < 2:
        return None
    texts = []
    for cell in cells:
        lines = lines_of(cell)
        if len(lines) > _CELL_LINES or any(len(line) > _CELL_LENGTH for line in lines):
            return None
        texts.append(" ".join(lines).replace("\t", " "))
    return "\t".join(texts) if any(texts) else None
