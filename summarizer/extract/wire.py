"""The two forms an answer may have.

A large model gets one JSON object an item: ``{"items": [{"sentence": 2, "action": …}]}``. For a small one the keys cost more
than half of the answer, so it writes one line an item, ``2|完成|既有居住建筑节能改造|30万平方米``, held to form by an anchored
pattern. Both restrict the citation to the numbers that were sent.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
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
# How models say that a field has no value, in brackets and quotation marks or without.
_NOTHING = re.compile(
    r"[(（\[【{<\"'“`]*(?:|null|none|nil|nan|undefined|tbd|n/?\.?a\.?|(?:not|none|nothing|no \w+) (?:mentioned|specified|stated|available|applicable|provided|given)"
    r"|no deadline|unspecified|unknown|[无無]|没有|暂[无無缺]|空|空值|待定|不详|不适用|不涉及|不明确|未知"
    r"|[无無](?:明确)?(?:内容|数据|要求|期限|时限|说明|规定|信息)?|(?:暂)?(?:未|没有?)(?:在?(?:原文|文中|句中)中?)?(?:明确)?(?:提及|提到|提供|说明|指明|指定|注明|明确|涉及|给出|规定|标明|列明)"
    r"|(?:原文|文中|句中|报告)(?:中)?(?:[未无無]|没有)(?:明确)?(?:提及|提到|提供|说明|明确|涉及|给出)?|[-—–―－_/\\.…]{1,4})[)）\]】}>\"'”。.`]*",
    re.IGNORECASE,
)
# Under what names models cite, the one they were given first.
_CITATIONS = (
    CITATION,
    "sentence_id",
    "sentenceId",
    "sentence_number",
    "Sentence",
    "句号",
    "句子",
    "句子编号",
    "编号",
    "id",
)
_LINE = re.compile(r"\s*(?:第|句|[sS])?(\d{1,4})句?\s*\|")
_NUMBER = re.compile(r"\d{1,4}")
_CHINESE_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
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
    value: Any, schema: ItemSchema, count: int, most: int | None = None, earlier: Sequence[Any] = ()
) -> tuple[list[RawItem], list[Message]]:
    """The items that an answer's JSON value says, in either form, and what in it could not be read as one. After ``most`` entries the
    model has run wild, and the rest is not read. ``earlier`` are values that stand before it: where they cite sentences that it says
    nothing of, they are parts of the answer and not drafts of it, and their items count too."""
    entries = _entries(value, 0)
    parts = [part for other in earlier if (part := [e for e in _entries(other, 0) or [] if _is_item(e)])]
    if parts and not any(_is_item(entry) for entry in entries or []):
        entries = parts.pop()  # what stands last is a note
    cited = {_cited(entry) for entry in entries or []}
    if any(_cited(entry) not in cited for part in parts for entry in part):
        entries = [entry for part in (*parts, entries or []) for entry in part]
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
    """What may be items, wherever it stands: in a list, in an object under whatever name and beside whatever else, in several of them.
    A list may be said as an object with numbers for names, items under the number of their sentence, any of it as a string of JSON."""
    value = _unwrapped(value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        out: list[Any] = []
        for part in map(_unwrapped, value):
            inner = (
                _entries(part, depth + 1) if isinstance(part, dict | list) and not _is_item(part) else None
            )
            out += [part] if inner is None else inner
        return out
    if not isinstance(value, dict):
        return None
    if _is_item(value):
        return _under_its_sentence(value, depth)
    held = [(name, _entries(part, depth + 1)) for name, part in value.items()]
    found = [(name, entries) for name, entries in held if entries is not None]
    numbered = bool(value) and all(str(name).strip().isdecimal() for name in value)
    if numbered and not any(_is_item(e) for _, entries in found for e in entries):
        return [
            {CITATION: name, **e} if isinstance(e, dict) else e for name, entries in found for e in entries
        ]
    if said := [e for _, entries in found for e in entries if _is_item(e)]:
        named = next((entries for name, entries in found if name == "items"), [])
        return [*said, *(e for e in named if not _is_item(e))]
    longest = max((entries for _, entries in found), key=len, default=None)
    if longest or (longest is not None and "items" in value):
        return longest
    return [value] if value else None


def _under_its_sentence(value: dict[str, Any], depth: int) -> list[Any]:
    """``{"sentence": 1, "items": [...]}`` as its items; an item as itself."""
    inner = value.get("items")
    if not isinstance(inner, list) or not all(isinstance(part, dict) for part in inner):
        return [value]
    return [{CITATION: _cited(value), **part} for part in inner]


def _is_item(entry: Any) -> bool:
    """Whether an entry says which sentence it stands on."""
    if isinstance(entry, str):
        return _LINE.match(entry) is not None
    return isinstance(entry, dict) and any(name in entry for name in _CITATIONS)


def _cited(entry: Any) -> int | None:
    """The number of the sentence that an entry stands on, however it is said: 2, 2.0, "2", "S2", "第2句", [2], ②, 二."""
    if isinstance(entry, str):
        found = _LINE.match(entry)
        return int(found[1]) if found else None
    said = (
        next((entry[name] for name in _CITATIONS if name in entry), None) if isinstance(entry, dict) else None
    )
    if isinstance(said, list):
        said = said[0] if said else None
    if isinstance(said, bool) or said is None:
        return None
    if isinstance(said, int | float):
        return int(said) if isfinite(said) and said == int(said) else None
    text = unicodedata.normalize("NFKC", str(said))
    if text.strip() in _CHINESE_NUMBERS:
        return _CHINESE_NUMBERS[text.strip()]
    number = _NUMBER.search(text)
    return int(number[0]) if number else None


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
    _, *values = line.split("|")
    number = _cited(line)
    if number is None:
        raise _NoItemError("no sentence number: {line!r}", line=line[:60])
    fields = schema.in_line
    if len(values) > len(fields):
        raise _NoItemError("more values than fields: {line!r}", line=line[:60])
    said = [_NULL.sub("", value.strip()) for value in values]
    said = ["" if _is_nothing(value) else value for value in said]
    data = {f.name: value for f, value in zip(fields, said, strict=False) if value}
    return RawItem(number, schema.validate(data) if _complete(data, schema) else _refuse(line))


def _complete(data: dict[str, Any], schema: ItemSchema) -> bool:
    return all(f.name in data for f in schema.in_line if f.required)


def _refuse(line: str) -> dict[str, Any]:
    raise _NoItemError("a field is missing: {line!r}", line=line[:60])


def _as_asked(value: Any, field: Field) -> Any:
    """``value`` in the kind of ``field`` where it has one reading: a number as its text, a list of one as what it holds, a value and its
    unit together; null for words that say that there is none."""
    if field.kind == "text":
        if isinstance(value, dict) and set(value) <= {"value", "unit", "text"}:
            value = "".join(str(part) for part in value.values() if part is not None)
        if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
            value = "、".join(map(str, value))
        if isinstance(value, bool) or value == {}:
            value = None
        if isinstance(value, int | float):
            value = str(value)
    return _without_nothing(value, field.schema)


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
    number = _cited(entry)
    if number is None:
        raise _NoItemError("an item cites no sentence")
    data = {f.name: _as_asked(entry[f.name], f) for f in schema.asked if f.name in entry}
    data = {
        f.name: data[f.name]
        for f in schema.asked
        if f.name in data and (f.required or data[f.name] not in (None, ""))
    }
    return RawItem(number, schema.validate(data))
