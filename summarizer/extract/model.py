"""What a run gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from summarizer.checks import Finding
from summarizer.document import Span
from summarizer.messages import Message
from summarizer.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Evidence:
    """Clauses of one sentence. ``start``/``end`` count in the clean text, ``span`` in the text as given."""

    sentence: int
    start: int
    end: int
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """A validated item. ``text`` is the evidence in simplified characters; ``quantities`` are those of the evidence, with
    offsets into the text as given."""

    id: str
    data: dict[str, Any]
    section: tuple[str, ...]
    text: str
    evidence: tuple[Evidence, ...]
    quantities: tuple[tuple[Span, Quantity], ...]
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> str | None:
        """The severity of the worst finding, None without one."""
        found = {f.severity for f in self.findings}
        return next((s for s in ("error", "warning", "info") if s in found), None)


@dataclass(frozen=True, slots=True)
class Failed:
    """Sentences whose request gave no usable answer."""

    sentences: tuple[int, ...]
    reason: Message
    attempts: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that was not kept, and why."""

    data: dict[str, Any]
    reason: Message


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the sentences that call for an item: how many gave one, and which did not."""

    sentences: int
    covered: int
    uncovered: tuple[int, ...]
    quantities: int
    quantities_covered: int


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What made a result."""

    model: str
    endpoint: str
    prompt: str
    prompt_sha256: str
    schema_sha256: str
    requests: int
    from_cache: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    temperature: float = 0.0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class SchemaResult:
    """What one schema gave of one report. ``complete`` is False when the run stopped before all was asked."""

    schema: str
    items: tuple[Item, ...]
    coverage: Coverage
    failed: tuple[Failed, ...]
    dropped: tuple[Dropped, ...]
    run: RunInfo
    complete: bool = True
    findings: tuple[Finding, ...] = field(default=())
