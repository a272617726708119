"""Schemas whose items rules read from the reading, without a model. A schema names its reader; :data:`READERS` is the table.

A reader gives the items it is sure of and the sentences it leaves open; only those are sent to the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.checks import figures_of
from summarizer.extract.context import Context, Data
from summarizer.extract.evidence import evidence_at, quantities_of
from summarizer.extract.model import Item
from summarizer.quantities import Quantity, as_number, read_quantities, same_quantity
from summarizer.quantities.numerals import value_of
from summarizer.reading import Reading, Sentence
from summarizer.reading.statements import (
    Statement,
    clean_name,
    concept_of,
    headline_statements,
)
from summarizer.reading.statements.model import ChangeKind
from summarizer.reading.statements.periods import Period
from summarizer.reading.statements.skeleton import skeleton
from summarizer.reading.statements.words import ANNUAL_AVERAGE


@dataclass(frozen=True, slots=True)
class RuleRead:
    """``items`` (without ids) in the order of the text; ``called`` are the sentences that call for one, ``left_open`` those of
    them that the model is asked about."""

    items: tuple[Item, ...]
    called: tuple[Sentence, ...]
    left_open: tuple[Sentence, ...]


def read_indicators(reading: Reading) -> RuleRead:
    """The headline indicators; open are target sentences with a figure that no statement holds."""
    headline = headline_statements(reading, reading.statements)
    items = tuple(_item(reading, s) for s in sorted(headline, key=lambda s: (s.start, s.end)))
    stated = {s.sentence for s in headline}
    left_open = tuple(
        s
        for s in reading.sentences
        if s.role == s.rule_role == "target" and s.id not in stated and _could_state(s)
    )
    called = tuple(s for s in reading.sentences if s.id in stated or s in left_open)
    return RuleRead(items, called, left_open)


def _could_state(sentence: Sentence) -> bool:
    """Whether a level or a change stands in a sentence that rules found no indicator in."""
    return not sentence.is_heading and any(
        q.unit and q.unit != "年" for q in skeleton(sentence.text).quantities
    )


def _item(reading: Reading, statement: Statement) -> Item:
    sentence = reading.sentences[statement.sentence - 1]
    evidence = evidence_at(
        reading, sentence, statement.start - sentence.start, statement.end - sentence.start
    )
    headings = tuple(s.heading for s in reading.path(sentence.section))
    return Item(
        id="", data=indicator_data(statement), section=headings, text=reading.document.text[statement.start : statement.end],
        evidence=(evidence,), quantities=tuple(quantities_of(reading, evidence)), findings=(),
    )  # fmt: skip


def indicator_data(statement: Statement) -> dict[str, Any]:
    """The fields of :class:`schemas.indicators.Indicator` that ``statement`` gives."""
    value, change = statement.value, statement.change
    printed = value or change
    qualifier = (
        statement.standard
        or (printed.qualifier if printed else None)
        or ("预计" if statement.estimated else None)
    )
    return {
        "name": statement.name, "figure": printed.text if printed else (statement.standard or ""),
        "value": _printed_value(value), "unit": value.printed_unit or None if value and value.number else None,
        "base_value": as_number(value.value) if value else None, "base_unit": value.unit or None if value else None,
        "period": statement.period, "kind": statement.kind, "change": _percent(statement),
        "change_kind": statement.change_kind, "qualifier": qualifier,
    }  # fmt: skip


def _percent(statement: Statement) -> float | None:
    """The change in percent or points; 增长1.2倍 is 120 percent."""
    change = statement.signed_change
    if change is not None and statement.change is not None and statement.change.unit == "倍":
        change *= 100
    return as_number(change)


def _printed_value(quantity: Quantity | None) -> float | None:
    """The number as printed, in its printed unit: 14.06 of 14.06亿元."""
    if quantity is None or quantity.value is None:
        return None
    return as_number(value_of(quantity.number)) if quantity.number else None


def indicator_field(name: str) -> Callable[[Context, Data], Any]:
    """The rule of field ``name`` for an item that the model gave: read from the figure it cites and where that stands."""

    def rule(context: Context, data: Data) -> Any:
        statement = _of_model(context, str(data.get("name") or ""), str(data.get("figure") or ""))
        return indicator_data(statement).get(name) if statement else None

    return rule


def _of_model(context: Context, name: str, figure: str) -> Statement | None:
    """The statement that ``name`` and ``figure`` make in their sentence; None when no such figure stands there."""
    said = next(iter(read_quantities(figure)), None)
    if said is None:
        return None
    sentence = context.sentence
    period = context.reading.periods.get(sentence.id)
    planned = sentence.role in {"task", "target"}
    for found in figures_of(sentence.text):
        if same_quantity(found.quantity, said):
            moved = bool(found.direction) and found.quantity.unit in {"%", "个百分点", "倍"}
            return Statement(
                sentence=sentence.id, start=sentence.start, end=sentence.end, name=name, concept=concept_of(name),
                value=None if moved else found.quantity, change=found.quantity if moved else None, sign=found.direction if moved else 1,
                change_kind=_kind_of_change(found.region, period) if moved else None, period=period.label if period else "", of_term=bool(period and period.of_term),
                kind="target" if planned else "actual", part="plan" if planned else "review", estimated=False,
            )  # fmt: skip
    return None


def _kind_of_change(region: str, period: Period | None) -> ChangeKind | None:
    if ANNUAL_AVERAGE.search(region):
        return "annual_average"
    return None if period is not None and period.of_term else "yoy"


def indicator_name(_: Context, data: Data) -> str | None:
    """The name without the verbs and periods around it; None when nothing would be left."""
    cleaned = clean_name(str(data.get("name") or ""))
    return cleaned if len(cleaned) > 1 else None


READERS: dict[str, Callable[[Reading], RuleRead]] = {"indicators": read_indicators}


def order(items: Sequence[Item]) -> list[Item]:
    """``items`` in the order of the text."""
    return sorted(items, key=lambda i: (i.evidence[0].start, i.evidence[0].end))
