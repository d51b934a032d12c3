"""Reads the component schemas of the description (``schema.json``)."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from typing import Any

import msgspec

Schema = dict[str, Any]

LEFT_OUT = "is left out, though some of the vendor's pages require it"
"""What is said of a field that is recommended and not there."""
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*\Z")
_JSON_TYPES: dict[type, str] = {
    type(None): "null", bool: "boolean", int: "integer", float: "number", Decimal: "number", str: "string",
    list: "array", dict: "object",
}  # fmt: skip


@functools.cache
def schemas() -> dict[str, Schema]:
    """The component schemas by name."""
    text = files("mparticle_events_models").joinpath("schema.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, dict[str, Any]])


def nearest(name: str, known: Sequence[str]) -> str:
    """``; did you mean "..."?``, or nothing where no known name is near."""
    alike = [one for one in known if one.casefold() == name.casefold()]
    near = alike or difflib.get_close_matches(name, known, n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def member(path: str, key: str) -> str:
    """The path of a key below a path."""
    return f"{path}.{key}" if _IDENTIFIER.match(key) else f"{path}[{msgspec.json.encode(key).decode()}]"


def resolve(schema: Schema) -> Schema:
    """A schema without ``$ref``; a component knows its own name as ``x-name``."""
    ref = schema.get("$ref")
    if ref is None:
        return schema
    beside = {key: value for key, value in schema.items() if key.startswith("x-")}
    named = component(ref.rpartition("/")[2])
    return named | beside if beside else named


@functools.cache
def component(name: str) -> Schema:
    return resolve(schemas()[name]) | {"x-name": name}


@functools.cache
def required_nullable(name: str) -> list[str]:
    named = component(name)
    return [key for key in named.get("required", ()) if "null" in json_types(resolve(named["properties"][key]))]


def is_missing(value: dict[str, Any], key: str, schema: Schema) -> bool:
    return key not in value or (value[key] is None and "null" not in json_types(resolve(schema)))


def json_types(schema: Schema) -> list[str]:
    if "oneOf" in schema or "anyOf" in schema:
        return [name for part in schema.get("oneOf") or schema["anyOf"] for name in json_types(resolve(part))]
    declared = schema.get("type", [])
    return [declared] if isinstance(declared, str) else declared


def json_type(value: Any) -> str:
    return _JSON_TYPES[type(value)]


def fits(value: Any, schema: Schema) -> bool:
    types = json_types(schema)
    actual = json_type(value)
    return not types or actual in types or (actual == "integer" and "number" in types)


def variants(schema: Schema) -> list[Schema]:
    """What a value may be other than null, references followed."""
    if "$ref" in schema:
        beside = {key: value for key, value in schema.items() if key.startswith("x-")}
        return [part | beside for part in variants(schemas()[schema["$ref"].rpartition("/")[2]])]
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return [part for choice in schema[union] for part in variants(choice)]
    return [] if schema.get("type") == "null" else [schema]


def below(parts: Sequence[Schema], key: str) -> list[Schema]:
    """The variants of a field of such objects; none where they have no such field."""
    found = [part.get("properties", {}).get(key, part.get("additionalProperties")) for part in parts]
    return [variant for schema in found if schema is not None for variant in variants(schema)]


def items(parts: Sequence[Schema]) -> list[Schema]:
    """The variants of what is in such arrays."""
    return [variant for part in parts for variant in variants(part.get("items", {}))]


def allowed_values(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")
