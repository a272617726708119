"""Finds page noise by the table of noise_forms.py and takes it out of the clean text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.document.model import Repair
from summarizer.document.noise_forms import FORMS, NoiseForm
from summarizer.document.page_numbers import find_page_numbers
from summarizer.document.script import detect_script, to_simplified
from summarizer.document.site_names import find_site_names
from summarizer.document.textmap import Edit, MappedText

__all__ = ["FORMS", "Dropped", "NoiseForm", "drop_noise", "find_noise", "is_noise"]

# Zero-width and bidirectional marks, soft hyphen, byte-order mark in mid-text, control characters but tab and line ends.
_MARKS = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
# A line of nothing else, which wikis put where a line may be broken, goes with its line ends: …，为打⏎​⏎造人类命运共同体
_INVISIBLE = re.compile(rf"(?<=[\u4e00-\u9fff，、])\n[{_MARKS}]+\n(?=[\u4e00-\u9fff])|[{_MARKS}]+")

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_SALUTATION = re.compile(r"\s*(?:尊敬的)?(?:各位|同志们|主任|主席|代表).{0,20}[:：!！,，]\s*$")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+部分|\d{1,2}[.、．])"
)
_BLANKS = " \t\u3000\xa0"
_STOP = re.compile(r"[。！？；]")
# Forms that begin with words a report begins with too: 主办：, 来源：, 本站. What counts or sets a date by then is the report's.
_BESIDE_FIGURES = frozenset({"label", "index table", "footer", "rights of the site", "sharing site"})
_OF_REPORT = re.compile(
    r"\d(?:余|多)?(?:[万亿%]|[个项家件条户所座吨]|小时|人次|公里)|[月年]底|[日月年底]前|责任(?:人|单位|领导|科室)[:：]"
)
_LEAST_PROSE, _LONG_LINE, _LEAST_REPEAT = 8, 60, 15
# Words that reports use too are noise in a run of this many lines at an edge of the text.
_LEAST_RUN = 3


@dataclass(frozen=True, slots=True)
class Dropped:
    """``text[start:end]`` is noise of the kind ``name``."""

    start: int
    end: int
    name: str


def drop_noise(mapped: MappedText) -> tuple[MappedText, list[Repair]]:
    """Drop invisible characters and page noise; list what was dropped (invisible characters are not listed)."""
    mapped = mapped.apply(Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(mapped.text))
    found = find_noise(mapped.text)
    repairs = [Repair("noise-dropped", *mapped.span(d.start, d.end), "") for d in found]
    return mapped.apply(Edit(d.start, d.end, "") for d in found), repairs


def find_noise(text: str, forms: tuple[NoiseForm, ...] = FORMS) -> list[Dropped]:
    """The noise in a text by ``forms`` and by what repeats in it, in order, without overlaps."""
    folded = _folded(text)
    lines = [match.span() for match in _LINE.finditer(folded)]
    found = [d for form in forms if form.place == "anywhere" for d in _matches(form, folded)]
    edges = [d for form in forms if form.place in {"edge", "tail"} for d in _matches(form, folded)]
    begin, end = _body(folded, lines, [*found, *edges])
    tails = {form.name for form in forms if form.place == "tail"}
    found += [d for d in edges if d.start >= end or (d.end <= begin and d.name not in tails)]
    found += _repeats(folded, lines, end, found)
    found += _runs(folded, lines, found, forms=forms, body=(begin, end))
    found += [Dropped(*span, "name of a site") for span in find_site_names(folded)]
    kept = _without_overlaps(found)
    rest = [Dropped(*span, "page number between halves") for span in find_page_numbers(folded)]
    return _without_overlaps([*kept, *rest])


def is_noise(line: str) -> bool:
    """Whether a line reads as noise from end to end, wherever it stands."""
    folded = _folded(line)
    return any(
        match is not None and not folded[: match.start()].strip() and not folded[match.end() :].strip()
        for match in (form.pattern.search(folded) for form in FORMS if form.place != "run")
    )


def _folded(text: str) -> str:
    """The text in simplified characters, one for one, as the forms are written; lines that would change length stay."""
    if detect_script(text) == "hans":
        return text
    lines = text.split("\n")
    simple = to_simplified(text).split("\n")
    return "\n".join(new if len(new) == len(old) else old for old, new in zip(lines, simple, strict=True))


def _matches(form: NoiseForm, text: str) -> list[Dropped]:
    group: str | int = "noise" if "noise" in form.pattern.groupindex else 0
    spans = (match.span(group) for match in form.pattern.finditer(text))
    return [
        Dropped(
            start + len(found) - len(found.lstrip(_BLANKS)), start + len(found.rstrip(_BLANKS)), form.name
        )
        for start, end in spans
        if (found := text[start:end]).strip()
        and not (form.name in _BESIDE_FIGURES and _OF_REPORT.search(found))
    ]


def _body(text: str, lines: list[tuple[int, int]], noise: list[Dropped]) -> tuple[int, int]:
    """Where the report's first line of prose begins (after its title) and its last one ends; the whole text where it has none."""
    covered = _covered(lines, noise)
    prose = [(start, end) for start, end in lines if start not in covered and _is_prose(text[start:end])]
    # Behind noise may stand the page's description of itself, which says the first sentences again.
    while (
        len(prose) > 1
        and any(prose[-2][1] <= d.start < prose[-1][0] for d in noise)
        and _is_repeat(text[slice(*prose[-1])], text[: prose[-1][0]])
    ):
        prose.pop()
    # A text without prose (a table, a line out of a report) has no edges that could be told from its body.
    return (prose[0][0], prose[-1][1]) if prose else (0, len(text))


