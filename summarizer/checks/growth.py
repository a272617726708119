"""Last year's value × (1 + target growth) = this year's target; yearly targets against the five-year target; one figure printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from summarizer.checks.candidates import Candidates
from summarizer.checks.intervals import Interval, exactly, interval_of
from summarizer.checks.relation import Reason, Relation, plain
from summarizer.messages import Message
from summarizer.quantities import Quantity
from summarizer.reading.statements import PART_AND_WHOLE, Statement, compare_scopes

_HUNDRED = Decimal(100)
_YEARS = 5
_PART_OF_YEAR = re.compile(r"季度|半年|月")
# What is earned, invested or traded in a year adds up over a term; what is counted at its end (户, 余额) does not.
_FLOWS = frozenset(
    {"budget_revenue", "fiscal_revenue", "tax_revenue", "fixed_investment", "industrial_investment", "retail_sales", "foreign_capital", "domestic_capital",
     "trade", "exports", "imports", "new_jobs", "budget_expenditure"}
)  # fmt: skip


def growth_to_targets(statements: Candidates) -> Iterator[Relation]:
    """For each target with a value and its growth over the year: the review's value of the same indicator grown by it."""
    for target in statements.all:
        if target.kind != "target" or target.of_term or target.value is None or target.change is None:
            continue
        if target.change_kind != "yoy" or target.change.unit != "%" or target.value.value is None:
            continue
        bases = [b for b in statements.like(target.concept) if _can_be_base(b, target)]
        relations = [_growth(base, target, statements) for base in bases]
        relations.sort(key=lambda r: (r.holds is not True, r.reason == "scopes-differ"))
        yield from relations[:1]


def _can_be_base(base: Statement, target: Statement) -> bool:
    return (
        base.part == "review" and base.kind == "actual" and base.value is not None and base.value.value is not None and base.contains is None
        and compare_scopes(base.concept, target.concept) is not None and base.value.unit not in {"%", "个百分点", "倍"}
        and base.value.unit.endswith("元") == (target.value is not None and target.value.unit.endswith("元")) and base.value.value > 0
        and _is_the_year_before(base.period, target.period)
    )  # fmt: skip


def _is_the_year_before(base: str, target: str) -> bool:
    """Whether a level of period ``base`` may be what a target of period ``target`` grows from; a year that is named must fit, a part
    of a year never does."""
    if _PART_OF_YEAR.search(base):
        return False
    if base.isdigit() and target.isdigit():
        return int(base) + 1 == int(target)
    return True


def _growth(base: Statement, target: Statement, statements: Candidates) -> Relation:
    assert base.value is not None
    assert target.value is not None
    assert target.change is not None
    start, stated = base.value, target.value
    rate = interval_of(target.change)
    factor = exactly(1).plus(
        Interval(_signed(rate.low, target.sign), _signed(rate.high, target.sign), rate.soft).scaled(
            1 / _HUNDRED
        )
    )
    if target.sign < 0:
        factor = Interval(factor.high, factor.low, factor.soft)
    reached = interval_of(start).times(factor)
    wanted = interval_of(stated)
    scopes = compare_scopes(base.concept, target.concept)
    evidence = [(base.start, base.end), (target.start, target.end)]
    details: dict[str, object] = (
        {"implied": f"{plain((stated.value / start.value - 1) * _HUNDRED)}%"}
        if start.value and stated.value
        else {}
    )
    details["follows"] = _figure(reached, stated)
    reason: Reason
    if start.unit != stated.unit:
        holds, reason = None, "currencies-differ"
    elif scopes:
        holds, reason = None, "scopes-differ"
        details |= {"scopes": _named(scopes)} | _own_part(base, target, factor, statements, evidence)
    elif reached.meets(wanted):
        holds, reason = True, "holds"
    elif factor.soft or reached.soft or wanted.soft:
        holds, reason = None, "soft"
    elif base.of_term:
        holds, reason = None, "periods-differ"
    elif target.adjusted:
        holds, reason = None, "adjusted-growth"
    elif target.concept.at_constant_prices:
        holds, reason = None, "constant-prices"
    else:
        holds, reason = False, "implied-growth"
    sign = "-" if target.sign < 0 else "+"
    statement = f"{target.name}: {start.text}×(1{sign}{target.change.text})={stated.text}"
    return Relation("growth", holds, statement, _in_print(stated.value, stated), _printed_interval(reached, stated), stated.printed_unit,
                    tuple(evidence), reason, details)  # fmt: skip


def _named(scopes: frozenset[str]) -> list[Message | str]:
    """The words of the report for the scopes, and ours."""
    return [Message(scope) if scope == PART_AND_WHOLE else scope for scope in sorted(scopes)]


