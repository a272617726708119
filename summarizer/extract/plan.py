"""What a schema will ask about a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.extract.evidence import clauses
from summarizer.extract.model import Item
from summarizer.extract.pack import LARGE, SMALL, Batch, PackSize, called_for, pack
from summarizer.extract.prompt import BoundPrompt, Prompt
from summarizer.extract.readers import READERS
from summarizer.extract.schema import ItemSchema
from summarizer.extract.wire import WireForm, answer_schema, choose_form
from summarizer.llm.chat import ChatRequest, estimate_tokens
from summarizer.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schema will ask. ``called`` are the sentences that call for an item, ``ready`` the items that rules have read already;
    ``batches`` hold the sentences to ask about."""

    schema: ItemSchema
    prompt: BoundPrompt
    form: WireForm
    size: PackSize
    called: tuple[Sentence, ...]
    ready: tuple[Item, ...]
    batches: tuple[Batch, ...]

    def request(self, headings: tuple[str, ...], sentences: Sequence[Sentence]) -> ChatRequest:
        """The request about ``sentences``."""
        texts = [s.text[s.core :] for s in sentences]
        return ChatRequest(
            messages=self.prompt.messages(headings, texts),
            answer_schema=answer_schema(self.schema, self.form, len(sentences), self.most_items(sentences)),
            max_tokens=self._max_tokens(texts),
            about=f"{self.schema.name} {sentences[0].id}-{sentences[-1].id}",
        )

    def most_items(self, sentences: Sequence[Sentence]) -> int:
        """As many items as clauses, and some: a small model that runs in circles is stopped there."""
        return sum(len(clauses(s.text[s.core :])) for s in sentences) + len(sentences) + 2

    def _max_tokens(self, texts: Sequence[str]) -> int:
        """Room for every word twice over; an answer that needs more has run wild and is asked for again in halves."""
        said = sum(estimate_tokens(text) for text in texts)
        return 64 + 2 * said if self.form == "line" else 512 + 6 * said


def make_plan(reading: Reading, schema: ItemSchema, prompt: Prompt, small: bool) -> Plan:
    """What ``schema`` will ask of a model. Raises PromptError or SchemaError before anything is sent."""
    form = choose_form(schema, small)
    size = SMALL if small else LARGE
    metadata = reading.metadata
    report = {"title": metadata.title, "region": metadata.region, "review_period": metadata.review_period,
              "plan_period": metadata.plan_period}  # fmt: skip
    reader = READERS.get(schema.reader or "")
    read = reader(reading) if reader else None
    called = read.called if read else tuple(called_for(reading, schema))
    batches = pack(reading, read.left_open if read else called, size)
    ready = read.items if read else ()
    return Plan(schema, prompt.bind(schema, form, report), form, size, called, ready, tuple(batches))
