"""Where words stand in a text, spaces and punctuation apart. Exact or in pieces, never fuzzy."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What does not count when words are compared: white space, punctuation, quotes, brackets.
_IGNORED = re.compile(r"[\s,，。；;：:、.．“”‘’\"'（）()《》〈〉【】\[\]!！?？·•—–\-─]")
# A piece of this many characters or more is words; a shorter one may stand anywhere by chance.
_PIECE = 2
# A dash behind one of these and before a figure is a minus.
_MOVES = re.compile(r"(?:增长|增速|增幅|同比|环比|为|是|达|上升|下降|涨幅)$")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"))
_DIGITS = "一二两三四五六七八九零〇"
_MAGNITUDES = "十百千万亿兆"
# Two characters of one number: 44|.28, 三|十, 百|亿, 5|亿, 点|五, 三|点五, 二|〇. Not 统一|二级: a digit behind a digit begins another word.
_INSIDE_NUMBER = re.compile(
    rf"[\d.][\d.]|[\d{_DIGITS}][{_MAGNITUDES}]|[{_MAGNITUDES}][\d{_DIGITS}{_MAGNITUDES}]"
    rf"|点[{_DIGITS}]|[{_DIGITS}]点(?=[{_DIGITS}])|[零〇][{_DIGITS}]|[{_DIGITS}][零〇]"
)
# What may stand between two characters of one number: nothing, white space, a comma between thousands.
_WITHIN_NUMBER = re.compile(r"\s*|(?<=\d)[,，](?=\d)")


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
    needle, hay = _bare(words).chars, _bare(text)
    if not needle:
        return None
    at = hay.chars.find(needle)
    while at >= 0 and hay.cuts_number(at, at + len(needle)):
        at = hay.chars.find(needle, at + 1)
    if at >= 0:
        return Match(hay.places[at], hay.places[at + len(needle) - 1] + 1, True)
    pieces = _in_pieces(needle, hay)
    return None if pieces is None else Match(hay.places[pieces[0]], hay.places[pieces[1] - 1] + 1, False)


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
    return len(_bare(text).chars)


@dataclass(frozen=True, slots=True)
class _Bare:
    """``chars`` are those of ``text`` that count when words are compared; ``places[i]`` is where the character ``i`` stands."""

    text: str
    chars: str
    places: list[int]

    def cuts_number(self, start: int, end: int) -> bool:
        """Whether ``chars[start:end]`` begins or ends inside a number: 4.28% is not in 44.28%, 二家 not in 十二家."""
        return self._inside_number(start) or self._inside_number(end)

    def _inside_number(self, at: int) -> bool:
        if not 0 < at < len(self.chars) or not _INSIDE_NUMBER.match(self.chars, at - 1):
            return False
        return _WITHIN_NUMBER.fullmatch(self.text, self.places[at - 1] + 1, self.places[at]) is not None


def _bare(text: str) -> _Bare:
    """``text`` without what does not count. A point between digits is kept, and a minus."""
    chars, places = [], []
    for i, char in enumerate(text):
        if _IGNORED.match(char):
            before, after = text[max(0, i - 1) : i], text[i + 1 : i + 2]
            # 增长-3.2% is not 增长3.2%; a dash between two words or two figures is no sign
            sign = (
                char in "-—–"
                and "\u4e00" <= before <= "\u9fff"
                and after.isdigit()
                and _MOVES.search(text[max(0, i - 2) : i])
            )
            if not sign and not (char in ".-—–" and before.isdigit() and after.isdigit()):
                continue
        chars.append(char)
        places.append(i)
    return _Bare(text, "".join(chars), places)


def _in_pieces(needle: str, hay: _Bare) -> tuple[int, int] | None:
    """The range of ``hay`` in which the pieces of ``needle`` stand in order, each the longest that fits, as close as they go."""
    pieces: list[str] = []
    position = done = 0
    while done < len(needle):
        length = _longest(needle, done, hay.chars, position)
        rest = len(needle) - done
        if length < min(_PIECE, rest) or (length == 1 and rest == 1 and len(needle) <= _PIECE):
            return None
        pieces.append(needle[done : done + length])
        position = hay.chars.find(pieces[-1], position) + length
        done += length
    start = position
    for piece in reversed(pieces):
        start = hay.chars.rfind(piece, 0, start)
        if hay.cuts_number(start, start + len(piece)):
            return None
    return start, position


def _longest(needle: str, start: int, hay: str, position: int) -> int:
    low, high = 0, len(needle) - start
    while low < high:
        middle = (low + high + 1) // 2
        if hay.find(needle[start : start + middle], position) >= 0:
            low = middle
        else:
            high = middle - 1
    return low
