"""A report gives the same roles whatever file it comes in."""

import difflib
import re
from pathlib import Path

import pytest
from conftest import DISTRICT_REPORTS, EXAMPLES
from office_files import LIBREOFFICE, converted, lines_of, saved, web_page, word_file

from summarizer.document import document_from_bytes
from summarizer.reading import read_report

REPORTS = (*DISTRICT_REPORTS, "state-council-2022", "state-council-2023")
TRADITIONAL = ("dalian-shahekou-2010", "yingkou-xishi-2019")
LEAST = 0.99


def roles(data: bytes, name: str) -> list[tuple[str, str]]:
    """(words without spaces, role) of every sentence."""
    return [
        (re.sub(r"\s", "", s.text), s.role) for s in read_report(document_from_bytes(data, name)).sentences
    ]


def agreement(expected: list[tuple[str, str]], found: list[tuple[str, str]]) -> float:
    """The share of the expected sentences that were found in order, with the same role."""
    matcher = difflib.SequenceMatcher(None, [t for t, _ in expected], [t for t, _ in found], autojunk=False)
    same = sum(
        expected[a + i][1] == found[b + i][1]
        for a, b, size in matcher.get_matching_blocks()
        for i in range(size)
    )
    return same / len(expected)


def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("kind", ["docx", "p", "br", "brbr", "div", "gb18030", "utf-16"])
def test_roles_are_the_same(name: str, kind: str) -> None:
    text, lines = text_of(name), lines_of(EXAMPLES / f"{name}.txt")
    if kind == "docx":
        data, file = saved(word_file(lines)), "a.docx"
    elif kind in {"gb18030", "utf-16"}:
        data, file = text.encode(kind), "a.txt"
    else:
        data, file = web_page(lines, kind), "a.html"
    assert agreement(roles(text.encode(), "a.txt"), roles(data, file)) >= LEAST


@pytest.mark.parametrize("name", TRADITIONAL)
def test_roles_are_the_same_in_big5(name: str) -> None:
    data = text_of(name).encode("big5", errors="ignore")  # mojibake has characters that Big5 does not
    assert agreement(roles(data.decode("big5").encode(), "a.txt"), roles(data, "a.txt")) >= LEAST


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_roles_are_the_same_in_pdf_files_rendered_by_libreoffice(tmp_path: Path) -> None:
    files = {f"{name}.docx": saved(word_file(lines_of(EXAMPLES / f"{name}.txt"))) for name in REPORTS}
    rendered = converted(files, "pdf", tmp_path)
    shares = {
        name: agreement(roles(text_of(name).encode(), "a.txt"), roles(rendered[f"{name}.docx"], "a.pdf"))
        for name in REPORTS
    }
    assert min(shares.values()) >= LEAST, shares


@pytest.mark.parametrize("columns", [70, 76])
@pytest.mark.parametrize("name", ["dalian-xigang-2016", "dalian-zhongshan-2024", "state-council-2022"])
def test_roles_are_the_same_when_lines_are_wrapped(name: str, columns: int) -> None:
    """As text copied out of a PDF: indented paragraphs, no punctuation at the beginning of a line."""
    out = []
    for line in lines_of(EXAMPLES / f"{name}.txt"):
        current, used = "　　", 4
        for char in line:
            width = 1 if char.isascii() else 2
            if used + width > columns and char not in "，。；、：”）,;:":
                out.append(current)
                current, used = "", 0
            current, used = current + char, used + width
        out.append(current)
    data = "\n".join(out).encode()
    assert agreement(roles(text_of(name).encode(), "a.txt"), roles(data, "a.txt")) >= LEAST
