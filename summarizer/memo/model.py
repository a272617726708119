"""A briefing memo as a value: blocks of text, tables and charts, and the references its words stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.document import Span

# title: over the memo. fact: a line of the heading (报告人, 日期). heading 1–4 are 一、 （一） 1. (1) of GB/T 9704. note: small print.
Kind = Literal["title", "fact", "heading1", "heading2", "heading3", "heading4", "text", "note"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What words of the memo stand on: ``spans`` in the text as given, whose text is ``quote``; ``item`` when an item stands there."""

    number: int
    spans: tuple[Span, ...]
    quote: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one piece, and the numbers of the references they stand on. A ``lead`` names the topic of what follows it in its paragraph."""

    text: str
    references: tuple[int, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` and every row's ``cells`` are of one length; the first column names, the others hold figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """An indicator's figures in ``Chart.unit``: last period's result and the target; None when the report does not give one."""

    name: str
    actual: float | None
    target: float | None
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A small bar chart: for each indicator the result beside the target, all in one ``unit`` (%). ``left_out`` names
    indicators that moved so far that the bars of the others could not be seen beside theirs."""

    title: str
    unit: str
    actual_label: str
    target_label: str
    bars: tuple[Bars, ...]
    left_out: tuple[str, ...] = ()


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Memo:
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
