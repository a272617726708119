"""PDF files: what their pages show, in the order it is read, and a word on pages whose text may be another."""

import contextlib
import io
from collections.abc import Callable, Sequence

import pytest
from conftest import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import lines_of, pdf_file
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from summarizer.document import document_from_bytes
from summarizer.document.formats import load
from summarizer.errors import InputError

XIGANG = lines_of(EXAMPLES / "dalian-xigang-2016.txt")
FONT = "STSong-Light"
REPORT = [
    "政府工作报告",
    "（一）地区生产总值增长7%，达到320亿元。",
    "（二）城镇新增就业17万人，新建泊位1000个。",
    "（三）一般公共预算收入35亿元。",
]


def lines(data: bytes) -> list[str]:
    return load(data, "a.pdf").decoded.text.splitlines()


def notes(data: bytes) -> list[tuple[str, str]]:
    return [(note.kind, str(note.message)) for note in load(data, "a.pdf").decoded.notes]


Draw = Callable[[Canvas, float, float], None]


def pages(*draws: Draw, turn: int = 0, landscape: bool = False, is_drawn_turned: bool = False) -> bytes:
    """A PDF with a page for each of ``draws``, which are given a canvas and the width and height of the page as shown.

    With ``turn``, the content lies on its side and the page says that it is to be turned clockwise by so many degrees; with
    ``is_drawn_turned`` it does not say so.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    shown = (A4[1], A4[0]) if landscape else A4
    width, height = shown if turn % 180 == 0 else shown[::-1]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), pageCompression=0)
    for draw in draws:
        canvas.setFont(FONT, 16)
        canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        draw(canvas, *shown)
        canvas.showPage()
    canvas.save()
    data = buffer.getvalue()
    assert data.count(b"/Rotate 0") == len(draws)
    return data if is_drawn_turned else data.replace(b"/Rotate 0", b"/Rotate %d" % turn)


def text(rows: Sequence[str], mode: int = 0, at: tuple[float, float] = (80, 100)) -> Draw:
    """Draws ``rows`` 28 points apart, in a text rendering mode, from a place counted from the top left corner."""

    def draw(canvas: Canvas, _: float, height: float) -> None:
        for i, row in enumerate(rows):
            written = canvas.beginText(at[0], height - at[1] - 28 * i)
            written.setFont(FONT, 16)
            written.setTextRenderMode(mode)
            written.textOut(row)
            canvas.drawText(written)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas, width: float, height: float) -> None:
        for one in draws:
            canvas.saveState()
            one(canvas, width, height)
            canvas.restoreState()

    return draw


def picture(canvas: Canvas, width: float, height: float) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (4, 4), 255)), 0, 0, width, height)


def test_wraps_are_joined_furniture_is_dropped_and_a_wrapped_heading_stays_one() -> None:
    title = "某区二〇三一年国民经济和社会发展情况以及二〇三二年主要工作任务的报告"
    body = [line for line in XIGANG[5:40] if len(line) < 2000]
    got = lines(pdf_file(title, body))
    assert [line.replace(" ", "") for line in got] == [title, *(line.replace(" ", "") for line in body)]


def test_a_ruled_table_in_a_pdf_comes_a_row_a_line() -> None:
    rows = [("指标", "2030年", "2031年目标"), ("地区生产总值", "320亿元", "增长7%")]
    got = lines(pdf_file("政府工作报告", ["完成道路改造5条。"] * 3, rows))
    assert got[-2:] == ["指标\t2030年\t2031年目标", "地区生产总值\t320亿元\t增长7%"]


def test_a_locked_pdf_says_so() -> None:
    with pytest.raises(InputError, match="locked with a password"):
        load(pdf_file("政府工作报告", ["完成。"], password="x"), "a.pdf")


def test_a_scanned_pdf_says_so() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    with pytest.raises(InputError, match=r"scan.*recognition"):
        load(buffer.getvalue(), "a.pdf")


def test_characters_that_a_pdf_maps_to_radicals_are_read_as_characters() -> None:
    document = document_from_bytes("⼀、⼯作回顾\n⻓江⼤道完⼯。\n".encode(), "a.txt")
    assert document.text.startswith("一、工作回顾\n长江大道完工。")


# Directions


@pytest.mark.parametrize("is_drawn_turned", [False, True], ids=["rotate", "drawn"])
@pytest.mark.parametrize("landscape", [False, True], ids=["portrait", "landscape"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_on_their_side_are_read_as_shown(turn: int, landscape: bool, is_drawn_turned: bool) -> None:
    got = lines(pages(text(REPORT), turn=turn, landscape=landscape, is_drawn_turned=is_drawn_turned))
    assert got == REPORT


def test_a_page_turned_for_display_whose_text_lies_is_read_along_its_text() -> None:
    data = pages(text(REPORT)).replace(b"/Rotate 0", b"/Rotate 90")
    assert lines(data) == REPORT


@pytest.mark.parametrize("turn", [90, 270])
def test_tables_of_pages_on_their_side_come_a_row_a_line(turn: int) -> None:
    rows = [("指标", "2030年", "2031年目标"), ("地区生产总值", "320亿元", "增长7%")]

    def draw(canvas: Canvas, _: float, height: float) -> None:
        canvas.grid([80, 220, 360, 500], [height - 300, height - 260, height - 220])
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                canvas.drawString(90 + 140 * c, height - 245 - 40 * r, cell)

    got = lines(pages(both(text(REPORT), draw), turn=turn, landscape=True))
    assert got == [*REPORT, *("\t".join(row) for row in rows)]


def test_a_wrapped_cell_is_one_cell_without_a_space() -> None:
    def draw(canvas: Canvas, _: float, height: float) -> None:
        canvas.grid([80, 220, 360], [height - 310, height - 250, height - 220])
        for x, y, cell in (
            (90, 240, "指标"),
            (230, 240, "2030年"),
            (90, 275, "一般公共"),
            (90, 295, "预算收入"),
            (230, 285, "35亿元"),
        ):
            canvas.drawString(x, height - y, cell)

    assert lines(pages(both(text(REPORT), draw)))[-2:] == ["指标\t2030年", "一般公共预算收入\t35亿元"]


def test_a_cropped_page_is_read_without_what_is_cut_off() -> None:
    data = pages(both(text(REPORT, at=(180, 100)), text(["装订线以外"], at=(20, 400))))
    data = data.replace(
        b"/MediaBox [ 0 0 595.2756 841.8898 ]",
        b"/CropBox [ 150 0 595.27 841.88 ] /MediaBox [ 0 0 595.2756 841.8898 ]",
    )
    assert b"CropBox" in data
    assert lines(data) == REPORT


def test_a_watermark_across_the_pages_stands_once_at_the_end() -> None:
    def watermark(canvas: Canvas, width: float, height: float) -> None:
        canvas.translate(width / 2, height / 2)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    got = lines(pages(both(watermark, text(REPORT)), both(watermark, text(REPORT[1:]))))
    assert got == [*REPORT, *REPORT[1:], "内部资料"]


# Layers


@pytest.mark.parametrize("order", [(0, 3), (3, 0)], ids=["under", "over"])
@pytest.mark.parametrize("shift", [0.0, 2.5], ids=["same place", "shifted"])
def test_an_unpainted_layer_under_painted_text_is_not_read(order: tuple[int, int], shift: float) -> None:
    layers = [text(REPORT, mode, (80 + (shift if mode else 0), 100)) for mode in order]
    assert lines(pages(both(*layers))) == REPORT


def test_an_unpainted_layer_set_a_little_otherwise_is_not_read_on_a_scan_either() -> None:
    wider = [row[:3] + "  " + row[3:] for row in REPORT]
    assert lines(pages(both(picture, text(wider, 3, (79, 103)), text(REPORT)))) == REPORT


def test_unpainted_words_between_painted_ones_are_not_read() -> None:
    data = pages(both(text(REPORT), text(["增长90%，达到999亿元。"], 3, (80, 400))))
    assert lines(data) == REPORT


@pytest.mark.parametrize("has_picture", [True, False])
def test_a_scan_with_an_unpainted_text_layer_is_read(has_picture: bool) -> None:
    layers = [picture] if has_picture else []
    assert lines(pages(both(*layers, text(REPORT, 3)))) == REPORT


def test_a_scan_with_a_painted_stamp_keeps_its_unpainted_text() -> None:
    data = pages(both(picture, text(REPORT, 3), text(["归档章"], 0, (400, 500))))
    assert lines(data) == [*REPORT, "归档章"]


@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.6, 0.0), (0.8, 0.8)])
def test_words_drawn_twice_at_one_place_are_read_once(shift: tuple[float, float]) -> None:
    again = text(REPORT, 0, (80 + shift[0], 100 + shift[1]))
    assert lines(pages(both(text(REPORT), again))) == REPORT


def test_a_character_that_stands_twice_in_a_word_stays_twice() -> None:
    assert lines(pages(text(["22岁以上111人，渐渐好好发展。" * 2]))) == ["22岁以上111人，渐渐好好发展。" * 2]


# Order


def glyph_by_glyph(
    rows: Sequence[str], order: Callable[[list[tuple[int, int]]], list[tuple[int, int]]]
) -> Draw:
    """Draws every character of ``rows`` for itself, in another order."""

    def draw(canvas: Canvas, _: float, height: float) -> None:
        for r, c in order([(r, c) for r, row in enumerate(rows) for c in range(len(row))]):
            canvas.drawString(80 + 16 * c, height - 100 - 28 * r, rows[r][c])

    return draw


def _mixed(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(places, key=lambda p: (p[0] * 7919 + p[1] * 104729) % 1013)


@pytest.mark.parametrize("order", [list, lambda places: places[::-1], _mixed, lambda places: sorted(places, key=lambda p: (p[0], -p[1]))],
                         ids=["forward", "backward", "mixed", "right to left"])  # fmt: skip
def test_characters_drawn_in_any_order_are_read_by_their_places(
    order: Callable[..., list[tuple[int, int]]],
) -> None:
    rows = ["地区生产总值增长百分之七，", "城镇新增就业完成全年目标，", "民生支出比重进一步提高。"]
    assert "".join(lines(pages(glyph_by_glyph(rows, order)))) == "".join(rows)


# Text that is not what the page shows

LONG = [line for line in XIGANG[5:60] if len(line) < 400]


def _rows(texts: Sequence[str], width: int = 26) -> list[str]:
    joined = "".join(texts)
    return [joined[i : i + width] for i in range(0, len(joined), width)]


def _without_figures(row: str) -> str:
    return "".join(c for c in row if not c.isdigit())


def _shuffled(rows: Sequence[str]) -> list[str]:
    joined = "".join(rows)
    mixed = "".join(joined[i * 7919 % len(joined)] for i in range(len(joined)))
    return _rows([mixed])


SOUND = _rows(LONG)[:24]
LOST = [
    _without_figures(row)
    for row in _rows(["财政收入增长7%，达到35亿元。新增就业17万人，投资增长12.5%。"] * 8)
]
FEW = [
    *SOUND[:8],
    *(
        row.replace("7", "\ue037").replace("3", "\ue033")
        for row in ["增长7%，达到3亿元，其中新增7万人，", "减少3个。"]
    ),
]
BAD = {
    "figures without names": (FEW, "stand without their figures"),
    "unmapped": (["\ue123\ue456\ue789" + row[3:] for row in SOUND[:20]], "do not say which characters"),
    "figures lost": (LOST, "stand without their figures"),
    "no order": (_shuffled(SOUND), "make no words"),
    "few words in no order": (_rows(["".join(sorted("".join(SOUND)))[-150:]]), "make no words"),
}


def test_a_sound_page_is_trusted() -> None:
    assert notes(pages(text(SOUND), text(_rows(LONG)[24:48]))) == []


@pytest.mark.parametrize(("rows", "says"), BAD.values(), ids=BAD)
def test_a_file_whose_text_is_not_what_it_shows_is_refused(rows: Sequence[str], says: str) -> None:
    with pytest.raises(InputError, match=f"{says}.*OCR"):
        load(unmapped(rows), "a.pdf")


@pytest.mark.parametrize(("rows", "says"), BAD.values(), ids=BAD)
def test_a_page_whose_text_is_not_what_it_shows_is_named(rows: Sequence[str], says: str) -> None:
    [(kind, said)] = notes(unmapped(SOUND, _rows(LONG)[24:48], rows[:14], _rows(LONG)[48:60]))
    assert kind == "page-untrusted"
    assert "pages 3 of a.pdf" in said
    assert says in said


def unmapped(*parts: Sequence[str]) -> bytes:
    """A page for each part; a font without a map from its glyphs stands for private-use characters."""
    return pages(*(text(part) for part in parts))


def test_vertical_writing_is_refused() -> None:
    def draw(canvas: Canvas, width: float, height: float) -> None:
        for c, column in enumerate(_rows(LONG, 20)[:8]):
            for r, char in enumerate(column):
                canvas.drawString(width - 100 - 30 * c, height - 100 - 20 * r, char)

    with pytest.raises(InputError, match="one below the other"):
        load(pages(draw), "a.pdf")


def test_pages_that_are_pictures_among_others_are_named() -> None:
    data = pages(text(SOUND), picture, text(SOUND), picture, picture)
    assert notes(data) == [
        ("part-missing", "Pages 2, 4-5 of a.pdf are pictures without text and are not read: run them through text recognition (OCR).")
    ]  # fmt: skip


_SOUND = {
    "plain": pages(text(REPORT)),
    "turned": pages(text(REPORT), turn=90),
    "table": pdf_file("报告", XIGANG[1:4], [("指标", "值"), ("收入", "35")]),
}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(_SOUND)),
    st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=8)), max_size=8),
    st.integers(0, 40_000),
)
def test_damaged_files_give_text_or_a_clear_error(
    kind: str, changes: list[tuple[int, bytes]], cut: int
) -> None:
    damaged = bytearray(_SOUND[kind])
    for at, new in changes:
        at %= len(damaged)
        damaged[at : at + len(new)] = new
    if cut % 3 == 0:
        del damaged[cut % len(damaged) :]
    read = "-"
    with contextlib.suppress(InputError):
        read = load(bytes(damaged), "x.pdf").decoded.text
    assert read.strip()