def _own_part(
    base: Statement,
    target: Statement,
    factor: Interval,
    statements: Candidates,
    evidence: list[tuple[int, int]],
) -> dict[str, object]:
    """127亿元(含沿海产业基地119亿元): what is left of the base without the part it contains, grown the same way."""
    part = statements.part_of(base)
    if (
        part is None
        or base.value is None
        or part.value is None
        or target.value is None
        or part.value.unit != base.value.unit
    ):
        return {}
    evidence.append((part.start, part.end))
    rest = interval_of(base.value).minus(interval_of(part.value))
    return {"without": part.name, "follows": _figure(rest.times(factor), target.value)}


def yearly_and_term_targets(statements: Candidates) -> Iterator[Relation]:
    """A yearly target that is a fifth of the five-year one. Years may differ, so another figure is no contradiction and gives nothing."""
    for year in statements.all:
        for term in statements.like(year.concept):
            if not _year_of_term(year, term):
                continue
            assert year.value is not None
            assert term.value is not None
            five = interval_of(year.value).scaled(Decimal(_YEARS))
            low, high = year.value.printed_range
            if not Interval(low * _YEARS, high * _YEARS).meets(interval_of(term.value)):
                continue
            statement = f"{year.name}: {year.value.text}×{_YEARS}年={term.value.text}"
            yield Relation("multiple", True, statement, _in_print(term.value.value, term.value), _printed_interval(five, term.value),
                           term.value.printed_unit, ((year.start, year.end), (term.start, term.end)), "holds")  # fmt: skip


def _year_of_term(year: Statement, term: Statement) -> bool:
    return (
        year.kind == "target" and term.kind == "target" and not year.of_term and term.of_term and year.value is not None
        and term.value is not None and year.value.value is not None and term.value.value is not None
        and year.value.unit == term.value.unit and year.concept.id in _FLOWS and term.value.qualifier is None and compare_scopes(year.concept, term.concept) == frozenset()
    )  # fmt: skip


def printed_twice(statements: Candidates) -> Iterator[Relation]:
    """One indicator of one period with two figures that exclude each other: the scopes may differ, so it is only pointed at."""
    seen: dict[tuple[object, ...], Statement] = {}
    for s in statements.all:
        if s.value is None or s.value.value is None or s.contains or not s.concept.known:
            continue
        key = (s.concept.id, s.concept.scopes, s.period, s.kind, s.value.unit, s.name)
        first = seen.setdefault(key, s)
        assert first.value is not None
        if first is s or interval_of(first.value).meets(interval_of(s.value)):
            continue
        statement = f"{s.name}: {first.value.text}={s.value.text}"
        yield Relation("other", None, statement, _in_print(s.value.value, s.value), _printed_interval(interval_of(first.value), s.value),
                       s.value.printed_unit, ((first.start, first.end), (s.start, s.end)), "printed-twice")  # fmt: skip


def term_holds_its_last_year(statements: Candidates) -> Iterator[Relation]:
    """五年累计87.6亿元 can't be less than its last year alone; given only when it is."""
    for term in statements.all:
        if (
            term.kind != "cumulative"
            or term.value is None
            or term.value.value is None
            or term.concept.id not in _FLOWS
        ):
            continue
        for year in statements.like(term.concept):
            if (
                year.part != "review"
                or year.of_term
                or year.kind != "actual"
                or year.value is None
                or year.value.value is None
            ):
                continue
            if (
                compare_scopes(year.concept, term.concept) != frozenset()
                or year.value.unit != term.value.unit
                or year.contains
            ):
                continue
            whole, last = interval_of(term.value), interval_of(year.value)
            if whole.high is not None and last.low is not None and whole.high < last.low:
                statement = f"{term.name}: {term.value.text}≥{year.value.text}"
                yield Relation("cumulative", False, statement, _in_print(term.value.value, term.value), _printed_interval(Interval(last.low, None), term.value),
                               term.value.printed_unit, ((year.start, year.end), (term.start, term.end)), "exceeds-whole")  # fmt: skip


def _signed(bound: Decimal | None, sign: int) -> Decimal | None:
    return None if bound is None else bound * sign


def _in_print(value: Decimal | None, like: Quantity) -> Decimal:
    assert value is not None
    return value / like.scale


def _printed_interval(interval: Interval, like: Quantity) -> Interval:
    return interval.scaled(1 / like.scale)


def _figure(interval: Interval, like: Quantity) -> str:
    """The middle of ``interval`` in the printed unit, with one decimal more than printed there."""
    if interval.low is None or interval.high is None:
        return ""
    middle = (interval.low + interval.high) / 2 / like.scale
    decimals = len(like.number.partition(".")[2]) + 1
    return plain(middle, decimals) + like.printed_unit
