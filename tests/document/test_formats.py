"""Files of every office format: what is in them, in order, and clear errors for those that hold no report."""

import contextlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, CommandLine
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import (
    LIBREOFFICE,
    add_item,
    add_list,
    add_xml,
    converted,
    lines_of,
    pdf_file,
    saved,
    web_page,
    with_member,
    word_file,
)

from summarizer.document import document_from_bytes
from summarizer.document.formats import load, zipped
from summarizer.document.formats.numbering import chinese_number, numbered
from summarizer.document.formats.sniff import sniff
from summarizer.errors import InputError

XIGANG = lines_of(EXAMPLES / "dalian-xigang-2016.txt")
needs_libreoffice = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")


def lines(data: bytes, name: str) -> list[str]:
    return load(data, name).decoded.text.splitlines()


# Word files


def test_list_numbers_that_word_shows_come_out_as_text() -> None:
    document = docx.Document()
    add_list(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for text, level in [("2030年工作回顾", 0), ("经济平稳运行", 1), ("城市更美", 1), ("2031年主要任务", 0), ("抓项目", 1),
                        ("新建泊位1000个。", 2), ("改造小区5个。", 2)]:  # fmt: skip
        add_item(document, text, level)
    assert lines(saved(document), "a.docx") == [
        "一、2030年工作回顾", "（一）经济平稳运行", "（二）城市更美", "二、2031年主要任务", "（一）抓项目", "1.新建泊位1000个。",
        "2.改造小区5个。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "form", "shown"),
    [(1, "decimal", "1"), (12, "chineseCountingThousand", "十二"), (20, "chineseCounting", "二十"), (3, "chineseLegalSimplified", "叁"),
     (3, "decimalEnclosedCircle", "③"), (7, "decimalZero", "07"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
     (2, "ideographTraditional", "乙"), (5, "decimalFullWidth", "５"), (30, "decimalEnclosedCircle", "30")],
)  # fmt: skip
def test_numbers_are_shown_in_the_formats_of_chinese_documents(n: int, form: str, shown: str) -> None:
    assert numbered(n, form) == shown


def test_chinese_figures_are_read_back_as_the_same_number() -> None:
    from summarizer.quantities.numerals import value_of

    assert all(value_of(chinese_number(n)) == n for n in range(1, 10_000))


def test_changes_are_accepted_and_moved_text_stands_where_it_went() -> None:
    document = docx.Document()
    add_xml(
        document, "",
        '<w:ins w:id="1" w:author="a"><w:r><w:t>新建公园3座</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>拆除公园2座</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="4" w:author="a"><w:r><w:t>搬走的话</w:t></w:r></w:moveFrom>',
        '<w:moveTo w:id="5" w:author="a"><w:r><w:t>,搬来的话。</w:t></w:r></w:moveTo>',
    )  # fmt: skip
    assert lines(saved(document), "a.docx") == ["新建公园3座,搬来的话。"]


BOX = "<w:txbxContent><w:p><w:r><w:t>框里的话:引进企业30家。</w:t></w:r></w:p></w:txbxContent>"
NEW_BOX = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
OLD_BOX = f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"


@pytest.mark.parametrize("boxes", [NEW_BOX + OLD_BOX, NEW_BOX])
def test_a_text_box_comes_once_behind_its_paragraph(boxes: str) -> None:
    document = docx.Document()
    add_xml(document, "文本框在此。", f"<w:r><mc:AlternateContent>{boxes}</mc:AlternateContent></w:r>")
    document.add_paragraph("后一段。")
    assert lines(saved(document), "a.docx") == ["文本框在此。", "框里的话:引进企业30家。", "后一段。"]


def test_a_table_comes_a_row_a_line_and_its_figures_stay_apart() -> None:
    document = docx.Document()
    document.add_paragraph("主要指标")
    table = document.add_table(2, 3)
    for r, row in enumerate([("指标", "2030年", "2031年目标"), ("财政收入", "35", "38亿元")]):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    document.add_paragraph("新建公园3座。")
    data = saved(document)
    assert lines(data, "a.docx") == [
        "主要指标",
        "指标\t2030年\t2031年目标",
        "财政收入\t35\t38亿元",
        "新建公园3座。",
    ]
    assert "财政收入\t35\t38亿元\n" in document_from_bytes(data, "a.docx").text


def test_a_table_that_only_frames_the_page_gives_its_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "一、2030年工作回顾\n完成道路改造5条。\n新建公园3座。"
    table.cell(0, 1).text = "旁注"
    assert lines(saved(document), "a.docx") == [
        "一、2030年工作回顾",
        "完成道路改造5条。",
        "新建公园3座。",
        "旁注",
    ]


def test_footnotes_come_at_the_end_as_notes_and_leave_no_mark_in_the_words() -> None:
    document = docx.Document()
    add_xml(
        document, "推广365", '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:t>工作体系。</w:t></w:r>"
    )
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>365:三级网格。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    data = with_member(saved(document), "word/footnotes.xml", notes.encode())
    data = with_member(
        data, "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", b'<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'),
    )  # fmt: skip
    data = with_member(
        data, "[Content_Types].xml",
        lambda old: old.replace(b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'),
    )  # fmt: skip
    assert lines(data, "a.docx") == ["推广365工作体系。", "注释", "1. 365:三级网格。"]


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_member(saved(docx.Document()), "word/media/x.bin", b"\0" * 3_000_000)
    monkeypatch.setattr(zipped, "MAX_MEMBER_BYTES", 2_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(InputError, match="zip bomb"):
        load(bomb, "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(encoding: str) -> None:
    body = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {nsdecls("w")}><w:body>{body}</w:body></w:document>'
    data = with_member(saved(docx.Document()), "word/document.xml", xml.encode(encoding))
    with pytest.raises(InputError, match="document type"):
        load(data, "a.docx")


# Web pages


@pytest.mark.parametrize("layout", ["p", "br", "brbr", "div"])
def test_a_saved_page_gives_its_article_without_the_site_around_it(layout: str) -> None:
    got = lines(web_page(XIGANG, layout), "a.html")
    assert [line.replace("　", "") for line in got[-len(XIGANG) :]] == XIGANG
    assert len(got) <= len(XIGANG) + 1  # the title stands twice


def test_the_article_is_found_whatever_the_file_is_called() -> None:
    page = web_page(XIGANG, "p", "utf-8")
    assert (
        sniff(page, "report.doc")
        == sniff(page, "report.txt")
        == sniff(page.decode().encode("utf-16"), "x.html")
        == "html"
    )


def test_a_single_file_archive_gives_the_page_in_it() -> None:
    page = web_page(XIGANG, "p", "utf-8").decode()
    archive = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{page}\n--b--\n'
    assert lines(archive.encode(), "a.mht")[-1] == XIGANG[-1]


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(InputError, match="without text"):
        load(b"<!DOCTYPE html><html><body><script>load()</script></body></html>", "a.html")


def test_a_posting_date_on_the_page_is_not_the_date_of_the_report() -> None:
    from summarizer.reading import read_report

    undated = ["政府工作报告", "各位代表:", *XIGANG[4:]]
    assert read_report(document_from_bytes(web_page(undated, "p"), "a.html")).metadata.date is None


# Markdown, and everything else


def test_marks_of_markdown_are_dropped_from_the_clean_text_only() -> None:
    text = "# 政府工作报告\n\n## 一、2030年工作回顾\n\n**经济平稳运行。**完成[地区生产总值](http://a.b)320亿元。\n\n| 指标 | 2030年 |\n|---|---:|\n| 财政收入 | 35亿元 |\n\n- 新建泊位1000个。\n"
    document = document_from_bytes(text.encode(), "a.md")
    assert document.given == text
    assert [line for line in document.text.split("\n") if line] == [
        "政府工作报告", "一、2030年工作回顾", "经济平稳运行。完成地区生产总值320亿元。", "指标\t2030年", "财政收入\t35亿元", "新建泊位1000个。",
    ]  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_old_and_foreign_word_files_are_read_through_libreoffice(ending: str, tmp_path: Path) -> None:
    data = converted({"a.docx": saved(word_file(XIGANG[:30]))}, ending, tmp_path)["a.docx"]
    assert lines(data, f"report.{ending}") == XIGANG[:30]


@needs_libreoffice
def test_a_word_file_saved_as_xml_is_read_through_libreoffice(tmp_path: Path) -> None:
    data = converted({"a.docx": saved(word_file(XIGANG[:9]))}, "xml:MS Word 2003 XML", tmp_path)["a.docx"]
    assert lines(data, "report.xml") == XIGANG[:9]


def test_a_zip_file_locked_with_a_password_says_so() -> None:
    locked = bytearray(_zip("word/document.xml"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # where each header has its flags
        locked[locked.index(signature) + at] |= 1
    with pytest.raises(InputError, match="locked with a password"):
        load(bytes(locked), "a.docx")


def test_without_libreoffice_a_doc_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.document.formats.office.find_libreoffice", lambda: None)
    with pytest.raises(InputError, match=r"LibreOffice.*save it as \.docx"):
        load(b"{\\rtf1 x}", "a.rtf")


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "says"),
    [(OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"), (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
     (_zip("xl/workbook.xml"), "spreadsheet"), (_zip("ppt/presentation.xml"), "presentation"), (_zip("a.txt"), "archive"),
     (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"), (b"PK\x03\x04" + bytes(50), "damaged"), (_zip("word/document.xml"), "damaged"),
     (b"%PDF-1.7\n" + bytes(50), "damaged PDF")],
)  # fmt: skip
def test_what_holds_no_report_says_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        load(data, "a.docx")
    assert caught.value.hint


def _zip_of(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [(b"Founder CEB 4.0" + bytes(200), "a.ceb", "Apabi"), (b"\x01\x02" + bytes(200), "a.ceb", "Apabi"), (b"Founder CEB" + bytes(99), "a.pdf", "Apabi"),
     (b"CAJ\x00" + bytes(200), "a.caj", "CAJ"), (b"HN\xc8\x00" + bytes(200), "a.bin", "CAJ"), (b"\x00\x01" * 99, "a.kdh", "CAJ"),
     (b"WPS\x00\x01" + bytes(200), "a.wps", "WPS"), (b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>', "a.uof", "Uniform Office"),
     (_zip_of(**{"content.xml": "x", "uof.xml": "x"}), "a.uof", "Uniform Office"), (_zip_of(Index__Document="x"), "a.pages", "Apple Pages"),
     (_zip_of(**{"Index/Document.iwa": "x"}), "a.bin", "Apple Pages"), (_zip_of(mimetype="application/epub+zip", a="x"), "a.epub", "e-book")],
)  # fmt: skip
def test_formats_of_other_readers_are_named_with_the_next_step(data: bytes, name: str, says: str) -> None:
    with pytest.raises(InputError, match=rf"{says}.*export it as PDF or \.docx"):
        load(data, name)


@pytest.mark.parametrize("ending", [".wps", ".caj", ".ceb", ".uof"])
def test_text_is_read_whatever_its_ending_says(ending: str) -> None:
    assert lines("CAJ是期刊格式。\n新建公园3座。".encode(), f"a{ending}") == [
        "CAJ是期刊格式。",
        "新建公园3座。",
    ]


@pytest.mark.parametrize(
    ("kind", "says"),
    [("spreadsheetml.sheet", "spreadsheet"), ("presentationml.presentation", "presentation")],
)
def test_the_main_part_tells_what_a_package_is_by_its_type(kind: str, says: str) -> None:
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    data = _zip_of(**{"[Content_Types].xml": types, "word/document2.xml": "<x/>"})
    with pytest.raises(InputError, match=says):
        load(data, "a.docx")


def test_a_file_that_can_not_be_read_ends_with_one_line_and_2(summarize: CommandLine) -> None:
    summarize.write("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"))
    done = summarize("outline", "a.docx")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_text_prints_what_offsets_count_in(summarize: CommandLine) -> None:
    summarize.write("a.docx", saved(word_file(XIGANG[:9])))
    assert summarize("text", "a.docx").stdout.splitlines() == XIGANG[:9]


_SOUND = {
    "docx": saved(word_file(XIGANG[:6])),
    "pdf": pdf_file("报告", XIGANG[1:6]),
    "page": web_page(XIGANG[:6], "br"),
}


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(_SOUND)),
    st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=8)), max_size=6),
    st.integers(0, 40_000),
)
def test_damaged_files_give_a_document_or_a_clear_error(
    kind: str, changes: list[tuple[int, bytes]], cut: int
) -> None:
    damaged = bytearray(_SOUND[kind])
    for at, new in changes:
        at %= len(damaged)
        damaged[at : at + len(new)] = new
    if cut % 3 == 0:
        del damaged[cut % len(damaged) :]
    text = "-"
    with contextlib.suppress(InputError):
        text = load(bytes(damaged), "x.bin").decoded.text
    assert text.strip()


def test_a_paragraph_in_a_content_control_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("前。")
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里的段落。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert lines(saved(document), "a.docx") == ["前。", "控件里的段落。"]
