"""Labelled reports → rows of features and labels of sentences.

A report is also learned from in the forms that a hidden one may come in: without the headings that name its parts, without any, and as
a piece from its middle. Else the tagger would learn to trust headings, and the rules that go by them, more than a user's text bears.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer.document import Span, document_from_text
from summarizer.reading.build import Draft, draft
from summarizer.reading.roles.features import features_of
from summarizer.tagging import Features
from training.fit import Seen, Settings, channels
from training.labels import Labelled, load

# Labels of a segment: role (R P T G O) and period (y the year, t a term, - neither).
Label = tuple[str, str]
# Sentences of the pieces, and at most so many of each part of the briefest forms.
_PIECES = (60, 12, 5)
_BRIEFS = (3, 8)


# Reports that the rules were made on: on these the rules are better than on any other, and must not teach how far to trust them, so
# nothing is learned from them as they stand, only in the forms in which their headings are gone.
MADE_ON = frozenset(
    {
        "dalian-shahekou-2010", "dalian-xigang-2016", "dalian-zhongshan-2024", "shenyang-shenhe-2017", "state-council-2022",
        "state-council-2023", "yingkou-xishi-2019",
    }
)  # fmt: skip


# How much the row of a short text counts: it has few sentences, and users' texts are short as often as long.
SHORT, SHORT_COUNTS = 45, 3.0


class Row(NamedTuple):
    """A report, or a form of it: for each sentence its features, its label, where it stands, and what the rules say."""

    name: str
    things: list[Features]
    labels: list[str]
    places: list[tuple[int, int]]
    rules: list[str]


def counts(row: Row) -> float:
    """How much ``row`` counts in training."""
    return SHORT_COUNTS if len(row.things) <= SHORT else 1.0


def learn_from(path: Path, folders: Sequence[Path]) -> tuple[Labelled, list[Row]] | None:
    """The labelled report of the file of labels at ``path`` and its rows, its own first; None when its text is in none of ``folders``."""
    report = load(path, folders)
    return None if report is None else (report, rows_of(report, forms=True))


def rows_learned(name: str, rows: list[Row]) -> list[Row]:
    """Those of the rows of a report that are learned from."""
    return rows[1:] if name in MADE_ON else rows


def rows_of(report: Labelled, forms: bool = False) -> list[Row]:
    """The row of ``report``, and with ``forms`` those of the forms that it might have come in."""
    marks: list[Label | None] = [None] * len(report.text)
    for segment in report.segments:
        marks[segment.start : segment.end] = [(segment.labels[0], segment.labels[1])] * (
            segment.end - segment.start
        )
    out = [_row(report.name, report.text, marks)]
    # Labels without periods (two of the reports that the rules were made on have none) are good to score by, and no more.
    if forms and not any(segment.labels[1] == "?" for segment in report.segments):
        out += [row for form in _forms(report, marks) if (row := _row(report.name, *form)).things]
    return out


def _forms(report: Labelled, marks: list[Label | None]) -> Iterator[tuple[str, list[Label | None]]]:
    document = document_from_text(report.text)
    cut = draft(document)
    spans = [document.span(piece.start, piece.end) for piece in cut.pieces]
    levels = [cut.sections[piece.section].level if piece.is_heading else None for piece in cut.pieces]
    for deepest in (1, 9):
        dropped = [
            span for span, level in zip(spans, levels, strict=True) if level is not None and level <= deepest
        ]
        yield _without(report.text, marks, dropped)
    chance = random.Random(report.name)
    for length in _PIECES:
        if len(spans) > 2 * length:
            first = chance.randrange(len(spans) // 8, len(spans) - length)
            start, end = spans[first].start, spans[first + length - 1].end
            yield report.text[start:end], marks[start:end]
    for most in _BRIEFS:
        yield _without(report.text, marks, _beyond(cut, spans, most, chance))
    for _ in range(_FRAMED):
        yield _framed(report, chance)


def _framed(report: Labelled, chance: random.Random) -> tuple[str, list[Label | None]]:
    """A few sentences of each part under plain headings that name the parts: as short as what a user tries first."""
    text, marks = "", list[Label | None]()
    number = 0

    def add(line: str, label: Label) -> None:
        nonlocal text
        text += line
        marks.extend([label] * len(line))

    if chance.random() < 0.5:
        add("政府工作报告\n", ("O", "-"))
    for roles, headings in _FRAMES:
        found = [
            x
            for x in report.segments
            if x.labels[0] in roles and x.labels[1] != "t" and x.end - x.start < _SHORT_SENTENCE
        ]
        if not found or (roles == "P" and chance.random() < 0.4):
            continue
        number += 1
        add(f"{_DIGITS[number - 1]}、{chance.choice(headings)}\n", ("O", "-"))
        for segment in chance.sample(found, min(len(found), chance.randint(1, 3))):
            if chance.random() < 0.3:
                add(f"（{_DIGITS[chance.randrange(5)]}）{chance.choice(_TOPICS)}\n", ("O", "-"))
            said = report.text[segment.start : segment.end].strip()
            add(said + chance.choice(("\n", "", "\n")), (segment.labels[0], segment.labels[1]))
        if not text.endswith("\n"):
            add("\n", ("O", "-"))
    return text, marks


_FRAMED = 6
_SHORT_SENTENCE = 70
_DIGITS = "一二三四五六七八九十"
_FRAMES = (
    ("R", ("2023年工作回顾", "工作情况", "2023年主要工作", "过去一年的工作", "2022年工作总结", "主要工作成效", "任务完成情况")),
    ("P", ("存在的问题", "困难和问题", "主要问题", "工作中的不足", "薄弱环节", "问题与不足", "存在的困难和问题")),
    ("TG", ("2024年工作安排", "下一步打算", "今年的工作", "2024年主要任务", "努力方向", "2024年重点工作", "下一阶段工作", "工作计划")),
)  # fmt: skip
_TOPICS = ("经济", "项目", "民生", "城市建设", "产业发展", "农业农村", "政府自身建设", "改革开放")


def _beyond(cut: Draft, spans: Sequence[Span], most: int, chance: random.Random) -> list[Span]:
    """All but the front, and of every part its heading and a few sentences from anywhere in it: a report as short as an example."""
    kept = set(range(min(3, len(spans))))
    parts = defaultdict(list)
    for i, piece in enumerate(cut.pieces):
        if piece.is_heading and cut.sections[piece.section].level == 1:
            kept.add(i)
        else:
            parts[cut.sections[piece.section].part, _outermost(cut, piece.section)].append(i)
    for inner in parts.values():
        count = min(len(inner), chance.randint(1, most))
        first = chance.randrange(len(inner) - count + 1)
        kept.update(inner[first : first + count])
    return [span for i, span in enumerate(spans) if i not in kept]


def _outermost(cut: Draft, section: int) -> int:
    while cut.sections[section].level > 1:
        section = cut.sections[section].parent or 0
    return section


def _without(text: str, marks: list[Label | None], dropped: Sequence[Span]) -> tuple[str, list[Label | None]]:
    kept_text, kept_marks, at = [], [], 0
    for span in [*dropped, Span(len(text), len(text))]:
        kept_text.append(text[at : span.start])
        kept_marks += marks[at : span.start]
        at = max(at, span.end)
        if (
            text[at - 1 : at] != "\n"
            and text[at : at + 1] == "\n"
            and (not kept_text or kept_text[-1].endswith("\n"))
        ):
            at += 1
    return "".join(kept_text), kept_marks


def _row(name: str, text: str, marks: list[Label | None]) -> Row:
    document = document_from_text(text)
    cut = draft(document)
    places = [document.span(piece.start, piece.end) for piece in cut.pieces]
    found = []
    for span in places:
        votes = Counter(mark for mark in marks[span.start : span.end] if mark is not None)
        found.append(votes.most_common(1)[0][0] if votes else ("O", "-"))
    return Row(
        name, features_of(cut.seen), blocks(found, [piece.is_heading for piece in cut.pieces]),
        [(span.start, span.end) for span in places], [seen.verdict.role for seen in cut.seen],
    )  # fmt: skip


def blocks(labels: Sequence[Label], headings: Sequence[bool]) -> list[str]:
    """The tagger's labels (see ``summarizer/reading/roles/assign.py``) for those of the sentences of a report: a sentence that stands beside
    belongs to the block around it, a heading to the block that it opens."""
    own = [_own(label) for label in labels]
    before = _carried(own)
    behind = _carried(own[::-1])[::-1]
    out = []
    for i, mine in enumerate(own):
        if mine is not None:
            out.append(mine)
        elif before[i] is None:
            out.append("F-O")
        elif behind[i] is None:
            out.append("E-O")
        else:
            block = (behind if headings[i] else before)[i] or ""
            out.append(block.removesuffix("G") + "-O")
    return out


def _own(label: Label) -> str | None:
    role, period = label
    if role in "OP":
        return None if role == "O" else "P"
    return ("R" if role == "R" else "T") + ("t" if period == "t" else "y") + ("G" if role == "G" else "")


def _carried(own: Sequence[str | None]) -> list[str | None]:
    out, last = [], None
    for mine in own:
        last = mine or last
        out.append(last)
    return out


SETTINGS = Settings(
    {
        "text": Seen(
            channels(("self", 0, 0, 1.0), ("before", -1, -1, 0.4), ("behind", 1, 1, 0.4), ("around", -8, 8, 2.0)),
            mean=True, most=16_000, rows=3,
        ),
        "mark": Seen(
            channels(("self", 0, 0, 1.0), ("before", -1, -1, 0.4), ("behind", 1, 1, 0.4), ("around", -4, 4, 0.5), ("far", -16, 16, 0.5)),
            scale=0.25,
        ),
        "head": Seen(channels(("self", 0, 0, 0.5)), mean=True, most=2_500),
        "top": Seen(channels(("self", 0, 0, 0.5)), mean=True, most=1_500),
    },
    moves=0.1,
)  # fmt: skip
