"""Why a relation fails or can't be decided, and what would make it true, in words that a clerk can act on."""

from __future__ import annotations

from summarizer.checks.relation import Reason, Relation
from summarizer.messages import Message, template

_NOTES: dict[Reason, str] = {
    "holds": template("The figures agree."),
    "implied-growth": template("With the stated growth it would be {follows}; the stated target needs a growth of {implied}. Check base, growth and target."),
    "would-follow": template("The other figures give {follows}; check which one is wrong."),
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


def note(relation: Relation) -> Message:
    """Why ``relation`` fails or can't be decided, and what would make it true."""
    said = Message(_NOTES[relation.reason], {**_BLANK, **relation.details})
    part = relation.details.get("without")
    return Message("{note} ({part} taken off.)", {"note": said, "part": part}) if part else said
