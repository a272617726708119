"""Which format some bytes are. What they hold decides; half of all .doc files on the web are web pages."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from summarizer.document.formats.package import main_part, with_plain_names

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
# What other formats begin with, or hold near their begin.
_FOREIGN_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"Founder CEB", "ceb"),
    (b"CAJ", "caj"),
    (b"HN\xc8\x00", "caj"),
    (b"KDH ", "caj"),
)
_FOREIGN_ENDINGS = {
    ".ceb": "ceb",
    ".cebx": "ceb",
    ".caj": "caj",
    ".kdh": "caj",
    ".nh": "caj",
    ".uof": "uof",
    ".uot": "uof",
    ".wps": "wps",
}
_UOF = re.compile(rb"<(?:uof|\xe5\xad\x97):|schemas\.uof\.org|<uof[\s>]", re.IGNORECASE)
_MOST_INDEX_BYTES = 2_000_000
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.IGNORECASE)
_MIME = re.compile(
    rb"^(?:from:|mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE
)
_HEAD = 4096
_LOCKED = 1  # bit 0 of the general purpose flags of a zip member
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARKDOWN_ENDINGS, _PAGE_ENDINGS = {".md", ".markdown"}, {".html", ".htm", ".xhtml", ".shtml"}


def sniff(data: bytes, name: str) -> str:
    """The format of ``data``: pdf, docx, ofd, doc, rtf, odt, wordxml, html, mht, markdown, text, or one that this program does not read
    (encrypted, sheet, slides, picture, program, archive, ceb, caj, wps, uof, pages, epub)."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:_HEAD]
    kind = next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), "")
    if kind == "zip":
        return _sniff_zip(data, name)
    if kind == "ole":
        return next((k for stream, k in _OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")
    if kind:
        return kind
    # %PDF- may stand behind a few bytes of junk (ISO 32000-1, note in annex H)
    if b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:]:
        return "pdf"
    ending = PurePath(name).suffix.lower()
    foreign = next((kind for signature, kind in _FOREIGN_STARTS if start.startswith(signature)), "")
    if foreign and b"\x00" in data[:_HEAD]:  # a text may begin with the word, too
        return foreign
    text = _without_zeros(start)
    if _MIME.search(text[:600]) and (ending in {".mht", ".mhtml", ".doc"} or b"multipart/related" in text):
        return "mht"
    if text.startswith(b"<?xml") and b'progid="Word.Document"' in text:
        return "wordxml"
    if text.startswith(b"<") and _UOF.search(text):
        return "uof"
    if ending in _FOREIGN_ENDINGS and b"\x00" in data[:_HEAD] and not data.startswith(_UTF16_MARKS):
        return _FOREIGN_ENDINGS[ending]
    if ending in _PAGE_ENDINGS or (text.startswith(b"<") and _MARKUP.search(text[:1500])):
        return "html"
    return "markdown" if ending in _MARKDOWN_ENDINGS else "text"


def _without_zeros(start: bytes) -> bytes:
    """UTF-16 markup reads as ASCII without its zero bytes."""
    return start.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _sniff_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & _LOCKED for info in archive.infolist()):
                return "encrypted"
            members = dict.fromkeys(archive.namelist(), b"")
            # which part is the main one stands in these two
            for member in members:
                if member.lower().replace("\\", "/") in {"[content_types].xml", "_rels/.rels", "mimetype"}:
                    with archive.open(member) as part:
                        members[member] = part.read(_MOST_INDEX_BYTES)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return "broken-zip"
    members = with_plain_names(members)
    found = main_part(members)
    if found is not None:
        return found[1]
    mimetype = members.get("mimetype", b"")
    if any(member.rpartition("/")[2] == "ofd.xml" for member in members):
        return "ofd"
    if mimetype.startswith(b"application/epub"):
        return "epub"
    if "content.xml" in members and "mimetype" in members:
        return "odt"
    if "index/document.iwa" in members or "index.zip" in members or (name.lower().endswith(".pages")):
        return "pages"
    if "uof.xml" in members or name.lower().endswith((".uof", ".uot")):
        return "uof"
    return "archive"
