"""A run against a faulty endpoint that is killed again and again, held against one that nothing happens to."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fault_server import (
    Action,
    FaultServer,
    Handler,
    Request,
    breaks_off,
    fails,
    fault_server,
    hangs_up,
    says,
    well,
)

ROOT = Path(__file__).parent.parent.parent
FAULTS: list[Action] = [
    fails(503, "overloaded"), fails(502), fails(500), fails(429, "slow down", retry_after="0.01"), breaks_off, hangs_up,
    says(lambda c: f"```json\n{c}\n```"), says(lambda c: "对不起，我再想想。"), says(lambda c: ""),
]  # fmt: skip
_CONCURRENCY = 8
_SOME_FAILED, _MOST_RUNS = 4, 5
SCHEMAS = ("tasks", "reviews", "problems")


@dataclass
class Outcome:
    """What both runs gave; ``repeated`` counts requests that were answered well and asked again, ``lost`` those of them whose answer
    had been there for half a second when the kill came."""

    clean: list[Any]
    chaotic: list[Any]
    requests: int
    kills: int
    repeated: int
    lost: int

    @property
    def most_in_flight(self) -> int:
        """So many answers may have been on their way when a kill came."""
        return self.kills * _CONCURRENCY


# An answer is read, checked and stored in a few milliseconds; on a machine that does much else, in this.
_ON_ITS_WAY = 0.5
_LATENCY = 0.15  # so that a kill finds requests on their way


def _late(action: Action) -> Action:
    """``action`` after a while; ``well`` stays what it is, since the server counts by it."""
    if action is well:
        return well

    def late(handler: Handler, request: Request) -> None:
        time.sleep(_LATENCY)
        action(handler, request)

    return late


Run = tuple[Path, list[str]]  # a report, and further flags


def chaos(runs: list[Run], folder: Path, seed: int, share: float, kills: int) -> Outcome:
    """Does ``runs`` cleanly, and under faults for ``share`` of the requests with ``kills`` kills; seeded by ``seed``."""
    with fault_server() as server:
        clean = [items(_run(server, run, folder / "clean", folder)) for run in runs]
    chance = random.Random(seed)
    chaotic, kills_at = [], list[float]()
    with fault_server() as server:
        server.by_chance(seed, share, FAULTS)
        well_or_not = server.act
        server.act = lambda number, request: _late(well_or_not(number, request))
        for number, run in enumerate(runs):
            for _ in range(kills // len(runs) + (number < kills % len(runs))):
                process = _start(server, run, folder / "chaotic", folder)
                try:
                    process.communicate(timeout=0.8 + chance.random())
                except subprocess.TimeoutExpired:
                    kills_at.append(time.monotonic())
                    process.kill()
                    process.communicate()
            chaotic.append(items(_run(server, run, folder / "chaotic", folder)))
        again = _answered_and_asked_again(server)
        lost = [moment for moment in again if not any(0 <= kill - moment < _ON_ITS_WAY for kill in kills_at)]
        return Outcome(clean, chaotic, len(server.requests), len(kills_at), len(again), len(lost))


def _answered_and_asked_again(server: FaultServer) -> list[float]:
    """The moments of all answers but the last to the same request."""
    moments: dict[str, list[float]] = {}
    for request, moment in server.answered:
        moments.setdefault(request, []).append(moment)
    return [moment for of_one in moments.values() for moment in of_one[:-1]]


def items(out: bytes) -> Any:
    """What a run found, without what tells how it went about it."""
    value = json.loads(out)
    return [[(i["data"], i["text"], i["evidence"]) for i in r["items"]] for r in value["results"]]


def _start(server: FaultServer, run: Run, cache: Path, folder: Path) -> subprocess.Popen[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZE_", "OPENAI_"))}
    env = kept | {"SUMMARIZE_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT), "SUMMARIZE_LANG": "en"}
    report, flags = run
    command = [sys.executable, "-m", "summarizer", str(report), *flags, "-m", "m", "-q"]
    for schema in SCHEMAS:
        command += ["-s", schema]
    command += ["--base-url", server.url, "-f", "json", "--concurrency", str(_CONCURRENCY)]
    return subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _run(server: FaultServer, run: Run, cache: Path, folder: Path) -> bytes:
    """What the run prints; the same command again where requests failed to their end, as its user would."""
    for _ in range(_MOST_RUNS):
        process = _start(server, run, cache, folder)
        out, said = process.communicate(timeout=600)
        if process.returncode != _SOME_FAILED:
            break
    assert process.returncode == 0, (process.returncode, said.decode())
    return out
