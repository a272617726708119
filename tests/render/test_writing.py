"""Writing what was made: in full or not at all, and in place of nothing that is no file."""

import os
import stat
import threading
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.render.files import check_writable, write_bytes, write_file

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX files")


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_there_and_nothing_beside_it(tmp_path: Path) -> None:
    check_writable(tmp_path / "a.txt")
    assert left(tmp_path) == []
    write_file(tmp_path / "a.txt", "甲")
    assert (tmp_path / "a.txt").read_text("utf-8") == "甲"
    assert left(tmp_path) == ["a.txt"]


@posix
def test_a_link_stays_one_and_a_mode_stays_as_it_was(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.json").symlink_to(real)
    write_file(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix
def test_what_is_private_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "a", "x", private=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    check_writable(pipe)
    writing = threading.Thread(target=write_bytes, args=(pipe, b"through"))
    writing.start()
    assert pipe.read_bytes() == b"through"
    writing.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_stays_one(tmp_path: Path) -> None:
    check_writable(Path("/dev/null"))
    write_bytes(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".json")
    check_writable(path)
    write_file(path, "1")
    assert path.read_text() == "1"


def test_the_report_is_not_overwritten(tmp_path: Path) -> None:
    report = tmp_path / "r.md"
    report.write_text("报告")
    with pytest.raises(InputError, match="the report itself"):
        check_writable(tmp_path / "." / "r.md", str(report))


def test_what_a_killed_process_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    check_writable(path)
    partial = _partial_name(path)
    old, new = tmp_path / partial.replace("PID", "4711"), tmp_path / partial.replace("PID", "4712")
    old.write_text("half")
    new.write_text("being written")
    os.utime(old, (1, 1))
    check_writable(path)
    assert left(tmp_path) == [new.name]


def _partial_name(path: Path) -> str:
    from summarizer.render import files

    return files._partial(path).name.replace(str(os.getpid()), "PID")


@posix
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError, match="Cannot write"):
        write_file(tmp_path / "loop", "x")
    assert left(tmp_path) == ["loop"]
