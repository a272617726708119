"""How one endpoint wants to be asked: what it was found to take, and what its refusals taught.

Everything here only becomes less: a form of output steps down, a parameter is left out, a bound gets lower. So asking otherwise ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from summarizer.llm.chat import ChatRequest
from summarizer.llm.providers import LADDER, ModelRule, Rung
from summarizer.llm.refusals import output_bound, topic_of
from summarizer.messages import Message, template

# Room for thought beside the answer, once a model is seen to think: twice its longest thought, from the first number to the last.
_LEAST_ROOM, _MOST_ROOM = 2048, 16_384
# An answer is never bounded below this many tokens: what fits in less is no answer.
_LEAST_OUTPUT = 64
_LIMITS = ("max_tokens", "max_completion_tokens")
# What turns thinking off, by the name that a server says it has for it.
_SWITCHES: Mapping[str, dict[str, Any]] = {
    "chat_template_kwargs": {"chat_template_kwargs": {"enable_thinking": False}},
    "enable_thinking": {"enable_thinking": False},
    "thinking_budget": {"thinking_budget": 0},
    "reasoning_effort": {"reasoning_effort": "none"},
    "thinking": {"thinking": {"type": "disabled"}},
    "think": {"think": False},
}
_FORMS: Mapping[Rung, str] = {
    "json_schema": template("answers held to a JSON Schema"),
    "json_object": template("answers in JSON mode"),
    "text": template("answers as text, read as JSON"),
}
_EFFORTS = ("none", "minimal", "low")
# What servers of one's own that name nothing take (vLLM, SGLang, llama.cpp, LM Studio); others pass over it or refuse it.
_USUAL_SWITCH = "chat_template_kwargs"


class Dialect:
    """What is known of the way to ask one endpoint. ``version`` counts what was learned: a request that was sent before it grew may
    simply be sent again."""

    def __init__(self, rung: Rung, rule: ModelRule, own_body: Mapping[str, Any]) -> None:
        """``own_body`` are the user's own fields, which are never left out: a refusal of one is for the user to read."""
        self.version = 0
        self.rung = rung
        self.streams = False
        self.most_output: int | None = None
        self.room = _LEAST_ROOM if rule.thinks else 0
        self._rule = rule
        self._own_body = dict(own_body)
        self._body = {name: value for name, value in rule.body.items() if name not in own_body}
        self._limits = [name for name in (rule.limit, *_LIMITS) if name not in own_body]
        self._limit: str | None = next(iter(self._limits), None)
        self._refused: set[str] = set()
        self._folds_system = False
        self._switched = False

    def messages(self, request: ChatRequest) -> list[dict[str, str]]:
        """The turns of ``request``; the system's at the head of the user's where the endpoint takes none of its own."""
        turns = list(request.messages)
        if self._folds_system and turns and turns[0][0] == "system":
            system, *rest = turns
            turns = [("user", f"{system[1]}\n\n{rest[0][1]}"), *rest[1:]] if rest else [("user", system[1])]
        return [{"role": role, "content": content} for role, content in turns]

    def output(self, request: ChatRequest) -> int:
        """How many tokens the answer to ``request`` may have, its thought included."""
        wanted = request.max_tokens + self.room
        return wanted if self.most_output is None else min(wanted, self.most_output)

    def options(self, request: ChatRequest) -> dict[str, Any]:
        """What goes along with the messages: the form of the answer, its bound, sampling, and what else this endpoint wants."""
        options = dict[str, Any]()
        if self.rung == "json_schema":
            schema = {"name": "answer", "schema": request.answer_schema, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.rung == "json_object":
            options["response_format"] = {"type": "json_object"}
        if self._limit is not None:
            options[self._limit] = self.output(request)
        if self._rule.temperature and "temperature" not in self._refused | set(self._own_body):
            options["temperature"] = request.temperature
        if self.streams:
            options["stream"] = True
            if "stream_options" not in self._refused:
                options["stream_options"] = {"include_usage": True}
        if extra := {**self._body, **self._own_body}:
            options["extra_body"] = extra
        return options

    def described(self) -> list[Message]:
        """What was found: the form of the answers, and whatever else is not as usual."""
        found = [Message(_FORMS[self.rung])]
        if self._folds_system:
            found.append(Message("no system turn (its words go at the head of the question)"))
        if self.streams:
            found.append(Message("answers as a stream only"))
        if left_out := sorted(self._refused):
            found.append(Message("without {names}", {"names": left_out}))
        if self.most_output is not None:
            found.append(Message("answers of {most} tokens at most", {"most": self.most_output}))
        if self._switched:
            found.append(Message("thinking turned off"))
        elif self.room:
            found.append(Message("thinks first (room for {room} tokens)", {"room": self.room}))
        return found

    def learns(self, refusal: str, request: ChatRequest, version: int) -> bool:
        """Whether ``request``, refused in so many words when the dialect was at ``version``, can be asked otherwise from now on."""
        if version != self.version:
            return True
        if not self._learn(refusal, request):
            return False
        self.version += 1
        return True

    def makes_room(self, thought: int, request: ChatRequest) -> bool:
        """Whether ``request``, to which the model only thought (so many tokens, 0 where the endpoint keeps its thought to itself), can be
        asked with its thinking off, or more room for it."""
        if thought and not self._switched and self._may_switch():
            self._switch(_USUAL_SWITCH)
            self.room = max(self.room, _LEAST_ROOM)
            return True
        before = self.output(request)
        self.room = min(max(2 * self.room, 2 * thought, _LEAST_ROOM), _MOST_ROOM)
        return self.output(request) > before

    def saw_thought(self, tokens: int) -> None:
        """A model that thinks needs room for it beside the next answers too."""
        if tokens:
            self.room = max(self.room, min(max(2 * tokens, _LEAST_ROOM), _MOST_ROOM))

    def _learn(self, refusal: str, request: ChatRequest) -> bool:
        said = refusal.lower()
        topic = topic_of(said)
        if topic == "room":
            return self.makes_room(0, request)
        if topic == "output" and self._limit is not None:
            return self._lower_bound(said, request)
        if topic == "thinking" and self._switch_named(said):
            return True
        if (
            topic in {"streaming", "thinking"}
            and "stream" in said + said.replace("流式", "stream")
            and not self.streams
        ):
            self.streams = True
            return True
        if topic == "system" and not self._folds_system:
            self._folds_system = True
            return True
        if topic == "form" and self.rung != LADDER[-1]:
            self.rung = LADDER[LADDER.index(self.rung) + 1]
            return True
        return topic not in {"content", "length"} and self._leaves_out(said)

    def _lower_bound(self, said: str, request: ChatRequest) -> bool:
        asked = self.output(request)
        most = output_bound(said, asked) or asked // 2
        if most < _LEAST_OUTPUT or most >= asked:
            return False
        self.most_output = most
        return True

    def _leaves_out(self, said: str) -> bool:
        """Leave out the parameter that a refusal names, or give the bound of an answer its other name."""
        if self._limit is not None and _names(self._limit, said):
            self._refused.add(self._limit)
            self._limit = next((name for name in self._limits if name not in self._refused), None)
            return True
        for name in [*self._body, "temperature", "stream_options"]:
            if name not in self._refused and _names(name, said):
                self._refused.add(name)
                self._body.pop(name, None)
                return True
        return False

    def _may_switch(self) -> bool:
        """Whether nobody has said anything about thinking yet: not the user, not the provider's rule, not a refusal."""
        said = {*self._own_body, *self._refused, *self._body}
        return not self._rule.thinks and said.isdisjoint(_SWITCHES)

    def _switch_named(self, said: str) -> bool:
        """Turn thinking off by the switch that a refusal names."""
        name = next((name for name in _SWITCHES if _names(name, said)), None)
        if name is None or name in self._own_body or self._body.get(name) == _SWITCHES[name][name]:
            return False
        self._switch(name)
        if name == "reasoning_effort" and (effort := next((e for e in _EFFORTS if _names(e, said)), None)):
            self._body[name] = effort
        return True

    def _switch(self, name: str) -> None:
        self._switched = True
        self._body |= _SWITCHES[name]


def _names(name: str, said: str) -> bool:
    """Whether ``said`` names a parameter, and not a longer one that holds its name."""
    return re.search(rf"(?<![a-z_]){re.escape(name)}(?![a-z_])", said) is not None
