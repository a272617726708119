"""Runs of a Word document → the characters Word shows: hidden and struck-out text out, raised figures as such, symbols, hyphens, ruby's base."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from summarizer.document.decode import Note
from summarizer.document.formats.linear import shifted
from summarizer.document.formats.symbols import is_symbol_font, symbol
from summarizer.document.formats.word_tree import (
    W,
    all_named,
    is_on,
    remove,
    replace,
    run_of,
    text_element,
    text_of,
    value,
)
from summarizer.messages import Message, template

_UNKNOWN_SYMBOLS = template(
    "{count} characters of the symbol font {font} in {name} have no known counterpart in Unicode and are left out."
)
# A figure struck out is no figure of the report, though Word shows it.
_STRUCK = template("{name} strikes out some words; they are left out of its text.")
_PRIVATE = re.compile("[\uf000-\uf0ff]")


@dataclass(slots=True)
class Styles:
    """What styles say of hidden and raised text: for a style and a property, the value of the nearest style that has one."""

    parents: dict[str, str | None] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    default: dict[str, str] = field(default_factory=dict)  # type of style → default style
    document: dict[str, str] = field(default_factory=dict)

    def of(self, style: str | None, name: str) -> str | None:
        """The value of the property ``name`` that the style or one it is based on has, None without one."""
        seen: set[str] = set()
        while style is not None and style not in seen:
            seen.add(style)
            if name in self.own.get(style, {}):
                return self.own[style][name]
            style = self.parents.get(style)
        return None

    def toggled(self, properties: Any, paragraph: Any, name: str) -> bool:
        """Whether the toggle property ``name`` is on for a run (17.7.3): its own value decides, else the styles of the
        paragraph and of the run, which cancel each other."""
        own = None if properties is None else properties.find(f"{W}{name}")
        if own is not None:
            return is_on(own)
        if self.document.get(name) == "1":
            return True
        styles = (
            value(paragraph, "pPr/pStyle") or self.default.get("paragraph"),
            value(properties, "rStyle") or self.default.get("character"),
        )
        return sum(self.of(style, name) == "1" for style in styles) == 1

    def says(self, properties: Any, paragraph: Any, name: str) -> str | None:
        """The value of any other property for a run: its own, else that of its style, else of its paragraph's."""
        if (own := value(properties, name)) is not None:
            return own
        of_run = self.of(value(properties, "rStyle"), name)
        return of_run or self.of(value(paragraph, "pPr/pStyle") or self.default.get("paragraph"), name)


_TOGGLES, _VALUES = ("vanish", "caps", "strike", "dstrike"), ("vertAlign", "position", "sz")
# Half-points (17.3.2.24) by which a smaller run must be moved to be read as raised or lowered, and a run's size where none is said.
_LEAST_MOVED, _USUAL_SIZE = 2, 20


