"""The role of every sentence: position first, form second.

Each rule is one small function with the sentence it was made for; :func:`role_of` is their order. The state that flows from
sentence to sentence (inside a list of problems, inside a list of goals) is in :class:`RoleReader`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.outline.model import Part, Role
from summarizer.outline.words import (
    ADDRESS,
    AIM,
    CALL,
    CONCRETE,
    CONTEXT,
    CONTEXT_EMPTY,
    EXPECTED,
    GOAL_OPENING,
    GOAL_WORD,
    GUIDING,
    PRINCIPLE,
    PROBLEM_CLOSING,
    PROBLEM_MARK,
    PROBLEM_OPENING,
    PROBLEM_WORD,
    SITUATION,
    SPEECH_OPENING,
    THANKS,
    YEAR_IS,
)
from summarizer.quantities import read_quantities


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: its part, and whether it is the only sentence of the paragraph right below a heading
    that has further headings below it (a section's lead-in)."""

    part: Part
    is_heading: bool
    paragraph: int
    lead_in: bool
    in_body: bool  # under a heading of the second level or deeper, or in a part that has none


class RoleReader:
    """Reads the sentences of a report in order."""

    def __init__(self) -> None:
        self._problems_in: int | None = None  # the paragraph in which problems are being listed
        self._goals_in: int | None = None

    def role_of(self, text: str, place: Place) -> Role:
        """The role of the next sentence."""
        if place.is_heading or ADDRESS.match(text) or _is_ceremony(text):
            return "other"
        if place.part == "other":
            return "other"
        problem = self._problem_role(text, place)
        if problem is not None:
            return problem
        return self._plan_role(text, place) if place.part == "plan" else _review_role(text, place)

    def _problem_role(self, text: str, place: Place) -> Role | None:
        """我们也清醒地认识到,…还面临着一些困难和问题:一是…; opens a list that lasts until 对于这些问题,我们将…"""
        if self._problems_in is not None and (
            place.paragraph > self._problems_in + (6 if PROBLEM_MARK.match(text) else 0)
        ):
            self._problems_in = None
        if place.part == "problem" and self._problems_in is None and not PROBLEM_CLOSING.search(text):
            return "problem" if PROBLEM_WORD.search(text) or not GUIDING.search(text) else "other"
        opening = PROBLEM_OPENING.search(text) if place.part in {"review", "problem"} else None
        if opening and PROBLEM_WORD.search(text) and self._problems_in is None:
            self._problems_in = place.paragraph
            return "problem" if _says_a_problem(text) else "other"
        if self._problems_in is None:
            return None
        self._problems_in = place.paragraph
        if PROBLEM_CLOSING.search(text) and not PROBLEM_MARK.match(text):
            self._problems_in = -1
            return "other"
        return None if self._problems_in == -1 else "problem"

    def _plan_role(self, text: str, place: Place) -> Role:
        if GOAL_OPENING.search(text):
            self._goals_in = place.paragraph
            return "target" if _is_goal(text) else "other"
        if self._goals_in == place.paragraph and _is_goal(text):
            return "target"
        if (
            YEAR_IS.search(text)
            or GUIDING.search(text)
            or SITUATION.search(text)
            or CONTEXT_EMPTY.search(text[:40])
        ):
            return "other"
        if not place.in_body and not _is_goal(text):
            return "other"
        concrete = bool(CONCRETE.search(text))
        if place.lead_in and not concrete:
            return "other"
        if not concrete and (PRINCIPLE.match(text) and _acts(text) <= 1):
            return "other"
        if not concrete and AIM.match(text) and _acts(text) == 0:
            return "other"
        return "target" if EXPECTED.search(text) and read_quantities(text) else "task"


def opens_anew(text: str) -> bool:
    """Whether a paragraph that opens so speaks of the whole part: 2016年是…之年。 · …主要预期目标是:… · 在肯定成绩的同时,…"""
    if ADDRESS.match(text) or THANKS.search(text) or CALL.match(text) or YEAR_IS.match(text):
        return True
    return bool(
        GOAL_OPENING.search(text[:40])
        or GUIDING.search(text[:40])
        or (PROBLEM_OPENING.search(text) and PROBLEM_WORD.search(text))
    )


def _is_ceremony(text: str) -> bool:
    """在此,我代表区政府,…表示衷心的感谢! · 现在,我代表区政府向大会报告工作,请予审议。 · 让我们…"""
    if CALL.match(text) or THANKS.search(text):
        return True
    return bool(SPEECH_OPENING.search(text) and re.match(r"^(?:现在|下面|我代表|受)", text))


def _says_a_problem(text: str) -> bool:
    """Whether an opening also names a problem: …还面临着一些困难和问题:一是结构调整…任务依然繁重; — not …还有不少困难和挑战。"""
    _, colon, rest = text.replace("：", ":").partition(":")
    if colon:
        return len(rest) >= 6
    return text.endswith((";", "；"))


def _is_goal(text: str) -> bool:
    return bool(
        GOAL_WORD.search(text) and (read_quantities(text) or re.search(r"高于|同步|保持|达标|稳定", text))
    )


def _review_role(text: str, place: Place) -> Role:
    concrete = bool(CONCRETE.search(text))
    has_figure = bool(read_quantities(text))
    if (YEAR_IS.search(text) or GUIDING.search(text)) and not has_figure:
        return "other"
    if CONTEXT.match(text) and not has_figure and (CONTEXT_EMPTY.search(text) or not concrete):
        return "other"
    if SITUATION.search(text) and not concrete:
        return "other"
    if not place.in_body and not has_figure and not concrete:
        return "other"
    if place.lead_in and not has_figure and not re.search(r"“[^”]+”(?:专项)?(?:行动|活动)", text):
        return "other"
    if not concrete and PRINCIPLE.match(text) and _acts(text) <= 1:
        return "other"
    if not concrete and len(text) <= _SLOGAN_LENGTH and _clauses(text) <= 2 and not _HAPPENED.search(text):
        return "other"
    return "review"


_SLOGAN_LENGTH = 26
_HAPPENED = re.compile(
    r"完成|实现|取得|建立|成立|开展|覆盖|落实|解决|处置|整改|办理|组织|承办|有效|完工|封顶|通过|正在|巩固|得到"
)
_CLAUSE = re.compile(r"[,，]")
_ACT = re.compile(
    r"(?:^|[,，;；:：])(?:积极|全面|深入|大力|切实|着力|努力|认真|进一步|加快|持续|不断|稳步|扎实|全力|重点|逐步|有序|主动|严格|充分|继续|统筹)*"
    r"(?:推进|推动|实施|开展|完善|建立|健全|打造|加强|强化|深化|优化|落实|引进|支持|发展|培育|促进|引导|鼓励|扩大|整治|治理|提升|做好|办好|抓好|规范|制定|出台|拓展|搭建|严控|压缩|压减|推广|推行|执行|整合|启动|举办|保障|巩固|防范|化解|创新|建设|争取|争创|组织|改造|维修|扶持|盘活)"
)


def _acts(text: str) -> int:
    """How many clauses open with a verb of doing."""
    return len(_ACT.findall(text))


def _clauses(text: str) -> int:
    return len(_CLAUSE.findall(text)) + 1
