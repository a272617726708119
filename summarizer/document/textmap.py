"""A text that remembers where each of its characters came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``replacement``; an empty range inserts nothing and is not allowed."""

    start: int
    end: int
    replacement: str


class MappedText:
    """``text`` and, for every character of it, the range of the original it stands for.

    ``starts[i]`` and ``ends[i]`` are offsets into the original; both never decrease, and ranges of different
    characters are either the same (one original stretch rewritten as several characters) or do not overlap.
    """

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    @classmethod
    def identity(cls, text: str) -> MappedText:
        """Every character stands for itself."""
        return cls(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` stands for. Raises ValueError on an empty range."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such range: {start}:{end} of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]

    def apply(self, edits: Iterable[Edit]) -> MappedText:
        """A new text with ``edits`` made. They must be ordered and must not overlap.

        A replacement maps character by character; the last character takes what is left of a longer stretch, and the
        characters beyond a shorter one share its last.
        """
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for edit in edits:
            if edit.start < done or edit.end <= edit.start:
                raise ValueError(f"edits overlap or are out of order at {edit.start}")
            pieces.append(self.text[done : edit.start])
            starts.extend(self.starts[done : edit.start])
            ends.extend(self.ends[done : edit.start])
            pieces.append(edit.replacement)
            length = len(edit.replacement)
            same = min(length, edit.end - edit.start)
            starts.extend(self.starts[edit.start : edit.start + same])
            ends.extend(self.ends[edit.start : edit.start + same])
            if same:
                ends[-1] = self.ends[edit.end - 1]
                starts.extend([starts[-1]] * (length - same))
                ends.extend([ends[-1]] * (length - same))
            done = edit.end
        if done == 0:
            return self
        pieces.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return MappedText("".join(pieces), starts, ends)
