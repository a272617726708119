"""The role of every sentence: learned from labelled reports, with what the rules say as one feature among many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.reading.model import Part, PeriodLength, Role
from summarizer.reading.roles.features import Seen, features_of
from summarizer.tagging import load_tagger

# A label of the tagger is a block of the report (R review, P problem, T plan; y of the year, t of a term), and behind it what the sentence is
# there: the block's own (""), a target (G), or what stands beside (-O). F-O and E-O are what stands before and behind all blocks.
_ROLES: dict[str, Role] = {"R": "review", "P": "problem", "T": "task"}
_PARTS: dict[str, Part] = {"R": "review", "P": "problem", "T": "plan", "F": "other", "E": "other"}
_LENGTHS: dict[str, PeriodLength] = {"y": "year", "t": "term"}
_OF_PART: dict[Part, tuple[str, ...]] = {"review": ("R", "P"), "problem": ("P",), "plan": ("T", "P")}


class RoleOf(NamedTuple):
    """What is known of a sentence's role (see :class:`~summarizer.reading.model.Sentence`), and the part of the report it stands in."""

    role: Role
    part: Part
    period: PeriodLength | None
    certainty: float
    rule: str
    rule_role: Role
    words: tuple[str, ...]


def role_of_label(label: str) -> Role:
    """The role that a label of the tagger stands for."""
    if label.endswith("-O"):
        return "other"
    return "target" if label.endswith("G") else _ROLES[label[0]]


def roles_of(sentences: Sequence[Seen], part: Part | None = None, why: bool = False) -> list[RoleOf]:
    """The role of each sentence of a report, all given in order. ``part``: the whole text is of this part; ``why``: with the words that told."""
    tagger = load_tagger("roles")
    kinds = {label: _kind(label) for label in tagger.labels}
    allowed = [x for x in tagger.labels if part not in _OF_PART or x[0] in ("F", "E", *_OF_PART[part])]
    things = features_of(sentences)
    tagged = tagger.tag(things, kinds, allowed)
    out = []
    for seen, thing, (label, certainty) in zip(
        sentences, things, ((t.label, t.certainty) for t in tagged), strict=True
    ):
        plain = _is_plain(seen)
        role = seen.verdict.role if plain else role_of_label(label)
        period = _LENGTHS.get(label[1:2]) if role not in {"other", "problem"} else None
        words = _told_by(tagger.features_for(thing, label)) if why and not plain else ()
        out.append(
            RoleOf(role, _PARTS[label[0]], period, 1.0 if plain else certainty, *seen.verdict[::-1], words)
        )
    return out


def _told_by(names: Sequence[str]) -> tuple[str, ...]:
    """The pieces of text among ``names`` of features, each without those that it holds."""
    pieces = [name.removeprefix("text:").strip("^$") for name in names if name.startswith("text:")]
    kept: list[str] = []
    for piece in pieces:
        if len(piece) > 1 and not any(piece in other or other in piece for other in kept):
            kept.append(piece)
    return tuple(kept[:3])


def _is_plain(seen: Seen) -> bool:
    """Whether the form alone says what a sentence is: a heading, a row of a table, words to the listeners, a thing told as done."""
    return seen.traits.place.is_heading or "\t" in seen.traits.text or seen.verdict.rule in _PLAIN


# Rules of few cases that are right in nearly all: a thing that is done must not be told as a task, nor a target missed as an achievement;
# and what a list of goals holds is a target.
_PLAIN = frozenset({"address", "speech", "signature", "told-fact", "shortfall", "goals"})


def _kind(label: str) -> str:
    """Tasks and targets are one kind, and so is what stands beside, wherever it stands."""
    role = role_of_label(label)
    return "task" if role == "target" else role
