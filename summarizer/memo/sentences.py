"""Is a sentence that a model wrote for a memo true to the items it was given?

Every figure must be an item's own, said of what that item says it of; all other words must be those of the items or the few that
hold a memo together. Paraphrase that goes further may be right, but nothing here could show it, so it does not stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.checks import Claim, Source, check_value, figures_of
from summarizer.checks.figures import without_figures
from summarizer.memo.selection import Point
from summarizer.memo.words import ALREADY, FRAME, HEDGE, NEGATION, NOT_YET
from summarizer.messages import Message

_CLAUSE = re.compile(r"[，,；;。！!？?：:](?!\d{3}(?!\d))")
_FRAME = re.compile("|".join(sorted(FRAME, key=len, reverse=True)))
_NO_WORD = re.compile(r"[\s\d.,%，。、；：;:“”‘’《》（）()·—-]+")
_DIGIT = re.compile(r"\d")
# So much of a clause's pairs of characters must stand in the items.
_HELD = 0.8
_HELD_WITH_FIGURE = 0.7
# So many characters behind a hedge tell whether its words were taken.
_TAKEN = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problem`` is None when the sentence may stand; ``points`` are those it tells."""

    problem: Message | None
    points: tuple[Point, ...]


def check_sentence(text: str, points: Sequence[Point], planned: bool) -> Verdict:
    """What there is to say of ``text`` against ``points``; ``planned`` where they are tasks and must not be told as done."""
    told: list[Point] = []
    for clause in (part.strip() for part in _CLAUSE.split(text)):
        if not clause:
            continue
        problem, point = _check_clause(clause, text, points, told[-1] if told else None)
        if problem is not None:
            return Verdict(problem, ())
        if point is not None and point not in told:
            told.append(point)
    if not told:
        return Verdict(Message("it says nothing that an item says"), ())
    source = "".join(p.text for p in told)
    if strange := _tense(text, source, planned):
        return Verdict(Message("“{word}” does not stand in its items", {"word": strange}), ())
    return Verdict(None, tuple(told))


def _check_clause(
    clause: str, sentence: str, points: Sequence[Point], last: Point | None
) -> tuple[Message | None, Point | None]:
    ranked = sorted(points, key=lambda p: -_held(clause, p.text))
    if _DIGIT.search(clause) or figures_of(clause):
        words = _telling(without_figures(clause))
        for point in ranked:
            about = point is last if len(words) < 2 else _held(clause, point.text) >= _HELD_WITH_FIGURE
            if about and not _wrong_figures(clause, sentence, point):
                return _unhedged(clause, point), point
        return Message("“{clause}”: no item says this figure of this thing", {"clause": clause}), None
    if len(_telling(clause)) < 2:
        return None, None
    best = ranked[0]
    held = _share(_telling(clause), "".join(p.text for p in points))
    if held < _HELD:
        return Message("“{clause}” does not stand in its items", {"clause": clause}), None
    return (_unhedged(clause, best), best) if _held(clause, best.text) > 0 else (None, None)


def _unhedged(clause: str, point: Point) -> Message | None:
    """A 预计 or 力争 of ``point`` that ``clause`` leaves out of the words it takes."""
    for hedge in HEDGE.finditer(point.text):
        behind = (
            _telling(point.text[hedge.end() :])[:_TAKEN] or _telling(point.text[: hedge.start()])[-_TAKEN:]
        )
        if hedge[0] not in clause and behind and behind in _telling(clause):
            return Message("“{word}” was left out", {"word": hedge[0]})
    return None


def _wrong_figures(clause: str, sentence: str, point: Point) -> bool:
    found = check_value(Claim("text", clause, sentence), Source(point.text, point.text))
    return any(f.kind != "text-not-in-evidence" for f in found)


def _telling(text: str) -> str:
    """``text`` without figures, punctuation and the words of the frame."""
    return _FRAME.sub("", _NO_WORD.sub("", text))


def _held(clause: str, source: str) -> float:
    return _share(_telling(without_figures(clause)), source)


def _share(words: str, source: str) -> float:
    """How much of ``words``, by pairs of characters, stands in ``source``; 1 for words of one character or none."""
    bare = _telling(source)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return sum(pair in bare for pair in pairs) / len(pairs) if pairs else 1.0


def _tense(text: str, source: str, planned: bool) -> str | None:
    """A word that makes done what is to come, to come what is done, or turns a statement round, and stands in no item told."""
    for pattern in (ALREADY if planned else NOT_YET, NEGATION):
        found = pattern.search(text)
        if found and found[0] not in source:
            return found[0]
    return None
