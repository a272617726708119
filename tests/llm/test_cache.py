"""Answers on disk: JSON only, nothing outside the folder, never fatal."""

import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import EXAMPLES

from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer

ANSWER = ChatAnswer("[]", "stop", 10, 2, 0.5)
# Large enough for a file of its own.
LONG = ChatAnswer(random.Random(1).randbytes(60_000).hex(), "stop", 10, 2, 0.5)


def plant(folder: Path, statement: str, *values: object) -> None:
    """Do ``statement`` to the database of the cache in ``folder``."""
    with closing(sqlite3.connect(folder / "cache.db")) as database, database:
        database.execute(statement, values)


def filled(folder: Path, *answers: ChatAnswer) -> Path:
    """A cache in ``folder`` with ``answers`` under k0, k1, …"""
    cache = AnswerCache(folder)
    for number, answer in enumerate(answers or (ANSWER,)):
        cache.put(f"k{number}", answer)
    assert cache.problem is None
    cache.close()
    return folder


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


def test_a_planted_pickle_is_never_loaded(tmp_path: Path) -> None:
    folder = filled(tmp_path / "c")
    bomb = pickle.dumps(Bomb(tmp_path / "exploded"))
    plant(folder, "UPDATE Cache SET mode = 4, value = ?, filename = NULL", bomb)
    plant(
        folder, "INSERT INTO Cache (key, raw, store_time, mode, value) VALUES (?, 0, 1.0, 1, ?)", bomb, b"x"
    )
    cache = AnswerCache(folder)
    assert cache.get("k0") is None
    assert cache.stored()[0][0] == "k0"
    cache.clear()
    assert not (tmp_path / "exploded").exists()


def test_a_planted_file_name_is_neither_read_nor_removed(tmp_path: Path) -> None:
    folder = filled(tmp_path / "c", LONG)
    outside = tmp_path / "letter.val"
    outside.write_bytes(zlib.compress(b'{"content": "mine"}'))
    for name in ("../letter.val", str(outside)):
        plant(folder, "UPDATE Cache SET filename = ?", name)
        cache = AnswerCache(folder)
        assert cache.get("k0") is None
        cache.remove(["k0"])
        cache.put("k0", LONG)
        plant(folder, "UPDATE Cache SET filename = ?", name)
        cache.clear()
        cache.close()
        assert outside.exists()
        filled(folder, LONG)


@pytest.mark.parametrize("setting", ["_directory", "disk__directory", "sqlite_temp_store_directory"])
def test_a_planted_setting_turns_it_off(tmp_path: Path, setting: str) -> None:
    folder = filled(tmp_path / "c")
    plant(folder, "INSERT INTO Settings VALUES (?, ?)", setting, str(tmp_path / "elsewhere"))
    cache = AnswerCache(folder)
    assert setting in str(cache.problem)
    assert cache.get("k0") is None
    assert not (tmp_path / "elsewhere").exists()


def test_a_row_that_unpacks_to_all_of_memory_is_let_be(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    packing = zlib.compressobj(9)
    bomb = b"".join(packing.compress(b" " * 1_000_000) for _ in range(200)) + packing.flush()
    assert len(bomb) < 300_000
    plant(folder, "UPDATE Cache SET mode = 1, value = ?, filename = NULL", bomb)
    assert AnswerCache(folder).get("k0") is None


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


def test_a_database_of_another_make_turns_it_off(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cache.db")) as database, database:
        database.execute("CREATE TABLE Cache (key TEXT, value TEXT)")
    cache = AnswerCache(tmp_path)
    cache.put("k", ANSWER)
    assert cache.problem is not None
    assert not cache.keeps


def test_one_that_breaks_while_it_is_used_is_done_without(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    cache = AnswerCache(folder)
    assert cache.get("k0") is not None
    shutil.rmtree(folder)
    folder.write_text("a file now")
    for number in range(50):
        cache.put(f"n{number}", LONG)
    assert cache.problem is not None
    assert cache.get("n1") is None


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder with an answer that this process may read, but not write; not below a folder of the superuser's own."""
    folder = Path(tempfile.mkdtemp())
    try:
        filled(folder)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        superuser = os.geteuid() == 0
        if superuser:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if superuser:
                os.seteuid(0)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_a_folder_that_is_read_only_is_said(read_only_folder: Path) -> None:
    cache = AnswerCache(read_only_folder)
    cache.put("n", ANSWER)
    assert "readonly" in str(cache.problem)
    assert str(read_only_folder) in str(cache.problem)


_PUT_MANY = """
import sys
from pathlib import Path
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatAnswer
cache = AnswerCache(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    cache.put(f"{sys.argv[2]}{n}", ChatAnswer("x" * 100, "stop", 1, 1, 0.1))
    cache.put("shared", ChatAnswer(sys.argv[2], "stop", 1, 1, 0.1))
print(cache.problem)
"""


def test_processes_share_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PUT_MANY, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent)}
    writers = [subprocess.Popen([*command, name, "100"], env=env, stdout=subprocess.PIPE) for name in "abc"]
    assert [writer.communicate(timeout=60)[0].strip() for writer in writers] == [b"None"] * 3
    cache = AnswerCache(tmp_path)
    assert all(cache.get(f"{name}{n}") for name in "abc" for n in range(100))
    assert cache.get("shared") in [ChatAnswer(n, "stop", 1, 1, 0.1, from_cache=True) for n in "abc"]
    assert len(cache.stored()) == 301


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_disk_that_is_full_is_said(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))" + _PUT_MANY
    env = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent)}
    command = [sys.executable, "-c", limited, str(tmp_path), "a", "3000"]
    done = subprocess.run(command, env=env, capture_output=True, timeout=60, check=True)
    assert b"going on without it" in done.stdout
    after = AnswerCache(tmp_path)
    assert after.get("a0") is not None


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_raises_nothing(damaged: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = shutil.copytree(damaged, tmp_path / "c")
    path = chance.choice(sorted(p for p in folder.rglob("*") if p.is_file()))
    data = bytearray(path.read_bytes())
    if chance.random() < 0.3:
        data = data[: chance.randrange(len(data) + 1)]
    for _ in range(chance.choice((1, 5, 50, 2000)) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    cache = AnswerCache(folder)
    for key, _moment in [*cache.stored(), ("k0", 0.0)]:
        cache.get(key)
    cache.put("n", ANSWER)
    cache.remove(["k1"])
    assert cache.bytes >= 0
    cache.clear()
    cache.close()
    assert cache.problem is None or str(folder) in str(cache.problem)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache to be copied and damaged."""
    return filled(tmp_path_factory.mktemp("whole") / "c", *[ANSWER] * 30, LONG)
