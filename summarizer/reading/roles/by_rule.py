"""The role of every sentence: position first, form second.

The forms are in role_rules.py, one table a part of the report. What flows from sentence to sentence (inside a list of problems,
inside a list of goals) is the state of :class:`RoleReader`; what a form may ask of a sentence is in traits.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.lexicon.structure import (
    GOAL_OPENING,
    PROBLEM_BARE,
    PROBLEM_CLOSING,
    PROBLEM_MARK,
    PROBLEM_NAMED,
    PROBLEM_OPENING,
    PROBLEM_WORD,
)
from summarizer.reading.model import Role
from summarizer.reading.roles.rules import CEREMONY, FRAME, PLAN, REVIEW, Rule
from summarizer.reading.roles.traits import Place, Traits, is_goal


class Verdict(NamedTuple):
    """``rule``: the name of the rule that decided; "heading", "outside" (of all parts), "goals" and "problems" (the state of a list) where none did."""

    role: Role
    rule: str


class RoleReader:
    """Reads the sentences of a report in order."""

    def __init__(self) -> None:
        self._problems_in: int | None = None  # the paragraph in which problems are being listed
        self._closed_in: int | None = None  # the paragraph in which that list was closed
        self._goals_in: int | None = None

    def verdict(self, traits: Traits) -> Verdict:
        """What the rules say of the next sentence."""
        text, place = traits.text, traits.place
        if place.is_heading:
            return Verdict("other", "heading")
        if place.part == "other":
            return Verdict("other", "outside")
        for rule in CEREMONY:
            if _holds(rule, traits):
                return Verdict("other", rule.name)
        role = self._problem_role(text, place) or (
            self._goal_role(text, place) if place.part == "plan" else None
        )
        if role is not None:
            return Verdict(role, "goals" if role == "target" else "problems")
        rules = PLAN if place.part == "plan" else REVIEW
        return next(Verdict(rule.role, rule.name) for rule in rules if _holds(rule, traits))

    def _problem_role(self, text: str, place: Place) -> Role | None:
        """我们也清醒地认识到,…还面临着一些困难和问题:一是…; opens a list that lasts until 对于这些问题,我们将…"""
        if self._problems_in is not None and (
            place.paragraph > self._problems_in + (6 if PROBLEM_MARK.match(text) else 0)
        ):
            self._problems_in = None
        if place.part == "problem" and _VIEW.search(text):
            return "other"
        if place.part == "problem" and self._problems_in is None and not PROBLEM_CLOSING.search(text):
            return "problem" if PROBLEM_WORD.search(text) or not _frames(text) else "other"
        opening = PROBLEM_OPENING.search(text) if place.part in {"review", "problem"} else None
        if opening and PROBLEM_WORD.search(text) and self._problems_in is None:
            self._problems_in = place.paragraph
            return "problem" if _says_a_problem(text) else "other"
        if self._closed_in == place.paragraph:  # what shall be done about them
            return "other"
        if self._problems_in is None:
            return None
        self._problems_in = place.paragraph
        if PROBLEM_CLOSING.search(text) and not PROBLEM_MARK.match(text):
            self._closed_in = place.paragraph
            return "other"
        return "other" if PROBLEM_BARE.search(text) else "problem"

    def _goal_role(self, text: str, place: Place) -> Role | None:
        """主要预期目标是:地区生产总值增长7%; opens a list that lasts as long as its paragraph names goals."""
        if GOAL_OPENING.search(text):
            self._goals_in = place.paragraph
            return "target" if is_goal(text) else "other"
        return "target" if self._goals_in == place.paragraph and is_goal(text) else None


def opens_anew(text: str) -> bool:
    """Whether a paragraph that opens so speaks of the whole part: 2016年是…之年。 · …主要预期目标是:… · 在肯定成绩的同时,…"""
    if any(
        rule.pattern.match(text) or (rule.name == "thanks" and rule.pattern.search(text)) for rule in CEREMONY
    ):
        return True
    if _FRAMES["year-is"].match(text) or _frames(text[:40]) or GOAL_OPENING.search(text[:40]):
        return True
    return bool(PROBLEM_OPENING.search(text) and PROBLEM_WORD.search(text))


def _frames(text: str) -> bool:
    """Whether a sentence tells the guiding thought, or announces what follows."""
    return bool(_FRAMES["guiding-thought"].search(text) or _FRAMES["announcement"].search(text))


def _holds(rule: Rule, traits: Traits) -> bool:
    found = rule.pattern.search(traits.text) or (
        traits.own and rule.pattern.search(traits.text[traits.own :])
    )
    return bool(found) and all(traits.has(trait) for trait in rule.traits)


def _says_a_problem(text: str) -> bool:
    """Whether an opening also names a problem: …还面临着一些困难和问题:一是结构调整…任务依然繁重; — not …还有不少困难和挑战。"""
    _, colon, rest = text.replace("：", ":").partition(":")
    if colon:
        return len(rest) >= 6
    return text.endswith((";", "；")) or bool(PROBLEM_NAMED.search(text))


_VIEW = re.compile(r"^从(?:国际|国内|全国|全[省市区县]|我[省市区县])[来]?看")
_FRAMES = {rule.name: rule.pattern for rule in FRAME}
