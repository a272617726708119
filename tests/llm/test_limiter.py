"""How many requests run at once, against real endpoints that take only so many."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from conftest import completion, error
from fault_server import FaultServer, Handler, Request, fault_server, send
from pydantic import SecretStr

from summarizer.errors import EndpointError
from summarizer.llm import endpoint as endpoints
from summarizer.llm import retry
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.limiter import Limiter

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}


class Narrow:
    """Answers ``most`` requests at once and refuses the others with 429; ``began`` are (running, refused) of each request."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.running = 0
        self.began: list[tuple[int, bool]] = []
        self._lock = threading.Lock()

    def __call__(self, handler: Handler, request: Request) -> None:
        with self._lock:
            self.running += 1
            refused = self.running > self.most
            self.began.append((self.running, refused))
        time.sleep(0.1)
        with self._lock:
            self.running -= 1
        reply(handler, error(429, "too many requests") if refused else completion("[]"))


def reply(handler: Handler, made: tuple[int, dict[str, str], str]) -> None:
    send(handler, made[0], made[1], made[2].encode())


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with fault_server() as state:
        yield state


def ask_many(server: FaultServer, count: int, concurrency: int) -> None:
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", server.url, SecretStr("k"), 5.0), concurrency, "json_schema"
    )

    async def run() -> None:
        client = ChatClient(target, AnswerCache(None))
        requests = [ChatRequest((("user", str(n)),), SCHEMA, 50) for n in range(count)]
        try:
            await asyncio.gather(*(client.ask(r) for r in requests))
        finally:
            await client.close()

    asyncio.run(run())


def test_no_more_requests_run_at_once_than_allowed() -> None:
    most = running = 0

    async def work(limiter: Limiter) -> None:
        nonlocal most, running
        async with limiter.slot():
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    async def all_of_them() -> None:
        limiter = Limiter(3)
        await asyncio.gather(*(work(limiter) for _ in range(20)))

    asyncio.run(all_of_them())
    assert most == 3


def test_the_limit_of_an_endpoint_is_found_and_held(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry, "MAX_WAIT", 0.01)
    narrow = Narrow(3)
    server.always(narrow)
    ask_many(server, 90, 16)
    assert sum(refused for _, refused in narrow.began) <= 35
    later = narrow.began[-45:]
    assert max(running for running, _ in later) <= 4
    assert sum(refused for _, refused in later) <= 6
    assert any(running == 3 for running, _ in later)


def test_a_storm_lowers_the_limit_once() -> None:
    async def storm() -> int:
        limiter = Limiter(8)

        async def refused() -> None:
            async with limiter.slot() as began:
                await asyncio.sleep(0)
                limiter.lower(began, None)

        await asyncio.gather(*(refused() for _ in range(8)))
        return limiter.limit

    assert asyncio.run(storm()) == 4


def test_after_retry_after_nothing_is_sent_before_its_time(server: FaultServer) -> None:
    times: list[float] = []

    def answer(handler: Handler, request: Request) -> None:
        times.append(time.monotonic())
        reply(handler, error(429, retry_after="0.4") if len(times) == 1 else completion("[]"))

    server.always(answer)
    ask_many(server, 6, 1)
    assert len(times) == 7
    assert times[1] - times[0] >= 0.4


def test_after_a_stop_what_is_on_its_way_comes_home_and_nothing_more_is_sent(
    server: FaultServer,
) -> None:
    arrived = threading.Barrier(3)

    def answer(handler: Handler, request: Request) -> None:
        arrived.wait(5)
        time.sleep(0.1)
        reply(handler, completion("[]"))

    server.always(answer)
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", server.url, SecretStr("k"), 5.0), 2, "json_schema"
    )

    async def run() -> list[object]:
        client = ChatClient(target, AnswerCache(None))
        requests = [ChatRequest((("user", str(n)),), SCHEMA, 50) for n in range(9)]
        asking = [asyncio.create_task(client.ask(r)) for r in requests]
        await asyncio.to_thread(arrived.wait, 5)
        await client.stop(EndpointError("enough"))
        try:
            return [getattr(r, "content", r) for r in await asyncio.gather(*asking, return_exceptions=True)]
        finally:
            await client.close()

    outcomes = asyncio.run(run())
    assert outcomes.count("[]") == 2
    assert sum(isinstance(o, EndpointError) for o in outcomes) == 7
    assert len(server.requests) == 2
