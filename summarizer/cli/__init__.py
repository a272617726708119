"""The ``summarize`` command: parses, calls, prints. Nothing else imports this package.

app.py       the typer app: commands and their flags
flags.py     the flags, as typer reads them
help.py      their help in the user's language
usage.py     what the typer app says of a wrong command line, likewise
config.py    configuration files, the cache's folder
address.py   where a named model is, and what of the user's goes there: keys, headers
options.py   the flags of a run as one value
console.py   standard streams that never end a run
loop.py      an event loop that Ctrl-C ends at once
running.py   what `summarize run` does
memo.py      what `summarize memo` does
writers.py   where its results go
closing.py   what is said when a run is over
target.py    from flags and configuration to the model that is asked
inspect.py   reading, numbers, check, text: commands that need no model
manage.py    prompts, schemas, models
answers.py   the cache
doctor.py    what would be used, and whether it answers
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.cli.config import Config
    from summarizer.messages import Message, Words


_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def main() -> None:
    """Run the command line and exit with its code; every error is one paragraph on standard error."""
    from summarizer.cli.console import prepare_streams

    prepare_streams()
    from summarizer.errors import SummarizerError
    from summarizer.messages import Words, find_language

    words = Words(find_language())
    try:
        named, args = _take_language(sys.argv[1:])
        words = Words(find_language(named))
        from summarizer.cli.config import read_config

        config = read_config()
        words = Words(find_language(named, config.language))
        code = _run(args, config, words)
    except SummarizerError as error:
        code = _complain(error.said(words), error.exit_code)
    except KeyboardInterrupt:
        said = words("Interrupted."), words("What was answered is kept; run the same command to go on.")
        code = _complain(words.paragraph(*said), 130)
    except BrokenPipeError:
        _print_nowhere()
        code = 0
    except Exception as error:
        if os.environ.get("SUMMARIZE_DEBUG"):
            raise
        code = _complain_of(error, words)
    if code == 130:
        _end_now(code)
    sys.exit(code)


def _complain_of(error: Exception, words: Words) -> int:
    """Say what no part has: that there is no room for the output, or that the program is at fault."""
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        _print_nowhere()
        said = (
            words("The output can't be written ({error}).", error=error.strerror),
            words("Give -o a path with room."),
        )
        return _complain(words.paragraph(*said), 2)
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        said = words("A path is too long ({error}).", error=error.strerror), words("Give a shorter one.")
        return _complain(words.paragraph(*said), 2)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    said = (
        words("Internal error ({error}).", error=what),
        words("Set SUMMARIZE_DEBUG=1 to see where, and report it with the file if you may."),
    )
    return _complain(words.paragraph(*said), 70)


def _print_nowhere() -> None:
    """Let the interpreter's own flush at exit find a place."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for as long as the process runs


def _end_now(code: int) -> None:
    """End without waiting for threads: after Ctrl-C one may be in the middle of what can't be stopped."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _take_language(args: list[str]) -> tuple[str | None, list[str]]:
    """The value of --lang, wherever it stands, and ``args`` without it: what the language is decides how commands are built.

    Raises ConfigError for a value that is no language.
    """
    from summarizer.errors import ConfigError
    from summarizer.messages import LANGUAGES

    named: str | None = None
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            return named, [*rest, word, *words]
        if word != "--lang" and not word.startswith("--lang="):
            rest.append(word)
            continue
        named = next(words, "") if word == "--lang" else word.removeprefix("--lang=")
        if named not in LANGUAGES:
            raise ConfigError("No language {name!r}.", "--lang takes zh or en.", name=named)
    return named, rest


def _run(args: list[str], config: Config, words: Words) -> int:
    from typer.exceptions import Abort, TyperException

    from summarizer.cli.app import build_app

    try:
        result = build_app(config, words)(args, prog_name="summarize", standalone_mode=False)
    except Abort:
        raise KeyboardInterrupt from None
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # who reads the output has seen enough
            return 0
        raise
    except TyperException as error:
        if not error.format_message():  # no command was named, and the help is on the screen already
            return error.exit_code
        from summarizer.cli.usage import more_reports, usage_message

        if (more := more_reports(error.format_message())) is not None:
            once = words("Run the command once for each file, each with an -o of its own.")
            return _complain(words.paragraph(words.say(more), once), error.exit_code)
        said = words.say(usage_message(error.format_message())), words.say(_usage_hint(error))
        return _complain(words.paragraph(*said), error.exit_code)
    return result if isinstance(result, int) else 0


def _usage_hint(error: Exception) -> Message:
    from summarizer.messages import Message

    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "summarize"
    return Message("`{command} --help` shows what it takes.", {"command": command})


def _complain(said: str, code: int) -> int:
    print(f"summarize: {said}", file=sys.stderr)
    return code
