"""One request → one answer, over real HTTP."""

import asyncio
import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Endpoint, completion, error
from fault_server import Handler, fault_server, send
from pydantic import SecretStr

from summarizer.errors import BudgetError, ContentRefusedError, EndpointError, RequestRefusedError
from summarizer.llm import endpoint as endpoints
from summarizer.llm import retry
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer, ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.log import Entry, RequestLog

REQUEST = ChatRequest(
    (("user", "一"),), {"type": "object", "properties": {}, "additionalProperties": False}, 50
)


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "MAX_WAIT", 0.01)


def ask(
    endpoint: Endpoint, *requests: ChatRequest, folder: Path | None = None, **options: Any
) -> list[ChatAnswer]:
    async def run() -> list[ChatAnswer]:
        client = client_of(endpoint, folder, **options)
        try:
            return list(await asyncio.gather(*(client.ask(r) for r in requests or (REQUEST,))))
        finally:
            await client.close()

    return asyncio.run(run())


def client_of(endpoint: Endpoint, folder: Path | None = None, **options: Any) -> ChatClient:
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", endpoint.url, SecretStr("k-secret-123"), options.get("timeout", 5.0)),
        options.get("concurrency", 4), options.get("rung", "json_schema"),
    )  # fmt: skip
    return ChatClient(target, AnswerCache(folder), options.get("cache_only", False))


def numbered(count: int) -> list[ChatRequest]:
    return [ChatRequest((("user", str(i)),), REQUEST.answer_schema, 50) for i in range(count)]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_passing_failure_is_tried_again(endpoint: Endpoint, status: int) -> None:
    endpoint.script(error(status), error(status), completion("[]"))
    assert ask(endpoint)[0].content == "[]"
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    ("status", "code"), [(401, None), (403, None), (402, None), (404, None), (400, "insufficient_quota")]
)
def test_a_lasting_failure_is_not_tried_again_and_says_what_to_do(
    endpoint: Endpoint, status: int, code: str | None
) -> None:
    endpoint.script(error(status, "no way", code))
    with pytest.raises(EndpointError) as caught:
        ask(endpoint)
    assert len(endpoint.requests) == 1
    assert caught.value.hint
    assert "k-123" not in str(caught.value)


def test_retry_after_is_honoured(endpoint: Endpoint) -> None:
    endpoint.script(error(429, retry_after="0.3"), completion("[]"))
    began = time.monotonic()
    ask(endpoint)
    assert time.monotonic() - began >= 0.3


def test_an_endpoint_that_stays_down_is_given_up_after_five_tries(endpoint: Endpoint) -> None:
    endpoint.script(error(503, "overloaded"))
    with pytest.raises(EndpointError, match="503"):
        ask(endpoint)
    assert len(endpoint.requests) == 5


def test_a_refused_schema_steps_down_the_ladder_once_for_all(endpoint: Endpoint) -> None:
    def answer(request: dict[str, Any]) -> Any:
        if request.get("response_format", {}).get("type") == "json_schema":
            return error(400, "response_format json_schema is not supported")
        return completion("[]")

    endpoint.answer = answer
    ask(endpoint, *numbered(1))
    assert [r.get("response_format", {}).get("type") for r in endpoint.requests] == [
        "json_schema",
        "json_object",
    ]


def test_an_html_page_with_status_200_is_no_answer(endpoint: Endpoint) -> None:
    endpoint.script((200, {"Content-Type": "text/html"}, "<html>login</html>"))
    with pytest.raises(EndpointError, match="OpenAI-compatible"):
        ask(endpoint)


def test_a_content_filter_concerns_one_request_only(endpoint: Endpoint) -> None:
    endpoint.script(completion("", "content_filter"))
    with pytest.raises(RequestRefusedError):
        ask(endpoint)


def test_a_slow_answer_meets_its_deadline(endpoint: Endpoint) -> None:
    def slow(_: dict[str, Any]) -> Any:
        time.sleep(0.6)
        return completion("[]")

    endpoint.answer = slow
    with pytest.raises(EndpointError, match=r"longer than|in time"):
        ask(endpoint, timeout=0.1)


