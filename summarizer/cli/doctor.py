"""What would be used, and whether it answers."""

from __future__ import annotations

import importlib.util
import os

from rich.cells import cell_len

from summarizer.cli.config import Config, cache_folder
from summarizer.cli.loop import run_async
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
from summarizer.messages import Message, Words
from summarizer.render.progress import make_reporter

_QUESTION = ChatRequest(
    messages=(("user", '只回答 JSON:{"answer": "好"}'),),
    answer_schema={
        "type": "object", "properties": {"answer": {"type": "string", "maxLength": 4}}, "required": ["answer"],
        "additionalProperties": False,
    },
    max_tokens=32,
    about="doctor",
)  # fmt: skip
_NAME_WIDTH = 9


def doctor(options: RunOptions, config: Config, words: Words) -> int:
    """Print what a run would use and ask the model one short question; the exit code is 0 when all is well."""
    return _Doctor(options, config, words).look()


class _Doctor:
    def __init__(self, options: RunOptions, config: Config, words: Words) -> None:
        self._options = options
        self._config = config
        self._words = words
        self._problems: list[SummarizerError] = []

    def look(self) -> int:
        words = self._words
        self._model()
        self._cache()
        self._prompts()
        self._line(words("schemas"), words("{names}", names=list(BUILT_IN)))
        if not self._problems:
            self._ask()
        for problem in self._problems:
            print(f"\n{problem.said(words)}")
        return self._problems[0].exit_code if self._problems else 0

    def _model(self) -> None:
        words = self._words
        if self._options.model != LOCAL:
            self._line(words("model"), self._options.model)
            return
        model = weights.DEFAULT
        here = weights.is_present(model)
        absent = Message("weights not here; the first run fetches {size:.1f} GB", {"size": model.bytes / 1e9})
        where = weights.path_of(model) if here else absent
        self._line(words("model"), words("local: {name} ({where})", name=model.name, where=where))
        if importlib.util.find_spec("xllamacpp") is None:
            self._problems.append(
                SummarizerError(
                    "The package xllamacpp is missing.", "`pip install 'report-summarizer[local]'` adds it."
                )
            )
        elif not here:
            self._problems.append(
                SummarizerError("The weights are not here yet.", "`summarize models pull` fetches them.")
            )
        if os.environ.get("OPENAI_API_KEY"):
            self._line(
                "",
                words(
                    "OPENAI_API_KEY is set, and not used: no model was named with -m or in the configuration"
                ),
            )

    def _cache(self) -> None:
        words = self._words
        folder = cache_folder(self._config)
        cache = AnswerCache(folder)
        count = words("{folder}, {count} answers", folder=folder, count=len(cache.stored()))
        self._line(words("cache"), count if cache.problem is None else words.say(cache.problem))
        cache.close()

    def _prompts(self) -> None:
        words = self._words
        try:
            names = [p.name for p in list_prompts()]
        except SummarizerError as error:
            self._problems.append(error)
            self._line(words("prompts"), words.say(error.message))
        else:
            said = words("{names} (from {folders})", names=names, folders=prompt_folders())
            self._line(words("prompts"), said)

    def _ask(self) -> None:
        words = self._words
        try:
            target = choose_target(self._options, self._config, make_reporter(True, words))
            self._line(
                words("endpoint"),
                words(
                    "{host} (on this machine)" if target.stays_here else "{host} (remote)", host=target.host
                ),
            )

            async def ask() -> float:
                client = ChatClient(target, AnswerCache(None))
                try:
                    return (await client.ask(_QUESTION)).seconds
                finally:
                    await client.close()

            self._line(words("answers"), words("yes, in {seconds:.1f} s", seconds=run_async(ask())))
        except SummarizerError as error:
            self._problems.append(error)
            self._line(words("answers"), words("no"))

    def _line(self, name: str, value: str) -> None:
        print(f"{name}{' ' * (_NAME_WIDTH - cell_len(name))} {value}")
