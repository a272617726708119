"""Every fault of an endpoint × every schema: the final items, how often was asked, and that nothing is silently missing."""

import asyncio
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import SHORT_REPORT, numbered_sentences
from fault_server import (
    Action,
    FaultServer,
    Request,
    breaks_off,
    calls_a_tool,
    cuts,
    deep,
    drips,
    fails,
    fault_server,
    hangs_up,
    moves,
    page,
    parts,
    refuses,
    replaces,
    says,
    send,
    streamed,
    takes_only,
    thinks,
    thinks_on,
    well,
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
from summarizer.reading import read_report

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
    read = read_report(document_from_text(REPORT))
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


NOTHING = itertools.cycle(
    ("null", "None", "N/A", "无", "未提及", "-", "暂无", "（无）", "not mentioned", "原文未提及")
)


def in_halves(content: str, form: str) -> str:
    """The items of an answer in two answers, the first half in the first."""
    items = json.loads(content)["items"]
    half = (len(items) + 1) // 2
    parts = [json.dumps({"items": part}, ensure_ascii=False) for part in (items[:half], items[half:])]
    return form.format(*parts)


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
    "in parts": parts("text"), "as a stream nobody asked for": streamed, "as the call of a tool": calls_a_tool,
    "behind a tag whose opening was swallowed": says(lambda c: f"想 [1] {{ 先看第2句\n</think>\n\n{c}"),
    "behind other tags": says(lambda c: f"<thinking>{{想}}</thinking>{c}"), "behind the last of several tags": says(lambda c: f"<thought>a</thought>[0]<thought>b</thought>\n{c}"),
    "in the final channel": says(lambda c: f"<|channel|>analysis<|message|>想 [1]<|end|><|start|>assistant<|channel|>final<|message|>{c}<|return|>"),
    "in the last of several fences": says(lambda c: f"草稿:\n```json\n[]\n```\n改好了:\n```json\n{c}\n```"),
    "only where thought should be": moves("reasoning_content"), "notes with brackets first": says(lambda c: f"先看第[1]句。\n{c}"),
    "its items as a string": says(lambda c: json.dumps({"items": json.dumps(json.loads(c)["items"], ensure_ascii=False)})),
    "its items under numbers": says(lambda c: json.dumps({"items": {str(n): i for n, i in enumerate(json.loads(c)["items"])}}, ensure_ascii=False)),
    "items under numbers": says(lambda c: json.dumps({str(n): i for n, i in enumerate(json.loads(c)["items"], 1)}, ensure_ascii=False)),
    "every item a string": says(lambda c: json.dumps({"items": [json.dumps(i, ensure_ascii=False) for i in json.loads(c)["items"]]})),
    "as a string of JSON": says(lambda c: json.dumps(c, ensure_ascii=False)),
    "beside another list": says(lambda c: c.replace('{"items"', '{"notes": ["想一想"], "empty": [], "items"')),
    "in an object of its own": says(lambda c: f'{{"result": {c}}}'),
    "an object a line": says(lambda c: "\n".join(json.dumps(i, ensure_ascii=False) for i in json.loads(c)["items"])),
    "tokens beyond counting": replaces("usage", {"prompt_tokens": 10**400, "completion_tokens": -1}),
    "steering characters": says(lambda c: re.sub(r'": "(.)', r'": "\\u001b\\u202e\1', c)),
    "in two fences": says(lambda c: in_halves(c, "```json\n{}\n```\n\n```json\n{}\n```")), "with prose between its halves": says(lambda c: in_halves(c, "城乡:{}\n民生:{}")),
    "in two lists": says(lambda c: json.dumps({"城乡": json.loads(c)["items"][:2], "民生": json.loads(c)["items"][2:]}, ensure_ascii=False)),
    "its list twice": says(lambda c: in_halves(c, "{}{}").replace(']}{"items": [', '], "items": [')), "each under a name": says(lambda c: json.dumps({f"任务{n}": i for n, i in enumerate(json.loads(c)["items"])}, ensure_ascii=False)),
    "as a numbered list": says(lambda c: "\n".join(f"{n}. {json.dumps(i, ensure_ascii=False)}" for n, i in enumerate(json.loads(c)["items"], 1))),
    "as a list with dashes": says(lambda c: "\n".join(f"- {json.dumps(i, ensure_ascii=False)}" for i in json.loads(c)["items"])),
    "sentences called S": says(lambda c: re.sub(r'"sentence": (\d+)', r'"sentence": "S\1"', c)), "sentences called 句": says(lambda c: re.sub(r'"sentence": (\d+)', r'"句号": "第\1句"', c)),
    "sentences as lists": says(lambda c: re.sub(r'"sentence": (\d+)', r'"sentence": [\1]', c)), "sentences with a point": says(lambda c: re.sub(r'"sentence": (\d+)', r'"sentence": \1.0', c)),
    "answer first, thought behind": says(lambda c: f"{c}\n<think>检查一下</think>"), "all within the thought": says(lambda c: f"<think>{c}</think>"),
"null in other words": says(lambda c: c.replace("null", '"（未指定）"')),
    "nothing in words": says(lambda c: re.sub(r": null", lambda m: ': "' + next(NOTHING) + '"', c)),
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


# What a provider calls an answer that it cut, and how much of the answer it gave.
CUTS: dict[str, Action] = {
    **{f"{reason} at {share}": cuts(reason, share) for reason in ("length", "max_tokens", "model_length", "MAX_TOKENS", "insufficient_system_resource") for share in (0.3, 0.7)},
    "a network's error": cuts("network_error", 0.6), "cancelled": cuts("cancelled", 0.6), "with a space": cuts("max tokens", 0.6), "stop in the middle": cuts("stop", 0.6), "stop before the last bracket": cuts("stop", 0.99), "no reason": cuts(None, 0.8),
    "a reason nobody knows": cuts("eos_lost", 0.5), "whole, but said to be cut": cuts("max_output_tokens", 1.0), "nothing at all": cuts("length", 0.0),
}  # fmt: skip


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("fault", CUTS)
def test_a_cut_answer_is_asked_for_in_halves_until_nothing_is_lost(
    server: FaultServer, own_schema: Path, clean: Clean, fault: str, schema: str
) -> None:
    server.always(CUTS[fault])
    ran = run(server, schema, own_schema)
    assert ran.items == clean[schema][0]
    assert not ran.result.failed
    assert ran.nothing_is_missing()


def test_of_a_sentence_whose_answer_never_ends_what_is_whole_is_kept_and_it_counts_as_failed(
    server: FaultServer, own_schema: Path
) -> None:
    server.always(cuts("max_tokens", 0.9, most=0))
    ran = run(server, "tasks", own_schema)
    assert ran.items
    failed = {n for f in ran.result.failed for n in f.sentences}
    assert failed == ran.sentences
    assert "did not end" in str(ran.result.failed[0].reason)


def form_of(request: Request) -> str:
    return str(request.get("response_format", {}).get("type", "text"))


def no_system(request: Request) -> bool:
    return all(m["role"] != "system" for m in request["messages"])


def output_of(request: Request) -> int | None:
    return request.get("max_tokens", request.get("max_completion_tokens"))


def at_most(count: int) -> Callable[[Request], bool]:
    return lambda request: (output_of(request) or 0) <= count


# A refusal in every shape and status, what it wants, and how many requests it costs until it is met.
REFUSALS: dict[str, tuple[Action, int]] = {
    "schema, as detail, 422": (refuses(422, {"detail": "response_format json_schema is not supported"}, lambda r: form_of(r) == "json_object"), 1),
    "schema, as a list of details": (refuses(422, {"detail": [{"loc": ["body", "response_format", "type"], "msg": "Input should be 'text'", "type": "literal_error"}]}, lambda r: form_of(r) == "text"), 2),
    "schema, as text, 500": (refuses(500, {"error": "Failed to parse grammar"}, lambda r: form_of(r) == "text"), 2),
    "schema, as a page, 501": (refuses(501, "<html><head><title>Structured output not implemented</title></head></html>", lambda r: form_of(r) == "text"), 2),
    "schema, in Chinese": (refuses(400, {"code": "1210", "msg": "该模型不支持结构化输出"}, lambda r: form_of(r) != "json_schema"), 1),
    "a parameter, in errors": (refuses(422, {"errors": [{"message": "temperature: Extra inputs are not permitted"}]}, lambda r: "temperature" not in r), 1),
    "a parameter, with code 500": (refuses(500, {"message": "unknown field temperature", "code": "InternalError"}, lambda r: "temperature" not in r), 1),
    "the system turn": (refuses(400, {"error": {"message": "System role not supported", "type": "BadRequestError", "code": 400}}, no_system), 1),
    "the system turn, 500": (refuses(500, {"detail": "Jinja error: Only user and assistant roles are supported!"}, no_system), 1),
    "the system turn, in Chinese": (refuses(400, {"error": "该模型不支持 system 角色"}, no_system), 1),
    "whole answers": (refuses(400, {"error": {"code": "invalid_parameter_error", "message": "This model only support stream mode, please enable the stream parameter to access the model."}}, lambda r: bool(r.get("stream"))), 1),
    "whole answers, in Chinese": (refuses(422, {"message": "该模型仅支持流式调用", "code": 20015}, lambda r: bool(r.get("stream"))), 1),
    "whole answers and counting": (refuses(501, "non-streaming is not implemented; stream_options is unknown", lambda r: bool(r.get("stream")) and "stream_options" not in r), 2),
    "thinking": (refuses(400, {"error": {"message": "parameter.enable_thinking must be set to false for non-streaming calls"}}, lambda r: r.get("enable_thinking") is False), 1),
    "too many tokens, at most": (refuses(400, {"error": {"message": "max_tokens is too large: 2000. This model supports at most 300 completion tokens"}}, at_most(300)), 1),
    "too many tokens, as a range": (refuses(422, {"detail": "Range of max_tokens should be [1, 256]"}, at_most(256)), 1),
    "too many tokens, in Chinese": (refuses(500, {"msg": "参数 max_tokens 不能大于 280", "code": 500}, at_most(280)), 1),
    "too many tokens, no number": (refuses(400, "too many tokens requested", at_most(400)), 2),
    "one name of the bound": (refuses(400, {"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."}}, lambda r: "max_tokens" not in r), 1),
    "both names of the bound": (refuses(400, {"error": {"message": "Unrecognized request arguments supplied: max_tokens, max_completion_tokens"}}, lambda r: output_of(r) is None), 2),
}  # fmt: skip


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_what_an_endpoint_refuses_is_asked_for_otherwise_from_then_on(
    server: FaultServer, own_schema: Path, clean: Clean, refusal: str, schema: str
) -> None:
    action, most = REFUSALS[refusal]
    server.always(action)
    ran = run(server, schema, own_schema)
    items, requests = clean[schema]
    assert ran.stopped is None
    assert ran.items == items
    assert (
        len(server.requests) <= requests + most + 1
    )  # what is said under 5xx is believed when it is said again
    assert ran.nothing_is_missing()


