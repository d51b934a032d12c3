"""Check ``openapi/``: ``make lint``, and before every generation.

Every finding is one line, ``openapi/events.yaml:467: components.schemas.Batch.properties.ip: ...``, and all of them are
reported at once. The exit code is 1 if there is one.

The description has to be OpenAPI 3.1, to keep to the part of JSON Schema that ``mparticle_facade/codec/report.py``
understands (it would not check any other rule), and to have what good code and a good reference need: descriptions,
units, correct examples, complete event types.
"""

from __future__ import annotations

import difflib
import json
import keyword
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.schemas import openapi_v31_schema_validator

from description import Finding, Place, Source, members, read, types, unit_problem
from reference import decisions
from views import INT64, NULL, REF, Node, flatten, target

OPENAPI = Path(__file__).resolve().parent.parent / "openapi"
SCHEMAS: Place = ("components", "schemas")

# -- what may stand in a schema ---------------------------------------------------------------------------------------

_TYPES = {"string", "integer", "number", "boolean", "array", "object", "null"}
_BOUNDS = {"int32": (-(2**31), 2**31 - 1), "int64": INT64}
_MAPPING = (lambda v: isinstance(v, dict), "a mapping")
_LIST = (lambda v: isinstance(v, list) and bool(v), "a list that is not empty")
_TEXTS = (
    lambda v: isinstance(v, list) and v and all(isinstance(i, str) for i in v) and len(set(v)) == len(v),
    "a list of different texts",
)
_COUNT = (lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0, "a whole number, 0 or more")
_NUMBER = (lambda v: isinstance(v, int | float) and not isinstance(v, bool), "a number")
_TEXT = (lambda v: isinstance(v, str) and bool(v.strip()), "a text")
_TRUE = (lambda v: v is True, "true, or left out")

KEYWORDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "$ref": _TEXT,
    "additionalProperties": _MAPPING,
    "allOf": _LIST,
    "anyOf": _LIST,
    "const": _TEXT,
    "deprecated": _TRUE,
    "description": _TEXT,
    "discriminator": (
        lambda v: isinstance(v, dict) and v.get("propertyName") == "event_type" and isinstance(v.get("mapping"), dict),
        "a mapping with propertyName: event_type and a mapping",
    ),
    "enum": _TEXTS,
    "examples": _LIST,
    "format": (lambda v: str(v) in _BOUNDS, f"one of {', '.join(_BOUNDS)}"),
    "items": _MAPPING,
    "maxItems": _COUNT,
    "maxLength": _COUNT,
    "maxProperties": _COUNT,
    "maximum": _NUMBER,
    "minItems": _COUNT,
    "minimum": _NUMBER,
    "oneOf": _LIST,
    "properties": _MAPPING,
    "propertyNames": _MAPPING,
    "readOnly": _TRUE,
    "required": _TEXTS,
    "type": (
        lambda v: v in _TYPES if isinstance(v, str) else _TEXTS[0](v) and set(v) <= _TYPES,
        "a JSON type or a list of them",
    ),
}
"""The keywords that `mparticle_facade.codec.report` understands or may ignore, with their legal values."""

_HINTS = {"nullable": ': write type: [..., "null"]', "example": ": write examples, a list", "title": ""}
_APPLIES = {
    "format": {"integer"}, "items": {"array"}, "maxItems": {"array"}, "minItems": {"array"}, "maxLength": {"string"},
    "minimum": {"integer", "number"}, "maximum": {"integer", "number"}, "enum": {"string"},
    "properties": {"object"}, "additionalProperties": {"object"}, "propertyNames": {"object"},
    "maxProperties": {"object"},
}  # fmt: skip
_ANNOTATIONS = {"description", "deprecated", "readOnly", "examples"}
_FORMATS = {"epoch-ms": "integer", "decimal-text": "integer", "uuid": "string", "ip": "string"}
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_EXTENSIONS = ("x-advised-entries", "x-format", "x-known-values", "x-pod", "x-recommended", "x-tolerated")
# What the classes of the models have already.
_TAKEN = {
    "add_event", "additional_properties", "from_dict", "from_json", "to_dict", "to_json", "to_str", "validate",
}  # fmt: skip
_UNSAFE = re.compile(r'"""|\'\'\'|\\|"\s*\Z|[\x00-\x08\x0b-\x1f\x7f]')


