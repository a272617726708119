"""OFD files: the text of their pages in the order it is read, and clear errors for those without text."""

import contextlib
import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from conftest import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import lines_of, ofd_file, with_member

from summarizer.document.formats import load
from summarizer.document.formats.ofd_page import _steps
from summarizer.errors import InputError

XIGANG = lines_of(EXAMPLES / "dalian-xigang-2016.txt")
REPORT = [
    "政府工作报告",
    "（一）地区生产总值增长7%，达到320亿元。",
    "（二）城镇新增就业17万人，新建泊位1000个。",
    "（三）一般公共预算收入35亿元。",
]
SIZE = 5.0


def lines(data: bytes) -> list[str]:
    return load(data, "a.ofd").decoded.text.splitlines()


def text(value: str, x: float, y: float, attributes: str = "", inner: str = "") -> str:
    """A text object whose base line begins at (x, y)."""
    steps = " ".join(f"{SIZE / 2 if c.isascii() else SIZE:g}" for c in value[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y - SIZE} {SIZE * len(value) + 1} {SIZE + 1}" Font="1" Size="{SIZE}" {attributes}>{inner}'
        f'<ofd:TextCode X="0" Y="{SIZE}" DeltaX="{steps}">{value}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str, before: str = "") -> str:
    return f'{before}<ofd:Content><ofd:Layer Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content>'


def rows(values: Sequence[str], attributes: str = "", top: float = 40) -> list[str]:
    return [text(value, 30, top + 10 * i, attributes) for i, value in enumerate(values)]


def wrapped(paragraph: str) -> list[str]:
    """Rows of at most 28 wide characters; a letter or figure is half as wide."""
    out = [""]
    room = 28.0
    for char in paragraph:
        room -= 0.5 if char.isascii() else 1
        if room < 0:
            out.append("")
            room = 28 - (0.5 if char.isascii() else 1)
        out[-1] += char
    return out


def test_the_text_of_a_report_is_read_with_wraps_joined_and_furniture_dropped() -> None:
    body = [line for line in XIGANG[5:14] if len(line) < 900]
    printed = [row for paragraph in body for row in wrapped("　　" + paragraph)]
    pages = []
    for n, at in enumerate(range(0, len(printed), 25), 1):
        shown = [
            text(r.lstrip("　"), 30 + 10 * r.startswith("　"), 40 + 8 * i)
            for i, r in enumerate(printed[at : at + 25])
        ]
        pages.append(page(text("某区人民政府文件", 30, 15), *shown, text(f"— {n} —", 100, 285)))
    data = ofd_file(pages)
    assert load(data, "a.ofd").format == "ofd"
    assert lines(data) == body


@pytest.mark.parametrize(
    "order", [list, lambda r: r[::-1], lambda r: [r[2], r[0], r[3], r[1]]], ids=["down", "up", "mixed"]
)
def test_objects_in_any_order_are_read_from_the_top(order: Callable[[list[str]], list[str]]) -> None:
    assert lines(ofd_file([page(*order(rows(REPORT)))])) == REPORT


def test_objects_of_one_line_make_one_line() -> None:
    parts = [
        text("地区生产总值", 30, 40),
        text("增长", 60, 40),
        text("7%", 70, 40),
        text("，达到320亿元。", 75, 40),
    ]
    assert lines(ofd_file([page(*parts)])) == ["地区生产总值增长7%，达到320亿元。"]


@pytest.mark.parametrize(
    ("delta", "steps"),
    [("g 3 4.5", [4.5] * 3), ("4 5.5", [4.0, 5.5]), ("4 g 2 5 6", [4.0, 5.0, 5.0, 6.0]), ("g 99999999999 1", [1.0] * 9), ("", []), ("g", []),
     ("g x 5", [])],
)  # fmt: skip
def test_distances_may_be_given_in_groups(delta: str, steps: list[float]) -> None:
    assert _steps(delta, 9) == steps


def test_codes_without_a_place_stand_where_the_one_before_stood_and_letters_set_wide_stay_words() -> None:
    one = (
        '<ofd:TextObject Boundary="30 30 150 20" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 5 12">政府工作报告</ofd:TextCode>'
        '<ofd:TextCode Y="15" DeltaX="g 13 5">（一）完成道路改造任务。</ofd:TextCode></ofd:TextObject>'
    )
    assert lines(ofd_file([page(one, *rows(REPORT[1:], top=120))]))[:2] == [
        "政府工作报告",
        "（一）完成道路改造任务。",
    ]


def test_digits_set_as_wide_as_characters_are_one_figure() -> None:
    wide = (
        '<ofd:TextObject Boundary="30 30 100 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 19 5">'
        "全年地区生产总值完成318亿元增长5%。</ofd:TextCode></ofd:TextObject>"
    )
    apart = "".join(text(digit, 30 + 20 * i, 140) for i, digit in enumerate("318"))
    assert lines(ofd_file([page(*rows(REPORT), wide.replace("30 30", "30 90"), apart)])) == [
        *REPORT, "全年地区生产总值完成318亿元增长5%。", "3 1 8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("matrix", "at"),
    [("0 1 -1 0 0 0", "x"), ("0 -1 1 0 0 0", "-x"), ("-1 0 0 -1 0 0", "180"), ("0.5 0 0 0.5 0 0", "half")],
)
def test_objects_turned_or_scaled_by_a_matrix_are_read_along_their_text(matrix: str, at: str) -> None:
    def turned(i: int, value: str) -> str:
        x, y = {
            "x": (180 - 10 * i, 30),
            "-x": (30 + 10 * i, 250),
            "180": (180, 250 - 10 * i),
            "half": (30, 40 + 10 * i),
        }[at]
        steps = " ".join(f"{SIZE / 2 if c.isascii() else SIZE:g}" for c in value[:-1])
        return (
            f'<ofd:TextObject Boundary="{x} {y} 100 100" Font="1" Size="{SIZE}" CTM="{matrix}">'
            f'<ofd:TextCode X="0" Y="0" DeltaX="{steps}">{value}</ofd:TextCode></ofd:TextObject>'
        )

    assert lines(ofd_file([page(*(turned(i, value) for i, value in enumerate(REPORT)))])) == REPORT


def column(value: str, x: float) -> str:
    return (
        f'<ofd:TextObject Boundary="{x} 30 6 250" Font="1" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="{SIZE}" DeltaY="g {len(value)} {SIZE}">{value}</ofd:TextCode></ofd:TextObject>'
    )


def test_text_written_downwards_is_read_by_columns_from_the_right() -> None:
    assert lines(ofd_file([page(*(column(value, 180 - 12 * i) for i, value in enumerate(REPORT)))])) == REPORT


def test_a_title_written_downwards_stands_aside() -> None:
    assert lines(ofd_file([page(column("内部资料", 10), *rows(REPORT))])) == [*REPORT, "内部资料"]


@pytest.mark.parametrize("turn", [1, -1])
def test_an_object_for_every_character_makes_lines(turn: int) -> None:
    said = ["政府工作报告", "（一）地区生产总值稳步增长。", "（二）城镇新增就业超额完成。"]
    places = [(r, c) for r, row in enumerate(said) for c in range(len(row))]
    single = [text(said[r][c], 30 + SIZE * c, 40 + 10 * r) for r, c in places]
    assert lines(ofd_file([page(*single[::turn])])) == said


def test_templates_are_read_once_and_their_running_heads_not_at_all() -> None:
    head, mark = text("某市人民政府文件", 30, 15), text("内部资料注意保存", 80, 150)
    named = '<ofd:Template TemplateID="T0" ZOrder="Background"/>'
    pages = [page(*rows(REPORT, top=170), before=named), page(*rows(REPORT[1:]), before=named)]
    assert lines(ofd_file(pages, [page(head, mark)])) == [*REPORT, *REPORT[1:], "内部资料注意保存"]


def test_text_in_blocks_and_composite_objects_is_read() -> None:
    unit = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>{text(REPORT[3], 0, 5)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    block = f"<ofd:PageBlock><ofd:PageBlock>{''.join(rows(REPORT[:3]))}</ofd:PageBlock></ofd:PageBlock>"
    composite = '<ofd:CompositeObject ResourceID="9" Boundary="30 65 100 10"/>'
    assert lines(ofd_file([page(block, composite)], resources=unit)) == REPORT


PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'


@pytest.mark.parametrize("hidden", ['Visible="false"', 'Alpha="0"', 'Fill="false"'])
def test_hidden_text_is_not_read_beside_shown_text(hidden: str) -> None:
    assert lines(ofd_file([page(*rows(REPORT), *rows(["增长90%，达到999亿元。"], hidden, 120))])) == REPORT


@pytest.mark.parametrize("hidden", ['Alpha="0"', 'Fill="false"'])
def test_unpainted_text_on_the_picture_of_a_page_is_read(hidden: str) -> None:
    assert lines(ofd_file([page(PICTURE, *rows(REPORT, hidden))])) == REPORT


def test_unpainted_text_under_painted_text_is_not_read_twice() -> None:
    assert lines(ofd_file([page(PICTURE, *rows(REPORT, 'Alpha="0"'), *rows(REPORT))])) == REPORT


def test_a_ruled_table_comes_a_row_a_line() -> None:
    cells = [("指标", "2030年", "2031年目标"), ("地区生产总值", "320亿元", "增长7%")]
    lines_drawn = [f"M 0 {10 * r} L 120 {10 * r}" for r in range(3)] + [
        f"M {40 * c} 0 L {40 * c} 20" for c in range(4)
    ]
    ruled = "".join(
        f'<ofd:PathObject Boundary="30 100 120 20"><ofd:AbbreviatedData>{one}</ofd:AbbreviatedData></ofd:PathObject>'
        for one in lines_drawn
    )
    words = [
        text(cell, 32 + 40 * c, 107 + 10 * r) for r, row in enumerate(cells) for c, cell in enumerate(row)
    ]
    assert lines(ofd_file([page(*rows(REPORT), ruled, *words)])) == [
        *REPORT,
        *("\t".join(row) for row in cells),
    ]


# Files without text


def renamed(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out.getvalue()


SOUND = ofd_file([page(*rows(REPORT))])
NONE = {
    "pictures only": (ofd_file([page(PICTURE)] * 2), r"pictures or outlines.*recognition"),
    "outlines only": (ofd_file([page('<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 5 5 L 9 0 C</ofd:AbbreviatedData></ofd:PathObject>')]), "outlines.*PDF"),
    "no pages": (ofd_file([]), "without pages.*PDF"),
    "encrypted": (with_member(SOUND, "Doc_0/Encryptions.xml", b"<x/>"), "encrypted.*PDF"),
    "seed": (with_member(SOUND, "decryptseed.dat", b"\x00\x01"), "encrypted.*PDF"),
    "a page is missing": (renamed(SOUND, lambda n, c: (n.replace("Page_0", "Page_7"), c)), "can read.*PDF"),
    "entities": (with_member(SOUND, "OFD.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "document type.*PDF"),
    "no encoding": (with_member(SOUND, "OFD.xml", b'<?xml version="1.0" encoding="xx"?><a/>'), "damaged.*PDF"),
    "no XML": (with_member(SOUND, "Doc_0/Document.xml", b"\x00\x01"), "damaged.*PDF"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), NONE.values(), ids=NONE)
def test_files_without_readable_text_say_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load(data, "a.ofd")


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030", "utf-16"])
def test_xml_in_other_encodings_is_read(encoding: str) -> None:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        text = content.decode().replace('<?xml version="1.0" encoding="UTF-8"?>', "")
        return name, f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)

    assert lines(renamed(SOUND, change)) == REPORT


def test_names_in_other_case_and_absolute_places_are_found() -> None:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        content = content.replace(b"Doc_0/Document.xml", b"/Doc_0/Document.xml").replace(
            b'"Pages/', b'"/doc_0/Pages/'
        )
        return name.replace("Pages/", "pages/"), content

    assert lines(renamed(SOUND, change)) == REPORT


def test_blocks_nested_without_end_are_refused() -> None:
    deep = "<ofd:PageBlock>" * 900 + "</ofd:PageBlock>" * 900
    with pytest.raises(InputError, match="can read"):
        load(ofd_file([page(deep)]), "a.ofd")


def test_objects_that_hold_each_other_again_and_again_are_refused() -> None:
    def unit(i: int) -> str:
        inner = f'<ofd:CompositeObject ResourceID="{i + 1}" Boundary="0 0 9 9"/>' * 40
        return f'<ofd:CompositeGraphicUnit ID="{i}"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>'

    units = f"<ofd:CompositeGraphicUnits>{''.join(unit(i) for i in range(12))}</ofd:CompositeGraphicUnits>"
    data = ofd_file([page('<ofd:CompositeObject ResourceID="0" Boundary="0 0 9 9"/>')], resources=units)
    with pytest.raises(InputError, match="more objects"):
        load(data, "a.ofd")


_VALUES = st.sampled_from(["", "0", "-1", "1e308", "nan", "x", "g 9 9", "1 2 3 4", "0 0 0 0 0 0", "9" * 30])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Boundary", "CTM", "Size", "X", "Y", "DeltaX", "DeltaY", "HScale", "CharDirection"]), _VALUES), max_size=6),
       st.text(alphabet="3亿%元 \ue000", max_size=9))  # fmt: skip
def test_any_values_give_text_or_a_clear_error(values: list[tuple[str, str]], said: str) -> None:
    inner = " ".join(f'{n}="{v}"' for n, v in dict(values).items() if n in {"X", "Y", "DeltaX", "DeltaY"})
    outer = " ".join(f'{n}="{v}"' for n, v in dict(values).items() if n not in {"X", "Y", "DeltaX", "DeltaY"})
    strange = f"<ofd:TextObject {outer}><ofd:TextCode {inner}>{said}</ofd:TextCode></ofd:TextObject>"
    read = "-"
    with contextlib.suppress(InputError):
        read = load(ofd_file([page(*rows(REPORT), strange)]), "a.ofd").decoded.text
    assert read.strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=8)), max_size=6), st.integers(0, 5_000))
def test_damaged_files_give_text_or_a_clear_error(changes: list[tuple[int, bytes]], cut: int) -> None:
    damaged = bytearray(SOUND)
    for at, new in changes:
        at %= len(damaged)
        damaged[at : at + len(new)] = new
    if cut % 3 == 0:
        del damaged[cut % len(damaged) :]
    read = "-"
    with contextlib.suppress(InputError):
        read = load(bytes(damaged), "x.ofd").decoded.text
    assert read.strip()
