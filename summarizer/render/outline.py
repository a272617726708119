"""A reading in the terminal: a tree of headings with counts per role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from summarizer.messages import Message, Words
from summarizer.reading import ROLES, Reading, Role, Sentence
from summarizer.render.labels import ROLE_NAMES, report_title

_STYLES = {"review": "green", "problem": "red", "task": "blue", "target": "magenta", "other": "dim"}


# What is said of the report above its tree.
_FACTS = ("region", "organ", "speaker", "date", "meeting")


def show_tree(reading: Reading, console: Console, words: Words) -> None:
    """The headings, each with the number of sentences of every role right under it."""
    counts = {s.id: Counter[str]() for s in reading.sections}
    for sentence in reading.sentences:
        if not sentence.is_heading:
            counts[sentence.section][sentence.role] += 1
    facts = [fact for fact in (getattr(reading.metadata, name) for name in _FACTS) if fact]
    if facts:
        console.print(Text(" · ".join(facts), style="dim"))
    root = Tree(Text.assemble((report_title(reading, words), "bold"), " ", _counts(counts[0], words)))
    nodes = {0: root}
    for section in reading.sections[1:]:
        nameless = words("({part}, no heading)", part=Message(ROLE_NAMES[section.part]))
        heading = Text(section.heading) if section.heading else Text(nameless, style="dim")
        label = Text.assemble(heading, "  ", _counts(counts[section.id], words))
        nodes[section.id] = nodes[section.parent or 0].add(label)
    console.print(root)
    totals = Counter[str](s.role for s in reading.sentences if not s.is_heading)
    console.print(
        Text.assemble(words("{count} sections, ", count=len(reading.sections) - 1), _counts(totals, words))
    )


def show_sentences(reading: Reading, role: Role, console: Console) -> None:
    """The sentences of one role, with their numbers."""
    for sentence in reading.sentences:
        if sentence.role == role and not sentence.is_heading:
            console.print(Text.assemble((f"{sentence.id:>5}  ", "dim"), sentence.text), soft_wrap=True)


def show_reasons(reading: Reading, role: str | None, console: Console, words: Words) -> None:
    """Every sentence (of ``role``, where one is given): its number, role, certainty in percent, what told it, and its text."""
    for sentence in reading.sentences:
        if sentence.is_heading or role not in {None, sentence.role}:
            continue
        name = words(ROLE_NAMES[sentence.role])
        console.print(
            Text.assemble(
                (f"{sentence.id:>5}  ", "dim"), (name, _STYLES[sentence.role]), f" {sentence.certainty:.0%}  ",
                (f"[{reason(sentence, words)}]", "dim"), "  ", sentence.text,
            ),
            soft_wrap=True,
        )  # fmt: skip


def reason(sentence: Sentence, words: Words) -> str:
    """Why a sentence has its role: the rule that the rules alone go by, what they take it for where that differs, and the words of it
    that spoke most for the role."""
    agrees = sentence.rule_role == sentence.role
    rule = (
        words("rule {rule}", rule=sentence.rule)
        if agrees
        else words(
            "rule {rule} says {role}", rule=sentence.rule, role=Message(ROLE_NAMES[sentence.rule_role])
        )
    )
    return " · ".join([rule, *sentence.words])


def _counts(counts: Mapping[str, int], words: Words) -> Text:
    parts = [
        Text(f"{words(ROLE_NAMES[role])} {counts[role]}", style=_STYLES[role])
        for role in ROLES
        if counts.get(role)
    ]
    return Text(" · ").join(parts)
