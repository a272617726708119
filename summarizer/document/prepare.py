"""Bytes or text → Document: the order of the steps."""

from __future__ import annotations

import hashlib

from summarizer.document.decode import Decoded
from summarizer.document.formats import Loaded, load
from summarizer.document.layout import join_line_ends, lay_out
from summarizer.document.markdown import drop_marks
from summarizer.document.model import Document, Repair
from summarizer.document.mojibake import repair_mojibake
from summarizer.document.noise import drop_noise
from summarizer.document.script import detect_script, simplify
from summarizer.document.textmap import MappedText


def document_from_bytes(data: bytes, name: str) -> Document:
    """Take the text out of ``data`` (of any office format) and prepare it.

    Raises :class:`~summarizer.errors.InputError` when there is none to be had.
    """
    return _prepare(load(data, name), name, hashlib.sha256(data).hexdigest())


def document_from_text(text: str, name: str = "text") -> Document:
    """Prepare a text that needs no decoding; ``text`` itself is the text as given."""
    data = text.encode("utf-8", errors="surrogatepass")
    return _prepare(Loaded(Decoded(text, "utf-8"), "text"), name, hashlib.sha256(data).hexdigest())


def _prepare(loaded: Loaded, name: str, sha256: str) -> Document:
    """Mojibake before anything else (it needs the characters as they came), script last (rules before it know both)."""
    decoded = loaded.decoded
    script = detect_script(decoded.text)
    noted = [Repair(n.kind, 0, 0, "", n.message) for n in decoded.notes]
    repairs = [Repair("bad-bytes", i, i + 1, "") for i in decoded.bad_bytes]
    mapped, repaired = repair_mojibake(MappedText.identity(decoded.text))
    mapped = join_line_ends(mapped)
    if loaded.format == "markdown":
        mapped = drop_marks(mapped)
    mapped, dropped = drop_noise(mapped)
    mapped = lay_out(mapped)
    if script == "hant":
        mapped = simplify(mapped)
    repairs = sorted([*noted, *repairs, *repaired, *dropped], key=lambda r: (r.start, r.end))
    return Document(
        name, sha256, loaded.format, decoded.encoding, script, decoded.text, mapped, tuple(repairs)
    )
