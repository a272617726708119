"""A chat completion in whatever shape an endpoint sends it → its answer, its thought, how it ended, what it took."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from summarizer.errors import AnswerError
from summarizer.llm.chat import CUT, REFUSAL, UNSAID, estimate_tokens
from summarizer.llm.jsontext import parse_json
from summarizer.llm.thought import split_thought

_MOST_TOKENS = 1_000_000_000
# How providers say that an answer was cut or broken off: OpenAI length, Anthropic and Gemini max_tokens, Mistral model_length, DeepSeek
# insufficient_system_resource, Zhipu network_error, vLLM abort, and others in other words.
_CUT_REASON = re.compile(
    r"length|limit|max|exceed|trunc|incomplete|cut|resource|network|error|time_?d?_?out|cancel|abort|interrupt|repetition|load|unknown|fail|lost|malformed",
    re.IGNORECASE,
)
# OpenAI and Azure content_filter, GLM sensitive, Gemini's reasons.
_REFUSED_REASONS = frozenset(
    {
        "content_filter",
        "sensitive",
        "safety",
        "prohibited_content",
        "blocklist",
        "spii",
        "recitation",
        REFUSAL,
    }
)
_LONGEST_REASON, _LONGEST_REFUSAL = 40, 200
_THOUGHT_FIELDS = ("reasoning_content", "reasoning", "thinking", "thought", "reasoning_text")
_THOUGHT_PARTS = frozenset({"thinking", "reasoning", "thought", "redacted_thinking", "reasoning_content"})


@dataclass(frozen=True, slots=True)
class Completion:
    """``content`` is the answer without the thought; ``thought_tokens`` and the counts are the endpoint's, the first estimated where it
    gives none; a count of 0 is one not given; ``refusal`` is why there is no answer, in the endpoint's words."""

    content: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    thought_tokens: int
    refusal: str = ""


