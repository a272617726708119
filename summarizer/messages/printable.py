"""What may be shown: a report, a server or a model can hold characters that steer a terminal, turn the direction of a line, or are none."""

from __future__ import annotations

import re

# Control characters but tab and line feed, overrides of direction (as in “Trojan Source”), halves of pairs, and what is no character.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """``text`` with U+FFFD for every character that can't be shown as one."""
    return UNPRINTABLE.sub("\ufffd", text)
