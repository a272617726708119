"""Writing a file so that it is there in full or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from summarizer.errors import InputError

# A partial file that nobody has written to for so many seconds is of a process that was killed.
_ABANDONED = 60


def check_writable(path: Path, report: str | None = None) -> None:
    """Raise :class:`InputError` now, before work is done, when ``path`` can't be written, or is the ``report`` that is read."""
    path = _target(path)
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
    if report is not None and path.exists() and Path(report).exists() and path.samefile(report):
        raise InputError("{path} is the report itself.", "Give -o another path.", path=path)
    if is_special(path):
        return
    partial = _partial(path)
    try:
        partial.touch()
    except OSError:
        raise InputError(
            "{folder} can't be written.", "Give -o a path in another folder.", folder=folder
        ) from None
    partial.unlink(missing_ok=True)
    _remove_abandoned(path)


def is_special(path: Path) -> bool:
    """Whether ``path`` is there, and is no file that another may take the place of: a device, a pipe."""
    return path.exists() and not path.is_file()


def _target(path: Path) -> Path:
    """What is written to: the end of a chain of links. A device or a pipe has only the name it was given (/dev/stdout leads to none)."""
    return path.resolve() if path.is_symlink() and not is_special(path) else path


def _is_standard_output(path: Path) -> bool:
    """Whether ``path`` is where this process prints to. It may be a socket, which has no name that can be opened."""
    try:
        return os.path.samestat(path.stat(), os.fstat(1))
    except OSError:
        return False


def _remove_abandoned(path: Path) -> None:
    for other in path.parent.glob(f".{_short(path)}.*.partial"):
        with suppress(OSError):  # another process may be as tidy
            if time.time() - other.stat().st_mtime > _ABANDONED:
                other.unlink()


def _partial(path: Path) -> Path:
    return path.with_name(f".{_short(path)}.{os.getpid()}.partial")


def _short(path: Path) -> str:
    """A name for what becomes ``path``, which may be as long as a name can be."""
    return hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]


def write_file(path: Path, text: str, private: bool = False) -> None:
    """Write ``text`` as UTF-8 beside ``path`` and rename it there. Raises InputError."""
    write_bytes(path, text.encode("utf-8", errors="replace"), private)


def write_bytes(path: Path, data: bytes, private: bool = False) -> None:
    """Write ``data`` beside ``path`` and rename it there, with the permissions of a file that it replaces; ``private`` for the owner
    alone. A link stays one, a device or a pipe is written to. Raises InputError."""
    try:
        target = _target(path)
        if is_special(target):
            sys.stdout.flush()
            with open(1, "wb", closefd=False) if _is_standard_output(target) else target.open("wb") as device:
                device.write(data)
            return
        partial = _partial(target)
        try:
            with partial.open("wb") as file:
                if private or target.exists():
                    partial.chmod(0o600 if private else stat.S_IMODE(target.stat().st_mode))
                file.write(data)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except BrokenPipeError:  # who reads has seen enough
        raise
    except (OSError, RuntimeError) as error:  # pathlib raises the latter for a link that leads back to itself
        raise InputError(
            "Cannot write {path}: {why}.",
            "Give -o another path.",
            path=path,
            why=getattr(error, "strerror", None) or error,
        ) from error
