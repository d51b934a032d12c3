"""Reads a description of the API, ours or the vendor's, independent of the dialect that it is written in.

OpenAPI 3.0 and 3.1 and every draft of JSON Schema are read into one `Document`; the functions below answer the same
questions about each of them. What a schema says is its `Shape`: the drafts differ in how they write null, exclusive
bounds and keywords beside a ``$ref``, not in what they mean.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import specification_with

Node = dict[str, Any]

DRAFT_2019 = "https://json-schema.org/draft/2019-09/schema"
DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"
JSON_SCHEMA_KEYS = {"$schema", "$ref", "properties", "definitions", "$defs", "type", "allOf", "anyOf", "oneOf", "items"}
TEXTS = ("title", "summary", "description", "$comment", "externalDocs")
SAMPLES = ("example", "examples")
# Everything that is not listed here limits the values, or is unknown to us: both are compared as they stand.
STRUCTURE = {
    "$ref", "type", "nullable", "enum", "const", "properties", "required", "items", "additionalProperties",
    "propertyNames", "allOf", "anyOf", "oneOf", "definitions", "$defs", "$schema", "$id", "id", "$anchor",
    *TEXTS, *SAMPLES,
}  # fmt: skip
_NAMES = {
    "properties", "patternProperties", "dependentSchemas", "definitions", "$defs", "paths", "schemas", "responses",
    "headers", "content", "requestBodies", "securitySchemes", "links", "callbacks", "pathItems", "webhooks",
}  # fmt: skip
_DATA = {*SAMPLES, "default", "enum", "const", "value", "mapping"}
_FLAGS = {"readOnly", "writeOnly", "deprecated", "uniqueItems"}  # false says as much as nothing
_SCALARS = {"string", "number", "integer", "boolean"}
DEEPEST = 8  # levels of lists and maps inside one field; a schema that contains itself has no end


class DocumentError(Exception):
    """The document can't be read; the message says what and where."""


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed description. Schemas are distinguished by identity, so that an inline one has an identity too."""

    root: Node
    openapi: str
    """Its version, or nothing for a JSON Schema."""
    inert: bool
    """Whether keywords beside a $ref have no effect, as up to draft 7 and in OpenAPI 3.0."""
    components: dict[str, Node]
    names: dict[int, str]
    targets: dict[int, Node]
    """What the $ref of a node leads to."""

    @property
    def nullable(self) -> bool:
        return self.openapi.startswith("3.0")

    def name(self, schema: Node) -> str | None:
        return self.names.get(id(schema))


@dataclass(frozen=True)
class Shape:
    """What a schema admits besides null. ``types`` is None where anything goes."""

    types: frozenset[str] | None = None
    objects: tuple[Node, ...] = ()
    enum: frozenset[str] | None = None
    constraints: dict[str, frozenset[str]] = field(default_factory=dict)
    items: tuple[Any, ...] = ()
    values: tuple[Any, ...] = ()

    def admits(self, container: str) -> bool:
        return self.types is None or container in self.types


# Reading


def load(path: Path) -> Document:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: not a text file") from None
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Document:
    root = _tree(text, name)
    version = root.get("openapi")
    if "swagger" in root:
        raise DocumentError(f"{name}: Swagger 2.0; convert it to OpenAPI 3 first")
    if version is None and not JSON_SCHEMA_KEYS & root.keys():
        raise DocumentError(f"{name}: neither an OpenAPI document nor a JSON Schema")
    if version is not None and not str(version).startswith("3."):
        raise DocumentError(f"{name}: OpenAPI {version} is not known, 3.0 and 3.1 are")
    openapi = str(version or "")
    numbered = re.search(r"draft-0(\d)", str(root.get("$schema")))
    _modernise(root, int(numbered[1]) if numbered else 0)
    # Nothing is missing from draft 6 that a modernised draft 3 or 4 has.
    draft = max(6, int(numbered[1])) if numbered else 0
    dialect = f"http://json-schema.org/draft-0{draft}/schema#" if draft else DRAFT_2020
    if "2019-09" in str(root.get("$schema")):
        dialect = DRAFT_2019
    if openapi:
        _check_openapi(root, name)
        listed = root["components"]["schemas"]
    else:
        _check(root, name, dialect)
        listed = {}
        for key in ("definitions", "$defs"):
            listed |= root[key] if isinstance(root.get(key), dict) else {}
    # A boolean is a schema too, but has no identity and nothing to compare field by field.
    components = {key: value for key, value in listed.items() if isinstance(value, dict)}
    names = {id(schema): key for key, schema in components.items()}
    inert = openapi.startswith("3.0") or bool(draft)
    document = Document(root, openapi, inert, components, names, {})
    _resolve(document, name, dialect)
    return document


def _tree(text: str, name: str) -> Node:
    try:
        tree = _json_or_yaml(text)
        # Once through JSON: keys become text, and what YAML aliases share gets an identity for each place.
        tree = json.loads(json.dumps(tree, default=str))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise DocumentError(f"{name}: neither YAML nor JSON: {said[:160]}") from None
    if not isinstance(tree, dict):
        raise DocumentError(f"{name}: neither an OpenAPI document nor a JSON Schema")
    return tree


def _json_or_yaml(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return yaml.load(text, _Loader)


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _check_openapi(root: Node, name: str) -> None:
    """Check that the document can be walked, not that it is right in every detail."""

    def mapping(node: Node, key: str) -> Node:
        node[key] = node.get(key) or {}
        if not isinstance(node[key], dict):
            raise DocumentError(f"{name}: {key} is not a mapping")
        found: Node = node[key]
        return found

    mapping(root, "paths")
    components = mapping(root, "components")
    for key in (*components, "schemas"):
        mapping(components, key)
    for node in _nodes(root):
        for schema in node["schemas"].values() if node is components else [node.get("schema", True)]:
            _check(schema, name, DRAFT_2020)


def _check(schema: Any, name: str, dialect: str) -> None:
    # With a dialect that it does not know the checker would look into the network.
    try:
        jsonschema_rs.meta.validate({**schema, "$schema": dialect} if isinstance(schema, dict) else schema)
    except jsonschema_rs.ValidationError as error:
        place = ".".join(["$", *map(str, error.instance_path)])
        raise DocumentError(f"{name}: {place}: {error.message[:120]}") from None


def _nodes(node: Any, are_names: bool = False) -> Iterator[Node]:
    """Every mapping in which keys are keywords; sample data is left out."""
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, dict):
        if not are_names:
            yield node
        for key, value in node.items():
            if are_names or key not in _DATA:
                yield from _nodes(value, not are_names and key in _NAMES)


def _modernise(root: Node, draft: int) -> None:
    """What OpenAPI 3.0 and drafts 3 and 4 spell in another way, as it is spelled today."""
    if draft in (3, 4) and isinstance(root.get("id"), str):
        root["$id"] = root.pop("id")
    for node in _nodes(root):
        for bound in ("minimum", "maximum"):
            exclusive = f"exclusive{bound.capitalize()}"
            if node.get(exclusive) is True and bound in node:
                node[exclusive] = node.pop(bound)
            elif node.get(exclusive) is False:
                del node[exclusive]
        if draft == 3:
            _modernise_draft_3(node)


def _modernise_draft_3(node: Node) -> None:
    properties = node.get("properties")
    fields = properties if isinstance(properties, dict) else {}
    needed = [name for name, one in fields.items() if isinstance(one, dict) and one.pop("required", False) is True]
    if needed:
        node["required"] = needed
    if "extends" in node:
        bases = node.pop("extends")
        node["allOf"] = bases if isinstance(bases, list) else [bases]
    if "divisibleBy" in node:
        node["multipleOf"] = node.pop("divisibleBy")
    types = node.get("type")
    listed = types if isinstance(types, list) else [types]
    if "any" in listed:
        del node["type"]
    elif any(isinstance(one, dict) for one in listed):
        del node["type"]
        node["anyOf"] = [one if isinstance(one, dict) else {"type": one} for one in listed]


def _resolve(document: Document, name: str, dialect: str) -> None:
    resource: Resource[Any] = specification_with(dialect).create_resource(document.root)
    uri = resource.id() or ""
    registry: Registry[Any] = Registry().with_resource(uri, resource).crawl()
    resolver = registry.resolver(uri)
    for node in _nodes(document.root):
        reference = node.get("$ref")
        if isinstance(reference, str):
            try:
                target = resolver.lookup(reference).contents
            except (Unresolvable, ValueError, TypeError):
                raise DocumentError(f"{name}: $ref to nowhere: {reference}") from None
            if not isinstance(target, (dict, bool)):
                raise DocumentError(f"{name}: $ref to what is no schema: {reference}")
            document.targets[id(node)] = schema(target)
    for node in list(_nodes(document.root)):
        seen = set()
        while isinstance(node.get("$ref"), str):
            if id(node) in seen:
                raise DocumentError(f"{name}: $ref leads back to itself: {node['$ref']}")
            seen.add(id(node))
            node = document.targets[id(node)]


# What a schema says


def schema(node: Any) -> Node:
    """A schema as a mapping; true and false are schemas too."""
    return node if isinstance(node, dict) else {} if node is not False else {"not": {}}


def target(document: Document, node: Node) -> Node | None:
    return document.targets.get(id(node)) if "$ref" in node else None


def core(document: Document, node: Node) -> Node:
    """The schema meant, behind references, "or null" and an allOf of one."""
    for _ in range(DEEPEST):
        if is_object(document, node):
            break
        inner = target(document, node)
        if inner is None:
            members = [m for key in ("oneOf", "anyOf") for m in node.get(key, []) if not _only_null(m)]
            members += node.get("allOf", [])
            inner = schema(members[0]) if len(members) == 1 and not {"type", "enum"} & node.keys() else None
        if inner is None:
            break
        node = inner
    return node


def _only_null(node: Any) -> bool:
    return isinstance(node, dict) and node.get("type") in ("null", ["null"])


def _effective(document: Document, node: Node) -> tuple[Node, list[Node]]:
    """A schema's own keywords, and the schemas that have to hold besides (by reference and allOf)."""
    inner = target(document, node)
    if inner is not None and document.inert:
        return {}, [inner]
    own = {key: value for key, value in node.items() if key not in ("$ref", "allOf")}
    return own, [part for part in (inner, *map(schema, node.get("allOf", []))) if part is not None]


