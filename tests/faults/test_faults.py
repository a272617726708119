"""Every fault of an endpoint × every schema: the final items, how often was asked, and that nothing is silently missing."""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import SHORT_REPORT
from fault_server import (
    Action,
    FaultServer,
    breaks_off,
    deep,
    drips,
    fails,
    fault_server,
    hangs_up,
    page,
    parts,
    replaces,
    says,
    takes_only,
)
from pydantic import SecretStr

from summarizer.document import document_from_text
from summarizer.errors import EndpointError
from summarizer.extract.model import SchemaResult
from summarizer.extract.plan import make_plan
from summarizer.extract.prompt import load_prompt
from summarizer.extract.run import SchemaRun, Watcher
from summarizer.extract.schema import load_schema
from summarizer.llm import endpoint as endpoints
from summarizer.llm import retry
from summarizer.llm.cache import AnswerCache
from summarizer.llm.client import ChatClient
from summarizer.outline import outline

SCHEMAS = ("tasks", "reviews", "problems", "indicators", "own")
# With targets that rules leave open, so that a model is asked for indicators too.
REPORT = SHORT_REPORT.replace(
    "(一)改善城乡面貌\n", "(一)改善城乡面貌\n今年拟安排地方政府专项债券3.8亿元。今年高校毕业生超过1000人。\n"
)
# The compact wire form of small models too; an answer in it holds no fields, so faults of fields do not apply.
PATHS = (*SCHEMAS, "problems by line")


# Per schema the items of a run without faults, and how many requests it took.
Clean = dict[str, tuple[list[tuple[str, ...]], int]]


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "MAX_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with fault_server() as state:
        yield state


@pytest.fixture(scope="module")
def own_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "own.json"
    schema = {
        "type": "object", "description": "一件事", "x-roles": ["task"],
        "properties": {"what": {"type": "string", "description": "事情"}}, "required": ["what"],
    }  # fmt: skip
    path.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    return path


@dataclass
class Ran:
    """A run's result, what stopped it, and the sentences it was about."""

    result: SchemaResult
    stopped: EndpointError | None
    sentences: set[int]

    @property
    def items(self) -> list[tuple[str, ...]]:
        return [
            tuple(str(v) for v in (i.data.get("action"), i.data.get("object"), i.data.get("name"), i.text))
            for i in self.result.items
        ]

    def nothing_is_missing(self) -> bool:
        """Every sentence sent is covered, listed as uncovered, or failed."""
        covered = {e.sentence for i in self.result.items for e in i.evidence}
        failed = {n for f in self.result.failed for n in f.sentences}
        return self.sentences <= covered | failed | set(self.result.coverage.uncovered)


def run(server: FaultServer, schema: str, own: Path, timeout: float = 5.0) -> Ran:
    read = outline(document_from_text(REPORT))
    schema, _, line = schema.partition(" ")
    loaded = load_schema(str(own) if schema == "own" else schema)
    plan = make_plan(read, loaded, load_prompt("generic" if schema == "own" else schema), small=bool(line))
    target = endpoints.endpoint_target(
        endpoints.Endpoint("m", server.url, SecretStr("k"), timeout), 4, "json_schema"
    )

    async def ask() -> tuple[SchemaResult, EndpointError | None]:
        client = ChatClient(target, AnswerCache(None))
        try:
            return await SchemaRun(read, plan, client, Watcher()).run()
        finally:
            await client.close()

    result, stopped = asyncio.run(ask())
    return Ran(result, stopped, {s.id for b in plan.batches for s in b.sentences})


@pytest.fixture(scope="module")
def clean(own_schema: Path) -> Clean:
    """Per schema the items of a run without faults, and how many requests it took."""
    out = {}
    for schema in PATHS:
        with fault_server() as state:
            ran = run(state, schema, own_schema)
            assert ran.items
            assert ran.nothing_is_missing()
            out[schema] = (ran.items, len(state.requests))
    return out


