"""The real local model on a short real passage. Fetches the weights once (1.1 GB); run with `-m local_model`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EXAMPLES

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


# What a process of its own does with the server it started, on one core: there a stop right after the start used to
# come before the server's loop had begun, and waited for ever.
ON_ONE_CORE = """
import os, signal, sys, threading, urllib.request
from summarizer.llm import weights
from summarizer.llm.local import local_endpoint

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
path = weights.path_of(weights.DEFAULT)
"""


def on_one_core(code: str, folder: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", ON_ONE_CORE + code], capture_output=True, text=True, cwd=folder, check=False,
        timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_a_stop_right_after_the_start_leaves_nothing_behind(tmp_path: Path) -> None:
    code = """
for _ in range(4):
    with local_endpoint(path, "m") as e:
        url = e.base_url
    try:
        urllib.request.urlopen(url + "/models", timeout=5)
    except OSError:
        print("stopped", end=" ")
"""
    assert on_one_core(code, tmp_path) == "stopped stopped stopped stopped"


def test_an_interrupt_while_the_server_starts_stops_it(tmp_path: Path) -> None:
    code = """
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    with local_endpoint(path, "m"):
        threading.Event().wait(30)
except KeyboardInterrupt:
    print("interrupted")
"""
    assert on_one_core(code, tmp_path) == "interrupted"
