"""The role of every sentence: position first, form second.

The forms are in role_rules.py, one table a part of the report. What flows from sentence to sentence (inside a list of problems,
inside a list of goals) is the state of :class:`RoleReader`; what a form may ask of a sentence is in :class:`Traits`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from summarizer.lexicon.structure import (
    ACT,
    CONCRETE,
    GOAL_OPENING,
    GOAL_WORD,
    PROBLEM_BARE,
    PROBLEM_CLOSING,
    PROBLEM_MARK,
    PROBLEM_NAMED,
    PROBLEM_OPENING,
    PROBLEM_WORD,
)
from summarizer.quantities import read_quantities
from summarizer.reading.model import Part, Role
from summarizer.reading.roles.rules import CEREMONY, CONDUCT, FRAME, OPENING, PLAN, REVIEW, Rule


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands."""

    part: Part
    is_heading: bool
    paragraph: int
    first: bool  # of its paragraph's sentences that are no heading
    lead_in: bool  # alone in its paragraph, right below a heading that has further headings below it
    in_body: bool  # under a heading of the second level or deeper, or in a part that has none


class Traits:
    """What the rules ask of a sentence; each trait is found when first asked for."""

    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.place = place
        opening = OPENING.match(text)
        self.own = opening.end() if opening else 0  # where the sentence's own words begin

    def has(self, trait: str) -> bool:
        """Whether the sentence has ``trait`` ("-" before it: has it not)."""
        name = trait.removeprefix("-").replace("-", "_")
        return bool(getattr(self, name)) is not trait.startswith("-")

    @cached_property
    def figure(self) -> bool:
        """A quantity stands in it that says how much or how many."""
        return has_figure(_ANNIVERSARY.sub("", self.text))

    @cached_property
    def concrete(self) -> bool:
        """A figure, a name, or a thing that can be built, held, issued or run."""
        return bool(CONCRETE.search(self.text))

    @cached_property
    def built(self) -> bool:
        """A thing that stays when it is done: a platform, a system of rules, a list."""
        return bool(re.search(r"平台|清单|制度|机制|办法|方案|系统|中心|名单|台账|数据库|条例", self.text))

    @cached_property
    def acts(self) -> int:
        """How many clauses open with a verb of doing, and do more than shape a climate."""
        return sum(
            bool(ACT.match(c) and not _CLIMATE.search(c)) for c in _CLAUSES.split(self.text[self.own :])
        )

    @cached_property
    def acts_apart(self) -> bool:
        """Besides demands on conduct it names an act on something concrete, or two acts."""
        clauses = [c for c in _CLAUSES.split(self.text[self.own :]) if ACT.match(c) and not CONDUCT.search(c)]
        return len(clauses) > 1 or any(CONCRETE.search(c) for c in clauses)

    @property
    def several_acts(self) -> bool:
        return self.acts > 1

    @cached_property
    def act_first(self) -> bool:
        """Its own words begin with a verb of doing, and it does not go on to say what that is."""
        own = self.text[self.own :]
        return bool(ACT.match(own)) and not re.search(r"是[^,，。]{2,}[。;；]$", own)

    @property
    def digits(self) -> bool:
        return bool(re.search(r"\d", self.text))

    @property
    def goal(self) -> bool:
        return is_goal(self.text)

    @property
    def goal_ahead(self) -> bool:
        """It speaks of what is to come."""
        return bool(re.search(r"将|要|力争|确保|年内|今年|明年|加快|推进|争取|抓好|做好", self.text))

    @property
    def slogan(self) -> bool:
        """One short clause that names nothing."""
        return not self.concrete and len(self.text) <= _SLOGAN_LENGTH and not re.search("[,，]", self.text)

    @property
    def happened(self) -> bool:
        return bool(_HAPPENED.search(self.text))

    @property
    def above_sections(self) -> bool:
        return not self.place.in_body

    @property
    def lead_in(self) -> bool:
        return self.place.lead_in

    @property
    def first(self) -> bool:
        return self.place.first


class RoleReader:
    """Reads the sentences of a report in order."""

    def __init__(self) -> None:
        self._problems_in: int | None = None  # the paragraph in which problems are being listed
        self._closed_in: int | None = None  # the paragraph in which that list was closed
        self._goals_in: int | None = None

    def role_of(self, text: str, place: Place) -> Role:
        """The role of the next sentence."""
        if place.is_heading or place.part == "other":
            return "other"
        text = text[:_LONGEST]
        traits = Traits(text, place)
        if any(_holds(rule, traits) for rule in CEREMONY):
            return "other"
        role = self._problem_role(text, place) or (
            self._goal_role(text, place) if place.part == "plan" else None
        )
        if role is not None:
            return role
        return next(rule.role for rule in (PLAN if place.part == "plan" else REVIEW) if _holds(rule, traits))

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


def has_figure(text: str) -> bool:
    """Whether a quantity stands in ``text`` besides those in Chinese digits that only name (五年, 两个, 一座)."""
    return any(
        q.number.isascii() or not (q.unit in {"年", ""} or q.number in {"一", "两"})
        for q in read_quantities(text)
    )


def is_goal(text: str) -> bool:
    """Whether a sentence names an indicator and what it shall come to."""
    return bool(GOAL_WORD.search(text) and (has_figure(text) or re.search(r"高于|同步|保持|达标|稳定", text)))


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


# 推动形成公平竞争的市场环境 · 形成共谋发展的良好氛围
_CLIMATE = re.compile(r"(?:形成|构建|营造|打造)[^,，]*(?:格局|环境|氛围|局面|方式)[。;；]?$")
_VIEW = re.compile(r"^从(?:国际|国内|全国|全[省市区县]|我[省市区县])[来]?看")
_ANNIVERSARY = re.compile(r"\d+周年|“[^”\d]{2,10}”")  # 2019年是新中国成立70周年 · 增强“四个意识”
_FRAMES = {rule.name: rule.pattern for rule in FRAME}
_CLAUSES = re.compile(r"[,，;；:：]")
# No sentence says after so many characters what it is; damaged texts have "sentences" of megabytes.
_LONGEST = 1_000
_SLOGAN_LENGTH = 26
_HAPPENED = re.compile(
    r"完成|实现|取得|建立|成立|开展|覆盖|落实|解决|处置|整改|办理|组织|承办|有效|完工|封顶|通过|正在|巩固|得到"
)
