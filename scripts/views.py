"""Makes the views of ``openapi/events.yaml`` that the generators read.

One description, five views of it, all of them pure functions of the parsed YAML:

* ``wire``    what the service accepts: required fields, types, limits. Decoding with these types *is* the validation.
  Fields are described in ``partial``.
* ``plain``   the part of it that needs no slow check: without floats, and without null, which may have been NaN.
* ``partial`` what a program fills in step by step: every field optional, no limits, positional arguments in the order
  of ``constructors.yaml``. The facade's classes inherit from these.
* ``names``   the enumerations, closed and open.
* ``schema``  the component schemas alone, for the report that names every problem.

The raw client is generated from the description itself.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

REF = "#/components/schemas/"
NULL = {"type": "null"}
_CONSTRAINTS = {
    "maxLength", "maxItems", "maxProperties", "minimum", "maximum", "minItems", "propertyNames", "required", "examples",
    "deprecated", "readOnly",
}  # fmt: skip

_SAYS_WHAT = {"$ref", "allOf", "anyOf", "const", "enum", "oneOf", "type"}
INT64 = (-(2**63), 2**63 - 1)
_SINGLE = [
    {"type": "string"},
    {"type": "integer", "format": "int64", "minimum": INT64[0], "maximum": INT64[1]},
    {"type": "boolean"},
]


def target(node: Any) -> str | None:
    """The component a ``$ref`` points at, or None."""
    ref = node.get("$ref", "") if isinstance(node, dict) else ""
    return ref.removeprefix(REF) if ref.startswith(REF) else None


def nodes(tree: Any) -> Iterator[Node]:
    """Every mapping inside a tree, itself included."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item)


def is_enum(schema: Node) -> bool:
    return "enum" in schema


def event_tag(schema: Node) -> str | None:
    """The ``event_type`` of an event envelope, None for any other schema."""
    tag = schema.get("properties", {}).get("event_type", {})
    return tag.get("const") if isinstance(tag, dict) else None


def schemas_only(description: Node, schemas: Node) -> Node:
    head = {key: copy.deepcopy(description[key]) for key in ("openapi", "info")}
    return {**head, "paths": {}, "components": {"schemas": schemas}}


def flatten(name: str, schemas: Node) -> Node:
    """A schema with the properties and requirements of its ``allOf`` parts merged into it."""
    schema = copy.deepcopy(schemas[name])
    properties: Node = {}
    required: list[str] = []
    for part in schema.pop("allOf", []):
        part = flatten(target(part), schemas) if target(part) else part
        properties |= part.get("properties", {})
        required += part.get("required", [])
    properties |= schema.get("properties", {})
    required += schema.get("required", [])
    if properties:
        schema |= {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return schema


def schema_view(description: Node) -> Node:
    """The component schemas with ``allOf`` merged, so that a reader meets one object per schema."""
    schemas = description["components"]["schemas"]
    flat = {name: flatten(name, schemas) for name in schemas}
    for node in nodes(flat):
        node.pop("examples", None)
    return flat


def wire_view(description: Node) -> Node:
    schemas = copy.deepcopy(description["components"]["schemas"])
    referenced = {target(node) for node in nodes([description["paths"], schemas])}
    kept = {name: schema for name, schema in schemas.items() if not is_enum(schema) or name in referenced}
    for name, schema in kept.items():
        is_class = "properties" in flatten(name, schemas)
        for node in nodes(schema):
            if isinstance(node.get("description"), str) and not (is_class and node is schema):
                del node["description"]  # what decodes has no use for it, and would build it into every type
    return schemas_only(description, kept)


def plain_view(description: Node) -> Node:
    view = wire_view(description)
    schemas = view["components"]["schemas"]
    for name in schemas:
        schemas[name] = _plain(schemas[name])
    return view


def _plain(schema: Node) -> Node:
    """A part of what a schema takes: no float, no null, and where it takes anything, only single values."""
    schema = dict(schema)
    if not _SAYS_WHAT & schema.keys():
        return {"anyOf": _SINGLE}
    kinds = schema.get("type", [])
    kinds = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]
    if "object" in kinds and not {"properties", "additionalProperties"} & schema.keys():
        schema["additionalProperties"] = {}
    if "number" in kinds:
        least, most = (schema.get(end, bound) for end, bound in zip(("minimum", "maximum"), INT64, strict=True))
        schema |= {
            "format": "int64",
            "minimum": max(math.ceil(least), INT64[0]),
            "maximum": min(math.floor(most), INT64[1]),
        }
        kinds = ["integer", *(kind for kind in kinds if kind not in ("integer", "number"))]
    if kinds:
        schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    for key in ("additionalProperties", "items"):
        if key in schema:
            schema[key] = _plain(schema[key])
    if "properties" in schema:
        # Plain JSON has its keys sorted, and the decoder looks for a key after the one before it.
        schema["properties"] = {name: _plain(value) for name, value in sorted(schema["properties"].items())}
    if "allOf" in schema:
        schema["allOf"] = [_plain(part) for part in schema["allOf"]]
    for key in ("anyOf", "oneOf"):
        if key in schema:
            parts = [_plain(part) for part in schema.pop(key) if part != NULL]
            parts = [part for place, part in enumerate(parts) if part not in parts[:place]]
            schema |= parts[0] if len(parts) == 1 else {key: parts}
    return schema


