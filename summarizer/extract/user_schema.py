"""A user's JSON Schema of an item, checked before anything is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.errors import SchemaError
from summarizer.messages import Message, from_outside
from summarizer.reading import ROLES

# The place of the schema itself; all others are named by their path in it.
_TOP = ""
_MAX_BYTES = 200_000
_MAX_FIELDS, _MAX_DEPTH, _MAX_ENUM, _MAX_NODES = 40, 5, 500, 5000
# The field of an answer that says which sentence an item stands on.
CITATION = "sentence"
_SUPPORTED = {
    "$schema", "$defs", "$ref", "$comment", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "anyOf", "minLength", "maxLength", "pattern", "format",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
    "uniqueItems", "default", "examples", "x-roles", "x-main-field",
}  # fmt: skip
_SCALARS = {"string", "number", "integer", "boolean", "null"}


def read_user_schema(path: Path) -> dict[str, Any]:
    """The JSON Schema in ``path``, normalised: an object that allows no further properties.

    Raises :class:`SchemaError` that names the place in the file and what is wrong there.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SchemaError("No such schema file: {path}.", "Check the path.", path=path) from None
    except OSError as error:
        raise SchemaError(
            "Cannot read {path}: {why}.", "Check its permissions.", path=path, why=error.strerror or error
        ) from error
    if len(data) > _MAX_BYTES:
        raise SchemaError(
            "{path} is larger than {size} kB.",
            "A schema of an item is a page at most.",
            path=path,
            size=_MAX_BYTES // 1000,
        )
    try:
        schema = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SchemaError(
            "{path} is not JSON: {error}.", "Check it with a JSON editor.", path=path, error=error
        ) from None
    return _Checker(path, schema).checked()


class _Checker:
    def __init__(self, path: Path, schema: Any) -> None:
        self._path = path
        self._schema = schema
        self._nodes = 0

    def checked(self) -> dict[str, Any]:
        import jsonschema

        schema = self._schema
        if not isinstance(schema, dict) or schema.get("type") != "object":
            raise self._wrong(
                _TOP, Message('must be the schema of one item: {"type": "object", "properties": …}')
            )
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            place = "/".join(map(str, error.absolute_path)) or _TOP
            raise self._wrong(place, from_outside(error.message)) from None
        properties = schema.get("properties")
        if not properties:
            raise self._wrong("properties", Message("an item needs at least one field"))
        if len(properties) > _MAX_FIELDS:
            raise self._wrong("properties", Message("more than {most} fields", {"most": _MAX_FIELDS}))
        if unknown := set(schema.get("required", ())) - set(properties):
            raise self._wrong("required", Message("names no field: {names}", {"names": sorted(unknown)}))
        if CITATION in properties:
            raise self._wrong("properties", Message("{name} is what an item cites; call the field otherwise", {"name": CITATION}))  # fmt: skip
        self._check_extensions(schema, properties)
        # Its own name means nothing here; below the top one would make other references of the same words.
        schema = {k: v for k, v in schema.items() if k != "$id"}
        self._walk(schema, _TOP, 0, ())
        return {**schema, "additionalProperties": False}

    def _check_extensions(self, schema: dict[str, Any], properties: dict[str, Any]) -> None:
        roles = schema.get("x-roles")
        if roles is not None and (
            not isinstance(roles, list) or not roles or any(r not in ROLES for r in roles)
        ):
            raise self._wrong("x-roles", Message("takes a list of {roles}", {"roles": ROLES}))
        main = schema.get("x-main-field")
        if main is not None and (not isinstance(main, str) or main not in properties):
            raise self._wrong("x-main-field", Message("names no field: {names}", {"names": main}))

    def _walk(self, node: Any, place: str, depth: int, references: tuple[str, ...]) -> None:
        self._nodes += 1
        if self._nodes > _MAX_NODES:
            raise self._wrong(
                _TOP, Message("more than {most} parts, references followed", {"most": _MAX_NODES})
            )
        if not isinstance(node, dict):
            raise self._wrong(place, Message("true and false are no schemas here"))
        if depth > _MAX_DEPTH:
            raise self._wrong(place, Message("nested deeper than {most} levels", {"most": _MAX_DEPTH}))
        if unknown := sorted(set(node) - _SUPPORTED):
            raise self._wrong(place, Message("not supported: {names}", {"names": unknown}))
        if len(node.get("enum", ())) > _MAX_ENUM:
            raise self._wrong(place, Message("an enum of more than {most} values", {"most": _MAX_ENUM}))
        if "$ref" in node:
            self._follow(node["$ref"], place, depth, references)
        kind = node.get("type")
        kinds = set(kind if isinstance(kind, list) else [kind] if kind else [])
        if not kinds and not {"$ref", "anyOf", "enum", "const"} & set(node):
            raise self._wrong(place, Message("has no type"))
        if kinds - _SCALARS - {"array", "object"}:
            raise self._wrong(place, Message("unknown type {kind}", {"kind": str(kind)}))
        for name, child in node.get("properties", {}).items():
            self._walk(child, f"{place}/{name}" if place else name, depth + 1, references)
        if "items" in node:
            self._walk(node["items"], f"{place}/items".lstrip("/"), depth + 1, references)
        for i, child in enumerate(node.get("anyOf", ())):
            self._walk(child, f"{place}/anyOf/{i}".lstrip("/"), depth + 1, references)

    def _follow(self, reference: Any, place: str, depth: int, references: tuple[str, ...]) -> None:
        name = str(reference).removeprefix("#/$defs/")
        definitions = self._schema.get("$defs", {})
        if not str(reference).startswith("#/$defs/") or name not in definitions:
            raise self._wrong(
                place, Message("$ref {reference} is not one of this file's $defs", {"reference": reference})
            )
        if name in references:
            raise self._wrong(
                place,
                Message(
                    "$ref {reference} leads back to itself, which no model can be held to",
                    {"reference": reference},
                ),
            )
        self._walk(definitions[name], f"$defs/{name}", depth + 1, (*references, name))

    def _wrong(self, place: str, what: Message) -> SchemaError:
        return SchemaError(
            "{path} can't be used as a schema: at {place}: {what}.",
            "README.md, “Add a schema”, shows what is supported.",
            path=self._path,
            place=place or Message("the top"),
            what=what,
        )
