"""Headline indicators of fifty-five short reports in the wording of other places and years (tests/data/indicators)."""

import json
import re
from pathlib import Path
from typing import Any

from summarizer.document import document_from_text
from summarizer.extract.readers import read_indicators
from summarizer.reading import read_report

REPORTS = json.loads(
    (Path(__file__).parent.parent / "data" / "indicators" / "written.json").read_text("utf-8")
)
BAR = 0.95


def bare(name: str) -> str:
    return re.sub(r"\s|^(?:全(?:省|市|区|县|镇|国)|街道)", "", name).replace("的比", "比")


def agrees(wanted: dict[str, Any], data: dict[str, Any]) -> bool:
    for reading in wanted["alts"]:
        name = bare(data["name"])
        fine = any(n in name or name in n for n in reading["names"]) and data["value"] == reading["value"]
        fine = fine and (reading["unit"] is None or data["unit"] == reading["unit"])
        if not isinstance(reading["change"], str):
            fine = fine and data["change"] == reading["change"]
        if not wanted["rel"]:
            several_years = data["kind"] == reading["kind"] == "actual" and data["period"] in {
                "五年",
                "十二五",
                "十三五",
            }
            fine = (
                fine
                and data["kind"] == reading["kind"]
                and (data["period"] == reading["period"] or several_years)
            )
        if fine:
            return True
    return False


def test_nearly_all_indicators_are_given_and_nearly_all_given_are_right() -> None:
    right = wanted = given = 0
    for report in REPORTS:
        left = [i.data for i in read_indicators(read_report(document_from_text(report["text"]))).items]
        left = [d for d in left if "同步" not in d["figure"]]
        for expected in report["expected"]:
            hit = next((d for d in left if agrees(expected, d)), None)
            if hit is not None:
                left.remove(hit)
            right += hit is not None and not expected["opt"]
            wanted += not expected["opt"]
        given += len(left)
    assert wanted > 900
    assert right / wanted >= BAR, (right, wanted)
    assert right / (right + given) >= BAR, (right, given)
