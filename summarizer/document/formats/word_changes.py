"""Tracked changes of a Word document as if all were accepted (17.13.5), and paragraphs whose marks are deleted or hidden joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summarizer.document.formats.word_tree import W, all_named, remove, unwrap

_GONE = ("del", "moveFrom", "cellDel")
_KEPT = ("ins", "moveTo")
# Wrappers that show what they hold: tags, controls, links, directions of writing.
_WRAPPERS = ("smartTag", "customXml", "hyperlink", "sdt", "sdtContent", "dir", "bdo")
_WRAPPER_PROPERTIES = ("smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr")


def accept_changes(story: Any) -> None:
    """Take out what was deleted or moved away, in rows and cells, too; what was inserted becomes plain."""
    for mark in all_named(story, *(W + name for name in _GONE)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag in {f"{W}trPr", f"{W}tcPr"}:
            remove(parent.getparent())
        elif parent.tag != f"{W}rPr":  # in w:rPr it marks a paragraph's mark
            remove(mark)
    for mark in all_named(story, *(W + name for name in _KEPT)):
        if mark.getparent().tag not in {f"{W}rPr", f"{W}trPr", f"{W}tcPr"}:
            unwrap(mark)


def unwrap_containers(story: Any) -> None:
    """Put the content of controls, tags and links in their place; a control's placeholder ("click here") is no text."""
    for control in all_named(story, f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            content = control.find(f"{W}sdtContent")
            for run in [] if content is None else all_named(content, f"{W}r"):
                remove(run)
    for properties in all_named(story, *(W + name for name in _WRAPPER_PROPERTIES)):
        remove(properties)
    for wrapper in all_named(story, *(W + name for name in _WRAPPERS)):
        unwrap(wrapper)


def join_paragraphs(story: Any, is_hidden: Callable[[Any], bool]) -> None:
    """Join every paragraph whose mark is deleted or hidden with the one behind it.

    A paragraph left without text keeps no number: Word counts it no more.
    """
    for paragraph in all_named(story, f"{W}p"):
        gone = any(paragraph.find(f"{W}pPr/{W}rPr/{W}{mark}") is not None for mark in ("del", "moveFrom"))
        if not gone and not is_hidden(paragraph):
            continue
        after = paragraph.getnext()
        own = paragraph.find(f"{W}pPr")
        marks = None if own is None else own.find(f"{W}rPr")
        if after is None or after.tag != f"{W}p":
            # There is nothing to join it with; mammoth would carry its words on.
            if not _has_text(paragraph):
                remove(paragraph)
            elif marks is not None:
                own.remove(marks)
            continue
        content = [child for child in paragraph if child is not own]
        if own is not None and _has_text(paragraph):
            if marks is not None:
                own.remove(marks)
            followed = after.find(f"{W}pPr")
            if followed is not None:
                # the mark that ends the joined paragraph is the second one's
                if (later := followed.find(f"{W}rPr")) is not None:
                    own.append(later)
                after.remove(followed)
            after.insert(0, own)
        at = next((i for i, child in enumerate(after) if child.tag == f"{W}pPr"), -1) + 1
        after[at:at] = content
        remove(paragraph)


def _has_text(paragraph: Any) -> bool:
    return any(text.text for text in paragraph.iter(f"{W}t"))
