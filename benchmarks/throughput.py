"""Against an endpoint that takes half a second: 64 requests with eight at once, and the memory over 2,000 requests. Prints one JSON object."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from pydantic import SecretStr

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from fault_server import Action, Handler, Request, fault_server, send  # noqa: E402

from summarizer.llm import endpoint as endpoints  # noqa: E402
from summarizer.llm.cache import AnswerCache  # noqa: E402
from summarizer.llm.chat import ChatRequest  # noqa: E402
from summarizer.llm.client import ChatClient  # noqa: E402

_BODY = json.dumps(
    {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "[]"}}]}
).encode()  # fmt: skip


def after(seconds: float) -> Action:
    def action(handler: Handler, request: Request) -> None:
        time.sleep(seconds)
        send(handler, 200, {"Content-Type": "application/json"}, _BODY)

    return action


def peak() -> int:
    """The most memory this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def ask(url: str, count: int, concurrency: int) -> None:
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", url, SecretStr("k"), 30.0), concurrency, "text"
    )
    client = ChatClient(target, AnswerCache(None))
    try:
        await client.ask(ChatRequest((("user", "first"),), {}, 10))
        await asyncio.gather(
            *(client.ask(ChatRequest((("user", str(n) * 50),), {}, 10)) for n in range(count))
        )
    finally:
        await client.close()


def main() -> None:
    with fault_server() as server:
        server.always(after(0.5))
        began = time.monotonic()
        asyncio.run(ask(server.url, 64, 8))
        seconds = time.monotonic() - began - 0.5  # the first request goes alone
        server.always(after(0.0))
        asyncio.run(ask(server.url, 200, 8))
        early = peak()
        asyncio.run(ask(server.url, 2000, 8))
    ideal = 64 / 8 * 0.5
    print(
        json.dumps(
            {
                "seconds": round(seconds, 2),
                "ideal": ideal,
                "ratio": round(seconds / ideal, 3),
                "kilobytes_after_200": early,
                "kilobytes_after_2200": peak(),
            }
        )
    )


if __name__ == "__main__":
    main()
