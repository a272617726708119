"""A text → the pieces of it that taggers learn from."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(4096)
def grams(text: str) -> frozenset[str]:
    """All pieces of one to three characters of ``text``, which begins with ^ and ends with $; every number is one 0."""
    shown = f"^{_NUMBER.sub('0', text[:_LONGEST])}$"
    return frozenset(shown[i : i + n] for n in (1, 2, 3) for i in range(len(shown) - n + 1))


# No sentence says after so many characters what it is.
_LONGEST = 600
