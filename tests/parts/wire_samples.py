"""Batches in wire form, made from the component schemas: a new field is covered without a change here."""

from __future__ import annotations

import json
import uuid
from importlib.resources import files
from typing import Any

import jsonschema_rs
from hypothesis import strategies as st

from mparticle_facade.codec.report import COMMERCE_KINDS

SCHEMAS: dict[str, Any] = json.loads(files("mparticle_events_models").joinpath("schema.json").read_bytes())
EVENT_SCHEMAS: dict[str, str] = SCHEMAS["Event"]["discriminator"]["mapping"]
NOW_MS = 1_750_000_000_000
"""A fixed present, for what depends on the time."""

Json = Any
Schema = dict[str, Any]


def json_schema(name: str = "Batch") -> jsonschema_rs.Draft202012Validator:
    """A validator that knows nothing of this project."""
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    )


def resolve(schema: Schema) -> Schema:
    """A schema without ``$ref`` at its top."""
    return resolve(SCHEMAS[schema["$ref"].rpartition("/")[2]]) if "$ref" in schema else schema


def variants(schema: Schema) -> list[Schema]:
    """The forms a value may have, one type each."""
    schema = resolve(schema)
    members = schema.get("oneOf") or schema.get("anyOf")
    if members:
        return [variant for member in members for variant in variants(member)]
    types = schema.get("type")
    return [{**schema, "type": name} for name in types] if isinstance(types, list) else [schema]


def fields(schema: Schema) -> dict[str, Schema]:
    return resolve(schema).get("properties", {})


# -- one batch with everything in it ----------------------------------------------------------------------------------


def full(schema: Schema, name: str = "value") -> Json:
    """A value with every field set, the same at each call; no field is null, but each map holds a null if it may."""
    schema = resolve(schema)
    if "discriminator" in schema:
        return [full({"$ref": ref}) for ref in EVENT_SCHEMAS.values()]
    return _full(variants(schema)[0] | {key: value for key, value in schema.items() if key.startswith("x-")}, name)


def _full(schema: Schema, name: str) -> Json:
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "object" if "properties" in schema:
            return {key: full(field, key) for key, field in schema["properties"].items()}
        case "object":
            return _full_map(schema)
        case "array":
            items = full(schema["items"], name)
            return items if isinstance(items, list) else [items]
        case "string":
            return _full_text(schema, name)
        case "integer":
            return _full_integer(schema, name)
        case "number":
            return len(name) + 0.25
        case "boolean":
            return True
        case None:
            return {"text": "t", "list": [1, {"deep": None}]}
    raise AssertionError(f"no sample for {schema}")


def _full_integer(schema: Schema, name: str) -> int:
    if schema.get("x-format") == "epoch-ms":
        return NOW_MS - 3_600_000
    return 7346244611012968000 + len(name) if schema["maximum"] >= 2**63 - 1 else len(name)


def _full_map(schema: Schema) -> Json:
    values = schema["additionalProperties"]
    only = resolve(schema.get("propertyNames", {})).get("const")
    if only:
        return {only: full(values)}
    return {f"{index} {variant.get('type')}": _full_or_null(variant) for index, variant in enumerate(variants(values))}


def _full_or_null(schema: Schema) -> Json:
    return None if schema.get("type") == "null" else _full(schema, "value")


def _full_text(schema: Schema, name: str) -> str:
    if "x-known-values" in schema:
        return SCHEMAS[schema["x-known-values"]]["enum"][-1]
    match schema.get("x-format"):
        case "uuid":
            return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
        case "ip":
            return "2001:db8::7"
    return f"{name} ✓"


def full_batch() -> dict[str, Any]:
    """Every field of the description, and every event type."""
    return full({"$ref": "#/components/schemas/Batch"})


def full_event(tag: str) -> dict[str, Any]:
    return full({"$ref": EVENT_SCHEMAS[tag]})


# -- batches of every shape -------------------------------------------------------------------------------------------

