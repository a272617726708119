"""What the styles of a web page say of its words: hidden, struck out, raised or lowered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Rules of a style sheet, and those that hold for other media or under a condition.
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OF_INTEREST = re.compile(
    r"(?:display|visibility|opacity|overflow|(?:max-)?(?:height|width)|text-indent|white-space|font-size"
    r"|list-style(?:-type)?|text-decoration(?:-line)?|vertical-align|position|top|bottom|mso-text-raise)\s*:",
    re.IGNORECASE,
)
# Tags, classes and ids that one element must have, and such elements within one another: div.x, .menu li
_COMPOUND = r"(?:[\w-]+|[.#][\w-]+)(?:[.#][\w-]+)*"
_SELECTOR = re.compile(rf"\s*{_COMPOUND}(?:\s+{_COMPOUND})*\s*")
_NAME = re.compile(r"[.#]?[\w-]+")
_HIDING = (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"))
_NOTHING = re.compile(r"0*(?:\.0+)?(?:px|pt|em|rem|%)?$")
_CUT_OFF = frozenset({"hidden", "clip"})
_OUT_OF_SIGHT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|pt|%)?")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|ex|%)")
# Offsets below these set digits level with the words of another font; a raised figure stands higher.
_LEAST_OFFSET = {"px": 2.5, "pt": 2.0, "em": 0.18, "rem": 0.18, "ex": 0.36, "%": 18.0}


def style(node: Any, name: str) -> str:
    """The value of a property in the element's own style, "" when it has none."""
    found: list[str] = re.findall(
        rf"(?:^|;)\s*{name}\s*:\s*([^;!]*)", (node.get("style") or "").lower().replace("\n", " ")
    )
    return found[-1].strip() if found else ""


def write_styles(tree: Any) -> None:
    """Write the rules of the page's own style sheets into the elements they are for; of two, the more specific comes last.

    Source: CSS Selectors Level 4, section 17 (specificity). Rules that look at states or neighbours are left out.
    """
    rules: list[tuple[tuple[int, int, int], list[frozenset[str]], str]] = []
    for sheet in tree.iter("style"):
        if (sheet.get("media") or "screen").strip().lower() not in {"all", "screen"}:
            continue
        text = _AT_RULE.sub("", _CSS_COMMENT.sub("", sheet.text or ""))
        for selectors, declarations in _RULE.findall(text):
            if not _OF_INTEREST.search(declarations):
                continue
            for selector in filter(_SELECTOR.fullmatch, selectors.split(",")):
                names = _NAME.findall(selector)
                ids, classes = (sum(name.startswith(mark) for name in names) for mark in "#.")
                parts = [frozenset(_NAME.findall(part)) for part in selector.split()]
                rules.append(((ids, classes, len(names) - ids - classes), parts, declarations))
    rules.sort(key=lambda rule: rule[0])
    if not rules:
        return
    for node in tree.iter():
        if isinstance(node.tag, str):
            found = [declarations for _, parts, declarations in rules if _is_selected(node, parts)]
            if found:
                node.set("style", ";".join([*found, node.get("style") or ""]))


def _is_selected(node: Any, parts: list[frozenset[str]]) -> bool:
    if not parts[-1] <= set(_names(node)):
        return False
    others = parts[:-1]
    for ancestor in node.iterancestors() if others else ():
        if others[-1] <= set(_names(ancestor)):
            others = others[:-1]
            if not others:
                break
    return not others


def _names(node: Any) -> Iterator[str]:
    yield node.tag
    yield from (f".{name}" for name in (node.get("class") or "").split())
    if node.get("id"):
        yield f"#{node.get('id')}"


def hides(node: Any) -> bool:
    """Whether the element's style keeps its words from the eye."""
    if "style" not in node.attrib:
        return False
    if any(style(node, name) == value for name, value in _HIDING):
        return True
    if any(_NOTHING.match(style(node, name) or "-") for name in ("font-size", "opacity")):
        return True
    if _OUT_OF_SIGHT.match(style(node, "text-indent")):
        return True
    flat = any(
        _NOTHING.match(style(node, name) or "-") for name in ("height", "max-height", "width", "max-width")
    )
    return flat and any(style(node, name) in _CUT_OFF for name in ("overflow", "overflow-y", "overflow-x"))


def strikes_out(node: Any) -> bool:
    """Whether the element's style draws a line through its words."""
    return any("line-through" in style(node, name) for name in ("text-decoration", "text-decoration-line"))


def shift(node: Any) -> str:
    """ "sup" for an element that its style raises, "sub" for one that it lowers, "" for others."""
    if "style" not in node.attrib:
        return ""
    aligned = style(node, "vertical-align")
    if aligned in {"super", "sub"}:
        return "sup" if aligned == "super" else "sub"
    heights = [_offset(aligned), _offset(style(node, "mso-text-raise"))]
    if style(node, "position") == "relative":
        heights += [-_offset(style(node, "top")), _offset(style(node, "bottom"))]
    return "sup" if any(h > 0 for h in heights) else "sub" if any(h < 0 for h in heights) else ""


def _offset(value: str) -> int:
    """1 for a length that raises, -1 for one that lowers, 0 for none that an eye would notice."""
    found = _LENGTH.fullmatch(value)
    if found is None or abs(float(found[1])) < _LEAST_OFFSET[found[2]]:
        return 0
    return 1 if float(found[1]) > 0 else -1
