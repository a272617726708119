"""A saved web page → the lines of its article."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from typing import Any

from summarizer.document.decode import Decoded, Note, decode
from summarizer.document.formats.page_article import article_lines, is_list_of_links, prose_length
from summarizer.document.formats.page_tree import prepare
from summarizer.errors import InputError
from summarizer.messages import Message, template

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
# What XML does not know, which lxml refuses.
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Less than this many characters of sentences beside a frame or a script are a site's greeting, not a report.
_LEAST_PROSE = 200
_SMALLEST_FRAME = 5
_LEAST_WORDS = 60
_HAN = re.compile(r"[\u3400-\u9fff]")

_STRUCK = template("{name} strikes out some words; they are left out of its text.")


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of a page: its lines, how many characters of them are sentences, and what else is on it."""

    lines: list[str]
    prose: int
    struck: bool
    frame: str  # the address of the frame a reader sees, "" when there is none
    is_list: bool  # most of the page's text stands in links
    has_script: bool


def load_html(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The article of the page, one paragraph a line, under its title, without menus, sidebars and footers.

    ``declared`` is the encoding that what brought the page says it has. Raises :class:`InputError` when the page holds no
    report: no text, a list of links, or a text that stands in a frame or is loaded by script.
    """
    meta = _CHARSET.search(data[:4096])
    decoded = decode(data, name, meta[1].decode("ascii") if meta else declared)
    page = _read(decoded.text, hidden=False)
    if page is None:
        raise _without_text(name)
    if not page.prose:
        # A wrapper that the site's script would show: the report is in it when nothing else is on the page.
        whole = _read(decoded.text, hidden=True)
        page = whole if whole is not None and whole.prose else page
    _refuse_without_report(page, name)
    text = "\n".join(page.lines) + "\n"
    notes = [_struck_note(name)] if page.struck else []
    bad = tuple(i for i, c in enumerate(text) if c == "\ufffd") if decoded.bad_bytes else ()
    return Decoded(text, decoded.encoding, bad, (*decoded.notes, *notes))


def load_mht(data: bytes, name: str) -> Decoded:
    """The page in a single-file archive (.mht, and .doc files that are one); of several, the one with the most text.

    Raises :class:`InputError` when no page of it holds a report.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    best: Decoded | None = None
    refused: InputError | None = None
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if not isinstance(content, bytes):
            continue
        try:
            page = load_html(content, name, part.get_content_charset())
        except InputError as error:
            refused = refused or error
            continue
        if best is None or len(page.text) > len(best.text):
            best = page
    if best is None:
        raise refused or InputError(
            "{name} is a web archive without a page.", "Save the page as .html and try again.", name=name
        )
    return best


def _read(markup: str, *, hidden: bool) -> _Page | None:
    from lxml import etree, html

    # lxml refuses a text that declares an encoding
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    markup = _NO_CHARACTERS.sub(" ", markup)
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError):
        return None
    struck = prepare(tree, hidden=hidden)
    is_list = is_list_of_links(tree)
    frame, has_script = _frame_address(tree), next(tree.iter("script"), None) is not None
    lines = article_lines(tree)
    return _Page(
        lines=lines,
        prose=prose_length(lines),
        struck=struck,
        frame=frame,
        is_list=is_list,
        has_script=has_script,
    )


def _refuse_without_report(page: _Page, name: str) -> None:
    if page.prose < _LEAST_PROSE and page.frame:
        raise InputError(
            "{name} shows its text in a frame ({address}), which is a page of its own.",
            "Open that address in a browser, save the page that comes, and give that file.",
            name=name,
            address=page.frame,
        )
    if page.prose:
        return
    if page.is_list:
        raise InputError(
            "{name} is a list of links, not a report.",
            "Follow the link to the report, save the page that comes, and give that file.",
            name=name,
        )
    words = sum(len(_HAN.findall(line)) for line in page.lines)
    if not words or (words < _LEAST_WORDS and page.has_script):
        raise _without_text(name)


def _without_text(name: str) -> InputError:
    return InputError(
        "{name} is a web page without text.",
        "Pages that load their text by script save none of it: copy the text from the browser into a .txt file.",
        name=name,
    )


def _frame_address(tree: Any) -> str:
    """The address of the largest frame that a reader would see, "" when there is none."""
    best = (0, "")
    for frame in tree.iter("iframe", "frame"):
        address = (frame.get("src") or "").strip()
        sizes = [re.match(r"\d+(?!\d*%)", frame.get(side) or "") for side in ("width", "height")]
        if not address or address.startswith(("about:", "javascript:", "data:")):
            continue
        if any(size is not None and int(size[0]) <= _SMALLEST_FRAME for size in sizes):
            continue
        # Frames of menus and heads are named so, and come first.
        menu = re.search(
            r"menu|left|top|head|nav|foot|banner|bottom|tree", f"{address} {frame.get('name')}".lower()
        )
        best = max(best, (1 if menu else 2, address), key=lambda found: found[0])
    return best[1]


def _struck_note(name: str) -> Note:
    return Note("part-missing", Message(_STRUCK, {"name": name}))
