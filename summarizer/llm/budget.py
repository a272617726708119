"""What a run may spend. A request is sent only when it fits, however long its answer; what was answered is kept, so a run goes on where it
stopped."""

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
    _running: tuple[int, int] = (0, 0)  # of requests on their way: tokens sent, tokens to come at most
    # How the endpoint counts against the estimate, and the longest answer: some think on beyond the bound they are given.
    _ratio: float = 1.0
    _longest: int = 0

    def reserve(self, request: ChatRequest, output: int) -> tuple[int, int] | None:
        """Take what ``request`` needs at most, with an answer of ``output`` tokens, and return it (tokens sent, received); None when that
        depends on those on their way.

        Raises :class:`BudgetError` when it is more than is left in any case.
        """
        need = int(request.estimated_tokens * self._ratio), max(output, self._longest)
        if not self._fits((0, 0), need):
            raise self._used_up(need)
        if not self._fits(self._running, need):
            return None
        self._running = _sum(self._running, need)
        return need

    def settle(self, reserved: tuple[int, int], request: ChatRequest, answer: ChatAnswer | None) -> None:
        """Give back what was ``reserved``, and count what ``answer`` took; None when none came."""
        self._running = self._running[0] - reserved[0], self._running[1] - reserved[1]
        if answer is not None:
            self.prompt_tokens += answer.prompt_tokens
            self.completion_tokens += answer.completion_tokens
            self._ratio = max(self._ratio, answer.prompt_tokens / request.estimated_tokens)
            self._longest = max(self._longest, answer.completion_tokens)

    def _fits(self, running: tuple[int, int], need: tuple[int, int]) -> bool:
        spent = _sum(_sum((self.prompt_tokens, self.completion_tokens), running), need)
        if self.max_tokens is not None and sum(spent) > self.max_tokens:
            return False
        return self.max_cost is None or self.price is None or self.price.of(*spent) <= self.max_cost

    def _used_up(self, need: tuple[int, int]) -> BudgetError:
        if self.max_tokens is not None and self.tokens + sum(need) > self.max_tokens:
            return BudgetError(
                "The budget of {most:,} tokens is used up: {spent:,} were spent, and the next request needs up to {need:,}.",
                "Raise --max-tokens, or leave it out; the same command goes on from here.",
                most=self.max_tokens, spent=self.tokens, need=sum(need),
            )  # fmt: skip
        return BudgetError(
            "The budget of {most:.2f} is used up: {spent:.4f} were spent, and the next request may go beyond it.",
            "Raise --max-cost, or leave it out; the same command goes on from here.",
            most=self.max_cost, spent=self.cost,
        )  # fmt: skip

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    @property
    def cost(self) -> float:
        """What was spent, by the list price; 0 without one."""
        return self.price.of(self.prompt_tokens, self.completion_tokens) if self.price else 0.0


def _sum(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return a[0] + b[0], a[1] + b[1]
