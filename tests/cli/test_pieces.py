"""A text that is only a piece of a report, and one that is none."""

import json

import pytest
from conftest import CommandLine

from summarizer.document import document_from_text
from summarizer.reading import read_report, reads_like_a_report
from summarizer.reading.roles.tense import CUES, parts_by_tense, tense_of

PLANNED = "完成12公里河道综合治理任务,改造45个老旧楼院。新建社区食堂6处,维修背街小巷20条。"
DONE = (
    "全年完成河道治理12.6公里,45个老旧楼院面貌一新。新增社区食堂6处,获评省级示范。一般公共预算收入增长5.3%。"
)


def items(summarize: CommandLine, text: str, *args: str) -> tuple[list[dict[str, object]], str]:
    summarize.write("piece.txt", text)
    done = summarize("piece.txt", "--no-model", "-f", "json", *args)
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    return result["items"], done.stderr


def test_a_piece_of_a_plan_gives_its_tasks(summarize: CommandLine) -> None:
    found, _ = items(summarize, PLANNED)
    assert [i["data"]["target"] for i in found] == ["12公里", "45个", "6处", "20条"]  # type: ignore[index]


def test_a_piece_of_a_review_gives_achievements_and_no_tasks(summarize: CommandLine) -> None:
    assert items(summarize, DONE, "-s", "reviews")[0]
    found, said = items(summarize, DONE)
    assert not found
    assert "no sentence of the report is of this kind" in said
    assert "--as plan" in said


def test_a_piece_that_turns_is_read_in_two_parts() -> None:
    ahead = "力争招商引资到位资金突破30亿元。加快推进城东产业园建设,年内完成一期工程。确保新增就业5000人以上。推进医保支付方式改革。"
    sentences = [s for text in (DONE, ahead) for s in text.replace("。", "。\n").split("\n") if s]
    assert parts_by_tense(sentences) == ["review"] * 3 + ["plan"] * 4
    for between in ("", "\n"):
        roles = [s.role for s in read_report(document_from_text(DONE + between + ahead)).sentences]
        assert roles[:3] == ["review"] * 3
        assert set(roles[3:]) <= {"task", "target"}


def test_what_the_user_says_goes_before_what_words_tell(summarize: CommandLine) -> None:
    assert not items(summarize, PLANNED, "--as", "review")[0]
    assert len(items(summarize, PLANNED, "-s", "reviews", "--as", "review")[0]) >= 2
    assert items(summarize, "一、2030年工作回顾\n改造45个老旧楼院。", "--as", "plan")[0]
    summarize.write("summarize.toml", 'as = "review"\n')
    assert not items(summarize, PLANNED)[0]


def test_outline_and_memo_are_told_the_part_too(summarize: CommandLine) -> None:
    summarize.write("piece.txt", PLANNED)
    assert "review 2" in summarize("outline", "piece.txt", "--as", "review").stdout
    assert "task 2" in summarize("outline", "piece.txt").stdout
    assert summarize("memo", "piece.txt", "--no-model", "--as", "plan").returncode == 0


def test_a_part_that_is_none_is_bad_usage(summarize: CommandLine) -> None:
    summarize.write("piece.txt", PLANNED)
    done = summarize("piece.txt", "--as", "problem", "--no-model")
    assert done.returncode == 2
    assert "review or plan" in done.stderr


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_a_cue_speaks_for_its_tense(cue: object) -> None:
    assert cue.pattern.search(cue.example)  # type: ignore[attr-defined]
    assert tense_of(cue.example) * cue.weight > 0  # type: ignore[attr-defined]


STORY = "她推开窗,院子里的槐花落了一地。老人坐在门槛上抽烟,不说话,只看着远处的山。孩子们从巷口跑过去,笑声像一串铃铛。"
CONTRACT = "甲方应当自签订之日起十日内支付定金五万元。乙方逾期交货的,每逾期一日按总价的千分之三支付违约金。"


@pytest.mark.parametrize("text", [STORY, CONTRACT])
def test_a_memo_of_what_is_no_report_is_refused_and_a_run_says_so(summarize: CommandLine, text: str) -> None:
    summarize.write("other.txt", text)
    done = summarize("memo", "other.txt", "--no-model")
    assert done.returncode == 2
    assert "does not read like a work report" in done.stderr
    assert done.stdout == ""
    done = summarize("other.txt", "--no-model", "-s", "problems")
    assert done.returncode == 0
    assert "does not read like a work report" in done.stderr


@pytest.mark.parametrize("text", [PLANNED, DONE])
def test_a_piece_of_a_report_reads_like_one(text: str) -> None:
    assert reads_like_a_report(text)


def test_lines_of_figures_without_a_stop_are_facts_and_no_headings(summarize: CommandLine) -> None:
    lines = "地区生产总值97亿元，增长5.6%\n固定资产投资41亿元，增长7.2%\n社会消费品零售总额33亿元，增长6.1%\n"
    assert len(items(summarize, lines, "-s", "reviews")[0]) == 3
    assert len(items(summarize, lines, "-s", "indicators")[0]) == 3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("当前,我区产业链条不长、高端人才短缺等问题依然突出,公共服务还有不少短板。", "problem"),
        ("在财政收支矛盾突出的情况下,坚持民生投入不减,十件实事全部办结。", "review"),
    ],
)
def test_a_problem_is_one_without_being_announced(text: str, role: str) -> None:
    assert [s.role for s in read_report(document_from_text(text)).sentences] == [role]
