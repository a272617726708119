"""Where the results of a run go: the terminal as they come, or a file at the end, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from summarizer.cli.options import RunOptions
from summarizer.errors import ConfigError
from summarizer.extract.model import Item, SchemaResult
from summarizer.extract.plan import Plan
from summarizer.llm.client import ChatClient
from summarizer.messages import Message, Words, printable
from summarizer.reading import Reading
from summarizer.render import payload
from summarizer.render.files import is_special, write_bytes, write_file


class Writer:
    """Where results go. This base writes nothing until the end."""

    def __init__(self, options: RunOptions, reading: Reading, plans: Sequence[Plan], words: Words) -> None:
        self.options = options
        self.reading = reading
        self.plans = plans
        self.words = words
        self.out: TextIO = sys.stdout

    def begin(self, plan: Plan) -> None:
        pass

    def items(self, items: Sequence[Item]) -> None:
        pass

    def end(self, result: SchemaResult) -> None:
        pass

    async def ask(
        self, client: ChatClient, results: Sequence[SchemaResult], say: Callable[[Message], None]
    ) -> None:
        """What is to be asked once all items are there; ``say`` is told how far it is. Raises EndpointError."""

    def close(self, results: Sequence[SchemaResult]) -> None:
        if self.options.format == "json":
            text = payload.json_text(payload.run(self.reading, results, self.words), indent=1) + "\n"
        else:
            from summarizer.render.markdown import markdown

            fields = {p.schema.name: [f.name for f in p.schema.asked] for p in self.plans}
            text = printable(markdown(self.reading, results, fields, self.words))
        self._put(text)

    def _put(self, text: str) -> None:
        if self.options.output is None:
            self.out.write(text)
            self.out.flush()
        else:
            write_file(self.options.output, text)


class _TextWriter(Writer):
    """The table, printed as it grows; into a file at the end."""

    def __init__(self, options: RunOptions, reading: Reading, plans: Sequence[Plan], words: Words) -> None:
        super().__init__(options, reading, plans, words)
        import io

        from summarizer.render.table import TableWriter, make_console

        self._buffer = io.StringIO() if options.output else None
        self._table = TableWriter(make_console(self._buffer or sys.stdout), words)

    def begin(self, plan: Plan) -> None:
        self._table.begin(plan.schema.name, [f.name for f in plan.schema.asked])

    def items(self, items: Sequence[Item]) -> None:
        self._table.items(items)
        sys.stdout.flush()

    def end(self, result: SchemaResult) -> None:
        self._table.end(self.reading, result)

    def close(self, results: Sequence[SchemaResult]) -> None:
        if self._buffer is not None:
            self._put(self._buffer.getvalue())


class _LinesWriter(Writer):
    """One JSON object an item, printed as it comes; into a file at the end."""

    def __init__(self, options: RunOptions, reading: Reading, plans: Sequence[Plan], words: Words) -> None:
        super().__init__(options, reading, plans, words)
        self._lines: list[str] = []

    def items(self, items: Sequence[Item]) -> None:
        lines = []
        for item in items:
            schema = item.id.rpartition("-")[0]
            lines.append(payload.json_text({"schema": schema, **payload.item(item, self.words)}) + "\n")
        if self.options.output is None:
            self._put("".join(lines))
        else:
            self._lines += lines

    def close(self, results: Sequence[SchemaResult]) -> None:
        if self.options.output is not None:
            self._put("".join(self._lines))


class _PageWriter(Writer):
    """The evidence page: items beside the report, with the report's own arithmetic."""

    def close(self, results: Sequence[SchemaResult]) -> None:
        from summarizer.checks import check_arithmetic
        from summarizer.render.page import PageView, page

        view = PageView(self.reading, results, check_arithmetic(self.reading))
        self._put(page(view, self.words))


class _SheetsWriter(Writer):
    """Tables for a spreadsheet: one row an item."""

    def close(self, results: Sequence[SchemaResult]) -> None:
        from summarizer.render.rows import csv_text, sheet, task_sheet

        fields = {p.schema.name: [f.name for f in p.schema.fields] for p in self.plans}
        workbook = self.options.format == "xlsx"
        tables = [
            task_sheet(self.reading, result, self.words)
            if workbook and result.schema == "tasks"
            else sheet(self.reading, result, fields[result.schema], self.words)
            for result in results
        ]
        output = self.options.output
        if workbook:
            from summarizer.render.workbook import xlsx_bytes

            assert output is not None
            write_bytes(output, xlsx_bytes(tables, self.words))
        elif output is None:
            self.out.write("".join(csv_text(table) for table in tables))
            self.out.flush()
        else:
            for table in tables:
                name = output if len(self.plans) == 1 else output.with_stem(f"{output.stem}-{table.name}")
                write_file(name, csv_text(table))


def check_format(options: RunOptions) -> None:
    """Raise :class:`ConfigError` where the format can't go where the output goes."""
    if options.format == "xlsx" and options.output is None:
        raise ConfigError("A workbook does not go to the terminal.", "Give -o a file, as in -o tasks.xlsx.")
    one_stream = options.output is None or is_special(options.output)
    if options.format == "csv" and one_stream and len(options.schemas) > 1:
        raise ConfigError(
            "Several schemas do not go into one table.", "Give -o a file; each schema gets its own beside it."
        )


def make_writer(options: RunOptions, reading: Reading, plans: Sequence[Plan], words: Words) -> Writer:
    kinds: dict[str, type[Writer]] = {
        "text": _TextWriter, "jsonl": _LinesWriter, "csv": _SheetsWriter, "xlsx": _SheetsWriter, "html": _PageWriter,
    }  # fmt: skip
    return kinds.get(options.format, Writer)(options, reading, plans, words)
