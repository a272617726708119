"""An endpoint that answers well, except as a script or seeded chance says: wrong statuses, wrong bodies, slow ones, ones that break off."""

from __future__ import annotations

import contextlib
import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from conftest import completion, diligent, error, numbered_sentences

Request = dict[str, Any]
Handler = BaseHTTPRequestHandler
# Answers one request; the request is the parsed body.
Action = Callable[[Handler, Request], None]


def send(
    handler: Handler, status: int, headers: dict[str, str], body: bytes, until: int | None = None
) -> None:
    """Sends a reply; of its body only ``until`` bytes, and then the connection closes."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with contextlib.suppress(OSError):
        handler.wfile.write(body[:until])
        handler.wfile.flush()
    if until is not None:
        handler.close_connection = True


def well(handler: Handler, request: Request) -> None:
    status, headers, body = diligent(request)
    send(handler, status, headers, body.encode())


def says(change: Callable[[str], str], finish_reason: str = "stop", **fields: Any) -> Action:
    """The right answer with its content changed, and further ``fields`` in its message."""

    def action(handler: Handler, request: Request) -> None:
        content = json.loads(diligent(request)[2])["choices"][0]["message"]["content"]
        status, headers, body = completion(change(content), finish_reason)
        value = json.loads(body)
        value["choices"][0]["message"] |= fields
        send(handler, status, headers, json.dumps(value).encode())

    return action


def replaces(name: str, value: Any) -> Action:
    """The right completion with one of its fields another."""

    def action(handler: Handler, request: Request) -> None:
        status, headers, body = diligent(request)
        send(handler, status, headers, json.dumps(json.loads(body) | {name: value}).encode())

    return action


def moves(name: str) -> Action:
    """The right content in another field of the message, and none where it belongs."""

    def action(handler: Handler, request: Request) -> None:
        content = json.loads(diligent(request)[2])["choices"][0]["message"]["content"]
        says(lambda c: "", content=None, **{name: content})(handler, request)

    return action


def parts(kind: str) -> Action:
    """The right content as a list of parts, as some gateways give it."""

    def action(handler: Handler, request: Request) -> None:
        status, headers, body = diligent(request)
        value = json.loads(body)
        message = value["choices"][0]["message"]
        half = len(message["content"]) // 2
        message["content"] = [
            {"type": "thinking", "thinking": [{"type": "text", "text": "想 [1]"}]},
            *({"type": kind, kind: message["content"][a:b]} for a, b in ((0, half), (half, None))),
        ]
        send(handler, status, headers, json.dumps(value).encode())

    return action


def deep(handler: Handler, request: Request) -> None:
    """JSON nested deeper than any parser goes."""
    send(handler, 200, {"Content-Type": "application/json"}, b"[" * 200_000)


def fails(status: int, message: str = "no", code: str | None = None, **headers: str) -> Action:
    def action(handler: Handler, request: Request) -> None:
        made = error(status, message, code, **headers)
        send(handler, made[0], made[1], made[2].encode())

    return action


def takes_only(*forms: str) -> Action:
    """Answers well to requests for one of ``forms`` of output, and refuses the others as providers do that do not know them."""
    known: list[Request] = []

    def action(handler: Handler, request: Request) -> None:
        asked = request.get("response_format", {"type": "text"})
        if asked["type"] == "json_schema":
            known.append(asked)  # who does not take it has it from the prompt
        if asked["type"] in forms:
            well(handler, {**request, "response_format": known[-1]})
        else:
            fails(400, f"response_format.type {asked['type']} is not supported")(handler, request)

    return action


def cuts(reason: str | None, share: float = 0.6, most: int = 1) -> Action:
    """Answers about more than ``most`` sentences end after a ``share`` of their characters, for a ``reason`` in the endpoint's words."""

    def action(handler: Handler, request: Request) -> None:
        if len(numbered_sentences(request)) <= most:
            return well(handler, request)
        status, headers, body = diligent(request)
        value = json.loads(body)
        choice = value["choices"][0]
        content = choice["message"]["content"]
        choice["message"]["content"] = content[: int(len(content) * share)]
        choice["finish_reason"] = reason
        send(handler, status, headers, json.dumps(value).encode())
        return None

    return action


