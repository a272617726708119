"""Known providers: where they are, which models are theirs, what they take, what they cost.

What a provider takes is where the structured-output ladder starts; a refusal still steps down. Prices are list prices in US dollars
per million tokens, without discounts for cached input and at the dearest hour, looked up in October 2026 at the providers' and their
resellers' public pages; they bound a budget, and are no invoice. ``price_input`` and ``price_output`` in summarize.toml go before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

Rung = Literal["json_schema", "json_object", "text"]
LADDER: tuple[Rung, ...] = ("json_schema", "json_object", "text")
OPENAI_URL = "https://api.openai.com/v1"
PRICES_FROM = "2026-10"


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens sent and received."""

    input: float
    output: float

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What so many tokens cost."""
        return (prompt_tokens * self.input + completion_tokens * self.output) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelRule:
    """What holds for the models of a provider whose name ``pattern`` matches: fields that go along in the body, the name of the field
    that bounds an answer, whether a temperature is taken, whether the model always thinks before it answers, a price where one is known."""

    pattern: str
    body: Mapping[str, Any] = field(default_factory=dict)
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    thinks: bool = False
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """``models`` matches the names that are this provider's alone, so that -m is enough; ``rung`` is the highest step of the ladder
    that it is known to take. The first of ``rules`` that matches a model holds for it."""

    name: str
    hosts: tuple[str, ...]
    base_url: str
    key_variable: str
    models: str
    rung: Rung
    rules: tuple[ModelRule, ...] = ()

    def rule(self, model: str) -> ModelRule:
        """What holds for ``model``."""
        return next((r for r in self.rules if re.match(r.pattern, model)), _PLAIN)


_PLAIN = ModelRule("")
# Thinking costs time and tokens, and some models give no JSON while they think.
_QWEN_QUIET, _GLM_QUIET = {"enable_thinking": False}, {"thinking": {"type": "disabled"}}
PROVIDERS: tuple[Provider, ...] = (
    Provider("openai", ("api.openai.com",), OPENAI_URL, "OPENAI_API_KEY", r"(?:gpt-|chatgpt-|o[134](?:-|$))", "json_schema", (
        ModelRule(r"gpt-5-mini", limit="max_completion_tokens", temperature=False, thinks=True, price=Price(0.25, 2.00)),
        ModelRule(r"o4-mini", limit="max_completion_tokens", temperature=False, thinks=True, price=Price(1.10, 4.40)),
        ModelRule(r"gpt-5|o[134]", limit="max_completion_tokens", temperature=False, thinks=True),
        ModelRule(r"gpt-4\.1-mini", price=Price(0.40, 1.60)), ModelRule(r"gpt-4\.1(?:-20|$)", price=Price(2.00, 8.00)),
        ModelRule(r"gpt-4o-mini", price=Price(0.15, 0.60)), ModelRule(r"gpt-4o(?:-20|$)", price=Price(2.50, 10.00)),
    )),
    Provider("deepseek", ("api.deepseek.com",), "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", r"deepseek-", "json_object", (
        ModelRule(r"deepseek-(?:chat|flash|v4-flash)", price=Price(0.30, 1.20)), ModelRule(r"deepseek-v4-pro|deepseek-reasoner", thinks=True, price=Price(1.32, 3.96)),
    )),
    Provider("dashscope", ("dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com"), "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY",
             r"qwen(?:\d(?:\.\d)?)?-|qwq-", "json_object", (
        ModelRule(r"qwen-plus", body=_QWEN_QUIET, price=Price(0.40, 1.20)), ModelRule(r"qwq|qwen3?-?.*thinking", thinks=True), ModelRule(r"qwen3|qwen-(?:turbo|flash)", body=_QWEN_QUIET),
    )),
    Provider("zhipu", ("open.bigmodel.cn", "api.z.ai"), "https://open.bigmodel.cn/api/paas/v4", "ZHIPUAI_API_KEY", r"glm-", "json_object", (
        ModelRule(r"glm-4\.[5-7]|glm-[5-9]", body=_GLM_QUIET, price=Price(1.00, 3.20)),
    )),
    Provider("moonshot", ("api.moonshot.cn", "api.moonshot.ai"), "https://api.moonshot.cn/v1", "MOONSHOT_API_KEY", r"moonshot-|kimi-", "json_object", (
        ModelRule(r"kimi-k2", price=Price(0.97, 4.00)),
    )),
    # Servers that one runs oneself, told by their usual port; they need no key and take a JSON Schema.
    Provider("vllm", ("localhost:8000", "127.0.0.1:8000"), "http://localhost:8000/v1", "VLLM_API_KEY", r"(?!)", "json_schema"),
    Provider("ollama", ("localhost:11434", "127.0.0.1:11434"), "http://localhost:11434/v1", "OLLAMA_API_KEY", r"(?!)", "json_schema"),
    Provider("llama.cpp", ("localhost:8080", "127.0.0.1:8080"), "http://localhost:8080/v1", "LLAMA_API_KEY", r"(?!)", "json_schema"),
)  # fmt: skip


def provider_of(base_url: str) -> Provider | None:
    """The known provider behind ``base_url``."""
    parts = urlsplit(base_url)
    name = (parts.hostname or "").lower()
    return next((p for p in PROVIDERS if name in p.hosts or f"{name}:{parts.port}" in p.hosts), None)


def provider_by_model(model: str) -> Provider | None:
    """The provider whose own ``model`` is, told by its name."""
    return next((p for p in PROVIDERS if re.match(p.models, model)), None)


def rule_for(base_url: str, model: str) -> ModelRule:
    """What holds for ``model`` at ``base_url``; nothing in particular where the provider is not known."""
    provider = provider_of(base_url)
    return provider.rule(model) if provider else _PLAIN
