"""The fields that rules fill or finish. A schema names the rule of a field; :data:`RULES` is the table of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from summarizer.checks import as_printed, bare_length, find_words
from summarizer.extract.context import Context, Data
from summarizer.extract.evidence import clauses
from summarizer.extract.readers import indicator_field, indicator_name
from summarizer.extract.task_rules import charged_unit, target, task_action, task_object, verb_clauses
from summarizer.extract.words import (
    DEADLINE,
    FOLLOWER,
    RESPONSIBLE,
    TERM,
    UNFINISHED,
    YEAR,
)
from summarizer.lexicon.verbs import VERB
from summarizer.quantities import read_quantities
from summarizer.reading import topic_of
from summarizer.reading.statements import statements_in


def topic(context: Context, _: Data) -> str:
    """One of the twelve topics: by the headings and the evidence, and by the evidence and its sentence alone where the headings are of
    something else (a look back on five years or a list of problems that stands at the end of the last section)."""
    sentence = context.sentence
    section = context.reading.sections[sentence.section]
    if _is_recap(context) or (sentence.role == "problem" and section.part != "problem"):
        return topic_of((), context.text, sentence.text)
    around = "".join(s.text for s in context.reading.sentences if s.section == sentence.section)
    return topic_of(context.headings, context.text, around)


def _is_recap(context: Context) -> bool:
    """Whether the sentence stands in a look back on a term that no heading announces."""
    return review_period(context, {}) == "term" and not any(TERM.search(h) for h in context.headings[-1:])


def deadline(context: Context, _: Data) -> str | None:
    """By when, in the evidence; else where the sentence opens with it (到2020年,…)."""
    if found := DEADLINE.search(context.text):
        return found[0]
    opening = DEADLINE.match(context.sentence.text)
    # 到2020年,… holds for all that follows; 7月底前完成…,力争全年… does not
    if opening is None or context.sentence.text[opening.end() : opening.end() + 1] not in _COMMAS:
        return None
    own_time = _OWN_YEAR if YEAR.search(opening[0]) else _OWN_TIME
    return None if own_time.search(context.text) else opening[0]


_COMMAS = {",", "，", "、", ":", "："}
# What an act says of its own time. 年均增长6% is said of years: 到2020年 holds for it, 7月底前 does not.
_OWN_YEAR = re.compile(r"全年|今年|当年")
_OWN_TIME = re.compile(rf"{_OWN_YEAR.pattern}|每年|年均")


def responsible(context: Context, _: Data) -> str | None:
    """The unit charged, where it is said (由区住建局牵头)."""
    found = RESPONSIBLE.search(context.text) or RESPONSIBLE.search(context.sentence.text)
    return (found[1] or found[2]) if found else charged_unit(context.text)


def task_kind(context: Context, _: Data) -> str:
    """``indicator`` for the expected figures of the coming period, else ``action``."""
    return "indicator" if context.sentence.role == "target" and read_quantities(context.text) else "action"


def review_period(context: Context, _: Data) -> str:
    """``term`` where the five years are spoken of: in the sentence, else in the nearest one before it under the same heading."""
    for sentence in reversed(context.reading.sentences[: context.sentence.id]):
        if sentence.section != context.sentence.section:
            break
        if TERM.search(sentence.text) and not YEAR.match(sentence.text):
            return "term"
        if YEAR.search(sentence.text):
            return "year"
    return "term" if any(TERM.search(h) and not YEAR.search(h) for h in context.headings) else "year"


def indicators(context: Context, _: Data) -> list[dict[str, str | None]]:
    """The figures of the evidence: name, value and unit as printed, and the change said with it."""
    out: list[dict[str, str | None]] = []
    for s in statements_in(context.text):
        if VERB.fullmatch(s.name):  # 保障220千伏输变电工程: a rating, not an indicator
            continue
        change = ("-" if s.sign < 0 else "") + s.change.text if s.change else None
        if s.value is not None:
            out.append(
                {"name": s.name, "value": s.value.number, "unit": s.value.printed_unit, "change": change}
            )
        elif change is not None:
            out.append({"name": s.name, "value": change, "unit": "", "change": change})
    return out


def details(context: Context, _: Data) -> list[str]:
    """The clauses of the evidence when it has several."""
    parts = [context.text[a:b] for a, b in clauses(context.text)]
    return parts if len(parts) > 1 else []


_ONE_LINE = 90


def whole_clauses(name: str) -> Callable[[Context, Data], str]:
    """The rule for a field that says an item in one line: the clauses it stands on, where it says most of them."""

    def rule(context: Context, data: Data) -> str:
        said = str(data[name])
        if (
            len(context.text) <= _ONE_LINE
            and 4 * bare_length(said) >= 3 * bare_length(context.text)
            and find_words(said, context.text)
        ):
            return context.text
        return as_printed(said, context.text)

    return rule


def follower_clause(before: str, text: str) -> bool:
    """Whether the words of an item have no subject of their own (增长5%) or the one before is not said to its end."""
    return bool(FOLLOWER.match(text) or UNFINISHED.search(before))


RULES: dict[str, Callable[[Context, Data], Any]] = {
    "target": target,
    "task_action": task_action,
    "task_object": task_object,
    "topic": topic,
    "deadline": deadline,
    "responsible": responsible,
    "task_kind": task_kind,
    "review_period": review_period,
    "indicators": indicators,
    "details": details,
    "achievement": whole_clauses("achievement"),
    "problem": whole_clauses("problem"),
    "indicator_name": indicator_name,
    **{
        f"indicator_{name}": indicator_field(name)
        for name in (
            "value",
            "unit",
            "base_value",
            "base_unit",
            "period",
            "kind",
            "change",
            "change_kind",
            "qualifier",
        )
    },
}
# What a schema may name to have one answer taken apart into several items before they are verified.
SPLITTERS: dict[str, Callable[[Data, str], list[Data]]] = {"verb_clauses": verb_clauses}
# What a schema may name to tell which item only goes on with the one before it.
JOINERS: dict[str, Callable[[str, str], bool]] = {"follower_clause": follower_clause}
