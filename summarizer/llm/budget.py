"""What a run may spend. A request is sent only when it is likely to fit; what was answered is kept, so a run goes on where it stopped."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.errors import BudgetError
from summarizer.llm.chat import ChatAnswer, ChatRequest
from summarizer.llm.providers import Price


@dataclass
class Budget:
    """``max_tokens`` sent and received, and ``max_cost`` in the currency of ``price``; None is no bound. Answers from the cache are free."""

    max_tokens: int | None = None
    max_cost: float | None = None
    price: Price | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    _running: int = 0

    def reserve(self, request: ChatRequest) -> int:
        """Take what ``request`` is likely to need, and return it. Raises :class:`BudgetError` when that is more than is left."""
        sent = request.estimated_tokens
        answered = min(request.max_tokens, sent)
        if self.max_tokens is not None and self.tokens + self._running + sent + answered > self.max_tokens:
            raise BudgetError(
                "The budget of {most:,} tokens is used up: {spent:,} were spent, and the next request needs about {need:,}.",
                "Raise --max-tokens, or leave it out; the same command goes on from here.",
                most=self.max_tokens, spent=self.tokens, need=sent + answered,
            )  # fmt: skip
        if self.max_cost is not None and self.price is not None:
            need = self.cost + self.price.of(self._running + sent, answered)
            if need > self.max_cost:
                raise BudgetError(
                    "The budget of {most:.2f} is used up: {spent:.4f} were spent, and the next request would go beyond it.",
                    "Raise --max-cost, or leave it out; the same command goes on from here.",
                    most=self.max_cost, spent=self.cost,
                )  # fmt: skip
        self._running += sent + answered
        return sent + answered

    def settle(self, reserved: int, answer: ChatAnswer | None) -> None:
        """Give back what was ``reserved``, and count what ``answer`` took; None when none came."""
        self._running -= reserved
        if answer is not None:
            self.prompt_tokens += answer.prompt_tokens
            self.completion_tokens += answer.completion_tokens

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    @property
    def cost(self) -> float:
        """What was spent, by the list price; 0 without one."""
        return self.price.of(self.prompt_tokens, self.completion_tokens) if self.price else 0.0
