"""Which script a text is in, and traditional → simplified with every character keeping its place."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.document.model import Script
from summarizer.document.textmap import Edit, MappedText
from summarizer.document.words import KEEPS_ZHU, ONLY_SIMPLIFIED, ONLY_TRADITIONAL

if TYPE_CHECKING:
    from opencc import OpenCC

_SURROGATE = re.compile("([\ud800-\udfff])")
_ZHU = re.compile(rf"(?:{'|'.join(KEEPS_ZHU)})|(著)")


def detect_script(text: str) -> Script:
    """``hant`` when characters that only traditional text uses outnumber those that only simplified text uses."""
    traditional = sum(map(text.count, ONLY_TRADITIONAL))
    simplified = sum(map(text.count, ONLY_SIMPLIFIED))
    return "hant" if traditional > simplified else "hans"


def to_simplified(text: str) -> str:
    """OpenCC ``t2s`` plus the 著/着 rule (t2s leaves 面臨著, 著力; ``tw2s`` would spoil 显著). Lines keep their number."""
    if _SURROGATE.search(text):  # half of a pair, which OpenCC can't encode: converted around
        return "".join(
            part if _SURROGATE.match(part) else to_simplified(part) for part in _SURROGATE.split(text) if part
        )
    return _ZHU.sub(lambda m: "着" if m[1] else m[0], _converter().convert(text))


def simplify(mapped: MappedText) -> MappedText:
    """``mapped`` in simplified characters. A line whose length changes is aligned with difflib."""
    edits: list[Edit] = []
    at = 0
    for line in mapped.text.split("\n"):
        converted = to_simplified(line)
        if converted != line:
            if len(converted) == len(line):
                edits.append(Edit(at, at + len(line), converted))
            else:
                edits.extend(_aligned(line, converted, at))
        at += len(line) + 1
    return mapped.apply(edits)


def _aligned(line: str, converted: str, at: int) -> list[Edit]:
    matcher = difflib.SequenceMatcher(None, line, converted, autojunk=False)
    edits: list[Edit] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if a0 == a1:  # an insertion: widen it by the character before or after, so that it has a place
            a0, b0 = (a0 - 1, b0 - 1) if a0 else (a0, b0)
            a1, b1 = (a1, b1) if a0 < a1 else (a1 + 1, b1 + 1)
            if edits and edits[-1].end > at + a0:
                last = edits.pop()
                edits.append(Edit(last.start, last.end, last.replacement + converted[b0 + 1 : b1]))
                continue
        edits.append(Edit(at + a0, at + a1, converted[b0:b1]))
    return edits


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
