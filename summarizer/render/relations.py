"""Relations in words that a clerk can act on, and on the screen: what fails first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from summarizer.checks import Relation, note
from summarizer.messages import Words, template
from summarizer.reading import Reading

_VERDICTS: dict[bool | None, str] = {
    False: template("fails"),
    None: template("can't be decided"),
    True: template("holds"),
}
_STYLES: dict[bool | None, tuple[str, str]] = {
    False: ("✗", "bold red"),
    None: ("?", "yellow"),
    True: ("✓", "green"),
}


def show_relations(reading: Reading, relations: Sequence[Relation], console: Console, words: Words) -> None:
    """What fails, then what can't be decided, then what holds, each with the words of the report it stands on."""
    if not relations:
        console.print(words("No relation between figures was found that can be checked."))
        return
    last: bool | str | None = "none yet"
    for relation in relations:
        if relation.holds != last:
            last = relation.holds
            console.rule(
                Text(words(_VERDICTS[relation.holds]), style=_STYLES[relation.holds][1]), align="left"
            )
        mark, style = _STYLES[relation.holds]
        console.print(Text.assemble((f"{mark} ", style), (relation.statement, "bold")), soft_wrap=True)
        if relation.reason != "holds":
            console.print(Text(f"  {words.say(note(relation))}", style=style), soft_wrap=True)
        if relation.holds is not True:
            for start, end in relation.evidence:
                sentence = next((s for s in reading.sentences if s.start <= start < s.end), None)
                number = f"[{sentence.id}] " if sentence else ""
                console.print(
                    Text(f"    {number}{reading.document.text[start:end].strip()}", style="dim"),
                    soft_wrap=True,
                )
    console.print()
    counts = Counter(r.holds for r in relations)
    console.print(
        Text(
            " · ".join(f"{words(_VERDICTS[v])} {counts[v]}" for v in (False, None, True) if counts[v]),
            style="bold",
        )
    )
