"""Writes ``generated/REFERENCE.md``: every operation, model and field of the description on one page.

A field is linked to its type, and to the rows of ``openapi/DECISIONS.md`` that are about it. A pure function of the two
files: the same input gives the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from description import EPOCH, members, type_text, unit, variants
from views import Node, event_tag, is_enum, nodes, pods, target

DECISIONS = "../openapi/DECISIONS.md"
FACTS = "../openapi/FACTS.md"
_FORMATS = {"decimal-text": "also as decimal text", "uuid": "UUID", "ip": "IP address"}
_BITS = {"int32": "32 bits", "int64": "64 bits"}
_MOST = {"maxLength": "{} characters", "maxItems": "{} entries", "maxProperties": "{} entries"}


@dataclass(frozen=True)
class Decision:
    """A row of ``DECISIONS.md``."""

    id: str
    places: tuple[str, ...]
    line: int

    def about(self, subject: str) -> bool:
        """Whether a place of the row is the subject, or inside it."""
        return any(_about(place, subject) for place in self.places)

    @property
    def general(self) -> bool:
        """Whether the row is about every schema."""
        return all(place.startswith("*.") for place in self.places)


def decisions(text: str) -> list[Decision]:
    """The rows of the tables of ``DECISIONS.md``, by their columns ``id`` and ``place``."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells and re.fullmatch(r"E-\d+", cells[0]):
            found.append(Decision(cells[0], tuple(re.findall(r"`([^`]+)`", cells[1])), number))
    return found


def _about(place: str, subject: str) -> bool:
    depth = subject.count(".") + 1
    segments = place.split(".")
    if len(segments) < depth:
        return False
    pattern = ".".join(segments[:depth])
    if "*" not in pattern:
        return pattern == subject
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), subject) is not None


def reference(description: Node, decided: str, header: str) -> str:
    """The page."""
    return "\n".join(_Page(description, decisions(decided)).lines(header)).rstrip() + "\n"