def names_view(description: Node) -> Node:
    schemas = description["components"]["schemas"]
    return schemas_only(description, {name: schema for name, schema in schemas.items() if is_enum(schema)})


def partial_view(description: Node, constructors: dict[str, list[str]]) -> Node:
    schemas = description["components"]["schemas"]
    objects = {}
    for name, schema in schemas.items():
        flat = flatten(name, schemas)
        if event_tag(schema) or "properties" not in flat:
            continue
        order = constructors.get(name, [])
        unknown = set(order) - set(flat["properties"])
        if unknown:
            raise ValueError(f"openapi/constructors.yaml: {name} has no field {min(unknown)!r}")
        properties = {key: flat["properties"][key] for key in [*order, *flat["properties"]]}
        flat["properties"] = {key: _optional(value, schemas) for key, value in properties.items()}
        flat["required"] = list(properties)  # with a default each: the generator then writes `T | None = None`
        flat.pop("anyOf", None)
        objects[name] = {key: value for key, value in flat.items() if key not in _CONSTRAINTS - {"required"}}
    return schemas_only(description, objects)


def _optional(node: Node, schemas: Node) -> Node:
    node = _loosen(node, schemas)
    described = {key: node.pop(key) for key in ("description",) if key in node}
    members = node.pop("oneOf", None) or node.pop("anyOf", None) or [node]
    if {} in members:
        return {**described, "default": None}
    members = [member for member in members if member != NULL] + [NULL]
    return {"anyOf": members, **described, "default": None}


def _loosen(node: Any, schemas: Node) -> Any:
    """The shape of a node alone: no limits, enumerations as text, maps and events spelled out."""
    name = target(node)
    if name is not None:
        schema = schemas[name]
        described = {"description": node["description"]} if "description" in node else {}
        if is_enum(schema):
            return {"type": "string", **described}
        if "properties" in flatten(name, schemas) and event_tag(schema) is None:
            return node
        if event_tag(schema) or "discriminator" in schema or "anyOf" in schema:
            return described
        return {**_loosen(schema, schemas), **described}
    if isinstance(node, list):
        return [_loosen(item, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _loosen(value, schemas)
        for key, value in node.items()
        if key not in _CONSTRAINTS and not key.startswith("x-")
    }


def data_tags(description: Node) -> dict[str, str]:
    """For each event data schema: the tag of the envelope that carries it."""
    schemas = description["components"]["schemas"]
    found: dict[str, str] = {}
    for schema in schemas.values():
        tag, data = event_tag(schema), target(schema.get("properties", {}).get("data"))
        if tag and data:
            found[data] = tag
    return found


def enum_names(description: Node) -> dict[str, dict[str, str]]:
    """For each object schema: the nested name of an enumeration (``Platform``) and its component."""
    schemas = description["components"]["schemas"]
    found: dict[str, dict[str, str]] = {}
    for name in schemas:
        for field, node in flatten(name, schemas).get("properties", {}).items():
            component = node.get("x-known-values") or next(
                (t for part in nodes(node) if (t := target(part)) and is_enum(schemas[t])), None
            )
            if component:
                found.setdefault(name, {})["".join(map(str.capitalize, field.split("_")))] = component
    return found


def pods(description: Node) -> dict[str, str]:
    """The base URL of each pod; the first server of a pod is the one to use."""
    found: dict[str, str] = {}
    for server in description["servers"]:
        found.setdefault(server["x-pod"], server["url"])
    return found
