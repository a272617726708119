"""What a person at a terminal meets: narrow screens, other encodings, closed pipes, a user without a home, commands named alone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import EXAMPLES, HEAR_INTERRUPTS, CommandLine, Endpoint, completion

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
LONG = EXAMPLES / "dalian-xigang-2016.txt"


def on_a_screen(
    summarize: CommandLine, *args: str | Path, columns: int = 80, **env: str
) -> tuple[int, bytes]:
    """The exit code, and what the command shows on a screen so wide."""
    import fcntl
    import struct
    import termios

    screen, own = os.openpty()
    fcntl.ioctl(own, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {name: value for name, value in summarize.env.items() if name not in {"COLUMNS", "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *map(str, args)], cwd=summarize.folder, env={**kept, "TERM": "xterm", **env},
        stdin=own, stdout=own, stderr=own, preexec_fn=HEAR_INTERRUPTS,
    )  # fmt: skip
    os.close(own)
    shown = b"".join(_pieces(screen))
    os.close(screen)
    return process.wait(), shown


def _pieces(screen: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(screen, 65_536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not piece:
            return
        yield piece


@pytest.mark.parametrize("columns", [24, 50])
@pytest.mark.usefixtures("report")
def test_a_narrow_screen_shows_whole_items(summarize: CommandLine, columns: int) -> None:
    code, shown = on_a_screen(
        summarize,
        "report.txt",
        "--no-model",
        "-s",
        "tasks",
        "-s",
        "indicators",
        columns=columns,
        NO_COLOR="1",
    )
    assert code == 0
    text = "".join(shown.decode().split())
    for words in (
        "完成河道治理",
        "Target12公里",
        "改造老旧管网",
        "Target8.5公里",
        "地区生产总值",
        "Figure86亿元",
    ):
        assert words in text, shown.decode()


@pytest.mark.parametrize(
    "command",
    [
        ("numbers", "report.txt"),
        ("outline", "report.txt"),
        ("check", "report.txt"),
        ("prompts",),
        ("schemas",),
        ("models",),
        ("cache",),
    ],
)
@pytest.mark.usefixtures("report")
def test_every_command_fits_a_narrow_screen(summarize: CommandLine, command: tuple[str, ...]) -> None:
    code, shown = on_a_screen(summarize, *command, columns=40, NO_COLOR="1")
    assert code == 0
    text = ANSI.sub("", shown.decode())
    assert "…" not in text
    if command[0] == "numbers":
        assert "600万元 = 6,000,000 元" in text


@pytest.mark.parametrize(
    ("encoding", "marks"), [("gbk", ("√", "?", "×")), ("ascii", ("+", "?", "x")), ("utf-8", ("✓", "?", "✗"))]
)
def test_the_three_marks_stay_three_things_in_a_console_of_another_encoding(
    summarize: CommandLine, endpoint: Endpoint, encoding: str, marks: tuple[str, ...]
) -> None:
    summarize.write("report.txt", "二、2031年主要工作任务\n新建公园3处。改造管网8公里。建设学校2所。\n")
    items = (
        '{"items": [{"sentence": 1, "action": "新建", "object": "公园", "target": "3处", "deadline": null},'
        '{"sentence": 2, "action": "改造", "object": "管网", "target": "9公里", "deadline": null},'
        '{"sentence": 3, "action": "建设", "object": "学校", "target": "1000亿元", "deadline": null}]}'
    )
    endpoint.script(completion(items))
    args = ("report.txt", "-m", "m", "--base-url", endpoint.url)
    code, shown = on_a_screen(summarize, *args, columns=100, NO_COLOR="1", PYTHONIOENCODING=encoding)
    assert code == 0, shown
    text = ANSI.sub("", shown.decode(encoding))
    found = [mark for mark in marks if any(line.split()[1:2] == [mark] for line in text.splitlines())]
    assert found, text
    assert ("✓" in text) is (encoding == "utf-8")
    assert set(found) >= {marks[0], marks[2]}


@pytest.mark.parametrize(
    "command",
    [
        ("outline", "-f", "json"),
        ("numbers",),
        ("text",),
        ("run", "--no-model"),
        ("run", "--no-model", "-f", "jsonl"),
        ("memo", "--no-model"),
    ],
)
@pytest.mark.parametrize("bytes_read", [0, 5000])
def test_who_reads_may_stop_at_any_moment(
    summarize: CommandLine, command: tuple[str, ...], bytes_read: int
) -> None:
    process = summarize.start(command[0], LONG, *command[1:])
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(bytes_read)
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) in {0, 1}
    assert not any(
        words in said for words in ("Traceback", "Internal error", "Broken pipe", "Exception ignored")
    )


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
@pytest.mark.parametrize("form", ["json", "csv", "jsonl", "md", "html"])
@pytest.mark.usefixtures("report")
def test_output_to_standard_output_by_its_name_goes_down_a_pipe(summarize: CommandLine, form: str) -> None:
    done = summarize.python("-m", "summarizer", "report.txt", "--no-model", "-f", form, "-o", "/dev/stdout")
    assert done.returncode == 0, done.stderr
    assert "河道治理" in done.stdout
    assert "Traceback" not in done.stderr


# As the system answers where it knows no user of this number.
UNKNOWN_USER = """
import pwd, sys
def unknown(uid):
    raise KeyError(f"getpwuid(): uid not found: {uid}")
