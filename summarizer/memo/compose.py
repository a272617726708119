"""Results of all schemas → a memo: first what each part may tell, then, with or without a model's prose, the memo itself.

A point is told once: what the paragraph of a part tells is not listed below it again, and the figures of the body are the items'
own. Only the last part counts and computes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from summarizer.checks import Relation
from summarizer.extract.model import Item, SchemaResult
from summarizer.extract.outcome import explained, outcome_of
from summarizer.memo.figures import (
    Headline,
    Pair,
    Periods,
    chart,
    foremost,
    headline,
    main_periods,
    of_other_periods,
    pair_up,
    period_name,
    table,
)
from summarizer.memo.model import Block, Kind, Memo, Paragraph, Run
from summarizer.memo.numbering import heading
from summarizer.memo.prose import Brief, Prose, Told
from summarizer.memo.punctuation import full_width
from summarizer.memo.references import References
from summarizer.memo.selection import (
    Point,
    by_topic,
    choose,
    in_order,
    main_topics,
    weigh_result,
    weigh_task,
)
from summarizer.memo.verification import verification
from summarizer.messages import Words, template
from summarizer.reading import Reading
from summarizer.reading.statements import concept_of

# The schemas a memo is made of.
SCHEMAS = ("reviews", "problems", "tasks", "indicators")
# The schema that a part of the memo tells the items of.
_SCHEMA_OF = {"indicators": "indicators", "results": "reviews", "problems": "problems", "tasks": "tasks"}
_PERIOD_RESULTS = 3
_IN_PARAGRAPH = 4
_RULE_FIGURES = 4
_RULE_RESULTS = 3


@dataclass(frozen=True)
class Material:
    """What a memo may tell, chosen from the results: its ``briefs`` go to a model, or stand for themselves."""

    reading: Reading
    results: Mapping[str, SchemaResult]
    relations: Sequence[Relation]
    periods: Periods
    pairs: tuple[Pair, ...]
    rows_cut: int
    other_figures: tuple[tuple[str, str, list[Headline]], ...]
    results_told: tuple[Point, ...]
    problems: tuple[Point, ...]
    tasks: tuple[Point, ...]

    def items(self, schema: str) -> tuple[Item, ...]:
        result = self.results.get(schema)
        return result.items if result else ()


def gather(
    reading: Reading,
    results: Sequence[SchemaResult],
    relations: Sequence[Relation],
    limits: Mapping[str, int],
) -> Material:
    """What a memo of ``outline`` may tell; ``limits`` says how many points each part tells at most."""
    of = {result.schema: result for result in results}
    items = of["indicators"].items if "indicators" in of else ()
    figures = [headline(reading, i) for i in items if i.worst not in {"error", "warning"}]
    metadata = reading.metadata
    periods = main_periods(figures, metadata.review_period, metadata.plan_period)
    found = pair_up(figures, periods)
    pairs = foremost(found, limits["indicators"])
    others = of_other_periods(figures, periods)
    known = [f.item for f in figures if concept_of(f.name).known]
    taken = [(e.start, e.end) for i in (*known, *(i for p in found for i in p.items)) for e in i.evidence]

    def free(schema: str) -> list[Item]:
        """Items that are no headline indicator; the period of such a figure would be lost in a list of results or tasks."""
        items = of[schema].items if schema in of else ()
        return [i for i in items if not any(a < e.end and e.start < b for e in i.evidence for a, b in taken)]

    return Material(
        reading, of, relations, periods, tuple(pairs), len(found) - len(pairs), tuple(others),
        tuple(choose(free("reviews"), weigh_result, limits["results"])),
        tuple(in_order(reading, free("problems"), limits["problems"])),
        tuple(choose(free("tasks"), weigh_task, limits["tasks"])),
    )  # fmt: skip


def briefs(material: Material, limits: Mapping[str, int], words: Words) -> list[Brief]:
    """What each part's paragraph is to be written from."""
    report = asdict(material.reading.metadata)
    figures = [_point(p.actual) for p in material.pairs if p.actual]
    best = sorted(material.results_told, key=lambda p: -weigh_result(p))[:_PERIOD_RESULTS]
    opening = [*_distinct(figures)[: max(0, limits["period"] - len(best))], *best]
    others = [p for p in material.results_told if p not in best]
    points = {
        "period": tuple(opening),
        "indicators": tuple(_distinct([_point(p.target) for p in material.pairs if p.target])),
        "results": _best(others, weigh_result), "problems": material.problems, "tasks": _best(material.tasks, weigh_task),
    }  # fmt: skip
    return [
        Brief(part, words(_TITLES[part]), own, part == "problems", report) for part, own in points.items()
    ]


