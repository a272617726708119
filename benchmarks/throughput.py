"""Against an endpoint that takes half a second, in a process of its own: how long 64 requests take with eight at once, and how much memory
2,000 more cost. Prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import SecretStr

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fault_server import Handler, Request, fault_server, send  # noqa: E402

from summarizer.llm import endpoint as endpoints  # noqa: E402
from summarizer.llm.cache import AnswerCache  # noqa: E402
from summarizer.llm.chat import ChatRequest  # noqa: E402
from summarizer.llm.client import ChatClient  # noqa: E402

_CONCURRENCY, _SECONDS = 8, 0.5
# The bound of a request tells the endpoint whether to take its time.
_SLOW, _FAST = 10, 11
_BODY = json.dumps(
    {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "[]"}}]}
).encode()  # fmt: skip


def answer(handler: Handler, request: Request) -> None:
    if request["max_tokens"] == _SLOW:
        time.sleep(_SECONDS)
    send(handler, 200, {"Content-Type": "application/json"}, _BODY)


def serve(asker: Connection) -> None:
    with fault_server() as server:
        server.always(answer)
        asker.send(server.url)
        asker.recv()


async def ask(client: ChatClient, count: int, bound: int) -> float:
    """Seconds for ``count`` requests, eight workers asking."""
    began = time.monotonic()
    left: Iterator[int] = iter(range(count))

    async def work() -> None:
        for number in left:
            await client.ask(ChatRequest((("user", f"{began}{number}" * 10),), {}, bound))

    async with asyncio.TaskGroup() as group:
        for _ in range(_CONCURRENCY):
            group.create_task(work())
    return time.monotonic() - began


async def measure(url: str) -> dict[str, float]:
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", url, SecretStr("k"), 30.0), _CONCURRENCY, "text"
    )
    client = ChatClient(target, AnswerCache(None))
    try:
        await ask(client, 1, _FAST)
        seconds = await ask(client, 64, _SLOW)
        await ask(client, 200, _FAST)
        early = _peak()
        await ask(client, 2000, _FAST)
    finally:
        await client.close()
    ideal = 64 / _CONCURRENCY * _SECONDS
    return {
        "seconds": round(seconds, 2), "ideal": ideal, "ratio": round(seconds / ideal, 3), "kilobytes_after_264": early,
        "kilobytes_after_2264": _peak(),
    }  # fmt: skip


def _peak() -> int:
    """The most memory this process has had, in kilobytes (on macOS in bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        print(json.dumps(asyncio.run(measure(here.recv()))))
    finally:
        here.send("enough")
        server.join()


if __name__ == "__main__":
    main()
