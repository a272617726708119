"""A saved web page → the lines of its article."""

from __future__ import annotations

import email
import email.policy
import re

from summarizer.document.decode import Decoded, decode
from summarizer.document.formats.blocks import lines_of
from summarizer.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！？]{8,}[。！？]")
# A page whose article holds less than this share of the page's sentences was cut wrongly: the whole page is better then.
_LEAST_SHARE = 0.7


def load_html(data: bytes, name: str) -> Decoded:
    """The article of the page, one paragraph a line, without menus, sidebars and footers.

    Raises :class:`InputError` when the page has no text.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, name, declared[1].decode("ascii") if declared else None)
    lines = _article(decoded.text)
    if not lines:
        raise InputError(
            "{name} is a web page without text.",
            "Pages that load their text by script save none of it: copy the text from the browser into a .txt file.",
            name=name,
        )
    return Decoded("\n".join(lines) + "\n", decoded.encoding)


def load_mht(data: bytes, name: str) -> Decoded:
    """The page in a single-file archive (.mht, and .doc files that are one)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return load_html(content, name)
    raise InputError(
        "{name} is a web archive without a page.", "Save the page as .html and try again.", name=name
    )


def _article(markup: str) -> list[str]:
    import trafilatura
    from lxml import etree, html

    # lxml refuses a text that declares an encoding, and characters XML does not know
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    markup = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", " ", markup)
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError):
        return []
    whole = lines_of(tree.find("body") if tree.find("body") is not None else tree)
    found = trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_links=False,
        deduplicate=False,
    )
    body = getattr(found, "body", None)
    article = lines_of(body) if body is not None else []
    complete = _sentences(article) >= _LEAST_SHARE * _sentences(whole)
    return article if complete and article else whole


def _sentences(lines: list[str]) -> int:
    return sum(len(m) for line in lines for m in _SENTENCE.findall(line))