def main() -> int:
    try:
        findings = lint(OPENAPI)
    except OSError as error:
        print(error)
        return 1
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def lint(openapi: Path) -> list[Finding]:
    """Everything that is wrong with a directory like ``openapi/``, in the order of the lines."""
    source, constructors = (
        read((openapi / name).read_bytes(), f"{openapi.name}/{name}") for name in ("events.yaml", "constructors.yaml")
    )
    if isinstance(source.tree, dict):
        lint = _Lint(source)
        lint.everything()
        if not lint.broken:
            _constructors(constructors, lint)
    elif not source.findings:
        source.note((), "holds no OpenAPI description")
    decided = _decisions((openapi / "DECISIONS.md").read_text("utf-8"), f"{openapi.name}/DECISIONS.md")
    found = dict.fromkeys([*source.findings, *constructors.findings, *decided])
    return sorted(found, key=lambda finding: (finding.file != source.file, finding.file, finding.line))


class _Lint:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.tree: Node = source.tree
        self.note = source.note
        self.broken = False
        """Whether something is so wrong that what reads several places together makes no sense."""
        self.standard()
        self.references()
        for place, node in self.media():
            node["schema"] = self.sound((*place, "schema"), node["schema"])
        schemas = _mapping(_mapping(self.tree.get("components")).get("schemas"))
        self.schemas: Node = {name: self.sound((*SCHEMAS, name), schema) for name, schema in schemas.items()}
        self.bodies = {target(node["schema"]) for _, node in self.media()}

    def wrong(self, place: Place, message: str) -> None:
        self.broken = True
        self.note(place, message)

    def everything(self) -> None:
        for place, node in self.media():
            self.schema((*place, "schema"), node["schema"])
        for name in self.schemas:
            self.component(name)
        self.texts()
        self.servers()
        self.operations()
        self.extensions()
        self.events()
        if not self.broken:
            for message in _standard_across(self.tree):
                self.note(("paths",), message)
            self.examples()

    # -- OpenAPI ------------------------------------------------------------------------------------------------------

    def standard(self) -> None:
        for error in openapi_v31_schema_validator.iter_errors(self.tree):
            self.wrong(tuple(map(str, error.absolute_path)), _short(error.message))

    def references(self) -> None:
        used = {"EventType"}
        for place, node in _mappings(self.tree):
            for below, ref in _refs(node):
                problem = _unresolved(ref, self.tree)
                if problem:
                    self.wrong((*place, *below), problem)
            used |= {str(node.get("$ref")).removeprefix(REF), str(node.get("x-known-values"))}
        for name in _mapping(_mapping(self.tree.get("components")).get("schemas")).keys() - used:
            self.note((*SCHEMAS, name), "is used nowhere: no $ref and no x-known-values names it")

    def media(self) -> Iterator[tuple[Place, Node]]:
        """Whatever has a schema outside the component schemas: bodies, headers, parameters."""
        for place, node in _mappings(self.tree):
            if place[:2] != SCHEMAS and isinstance(node.get("schema"), dict):
                yield place, node

    def operations(self) -> None:
        for path, item in _mapping(self.tree.get("paths")).items():
            for method, operation in _mapping(item).items():
                place: Place = ("paths", path, method)
                if method not in _METHODS or not isinstance(operation, dict):
                    self.wrong(place, "is no operation; write what operations share in each of them")
                    continue
                for key in ("operationId", "summary", "description"):
                    if not _TEXT[0](operation.get(key)):
                        self.wrong(place, f"has no {key}")
                declared = [_mapping(tag).get("name") for tag in _sequence(self.tree.get("tags"))]
                tags = _sequence(operation.get("tags"))
                if len(tags) != 1 or tags[0] not in declared:
                    self.wrong(place, f"needs one tag, of {', '.join(map(str, declared))}: it names the module")
                body = _mapping(operation.get("requestBody"))
                if body and "schema" not in _mapping(_mapping(body.get("content")).get("application/json")):
                    self.note((*place, "requestBody"), "has no content.application/json.schema")
        for place, node in self.media():
            if place[-2:-1] in (("headers",), ("parameters",)):
                self.described(place, node)
                problem = unit_problem(place[-1], {**node["schema"], **node}, self.schemas)
                if problem:
                    self.note(place, problem)

    def servers(self) -> None:
        servers = _sequence(self.tree.get("servers"))
        if not servers:
            self.wrong((), "has no servers")
        for index, server in enumerate(servers):
            if "x-pod" not in _mapping(server):
                self.wrong(("servers", str(index)), "has no x-pod")

    def described(self, place: Place, node: Node) -> None:
        if "description" not in node:
            self.note(place, "has no description")

    # -- schemas ------------------------------------------------------------------------------------------------------

    def sound(self, place: Place, schema: Any) -> Node:
        """The schema without unknown keywords and illegal values, so that the other checks can rely on it."""
        if not isinstance(schema, dict):
            self.wrong(place, "must be a mapping: a schema")
            return {}
        kept: Node = {}
        for key, value in schema.items():
            legal, expected = KEYWORDS.get(key, (None, ""))
            if key.startswith("x-"):
                kept[key] = value
            elif legal is None:
                self.wrong((*place, key), f"is no keyword that the validation understands{_HINTS.get(key, _near(key))}")
            elif not legal(value):
                self.wrong((*place, key), f"must be {expected}, not {_short(json.dumps(value, default=str))}")
            elif key in ("items", "additionalProperties", "propertyNames"):
                kept[key] = self.sound((*place, key), value)
            elif key in ("oneOf", "anyOf", "allOf"):
                kept[key] = [self.sound((*place, key, str(index)), item) for index, item in enumerate(value)]
            elif key == "properties":
                kept[key] = {name: self.sound((*place, key, name), node) for name, node in value.items()}
            else:
                kept[key] = value
        return kept

    def schema(self, place: Place, schema: Node, *, component: bool = False, part: bool = False) -> None:
        """A schema and those inside it."""
        self.combination(place, schema, component=component, part=part)
        for key in ("items", "additionalProperties", "propertyNames"):
            if key in schema:
                self.schema((*place, key), schema[key])
        for key in ("oneOf", "anyOf", "allOf"):
            for index, item in enumerate(schema.get(key, ())):
                self.schema((*place, key, str(index)), item, part=key == "allOf")
        for name, node in schema.get("properties", {}).items():
            self.schema((*place, "properties", name), node)
            self.field((*place, "properties", name), name, node, schema.get("required", []))

    def combination(self, place: Place, schema: Node, *, component: bool, part: bool) -> None:
        """Keywords that are fine alone, but not together or not here."""
        declared = set(types(schema))
        free = {key for key in schema if key.startswith("x-")} | _ANNOTATIONS
        alone = next((key for key in ("$ref", "oneOf", "anyOf") if key in schema), None)
        for key in schema.keys() - free - {alone, "discriminator"} if alone else ():
            self.wrong((*place, key), f"stands beside {alone}, where the validation does not look")
        if alone == "$ref" and "/" in (target(schema) or "/"):
            self.wrong((*place, "$ref"), f"must be {REF} and the name of a component")
        for key in schema.keys() & _APPLIES.keys() if not alone else ():
            if not declared & _APPLIES[key]:
                self.wrong((*place, key), f"does nothing without type: {' or '.join(sorted(_APPLIES[key]))}")
        if (component or place[-2] == "properties") and not (alone or "allOf" in schema or declared - {"null"}):
            self.wrong(place, "has no type")
        if "array" in declared and "items" not in schema:
            self.wrong(place, "is a list without items")
        if declared == {"object"} and not part and not schema.keys() & {"properties", "additionalProperties"}:
            self.wrong(place, "is an object without properties or additionalProperties")
        bounds = [schema[key] for key in ("minimum", "maximum") if key in schema]
        if len(bounds) == 1:
            self.wrong(place, "needs both minimum and maximum: the validation reads them together")
        width = _BOUNDS.get(schema.get("format", ""))
        if width and (len(bounds) < 2 or not width[0] <= bounds[0] <= bounds[1] <= width[1]):
            self.wrong((*place, "format"), f"needs a minimum and a maximum between {width[0]} and {width[1]}")
        if "minItems" in schema and not (component and place[-1] in self.bodies):
            self.wrong((*place, "minItems"), "is checked for the body of a request only")
        if "allOf" in schema and not component:
            self.wrong((*place, "allOf"), "is understood in components only: give this schema a name")
        if "enum" in schema and not component:
            self.wrong((*place, "enum"), "belongs in a component: generators need a name for it")
        if "properties" in schema and not (component or part):
            self.wrong((*place, "properties"), "belong in a component: generators need a name for it")
        if alone in ("oneOf", "anyOf") and "discriminator" not in schema:
            self.union((*place, alone), members(schema))

    def union(self, place: Place, union: list[Any]) -> None:
        """The validation picks the member by the JSON type of the value, and looks one level deep."""
        taken: set[str] = set()
        for index, member in enumerate(union):
            name = target(member)
            resolved = self.schemas.get(name, {}) if name else member
            if members(resolved):
                self.wrong((*place, str(index)), "is a union inside a union, which the validation does not see")
            kinds = set(types(resolved)) or ({"object"} if "allOf" in resolved else set())
            for kind in sorted(kinds & taken):
                self.wrong((*place, str(index)), f"is the second member of type {kind}; the validation stops at one")
            taken |= kinds

    def component(self, name: str) -> None:
        schema, place = self.schemas[name], (*SCHEMAS, name)
        self.schema(place, schema, component=True)
        self.described(place, schema)
        if not re.match(r"[A-Z][A-Za-z0-9]*\Z", name):
            self.note(place, "must be named LikeThis: it becomes a class")
        twin = next((other for other in self.schemas if other != name and _plain(other) == _plain(name)), None)
        if twin:
            self.wrong(place, f"has the name of {twin}, but for upper and lower case")
        parts = schema.get("allOf", ())
        if sum(target(part) is not None for part in parts) > 1:
            self.wrong((*place, "allOf"), "has more than one $ref, but a class can have one base only")
        fields = self.fields(name, place, ())
        for part in (schema, *parts):
            for field in part.get("required", ()):
                if field not in fields:
                    self.wrong((*place, "required"), f'names "{field}", which is no property{_near(field, fields)}')
        self.values(place, schema)

    def values(self, place: Place, schema: Node) -> None:
        """Each value of an enumeration is described, and has a name of its own in Python."""
        described = set(re.findall(r"^- `([^`]*)`: ", schema.get("description", ""), re.MULTILINE))
        values = schema.get("enum", [])
        for value in values:
            if value not in described:
                self.note(place, f"does not say what the value is for: - `{value}`: ...")
            twin = next((other for other in values if other != value and _plain(other) == _plain(value)), None)
            if twin is not None:
                self.wrong((*place, "enum", str(values.index(value))), f"{value} has the name of {twin} in Python")
        for value in sorted(described.difference(values)):
            self.note(place, f"describes `{value}`, which is not a value{_near(value, values)}")

    def fields(self, name: str, place: Place, above: Place) -> set[str]:
        """The names of a component's fields, those of its ``allOf`` parts included."""
        if name in above:
            self.wrong(place, "is a part of itself")
            return set()
        schema = self.schemas.get(name, {})
        found = set(schema.get("properties", ()))
        for part in schema.get("allOf", ()):
            base = target(part)
            more = self.fields(base, place, (*above, name)) if base else set(part.get("properties", ()))
            for field in sorted(found & more):
                self.wrong(place, f"has {field} twice: in two of its parts")
            found |= more
        return found

    def field(self, place: Place, name: str, node: Node, required: list[Any]) -> None:
        self.described(place, node)
        taken = name in _TAKEN or (name == "event_type" and "allOf" in place)
        if taken or not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
            self.note(place, "can't be the name of a Python attribute, or is taken in the generated classes")
        if name in required and (node.get("x-recommended") or node.get("readOnly")):
            self.note(place, "is required, so x-recommended and readOnly make no sense")
        problem = unit_problem(name, node, self.schemas)
        if problem:
            self.note(place, problem)

    # -- texts and extensions -----------------------------------------------------------------------------------------

    def texts(self) -> None:
        for place, node in _mappings(self.tree):
            for key in ("description", "summary"):
                unsafe = _UNSAFE.search(text) if isinstance(text := node.get(key), str) else None
                if unsafe:
                    self.note((*place, key), f"can't stand in a docstring: {json.dumps(unsafe.group())}")

    def extensions(self) -> None:
        for place, node in _mappings(self.tree):
            for key, value in node.items():
                problem = self.extension(place, key, value, node) if key.startswith("x-") else None
                if problem and place[-1:] != ("properties",):
                    self.note((*place, key), problem)

    def extension(self, place: Place, key: str, value: Any, node: Node) -> str | None:
        if key not in _EXTENSIONS:
            return f"is an extension that nothing reads{_near(key, _EXTENSIONS)}"
        if key == "x-pod":
            return None if place[:1] == ("servers",) and _TEXT[0](value) else "must name the pod of a server"
        if key == "x-advised-entries":
            return None if _COUNT[0](value) and "object" in types(node) else "must be a whole number, on an object"
        if key == "x-tolerated":
            return None if _TEXTS[0](value) and "enum" in node else "must be a list of texts, beside an enum"
        if place[-2:-1] != ("properties",):
            return "belongs to a property"
        if key == "x-recommended":
            return None if value is True else "must be true, or left out"
        if key == "x-known-values":
            known = [name for name, schema in self.schemas.items() if "enum" in schema]
            return None if value in known else f"must name a component with an enum{_near(value, known)}"
        if str(value) not in _FORMATS:
            return f"must be one of {', '.join(_FORMATS)}{_near(value, _FORMATS)}"
        return None if _FORMATS[value] in types(node) else f"{value} needs type: {_FORMATS[value]}"

    # -- events -------------------------------------------------------------------------------------------------------

    def events(self) -> None:
        """An event type is complete: envelope, data, ``Event.oneOf``, its mapping, ``EventType``."""
        union = self.schemas.get("Event", {})
        listed = [target(member) for member in union.get("oneOf", ())]
        mapping: Node = union.get("discriminator", {}).get("mapping", {})
        named: list[str] = self.schemas.get("EventType", {}).get("enum", [])
        tags: dict[str, str] = {}
        for name, schema in self.schemas.items():
            place, properties = (*SCHEMAS, name), schema.get("properties", {})
            if "event_type" not in properties:
                continue
            tag = properties["event_type"].get("const")
            if tag is None:
                self.wrong((*place, "properties", "event_type"), "needs const: the tag of the event")
                continue
            if tag in tags:
                self.wrong((*place, "properties", "event_type"), f"has the tag of {tags[tag]}")
            tags[tag] = name
            if not name.endswith("Event") or target(properties.get("data")) != f"{name}Data":
                self.wrong(place, f"must be named XEvent, and its data must be a $ref to {name}Data")
            elif {"$ref": f"{REF}CommonEventData"} not in self.schemas.get(f"{name}Data", {}).get("allOf", ()):
                self.note((*SCHEMAS, f"{name}Data"), f"must have allOf with a $ref to {REF}CommonEventData")
            if not {"event_type", "data"} <= set(schema.get("required", ())):
                self.note(place, "must require event_type and data")
            if name not in listed:
                self.wrong(place, "is an event, but not in the oneOf of Event")
            if mapping.get(tag) != f"{REF}{name}":
                self.wrong(place, f'is an event, but not in the mapping of Event: {tag}: "{REF}{name}"')
            if tag not in named:
                self.wrong(place, f"is an event, but {tag} is not a value of EventType")
        for index, listed_name in enumerate(listed):
            if listed_name not in tags.values():
                self.wrong((*SCHEMAS, "Event", "oneOf", str(index)), "is no event: it has no event_type with a const")
        for tag in mapping.keys() - tags.keys():
            self.wrong((*SCHEMAS, "Event", "discriminator", "mapping", tag), "is the tag of no event")
        for index, value in enumerate(named):
            if value not in tags:
                self.wrong((*SCHEMAS, "EventType", "enum", str(index)), f"{value} is the tag of no event")

    # -- examples -----------------------------------------------------------------------------------------------------

    def examples(self) -> None:
        strict = {"components": {"schemas": {name: _strict(flatten(name, self.schemas)) for name in self.schemas}}}
        for place, schema, value in self.all_examples():
            validator = jsonschema_rs.Draft202012Validator({**strict, **_strict(schema)}, validate_formats=False)
            for error in validator.iter_errors(value):
                self.note((*place, *map(str, error.instance_path)), f"is a wrong example: {_short(error.message)}")

    def all_examples(self) -> Iterator[tuple[Place, Node, Any]]:
        for place, node in self.media():
            if "example" in node:
                yield (*place, "example"), node["schema"], node["example"]
            for name, example in _mapping(node.get("examples")).items():
                if "value" in _mapping(example):
                    yield (*place, "examples", name, "value"), node["schema"], example["value"]
        for place, node in _mappings(self.tree):
            if place[:2] == SCHEMAS and isinstance(node.get("examples"), list):
                schema = {"$ref": REF + place[2]} if len(place) == 3 else node
                for index, value in enumerate(node["examples"]):
                    yield (*place, "examples", str(index)), schema, value


