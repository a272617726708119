"""A schema as the rest of this package sees it, whether it is a built-in pydantic model or a user's JSON Schema."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import SchemaError
from summarizer.extract.user_schema import read_user_schema
from summarizer.reading import ROLES

BUILT_IN = {"tasks": "Task", "reviews": "Review", "problems": "Problem", "indicators": "Indicator"}
Kind = Literal["text", "other"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item.

    ``rule`` names the rule that fills or finishes it, None without one; ``asked`` says whether the model is asked for it;
    ``kind`` is text for (optional) strings; ``one_clause`` texts hold no comma or stop on the compact wire.
    """

    name: str
    description: str
    kind: Kind
    required: bool
    rule: str | None
    asked: bool
    schema: dict[str, Any]
    max_length: int
    one_clause: bool = False


@dataclass(frozen=True)
class ItemSchema:
    """``reader`` names the rules that read items without a model (extract/readers.py), ``proposer`` those that stand in where no model is asked
    (extract/proposals.py); ``needs_figure`` drops items whose evidence holds no quantity; ``splitter`` and ``joiner`` name the rules that take an item apart which holds several, and that tell which one only goes on
    with the one before it (extract/derive.py); ``validate`` takes the data of an item and returns them normalised, or raises ValueError saying what is wrong."""

    name: str
    description: str
    roles: frozenset[str]
    main_field: str
    fields: tuple[Field, ...]
    definitions: dict[str, Any]
    sha256: str
    validate: Callable[[dict[str, Any]], dict[str, Any]]
    path: Path | None = None
    splitter: str | None = None
    joiner: str | None = None
    reader: str | None = None
    needs_figure: bool = False
    proposer: str | None = None

    @property
    def asked(self) -> tuple[Field, ...]:
        """The fields that the model is asked for."""
        return tuple(f for f in self.fields if f.asked)

    @property
    def in_line(self) -> tuple[Field, ...]:
        """The fields that an item said in one line has: of those asked, the ones that no rule can make."""
        return tuple(f for f in self.asked if f.required or f.rule is None)

    @property
    def fits_a_line(self) -> bool:
        """Whether an item can be said in one line: all its fields there are text."""
        return all(f.kind == "text" for f in self.in_line)


def load_schema(name: str) -> ItemSchema:
    """The schema called ``name``, or the one in the file ``name`` when that has a slash or ends in ``.json``.

    Raises :class:`SchemaError`.
    """
    if "/" in name or "\\" in name or name.endswith(".json"):
        return _from_file(Path(name))
    if name not in BUILT_IN:
        raise SchemaError(
            "No schema {name!r}.",
            "Known: {known}; a schema of your own is a path ending in .json.",
            name=name,
            known=list(BUILT_IN),
        )
    return from_model(name, BUILT_IN[name])


def source_of(name: str) -> Path:
    """The file of a built-in schema."""
    module = importlib.import_module(f"summarizer.schemas.{name}")
    return Path(str(module.__file__))


def from_model(name: str, model_name: str) -> ItemSchema:
    """The schema of the pydantic model ``model_name`` in schemas/``name``.py."""
    from pydantic import ValidationError

    model = getattr(importlib.import_module(f"summarizer.schemas.{name}"), model_name)
    whole = model.model_json_schema()

    def validate(data: dict[str, Any]) -> dict[str, Any]:
        try:
            validated: dict[str, Any] = model.model_validate(data).model_dump(mode="json")
        except ValidationError as error:
            first = error.errors()[0]
            raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        return validated

    return ItemSchema(
        name=name, description=whole["description"], roles=frozenset(model.roles), main_field=model.main_field,
        fields=_fields(whole), definitions=whole.get("$defs", {}), sha256=_hash(whole), validate=validate,
        path=source_of(name), splitter=model.splitter, joiner=model.joiner, reader=model.reader, needs_figure=model.needs_figure,
        proposer=model.proposer,
    )  # fmt: skip


def _from_file(path: Path) -> ItemSchema:
    import jsonschema

    if path.stem in BUILT_IN:
        raise SchemaError(
            "{path} is called like a built-in schema.", "Give the file another name; results are told apart by it.", path=path
        )  # fmt: skip
    whole = read_user_schema(path)
    validator = jsonschema.Draft202012Validator(whole)

    def validate(data: dict[str, Any]) -> dict[str, Any]:
        try:
            error = next(iter(validator.iter_errors(data)), None)
        except (ArithmeticError, RecursionError, re.error) as problem:
            # Such as multipleOf of a number beyond all floats.
            raise ValueError(f"{type(problem).__name__}: {problem}") from None
        if error is not None:
            raise ValueError(f"{'.'.join(map(str, error.absolute_path)) or 'item'}: {error.message}")
        return data

    fields = _fields(whole)
    roles = frozenset(whole.get("x-roles", [r for r in ROLES if r != "other"]))
    texts = [f for f in fields if f.kind == "text"]
    main = max(texts, key=lambda f: (f.required, f.max_length), default=fields[0])
    return ItemSchema(
        name=path.stem, description=whole.get("description", whole.get("title", "")), roles=roles,
        main_field=whole.get("x-main-field", main.name), fields=fields, definitions=whole.get("$defs", {}),
        sha256=_hash(whole), validate=validate, path=path,
    )  # fmt: skip


def _fields(whole: dict[str, Any]) -> tuple[Field, ...]:
    required = set(whole.get("required", ()))
    out = []
    for name, schema in whole["properties"].items():
        text = _text_branch(schema)
        clean = {
            k: v for k, v in schema.items() if k not in {"rule", "asked", "one_clause", "title", "default"}
        }
        out.append(
            Field(
                name=name,
                description=schema.get("description", name),
                kind="text" if text is not None else "other",
                required=name in required,
                rule=schema.get("rule"),
                asked="rule" not in schema or bool(schema.get("asked")),
                schema=clean,
                max_length=(text or {}).get("maxLength", 80),
                one_clause=bool(schema.get("one_clause")),
            )
        )
    return tuple(out)


def _text_branch(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The string branch of a schema that allows nothing but a string (or null)."""
    branches = [b for b in schema.get("anyOf", [schema]) if b.get("type") != "null"]
    if (
        len(branches) != 1
        or "enum" in branches[0]
        or branches[0].get("type") not in ("string", ["string", "null"])
    ):
        return None
    branch: dict[str, Any] = branches[0]
    return branch


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
