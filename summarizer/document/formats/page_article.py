"""Which part of a web page is its article.

The article is the smallest element that holds every sentence and every table of figures of the page, once its menus, lists of links,
footers, comments and advice to visitors are taken off. So no sentence can be lost by where it stands.
"""

from __future__ import annotations

import re
from typing import Any

from summarizer.document.formats.blocks import is_block, lines_of
from summarizer.document.formats.page_title import is_title, page_titles
from summarizer.document.noise import is_noise

_STOP = re.compile(r"[。！？；]")
_ROW_OF_FIGURES = re.compile(r"[\u3400-\u9fff][^\n]*\t[^\n]*\d|\d[^\n]*\t[^\n]*[\u3400-\u9fff]")
_FIGURE = re.compile(r"\d[\d,.]*(?:%|万|亿|个|家|户|人|件|公里|平方米|吨|元)")
_LEAST_LINE = 6
# Elements whose sentences belong to the site, as long as most of the page's sentences stand elsewhere.
_SITE_TAGS = frozenset({"nav", "footer", "aside"})
_SITE_NAMES = frozenset(
    [
        "comment",
        "comments",
        "cookie",
        "cookies",
        "copyright",
        "disclaimer",
        "foot",
        "footer",
        "hot",
        "hotnews",
        "login",
        "menu",
        "modal",
        "nav",
        "navbar",
        "popup",
        "recommend",
        "related",
        "relate",
        "share",
        "sidebar",
        "sidenav",
        "bdshare",
        "breadcrumb",
        "crumbs",
        "friendlink",
    ]
)
_MOST_OF_SITE = 0.2
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LIST_TAGS = frozenset(["ul", "ol", "dl", "div", "table", "nav", "section", "p", "td", "li"])
_LEAST_LINKS, _LINKED = 3, 0.8
_LEAST_ARTICLES, _LEAST_TITLE, _LIST_SHARE = 5, 8, 0.6
_DATE = re.compile(r"[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）]?")
# What the search for the article goes into.
_HOLDERS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "form",
        "center",
        "table",
        "tbody",
        "tr",
        "td",
        "font",
        "span",
    ]
)
_LINES_BEFORE = 12
_LEAST_PARAGRAPHS, _DEEPEST = 2, 60


def article_lines(tree: Any) -> list[str]:
    """The lines of the article in a prepared tree, with the title and the lines under it when these stand outside of it.

    What belongs to the site is taken out of ``tree``.
    """
    body = tree.find("body") if tree.find("body") is not None else tree
    titles = page_titles(tree)
    _drop_site(body)
    article, before = _narrow(body)
    lines = lines_of(article)
    if not lines:
        return []
    return _head(titles, before, lines) + lines


def prose_length(lines: list[str]) -> int:
    """The characters of the lines that a report is made of: sentences, rows and lines with figures; no page noise."""
    return sum(
        len(line) for line in lines if _is_prose(line) or (_FIGURE.search(line) and not is_noise(line))
    )


def is_list_of_links(tree: Any) -> bool:
    """Whether most of the page's text, dates apart, is links to articles; the short words of menus are none."""
    links = [length for node in tree.iter("a") if (length := sum(_length(t) for t in node.itertext()))]
    articles = [length for length in links if length >= _LEAST_TITLE]
    text = sum(_length(line) for line in lines_of(tree))
    return len(articles) >= _LEAST_ARTICLES and sum(articles) >= _LIST_SHARE * text


def _is_prose(line: str) -> bool:
    if len(line) < _LEAST_LINE or not (_STOP.search(line) or _ROW_OF_FIGURES.search(line)):
        return False
    return not is_noise(line)


def _weight(node: Any) -> int:
    return sum(len(line) for line in lines_of(node) if _is_prose(line))


def _length(text: str) -> int:
    """The characters of a text without white space and the dates that stand beside links."""
    return len("".join(_DATE.sub("", text).split()))


def _drop_site(body: Any) -> None:
    """Take out what is the site's: by tag, by name, and lists of links."""
    total = _weight(body)
    counts = _link_counts(body)
    for node in list(body.iter()):
        if not isinstance(node.tag, str) or node is body or node.getparent() is None:
            continue
        if _is_of_site(node):
            if _weight(node) <= _MOST_OF_SITE * total:
                node.drop_tree()
        elif node.tag in _LIST_TAGS:
            links, linked, all_words = counts[node]
            if links >= _LEAST_LINKS and linked >= _LINKED * all_words:
                node.drop_tree()


def _is_of_site(node: Any) -> bool:
    if node.tag in _SITE_TAGS or (node.get("role") or "") in {"navigation", "contentinfo", "complementary"}:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return is_block(node.tag) and any(n.lower() in _SITE_NAMES for n in _NAME_PARTS.findall(names))


def _link_counts(body: Any) -> dict[Any, tuple[int, int, int]]:
    """For every element: links that lead off the page (links to its own notes and headings are the report's), the characters
    in them, and all its characters."""
    counts: dict[Any, tuple[int, int, int]] = {}
    for node in reversed(list(body.iter())):
        if not isinstance(node.tag, str):
            continue
        own = _length(node.text or "")
        links = linked = 0
        for child in node:
            n, in_links, inside = counts.get(child, (0, 0, 0))
            links, linked = links + n, linked + in_links
            own += inside + _length(child.tail or "")
        if node.tag == "a" and own and not re.match(r"#.", node.get("href") or "#."):
            links, linked = 1, own
        counts[node] = (links, linked, own)
    return counts


def _narrow(body: Any) -> tuple[Any, list[Any]]:
    """The smallest holder of all sentences, and the elements that stand before it, in order."""
    node, before = body, []
    total = _weight(body)
    for _ in range(_DEEPEST if total else 0):
        children = [child for child in node if isinstance(child.tag, str)]
        child = next((c for c in children if c.tag in _HOLDERS and _weight(c) == total), None)
        if child is None or sum(_is_prose(line) for line in lines_of(child)) < _LEAST_PARAGRAPHS:
            break
        before += children[: children.index(child)]
        node = child
    return node, before


def _head(titles: list[str], before: list[Any], lines: list[str]) -> list[str]:
    """The title that the article lacks, and the lines between it and the article (where and when, who)."""
    start = ["".join(line.split()) for line in lines[:_LINES_BEFORE]]
    joined = "".join(start)
    title = next((t for t in titles if not is_noise(t)), "")
    bare = "".join(title.split())
    if not bare or bare in joined or any(is_title(line) for line in start):
        return []
    above = [line for node in before for line in lines_of(node)]
    at = next((i for i, line in enumerate(above) if "".join(line.split()) == bare), None)
    under = above[at + 1 :] if at is not None else []
    return [title, *under[:_LINES_BEFORE]]
