"""What a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarizer.reading import Reading, Sentence

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence an item stands on, the words of its evidence, the headings above (outermost first)."""

    reading: Reading
    sentence: Sentence
    text: str
    headings: tuple[str, ...]
