"""Whole commands in Chinese and in English: nothing of the other language is left, and --lang decides first."""

import json
import re
import subprocess

import pytest
from conftest import EXAMPLES, CommandLine, Endpoint, completion

REPORT = EXAMPLES / "yingkou-xishi-2019.txt"
HAN = re.compile(r"[\u4e00-\u9fff，。：；（）]")
# Two English words one after the other, outside of `commands` and <types>.
ENGLISH = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,}\b")
APART = re.compile(r"summarize(?: [a-z]+)+|`[^`]*`|<[^>]*>|/\S*")
COMMANDS = (
    (), ("run",), ("outline",), ("check",), ("numbers",), ("text",), ("doctor",), ("prompts",), ("prompts", "list"), ("prompts", "show"),
    ("schemas",), ("schemas", "list"), ("schemas", "show"), ("models",), ("models", "list"), ("models", "pull"), ("models", "add"), ("models", "path"),
)  # fmt: skip


def shown(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def is_chinese(text: str) -> bool:
    return bool(HAN.search(text)) and not ENGLISH.search(APART.sub("", text))


def is_english(text: str) -> bool:
    return bool(ENGLISH.search(text)) and not HAN.search(text)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_every_command(summarize: CommandLine, command: tuple[str, ...]) -> None:
    for language, opening, judge in (
        ("zh", "用法：summarize", is_chinese),
        ("en", "Usage: summarize", is_english),
    ):
        done = summarize(*command, "--help", "--lang", language, COLUMNS="200")
        assert done.returncode == 0
        assert opening in done.stdout
        assert "--lang" in done.stdout
        assert judge(done.stdout), done.stdout


def test_a_narrow_terminal_cuts_no_chinese_help_off(summarize: CommandLine) -> None:
    wide, narrow = (
        re.sub(r"[\s│╭╮╰╯─]", "", summarize("run", "--help", "--lang", "zh", COLUMNS=str(width)).stdout)
        for width in (300, 80)
    )
    assert "…" not in narrow
    assert len(narrow) == len(wide)


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "args",
    [
        ("nothing.txt",), ("outlin",), ("report.txt", "-s", "taks"), ("report.txt", "-p", "taks"), ("report.txt", "--shcema", "x"),
        ("report.txt", "--concurrency", "0"), ("report.txt", "--timeout", "x"), ("report.txt", "-s"), ("run",), ("run", "x", "y"),
        ("prompts", "lis"), ("report.txt", "--quiet=3"), ("report.txt", "-f", "pdf"), ("report.txt", "-o", "nowhere/out.json"), ("doctor",),
        ("models", "list"), ("models", "add", "x.gguf"), ("report.txt", "--dry-run"), ("report.txt", "--offline", "-o", "out.json"),
        ("report.txt", "-m", "m", "--base-url", "ftp://x"), ("outline", "report.txt", "--role", "x"), ("check", "report.txt", "-f", "x"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_errors_and_what_is_said_without_the_words_of_a_report(
    summarize: CommandLine, args: tuple[str, ...]
) -> None:
    assert is_chinese(shown(summarize(*args, "--lang", "zh")))
    assert is_english(shown(summarize(*args, "--lang", "en")))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (b"", "标准输入 是空的", "standard input is empty"),
        (b"%PDF-1.4", "标准输入 是损坏的 PDF", "standard input is a damaged PDF"),
    ],
)
def test_standard_input_has_a_name_in_each_language(
    summarize: CommandLine, text: bytes, zh: str, en: str
) -> None:
    assert zh in summarize("-", "--lang", "zh", stdin=text).stderr
    assert en in summarize("-", "--lang", "en", stdin=text).stderr


def test_a_broken_file_inside_a_prompt_or_schema_is_said_whole(summarize: CommandLine) -> None:
    summarize.write("own.json", '{"type": "object", "properties": {"a": {}}}')
    summarize.write("r.txt", "各位代表:谢谢。")
    said = summarize("r.txt", "-s", "own.json", "--lang", "zh").stderr
    assert "own.json 不能用作模板（schema），问题出在“a”：没有 type。" in said
    summarize.write("own.json", "[]")
    assert (
        "问题出在“最外层”：必须是一个条目的模板"
        in summarize("r.txt", "-s", "own.json", "--lang", "zh").stderr
    )


def test_numbers_outline_and_check_label_in_the_language(summarize: CommandLine) -> None:
    zh, en = (summarize("numbers", REPORT, "--lang", lang).stdout.splitlines() for lang in ("zh", "en"))
    assert re.fullmatch(r"共 \d+ 个数字", zh[-1])
    assert re.fullmatch(r"\d+ quantities", en[-1])
    assert zh[:-1] == en[:-1]

    zh, en = (summarize("outline", REPORT, "--lang", lang).stdout.splitlines() for lang in ("zh", "en"))
    assert re.fullmatch(r"共 \d+ 节，回顾 \d+ · .*任务 \d+ · .*其他 \d+", zh[-1])
    assert re.fullmatch(r"\d+ sections, review \d+ · .*task \d+ · .*other \d+", en[-1])
    assert not any(ENGLISH.search(line) for line in zh)

    zh, en = (summarize("check", REPORT, "--lang", lang).stdout.splitlines() for lang in ("zh", "en"))
    assert zh[-1] == "不符 1 · 不能判定 3 · 相符 9"
    assert en[-1] == "fails 1 · can't be decided 3 · holds 9"
    assert not any(ENGLISH.search(line) for line in zh)
    assert [line.split()[0] for line in en if "──" in line] == ["fails", "can't", "holds"]
    assert "部分与全体" not in "".join(en)


@pytest.mark.usefixtures("report")
def test_a_run_shows_its_tables_in_the_language(summarize: CommandLine, endpoint: Endpoint) -> None:
    rows = [
        {"sentence": 1, "action": "完成", "object": "河道治理", "target": "13公里"},
        {"sentence": 1, "action": "改造", "object": "不在报告里的某种东西", "target": None},
        {"sentence": 9, "action": "新建", "object": "公园", "target": "3处"},
    ]
    endpoint.script(completion(json.dumps({"items": rows}, ensure_ascii=False)))
    base = ("report.txt", "-m", "m", "--base-url", endpoint.url)
    zh, en = (summarize(*base, "--lang", lang) for lang in ("zh", "en"))
    for word in ("任务", "目标", "时限", "主题", "没有条目的句子", "所引的句子里没有 13公里"):
        assert word in zh.stdout
    assert "任务：条目" in zh.stderr
    assert not ENGLISH.search(APART.sub("", zh.stdout + zh.stderr))
    for word in ("Tasks", "Target", "Deadline", "Topic", "Sentences without an item"):
        assert word in en.stdout
    assert re.search(r"tasks: \d+ items, \d+ verified", en.stderr)
    assert not HAN.search(en.stderr)
    header = next(line for line in en.stdout.splitlines() if "Deadline" in line)
    assert not HAN.search(header)

    markdown = summarize(*base, "-f", "md", "--lang", "zh").stdout
    assert "## 任务" in markdown
    assert not ENGLISH.search(APART.sub("", markdown))
    for lang, judge in (
        ("zh", HAN.search),
        ("en", lambda text: "“" in text or text.isascii() or "公里" in text),
    ):
        (result,) = json.loads(summarize(*base, "-f", "json", "--lang", lang).stdout)["results"]
        findings = [f for item in result["items"] for f in item["findings"]]
        assert {"kind", "severity", "field", "message"} == set(findings[0])
        assert all(judge(f["message"]) for f in findings)
        assert all(judge(d["reason"]) for d in result["dropped"])
        assert result["dropped"]


@pytest.mark.usefixtures("report")
def test_columns_of_a_users_own_schema_stay_as_given(summarize: CommandLine, endpoint: Endpoint) -> None:
    schema = {
        "type": "object", "x-roles": ["review"], "required": ["Task"],
        "properties": {"Task": {"type": "string"}, "who": {"type": ["string", "null"]}},
    }  # fmt: skip
    summarize.write("mine.json", json.dumps(schema))
    endpoint.script(completion(json.dumps({"items": [{"sentence": 1, "Task": "引进企业21家", "who": None}]})))
    done = summarize("report.txt", "-s", "mine.json", "-m", "m", "--base-url", endpoint.url, "--lang", "zh")
    header = next(line for line in done.stdout.splitlines() if "who" in line)
    assert header.split() == ["Task", "who"]


def test_the_flag_may_stand_anywhere_and_run_is_still_meant(summarize: CommandLine) -> None:
    for args in (
        ("--lang", "zh", "nothing.txt"),
        ("nothing.txt", "--lang", "zh"),
        ("--lang=zh", "run", "nothing.txt"),
    ):
        done = summarize(*args)
        assert done.returncode == 2
        assert "找不到文件：nothing.txt。" in done.stderr
    assert "不符" in summarize("--lang", "zh", "check", REPORT).stdout
    done = summarize("--lang", "zh")
    assert (done.returncode, done.stderr) == (2, "")
    assert "命令" in done.stdout


@pytest.mark.parametrize("args", [("--lang", "fr"), ("check", "x", "--lang=fr"), ("x", "--lang")])
def test_a_language_there_is_not_is_bad_usage(summarize: CommandLine, args: tuple[str, ...]) -> None:
    done = summarize(*args)
    assert done.returncode == 2
    assert "--lang takes zh or en." in done.stderr
    assert done.stdout == ""


def test_flag_beats_variable_beats_configuration_beats_locale(summarize: CommandLine) -> None:
    def is_said_in_chinese(*args: str, **env: str) -> bool:
        return "找不到文件" in summarize("nothing.txt", *args, LC_ALL="", LC_MESSAGES="", **env).stderr

    assert is_said_in_chinese(LANG="zh_CN.UTF-8", SUMMARIZE_LANG="")
    assert not is_said_in_chinese(LANG="en_US.UTF-8", SUMMARIZE_LANG="")
    assert not is_said_in_chinese(LANG="", SUMMARIZE_LANG="")
    summarize.write("summarize.toml", 'lang = "zh"\n')
    assert is_said_in_chinese(LANG="en_US.UTF-8", SUMMARIZE_LANG="")
    assert not is_said_in_chinese(LANG="en_US.UTF-8", SUMMARIZE_LANG="en")
    assert is_said_in_chinese("--lang", "zh", LANG="en_US.UTF-8", SUMMARIZE_LANG="en")
    summarize.write("summarize.toml", 'lang = "en"\n')
    assert not is_said_in_chinese(LANG="zh_CN.UTF-8", SUMMARIZE_LANG="")


@pytest.mark.parametrize("content", ["lang = ", 'lang = "fr"'])
def test_a_broken_configuration_is_said_in_the_language_of_flag_or_variable(
    summarize: CommandLine, content: str
) -> None:
    summarize.write("summarize.toml", content)
    for done in (summarize("x.txt", "--lang", "zh"), summarize("x.txt", SUMMARIZE_LANG="zh")):
        assert done.returncode == 2
        assert is_chinese(re.sub(r"（.*?）|Invalid value.*?\)", "", done.stderr))
        assert "summarize.toml" in done.stderr
