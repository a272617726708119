"""Reading → statements: sentence after sentence, with the period and the 预计 that hold from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.reading import Part, Reading, Sentence
from summarizer.reading.statements.model import Statement
from summarizer.reading.statements.periods import Period, PeriodReader
from summarizer.reading.statements.sentence import SentenceReader, clauses_of
from summarizer.reading.statements.skeleton import MARK, skeleton

_MARK = re.compile(MARK)
_PARTS: dict[str, Part] = {"review": "review", "task": "plan", "target": "plan"}
_LIST_GOES_ON = re.compile(r"[;；]\s*$")


class StatementReader:
    """Reads a whole reading. ``statements`` are in the order of the text; ``periods`` says for each sentence read which period it
    begins in."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._periods = PeriodReader(reading.metadata)
        self._section = -1
        self._period: dict[Part, Period] = {}
        self._named: dict[tuple[int, Part], Period] = {}
        self._estimated = False
        self.periods: dict[int, Period] = {}
        self.statements = tuple(self._read())

    def _read(self) -> Iterator[Statement]:
        for sentence in self._reading.sentences:
            part = _PARTS.get(sentence.role)
            if (
                part is None or sentence.is_heading or "\t" in sentence.text
            ):  # a row of a table has no sentence to read
                continue
            if sentence.section != self._section:
                self._section = sentence.section
                self._period.clear()
                self._estimated = False
            yield from self._sentence(sentence, part)

    def _base_period(self, part: Part) -> Period:
        """The period of the section: named by its heading or right before it in the section around it, else the part's own."""
        if part not in self._period:
            named = (
                self._named_above(s.id, s.heading, part) for s in reversed(self._reading.path(self._section))
            )
            self._period[part] = next((p for p in named if p), self._periods.default(part))
        return self._period[part]

    def _named_above(self, section: int, heading: str, part: Part) -> Period | None:
        return self._named.get((section, part)) or self._periods.of_heading(
            heading.lstrip("一二三四五六七八九十、（）() "), part
        )

    def _sentence(self, sentence: Sentence, part: Part) -> Iterator[Statement]:
        form = skeleton(sentence.text)
        clauses = clauses_of(form.text)
        around = self._base_period(part)
        if clauses:
            first = _MARK.search(form.text)  # up to the first figure: 初步统计,2016年…
            opening = form.text[: first.start() if first else clauses[0][1] + 1]
            named = self._periods.named_in(opening, part)
            if named:
                named = named.within(around)
                self._period[part] = self._named[sentence.section, part] = named
        self.periods[sentence.id] = self._period[part]
        said = SentenceReader(form, sentence, part, self._periods, self._period[part], self._estimated)
        yield from said.read(clauses)
        self._estimated = said.estimated_list and bool(_LIST_GOES_ON.search(sentence.text))
