"""Commands that look at a report and need no model."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from summarizer.checks import check_arithmetic
from summarizer.document import Document, read_document
from summarizer.errors import ConfigError
from summarizer.messages import Words
from summarizer.reading import ROLES, Part, read_report
from summarizer.render import payload

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class OutlineOptions:
    """What `summarize outline` was asked for: only the sentences of ``role``, the whole text as one ``part`` of a report,
    every sentence with the reason for its role (``why``)."""

    format: str = "text"
    role: str | None = None
    part: Part | None = None
    quiet: bool = False
    why: bool = False


def show_outline(report: str, options: OutlineOptions, words: Words) -> int:
    """Sections, sentences and their roles, as a tree or as JSON."""
    _check_format(options.format)
    role = options.role
    if role is not None and role not in ROLES:
        raise ConfigError("No role {role!r}.", "Roles are {roles}.", role=role, roles=ROLES)
    reading = read_report(
        _read(report, options.quiet, words), options.part, why=options.why or options.format == "json"
    )
    if options.format == "json":
        value = payload.outline(reading, words)
        if role is not None:
            value["sentences"] = [s for s in value["sentences"] if s["role"] == role]
        print(payload.json_text(value, indent=1))
        return 0
    from summarizer.render.outline import show_reasons, show_sentences, show_tree
    from summarizer.render.table import make_console

    if options.why:
        show_reasons(reading, role, make_console(), words)
    elif role is None:
        show_tree(reading, make_console(), words)
    else:
        show_sentences(reading, role, make_console())
    return 0


def show_numbers(report: str, format: str, quiet: bool, words: Words) -> int:  # noqa: A002 - the flag's name
    """Every quantity, as a table or as JSON."""
    _check_format(format)
    reading = read_report(_read(report, quiet, words))
    if format == "json":
        print(payload.json_text(payload.numbers(reading, words), indent=1))
        return 0
    from summarizer.render.numbers import show_table
    from summarizer.render.table import make_console

    show_table(reading, make_console(), words)
    return 0


def show_check(report: str, format: str, quiet: bool, words: Words) -> int:  # noqa: A002 - the flag's name
    """The report's own arithmetic; 1 when a relation fails."""
    _check_format(format)
    reading = read_report(_read(report, quiet, words))
    relations = check_arithmetic(reading)
    if format == "json":
        print(payload.json_text(payload.check(reading, relations, words), indent=1))
    else:
        from summarizer.render.relations import show_relations
        from summarizer.render.table import make_console

        show_relations(reading, relations, make_console(), words)
    return 1 if any(r.holds is False for r in relations) else 0


def _check_format(format: str) -> None:  # noqa: A002 - the flag's name
    if format not in FORMATS:
        raise ConfigError(
            "No format {format!r} here.", "Formats are {formats}.", format=format, formats=FORMATS
        )


def _read(report: str, quiet: bool, words: Words) -> Document:
    """The report; what of its file is not in the text, or not to be trusted, is said."""
    document = read_document(report)
    if not quiet:
        for repair in document.repairs:
            if repair.note is not None:
                print(words.say(repair.note), file=sys.stderr)
    return document


def show_text(report: str, quiet: bool, words: Words) -> int:
    """The text as given, unchanged: the one that offsets count in."""
    given = _read(report, quiet, words).given
    sys.stdout.flush()
    sys.stdout.buffer.write(given.encode("utf-8", errors="surrogatepass"))
    sys.stdout.buffer.flush()
    return 0
