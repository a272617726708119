"""Bytes → text, with the name of the encoding. Never crashes on a bad byte, never guesses in silence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from summarizer.document.words import COMMON_CHARACTERS
from summarizer.errors import InputError
from summarizer.messages import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Note:
    """What a loader could not take over from a file, or does not trust; ``kind`` is one of those of ``Repair``."""

    kind: str
    message: Message


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without a byte-order mark; ``bad_bytes`` are offsets in it of U+FFFD put where a byte made no sense; ``notes``
    tell what of the file is not in it."""

    text: str
    encoding: str
    bad_bytes: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode ``data``: byte-order mark, strict UTF-8, then what charset-normalizer finds (GB18030, Big5, UTF-16).

    ``declared`` is the encoding that a web page says it has; it is one more candidate, no more: many pages lie.

    Raises :class:`InputError` when the data are empty or not text.
    """
    if not data.strip():
        raise InputError("{name} is empty.", "Give a file that holds the text of a report.", name=name)
    for mark, codec, label in _BOMS:
        if data.startswith(mark):
            return _lenient(data, codec, label)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and not _looks_binary(text):
        return Decoded(text, "utf-8")
    found = _detect(data, declared)
    if found is None:
        raise InputError(
            "{name} is not text in an encoding this program can tell (UTF-8, GB18030, Big5, UTF-16).",
            "Save it as UTF-8 and try again.",
            name=name,
        )
    return found


def _lenient(data: bytes, codec: str, label: str) -> Decoded:
    text = data.decode(codec, errors="replace").removeprefix("\ufeff")
    return Decoded(text, label, tuple(i for i, c in enumerate(text) if c == "\ufffd"))


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) / 200


def _detect(data: bytes, declared: str | None) -> Decoded | None:
    """Ask charset-normalizer, and judge its candidates by how Chinese they read.

    Its own ranking confuses GB18030 and Big5 on some reports (both decode most byte pairs), so every candidate that
    decodes is scored by the share of the thousand most common characters.
    """
    from charset_normalizer import from_bytes

    names = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "cp936", "utf_8"]
    head = data[: _SAMPLE - _SAMPLE % 2]
    candidates = [match.encoding for match in from_bytes(head, cp_isolation=names)]
    candidates += [name for name in names if name not in candidates]
    if declared is not None and (codec := _codec(declared)) is not None:
        candidates.insert(0, codec)
    best: tuple[float, Decoded] | None = None
    for codec in candidates:
        label = {"cp936": "gb18030", "big5hkscs": "big5"}.get(codec, codec.replace("_", "-"))
        decoded = _lenient(data, "gb18030" if codec == "cp936" else codec, label)
        score = _chinese_score(decoded)
        if score > 0.3 and (best is None or score > best[0] + 0.02):
            best = (score, decoded)
    return best[1] if best else None


def _codec(declared: str) -> str | None:
    """The codec of a declared encoding; gb2312 and gbk are what pages call gb18030."""
    try:
        codec = codecs.lookup(declared).name.replace("-", "_")
    except LookupError:
        return None
    return "gb18030" if codec in {"gb2312", "gbk", "hz"} else codec


def _chinese_score(decoded: Decoded) -> float:
    sample = [c for c in decoded.text[:20_000] if not c.isspace()]
    if not sample:
        return 0.0
    common = sum(c in COMMON_CHARACTERS or ("!" <= c <= "~") or c in "，。；：、“”《》（）" for c in sample)
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\x09" for c in sample)
    return (common - 5 * bad) / len(sample)
