"""Headline indicators and relations, held to the two reports labelled by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

from summarizer.checks import Relation, check_arithmetic
from summarizer.document import read_document
from summarizer.document.script import to_simplified
from summarizer.extract.readers import read_indicators
from summarizer.reading import Reading, read_report

GOLD = Path(__file__).parent.parent / "data" / "gold"
NAMES = ("dalian-xigang-2016", "yingkou-xishi-2019")


def load(name: str) -> tuple[Reading, dict[str, Any], dict[int, tuple[int, int]]]:
    gold = json.loads((GOLD / f"{name}.gold.json").read_text("utf-8"))
    segments = {}
    for line in (GOLD / f"{name}.segments.tsv").read_text("utf-8").splitlines():
        number, start, end, _ = line.split("\t", 3)
        segments[int(number)] = (int(start), int(end))
    return read_report(read_document(str(EXAMPLES / f"{name}.txt"))), gold, segments


@pytest.mark.parametrize("name", NAMES)
def test_every_labelled_indicator_is_given_and_little_else(name: str) -> None:
    report, gold, segments = load(name)
    items = read_indicators(report).items

    def agrees(wanted: dict[str, Any], data: dict[str, Any]) -> bool:
        a, b = to_simplified(wanted["name"]), data["name"]
        return (
            (a in b or b in a) and data["value"] == wanted["value"] and data["change"] == wanted["change"] and data["kind"] == wanted["kind"]
            and (wanted["unit"] is None or data["unit"] == to_simplified(wanted["unit"])) and data["period"] == wanted["period"]
        )  # fmt: skip

    missing = []
    for wanted in gold["indicators"]:
        start, end = segments[wanted["segment"]]
        near = [i.data for i in items if any(e.span.start < end and start < e.span.end for e in i.evidence)]
        if not any(agrees(wanted, data) for data in near):
            missing.append(wanted)
    assert not missing
    assert len(items) <= 1.5 * len(gold["indicators"])


@pytest.mark.parametrize("name", NAMES)
def test_every_labelled_relation_is_found_with_its_verdict_and_no_alarm_is_false(name: str) -> None:
    report, gold, segments = load(name)
    found = [(r, touched(report, segments, r)) for r in check_arithmetic(report)]
    real = [r for r in gold["relations"] if not r.get("skip")]
    for wanted in real:
        hits = [r for r, at in found if set(wanted["segments"]) <= at and float(r.stated) == wanted["stated"]]
        assert hits, wanted["statement"]
        assert all(r.holds in wanted.get("accept", [wanted["holds"]]) for r in hits), wanted["statement"]
    may_fail = [set(r["segments"]) for r in real if False in r.get("accept", [r["holds"]])]
    assert all(any(segs <= at for segs in may_fail) for r, at in found if r.holds is False)


def touched(report: Reading, segments: dict[int, tuple[int, int]], relation: Relation) -> set[int]:
    spans = [report.document.span(a, b) for a, b in relation.evidence]
    return {n for n, (a, b) in segments.items() for span in spans if span.start < b and a < span.end}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_the_other_reports_give_no_failing_relation(path: Path) -> None:
    failing = [
        r.statement for r in check_arithmetic(read_report(read_document(str(path)))) if r.holds is False
    ]
    assert failing == (["社会消费品零售总额: 17.25亿元×(1+8.5%)=18.8亿元"] if "yingkou" in path.stem else [])
