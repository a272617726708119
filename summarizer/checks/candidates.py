"""The statements of a report by what they are of, so that each is compared only with those it can belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarizer.reading.statements import Concept, Statement, related_ids


class Candidates:
    """``all`` are the statements in the order of the text, the same one said again (a repeated report, a summary) left out."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.all: list[Statement] = []
        self._by_concept: dict[str, list[Statement]] = defaultdict(list)
        self._parts: dict[tuple[int, str], Statement] = {}
        seen = set()
        for s in statements:
            key = (
                s.name,
                s.value and s.value.text,
                s.change and s.change.text,
                s.sign,
                s.period,
                s.kind,
                s.contains,
            )
            if key in seen:
                continue
            seen.add(key)
            self.all.append(s)
            self._by_concept[s.concept.id].append(s)
            if s.contains:
                self._parts.setdefault((s.sentence, s.contains), s)

    def like(self, concept: Concept) -> Sequence[Statement]:
        """The statements of ``concept`` and of those it may be compared with."""
        return [s for known in related_ids(concept.id) for s in self._by_concept.get(known, ())]

    def of(self, concept: str) -> Sequence[Statement]:
        """The statements of the concept called so."""
        return self._by_concept.get(concept, [])

    def part_of(self, whole: Statement) -> Statement | None:
        """What ``whole`` is printed to contain: 127亿元(含沿海产业基地119亿元)."""
        return self._parts.get((whole.sentence, whole.name))