_TEXT = st.text(max_size=12)
_INT64 = st.integers(-(2**63), 2**63 - 1)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
_ANY = st.recursive(
    st.none() | st.booleans() | _INT64 | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def batches(draw: st.DrawFn) -> dict[str, Any]:
    """A batch that the description admits."""
    return _draw(draw, {"$ref": "#/components/schemas/Batch"})


def _draw(draw: st.DrawFn, schema: Schema) -> Json:
    schema = draw(st.sampled_from(variants(schema)))
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    match schema.get("type"):
        case "object" if "properties" in schema:
            return _draw_object(draw, schema)
        case "object":
            only = resolve(schema.get("propertyNames", {})).get("const")
            keys = [only] if only else draw(st.lists(_TEXT, unique=True, max_size=3))
            return {key: _draw(draw, schema["additionalProperties"]) for key in keys}
        case "array":
            return [_draw(draw, schema["items"]) for _ in range(draw(st.integers(0, 2)))]
        case "string":
            return draw(_TEXT)
        case "integer":
            return draw(st.integers(schema["minimum"], schema["maximum"]))
        case "number":
            return draw(_NUMBER)
        case "boolean":
            return draw(st.booleans())
        case "null":
            return None
    return draw(_ANY)


def _draw_object(draw: st.DrawFn, schema: Schema) -> Json:
    properties, required = schema["properties"], schema.get("required", [])
    optional = [key for key in properties if key not in required]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True, max_size=4)) if optional else []
    often = [
        key for key in ("events", "user_attributes", "custom_attributes") if key in optional and draw(st.booleans())
    ]
    drawn = {key: _draw(draw, properties[key]) for key in dict.fromkeys([*required, *chosen, *often])}
    if "product_action" in properties:  # the one rule that the schemas don't say: a commerce event is about something
        kind = draw(st.sampled_from(COMMERCE_KINDS))
        drawn[kind] = [{}] if kind == "product_impressions" else _draw_object(draw, variants(properties[kind])[0])
    return drawn


def places(tree: Json, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value below the root."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found = [path] if path else []
    for key, value in below:
        found += places(value, (*path, key))
    return found


def at(tree: Json, path: tuple[str | int, ...]) -> Json:
    for key in path:
        tree = tree[key]
    return tree


_JUNK: list[Json] = [
    None, True, 7, -1.5, "text", [], {}, [None], {"a": 1}, [[1]], 2**31, "production", "custom_event",
]  # fmt: skip
_EXCESS: list[Json] = [
    "x" * 101, "x" * 257, "x" * 513, "x" * 4097, [1] * 1001, ["x" * 513], {"k" * 257: 1}, {"k": "x" * 4097},
    {str(index): 1 for index in range(101)},
]  # fmt: skip
_LIMITED = {"event_name", "screen_name", "action_identifier", "custom_attributes", "user_attributes"}


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, Any]:
    """A batch with one thing changed: a key dropped, a key added, a value exchanged for another or for a longer one."""
    batch = json.loads(json.dumps(draw(batches())))
    change = draw(st.sampled_from(["drop", "add", "exchange", "lengthen"]))
    if change == "add":
        objects = [(), *(path for path in places(batch) if isinstance(at(batch, path), dict))]
        at(batch, draw(st.sampled_from(objects)))["surplus"] = draw(st.sampled_from(_JUNK))
        return batch
    found = places(batch)
    if change == "lengthen":
        limited = [
            path for path in found if _LIMITED.intersection(path) and isinstance(at(batch, path), str | list | dict)
        ]
        found = limited or found
    *parent, key = draw(st.sampled_from(found))
    if change == "drop":
        del at(batch, tuple(parent))[key]
        return batch
    longer = [value for value in _EXCESS if type(value) is type(at(batch, (*parent, key)))] or _EXCESS
    at(batch, tuple(parent))[key] = draw(st.sampled_from(longer if change == "lengthen" else _JUNK))
    return batch
