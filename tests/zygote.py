"""Runs command lines in forks of one process that has imported the program: a start costs a fiftieth of what a new interpreter's does.

A script. Reads requests from standard input, a line of JSON each: ``args``, ``cwd``, ``env``, and ``files``, the paths of standard
input, output and error. Answers each with a line that says the exit code. Where nothing forks (Windows) it is not used.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any


def main() -> None:
    import docx  # noqa: F401 - what follows is imported so that forks need not
    import jinja2  # noqa: F401
    import jsonschema  # noqa: F401
    import openai  # noqa: F401
    import xlsxwriter  # noqa: F401
    import yaml  # noqa: F401

    from summarizer.document import read_document
    from summarizer.reading import read_report

    example = os.path.join(os.path.dirname(__file__), "..", "examples", "dalian-xigang-2016.txt")
    read_report(read_document(example))  # forks find the weights read

    for line in sys.stdin:
        child = os.fork()
        if not child:
            _run(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)


def _run(request: dict[str, Any]) -> None:
    """Be the process that was asked for, which ends itself when it hangs."""
    from summarizer.cli import main as summarize

    signal.alarm(170)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    for number, path in enumerate(request["files"]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the process runs
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["summarize", *request["args"]]
    code: object = 1
    try:
        summarize()
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    main()
