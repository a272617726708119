"""Half-width punctuation → full-width, as GB/T 15834-2011 wants it in Chinese text."""

from __future__ import annotations

import re

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
# Not inside a number or a time (1,200 · 9:30), not between Latin words.
_HALF = re.compile(
    r"(?<![0-9A-Za-z])[,;:?!()]|[,;:?!()](?![0-9A-Za-z])|(?<=[A-Za-z0-9])[,;](?=[A-Za-z])|\((?=[0-9])|(?<=[0-9])\)"
)
_QUOTED = re.compile(r'"([^"\n]{1,60})"')


_NESTED = str.maketrans("“”", "‘’")


def quoted(text: str) -> str:
    """``text`` between quotation marks, those inside it single (GB/T 15834-2011, 4.8.3.4)."""
    return f"“{text.translate(_NESTED)}”"


def full_width(text: str) -> str:
    """``text`` with the punctuation outside numbers full-width, and straight quotation marks in pairs curved."""
    text = _HALF.sub(lambda m: _FULL[m[0]], text)
    text = re.sub(r"(?<=[，；：？！（）]) +", "", text)
    return _QUOTED.sub(r"“\1”", text)
