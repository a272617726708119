"""Schemas and prompts: what is taken, and what is refused before anything is sent."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import PromptError, SchemaError
from summarizer.extract.prompt import list_prompts, load_prompt, read_prompt
from summarizer.extract.schema import BUILT_IN, load_schema
from summarizer.extract.wire import RawItem, answer_schema, choose_form, read_items, write_items
from summarizer.memo.prose import sentence_schema

OWN = {
    "title": "投资",
    "type": "object",
    "properties": {
        "project": {"type": "string", "description": "项目名称"},
        "amount": {"type": ["number", "null"], "description": "投资额,亿元"},
        "stage": {"enum": ["在建", "竣工", "前期"]},
    },
    "required": ["project"],
}


def save(tmp_path: Path, schema: Any) -> str:
    path = tmp_path / "own.json"
    path.write_text(
        schema if isinstance(schema, str) else json.dumps(schema, ensure_ascii=False), encoding="utf-8"
    )
    return str(path)


def changed(**parts: Any) -> dict[str, Any]:
    return {**OWN, "required": [], **parts}


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ("{not json", "not JSON"),
        ([], "schema of one item"),
        ({"type": "string"}, "schema of one item"),
        (changed(properties={}), "at least one field"),
        (changed(required=["nothing"]), "names no field: nothing"),
        (changed(properties={"a": {}}), "a: has no type"),
        (changed(properties={"a": {"type": "texts"}}), "a"),
        (changed(properties={"a": {"oneOf": [{"type": "string"}]}}), "not supported: oneOf"),
        (changed(properties={"a": {"$ref": "https://example.org/x.json"}}), "not one of this file"),
        (changed(properties={"a": {"$ref": "#/$defs/n"}}, **{"$defs": {"n": {"type": "object", "properties": {"c": {"$ref": "#/$defs/n"}}}}}), "leads back to itself"),
        (changed(properties={"a": {"enum": list(range(501))}}), "enum of more than 500"),
        (changed(**{"x-roles": ["future"]}), "x-roles"),
        (changed(**{"x-roles": [["task"]]}), "x-roles"),
        (changed(**{"x-main-field": ["project"]}), "x-main-field"),
        (changed(properties={"sentence": {"type": "string"}}), "what an item cites"),
        (changed(properties={"a": {"$id": "https://example.org/a", "type": "string"}}), "not supported"),
        (changed(properties={f"f{i}": {"$ref": "#/$defs/a"} for i in range(40)}, **{"$defs": {
            "a": {"anyOf": [{"$ref": "#/$defs/b"}] * 400}, "b": {"anyOf": [{"type": "string"}] * 400}}}), "references followed"),
        (changed(properties={f"f{i}": {"type": "string"} for i in range(41)}, required=[]), "more than 40 fields"),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, schema: Any, says: str
) -> None:
    with pytest.raises(SchemaError, match=says.replace("(", r"\(")) as caught:
        load_schema(save(tmp_path, schema))
    assert "own.json" in str(caught.value)


def test_a_users_schema_serves_all_roles_unless_it_says_which(tmp_path: Path) -> None:
    schema = load_schema(save(tmp_path, OWN))
    assert schema.roles == {"review", "problem", "task", "target"}
    assert (schema.name, schema.main_field, schema.fits_a_line) == ("own", "project", False)
    assert load_schema(save(tmp_path, changed(**{"x-roles": ["task"]}))).roles == {"task"}


def test_a_name_and_a_path_are_told_apart() -> None:
    with pytest.raises(SchemaError, match="Known: tasks, reviews, problems"):
        load_schema("taks")
    with pytest.raises(SchemaError, match="No such schema file"):
        load_schema("./taks.json")


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("small", [True, False])
def test_an_answer_written_in_a_wire_form_is_read_back(name: str, small: bool) -> None:
    schema = load_schema(name)
    form = choose_form(schema, small)
    prompt = load_prompt(name)
    for example in prompt.examples:
        rows = [
            RawItem(i["sentence"], {k: v for k, v in i.items() if k != "sentence"}) for i in example.items
        ]
        items, problems = read_items(
            json.loads(write_items(rows, schema, form)), schema, len(example.sentences)
        )
        assert problems == []
        shown = schema.in_line if form == "line" else schema.asked
        want = [{f.name: r.data[f.name] for f in shown if f.name in r.data} for r in rows]
        got = [{f.name: i.data[f.name] for f in shown if i.data.get(f.name) is not None} for i in items]
        assert got == want


@pytest.mark.parametrize("small", [True, False])
def test_the_answer_schema_allows_only_the_numbers_sent(small: bool) -> None:
    import jsonschema

    schema = load_schema("tasks")
    wire = answer_schema(schema, choose_form(schema, small), 3, 9)

    def answer(number: int) -> Any:
        if small:
            return [f"{number}|完成|绿化"]
        return {"items": [{"sentence": number, "action": "完成", "object": "绿化", "target": None}]}

    jsonschema.validate(answer(3), wire)
    for wrong in (0, 4, 31):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(answer(wrong), wire)


def test_every_packaged_prompt_fits_its_schema_and_its_examples_are_invented() -> None:
    reports = "".join(p.read_text("utf-8") for p in (Path(__file__).parents[2] / "examples").glob("*.txt"))
    for prompt in list_prompts():
        if prompt.schema is not None:
            schema = sentence_schema() if prompt.part else load_schema(prompt.schema)
            for small in (True, False):
                assert prompt.bind(schema, choose_form(schema, small), {}).system
        assert not any(sentence in reports for example in prompt.examples for sentence in example.sentences)


GOOD = """---
name: own
schema: tasks
---
# System
{{ schema.description }}{{ answer_format }}
# Request
{% for s in sentences %}{{ s.number }} {{ s.text }}
{% endfor %}"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# System\nx", "no front matter"),
        (GOOD.replace("name: own", "name: [own"), "not YAML"),
        (GOOD.replace("name: own", "nam: own"), "front matter"),
        (GOOD.replace("# Request", "# Anfrage"), "needs a `# System` and a `# Request`"),
        (GOOD.replace("answer_format", "anser_format"), "anser_format"),
        (GOOD.replace("answer_format }}", "answer_format }"), "Prompt"),
        (GOOD.replace("{{ answer_format }}", "{{ ''.__class__.__mro__ }}"), "unsafe|access"),
        (GOOD.replace("{{ answer_format }}", "{{ 1 // 0 }}"), "ZeroDivisionError"),
        (GOOD.replace("schema: tasks", "schema: tasks\nexamples: [{sentences: [完成绿化。], items: [{sentence: 2, action: 完成, object: 绿化}]}]"), "sentence 2"),
        (GOOD.replace("schema: tasks", "schema: tasks\nexamples: [{sentences: [完成绿化。], items: [{sentence: 1, verb: 完成}]}]"), "verb"),
        (GOOD.replace("schema: tasks", "schema: tasks\nexamples: [{sentences: [完成绿化。], items: [{sentence: 1, action: 完成}]}]"), "does not fit"),
    ],
)  # fmt: skip
def test_a_prompt_that_cannot_work_is_refused_with_the_reason(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "own.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=says) as caught:
        read_prompt(path).bind(load_schema("tasks"), "object", {}).messages((), ("完成绿化。",))
    assert "own.md" in str(caught.value)
    assert caught.value.hint


def test_a_schema_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    own = changed(
        **{"$id": "https://example.org/a", "$schema": "https://json-schema.org/draft/2020-12/schema"}
    )
    assert load_schema(save(tmp_path, own)).name == "own"


def test_a_schema_of_ones_own_is_not_called_like_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(OWN), "utf-8")
    with pytest.raises(SchemaError, match="another name"):
        load_schema(str(path))


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("name: 2020-13-45", "x"), ("name: " + "[" * 3000, "x"), ("name: a", "{{ 'a' * 1000000000 }}"), ("name: a", "{{ 9 ** 9 ** 9 }}"),
        ("name: a", "{% for i in range(100000) %}{% endfor %}"), ("name: a", "{{ ''.join(['a' for _ in [1]]) }}"),
        ("name: a", "{% for a in schema.description %}{% for b in schema.description %}{% for c in schema.description %}{% for d in schema.description %}aaaaaaaaaa{% endfor %}{% endfor %}{% endfor %}{% endfor %}"),
    ],
)  # fmt: skip
def test_a_prompt_that_would_run_away_is_refused(tmp_path: Path, front: str, body: str) -> None:
    path = tmp_path / "p.md"
    path.write_text(f"---\n{front}\n---\n# System\n{body}\n# Request\n{{{{ sentences }}}}\n", "utf-8")
    with pytest.raises(PromptError):
        read_prompt(path).bind(load_schema("tasks"), "object", {})