def is_object(document: Document, node: Node) -> bool:
    """Whether it has fields of its own: by `properties`, or as a component that combines others."""
    own, parts = _effective(document, node)
    if "properties" in own:
        return True
    objects = sum(is_object(document, core(document, part)) for part in parts)
    return objects > 1 or (objects == 1 and "allOf" in node and document.name(node) is not None)


def _own(document: Document, node: Node) -> Iterator[Node]:
    """An object's own keywords: its own, and those of the inline members of allOf."""
    own, parts = _effective(document, node)
    yield own
    for part in parts:
        if part is not target(document, node) and "$ref" not in part:
            yield from _own(document, part)


def parents(document: Document, node: Node) -> list[Node]:
    _, parts = _effective(document, node)
    found = []
    for part in parts:
        if part is target(document, node) or "$ref" in part:
            parent = core(document, part)
            found += [parent] if is_object(document, parent) else []
        else:
            found += parents(document, part)
    return found


def ancestors(document: Document, node: Node) -> list[Node]:
    return [one for parent in parents(document, node) for one in (parent, *ancestors(document, parent))]


def own_fields(document: Document, node: Node) -> dict[str, Node]:
    return {
        name: schema(value)
        for own in _own(document, node)
        for name, value in own.get("properties", {}).items()
    }  # fmt: skip


