"""``make compare-vendor``: every difference from a document of the vendor is found, and answers to a decision.

``OURS`` is a small description. ``vendor`` writes the same in another dialect, so that what a test changes is the only
difference.
"""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
compare_vendor = import_module("compare_vendor")
vendor_differences = import_module("vendor_differences")
vendor_document = import_module("vendor_document")

Node = dict[str, Any]

OURS: Node = yaml.safe_load("""
openapi: 3.1.0
info: {title: Events, version: "1"}
servers: [{url: "https://one.example"}]
security: [{basic: []}]
paths:
  /events:
    post:
      operationId: send
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Batch"}}}
      responses:
        "202": {description: Accepted}
components:
  securitySchemes: {basic: {type: http, scheme: basic}}
  schemas:
    Batch:
      type: object
      required: [environment]
      properties:
        environment: {$ref: "#/components/schemas/Environment"}
        ip: {type: [string, "null"]}
        count: {type: integer, exclusiveMinimum: 0}
        labels: {type: object, additionalProperties: {type: [string, "null"]}}
        user: {$ref: "#/components/schemas/User"}
        platform: {type: string, x-known-values: Platform}
        events: {type: array, items: {$ref: "#/components/schemas/CustomEvent"}}
    Environment: {type: string, enum: [development, production]}
    Platform: {type: string, enum: [ios, android]}
    User:
      type: object
      properties: {id: {type: string}, name: {type: string}}
    CustomEvent:
      type: object
      properties:
        event_type: {type: string, enum: [custom]}
        data: {$ref: "#/components/schemas/CustomEventData"}
    CommonEventData:
      type: object
      properties: {at: {type: integer}, place: {type: string}}
    CustomEventData:
      allOf:
        - $ref: "#/components/schemas/CommonEventData"
        - type: object
          required: [title]
          properties: {title: {type: string}}
""")
DIALECTS = ("openapi-3.0", "openapi-3.1", "draft-03", "draft-04", "draft-06", "draft-07", "2019-09", "2020-12")


def vendor(dialect: str, change: Callable[[Node], object] = lambda schemas: None, **top: Any) -> Node:
    """OURS in another dialect, after a change to its schemas; the root of a JSON Schema is Batch."""
    document = copy.deepcopy(OURS)
    schemas = document["components"]["schemas"]
    change(schemas)
    if dialect == "openapi-3.0":
        old_spelling(document)
        return {**document, "openapi": "3.0.3", **top}
    if dialect == "openapi-3.1":
        return {**document, **top}
    if dialect in ("draft-03", "draft-04"):
        old_bounds(document)
    if dialect == "draft-03":
        draft_3(document)
    place = "definitions" if dialect.startswith("draft") else "$defs"
    schemas = json.loads(json.dumps(schemas).replace("#/components/schemas/", f"#/{place}/"))
    older, newer = f"http://json-schema.org/{dialect}/schema#", f"https://json-schema.org/draft/{dialect}/schema"
    return {"$schema": newer if place == "$defs" else older, **schemas.pop("Batch"), place: schemas, **top}


def old_spelling(node: Any) -> None:
    """null as OpenAPI 3.0 says it, and exclusive bounds."""
    old_bounds(node)
    for one in vendor_document._nodes(node):
        if isinstance(one.get("type"), list):
            one["nullable"] = True
            one["type"] = next(name for name in one["type"] if name != "null")


def old_bounds(node: Any) -> None:
    for one in vendor_document._nodes(node):
        if "exclusiveMinimum" in one:
            one["minimum"] = one.pop("exclusiveMinimum")
            one["exclusiveMinimum"] = True


def draft_3(node: Any) -> None:
    for one in vendor_document._nodes(node):
        for name in one.pop("required", []) if isinstance(one.get("required"), list) else []:
            one["properties"][name]["required"] = True
        if "allOf" in one:
            one["extends"] = one.pop("allOf")


def decisions(*rows: str) -> str:
    """A table with these rows: place, documents and kind each; `openapi` is always there."""
    listed = [row.split(" | ") for row in ("`openapi` | openapi-3.0 | structure", *rows)]
    lines = [
        f"| E-{n:03} | {place} | {against} | {kind} | a | b |" for n, (place, against, kind) in enumerate(listed, 1)
    ]
    labels = [f"| {dialect} | a document |" for dialect in DIALECTS]
    return "\n".join(
        [
            *("# Decisions", "", "| label | document |", "|---|---|", *labels, ""),
            *("| id | place | against | kind | vendor says | we say |", "|---|---|---|---|---|---|", *lines, ""),
        ]
    )


