"""The commands that need no model."""

import json

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES, CommandLine


def test_help_names_every_command_that_works(summarize: CommandLine) -> None:
    done = summarize("--help")
    assert done.returncode == 0
    for command in (
        "run",
        "memo",
        "check",
        "numbers",
        "outline",
        "text",
        "doctor",
        "prompts",
        "schemas",
        "models",
    ):
        assert command in done.stdout
    for later in ("batch", "compare"):
        assert later not in done.stdout


@pytest.mark.parametrize("name", DISTRICT_REPORTS)
def test_outline_json_counts_in_the_text_that_text_prints(summarize: CommandLine, name: str) -> None:
    path = EXAMPLES / f"{name}.txt"
    given = summarize("text", path).stdout
    assert given == path.read_text("utf-8")
    value = json.loads(summarize("outline", path, "-f", "json").stdout)
    assert set(value) >= {"source", "report", "sections", "sentences"}
    last = 0
    for sentence in value["sentences"]:
        assert last <= sentence["start"] < sentence["end"] <= len(given)
        last = sentence["end"]
    assert {s["role"] for s in value["sentences"]} == {"review", "problem", "task", "target", "other"}
    ids = {s["id"] for s in value["sections"]}
    assert all(s["section"] in ids or s["section"] == 0 for s in value["sentences"])


def test_text_keeps_line_ends_and_drops_the_byte_order_mark(summarize: CommandLine) -> None:
    path = summarize.write("x.txt", "\ufeff政府工作报告\r\n一、回顾\r\n".encode())
    assert summarize("text", path).stdout == "政府工作报告\r\n一、回顾\r\n"


def test_outline_lists_the_sentences_of_a_role(summarize: CommandLine) -> None:
    shown = summarize("outline", EXAMPLES / "dalian-xigang-2016.txt", "--role", "problem").stdout
    assert shown.count("\n") == 3
    assert "政府自身建设有待完善" in shown


def test_prompts_and_schemas_can_be_listed_and_shown(summarize: CommandLine) -> None:
    for kind in ("prompts", "schemas"):
        listed = summarize(kind, "list").stdout
        assert all(name in listed for name in ("tasks", "reviews", "problems"))
    assert "# Request" in summarize("prompts", "show", "tasks").stdout
    assert "class Task(Item)" in summarize("schemas", "show", "tasks").stdout


def test_models_says_what_is_here_and_where(summarize: CommandLine) -> None:
    assert "not here" in summarize("models", "list").stdout
    assert summarize.env["SUMMARIZE_MODELS_DIR"] in summarize("models", "path").stdout
    wrong = summarize.write("wrong.gguf", b"GGUF")
    done = summarize("models", "add", wrong)
    assert done.returncode == 2
    assert "no model this program knows" in done.stderr


def test_doctor_says_what_is_missing_and_what_to_do(summarize: CommandLine) -> None:
    done = summarize("doctor")
    assert done.returncode != 0
    for word in ("model", "cache", "prompts", "schemas"):
        assert word in done.stdout
    assert "summarize models pull" in done.stdout or "report-summarizer[local]" in done.stdout


def test_answers_are_kept_in_the_cache_folder_of_a_checkout(summarize: CommandLine) -> None:
    done = summarize("doctor", SUMMARIZE_CACHE_DIR="")
    assert str(EXAMPLES.parent / "cache") in done.stdout


def test_no_command_shows_the_help_and_says_nothing_more(summarize: CommandLine) -> None:
    done = summarize()
    assert done.returncode == 2
    assert "Commands" in done.stdout
    assert done.stderr == ""


def test_a_pipe_gets_whole_paths(summarize: CommandLine) -> None:
    listed = summarize("prompts", "list").stdout
    assert str(EXAMPLES.parent / "prompts" / "tasks.md") in listed


def test_numbers_lists_every_quantity_with_exact_spans(summarize: CommandLine) -> None:
    path = EXAMPLES / "yingkou-xishi-2019.txt"
    given = summarize("text", path).stdout
    value = json.loads(summarize("numbers", path, "-f", "json").stdout)
    assert len(value["quantities"]) > 120
    for q in value["quantities"]:
        assert set(q) == {"start", "end", "text", "value", "low", "high", "unit", "qualifier", "sentence"}
        assert given[q["start"] : q["end"]] == q["text"]
    total = next(q for q in value["quantities"] if q["text"] == "118億元")
    assert (total["value"], total["unit"], total["low"], total["high"]) == (
        11_800_000_000,
        "元",
        11_750_000_000,
        11_850_000_000,
    )
    assert "118亿元" in summarize("numbers", path).stdout


def test_check_says_what_fails_first_and_exits_with_1(summarize: CommandLine) -> None:
    path = EXAMPLES / "yingkou-xishi-2019.txt"
    done = summarize("check", path, SUMMARIZE_LANG="zh")
    assert done.returncode == 1
    first, then = done.stdout.splitlines()[:2]
    assert first.startswith("不符")
    assert then == "✗ 社会消费品零售总额: 17.25亿元×(1+8.5%)=18.8亿元"
    assert "要达到所列目标，增速应为8.99%" in done.stdout
    done = summarize("check", path, "-f", "json", SUMMARIZE_LANG="en")
    assert done.returncode == 1
    given = summarize("text", path).stdout
    value = json.loads(done.stdout)
    assert value["relations"][0]["holds"] is False
    for relation in value["relations"]:
        assert {"kind", "holds", "statement", "stated", "computed", "evidence", "note"} <= set(relation)
        for evidence in relation["evidence"]:
            assert given[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_check_exits_with_0_when_nothing_fails(summarize: CommandLine) -> None:
    done = summarize("check", EXAMPLES / "shenyang-shenhe-2017.txt")
    assert done.returncode == 0
    assert summarize("check", "-", stdin="各位代表:谢谢大家!".encode()).returncode == 0


def test_a_wrong_format_of_check_is_bad_usage(summarize: CommandLine) -> None:
    assert summarize("check", EXAMPLES / "shenyang-shenhe-2017.txt", "-f", "html").returncode == 2
