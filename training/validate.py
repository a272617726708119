"""Cross-validation by report, and the learning curve. What is scored never stands, in any form, among what was learned from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from summarizer.reading.roles.assign import role_of_label
from summarizer.tagging import Tagger
from training.clauses import Plan
from training.export import packed
from training.fit import Settings, fit
from training.labels import Labelled
from training.roles import MADE_ON, Row, counts, rows_learned

_ROLE = {"R": "review", "P": "problem", "G": "task", "T": "task", "O": "other"}
ROLES = ("task", "review", "problem")
# Texts that were written to be learned from are no test.
WRITTEN = ("written-", "short-")
_FOLDS = 6
# Reports with their rows, each report's own row first.
Learned = Sequence[tuple[Labelled, list[Row]]]


class Judged(NamedTuple):
    """One segment of a report: what it is, what it was taken for, and both for its period ("-" where it has none)."""

    role: str
    given: str
    period: str
    given_period: str


def kind(label: str) -> str:
    """The role that scores count: a target is a task."""
    role = role_of_label(label)
    return "task" if role == "target" else role


def judge(report: Labelled, row: Row, labels: Sequence[str]) -> list[Judged]:
    """What became of every labelled segment of ``report`` when its sentences got ``labels``: the role of most of its characters."""
    at: dict[int, tuple[str, str]] = {}
    for (start, end), label in zip(row.places, labels, strict=True):
        role = kind(label)
        at.update(dict.fromkeys(range(start, end), (role, label[1] if role in {"task", "review"} else "-")))
    out = []
    for start, end, (role, period) in report.segments:
        votes = Counter(at.get(k, ("other", "-")) for k in range(start, end))
        given, given_period = votes.most_common(1)[0][0]
        out.append(Judged(_ROLE[role], given, period, given_period))
    return out


def f1(judged: Iterable[Judged], role: str) -> float:
    """F1 of a role over segments."""
    pairs = [(j.role, j.given) for j in judged]
    right = sum(a == b == role for a, b in pairs)
    wrong = sum((a == role) != (b == role) for a, b in pairs)
    return 2 * right / (2 * right + wrong) if right else 0.0


def period_share(judged: Iterable[Judged]) -> float:
    """How many of the tasks and reviews that were found got the right period."""
    known = [
        j
        for j in judged
        if j.period in {"y", "t"} and j.role in {"task", "review"} and j.given in {"task", "review"}
    ]
    return sum(j.period == j.given_period for j in known) / max(1, len(known))


def longest_wrong(judged: Sequence[Judged]) -> int:
    """How many segments on end of one block are told as another; what stands beside does not count."""
    run = longest = 0
    for j in judged:
        if "other" in (j.role, j.given):
            continue
        run = run + 1 if j.role != j.given else 0
        longest = max(longest, run)
    return longest


class Fold(NamedTuple):
    """What one fold learns from and is asked."""

    rows: list[Row]
    asked: list[tuple[Labelled, Row]]
    settings: Settings


def folded(fold: Fold) -> dict[str, list[Judged]]:
    """Train, pack, read back, and tag the reports of ``fold`` that were held out."""
    rows = fold.rows
    fitted = fit(
        [(row.name, row.things, row.labels) for row in rows], fold.settings, [counts(row) for row in rows]
    )
    tagger = Tagger(packed(fitted, {}))
    return {
        report.name: judge(report, row, [t.label for t in tagger.tag(row.things)])
        for report, row in fold.asked
    }


def cross_validate(learned: Learned, settings: Settings, least: int = 0) -> dict[str, list[Judged]]:
    """Every report that the rules were not made on, as it is tagged by what was learned from the others. ``least``: only from so many (0: from all)."""
    asked = [
        report.name
        for report, _ in learned
        if report.name not in MADE_ON and not report.name.startswith(WRITTEN)
    ]
    jobs = []
    for k in range(_FOLDS):
        held = set(asked[k::_FOLDS])
        others = [(report, rows) for report, rows in learned if report.name not in held]
        if least:
            others = random.Random(k).sample(others, least)
        jobs.append(
            Fold(
                [row for report, rows in others for row in rows_learned(report.name, rows)],
                [(report, rows[0]) for report, rows in learned if report.name in held],
                settings,
            )
        )
    found: dict[str, list[Judged]] = {}
    with ProcessPoolExecutor() as pool:
        for part in pool.map(folded, jobs):
            found |= part
    return found


def curve(learned: Learned, settings: Settings) -> str:
    """The last line of the table for 6, 12, 24 … reports to learn from."""
    lines = []
    for least in (6, 12, 24, 48, 0):
        if least < len(learned) * (_FOLDS - 1) // _FOLDS:
            scores = table(cross_validate(learned, settings, least)).splitlines()[-1]
            lines.append(f"{least or 'all':>4}  {scores}")
    return "\n".join(lines)


def cross_validate_clauses(plans: Sequence[Plan], settings: Settings) -> dict[str, list[str]]:
    """The labels of the clauses of every plan, as they are told by what was learned from the others."""
    jobs = [
        ([p for p in plans if p not in plans[k::_FOLDS]], plans[k::_FOLDS], settings) for k in range(_FOLDS)
    ]
    found: dict[str, list[str]] = {}
    with ProcessPoolExecutor() as pool:
        for part in pool.map(_folded_clauses, jobs):
            found |= part
    return found


def _folded_clauses(job: tuple[list[Plan], list[Plan], Settings]) -> dict[str, list[str]]:
    known, asked, settings = job
    tagger = Tagger(packed(fit([(p.name, p.things, p.labels) for p in known], settings), {}))
    return {p.name: [t.label for t in tagger.tag(p.things)] for p in asked}


def clause_table(plans: Sequence[Plan], found: dict[str, list[str]]) -> str:
    """A line a plan, and one for all: F1 of the clauses that begin a row, and the share of right labels."""
    lines = []
    both = [(p.name, list(zip(p.labels, found[p.name], strict=True))) for p in plans]
    for name, pairs in [*both, ("ALL", [pair for _, part in both for pair in part])]:
        begins = [(a in _STARTS, b in _STARTS) for a, b in pairs]
        right, wrong = sum(a and b for a, b in begins), sum(a != b for a, b in begins)
        share = sum(a == b for a, b in pairs) / len(pairs)
        lines.append(f"{name:28s} row starts {2 * right / (2 * right + wrong):.3f}  labels {share:.3f}")
    return "\n".join(lines)


_STARTS = frozenset("KG")


def table(found: dict[str, list[Judged]]) -> str:
    """A line a report, and one for all."""
    lines = []
    for name, judged in [*sorted(found.items()), ("ALL", [j for part in found.values() for j in part])]:
        scores = "  ".join(f"{role} {f1(judged, role):.3f}" for role in ROLES)
        lines.append(
            f"{name:28s} {scores}  period {period_share(judged):.3f}  wrong on end {longest_wrong(judged)}"
        )
    return "\n".join(lines)
