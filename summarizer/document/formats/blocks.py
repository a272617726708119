"""A tree of paragraphs, lists and tables → lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from summarizer.document.formats.linear import lowered, raised

# The block elements of HTML.
_BLOCK_NAMES = """
address article aside blockquote body caption cell center code dd details dialog dir div dl dt fieldset figcaption figure footer form
frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html item legend li list listing main menu nav noframes ol optgroup p plaintext pre
quote row search section summary table tbody td tfoot th thead title tr ul xmp
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BREAKS = frozenset({"br", "lb"})
_ROWS, _CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})
# Elements a browser shows no words of: programs, fields, and what stands in for media it can play.
_SKIPPED_NAMES = """
audio button canvas datalist embed graphic iframe img input noscript object script select style svg template textarea video xml
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})
_WHITE_SPACE = re.compile(r"white-space\s*:\s*([\w-]+)", re.IGNORECASE)
_KEEPS = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_CELL_LINES, _CELL_LENGTH = 2, 120
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_LINE_END = re.compile(r"\r\n?|\n")

_RAISED = re.compile(r"[0-9+\-−–()n]{1,6}")
_NOTE_LENGTH = 12
_LOWERED = re.compile(r"[0-9.]{1,4}")
# What a raised figure is an exponent of: a figure, a bracket that closes, a unit of length.
_HAS_POWER = re.compile(r"(?:[0-9)）⁰¹²³⁴-ⁿ]|(?<![A-Za-z])[hkcdm]?m)$")


@dataclass(slots=True)
class _Lines:
    """The lines so far, and the one that is being written."""

    out: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def close(self) -> None:
        line = _SPACES.sub(" ", "".join(self.open)).strip()
        self.open.clear()
        if line:
            self.out.append(line)

    def write(self, text: str, preformatted: bool) -> None:
        first, *others = _LINE_END.split(text) if preformatted else [text]
        self.open.append(first)
        for line in others:
            self.close()
            self.open.append(line)

    def tail(self) -> str:
        """The last characters of the line that is being written."""
        return "".join(self.open[-3:])[-6:]


def lines_of(tree: Any) -> list[str]:
    """The lines of an lxml element, blank ones left out. Cells of a table's row stand in one line, parted by tabs; a cell
    that holds whole paragraphs or a table (a page laid out by tables) gives its own lines. Line ends count where the
    element or its style keeps them. A raised or lowered figure never joins the figures beside it."""
    lines = _Lines()
    # An explicit stack: saved pages nest hundreds of levels deep. The flag says whether line ends count.
    stack: list[tuple[str, Any, bool]] = [("enter", tree, False)]
    while stack:
        what, node, kept = stack.pop()
        if what == "text":
            lines.write(node, kept)
            continue
        if what == "close":
            lines.close()
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED:
            continue
        if tag in _BREAKS:
            lines.close()
            continue
        moved = shifted(node.xpath("string()"), tag, lines.tail()) if tag in {"sup", "sub"} else None
        if moved is not None:
            lines.open.append(moved)
            continue
        row = _row(node) if tag in _ROWS else None
        if row is not None:
            lines.close()
            lines.out.append(row)
            continue
        kept = _keeps_line_ends(node, tag, kept)
        if tag in _BLOCKS:
            lines.close()
            stack.append(("close", node, kept))
        for child in reversed(node):
            if child.tail:
                stack.append(("text", child.tail, kept))
            stack.append(("enter", child, kept))
        if node.text:
            stack.append(("text", node.text, kept))
    lines.close()
    return lines.out


def is_block(tag: str) -> bool:
    """Whether the element stands on lines of its own."""
    return tag in _BLOCKS


def _keeps_line_ends(node: Any, tag: str, inherited: bool) -> bool:
    found = _WHITE_SPACE.findall(node.get("style") or "")
    if found:
        return found[-1].lower() in _KEEPS
    return inherited or tag in _PREFORMATTED


def shifted(text: str, tag: str, before: str) -> str | None:
    """A raised or lowered text (``tag`` is sup or sub) as characters that can't be read with the figures beside it; None for
    one of several words. ``before`` are the last characters before it.

    10⁴ and m² keep their exponents, PM2.5 and CO2 are written as they always are; the mark of a footnote goes in brackets.
    """
    text = "".join(text.split())
    if len(text) > _NOTE_LENGTH:
        return None
    if tag == "sup" and _RAISED.fullmatch(text) and _HAS_POWER.search(before):
        return raised(text.replace("–", "-"))
    if not re.search(r"\d", text):
        return text
    if _LOWERED.fullmatch(text) and (tag == "sub" or "." in text):
        in_word = re.search(r"[A-Za-z][0-9.]*$", before)
        return text if in_word else lowered(text)
    return text if re.fullmatch(r"[\[［【(（〔].*[\]］】)）〕]", text) else f"[{text}]"


def _row(row: Any) -> str | None:
    """A row as one line, or None when it is a frame around paragraphs or tables, or empty."""
    cells = [child for child in row if child.tag in _CELLS]
    if len(cells) < 2:
        return None
    texts = []
    for cell in cells:
        if next(cell.iter("table"), None) is not None:
            return None
        lines = lines_of(cell)
        if len(lines) > _CELL_LINES or any(len(line) > _CELL_LENGTH for line in lines):
            return None
        texts.append(" ".join(lines).replace("\t", " "))
    return "\t".join(texts) if any(texts) else None