def fields(document: Document, node: Node) -> dict[str, Node]:
    inherited = {
        name: value for parent in parents(document, node) for name, value in fields(document, parent).items()
    }  # fmt: skip
    return inherited | own_fields(document, node)


def own_required(document: Document, node: Node) -> set[str]:
    return {name for own in _own(document, node) for name in own.get("required", [])}


def required(document: Document, node: Node) -> set[str]:
    return own_required(document, node).union(*(required(document, p) for p in parents(document, node)))


def object_types(document: Document, node: Node) -> frozenset[str] | None:
    """The types of an object's schema: None if it forgets to say that it is one."""
    own, parts = _effective(document, node)
    types = _types(own)
    for part in parts:
        inner = object_types(document, part)
        types = inner if types is None else types if inner is None else types & inner
    return types


def object_constraints(document: Document, node: Node) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for own in _own(document, node):
        rest: Node = {key: own[key] for key in ("anyOf", "oneOf", "propertyNames") if key in own}
        if own.get("additionalProperties") not in (None, True, {}):
            rest["additionalProperties"] = own["additionalProperties"]
        found |= _constraints(own) | {key: frozenset({json_text(value)}) for key, value in rest.items()}
    return found


def shape(document: Document, node: Node, opaque: Callable[[Node], str | None] = lambda _: None) -> Shape:
    """What a node admits. A schema that ``opaque`` gives a name is not looked into."""

    def look(node: Node, seen: tuple[int, ...]) -> Shape:
        name = opaque(node)
        if name is not None:
            return Shape(types=frozenset({name}))
        if is_object(document, node):
            return Shape(types=frozenset(), objects=(node,))
        if id(node) in seen:
            return Shape(types=frozenset())
        seen = (*seen, id(node))
        own, parts = _effective(document, node)
        found = [_keywords(document, own), *(look(part, seen) for part in parts)]
        for key in ("anyOf", "oneOf"):
            members = [schema(m) for m in own.get(key, []) if not _only_null(m)]
            if members:
                found.append(reduce(_either, (look(m, seen) for m in members)))
        return reduce(_both, found)

    return look(node, ())


