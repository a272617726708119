"""The titles a web page gives its article outside of the article's own text."""

from __future__ import annotations

import re
from typing import Any

# Chinese government sites name the article in its head, after the State Council's guide for government sites (国办发〔2017〕47号).
_NAMED = ("articletitle", "og:title", "title")
_HEADINGS = ("h1", "h2", "h3")
# What parts an article's title from the names of its column and its site.
_PARTS = re.compile(r"\s*[_|｜>＞»«]+\s*|\s+[-–—]+\s+|(?<![-–—])[-–—](?![-–—])")
_SITE = re.compile(
    r"^(?:首页|网站首页)$|(?:人民政府|政府网|政府网站|门户网站?|官网|官方网站|网站?|频道|平台|日报|栏目|政务公开|信息公开|信息公开目录|要闻)$"
)
_KIND = re.compile(r"报告|总结|计划|规划|要点|讲话|草案|方案|决议|公报|通报|汇报|意见")
_LONGEST = 80
_TITLE = re.compile(r"^[^。！？；]{0,60}(?:报告|总结|计划|规划|要点|讲话|公报|汇报)(?:[（(《].{0,40})?$")


def page_titles(tree: Any) -> list[str]:
    """The titles of a prepared page that can be its article's, the likeliest first.

    A heading counts when the page's own title or description holds it too, or when the page has no other; so one of a
    sidebar or a list of other articles never does.
    """
    named = [text for key in _NAMED for text in _metadata(tree, key)]
    node = tree.find(".//title")
    shown = " ".join(node.text_content().split()) if node is not None else ""
    headings = [h for tag in _HEADINGS for h in tree.iter(tag) if not _is_in_site(h)]
    texts = [" ".join(h.text_content().split()) for h in headings]
    texts = [text for text in texts if text and len(text) <= _LONGEST and not _SITE.search(text)]
    known = ["".join(text.split()) for text in (*named, shown) if text]
    held = [text for text in texts if any("".join(text.split()) in other for other in known)]
    cut = [_own_part(text) for text in (*named, shown)]
    first = texts[:1] if texts and not any(cut) else []
    kinds = [text for text in texts if _KIND.search(text) and is_title(text)]
    found = [text for text in (*held, *cut, *first, *kinds[:1]) if text and len(text) <= _LONGEST]
    return sorted(dict.fromkeys(found), key=lambda text: not _KIND.search(text))


def is_title(line: str) -> bool:
    """Whether a line reads as the title of a report: 政府工作报告, 2026年工作总结."""
    return bool(_TITLE.match(line))


def _metadata(tree: Any, key: str) -> list[str]:
    return [
        " ".join((meta.get("content") or "").split())
        for meta in tree.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() == key
    ]


def _own_part(text: str) -> str:
    """A page's title without the names of its columns and its site."""
    parts = [part.strip() for part in _PARTS.split(text) if part and part.strip()]
    parts = [part for part in parts if not _SITE.search(part)]
    return next((part for part in parts if _KIND.search(part)), parts[0] if parts else "")


def _is_in_site(node: Any) -> bool:
    return any(a.tag in {"nav", "aside", "footer"} for a in node.iterancestors())
