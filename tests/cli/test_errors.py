"""Bad input: one clear paragraph with the next step, the exit code of the contract, never a traceback."""

from pathlib import Path

import pytest
from conftest import EXAMPLES, CommandLine, Endpoint, completion, diligent, error


def complains(done: object, code: int, *says: str) -> None:
    stderr = done.stderr  # type: ignore[attr-defined]
    assert done.returncode == code, stderr  # type: ignore[attr-defined]
    for words in says:
        assert words in stderr
    assert "Traceback" not in stderr
    assert done.stdout == ""  # type: ignore[attr-defined]


def test_a_missing_file(summarize: CommandLine) -> None:
    complains(summarize("nothing.txt"), 2, "No such file: nothing.txt", "Check the path")


def test_an_empty_file(summarize: CommandLine) -> None:
    summarize.write("empty.txt", b"")
    complains(summarize("empty.txt"), 2, "empty.txt is empty")


def test_a_binary_file(summarize: CommandLine) -> None:
    summarize.write("x.bin", b"\x7fELF" + bytes(range(256)) * 10)
    complains(summarize("x.bin"), 2, "x.bin", "is a program")


def test_a_file_of_200_megabytes(summarize: CommandLine) -> None:
    path = summarize.write("huge.txt", b"")
    with path.open("wb") as file:
        file.truncate(200_000_000)
    complains(summarize("huge.txt"), 2, "larger than 20 MB")


def test_a_folder(summarize: CommandLine) -> None:
    (summarize.folder / "reports").mkdir()
    complains(summarize("./reports"), 2, "is a folder")


@pytest.mark.parametrize("command", [(), ("outline",), ("memo",), ("check",)])
@pytest.mark.parametrize(
    "address", ["https://www.gov.invalid/report.html?token=abc", "http://10.0.0.7/a", "www.gov.invalid/a.htm"]
)
def test_a_web_address_is_not_fetched(summarize: CommandLine, command: tuple[str, ...], address: str) -> None:
    done = summarize(*command, address)
    complains(done, 2, "is a web address", "save the page as .html")
    assert "token" not in done.stderr


@pytest.mark.usefixtures("report")
def test_a_pattern_that_the_shell_left_alone_says_what_fits_it(summarize: CommandLine) -> None:
    summarize.write("other.txt", "x")
    complains(summarize("*.txt"), 2, "is a pattern (2 files fit it)", "a loop of the shell")
    complains(summarize("none-[0-9].docx"), 2, "is a pattern (0 files fit it)")


@pytest.mark.usefixtures("report")
def test_a_file_with_the_signs_of_a_pattern_in_its_name_is_a_file(summarize: CommandLine) -> None:
    summarize.write("报告[2031].txt", "一、2031年主要工作\n新建公园3处。\n")
    assert summarize("报告[2031].txt", "--no-model").returncode == 0


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("command", [(), ("run",), ("memo",), ("outline",)])
def test_two_files_are_one_too_many(summarize: CommandLine, command: tuple[str, ...]) -> None:
    summarize.write("other.txt", "x")
    complains(
        summarize(*command, "report.txt", "other.txt"),
        2,
        "One report at a time",
        "other.txt",
        "once for each file",
    )
    complains(summarize(*command, "report.txt", "nosuch"), 2, "nosuch")


@pytest.mark.usefixtures("report")
def test_an_unknown_schema_and_an_unknown_prompt(summarize: CommandLine) -> None:
    complains(summarize("report.txt", "-s", "taks"), 2, "No schema 'taks'", "Known: tasks, reviews, problems")
    complains(summarize("report.txt", "-p", "taks"), 2, "No prompt 'taks'", "tasks")
    complains(summarize("report.txt", "-s", "tasks", "-p", "reviews"), 2, "is for schema reviews")


@pytest.mark.usefixtures("report")
def test_a_prompt_with_an_unknown_variable_costs_nothing(summarize: CommandLine, endpoint: Endpoint) -> None:
    own = summarize("prompts", "show", "tasks").stdout.replace("{{ answer_format }}", "{{ answer_fromat }}")
    summarize.write("own.md", own)
    done = summarize("report.txt", "-p", "own.md", "-m", "m", "--base-url", endpoint.url)
    complains(done, 2, "own.md", "answer_fromat", "Variables are")
    assert endpoint.requests == []


