"""What `summarize run` does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarizer.checks import find_instructions
from summarizer.cli.closing import say_the_end
from summarizer.cli.config import Config, cache_folder
from summarizer.cli.loop import run_async
from summarizer.cli.options import RunOptions
from summarizer.cli.target import choose_target, make_budget
from summarizer.cli.writers import Writer, check_format, make_writer
from summarizer.document import Repair, read_document
from summarizer.errors import ConfigError, EndpointError, PromptError, SummarizerError
from summarizer.extract.model import Item, SchemaResult
from summarizer.extract.plan import Plan, make_plan
from summarizer.extract.prompt import Prompt, empty_prompts, load_prompt
from summarizer.extract.run import SchemaRun, Watcher
from summarizer.extract.schema import BUILT_IN, ItemSchema, load_schema
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import estimate_tokens
from summarizer.llm.client import ChatClient
from summarizer.llm.endpoint import LOCAL
from summarizer.llm.log import Entry, RequestLog
from summarizer.llm.providers import Price
from summarizer.messages import Message, Words
from summarizer.reading import Reading, read_report, reads_like_a_report
from summarizer.render.files import check_writable
from summarizer.render.labels import schema_name
from summarizer.render.progress import Reporter, make_reporter

_GENERIC_PROMPT = "generic"


def run(options: RunOptions, config: Config, words: Words) -> int:
    """`summarize run`: the items of the schemas, in the format that was asked for; returns the exit code."""
    check_format(options)
    return run_with(options, config, words, [load_prompt(name) for name in options.prompts], make_writer)


MakeWriter = Callable[[RunOptions, Reading, Sequence[Plan], Words], Writer]


def run_with(
    options: RunOptions, config: Config, words: Words, prompts: Sequence[Prompt], make: MakeWriter
) -> int:
    """Do the run and give the exit code. Everything that can be wrong is found before anything is sent."""
    if options.output is not None:
        check_writable(options.output, options.report)
    schemas = [load_schema(name) for name in dict.fromkeys(options.schemas)]
    if options.no_model and (own := [s.name for s in schemas if s.name not in BUILT_IN]):
        raise ConfigError(
            "Rules know the built-in schemas only ({known}), not {name}.", "Leave out --no-model.",
            known=list(BUILT_IN), name=own[0],
        )  # fmt: skip
    if twice := [name for name, count in Counter(s.name for s in schemas).items() if count > 1]:
        raise ConfigError(
            "Two schemas are called {name}.", "Rename one; results are told apart by it.", name=twice[0]
        )
    chosen = choose_prompts(schemas, prompts)
    reporter = make_reporter(options.quiet, words)
    for path in empty_prompts():
        if any(prompt.name == path.stem for prompt in chosen):
            reporter.say(Message("{path} is empty; the packaged prompt is used.", {"path": path}))
    try:
        target = None if options.no_model else choose_target(options, config, reporter)
        document = read_document(options.report)
        for repair in document.repairs:
            if repair.note is not None:
                reporter.say(repair.note)
        if put_right := [repair for repair in document.repairs if repair.note is None]:
            reporter.say(_repairs_line(put_right))
        reading = read_report(document, options.read_as)
        if not reads_like_a_report(document.text):
            reporter.say(Message("{name} does not read like a work report.", {"name": document.name}))
        if instructions := find_instructions(reading):
            reporter.say(
                Message(
                    "The report speaks to a machine (sentences {numbers}); that is treated as text.",
                    {"numbers": instructions},
                )
            )
        small = options.wire == "line" or (options.wire == "auto" and target is not None and target.small)
        plans = [make_plan(reading, s, p, small) for s, p in zip(schemas, chosen, strict=True)]
        if target is None:
            return _Job(options, reading, plans, None, reporter, words).run(make)
        folder = cache_folder(config) if options.cache else None
        if options.cache and folder is None:
            reporter.say(
                Message(
                    "This user has no home folder, so no answers are kept; SUMMARIZE_CACHE_DIR names another."
                )
            )
        cache = AnswerCache(folder)
        if told := cache.problem is not None:
            reporter.say(cache.problem)
        log = RequestLog(options.log_file, _teller(words) if options.verbose else None)
        try:
            budget = make_budget(options, config, target)
            client = ChatClient(target, cache, options.offline and options.model != LOCAL, budget, log)
            if options.dry_run:
                return _dry_run(plans, client, words)
            if not target.stays_here and not options.offline and any(plan.batches for plan in plans):
                said = words(
                    "Asking {model} at {host}: parts of the report are sent there.",
                    model=target.model,
                    host=target.host,
                )
                print(said, file=sys.stderr)
            return _Job(options, reading, plans, client, reporter, words).run(make)
        finally:
            log.close()
            cache.close()
            if cache.problem and not told:
                reporter.say(cache.problem)
            if log.problem:
                reporter.say(log.problem)
    finally:
        reporter.close()


def _first(error: Exception) -> Exception:
    """The error behind a group of tasks that ended with it."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


def _teller(words: Words) -> Callable[[Entry], None]:
    """Says each request on standard error."""

    def tell(entry: Entry) -> None:
        said = words(
            "{about}: {outcome} in {seconds:.1f} s, sent {attempts} times, {sent} + {received} tokens", about=entry.about,
            outcome=entry.outcome, seconds=entry.seconds, attempts=entry.attempts, sent=entry.prompt_tokens, received=entry.completion_tokens,
        )  # fmt: skip
        print(said, file=sys.stderr)

    return tell


