"""The flags of the commands, as typer reads them from a function's signature. Their help is said in the user's language (help.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer import __version__
from summarizer.messages import LANGUAGES


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"summarize {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        envvar="SUMMARIZE_LANG",
        help="The language of labels, messages and help; by locale when not given.",
    ),
]
Report = Annotated[
    str,
    typer.Argument(
        metavar="REPORT",
        help="The report: .docx, .pdf, a saved web page, Markdown or text; - is standard input.",
    ),
]
Schemas = Annotated[
    list[str],
    typer.Option(
        "--schema",
        "-s",
        metavar="NAME|FILE.json",
        envvar="SUMMARIZE_SCHEMA",
        help="What to extract; may be given several times.",
    ),
]
Prompts = Annotated[
    list[str] | None,
    typer.Option(
        "--prompt",
        "-p",
        metavar="NAME|FILE.md",
        envvar="SUMMARIZE_PROMPT",
        help="A prompt instead of the schema's own.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model", "-m", envvar="SUMMARIZE_MODEL", help="The model to ask; `local` runs on this machine."
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        envvar="SUMMARIZE_BASE_URL",
        help="An OpenAI-compatible endpoint, with -m.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        envvar="SUMMARIZE_FORMAT",
        help="text, json, jsonl, md, csv, xlsx or html; else by the ending of -o.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", envvar="SUMMARIZE_OUTPUT", help="A file to write instead of standard output."
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", envvar="SUMMARIZE_NO_CACHE", help="Neither read nor keep answers.")
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", envvar="SUMMARIZE_OFFLINE", help="Cache and local model only; nothing is fetched."
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", envvar="SUMMARIZE_DRY_RUN", help="Say what would be asked; nothing is sent."),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", envvar="SUMMARIZE_QUIET", help="No progress, no summary.")
]
Strict = Annotated[
    bool, typer.Option("--strict", envvar="SUMMARIZE_STRICT", help="Exit 1 when a finding is an error.")
]
Concurrency = Annotated[
    int | None,
    typer.Option(
        "--concurrency",
        min=1,
        max=256,
        envvar="SUMMARIZE_CONCURRENCY",
        help="Requests at once (local 4, else 8).",
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=1.0, envvar="SUMMARIZE_TIMEOUT", help="Seconds for one answer of an endpoint."
    ),
]
Wire = Annotated[
    str,
    typer.Option(
        "--wire",
        envvar="SUMMARIZE_WIRE",
        help="How items are said: line (for small models), object, or auto.",
    ),
]

MaxTokens = Annotated[
    int | None,
    typer.Option(
        "--max-tokens",
        min=1,
        envvar="SUMMARIZE_MAX_TOKENS",
        help="Tokens that the run may send and receive; then it stops with what it has.",
    ),
]
MaxCost = Annotated[
    float | None,
    typer.Option(
        "--max-cost",
        min=0.0,
        envvar="SUMMARIZE_MAX_COST",
        help="What the run may cost by the list price, in US dollars or as price_input and price_output say.",
    ),
]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log-file",
        envvar="SUMMARIZE_LOG_FILE",
        help="A line of JSON for every request: when, how long, tokens, retries; no words of the report, no key.",
    ),
]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", envvar="SUMMARIZE_VERBOSE", help="Say every request on standard error."),
]
NoModel = Annotated[
    bool,
    typer.Option(
        "--no-model",
        envvar="SUMMARIZE_NO_MODEL",
        help="Ask no model: rules propose the items, at once and in the report's words.",
    ),
]
MemoPrompts = Annotated[
    list[str] | None,
    typer.Option(
        "--prompt",
        "-p",
        metavar="NAME|FILE.md",
        envvar="SUMMARIZE_PROMPT",
        help="A prompt of a part (memo-*) or of a schema instead of the usual one; audience, length and tone are in there.",
    ),
]
MemoFormat = Annotated[
    str | None, typer.Option("--format", "-f", help="md, docx or html; else by the ending of -o.")
]
References = Annotated[
    bool,
    typer.Option(
        "--references/--no-references",
        envvar="SUMMARIZE_REFERENCES",
        help="Small numbers that lead to the words of the report, or none.",
    ),
]

OlderThan = Annotated[str, typer.Option("--older-than", metavar="AGE", help="An age like 12h, 30d or 8w.")]
ExportFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, .jsonl.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name of `list`, or a path.")]
RoleName = Annotated[
    str | None,
    typer.Option("--role", help="Only the sentences of one role: review, problem, task, target or other."),
]
ReadAs = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="review|plan",
        envvar="SUMMARIZE_AS",
        help="Of which part of a report the whole text is; by its headings and words when not given.",
    ),
]
Why = Annotated[
    bool, typer.Option("--why", help="Every sentence with its role, how sure that is, and what told it.")
]
InspectFormat = Annotated[str, typer.Option("--format", "-f", help="text or json.")]
