"""Equations of a Word document (Office Math, 22.1) → linear text: 1/2, 10⁴, √2, ∑_(i=1)ⁿ x."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summarizer.document.formats.linear import beside, bound, fraction, lowered, raised, root
from summarizer.document.formats.word_fields import text_before
from summarizer.document.formats.word_tree import M, W, all_named, replace, run_of, unwrap

# Accents are combining characters; a line over or under a name changes no figure and is left out.
_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u20d7")


def show_equations(story: Any) -> None:
    """Put the linear text of every equation in ``story`` where the equation stands."""
    for equation in all_named(story, f"{M}oMath"):
        if equation.getparent() is not None and next(equation.iterancestors(f"{M}oMath"), None) is None:
            replace(equation, run_of(beside(text_before(equation), linear(equation))))
    for paragraph in all_named(story, f"{M}oMathPara"):
        for properties in paragraph.findall(f"{M}oMathParaPr"):
            paragraph.remove(properties)
        unwrap(paragraph)


def linear(element: Any) -> str:
    """The text of an Office Math element (``m:oMath``, ``m:e``, ``m:num`` …), of all it holds."""
    out = ""
    for child in element:
        namespace, _, name = str(child.tag).rpartition("}")
        if name == "r":
            out += "".join(t.text or "" for t in child.iter(f"{M}t", f"{W}t"))
        elif namespace + "}" == M and name in _DRAW:
            out = _joined(out, _DRAW[name](child))
        elif not name.endswith("Pr"):
            out += linear(child)
    return out


def _joined(before: str, after: str) -> str:
    return before + beside(before, after)


def _part(element: Any, name: str) -> str:
    part = element.find(f"{M}{name}")
    return "" if part is None else linear(part).strip()


def _property(element: Any, name: str, default: str) -> str:
    """A value from the properties of ``element``; a property without a value stands for an empty text."""
    own = str(element.tag).rpartition("}")[2]
    found = element.find(f"{M}{own}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _fraction(element: Any) -> str:
    numerator, denominator = _part(element, "num"), _part(element, "den")
    if _property(element, "type", "bar") == "noBar":  # two lines in brackets, as for a choice of k out of n
        return f"{numerator}; {denominator}"
    return fraction(numerator, denominator)


def _root(element: Any) -> str:
    return root(_part(element, "e"), _part(element, "deg"))


def _sum(element: Any) -> str:
    sign = _property(element, "chr", "∫")
    low, up = _part(element, "sub"), _part(element, "sup")
    return f"{sign}{lowered(low)}{raised(up)}" + (f" {term}" if (term := _part(element, "e")) else "")


def _delimited(element: Any) -> str:
    inner = _property(element, "sepChr", "|").join(linear(e).strip() for e in element.findall(f"{M}e"))
    return _property(element, "begChr", "(") + inner + _property(element, "endChr", ")")


def _matrix(element: Any) -> str:
    rows = (", ".join(linear(e).strip() for e in row.findall(f"{M}e")) for row in element.findall(f"{M}mr"))
    return f"[{'; '.join(rows)}]"


def _rows(element: Any) -> str:
    return "; ".join(linear(e).strip() for e in element.findall(f"{M}e"))


def _accented(element: Any) -> str:
    accent = _property(element, "chr", "\u0302")
    return _part(element, "e") + (accent if accent in _ACCENTS else "")


def _phantom(element: Any) -> str:
    """A phantom (22.1.2.81) keeps room for a term; it shows it unless its property says otherwise."""
    return "" if _property(element, "show", "1") in {"0", "off", "false"} else _part(element, "e")


def _with(below: str, above: str) -> Callable[[Any], str]:
    """How an expression with something ``below`` and ``above`` it (names of parts) is written."""

    def draw(element: Any) -> str:
        out = bound(_part(element, "e"))
        if below:
            out += lowered(_part(element, below))
        return out + (raised(_part(element, above)) if above else "")

    return draw


def _before(element: Any) -> str:
    return lowered(_part(element, "sub")) + raised(_part(element, "sup")) + _part(element, "e")


def _function(element: Any) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


_DRAW: dict[str, Callable[[Any], str]] = {
    "acc": _accented,
    "d": _delimited,
    "eqArr": _rows,
    "f": _fraction,
    "func": _function,
    "limLow": _with("lim", ""),
    "limUpp": _with("", "lim"),
    "m": _matrix,
    "nary": _sum,
    "phant": _phantom,
    "rad": _root,
    "sPre": _before,
    "sSub": _with("sub", ""),
    "sSubSup": _with("sub", "sup"),
    "sSup": _with("", "sup"),
}
