"""A first look at an event, in C: the msgspec type that takes only what the rules of a point find nothing wrong with.

A type may refuse what is fine, such as a number that is a text: the rules (`schema`) have the last word. It must never
take what they don't.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import msgspec

from mparticle_facade.codec import decoders
from mparticle_facade.plans import formats, patterns

Accepts = Callable[[Any], bool]

_SCALAR: Any = str | int | float | bool
_PRESENT: Any = str | int | float | bool | dict[str, Any] | list[Any]
_BOUNDS = {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"}
_NEEDS_RULES = frozenset(("multipleOf", "minProperties", "maxProperties", "additionalItems"))


class _NoTypeError(Exception):
    """There is no such type."""


def accepting(definition: Any) -> Accepts:
    """Whether a value keeps to a definition for certain, in the service's reading."""
    try:
        kind = _type(definition, required=True)
        with contextlib.suppress(msgspec.ValidationError):
            decoders.convert({}, kind)  # the first use of a type must not meet another thread's
    except (_NoTypeError, TypeError, ValueError, NotImplementedError):
        # Of msgspec: two lower limits, 0.5 for an int, what is beyond 64 bits.
        return _never
    convert = msgspec.convert

    def accepts(value: Any) -> bool:
        try:
            convert(value, kind)
        except msgspec.ValidationError:
            return False
        return True

    return accepts


def _never(_: Any) -> bool:
    return False


def _type(schema: Any, *, required: bool) -> Any:
    kind = _present(schema)
    return kind if required else kind | None


def _present(schema: Any) -> Any:
    """The type of values that are there."""
    if schema is True:
        return _PRESENT
    if not isinstance(schema, Mapping) or schema.keys() & _NEEDS_RULES:
        raise _NoTypeError
    if "const" in schema or "enum" in schema:
        return _among(schema)
    named = schema.get("type")
    if isinstance(named, list):
        parts = [_typed(name, schema) for name in named if name != "null"]
        if not parts or "object" in named:
            raise _NoTypeError
        return reduce(or_, parts)
    if named is None and schema.keys() & {"properties", "required", "additionalProperties"}:
        named = "object"
    if named is None and schema.keys() & {
        "items",
        "pattern",
        "format",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
    }:
        raise _NoTypeError
    if named is None:
        return _PRESENT if not schema.keys() & _BOUNDS.keys() else _typed("number", schema)
    return _typed(named, schema)


def _typed(name: Any, schema: Mapping[str, Any]) -> Any:
    if name == "string":
        return _text(schema)
    if name in ("number", "integer"):
        limits = {ours: schema[theirs] for theirs, ours in _BOUNDS.items() if theirs in schema}
        whole = name == "integer"
        if not limits:
            return int if whole else int | float
        return Annotated[int if whole else float, msgspec.Meta(**limits)]
    if name == "boolean":
        return bool
    if name == "array":
        items = schema.get("items", True)
        if isinstance(items, list):
            raise _NoTypeError
        size = {ours: schema[theirs] for theirs, ours in _SIZES["items"] if theirs in schema}
        found: Any = list[_type(items, required=False)]  # type: ignore[misc]
        return Annotated[found, msgspec.Meta(**size)] if size else found
    if name == "object":
        return _object(schema)
    raise _NoTypeError


_SIZES = {
    "text": (("minLength", "min_length"), ("maxLength", "max_length")),
    "items": (("minItems", "min_length"), ("maxItems", "max_length")),
}


def _text(schema: Mapping[str, Any]) -> Any:
    limits = {ours: schema[theirs] for theirs, ours in _SIZES["text"] if theirs in schema}
    if "format" in schema and schema["format"] in formats.PATTERNS:
        limits["pattern"] = f"(?ai){formats.PATTERNS[schema['format']]}"
    if "pattern" in schema:
        pattern = patterns.for_python(schema["pattern"])
        if pattern is None or "pattern" in limits:
            raise _NoTypeError
        limits["pattern"] = f"(?a){pattern}"
    return Annotated[str, msgspec.Meta(**limits)] if limits else _SCALAR


def _among(schema: Mapping[str, Any]) -> Any:
    if "const" in schema and "enum" in schema:
        raise _NoTypeError
    values = schema["enum"] if "enum" in schema else [schema["const"]]
    named = schema.get("type", "string")
    if named != "string" or schema.keys() & {"pattern", "format", "minLength", "maxLength"}:
        raise _NoTypeError
    texts = tuple(dict.fromkeys(value for value in values if isinstance(value, str)))
    if not texts:
        raise _NoTypeError
    return Literal[texts]


def _object(schema: Mapping[str, Any]) -> Any:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not isinstance(others, bool) and others != {}:
        raise _NoTypeError
    required = set(schema.get("required", ()))
    names = {**properties, **dict.fromkeys(required - properties.keys(), True)}
    fields: list[Any] = []
    for index, (name, member) in enumerate(sorted(names.items(), key=lambda item: item[0] not in required)):
        kind = _type(member, required=name in required)
        wire = msgspec.field(name=name) if name in required else msgspec.field(name=name, default=None)
        fields.append((f"f{index}", kind, wire))
    if required - properties.keys() and others is False:
        raise _NoTypeError
    try:
        return msgspec.defstruct("Planned", fields, forbid_unknown_fields=others is False, gc=False)
    except ValueError:  # a name with a quote, a backslash or a control character
        raise _NoTypeError from None
