"""An outline in the terminal: a tree of headings with counts per role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from summarizer.messages import Message, Words
from summarizer.outline import ROLES, Outline, Role
from summarizer.render.labels import ROLE_NAMES, report_title

_STYLES = {"review": "green", "problem": "red", "task": "blue", "target": "magenta", "other": "dim"}


# What is said of the report above its tree.
_FACTS = ("region", "organ", "speaker", "date", "meeting")


def show_tree(outline: Outline, console: Console, words: Words) -> None:
    """The headings, each with the number of sentences of every role right under it."""
    counts = {s.id: Counter[str]() for s in outline.sections}
    for sentence in outline.sentences:
        if not sentence.is_heading:
            counts[sentence.section][sentence.role] += 1
    facts = [fact for fact in (getattr(outline.metadata, name) for name in _FACTS) if fact]
    if facts:
        console.print(Text(" · ".join(facts), style="dim"))
    root = Tree(Text.assemble((report_title(outline, words), "bold"), " ", _counts(counts[0], words)))
    nodes = {0: root}
    for section in outline.sections[1:]:
        nameless = words("({part}, no heading)", part=Message(ROLE_NAMES[section.part]))
        heading = Text(section.heading) if section.heading else Text(nameless, style="dim")
        label = Text.assemble(heading, "  ", _counts(counts[section.id], words))
        nodes[section.id] = nodes[section.parent or 0].add(label)
    console.print(root)
    totals = Counter[str](s.role for s in outline.sentences if not s.is_heading)
    console.print(
        Text.assemble(words("{count} sections, ", count=len(outline.sections) - 1), _counts(totals, words))
    )


def show_sentences(outline: Outline, role: Role, console: Console) -> None:
    """The sentences of one role, with their numbers."""
    for sentence in outline.sentences:
        if sentence.role == role and not sentence.is_heading:
            console.print(Text.assemble((f"{sentence.id:>5}  ", "dim"), sentence.text), soft_wrap=True)


def _counts(counts: Mapping[str, int], words: Words) -> Text:
    parts = [
        Text(f"{words(ROLE_NAMES[role])} {counts[role]}", style=_STYLES[role])
        for role in ROLES
        if counts.get(role)
    ]
    return Text(" · ").join(parts)