def refuses(status: int, body: object, once: Callable[[Request], bool]) -> Action:
    """Refuses with ``status`` and ``body`` (text, or what JSON can say) until a request is as ``once`` wants it, then answers well, in
    whatever way it is asked."""
    known: list[Request] = []

    def action(handler: Handler, request: Request) -> None:
        if "response_format" in request and request["response_format"]["type"] == "json_schema":
            known.append(request["response_format"])
        if not once(request):
            text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
            kind = "application/json" if not isinstance(body, str) else "text/plain; charset=utf-8"
            send(handler, status, {"Content-Type": kind}, text.encode())
            return
        full = {**request, "response_format": known[-1]}
        (streamed if request.get("stream") else well)(handler, full)

    return action


def streamed(handler: Handler, request: Request) -> None:
    """The right answer as a stream of events, its thought first, its usage last."""
    _, _, body = diligent(request)
    value = json.loads(body)
    content = value["choices"][0]["message"]["content"]
    deltas = [
        {"role": "assistant"},
        {"reasoning_content": "想一想"},
        *({"content": content[i : i + 40]} for i in range(0, len(content), 40)),
    ]
    chunks = [{"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks += [
        {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
        {"choices": [], "usage": value["usage"]},
    ]
    common = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    lines = [f"data: {json.dumps(common | chunk)}\n\n" for chunk in chunks]
    send(handler, 200, {"Content-Type": "text/event-stream"}, "".join([*lines, "data: [DONE]\n\n"]).encode())


def thinks(room: int, **thought: Any) -> Action:
    """Thinks before it answers, and comes to an answer only where it may write ``room`` tokens; ``thought`` are the fields it stands in."""
    fields = thought or {"reasoning_content": "想 [1] {" * 50}

    def action(handler: Handler, request: Request) -> None:
        if _output(request) >= room:
            return says(lambda c: c, **fields)(handler, request)
        return says(lambda c: "", "length", **fields)(handler, request)

    return action


def thinks_on(handler: Handler, request: Request) -> None:
    """Thinks until its room is used up, however much that is, and answers nothing."""
    _, headers, body = completion("", "length")
    value = json.loads(body)
    value["choices"][0]["message"]["reasoning_content"] = "想" * 100
    value["usage"] = {
        "prompt_tokens": 100,
        "completion_tokens": _output(request),
        "total_tokens": 100 + _output(request),
    }
    send(handler, 200, headers, json.dumps(value).encode())


def _output(request: Request) -> int:
    return int(request.get("max_tokens") or request.get("max_completion_tokens") or 10**9)


def calls_a_tool(handler: Handler, request: Request) -> None:
    """The right answer as the arguments of a tool."""
    content = json.loads(diligent(request)[2])["choices"][0]["message"]["content"]
    call = {"id": "t", "type": "function", "function": {"name": "answer", "arguments": content}}
    says(lambda c: "", "tool_calls", tool_calls=[call], content=None)(handler, request)


def page(handler: Handler, request: Request) -> None:
    send(handler, 200, {"Content-Type": "text/html"}, b"<html>busy</html>")


def breaks_off(handler: Handler, request: Request) -> None:
    status, headers, body = diligent(request)
    send(handler, status, headers, body.encode(), until=len(body) // 2)


def hangs_up(handler: Handler, request: Request) -> None:
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.connection.close()


def drips(seconds: float) -> Action:
    """A byte now and then for ``seconds``, which a time-out per read does not see."""

    def action(handler: Handler, request: Request) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        end = time.monotonic() + seconds
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)
        handler.close_connection = True

    return action


@dataclass
class FaultServer:
    """``act`` gives the action for the request of a number, which counts from 0; ``answered`` are the requests that were answered well,
    with the moment each was (seconds, monotonic)."""

    url: str = ""
    act: Callable[[int, Request], Action] = lambda number, request: well
    requests: list[str] = field(default_factory=list)
    answered: list[tuple[str, float]] = field(default_factory=list)

    def script(self, *actions: Action) -> None:
        """``actions`` in turn, then well."""
        self.act = lambda number, request: actions[number] if number < len(actions) else well

    def always(self, action: Action) -> None:
        self.act = lambda number, request: action

    def by_chance(self, seed: int, share: float, actions: list[Action]) -> None:
        """A fault for ``share`` of the requests, the same ones for the same ``seed``."""
        chance = random.Random(seed)
        self.act = lambda number, request: chance.choice(actions) if chance.random() < share else well


@contextlib.contextmanager
def fault_server() -> Iterator[FaultServer]:
    lock = threading.Lock()
    state = FaultServer()

    class Serving(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            with lock:
                number = len(state.requests)
                state.requests.append(body.decode())
                action = state.act(number, request)
                if action is well:
                    state.answered.append((body.decode(), time.monotonic()))
            action(self, request)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