def read_styles(tree: Any) -> Styles:
    """What ``styles.xml`` says of hidden and raised text; ``tree`` may be None."""
    out = Styles()
    if tree is None:
        return out
    for style in tree.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        out.parents[name] = value(style, "basedOn")
        out.own[name] = _own(style.find(f"{W}rPr"))
        if style.get(f"{W}default") in {"1", "true", "on"}:
            out.default[style.get(f"{W}type", "")] = name
    out.document = _own(tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    return out


def _own(properties: Any) -> dict[str, str]:
    if properties is None:
        return {}
    found = {n: e for n in (*_TOGGLES, *_VALUES) if (e := properties.find(f"{W}{n}")) is not None}
    return {n: ("1" if is_on(e) else "0") if n in _TOGGLES else value(e) or "" for n, e in found.items()}


def show_runs(story: Any, styles: Styles, name: str, notes: list[Note]) -> None:
    """Leave in the runs of ``story`` what Word shows of them, as ``w:t``, ``w:tab`` and ``w:br``."""
    for ruby in all_named(story, f"{W}ruby"):
        base = ruby.find(f"{W}rubyBase")
        replace(ruby, text_element("" if base is None else text_of(base)))
    unknown: dict[str, int] = {}
    struck = False
    for paragraph in story.iter(f"{W}p"):
        runs = [r for r in paragraph.iter(f"{W}r") if next(r.iterancestors(f"{W}p"), None) is paragraph]
        for run in runs:
            properties = run.find(f"{W}rPr")
            if styles.toggled(properties, paragraph, "vanish"):
                remove(run)
                continue
            if any(styles.toggled(properties, paragraph, kind) for kind in ("strike", "dstrike")):
                struck = struck or bool(text_of(run).strip())
                remove(run)
                continue
            _show_characters(run, unknown)
            if styles.toggled(properties, paragraph, "caps"):
                for text in run.iter(f"{W}t"):
                    text.text = (text.text or "").upper()
        _show_shifted([r for r in runs if r.getparent() is not None], paragraph, styles)
    if struck:
        notes.append(Note("part-missing", Message(_STRUCK, {"name": name})))
    for font, count in unknown.items():
        notes.append(
            Note("part-missing", Message(_UNKNOWN_SYMBOLS, {"count": count, "font": font, "name": name}))
        )


def mark_is_hidden(paragraph: Any, styles: Styles) -> bool:
    """Whether the paragraph's mark is hidden: what follows then stands in the same line."""
    return styles.toggled(paragraph.find(f"{W}pPr/{W}rPr"), paragraph, "vanish")


def _show_characters(run: Any, unknown: dict[str, int]) -> None:
    properties = run.find(f"{W}rPr")
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    for child in list(run):
        shown: str | None = None
        if child.tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            own = child.get(f"{W}font", "")
            shown = symbol(own, int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else None
            if shown is None:
                unknown[own] = unknown.get(own, 0) + 1
                shown = ""
        elif child.tag == f"{W}noBreakHyphen":
            shown = "-"
        elif child.tag == f"{W}softHyphen":
            shown = ""
        elif child.tag == f"{W}t" and child.text and (is_symbol_font(font) or _PRIVATE.search(child.text)):
            shown = _of_symbol_font(child.text, font or "", unknown)
        elif child.tag == f"{W}cr" or (child.tag == f"{W}br" and child.get(f"{W}type") in {"page", "column"}):
            child.tag = f"{W}br"
            child.attrib.pop(f"{W}type", None)
        elif child.tag == f"{W}ptab":
            child.tag = f"{W}tab"
        if shown is not None:
            replace(child, text_element(shown))


def _of_symbol_font(text: str, font: str, unknown: dict[str, int]) -> str:
    """``text`` as a symbol font shows it; characters it can't have (Chinese ones) are shown in another font."""
    out = ""
    for char in text:
        private = bool(_PRIVATE.match(char))
        if not private and (not is_symbol_font(font) or ord(char) > 0xFF or char.isspace()):
            out += char
        elif (found := symbol(font, ord(char))) is not None:
            out += found
        else:
            unknown[font] = unknown.get(font, 0) + 1
    return out


def _show_shifted(runs: list[Any], paragraph: Any, styles: Styles) -> None:
    """Write raised and lowered text as such where it would be read as part of a figure: 10⁴, m², log₂8."""
    texts = [text_of(run) for run in runs]
    sizes = [_half_points(styles, run, paragraph, "sz") or _USUAL_SIZE for run in runs]
    aligned = [
        _alignment(styles, run, paragraph, size < max(sizes)) for run, size in zip(runs, sizes, strict=True)
    ]
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and aligned[end] == aligned[at]:
            end += 1
        if aligned[at] in {"superscript", "subscript"}:
            text = "".join(texts[at:end])
            before, after = "".join(texts[:at])[-1:], "".join(texts[end:])[:1]
            shown = shifted(text, before, after, is_raised=aligned[at] == "superscript")
            if shown is not None and all(_holds_text_only(run) for run in runs[at:end]):
                replace(runs[at], run_of(shown))
                for run in runs[at + 1 : end]:
                    remove(run)
        at = end


def _alignment(styles: Styles, run: Any, paragraph: Any, is_smaller: bool) -> str | None:
    """superscript or subscript, by name, or by being moved and smaller than its neighbours, as LibreOffice writes it."""
    named = styles.says(run.find(f"{W}rPr"), paragraph, "vertAlign")
    moved = _half_points(styles, run, paragraph, "position")
    if named in {"superscript", "subscript"} or not is_smaller or abs(moved) < _LEAST_MOVED:
        return named
    return "superscript" if moved > 0 else "subscript"


def _half_points(styles: Styles, run: Any, paragraph: Any, name: str) -> int:
    """A length of a run in half-points; 0 where none is said, or what is said is no number."""
    said = styles.says(run.find(f"{W}rPr"), paragraph, name) or styles.document.get(name) or ""
    found = re.fullmatch(r"(-?\d{1,4})(?:\.\d+)?(pt)?", said)
    return int(found[1]) * (2 if found[2] else 1) if found else 0


def _holds_text_only(run: Any) -> bool:
    return all(child.tag in {f"{W}rPr", f"{W}t", f"{W}lastRenderedPageBreak"} for child in run)