class Run:
    """One run of the command: its exit code and what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, document: Any, *rows: str, table: str = "", options: tuple[str, ...] = ()) -> Run:
        path, ours, table_path = (self.folder / name for name in ("vendor.yaml", "ours.yaml", "DECISIONS.md"))
        path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
        ours.write_text(json.dumps(OURS), "utf-8")
        table_path.write_text(table or decisions(*rows), "utf-8")
        where = ("--ours", str(ours), "--decisions", str(table_path))
        self.code = compare_vendor.main([str(path), *where, *options])
        self.out, self.err = self.capsys.readouterr()
        return self

    def json(self, document: Any, *rows: str, options: tuple[str, ...] = ()) -> Node:
        found: Node = json.loads(self(document, *rows, options=("--json", *options)).out)
        return found


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path, capsys)


def found(document: Node) -> set[tuple[str, str]]:
    ours = vendor_document.parse(json.dumps(OURS), "ours")
    theirs = vendor_document.parse(json.dumps(document), "vendor")
    differences = vendor_differences.differences(ours, theirs)
    return {(one.place, one.kind) for one in differences} - {("openapi", "structure")}


def rename_user(schemas: Node) -> None:
    schemas["Person"] = schemas.pop("User")
    schemas["Batch"]["properties"]["user"]["$ref"] = "#/components/schemas/Person"


def batch(**fields: Any) -> Callable[[Node], object]:
    return lambda schemas: schemas["Batch"]["properties"].update(copy.deepcopy(fields))


CHANGES: dict[str, tuple[Callable[[Node], object], str, str]] = {
    "a field less": (lambda s: s["Batch"]["properties"].pop("ip"), "Batch.ip", "added"),
    "a component less": (lambda s: (s.pop("User"), s["Batch"]["properties"].pop("user")), "User", "added"),
    "a field more": (batch(more={"type": "string"}), "Batch.more", "removed"),
    "an object more": (batch(more={"type": "object", "properties": {"a": {}}}), "Batch.more", "removed"),
    "a component more": (lambda s: s.update(Extra={"type": "string"}), "Extra", "removed"),
    "another name": (rename_user, "User", "renamed"),
    "another type": (batch(ip={"type": ["boolean", "null"]}), "Batch.ip", "retyped"),
    "any type": (batch(platform={}), "Batch.platform", "retyped"),
    "another object": (batch(user={"$ref": "#/components/schemas/CommonEventData"}), "Batch.user", "retyped"),
    "values of another type": (
        batch(labels={"type": "object", "additionalProperties": {"type": ["number", "null"]}}),
        "Batch.labels", "retyped",
    ),
    "items of another type": (batch(events={"type": "array", "items": {"type": "string"}}), "Batch.events", "retyped"),
    "required": (lambda s: s["User"].update(required=["id"]), "User.id", "required"),
    "optional": (lambda s: s["Batch"].pop("required"), "Batch.environment", "required"),
    "a limit": (lambda s: s["User"]["properties"]["id"].update(maxLength=5), "User.id", "constraint"),
    "another limit": (batch(count={"type": "integer", "exclusiveMinimum": 1}), "Batch.count", "constraint"),
    "a closed object": (lambda s: s["User"].update(additionalProperties=False), "User", "constraint"),
    "an unknown keyword": (lambda s: s["User"].update(unevaluatedProperties=False), "User", "constraint"),
    "read-only": (lambda s: s["User"]["properties"]["id"].update(readOnly=True), "User.id", "constraint"),
    "a default": (lambda s: s["User"]["properties"]["id"].update(default="x"), "User.id", "constraint"),
    "a limit in the values": (
        lambda s: s["Batch"]["properties"]["labels"]["additionalProperties"].update(maxLength=5),
        "Batch.labels", "constraint",
    ),
    "a value more": (lambda s: s["Environment"]["enum"].append("test"), "Environment", "enum"),
    "a closed set": (lambda s: s["User"]["properties"]["id"].update(enum=["a"]), "User.id", "enum"),
    "no null": (batch(ip={"type": "string"}), "Batch.ip", "nullable"),
    "null": (lambda s: s["User"]["properties"]["id"].update(type=["string", "null"]), "User.id", "nullable"),
    "no null as a value": (
        batch(labels={"type": "object", "additionalProperties": {"type": "string"}}), "Batch.labels", "nullable",
    ),
    "a text": (lambda s: s["User"].update(description="A user"), "User.description", "structure"),
    "a text of a field": (lambda s: s["User"]["properties"]["id"].update(title="Id"), "User.id.title", "structure"),
    "an extension": (lambda s: s["User"]["properties"]["id"].update({"x-a": 1}), "User.id.x-a", "removed"),
    "combined": (batch(ip={"allOf": [{"type": ["string", "null"]}]}), "Batch.ip", "structure"),
}  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_content_in_another_dialect_is_no_difference(dialect: str) -> None:
    assert found(vendor(dialect)) == set()


def test_the_description_does_not_differ_from_itself() -> None:
    ours = vendor_document.load(ROOT / "openapi" / "events.yaml")
    again = vendor_document.load(ROOT / "openapi" / "events.yaml")
    assert vendor_differences.differences(ours, again) == []


@pytest.mark.parametrize("dialect", ["openapi-3.0", "draft-07", "2020-12"])
@pytest.mark.parametrize("name", CHANGES)
def test_each_difference_is_found_needs_a_row_and_keeps_it_from_being_stale(dialect: str, name: str, run: Run) -> None:
    change, place, kind = CHANGES[name]
    document = vendor(dialect, change)
    rows = [f"`{p}` | {dialect} | {k}" for p, k in sorted(found(document))]
    row = f"`{place}` | {dialect} | {kind}"
    assert row in rows

    explained = run.json(document, *rows, options=("--as", dialect))
    assert run.code == 0
    assert {"E-001"} | {f"E-{n:03}" for n in range(2, len(rows) + 2)} >= {
        one for difference in explained["differences"] for one in difference["decisions"]
    }

    rows.remove(row)
    run(document, *rows, options=("--as", dialect))
    assert run.code == 1
    assert f"  {place} ({kind}): the vendor says " in run.out
    assert run.out.count(": the vendor says ") == sum(
        (one["place"], one["kind"]) == (place, kind) for one in explained["differences"]
    )

    run(vendor(dialect), row, options=("--as", dialect))
    assert run.code == 1
    assert f"E-002 {place} ({kind}): no such difference in {dialect}" in run.out


def test_every_kind_of_difference_is_among_the_changes() -> None:
    assert {kind for _, _, kind in CHANGES.values()} == set(vendor_differences.KINDS)


# Places


def test_beside_a_reference_draft_7_has_no_keywords() -> None:
    def change(schemas: Node) -> None:
        schemas["Word"] = {"type": "string"}
        schemas["User"]["properties"]["id"] = {"$ref": "#/components/schemas/Word", "enum": ["a"], "maxLength": 1}

    word = ("Word", "removed")
    assert found(vendor("draft-07", change)) == {word, ("User.id", "structure")}
    assert found(vendor("2020-12", change)) == {word, ("User.id", "enum"), ("User.id", "constraint")}
    assert found(vendor("openapi-3.0", change)) == {word, ("User.id", "structure")}


def test_null_that_two_members_of_one_of_admit_is_rejected() -> None:
    twice = [{"type": ["string", "null"], "format": form} for form in ("ipv4", "ipv6")]
    expected = {("Batch.ip", "nullable"), ("Batch.ip", "structure"), ("Batch.ip", "constraint")}
    assert found(vendor("draft-07", batch(ip={"oneOf": twice}))) == expected
    assert found(vendor("draft-07", batch(ip={"anyOf": twice}))) == expected - {("Batch.ip", "nullable")}


def test_an_object_without_a_type_admits_null_in_json_schema_and_not_in_openapi_3_0() -> None:
    def change(schemas: Node) -> None:
        del schemas["User"]["type"]

    assert found(vendor("draft-07", change)) == {("User", "retyped"), ("Batch.user", "nullable")}
    assert found(vendor("openapi-3.0", change)) == {("User", "retyped")}


def test_schemas_are_matched_through_the_structure_whatever_they_are_called() -> None:
    document = json.loads(re.sub(r"#/definitions/(\w+)", r"#/definitions/V\1", json.dumps(vendor("draft-07"))))
    document["definitions"] = {f"V{name}": schema for name, schema in document["definitions"].items()}
    renamed = {name for name in OURS["components"]["schemas"] if name not in ("Batch", "Platform")}
    platform = {("Platform", "added"), ("VPlatform", "removed")}  # named in an extension, so no structure leads there
    assert found(document) == {(name, "renamed") for name in renamed} | platform


def test_event_data_that_is_inline_is_filed_under_its_schema() -> None:
    def change(schemas: Node) -> None:
        schemas["EventData"] = schemas.pop("CommonEventData")
        inline = schemas.pop("CustomEventData")
        inline["allOf"][0]["$ref"] = "#/components/schemas/EventData"
        inline["allOf"][1]["properties"]["title"]["maxLength"] = 5
        schemas["EventData"]["properties"]["at"]["type"] = "string"
        schemas["CustomEvent"]["properties"]["data"] = inline

    assert found(vendor("draft-07", change)) == {
        ("CommonEventData", "renamed"),
        ("CommonEventData.at", "retyped"),
        ("CustomEvent.data", "structure"),
        ("CustomEventData", "structure"),
        ("CustomEventData.title", "constraint"),
    }


def test_common_fields_that_each_event_repeats_are_filed_once() -> None:
    def change(schemas: Node) -> None:
        for name in ("CustomEventData", "OtherEventData"):
            own = schemas[name]["allOf"][1]
            schemas[name] = {**own, "properties": {**own["properties"], "at": {"type": "string"}}}
        del schemas["CommonEventData"]

    ours = copy.deepcopy(OURS)
    schemas = ours["components"]["schemas"]
    schemas["OtherEventData"] = copy.deepcopy(schemas["CustomEventData"])
    theirs = copy.deepcopy(ours)
    change(theirs["components"]["schemas"])
    first, second = (vendor_document.parse(json.dumps(one), "x") for one in (ours, theirs))
    assert [(one.place, one.kind) for one in vendor_differences.differences(first, second)] == [
        ("CommonEventData", "added"),
        ("CustomEventData", "structure"),
        ("CommonEventData.at", "retyped"),
        ("CommonEventData.place", "added"),
        ("OtherEventData", "structure"),
    ]


def test_a_field_that_the_vendor_declares_again_is_compared_with_the_inherited_one() -> None:
    def change(schemas: Node) -> None:
        schemas["CustomEventData"]["allOf"][1]["properties"]["at"] = {"type": "string"}
        schemas["CustomEventData"]["allOf"][1]["required"].append("at")

    expected = {("CustomEventData.at", kind) for kind in ("removed", "retyped", "required")}
    assert found(vendor("draft-07", change)) == expected


def test_an_event_without_fields_of_its_own_may_use_the_common_data_itself() -> None:
    def change(schemas: Node) -> None:
        schemas["CustomEvent"]["properties"]["data"] = {"$ref": "#/components/schemas/CommonEventData"}
        del schemas["CustomEventData"]

    assert found(vendor("draft-07", change)) == {("CustomEventData", "structure")}


def test_schemas_that_meet_nowhere_are_matched_by_what_they_contain() -> None:
    def change(schemas: Node) -> None:
        schemas["Person"] = schemas.pop("User")
        del schemas["Batch"]["properties"]["user"]

    assert found(vendor("draft-07", change)) == {("Batch.user", "added"), ("User", "renamed")}


def test_a_value_that_an_open_set_does_not_know_is_news_in_force_or_not() -> None:
    def known(schemas: Node) -> None:
        schemas["Batch"]["properties"]["platform"]["enum"] = ["ios"]

    def unknown(schemas: Node) -> None:
        schemas["Batch"]["properties"]["platform"]["enum"] = ["ios", "visionos"]

    def inert(schemas: Node) -> None:
        schemas["Word"] = {"type": "string"}
        schemas["Batch"]["properties"]["platform"] = {"$ref": "#/components/schemas/Word", "enum": ["visionos"]}

    assert ("Platform", "enum") not in found(vendor("draft-07", known))
    assert ("Platform", "enum") in found(vendor("draft-07", unknown))
    assert ("Platform", "enum") in found(vendor("draft-07", inert))


def test_a_schema_that_contains_itself_has_an_end() -> None:
    tree = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}]}
    assert found(
        vendor("draft-07", lambda s: s.update(Tree=tree) or batch(ip={"$ref": "#/components/schemas/Tree"})(s))
    )


def test_a_schema_that_is_one_of_itself_has_an_end() -> None:
    loop = {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Loop"}]}
    expected = {("Loop", "removed"), ("Batch.ip", "nullable")}
    ip = batch(ip={"$ref": "#/components/schemas/Loop"})
    assert found(vendor("draft-07", lambda s: s.update(Loop=loop) or ip(s))) == expected


@pytest.mark.parametrize(
    ("field", "schema", "expected"),
    [
        ("name", {"anyOf": [{"type": "string"}]}, {"structure"}),
        ("name", {"type": "string", "readOnly": False, "deprecated": False}, set()),
        ("name", {}, {"retyped"}),
        ("name", {"not": {}}, {"retyped", "constraint"}),
        ("name", {"type": ["integer", "number"]}, {"retyped"}),
        ("size", {"type": ["integer", "number"]}, set()),
        ("size", {"anyOf": [{"type": "integer"}, {"type": "number"}]}, {"structure"}),
        ("size", {"type": "integer"}, {"retyped"}),
        ("map", {"type": "object", "additionalProperties": True}, set()),
        ("map", {"type": "object", "additionalProperties": {}}, set()),
        ("map", {"type": "object", "additionalProperties": False}, {"constraint"}),
        ("map", {"type": "object", "propertyNames": {"maxLength": 3}}, {"constraint"}),
        ("map", {"type": "object", "additionalProperties": {"type": "string"}}, {"retyped"}),
    ],
)
def test_a_field_says_the_same_or_not(field: str, schema: Node, expected: set[str]) -> None:
    ours = copy.deepcopy(OURS)
    ours["components"]["schemas"]["User"]["properties"] = {
        "name": {"type": "string"}, "size": {"type": "number"}, "map": {"type": "object"},
    }  # fmt: skip
    theirs = copy.deepcopy(ours)
    theirs["components"]["schemas"]["User"]["properties"][field] = schema
    first, second = (vendor_document.parse(json.dumps(one), "x") for one in (ours, theirs))
    differences = vendor_differences.differences(first, second)
    assert [one.place for one in differences] == [f"User.{field}"] * len(expected)
    assert {one.kind for one in differences} == expected


def test_each_of_several_schemas_of_the_vendor_for_one_of_ours_is_compared() -> None:
    def change(schemas: Node) -> None:
        user = schemas.pop("User")
        schemas["Person"] = {**user, "additionalProperties": False}
        schemas["Robot"] = {**copy.deepcopy(user), "additionalProperties": False}
        schemas["Robot"]["properties"]["name"]["type"] = "integer"
        schemas["Batch"]["properties"]["user"] = {
            "oneOf": [{"$ref": f"#/components/schemas/{n}"} for n in ("Person", "Robot")]
        }

    theirs = vendor_document.parse(json.dumps(vendor("draft-07", change)), "x")
    differences = vendor_differences.differences(vendor_document.parse(json.dumps(OURS), "ours"), theirs)
    assert [(one.place, one.kind, one.vendor) for one in differences if one.place.startswith("User")] == [
        ("User", "renamed", "Person"),
        ("User", "constraint", "Person: additionalProperties: false"),
        ("User", "renamed", "Robot"),
        ("User", "constraint", "Robot: additionalProperties: false"),
        ("User.name", "retyped", "Robot: integer"),
    ]


def test_a_json_schema_can_describe_the_body_by_reference() -> None:
    document = vendor("2020-12")
    defs = {**document.pop("$defs"), "Body": document}
    assert found({"$schema": document.pop("$schema"), "$ref": "#/$defs/Body", "$defs": defs}) == {("Batch", "renamed")}


# Transport


def operation(document: Node) -> Node:
    found: Node = document["paths"]["/events"]["post"]
    return found


HEADER = {"schema": {"type": "string"}}
TRANSPORT: dict[str, tuple[Callable[[Node], object], set[tuple[str, str]]]] = {
    "a path less": (lambda d: d["paths"].clear(), {("paths./events", "added")}),
    "a path more": (lambda d: d["paths"].update({"/v3": {"get": {}}}), {("paths./v3", "removed")}),
    "an optional body": (
        lambda d: operation(d)["requestBody"].pop("required"), {("paths./events.post.requestBody", "required")},
    ),
    "a response more": (
        lambda d: operation(d)["responses"].update({"500": {"description": "x"}}),
        {("paths./events.post.responses.500", "removed")},
    ),
    "another text": (
        lambda d: operation(d)["responses"]["202"].update(description="x"),
        {("paths./events.post.responses.202.description", "structure")},
    ),
    "a header more": (
        lambda d: operation(d)["responses"]["202"].update(headers={"Retry-After": HEADER}),
        {("paths./events.post.responses.202.headers.Retry-After", "removed")},
    ),
    "a parameter more": (
        lambda d: operation(d).update(parameters=[{"in": "query", "name": "dry", **HEADER}]),
        {("paths./events.post.parameters.query.dry", "removed")},
    ),
    "another server": (
        lambda d: d.update(servers=[{"url": "https://two.example"}]),
        {("servers.https://two.example", "removed"), ("servers.https://one.example", "added")},
    ),
    "no security": (lambda d: d.pop("security"), {("paths./events.post.security", "constraint")}),
    "security of the operation": (
        lambda d: (d.pop("security"), operation(d).update(security=[{"basic": []}])), set(),
    ),
    "another scheme": (
        lambda d: d["components"]["securitySchemes"]["basic"].update(scheme="bearer"),
        {("components.securitySchemes.basic.scheme", "constraint")},
    ),
    "another title": (lambda d: d["info"].update(title="x"), {("info.title", "structure")}),
    "a contact": (lambda d: d["info"].update(contact={"name": "x"}), {("info.contact", "removed")}),
    "another operation": (
        lambda d: operation(d).update(operationId="x"), {("paths./events.post.operationId", "renamed")},
    ),
    "a component": (
        lambda d: (
            d["components"].update(responses={"Ok": operation(d)["responses"]["202"]}),
            operation(d)["responses"].update({"202": {"$ref": "#/components/responses/Ok"}}),
        ),
        {("paths./events.post.responses.202", "structure"), ("components.responses.Ok", "removed")},
    ),
    "another body": (
        lambda d: operation(d)["requestBody"]["content"]["application/json"].update(schema={"type": "string"}),
        {("paths./events.post.requestBody.content.application/json.schema", "retyped")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSPORT)
def test_what_is_around_the_schemas_is_compared(name: str) -> None:
    change, expected = TRANSPORT[name]
    document = vendor("openapi-3.0")
    change(document)
    assert found(document) == expected


def test_an_example_under_another_name_is_renamed() -> None:
    ours, theirs = copy.deepcopy(OURS), copy.deepcopy(OURS)
    for document, name, other in ((ours, "a", 1), (theirs, "b", 2)):
        examples = {name: {"value": {"x": 1}}, "same": {"value": other}}
        operation(document)["requestBody"]["content"]["application/json"]["examples"] = examples
    first, second = (vendor_document.parse(json.dumps(one), "x") for one in (ours, theirs))
    place = "paths./events.post.requestBody.content.application/json.examples"
    assert [(one.place, one.kind, one.vendor_name) for one in vendor_differences.differences(first, second)] == [
        (f"{place}.a", "renamed", f"{place}.b"),
        (f"{place}.same", "structure", ""),
    ]


def test_status_codes_can_be_numbers() -> None:
    document = yaml.safe_dump(vendor("openapi-3.0")).replace("'202':", "202:")
    assert "202:" in document
    theirs = vendor_document.parse(document, "vendor")
    ours = vendor_document.parse(json.dumps(OURS), "ours")
    assert [one.place for one in vendor_differences.differences(ours, theirs)] == ["openapi"]


# Rows


def test_deleting_a_row_names_each_difference_that_it_explained(run: Run) -> None:
    document = vendor("draft-07", lambda s: s["User"]["properties"].clear())
    rows = ["`User.*` | draft-07 | added", "`*` | draft-07, 2020-12 | retyped"]
    assert run(document, *rows[:1], options=("--as", "draft-07")).code == 0
    run(document, "`Batch.nothing` | draft-04 | added", options=("--as", "draft-07"))
    assert run.code == 1
    assert "User.id (added): the vendor says 'nothing', we say 'string'" in run.out
    assert "User.name (added): the vendor says 'nothing', we say 'string'" in run.out
    assert "2 differences, 0 explained, 2 unexplained, 0 stale" in run.out


def test_a_row_needs_the_place_the_document_and_the_kind(run: Run) -> None:
    document = vendor("draft-07", batch(more={"type": "string"}))
    for row in (
        "`Batch.mores` | draft-07 | removed",
        "`Batch.more` | 2020-12 | removed",
        "`Batch.more` | draft-07 | added",
    ):
        assert run(document, row, options=("--as", "draft-07")).code == 1
        assert "Batch.more (removed)" in run.out
    assert run(document, "`Batch.m*` | 2020-12, draft-07 | removed", options=("--as", "draft-07")).code == 0


def test_a_row_for_something_renamed_may_name_both_sides(run: Run) -> None:
    row = "`User`, `Person` | draft-07 | renamed"
    assert run(vendor("draft-07", rename_user), row, options=("--as", "draft-07")).code == 0


def test_each_place_of_a_row_has_to_have_a_difference(run: Run) -> None:
    document = vendor("draft-07", batch(more={"type": "string"}))
    assert run(document, "`Batch.more`, `Batch.less` | draft-07 | removed", options=("--as", "draft-07")).code == 1
    assert "E-002 Batch.less (removed): no such difference in draft-07" in run.out
    assert "E-002 Batch.more" not in run.out


def test_a_difference_that_two_rows_explain_would_outlive_one_of_them(run: Run) -> None:
    document = vendor("draft-07", batch(more={"type": "string"}))
    rows = ("`Batch.more` | draft-07 | removed", "`Batch.*` | draft-07 | removed")
    assert run(document, *rows, options=("--as", "draft-07")).code == 1
    assert "Explained twice" in run.out
    assert re.search(r"Batch\.more \(removed\): .*: E-002, E-003$", run.out, re.MULTILINE)


def test_the_label_is_the_one_that_fits(run: Run) -> None:
    document = vendor("draft-07", batch(more={"type": "string"}))
    row = "`Batch.more` | 2020-12 | removed"
    assert run.json(document, row)["label"] == "2020-12"
    assert run.code == 0
    run(vendor("draft-07", batch(more={"type": "string"}, most={"type": "string"})), row)
    assert run.code == 1
    assert (
        "Held against 2020-12, the closest (--as names another): 2 differences, 1 explained, 1 unexplained" in run.out
    )
    assert run(document, row, options=("--as", "draft-07")).code == 1


def test_the_result_can_be_json(run: Run) -> None:
    found = run.json(
        vendor("draft-07", batch(more={"type": "string"}, ip={"type": "string"})),
        "`Batch.more` | draft-07 | removed",
        "`Batch.less` | draft-07 | added",
        options=("--as", "draft-07"),
    )
    assert run.code == 1
    more = {"place": "Batch.more", "kind": "removed", "vendor": "string", "ours": "nothing", "vendor_name": ""}
    ip = {"place": "Batch.ip", "kind": "nullable", "vendor": "not null", "ours": "null", "vendor_name": ""}
    assert found == {
        "label": "draft-07",
        "differences": [{**ip, "decisions": []}, {**more, "decisions": ["E-002"]}],
        "unexplained": [ip],
        "twice": [],
        "stale": [{"row": "E-003", "place": "Batch.less", "kind": "added"}],
    }


def test_what_changed_in_an_explained_place_is_listed_on_demand(run: Run, tmp_path: Path) -> None:
    def environments(*names: str) -> Node:
        return vendor("draft-07", lambda schemas: schemas["Environment"].update(enum=names))

    row = "`Environment` | draft-07 | enum"
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(environments("development")), "utf-8")
    options = ("--as", "draft-07", "--since", str(earlier))
    run(environments("development", "test"), row, options=options)
    assert run.code == 0
    assert (
        "New since the earlier version\n  Environment (enum): the vendor says '2 values, test', we say '2 values"
        in run.out
    )
    assert "In the earlier version only\n  Environment (enum): the vendor says '1 values'" in run.out
    change = run.json(environments("development"), row, options=options)["change"]
    assert change == {"new": [], "gone": []}


# Bad input

BAD_DOCUMENTS = {
    "neither YAML nor JSON": "a: [",
    "neither YAML nor JSON ": "{'a'",
    "neither an OpenAPI document nor a JSON Schema": "just text",
    "neither an OpenAPI document nor a JSON Schema ": "[1, 2]",
    "neither an OpenAPI document nor a JSON Schema  ": "name: x",
    "neither an OpenAPI document nor a JSON Schema   ": "",
    "Swagger 2.0": "swagger: '2.0'",
    "OpenAPI 4.0.0 is not known": "openapi: 4.0.0",
    "paths is not a mapping": "{openapi: 3.0.3, paths: [1]}",
    "schemas is not a mapping": "{openapi: 3.0.3, paths: {}, components: {schemas: [1]}}",
    "$ref to nowhere: #/definitions/Gone": "{properties: {a: {$ref: '#/definitions/Gone'}}}",
    "$ref to nowhere: other.json": "{properties: {a: {$ref: 'other.json'}}}",
    "$ref to what is no schema: #/title": "{title: x, properties: {a: {$ref: '#/title'}}}",
    "$ref leads back to itself: #/$defs/A": "{$ref: '#/$defs/A', $defs: {A: {$ref: '#/$defs/A'}}}",
    "schemas without end": "{$ref: '#/$defs/A', $defs: {A: {allOf: [{$ref: '#/$defs/A'}, {properties: {}}]}}}",
    "$.properties: [] is not of type": "{properties: []}",
    "$.type: ": "{openapi: 3.0.3, paths: {}, components: {schemas: {A: {type: strin}}}}",
}


@pytest.mark.parametrize("message", BAD_DOCUMENTS)
def test_a_document_that_can_not_be_read_is_one_line_and_exit_code_2(message: str, run: Run) -> None:
    run(BAD_DOCUMENTS[message])
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert run.err.startswith("make compare-vendor: ")
    assert f"vendor.yaml: {message.strip()}" in run.err


def test_a_document_that_is_not_there_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for arguments, message in (
        ([], "which document? make compare-vendor VENDOR=path"),
        ([str(tmp_path / "gone.yaml")], f"{tmp_path / 'gone.yaml'}: No such file or directory"),
        ([str(tmp_path)], f"{tmp_path}: Is a directory"),
        ([str(tmp_path / "binary")], f"{tmp_path / 'binary'}: not a text file"),
    ):
        command = [sys.executable, str(ROOT / "scripts" / "compare_vendor.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"make compare-vendor: {message}\n")


TABLE = decisions("`Batch.more` | draft-07 | removed")
ROW = TABLE[: TABLE.index("| E-002")].count("\n") + 1
BAD_ROWS = {
    "5 cells, but the table has 6 columns": ("| removed | a | b |", "| removed | a |"),
    "the row does not end with |": ("| removed | a | b |", "| removed | a | b"),
    "a row has to begin with |": ("| E-002", "E-002"),
    "no kind 'gone'": ("removed", "gone"),
    "no kind": ("removed", ""),
    "no document 'draft-08'": ("draft-07 | removed", "draft-08 | removed"),
    "the place has to be `one`": ("`Batch.more`", "Batch.more"),
    "'E2' is not an id": ("E-002", "E2"),
    f"E-001 is taken by line {ROW - 1}": ("E-002", "E-001"),
}


@pytest.mark.parametrize("message", BAD_ROWS)
def test_a_row_that_is_none_is_one_line_with_its_number_and_exit_code_2(message: str, run: Run) -> None:
    run(vendor("draft-07"), table=TABLE.replace(*BAD_ROWS[message]))
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert f"DECISIONS.md: line {ROW}: {message}" in run.err


@pytest.mark.parametrize(("table", "what"), [("Nothing", "labels"), (TABLE[: TABLE.index("| id")], "decisions")])
def test_decisions_without_a_table_are_exit_code_2(table: str, what: str, run: Run) -> None:
    run(vendor("draft-07"), table=table)
    assert (run.code, run.out) == (2, "")
    assert f"DECISIONS.md: line 1: no table of {what}" in run.err


def test_a_label_that_no_decision_knows_is_exit_code_2(run: Run) -> None:
    run(vendor("draft-07"), options=("--as", "S99"))
    assert (run.code, run.out) == (2, "")
    assert "no document 'S99', only openapi-3.0" in run.err


def test_the_decisions_of_this_project_are_a_table_it_can_read() -> None:
    labels, rows = compare_vendor.read_decisions(ROOT / "openapi" / "DECISIONS.md")
    assert set(labels) == {label for row in rows for label in row.against}
