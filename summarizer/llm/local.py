"""The local model: a llama.cpp server on this machine (``serve.py``), spoken to like any other endpoint."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from summarizer.errors import EndpointError
from summarizer.llm import weights as weights_table
from summarizer.llm.endpoint import Endpoint, Pace, Target
from summarizer.messages import Message

# Four requests at once: llama.cpp's matrix kernels take rows four at a time, so four answers grow nearly twice as fast
# as one on two cores (measured: 12 → 23 tokens/s; two at once gain nothing, eight no more than four).
SLOTS = 4
_CONTEXT_PER_SLOT = 2560
_TIMEOUT = 600.0
# Measured on two cores without AVX-512: the tasks of a district report, 5,450 characters, took 3 min 39 s.
_PACE = Pace(loading=8.0, per_char=0.04)
# For people whose processor shows more threads than it has cores, and for machines shared with others.
_THREADS_VARIABLE = "SUMMARIZE_THREADS"


def local_target(fetch: Callable[[], Path], say: Callable[[Message], None], slots: int = SLOTS) -> Target:
    """The local model as a target: ``fetch`` gives its weights, ``say`` is told when it starts."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[Endpoint]:
        path = await asyncio.to_thread(fetch)
        say(Message("Starting the local model …"))
        async with local_endpoint(path, weights_table.DEFAULT.name, slots) as endpoint:
            yield endpoint

    return Target(
        weights_table.DEFAULT.name, "127.0.0.1", True, connect, small=True, concurrency=slots, pace=_PACE
    )


@asynccontextmanager
async def local_endpoint(weights: Path, model: str, slots: int = SLOTS) -> AsyncIterator[Endpoint]:
    """Start the server on 127.0.0.1 with a random key, give its endpoint, and end it at the end.

    Raises :class:`EndpointError` when the package or the file does not work.
    """
    key = secrets.token_urlsafe(24)
    process = _process()
    try:
        settings = {"weights": str(weights), "key": key, "context": _CONTEXT_PER_SLOT * slots, "slots": slots, "threads": _threads()}  # fmt: skip
        said = await asyncio.to_thread(_ask, process, settings)
        if "missing" in said:
            raise EndpointError(
                "The local model needs the package xllamacpp ({error}).",
                "Install it with `pip install 'report-summarizer[local]'`, or name a model with -m and --base-url.",
                error=said["missing"],
            )
        if "address" not in said:
            raise EndpointError(
                "The local model did not start ({error}).",
                "Run `summarize models pull` to fetch its weights anew.",
                error=said.get("error") or _how_it_ended(process),
            )
        yield Endpoint(model, f"{said['address']}/v1", SecretStr(key), _TIMEOUT, gone=lambda: _gone(process))
    finally:
        process.kill()
        process.communicate()


def _process() -> subprocess.Popen[bytes]:
    # -P: nothing that lies beside the script, or in the folder of the report, is imported.
    command = [sys.executable, "-P", str(Path(__file__).with_name("serve.py"))]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=None if os.environ.get("SUMMARIZE_DEBUG") else subprocess.DEVNULL,
    )  # fmt: skip


def _ask(process: subprocess.Popen[bytes], settings: dict[str, Any]) -> dict[str, str]:
    """What the server says when it has started, or could not; nothing when it ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(settings).encode() + b"\n")
        process.stdin.flush()
        said: dict[str, str] = json.loads(process.stdout.readline() or b"{}")
    except (OSError, ValueError):
        return {}
    return said


def _gone(process: subprocess.Popen[bytes]) -> EndpointError | None:
    """The error to raise when the server has ended of itself."""
    if process.poll() is None:
        return None
    return EndpointError(
        "The local model ended unexpectedly ({error}).",
        "It may have run out of memory: close other programs and run the same command again.",
        error=_how_it_ended(process),
    )


def _how_it_ended(process: subprocess.Popen[bytes]) -> Message:
    code = process.wait()
    return (
        Message("signal {number}", {"number": -code})
        if code < 0
        else Message("exit code {number}", {"number": code})
    )


def _threads() -> int:
    named = os.environ.get(_THREADS_VARIABLE, "")
    if named.isdigit() and int(named) > 0:
        return int(named)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2)
    return max(1, min(usable, 8))