# Bad moments that speak of the same things as refusals do.
MOMENTS = [
    (503, "request waited too long in queue"), (500, "The request was too long running and was aborted"), (500, "moderation service unavailable"),
    (500, "内容安全服务超时,请重试"), (500, "time-sensitive task aborted"), (500, "internal error, trace 1301"), (503, "token bucket empty: max_tokens budget of the cluster exceeded"),
    (500, "模型输出格式异常,请重试"), (503, "JSON mode worker pool exhausted"), (503, "system message queue is full, not accepting"), (502, "only healthy streaming workers remain"),
    (400, "网络错误,请稍后重试"), (400, "Channel Error"), (425, "too early"), (403, "系统繁忙，请稍后再试"), (401, "鉴权服务超时"), (429, "Allocated quota exceeded, please increase your quota limit."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "words"), MOMENTS)
def test_a_bad_moment_of_every_request_costs_nothing_and_teaches_nothing(
    server: FaultServer, own_schema: Path, clean: Clean, status: int, words: str
) -> None:
    seen: set[str] = set()

    def act(number: int, request: Request) -> Action:
        asked = json.dumps(request["messages"], ensure_ascii=False)
        first = asked not in seen
        seen.add(asked)
        return fails(status, words) if first else well

    server.act = act
    ran = run(server, "tasks", own_schema)
    assert ran.items == clean["tasks"][0]
    last = json.loads(server.requests[-1])
    assert last["response_format"]["type"] == "json_schema"
    assert "stream" not in last
    assert last["messages"][0]["role"] == "system"
    assert last["max_tokens"] == json.loads(server.requests[0])["max_tokens"]