def _types(node: Node) -> frozenset[str] | None:
    said = node.get("type")
    listed = [said] if isinstance(said, str) else said
    if listed is None:
        members = node.get("enum", [node["const"]] if "const" in node else None)
        listed = None if members is None else [_json_type(value) for value in members]
    if listed is None:
        return None
    types = frozenset(listed) - {"null"}
    return types - {"integer"} if "number" in types else types


def _json_type(value: Any) -> str:
    kinds = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}
    return kinds.get(type(value), "null")


def _keywords(document: Document, node: Node) -> Shape:
    values = node.get("enum", [node["const"]] if "const" in node else None)
    constraints = _constraints(node)
    items: tuple[Any, ...] = (node["items"],) if isinstance(node.get("items"), dict) and node["items"] else ()
    if isinstance(node.get("items"), list):
        constraints["items"] = frozenset({json_text(node["items"])})
    extra = node.get("additionalProperties", True)
    if extra is False:
        constraints["additionalProperties"] = frozenset({"false"})
    if isinstance(node.get("propertyNames"), dict):
        names = shape(document, node["propertyNames"])
        constraints |= {f"propertyNames.{key}": value for key, value in names.constraints.items()}
        if names.enum is not None:
            constraints["propertyNames.enum"] = names.enum
    return Shape(
        types=_types(node),
        enum=None if values is None else frozenset(json_text(value) for value in values if value is not None),
        constraints=constraints,
        items=items,
        values=(extra,) if isinstance(extra, dict) and extra else (),
    )


def _constraints(node: Node) -> dict[str, frozenset[str]]:
    return {
        key: frozenset({json_text(value)})
        for key, value in node.items()
        if key not in STRUCTURE and not key.startswith("x-") and (value is not False or key not in _FLAGS)
    }


def json_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _merged(a: Shape, b: Shape) -> dict[str, frozenset[str]]:
    keys = [*a.constraints, *(key for key in b.constraints if key not in a.constraints)]
    return {key: a.constraints.get(key, frozenset()) | b.constraints.get(key, frozenset()) for key in keys}


