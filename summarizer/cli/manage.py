"""The prompts, schemas and models commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from summarizer.extract.prompt import empty_prompts, list_prompts, load_prompt
from summarizer.extract.schema import BUILT_IN, load_schema
from summarizer.llm import weights
from summarizer.messages import Words
from summarizer.render.progress import make_reporter
from summarizer.render.table import NARROW, make_console

_WIDE = 400


def prompts_list(words: Words) -> int:
    """Every prompt that can be named, and where it lies."""
    say_empty_prompts(words)
    rows = [(p.name, p.schema or words("any"), p.description, str(p.path)) for p in list_prompts()]
    _print((words("prompt"), words("schema"), "", words("file")), rows)
    return 0


def say_empty_prompts(words: Words) -> None:
    """Say which prompts of the user's are passed over, since nothing stands in them."""
    for path in empty_prompts():
        print(words("{path} is empty; the packaged prompt is used.", path=path), file=sys.stderr)


def prompts_show(name: str, words: Words) -> int:
    """The file of a prompt, to read or to copy."""
    say_empty_prompts(words)
    print(load_prompt(name).path.read_text(encoding="utf-8"), end="")
    return 0


def schemas_list(words: Words) -> int:
    """Every built-in schema."""
    schemas = [load_schema(name) for name in BUILT_IN]
    rows = [(s.name, ", ".join(f.name for f in s.fields), s.description, str(s.path)) for s in schemas]
    _print((words("schema"), words("fields"), "", words("file")), rows)
    return 0


def schemas_show(name: str) -> int:
    """The file of a schema, to read or to copy."""
    path = load_schema(name).path
    assert path is not None
    print(path.read_text(encoding="utf-8"), end="")
    return 0


def models_list(words: Words) -> int:
    """Every local model, and whether its weights are here."""
    rows = [
        (w.name, words("here" if weights.is_present(w) else "not here"), f"{w.bytes / 1e9:.1f} GB", w.license)
        for w in weights.MODELS
    ]
    _print((words("model"), words("weights"), words("size"), words("licence")), rows)
    return 0


def models_pull(quiet: bool, words: Words) -> int:
    """Fetch the weights of the local model."""
    reporter = make_reporter(quiet, words)
    try:
        path = weights.pull(weights.DEFAULT, reporter.download, reporter.say)
    finally:
        reporter.close()
    print(path)
    return 0


def models_add(file: str) -> int:
    """Take over a weights file that was copied from elsewhere."""
    print(weights.add(Path(file)))
    return 0


def models_path() -> int:
    """Where the weights of the local model lie or would lie."""
    print(weights.path_of(weights.DEFAULT))
    return 0


def _print(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    console = make_console()
    if console.is_terminal and console.width < NARROW:
        for first, *others in rows:
            console.print(Text(first, style="bold"), overflow="fold")
            for other in filter(None, others):
                console.print(Text(f"  {other}"), overflow="fold")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    if not console.is_terminal:
        console.width = _WIDE  # a pipe gets whole paths
    console.print(table)
