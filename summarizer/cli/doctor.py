"""What would be used, and whether it answers: the question is a run's own, about a report of one sentence (sample.txt)."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from importlib import resources

from rich.cells import cell_len

from summarizer.cli.address import find_address
from summarizer.cli.config import Config, cache_folder
from summarizer.cli.loop import run_async
from summarizer.cli.options import RunOptions
from summarizer.cli.target import choose_target
from summarizer.document import document_from_text
from summarizer.errors import EndpointError, SummarizerError
from summarizer.extract.plan import make_plan
from summarizer.extract.prompt import list_prompts, load_prompt, prompt_folders
from summarizer.extract.run import SchemaRun, Watcher
from summarizer.extract.schema import BUILT_IN, load_schema
from summarizer.llm import weights
from summarizer.llm.cache import AnswerCache
from summarizer.llm.client import ChatClient
from summarizer.llm.endpoint import LOCAL, Target, without_secrets
from summarizer.llm.log import Stopwatch
from summarizer.llm.network import proxy_for
from summarizer.messages import Message, Words
from summarizer.reading import read_report
from summarizer.render.progress import make_reporter

_NAME_WIDTH = 9
_WORTH_SAYING = 0.5  # seconds


def doctor(options: RunOptions, config: Config, words: Words) -> int:
    """Print what a run would use, and do one on a report of one sentence; the exit code is 0 when all is well."""
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
        if folder is None:
            self._line(words("cache"), words("none: this user has no home folder"))
            return
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

    def _address(self) -> None:
        """Which key is used, by the name of what holds it, and what else goes along, by name."""
        words = self._words
        address = find_address(
            self._options.base_url, self._config, self._options.model, self._options.base_url_by_user
        )
        source = address.key_source
        self._line(
            words("key"), words("of {source} (set)", source=source) if source else words("none is set")
        )
        if address.warning:
            self._line("", words.say(address.warning))
        extras = address.extras
        named = (
            (words("headers"), extras.headers), (words("query"), extras.query), (words("body"), extras.body),
        )  # fmt: skip
        for name, held in named:
            if held:
                self._line(name, words("{names}", names=sorted(held)))
        if proxy := proxy_for(address.base_url):
            self._line(words("proxy"), without_secrets(proxy))

    def _ask(self) -> None:
        words = self._words
        try:
            target = choose_target(self._options, self._config, make_reporter(False, words))
            where = words(
                "{host} (on this machine)" if target.stays_here else "{host} (remote)", host=target.host
            )
            self._line(words("endpoint"), where)
            if self._options.model != LOCAL:
                self._address()
            self._say_answer(target, run_async(_examine(target)))
        except SummarizerError as error:
            self._problems.append(error)
            self._line(words("answers"), words("no"))

    def _say_answer(self, target: Target, found: _Examined) -> None:
        words = self._words
        if found.loading >= _WORTH_SAYING:
            self._line(words("loads"), words("in {seconds:.1f} s", seconds=found.loading))
        self._line(words("speaks"), words("{found}", found=found.dialect))
        if found.stopped is not None:
            raise found.stopped
        if found.made_up:
            raise EndpointError(
                "{model} at {host} answers with what the text does not say ({count} of {total} items).",
                "Name a better model; rules flag such items, but can't mend them.",
                model=target.model, host=target.host, count=found.made_up, total=found.made_up + len(found.items),
            )  # fmt: skip
        if found.failed or not found.items:
            raise EndpointError(
                "{model} at {host} answers, but not with items that can be read ({problem}).",
                "Try --wire line, or another model.",
                model=target.model, host=target.host, problem=found.failed or Message("no items"),
            )  # fmt: skip
        self._line(
            words("answers"),
            words("yes, in {seconds:.1f} s: {items}", seconds=found.seconds, items=list(found.items)),
        )

    def _line(self, name: str, value: str) -> None:
        print(f"{name}{' ' * (_NAME_WIDTH - cell_len(name))} {value}", flush=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examined:
    """What a run on the sample gave: the words of items that are right, how many are not, why sentences failed, what stopped it, the seconds of loading and of the answer,
    and what was found out about the way to ask."""

    items: tuple[str, ...]
    made_up: int
    failed: Message | None
    stopped: EndpointError | None
    loading: float
    seconds: float
    dialect: list[Message]


async def _examine(target: Target) -> _Examined:
    """Do a run of tasks on the sample. An endpoint on this machine is asked twice, since many load their model when first asked."""
    sample = read_report(
        document_from_text(resources.files(__package__).joinpath("sample.txt").read_text("utf-8"))
    )
    plan = make_plan(sample, load_schema("tasks"), load_prompt("tasks"), target.small)
    client = ChatClient(target, AnswerCache(None))
    seconds = []
    try:
        for _ in range(2 if target.stays_here and not target.small else 1):
            watch = Stopwatch()
            result, stopped = await SchemaRun(sample, plan, client, Watcher()).run()
            seconds.append(watch.seconds)
            if stopped is not None:
                break
    finally:
        await client.close()
    loading = client.connecting_seconds if target.small else max(0.0, seconds[0] - seconds[-1])
    return _Examined(
        items=tuple(item.text for item in result.items if item.worst is None), made_up=sum(item.worst is not None for item in result.items), failed=next((f.reason for f in result.failed), None), stopped=stopped,
        loading=loading, seconds=seconds[-1] - (client.connecting_seconds if target.small else 0.0), dialect=client.dialect.described(),
    )  # fmt: skip