def _best(points: Sequence[Point], weigh: Callable[[Point], float]) -> tuple[Point, ...]:
    """The points that a paragraph may tell; the others are listed below it by topic."""
    best = sorted(points, key=lambda p: -weigh(p))[:_IN_PARAGRAPH]
    return tuple(p for p in points if p in best)


def compose(material: Material, limits: Mapping[str, int], prose: Mapping[str, Prose], words: Words) -> Memo:
    """The memo. ``prose`` holds the paragraphs a model wrote, by part; a part without one gets the sentence of the rules."""
    return _Composer(material, limits, prose, words).memo()


_TITLES = {
    "period": template("Overview"), "indicators": template("Headline indicators"), "results": template("Main results"), "problems": template("Problems admitted"),
    "tasks": template("Tasks ahead"), "checks": template("Verification of figures"),
}  # fmt: skip


class _Composer:
    def __init__(
        self, material: Material, limits: Mapping[str, int], prose: Mapping[str, Prose], words: Words
    ) -> None:
        self._material = material
        self._prose = prose
        self._words = words
        self._briefs = {b.part: b for b in briefs(material, limits, words)}
        self._references = References(material.reading)
        self._told: set[str] = set()
        self._blocks: list[Block] = []
        self._parts = 0

    def memo(self) -> Memo:
        self._heading_lines()
        words, period = self._words, period_name(self._material.periods.actual, self._words)
        self._part("period", self._opening(), words("Results of {period}. ", period=period) if period else "")
        self._indicators()
        results = self._material.results_told
        self._part("results", self._where("reviews"))
        self._by_topic(results)
        self._part("problems", self._where("problems"))
        self._numbered(self._material.problems)
        self._part("tasks", self._where("tasks"))
        self._by_topic(self._material.tasks)
        self._part("checks", [])
        self._blocks += verification(
            self._material.results.values(), self._material.relations, self._prose, self._references, self._words
        )  # fmt: skip
        return Memo(tuple(self._blocks), self._references.all())

    def _heading_lines(self) -> None:
        report = self._material.reading.metadata
        title = report.title or self._material.reading.document.name
        if report.region and report.region not in title:
            title = report.region + title
        self._add("title", Run(self._words("Briefing on {title}", title=title)))
        facts = [report.speaker, _date(report.date, self._words), report.meeting]
        if any(facts):
            self._add("fact", Run("　".join(fact for fact in facts if fact)))

    def _part(self, part: str, otherwise: Sequence[Told], lead: str = "") -> None:
        """The heading of a part and its paragraph: the model's, else the rules'. ``lead`` opens it, so that no target reads as a result."""
        self._parts += 1
        self._add("heading1", Run(heading(1, self._parts) + self._words(_TITLES[part])))
        written = self._prose.get(part)
        sentences = written.sentences if written and written.sentences else otherwise
        runs = [run for told in sentences for run in self._runs(told)]
        self._told |= {p.item.id for told in sentences for p in told.points}
        if runs:
            self._add("text", *([Run(lead, lead=True)] if lead else []), *runs)
        result = self._material.results.get(_SCHEMA_OF.get(part, ""))
        if result is not None and outcome_of(result) == "partly-answered":
            self._add("note", Run(self._explained(result)))

    def _explained(self, result: SchemaResult) -> str:
        """Why a part holds less than it might, or nothing."""
        said = explained(result)
        return "" if said is None else full_width(self._words.say(said))

    def _opening(self) -> list[Told]:
        """The paragraph of the rules: the first figures and results, word for word."""
        points = self._briefs["period"].points
        figures = [p for p in points if p.item.data.get("kind") == "actual"][:_RULE_FIGURES]
        results = [p for p in points if p not in figures and "achievement" in p.item.data][:_RULE_RESULTS]
        chosen = [*figures, *results]
        ends = ["；"] * (len(chosen) - 1) + ["。"] * bool(chosen)
        return [Told(full_width(p.text) + end, (p,)) for p, end in zip(chosen, ends, strict=True)]

    def _indicators(self) -> None:
        words, pairs, periods = self._words, self._material.pairs, self._material.periods
        self._part(
            "indicators", [], words("Targets for {period}. ", period=period_name(periods.target, words))
        )
        if not pairs:
            result = self._material.results.get("indicators")
            unanswered = result is not None and outcome_of(result) == "not-answered"
            said = self._explained(result) if result is not None and unanswered else ""
            self._add("text", Run(said or words("The report gives no figures of headline indicators.")))
            return
        self._blocks.append(table(pairs, periods, self._references, words))
        if self._material.rows_cut:
            self._add("note", Run(words("Further indicators of the report are not in the table.")))
        if (drawn := chart(pairs, periods, self._references, words)) is not None:
            self._blocks.append(drawn)
            if drawn.left_out:
                said = words("Not drawn, as they moved too far: {names}", names=drawn.left_out)
                self._add("note", Run(said))
        for kind, period, figures in self._material.other_figures:
            named = period_name(period, words)
            lead = words(
                "Targets for {period}. " if kind == "target" else "Results of {period}. ", period=named
            )
            points = _distinct([_point(figure) for figure in figures])
            self._add("text", Run(lead, lead=True), *self._listed(points))

    def _where(self, schema: str) -> list[Told]:
        """The sentence of the rules: where the items of ``schema`` lie."""
        topics = main_topics(self._material.items(schema))
        words = self._words
        said = {
            "reviews": words("Results lie mainly in {topics}.", topics=topics),
            "problems": words("The problems it admits to lie mainly in {topics}.", topics=topics),
            "tasks": words("Tasks lie mainly in {topics}.", topics=topics),
        }
        if topics:
            return [Told(said[schema], ())]
        result = self._material.results.get(schema)
        return [Told(self._explained(result) if result is not None else "", ())]

    def _by_topic(self, points: Sequence[Point]) -> None:
        left = [p for p in points if p.item.id not in self._told]
        for number, (topic, own) in enumerate(by_topic(left), 1):
            self._add("text", Run(f"{heading(2, number)}{topic}。", lead=True), *self._listed(own))

    def _listed(self, points: Sequence[Point]) -> list[Run]:
        """``points`` one after the other, semicolons between them."""
        ends = ["；"] * (len(points) - 1) + ["。"]
        told = [Told(_line(p) + end, (p,)) for p, end in zip(points, ends, strict=True)]
        return [run for one in told for run in self._runs(one)]

    def _runs(self, told: Told) -> list[Run]:
        """The words of a sentence with its references, which stand before its last stop."""
        numbers = self._references.of_items([p.item for p in told.points])
        if not numbers:
            return [Run(told.text)]
        return [Run(told.text[:-1], numbers), Run(told.text[-1])]

    def _numbered(self, points: Sequence[Point]) -> None:
        left = [p for p in points if p.item.id not in self._told]
        for number, point in enumerate(left, 1):
            told = Told(heading(3, number) + full_width(point.text) + "。", (point,))
            self._add("heading3", *self._runs(told))

    def _add(self, kind: Kind, *runs: Run) -> None:
        self._blocks.append(Paragraph(kind, runs))


def _point(figure: Headline) -> Point:
    return Point(figure.item, figure.text, "")


def _distinct(points: Sequence[Point]) -> list[Point]:
    """``points`` without those whose words another one holds."""
    return [
        p for n, p in enumerate(points)
        if not any(p.text in o.text and (p.text != o.text or m < n) for m, o in enumerate(points) if m != n)
    ]  # fmt: skip


def _line(point: Point) -> str:
    """The words of a point, with the deadline where they do not say it."""
    deadline = point.item.data.get("deadline")
    text = full_width(point.text)
    return f"{text}（{deadline}）" if deadline and str(deadline) not in point.text else text


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _date(iso: str | None, words: Words) -> str | None:
    found = _DATE.fullmatch(iso or "")
    if not found:
        return iso
    return words("{year}-{month}-{day}", year=found[1], month=found[2].lstrip("0"), day=found[3].lstrip("0"))
