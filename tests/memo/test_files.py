"""A memo as Word and Markdown. The numbers of clauses are of GB/T 9704-2012."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from conftest import EXAMPLES, SHORT_REPORT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from lxml import etree
from made import memo_by_rules

from summarizer.memo import Memo
from summarizer.memo.model import Bars, Chart, Paragraph, Run
from summarizer.messages import Words
from summarizer.render.memo.docx import memo_docx
from summarizer.render.memo.markdown import memo_markdown

ZH = Words("zh")


@pytest.fixture(scope="module")
def memo() -> Memo:
    return memo_by_rules(EXAMPLES / "yingkou-xishi-2019.txt")


@pytest.fixture(scope="module")
def written(memo: Memo) -> Any:
    return docx.Document(io.BytesIO(memo_docx(memo, ZH)))


def test_the_page_is_a4_with_the_margins_of_official_documents(written: Any) -> None:  # 5.1, 5.2.1
    section = written.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]


def test_the_grid_holds_twenty_two_lines(written: Any) -> None:  # 5.2.3
    section = written.sections[0]
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    assert int((section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt) / pitch) == 22


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Subtitle", "楷体_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16),
    ],
)  # 7.3.1, 7.3.3
def test_fonts_and_sizes_are_those_of_the_standard(written: Any, style: str, font: str, size: float) -> None:
    found = written.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size
    assert not found.font.bold
    assert found.font.color.rgb is None


@pytest.mark.parametrize("style", ["Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4"])
def test_lines_are_exact_and_first_lines_are_indented_by_two_characters(written: Any, style: str) -> None:
    shape = written.styles[style].paragraph_format
    assert shape.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert shape.line_spacing.pt == pytest.approx(28.95, abs=0.05)
    assert shape.first_line_indent.pt == 32
    assert written.styles[style].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert shape.space_before.pt == shape.space_after.pt == 0


@pytest.mark.parametrize("style", ["Caption", "Memo Table", "Memo Note"])
def test_small_print_is_off_the_grid(written: Any, style: str) -> None:
    properties = written.styles[style].element.pPr
    assert properties.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
    tags = [etree.QName(child).localname for child in properties]
    assert tags.index("snapToGrid") < tags.index("spacing")  # the order of ECMA-376, 17.3.1.26


def test_the_title_is_centred(written: Any) -> None:
    title = written.paragraphs[0]
    assert title.style.name == "Title"
    assert title.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_every_run_has_an_east_asian_font_and_none_comes_from_a_theme(written: Any) -> None:
    defaults = written.styles.element.find(qn("w:docDefaults"))
    assert "Theme" not in etree.tostring(defaults).decode()
    paragraphs = [
        *written.paragraphs,
        *(p for t in written.tables for r in t.rows for c in r.cells for p in c.paragraphs),
    ]
    assert len(paragraphs) > 60
    for paragraph in paragraphs:
        fonts = paragraph.style.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")), paragraph.text
        for run in paragraph.runs:
            assert run.font.name is None  # by styles, never by hand
            if run.style.name != "Default Paragraph Font":
                assert run.style.element.rPr.rFonts.get(qn("w:eastAsia")), run.text


def test_page_numbers_stand_between_dashes_outside(written: Any) -> None:  # 7.5
    section = written.sections[0]
    assert written.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "—  —"
        assert "PAGE" in "".join(e.text or "" for e in paragraph._p.iter(qn("w:instrText")))
        assert paragraph.alignment == side
        assert all(run.style.font.size.pt == 14 for run in paragraph.runs)


def test_headings_have_the_numbers_of_their_level(written: Any) -> None:
    pattern = {"Heading 1": r"[一二三四五六]、|附", "Heading 2": r"（[一二三]）", "Heading 3": r"\d+\."}
    for name, number in pattern.items():
        found = [p.text.strip() for p in written.paragraphs if p.style.name == name]
        assert found
        assert all(re.match(number, text) for text in found), found


def test_no_half_width_comma_stands_in_the_memos_own_text(memo: Memo, written: Any) -> None:
    quotes = {r.quote for r in memo.references}
    for paragraph in written.paragraphs:
        text = paragraph.text
        if any(quote in text for quote in quotes):
            continue
        assert not re.search(r"(?<!\d),|,(?!\d)|;", text), text


def test_numbers_of_references_lead_to_their_quotations(memo: Memo, written: Any) -> None:
    body = written.element.body
    anchors = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}
    marks = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= marks
    assert len(marks) == len(memo.references)


def test_references_can_be_left_out(memo: Memo) -> None:
    plain = docx.Document(io.BytesIO(memo_docx(memo, ZH, references=False)))
    assert not list(plain.element.body.iter(qn("w:hyperlink")))
    assert not any(re.search(r"\[\d+\]", p.text) for p in plain.paragraphs)
    assert "[^" not in memo_markdown(memo, references=False)


def test_the_chart_is_a_word_chart_with_its_figures_in_a_sheet(memo: Memo) -> None:
    (chart,) = [b for b in memo.blocks if isinstance(b, Chart)]
    with zipfile.ZipFile(io.BytesIO(memo_docx(memo, ZH))) as archive:
        (part,) = [n for n in archive.namelist() if n.startswith("word/charts/chart")]
        (book,) = [n for n in archive.namelist() if n.startswith("word/embeddings/")]
        tree = etree.fromstring(archive.read(part))
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read(book))).active
    names = [v.text for v in tree.iter("{*}v")]
    assert all(bar.name in names for bar in chart.bars)
    assert sheet is not None
    rows = [tuple(c.value for c in row) for row in sheet.iter_rows(min_row=2)]
    assert rows == [(b.name, b.actual, b.target) for b in chart.bars]


def test_text_with_signs_of_markup_stays_text() -> None:
    strange = '甲&乙<w:br/>"丙" *丁* [戊](x)'
    chart = Chart(strange, "%", strange, strange, (Bars(strange, 1.0, None), Bars("乙", -2.5, 3.0)))
    memo = Memo((Paragraph("title", (Run(strange),)), Paragraph("text", (Run(strange),)), chart), ())
    read = docx.Document(io.BytesIO(memo_docx(memo, ZH)))
    assert [p.text for p in read.paragraphs[:2]] == [strange, strange]
    assert r"\*丁\* \[戊\](x)" in memo_markdown(memo)


def test_one_memo_is_one_file(memo: Memo) -> None:
    assert memo_docx(memo, ZH) == memo_docx(memo, ZH)


def test_the_file_names_neither_program_nor_person(written: Any) -> None:
    about = written.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "2019年营口市西市区政府工作报告简报"


def test_markdown_quotes_every_reference_it_uses(memo: Memo) -> None:
    text = memo_markdown(memo)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert used == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))
    assert "# 2019年营口市西市区政府工作报告简报" in text
    assert "| 地区生产总值" in text


def test_a_short_report_makes_a_document_too() -> None:
    document = docx.Document(io.BytesIO(memo_docx(memo_by_rules(SHORT_REPORT), ZH)))
    assert document.paragraphs[0].text == "甲县政府工作报告简报"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_document_page_by_page(memo: Memo, tmp_path: Path) -> None:
    from pdfplumber import open as open_pdf

    (tmp_path / "memo.docx").write_bytes(memo_docx(memo, ZH, references=False))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "memo.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with open_pdf(tmp_path / "memo.pdf") as pdf:
        pages = [page.extract_text() or "" for page in pdf.pages]
        size = (round(float(pdf.pages[0].width)), round(float(pdf.pages[0].height)))
    assert size == (595, 842)
    assert 2 <= len(pages) <= 6
    assert all(re.search(rf"—\s*{n}\s*—", page) for n, page in enumerate(pages, 1))
    assert "西市区政府工作报告简报" in pages[0]
    assert "增速：实绩与目标" in "".join(pages)
