"""The flags of a run as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ConfigError

FORMATS = ("text", "json", "jsonl", "md", "csv", "xlsx")
_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".md": "md", ".csv": "csv", ".xlsx": "xlsx", ".txt": "text"}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What `summarize run` was asked for."""

    report: str
    schemas: tuple[str, ...]
    prompts: tuple[str, ...]
    model: str
    base_url: str | None
    format: str
    output: Path | None
    cache: bool
    offline: bool
    dry_run: bool
    quiet: bool
    strict: bool
    concurrency: int | None
    timeout: float
    wire: str


def choose_format(named: str | None, output: Path | None) -> str:
    """The format that was named, else the one of the output's ending, else text. Raises ConfigError."""
    if named is None:
        if output is None:
            return "text"
        if output.suffix.lower() not in _ENDINGS:
            raise ConfigError(
                "{path} does not tell the format.", "Give -f, one of {formats}.", path=output, formats=FORMATS
            )
        return _ENDINGS[output.suffix.lower()]
    if named not in FORMATS:
        raise ConfigError("No format {format!r}.", "Formats are {formats}.", format=named, formats=FORMATS)
    return named
