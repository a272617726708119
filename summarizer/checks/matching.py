"""Where words stand in a text, spaces and punctuation apart. Exact or in pieces, never fuzzy."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What does not count when words are compared: white space, punctuation, quotes, brackets.
_IGNORED = re.compile(r"[\s,，。；;：:、.．“”‘’\"'（）()《》〈〉【】\[\]!！?？·•—–\-─]")
# A piece of this many characters or more is words; a shorter one may stand anywhere by chance.
_PIECE = 2
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"))
_INSIDE_NUMBER = re.compile(r"[\d.][\d.]")


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` holds the words; ``exact`` when they stand there in one piece."""

    start: int
    end: int
    exact: bool


def find_words(words: str, text: str) -> Match | None:
    """Where ``words`` stand in ``text``: in one piece, else as pieces in order (建设老旧楼院 in 建设50个老旧楼院).

    None when some of them do not stand there, or only in another order. Punctuation inside numbers counts.
    """
    needle, _ = _bare(words)
    hay, places = _bare(text)
    if not needle:
        return None
    at = hay.find(needle)
    while at >= 0 and _cuts_number(hay, at, at + len(needle)):
        at = hay.find(needle, at + 1)
    if at >= 0:
        return Match(places[at], places[at + len(needle) - 1] + 1, True)
    pieces = _in_pieces(needle, hay)
    return None if pieces is None else Match(places[pieces[0]], places[pieces[1] - 1] + 1, False)


def as_printed(words: str, text: str) -> str:
    """``words`` as ``text`` prints them, punctuation and quotation marks included; unchanged when not there in one piece."""
    match = find_words(words, text)
    if match is None or not match.exact:
        return words
    start, end = match.start, match.end
    for opening, closing in _PAIRS:
        inside = text[start:end]
        if inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening:
            start -= 1
        elif inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
        elif text[start - 1 : start] == opening and text[end : end + 1] == closing:
            start, end = start - 1, end + 1
    return text[start:end]


def bare_length(text: str) -> int:
    """How many characters of ``text`` count when words are compared."""
    return len(_bare(text)[0])


def _bare(text: str) -> tuple[str, list[int]]:
    """``text`` without what does not count, and the place of each character kept. A point between digits is kept."""
    chars, places = [], []
    for i, char in enumerate(text):
        if _IGNORED.match(char):
            between = char in ".-—–" and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
            if not between:
                continue
        chars.append(char)
        places.append(i)
    return "".join(chars), places


def _in_pieces(needle: str, hay: str) -> tuple[int, int] | None:
    """The range of ``hay`` in which the pieces of ``needle`` stand in order, each the longest that fits, as close as they go."""
    pieces: list[str] = []
    position = done = 0
    while done < len(needle):
        length = _longest(needle, done, hay, position)
        rest = len(needle) - done
        if length < min(_PIECE, rest) or (length == 1 and rest == 1 and len(needle) <= _PIECE):
            return None
        pieces.append(needle[done : done + length])
        position = hay.find(pieces[-1], position) + length
        done += length
    start = position
    for piece in reversed(pieces):
        start = hay.rfind(piece, 0, start)
        if _cuts_number(hay, start, start + len(piece)):
            return None
    return start, position


def _cuts_number(hay: str, start: int, end: int) -> bool:
    """Whether ``hay[start:end]`` begins or ends inside a number: 4.28% is not in 44.28%."""
    return bool(
        _INSIDE_NUMBER.match(hay[max(0, start - 1) : start + 1])
        or _INSIDE_NUMBER.match(hay[end - 1 : end + 1])
    )


def _longest(needle: str, start: int, hay: str, position: int) -> int:
    low, high = 0, len(needle) - start
    while low < high:
        middle = (low + high + 1) // 2
        if hay.find(needle[start : start + middle], position) >= 0:
            low = middle
        else:
            high = middle - 1
    return low
