"""The flags of a run as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ConfigError

FORMATS = ("text", "json", "jsonl", "md", "csv", "xlsx", "html")
_ENDINGS = {
    ".json": "json", ".jsonl": "jsonl", ".md": "md", ".csv": "csv", ".xlsx": "xlsx", ".txt": "text", ".html": "html", ".htm": "html",
}  # fmt: skip


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
            raise ConfigError(f"{output} does not tell the format.", f"Give -f, one of {', '.join(FORMATS)}.")
        return _ENDINGS[output.suffix.lower()]
    if named not in FORMATS:
        raise ConfigError(f"No format {named!r}.", f"Formats are {', '.join(FORMATS)}.")
    return named
