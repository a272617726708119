"""The real local model on a short real passage. Fetches the weights once (1.1 GB); run with `-m local_model`."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import EXAMPLES, HEAR_INTERRUPTS

pytestmark = pytest.mark.local_model

# Two sections of a real report: its problems, and the works of one chapter.
REPORT = (EXAMPLES / "dalian-xigang-2016.txt").read_text(encoding="utf-8")


def passage() -> str:
    problems = REPORT[REPORT.index("在 总结工作成绩的同时") : REPORT.index("“十三五”时期发展思路")]
    works = REPORT[REPORT.index("四、强化城市建设与管理") : REPORT.index("深化城区环境整治")]
    return f"政府工作报告\n一、2015年工作回顾\n{problems}二、2016年主要工作任务\n{works}"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    folder = tmp_path_factory.mktemp("local")
    (folder / "report.txt").write_text(passage(), encoding="utf-8")
    env = {
        k: v for k, v in os.environ.items() if not k.startswith("SUMMARIZE_") or k == "SUMMARIZE_MODELS_DIR"
    }
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "report.txt",
        "-s",
        "problems",
        "-s",
        "tasks",
        "-f",
        "json",
    ]
    run = subprocess.run(
        command, cwd=folder, env=env | {"SUMMARIZE_CACHE_DIR": str(folder / "answers")}, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return {r["schema"]: r for r in json.loads(run.stdout)["results"]}


def test_every_problem_is_found(results: dict[str, dict]) -> None:
    said = " ".join(i["data"]["problem"] for i in results["problems"]["items"])
    for word in (
        "结构调整和产业转型升级任务依然繁重",
        "用于民生事业的财政投入压力加大",
        "政府自身建设有待完善",
    ):
        assert word in said


def test_every_figure_of_the_plan_is_a_target_of_its_object(results: dict[str, dict]) -> None:
    targets = {
        (i["data"]["object"], i["data"]["target"]) for i in results["tasks"]["items"] if i["data"]["target"]
    }
    for figure in ("30万平方米", "50个", "10万平方米", "1000个", "5000平方米"):
        assert any(figure == target for _, target in targets), figure
    assert ("停车泊位", "1000个") in targets


@pytest.mark.parametrize("schema", ["problems", "tasks"])
def test_every_item_stands_on_exact_spans_and_nothing_is_lost(results: dict[str, dict], schema: str) -> None:
    text, result = passage(), results[schema]
    for item in result["items"]:
        for evidence in item["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert result["failed"] == []
    assert (
        result["coverage"]["covered"] + len(result["coverage"]["uncovered"])
        == result["coverage"]["sentences"]
    )


def start(folder: Path) -> subprocess.Popen[bytes]:
    """A run that asks the local model, with nothing in its cache."""
    (folder / "report.txt").write_text(passage(), encoding="utf-8")
    command = [sys.executable, "-m", "summarizer", "report.txt", "-f", "json", "-v"]
    env = {
        k: v for k, v in os.environ.items() if not k.startswith("SUMMARIZE_") or k == "SUMMARIZE_MODELS_DIR"
    }
    env |= {"SUMMARIZE_CACHE_DIR": str(folder / "answers"), "SUMMARIZE_LANG": "en"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=HEAR_INTERRUPTS,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("after", ["Starting", "answered"])
def test_an_interrupt_ends_the_run_at_once_and_prints_what_is_done(tmp_path: Path, after: str) -> None:
    running = start(tmp_path)
    assert running.stderr is not None
    said = next(line for line in running.stderr if after.encode() in line)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert time.monotonic() - began < 2, said
    assert running.returncode == 130
    assert b"Interrupted." in err
    (result,) = json.loads(out)["results"]
    assert not result["complete"]
    assert bool(result["items"]) == (after == "answered")
