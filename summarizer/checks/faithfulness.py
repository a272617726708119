"""A field of an item against the words it cites: is every figure there, and said of the same thing in the same way?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer.checks.figures import (
    Figure,
    as_source_prints,
    belongs,
    figures_of,
    named_so,
    numbers_of_names,
    owners_of,
    said_plainly,
    same_figure,
    without_figures,
)
from summarizer.checks.finding import Finding
from summarizer.checks.matching import bare_length, find_words
from summarizer.messages import Message, template
from summarizer.quantities import read_quantities, same_value
from summarizer.quantities.words import AFTER

_PRINTED_OTHERWISE = template("{figure} is printed as {printed} in the evidence.")


@dataclass(frozen=True, slots=True)
class Source:
    """What an item is checked against: its ``evidence``, the whole ``sentence`` that holds it, and the other text of the request."""

    evidence: str
    sentence: str
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A text ``value`` of an item's ``field``; ``around`` is what the item's other fields say."""

    field: str
    value: str
    around: str = ""


def numbers_missing(value: str, evidence: str) -> list[str]:
    """The numbers of ``value`` that ``evidence`` does not hold, as printed in ``value``.

    A quantity may be printed otherwise (1.05亿 / 10500万 / 一点零五亿); a number that is no quantity (365, 2019, 第三, 二期) must be
    printed there, in either kind of digits.
    """
    said = figures_of(evidence)
    missing = [f.quantity.text for f in figures_of(value) if not any(same_figure(f, other) for other in said)]
    return missing + _other_numbers_missing(value, evidence)


def _other_numbers_missing(value: str, evidence: str) -> list[str]:
    printed = {number.meaning for number in numbers_of_names(evidence, within_quantities=True)}
    printed |= {(f"{q.value.normalize():f}", "") for q in read_quantities(evidence) if q.value is not None}
    return [n.printed for n in numbers_of_names(value) if n.meaning not in printed]


def check_value(claim: Claim, source: Source) -> list[Finding]:
    """What there is to say of ``claim`` against ``source``: its figures one by one, then its words."""
    copied = find_words(as_source_prints(claim.value, source.evidence), source.evidence)
    if copied is not None and copied.exact and bare_length(without_figures(claim.value)) > 1:
        cut = any(
            q.start < end < q.end
            for q in read_quantities(source.evidence)
            for end in (copied.start, copied.end)
        )
        if not cut:  # 4200人 of 4200人以上 says more than the source
            # Word for word: nothing of it can be said of something else, but the words before it may turn it round.
            return [f for figure in figures_of(claim.value) for f in _turned(figure, claim, source)]
    findings = [f for figure in figures_of(claim.value) for f in _check_figure(figure, claim, source)]
    findings += _joined(claim, source)
    findings += [
        _nowhere(n, claim.field, source) for n in _other_numbers_missing(claim.value, source.evidence)
    ]
    plain = find_words(said_plainly(claim.value), said_plainly(source.evidence))
    if not findings and copied is None and not (plain and plain.exact):
        if find_words(claim.value, source.sentence) is not None:
            said = Message(
                "“{value}” stands in the cited sentence, but not in the clauses the item stands on.",
                {"value": claim.value},
            )
        else:
            said = Message(
                "“{value}” does not stand in the cited sentence in these words.", {"value": claim.value}
            )
        findings.append(Finding("text-not-in-evidence", "warning", claim.field, said))
    return findings


def _joined(claim: Claim, source: Source) -> Iterator[Finding]:
    """Two figures of one clause that stand in two clauses of the evidence: 千万元以上项目6个 of 千万元以上项目19个,亿元以上项目6个."""
    evidence = figures_of(source.evidence)
    for first, then in pairwise(figures_of(claim.value)):
        places = [[o.segment for o in evidence if same_figure(f, o)] for f in (first, then)]
        if first.segment == then.segment and all(places) and not set(places[0]) & set(places[1]):
            said = Message(
                "{one} and {other} are said of different things in the evidence.",
                {"one": first.quantity.text, "other": then.quantity.text},
            )
            yield Finding("number-from-elsewhere", "warning", claim.field, said)


def _check_figure(figure: Figure, claim: Claim, source: Source) -> Iterator[Finding]:
    """The findings on one figure: the best of the evidence's figures that say the same decides."""
    found = [other for other in figures_of(source.evidence) if same_figure(figure, other)]
    if not found:
        if not named_so(figure.quantity, source.evidence):
            yield _missing(figure, claim, source)
        return
    yield from min((list(_differences(figure, other, claim, source)) for other in found), key=len)


