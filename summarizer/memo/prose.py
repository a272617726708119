"""The connecting prose of a memo: a model writes it from verified items, rules let stand what is true to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from summarizer.checks import find_words
from summarizer.errors import AnswerError, RequestRefusedError
from summarizer.extract.prompt import Prompt, load_prompt
from summarizer.extract.schema import ItemSchema, from_model
from summarizer.extract.wire import RawItem, answer_schema, choose_form, read_items
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.jsontext import parse_json
from summarizer.memo.punctuation import full_width
from summarizer.memo.selection import Point
from summarizer.memo.sentences import check_sentence
from summarizer.messages import Message

# The parts of a memo that have prose, in order; each has a prompt prompts/memo-<part>.md.
PARTS = ("period", "indicators", "results", "problems", "tasks")
# A paragraph.
_MOST_SENTENCES = 5
_MAX_TOKENS = 480


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the memo and the points it tells."""

    text: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A sentence of the model that was not let stand, why, and the point that is told in its place (None when all were told)."""

    said: str
    problem: Message
    instead: Point | None


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraph of one part. ``failed`` says why the model gave nothing; the part then has the sentence of the rules."""

    sentences: tuple[Told, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    failed: Message | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a part's paragraph is to be written from: the ``title`` of the part and the ``points`` it may tell; where ``whole``, all of
    them or none (half of a report's problems in a paragraph and half in a list reads like two kinds of problems)."""

    part: str
    title: str
    points: tuple[Point, ...]
    whole: bool = False
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def planned(self) -> bool:
        return self.part == "tasks"


@cache
def sentence_schema() -> ItemSchema:
    """The schema of what the model writes."""
    return from_model("memo", "MemoSentence")


def choose_memo_prompts(given: Sequence[Prompt]) -> dict[str, Prompt]:
    """For every part the last of ``given`` that is for it, else the prompt called memo-<part>."""
    named = {prompt.part: prompt for prompt in given if prompt.part}
    return {part: named.get(part) or load_prompt(f"memo-{part}") for part in PARTS}


async def write_prose(client: ChatClient, prompt: Prompt, brief: Brief) -> Prose:
    """The paragraph that the model writes for ``brief``, every sentence checked. Raises EndpointError when it can't be reached."""
    if not brief.points:
        return Prose()
    request = make_request(client, prompt, brief)
    try:
        value = parse_json((await client.ask(request)).content).value
    except (AnswerError, RequestRefusedError) as error:
        client.forget((request,))
        return Prose(failed=error.message)
    raw, problems = read_items(value, sentence_schema(), len(brief.points))
    if not raw:
        reason = Message(
            "the answer holds no sentence ({problem})", {"problem": problems[0] if problems else "[]"}
        )
        return Prose(failed=reason)
    return _checked(raw[:_MOST_SENTENCES], brief)


def make_request(client: ChatClient, prompt: Prompt, brief: Brief) -> ChatRequest:
    """The request for the paragraph of ``brief``."""
    schema = sentence_schema()
    form = choose_form(schema, client.target.small)
    bound = prompt.bind(schema, form, dict(brief.report))
    return ChatRequest(
        messages=bound.messages((brief.title,), [point.text for point in brief.points]),
        answer_schema=answer_schema(schema, form, len(brief.points), _MOST_SENTENCES),
        max_tokens=_MAX_TOKENS,
        about=f"memo-{brief.part}",
    )


def _checked(raw: Sequence[RawItem], brief: Brief) -> Prose:
    """Sentences that are true to the points stand; in place of another comes the point it cites, or the next one not told yet."""
    sentences: list[Told] = []
    replaced: list[Replaced] = []
    told: set[str] = set()
    for item, said in _sentences(raw, brief.points):
        verdict = check_sentence(said, brief.points, brief.planned)
        if verdict.problem is None:
            if not all(p.item.id in told for p in verdict.points):
                sentences.append(Told(said, verdict.points))
                told |= {p.item.id for p in verdict.points}
            continue
        cited = brief.points[item.sentence - 1]
        instead = next((p for p in (cited, *brief.points) if p.item.id not in told), None)
        replaced.append(Replaced(said, verdict.problem, instead))
        if instead is not None:
            sentences.append(Told(full_width(instead.text) + "。", (instead,)))
            told.add(instead.item.id)
    if brief.whole and len(told) < len(brief.points):
        return Prose(replaced=tuple(replace(r, instead=None) for r in replaced))
    return Prose(tuple(sentences), tuple(replaced))


def _sentences(raw: Sequence[RawItem], points: Sequence[Point]) -> Iterator[tuple[RawItem, str]]:
    """Every sentence of an answer with the entry it stands in, without the number of the point it copies (2部分干部…)."""
    for item in raw:
        for said in tidy(full_width(str(item.data["text"]).strip())):
            numbered = _LEADING_NUMBER.match(said)
            if numbered and 0 < int(numbered[1]) <= len(points):
                copied = find_words(numbered[2], points[int(numbered[1]) - 1].text)
                said = said[numbered.end(1) :] if copied and copied.exact else said
            yield item, said


# A small model copies the numbers of its material (…社区改造，12 新建…), goes round in circles, and is cut in the middle of a word.
_ITEM_NUMBER = re.compile(r"(?:^|(?<=[，。；]))\s*\d{1,2}\s*(?:[、．]|\.(?!\d)|\s)\s*(?=\D)")
_LEADING_NUMBER = re.compile(r"(\d{1,2})([^\d，；。！？.][^，；。！？]*)")
_CLAUSE = re.compile(r"[^，；。！？]+[，；。！？]?")
_STOPS = "。！？"
_ENDS = "，；。！？"
_DOUBLE = str.maketrans("‘’", "“”")


def tidy(said: str) -> list[str]:
    """The sentences of ``said`` without numbers of items, clauses said before, and a last clause that was cut; each ends with one stop."""
    if "“" not in said:
        said = said.translate(_DOUBLE)
    clauses = [m[0] for m in _CLAUSE.finditer(_ITEM_NUMBER.sub("", said))]
    if len(clauses) > 1 and clauses[-1][-1] not in _STOPS:
        clauses.pop()
    once = {clause.strip(_ENDS): clause for clause in reversed(clauses)}
    told = "".join(once[bare] for bare in dict.fromkeys(c.strip(_ENDS) for c in clauses))
    return [
        f"{sentence.rstrip(_ENDS)}。"
        for sentence in re.split(r"(?<=[。！？])", told)
        if sentence.strip(_ENDS)
    ]
