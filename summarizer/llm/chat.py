"""What goes to a model and what comes back."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field
from typing import Any

# How an answer ended, whatever the endpoint calls it: at its end, before its end, with the model or its keeper refusing.
STOP, CUT, REFUSAL = "stop", "length", "refusal"
# Where the endpoint does not say how.
UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One request. ``answer_schema`` is the JSON Schema the answer must have; ``max_tokens`` bounds the answer; ``about`` tells in the
    log what it is for, and shapes nothing."""

    messages: tuple[tuple[str, str], ...]  # (role, content)
    answer_schema: dict[str, Any]
    max_tokens: int
    temperature: float = 0.0
    about: str = field(default="", compare=False)

    def wire_messages(self) -> list[dict[str, str]]:
        return [{"role": role, "content": content} for role, content in self.messages]

    @property
    def estimated_tokens(self) -> int:
        """Tokens of the messages, roughly."""
        return sum(estimate_tokens(content) for _, content in self.messages)

    def key(self, model: str, host: str) -> str:
        """A hash of everything that shapes the answer: model and where it runs, messages, schema, sampling."""
        shape = {
            "version": 2, "model": model, "host": host, "messages": self.messages, "schema": self.answer_schema,
            "max_tokens": self.max_tokens, "temperature": self.temperature,
        }  # fmt: skip
        data = json.dumps(shape, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """``content`` as the model wrote it, without its thought; ``finish_reason`` is ``stop``, ``length`` (it was cut), ``refusal`` or what
    else the endpoint says.

    The tokens are as the endpoint counts them, or estimated where it does not; ``seconds`` is the time the endpoint took (as first asked, for an answer from the cache).
    """

    content: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    from_cache: bool = False
    thought_tokens: int = 0
    refusal: str = ""  # why, in the endpoint's words, where it is one

    @property
    def is_refusal(self) -> bool:
        """Whether the endpoint let the model say nothing, or it refused itself."""
        return self.finish_reason == REFUSAL

    @property
    def is_cut(self) -> bool:
        """Whether it ended before its end, as far as the endpoint says."""
        return self.finish_reason == CUT

    @property
    def said_its_end(self) -> bool:
        """Whether the endpoint says how it ended."""
        return self.finish_reason != UNSAID

    @property
    def is_only_thought(self) -> bool:
        """Whether the model thought, and did not come to an answer."""
        return self.thought_tokens > 0 and not self.content.strip()

    @property
    def is_empty(self) -> bool:
        """Whether the model gave neither an answer nor thought."""
        return not self.thought_tokens and not self.content.strip()

    def to_json(self) -> dict[str, Any]:
        return {
            "content": self.content, "finish_reason": self.finish_reason, "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens, "seconds": self.seconds,
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Any) -> ChatAnswer | None:
        """The cached answer, or None when ``value`` is not one (an older version's row, a damaged one)."""
        try:
            if not 0 <= value["seconds"] < math.inf:
                return None
            return cls(
                content=str(value["content"]), finish_reason=str(value["finish_reason"]),
                prompt_tokens=int(value["prompt_tokens"]), completion_tokens=int(value["completion_tokens"]),
                seconds=float(value["seconds"]), from_cache=True,
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, OverflowError):
            return None


def estimate_tokens(text: str) -> int:
    """Tokens of ``text``, roughly: 0.7 a Chinese character (Qwen2.5 and GPT-4o measure 0.6–0.75 on reports), 0.3 any other."""
    wide = sum(ord(c) > 0x2E80 for c in text)
    return int(0.7 * wide + 0.3 * (len(text) - wide)) + 1
