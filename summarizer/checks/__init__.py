"""Rules on what stands: is a value in its evidence, does each figure agree, what was left out.

finding.py       Finding: what a check has to say
matching.py      where words stand in a text, spaces and punctuation apart
faithfulness.py  a field against the sentence it cites
"""

from summarizer.checks.faithfulness import check_value, numbers_missing
from summarizer.checks.finding import Finding, Severity
from summarizer.checks.matching import Match, as_printed, bare_length, find_words

__all__ = [
    "Finding",
    "Match",
    "Severity",
    "as_printed",
    "bare_length",
    "check_value",
    "find_words",
    "numbers_missing",
]