def test_an_answer_that_wants_more_room_gets_it(server: FaultServer, own_schema: Path, clean: Clean) -> None:
    words = "Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens."
    server.always(refuses(400, {"error": {"message": words}}, lambda r: (output_of(r) or 0) >= 1500))
    assert run(server, "tasks", own_schema).items == clean["tasks"][0]


# What an endpoint says of the account, under whatever status.
@pytest.mark.parametrize(
    ("status", "words", "says"),
    [
        (403, "用户额度不足", "no credit"), (403, "Sorry, your account balance is insufficient", "no credit"), (400, "Arrearage: access denied", "no credit"), (401, "该令牌额度已用尽", "no credit"),
        (429, "exceeded_current_quota_error", "no credit"), (400, "API key not valid. Please pass a valid API key.", "refused the key"), (400, "Access token invalid or no longer valid", "refused the key"),
        (400, "Model Not Exist", "no model"), (405, "Method Not Allowed", "no model"), (403, "unsupported_country_region_territory", "refuses access"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_account_stops_the_run_whatever_the_status(
    server: FaultServer, own_schema: Path, status: int, words: str, says: str
) -> None:
    server.always(fails(status, words))
    ran = run(server, "tasks", own_schema)
    assert says in str(ran.stopped)
    assert len(server.requests) == 1


TOO_LONG = {
    "llama.cpp, 400": (400, {"error": {"code": 400, "message": "the request exceeds the available context size (512 tokens), try increasing it", "type": "exceed_context_size_error", "n_ctx": 512}}),
    "llama.cpp, 500": (500, {"error": {"code": 500, "message": "input is too large to process. increase the physical batch size", "type": "server_error"}}),
    "vLLM": (400, {"object": "error", "message": "This model's maximum context length is 512 tokens. However, you requested 900 tokens (500 in the messages, 400 in the completion). Please reduce the length.", "code": 400}),
    "vLLM, newer": (400, {"error": {"message": "'max_tokens' is too large: 400. This model's maximum context length is 512 tokens and your request has 500 input tokens", "code": 400}}),
    "Ollama": (500, {"error": "the input length exceeds the context length"}),
    "OpenAI": (400, {"error": {"message": "too much", "code": "context_length_exceeded"}}),
    "a body too large": (413, "<html><title>413 Request Entity Too Large</title></html>"),
    "Chinese": (422, {"detail": "输入长度超过模型上下文限制"}),
    "DashScope": (400, {"error": {"message": "Range of input length should be [1, 500]", "code": "invalid_parameter_error"}}),
    "a minute's tokens": (429, {"error": {"message": "Request too large for m on tokens per min (TPM): Limit 500, Requested 900."}}),
}  # fmt: skip


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("name", TOO_LONG)
def test_what_is_too_long_for_the_context_is_asked_in_halves(
    server: FaultServer, own_schema: Path, clean: Clean, name: str, schema: str
) -> None:
    status, body = TOO_LONG[name]
    server.always(refuses(status, body, lambda r: len(numbered_sentences(r)) <= 1))
    ran = run(server, schema, own_schema)
    assert ran.items == clean[schema][0]
    assert not ran.result.failed


# Status 200, and an error where the answer should be: stops where advice helps, passes where waiting does.
def inside(body: object) -> Action:
    return lambda handler, request: send(
        handler, 200, {"Content-Type": "application/json"}, json.dumps(body).encode()
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"error": {"code": 401, "message": "no such key"}}, "refused the key"),
        ({"code": "invalid_api_key", "msg": "check the key"}, "refused the key"),
        ({"error": {"message": "arrears", "code": "insufficient_quota"}}, "no credit"),
        ({"error": "model gone"}, "model gone"),
        ({"success": False, "code": 404, "message": "no model m"}, "no model m"),
    ],
)
def test_an_error_with_status_200_stops_the_run_by_its_code(
    server: FaultServer, own_schema: Path, body: object, says: str
) -> None:
    server.always(inside(body))
    ran = run(server, "tasks", own_schema)
    assert says in str(ran.stopped)
    assert len(server.requests) == 1
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": 429, "message": "slow down"}}, {"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "bad gateway"}}},
        {"code": 503, "msg": "服务繁忙"}, {"choices": [{"error": {"code": 502, "message": "bad"}, "finish_reason": "error", "message": {"content": ""}}]},
    ],
)  # fmt: skip
def test_an_error_with_status_200_that_passes_is_asked_again(
    server: FaultServer, own_schema: Path, clean: Clean, body: object, schema: str
) -> None:
    server.script(inside(body))
    ran = run(server, schema, own_schema)
    items, requests = clean[schema]
    assert (ran.items, len(server.requests)) == (items, requests + 1)


