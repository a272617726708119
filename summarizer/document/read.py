"""A file or standard input → Document."""

from __future__ import annotations

import os
import re
import sys
from glob import glob
from pathlib import Path

from summarizer.document.model import Document
from summarizer.document.prepare import document_from_bytes
from summarizer.errors import InputError
from summarizer.messages import Message, template

MAX_BYTES = 20_000_000
_WEB_ADDRESS = re.compile(r"(?:https?|ftp|file)://|www\.", re.IGNORECASE)
_WITHOUT_QUERY = re.compile(r"[?#].*")  # which may hold what is nobody's business
_PATTERN = re.compile(r"[*?]|\[[^\]]+\]")
# The name of a report that no file holds.
STANDARD_INPUT = template("standard input")


def read_document(path: str) -> Document:
    """Read the report at ``path`` (``-`` is standard input).

    Raises :class:`InputError` when the file is missing, empty, larger than 20 MB, or not text.
    """
    if path == "-":
        return _read_standard_input()
    _refuse_what_is_no_path(path)
    file = Path(path)
    data = _read_file(file)
    if len(data) > MAX_BYTES:
        raise _too_large(file.name)
    # A name in another encoding than the system's is text with halves of pairs in it.
    return document_from_bytes(data, os.fsencode(file.name).decode("utf-8", "replace"))


def _refuse_what_is_no_path(path: str) -> None:
    """Raise InputError for a web address, and for a pattern that the shell has left as it is."""
    if _WEB_ADDRESS.match(path) and not Path(path).exists():
        raise InputError(
            "{path} is a web address; this program fetches nothing.",
            "Open it in a browser, save the page as .html, and give that file.",
            path=_WITHOUT_QUERY.sub("", path),
        )
    if _PATTERN.search(path) and not Path(path).exists():
        found = len(glob(os.path.expanduser(path), recursive=True))
        raise InputError(
            "{path} is a pattern ({count} files fit it); a run takes one report.",
            "Name one of them, or go through them in a loop of the shell, each with an -o of its own.",
            path=path, count=found,
        )  # fmt: skip


def _read_standard_input() -> Document:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise _too_large(STANDARD_INPUT)
        return document_from_bytes(data, STANDARD_INPUT)
    except InputError as error:  # loaders know a name as text only; this one has a language
        error.naming(name=Message(STANDARD_INPUT))
        raise


def _read_file(file: Path) -> bytes:
    if file.is_dir():
        raise InputError("{path} is a folder.", "Name one report file.", path=file)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _too_large(str(file))
        with file.open("rb") as opened:  # a device may have no end
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            "No such file: {path}.", "Check the path; `-` reads standard input.", path=file
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            "Cannot read {path}: {why}.", "Check its permissions.", path=file, why=reason
        ) from error


def _too_large(name: str) -> InputError:
    return InputError(
        "{name} is larger than 20 MB, which no work report is.",
        "Cut out the report and save it alone as text.",
        name=name,
    )
