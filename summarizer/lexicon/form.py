"""What a row of the lexicon is."""

from __future__ import annotations

import re
from typing import NamedTuple


class Form(NamedTuple):
    """A named pattern for clean (simplified) text, a real example of it, and what looks like it and is none ("" where nothing is known to)."""

    name: str
    pattern: re.Pattern[str]
    example: str
    counter: str = ""

    def search(self, text: str) -> re.Match[str] | None:
        """Where the form stands in ``text``."""
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Whether ``text`` begins with the form."""
        return self.pattern.match(text)


def form(name: str, pattern: str, example: str, counter: str = "") -> Form:
    """A row, from the pattern's text."""
    return Form(name, re.compile(pattern), example, counter)
