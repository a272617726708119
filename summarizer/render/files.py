"""Writing a file so that it is there in full or not at all."""

from __future__ import annotations

import glob
import os
import time
from contextlib import suppress
from pathlib import Path

from summarizer.errors import InputError

# A partial file that nobody has written to for so many seconds is of a process that was killed.
_ABANDONED = 60


def check_writable(path: Path) -> None:
    """Raise :class:`InputError` now, before work is done, when ``path`` can't be written."""
    folder = path.parent
    if path.is_dir():
        raise InputError("{path} is a folder.", "Give -o the name of a file.", path=path)
    if not folder.is_dir():
        raise InputError(
            "There is no folder {folder} to write {name} into.",
            "Make it, or give -o another path.",
            folder=folder,
            name=path.name,
        )
    partial = _partial(path)
    try:
        partial.touch()
    except OSError:
        raise InputError(
            "{folder} can't be written.", "Give -o a path in another folder.", folder=folder
        ) from None
    partial.unlink(missing_ok=True)
    _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    for other in path.parent.glob(f".{glob.escape(path.name)}.*.partial"):
        with suppress(OSError):  # another process may be as tidy
            if time.time() - other.stat().st_mtime > _ABANDONED:
                other.unlink()


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


def write_file(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 beside ``path`` and rename it there."""
    write_bytes(path, text.encode("utf-8", errors="surrogatepass"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there. Raises InputError."""
    partial = _partial(path)
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        raise InputError(
            "Cannot write {path}: {why}.", "Give -o another path.", path=path, why=error.strerror or error
        ) from error
    finally:
        partial.unlink(missing_ok=True)
