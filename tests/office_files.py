"""Writes reports as the files offices have: .docx, .pdf, saved web pages."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from summarizer.document.formats import load

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONT = "Noto Serif CJK SC"

# A government site's page around {body}, as its visitors save it.
PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}_某某区人民政府</title>
<script>var a="<p>假的段落。</p>";</script><style>.nav{{color:red}}</style></head>
<body><div class="header"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>
<div class="location">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a>政府工作报告</a></div>
<div class="main"><h1>{title}</h1><div class="info"><span>发布时间：2026-02-03 10:22</span> <span>来源：区政府办公室</span>
<span>浏览次数：<script>document.write(12)</script></span> <span>字号：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="TRS_Editor">{body}</div>
<div class="tools"><a>【打印本页】</a> <a>【关闭窗口】</a></div>
<div class="rel"><ul><li><a href="/1">上一篇：区政府召开常务会议研究部署安全生产工作</a></li></ul></div></div>
<div class="sidebar"><h3>热门文章</h3><ul><li><a href="/3">关于做好防汛工作的通知</a></li></ul></div>
<div class="footer"><p>主办：某某区人民政府办公室 承办：区信息中心</p><p>辽ICP备05000000号</p></div></body></html>"""


def lines_of(path: Path) -> list[str]:
    """The lines of a report, without what XML can't hold."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", path.read_text(encoding="utf-8-sig"))
    return [line.strip() for line in text.split("\n") if line.strip()]


def web_page(lines: Sequence[str], layout: str, charset: str = "gb2312") -> bytes:
    """A saved page; ``layout`` is p, br, brbr or div."""
    escaped = [html.escape(line) for line in lines]
    body = {
        "p": "\n".join(f'<p style="text-indent:2em">　　{line}</p>' for line in escaped),
        "br": "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in escaped),
        "brbr": "<p>" + "<br/><br/>".join(f"　　{line}" for line in escaped) + "</p>",
        "div": "".join(f'<div><span style="font-size:16px">{line}</span></div>' for line in escaped),
    }[layout]
    page = PAGE.format(charset=charset, title=escaped[0], body=body)
    return page.encode("gb18030" if charset == "gb2312" else charset)


def word_file(lines: Sequence[str]) -> docx.document.Document:
    """An official document: A4, centred title, first lines indented, the page number in the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = foot.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    foot.add_run(" —")
    for i, line in enumerate(lines):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing, form.space_after = Pt(28.95), Pt(0)
        run = paragraph.add_run(line)
        if i == 0:
            paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(22)
        else:
            form.first_line_indent, paragraph.alignment = Pt(32), WD_ALIGN_PARAGRAPH.JUSTIFY
    return document


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def _empty_word_file() -> bytes:
    return saved(docx.Document())


def word_body(body: str, styles: str = "") -> bytes:
    """A .docx whose body is ``body`` (WordprocessingML), with more styles if any."""
    data = with_member(
        _empty_word_file(), "word/document.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {nsdecls("w")}><w:body>{body}</w:body></w:document>'.encode(),
    )  # fmt: skip
    return with_member(
        data, "word/styles.xml", lambda old: old.replace(b"</w:styles>", f"{styles}</w:styles>".encode())
    )


def lines_of_word(data: bytes) -> list[str]:
    """The lines of a .docx as this program reads it."""
    return load(data, "a.docx").decoded.text.splitlines()


def add_list(document: docx.document.Document, levels: Sequence[tuple[str, str]]) -> None:
    """List 1 of the document, with a (number format, text) for every level."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">{body}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))


def add_item(document: docx.document.Document, text: str, level: int) -> None:
    """A paragraph of list 1."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
    )


def add_xml(document: docx.document.Document, text: str, *parts: str) -> None:
    """A paragraph with ``text`` and then ``parts`` (WordprocessingML with the prefixes w, mc, wps, v)."""
    spaces = (
        f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph = document.add_paragraph(text)
    for part in parts:
        paragraph._p.append(parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {spaces}", part)))


def with_member(package: bytes, name: str, change: object) -> bytes:
    """``package`` with the member ``name`` replaced by what ``change`` (bytes, or a function of the old bytes) gives."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            content = old.read(item)
            if item == name:
                content = change(content) if callable(change) else change
            new.writestr(item, content)
        if name not in old.namelist():
            new.writestr(name, change)
    return out.getvalue()


def pdf_file(
    title: str, paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), password: str | None = None
) -> bytes:
    """A PDF with a running head, page numbers, a wrapped centred title, indented paragraphs, and a ruled table at its end."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    head = ParagraphStyle(
        "t", fontName="STSong-Light", fontSize=22, leading=30, alignment=TA_CENTER, wordWrap="CJK"
    )
    body = ParagraphStyle(
        "b", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK"
    )

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")  # type: ignore[attr-defined]
        canvas.drawString(80, A4[1] - 40, "某区人民政府文件")  # type: ignore[attr-defined]

    story: list[object] = [Paragraph(title, head), *(Paragraph(p, body) for p in paragraphs)]
    if rows:
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light", 12)]
        story.append(Table([list(row) for row in rows], style=grid))
    buffer = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=79, rightMargin=74, topMargin=105, bottomMargin=99, encrypt=encryption
    ).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


def ofd_file(
    pages: Sequence[str],
    templates: Sequence[str] = (),
    resources: str = "",
    size: tuple[float, float] = (210, 297),
) -> bytes:
    """An OFD file; ``pages`` and ``templates`` are what stands in their roots (OFD's XML with the prefix ofd), in millimetres."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'

    def page(content: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {space}>{content}</ofd:Page>'

    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    offered = "".join(
        f'<ofd:TemplatePage ID="T{i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>' for i in range(len(templates))
    )
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {size[0]} {size[1]}</ofd:PhysicalBox></ofd:PageArea>"
    common = f"<ofd:CommonData>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{offered}</ofd:CommonData>"
    members = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}>{common}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f"<ofd:Res {space}>{resources}</ofd:Res>",
    }
    members |= {f"Doc_0/Pages/Page_{i}/Content.xml": page(content) for i, content in enumerate(pages)}
    members |= {f"Doc_0/Tpls/Tpl_{i}/Content.xml": page(content) for i, content in enumerate(templates)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def converted(files: dict[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """``files`` (name → bytes) as LibreOffice writes them with another ending, in one go."""
    assert LIBREOFFICE
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [LIBREOFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
               "--convert-to", ending, "--outdir", str(folder), *(str(folder / name) for name in files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    return {name: (folder / name).with_suffix(f".{ending.partition(':')[0]}").read_bytes() for name in files}
