"""What tests share: the example reports, an endpoint over real HTTP, and the command line in a folder of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No deadlines: machines differ. In CI the same examples every time, so that a landing never hangs on luck.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=4000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

EXAMPLES = Path(__file__).parent.parent / "examples"
DISTRICT_REPORTS = (
    "dalian-shahekou-2010", "dalian-xigang-2016", "dalian-zhongshan-2024", "shenyang-shenhe-2017", "yingkou-xishi-2019",
)  # fmt: skip

# A process that is started in the background by a shell ignores Ctrl-C, and so do those that it starts.
HEAR_INTERRUPTS = None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)

# status, headers, body
Reply = tuple[int, dict[str, str], str]


def completion(content: str, finish_reason: str = "stop") -> Reply:
    """A chat completion as an OpenAI-compatible endpoint sends it."""
    body = {
        "id": "c", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }  # fmt: skip
    return 200, {"Content-Type": "application/json"}, json.dumps(body, ensure_ascii=False)


def error(status: int, message: str = "no", code: str | None = None, **headers: str) -> Reply:
    """An error as an OpenAI-compatible endpoint sends it; ``retry_after`` becomes the header."""
    body = {"error": {"message": message, "code": code, "type": "e"}}
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    return status, {"Content-Type": "application/json", **named}, json.dumps(body)


def numbered_sentences(request: dict[str, Any]) -> list[tuple[int, str]]:
    """The sentences of a request: of its last turn, or, where that says what was wrong with an answer, of the one before."""
    turns = (m["content"] for m in reversed(request["messages"]) if m["role"] == "user")
    found = (re.findall(r"^(\d+) (.+)$", turn, re.MULTILINE) for turn in turns)
    return [(int(n), text) for n, text in next(filter(None, found), [])]


def diligent(request: dict[str, Any]) -> Reply:
    """Answers like a careful model: one item a clause of the sentences sent, in the words of the sentence."""
    schema = request["response_format"]["json_schema"]["schema"]
    if schema["type"] == "array":
        return completion(json.dumps([f"{n}|{c}" for n, c in _clauses(request)], ensure_ascii=False))
    fields = schema["properties"]["items"]["items"]["properties"]
    items = []
    for number, clause in _clauses(request):
        item = {"sentence": number, **dict.fromkeys(name for name in fields if name != "sentence")}
        if "object" in item:
            item |= {"action": clause[:2], "object": clause[2:]}
        elif "figure" in item:
            found = re.match(r"(\D+)(\d.*)$", clause)
            if not found:
                continue
            item |= {"name": found[1], "figure": found[2]}
        else:
            item[next(name for name in item if name != "sentence")] = clause
        items.append(item)
    return completion(json.dumps({"items": items}, ensure_ascii=False))


def _clauses(request: dict[str, Any]) -> list[tuple[int, str]]:
    parts = ((n, c) for n, text in numbered_sentences(request) for c in re.split(r"[,，;；。!！]", text))
    return [(n, c) for n, c in parts if len(c) >= 4]


@dataclass
class Endpoint:
    """An OpenAI-compatible endpoint on loopback. ``answer`` makes the reply to each request; ``requests`` are those it got."""

    url: str
    answer: Callable[[dict[str, Any]], Reply] = diligent
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)  # with names in lower case
    paths: list[str] = field(default_factory=list)  # with their queries

    def script(self, *replies: Reply | Callable[[dict[str, Any]], Reply]) -> None:
        """Give ``replies`` in turn; the last one for every request after."""
        left = list(replies)

        def answer(request: dict[str, Any]) -> Reply:
            reply = left.pop(0) if len(left) > 1 else left[0]
            return reply(request) if callable(reply) else reply

        self.answer = answer


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                state.requests.append(request)
                state.keys.append(self.headers.get("Authorization", ""))
                state.headers.append({name.lower(): value for name, value in self.headers.items()})
                state.paths.append(self.path)
                status, headers, body = state.answer(request)
            data = body.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # a client that gave up waiting has closed
                self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


class Zygote:
    """Runs command lines in forks of a process that has imported the program (zygote.py)."""

    def __init__(self) -> None:
        env = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent), "PYTHONWARNINGS": "default"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))], env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def run(
        self, args: list[str], cwd: Path, env: dict[str, str], stdin: bytes
    ) -> subprocess.CompletedProcess[bytes]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            given, out, said = (Path(folder, name) for name in ("in", "out", "err"))
            given.write_bytes(stdin)
            files = [str(path) for path in (given, out, said)]
            request = {"args": args, "cwd": str(cwd), "env": env, "files": files}
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
            return subprocess.CompletedProcess(args, code, out.read_bytes(), said.read_bytes())

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote | None]:
    """None where nothing forks."""
    made = Zygote() if hasattr(os, "fork") else None
    yield made
    if made is not None:
        made.close()


@dataclass
class CommandLine:
    """Runs ``summarize`` in ``folder``, with configuration, cache and keys of its own."""

    folder: Path
    env: dict[str, str]
    zygote: Zygote | None

    def __call__(self, *args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[str]:
        if self.zygote is None:
            return self.python("-m", "summarizer", *args, stdin=stdin, **env)
        run = self.zygote.run([str(a) for a in args], self.folder, {**self.env, **env}, stdin)
        return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())

    def start(self, *args: str | Path) -> subprocess.Popen[bytes]:
        """A run that is not waited for."""
        return subprocess.Popen(
            [sys.executable, "-m", "summarizer", *map(str, args)], cwd=self.folder, env=self.env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=HEAR_INTERRUPTS,
        )  # fmt: skip

    def python(self, *args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[str]:
        """The interpreter where ``summarize`` runs."""
        run = subprocess.run(
            [sys.executable, *map(str, args)], cwd=self.folder, env={**self.env, **env},
            input=stdin, capture_output=True, timeout=170, check=False,
        )  # fmt: skip
        return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


@pytest.fixture
def summarize(tmp_path: Path, zygote: Zygote | None) -> CommandLine:
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("SUMMARIZE_", "OPENAI_")) and not k.endswith("_API_KEY")
    }
    folder = tmp_path / "work"
    folder.mkdir()
    env = kept | {
        "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "SUMMARIZE_CACHE_DIR": str(tmp_path / "answers"), "PYTHONPATH": str(EXAMPLES.parent), "PYTHONWARNINGS": "default",
        "SUMMARIZE_MODELS_DIR": str(tmp_path / "models"), "SUMMARIZE_LANG": "en",
    }  # fmt: skip
    return CommandLine(folder, env, zygote)


SHORT_REPORT = """政府工作报告
——2031年1月6日在甲县第九届人民代表大会第四次会议上
甲县人民政府县长王一
各位代表:
现在,我代表县政府向大会报告工作,请予审议。
一、2030年工作回顾
(一)经济稳中有进
全年地区生产总值完成86亿元,增长5.2%。引进企业21家,总投资9.4亿元。
在肯定成绩的同时,我们也清醒地看到存在的问题:骨干企业偏少;农村道路养护跟不上。对于这些问题,我们将认真加以解决。
二、2031年主要工作任务
(一)改善城乡面貌
完成12公里河道治理,新建公园3处。改造老旧管网8.5公里。启动东门市场搬迁。
(二)办好民生实事
新增城镇就业4200人以上。建设养老服务中心2个,发放高龄补贴600万元。
"""


@pytest.fixture
def report(summarize: CommandLine) -> Path:
    return summarize.write("report.txt", SHORT_REPORT)
