"""Which items stand in a memo: the concrete ones, spread over the topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.extract.model import Item
from summarizer.extract.schema import load_schema
from summarizer.memo.words import (
    BARE_MONEY,
    DONE,
    HOW,
    LIST_NUMBER,
    NO_SUBJECT,
    NOT_YET,
    OPENING,
    RANK,
    SHORTFALL,
    SLOGAN,
    THING,
    TICKED_OFF,
)
from summarizer.quantities import Quantity
from summarizer.reading import Reading

# A line of a memo.
_SHORTEST, _LONGEST = 6, 64
# Each further item of a topic must be this much better than the first of another one.
_SPREAD = 0.6
# An item below the first says nothing a reader would miss; where too few are above it, down to the second they are taken too.
_WORTH, _LEAST_WORTH = 1.5, 0.7
_NOT_COUNTED = frozenset({"年", "", "月", "日", "个月", "天", "岁", "小时", "届"})


@dataclass(frozen=True, slots=True)
class Point:
    """An item as the memo says it: ``text`` is its evidence, word for word, without what only opens the sentence."""

    item: Item
    text: str
    topic: str


def in_order(reading: Reading, items: Iterable[Item], limit: int) -> list[Point]:
    """The first ``limit`` of ``items`` that are not flagged, in the order of the report, without those whose words are part of another's."""
    points = _without_overlaps([_point(item) for item in items if item.worst not in {"error", "warning"}])
    return [_under_its_heading(reading, p) for p in points if len(p.text) >= _SHORTEST][:limit]


def _under_its_heading(reading: Reading, point: Point) -> Point:
    """``point`` behind the heading right before it where that is the problem itself: 基层监管力量薄弱：全局一线执法人员平均年龄48岁."""
    number = point.item.evidence[0].sentence
    before = reading.sentences[number - 2] if number > 1 else None
    above = LIST_NUMBER.sub("", before.text).strip(" 。") if before and before.is_heading else ""
    if (
        not SHORTFALL.search(above)
        or above in point.text
        or len(above) + len(point.text) > _LONGEST + _SHORTEST
    ):
        return point
    return replace(point, text=f"{above}：{point.text}")


def choose(items: Iterable[Item], weigh: Callable[[Point], float], limit: int) -> list[Point]:
    """At most ``limit`` of ``items`` in the order of the topics and, inside one, of the report. Flagged items and those whose words
    are part of another's are not among them."""
    points = _without_overlaps([_point(item) for item in items if item.worst not in {"error", "warning"}])
    points = list({p.text: p for p in reversed(points)}.values())[::-1]  # the same words under two headings
    weights = {id(p): weigh(p) for p in points if _SHORTEST <= len(p.text) <= _LONGEST}
    left = [p for p in points if weights.get(id(p), 0.0) >= _WORTH]
    if 2 * len(left) < limit:
        left = [p for p in points if weights.get(id(p), 0.0) >= _LEAST_WORTH]
    chosen: list[Point] = []
    taken = dict.fromkeys(topics(), 0)
    while left and len(chosen) < limit:
        best = max(left, key=lambda p: weights[id(p)] - _SPREAD * taken[p.topic])
        left.remove(best)
        chosen.append(best)
        taken[best.topic] += 1
    return sorted(chosen, key=lambda p: (topics().index(p.topic), p.item.evidence[0].start))


def weigh_result(point: Point) -> float:
    """A figure, something that stands or was won; less for what is only praised, and for what is told of a whole term."""
    text = point.text
    weight = 1.2 * _has_figure(point.item) + 1.2 * bool(DONE.search(text)) + 1.0 * bool(RANK.search(text))
    weight += 0.8 * bool(THING.search(text)) - 0.7 * len(SLOGAN.findall(text)) - _too_long(text)
    weight -= 1.5 * (point.item.data.get("period") == "term") + 2.0 * _leans_on_another(text)
    return weight - 4.0 * bool(NOT_YET.search(text))  # what is still to come, or was a target, is no result


def weigh_task(point: Point) -> float:
    """A target, a deadline, a thing with a name; less for 加强 and 提升, and for a figure whose owner stands in another clause (入驻率达到90%)."""
    data, text = point.item.data, point.text
    weight = 2.0 * bool(data.get("target")) + 1.0 * bool(data.get("deadline"))
    weight += 0.5 * _has_figure(point.item) + 1.0 * bool(TICKED_OFF.match(str(data.get("action"))))
    weight += 0.8 * bool(THING.search(text)) + 0.5 * bool(RANK.search(text))
    weight -= 2.0 * (data.get("kind") == "indicator")
    return weight - 0.5 * len(SLOGAN.findall(text)) - _too_long(text) - 2.0 * _leans_on_another(text)


@cache
def topics() -> tuple[str, ...]:
    """The topics of the built-in schemas, in the order in which a memo tells them."""
    return tuple(next(f for f in load_schema("tasks").fields if f.name == "topic").schema["enum"])


def by_topic(points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """``points`` under their topics, in the order of the topics."""
    return [(topic, own) for topic in topics() if (own := [p for p in points if p.topic == topic])]


def main_topics(items: Sequence[Item], most: int = 3) -> list[str]:
    """The topics with most items, those with more first."""
    counts = {topic: sum(i.data.get("topic") == topic for i in items) for topic in topics()}
    ranked = sorted((t for t in topics() if counts[t]), key=lambda t: -counts[t])
    return ranked[:most]


def _point(item: Item) -> Point:
    text = OPENING.sub("", item.text.strip()).strip(" ,，;；。:：")
    topic = item.data.get("topic")
    return Point(item, text, topic if topic in topics() else topics()[0])


def _without_overlaps(points: Sequence[Point]) -> list[Point]:
    """Of points whose evidence overlaps, the one that says more."""
    out: list[Point] = []
    for point in sorted(points, key=lambda p: (-len(p.text) if len(p.text) <= _LONGEST else 0, p.item.id)):
        spans = [(e.start, e.end) for e in point.item.evidence]
        kept = [(e.start, e.end) for p in out for e in p.item.evidence]
        if not any(a < d and c < b for a, b in spans for c, d in kept):
            out.append(point)
    return sorted(out, key=lambda p: p.item.evidence[0].start)


def _has_figure(item: Item) -> bool:
    return any(_counts(q) for _, q in item.quantities)


def _counts(quantity: Quantity) -> bool:
    return quantity.unit not in _NOT_COUNTED


def _leans_on_another(text: str) -> bool:
    """Whether ``text`` says how or with how much, and another clause what."""
    return bool(HOW.match(text) or BARE_MONEY.match(text) or NO_SUBJECT.match(text))


def _too_long(text: str) -> float:
    return max(0, len(text) - 36) / 20