def test_a_second_client_is_answered_from_the_disk(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.script(completion("[1]"))
    first = ask(endpoint, folder=tmp_path)[0]
    second = ask(endpoint, folder=tmp_path)[0]
    assert (first.content, second.content) == ("[1]", "[1]")
    assert (first.from_cache, second.from_cache) == (False, True)
    assert len(endpoint.requests) == 1


def test_cache_only_sends_nothing(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match="offline"):
        ask(endpoint, cache_only=True)
    assert endpoint.requests == []


def test_a_proxy_in_the_environment_does_not_catch_loopback(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    endpoint.script(completion("[]"))
    assert ask(endpoint)[0].content == "[]"


def test_a_request_is_tried_longer_while_others_get_through(endpoint: Endpoint) -> None:
    tries = 0

    def answer(request: dict[str, Any]) -> Any:
        nonlocal tries
        if request["messages"][0]["content"] != "0":
            return completion("[]")
        tries += 1
        return completion("[]") if tries > 7 else error(503, "busy")

    endpoint.answer = answer

    async def run() -> None:
        client = client_of(endpoint)
        try:
            first, *others = numbered(40)
            slow = asyncio.create_task(client.ask(first))
            for request in others:
                await client.ask(request)
                await asyncio.sleep(0)
            done = asyncio.create_task(keep_asking(client, slow))
            assert (await slow).content == "[]"
            await done
        finally:
            await client.close()

    async def keep_asking(client: ChatClient, slow: asyncio.Task[Any]) -> None:
        number = 1000
        while not slow.done():
            number += 1
            await client.ask(ChatRequest((("user", str(number)),), REQUEST.answer_schema, 50))

    asyncio.run(run())
    assert tries == 8


def test_a_page_instead_of_an_answer_is_tried_again_once_the_endpoint_has_answered(
    endpoint: Endpoint,
) -> None:
    page = (200, {"Content-Type": "text/html"}, "<html>busy</html>")
    endpoint.script(completion("[]"), page, page, completion("[]"))

    async def run() -> None:
        client = client_of(endpoint)
        try:
            for request in numbered(2):
                assert (await client.ask(request)).content == "[]"
        finally:
            await client.close()

    asyncio.run(run())
    assert len(endpoint.requests) == 4


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "data_inspection_failed"),
        (400, "This model's maximum context length is 8192 tokens"),
        (400, "内容包含敏感词"),
    ],
)
def test_a_refusal_of_what_is_said_is_told_from_one_of_how(
    endpoint: Endpoint, status: int, message: str
) -> None:
    endpoint.script(error(status, message))
    with pytest.raises(ContentRefusedError):
        ask(endpoint)
    endpoint.script(error(400, "unknown parameter"))
    with pytest.raises(RequestRefusedError) as caught:
        ask(endpoint, *numbered(1))
    assert not isinstance(caught.value, ContentRefusedError)


def test_a_redirect_is_not_followed(endpoint: Endpoint) -> None:
    with fault_server() as elsewhere:
        endpoint.script((307, {"Location": f"{elsewhere.url}/chat/completions"}, ""))
        with pytest.raises(EndpointError, match="sends on to"):
            ask(endpoint)
        assert elsewhere.requests == []
    assert len(endpoint.requests) == 1


def test_a_body_without_end_is_given_up_by_its_size(endpoint: Endpoint) -> None:
    packed = gzip.compress(b" " * 200_000_000, 1)

    def bomb(handler: Handler, request: Any) -> None:
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        body = packed if len(server.requests) == 1 else gzip.compress(completion("[]")[2].encode())
        send(handler, 200, headers, body)

    with fault_server() as server:
        server.always(bomb)
        endpoint.url = server.url
        assert ask(endpoint)[0].content == "[]"
        assert len(server.requests) == 2


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many", "completion_tokens": -3}])
def test_tokens_that_the_endpoint_does_not_count_are_estimated(endpoint: Endpoint, usage: object) -> None:
    body = json.loads(completion("一二三四")[2])
    body["usage"] = usage
    endpoint.script((200, {"Content-Type": "application/json"}, json.dumps(body)))
    answer = ask(endpoint)[0]
    assert answer.prompt_tokens >= 1
    assert answer.completion_tokens >= 3


@pytest.mark.parametrize(
    "reply",
    [
        error(401, "Incorrect API key provided: k-secret-123"),
        error(400, "bad header Authorization: Bearer k-secret-123"),
        (302, {"Location": "http://other.invalid/v1?api-key=k-secret-123&token=another"}, ""),
        (302, {"Location": "http://user:another@other.invalid/k-secret-123"}, ""),
        (200, {"Content-Type": "text/plain"}, "who sends k-secret-123?"),
    ],
)
def test_a_key_that_the_endpoint_says_back_is_not_shown(endpoint: Endpoint, reply: Any) -> None:
    endpoint.script(reply)
    with pytest.raises(EndpointError) as caught:
        ask(endpoint)
    assert "k-secret" not in str(caught.value)
    assert "another" not in str(caught.value)


def test_a_refused_answer_is_paid_for_and_not_kept(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.script(completion("", "content_filter"))
    client = client_of(endpoint, tmp_path)
    logged: list[Entry] = []
    client._requests = RequestLog(None, logged.append)

    async def run() -> None:
        try:
            await client.ask(REQUEST)
        finally:
            await client.close()

    with pytest.raises(ContentRefusedError):
        asyncio.run(run())
    assert client.budget.tokens == 110
    assert [(e.outcome, e.prompt_tokens) for e in logged] == [("ContentRefusedError", 100)]
    assert client.cache.stored() == []


def test_answers_of_two_paths_of_a_host_are_kept_apart(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.script(completion("[]"))
    ask(endpoint, folder=tmp_path)
    endpoint.url = endpoint.url.replace("/v1", "/deployments/b/v1")
    ask(endpoint, folder=tmp_path)
    assert len(endpoint.requests) == 2


def test_what_may_not_fit_the_budget_waits_for_what_others_leave_of_it(endpoint: Endpoint) -> None:
    endpoint.script(completion("[]"))  # 110 tokens each, of 150 that it may take
    client = client_of(endpoint)
    client.budget.max_tokens = 600

    async def run() -> list[object]:
        try:
            await client.ask(REQUEST)
            return await asyncio.gather(*(client.ask(r) for r in numbered(20)), return_exceptions=True)
        finally:
            await client.close()

    given = asyncio.run(run())
    answered = [g for g in given if isinstance(g, ChatAnswer)]
    assert len(answered) == 4
    assert all(isinstance(g, BudgetError) for g in given if g not in answered)
    assert client.budget.tokens == 550


def test_network_settings_that_can_not_be_used_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "gopher://x:1")
    with pytest.raises(EndpointError, match="HTTPS_PROXY"):
        ask(Endpoint("https://host.invalid/v1"))
