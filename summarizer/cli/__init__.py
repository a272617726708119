"""The ``summarize`` command: parses, calls, prints. Nothing else imports this package.

app.py       the typer app: commands and their flags
config.py    configuration files, keys, the cache's folder
options.py   the flags of a run as one value
running.py   what `summarize run` does
writers.py   where its results go
target.py    from flags and configuration to the model that is asked
inspect.py   outline, numbers, check, text: commands that need no model
manage.py    prompts, schemas, models
doctor.py    what would be used, and whether it answers
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code; every error is one paragraph on standard error."""
    _never_die_on_print()
    from summarizer.errors import SummarizerError

    try:
        code = _run()
    except SummarizerError as error:
        code = _complain(str(error.message), str(error.hint), error.exit_code)
    except KeyboardInterrupt:
        code = _complain("Interrupted.", "What was answered is kept; run the same command to go on.", 130)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - so that the interpreter's own flush at exit finds a place
        code = 0
    except Exception as error:
        if os.environ.get("SUMMARIZE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        code = _complain(
            f"Internal error ({what}).",
            "Set SUMMARIZE_DEBUG=1 to see where, and report it with the file if you may.",
            70,
        )
    sys.exit(code)


def _run() -> int:
    from typer.exceptions import Abort, TyperException

    from summarizer.cli.app import build_app

    try:
        result = build_app()(prog_name="summarize", standalone_mode=False)
    except Abort:
        return 130
    except TyperException as error:
        if not error.format_message():  # no command was named, and the help is on the screen already
            return error.exit_code
        return _complain(error.format_message(), _usage_hint(error), error.exit_code)
    return result if isinstance(result, int) else 0


def _usage_hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "summarize"
    return f"`{command} --help` shows what it takes."


def _complain(message: str, hint: str, code: int) -> int:
    print(f"summarize: {message} {hint}".rstrip(), file=sys.stderr)
    return code


def _never_die_on_print() -> None:
    """A console in another encoding (cp936) gets ? for what it can't show; pipes and files get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