# What can be read with one reading only: the same items, and not one request more.
READABLE: dict[str, Action] = {
    "thought first": says(lambda c: f"<think>想一想 [1] {{</think>\n{c}"),
    "a fence": says(lambda c: f"```json\n{c}\n```"),
    "words around": says(lambda c: f"好的，结果如下：\n{c}\n以上。"),
    "trailing commas": says(lambda c: c.replace("}]", "},]")),
    "single quotation marks": says(lambda c: c.replace('"', "'")),
    "Python's names": says(lambda c: c.replace("null", "None")),
    "full-width signs": says(lambda c: re.sub(r'(?<=["}\d])([:,])(?= ?["{\d])', lambda m: "：" if m[1] == ":" else "，", c)),
    "thoughts in a field of their own": says(lambda c: c, reasoning_content="想了很久"),
    "unknown fields": says(lambda c: c.replace('{"sentence"', '{"confidence": 0.9, "sentence"')),
    "numbers as text": says(lambda c: re.sub(r'"sentence": (\d+)', r'"sentence": "\1"', c)),
    "fields twice": says(lambda c: re.sub(r'("sentence": \d+)', r"\1, \1", c)),
    "in parts": parts("text"),
    "beside another list": says(lambda c: c.replace('{"items"', '{"notes": ["想一想"], "empty": [], "items"')),
    "in an object of its own": says(lambda c: f'{{"result": {c}}}'),
    "an object a line": says(lambda c: "\n".join(json.dumps(i, ensure_ascii=False) for i in json.loads(c)["items"])),
    "tokens beyond counting": replaces("usage", {"prompt_tokens": 10**400, "completion_tokens": -1}),
    "steering characters": says(lambda c: re.sub(r'": "(.)', r'": "\\u001b\\u202e\1', c)),
    "every item twice": says(lambda c: json.dumps({"items": [i for i in json.loads(c)["items"] for _ in (0, 1)]}, ensure_ascii=False)),
}  # fmt: skip
# What passes when it is asked again: the same items, one request more.
PASSING: dict[str, Action] = {
    "told to wait oddly": fails(429, "slow down", retry_after="²"), "told a wrong moment": fails(429, "slow down", retry_after="Mon, 01 Jan 2024 00:00:00 +99999999999999"),
    "no number": says(lambda c: c.replace("[", "[NaN, ", 1)), "half a pair": says(lambda c: "\ud800 嗯"),
    "nested without end": deep, "busy": fails(503, "overloaded"), "too fast": fails(429, "slow down", retry_after="0.01"), "gateway": fails(502),
    "broken off": breaks_off, "hung up": hangs_up,
    "prose": says(lambda c: "对不起，我再想想。"), "nothing": says(lambda c: ""), "thought without end": says(lambda c: "<think>想"),
    "an empty object": says(lambda c: '{"items": [{"no": 1}]}'),
}  # fmt: skip
# What never passes: its sentences fail or stay uncovered, and are listed.
LASTING: dict[str, Action] = {
    "always prose": says(lambda c: "对不起。"), "always nothing": says(lambda c: ""),
    "always filtered": says(lambda c: "", "content_filter"), "always sensitive": says(lambda c: "", "sensitive"),
    "always refused": says(lambda c: "", refusal="I can't help with that."),
    "always cut": says(lambda c: c[: len(c) // 3], "length"),
    "always of nothing sent": says(lambda c: re.sub(r'("sentence": |(?<="))\d+', r"\g<1>99", c)),
    "never an item": says(lambda c: '{"items": []}'),
    "wrong types": says(lambda c: '{"items": [{"sentence": 1, "action": 7, "object": [], "achievement": {}, "problem": null, "what": 3}]}'),
}  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("fault", READABLE)
def test_what_has_one_reading_is_read(
    server: FaultServer,
    own_schema: Path,
    clean: Clean,
    fault: str,
    schema: str,
) -> None:
    server.always(READABLE[fault])
    ran = run(server, schema, own_schema)
    assert (ran.items, len(server.requests)) == clean[schema]
    assert ran.stopped is None
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_asked_once_more(
    server: FaultServer,
    own_schema: Path,
    clean: Clean,
    fault: str,
    schema: str,
) -> None:
    server.script(PASSING[fault])
    ran = run(server, schema, own_schema)
    items, requests = clean[schema]
    assert ran.items == items
    assert len(server.requests) == requests + 1
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize(("form", "refusals"), [("json_object", 1), ("text", 2)])
def test_a_provider_that_takes_no_schema_is_asked_for_less_once_for_all(
    server: FaultServer,
    own_schema: Path,
    clean: Clean,
    form: str,
    refusals: int,
    schema: str,
) -> None:
    server.always(takes_only(form))
    ran = run(server, schema, own_schema)
    items, requests = clean[schema]
    assert (ran.items, len(server.requests)) == (items, requests + refusals)
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("fault", LASTING)
def test_what_never_passes_is_listed(server: FaultServer, own_schema: Path, fault: str, schema: str) -> None:
    server.always(LASTING[fault])
    ran = run(server, schema, own_schema)
    assert ran.stopped is None
    assert ran.nothing_is_missing()
    assert len(server.requests) <= 4 * len(ran.sentences) + 4
    assert ran.result.failed or ran.result.coverage.uncovered


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize(
    "action",
    [
        fails(401, "bad key"), fails(402, "insufficient balance"), fails(429, "quota", "insufficient_quota"), fails(404, "no model"), page,
        *(replaces("choices", odd) for odd in ([], [None], ["abc"], {"a": 1}, 5, None, [{"message": None}], [{"message": {"content": 5}}])),
        parts("image_url"),
    ],
)  # fmt: skip
def test_what_advice_helps_with_and_what_is_no_completion_stops_the_run_at_once(
    server: FaultServer, own_schema: Path, action: Action, schema: str
) -> None:
    server.always(action)
    ran = run(server, schema, own_schema)
    assert ran.stopped is not None
    assert str(ran.stopped.hint)
    assert len(server.requests) == 1
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
def test_a_body_that_drips_is_given_up_by_the_clock(
    server: FaultServer, own_schema: Path, schema: str
) -> None:
    server.script(drips(20.0))
    began = time.monotonic()
    ran = run(server, schema, own_schema, timeout=0.5)
    assert time.monotonic() - began < 15
    assert ran.items
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("many", [10_000])
def test_an_answer_that_runs_on_forever_ends(
    server: FaultServer, own_schema: Path, schema: str, many: int
) -> None:
    server.always(
        says(lambda c: json.dumps({"items": json.loads(c)["items"][:1] * many}, ensure_ascii=False))
    )
    began = time.process_time()
    ran = run(server, schema, own_schema)
    assert time.process_time() - began < 20
    assert len(ran.items) <= 3 * len(ran.sentences)
    assert ran.nothing_is_missing()


def test_items_without_end_are_read_as_far_as_the_text_can_hold_them(
    server: FaultServer, own_schema: Path
) -> None:
    def many(content: str) -> str:
        (first, *_) = json.loads(content)["items"]
        return json.dumps(
            {"items": [{**first, "object": f"第{n}个"} for n in range(8000)]}, ensure_ascii=False
        )

    server.always(says(many))
    began = time.process_time()
    ran = run(server, "tasks", own_schema)
    assert time.process_time() - began < 20
    assert ran.nothing_is_missing()
