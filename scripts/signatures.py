"""What type checkers and editors see of the ``partial`` models: the stub ``partial.pyi``.

The Structs themselves have one type a field. A program, however, may pass more than it reads: a ``datetime`` where the
field is a time, a tuple for a list, the text of an enumeration for its member. So each field has the type that is read
and the type that is taken, and closed sets are spelled out, for an editor to complete.

Pure functions of the parsed description; `docs` also makes the docstrings of the Structs.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any, NamedTuple

from views import NULL, Node, data_tags, enum_names, event_tag, flatten, is_enum, target

HEAD = """
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, overload
from uuid import UUID

import msgspec

from mparticle_events_models import names
from mparticle_events_models.base import Event, Partial
"""
_WIDTH = 118
_PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "string": "str"}
_TAKEN = {"integer": ["int"], "number": ["float", "Decimal"], "boolean": ["bool"], "string": ["str", "UUID"]}
_FORMATS = {"epoch-ms": ["int", "datetime"], "decimal-text": ["int", "str"]}
_WORDS = {"integer": "integer", "number": "number", "boolean": "true or false", "string": "text", "array": "list"}
_ID = re.compile(r"id(entity|_\d+)?\Z")  # a UUID is passed as what identifies something, and as nothing else
_TEXTS = ["list[str]", "tuple[str, ...]", "set[str]", "frozenset[str]"]  # a text is a sequence of texts, too


class Field(NamedTuple):
    """A field as a program meets it; types without None, which each admits."""

    name: str
    reads: list[str]
    takes: list[str]
    doc: str
    lasting: bool
    """Whether what is read is what was put in, so that a checker may rely on an assignment."""


def stub(description: Node, constructors: dict[str, list[str]], signatures: dict[str, Any]) -> str:
    """The text of ``partial.pyi``."""
    schemas = description["components"]["schemas"]
    if unknown := sorted(signatures.keys() - schemas.keys()):
        raise ValueError(f"openapi/signatures.yaml: there is no schema {unknown[0]!r}")
    tags, enums = data_tags(description), enum_names(description)
    classes = [
        _class(name, fields(name, schemas, constructors), tags.get(name), enums.get(name, {}),
               signatures.get(name, {}), class_doc(name, schemas, constructors))
        for name in schemas
        if event_tag(schemas[name]) is None and "properties" in flatten(name, schemas)
    ]  # fmt: skip
    return "\n\n".join([HEAD.lstrip(), *classes])


def class_doc(name: str, schemas: Node, constructors: dict[str, list[str]]) -> str:
    """What a class is, and each of its fields with type, unit and limits."""
    flat = flatten(name, schemas)
    required = set(flat.get("required", ()))
    lines = [textwrap.fill(flat.get("description", name), _WIDTH - 4), "", "Fields:"]
    for field, node in _ordered(name, flat, constructors).items():
        facts = [_type_words(node, schemas), "required" if field in required else ""]
        text = f"{field}: {', '.join(filter(None, facts))}. {_described(node, schemas)}{_limits(node, schemas)}".strip()
        lines.append(textwrap.fill(text, _WIDTH - 4, initial_indent="    ", subsequent_indent="        "))
    return "\n".join(lines)


def fields(name: str, schemas: Node, constructors: dict[str, list[str]]) -> list[Field]:
    found = []
    for field, node in _ordered(name, flatten(name, schemas), constructors).items():
        reads, takes, lasting = _types(node, schemas)
        if not (_ID.search(field) or name == "UserIdentities"):
            takes = [kind for kind in takes if kind != "UUID"]
            lasting = lasting or reads == takes
        found.append(Field(field, reads, takes, _described(node, schemas) + _limits(node, schemas), lasting))
    return found


def _ordered(name: str, flat: Node, constructors: dict[str, list[str]]) -> Node:
    return {key: flat["properties"][key] for key in [*constructors.get(name, []), *flat["properties"]]}


def _resolved(node: Node, schemas: Node) -> Node:
    """A node without the reference in front of it, which a description may stand beside."""
    name = target(node)
    return {**flatten(name, schemas), **{k: v for k, v in node.items() if k != "$ref"}} if name else node


def _described(node: Node, schemas: Node) -> str:
    return str(node.get("description") or _resolved(node, schemas).get("description", ""))


# -- types ------------------------------------------------------------------------------------------------------------


def _types(node: Node, schemas: Node) -> tuple[list[str], list[str], bool]:
    """The types that are read and those that are taken; whether they are the same to a checker."""
    reads: list[str] = []
    takes: list[str] = []
    lasting = True
    for part in _parts(node):
        read, take, lasts = _part(part, schemas)
        reads += [kind for kind in read if kind not in reads]
        takes += [kind for kind in take if kind not in takes]
        lasting = lasting and lasts
    return reads, takes, lasting


def _parts(node: Node) -> list[Node]:
    return [part for part in node.get("oneOf") or node.get("anyOf") or [node] if part != NULL]


def _part(node: Node, schemas: Node) -> tuple[list[str], list[str], bool]:
    name = target(node)
    resolved = _resolved(node, schemas)
    if name and is_enum(resolved):
        known = [f"Literal[{', '.join(map(_quoted, resolved['enum']))}]"]
        return [f"names.{name}", *known], [f"names.{name}", *known], True
    if name and event_tag(schemas[name]) is not None:  # one kind of event, without its envelope, or in one
        data = str(target(schemas[name]["properties"]["data"]))
        return [data], [data, "msgspec.Struct", "Mapping[str, Any]"], True
    if name and "discriminator" in resolved:
        event = ["Event", "msgspec.Struct", "Mapping[str, Any]"]
        return ["Any"], event, False
    if name and "properties" in resolved:
        return [name], [name, "Mapping[str, Any]"], True
    if name and ("oneOf" in resolved or "anyOf" in resolved):
        return _types(resolved, schemas)
    kinds = resolved.get("type", [])
    kinds = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]
    if not kinds:
        return ["Any"], ["Any"], True
    reads, takes, lasting = [], [], True
    for kind in kinds:
        if kind == "array":
            read, take = _array(resolved, schemas)
        elif kind == "object":
            read, take = _map(resolved, schemas)
        else:
            read, take = [_PLAIN[kind]], _FORMATS.get(resolved.get("x-format", ""), _TAKEN[kind])
            if "x-known-values" in resolved and kind == "string":
                known = schemas[resolved["x-known-values"]]["enum"]
                take = [f"Literal[{', '.join(map(_quoted, known))}]", "str"]
        lasting = lasting and read == take
        reads, takes = [*reads, *read], [*takes, *take]
    return reads, takes, lasting


def _array(node: Node, schemas: Node) -> tuple[list[str], list[str]]:
    reads, takes, _ = _types(node.get("items", {}), schemas)
    if takes == _TAKEN["string"]:
        return ["list[str]", "Any"], _TEXTS
    return [f"list[{' | '.join(reads)}]", "Any"], [f"Sequence[{' | '.join(takes)}]"]


def _map(node: Node, schemas: Node) -> tuple[list[str], list[str]]:
    """What is in it is left open, unless it is an object: a checker would guess ``object`` for a mixed dict."""
    reads, takes, _ = _types(node.get("additionalProperties") or {}, schemas)
    if any(kind in schemas for kind in reads):
        return [f"dict[str, {' | '.join(reads)}]", "Any"], [f"Mapping[str, {' | '.join(takes)}]"]
    return ["dict[str, Any]", "Any"], ["Mapping[str, Any]"]


def _quoted(text: str) -> str:
    return f'"{text}"'


# -- words ------------------------------------------------------------------------------------------------------------


def _type_words(node: Node, schemas: Node) -> str:
    words = []
    for part in _parts(node):
        name, resolved = target(part), _resolved(part, schemas)
        kinds = resolved.get("type", [])
        if name and "properties" in resolved:
            words.append(name)
        elif name and ("oneOf" in resolved or "anyOf" in resolved) and "discriminator" not in resolved:
            words.append(_type_words({k: resolved[k] for k in ("oneOf", "anyOf") if k in resolved}, schemas))
        else:
            for kind in [kinds] if isinstance(kinds, str) else kinds:
                word = _kind_words(kind, resolved, schemas)
                words += [word] if word else []
    return " or ".join(dict.fromkeys(words)) or "any value"


def _kind_words(kind: str, node: Node, schemas: Node) -> str:
    if kind == "array":
        items = node.get("items", {})
        return "list of events" if "discriminator" in _resolved(items, schemas) else (
            f"list of {_type_words(items, schemas)}"
        )  # fmt: skip
    if kind == "object":
        values = node.get("additionalProperties")
        return f"mapping from text to {_type_words(values, schemas)}" if values else "mapping"
    words = {"epoch-ms": "milliseconds since 1970 or datetime", "uuid": "UUID as text", "ip": "IP address as text"}
    return words.get(node.get("x-format", ""), _WORDS.get(kind, ""))


def _limits(node: Node, schemas: Node) -> str:
    """The limits of a field as sentences."""
    said: list[str] = []
    for part in _parts(node):
        resolved = _resolved(part, schemas)
        name = target(part)
        if name and "properties" in resolved:
            continue
        for limit, unit in (("maxLength", "characters"), ("maxItems", "entries"), ("maxProperties", "entries")):
            if limit in resolved:
                said.append(f"At most {resolved[limit]} {unit}.")
        names = _resolved(resolved.get("propertyNames", {}), schemas)
        if "maxLength" in names:
            said.append(f"Names of at most {names['maxLength']} characters.")
        if is_enum(resolved):
            said.append(f"One of {', '.join(resolved['enum'])}.")
        if "x-known-values" in resolved:
            said.append(f"Such as {', '.join(schemas[resolved['x-known-values']]['enum'])}.")
    return "".join(f" {sentence}" for sentence in dict.fromkeys(said))


# -- text -------------------------------------------------------------------------------------------------------------


def _class(
    name: str, members: list[Field], tag: str | None, enums: dict[str, str], signature: dict[str, Any], doc: str
) -> str:
    lines = [f"class {name}({'Event' if tag else 'Partial'}):", _docstring(doc, 4)]
    if tag:
        lines.append(f'    event_type: ClassVar[Literal["{tag}"]]')
    lines += [f"    {nested} = names.{component}" for nested, component in enums.items()]
    lines += _init(members, signature)
    for field in members:
        lines += _member(field)
    return "\n".join(lines) + "\n"


def _init(members: list[Field], signature: dict[str, Any]) -> list[str]:
    by_name = {field.name: field for field in members}
    required = set(signature.get("required", ()))
    aliases = [by_name[field]._replace(name=alias) for alias, field in signature.get("alias", {}).items()]
    usual = [_parameter(field, required=field.name in required) for field in members]
    usual += ["*"]
    usual += [_parameter(alias) for alias in aliases]
    forms = [usual]
    for key in ("first", "first_member"):
        if first := signature.get(key, ()):
            takes = by_name[first[0]].takes
            decisive = by_name[first[0]]._replace(takes=takes[:1] if key == "first_member" else takes)
            rest = [by_name[name] for name in first[1:]]
            forms.insert(0, [
                _parameter(decisive, required=True),
                *(_parameter(field, required=field.name in required) for field in rest), "*",
                *(_parameter(field) for field in members if field.name not in first),
            ])  # fmt: skip
    lines: list[str] = []
    for parameters in forms:
        lines += ["    @overload"] if len(forms) > 1 else []
        lines.append("    def __init__(")
        lines += [
            f"        {part}," for part in ("self", *parameters, "additional_properties: dict[str, Any] | None = None")
        ]
        lines.append("    ) -> None: ...")
    return lines


def _parameter(field: Field, *, required: bool = False) -> str:
    return f"{field.name}: {_union(field.takes, none=not required)}" + ("" if required else " = None")


def _member(field: Field) -> list[str]:
    """A plain attribute where a checker may rely on what was assigned, else a property with a type for each way."""
    if field.lasting or field.reads == ["Any"]:
        doc = [_docstring(field.doc, 4)]
        return [f"    {field.name}: {_union(field.reads)}", *doc]
    return [
        "    @property",
        f"    def {field.name}(self) -> {_union(field.reads, none='Any' not in field.reads)}:",
        _docstring(field.doc, 8),
        f"    @{field.name}.setter",
        f"    def {field.name}(self, value: {_union(field.takes)}) -> None: ...",
    ]


def _union(kinds: list[str], *, none: bool = True) -> str:
    return " | ".join([*kinds, "None"] if none and kinds != ["Any"] else kinds)


def _docstring(text: str, indent: int) -> str:
    pad = " " * indent
    wrapped = text if "\n" in text else textwrap.fill(text, _WIDTH - indent)
    end = f"\n{pad}" if "\n" in wrapped else ""
    return f'{pad}"""' + textwrap.indent(wrapped.replace("\\", "\\\\"), pad).lstrip() + f'{end}"""'