def read_completion(value: object) -> Completion | None:
    """The completion that ``value`` is (an object of the SDK, JSON, or the text of an event stream); None when it is none."""
    if isinstance(value, str):
        value = _of_events(value)
    choices = get(value, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = get(choice, "message")
    if message is None:
        return None
    said = _content(message)
    if said is None:
        return None
    answer, thought = split_thought(said[0])
    thought = "\n".join(filter(None, (said[1], thought, *_thought_beside(message))))
    reason = _reason(get(choice, "finish_reason"), get(message, "refusal"))
    if not answer.strip():
        answer = _tool_arguments(message) or (_answer_in(thought) if reason != CUT else "")
    elif not answer.lstrip().startswith(("{", "[", "```")):
        answer = _tool_arguments(message) or answer
    usage = get(value, "usage")
    written = _count(usage, "completion_tokens")
    counted = _count(get(usage, "completion_tokens_details"), "reasoning_tokens")
    if not counted and thought.strip():
        counted = estimate_tokens(thought)
    refusal = str(get(message, "refusal") or get(choice, "finish_reason") or "") if reason == REFUSAL else ""
    return Completion(
        answer, reason, _count(usage, "prompt_tokens"), written, counted, refusal[:_LONGEST_REFUSAL]
    )


def get(value: object, name: str) -> Any:
    """A field of what the SDK gives: an object of its own, or, where the endpoint's shape is another, what the JSON holds."""
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def joined(chunks: Iterable[object]) -> dict[str, Any]:
    """The completion that the chunks of a stream make together, in the shape of one that came whole."""
    message: dict[str, Any] = {"content": ""}
    whole: dict[str, Any] = {"choices": [{"message": message, "finish_reason": None}]}
    seen = False
    calls: dict[int, str] = {}
    for chunk in chunks:
        if (usage := get(chunk, "usage")) is not None:
            whole["usage"] = usage
        choices = get(chunk, "choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if choice is None:
            continue
        seen = True
        whole["choices"][0]["finish_reason"] = (
            get(choice, "finish_reason") or whole["choices"][0]["finish_reason"]
        )
        delta = get(choice, "delta") or get(choice, "message")
        for name in ("content", "refusal", *_THOUGHT_FIELDS):
            part = get(delta, name)
            if isinstance(part, list):
                part = "".join(text for p in part if isinstance(text := get(p, "text"), str) and get(p, "type") not in _THOUGHT_PARTS)  # fmt: skip
            if isinstance(part, str):
                message[name] = message.get(name, "") + part
        for call in get(delta, "tool_calls") or ():
            at, said = get(call, "index") or 0, get(get(call, "function"), "arguments")
            calls[at] = calls.get(at, "") + (said if isinstance(said, str) else "")
    if calls:
        message["tool_calls"] = [{"function": {"arguments": calls[at]}} for at in sorted(calls)]
    return whole if seen else {}


def _of_events(text: str) -> dict[str, Any]:
    """The completion in a body of server-sent events, which some servers send whether a stream was asked for or not."""
    chunks = []
    for line in text.splitlines():
        data = line.removeprefix("data:").strip()
        if line.startswith("data:") and data != "[DONE]":
            try:
                chunks.append(json.loads(data))
            except (ValueError, RecursionError):
                continue
    return joined(chunks) if chunks else {}


def _content(message: object) -> tuple[str, str] | None:
    """The text and the thought in a message's content, whole or in parts; None where it is neither."""
    content, thought = get(message, "content"), ""
    if isinstance(content, list):
        thought = "\n".join(_text_of(part) for part in content if get(part, "type") in _THOUGHT_PARTS)
        parts = [get(part, "text") for part in content if get(part, "type") not in _THOUGHT_PARTS]
        content = "".join(parts) if all(isinstance(part, str) for part in parts) else content
    if content is None:
        return "", thought
    return (_whole(content), thought) if isinstance(content, str) else None


def _text_of(part: object) -> str:
    """The words of a part of thought, which may itself be made of parts."""
    for name in ("text", "thinking", "reasoning", "content"):
        held = get(part, name)
        if isinstance(held, str):
            return held
        if isinstance(held, list):
            return "".join(_text_of(inner) for inner in held)
    return ""


def _thought_beside(message: object) -> list[str]:
    return [held for name in _THOUGHT_FIELDS if isinstance(held := get(message, name), str) and held]


def _tool_arguments(message: object) -> str:
    """The arguments of the tools that a model called instead of answering, one a line."""
    calls = get(message, "tool_calls")
    functions = [get(call, "function") for call in calls] if isinstance(calls, list) else []
    functions.append(get(message, "function_call"))
    said = [arguments for f in functions if (arguments := get(f, "arguments"))]
    return "\n".join(_whole(a) if isinstance(a, str) else json.dumps(a, ensure_ascii=False) for a in said)


def _answer_in(thought: str) -> str:
    """The answer that stands where thought should, or at its end: thought that ends in whole JSON has come to one."""
    text = thought.strip()
    start = min((i for i in map(text.find, "{[`") if i >= 0), default=-1)
    if start < 0 or not text.endswith(("}", "]", "```")):
        return ""
    try:
        parsed = parse_json(text)
    except AnswerError:
        return ""
    return "" if parsed.is_cut or not isinstance(parsed.value, dict | list) else text


def _reason(said: object, refused: object) -> str:
    """How the answer ended, in one word for each way."""
    if refused:
        return REFUSAL
    reason = str(said or UNSAID)[:_LONGEST_REASON]
    if reason.lower().removeprefix("finish_reason_") in _REFUSED_REASONS:
        return REFUSAL
    return CUT if _CUT_REASON.search(reason) else reason


def _whole(text: str) -> str:
    """``text`` with ``?`` for halves of pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _count(usage: object, name: str) -> int:
    """A count of tokens as the endpoint gives it; 0 where it gives none that can be one."""
    count = get(usage, name)
    return count if isinstance(count, int) and 0 < count < _MOST_TOKENS else 0
