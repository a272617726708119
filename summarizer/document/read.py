"""A file or standard input → Document."""

from __future__ import annotations

import sys
from pathlib import Path

from summarizer.document.model import Document
from summarizer.document.prepare import document_from_bytes
from summarizer.errors import InputError

MAX_BYTES = 20_000_000


def read_document(path: str) -> Document:
    """Read the report at ``path`` (``-`` is standard input).

    Raises :class:`InputError` when the file is missing, empty, larger than 20 MB, or not text.
    """
    if path == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        name = "standard input"
    else:
        file = Path(path)
        name = file.name
        data = _read_file(file)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    return document_from_bytes(data, name)


def _read_file(file: Path) -> bytes:
    if file.is_dir():
        raise InputError(f"{file} is a folder.", "Name one report file.")
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _too_large(str(file))
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"No such file: {file}.", "Check the path; `-` reads standard input.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"Cannot read {file}: {reason}.", "Check its permissions.") from error


def _too_large(name: str) -> InputError:
    return InputError(
        f"{name} is larger than 20 MB, which no work report is.",
        "Cut out the report and save it alone as text.",
    )