def choose_prompts(schemas: Sequence[ItemSchema], given: Sequence[Prompt]) -> list[Prompt]:
    """A prompt for every schema: a given one that says it is for it, a given one for any, else the default of its name."""
    used: set[str] = set()
    out = []
    for schema in schemas:
        fitting = [p for p in given if p.schema == schema.name] or [p for p in given if p.schema is None]
        if fitting:
            out.append(fitting[-1])
            used.update(p.sha256 for p in fitting)
        else:
            out.append(load_prompt(schema.name if schema.name in BUILT_IN else _GENERIC_PROMPT))
    for prompt in given:
        if prompt.sha256 not in used:
            raise PromptError(
                "Prompt {path} is for schema {schema}, not for {others}.",
                "Add --schema, or name another prompt.",
                path=prompt.path,
                schema=prompt.schema,
                others=[s.name for s in schemas],
            )
    return out


def _repairs_line(repairs: Sequence[Repair]) -> Message:
    counts = Counter(repair.kind for repair in repairs)
    kinds = [Message("{count} × {kind}", {"count": n, "kind": Message(kind)}) for kind, n in counts.items()]
    return Message(
        "The text was put right in {places} places ({kinds}); they are listed in source.repairs.",
        {"places": len(repairs), "kinds": kinds},
    )


def _cost(price: Price | None, sent: int, received: int) -> Message:
    """About what so many tokens cost."""
    if price is None:
        return Message("unknown")
    cost = price.of(sent, received)
    return Message("about {cost:.4f}", {"cost": cost}) if cost else Message("none")


def _dry_run(plans: Sequence[Plan], client: ChatClient, words: Words) -> int:
    """Say what would be asked; nothing is sent."""
    for plan in plans:
        requests = [plan.request(b.headings, b.sentences) for b in plan.batches]
        fresh = [r for r in requests if client.cached(r) is None]
        sent = sum(r.estimated_tokens for r in fresh)
        answered = sum(estimate_tokens(r.messages[-1][1]) for r in fresh)
        sentences = sum(len(b.sentences) for b in plan.batches)
        said = words(
            "{schema}: {sentences} sentences in {requests} requests to {model} at {host}, {cached} answered from the cache; "
            "about {sent:,} tokens to send and {received:,} to receive. Cost: {cost}.",
            schema=schema_name(plan.schema.name), sentences=sentences, requests=len(requests), model=client.target.model,
            host=client.target.host, cached=len(requests) - len(fresh), sent=sent, received=answered,
            cost=_cost(client.budget.price, sent, answered),
        )  # fmt: skip
        print(said)
    return 0


@dataclass
class _Job:
    """One report, all its schemas, one model or none."""

    options: RunOptions
    reading: Reading
    plans: list[Plan]
    client: ChatClient | None
    reporter: Reporter
    words: Words
    results: list[SchemaResult] = field(default_factory=list)
    _current: SchemaRun | None = None

    def run(self, make: MakeWriter) -> int:
        """Ask, show what comes as it comes, write the rest at the end; returns the exit code."""
        stopped: SummarizerError | None = None
        interrupted = False
        self._writer = make(self.options, self.reading, self.plans, self.words)
        try:
            stopped = run_async(self._ask_all())
        except KeyboardInterrupt:
            interrupted = True
            self._finish_early(Message("interrupted"))
        except Exception as error:  # noqa: BLE001 - raised again: what is done is written, whatever went wrong
            first = _first(error)
            if not isinstance(first, BrokenPipeError):
                self._finish_early(Message("internal error"))
                self._write()
            raise first from None
        self._write()
        return self._exit_code(stopped, interrupted)

    def _write(self) -> None:
        self.reporter.close()
        self._writer.close(self.results)
        say_the_end(self.results, self.options, self.words)

    async def _ask_all(self) -> EndpointError | None:
        """Do the plans; of those after the one that an error stopped, what rules and the cache give."""
        stopped: EndpointError | None = None
        try:
            for plan in self.plans:
                result, error = await self._begin(plan).run()
                self._finish(result)
                stopped = stopped or error
            if self.client is not None and stopped is None:
                await self._writer.ask(self.client, self.results, self.reporter.say)
        except EndpointError as error:  # of what the writer asked
            return error
        finally:
            if self.client is not None:
                await self.client.close()
        return stopped

    def _begin(self, plan: Plan) -> SchemaRun:
        self._writer.begin(plan)
        watcher = Watcher(items=self._items, progress=self.reporter.progress)
        self._current = SchemaRun(self.reading, plan, self.client, watcher)
        return self._current

    def _finish_early(self, reason: Message) -> None:
        """What there is of the plans that did not come to their end."""
        for plan in self.plans[len(self.results) :]:
            self._finish((self._current or self._begin(plan)).result_so_far(reason))

    def _items(self, items: Sequence[Item]) -> None:
        self.reporter.pause(lambda: self._writer.items(items))

    def _finish(self, result: SchemaResult) -> None:
        self._current = None
        self.results.append(result)
        self.reporter.pause(lambda: self._writer.end(result))

    def _exit_code(self, stopped: SummarizerError | None, interrupted: bool) -> int:
        kept, answers = "", 0
        if self.client is not None:
            answers = self.client.kept + sum(r.run.from_cache for r in self.results)
        if answers:
            kept = self.words("{count} answers are kept; the same command goes on from there.", count=answers)
        if stopped is not None:
            self._complain(stopped.said(self.words), kept)
            return stopped.exit_code
        if interrupted:
            self._complain(self.words("Interrupted."), kept)
            return 130
        if any(r.failed for r in self.results):
            return 4
        if self.options.strict and any(i.worst == "error" for r in self.results for i in r.items):
            return 1
        return 0

    def _complain(self, *sentences: str) -> None:
        print(f"summarize: {self.words.paragraph(*sentences)}", file=sys.stderr)
