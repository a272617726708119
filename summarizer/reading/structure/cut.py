"""A text → sentences and sections: which lines are headings, and what stands under none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.lexicon.structure import ADDRESS, PLAN_TITLE, REVIEW_TITLE
from summarizer.reading.model import Part, Section
from summarizer.reading.roles.by_rule import opens_anew
from summarizer.reading.roles.tense import parts_by_tense
from summarizer.reading.structure.headings import Heading, find_heading, find_inner_heading
from summarizer.reading.structure.sections import SectionBuilder, begins_plan
from summarizer.reading.structure.sentences import paragraphs, sentences

_FRONT_LINES = 15
_TITLE_LENGTH = 60
_OPENERS = frozenset({"shi", "dash"})
_KIND = re.compile(r"(?:报告|总结|计划|要点|方案|规划|汇报)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence before its role is known."""

    start: int
    end: int
    section: int
    paragraph: int
    is_heading: bool
    alone: bool  # the only sentence of its paragraph that is no heading


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands under no heading that names a part: ``part``, up to where the text turns to another (offsets into it, each with the part
    that begins there). With ``forced`` headings name no part either."""

    part: Part = "other"
    turns: tuple[tuple[int, Part], ...] = ()
    forced: bool = False


def cut(text: str, frame: Frame) -> tuple[list[Piece], list[Section]]:
    """The sentences and sections of ``text``."""
    builder = SectionBuilder(frame.part, frame.forced)
    turns = list(frame.turns)
    pieces: list[Piece] = []
    bare = False  # the last paragraph was a heading that introduces one paragraph
    lines = paragraphs(text)
    body = _body_begins([text[a:b] for a, b in lines[:_FRONT_LINES]])
    for number, (start, end) in enumerate(lines):
        ranges = sentences(text, start, end)
        turned = _turn(builder, turns, start)
        heading = find_heading(
            [text[a:b] for a, b in ranges], text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        )
        if heading is not None and heading.form == "sentence" and (bare or builder.current.part == "problem"):
            heading = None  # 四是强化创新引领。⏎加强国家实验室建设,推进重大科技项目实施。…: what carries the heading out
        if heading is not None and not _is_title(heading, number, body):
            builder.open(heading, ranges[0][0])
        elif heading is None and not turned and opens_anew(text[slice(*ranges[0])]):
            builder.close_inner(start)
        else:
            heading = None if heading is None else Heading("line", heading.text, heading.sentences)
        taken = heading.sentences if heading else 0
        bare = heading is not None and heading.form in _OPENERS and taken == len(ranges)
        for i, (a, b) in enumerate(ranges):
            _turn(builder, turns, a)
            opens = i >= taken and not frame.forced and begins_plan(text[a:b])
            if opens and builder.current.part in {"review", "problem"}:
                builder.enter_part("plan", a)
            after = text[slice(*ranges[i + 1])] if i + 1 < len(ranges) else None
            before = text[slice(*ranges[i - 1])] if i > 0 else None
            inner = find_inner_heading(text[a:b], before, after) if i >= taken else None
            if inner is not None:
                builder.open(inner, a)
            is_heading = i < taken or inner is not None
            pieces.append(Piece(a, b, builder.current.id, number, is_heading, len(ranges) - taken == 1))
    return pieces, builder.finish(len(text))


def _turn(builder: SectionBuilder, turns: list[tuple[int, Part]], start: int) -> bool:
    """Begin the parts that begin at or before ``start``; whether any does."""
    due = [turn for turn in turns if turn[0] <= start]
    for _, part in due:
        builder.enter_part(part, start)
    del turns[: len(due)]
    return bool(due)


def frame_of_rest(text: str, pieces: list[Piece], sections: list[Section]) -> Frame | None:
    """What stands under no heading that names a part: a plan where the title says so; where no heading names any, what the tenses
    tell; a review where only that is missing; None in all other reports."""
    parts = {s.part for s in sections}
    headings = {section.heading for section in sections}
    lines = text[:400].split("\n")[:5]
    front = "".join(x for x in lines if len(x) <= _TITLE_LENGTH and "。" not in x and x not in headings)
    planned = PLAN_TITLE.search(front) and not REVIEW_TITLE.search(front)
    if parts == {"other"}:
        return Frame("plan") if planned else _frame_by_tense(text, pieces)
    return Frame("review") if "review" not in parts and not planned else None


def _frame_by_tense(text: str, pieces: list[Piece]) -> Frame:
    """Review, plan, or the one up to a paragraph and the other from there on."""
    said = [piece for piece in pieces if not piece.is_heading]
    opener = next((i for i, piece in enumerate(said) if begins_plan(text[piece.start : piece.end])), None)
    if opener is not None:  # says itself where the plan begins: what stands before it is of one kind
        said = said[:opener]
    told = parts_by_tense([text[piece.start : piece.end] for piece in said])
    if opener is not None:
        return Frame("plan" if told.count("plan") > len(told) / 2 else "review")
    if "review" not in told:
        return Frame("plan")
    if "plan" not in told:
        return Frame("review")
    first = pieces.index(said[told.index("plan")])
    while first and pieces[first - 1].is_heading:  # which stands over what it opens
        first -= 1
    return Frame("review", ((pieces[first].start, "plan"),))


def _body_begins(lines: list[str]) -> int:
    """The line with the first words to the listeners, or the first sentence; before it stand title, meeting and speaker."""
    address = (i for i, line in enumerate(lines) if ADDRESS.match(line.strip()))
    spoken = (i for i, line in enumerate(lines) if "。" in line)
    return next(address, min(5, next(spoken, 5)))


def _is_title(heading: Heading, number: int, body: int) -> bool:
    """Lines at the very top are the title and who speaks, not sections: unmarked ones, and ——在…会议上的报告."""
    if number == 0 and heading.form == "part" and _KIND.search(heading.text):
        return True  # 某镇2011年工作总结及2012年工作计划
    return number < body and (heading.form == "line" or (heading.form == "dash" and len(heading.text) > 10))
