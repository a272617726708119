"""Formulas as one line of text: 1/2, 10⁴, √2, xₙ, ①. No figure ever runs into one that stands above, below or beside it.

The forms are those of Unicode Technical Note 28 (linear format of mathematics) where Unicode has no character of its own.
"""

from __future__ import annotations

import re

_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", strict=True))
_PLAIN = {ord(c): plain for plain, c in (_RAISED | _LOWERED).items() if plain.isdecimal()} | {
    ord(_RAISED[digit]): digit for digit in "0123456789"
}
# What binds as tightly as one number or one word.
_SIMPLE = re.compile(r"[\d.,]+%?|[^\W\d_]+|[^\W\d_]?[₀-₉⁰¹²³⁴-⁹]+|\([^()]*\)|.")
_CIRCLES, _SQUARES = frozenset("○〇◯Oo⃝"), frozenset("□■▢☐口")
_CIRCLED = {str(n): c for n, c in zip(range(51), "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿", strict=True)}  # fmt: skip
_CIRCLED |= dict(zip("一二三四五六七八九十上中下左右", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉㊤㊥㊦㊧㊨", strict=True))
_BOXED = {"√": "☑", "✓": "☑", "✔": "☑", "×": "☒", "✗": "☒", "x": "☒", "X": "☒"}
# Ends of English ordinals, and marks of trade names: raised by habit, and never taken for figures.
_RAISED_BY_HABIT = re.compile(r"st|nd|rd|th|TM|SM|R|™|®|℠|[\[〔【(（].*[\]〕】)）]", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z0-9]")
_SHAPES = _CIRCLES | _SQUARES | frozenset("△▲◇◆☆▽")


def raised(text: str) -> str:
    """``text`` as a superscript: in Unicode's superscripts, or as ^(…)."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """``text`` as a subscript: in Unicode's subscripts, or as _(…)."""
    return _shifted(text, _LOWERED, "_")


def shifted(text: str, before: str, after: str, *, is_raised: bool) -> str | None:
    """How a raised or lowered text is written between the texts ``before`` and ``after``; None where it may stand as it is."""
    bare = text.strip()
    if not is_raised:
        # CO2 and PM2.5 are written so; a figure beside a figure is not
        joins = before[-1:].isdecimal() or after[:1].isdecimal()
        return lowered(bare) if bare[:1].isdecimal() and joins else None
    if not _LATIN.search(bare) or _RAISED_BY_HABIT.fullmatch(bare):
        return None
    if not any(c.isdecimal() for c in bare) and not before[-1:].isdecimal():
        return None
    return raised(bare)


def fraction(numerator: str, denominator: str) -> str:
    """1/2; parts that are more than a number or a word stand in brackets."""
    return f"{bound(numerator)}/{bound(denominator)}"


def root(radicand: str, degree: str = "") -> str:
    """√2, ³√8."""
    return f"{raised(degree) if degree else ''}√{bound(radicand)}"


def enclosed(shape: str, text: str) -> str | None:
    """``text`` inside ``shape`` (a circle, a square, another sign): ①, ㊀, ☑, else in brackets; None when ``shape`` is none."""
    if shape not in _SHAPES:
        return None
    text = text.translate(_PLAIN)  # moved up or down to stand in the middle of the shape
    if shape in _CIRCLES and text in _CIRCLED:
        return _CIRCLED[text]
    if shape in _SQUARES:
        return _BOXED.get(text, f"[{text}]")
    return f"({text})"


def bound(text: str) -> str:
    """``text``, in brackets when it is more than a number or a word."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def beside(before: str, after: str) -> str:
    """``after`` as it is set behind ``before``: with a space where two figures would become one (3 1/2, not 31/2)."""
    return f" {after}" if before[-1:].isdecimal() and after[:1].isdecimal() else after


def _shifted(text: str, characters: dict[str, str], sign: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if all(c in characters for c in text):
        return "".join(characters[c] for c in text)
    return f"{sign}({text})"
