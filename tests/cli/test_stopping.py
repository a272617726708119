"""Runs that end before their end: by Ctrl-C, a kill, an error, a bound. What is done is shown and kept, and nothing is asked twice."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CommandLine
from fault_server import FaultServer, Handler, Request, fails, fault_server, says, well

ALL = ("-s", "tasks", "-s", "problems", "-s", "reviews")


@pytest.fixture
def server(report: Path) -> Iterator[FaultServer]:
    """An endpoint that the report may be sent to."""
    with fault_server() as state:
        yield state


def flags(server: FaultServer, *more: str) -> tuple[str, ...]:
    return ("report.txt", "-m", "m", "--base-url", server.url, "-f", "json", *more)


def results(out: str | bytes) -> dict[str, Any]:
    return {r["schema"]: r for r in json.loads(out)["results"]}


def nothing_is_missing(result: dict[str, Any]) -> bool:
    """Every sentence that calls for an item is counted once: as covered, uncovered or failed."""
    coverage, failed = result["coverage"], {n for f in result["failed"] for n in f["sentences"]}
    covered = {e["sentence"] for i in result["items"] for e in i["evidence"]}
    return len(covered | failed | set(coverage["uncovered"])) == coverage["sentences"]


class Hanging:
    """Answers ``well`` so many requests, and holds all others until :meth:`let_go`."""

    def __init__(self, well_at_first: int) -> None:
        self.reached = threading.Event()
        self._go_on = threading.Event()
        self._first = well_at_first

    def act(self, number: int, request: Request) -> Any:
        return well if number < self._first else self._hold

    def _hold(self, handler: Handler, request: Request) -> None:
        self.reached.set()
        self._go_on.wait(60)
        well(handler, request)

    def let_go(self) -> None:
        self._go_on.set()


@pytest.fixture
def hanging(server: FaultServer) -> Iterator[Hanging]:
    held = Hanging(1)
    server.act = held.act
    yield held
    held.let_go()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_prints_what_is_done_at_once_and_the_same_command_goes_on(
    summarize: CommandLine, server: FaultServer, hanging: Hanging
) -> None:
    command = flags(server, *ALL, "-o", "out.json")
    running = summarize.start(*command)
    assert hanging.reached.wait(30)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert time.monotonic() - began < 2
    assert running.returncode == 130
    assert b"Interrupted. 1 answers are kept" in said
    first = results((summarize.folder / "out.json").read_bytes())
    assert set(first) == {"tasks", "problems", "reviews"}
    assert first["tasks"]["items"] or first["problems"]["items"]
    assert not any(r["complete"] for r in first.values() if r["failed"])
    assert all(nothing_is_missing(r) for r in first.values())
    hanging.let_go()
    count, server.act = len(server.requests), lambda number, request: well
    assert summarize(*command).returncode == 0
    assert server.requests[0] not in server.requests[count:]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_twice_still_ends_with_130(
    summarize: CommandLine, server: FaultServer, hanging: Hanging
) -> None:
    running = summarize.start(*flags(server, *ALL))
    assert hanging.reached.wait(30)
    running.send_signal(signal.SIGINT)
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in out + said


def test_a_kill_leaves_the_old_file_or_the_new_one_and_no_half(
    summarize: CommandLine, server: FaultServer, hanging: Hanging
) -> None:
    out = summarize.write("out.json", "of an earlier run")
    running = summarize.start(*flags(server, *ALL, "-o", "out.json"))
    assert hanging.reached.wait(30)
    running.kill()
    running.communicate()
    assert [p.name for p in summarize.folder.iterdir() if p.suffix == ".partial"] == []
    assert out.read_text() == "of an earlier run"
    hanging.let_go()
    server.act = lambda number, request: well
    assert summarize(*flags(server, *ALL, "-o", "out.json")).returncode == 0
    assert results(out.read_bytes())["tasks"]["complete"]


def test_an_error_leaves_what_was_answered_and_names_every_schema(
    summarize: CommandLine, server: FaultServer
) -> None:
    server.script(well, fails(401, "key revoked"))
    command = flags(server, "-s", "problems", "-s", "tasks", "-s", "reviews")
    stopped = summarize(*command)
    assert stopped.returncode == 3
    assert "kept" in stopped.stderr
    first = results(stopped.stdout)
    assert list(first) == ["problems", "tasks", "reviews"]
    assert [r["complete"] for r in first.values()] == [True, False, False]
    assert len(first["problems"]["items"]) == 2
    assert all(nothing_is_missing(r) for r in first.values())
    assert len(server.requests) == 2
    assert summarize(*command).returncode == 0
    assert server.requests[0] not in server.requests[1:]


def test_after_an_error_what_the_cache_holds_is_shown_all_the_same(
    summarize: CommandLine, server: FaultServer
) -> None:
    assert summarize(*flags(server, "-s", "reviews")).returncode == 0
    server.always(fails(401, "key revoked"))
    stopped = summarize(*flags(server, "-s", "tasks", "-s", "reviews"))
    assert stopped.returncode == 3
    shown = results(stopped.stdout)
    assert not shown["tasks"]["complete"]
    assert shown["reviews"]["complete"]
    assert shown["reviews"]["items"]


def test_a_budget_leaves_what_it_paid_for_and_the_same_command_goes_on(
    summarize: CommandLine, server: FaultServer
) -> None:
    command = flags(server, "-s", "problems", "-s", "tasks", "-s", "reviews")
    stopped = summarize(*command, "--max-tokens", "1150")
    assert stopped.returncode == 4
    assert "--max-tokens" in stopped.stderr
    first = results(stopped.stdout)
    assert first["problems"]["complete"]
    assert not first["tasks"]["complete"]
    assert all(nothing_is_missing(r) for r in first.values())
    count = len(server.requests)
    assert count >= 1
    assert summarize(*command).returncode == 0
    assert not set(server.requests[:count]) & set(server.requests[count:])


def test_an_answer_that_gave_nothing_is_asked_for_anew_by_the_next_run(
    summarize: CommandLine, server: FaultServer
) -> None:
    server.always(says(lambda c: "对不起。"))
    assert summarize(*flags(server)).returncode == 4
    count = len(server.requests)
    server.always(well)
    whole = summarize(*flags(server))
    assert whole.returncode == 0
    assert set(server.requests[:count]) & set(server.requests[count:])
    assert results(whole.stdout)["tasks"]["failed"] == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_full_disk_costs_the_cache_and_not_the_run(summarize: CommandLine, server: FaultServer) -> None:
    limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); runpy.run_module('summarizer', run_name='__main__')"
    done = summarize.python("-c", limited, *flags(server))
    assert done.returncode == 0
    assert "going on without it" in done.stderr
    assert results(done.stdout)["tasks"]["complete"]


def test_two_runs_at_once_on_one_cache_find_the_same(summarize: CommandLine, server: FaultServer) -> None:
    running = [summarize.start(*flags(server, *ALL)) for _ in range(2)]
    found = [results(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    items = [[r["items"] for r in one.values()] for one in found]
    assert items[0] == items[1]
    count = len(server.requests)
    assert summarize(*flags(server, *ALL)).returncode == 0
    assert len(server.requests) == count


def test_a_reader_that_has_seen_enough_is_no_error(summarize: CommandLine, server: FaultServer) -> None:
    with summarize.start(*flags(server)[:-2], "-f", "jsonl", "-q") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "args", [("outline", "report.txt"), ("report.txt", "--no-model", "-q", "-f", "json"), ("cache", "info")]
)
def test_an_output_without_room_is_one_clear_error(
    summarize: CommandLine, report: Path, args: tuple[str, ...]
) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "summarizer", *args]
        done = subprocess.run(command, cwd=summarize.folder, env={**summarize.env, "PYTHONWARNINGS": "ignore"}, stdout=full, stderr=subprocess.PIPE, check=False)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "summarize: The output can't be written (No space left on device). Give -o a path with room."
    ]


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize(
    ("closed", "code"), [("run - <&-", 2), ("outline report.txt >&-", 0), ("outline report.txt 2>&-", 0)]
)
def test_a_closed_stream_is_an_empty_one(
    summarize: CommandLine, report: Path, closed: str, code: int
) -> None:
    done = subprocess.run(
        f"{sys.executable} -m summarizer {closed}", shell=True, cwd=summarize.folder, env=summarize.env, capture_output=True, check=False
    )  # fmt: skip
    assert done.returncode == code
    assert b"Internal" not in done.stderr
