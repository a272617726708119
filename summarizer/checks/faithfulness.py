"""A field against the sentence it cites."""

from __future__ import annotations

import re

from summarizer.checks.finding import Finding
from summarizer.checks.matching import find_words
from summarizer.quantities import Quantity, read_quantities, same_quantity
from summarizer.quantities.compare import same_value

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers_missing(value: str, evidence: str) -> list[str]:
    """The numbers of ``value`` that ``evidence`` does not hold, as printed in ``value``.

    A quantity may be printed otherwise (1.05亿 / 10500万); a number that is no quantity (365, 2019) must stand there in
    digits.
    """
    said = read_quantities(evidence)
    missing = []
    for quantity in read_quantities(value):
        if not any(_agrees(quantity, other) for other in said):
            missing.append(quantity.text)
    covered = "".join(q.text for q in read_quantities(value))
    printed = set(_DIGITS.findall(evidence))
    missing += [n for n in _DIGITS.findall(value) if n not in covered and n not in printed]
    return missing


def _agrees(quantity: Quantity, other: Quantity) -> bool:
    """Same quantity; a value whose unit was left out (21 for 21所) agrees by its number."""
    return same_quantity(quantity, other) or (not quantity.unit and same_value(quantity, other))


def check_value(field: str, value: str, sentence: str, elsewhere: str) -> list[Finding]:
    """What there is to say of ``value`` (a text field) against the cited ``sentence``.

    ``elsewhere`` is the other text of the request, to tell a figure of the neighbour from one that stands nowhere.
    """
    findings = []
    for number in numbers_missing(value, sentence):
        if not numbers_missing(number, elsewhere):
            message = f"{number} does not stand in the cited sentence but in another one."
            findings.append(Finding("number-from-elsewhere", "error", field, message))
        else:
            findings.append(_missing_number(field, number, sentence))
    if not findings and find_words(value, sentence) is None:
        message = f"“{value}” does not stand in the cited sentence in these words."
        findings.append(Finding("text-not-in-evidence", "warning", field, message))
    return findings


def _missing_number(field: str, number: str, sentence: str) -> Finding:
    quantity = next(iter(read_quantities(number)), None)
    if quantity is not None:
        for other in read_quantities(sentence):
            if same_value(quantity, other) and quantity.unit != other.unit:
                message = f"{number} is printed as {other.text} in the cited sentence."
                return Finding("unit-differs", "error", field, message)
    return Finding(
        "number-not-in-evidence", "error", field, f"{number} does not stand in the cited sentence."
    )
