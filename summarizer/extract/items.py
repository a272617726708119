"""Raw items → items: located, verified, relocated, flagged, dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarizer.checks import (
    Finding,
    Source,
    as_source_prints,
    find_instructions,
    find_words,
    instruction_finding,
)
from summarizer.extract.context import Context
from summarizer.extract.derive import JOINERS, RULES, SPLITTERS, follower_clause
from summarizer.extract.evidence import clauses, evidence_at, locate, nearest, quantities_of
from summarizer.extract.model import Dropped, Evidence, Item
from summarizer.extract.pack import Batch
from summarizer.extract.schema import Field, ItemSchema
from summarizer.extract.verify import number_stands, numbers_of, restated, text_values, verify
from summarizer.extract.wire import RawItem
from summarizer.messages import Message
from summarizer.quantities import read_quantities
from summarizer.reading import Reading, Sentence

# Below this share of common character pairs nothing in the request is what the item speaks of.
_SOURCE_SHARE = 0.5
# A model that runs in circles fills a field with signs, or with one digit over and over.
_WORD = re.compile(r"\w")
_CIRCLES = re.compile(r"(.)\1{11}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands: a sentence and a range of it; ``sure`` when its main field stands there in words."""

    sentence: Sentence
    start: int
    end: int
    apart: frozenset[str]
    sure: bool


class _UnfitError(Exception):
    """An item that the schema does not allow."""


