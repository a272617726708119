"""What `summarize memo` does: a run of all schemas whose results become a memo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from summarizer.checks import check_arithmetic
from summarizer.cli.config import Config
from summarizer.cli.options import RunOptions
from summarizer.cli.running import run_with
from summarizer.cli.writers import Writer
from summarizer.errors import ConfigError, InputError
from summarizer.extract.model import SchemaResult
from summarizer.extract.plan import Plan
from summarizer.extract.prompt import Prompt, load_prompt
from summarizer.extract.wire import choose_form
from summarizer.llm.client import ChatClient
from summarizer.memo import SCHEMAS, Memo, Prose, briefs, choose_memo_prompts, compose, gather, write_prose
from summarizer.memo.compose import Material
from summarizer.memo.prose import sentence_schema
from summarizer.messages import Message, Words, printable
from summarizer.reading import Reading, reads_like_a_report
from summarizer.render.files import write_bytes


def memo(options: RunOptions, config: Config, words: Words) -> int:
    """Extract all schemas, have the paragraphs written, and write the memo; returns the exit code."""
    if options.format == "docx" and options.output is None:
        raise ConfigError(
            "A Word document does not go to the terminal.", "Give -o a file, as in -o memo.docx."
        )
    given = [load_prompt(name) for name in options.prompts]
    prompts = choose_memo_prompts(given)
    for prompt in prompts.values():  # what is wrong with one is found before anything is asked
        for small in (True, False):
            prompt.bind(sentence_schema(), choose_form(sentence_schema(), small), {})

    def make(options: RunOptions, reading: Reading, plans: Sequence[Plan], words: Words) -> Writer:
        if options.read_as is None and not reads_like_a_report(reading.document.text):
            raise InputError(
                "{name} does not read like a work report, so there is no memo to make of it.",
                "If it is one, --as review or --as plan says so; `summarize outline` shows how it is read.",
                name=reading.document.name,
            )
        return _MemoWriter(options, reading, plans, words, prompts)

    options = replace(options, schemas=SCHEMAS)
    return run_with(options, config, words, [prompt for prompt in given if not prompt.part], make)


class _MemoWriter(Writer):
    """Composes the memo when all items are there; what a stopped run left out is said in it."""

    def __init__(
        self,
        options: RunOptions,
        reading: Reading,
        plans: Sequence[Plan],
        words: Words,
        prompts: Mapping[str, Prompt],
    ) -> None:
        super().__init__(options, reading, plans, words)
        self._prompts = prompts
        self._limits = {part: prompt.limit for part, prompt in prompts.items()}
        self._prose: dict[str, Prose] = {}

    async def ask(
        self, client: ChatClient, results: Sequence[SchemaResult], say: Callable[[Message], None]
    ) -> None:
        """Have the paragraph of each part written from its verified items."""
        wanted = [b for b in briefs(self._material(results), self._limits, self.words) if b.points]
        for number, brief in enumerate(wanted, 1):
            values = {"number": number, "total": len(wanted), "title": brief.title}
            say(Message("Writing paragraph {number} of {total}: {title}", values))
            self._prose[brief.part] = await write_prose(client, self._prompts[brief.part], brief)

    def close(self, results: Sequence[SchemaResult]) -> None:
        made = compose(self._material(results), self._limits, self._prose, self.words)
        if self.options.format == "docx":
            from summarizer.render.memo.docx import memo_docx

            assert self.options.output is not None
            write_bytes(self.options.output, memo_docx(made, self.words, self.options.references))
        elif self.options.format == "html":
            self._put(self._page(results, made))
        else:
            from summarizer.render.memo.markdown import memo_markdown

            self._put(printable(memo_markdown(made, self.options.references)))

    def _material(self, results: Sequence[SchemaResult]) -> Material:
        return gather(self.reading, results, check_arithmetic(self.reading), self._limits)

    def _page(self, results: Sequence[SchemaResult], made: Memo) -> str:
        from summarizer.render.page import PageView, page

        return page(PageView(self.reading, results, check_arithmetic(self.reading), made), self.words)
