"""Which period a sentence speaks of: its own words, else those of the sentence before, the heading, the part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.reading import Metadata, Part

_PLAN_NAME = re.compile(r"十[一二三四五六]?五(?!年|个|项|条|家)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Where a period is named: at the start of a clause, not behind 比, 较, 自, 从.
_CLAUSE = r"(?:^|[,，;；:：。、]|预计|到|至|在|,)"
_TERM = re.compile(
    rf"{_CLAUSE}(?:过去的?五年|五年(?:来|间|年均)?|这五年|本届政府(?:任期)?|今后五年|未来五年|“?(?P<plan>十[一二三四五六]五|(?<=“)十五(?=”)|十五(?=时期|期间))”?(?:时期|期间|以来|末)?)"
)
_HEADING_YEAR = re.compile(r"((?:19|20)\d\d)年(?!代)")
_BY_YEAR = re.compile(r"(?:^|[,，;；:：。])(?:到|至)(?P<year>20\d\d)年")
_IN_YEAR = re.compile(rf"{_CLAUSE}(?P<year>(?:19|20)\d\d)年(?!以来|至今)")
_PART_OF_YEAR = re.compile(
    rf"{_CLAUSE}(?:今年|去年|(?:19|20)\d\d年)?(?P<label>前三季度|上半年|下半年|[一二三四]季度|前[一二三四五六七八九十]{{1,2}}个月|1[-—至]1?\d月份?|一[至到][一二三四五六七八九十]{{1,2}}月份?)"
)
_THIS_YEAR = re.compile(
    r"(?:^|[,，;；:：。]|预计)(?:全年|去年|今年(?:以来)?|明年|过去(?:的)?一年|一年来|新的一年)"
)


_EARLY = 9
# Five-year plans and the year each ends in.
_ENDS = {"十五": 2005, "十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}


@dataclass(frozen=True, slots=True)
class Period:
    """``label`` as the report says it; ``of_term`` for several years."""

    label: str
    of_term: bool

    def within(self, around: Period) -> Period:
        """This period where ``around`` is the section's: 今后五年 and 到2020年 under a heading of the 十三五 are the 十三五."""
        same = self.of_term and (
            self.label in {"五年", "今后五年"} or self.label == str(_ENDS.get(around.label))
        )
        return around if around.label in _ENDS and same else self


class PeriodReader:
    """Reads sentence after sentence of one report."""

    def __init__(self, metadata: Metadata) -> None:
        review, plan = _first_year(metadata.review_period), _first_year(metadata.plan_period)
        held = metadata.date and (int(metadata.date[:4]), int(metadata.date[5:7]))
        if (
            held
        ):  # a report held in the first months looks back on the year before, one held at the end on its own
            ended = held[0] - (held[1] <= _EARLY)
            review = review or (None if _plan_name(metadata.review_period) else str(ended))
        plan = plan or (str(int(review) + 1) if review else None)
        self._years = {"review": review, "plan": plan}
        self._plans = {"review": _plan_name(metadata.review_period), "plan": _plan_name(metadata.plan_period)}

    def default(self, part: Part) -> Period:
        """What the part is about when nothing else is said."""
        side = "plan" if part == "plan" else "review"
        year = self._years[side]
        if year is None and self._plans[side]:
            return self.term(part)
        return Period(year or ("明年" if side == "plan" else "全年"), False)

    def term(self, part: Part, said: str | None = None) -> Period:
        """The several years that the part speaks of."""
        side = "plan" if part == "plan" else "review"
        return Period(said or self._plans[side] or ("今后五年" if side == "plan" else "五年"), True)

    def of_heading(self, heading: str, part: Part) -> Period | None:
        """The period that a heading names; of a year and a term (2015年和“十二五”时期…) the one it names first, which its text opens with."""
        year, plan = _HEADING_YEAR.search(heading), _PLAN_NAME.search(heading)
        if year and not _BY_YEAR.search(heading) and not (plan and plan.start() < year.start()):
            return Period(year[1], False)
        return self.named_in(heading, part)

    def named_in(self, text: str, part: Part) -> Period | None:
        """The period that ``text`` (a clause, a sentence's beginning, a heading) names, None when it names none."""
        if by_year := (None if _TERM.search(text) else _BY_YEAR.search(text)):
            year = by_year["year"]
            if year == self._years["plan"] or part != "plan":
                return Period(year, False)
            return self.term(part) if self._plans["plan"] else Period(year, True)
        if part_of_year := _PART_OF_YEAR.search(text):
            return Period(part_of_year["label"], False)
        if term := _TERM.search(text):
            return self.term(part, term["plan"])
        if in_year := _IN_YEAR.search(text):
            return Period(in_year["year"], False)
        if _THIS_YEAR.search(text):
            return (
                self.default(part)
                if self._years["plan" if part == "plan" else "review"]
                else Period(_said(text), False)
            )
        return None


def _said(text: str) -> str:
    match = re.search(r"全年|去年|今年|明年|一年", text)
    return match[0] if match else "全年"


def _first_year(period: str | None) -> str | None:
    match = _YEAR.search(period or "")
    return match[0] if match else None


def _plan_name(period: str | None) -> str | None:
    match = _PLAN_NAME.search(period or "")
    return match[0] if match else None
