"""The numbers that Word shows before paragraphs (一、 · （二） · 1.), which stand in no run of the text.

Written from ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat): a paragraph names a list (``numPr``, itself
or through its style), the list names an abstract list, each of whose levels has a start, a format and a text such as
``（%1）``; a level starts anew after a paragraph of an outer level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from summarizer.document.formats.word_tree import W

_MAX_LEVELS = 9
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DASHES = frozenset("—―─–-")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    space: bool = False
    legal: bool = False  # shows outer levels in decimal figures
    restart: int | None = None  # the level (from 1) after which it starts anew; 0 never


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by abstract list
    lists: dict[str, tuple[str, dict[int, int]]] = field(
        default_factory=dict
    )  # list → abstract list, other starts
    styles: dict[str, tuple[str | None, int]] = field(default_factory=dict)  # style → list, level
    default_style: str | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """The number before ``paragraph`` (a ``w:p`` element), "" when it has none; must be asked in the text's order."""
        named = self._list_of(paragraph)
        if named is None:
            return ""
        list_id, depth = named
        if list_id not in self.lists:
            return ""
        abstract, starts = self.lists[list_id]
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if depth in starts and (list_id, depth) not in self._restarted:
            self._restarted.add((list_id, depth))
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        return _shown(level, levels, counts, depth)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        style = self.default_style
        number: str | None = None
        depth: int | None = None
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            style = _value(named) if named is not None else style
            own = properties.find(f"{W}numPr")
            if own is not None:
                number = _value(own.find(f"{W}numId"))
                depth = _integer(own.find(f"{W}ilvl"))
        from_style = self.styles.get(style or "", (None, 0))
        number = from_style[0] if number is None else number
        depth = from_style[1] if depth is None else depth
        return None if number in {None, "0"} else (str(number), depth)


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """The lists of ``numbering.xml`` and the styles that name them; either tree may be None."""
    out = Numbering()
    if styles is not None:
        _read_styles(styles, out)
    if numbering is None:
        return out
    links = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        name = abstract.get(f"{W}abstractNumId", "")
        out.levels[name] = {
            depth: _read_level(level)
            for level in abstract.findall(f"{W}lvl")
            if 0 <= (depth := int(level.get(f"{W}ilvl", "0"))) < _MAX_LEVELS
        }
        for level in abstract.findall(f"{W}lvl"):
            style = _value(level.find(f"{W}pStyle"))
            if style and style in out.styles:
                out.styles[style] = (out.styles[style][0], int(level.get(f"{W}ilvl", "0")))
        if (link := _value(abstract.find(f"{W}numStyleLink"))) is not None:
            links[name] = link
    for entry in numbering.iter(f"{W}num"):
        starts, own = {}, {}
        for override in entry.findall(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            if (start := _integer(override.find(f"{W}startOverride"))) is not None:
                starts[depth] = start
            if (level := override.find(f"{W}lvl")) is not None:
                own[depth] = _read_level(level)
        abstract_id = _value(entry.find(f"{W}abstractNumId")) or ""
        number = entry.get(f"{W}numId", "")
        if own:  # a list that looks otherwise counts for itself
            name = f"{abstract_id}/{number}"
            out.levels[name] = out.levels.get(abstract_id, {}) | own
            abstract_id = name
        out.lists[number] = (abstract_id, starts)
    for name, style in links.items():
        target = out.lists.get(out.styles.get(style, (None, 0))[0] or "")
        if target is not None:
            out.levels[name] = out.levels.get(target[0], {})
    return out


def _read_styles(styles: Any, out: Numbering) -> None:
    parents: dict[str, str | None] = {}
    own: dict[str, tuple[str | None, int | None]] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        parents[name] = _value(style.find(f"{W}basedOn"))
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None:
            own[name] = (_value(number.find(f"{W}numId")), _integer(number.find(f"{W}ilvl")))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
            out.default_style = name
    for name in parents:
        seen: set[str] = set()
        at: str | None = name
        number_id, depth = None, None
        while at is not None and at not in seen:
            seen.add(at)
            here = own.get(at, (None, None))
            number_id = here[0] if number_id is None else number_id
            depth = here[1] if depth is None else depth
            at = parents.get(at)
        if number_id is not None:
            out.styles[name] = (number_id, depth or 0)


def _read_level(level: Any) -> _Level:
    format_ = _value(level.find(f"{W}numFmt"))
    if format_ is None:  # newer formats stand in mc:AlternateContent
        format_ = next((v for e in level.iter(f"{W}numFmt") if (v := _value(e))), "decimal")
    return _Level(
        start=1 if (start := _integer(level.find(f"{W}start"))) is None else start,
        format=format_,
        text=_value(level.find(f"{W}lvlText")) or "",
        space=_value(level.find(f"{W}suff")) not in {"nothing"},
        legal=level.find(f"{W}isLgl") is not None,
        restart=_integer(level.find(f"{W}lvlRestart")),
    )


def _shown(level: _Level, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    if level.format == "bullet":
        return "——" if level.text and set(level.text) <= _DASHES else ""
    if level.format == "none":
        return level.text if "%" not in level.text else ""
    text = level.text
    for i in range(depth + 1):
        if f"%{i + 1}" in text:
            outer = levels.get(i, _Level())
            format_ = "decimal" if level.legal and i < depth else outer.format
            text = text.replace(f"%{i + 1}", numbered(counts.get(i, outer.start), format_))
    # A space keeps the number apart from a figure that follows it: 1. 2015年…
    return text + (" " if text and level.space and text[-1].isascii() else "")


def numbered(n: int, format_: str) -> str:
    """``n`` in one of the formats that Chinese documents use; decimal for all others."""
    if not 0 < n < 10_000:
        return str(n)
    match format_:
        case (
            "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCounting"
            | "taiwaneseCountingThousand" | "ideographDigital" | "koreanDigital" | "japaneseDigitalTenThousand"
        ):  # fmt: skip
            return chinese_number(n)
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return chinese_number(n).translate(_LEGAL)
        case "decimalZero":
            return f"{n:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(n).translate({ord("0") + d: ord("０") + d for d in range(10)})
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if n <= 20:
            return chr(ord("①") + n - 1)
        case "decimalEnclosedParen" if n <= 20:
            return chr(ord("⑴") + n - 1)
        case "decimalEnclosedFullstop" if n <= 20:
            return chr(ord("⒈") + n - 1)
        case "ideographEnclosedCircle" if n <= 10:
            return chr(ord("㊀") + n - 1)
        case "ideographTraditional" if n <= 10:
            return _STEMS[n - 1]
        case "ideographZodiac" if n <= 12:
            return _BRANCHES[n - 1]
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (n - 1) % 26) * ((n - 1) // 26 + 1)
            return letter if format_ == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            roman = roman_number(n)
            return roman if format_ == "upperRoman" else roman.lower()
    return str(n)


def chinese_number(n: int) -> str:
    """``n`` below 10,000 in Chinese figures: 十二, 二十, 一百零五."""
    out, zero = "", False
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, value)
        if digit:
            out += (
                ("零" if zero else "")
                + ("" if digit == 1 and value == 10 and not out else "零一二三四五六七八九"[digit])
                + name
            )
        zero = bool(out) and not digit and n > 0
    return out


def roman_number(n: int) -> str:
    """``n`` in Roman figures: 4 is IV."""
    out = ""
    for value, figure in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += figure * (n // value)
        n %= value
    return out


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _integer(element: Any) -> int | None:
    value = _value(element)
    return int(value) if value is not None and value.lstrip("-").isdigit() else None
