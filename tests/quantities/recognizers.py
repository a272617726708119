"""Microsoft's public test cases for Chinese numbers, told apart into what this reader is for and what it is not.

Source: github.com/microsoft/Recognizers-Text, Specs/*/Chinese (MIT; see tests/data/recognizers-zh/LICENSE). ``Start`` and ``End`` are
inclusive; ``Text`` is normalised there, so cases are matched by position and value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from summarizer.quantities import Quantity, read_quantities

FOLDER = Path(__file__).parent.parent / "data" / "recognizers-zh"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))

# Why an expectation is out of scope, each with the forms it holds for. `whole` is the case's text, `part` the expected stretch of it.
OUT_OF_SCOPE: dict[str, str] = {
    "discounts (折)": r"折",
    "digits against forgery (壹贰)": r"[壹贰叁肆伍陆陸柒捌玖拾佰仟倆贰貳]",
    "elisions (四百五 = 450)": r"[百千万萬亿億兆][一二三四五六七八九两兩](?![十百千万萬亿億兆个點点])|百三$",
    "k and M": r"\d ?[kKｋＫM]\b|\d ?[kKｋＫ](?:个|個|$)",
    "兆 as a magnitude": r"兆",
    "exponents": r"[\^]|[eE][+－-]?[\d０-９]",
    "dozens (打)": r"打",
    "ranges of ordinals": r"第",
}  # fmt: skip
# What a report means by these forms, by the rules of this program.
OVERRIDDEN_NEGATIVES = frozenset(
    {"苹果折扣一美元", "两美刀", "二三十个百分点", "二三十個百分點", "百分之二三十"}
)
# Numbers that are part of a name here: 五台山 is a mountain.
OVERRIDDEN_NUMBERS = frozenset({"这不是四川这是五台山"})


@dataclass(frozen=True)
class Case:
    """One expected quantity, or (``part`` None) a text that holds none."""

    model: str
    text: str
    part: tuple[int, int] | None
    resolution: dict[str, Any]

    @property
    def stretch(self) -> str:
        return self.text[slice(*self.part)] if self.part else ""


def cases(stem: str) -> Iterator[Case]:
    """The cases of one file."""
    for spec in json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8-sig")):
        if not spec["Results"]:
            yield Case(stem, spec["Input"], None, {})
        for result in spec["Results"]:
            yield Case(stem, spec["Input"], (result["Start"], result["End"] + 1), result["Resolution"])


def why_out(case: Case) -> str | None:
    """Why the case asks for what this reader is not for; None when it is in scope."""
    if "Ordinal" in case.model:
        return "ordinals are names of places in a row, not quantities"
    if case.part is None:
        return "overridden" if case.text in OVERRIDDEN_NEGATIVES else None
    if case.text in OVERRIDDEN_NUMBERS and case.stretch == "五":
        return "overridden"
    for reason, pattern in OUT_OF_SCOPE.items():
        if re.search(pattern, case.stretch):
            return reason
    if case.resolution.get("value") is None and "Range" not in case.model:
        return "a unit without a number"
    return _of_another_kind(case)


def _of_another_kind(case: Case) -> str | None:
    after = case.text[case.part[1] :] if case.part else ""
    if re.match(r"[年月日章点點時时刃]", after) or re.match(r"[１1]\d?[年月日]", case.text):
        return "parts of dates and numbers of chapters"
    return None


def found(case: Case) -> bool:
    """Whether the reader finds what the case expects: a quantity on the same place that says the same."""
    assert case.part is not None
    start, end = case.part
    return any(q.start <= start and end <= q.end and _says(q, case) for q in read_quantities(case.text))


def _says(q: Quantity, case: Case) -> bool:
    if "Range" in case.model:
        return _same_range(q, case.resolution["value"])
    wanted = Decimal(case.resolution["value"].removesuffix("%"))
    unit = case.resolution.get("unit", "")
    if "Percent" in case.model:
        return q.value == wanted and q.unit in {"%", "个百分点"}
    values = [q.value] if q.value is not None else []
    if "NumberModel" in case.model and q.value is not None and q.unit == "%":
        values.append(q.value / 100)
        values.append(_number_of(q))
    if unit.startswith("Kilo") and q.value is not None and not q.unit.startswith(("公", "千")):
        values.append(q.value / 1000)
    return any(close(v, wanted) for v in values)


def _number_of(q: Quantity) -> Decimal:
    from summarizer.quantities.numerals import value_of

    return value_of(q.number) or Decimal(-1)


def close(a: Decimal, b: Decimal) -> bool:
    """Equal to the fifteen digits that the cases print."""
    return abs(Fraction(a) - Fraction(b)) <= abs(Fraction(b)) / 10**9


def _same_range(q: Quantity, wanted: str) -> bool:
    low, high = (Decimal(b) if b else None for b in wanted.strip("[]()").split(","))
    if low is not None and low == high:
        return q.value == low
    return (q.low, q.high) == (low, high)
