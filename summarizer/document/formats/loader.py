"""Format → loader, and what is said of files that hold no report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.document.decode import Decoded, decode
from summarizer.document.formats.docx import load_docx
from summarizer.document.formats.html import load_html, load_mht
from summarizer.document.formats.office import load_office
from summarizer.document.formats.pdf import load_pdf
from summarizer.document.formats.sniff import sniff
from summarizer.errors import InputError

_LOADERS: dict[str, Callable[[bytes, str], Decoded]] = {
    "text": decode,
    "markdown": decode,
    "html": load_html,
    "mht": load_mht,
    "docx": load_docx,
    "pdf": load_pdf,
    "doc": lambda data, name: load_office(data, name, "doc"),
    "rtf": lambda data, name: load_office(data, name, "rtf"),
    "odt": lambda data, name: load_office(data, name, "odt"),
}
_SAVE = "Open the report in Word or WPS, save it as .docx or as text (.txt, UTF-8), and try again."
_REFUSED: dict[str, tuple[str, str]] = {
    "encrypted": (
        "is locked with a password",
        "Open it with its password, save a copy without one, and try again.",
    ),
    "sheet": ("is a spreadsheet, not a report", _SAVE),
    "slides": ("is a presentation, not a report", _SAVE),
    "ole": ("is an old Office file without a Word text in it", _SAVE),
    "picture": ("is a picture", "Run it through text recognition (OCR) first, and give its text."),
    "program": ("is a program", _SAVE),
    "archive": ("is a packed archive", "Unpack it and name the report in it."),
    "broken-zip": ("is a damaged .docx or zip file", _SAVE),
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
        raise InputError(f"{name} {what}.", hint)
    decoded = _LOADERS[kind](data, name)
    if not decoded.text.strip():
        raise InputError(f"{name} holds no text.", "Give a file that holds the text of a report.")
    if len(decoded.text) > MAX_CHARACTERS:
        raise InputError(
            f"{name} holds more than 20 million characters, which no report does.",
            "Cut the report out of it.",
        )
    return Loaded(decoded, kind)
