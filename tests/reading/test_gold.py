"""The roles of sentences, held to seven reports labelled by tests/data/gold/GUIDE.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import EXAMPLES

from summarizer.document import read_document
from summarizer.reading import read_report

GOLD = Path(__file__).parent.parent / "data" / "gold"
LABELS = {"T": "task", "G": "task", "R": "review", "P": "problem", "O": "other"}
# The rules were made on the first two, and then on the others; see README.md there.
BY_HAND = ("dalian-xigang-2016", "yingkou-xishi-2019")
FURTHER = (
    "dalian-shahekou-2010", "shenyang-shenhe-2017", "dalian-zhongshan-2024", "state-council-2022", "state-council-2023",
)  # fmt: skip
BARS = {"task": 0.95, "review": 0.93, "problem": 0.9}


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """(labelled role, role of most characters) of every labelled segment; targets count as tasks."""
    result = read_report(read_document(str(EXAMPLES / f"{name}.txt")))
    at: dict[int, str] = {}
    for sentence in result.sentences:
        span = result.document.span(sentence.start, sentence.end)
        at.update(dict.fromkeys(range(span.start, span.end), sentence.role.replace("target", "task")))
    labels = dict(line.split()[:2] for line in (GOLD / f"{name}.labels.tsv").read_text("utf-8").splitlines())
    for line in (GOLD / f"{name}.segments.tsv").read_text("utf-8").splitlines():
        number, start, end, _ = line.split("\t", 3)
        roles = [at.get(i, "other") for i in range(int(start), int(end))]
        yield LABELS[labels[number]], max(set(roles), key=roles.count)


def f1(found: list[tuple[str, str]], role: str) -> float:
    both = sum(a == b == role for a, b in found)
    return 2 * both / (sum(a == role for a, _ in found) + sum(b == role for _, b in found))


@pytest.mark.parametrize("names", [BY_HAND, FURTHER], ids=["by hand", "further"])
def test_roles_agree_with_the_labels(names: tuple[str, ...]) -> None:
    found = [pair for name in names for pair in pairs(name)]
    scores = {role: f1(found, role) for role in BARS}
    assert all(scores[role] >= bar for role, bar in BARS.items()), scores


@pytest.mark.parametrize("name", [*BY_HAND, *FURTHER])
def test_no_report_falls_far_behind_the_others(name: str) -> None:
    found = list(pairs(name))
    scores = {role: f1(found, role) for role in BARS}
    assert all(scores[role] >= bar - 0.03 for role, bar in BARS.items()), scores
