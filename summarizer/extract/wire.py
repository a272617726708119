"""The two forms an answer may have.

A large model gets one JSON object an item: ``{"items": [{"sentence": 2, "action": …}]}``. For a small one the keys cost more
than half of the answer, so it writes one line an item, ``2|完成|既有居住建筑节能改造|30万平方米``, held to form by an anchored
pattern. Both restrict the citation to the numbers that were sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from summarizer.errors import AnswerError
from summarizer.extract.schema import Field, ItemSchema
from summarizer.extract.user_schema import CITATION
from summarizer.llm.jsontext import parse_json
from summarizer.messages import UNPRINTABLE, Message, from_outside

WireForm = Literal["line", "object"]
# What a value on a line can't hold: the separator, and what JSON would escape.
_NOT_IN_LINE = r"|\"\\\n{}\[\]"
# A small model that thinks in JSON begins a value it does not know with null: null增效
_NULL = re.compile(r"^(?:null)+")
_CLAUSE_ENDS = ",，;；。!！?？"
# How models say that a field has no value.
_NOTHING = re.compile(
    r"[(（\[【\"'“]?(?:null|none|nil|nan|n/?\.?a\.?|not (?:mentioned|specified|stated|available|applicable|provided)|unspecified|unknown|"
    r"无|没有|暂无|暂缺|空|空值|无内容|无数据|不详|不适用|未知|未(?:明确)?(?:提及|提到|说明|指明|注明|明确|涉及|给出|规定|标明|列明)|"
    r"(?:原文|文中|报告)(?:中)?(?:未|没有)(?:提及|提到|说明|明确|涉及|给出)|[-—–―－_/\\.…]{1,4})[)）\]】\"'”。.]?",
    re.IGNORECASE,
)
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as the model gave it: the sentence it cites (its number in the request) and its fields."""

    sentence: int
    data: dict[str, Any]


def choose_form(schema: ItemSchema, small: bool) -> WireForm:
    """Lines for small models when every asked field is text."""
    return "line" if small and schema.fits_a_line else "object"


def answer_schema(schema: ItemSchema, form: WireForm, count: int, most: int) -> dict[str, Any]:
    """The JSON Schema of an answer about sentences 1 to ``count``; on the compact wire of ``most`` items at most."""
    if form == "line":
        return {
            "type": "array",
            "items": {"type": "string", "pattern": _line_pattern(schema, count)},
            "maxItems": most,
        }
    properties: dict[str, Any] = {CITATION: {"type": "integer", "enum": list(range(1, count + 1))}}
    properties |= {f.name: f.schema if f.required else _nullable(f.schema) for f in schema.asked}
    item = {
        "type": "object", "description": schema.description, "properties": properties,
        "required": list(properties), "additionalProperties": False,
    }  # fmt: skip
    whole: dict[str, Any] = {
        "type": "object", "properties": {"items": {"type": "array", "items": item}}, "required": ["items"],
        "additionalProperties": False,
    }  # fmt: skip
    if schema.definitions:
        whole["$defs"] = schema.definitions
    return whole


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Strict output wants every field; one that may be left out is said to be null."""
    kinds = schema.get("type")
    if (
        kinds == "null"
        or (isinstance(kinds, list) and "null" in kinds)
        or {"type": "null"} in schema.get("anyOf", ())
    ):
        return schema
    return {"anyOf": [{k: v for k, v in schema.items() if k != "description"}, {"type": "null"}],
            **({"description": schema["description"]} if "description" in schema else {})}  # fmt: skip


def _line_pattern(schema: ItemSchema, count: int) -> str:
    numbers = "|".join(str(n) for n in range(1, count + 1))
    parts = [_value_pattern(f) for f in schema.in_line]
    return f"^({numbers})" + "".join(parts) + "$"


def _value_pattern(field: Field) -> str:
    barred = _NOT_IN_LINE + (_CLAUSE_ENDS if field.one_clause else "")
    value = f"[^{barred}]{{1,{field.max_length}}}"
    return f"\\|{value}" if field.required else f"(\\|{value})?"


def answer_format(schema: ItemSchema, form: WireForm) -> str:
    """How to answer, in the words of the prompt."""
    if form == "line":
        return "回答是 JSON 数组,每项一个字符串:句号|" + "|".join(f.name for f in schema.in_line)
    keys = ", ".join(f'"{f.name}": …' for f in schema.asked)
    return (
        f'回答是 JSON:{{"items": [{{"sentence": 句子的编号, {keys}}}]}}。sentence 只用给出的编号;'
        "字句照抄原文,没有的填 null;不要解释。"
    )


def write_items(items: Sequence[RawItem], schema: ItemSchema, form: WireForm) -> str:
    """The answer that says ``items``: how the prompt's examples are shown."""
    if form == "line":
        return json.dumps([_line(item, schema) for item in items], ensure_ascii=False, separators=(",", ":"))
    rows = [{CITATION: i.sentence, **{f.name: i.data.get(f.name) for f in schema.asked}} for i in items]
    return json.dumps({"items": rows}, ensure_ascii=False)


def _line(item: RawItem, schema: ItemSchema) -> str:
    values = [str(item.data.get(f.name) or "") for f in schema.in_line]
    while values and not values[-1]:
        values.pop()
    return "|".join([str(item.sentence), *values])


