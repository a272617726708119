"""Limits on what a .docx or .ofd file may unpack to, and on what its XML may say."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from summarizer.errors import InputError
from summarizer.messages import Message, template

# The longest report with every picture an office puts in stays far below; a bomb of 20 MB unpacks to gigabytes.
MAX_MEMBERS, MAX_MEMBER_BYTES, MAX_BYTES = 5_000, 100_000_000, 300_000_000
_SAVE_ANEW = {
    "docx": template("Open it in Word or WPS, save it anew as .docx, and try again."),
    "ofd": template("Open it in an OFD reader, export it as PDF, and give that file."),
}
# XML, and documents that a document may hold.
_XML_ENDINGS = (".xml", ".rels")
_READ_ENDINGS = (*_XML_ENDINGS, ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt", ".docx", ".rtf")

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']"
)
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")


def read_members(data: bytes, name: str, kind: str) -> dict[str, bytes]:
    """The members of the package ``data`` (``kind``: docx or ofd) that hold text, the XML checked; pictures and fonts stay packed.

    Raises :class:`InputError` for a bomb, a damaged package, and XML that declares a document type (and so may
    declare entities, external or exploding; Office never writes one).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            sizes = [info.file_size for info in infos]
            if len(infos) > MAX_MEMBERS or sum(sizes) > MAX_BYTES or max(sizes, default=0) > MAX_MEMBER_BYTES:
                raise InputError(
                    "{name} unpacks to more than any report holds; it may be a zip bomb.",
                    _SAVE_ANEW[kind],
                    name=name,
                )
            wanted = [i for i in infos if i.filename.lower().endswith(_READ_ENDINGS)]
            members = {info.filename: archive.read(info) for info in wanted}
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as error:
        raise _damaged(name, kind, error) from error
    for member, content in members.items():
        if member.lower().endswith(_XML_ENDINGS):
            place = Message("{member} in {name}", {"member": member, "name": name})
            members[member] = _in_utf8(content, place, kind)
            _refuse_document_type(members[member], place, kind)
    return members


def _in_utf8(content: bytes, name: Message, kind: str) -> bytes:
    """XML of any encoding in UTF-8: expat knows none of the Chinese ones."""
    declared = _ENCODING.match(content)
    codec = (
        "utf-16" if content.startswith(_UTF16_MARKS) else declared[1].decode("ascii") if declared else "utf-8"
    )
    if codec.lower() in {"utf-8", "utf8"}:
        return content
    try:
        text = content.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(codec.lower(), codec))
    except (LookupError, ValueError) as error:
        raise _damaged(name, kind, error) from error
    return _DECLARATION.sub("", text).encode()


def packed(members: dict[str, bytes]) -> io.BytesIO:
    """``members`` as a package again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


class _DocumentTypeError(Exception):
    pass


def _refuse_document_type(content: bytes, name: Message, kind: str) -> None:
    def refuse(*_: object) -> None:
        raise _DocumentTypeError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except _DocumentTypeError:
        raise InputError(
            "{name} declares a document type, which may read other files or fill the memory; Office never writes one.",
            _SAVE_ANEW[kind],
            name=name,
        ) from None
    except expat.ExpatError as error:
        raise _damaged(name, kind, error) from error


def _damaged(name: str | Message, kind: str, error: Exception) -> InputError:
    return InputError("{name} is damaged ({error}).", _SAVE_ANEW[kind], name=name, error=str(error))
