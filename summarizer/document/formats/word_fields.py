"""Fields of a Word document → what Word shows for them: their result, never their code (17.16).

A simple field holds its result; a complex one is a row of runs between marks: begin, code, separate, result, end. A few kinds have
no result in the file, for Word draws them from the code: those are drawn here, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summarizer.document.decode import Note
from summarizer.document.formats.equation_field import equation
from summarizer.document.formats.linear import beside
from summarizer.document.formats.symbols import symbol
from summarizer.document.formats.word_tree import (
    M,
    W,
    all_named,
    is_on,
    remove,
    replace,
    run_of,
    text_element,
    text_of,
    unwrap,
    value,
)
from summarizer.messages import Message, template

# Fields that show something, so that one without a result is a loss. Page numbers, entries of an index and forms left empty are none.
_NAMES_SHOWING = """
= AUTONUM AUTONUMLGL AUTONUMOUT COMPARE DATE DOCPROPERTY DOCVARIABLE IF INCLUDETEXT LINK LISTNUM MERGEFIELD QUOTE REF SEQ STYLEREF
"""
_SHOWING = frozenset(_NAMES_SHOWING.split())
_NO_RESULT = template(
    "A field in {name} has no stored result, so what Word shows for it is not in the text: {code}"
)
_NAME = re.compile(r"\s*(=|[^\s\\\"]+)")
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass(slots=True)
class _Field:
    begin: Any
    code: list[Any] = field(default_factory=list)
    result: list[Any] | None = None  # None before the mark that ends the code

    def add(self, element: Any) -> None:
        (self.code if self.result is None else self.result).append(element)


def show_fields(story: Any, name: str, notes: list[Note]) -> None:
    """Leave of the fields in ``story`` (a body, a note) what Word shows; a missing result goes to ``notes``."""
    for simple in all_named(story, f"{W}fldSimple"):
        code = simple.get(f"{W}instr", "")
        drawn = _drawn(code, simple)
        for data in simple.findall(f"{W}fldData"):
            simple.remove(data)
        if drawn is not None:
            replace(simple, run_of(beside(text_before(simple), drawn)))
        else:
            if not text_of(simple):
                _note_missing(code, name, notes)
            unwrap(simple)
    _show_complex(story, name, notes)
    # What is left are pieces of fields that never end.
    for piece in all_named(story, f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        remove(piece)


def _show_complex(story: Any, name: str, notes: list[Note]) -> None:
    open_fields: list[_Field] = []
    for element in list(story.iter()):
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(_Field(element))
            elif kind == "separate" and open_fields:
                open_fields[-1].result = open_fields[-1].result or []
            elif kind == "end" and open_fields:
                left = _close(open_fields.pop(), element, name, notes)
                if open_fields:
                    for kept in left:
                        open_fields[-1].add(kept)
        elif open_fields and _is_content(element):
            open_fields[-1].add(element)


def _is_content(element: Any) -> bool:
    """Whether ``element`` is something a run holds, or a formula beside the runs."""
    parent = element.getparent()
    in_run: bool = parent is not None and parent.tag == f"{W}r" and element.tag != f"{W}rPr"
    return in_run or element.tag == f"{M}oMath"


def _close(ended: _Field, end: Any, name: str, notes: list[Note]) -> list[Any]:
    """Take the code of the field away, and its result, too, when the code says what is shown; return what is left."""
    code = "".join(e.text or "" for e in ended.code if e.tag in {f"{W}instrText", f"{W}t"})
    for element in ended.code:
        remove(element)
    drawn = _drawn(code, ended.begin)
    result = ended.result or []
    if drawn is None:
        if not any(e.tag not in {f"{W}lastRenderedPageBreak", f"{W}instrText"} for e in result):
            _note_missing(code, name, notes)
        return result
    for element in result:
        remove(element)
    shown = text_element(beside(text_before(end), drawn))
    replace(end, shown)
    return [shown]


def _drawn(code: str, begin: Any) -> str | None:
    """The text that Word draws from the code alone, None for a field that shows its result."""
    named = _NAME.match(code)
    draw = _DRAWN.get(named[1].upper()) if named else None
    return draw(code[named.end() :], begin) if draw and named else None


def _note_missing(code: str, name: str, notes: list[Note]) -> None:
    named = _NAME.match(code)
    if named and (named[1].upper() in _SHOWING or named[1].startswith("=")):
        notes.append(Note("part-missing", Message(_NO_RESULT, {"name": name, "code": code.strip()[:60]})))


def text_before(element: Any) -> str:
    """The last characters of the paragraph before ``element``, "" at its begin."""
    paragraph = next((a for a in element.iterancestors() if a.tag == f"{W}p"), None)
    if paragraph is None:
        return ""
    before = ""
    for other in paragraph.iter():
        if other is element:
            break
        if other.tag == f"{W}t":
            before = (before + (other.text or ""))[-20:]
    return before


def _button(code: str, _: Any) -> str:
    """MACROBUTTON name text (17.16.5.34), GOTOBUTTON place text."""
    parts = code.split(maxsplit=1)
    return parts[1].strip() if len(parts) > 1 else ""


def _symbol(code: str, _: Any) -> str | None:
    r"""SYMBOL 61552 \f Wingdings (17.16.5.60): a code in decimal or 0x hex figures, and the font."""
    words = [quoted or word for quoted, word in _WORDS.findall(code)]
    try:
        number = int(words[0], 16 if words[0].lower().startswith("0x") else 10)
    except (IndexError, ValueError):
        return None
    font = next((words[i + 1] for i, word in enumerate(words[:-1]) if word.lower() == "\\f"), "")
    return symbol(font, number)


def _check_box(_: str, begin: Any) -> str:
    box = begin.find(f"{W}ffData/{W}checkBox")
    states = [] if box is None else [box.find(f"{W}checked"), box.find(f"{W}default")]
    state = next((s for s in states if s is not None), None)
    return "☑" if state is not None and is_on(state) else "☐"


def _drop_down(_: str, begin: Any) -> str | None:
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    entries = [value(e) or "" for e in choices.findall(f"{W}listEntry")]
    chosen = value(choices, "result") or value(choices, "default") or "0"
    return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else None


_DRAWN: dict[str, Callable[[str, Any], str | None]] = {
    "EQ": lambda code, _: equation(code),
    "SYMBOL": _symbol,
    "MACROBUTTON": _button,
    "GOTOBUTTON": _button,
    "FORMCHECKBOX": _check_box,
    "FORMDROPDOWN": _drop_down,
}
