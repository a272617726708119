"""The local model: a llama.cpp server in this process, spoken to like any other endpoint."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from summarizer.errors import EndpointError
from summarizer.llm import weights as weights_table
from summarizer.llm.endpoint import Endpoint, Target
from summarizer.messages import Message

# Four requests at once: llama.cpp's matrix kernels take rows four at a time, so four answers grow nearly twice as fast
# as one on two cores (measured: 12 → 23 tokens/s; two at once gain nothing, eight no more than four).
SLOTS = 4
_CONTEXT_PER_SLOT = 2560
_TIMEOUT = 600.0
# For people whose processor shows more threads than it has cores, and for machines shared with others.
_THREADS_VARIABLE = "SUMMARIZE_THREADS"


def local_target(fetch: Callable[[], Path], say: Callable[[Message], None], slots: int = SLOTS) -> Target:
    """The local model as a target: ``fetch`` gives its weights, ``say`` is told when it starts."""

    @contextmanager
    def connect() -> Iterator[Endpoint]:
        path = fetch()
        say(Message("Starting the local model …"))
        with local_endpoint(path, weights_table.DEFAULT.name, slots) as endpoint:
            yield endpoint

    return Target(weights_table.DEFAULT.name, "127.0.0.1", True, connect, small=True, concurrency=slots)


@contextmanager
def local_endpoint(weights: Path, model: str, slots: int = SLOTS) -> Iterator[Endpoint]:
    """Start the server on 127.0.0.1 with a random key, give its endpoint, and stop it at the end.

    Raises :class:`EndpointError` when the package or the file does not work.
    """
    try:
        import xllamacpp
    except ImportError as error:
        raise EndpointError(
            "The local model needs the package xllamacpp ({error}).",
            "Install it with `pip install 'report-summarizer[local]'`, or name a model with -m and --base-url.",
            error=error,
        ) from None
    key = secrets.token_urlsafe(24)
    # Signals come to the main thread only: a server that starts in another is never lost half-made to a Ctrl-C.
    starter = ThreadPoolExecutor(1, "local-model")
    starting = starter.submit(xllamacpp.Server, _parameters(xllamacpp, weights, key, slots))
    try:
        address = starting.result().listening_address
        yield Endpoint(model, f"{address}/v1", SecretStr(key), _TIMEOUT)
    except (RuntimeError, ValueError, OSError) as error:
        if error is not starting.exception():
            raise
        raise EndpointError(
            "The local model did not start ({error}).",
            "Run `summarize models pull` to fetch its weights anew.",
            error=error,
        ) from error
    finally:
        starter.shutdown()
        if starting.exception() is None:
            # A stop that comes before the server's loop has begun is lost, and waits for ever (on one core, half of
            # all stops right after the start). What the loop has answered once, it hears again.
            starting.result().handle_metrics()
        del starting  # the server stops with its object


def _parameters(xllamacpp: Any, weights: Path, key: str, slots: int) -> Any:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.cors_origins = "http://127.0.0.1"
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.endpoint_metrics = True  # asked once, within the process, before the stop
    parameters.verbosity = 0  # it logs to standard error otherwise
    parameters.n_ctx = _CONTEXT_PER_SLOT * slots
    parameters.n_parallel = slots
    threads = _threads()
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    return parameters


def _threads() -> int:
    named = os.environ.get(_THREADS_VARIABLE, "")
    if named.isdigit() and int(named) > 0:
        return int(named)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2)
    return max(1, min(usable, 8))
