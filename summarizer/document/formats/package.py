"""The parts of an Office package: which one is the main part, and which parts another one names.

Written from ECMA-376 part 2 (Open Packaging Conventions), 6.2 and 6.5: ``[Content_Types].xml`` gives the type of every part,
``_rels/.rels`` names the main part, ``folder/_rels/part.rels`` names the parts that ``folder/part`` uses. Names of parts are
compared without case, so they are all written in lower case here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
# What a main part holds, by a word in its content type.
_KINDS = (
    ("wordprocessingml", "docx"),
    ("ms-word", "docx"),
    ("spreadsheetml", "sheet"),
    ("ms-excel", "sheet"),
    ("presentationml", "slides"),
    ("ms-powerpoint", "slides"),
)
# Where the main part stands in nearly all files; packages without readable relationships are read by these.
_USUAL = (("word/document.xml", "docx"), ("xl/workbook.xml", "sheet"), ("ppt/presentation.xml", "slides"))
# ISO 29500 strict writes other names for the same elements: part 1, annex A against part 4, annex A.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another part names: the last word of the relationship's type, and where the part is.

    ``target`` is a name in the package, or an address when ``external``.
    """

    kind: str
    target: str
    external: bool


def with_plain_names(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """``members`` by names in lower case with slashes (some programs write backslashes), and with the namespaces and types of
    strict packages written as all other packages have them."""
    out = {}
    for name, content in members.items():
        out[_plain(name)] = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
    return out


def main_part(members: Mapping[str, bytes]) -> tuple[str, str] | None:
    """The name of the main part and what it holds (docx, sheet or slides); None when the package is no Office file.

    ``members`` have plain names. Only ``[content_types].xml`` and ``_rels/.rels`` need their content.
    """
    types = _content_types(members)
    named = [r.target for r in related(members, "").values() if r.kind == "officeDocument" and not r.external]
    typed = [part for part, type_ in types.items() if type_.endswith("main+xml")]
    for part in [*named, *typed]:
        kind = next((k for word, k in _KINDS if word in types.get(part, "")), None)
        kind = kind or next((k for usual, k in _USUAL if usual == part), None)
        if part in members and kind:
            return part, kind
    return next(((part, kind) for part, kind in _USUAL if part in members), None)


def related(members: Mapping[str, bytes], part: str) -> dict[str, Related]:
    """The parts that ``part`` names, by the id it uses for them; "" is the package itself."""
    folder, own = posixpath.split(part)
    tree = _tree(members.get(posixpath.join(folder, "_rels", f"{own}.rels")))
    if tree is None:
        return {}
    out = {}
    for entry in tree.iter(f"{_PACKAGE}relationships}}Relationship"):
        target = entry.get("Target", "")
        external = entry.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, _plain(unquote(target)))).lstrip("/")
        out[entry.get("Id", "")] = Related(entry.get("Type", "").rpartition("/")[2], target, external)
    return out


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _content_types(members: Mapping[str, bytes]) -> dict[str, str]:
    """Content types by the name of the part."""
    tree = _tree(members.get("[content_types].xml"))
    if tree is None:
        return {}
    endings = {
        entry.get("Extension", "").lower(): entry.get("ContentType", "")
        for entry in tree.iter(f"{_PACKAGE}content-types}}Default")
    }
    out = {name: endings[ending] for name in members if (ending := name.rpartition(".")[2]) in endings}
    for entry in tree.iter(f"{_PACKAGE}content-types}}Override"):
        out[_plain(entry.get("PartName", "")).lstrip("/")] = entry.get("ContentType", "")
    return out


def _tree(content: bytes | None) -> Any:
    from lxml import etree

    if content is None:
        return None
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
