"""Bytes → Document: encodings, noise, mojibake, scripts, and the map back to the text as given."""

import contextlib

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import document_from_bytes, document_from_text, read_document
from summarizer.errors import InputError

XIGANG = (EXAMPLES / "dalian-xigang-2016.txt").read_text(encoding="utf-8")
YINGKOU = (EXAMPLES / "yingkou-xishi-2019.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("codec", "label"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32")],
)  # fmt: skip
def test_every_encoding_of_an_office_gives_the_same_text(codec: str, label: str) -> None:
    document = document_from_bytes(XIGANG.encode(codec), "x.txt")
    assert document.given == XIGANG
    assert document.encoding == label


def test_big5_is_told_from_gb18030() -> None:
    text = "\n".join(
        line for line in YINGKOU.split("\n")[9:60] if line.encode("big5", "ignore").decode("big5") == line
    )
    document = document_from_bytes(text.encode("big5"), "x.txt")
    assert (document.given, document.encoding, document.script) == (text, "big5", "hant")


def test_bad_bytes_are_reported_not_fatal() -> None:
    data = b"\xef\xbb\xbf" + "政府工作报告\n一、工作回顾\n".encode() + b"\xff\xfe" + "完成任务。".encode()
    document = document_from_bytes(data, "x.txt")
    assert [r.kind for r in document.repairs] == ["bad-bytes", "bad-bytes"]
    assert "完成任务。" in document.text


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (b" \n", "empty"), (b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04abc", "docx"), (b"\x00\x01\x02\xff" * 400, "not text"),
     (b"\x7fELF" + bytes(200), "program")],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        document_from_bytes(data, "x.txt")
    assert caught.value.hint


def test_simplified_text_is_not_converted() -> None:
    document = document_from_text("着力推进著名品牌建设,在台湾地区后里举办。")
    assert document.script == "hans"
    assert document.text == "着力推进著名品牌建设,在台湾地区后里举办。"


def test_traditional_text_keeps_places_and_tells_the_two_zhu_apart() -> None:
    given_text = "面臨著錯綜復雜的經濟形勢,著力推進著名企業發展,成效顯著。"
    document = document_from_text(given_text)
    assert document.script == "hant"
    assert document.text == "面临着错综复杂的经济形势,着力推进著名企业发展,成效显著。"
    start = document.text.index("著名企业")
    assert document.quote(document.span(start, start + 4)) == "著名企業"


def test_half_a_surrogate_pair_stays_where_it_is() -> None:
    assert document_from_text("經濟\ud800發展").text == "经济\ud800发展"


def test_mojibake_read_one_byte_off_is_put_right_with_its_place() -> None:
    document = document_from_text(YINGKOU)
    assert "总投资94亿元。“走出去、请进来”60次" in document.text
    repaired = [r for r in document.repairs if r.kind == "mojibake-repaired"]
    assert any(document.given[r.start : r.end] == "?!白叱鋈ァ⒄堖M" for r in repaired)
    assert any(r.kind == "mojibake-unreadable" for r in document.repairs)


def test_an_ordinary_question_mark_is_no_mojibake() -> None:
    text = "怎么干?干什么?全区上下要认真思考。ABC,完成任务。"
    assert document_from_text(text).text == text


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("TA的每日心情 | 開心 2019-3-23 07:35 |", ""),
        ("簽到天數: 17 天 [LV.4]偶爾看看III", ""),
        ("時間:2022-03-28 05:07:00", ""),
        ("導語:加快核心城市發展工作計劃一文來源于網友上傳", ""),
        ("培训各类人员1.1万 人次", "培训各类人员1.1万人次"),
        ("2015年 是西岗区", "2015年是西岗区"),
        ("扎实推进党风廉政建设。hd9", "扎实推进党风廉政建设。"),
        ("完成３２０亿元\u200b,增长５％", "完成320亿元,增长5%"),
        ("启动 Smart City 项目", "启动Smart City项目"),
    ],
)
def test_page_noise_goes_and_words_stay(line: str, clean: str) -> None:
    document = document_from_text(f"政府工作报告\n{line}\n各位代表:\n")
    assert document.text.strip("\n").split("\n")[1:-1] == ([clean] if clean else [""])


def test_a_wiki_licence_tail_is_dropped() -> None:
    document = read_document(str(EXAMPLES / "state-council-2022.txt"))
    assert "著作权法" not in document.text
    assert "Public domain" not in document.text


def test_lines_broken_inside_brackets_are_joined() -> None:
    document = document_from_text("细颗粒物（\nPM\n2.5\n）平均浓度下降9.1%。\n推动\n《\n区域协定\n》生效。\n")
    assert "细颗粒物（PM2.5）平均浓度下降9.1%。" in document.text
    assert "《区域协定》生效。" in document.text


def test_a_report_in_one_line_is_unfolded_at_headings_and_stops() -> None:
    document = read_document(str(EXAMPLES / "shenyang-shenhe-2017.txt"))
    lines = document.text.split("\n")
    assert "一、2016年工作简要回顾" in lines
    assert "(一)全力打造富庶家园" in lines


@pytest.mark.parametrize("name", DISTRICT_REPORTS)
def test_every_character_of_the_clean_text_has_its_place_in_order(name: str) -> None:
    document = read_document(str(EXAMPLES / f"{name}.txt"))
    clean = document.clean
    assert len(clean.starts) == len(clean.ends) == len(clean.text)
    assert all(a < b for a, b in zip(clean.starts, clean.ends, strict=True))
    assert all(a <= b for a, b in zip(clean.starts, clean.starts[1:], strict=False))


_PIECES = st.sampled_from(
    ["完成", "經濟", "320亿元", " ", "\u200b", "\n", "\r\n", "。", "一、", "|", "---|", "?!白叱鋈ァ⒄堖M", "我老秘网区", "😀", "𠮷", "著力",
     "５％", "（", "）", "\ufeff", "hd9", "時間:2022-01-01", "\ud800", "A b", "\x00"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=40).map("".join))
def test_any_text_can_be_prepared_and_spans_never_overlap(text: str) -> None:
    document = document_from_text(text)
    clean = document.clean
    for i in range(len(clean.text)):
        assert 0 <= clean.starts[i] < clean.ends[i] <= len(text)
        if i:
            same = (clean.starts[i - 1], clean.ends[i - 1]) == (clean.starts[i], clean.ends[i])
            assert same or clean.ends[i - 1] <= clean.starts[i]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_clear_error(data: bytes) -> None:
    document = None
    with contextlib.suppress(InputError):
        document = document_from_bytes(data, "x.txt")
    assert document is None or document.given


@pytest.mark.parametrize(
    ("written", "clean"),
    [("<sup>1</sup>12家", "[1]12家"), ("新增企业120<sup>2</sup>家", "新增企业120²家"), ("10<sup>4</sup>吨", "10⁴吨"), ("30万m<sup>2</sup>", "30万m²"), ("PM<sub>2.5</sub>", "PM2.5"),
     ("10^4^吨", "10⁴吨"), ("目标^1^", "目标[1]"), ("2^10", "2^10")],
)  # fmt: skip
def test_a_raised_figure_of_markdown_never_joins_another(written: str, clean: str) -> None:
    assert (
        document_from_bytes(f"各位代表：\n\n指标：{written}。\n".encode(), "a.md").text.splitlines()[-1]
        == f"指标：{clean}。"
    )
