"""Known providers: their addresses and keys by the model's name, what they take, what they cost."""

import asyncio
from typing import Any

import pytest
from conftest import Endpoint, completion, error
from pydantic import SecretStr

from summarizer.cli.address import find_address
from summarizer.cli.config import Config
from summarizer.errors import BudgetError, EndpointError
from summarizer.llm import endpoint as endpoints
from summarizer.llm import retry
from summarizer.llm.budget import Budget
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.providers import LADDER, PROVIDERS, ModelRule, Price, provider_by_model, provider_of

REQUEST = ChatRequest((("user", "一" * 100),), {"type": "object"}, 50)
NOTHING = Config({}, {})


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "MAX_WAIT", 0.01)
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "SUMMARIZE_API_KEY",
        "SUMMARIZE_BASE_URL",
        *(p.key_variable for p in PROVIDERS),
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("model", "host", "variable"),
    [
        ("gpt-4o-mini", "api.openai.com", "OPENAI_API_KEY"),
        ("deepseek-chat", "api.deepseek.com", "DEEPSEEK_API_KEY"),
        ("qwen-plus", "dashscope.aliyuncs.com", "DASHSCOPE_API_KEY"),
        ("qwen3-max", "dashscope.aliyuncs.com", "DASHSCOPE_API_KEY"),
        ("glm-4.6", "open.bigmodel.cn", "ZHIPUAI_API_KEY"),
        ("kimi-k2-turbo-preview", "api.moonshot.cn", "MOONSHOT_API_KEY"),
    ],
)
def test_a_models_name_and_its_providers_key_are_enough(
    monkeypatch: pytest.MonkeyPatch, model: str, host: str, variable: str
) -> None:
    monkeypatch.setenv(variable, "k-own")
    address = find_address(None, NOTHING, model)
    assert f"//{host}/" in address.base_url
    assert address.api_key == "k-own"


def test_the_key_of_openai_goes_to_no_address_that_nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k-openai")
    assert find_address(None, NOTHING, "deepseek-chat").api_key is None
    assert find_address("https://api.deepseek.com/v1", NOTHING, "deepseek-chat").api_key == "k-openai"
    assert find_address(None, NOTHING, "gpt-4o").api_key == "k-openai"


def test_an_address_that_is_named_goes_before_the_one_of_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:9/v1")
    assert find_address(None, NOTHING, "deepseek-chat").base_url == "http://localhost:9/v1"


def test_a_model_of_nobody_known_is_asked_at_openai() -> None:
    assert provider_by_model("my-model") is None
    assert find_address(None, NOTHING, "my-model").base_url == "https://api.openai.com/v1"


def test_the_table_is_sound() -> None:
    hosts = [host for p in PROVIDERS for host in p.hosts]
    assert len(hosts) == len(set(hosts))
    for provider in PROVIDERS:
        assert provider.rung in LADDER
        assert provider_of(provider.base_url) is provider
        for rule in provider.rules:
            assert rule.price is None or 0 < rule.price.input <= rule.price.output


def client_of(endpoint: Endpoint, rule: ModelRule, budget: Budget | None = None) -> ChatClient:
    made = endpoints.endpoint_target(endpoints.Endpoint("m", endpoint.url, SecretStr("k"), 5.0), 4, "text")
    target = endpoints.Target(made.model, made.host, True, made.connect, rung="text", rule=rule)
    return ChatClient(target, AnswerCache(None), budget=budget)


def ask(client: ChatClient, count: int = 1) -> list[str]:
    async def run() -> list[str]:
        try:
            return [
                (await client.ask(ChatRequest((("user", str(n) * 100),), {}, 50))).content
                for n in range(count)
            ]
        finally:
            await client.close()

    return asyncio.run(run())


def test_a_rule_says_what_goes_along(endpoint: Endpoint) -> None:
    endpoint.script(completion("[]"))
    ask(client_of(endpoint, ModelRule("", body={"enable_thinking": False})))
    ask(client_of(endpoint, ModelRule("", limit="max_completion_tokens", temperature=False)))
    first, second = endpoint.requests
    assert (first["enable_thinking"], first["max_tokens"], first["temperature"]) == (False, 50, 0.0)
    assert second["max_completion_tokens"] == 50
    assert not {"max_tokens", "temperature"} & set(second)


@pytest.mark.parametrize("parameter", ["temperature", "max_tokens", "enable_thinking"])
def test_a_parameter_that_is_refused_is_left_out_from_then_on(endpoint: Endpoint, parameter: str) -> None:
    def answer(request: dict[str, Any]) -> Any:
        if parameter in request:
            return error(400, f"Unsupported parameter: '{parameter}'")
        return completion("[]")

    endpoint.answer = answer
    assert ask(client_of(endpoint, ModelRule("", body={"enable_thinking": False})), 3) == ["[]"] * 3
    assert [parameter in r for r in endpoint.requests] == [True, False, False, False]
    assert ("max_completion_tokens" in endpoint.requests[-1]) is (parameter == "max_tokens")


def test_a_prompt_that_was_cut_in_silence_is_an_error(endpoint: Endpoint) -> None:
    endpoint.script(completion("[]"))  # it says that it read 100 tokens
    client = client_of(endpoint, ModelRule(""))

    async def run() -> None:
        try:
            await client.ask(ChatRequest((("user", "一" * 9000),), {}, 50))
        finally:
            await client.close()

    with pytest.raises(EndpointError, match="read only 100"):
        asyncio.run(run())


def test_a_budget_of_tokens_stops_before_the_request_that_would_go_beyond_it(endpoint: Endpoint) -> None:
    endpoint.script(completion("[]"))  # 110 tokens each
    with pytest.raises(BudgetError, match="300"):
        ask(client_of(endpoint, ModelRule(""), Budget(max_tokens=300)), 9)
    assert len(endpoint.requests) == 2  # the third may take 100 + 50


def test_a_budget_of_money_goes_by_the_price(endpoint: Endpoint) -> None:
    endpoint.script(completion("[]"))
    budget = Budget(max_cost=0.001, price=Price(5.0, 10.0))  # an answer of 100 + 10 tokens costs 0.0006
    with pytest.raises(BudgetError):
        ask(client_of(endpoint, ModelRule(""), budget), 9)
    assert len(endpoint.requests) == 1 + (budget.cost < 0.001) * (len(endpoint.requests) - 1)
    assert budget.cost == pytest.approx(0.0006 * len(endpoint.requests))
    assert budget.cost <= 0.001


def test_answers_from_the_cache_are_free_and_requests_that_fail_give_back_what_they_took() -> None:
    budget = Budget(max_tokens=200)
    reserved = budget.reserve(REQUEST, 50)
    assert reserved is not None
    assert sum(reserved) > 100
    assert budget.reserve(REQUEST, 50) is None  # it has to wait for what the first one leaves
    budget.settle(reserved, REQUEST, None)
    assert budget.tokens == 0
    assert budget.reserve(REQUEST, 50) == reserved
