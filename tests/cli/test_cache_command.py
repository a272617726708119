"""`summarize cache`: what is kept, and how to be rid of it."""

import json
import sqlite3

import pytest
from conftest import CommandLine, Endpoint


@pytest.fixture
def filled(summarize: CommandLine, endpoint: Endpoint, report: object) -> int:
    done = summarize(
        "report.txt", "-s", "tasks", "-s", "reviews", "-m", "m", "--base-url", endpoint.url, "-q"
    )
    assert done.returncode == 0, done.stderr
    return len(endpoint.requests)


def test_info_counts_the_answers(summarize: CommandLine, filled: int) -> None:
    told = dict(line.split("\t") for line in summarize("cache", "info").stdout.splitlines())
    assert told["answers"] == str(filled)
    assert {"folder", "size", "oldest", "newest"} <= set(told)


def test_clear_removes_them_all(summarize: CommandLine, filled: int) -> None:
    assert f"{filled} answers removed" in summarize("cache", "clear").stdout
    assert "answers\t0" in summarize("cache", "info").stdout


def test_prune_removes_what_is_older(summarize: CommandLine, filled: int) -> None:
    assert "0 answers removed" in summarize("cache", "prune", "--older-than", "1h").stdout
    with sqlite3.connect(f"{summarize.env['SUMMARIZE_CACHE_DIR']}/cache.db") as database:
        database.execute("UPDATE Cache SET store_time = store_time - 7200 WHERE rowid = 1")
    assert "1 answers removed" in summarize("cache", "prune", "--older-than", "1h").stdout
    wrong = summarize("cache", "prune", "--older-than", "long ago")
    assert wrong.returncode == 2
    assert "30d" in wrong.stderr


def test_export_writes_a_line_an_answer(summarize: CommandLine, filled: int) -> None:
    assert summarize("cache", "export", "all.jsonl").returncode == 0
    lines = (summarize.folder / "all.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == filled
    assert {"key", "stored", "content", "finish_reason"} <= set(json.loads(lines[0]))


def test_a_folder_that_is_no_cache_is_said(summarize: CommandLine) -> None:
    summarize.write("file", "x")
    done = summarize("cache", "info", SUMMARIZE_CACHE_DIR="file")
    assert done.returncode == 2
    assert "SUMMARIZE_CACHE_DIR" in done.stderr