def _either(a: Shape, b: Shape) -> Shape:
    open_ended = a.types is None or b.types is None
    types = (a.types or frozenset()) | (b.types or frozenset())
    return Shape(
        types=None if open_ended else types - {"integer"} if "number" in types else types,
        objects=() if open_ended else a.objects + b.objects,
        enum=None if a.enum is None or b.enum is None else a.enum | b.enum,
        constraints=_merged(a, b),
        items=a.items + b.items,
        values=a.values + b.values,
    )


def _both(a: Shape, b: Shape) -> Shape:
    if a.types is None:
        a, b = b, a
    both = replace(a, constraints=_merged(a, b), items=a.items + b.items, values=a.values + b.values)
    if b.enum is not None:
        both = replace(both, enum=b.enum if a.enum is None else a.enum & b.enum)
    if a.types is None or b.types is None:
        return replace(both, objects=a.objects + b.objects)
    if a.objects or b.objects:
        return replace(both, types=frozenset(), objects=a.objects + b.objects)
    common = a.types & b.types
    return replace(both, types=common | ({"integer"} if {"integer", "number"} <= a.types | b.types else set()))


def one_of(nodes: Iterable[Any]) -> Node:
    """Several schemas as one that admits what any of them does."""
    listed = [schema(node) for node in nodes]
    return {"anyOf": listed} if len(listed) > 1 else listed[0] if listed else {}


def admits_null(document: Document, node: Node, seen: tuple[int, ...] = ()) -> bool:
    if id(node) in seen:
        return False
    seen = (*seen, id(node))
    if document.nullable:
        # OpenAPI 3.0 has null only where it is said, also for a schema without a type.
        own, parts = _effective(document, node)
        members = [schema(m) for key in ("anyOf", "oneOf") for m in own.get(key, [])]
        return own.get("nullable") is True or any(admits_null(document, m, seen) for m in (*members, *parts))
    own, parts = _effective(document, node)
    said = own.get("type", "null")
    return (
        (said == "null" or "null" in said)
        and None in own.get("enum", [None])
        and own.get("const") is None
        and own.get("not") != {}
        and all(admits_null(document, part, seen) for part in parts)
        and ("anyOf" not in own or any(admits_null(document, schema(m), seen) for m in own["anyOf"]))
        # Exactly one: null that two members admit is rejected.
        and ("oneOf" not in own or sum(admits_null(document, schema(m), seen) for m in own["oneOf"]) == 1)
    )


def form(document: Document, node: Node) -> str:
    """How it is written. A reference to a mere type counts as that type."""
    inner = target(document, node)
    if inner is not None:
        return "inline" if _is_mere_type(document, inner) else "$ref"
    for key in ("oneOf", "anyOf"):
        if key in node:
            members = [schema(m) for m in node[key] if not _only_null(m)]
            return f"{key} of {form(document, members[0])} and null" if len(members) == 1 else key
    return next((key for key in ("allOf", "const") if key in node), "inline")


def without_effect(document: Document, node: Node) -> str:
    """The keywords beside a $ref, where they have no effect."""
    if not document.inert or target(document, node) is None:
        return ""
    beside = {key: value for key, value in node.items() if key not in ("$ref", *TEXTS) and not key.startswith("x-")}
    said = [f"{k} {', '.join(map(str, v)) if isinstance(v, list) else v}" for k, v in sorted(beside.items())]
    return f"beside $ref, without effect: {'; '.join(said)}" if said else ""


def _is_mere_type(document: Document, node: Node) -> bool:
    found = shape(document, node)
    return found.types is not None and found.types <= _SCALARS and found.enum is None and not found.objects


def category(found: Shape) -> str:
    """What kind of schema; two components under different names have to be of one kind to be the same."""
    if found.objects:
        return "object"
    if found.enum is not None:
        return "enum"
    if found.types is None:
        return "any"
    if found.types <= _SCALARS:
        return "scalar"
    return {frozenset({"array"}): "list", frozenset({"object"}): "map"}.get(found.types, "mixed")
