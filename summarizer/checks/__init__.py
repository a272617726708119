"""Rules on what stands: does the report's arithmetic hold, is a value in its evidence, does each figure agree.

finding.py       Finding: what a check has to say of an item
matching.py      where words stand in a text, spaces and punctuation apart
figures.py       the figures of a text: direction, qualifier, owner
faithfulness.py  a field against the words it cites
relation.py      Relation: figures of the report that must agree
notes.py         why a relation fails or can't be decided, in words
candidates.py    statements by what they are of
intervals.py     exact interval arithmetic on printed figures
growth.py        last year's value × growth = target; yearly and five-year targets; one figure printed twice
shares.py        占…比重 against part and whole
sums.py          parts and totals
rates.py         rates, moves from A to B, completions within a sentence
arithmetic.py    all of these over a report
instructions.py  words of a report that speak to a machine
"""

from summarizer.checks.arithmetic import check_arithmetic
from summarizer.checks.faithfulness import (
    Claim,
    Source,
    check_value,
    number_elsewhere_in_sentence,
    number_nowhere,
    numbers_missing,
)
from summarizer.checks.figures import as_source_prints, figures_of
from summarizer.checks.finding import Finding, Severity
from summarizer.checks.instructions import find_instructions, instruction_finding
from summarizer.checks.matching import Match, as_printed, bare_length, find_words
from summarizer.checks.notes import note
from summarizer.checks.relation import Reason, Relation

__all__ = [
    "Claim",
    "Finding",
    "Match",
    "Reason",
    "Relation",
    "Severity",
    "Source",
    "as_printed",
    "as_source_prints",
    "bare_length",
    "check_arithmetic",
    "check_value",
    "figures_of",
    "find_instructions",
    "find_words",
    "instruction_finding",
    "note",
    "number_elsewhere_in_sentence",
    "number_nowhere",
    "numbers_missing",
]
