"""Standard streams that never end a run: whatever they are, what is printed comes out as well as it can."""

from __future__ import annotations

import codecs
import os
import sys

_HANDLER = "summarizer.instead"
# What stands for a sign that a console's encoding lacks, best first: GBK has √ and ×, ASCII has letters. The three marks of an item
# stay three different things.
_INSTEAD = {
    "✓": "√+", "✗": "×x", "›": "》>", "└": "`", "─": "-", "━": "=", "╌": ".", "│": "|", "–": "-", "—": "-", "…": "~", "·": ".", "→": ">",
    "⇥": ">", "≥": ">", "≤": "<", "“": '"', "”": '"', "‘": "'", "’": "'", "⁰": "0", "¹": "1", "²": "2", "³": "3",
}  # fmt: skip


def prepare_streams() -> None:
    """A console in another encoding (cp936) gets what stands for the signs it lacks; pipes and files get UTF-8; a closed stream is an
    empty one."""
    codecs.register_error(_HANDLER, _instead_of_what_is_missing)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - for as long as the process runs
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER, **({} if stream.isatty() else {"encoding": "utf-8"}))


def _instead_of_what_is_missing(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_instead(sign, error.encoding) for sign in missing), error.end


def _instead(sign: str, encoding: str) -> str:
    return next((other for other in _INSTEAD.get(sign, "") if _has(encoding, other)), "?")


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