@pytest.mark.parametrize("schema", PATHS)
@pytest.mark.parametrize("room", [1500, 5000])
def test_a_model_that_thinks_gets_room_beside_its_answer(
    server: FaultServer, own_schema: Path, clean: Clean, room: int, schema: str
) -> None:
    server.always(thinks(room))
    ran = run(server, schema, own_schema)
    items, requests = clean[schema]
    assert ran.items == items
    assert len(server.requests) <= requests + 3
    assert ran.nothing_is_missing()


@pytest.mark.parametrize("schema", PATHS)
def test_a_model_that_only_ever_thinks_is_given_up_after_a_few_requests(
    server: FaultServer, own_schema: Path, schema: str
) -> None:
    server.always(thinks_on)
    ran = run(server, schema, own_schema)
    assert "only thinks" in str(ran.stopped)
    assert len(server.requests) <= 4
    spent = sum(output_of(json.loads(r)) or 0 for r in server.requests)
    assert spent < 40_000
    assert ran.nothing_is_missing()


def test_a_model_that_only_thinks_now_and_then_costs_those_sentences(
    server: FaultServer, own_schema: Path
) -> None:
    server.act = lambda number, request: thinks_on if number % 3 == 2 else well
    ran = run(server, "tasks", own_schema)
    assert ran.stopped is None
    assert ran.items
    assert ran.nothing_is_missing()


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
