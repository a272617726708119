"""Which format some bytes are. What they hold decides; half of all .doc files on the web are web pages."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

# First bytes, format, and what to call it.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
# What an OLE container holds, by the names of its streams (UTF-16 in its directory).
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)
# What a zip file holds, by a name in it.
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "sheet"),
    ("ppt/presentation.xml", "slides"),
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.IGNORECASE)
_MIME = re.compile(
    rb"^(?:from:|mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE
)
_HEAD = 4096
_MARKDOWN_ENDINGS, _PAGE_ENDINGS = {".md", ".markdown"}, {".html", ".htm", ".xhtml", ".shtml"}


def sniff(data: bytes, name: str) -> str:
    """The format of ``data``: pdf, docx, doc, rtf, odt, html, mht, markdown, text, or one that is no report
    (encrypted, sheet, slides, picture, program, archive)."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:_HEAD]
    kind = next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), "")
    if kind == "zip":
        return _sniff_zip(data)
    if kind == "ole":
        return next((k for stream, k in _OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")
    if kind:
        return kind
    # %PDF- may stand behind a few bytes of junk (ISO 32000-1, note in annex H)
    if b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:]:
        return "pdf"
    ending = PurePath(name).suffix.lower()
    text = _without_zeros(start)
    if _MIME.search(text[:600]) and (ending in {".mht", ".mhtml", ".doc"} or b"multipart/related" in text):
        return "mht"
    if ending in _PAGE_ENDINGS or (text.startswith(b"<") and _MARKUP.search(text[:1500])):
        return "html"
    return "markdown" if ending in _MARKDOWN_ENDINGS else "text"


def _without_zeros(start: bytes) -> bytes:
    """UTF-16 markup reads as ASCII without its zero bytes."""
    return start.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "broken-zip"
    for member, kind in _ZIP_MEMBERS:
        if member in names:
            return kind
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "archive"
