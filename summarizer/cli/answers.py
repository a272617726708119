"""The cache commands: what is kept of the answers, and how to be rid of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from summarizer.cli.config import Config, cache_folder
from summarizer.errors import ConfigError, InputError
from summarizer.llm.cache import AnswerCache
from summarizer.messages import Words
from summarizer.render.files import check_writable, write_file
from summarizer.render.payload import json_text

_T = TypeVar("_T")
_AGE = re.compile(r"(\d{1,6})\s*([smhdw])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def _do(config: Config, do: Callable[[AnswerCache], _T]) -> _T:
    """What ``do`` gives with the cache of the configuration. Raises InputError when it can't be used to the end."""
    folder = cache_folder(config)
    if folder is None:
        raise InputError(
            "This user has no home folder, and so no cache.", "Set SUMMARIZE_CACHE_DIR to a folder."
        )
    cache = AnswerCache(folder)
    try:
        given = do(cache)
    finally:
        cache.close()
    if cache.problem is not None:
        raise InputError(
            "The cache {folder} can't be used ({error}).",
            "Remove that folder, or set SUMMARIZE_CACHE_DIR to another.",
            **cache.problem.values,
        )
    return given


def info(config: Config, words: Words) -> int:
    """Where the answers lie, how many, how old."""
    folder, stored, size = _do(config, lambda cache: (cache.folder, cache.stored(), cache.bytes))
    rows = [
        (words("folder"), str(folder)),
        (words("answers"), str(len(stored))),
        (words("size"), f"{size / 1e6:.1f} MB"),
    ]
    if stored:
        rows += [(words("oldest"), _moment(stored[0][1])), (words("newest"), _moment(stored[-1][1]))]
    for name, value in rows:
        print(name, value, sep="\t")
    return 0


def clear(config: Config, words: Words) -> int:
    """Remove every answer."""
    return _say_removed(_do(config, AnswerCache.clear), words)


def prune(config: Config, words: Words, older_than: str) -> int:
    """Remove the answers older than, say, 30d."""
    found = _AGE.fullmatch(older_than.strip())
    if not found:
        raise ConfigError("No age {age!r}.", "Say it like 12h, 30d or 8w.", age=older_than)
    before = time.time() - int(found[1]) * _SECONDS[found[2]]
    removed = _do(
        config, lambda cache: cache.remove([key for key, moment in cache.stored() if moment < before])
    )
    return _say_removed(removed, words)


def _say_removed(count: int, words: Words) -> int:
    print(words("{count} answers removed", count=count))
    return 0


def export(config: Config, words: Words, file: Path) -> int:
    """Every answer as a line of JSON: its key, when it was stored, what it says; into ``file``, or to standard output for -."""
    to_terminal = str(file) == "-"
    if not to_terminal:
        check_writable(file)
    answers = _do(config, lambda cache: [(k, m, cache.get(k)) for k, m in cache.stored()])
    lines = [
        json_text({"key": key, "stored": _moment(moment), **answer.to_json()}) + "\n"
        for key, moment, answer in answers
        if answer is not None
    ]
    if to_terminal:
        print("".join(lines), end="")
        return 0
    write_file(file, "".join(lines), private=True)
    print(words("{count} answers written to {path}", count=len(lines), path=file))
    return 0


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")
