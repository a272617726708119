"""What would be used, and whether it answers."""

from __future__ import annotations

import asyncio
import importlib.util
import os

from summarizer.cli.config import Config, cache_folder
from summarizer.cli.options import RunOptions
from summarizer.cli.target import choose_target
from summarizer.errors import SummarizerError
from summarizer.extract.prompt import list_prompts, prompt_folders
from summarizer.extract.schema import BUILT_IN
from summarizer.llm import weights
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.endpoint import LOCAL
from summarizer.render.progress import make_reporter

_QUESTION = ChatRequest(
    messages=(("user", '只回答 JSON:{"answer": "好"}'),),
    answer_schema={
        "type": "object", "properties": {"answer": {"type": "string", "maxLength": 4}}, "required": ["answer"],
        "additionalProperties": False,
    },
    max_tokens=32,
)  # fmt: skip


def doctor(options: RunOptions, config: Config) -> int:
    """Print what a run would use and ask the model one short question; the exit code is 0 when all is well."""
    problems: list[SummarizerError] = []
    _say_model(options, problems)
    folder = cache_folder(config)
    cache = AnswerCache(folder)
    _line("cache", f"{folder}, {len(cache)} answers" if cache.problem is None else cache.problem)
    cache.close()
    try:
        names = ", ".join(p.name for p in list_prompts())
        _line("prompts", f"{names} (from {', '.join(str(f) for f in prompt_folders())})")
    except SummarizerError as error:
        problems.append(error)
        _line("prompts", str(error.message))
    _line("schemas", ", ".join(BUILT_IN))
    if not problems:
        _ask(options, config, problems)
    for problem in problems:
        print(f"\n{problem.message} {problem.hint}")
    return problems[0].exit_code if problems else 0


def _say_model(options: RunOptions, problems: list[SummarizerError]) -> None:
    if options.model != LOCAL:
        _line("model", options.model)
        return
    model = weights.DEFAULT
    here = weights.is_present(model)
    where = (
        str(weights.path_of(model))
        if here
        else f"weights not here; the first run fetches {model.bytes / 1e9:.1f} GB"
    )
    _line("model", f"local: {model.name} ({where})")
    if importlib.util.find_spec("xllamacpp") is None:
        problems.append(
            SummarizerError(
                "The package xllamacpp is missing.", "`pip install 'report-summarizer[local]'` adds it."
            )
        )
    elif not here:
        problems.append(
            SummarizerError("The weights are not here yet.", "`summarize models pull` fetches them.")
        )
    if os.environ.get("OPENAI_API_KEY"):
        _line("", "OPENAI_API_KEY is set, and not used: no model was named with -m or in the configuration")


def _ask(options: RunOptions, config: Config, problems: list[SummarizerError]) -> None:
    reporter = make_reporter(True)
    try:
        target = choose_target(options, config, reporter)
        _line("endpoint", f"{target.host}{' (on this machine)' if target.stays_here else ' (remote)'}")

        async def ask() -> float:
            client = ChatClient(target, AnswerCache(None))
            try:
                return (await client.ask(_QUESTION)).seconds
            finally:
                await client.close()

        _line("answers", f"yes, in {asyncio.run(ask()):.1f} s")
    except SummarizerError as error:
        problems.append(error)
        _line("answers", "no")


def _line(name: str, value: str) -> None:
    print(f"{name:<9} {value}")
