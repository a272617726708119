"""Document → outline: sections, sentences, roles, and metadata; the labelled reports are in test_gold.py."""

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES, SHORT_REPORT
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import document_from_text, read_document
from summarizer.reading import Reading, read_report, topic_of


def outline_of(text: str) -> Reading:
    return read_report(document_from_text(text))


def read_example(name: str) -> Reading:
    return read_report(read_document(str(EXAMPLES / f"{name}.txt")))


@pytest.mark.parametrize("name", [*DISTRICT_REPORTS, "state-council-2022", "state-council-2023"])
def test_sentences_hold_the_whole_text_in_order(name: str) -> None:
    result = read_example(name)
    text = result.document.text
    done = 0
    for number, sentence in enumerate(result.sentences, 1):
        assert sentence.id == number
        assert not text[done : sentence.start].strip()
        assert text[sentence.start : sentence.end] == sentence.text
        done = sentence.end
    assert not text[done:].strip()


@pytest.mark.parametrize("name", [*DISTRICT_REPORTS, "state-council-2022", "state-council-2023"])
def test_every_kind_of_report_has_a_review_problems_and_a_plan(name: str) -> None:
    roles = [s.role for s in read_example(name).sentences]
    assert roles.count("review") >= 30
    assert roles.count("problem") >= 3
    assert roles.count("task") + roles.count("target") >= 40


def test_headings_nest_as_they_are_meant() -> None:
    result = outline_of(SHORT_REPORT)
    paths = {s.text: [x.heading for x in result.path(s.section)] for s in result.sentences}
    assert paths["完成12公里河道治理,新建公园3处。"] == ["二、2031年主要工作任务", "(一)改善城乡面貌"]
    assert paths["建设养老服务中心2个,发放高龄补贴600万元。"] == [
        "二、2031年主要工作任务",
        "(二)办好民生实事",
    ]


def test_a_first_sentence_that_names_its_paragraph_is_a_heading() -> None:
    result = outline_of(
        "二、2031年工作安排\n(一)做强产业\n加快科技创新步伐。建成研发中心2个。推进成果转化。\n"
    )
    sentence = next(s for s in result.sentences if s.text == "推进成果转化。")
    assert [s.heading for s in result.path(sentence.section)][-1] == "加快科技创新步伐"


def test_a_phase_number_is_no_heading() -> None:
    result = outline_of("一、2030年工作回顾\n(一)项目\n一、二期道路全面贯通并投入使用;完成绿化3公顷。\n")
    assert all("二期" not in s.heading for s in result.sections)


def test_thanks_and_calls_are_no_items_wherever_they_stand() -> None:
    roles = {s.text: s.role for s in read_example("dalian-xigang-2016").sentences}
    assert next(r for t, r in roles.items() if "衷心的感谢" in t) == "other"
    assert next(r for t, r in roles.items() if t.startswith("让我们在市委")) == "other"


def test_a_glossary_gives_no_items() -> None:
    result = read_example("dalian-zhongshan-2024")
    start = next(s for s in result.sections if s.heading == "名词解释").start
    assert {s.role for s in result.sentences if s.start >= start} == {"other"}


def test_a_lead_in_is_known_for_what_it_is() -> None:
    result = outline_of(SHORT_REPORT)
    first = next(s for s in result.sentences if s.role == "problem")
    assert first.text[first.core :] == "骨干企业偏少;"


def test_metadata_comes_from_the_first_lines_and_is_null_where_they_do_not_say() -> None:
    found = read_example("dalian-xigang-2016").metadata
    assert (found.title, found.region, found.level, found.speaker, found.date) == (
        "政府工作报告", "大连市西岗区", "区县", "阎利军", "2016-01-06",
    )  # fmt: skip
    assert (found.review_period, found.plan_period) == ("2015、十二五", "2016、十三五")
    bare = read_example("shenyang-shenhe-2017").metadata
    assert (bare.region, bare.speaker, bare.date) == (None, None, None)


def test_reading_takes_time_in_proportion_to_length() -> None:
    import time

    def seconds(times: int) -> float:
        text = (EXAMPLES / "dalian-xigang-2016.txt").read_text("utf-8") * times
        began = time.perf_counter()
        outline_of(text)
        return time.perf_counter() - began

    seconds(1)
    assert seconds(32) < 3 * 8 * max(seconds(4), 0.01)


def test_a_topic_is_told_by_the_section_where_the_words_say_none() -> None:
    assert topic_of(("重点工作",), "治理抢修边坡险情45处") == "经济运行"
    around = "完成老旧小区改造。治理抢修边坡险情45处。疏通管网70公里。"
    assert topic_of(("重点工作",), "治理抢修边坡险情45处", around) == "城乡建设"


def test_a_report_of_ordinary_length_is_read_in_a_tenth_of_a_second() -> None:
    import time

    def seconds(text: str) -> float:
        began = time.perf_counter()
        outline_of(text)
        return time.perf_counter() - began

    text = (EXAMPLES / "dalian-zhongshan-2024.txt").read_text("utf-8")[:20_000]
    assert min(seconds(text) for _ in range(5)) < 0.12


def test_ten_megabytes_take_less_than_a_minute() -> None:
    import time

    text = (EXAMPLES / "yingkou-xishi-2019.txt").read_text("utf-8")
    began = time.perf_counter()
    outline_of(text * (10_000_000 // len(text.encode())))
    assert time.perf_counter() - began < 60


@pytest.mark.parametrize(
    "piece",
    ["。", "一、", "（", "我", "\n", " ", "a", "1", "“", "年：", "，", "X\n", "《\n", "推。推\n好\n", "。hd9\n", "本作品是\n", "\t1 ",
     "?鸸芾", "—", "一年来,我们", "2016年", "(一)", "低于", "要，", "著", "# ", "第一，"],
)  # fmt: skip
def test_no_text_takes_time_that_grows_with_the_square_of_its_length(piece: str) -> None:
    import time

    def seconds(chars: int) -> float:
        """Of this process alone: what else runs on the machine does not count."""
        began = time.process_time()
        outline_of(piece * (chars // len(piece)))
        return time.process_time() - began

    seconds(1_000)
    small, large = seconds(20_000), seconds(60_000)
    assert large < max(1.0, 6 * small)  # three times the text: 3 in a line, 9 in the square


_PIECES = st.sampled_from(
    ["一、2030年工作回顾\n", "二、2031年工作安排\n", "完成", "經濟", "320亿元", " ", "\u200b", "\n", "。", "；", "(一)项目\n", "|", "?!白叱鋈ァ⒄堖M”",
     "我老秘网区", "😀", "𠮷", "５％", "（", "）", "hd9", "時間:2022-01-01\n", "\ud800", "A b", "\x00", "一是", "：", "\t", "当前", "⼀"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=60).map("".join))
def test_sentences_of_any_text_have_exact_spans_in_order_that_never_overlap(text: str) -> None:
    result = outline_of(text)
    clean = result.document.text
    done = given_done = 0
    for sentence in result.sentences:
        assert clean[sentence.start : sentence.end] == sentence.text
        assert not clean[done : sentence.start].strip()
        span = result.document.span(sentence.start, sentence.end)
        assert given_done <= span.start < span.end <= len(text)
        assert 0 <= sentence.section < len(result.sections)
        done, given_done = sentence.end, span.end
    assert not clean[done:].strip()