class ItemBuilder:
    """Builds the items of one schema from the answers to its batches."""

    def __init__(self, reading: Reading, schema: ItemSchema, examples: Sequence[RawItem]) -> None:
        self._outline = reading
        self._schema = schema
        self._instructions = frozenset(find_instructions(reading))
        self._examples = [self._said(example.data) for example in examples]

    def build(
        self, batch: Batch, raw_items: Sequence[RawItem], notes: Sequence[str]
    ) -> tuple[list[Item], list[Dropped]]:
        """The items of ``batch`` in the order of the text, without ids, and what was not kept.

        ``notes`` are repairs of the answer, recorded on each of its items.
        """
        items: list[Item] = []
        dropped: list[Dropped] = []
        parts = self._split(batch, raw_items, dropped)
        for raw, place in self._join([(raw, self._place(batch, raw)) for raw in parts]):
            if place is None and self._said(raw.data) in self._examples:
                dropped.append(Dropped(raw.data, Message("repeats the prompt's example")))
                continue
            main = str(raw.data.get(self._schema.main_field, ""))
            if _CIRCLES.search(main) or (place is None and not _WORD.search(main)):
                dropped.append(Dropped(raw.data, Message("says nothing")))
                continue
            try:
                item = self._item(batch, raw, place)
            except _UnfitError as error:
                dropped.append(
                    Dropped(raw.data, Message("not an item: {problem}", {"problem": error.__cause__}))
                )
                continue
            if self._schema.needs_figure and not item.quantities:
                dropped.append(Dropped(raw.data, Message("states no figure")))
                continue
            twin = next(
                (
                    i
                    for i in items
                    if self._asked(i.data) == self._asked(item.data) and i.evidence == item.evidence
                ),
                None,
            )
            if twin is not None:
                dropped.append(Dropped(raw.data, Message("repeats another item word for word")))
                continue
            if notes:
                said = Message(
                    "The answer was repaired: {repairs}.", {"repairs": [Message(note) for note in notes]}
                )
                repaired = Finding("answer-repaired", "info", None, said)
                item = replace(item, findings=(*item.findings, repaired))
            items.append(item)
        items = [i for i in items if not self._displaced(i, items, dropped)]
        items = [i for i in items if not self._said_already(i, items, dropped)]
        items.sort(key=lambda i: (i.evidence[0].start, i.evidence[0].end))
        return [self._flag_repeat(item, items[:n]) for n, item in enumerate(items)], dropped

    def _split(self, batch: Batch, raw_items: Sequence[RawItem], dropped: list[Dropped]) -> Iterator[RawItem]:
        """The raw items, those that hold several taken apart as the schema's splitter says."""
        splitter = SPLITTERS.get(self._schema.splitter or "")
        for raw in raw_items:
            data = self._tidy(raw.data)
            place = self._place(batch, RawItem(raw.sentence, data)) if splitter else None
            parts = splitter(data, place.sentence.text) if splitter and place else [data]
            if not parts:
                dropped.append(Dropped(raw.data, Message("says how, not what")))
            for part in parts:
                yield RawItem(raw.sentence, part)

    def _join(self, placed: list[tuple[RawItem, _Place | None]]) -> list[tuple[RawItem, _Place | None]]:
        """Items that only go on with the one before them (…完成320亿元 | 增长5%) made one with it."""
        joiner = JOINERS.get(self._schema.joiner or "")
        if joiner is None:
            return placed
        out: list[tuple[RawItem, _Place | None]] = []
        main = self._schema.main_field
        longest = next(f.max_length for f in self._schema.fields if f.name == main)
        for raw, place in placed:
            last, before = out[-1] if out else (None, None)
            if place and before and last and place.sure and before.sure and place.sentence is before.sentence:
                sentence = place.sentence.text
                first, then = sentence[before.start : before.end], sentence[place.start : place.end]
                whole = sentence[before.start : place.end]
                adjacent = 0 <= place.start - before.end <= 1
                if joiner(first, then) and adjacent and len(whole) <= longest:
                    joined = _Place(place.sentence, before.start, place.end, before.apart, True)
                    # An item that says its clause says the next one too; one that names an object of it still does.
                    grown = {main: whole} if find_words(first, str(last.data[main])) else {}
                    out[-1] = (RawItem(last.sentence, {**last.data, **grown}), joined)
                    continue
            out.append((raw, place))
        return out

    def _said(self, data: dict[str, Any]) -> dict[str, Any]:
        """The fields that every answer has, whatever its wire form."""
        return {f.name: data.get(f.name) for f in self._schema.in_line}

    def _asked(self, data: dict[str, Any]) -> dict[str, Any]:
        asked = {f.name: data[f.name] for f in self._schema.asked if data.get(f.name) is not None}
        return {f.name: asked[f.name] for f in self._schema.asked if f.name in asked and (f.required or asked[f.name] != "")}  # fmt: skip

    def _tidy(self, data: dict[str, Any]) -> dict[str, Any]:
        """Without an optional field that only says again what the main field says (small models fill every slot)."""
        main = str(data.get(self._schema.main_field, ""))
        optional = {f.name for f in self._schema.asked if f.kind == "text" and not f.required}
        tidy = dict(data)
        for name in optional & data.keys():
            value = data[name]
            if isinstance(value, str) and not read_quantities(value) and find_words(value, main):
                tidy[name] = None
        return tidy

    def _place(self, batch: Batch, raw: RawItem) -> _Place | None:
        """Where the item stands: in the cited sentence, else in the one of the request that holds most of it.

        None when nothing in the request is what it speaks of.
        """
        cited = batch.sentences[raw.sentence - 1]
        order = [cited, *(s for s in batch.sentences if s is not cited)]
        found: list[tuple[int, int, _Place]] = []
        for sentence in order:
            data = self._as_printed(raw.data, sentence.text)
            main, others = self._main_and_others(data)
            required = {str(data.get(f.name)) for f in self._schema.asked if f.required}
            located = locate(sentence.text, main, others, required)
            if located is not None:
                held = sum(bool(find_words(v, sentence.text)) for v in others)
                found.append(
                    (held, -len(found), _Place(sentence, located.start, located.end, located.apart, True))
                )
        if found:
            best = max(found, key=lambda f: (f[0], f[1]))
            home = next((f for f in found if f[2].sentence is cited), None)
            # The cited sentence keeps the item unless another holds more of its values.
            return home[2] if home is not None and home[0] >= best[0] else best[2]
        main, others = self._main_and_others(raw.data)
        words = main or "".join(others)
        scored = [(*nearest(s.text, words), s) for s in order]
        span, share, sentence = max(scored, key=lambda s: s[1])
        if share < _SOURCE_SHARE:
            return None
        return _Place(sentence, span[0], span[1], frozenset(), False)

    def _main_and_others(self, data: dict[str, Any]) -> tuple[str, list[str]]:
        """The text of the main field, and of the others."""
        values = [value for _, value in text_values(self._schema, data)]
        main = str(data.get(self._schema.main_field) or (values[0] if values else ""))
        return main, [v for v in values if v != main]

    def _as_printed(self, data: dict[str, Any], sentence: str) -> dict[str, Any]:
        """``data`` with its figures as ``sentence`` prints them where they are the same said otherwise."""
        asked = {f.name for f in self._schema.asked if f.kind == "text"}
        return {
            name: as_source_prints(value, sentence) if name in asked and isinstance(value, str) else value
            for name, value in data.items()
        }

    def _item(self, batch: Batch, raw: RawItem, place: _Place | None) -> Item:
        cited = batch.sentences[raw.sentence - 1]
        findings: list[Finding] = []
        if place is None:
            message = Message("Nothing in the sentences sent says this; the model may have made it up.")
            findings.append(Finding("not-in-source", "error", None, message))
            place = _Place(cited, 0, len(cited.text), frozenset(), False)
        elif place.sentence is not cited:
            message = Message(
                "The model cited sentence {cited}; the words stand in sentence {found}.",
                {"cited": cited.id, "found": place.sentence.id},
            )
            findings.append(Finding("sentence-relocated", "info", None, message))
        place = self._with_followers(place, raw.data)
        headings = tuple(s.heading for s in self._outline.path(place.sentence.section))
        text = place.sentence.text[place.start : place.end]
        context = Context(self._outline, place.sentence, text, headings)
        said, raw = raw, replace(raw, data=self._as_printed(raw.data, place.sentence.text))
        findings += restated(said.data, raw.data)
        made_up = any(f.kind == "not-in-source" for f in findings)
        derived = self._derive(context, raw.data, self._unasked() if made_up else self._schema.fields)
        findings += self._repairs(raw.data, derived, text)
        evidence = [evidence_at(self._outline, place.sentence, place.start, place.end)]
        for value in derived.values():
            if isinstance(value, str) and value in place.sentence.text and value not in text:
                start = place.sentence.text.index(value)
                evidence.append(evidence_at(self._outline, place.sentence, start, start + len(value)))
        source = Source(
            evidence="\n".join(self._outline.document.text[e.start : e.end] for e in evidence),
            sentence=place.sentence.text,
            elsewhere="\n".join(s.text for s in batch.sentences if s is not place.sentence),
        )
        findings += verify(self._schema, {**raw.data, **derived}, source, place.apart)
        findings += self._unreadable(evidence)
        findings += self._addressed(evidence)
        data = self._final(raw.data, derived)
        return Item(
            id="", data=data, section=headings, text=text, evidence=tuple(evidence),
            quantities=tuple(quantities_of(self._outline, evidence[0])), findings=tuple(dict.fromkeys(findings)),
        )  # fmt: skip

    def _with_followers(self, place: _Place, data: dict[str, Any]) -> _Place:
        """``place`` with the clauses right behind that only go on with it, as far as they hold numbers of ``data`` (…86亿元,增长5.2%)."""
        sentence = place.sentence.text
        numbers = [n for _, n in numbers_of(self._schema, data)]
        for start, end in clauses(sentence):
            held = sentence[place.start : place.end]
            missing = [n for n in numbers if not number_stands(n, held)]
            if start >= place.end and missing:
                if not follower_clause("", sentence[start:end]):
                    break
                if any(number_stands(n, sentence[start:end]) for n in missing):
                    place = replace(place, end=end)
        return place

    def _final(self, said: dict[str, Any], derived: dict[str, Any]) -> dict[str, Any]:
        """The data of an item. Where a rule's value is not valid, the model's stands, which was before it was put as the source prints
        it. Raises _UnfitError when neither is."""
        data = self._asked(said) | {k: v for k, v in derived.items() if v is not None}
        try:
            return self._schema.validate(data)
        except ValueError:
            try:
                return self._schema.validate(data | self._asked(said))
            except ValueError as error:
                raise _UnfitError from error

    def _unasked(self) -> tuple[Field, ...]:
        """The fields that only rules fill: an item that stands nowhere keeps the model's words, so that they can be judged."""
        return tuple(f for f in self._schema.fields if not f.asked)

    def _derive(self, context: Context, data: dict[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
        """What the rules make of ``fields``; rules of required fields also see what the others made."""
        ruled = [f for f in fields if f.rule is not None]
        said = dict(data)
        optional = {f.name: RULES[str(f.rule)](context, said) for f in ruled if not f.required}
        said |= {name: value for name, value in optional.items() if value is not None}
        return optional | {f.name: RULES[str(f.rule)](context, said) for f in ruled if f.required}

    def _repairs(self, said: dict[str, Any], derived: dict[str, Any], evidence: str) -> Iterator[Finding]:
        """Values of the model that did not stand in the evidence and that a rule replaced by words that do."""
        for field in self._schema.asked:
            before, value = said.get(field.name), derived.get(field.name)
            if (
                isinstance(before, str)
                and value is not None
                and before != value
                and not find_words(before, evidence)
            ):
                message = Message(
                    "The model said “{said}”; the evidence says “{value}”.", {"said": before, "value": value}
                )
                yield Finding("answer-repaired", "info", field.name, message)

    def _displaced(self, item: Item, items: Sequence[Item], dropped: list[Dropped]) -> bool:
        """Whether another item holds the main words of ``item`` in their own clause, while other words of it come from elsewhere."""
        main = self._schema.main_field
        if not any(f.kind == "text-not-in-evidence" and f.field != main for f in item.findings):
            return False
        for other in items:
            same = other is not item and other.data.get(main) == item.data.get(main)
            if same and other.evidence[0].sentence == item.evidence[0].sentence and other.worst != "warning":
                reason = Message("its words stand apart; “{text}” is an item already", {"text": other.text})
                dropped.append(Dropped(item.data, reason))
                return True
        return False

    def _said_already(self, item: Item, items: Sequence[Item], dropped: list[Dropped]) -> bool:
        """Whether another item that stands on more says the same, or in full what ``item`` only goes on with (增长5% said twice)."""
        joiner = JOINERS.get(self._schema.joiner or "")
        goes_on = joiner is not None and joiner("", item.text)
        here = item.evidence[0]
        for other in items:
            there = other.evidence[0]
            within = (
                there.start <= here.start
                and here.end <= there.end
                and there.end - there.start > here.end - here.start
            )
            if within and ((goes_on and there.start < here.start) or self._holds(other.data, item.data)):
                reason = Message("“{text}” says it already", {"text": other.text})
                dropped.append(Dropped(item.data, reason))
                return True
        return False

    def _holds(self, other: dict[str, Any], data: dict[str, Any]) -> bool:
        """Whether ``other`` says what ``data`` says, its main field as it is or with more words."""
        main = self._schema.main_field
        a, b = self._said(other), self._said(data)
        return str(b.pop(main)) in str(a.pop(main)) and a == b

    def _flag_repeat(self, item: Item, items: Sequence[Item]) -> Item:
        main = self._schema.main_field
        value = item.data.get(main)
        if any(
            i.data.get(main) == value and i.evidence[0].sentence == item.evidence[0].sentence for i in items
        ):
            message = Message("Another item of the same sentence says the same of it.")
            return replace(item, findings=(*item.findings, Finding("repeats-item", "warning", main, message)))
        return item

    def _addressed(self, evidence: Sequence[Evidence]) -> Iterator[Finding]:
        """Evidence in a sentence that speaks to a machine."""
        if any(e.sentence in self._instructions for e in evidence):
            yield instruction_finding()

    def _unreadable(self, evidence: Sequence[Evidence]) -> Iterator[Finding]:
        """Evidence that holds words of the source which could not be read (source.repairs lists them)."""
        for repair in self._outline.document.repairs:
            if repair.kind in {"mojibake-unreadable", "bad-bytes"} and any(
                e.span.start < repair.end and repair.start < e.span.end for e in evidence
            ):
                message = Message(
                    "Some words of the source are damaged here; compare with another copy of the report."
                )
                yield Finding("source-unreadable", "warning", None, message)
