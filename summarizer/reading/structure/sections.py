"""Headings → nested sections, each with the part of the report it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.lexicon.structure import (
    GLOSSARY_HEADING,
    HEADING_MARKS,
    PART_CUES,
    PLAN_HEADING,
    PLAN_OPENING,
    YEAR_WORK,
)
from summarizer.reading.model import Part, Section
from summarizer.reading.structure.headings import Heading

_RANK = {form.name: rank for rank, form in enumerate(HEADING_MARKS)}
_RANK["line"] = _RANK["cn"]
_PROBLEM_CUE = next(form for form in PART_CUES if form.name == "problem")
_SHORT = 18
# 一、2005年主要目标任务完成情况
_CARRIED_OUT = re.compile(r"(?:完成|落实|执行)情况")
_NEXT_STEPS = re.compile(r"下一?步|下一?阶段|打算|今后")
_INNER = frozenset({"cn-paren", "digit", "digit-paren", "circled", "first-person", "sentence", "dash", "shi"})


# Headings without a number that stand outside the numbered ones.
_UNNUMBERED = frozenset({"part", "line"})
# Forms that stand in any order, 1. in (1) or (1) in 1.: that which begins anew within another is its inner one.
_SMALL = frozenset({"digit", "digit-paren", "circled"})
_FIRST = re.compile(r"1[.．、]|[(（]1[)）]|[⒈⑴①]")
_DIGITS = "一二三四五六七八九十"


def _number(heading: str) -> int | None:
    """The number of 三、… or 十二、…; None where there is none."""
    found = re.match(r"(十)?([一二三四五六七八九])?、", heading) or re.match(
        r"([二三四五六七八九])十([一二三四五六七八九])?、", heading
    )
    if not found or not (found[1] or found[2]):
        return None
    tens = 0 if not found[1] else 1 if found[1] == "十" else _DIGITS.index(found[1]) + 1
    return 10 * tens + (_DIGITS.index(found[2]) + 1 if found[2] else 0)


@dataclass(frozen=True, slots=True)
class _Open:
    section: Section
    form: str


class SectionBuilder:
    """Takes headings in the order of the text and keeps the chain of open sections.

    A heading whose form is already in the chain closes down to it and becomes its sibling; a new form becomes a child,
    unless its rank says that it stands outside what is open.
    """

    def __init__(self, part: Part = "other", forced: bool = False) -> None:
        """``part`` is that of the text before and without headings; with ``forced`` also of what stands under headings, whatever they say."""
        self._forced = part if forced else None
        root = Section(0, None, 0, "", part, 0, 0)
        self._done: list[Section] = [root]
        self._chain: list[_Open] = [_Open(root, "")]
        self._numbers: dict[str, int | None] = {}
        self._parts: dict[
            int, list[Part]
        ] = {}  # of every section's inner sections, each part once, the last one last

    @property
    def current(self) -> Section:
        return self._chain[-1].section

    def open(self, heading: Heading, start: int) -> Section:
        """Begin the section of ``heading`` at ``start`` (an offset into the clean text)."""
        forms = [entry.form for entry in self._chain]
        if heading.form in forms:
            keep = forms.index(heading.form)
        elif self._goes_on(heading) and _UNNUMBERED & set(forms):
            keep = next(i for i, form in enumerate(forms) if form in _UNNUMBERED)
        else:
            rank = _RANK[heading.form]
            begins = heading.form in _SMALL and _FIRST.match(heading.text)
            keep = next(
                (
                    i
                    for i, form in enumerate(forms)
                    if form and _RANK[form] > rank and not (begins and form in _SMALL)
                ),
                len(forms),
            )
        self._close(keep, start)
        parent = self.current
        siblings = self._parts.setdefault(parent.id, [])
        around = _after(siblings) if parent.part == "other" and siblings else parent.part
        section = Section(
            id=len(self._done), parent=parent.id, level=parent.level + 1, heading=heading.text,
            part=self._forced or part_of_heading(heading, around), start=start, end=start,
        )  # fmt: skip
        self._add(section, heading.form)
        self._numbers[heading.form] = _number(heading.text)
        return section

    def _goes_on(self, heading: Heading) -> bool:
        """Whether a heading counts on from the last of its form: 二、 behind 一、, whatever stands between them without a number."""
        number, last = _number(heading.text), self._numbers.get(heading.form)
        return heading.form == "cn" and number is not None and last is not None and number == last + 1

    def close_inner(self, start: int) -> None:
        """A paragraph that opens something of the whole part (goals, problems, thanks) stands under none of its sections."""
        keep = next((i for i, entry in enumerate(self._chain) if entry.form in _INNER), len(self._chain))
        self._close(keep, start)

    def enter_part(self, part: Part, start: int) -> None:
        """Begin a section without a heading (a plan that opens in the middle of a text). Problems stand within the part they are told in."""
        inner = part == "problem" and self.current.part != "other" and len(self._chain) > 1
        self._close(2 if inner else 1, start)
        parent = self.current
        section = Section(len(self._done), parent.id, parent.level + 1, "", part, start, start)
        self._add(section, "cn-paren" if inner else "cn")

    def finish(self, end: int) -> list[Section]:
        """Close everything at ``end`` and return all sections in order."""
        self._close(0, end)
        return self._done

    def _add(self, section: Section, form: str) -> None:
        self._done.append(section)
        self._chain.append(_Open(section, form))
        if section.part != "other" and section.parent is not None:
            parts = self._parts.setdefault(section.parent, [])
            if section.part in parts:
                parts.remove(section.part)
            parts.append(section.part)

    def _close(self, keep: int, end: int) -> None:
        for entry in self._chain[keep:]:
            section = self._done[entry.section.id]
            self._done[section.id] = replace(section, end=end)
        del self._chain[keep:]


def _after(siblings: Sequence[Part]) -> Part:
    """What a section without a cue belongs to, after ``siblings``: to the same as the last, but problems are one section."""
    if siblings[-1] != "problem":
        return siblings[-1]
    return "plan" if "review" in siblings else "review"


def part_of_heading(heading: Heading, inherited: Part) -> Part:
    """The part that a heading names, or the one around it. Only outer headings name parts: inside, words like 目标 mean less."""
    if GLOSSARY_HEADING.match(heading.text):
        return "other"
    if heading.form not in {"part", "cn", "line"}:
        # (三)存在问题 stands inside a review; other words mean less there
        short = len(heading.text) <= _SHORT
        if short and inherited == "problem" and _NEXT_STEPS.search(heading.text):
            return "plan"  # (二)下一步打算 under 二、存在问题及下一步打算
        names_problems = short and _PROBLEM_CUE.search(heading.text)
        return "problem" if names_problems and inherited != "plan" else inherited
    if YEAR_WORK.search(heading.text):
        return "plan" if inherited in {"review", "problem", "plan"} else "review"
    cues = [(m.start(), form.name) for form in PART_CUES if (m := form.pattern.search(heading.text))]
    if not cues:
        return inherited
    names = {name for _, name in cues}
    if _CARRIED_OUT.search(heading.text):
        return "review"
    if "problem" in names and "plan" in names and _NEXT_STEPS.search(heading.text):
        return "problem"
    if names == {"problem"} and inherited != "plan":
        return "problem"
    if inherited in {"review", "plan"} and heading.form == "cn" and "回顾" not in heading.text:
        # 一、优化…布局 under a plan stays plan; 二、2019年主要工作任务 after a review opens the plan
        opens = any(char.isdigit() for char in heading.text) or len(heading.text) <= 14
        if not opens and not PLAN_HEADING.search(heading.text):
            return inherited
    if "review" in names and "plan" in names:
        return "review" if min(cues)[1] == "review" else "plan"
    part: Part = "review" if "review" in names else "problem" if "problem" in names else "plan"
    return part


def begins_plan(sentence: str) -> bool:
    """Whether a sentence in a report without a plan heading opens the plan."""
    return bool(PLAN_OPENING.match(sentence))
