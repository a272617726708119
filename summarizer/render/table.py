"""A run in the terminal: a table that grows section by section as answers come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from summarizer.extract.model import Item, SchemaResult
from summarizer.messages import Words, printable
from summarizer.reading import Reading
from summarizer.render.labels import MARKS, Column, columns, not_answered, nothing_shown, schema_title

_STYLES = {None: "green", "info": "green", "warning": "yellow", "error": "bold red"}
# A pipe has no width of its own; a line of a report fits this.
_PIPE_WIDTH = 120
# Columns below which a table has no room for its widest column.
NARROW = 64


def make_console(file: object = None) -> Console:
    """A console for data on standard output (or ``file``); NO_COLOR is honoured."""
    console = _PrintableConsole(file=file, highlight=False, soft_wrap=False)  # type: ignore[arg-type]
    if not console.is_terminal:
        console = _PrintableConsole(file=file, highlight=False, width=_PIPE_WIDTH)  # type: ignore[arg-type]
    return console


class _PrintableConsole(Console):
    """A console that nothing in a text can steer."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=printable(segment.text))


class TableWriter:
    """Prints the items of one schema after another, each part as soon as it is known."""

    def __init__(self, console: Console, words: Words) -> None:
        self._console = console
        self._words = words
        self._columns: tuple[Column, ...] = ()
        self._section: tuple[str, ...] | None = None
        self._fresh = True

    def begin(self, schema: str, fields: list[str]) -> None:
        """The items of ``schema`` follow."""
        self._columns = columns(schema, fields, self._words)
        self._section = None
        self._fresh = True
        self._console.rule(Text(schema_title(schema, self._words), style="bold"), align="left")

    def items(self, items: Sequence[Item]) -> None:
        """Print ``items``, which follow those printed before."""
        run: list[Item] = []
        for item in items:
            if item.section != self._section:
                self._rows(run)
                run = []
                self._section = item.section
                self._console.print(Text(" › ".join(item.section), style="bold cyan"))
            run.append(item)
        self._rows(run)

    def end(self, reading: Reading, result: SchemaResult) -> None:
        """What was not covered and what failed; where there are no items, why."""
        if nothing := nothing_shown(result, self._words):
            self._console.print(Text(nothing, style="bold yellow"))
        if result.coverage.uncovered:
            self._console.print(Text(self._words("Sentences without an item"), style="bold yellow"))
            for number in result.coverage.uncovered:
                self._console.print(Text(f"  [{number}] {reading.sentences[number - 1].text}"))
        for line in not_answered(result.failed, self._words):
            self._console.print(Text(line, style="bold red"))
        self._console.print()

    def _stacked(self, items: Sequence[Item]) -> None:
        """On a narrow screen an item is a paragraph: what it says, and below it what its other columns hold."""
        for item in items:
            first, *others = [(column.title, column.text(item)) for column in self._columns]
            line = Text(f"{item.id.rpartition('-')[2]} ")
            line.append(MARKS[item.worst], style=_STYLES[item.worst])
            line.append(f" {first[1]}")
            self._console.print(line, overflow="fold")
            if said := " · ".join(f"{title} {text}" for title, text in others if text):
                self._console.print(Text(f"  {said}", style="dim"), overflow="fold")
            for finding in item.findings:
                if finding.severity != "info":
                    message = Text(f"  └ {self._words.say(finding.message)}", style=_STYLES[finding.severity])
                    self._console.print(message, overflow="fold")

    def _rows(self, items: Sequence[Item]) -> None:
        if not items:
            return
        if self._console.width < NARROW:
            self._stacked(items)
            return
        table = Table(box=None, show_header=self._fresh, pad_edge=False, expand=True, header_style="dim")
        table.add_column("", width=5, justify="right")
        table.add_column("", width=1)
        for column in self._columns:
            table.add_column(
                column.title, width=column.width, ratio=None if column.width else 1, overflow="fold"
            )
        for item in items:
            number = item.id.rpartition("-")[2]
            mark = Text(MARKS[item.worst], style=_STYLES[item.worst])
            table.add_row(number, mark, *(Text(column.text(item)) for column in self._columns))
            for finding in item.findings:
                if finding.severity != "info":
                    message = Text(f"└ {self._words.say(finding.message)}", style=_STYLES[finding.severity])
                    table.add_row("", "", message, *[""] * (len(self._columns) - 1))
        self._fresh = False
        self._console.print(table)
