"""What a check has to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.messages import Message

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind`` is one of the contract's; ``field`` is the field it is about, None for the whole item.

    ``error``: a value can't be trusted. ``warning``: look at it. ``info``: something was put right.
    """

    kind: str
    severity: Severity
    field: str | None
    message: Message
