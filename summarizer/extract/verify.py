"""The values of an item against what it cites: texts by their figures and words, numbers by what the evidence prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from summarizer.checks import (
    Claim,
    Finding,
    Source,
    check_value,
    figures_of,
    number_elsewhere_in_sentence,
    number_nowhere,
    numbers_missing,
)
from summarizer.extract.schema import ItemSchema
from summarizer.messages import Message
from summarizer.quantities import read_quantities
from summarizer.quantities.numerals import value_of


def verify(
    schema: ItemSchema, data: dict[str, Any], source: Source, apart: Collection[str]
) -> Iterator[Finding]:
    """What there is to say of ``data``; ``apart`` are values that stand in the sentence, but with the neighbour's words."""
    values = text_values(schema, data)
    for name, value in values:
        around = " ".join(v for n, v in values if n != name)
        found = check_value(Claim(name, value, around), source)
        yield from found
        if not found and value in apart:
            kind = "number-from-elsewhere" if read_quantities(value) else "text-not-in-evidence"
            said = Message("“{value}” stands in another clause than what it is said of.", {"value": value})
            yield Finding(kind, "warning", name, said)
    for name, number in numbers_of(schema, data):
        if number_stands(number, source.evidence):
            continue
        if number_stands(number, source.sentence):
            yield number_elsewhere_in_sentence(number, name)
        else:
            yield number_nowhere(number, name)


def text_values(schema: ItemSchema, data: dict[str, Any]) -> list[tuple[str, str]]:
    """The text of the asked fields (of nested ones too), with the field's name; fixed choices are no quotations."""
    out: list[tuple[str, str]] = []
    for field in schema.asked:
        if "enum" in field.schema or "const" in field.schema:
            continue
        out.extend((field.name, text) for text in _leaves(data.get(field.name), str) if text.strip())
    return out


def restated(said: dict[str, Any], data: dict[str, Any]) -> Iterator[Finding]:
    """Figures that the model printed otherwise than the source does, put back."""
    for name, value in data.items():
        if value != said[name]:
            put_back = Message(
                "The model said “{said}”; the source prints “{value}”.", {"said": said[name], "value": value}
            )
            yield Finding("answer-repaired", "info", name, put_back)


def _leaves(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, dict):
        for child in value.values():
            yield from _leaves(child, kind)
    elif isinstance(value, list):
        for child in value:
            yield from _leaves(child, kind)
    elif isinstance(value, kind) and not isinstance(value, bool):
        yield value


def numbers_of(schema: ItemSchema, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The numbers that fields hold as numbers (a user's schema may ask for them so), as they would be printed."""
    for name, value in ((f.name, data.get(f.name)) for f in schema.asked):
        for number in (*_leaves(value, int), *_leaves(value, float)):
            yield name, f"{number:.15g}" if isinstance(number, float) else str(number)


def number_stands(number: str, evidence: str) -> bool:
    """Whether the evidence prints ``number``, or a quantity that comes to it: in full (1406000000 for 14.06亿元), in its printed unit
    (14.06), as a share (0.05 for 5%), with a minus for 下降."""
    said = Decimal(number)
    if not said.is_finite():
        return False
    for figure in figures_of(evidence):
        quantity = figure.quantity
        if quantity.value is None:
            continue
        printed = value_of(quantity.number) if quantity.number else None
        same = {abs(quantity.value), printed, abs(quantity.value) / 100 if quantity.unit == "%" else None}
        if abs(said) in same and (said >= 0 or figure.direction < 0 or quantity.value < 0):
            return True
    return said >= 0 and not numbers_missing(number, evidence)
