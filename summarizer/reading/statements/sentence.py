"""One sentence → statements: a pass over its figures, with what goes before each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.quantities import Quantity
from summarizer.reading import Part, Sentence
from summarizer.reading.statements.model import ChangeKind, Kind, Statement
from summarizer.reading.statements.names import concept_of
from summarizer.reading.statements.naming import EACH, clean_name, listed_names
from summarizer.reading.statements.periods import Period, PeriodReader
from summarizer.reading.statements.skeleton import MARK, Skeleton
from summarizer.reading.statements.words import (
    ADJUSTED,
    ANNUAL_AVERAGE,
    ASIDE,
    CHANGE,
    COMPLETION,
    CONTAINED,
    DOWN,
    ESTIMATED,
    ESTIMATED_LIST,
    FROM,
    NAME_START,
    PASSED,
    REACHED,
    SHARE,
    STANDARD,
    TO,
    VALUE_VERB,
)

_CLAUSE_END = re.compile(r"[,，;；。:：!！?？\n]")
_MARK = re.compile(MARK)
_BETWEEN = re.compile(r"^(?:[、,，]|和|与|及|以及|或)?$")
# 财政收入迈过千亿大关,达1330亿元: where the name ends in a clause without a figure.
_NAMED_BEFORE = re.compile(
    r"^(?P<name>.{4,24}?)(?:总量)?(?:首次|再次|成功|历史性)?(?:迈|跨|突破|再上|稳步|保持|较快|快速|持续|实现|大幅|平稳)"
)

_CHANGE_UNITS = frozenset({"%", "个百分点", "倍", "‰"})
_TOTAL = re.compile(r"累计|合计|总计|五年共|(?<!公)共")

# 五年累计完成…,新增…,…: said before the first name for the whole sentence.
_SUMMED = re.compile(r"^(?:五年来?|过去五年|“?十[一二三四]五”?(?:时期|期间)?)?[,，]?(?:累计|共)")
# 固定资产投资五年累计完成500亿元: a total of years, whatever the sentence is about.
_OVER_YEARS = re.compile(r"[三四五六七八九十]年(?:来)?(?:累计|共|合计)|历年")
# 税收超亿元楼宇: a size by which things are counted, no level.
_ATTRIBUTE = re.compile(r"的?(?:楼宇|企业|项目|园区|产业|商圈|集群|乡镇|街道|大户|村)")
_SHORTEST_NAME = 2


@dataclass(slots=True)
class _Figure:
    """A quantity of a sentence and what goes before it: ``prefix`` from ``begin`` on, up to the mark at ``at`` of the skeleton."""

    quantity: Quantity
    prefix: str
    begin: int
    at: int
    clause: int


def _group(figures: Sequence[_Figure], at: int) -> Sequence[_Figure]:
    """The figure ``at`` and those listed with it: 7%、5%和10%. A figure of another unit goes on only where 分别 told them apart."""
    first = figures[at]
    end = at + 1
    while end < len(figures) and _BETWEEN.match(figures[end].prefix):
        then = figures[end]
        if then.quantity.unit != first.quantity.unit and not (
            then.clause == first.clause and "分别" in first.prefix
        ):
            break
        if then.quantity.qualifier in PASSED and then.clause != first.clause:
            break
        end += 1
    return figures[at:end]


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
        self._pending = ""  # an indicator named with how far it moved, its level to come
        self._summed = False  # 五年累计 said once for the rest of the sentence

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
        group = _group(figures, at)
        if contained := CONTAINED.match(prefix.lstrip()):
            self._contained(first, contained["name"])
            return 1
        if COMPLETION.search(prefix):
            return len(group)
        behind = at + len(group)
        if FROM.match(prefix) and behind < len(figures) and TO.match(figures[behind].prefix):
            ends = _group(figures, behind)[: len(group)]
            self._moved(first, ends)
            return len(group) + len(ends)
        if share := SHARE.match(prefix):
            self._share(group[0], share)
            return len(group)
        if self._reached(group):
            return len(group)
        change = CHANGE.match(_bare_prefix(prefix))
        if change and first.quantity.unit in _CHANGE_UNITS:
            self._changes(group, change)
            return len(group)
        if change and not prefix.endswith("新增"):  # 增加150元: how far it moved, not where it stands
            name = clean_name(change["name"])
            self._pending = name if concept_of(name).known else self._pending
            return len(group)
        self._values(group)
        return len(group)

    def _reached(self, group: Sequence[_Figure]) -> bool:
        """增长12.6%达92.9亿元; …增长27.7%,突破30亿元: the levels of what was named before, if the group is such."""
        first = group[0]
        passed = first.quantity.qualifier in PASSED and not first.prefix.strip(
            "、,，首次总量规模成功历史性达"
        )
        if not passed and not REACHED.match(first.prefix):
            return False
        if owners := self._without_level(group):
            for owner, figure in zip(owners, group, strict=True):
                end = self._sentence.start + figure.quantity.end
                self._out[owner] = replace(self._out[owner], value=figure.quantity, end=end)
            self._last_group = owners
            return True
        if name := self._named_before(first):
            self._out.append(self._statement(first, first, name, value=first.quantity))
            self._last_group = [len(self._out) - 1]
            return True
        return False

    def _without_level(self, group: Sequence[_Figure]) -> list[int]:
        """The last statements, one a figure, if each has no level yet or only a mark that it passed (突破5000亿元). A rate behind a
        growth (增长5.5%,力争达到6%) is another growth."""
        owners = list(range(len(self._out) - len(group), len(self._out)))
        if any(
            f.quantity.unit == "%" and self._out[n].change
            for n, f in zip(owners, group, strict=True)
            if n >= 0
        ):
            return []
        if min(owners) < 0 or not self._last_group:
            return []
        levels = [self._out[i].value for i in owners]
        return owners if all(v is None or v.qualifier in PASSED for v in levels) else []

    def _named_before(self, figure: _Figure) -> str:
        """The indicator that the clause before ``figure`` names without its level, "" when it names none."""
        if pending := self._take_pending():
            return pending
        before = self._form.text[: figure.at - len(figure.prefix.lstrip("、"))].rstrip("、,，")
        match = _NAMED_BEFORE.match(_MARK.sub("", _CLAUSE_END.split(before)[-1]))
        name = clean_name(match["name"]) if match else ""
        return name if concept_of(name).known else ""

    def _take_pending(self) -> str:
        pending, self._pending = self._pending, ""
        return pending

    def _note_period(self, figure: _Figure) -> None:
        """A period named inside the sentence holds for the rest of it."""
        if figure.clause:
            named = self._periods.named_in("," + _MARK.sub("", figure.prefix), self._part)
            if named:
                self._period = named

    def _values(self, group: Sequence[_Figure]) -> None:
        first = group[0]
        if _ATTRIBUTE.match(self._form.text, first.at + 1):
            return
        raw = VALUE_VERB.sub("", _bare_prefix(first.prefix))
        names = listed_names(raw, first.prefix, len(group))
        if ASIDE.match(first.prefix) and not concept_of(names[0]).known:
            return
        if len(names[0]) < _SHORTEST_NAME and _OVER_YEARS.search(first.prefix) and self._last_group:
            names = [self._out[self._last_group[-1]].name]  # …132亿元,五年累计完成512亿元
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
        names = listed_names(match["name"], first.prefix, len(group))
        owners = self._owners(first, len(group)) if len(names[0]) < _SHORTEST_NAME else []
        if owners:
            for n, owner in enumerate(owners):
                self._attach(owner, group[min(n, len(group) - 1)], sign, first.prefix)
            return
        if len(names[0]) < _SHORTEST_NAME:
            names = [self._take_pending()]
        if len(names[0]) < _SHORTEST_NAME:
            return
        pairs = (
            list(zip(names, group, strict=True)) if len(names) == len(group) else [(n, first) for n in names]
        )
        for name, figure in pairs:
            self._out.append(
                replace(
                    self._statement(first, figure, name),
                    change=figure.quantity, sign=sign, change_kind=self._change_kind(first.prefix),
                    adjusted=bool(ADJUSTED.search(first.prefix)),
                )
            )  # fmt: skip
        self._last_group = list(range(len(self._out) - len(pairs), len(self._out)))

    def _owners(self, first: _Figure, count: int) -> list[int]:
        """The statements that a change without a name is said of: those told apart before it, all of them for 均增长, else the one
        right before."""
        if not self._last_group:
            return []
        fresh: list[int] = []
        for index in range(len(self._out) - 1, -1, -1):
            if self._out[index].change is not None:
                break
            fresh.insert(0, index)
        if count > 1:
            return fresh[-count:] if len(fresh) >= count else []
        if EACH.search(first.prefix):
            return fresh if len(fresh) > 1 else []
        return [self._last_group[-1]] if self._out[self._last_group[-1]].change is None else []

    def _attach(self, index: int, figure: _Figure, sign: int, prefix: str) -> None:
        owner = self._out[index]
        end = self._sentence.start + figure.quantity.end
        self._out[index] = replace(
            owner, change=figure.quantity, sign=sign, change_kind=self._change_kind(prefix), end=max(end, owner.end),
            adjusted=bool(ADJUSTED.search(prefix)),
        )  # fmt: skip

    def _change_kind(self, prefix: str) -> ChangeKind | None:
        if ANNUAL_AVERAGE.search(prefix):
            return "annual_average"
        return None if self._period.of_term else "yoy"

    def _share(self, figure: _Figure, match: re.Match[str]) -> None:
        """占…的比重: a level of its own, named with its whole."""
        name = self._share_name(match)
        if name:
            self._out.append(self._statement(figure, figure, name, value=figure.quantity))
            self._last_group = [len(self._out) - 1]
        else:
            self._last_group = []

    def _share_name(self, match: re.Match[str]) -> str:
        part = clean_name(match["part"])
        if not part and self._last_group:
            part = self._out[self._last_group[-1]].name
        whole = clean_name(match["whole"]) or match["whole"]
        return f"{part}占{whole}比重" if len(part) >= _SHORTEST_NAME else ""

    def _moved(self, first: _Figure, ends: Sequence[_Figure]) -> None:
        """由A增加到B: the level is B; 分别由A、C增加到B、D: one each."""
        match, share = FROM.match(first.prefix), SHARE.match(first.prefix)
        raw = match["name"] if match else ""
        names = [self._share_name(share)] if share else listed_names(raw, first.prefix, len(ends))
        self._last_group = []
        for name, figure in zip(names, ends, strict=False):
            if len(name) >= _SHORTEST_NAME:
                self._last_group.append(len(self._out))
                self._out.append(self._statement(first, figure, name, value=figure.quantity))

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
        period = self._period
        if self._part == "plan":
            kind = "target"
        elif _OVER_YEARS.search(first.prefix):
            kind = "cumulative"
            period = self._periods.term(self._part)
        elif self._period.of_term and (_TOTAL.search(first.prefix) or self._summed):
            self._summed = self._summed or bool(_SUMMED.match(first.prefix))
            kind = "cumulative"
        return Statement(
            sentence=self._sentence.id, start=self._sentence.start + start, end=self._sentence.start + end, name=name,
            concept=concept_of(name), value=value, change=None, sign=1, change_kind=None, period=period.label,
            of_term=period.of_term, kind=kind, part=self._part,
            estimated=self._part == "review" and (self.estimated_list or bool(ESTIMATED.search(first.prefix))),
        )  # fmt: skip


def _bare_prefix(prefix: str) -> str:
    return prefix.strip("、,，(（“ ")
