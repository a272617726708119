"""“Not answered”, “nothing found” and “the report says nothing” are three things, in every output."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from conftest import SHORT_REPORT, CommandLine, Endpoint, completion, diligent, error, numbered_sentences
from openpyxl import load_workbook

SILENT = SHORT_REPORT.replace(
    "在肯定成绩的同时,我们也清醒地看到存在的问题:骨干企业偏少;农村道路养护跟不上。对于这些问题,我们将认真加以解决。\n",
    "",
)
NOTHING, NOT_ANSWERED, NOT_SAID = (
    "Nothing was found in the",
    "got no answer",
    "The report says nothing of this.",
)
OUTCOMES = {"nothing-found": NOTHING, "not-answered": NOT_ANSWERED, "not-in-report": NOT_SAID}


@pytest.fixture(params=OUTCOMES)
def outcome(request: pytest.FixtureRequest, summarize: CommandLine, endpoint: Endpoint) -> str:
    """Sets up a report and an endpoint that lead to the outcome."""
    summarize.write("report.txt", SILENT if request.param == "not-in-report" else SHORT_REPORT)
    if request.param == "nothing-found":
        endpoint.script(completion('{"items": []}'))
    elif request.param == "not-answered":
        endpoint.script(error(400, "no, for a reason of its own"))
    return str(request.param)


def problems(summarize: CommandLine, endpoint: Endpoint, *args: str) -> tuple[str, str]:
    done = summarize("report.txt", "-s", "problems", "-m", "m", "--base-url", endpoint.url, *args)
    assert done.returncode in {0, 4}, done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize("form", ["text", "md"])
def test_text_and_markdown_say_which(
    summarize: CommandLine, endpoint: Endpoint, outcome: str, form: str
) -> None:
    said = " ".join(problems(summarize, endpoint, "-f", form)[0].split())
    assert [name for name, words in OUTCOMES.items() if words in said] == [outcome]
    assert ("a reason of its own" in said) is (outcome == "not-answered")


def test_json_says_which(summarize: CommandLine, endpoint: Endpoint, outcome: str) -> None:
    (result,) = json.loads(problems(summarize, endpoint, "-f", "json")[0])["results"]
    assert result["outcome"] == outcome
    assert bool(result["failed"]) is (outcome == "not-answered")


def test_the_page_says_which(summarize: CommandLine, endpoint: Endpoint, outcome: str) -> None:
    page = problems(summarize, endpoint, "-f", "html")[0]
    assert [name for name, words in OUTCOMES.items() if words in page] == [outcome]


@pytest.mark.parametrize("quiet", [(), ("-q",)])
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_formats_without_room_say_on_standard_error_how_many_and_why(
    summarize: CommandLine, endpoint: Endpoint, outcome: str, form: str, quiet: tuple[str, ...]
) -> None:
    said = problems(summarize, endpoint, "-o", f"out.{form}", *quiet)[1]
    says = {
        "nothing-found": "none gave an item", "not-answered": "2 sentences got no answer: 127.0.0.1", "not-in-report": "no sentence of the report is of this kind",
    }  # fmt: skip
    assert [name for name, words in says.items() if words in said] == [outcome]
    assert ("a reason of its own" in said) is (outcome == "not-answered")


def test_failures_are_counted_by_reason(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write("report.txt", SHORT_REPORT)

    def answer(request: dict[str, object]) -> tuple[int, dict[str, str], str]:
        texts = "".join(text for _, text in numbered_sentences(request))
        if len(numbered_sentences(request)) > 1:
            return error(400, "maximum context length is 10 tokens")
        return (
            error(400, "one reason")
            if "河道" in texts
            else error(422, "another")
            if "市场" in texts or "老旧" in texts
            else diligent(request)
        )

    endpoint.answer = answer
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-o", "out.csv", "-q")
    assert done.returncode == 4
    lines = [line for line in done.stderr.splitlines() if "got no answer" in line]
    assert [line.partition(" sentences")[0] for line in lines] == ["tasks: 2", "tasks: 1"]
    assert "another" in lines[0]
    assert "one reason" in lines[1]


def memo(summarize: CommandLine, endpoint: Endpoint, *args: str) -> tuple[str, str]:
    done = summarize("memo", "report.txt", "-m", "m", "--base-url", endpoint.url, *args)
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def part_of(text: str, title: str) -> str:
    """What stands between the heading of a part and the next."""
    return text.split(title, 1)[1].split("## ", 1)[0]


def test_a_memo_says_which(summarize: CommandLine, endpoint: Endpoint, outcome: str) -> None:
    text = memo(summarize, endpoint)[0]
    said = part_of(text, "Problems admitted")
    assert [name for name, words in OUTCOMES.items() if words in said] == [outcome]


@pytest.mark.parametrize(
    ("reply", "args", "why"),
    [(error(401, "bad key"), (), "refused the key"), (completion('{"items": []}'), ("--max-tokens", "10"), "budget of 10 tokens"), (error(503, "down"), (), "503")],
)  # fmt: skip
@pytest.mark.parametrize("form", ["md", "docx", "html"])
def test_a_memo_of_a_run_that_was_stopped_never_says_that_the_report_is_silent(
    summarize: CommandLine, endpoint: Endpoint, reply: tuple[int, dict[str, str], str], args: tuple[str, ...], why: str, form: str
) -> None:  # fmt: skip
    summarize.write("report.txt", SHORT_REPORT)
    endpoint.script(reply)
    memo(summarize, endpoint, "-o", f"memo.{form}", *args)
    path = Path(summarize.folder / f"memo.{form}")
    text = (
        zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/document.xml").decode()
        if form == "docx"
        else path.read_text("utf-8")
    )
    assert NOT_SAID not in text
    assert "Not answered" in text
    assert why in text


def test_a_memo_whose_run_was_answered_in_part_says_what_is_missing(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write("report.txt", SHORT_REPORT)

    def answer(request: dict[str, object]) -> tuple[int, dict[str, str], str]:
        texts = [text for _, text in numbered_sentences(request)]
        if any("河道" in text for text in texts):
            return error(400, "maximum context length is 10 tokens" if len(texts) > 1 else "not this one")
        return diligent(request)

    endpoint.answer = answer
    said = part_of(memo(summarize, endpoint)[0], "Tasks ahead")
    assert "what they say is missing here" in said
    assert "not this one" in said


def test_a_workbook_of_a_result_without_items_is_still_one(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write("report.txt", SILENT)
    problems(summarize, endpoint, "-o", "out.xlsx")
    assert load_workbook(summarize.folder / "out.xlsx").active.max_row == 1
