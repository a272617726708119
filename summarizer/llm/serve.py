"""The llama.cpp server, run as a process of its own by ``local.py``: this file is a script, and imports nothing of the package.

Of its own, since loading a model holds the interpreter for seconds, a calculation under way can't be stopped, and a crash of native code
takes its process with it; a run must end at once on Ctrl-C, and say why a model is gone.

It reads its settings from standard input as a line of JSON, answers on standard output with one, ``{"address": …}``, ``{"error": …}`` or
``{"missing": …}``, and ends when its standard input does: with the process that asked for it, however that ends.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    answer = os.dup(1)
    os.dup2(2, 1)  # what native code prints is no answer
    said, server = _start(json.loads(sys.stdin.readline()))
    os.write(answer, json.dumps(said).encode() + b"\n")
    if server is not None:
        sys.stdin.read()
    os._exit(0)  # to stop the server in order would wait for the calculation under way


def _start(settings: dict[str, Any]) -> tuple[dict[str, str], object]:
    try:
        import xllamacpp
    except ImportError as error:
        return {"missing": str(error)}, None
    try:
        server = xllamacpp.Server(_parameters(xllamacpp.CommonParams(), settings))
        return {"address": server.listening_address}, server
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": str(error)}, None


def _parameters(parameters: Any, settings: dict[str, Any]) -> Any:
    parameters.model.path = settings["weights"]
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [settings["key"]]
    parameters.cors_origins = "http://127.0.0.1"
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.verbosity = 0
    parameters.n_ctx = settings["context"]
    parameters.n_parallel = settings["slots"]
    parameters.cpuparams.n_threads = settings["threads"]
    parameters.cpuparams_batch.n_threads = settings["threads"]
    return parameters


if __name__ == "__main__":
    main()
