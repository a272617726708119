"""Figures on printed pages (PDF, OFD): raised ones stay apart, rows at the edge of a page stay, columns are read one by one."""

import io
from collections.abc import Callable, Sequence

import pytest
from office_files import ofd_file
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from summarizer.document.formats import load

FONT = "STSong-Light"
# A text, its place from the top left corner, and its size; all in points.
Piece = tuple[str, float, float, float]
BODY = [
    "各位代表：现在，我代表区人民政府报告工作。",
    "重点项目建设全面推进，民生保障持续加强。",
]


def pdf(*sheets: Sequence[Piece], lines: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for sheet in sheets:
        for said, x, y, size in sheet:
            canvas.setFont(FONT, size)
            canvas.drawString(x, A4[1] - y, said)
        for x0, y0, x1, y1 in lines:
            canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def ofd(*sheets: Sequence[Piece]) -> bytes:
    mm = 25.4 / 72

    def content(sheet: Sequence[Piece]) -> str:
        objects = ""
        for said, x, y, size in sheet:
            steps = " ".join(f"{size * mm / 2 if c.isascii() else size * mm:g}" for c in said[:-1])
            objects += (
                f'<ofd:TextObject Boundary="{x * mm:g} {(y - size) * mm:g} 150 {2 * size * mm:g}" Font="1" Size="{size * mm:g}">'
                f'<ofd:TextCode X="0" Y="{size * mm:g}" DeltaX="{steps}">{said}</ofd:TextCode></ofd:TextObject>'
            )
        return f'<ofd:Content><ofd:Layer Type="Body">{objects}</ofd:Layer></ofd:Content>'

    return ofd_file([content(sheet) for sheet in sheets])


def read(data: bytes, name: str) -> list[str]:
    return load(data, name).decoded.text.splitlines()


def set_line(parts: Sequence[tuple[str, float, float]], y: float = 200, size: float = 16) -> list[Piece]:
    """Parts of one line behind each other, each with the share of the size it has and is raised by."""
    out, x = [], 80.0
    for said, share, rise in parts:
        out.append((said, x, y - rise * size, share * size))
        x += sum(0.5 if c.isascii() else 1.0 for c in said) * share * size
    return out


BODY_ABOVE: list[Piece] = [(row, 80, 130 + 28 * i, 16) for i, row in enumerate(BODY)]


@pytest.mark.parametrize(("write", "name"), [(pdf, "a.pdf"), (ofd, "a.ofd")], ids=["pdf", "ofd"])
@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("新增企业2746", 1, 0), ("1", 0.6, 0.45), ("家。", 1, 0)], "新增企业2746¹家。"),
        ([("处置1.2×10", 1, 0), ("5", 0.58, 0.33), ("吨。", 1, 0)], "处置1.2×10⁵吨。"),
        ([("增长4.8%", 1, 0), ("12", 0.65, 0.35), ("，建成。", 1, 0)], "增长4.8%¹²，建成。"),
        ([("收入27", 1, 0), ("[3]", 0.6, 0.4), ("亿元。", 1, 0)], "收入27[3]亿元。"),
        ([("取log", 1, 0), ("2", 0.6, -0.15), ("8的值。", 1, 0)], "取log₂8的值。"),
        # smaller figures on the same base line are figures of the line, and so is a lowered one that joins no other
        ([("新增企业", 1, 0), ("2746", 0.8, 0), ("家。", 1, 0)], "新增企业2746家。"),
        ([("CO", 1, 0), ("2", 0.6, -0.15), ("减排3万吨。", 1, 0)], "CO2减排3万吨。"),
    ],
)  # fmt: skip
def test_raised_and_lowered_figures_join_no_figure_beside_them(
    write: Callable[..., bytes], name: str, parts: list[tuple[str, float, float]], said: str
) -> None:
    assert read(write([*BODY_ABOVE, *set_line(parts)]), name)[-1].endswith(said)


def test_a_smaller_text_beside_a_title_is_no_raised_one() -> None:
    got = read(pdf([*BODY_ABOVE, *set_line([("工作要点", 1.4, 0), ("2031年1月", 0.7, 0.3)])]), "a.pdf")
    assert got[-1].replace(" ", "") == "工作要点2031年1月"


@pytest.mark.parametrize("text", ["2031 305 97", "2031 305", "86.5 12 3"])
def test_figures_at_the_edge_of_a_page_are_no_page_number(text: str) -> None:
    from summarizer.document.formats.page_lines import _is_page_number

    assert not _is_page_number(text)
    assert all(_is_page_number(number) for number in ("3", "— 3 —", "第 3 页 共 20 页", "3 / 20"))