def _is_prose(line: str) -> bool:
    bare = line.strip()
    if _SALUTATION.match(bare) or _HEADING.match(bare) or len(bare) >= _LONG_LINE:
        return True
    return len(bare) >= _LEAST_PROSE and bool(_STOP.search(bare))


def _is_repeat(line: str, before: str) -> bool:
    """Whether a line says again what stands above: a page's description of itself, below its text."""
    bare = "".join(line.split())
    return len(bare) >= _LEAST_REPEAT and bare in "".join(before.split())


def _repeats(text: str, lines: list[tuple[int, int]], end: int, found: list[Dropped]) -> list[Dropped]:
    """The lines at the end that repeat the text above, when noise parts them from it."""
    last = next((d for d in sorted(found, key=lambda d: d.start) if d.start >= end), None)
    if last is None:
        return []
    return [
        Dropped(start, stop, "description of the page")
        for start, stop in lines
        if start >= last.end and _is_repeat(text[start:stop], text[:end])
    ]


def _runs(
    text: str,
    lines: list[tuple[int, int]],
    found: list[Dropped],
    *,
    forms: tuple[NoiseForm, ...],
    body: tuple[int, int],
) -> list[Dropped]:
    """Lines that are noise beside other noise: a run of them holds a line that is noise anyway, or is long and at an edge."""
    weak = {d.start: d for form in forms if form.place == "run" for d in _matches(form, text)}
    covered = _covered(lines, found)
    out: list[Dropped] = []
    run: list[Dropped] = []
    sure = False

    def finish() -> None:
        at_edge = bool(run) and (run[0].start >= body[1] or run[-1].end <= body[0])
        if sure or (at_edge and len(run) >= _LEAST_RUN):
            out.extend(run)

    for start, _ in lines:
        if start in covered:
            sure = True
        elif start in weak:
            run.append(weak[start])
        else:
            finish()
            run, sure = [], False
    finish()
    return out


def _covered(lines: list[tuple[int, int]], noise: list[Dropped]) -> set[int]:
    """The starts of the lines that hold noise and nothing else."""
    spans = _without_overlaps(noise)
    covered: set[int] = set()
    at = 0
    for start, end in lines:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at < len(spans) and spans[at].start <= start and spans[at].end >= end:
            covered.add(start)
    return covered


def _without_overlaps(found: list[Dropped]) -> list[Dropped]:
    """In order; of two that overlap, the one that begins first, and of those the longer one."""
    out: list[Dropped] = []
    for dropped in sorted(found, key=lambda d: (d.start, -d.end)):
        if dropped.start >= (out[-1].end if out else 0):
            out.append(dropped)
    return out