pwd.getpwuid = unknown
from summarizer.cli import main
sys.argv[0] = "summarize"
main()
"""


def homeless(summarize: CommandLine, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs without HOME, as a user that the system does not know, away from a checkout's own cache."""
    gone = {
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "SUMMARIZE_CACHE_DIR",
        "SUMMARIZE_MODELS_DIR",
        "USER",
        "LOGNAME",
    }
    env = {name: value for name, value in summarize.env.items() if name not in gone}
    code = UNKNOWN_USER.replace(
        "from summarizer",
        "import summarizer.cli.config as c; c._in_a_checkout = lambda: None\nfrom summarizer",
        1,
    )
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], cwd=summarize.folder, env=env, capture_output=True, check=False, timeout=60, text=True,
    )  # fmt: skip


@pytest.mark.usefixtures("report")
def test_a_user_without_a_home_runs_without_a_cache(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = homeless(summarize, "report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 0, done.stderr
    assert "no home folder" in done.stderr
    assert not any(path.name.startswith("~") for path in summarize.folder.iterdir())
    assert homeless(summarize, "report.txt", "--no-model").returncode == 0


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("command", [("report.txt",), ("models", "path"), ("cache", "info"), ("doctor",)])
def test_what_needs_a_home_says_so(summarize: CommandLine, command: tuple[str, ...]) -> None:
    done = homeless(summarize, *command)
    assert done.returncode in {2, 3}
    assert "no home folder" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("alone", "named"),
    [(("prompts",), ("prompts", "list")), (("schemas",), ("schemas", "list")), (("models",), ("models", "list")), (("cache",), ("cache", "info"))],
)  # fmt: skip
def test_a_group_named_alone_lists(
    summarize: CommandLine, alone: tuple[str, ...], named: tuple[str, ...]
) -> None:
    first, second = summarize(*alone), summarize(*named)
    assert first.returncode == 0
    assert first.stdout == second.stdout != ""
    assert summarize(*alone, "--lang", "zh", "-q").stdout == summarize(*named, "--lang", "zh").stdout


def test_a_prompt_can_be_shown_into_the_file_of_its_own_name(summarize: CommandLine) -> None:
    packaged = summarize("prompts", "show", "tasks").stdout
    own = summarize.write("prompts/tasks.md", "")  # what the shell does before the program starts
    done = summarize("prompts", "show", "tasks")
    assert done.returncode == 0
    assert done.stdout == packaged
    assert "tasks.md is empty" in done.stderr
    own.write_text(packaged.replace("你把", "请你把"), "utf-8")
    assert "请你把" in summarize("prompts", "show", "tasks").stdout


@pytest.mark.usefixtures("report")
def test_an_empty_prompt_of_the_users_is_said_and_the_packaged_one_used(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write("prompts/tasks.md", "\n")
    summarize.write("prompts/reviews.md", "")
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 0, done.stderr
    assert "tasks.md is empty" in done.stderr
    assert "reviews.md" not in done.stderr
    named = summarize("report.txt", "-p", "prompts/tasks.md", "-m", "m", "--base-url", endpoint.url)
    assert named.returncode == 2
    assert "is empty" in named.stderr


def test_weights_that_are_none_are_bad_usage(summarize: CommandLine) -> None:
    assert summarize("models", "add", "nosuch").returncode == 2
    summarize.write("other.gguf", b"GGUF")
    done = summarize("models", "add", "other.gguf")
    assert done.returncode == 2
    assert "no model this program knows" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("prompts", "list"), ("prompts", "show", "tasks"), ("schemas", "list"), ("schemas", "show", "tasks"), ("models", "list"), ("models", "path"),
        ("cache", "info"), ("cache", "prune", "--older-than", "1d"), ("outline", "report.txt"), ("check", "report.txt"), ("numbers", "report.txt"), ("text", "report.txt"),
        ("run", "report.txt", "--no-model"), ("memo", "report.txt", "--no-model"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("report")
def test_every_command_takes_the_common_flags(summarize: CommandLine, command: tuple[str, ...]) -> None:
    plain = summarize(*command)
    flagged = summarize(*command, "-q", "-v", "--lang", "en")
    assert flagged.returncode == plain.returncode == 0, flagged.stderr
    assert flagged.stdout == plain.stdout


@pytest.mark.usefixtures("report")
def test_a_schema_of_ones_own_needs_a_model(summarize: CommandLine) -> None:
    summarize.write(
        "own.json", '{"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}'
    )
    done = summarize("report.txt", "-s", "./own.json", "--no-model")
    assert done.returncode == 2
    assert "built-in schemas only" in done.stderr


@pytest.mark.usefixtures("report")
def test_time_passed_and_left_are_shown_from_the_first_second(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    code, shown = on_a_screen(summarize, "report.txt", "-m", "m", "--base-url", endpoint.url)
    assert code == 0
    first = next(line for line in shown.decode().split("\r") if "parts" in line)
    assert "0:00 tasks: 0 of" in first
    assert "left" in first
