"""What is said on standard error when a run is over: the counts, why sentences got no answer, why there are no items and what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from summarizer.cli.options import RunOptions
from summarizer.extract.model import SchemaResult
from summarizer.extract.outcome import outcome_of, reasons
from summarizer.messages import Words
from summarizer.render.labels import schema_name, summary

# They hold items and nothing else: what failed can only be said beside them, so --quiet does not silence it.
_WITHOUT_ROOM = frozenset({"csv", "jsonl", "xlsx"})


def say_the_end(results: Sequence[SchemaResult], options: RunOptions, words: Words) -> None:
    """Say how ``results`` came out."""
    for result in results:
        if not options.quiet:
            _say(words.say(summary(result)))
        if options.format in _WITHOUT_ROOM:
            for line in _failures(result, words):
                _say(line)
        if options.format in _WITHOUT_ROOM or not options.quiet:
            _say(_nothing(result, options, words))


def _failures(result: SchemaResult, words: Words) -> Iterator[str]:
    for reason, count in reasons(result):
        yield words(
            "{schema}: {count} sentences got no answer: {reason}",
            schema=schema_name(result.schema), count=count, reason=reason,
        )  # fmt: skip


def _nothing(result: SchemaResult, options: RunOptions, words: Words) -> str:
    """Why there are no items though all was answered, and the next step; "" where there are some."""
    name = schema_name(result.schema)
    if outcome_of(result) == "not-in-report":
        said = words("{schema}: no sentence of the report is of this kind.", schema=name)
        return words.paragraph(said, _next_step(options, words))
    if outcome_of(result) == "nothing-found":
        total = result.coverage.sentences
        said = words(
            "{schema}: {total} sentences may speak of this, and none gave an item.", schema=name, total=total
        )
        return words.paragraph(said, words("They are listed as not covered; another model may find more."))
    return ""


def _next_step(options: RunOptions, words: Words) -> str:
    if options.read_as is not None:
        return words("`summarize outline {report}` shows how it was read.", report=options.report)
    return words(
        "`summarize outline {report}` shows how it was read; --as plan or --as review says what a piece of a report is.", report=options.report,
    )  # fmt: skip


def _say(line: str) -> None:
    if line:
        print(line, file=sys.stderr, flush=True)