def _strict(schema: Any) -> Any:
    """The schema that an example must match: no unknown fields, and unions that lead an error to its place."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _strict(value) for key, value in schema.items() if key != "examples"}
    if "discriminator" in plain:
        tags = plain.pop("discriminator")["mapping"]
        del plain["oneOf"]
        has = {tag: {"properties": {"event_type": {"const": tag}}} for tag in tags}
        plain |= {"type": "object", "required": ["event_type"], "properties": {"event_type": {"enum": list(tags)}}}
        return plain | {"allOf": [{"if": has[tag], "then": {"$ref": ref}} for tag, ref in tags.items()]}
    if len(plain.get("oneOf", ())) == 2 and NULL in plain["oneOf"]:
        (other,) = (member for member in plain.pop("oneOf") if member != NULL)
        return plain | {"if": NULL, "else": other}
    if "properties" in plain and isinstance(plain["properties"], dict) and "object" in types(plain):
        plain.setdefault("additionalProperties", False)
    return plain


def _standard_across(tree: Node) -> Iterable[str]:
    """What OpenAPI says about several places together, such as unique operation ids."""
    return dict.fromkeys(_short(error.message) for error in OpenAPIV31SpecValidator(tree).iter_errors())


def _constructors(source: Source, lint: _Lint) -> None:
    """The positional arguments are those of schemas and fields that there are."""
    if not isinstance(source.tree, dict) and not source.findings:
        source.note((), "must be a mapping from schemas to lists of fields")
    for name, order in _mapping(source.tree).items():
        if name not in lint.schemas or not isinstance(order, list):
            known = name in lint.schemas
            source.note((name,), "must be a list of fields" if known else f"is no schema{_near(name, lint.schemas)}")
            continue
        fields = lint.fields(name, (), ())
        for index, field in enumerate(map(str, order)):
            if field not in fields:
                source.note((name, str(index)), f'"{field}" is no field of {name}{_near(field, fields)}')
            elif field in order[:index]:
                source.note((name, str(index)), f'"{field}" stands twice')


def _decisions(text: str, file: str) -> Iterator[Finding]:
    """The rows of DECISIONS.md can be read by the reference."""
    seen: set[str] = set()
    for decision in decisions(text):
        if decision.id in seen or not decision.places:
            problem = "stands twice" if decision.id in seen else "names no place: `Schema.field`"
            yield Finding(file, decision.line, (decision.id,), problem)
        seen.add(decision.id)


# -- the tree ---------------------------------------------------------------------------------------------------------


def _mapping(value: Any) -> Node:
    return value if isinstance(value, dict) else {}


def _sequence(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(tree: Any, place: Place = ()) -> Iterator[tuple[Place, Node]]:
    """Every mapping of a description with its place, without the values of examples."""
    if isinstance(tree, dict):
        yield place, tree
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if key not in ("example", "examples", "const", "enum") or place[-1:] == ("properties",):
            yield from _mappings(value, (*place, str(key)))


def _refs(node: Node) -> Iterator[tuple[Place, str]]:
    if isinstance(node.get("$ref"), str):
        yield ("$ref",), node["$ref"]
    for tag, ref in _mapping(_mapping(node.get("discriminator")).get("mapping")).items():
        yield ("discriminator", "mapping", tag), str(ref)


def _unresolved(ref: str, tree: Node) -> str | None:
    """Why a reference leads nowhere."""
    start, *parts = ref.split("/")
    node: Any = tree
    for part in parts:
        key = part.replace("~1", "/").replace("~0", "~")
        if key not in _mapping(node):
            return f"{ref} is nowhere{_near(key, _mapping(node))}"
        node = node[key]
    return None if start == "#" and parts else f"{ref} must begin with #/"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _near(name: Any, known: Iterable[str] = tuple(KEYWORDS)) -> str:
    near = difflib.get_close_matches(str(name), list(map(str, known)), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _short(message: str) -> str:
    line = message.strip().splitlines()[0] if message.strip() else "is wrong"
    return line if len(line) <= 160 else f"{line[:100]} ... {line[-50:]}"


if __name__ == "__main__":
    sys.exit(main())
