"""What a result that holds few items or none means: that the report says nothing, that nothing was found, that nobody answered.

The three are told apart in every output, so that silence of the model is never read as silence of the report.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from summarizer.extract.model import SchemaResult
from summarizer.messages import Message

# found: all that was asked was answered. partly-answered: some of it. not-answered: sentences failed, and no item came.
# nothing-found: all was answered, and held no item. not-in-report: no sentence of the report calls for one.
Outcome = Literal["found", "partly-answered", "not-answered", "nothing-found", "not-in-report"]


def outcome_of(result: SchemaResult) -> Outcome:
    """What became of what was asked of a report."""
    if result.failed:
        return "partly-answered" if result.items else "not-answered"
    if result.items:
        return "found"
    return "nothing-found" if result.coverage.sentences else "not-in-report"


def failed_count(result: SchemaResult) -> int:
    """How many sentences got no answer."""
    return len({number for failed in result.failed for number in failed.sentences})


def reasons(result: SchemaResult) -> list[tuple[Message, int]]:
    """Why sentences got no answer, and how many for each reason; the most frequent first."""
    counts: Counter[str] = Counter()
    said: dict[str, Message] = {}
    for failed in result.failed:
        said.setdefault(str(failed.reason), failed.reason)
        counts[str(failed.reason)] += len(failed.sentences)
    return [(said[text], count) for text, count in counts.most_common()]


def explained(result: SchemaResult) -> Message | None:
    """The outcome in a sentence; None where all was answered and items were found."""
    outcome = outcome_of(result)
    if outcome == "found":
        return None
    if outcome == "not-in-report":
        return Message("The report says nothing of this.")
    total = result.coverage.sentences
    if outcome == "nothing-found":
        return Message("Nothing was found in the {total} sentences that may speak of this.", {"total": total})
    why = [
        Message("{reason} ({count})", {"reason": reason, "count": count}) for reason, count in reasons(result)
    ]
    values = {"count": failed_count(result), "total": total, "reasons": why}
    if outcome == "not-answered":
        return Message("Not answered: {count} of {total} sentences got no answer ({reasons}).", values)
    return Message(
        "{count} of {total} sentences got no answer ({reasons}); what they say is missing here.", values
    )
