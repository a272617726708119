"""Lines of pages → paragraphs: running heads and page numbers dropped, hard wraps joined.

Lengths are in points, from the top left corner of the page. What decides is the geometry of official documents (GB/T 9704):
a first line indented by two characters, lines filled to the right margin, headings in other sizes or centred.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or (``row``) a row of a table. A space at the end of ``text`` stands in the file."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    row: bool = False


@dataclass(slots=True)
class Page:
    """``strokes`` is how many lines and curves are drawn on it."""

    width: float
    height: float
    lines: list[Line]
    strokes: int = 0

    def put_rows(self, rows: list[str], box: tuple[float, float, float, float]) -> None:
        """Put ``rows`` where the lines inside ``box`` (x0, top, x1, bottom) stood."""
        x0, top, x1, bottom = box
        inside = [
            i for i, line in enumerate(self.lines)
            if x0 <= (line.x0 + line.x1) / 2 <= x1 and top <= (line.top + line.bottom) / 2 <= bottom
        ]  # fmt: skip
        at = inside[0] if inside else len(self.lines)
        kept = [line for i, line in enumerate(self.lines) if i not in set(inside)]
        size = (bottom - top) / max(1, len(rows))
        new = [
            Line(row, x0, x1, top + i * size, top + (i + 1) * size, size, row=True)
            for i, row in enumerate(rows)
        ]
        self.lines = kept[:at] + new + kept[at:]


@dataclass(slots=True)
class _Block:
    """The measures of the running text: its margins on one page, and its size in the whole document."""

    left: float
    right: float
    size: float


@dataclass(slots=True)
class _Joiner:
    out: list[str] = field(default_factory=list)
    last: Line | None = None
    block: _Block | None = None  # of the page that the last line stood on


_SENTENCE = re.compile(r"[。；]\s*$")
_PAGE_NUMBER = re.compile(
    r"^[\s—–─\-－·.~～/|第页頁共()（）]*\d{1,4}(?:[\s—–─\-－·.~～/|第页頁共()（）]+\d{0,4})*$"
)
_ENDS_SENTENCE = re.compile(r"[。！？；：!?;:][”’）)》」』]*\s*$")
_OPENS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]+部分|——)"
)
# A report that came as one line has its headings between spaces: …取得成效。 (二)城市建设 围绕…
_INLINE_HEADS = re.compile(r"[。；] +[(（][一二三四五六七八九十][)）][^。；]{2,40} ")
EDGE = 0.12  # running heads and page numbers stand in this share of the page's height
_REPEATED = 0.4


def paragraphs(pages: list[Page]) -> list[str]:
    """The paragraphs of ``pages`` in order."""
    _drop_furniture(pages)
    body = _body_size(pages)
    blocks = _blocks(pages, body)
    indented = _indents(pages, blocks)
    heads = _INLINE_HEADS.search("".join(line.text for page in pages for line in page.lines)) is not None
    joiner = _Joiner()
    for page, block in zip(pages, blocks, strict=True):
        for line in page.lines:
            if (
                joiner.last is not None
                and joiner.block is not None
                and not _begins(line, block, joiner, indented)
            ):
                before = joiner.out[-1]
                apart = _parts_words(before, line.text) or (heads and _ends_inline_head(before, line.text))
                joiner.out[-1] = f"{before} {line.text}" if apart else before + line.text
            else:
                joiner.out.append(line.text)
            joiner.last, joiner.block = line, block
    return [text for line in joiner.out if (text := line.rstrip())]


def _parts_words(before: str, after: str) -> bool:
    """Whether a wrap stood for the space between two words of Latin letters."""
    return all(c.isascii() and c.isalpha() for c in (before[-1], after[0]))


def _ends_inline_head(before: str, after: str) -> bool:
    """Whether a wrap fell on the space that ends a heading inside a long line: the heading has no other space."""
    head = re.split(r"[。！？；] *", before)[-1]
    return bool(_OPENS.match(head)) and " " not in head and " " not in re.split(r"[。！？；]", after)[0]


def _begins(line: Line, block: _Block, joiner: _Joiner, indented: bool) -> bool:
    """Whether ``line`` begins a paragraph."""
    last, before = joiner.last, joiner.block
    assert last is not None
    assert before is not None
    if line.row or last.row or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return True
    short = before.right - last.x1
    titles = _is_title(line, block) and _is_title(last, before)
    if titles or _is_centred(line, block) or _is_centred(last, before):
        # A wrapped title: both lines are a title's, the first is nearly as wide as the text.
        wide = last.x1 - last.x0 > 0.75 * (before.right - before.left)
        return not (titles and wide) or bool(_OPENS.match(line.text))
    indent = line.x0 - block.left
    if indent > 1.2 * block.size:
        return True
    if short > 4 * block.size:
        return True
    if short > 1.6 * block.size and (_ENDS_SENTENCE.search(last.text) or _OPENS.match(line.text)):
        return True
    if indented:  # every paragraph is indented, and this line is not
        return False
    gap = line.top - last.bottom
    return bool(_ENDS_SENTENCE.search(last.text)) and (gap > 0.9 * line.size or bool(_OPENS.match(line.text)))


def _is_title(line: Line, block: _Block) -> bool:
    return line.size > 1.12 * block.size or _is_centred(line, block)


def _is_centred(line: Line, block: _Block) -> bool:
    left, right = line.x0 - block.left, block.right - line.x1
    return left > 2.5 * block.size and right > 2.5 * block.size and abs(left - right) < 1.5 * block.size


def _drop_furniture(pages: list[Page]) -> None:
    """Page numbers, and what stands at the top or bottom edge of many pages with only its figures changing."""
    edges: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        edges.update({key for line in page.lines if (key := _edge_key(line, page)) is not None})
    least = max(2, _REPEATED * len(pages))
    for page in pages:
        kept = []
        for line in page.lines:
            key = _edge_key(line, page)
            if key is not None and (_is_page_number(line.text) or edges[key] >= least):
                continue
            kept.append(line)
        page.lines = kept


def _is_page_number(text: str) -> bool:
    """Whether a line at an edge numbers its page: one number, or two with a sign between them (3 / 20); three are figures of a table."""
    numbers = re.findall(r"\d+", text)
    parted = len(numbers) == 2 and re.search(r"[/|共页頁第]", text)
    return bool(_PAGE_NUMBER.match(text)) and (len(numbers) == 1 or bool(parted))


def _edge_key(line: Line, page: Page) -> tuple[bool, str] | None:
    if _SENTENCE.search(
        line.text
    ):  # no running head is one; two pages may begin with sentences that differ in figures only
        return None
    if line.row or EDGE * page.height < (line.top + line.bottom) / 2 < (1 - EDGE) * page.height:
        return None
    return line.top < page.height / 2, re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.row:
                sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _blocks(pages: list[Page], size: float) -> list[_Block]:
    """The text block of every page. A page of few lines takes the widest of the document: its own may be short."""
    own: list[_Block | None] = []
    for page in pages:
        lines = [
            line
            for line in page.lines
            if not line.row and abs(line.size - size) <= 0.12 * size and len(line.text) > 3
        ]
        own.append(
            _Block(min(x.x0 for x in lines), max(x.x1 for x in lines), size) if len(lines) >= 6 else None
        )
    full = [block for block in own if block is not None]
    if not full:
        lines = [line for page in pages for line in page.lines if not line.row]
        left = min((line.x0 for line in lines), default=0.0)
        return [_Block(left, max((line.x1 for line in lines), default=1.0), size)] * len(pages)
    usual = _Block(
        sorted(b.left for b in full)[len(full) // 2], sorted(b.right for b in full)[len(full) // 2], size
    )
    return [block or usual for block in own]


def _indents(pages: list[Page], blocks: list[_Block]) -> bool:
    """Whether paragraphs begin with an indented line: then lines that do so are many, but not most."""
    indented = flush = 0
    for page, block in zip(pages, blocks, strict=True):
        for line in page.lines:
            if line.row or _is_centred(line, block):
                continue
            indent = (line.x0 - block.left) / block.size
            indented += 1.2 < indent < 5
            flush += indent < 0.6
    return flush > 0 and indented >= 0.08 * (indented + flush)
