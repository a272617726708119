"""The process of the local model, with a package in place of the real one: it starts, fails, dies, and never outlives who asked for it."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLES

from summarizer.errors import EndpointError
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.local import local_endpoint, local_target

# What the native package has, as far as it is used. A request ends the process, as a crash of native code would.
PARAMETERS = """
    import http.server, os, threading, time
    from types import SimpleNamespace
    def CommonParams():
        return SimpleNamespace(model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace())
"""
DYING = """
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            os.kill(os.getpid(), 9)
    class Server:
        def __init__(self, parameters):
            print("native code says something")
            assert parameters.model.path == "w.gguf" and len(parameters.api_keys[0]) > 20
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.listening_address = f"http://127.0.0.1:{server.server_port}"
"""
REFUSING = """
    class Server:
        def __init__(self, parameters):
            raise RuntimeError("no such model")
"""
CRASHING = """
    class Server:
        def __init__(self, parameters):
            os._exit(7)
"""
SLOW = """
    class Server:
        def __init__(self, parameters):
            time.sleep(600)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a package of that code in place of the real one."""

    def put(code: str) -> None:
        (tmp_path / "xllamacpp.py").write_text(textwrap.dedent(PARAMETERS) + textwrap.dedent(code))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return put


def start_and_stop() -> None:
    async def use() -> None:
        async with local_endpoint(Path("w.gguf"), "m"):
            pass

    asyncio.run(use())


@pytest.mark.parametrize(
    ("code", "says"),
    [(REFUSING, "no such model"), (CRASHING, "exit code 7"), ("raise ImportError('not for this machine')", "not for this machine")],
    ids=["refuses", "crashes", "missing"],
)  # fmt: skip
def test_one_that_does_not_start_says_why(package: Callable[[str], None], code: str, says: str) -> None:
    package(code)
    with pytest.raises(EndpointError, match=says) as caught:
        start_and_stop()
    assert str(caught.value.hint)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_one_that_dies_while_it_is_asked_stops_the_run_with_the_reason(
    package: Callable[[str], None],
) -> None:
    package(DYING)
    client = ChatClient(local_target(lambda: Path("w.gguf"), lambda _: None), AnswerCache(None))

    async def ask() -> None:
        try:
            await client.ask(ChatRequest((("user", "?"),), {"type": "object"}, 10))
        finally:
            await client.close()

    began = time.monotonic()
    with pytest.raises(EndpointError, match="signal 9"):
        asyncio.run(ask())
    assert time.monotonic() - began < 20


def test_a_cancelled_start_is_given_up_at_once(package: Callable[[str], None]) -> None:
    package(SLOW)

    async def use() -> None:
        async with asyncio.timeout(0.3), local_endpoint(Path("w.gguf"), "m"):
            pass

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        asyncio.run(use())
    assert time.monotonic() - began < 5


ASKING = """
import asyncio, sys
from pathlib import Path
from summarizer.llm.local import local_endpoint
async def main():
    async with local_endpoint(Path("w.gguf"), "m") as endpoint:
        print(endpoint.base_url, flush=True)
        await asyncio.sleep(600)
asyncio.run(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_it_ends_with_a_process_that_is_killed(package: Callable[[str], None], tmp_path: Path) -> None:
    package(DYING.replace("os.kill(os.getpid(), 9)", "pass"))
    path = f"{tmp_path}{os.pathsep}{EXAMPLES.parent}"
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKING], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    assert asking.stdout is not None
    port = int(asking.stdout.readline().split(b":")[2].split(b"/")[0])
    assert listens(port)
    asking.send_signal(signal.SIGKILL)
    asking.communicate()
    deadline = time.monotonic() + 10
    while listens(port):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def listens(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
