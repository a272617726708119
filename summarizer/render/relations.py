"""Relations in words that a clerk can act on, and on the screen: what fails first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from summarizer.checks import Reason, Relation
from summarizer.messages import Words, template
from summarizer.outline import Outline

_NOTES: dict[Reason, str] = {
    "holds": template("The figures agree."),
    "implied-growth": template("With the stated growth it would be {follows}; the stated target needs a growth of {implied}. Check base, growth and target."),
    "would-follow": template("The other figures give {follows}; check which one is wrong."),
    "missing-part": template("The parts differ from the total by {missing}."),
    "constant-prices": template("Growth is counted at constant prices, the level at current ones, so they need not agree; at one price base it would be {follows}."),
    "adjusted-growth": template("The growth is counted on another basis (可比价, 同口径, 扣除…), so the levels need not agree; on one basis it would be {follows}."),
    "scopes-differ": template("The two are not of one scope ({scopes}), so this can't be decided; were they, it would be {follows}."),
    "currencies-differ": template("The two are in different currencies or units, so this can't be decided."),
    "soft": template("A figure is only approximate (左右, 约), so this can't be decided."),
    "parts-overlap-or-partial": template("The parts given differ from the total by {missing}; they may be only some of it, or overlap."),
    "other-base": template("No whole number gives this rate (the nearest, {whole}, gives {follows}); it may be of another base."),
    "periods-differ": template("The figures are of different periods; they would give {follows}."),
    "only-whole-number": template("The count is not printed; {whole} is the only whole number that gives this rate."),
    "printed-twice": template("One indicator of one period has two figures; the scopes may differ."),
    "exceeds-whole": template("A part is larger than the whole; check both."),
}  # fmt: skip
# Stands for a figure that the relation does not give.
_BLANK = dict.fromkeys(("follows", "implied", "missing", "whole", "scopes"), "—")
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


def note(relation: Relation, words: Words) -> str:
    """Why the relation fails or can't be decided, and what would make it true."""
    said = words(_NOTES[relation.reason], **{**_BLANK, **relation.details})
    part = relation.details.get("without")
    return words.paragraph(said, words("({part} taken off.)", part=part)) if part else said


def show_relations(outline: Outline, relations: Sequence[Relation], console: Console, words: Words) -> None:
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
            console.print(Text(f"  {note(relation, words)}", style=style), soft_wrap=True)
        if relation.holds is not True:
            for start, end in relation.evidence:
                sentence = next((s for s in outline.sentences if s.start <= start < s.end), None)
                number = f"[{sentence.id}] " if sentence else ""
                console.print(
                    Text(f"    {number}{outline.document.text[start:end].strip()}", style="dim"),
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
