"""Answers on disk: JSON only, never fatal."""

import os
import pickle
import sqlite3
from pathlib import Path

import pytest

from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer

ANSWER = ChatAnswer("[]", "stop", 10, 2, 0.5)


class Bomb:
    """Unpickling this makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_an_answer_comes_back_as_it_was_and_says_where_from(tmp_path: Path) -> None:
    AnswerCache(tmp_path).put("k", ANSWER)
    again = AnswerCache(tmp_path).get("k")
    assert again == ChatAnswer("[]", "stop", 10, 2, 0.5, from_cache=True)


def test_a_planted_pickle_row_is_never_executed(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "c")
    cache.put("k", ANSWER)
    cache.close()
    with sqlite3.connect(tmp_path / "c" / "cache.db") as database:
        bomb = pickle.dumps(Bomb(tmp_path / "exploded"))
        database.execute("UPDATE Cache SET mode = 4, value = ?, filename = NULL", (bomb,))
    assert AnswerCache(tmp_path / "c").get("k") is None
    assert not (tmp_path / "exploded").exists()


def test_a_row_of_another_shape_counts_as_missing(tmp_path: Path) -> None:
    from diskcache import Cache

    from summarizer.llm.cache import SafeJSONDisk

    with Cache(str(tmp_path), disk=SafeJSONDisk) as raw:
        raw.set("k", {"content": "x"})
    assert AnswerCache(tmp_path).get("k") is None


def test_a_folder_that_is_no_cache_turns_it_off_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"this is no database" * 100)
    cache = AnswerCache(tmp_path)
    assert cache.problem is not None
    assert str(tmp_path) in str(cache.problem)
    cache.put("k", ANSWER)
    assert cache.get("k") is None


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    AnswerCache(tmp_path / "new").put("k", ANSWER)
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
