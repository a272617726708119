"""Format → loader, and what is said of files that hold no report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.document.decode import Decoded, decode
from summarizer.document.formats.docx import load_docx
from summarizer.document.formats.html import load_html, load_mht
from summarizer.document.formats.ofd import load_ofd
from summarizer.document.formats.office import load_office
from summarizer.document.formats.pdf import load_pdf
from summarizer.document.formats.sniff import sniff
from summarizer.errors import InputError
from summarizer.messages import template


def _load_inner(data: bytes, name: str) -> Decoded:
    """The text of a document inside a .docx. Documents inside that one again are left to a note, so that none holds itself."""
    kind = sniff(data, name)
    if kind == "docx":
        return load_docx(data, name)
    return load(data, name).decoded


_LOADERS: dict[str, Callable[[bytes, str], Decoded]] = {
    "text": decode,
    "markdown": decode,
    "html": load_html,
    "mht": load_mht,
    "docx": lambda data, name: load_docx(data, name, _load_inner),
    "pdf": load_pdf,
    "ofd": load_ofd,
    "doc": lambda data, name: load_office(data, name, "doc"),
    "rtf": lambda data, name: load_office(data, name, "rtf"),
    "odt": lambda data, name: load_office(data, name, "odt"),
    "wordxml": lambda data, name: load_office(data, name, "wordxml"),
}
_SAVE = template("Open the report in Word or WPS, save it as .docx or as text (.txt, UTF-8), and try again.")
_EXPORT = template("Open it in its own reader, export it as PDF or .docx, and give that file.")
_REFUSED: dict[str, tuple[str, str]] = {
    "encrypted": (
        template("{name} is locked with a password."),
        template("Open it with its password, save a copy without one, and try again."),
    ),
    "sheet": (template("{name} is a spreadsheet, not a report."), _SAVE),
    "slides": (template("{name} is a presentation, not a report."), _SAVE),
    "ole": (template("{name} is an old Office file without a Word text in it."), _SAVE),
    "picture": (
        template("{name} is a picture."),
        template("Run it through text recognition (OCR) first, and give its text."),
    ),
    "ceb": (template("{name} is a Founder Apabi file (.ceb), which only its own reader opens."), _EXPORT),
    "caj": (template("{name} is a CAJ file, which only its own reader opens."), _EXPORT),
    "wps": (template("{name} is a WPS file of a kind this program can not read."), _EXPORT),
    "uof": (
        template("{name} is a file in Uniform Office Format (.uof), which this program can not read."),
        _EXPORT,
    ),
    "pages": (template("{name} is an Apple Pages file, which this program can not read."), _EXPORT),
    "epub": (template("{name} is an e-book (.epub), not a report."), _EXPORT),
    "program": (template("{name} is a program."), _SAVE),
    "archive": (template("{name} is a packed archive."), template("Unpack it and name the report in it.")),
    "broken-zip": (template("{name} is a damaged .docx or zip file."), _SAVE),
}
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text taken out of a file, its encoding, and the file's format."""

    decoded: Decoded
    format: str


def load(data: bytes, name: str) -> Loaded:
    """The text in ``data``, whatever office format they are.

    Raises :class:`InputError` when they are empty, hold no text, or are refused (locked, scanned, damaged, a bomb).
    """
    kind = sniff(data, name)
    if kind in _REFUSED:
        what, hint = _REFUSED[kind]
        raise InputError(what, hint, name=name)
    decoded = _LOADERS[kind](data, name)
    if not decoded.text.strip():
        raise InputError("{name} holds no text.", "Give a file that holds the text of a report.", name=name)
    if len(decoded.text) > MAX_CHARACTERS:
        raise InputError(
            "{name} holds more than 20 million characters, which no report does.",
            "Cut the report out of it.",
            name=name,
        )
    return Loaded(decoded, kind)
