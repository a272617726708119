"""Figures that stand in the evidence, and mean something else there: denied, another part of a change, counted for something else."""

import pytest

from summarizer.checks.faithfulness import Claim, Source, check_value


def findings(evidence: str, value: str) -> list[tuple[str, str]]:
    found = check_value(
        Claim("achievement", value), Source(evidence=evidence, sentence=evidence, elsewhere="")
    )
    return [(f.kind, f.severity) for f in found]


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        ("骨干企业由2020年的4家增加到15家", "骨干企业增加15家"), ("没有新增政府隐性债务6亿元", "新增政府隐性债务6亿元"),
        ("尚有14个项目未开工", "14个项目开工"), ("失业率由5.4%下降到3.2%", "失业率下降3.2%"), ("投资增长-3.4%", "投资增长3.4%"),
    ],
)  # fmt: skip
def test_a_figure_that_means_something_else_is_an_error(evidence: str, value: str) -> None:
    assert "error" in [severity for _, severity in findings(evidence, value)]


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        ("骨干企业由2020年的4家增加到15家", "骨干企业增加到15家"), ("没有新增政府隐性债务6亿元", "没有新增政府隐性债务6亿元"),
        ("失业率下降3.2%", "失业率下降3.2%"), ("投资增长-4.2%", "投资下降4.2%"), ("新开工项目14个", "新开工项目14个"),
    ],
)  # fmt: skip
def test_a_figure_that_means_the_same_is_none(evidence: str, value: str) -> None:
    assert "error" not in [severity for _, severity in findings(evidence, value)]