@pytest.mark.usefixtures("report")
def test_a_wrong_key(summarize: CommandLine, endpoint: Endpoint) -> None:
    endpoint.script(error(401, "Incorrect API key"))
    done = summarize(
        "report.txt", "-m", "m", "--base-url", endpoint.url, "-q", "-o", "out.json", OPENAI_API_KEY="sk-bad"
    )
    complains(done, 3, "refused the key", "OPENAI_API_KEY")
    assert len(endpoint.requests) == 1
    assert "sk-bad" not in done.stderr


@pytest.mark.usefixtures("report")
def test_a_dead_endpoint(summarize: CommandLine) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", "http://127.0.0.1:9/v1", "-q", "-o", "out.json")
    complains(done, 3, "127.0.0.1:9", "can't be reached", "doctor")


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--base-url", "ftp://x"), "--base-url was given without a model"),
        (("-m", "m", "--base-url", "not a url"), "is not a base URL"),
        (("-m", "m", "--base-url", "https://user:secret@host/v1"), "carries a user name, a password"),
        (("-f", "pdf"), "Formats are"),
        (("-o", "out.xyz"), "does not tell the format"),
        (("-o", "nowhere/out.json"), "no folder nowhere"),
        (("--concurrency", "0"), "--concurrency"),
        (("--shcema", "tasks"), "--shcema"),
        (("--wire", "morse"), "Forms are auto, line, object"),
    ],
)
def test_a_flag_that_makes_no_sense(summarize: CommandLine, args: tuple[str, ...], says: str) -> None:
    complains(summarize("report.txt", *args), 2, says)


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("content", "says"), [("model = ", "can't be read"), ('modle = "m"', "unknown key modle")]
)
def test_a_broken_configuration_names_the_file(summarize: CommandLine, content: str, says: str) -> None:
    summarize.write("summarize.toml", content)
    complains(summarize("report.txt"), 2, "summarize.toml", says)


def test_a_mistyped_command_suggests_the_nearest(summarize: CommandLine) -> None:
    complains(summarize("outlin", "x.txt"), 2, "Did you mean `summarize outline`?")


def test_a_file_named_like_a_command_is_given_with_its_folder(summarize: CommandLine) -> None:
    summarize.write("text", (EXAMPLES / "dalian-xigang-2016.txt").read_bytes()[:3000])
    assert summarize("./text", "--dry-run").returncode == 0


def test_a_report_with_nothing_to_extract_is_no_error(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write("letter.txt", "尊敬的读者:\n您好。\n")
    done = summarize("letter.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 0
    assert "0 items" in done.stderr
    assert endpoint.requests == []


def test_a_cache_that_cannot_be_used_is_said_and_done_without(
    summarize: CommandLine, endpoint: Endpoint, report: Path
) -> None:
    folder = Path(summarize.env["SUMMARIZE_CACHE_DIR"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    done = summarize(report, "-m", "m", "--base-url", endpoint.url, "-s", "problems")
    assert done.returncode == 0
    assert "going on without it" in done.stderr


@pytest.mark.parametrize("sign", ["①", "²", "٣x", "1e400"])
def test_an_odd_answer_costs_its_sentences_and_is_not_kept(
    summarize: CommandLine, endpoint: Endpoint, report: Path, sign: str
) -> None:
    endpoint.script(
        completion(f'{{"{sign}": {{"action": "新建", "object": "公园", "{sign}": {{"{sign}": []}}}}}}')
    )
    args = (report, "-m", "m", "--base-url", endpoint.url)
    assert summarize(*args).returncode == 4
    endpoint.answer = diligent
    done = summarize(*args)
    assert done.returncode == 0, done.stderr


def test_names_that_are_too_long_are_bad_usage(summarize: CommandLine, report: Path) -> None:
    complains(summarize("x" * 5000), 2, "too long")
    complains(summarize(report, "--no-model", "-o", "y" * 300 + ".json"), 2, "too long")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_without_end_is_too_large(summarize: CommandLine) -> None:
    complains(summarize("/dev/zero"), 2, "larger than 20 MB")


def test_a_dash_is_standard_output(summarize: CommandLine, report: Path) -> None:
    done = summarize(report, "--no-model", "-f", "json", "-o", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("{")
    assert not (summarize.folder / "-").exists()


def test_several_tables_do_not_go_into_one_stream(summarize: CommandLine, report: Path) -> None:
    done = summarize(report, "--no-model", "-f", "csv", "-s", "tasks", "-s", "reviews", "-o", "/dev/null")
    complains(done, 2, "do not go into one table")


def test_help_has_a_short_flag(summarize: CommandLine) -> None:
    assert summarize("-h").stdout == summarize("--help").stdout != ""
    assert summarize("memo", "-h").returncode == 0
