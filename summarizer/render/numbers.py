"""Quantities in the terminal: a row each, under the heading they stand below."""

from __future__ import annotations

from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarizer.messages import Words
from summarizer.quantities import Quantity, read_quantities
from summarizer.reading import Reading
from summarizer.render.labels import report_title
from summarizer.render.table import NARROW

_AROUND = 12


def show_table(reading: Reading, console: Console, words: Words) -> None:
    """Every quantity as printed, its value in full, and the words around it; one table a section."""
    section = -1
    table: Table | None = None
    total = 0
    for sentence in reading.sentences:
        for quantity in read_quantities(sentence.text):
            if sentence.section != section or table is None:
                if table is not None and table.row_count:
                    console.print(table)
                section = sentence.section
                path = " › ".join(s.heading for s in reading.path(section))
                console.print(Text(path or report_title(reading, words), style="bold cyan"))
                table = _table()
            total += 1
            if console.width < NARROW:
                console.print(_stacked(sentence.id, quantity), overflow="fold")
                continue
            table.add_row(
                str(sentence.id),
                quantity.text,
                _value(quantity),
                quantity.unit,
                _around(sentence.text, quantity),
            )
    if table is not None and table.row_count:
        console.print(table)
    console.print(Text(words("{count} quantities", count=total), style="bold"))


def _stacked(sentence: int, quantity: Quantity) -> Text:
    """A quantity on a narrow screen."""
    line = Text(f"{sentence} ", style="dim")
    line.append(quantity.text, style="bold")
    line.append(f" = {_value(quantity)} {quantity.unit}".rstrip(), style="default")
    return line


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, expand=True)
    table.add_column("sentence", width=5, justify="right", style="dim")
    table.add_column("text", width=16, overflow="fold", style="bold")
    table.add_column("value", width=22, justify="right", overflow="fold")
    table.add_column("unit", width=8, overflow="fold")
    table.add_column("around", ratio=1, overflow="ellipsis", no_wrap=True, style="dim")
    return table


def _value(quantity: Quantity) -> str:
    if quantity.value is not None:
        return _plain(quantity.value)
    return f"{_plain(quantity.low)}–{_plain(quantity.high)}"


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    rounded = (
        value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value.to_integral_value()
    )
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _around(text: str, quantity: Quantity) -> str:
    before, after = (
        text[max(0, quantity.start - _AROUND) : quantity.start],
        text[quantity.end : quantity.end + _AROUND],
    )
    return f"{before}[{quantity.text}]{after}".strip()
