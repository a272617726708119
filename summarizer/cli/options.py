"""The flags of a run as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ConfigError
from summarizer.reading import Part

# What a whole text may be said to be.
PARTS: tuple[Part, ...] = ("review", "plan")
FORMATS = ("text", "json", "jsonl", "md", "csv", "xlsx", "html")
MEMO_FORMATS = ("md", "docx", "html")
_ENDINGS = {
    ".json": "json", ".jsonl": "jsonl", ".md": "md", ".csv": "csv", ".xlsx": "xlsx", ".txt": "text", ".html": "html", ".htm": "html",
    ".docx": "docx",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What `summarize run` or `summarize memo` was asked for. With ``no_model`` rules propose the items; ``references`` is the memo's; ``read_as`` is the part of a
    report that the whole text is; ``base_url_by_user`` tells that no file, but a flag or a variable names the address."""

    report: str
    schemas: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    model: str
    base_url: str | None
    base_url_by_user: bool = False
    format: str = "text"
    output: Path | None = None
    cache: bool = True
    offline: bool = False
    dry_run: bool = False
    quiet: bool = False
    strict: bool = False
    concurrency: int | None = None
    timeout: float
    wire: str = "auto"
    no_model: bool = False
    references: bool = True
    max_tokens: int | None = None
    max_cost: float | None = None
    log_file: Path | None = None
    verbose: bool = False
    read_as: Part | None = None


def choose_part(named: str | None) -> Part | None:
    """The part of a report that --as names. Raises ConfigError."""
    if named is None:
        return None
    found = next((part for part in PARTS if part == named), None)
    if found is None:
        raise ConfigError("No part {name!r}.", "--as takes review or plan.", name=named)
    return found


def choose_format(named: str | None, output: Path | None, formats: Sequence[str] = FORMATS) -> str:
    """The format that was named, else the one of the output's ending, else the first of ``formats``. Raises ConfigError."""
    if named is None:
        if output is None:
            return formats[0]
        named = _ENDINGS.get(output.suffix.lower(), "")
        if named not in formats:
            raise ConfigError(
                "{path} does not tell the format.", "Give -f, one of {formats}.", path=output, formats=formats
            )
    if named not in formats:
        raise ConfigError("No format {format!r}.", "Formats are {formats}.", format=named, formats=formats)
    return named