class _Page:
    def __init__(self, description: Node, decided: list[Decision]) -> None:
        self.description = description
        self.schemas: Node = description["components"]["schemas"]
        self.all_decided = decided
        self.decided = [decision for decision in decided if not decision.general]
        self.cited: set[str] = set()

    def lines(self, header: str) -> Iterator[str]:
        envelopes = {name: tag for name, schema in self.schemas.items() if (tag := event_tag(schema))}
        objects = [name for name, schema in self.schemas.items() if "allOf" in schema or self.fields(name)]
        enums = [name for name, schema in self.schemas.items() if is_enum(schema)]
        closed = [name for name in enums if name == "EventType" or any(target(n) == name for n in nodes(self.schemas))]
        groups = {
            "Models": [name for name in objects if name not in envelopes],
            "Event envelopes": list(envelopes),
            "Maps, lists and values": [name for name in self.schemas if name not in enums and name not in objects],
            "Closed sets": closed,
            "Open sets": [name for name in enums if name not in closed],
        }
        operations = list(self.operations())
        body = [
            "## Servers", "", *self.servers(),
            "## Operations", "", *(line for _, lines in operations for line in lines),
            "## Responses", "", *self.responses(),
            "## Event types", "", *self.event_types(envelopes),
        ]  # fmt: skip
        for title, names in groups.items():
            body += [f"## {title}", "", *_INTRODUCTIONS.get(title, ())]
            for name in names:
                body += self.component(name)
        body += ["## Decisions about everything", "", *self.rest()]
        yield from (f"<!-- {header} -->", "", f"# Reference: {self.description['info']['title']}", "")
        yield from (*_INTRODUCTION.splitlines(), "", "## Contents", "", "* [Servers](#servers)")
        yield "* [Operations](#operations): " + ", ".join(_link(name) for name, _ in operations)
        yield from ("* [Responses](#responses)", "* [Event types](#event-types)")
        for title, names in groups.items():
            yield f"* [{title}](#{_anchor(title)}): " + ", ".join(map(_link, names))
        yield from ("* [Decisions about everything](#decisions-about-everything)", "", *body)
        yield from (f"[{d.id}]: {DECISIONS}?plain=1#L{d.line}" for d in self.all_decided)

    # -- decisions ----------------------------------------------------------------------------------------------------

    def cite(self, *subjects: str) -> str:
        """The decisions about some places, as links."""
        found = [decision.id for decision in self.decided if any(map(decision.about, subjects))]
        self.cited.update(found)
        return ", ".join(f"[{id}]" for id in found)

    def rest(self) -> Iterator[str]:
        yield "These hold for every schema, or for no single place of this page:"
        yield from ("", ", ".join(f"[{d.id}]" for d in self.all_decided if d.id not in self.cited) + ".", "")

    # -- transport ----------------------------------------------------------------------------------------------------

    def servers(self) -> Iterator[str]:
        said = {server["url"]: server.get("description", "") for server in reversed(self.description["servers"])}
        rows = [(f"`{pod}`", f"`{url}`", said[url]) for pod, url in pods(self.description).items()]
        yield from _table(("pod", "base URL", "description"), rows)
        yield from (f"Decisions: {self.cite('servers', 'components.securitySchemes')}.", "")

    def operations(self) -> Iterator[tuple[str, list[str]]]:
        for path, item in self.description["paths"].items():
            for method, operation in item.items():
                yield operation["operationId"], list(self.operation(path, method, operation))

    def operation(self, path: str, method: str, operation: Node) -> Iterator[str]:
        yield from (f"### {operation['operationId']}", "", f"`{method.upper()} {path}`: {operation['summary']}.", "")
        yield from (operation["description"].strip(), "")
        body = operation.get("requestBody", {})
        for media, content in body.get("content", {}).items():
            need = "required" if body.get("required") else "optional"
            yield f"Body ({need}, `{media}`): {type_text(content['schema'], _link)}. \\"
        alone = len(self.description["paths"][path]) == 1
        place = f"paths.{path}" if alone else f"paths.{path}.{method}"
        yield from (f"Decisions: {self.cite(place)}.", "")
        yield from _table(
            ("status", "answer", "description"),
            (
                (f"`{code}`", f"[{name}](#responses)" if name else "", self.resolve(response)["description"])
                for code, response in operation["responses"].items()
                for name in [_name(response)]
            ),
        )

    def resolve(self, node: Node) -> Node:
        """What a ``$ref`` to a component stands for."""
        found = self.description
        for part in node.get("$ref", "#").split("/")[1:]:
            found = found[part]
        return found if "$ref" in node else node

    def responses(self) -> Iterator[str]:
        components = self.description["components"]
        yield from _table(
            ("answer", "headers", "body", "decisions"),
            (
                (
                    name,
                    ", ".join(f"`{key}` ({_name(header)})" for key, header in response.get("headers", {}).items()),
                    ", ".join(type_text(c["schema"], _link) for c in response.get("content", {}).values()),
                    self.cite(f"components.responses.{name}"),
                )
                for name, response in components.get("responses", {}).items()
            ),
        )
        yield from _table(
            ("header", "type", "description", "decisions"),
            (
                (name, type_text(node["schema"]), node["description"], self.cite(f"components.headers.{name}"))
                for name, node in components.get("headers", {}).items()
            ),
        )

    # -- schemas ------------------------------------------------------------------------------------------------------

    def event_types(self, envelopes: dict[str, str]) -> Iterator[str]:
        data = {name: target(self.schemas[name]["properties"]["data"]) or "" for name in envelopes}
        yield from _table(
            ("`event_type`", "data", "required in it", "description"),
            (
                (f"`{tag}`", _link(data[name]), _codes(self.required(data[name])), self.schemas[name]["description"])
                for name, tag in envelopes.items()
            ),
        )

    def own(self, name: str) -> list[Node]:
        """The parts of a schema that are written in it, not referred to."""
        schema = self.schemas[name]
        return [part for part in (schema, *schema.get("allOf", ())) if target(part) is None]

    def fields(self, name: str) -> dict[str, Node]:
        return {field: node for part in self.own(name) for field, node in part.get("properties", {}).items()}

    def required(self, name: str) -> list[str]:
        return [field for part in self.own(name) for field in part.get("required", ())]

    def component(self, name: str) -> Iterator[str]:
        schema = self.schemas[name]
        text = schema["description"].strip()
        values = re.findall(r"^- `([^`]*)`: (.*(?:\n  .*)*)", text, re.MULTILINE) if is_enum(schema) else []
        yield from (f"### {name}", "")
        yield from ((text.partition("\n- `")[0] if values else text).strip(), "")
        if schema.get("deprecated"):
            yield from ("**Deprecated.**", "")
        fields = self.fields(name)
        gone = [d for d in self.decided if d.about(name) and not any(d.about(f"{name}.{field}") for field in fields)]
        self.cited.update(decision.id for decision in gone)
        notes = {
            "Type": "" if fields or "allOf" in schema or is_enum(schema) else self.shape(schema),
            "Has also the fields of": ", ".join(_link(t) for part in schema.get("allOf", ()) if (t := target(part))),
            "Used in": ", ".join(self.users(name)),
            "Decisions": ", ".join(f"[{decision.id}]" for decision in gone),
        }
        lines = [f"{title}: {note}." for title, note in notes.items() if note]
        yield from (" \\\n".join(lines), "") if lines else ()
        if values:
            yield from _table(("value", "meaning"), ((f"`{value}`", meaning) for value, meaning in values))
        if fields:
            titles = ("field", "type", "required", "unit, limits", "description", "decisions")
            yield from _table(titles, (self.field(name, field, node) for field, node in fields.items()))

    def field(self, name: str, field: str, node: Node) -> tuple[str, ...]:
        known = node.get("x-known-values")
        kind = type_text(node, _link) + (f"; known values: {_link(known)}" if known else "")
        need = "yes" if field in self.required(name) else "recommended" if node.get("x-recommended") else ""
        marks = "".join(
            f"**{mark}.** " for key, mark in (("readOnly", "Read-only"), ("deprecated", "Deprecated")) if node.get(key)
        )
        said = unit(node)
        limits = [said if said != EPOCH else "milliseconds since 1970"] if said else []
        form = node.get("x-format")
        limits += [_FORMATS[form]] if form in _FORMATS else []
        limits += [text for part in [node, *members(node)] if (text := _limits(part))]
        about = self.cite(f"{name}.{field}")
        return f"`{field}`", kind, need, ", ".join(limits), f"{marks}{node['description']}", about

    def shape(self, schema: Node) -> str:
        text = " or ".join(variants(schema, _link, lambda node: f" ({said})" if (said := _limits(node)) else ""))
        names = schema.get("propertyNames")
        return f"{text}, with names of {' or '.join(variants(names, _link))}" if names else text

    def users(self, name: str) -> Iterator[str]:
        """Where a component is used."""
        for path, item in self.description["paths"].items():
            for operation in item.values():
                if any(target(node) == name for node in nodes([path, operation.get("requestBody")])):
                    yield _link(operation["operationId"])
        for other in self.schemas:
            fields = self.fields(other)
            using = [
                field
                for field, node in fields.items()
                if any(target(part) == name or part.get("x-known-values") == name for part in nodes(node))
            ]
            if using:
                yield f"{_link(other)} ({_codes(using)})"
            elif not fields and any(target(part) == name for part in nodes(self.schemas[other])):
                yield _link(other)


