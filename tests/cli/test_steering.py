"""What a report, a model or an endpoint holds never steers a terminal, breaks a file, or reads as another direction."""

import json
from pathlib import Path

import pytest
from conftest import SHORT_REPORT, CommandLine, Endpoint, completion, error

from summarizer.messages import UNPRINTABLE

STEERING = "\x1b]0;PWN\x07\x1b[2J\x9b31m\u202e\u2066"
CONTROLS = {c for c in STEERING + "\x08\uffff" if UNPRINTABLE.match(c)}
REPORT = SHORT_REPORT.replace("新建公园", f"新建\x08{STEERING}公园").replace("骨干企业", "骨干\uffff企业")


@pytest.fixture
def steering(summarize: CommandLine) -> str:
    summarize.write("r.txt", REPORT)
    return "r.txt"


@pytest.mark.parametrize("suffix", ["txt", "json", "jsonl", "md", "csv", "html"])
def test_no_output_holds_what_steers(summarize: CommandLine, steering: str, suffix: str) -> None:
    name = f"o.{suffix}"
    done = summarize(steering, "--no-model", "-s", "tasks", "-o", name)
    assert done.returncode == 0, done.stderr
    assert not CONTROLS & set((summarize.folder / name).read_text("utf-8"))


@pytest.mark.parametrize("command", [("outline",), ("numbers",), ("check",), ("outline", "-f", "json")])
def test_no_other_command_prints_it(summarize: CommandLine, steering: str, command: tuple[str, ...]) -> None:
    done = summarize(command[0], steering, *command[1:])
    assert not CONTROLS & set(done.stdout + done.stderr)


@pytest.mark.parametrize("name", ["m.docx", "m.md", "m.html"])
def test_a_memo_is_written_all_the_same(summarize: CommandLine, steering: str, name: str) -> None:
    done = summarize("memo", steering, "--no-model", "-o", name)
    assert done.returncode == 0, done.stderr


def test_json_holds_the_quotation_as_it_is(summarize: CommandLine, steering: str) -> None:
    done = summarize(steering, "--no-model", "-s", "tasks", "-f", "json")
    quotes = [e for i in json.loads(done.stdout)["results"][0]["items"] for e in i["evidence"]]
    assert any("\x1b" in e["quote"] for e in quotes)
    assert all(REPORT[e["start"] : e["end"]] == e["quote"] for e in quotes)


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("status", [400, 401, 500])
def test_an_endpoint_does_not_steer_either(summarize: CommandLine, endpoint: Endpoint, status: int) -> None:
    endpoint.script(error(status, STEERING))
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "text", "-v")
    assert not CONTROLS & set(done.stdout + done.stderr)


@pytest.mark.usefixtures("report")
def test_a_model_does_not_steer_either(summarize: CommandLine, endpoint: Endpoint) -> None:
    items = [{"sentence": 1, "action": "完成", "object": f"{STEERING}12公里河道治理", "target": None}]
    endpoint.script(completion(json.dumps({"items": items})))
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "json")
    (result,) = json.loads(done.stdout)["results"]
    assert "河道治理" in json.dumps(result["items"], ensure_ascii=False)
    assert not CONTROLS & set(done.stdout)


def test_a_file_name_of_another_encoding_makes_valid_output(summarize: CommandLine) -> None:
    import os

    name = os.fsdecode(b"\xb1\xa8\xb8\xe6.txt")
    try:
        (summarize.folder / name).write_text(SHORT_REPORT, "utf-8")
    except OSError:
        pytest.skip("the file system takes no such name")
    done = summarize(name, "--no-model", "-o", "o.json")
    assert done.returncode == 0, done.stderr
    json.loads((summarize.folder / "o.json").read_bytes().decode("utf-8"))


def test_two_schemas_of_one_name_are_refused(summarize: CommandLine, report: Path) -> None:
    own = {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}
    for folder in "ab":
        summarize.write(f"{folder}/own.json", json.dumps(own))
    done = summarize("report.txt", "--no-model", "-s", "a/own.json", "-s", "b/own.json")
    assert done.returncode == 2
    assert "own" in done.stderr