def _turned(figure: Figure, claim: Claim, source: Source) -> Iterator[Finding]:
    """What words that the claim leaves out say of ``figure``, whose own words it copies (没有 | 新增5亿元)."""
    found = [other for other in figures_of(source.evidence) if same_figure(figure, other)]
    if found:
        yield from min((list(_manner(figure, other, claim)) for other in found), key=len)


def _manner(figure: Figure, other: Figure, claim: Claim) -> Iterator[Finding]:
    """Denied or not, an end of a change or its size, per what: the three that make another figure of the same number."""
    text = figure.quantity.text
    around = figures_of(f"{claim.around}{text}")
    if figure.negated != other.negated and not (other.negated and around and around[-1].negated):
        said = Message(
            "The evidence denies what is said of {figure}, or the other way round.", {"figure": text}
        )
        yield Finding("sign-differs", "error", claim.field, said)
    if figure.part and other.part and figure.part != other.part:
        said = Message(
            "{figure} is another part of the change in the evidence: its begin, its end or its size.",
            {"figure": text},
        )
        yield Finding("sign-differs", "error", claim.field, said)
    named = around[-1].per if around else figure.per
    for mine, near, stated in zip(figure.per, named, other.per, strict=True):
        per = mine or near
        if stated and per != stated:
            said = Message(
                "{figure} counts for another time or number of people in the evidence.", {"figure": text}
            )
            yield Finding("qualifier-differs", "error" if per else "warning", claim.field, said)


def _differences(figure: Figure, other: Figure, claim: Claim, source: Source) -> Iterator[Finding]:
    text, printed = figure.quantity.text, other.quantity.text
    if (
        figure.direction
        and figure.direction != other.direction
        and (other.direction or other.quantity.unit == "%")
    ):
        said = Message("{figure} does not move that way in the evidence.", {"figure": text})
        yield Finding("sign-differs", "error", claim.field, said)
    yield from _manner(figure, other, claim)
    if not _same_openness(figure, other, claim):
        said = Message(_PRINTED_OTHERWISE, {"figure": text, "printed": printed})
        opposite = {figure.side, other.side} == {"up", "down"}
        yield Finding("qualifier-differs", "error" if opposite else "warning", claim.field, said)
    if not belongs(other, owners_of(claim.value, figure, claim.around), source.evidence):
        said = Message("{figure} is said of something else in the evidence.", {"figure": text})
        yield Finding("number-from-elsewhere", "error", claim.field, said)


def _same_openness(figure: Figure, other: Figure, claim: Claim) -> bool:
    """Whether both are as open (以上, 突破 …), or the word that opens the one stands elsewhere in the item."""
    if figure.side == other.side:
        return True
    word = other.quantity.qualifier or ""
    if word in AFTER:  # 以上 stands behind its figure; elsewhere it is of something else (规模以上)
        return False
    return figure.side == "exact" and bool(word) and (word in claim.around or word in claim.value)


def _missing(figure: Figure, claim: Claim, source: Source) -> Finding:
    quantity = figure.quantity
    for other in figures_of(source.evidence):
        if same_value(quantity, other.quantity) or (
            quantity.number and quantity.number == other.quantity.number
        ):
            said = Message(_PRINTED_OTHERWISE, {"figure": quantity.text, "printed": other.quantity.text})
            return Finding("unit-differs", "error", claim.field, said)
    return _nowhere(quantity.text, claim.field, source)


def _nowhere(number: str, field: str, source: Source) -> Finding:
    if _stands(number, source.sentence):
        return number_elsewhere_in_sentence(number, field)
    if _stands(number, source.elsewhere):
        said = Message(
            "{number} does not stand in the cited sentence but in another one.", {"number": number}
        )
        return Finding("number-from-elsewhere", "error", field, said)
    return number_nowhere(number, field)


def _stands(number: str, text: str) -> bool:
    return bool(text) and (not numbers_missing(number, text) or find_words(number, text) is not None)


def number_elsewhere_in_sentence(number: str, field: str) -> Finding:
    """``number`` stands in the sentence, but outside the evidence."""
    said = Message(
        "{number} stands in the cited sentence, but not in the clauses the item stands on.",
        {"number": number},
    )
    return Finding("number-from-elsewhere", "error", field, said)


def number_nowhere(number: str, field: str) -> Finding:
    """``number`` does not stand in the sentence."""
    said = Message("{number} does not stand in the cited sentence.", {"number": number})
    return Finding("number-not-in-evidence", "error", field, said)
