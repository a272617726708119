"""占…比重: a stated share against the two figures it is made of, wherever they stand in the report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from summarizer.checks.candidates import Candidates
from summarizer.checks.intervals import exactly, interval_of
from summarizer.checks.relation import Reason, Relation, plain
from summarizer.messages import Message
from summarizer.reading.statements import PART_AND_WHOLE, Statement, compare_scopes, concept_of
from summarizer.reading.statements.names import SHARE_NAME

_HUNDRED = Decimal(100)


def stated_shares(statements: Candidates) -> Iterator[Relation]:
    """For each stated share: part / whole, with the part and the whole of the same years."""
    for share in statements.all:
        names = SHARE_NAME.fullmatch(share.name)
        if (
            names is None
            or share.value is None
            or share.value.unit != "%"
            or share.value.value is None
            or share.part != "review"
        ):
            continue
        parts = [s for s in statements.like(concept_of(names["part"])) if _is(s, names["part"], share)]
        wholes = [s for s in statements.like(concept_of(names["whole"])) if _is(s, names["whole"], share)]
        found = [
            _share(share, p, w)
            for p in parts
            for w in wholes
            if p.value and w.value and p.value.unit == w.value.unit
        ]
        found.sort(key=lambda r: (r.holds is not True, r.holds is None))
        yield from found[:1]


_INDUSTRIES = ("primary_added_value", "secondary_added_value", "service_added_value")


def three_industries(statements: Candidates) -> Iterator[Relation]:
    """第一、二、三产业增加值 make the 地区生产总值 of the same year, all at current prices (the system of national accounts)."""
    for total in statements.all:
        if (
            total.concept.id != "gdp"
            or total.value is None
            or total.value.value is None
            or total.concept.scopes
        ):
            continue
        parts = [_industry(statements, concept, total) for concept in _INDUSTRIES]
        values = [p.value for p in parts if p is not None and p.value is not None]
        if len(values) < len(_INDUSTRIES) or any(v.unit != total.value.unit for v in values):
            continue
        added = exactly(0)
        for value in values:
            added = added.plus(interval_of(value))
        holds = added.meets(interval_of(total.value))
        said = "+".join(f"{p.name}{p.value.text}" for p in parts if p is not None and p.value is not None)
        follows = sum((v.value for v in values if v.value is not None), Decimal(0)) / total.value.scale
        yield Relation(
            "sum", holds, f"{said}={total.name}{total.value.text}", total.value.value / total.value.scale, added.scaled(1 / total.value.scale),
            total.value.printed_unit, ((total.start, total.end), *((p.start, p.end) for p in parts if p is not None)),
            "holds" if holds else "would-follow", {"follows": f"{plain(follows)}{total.value.printed_unit}"},
        )  # fmt: skip


def _industry(statements: Candidates, concept: str, total: Statement) -> Statement | None:
    """The value of one industry that belongs to ``total``: 服务业 alone is not all of the third."""
    for s in statements.of(concept):
        third = concept != "service_added_value" or "三" in s.name
        same = s.period == total.period and s.kind == total.kind and s.part == total.part
        if third and same and s.value is not None and s.value.value is not None and not s.concept.scopes:
            return s
    return None


def _is(statement: Statement, name: str, share: Statement) -> bool:
    """Whether ``statement`` gives a level of what ``name`` says, of the review's own years."""
    return (
        statement.value is not None and statement.value.value is not None and statement.value.unit not in {"%", "倍"} and statement.value.unit != ""
        and statement.kind == "actual" and statement.part == share.part and compare_scopes(statement.concept, concept_of(name)) == frozenset()
    )  # fmt: skip


def _share(share: Statement, part: Statement, whole: Statement) -> Relation:
    assert share.value is not None
    assert part.value is not None
    assert whole.value is not None
    stated = interval_of(share.value)
    computed = interval_of(part.value).over(interval_of(whole.value)).scaled(_HUNDRED)
    reason: Reason
    if computed.meets(stated):
        holds, reason = True, "holds"
    elif computed.soft or stated.soft:
        holds, reason = None, "soft"
    elif computed.low is not None and computed.low > _HUNDRED:  # more than the whole: not a part of it
        holds, reason = None, "scopes-differ"
    elif len({part.period, whole.period, share.period}) > 1:
        holds, reason = None, "periods-differ"
    else:
        holds, reason = False, "would-follow"
    follows = ""
    if part.value.value and whole.value.value:
        follows = f"{plain(part.value.value / whole.value.value * _HUNDRED)}%"
    assert share.value.value is not None
    return Relation(
        "share", holds, f"{part.name}{part.value.text}/{whole.name}{whole.value.text}={share.value.text}", share.value.value, computed, "%",
        ((part.start, part.end), (whole.start, whole.end), (share.start, share.end)), reason, {"follows": follows, "scopes": Message(PART_AND_WHOLE)},
    )  # fmt: skip
