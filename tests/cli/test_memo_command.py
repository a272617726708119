"""`summarize memo` as a command: what it writes, what it asks, what it does when something goes wrong."""

import json
import re
from typing import Any

import docx
import pytest
from conftest import CommandLine, Endpoint, Reply, completion, diligent, error, numbered_sentences


def is_of_memo(request: dict[str, Any]) -> bool:
    return "简报" in request["messages"][0]["content"]


def writes(text: str) -> Any:
    """Answers extraction like a careful model, and writes ``text`` for every paragraph of the memo."""

    def answer(request: dict[str, Any]) -> Reply:
        if not is_of_memo(request):
            return diligent(request)
        return completion(json.dumps({"items": [{"sentence": 1, "text": text}]}, ensure_ascii=False))

    return answer


@pytest.mark.usefixtures("report")
def test_a_memo_has_the_paragraphs_of_the_model(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    asked = [r for r in endpoint.requests if is_of_memo(r)]
    assert 3 <= len(asked) <= 5  # a part without points needs no paragraph
    assert all(numbered_sentences(r) for r in asked)
    assert "# 甲县政府工作报告简报" in done.stdout
    assert "m（127.0.0.1" in done.stdout
    assert "地区生产总值完成86亿元[^1]" in done.stdout
    assert "正在写第 1 段" in done.stderr


@pytest.mark.usefixtures("report")
def test_a_sentence_that_is_not_true_is_replaced_and_said_so(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    endpoint.answer = writes("全县地区生产总值完成96亿元。")
    done = summarize("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    body, _, checks = done.stdout.partition("## 六、数据核对")
    assert "96亿元" not in body
    assert "86亿元" in body
    assert "“全县地区生产总值完成96亿元。”" in checks


@pytest.mark.usefixtures("report")
def test_without_a_model_nothing_is_asked_and_the_memo_still_comes(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    done = summarize(
        "memo", "report.txt", "--no-model", "--base-url", endpoint.url, "--lang", "zh", "-o", "memo.docx"
    )
    assert done.returncode == 0, done.stderr
    assert endpoint.requests == []
    texts = [p.text for p in docx.Document(str(summarize.folder / "memo.docx")).paragraphs]
    assert texts[0] == "甲县政府工作报告简报"
    assert any("完成12公里河道治理" in text for text in texts)
    assert any("未使用模型" in text for text in texts)


@pytest.mark.usefixtures("report")
def test_run_without_a_model_gives_items_of_rules(summarize: CommandLine) -> None:
    done = summarize("report.txt", "--no-model", "-s", "tasks", "-s", "problems", "-f", "json")
    assert done.returncode == 0, done.stderr
    tasks, problems = json.loads(done.stdout)["results"]
    assert [i["data"]["object"] for i in tasks["items"]] == [
        "河道治理", "公园", "老旧管网", "东门市场搬迁", "城镇就业", "养老服务中心", "高龄补贴",
    ]  # fmt: skip
    assert tasks["run"]["model"] == "none"
    assert tasks["run"]["requests"] == 0
    assert [i["data"]["problem"] for i in problems["items"]] == ["骨干企业偏少", "农村道路养护跟不上"]


@pytest.mark.usefixtures("report")
def test_the_page_of_a_memo_holds_the_memo_and_the_report(summarize: CommandLine) -> None:
    assert summarize("memo", "report.txt", "--no-model", "-o", "memo.html", "--lang", "zh").returncode == 0
    html = (summarize.folder / "memo.html").read_text("utf-8")
    (data,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    value = json.loads(data)
    assert value["memo"]["blocks"][0]["runs"][0][0] == "甲县政府工作报告简报"
    assert value["memo"]["references"]
    assert value["items"]


@pytest.mark.usefixtures("report")
def test_a_swapped_prompt_sets_words_and_length(summarize: CommandLine, endpoint: Endpoint) -> None:
    shown = summarize("prompts", "show", "memo-tasks").stdout
    summarize.write("short.md", shown.replace("limit: 12", "limit: 1").replace("主要领导", "新闻记者"))
    done = summarize(
        "memo", "report.txt", "-p", "short.md", "-m", "m", "--base-url", endpoint.url, "--lang", "zh"
    )
    assert done.returncode == 0, done.stderr
    asked = [r["messages"][0]["content"] for r in endpoint.requests if is_of_memo(r)]
    assert sum("新闻记者" in system for system in asked) == 1
    tasks = done.stdout.partition("五、下一步任务")[2].partition("六、数据核对")[0]
    assert len(re.findall(r"\[\^\d+\]", tasks)) == 1


@pytest.mark.usefixtures("report")
def test_a_prompt_of_a_schema_serves_the_extraction(summarize: CommandLine, endpoint: Endpoint) -> None:
    shown = summarize("prompts", "show", "tasks").stdout
    summarize.write("own.md", shown.replace("# System\n", "# System\n\n特别说明。\n"))
    done = summarize("memo", "report.txt", "-p", "own.md", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 0, done.stderr
    assert any("特别说明" in r["messages"][0]["content"] for r in endpoint.requests)


@pytest.mark.usefixtures("report")
def test_references_can_be_turned_off(summarize: CommandLine) -> None:
    assert "[^1]" in summarize("memo", "report.txt", "--no-model").stdout
    assert "[^" not in summarize("memo", "report.txt", "--no-model", "--no-references").stdout


@pytest.mark.usefixtures("report")
def test_a_model_that_fails_at_the_paragraphs_leaves_the_memo_of_the_items(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    endpoint.answer = lambda request: error(401, "bad key") if is_of_memo(request) else diligent(request)
    done = summarize(
        "memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "--lang", "en", "-o", "memo.md"
    )
    assert done.returncode == 3
    assert "refused the key" in done.stderr
    assert "12公里河道治理" in (summarize.folder / "memo.md").read_text("utf-8")


@pytest.mark.usefixtures("report")
def test_a_paragraph_that_can_not_be_read_is_said_and_made_by_rules(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    endpoint.answer = lambda request: completion("不知道") if is_of_memo(request) else diligent(request)
    done = summarize("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "未能采用" in done.stdout
    assert "86亿元" in done.stdout


@pytest.mark.usefixtures("report")
def test_a_second_memo_is_made_from_the_cache(summarize: CommandLine, endpoint: Endpoint) -> None:
    flags = ("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "-q")
    first = summarize(*flags)
    count = len(endpoint.requests)
    second = summarize(*flags)
    assert len(endpoint.requests) == count
    assert first.stdout == second.stdout


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("-f", "docx"), "Give -o a file"),
        (("-o", "memo.pdf"), "does not tell the format"),
        (("-f", "xlsx"), "Formats are md, docx, html"),
        (("-o", "nowhere/memo.md"), "no folder"),
        (("-p", "nothing.md"), "No such prompt file"),
        (("-p", "wrong.md"), "sectoin"),
        (("-p", "nopart.md"), "go together"),
        (("-o", "/proc/memo.md"), "can't be written"),
    ],
)
def test_what_can_not_be_done_is_said_before_anything_is_asked(
    summarize: CommandLine, endpoint: Endpoint, flags: tuple[str, ...], said: str
) -> None:
    shown = summarize("prompts", "show", "memo-tasks").stdout
    summarize.write("wrong.md", shown.replace("{{ section | last }}", "{{ sectoin }}"))
    summarize.write("nopart.md", shown.replace("part: tasks\n", ""))
    done = summarize("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, "--lang", "en", *flags)
    assert done.returncode == 2
    assert said in done.stderr
    assert endpoint.requests == []
