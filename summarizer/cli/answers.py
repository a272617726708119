"""The cache commands: what is kept of the answers, and how to be rid of it."""

from __future__ import annotations

import json
import re
import time
from datetime import datetime
from pathlib import Path

from summarizer.cli.config import Config, cache_folder
from summarizer.errors import ConfigError, InputError
from summarizer.llm.cache import AnswerCache
from summarizer.messages import Words
from summarizer.render.files import check_writable, write_file

_AGE = re.compile(r"(\d{1,6})\s*([smhdw])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def _open(config: Config) -> AnswerCache:
    """The cache of the configuration. Raises InputError when it can't be read."""
    cache = AnswerCache(cache_folder(config))
    if cache.problem is not None:
        raise InputError("{problem}", "Set SUMMARIZE_CACHE_DIR to another folder.", problem=cache.problem)
    return cache


def info(config: Config, words: Words) -> int:
    """Where the answers lie, how many, how old."""
    cache = _open(config)
    stored = cache.stored()
    rows = [
        (words("folder"), str(cache.folder)),
        (words("answers"), str(len(stored))),
        (words("size"), f"{cache.bytes / 1e6:.1f} MB"),
    ]
    if stored:
        rows += [(words("oldest"), _moment(stored[0][1])), (words("newest"), _moment(stored[-1][1]))]
    cache.close()
    for name, value in rows:
        print(name, value, sep="\t")
    return 0


def clear(config: Config, words: Words) -> int:
    """Remove every answer."""
    return _remove(config, words, None)


def prune(config: Config, words: Words, older_than: str) -> int:
    """Remove the answers older than, say, 30d."""
    found = _AGE.fullmatch(older_than.strip())
    if not found:
        raise ConfigError("No age {age!r}.", "Say it like 12h, 30d or 8w.", age=older_than)
    return _remove(config, words, time.time() - int(found[1]) * _SECONDS[found[2]])


def _remove(config: Config, words: Words, before: float | None) -> int:
    cache = _open(config)
    count = cache.remove([key for key, moment in cache.stored() if before is None or moment < before])
    cache.close()
    print(words("{count} answers removed", count=count))
    return 0


def export(config: Config, words: Words, file: Path) -> int:
    """Every answer as a line of JSON: its key, when it was stored, what it says."""
    check_writable(file)
    cache = _open(config)
    lines = []
    for key, moment in cache.stored():
        answer = cache.get(key)
        if answer is not None:
            lines.append(
                json.dumps({"key": key, "stored": _moment(moment), **answer.to_json()}, ensure_ascii=False)
                + "\n"
            )
    cache.close()
    write_file(file, "".join(lines))
    print(words("{count} answers written to {path}", count=len(lines), path=file))
    return 0


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")
