"""What the tagger of clauses sees of each clause of a plan. docs/tagger.md tells every feature in words.

Groups: ``text`` (characters, one to three at a time, figures as 0) and ``mark`` (form, place in the sentence, words of the lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.lexicon.clauses import whole_clauses
from summarizer.lexicon.functions import DELIVERABLE, EFFECT, FRAMING, LISTED
from summarizer.lexicon.verbs import ACT
from summarizer.tagging import Features, grams

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SIZES = (5, 8, 12, 18, 26, 40)
_QUOTED = re.compile(r"“[^”]+”|《[^》]+》")
_ADVERBS = re.compile(
    r"^(?:我们|要|将|积极|全面|深入|大力|切实|着力|努力|认真|进一步|加快|持续|不断|稳步|扎实|全力|重点|逐步|有序|主动|严格|充分|继续|统筹|高质量|高标准|高水平|年内|今年)*"
)


def features_of(sentences: Sequence[tuple[str, bool]]) -> list[Features]:
    """The features of every clause of the sentences of a plan, all given in order; with each sentence whether it is a target."""
    out: list[Features] = []
    for text, is_target in sentences:
        spans = whole_clauses(text)
        parts = [text[a:b] for a, b in spans]
        for i, part in enumerate(parts):
            ended = text[spans[i][1] : spans[i][1] + 1]
            marks = dict.fromkeys(_marks(parts, i, ended, is_target))
            out.append({"text": grams(part), "mark": tuple(marks)})
    return out


def _marks(parts: Sequence[str], i: int, ended: str, is_target: bool) -> Iterator[str]:
    part, count = parts[i], len(parts)
    yield "any"
    yield f"target={is_target}"
    where = "only" if count == 1 else "first" if i == 0 else "last" if i == count - 1 else "inner"
    yield f"place={where}"
    yield f"nth={min(i, 4)}"
    yield f"left={min(count - 1 - i, 4)}"
    yield f"ended={ended}"
    size = sum(len(part) > size for size in _SIZES)
    yield f"size={size}"
    figure = bool(_NUMBER.search(part))
    if figure:
        yield "figure"
    if any(_NUMBER.search(other) for other in parts[i + 1 :]):
        yield "figure-behind"
    if _QUOTED.search(part):
        yield "quoted"
    listed = part.count("、")
    yield f"list={min(listed, 4)}"
    if LISTED.search(part):
        yield "list-open"
    core = part[_ADVERBS.match(part).end() :]  # type: ignore[union-attr]
    yield f"starts={core[:2]}"
    yield f"starts4={core[:4]}"
    yield f"ends={part[-2:]}"
    yield f"ends3={part[-3:]}"
    if core != part:
        yield "adverb"
    forms = _forms(part, core)
    yield from forms
    yield f"place={where},{'+'.join(forms)}"
    yield f"{'figure,' if figure else ''}{'+'.join(forms)}"
    if i:
        before = parts[i - 1]
        behind = _forms(before, before[_ADVERBS.match(before).end() :])  # type: ignore[union-attr]
        yield f"behind={'+'.join(behind)},{'+'.join(forms)}"
    if i + 1 < count:
        after = parts[i + 1]
        ahead = _forms(after, after[_ADVERBS.match(after).end() :])  # type: ignore[union-attr]
        yield f"ahead={'+'.join(ahead)},{'+'.join(forms)}"


def _forms(part: str, core: str) -> list[str]:
    """Which words of the lexicon a clause has."""
    found = []
    if ACT.match(core):
        found.append("act")
    if FRAMING.search(core):
        found.append("framing")
    if EFFECT.search(core):
        found.append("effect")
    if DELIVERABLE.search(part):
        found.append("thing")
    return found