def _limits(node: Any) -> str:
    """The limits that a schema itself sets, in words."""
    said = [_BITS[node["format"]]] if node.get("format") in _BITS else []
    if not said and "minimum" in node:
        said.append(f"{node['minimum']} to {node['maximum']}")
    least = f"{node['minItems']} to " if "minItems" in node else "at most "
    return ", ".join(said + [least + text.format(node[key]) for key, text in _MOST.items() if key in node])


def _name(node: Node) -> str:
    """The name of the component that a node refers to."""
    return str(node.get("$ref", "")).rpartition("/")[2]


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _anchor(title: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _link(name: str) -> str:
    return f"[{name}](#{_anchor(name)})"


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


_INTRODUCTION = f"""\
What the service takes and answers, field by field. Python has the same names: an event's data is a class of the same
name in `mparticle_events_models.partial`, and the facade's classes inherit from those.

Types are those of JSON: a text is a string, a map is an object with names of the sender's own. A required field has to
be sent, a recommended one is required by some of the vendor's documents. Read-only fields are filled in by the service.
E-... leads to the row of [DECISIONS.md]({DECISIONS}) that says where and why this differs from what the vendor
publishes. D-... is a [contradiction]({DECISIONS}#where-the-sources-contradict-each-other) of the vendor's documents,
on the same page, F-... a row of [FACTS.md]({FACTS}).
"""
_INTRODUCTIONS = {
    "Event envelopes": ("An event travels in an envelope that names its type.", ""),
    "Closed sets": ("The service refuses or misreads any other value.", ""),
    "Open sets": ("These are the known values. Others are passed on.", ""),
}
