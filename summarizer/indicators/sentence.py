"""One sentence → statements: a pass over its figures, with what goes before each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.indicators.model import ChangeKind, Kind, Statement
from summarizer.indicators.names import concept_of, known_part
from summarizer.indicators.periods import Period, PeriodReader
from summarizer.indicators.skeleton import MARK, Skeleton, skeleton
from summarizer.indicators.words import (
    ANNUAL_AVERAGE,
    ASIDE,
    CHANGE,
    COMPARABLE,
    COMPLETION,
    CONTAINED,
    DOWN,
    ESTIMATED,
    ESTIMATED_LIST,
    FROM,
    NAME_END,
    NAME_START,
    PASSED,
    REACHED,
    SHARE,
    STANDARD,
    TO,
    VALUE_VERB,
)
from summarizer.outline import Metadata, Part, Sentence
from summarizer.quantities import Quantity

_CLAUSE_END = re.compile(r"[,，;；。:：!！?？\n]")
_MARK = re.compile(MARK)
_BETWEEN = re.compile(r"^(?:[、,，]|和|与|及|以及|或)?$")
_DISTRIBUTED = re.compile(r"分别|依次")
_EACH = re.compile(r"(?<![年平])均|都")
# 财政收入迈过千亿大关,达1330亿元: where the name ends in a clause without a figure.
_NAMED_BEFORE = re.compile(
    r"^(?P<name>.{4,24}?)(?:总量)?(?:首次|再次|成功|历史性)?(?:迈|跨|突破|再上|稳步|保持|较快|快速|持续|实现|大幅|平稳)"
)

_CHANGE_UNITS = frozenset({"%", "个百分点", "倍", "‰"})
_TOTAL = re.compile(r"累计|合计|总计|五年共|共")

_SHORTEST_NAME = 2


@dataclass(slots=True)
class _Figure:
    """A quantity of a sentence and what goes before it: ``prefix`` from ``begin`` on, up to the mark at ``at`` of the skeleton."""

    quantity: Quantity
    prefix: str
    begin: int
    at: int
    clause: int


def clauses_of(text: str) -> list[tuple[int, int]]:
    """The ranges of the clauses of a skeleton that are not empty, without the marks that end them."""
    out = []
    start = 0
    for match in (*_CLAUSE_END.finditer(text), None):
        end = match.start() if match else len(text)
        if text[start:end].strip():
            out.append((start, end))
        start = match.end() if match else end
    return out


class SentenceReader:
    """Reads one sentence. ``estimated_list`` says afterwards whether 预计 is said of the list that the sentence belongs to."""

    def __init__(
        self,
        form: Skeleton,
        sentence: Sentence,
        part: Part,
        periods: PeriodReader,
        period: Period,
        estimated: bool,
    ) -> None:
        self._form = form
        self._sentence = sentence
        self._part = part
        self._periods = periods
        self._period = period
        self.estimated_list = estimated or bool(ESTIMATED_LIST.match(form.text))
        self._out: list[Statement] = []
        self._last_group: list[int] = []

    def read(self, clauses: Sequence[tuple[int, int]]) -> list[Statement]:
        """The statements of the sentence."""
        figures = list(self._figures(clauses))
        at = 0
        while at < len(figures):
            at += self._read_group(figures, at)
        if self._part == "plan":
            self._standards(clauses)
        return self._out

    def _figures(self, clauses: Sequence[tuple[int, int]]) -> Iterator[_Figure]:
        for number, (start, end) in enumerate(clauses):
            begin = start
            for match in _MARK.finditer(self._form.text, start, end):
                quantity = self._form.quantity(match[0])
                if quantity is not None:
                    yield _Figure(
                        quantity, self._form.text[begin : match.start()], begin, match.start(), number
                    )
                    begin = match.end()

    def _read_group(self, figures: Sequence[_Figure], at: int) -> int:
        """Read the figure ``at`` and those that go with it; how many that were."""
        first = figures[at]
        self._note_period(first)
        prefix = first.prefix
        rest = 0
        while at + rest + 1 < len(figures) and _BETWEEN.match(figures[at + rest + 1].prefix):
            rest += 1
        group = figures[at : at + rest + 1]
        if contained := CONTAINED.match(prefix.lstrip()):
            self._contained(first, contained["name"])
            return 1
        if COMPLETION.search(prefix):
            return len(group)
        if share := SHARE.match(prefix):
            self._share(group, share)
            return len(group)
        if (
            FROM.match(prefix)
            and ("由" in prefix or "从" in prefix)
            and at + 1 < len(figures)
            and (to := TO.match(figures[at + 1].prefix))
        ):
            self._moved(first, figures[at + 1], to)
            return 2
        if REACHED.match(prefix) and (owners := self._without_level(len(group))):
            for owner, figure in zip(owners, group, strict=True):
                end = self._sentence.start + figure.quantity.end
                self._out[owner] = replace(self._out[owner], value=figure.quantity, end=end)
            self._last_group = owners
            return len(group)
        if REACHED.match(prefix) and (name := self._named_before(first)):
            self._out.append(self._statement(first, first, name, value=first.quantity))
            self._last_group = [len(self._out) - 1]
            return len(group)
        change = CHANGE.match(_bare_prefix(prefix))
        if change and first.quantity.unit in _CHANGE_UNITS:
            self._changes(group, change)
            return len(group)
        if change and not prefix.endswith("新增"):  # 增加150元: how far it moved, not where it stands
            return len(group)
        self._values(group)
        return len(group)

    def _without_level(self, count: int) -> list[int]:
        """The last ``count`` statements, if each has no level yet or only a mark that it passed (突破5000亿元)."""
        owners = list(range(len(self._out) - count, len(self._out)))
        if min(owners) < 0 or not self._last_group:
            return []
        levels = [self._out[i].value for i in owners]
        return owners if all(v is None or v.qualifier in PASSED for v in levels) else []

    def _named_before(self, figure: _Figure) -> str:
        """The indicator that the clause before ``figure`` names without a figure, "" when it names none."""
        before = self._form.text[: figure.begin].rstrip(",，")
        match = _NAMED_BEFORE.match(_CLAUSE_END.split(before)[-1])
        name = clean_name(match["name"]) if match else ""
        return name if concept_of(name).known else ""

    def _note_period(self, figure: _Figure) -> None:
        """A period named inside the sentence holds for the rest of it."""
        if figure.clause:
            named = self._periods.named_in("," + _MARK.sub("", figure.prefix), self._part)
            if named:
                self._period = named

    def _names(self, figure: _Figure, raw: str, count: int) -> list[str]:
        """The names that ``raw`` lists for ``count`` figures: one each where they are told apart, else one for all."""
        name = clean_name(raw)
        parts = [p for p in re.split(r"[、]|和|与|及|以及", name) if p]
        if count == len(_BOTH) and len(parts) == 1 and (both := _TOWN_AND_COUNTRY.search(name)):
            return [name[: both.start()] + word + name[both.end() :] for word in _BOTH]
        told_apart = _DISTRIBUTED.search(figure.prefix) or count > 1
        if told_apart and len(parts) == count > 1:
            return _with_shared_ending(parts)
        if (
            count == 1
            and len(parts) > 1
            and (_EACH.search(figure.prefix) or all(concept_of(p).known for p in parts))
        ):
            return _with_shared_ending(parts)
        return [name]

    def _values(self, group: Sequence[_Figure]) -> None:
        first = group[0]
        raw = VALUE_VERB.sub("", _bare_prefix(first.prefix))
        names = self._names(first, raw, len(group))
        if ASIDE.match(first.prefix) and not concept_of(names[0]).known:
            return
        if len(names[0]) < _SHORTEST_NAME:
            self._last_group = []
            return
        made = []
        if len(names) == len(group):
            pairs = list(zip(names, group, strict=True))
        elif len(group) == 1:
            pairs = [(name, first) for name in names]
        else:
            pairs = [(names[0], first)]
        for name, figure in pairs:
            made.append(len(self._out))
            self._out.append(self._statement(first, figure, name, value=figure.quantity))
        self._last_group = made

    def _changes(self, group: Sequence[_Figure], match: re.Match[str]) -> None:
        first = group[0]
        sign = -1 if match["verb"] in DOWN or match["verb"].startswith("负") else 1
        names = self._names(first, match["name"], len(group))
        owners = self._owners(first, len(group)) if len(names[0]) < _SHORTEST_NAME else []
        if owners:
            for owner, figure in zip(owners, group, strict=False):
                self._attach(owner, figure, sign, first.prefix)
            return
        if len(names[0]) < _SHORTEST_NAME:
            return
        pairs = (
            list(zip(names, group, strict=True)) if len(names) == len(group) else [(n, first) for n in names]
        )
        for name, figure in pairs:
            self._out.append(
                replace(
                    self._statement(first, figure, name),
                    change=figure.quantity, sign=sign, change_kind=self._change_kind(first.prefix, sign),
                    comparable_prices=bool(COMPARABLE.search(first.prefix)),
                )
            )  # fmt: skip
        self._last_group = list(range(len(self._out) - len(pairs), len(self._out)))

    def _owners(self, first: _Figure, count: int) -> list[int]:
        """The statements that a change without a name is said of: those told apart before it, else the one right before."""
        if count > 1:
            owners = list(range(len(self._out) - count, len(self._out)))
            fresh = min(owners) >= 0 and all(self._out[i].change is None for i in owners)
            return owners if fresh and self._last_group else []
        if not self._last_group or count != 1:
            return []
        index = self._last_group[-1]
        owner = self._out[index]
        if owner.change is not None or _EACH.search(first.prefix):
            return []
        return [index]

    def _attach(self, index: int, figure: _Figure, sign: int, prefix: str) -> None:
        owner = self._out[index]
        end = self._sentence.start + figure.quantity.end
        self._out[index] = replace(
            owner, change=figure.quantity, sign=sign, change_kind=self._change_kind(prefix, sign), end=max(end, owner.end),
            comparable_prices=bool(COMPARABLE.search(prefix)),
        )  # fmt: skip

    def _change_kind(self, prefix: str, sign: int) -> ChangeKind | None:
        if ANNUAL_AVERAGE.search(prefix):
            return "annual_average"
        return None if self._period.of_term else "yoy"

    def _share(self, group: Sequence[_Figure], match: re.Match[str]) -> None:
        """占…的比重: a level of its own, named with its whole."""
        part = clean_name(match["part"])
        if not part and self._last_group:
            part = self._out[self._last_group[-1]].name
        figure = group[-1] if len(group) == 1 else group[0]
        if len(part) >= _SHORTEST_NAME:
            name = f"{part}占{clean_name(match['whole']) or match['whole']}比重"
            self._out.append(self._statement(group[0], figure, name, value=figure.quantity))
        self._last_group = []

    def _moved(self, first: _Figure, then: _Figure, to: re.Match[str]) -> None:
        """由A增加到B: the level is B."""
        match = FROM.match(first.prefix)
        name = clean_name(match["name"]) if match else ""
        if len(name) >= _SHORTEST_NAME:
            self._out.append(replace(self._statement(first, then, name, value=then.quantity)))
            self._last_group = [len(self._out) - 1]
        else:
            self._last_group = []

    def _contained(self, figure: _Figure, name: str) -> None:
        """…127亿元(含沿海产业基地119亿元): a part of the figure before it."""
        if self._out:
            whole = self._out[-1]
            begin = figure.begin
            stated = self._statement(
                replace(figure, begin=begin), figure, clean_name(name) or name, value=figure.quantity
            )
            self._out.append(replace(stated, contains=whole.name))

    def _standards(self, clauses: Sequence[tuple[int, int]]) -> None:
        """高于全市平均水平: a target without a figure."""
        for start, end in clauses:
            text = self._form.text[start:end]
            match = STANDARD.match(text)
            if match is None or _MARK.search(text):
                continue
            name = clean_name(match["name"])
            if concept_of(name).known:
                a, b = self._form.span(start, end)
                self._out.append(
                    Statement(
                        self._sentence.id, self._sentence.start + a, self._sentence.start + b, name, concept_of(name), None, None, 1,
                        None, self._period.label, self._period.of_term, "target", self._part, False, standard=match["standard"],
                    )
                )  # fmt: skip

    def _statement(
        self, first: _Figure, figure: _Figure, name: str, value: Quantity | None = None
    ) -> Statement:
        text = self._form.text
        begin = first.begin
        while begin < first.at and (found := NAME_START.match(text[begin : first.at])) and found.end():
            begin += found.end()
        start = self._form.places[min(begin, first.at)]
        end = figure.quantity.end
        kind: Kind = "actual"
        if self._part == "plan":
            kind = "target"
        elif self._period.of_term and _TOTAL.search(first.prefix):
            kind = "cumulative"
        return Statement(
            sentence=self._sentence.id, start=self._sentence.start + start, end=self._sentence.start + end, name=name,
            concept=concept_of(name), value=value, change=None, sign=1, change_kind=None, period=self._period.label,
            of_term=self._period.of_term, kind=kind, part=self._part,
            estimated=self._part == "review" and (self.estimated_list or bool(ESTIMATED.search(first.prefix))),
        )  # fmt: skip


def _bare_prefix(prefix: str) -> str:
    return prefix.strip("、,，(（“ ")


def clean_name(raw: str) -> str:
    """The name in ``raw``: without what opens the clause and without the verbs behind it."""
    name = _MARK.sub("", raw)
    previous = None
    while name != previous:
        previous = name
        name = NAME_END.sub("", NAME_START.sub("", name))
    name = name.strip("、和与及 ")
    return name[known_part(name) :]


# 城乡居民人均可支配收入分别增长8%、9% · 城、乡居民…
_TOWN_AND_COUNTRY = re.compile(r"城乡|城镇和?农村")
_BOTH = ("城镇", "农村")
_SHORT = {"城": "城镇", "乡": "农村"}
_NOUN = re.compile(
    r"(?:居民)?(?:人均)?(?:可支配|纯)收入|增加值|投资|产值|总额|收入|产量|余额|销售额|交易额|进出口|出口|进口|税收|利润|面积|人数|户数|数量|通关时间|条数|金额"
)


def _with_shared_ending(parts: Sequence[str]) -> list[str]:
    """基础设施、制造业投资: the noun that closes the list belongs to each of its members."""
    match = _NOUN.search(parts[-1])
    if match is None or match.start() == 0:
        return list(parts)
    ending = parts[-1][match.start() :]
    parts = [_SHORT.get(p, p) for p in parts[:-1]] + [re.sub(r"^乡(?!镇)", "农村", parts[-1])]
    match = _NOUN.search(parts[-1])
    ending = parts[-1][match.start() :] if match else ending
    return [p if _NOUN.search(p) or concept_of(p).known else p + ending for p in parts[:-1]] + [parts[-1]]


@lru_cache(maxsize=4096)
def statements_in(text: str) -> tuple[Statement, ...]:
    """The statements of ``text`` (a clause, a field of an item) taken alone: no report around it, so no period."""
    form = skeleton(text)
    if not form.quantities:
        return ()
    alone = Sentence(1, 0, 0, len(text), "review", text)
    reader = SentenceReader(form, alone, "review", PeriodReader(Metadata()), Period("", False), False)
    return tuple(reader.read(clauses_of(form.text)))


def named_figures(text: str) -> list[tuple[str, Quantity]]:
    """Which figures of ``text`` are said of which name, levels and changes alike."""
    return [
        (s.name, figure) for s in statements_in(text) for figure in (s.value, s.change) if figure is not None
    ]