def read_items(
    value: Any, schema: ItemSchema, count: int, most: int | None = None
) -> tuple[list[RawItem], list[Message]]:
    """The items that an answer's JSON value says, in either form, and what in it could not be read as one. After ``most`` entries the
    model has run wild, and the rest is not read."""
    entries = _entries(value, 0)
    if entries is None:
        return [], [Message("the answer is no list of items")]
    items: list[RawItem] = []
    problems: list[Message] = []
    if most is not None and len(entries) > most:
        problems.append(Message("{count} items more than the text can hold", {"count": len(entries) - most}))
        entries = entries[:most]
    for entry in entries:
        entry = _clean(entry)
        try:
            items.append(_read_line(entry, schema) if isinstance(entry, str) else _read_object(entry, schema))
        except _NoItemError as error:
            problems.append(error.problem)
            continue
        except ValueError as error:
            problems.append(from_outside(error))
            continue
        if not 1 <= items[-1].sentence <= count:
            problems.append(Message("sentence {number} was not sent", {"number": items.pop().sentence}))
    return items, problems


def _entries(value: Any, depth: int) -> list[Any] | None:
    """What may be items: a list, or the one in an object, under whatever name and beside whatever else; of several objects, all theirs.
    A list may be said as an object with numbers for names, and any of it as a string of JSON."""
    if depth > _DEEPEST:
        return None
    value = _unwrapped(value)
    if isinstance(value, list):
        parts = [_unwrapped(v) for v in value]
        held = [_entries(v, depth + 1) if isinstance(v, dict) and CITATION not in v else None for v in parts]
        return [e for v, inner in zip(parts, held, strict=True) for e in ([v] if inner is None else inner)]
    if not isinstance(value, dict):
        return None
    if CITATION in value:
        return [value]
    if value and all(str(name).isdigit() for name in value):
        return _entries([value[name] for name in sorted(value, key=int)], depth + 1)
    inside = {name: _unwrapped(v) for name, v in value.items()}
    named = inside.get("items")
    lists = [named] if isinstance(named, list) else [v for v in inside.values() if isinstance(v, list)]
    if lists:
        return max(
            (_entries(v, depth + 1) or [] for v in lists), key=lambda entries: sum(isinstance(e, dict) for e in entries)
        )  # fmt: skip
    held_inside = (_entries(v, depth + 1) for v in inside.values() if isinstance(v, dict))
    return next((entries for entries in held_inside if entries is not None), [value] if value else None)


def _unwrapped(value: Any) -> Any:
    """The value that a string of JSON stands for; anything else as it is."""
    if not (isinstance(value, str) and value.lstrip().startswith(("{", "["))):
        return value
    try:
        return parse_json(value).value
    except AnswerError:
        return value


def _clean(value: Any) -> Any:
    """``value`` without what can't be shown in its texts: models mix up escapes."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return value


class _NoItemError(Exception):
    """An entry of an answer can't be read as an item."""

    def __init__(self, problem: str, **values: object) -> None:
        super().__init__(problem)
        self.problem = Message(problem, values)


def _read_line(line: str, schema: ItemSchema) -> RawItem:
    number, *values = line.split("|")
    if not re.fullmatch(r"\s*\d{1,4}\s*", number):
        raise _NoItemError("no sentence number: {line!r}", line=line[:60])
    fields = schema.in_line
    if len(values) > len(fields):
        raise _NoItemError("more values than fields: {line!r}", line=line[:60])
    said = [_NULL.sub("", value.strip()) for value in values]
    said = ["" if _is_nothing(value) else value for value in said]
    data = {f.name: value for f, value in zip(fields, said, strict=False) if value}
    return RawItem(int(number), schema.validate(data) if _complete(data, schema) else _refuse(line))


def _complete(data: dict[str, Any], schema: ItemSchema) -> bool:
    return all(f.name in data for f in schema.in_line if f.required)


def _refuse(line: str) -> dict[str, Any]:
    raise _NoItemError("a field is missing: {line!r}", line=line[:60])


def _is_nothing(said: str) -> bool:
    """Whether a value says in words that there is none."""
    return _NOTHING.fullmatch(said.strip()) is not None


def _without_nothing(value: Any, schema: dict[str, Any]) -> Any:
    """``value`` with null in place of a word for it, and without such words in a list; what the schema names as a value stays one."""
    allowed = [
        v for branch in (schema, *schema.get("anyOf", ())) for v in branch.get("enum", [branch.get("const")])
    ]
    if isinstance(value, str):
        return None if value not in allowed and _is_nothing(value) else value
    if isinstance(value, list):
        inner = schema.get("items", {})
        parts = [_without_nothing(v, inner if isinstance(inner, dict) else {}) for v in value]
        return [
            after for before, after in zip(value, parts, strict=True) if after is not None or before is None
        ]
    return value


def _read_object(entry: Any, schema: ItemSchema) -> RawItem:
    if not isinstance(entry, dict):
        raise _NoItemError("not an item: {entry!r}", entry=str(entry)[:60])
    number = entry.get(CITATION)
    if isinstance(number, str) and number.strip().isdigit():
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _NoItemError("an item cites no sentence")
    data = {f.name: _without_nothing(entry[f.name], f.schema) for f in schema.asked if f.name in entry}
    data = {
        f.name: data[f.name]
        for f in schema.asked
        if f.name in data and (f.required or data[f.name] not in (None, ""))
    }
    return RawItem(number, schema.validate(data))
