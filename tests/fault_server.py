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

from conftest import completion, diligent, error

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


def parts(kind: str) -> Action:
    """The right content as a list of parts, as some gateways give it."""

    def action(handler: Handler, request: Request) -> None:
        status, headers, body = diligent(request)
        value = json.loads(body)
        message = value["choices"][0]["message"]
        half = len(message["content"]) // 2
        message["content"] = [
            {"type": kind, kind: message["content"][a:b]} for a, b in ((0, half), (half, None))
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
