"""What rules and the tagger ask of a sentence: its place, and the traits of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from summarizer.lexicon.structure import CONCRETE, GOAL_WORD
from summarizer.lexicon.verbs import ACT
from summarizer.quantities import read_quantities
from summarizer.reading.model import Part
from summarizer.reading.roles.rules import CONDUCT, OPENING


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
        self.text = text = text[:_LONGEST]
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


def has_figure(text: str) -> bool:
    """Whether a quantity stands in ``text`` besides those in Chinese digits that only name (五年, 两个, 一座)."""
    return any(
        q.number.isascii() or not (q.unit in {"年", ""} or q.number in {"一", "两"})
        for q in read_quantities(text)
    )


def is_goal(text: str) -> bool:
    """Whether a sentence names an indicator and what it shall come to."""
    return bool(GOAL_WORD.search(text) and (has_figure(text) or re.search(r"高于|同步|保持|达标|稳定", text)))


# 推动形成公平竞争的市场环境 · 形成共谋发展的良好氛围
_CLIMATE = re.compile(r"(?:形成|构建|营造|打造)[^,，]*(?:格局|环境|氛围|局面|方式)[。;；]?$")
_ANNIVERSARY = re.compile(r"\d+周年|“[^”\d]{2,10}”")  # 2019年是新中国成立70周年 · 增强“四个意识”
_CLAUSES = re.compile(r"[,，;；:：]")
_SLOGAN_LENGTH = 26
_HAPPENED = re.compile(
    r"完成|实现|取得|建立|成立|开展|覆盖|落实|解决|处置|整改|办理|组织|承办|有效|完工|封顶|通过|正在|巩固|得到"
)
# No sentence says after so many characters what it is; damaged texts have "sentences" of megabytes.
_LONGEST = 1_000
