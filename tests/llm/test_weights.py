"""Weights: found, fetched from a source over real HTTP, verified; nothing half-done stays."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer.errors import WeightsError
from summarizer.llm import weights
from summarizer.messages import Message

CONTENT = b"GGUF" + bytes(range(256)) * 40
TINY = replace(
    weights.DEFAULT, file="tiny.gguf", bytes=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest()
)


class Hub:
    """A hub that sends ``content`` for any path."""

    content = CONTENT
    status = 200


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(state.content)))
            self.end_headers()
            self.wfile.write(state.content)

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
    assert list(weights.folder().iterdir()) == []


@pytest.mark.usefixtures("only_the_hub")
@pytest.mark.parametrize("status", [404, 500])
def test_a_source_that_fails_is_given_up_for_the_next_and_said(hub: Hub, status: int) -> None:
    hub.status = status
    said: list[Message] = []
    with pytest.raises(WeightsError) as caught:
        weights.pull(TINY, lambda *_: None, said.append)
    assert any("the hub" in str(line) and str(status) in str(line) for line in said)
    assert "models add" in str(caught.value.hint)
    assert list(weights.folder().iterdir()) == []


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
    with pytest.raises(WeightsError, match="no model this program knows"):
        weights.add(given)


def test_a_full_disk_is_said_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_MODELS_DIR", str(tmp_path))
    with pytest.raises(WeightsError, match="GB free"):
        weights.pull(replace(TINY, bytes=10**15), lambda *_: None, print)
