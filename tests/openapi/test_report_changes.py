"""What a change of the description means for programs that send with this client, and what the changelog should say."""

from __future__ import annotations

import copy
import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import mparticle_facade

ROOT = Path(__file__).parents[2]
TREE = yaml.safe_load((ROOT / "openapi/events.yaml").read_text("utf-8"))
ORDERS = yaml.safe_load((ROOT / "openapi/constructors.yaml").read_text("utf-8"))
TEXT = {"type": ["string", "null"], "description": "Some text."}
REF = "#/components/schemas/"
Edit = Callable[[dict[str, Any], dict[str, Any]], object]
Found = tuple[str, str, bool]


def script(name: str) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        return importlib.import_module(name)


report_changes = script("report_changes")


class Side(report_changes.Files):  # type: ignore[misc, name-defined]
    """A description and constructors without files."""

    def __init__(self, description: dict[str, Any], constructors: dict[str, list[str]]) -> None:
        self.trees = {"openapi/events.yaml": description, "openapi/constructors.yaml": constructors}

    def tree(self, path: str) -> Any:
        return self.trees[path]


def changes(edit: Edit, first: Edit = lambda tree, schemas: None) -> list[Any]:
    """The changes that an edit makes to a description, which another edit may have prepared."""
    before = copy.deepcopy(TREE)
    first(before, before["components"]["schemas"])
    after = copy.deepcopy(before)
    edit(after, after["components"]["schemas"])
    return report_changes.compare(Side(before, ORDERS), Side(after, ORDERS))


def post(tree: dict[str, Any], path: str = "/events") -> dict[str, Any]:
    return tree["paths"][path]["post"]


def own(schemas: dict[str, Any], name: str) -> dict[str, Any]:
    return schemas[name]["allOf"][1]["properties"]


def loyalty(tree: dict[str, Any], schemas: dict[str, Any]) -> None:
    schemas["LoyaltyEvent"] = copy.deepcopy(schemas["OptOutEvent"])
    schemas["LoyaltyEvent"]["properties"]["event_type"]["const"] = "loyalty"
    schemas["LoyaltyEvent"]["properties"]["data"]["$ref"] = f"{REF}LoyaltyEventData"
    schemas["LoyaltyEventData"] = copy.deepcopy(schemas["OptOutEventData"])
    schemas["EventType"]["enum"].append("loyalty")


def move_to_common(tree: dict[str, Any], schemas: dict[str, Any]) -> None:
    schemas["CommonEventData"]["properties"]["severity"] = own(schemas, "CrashReportEventData").pop("severity")


# Each edit of the description with all the changes it is: kind, place, and whether it is breaking.
CASES: dict[str, tuple[Edit, list[Found]]] = {
    "nothing": (lambda t, s: None, []),
    "another description": (lambda t, s: s["Batch"].update(description="Other words."), []),
    # fields
    "a field more": (
        lambda t, s: s["GeoLocation"]["properties"].update(tier=TEXT),
        [("field added", "GeoLocation.tier", False)],
    ),
    "a required field more": (
        lambda t, s: (s["Promotion"]["properties"].update(tier=TEXT), s["Promotion"].update(required=["tier"])),
        [("field added", "Promotion.tier", True)],
    ),
    "a field less": (
        lambda t, s: s["GeoLocation"]["properties"].pop("city_name"),
        [("field removed", "GeoLocation.city_name", True)],
    ),
    "a field of every event less": (
        lambda t, s: s["CommonEventData"]["properties"].pop("page_url"),
        [("field removed", "CommonEventData.page_url", True)],
    ),
    "another name for a field": (
        lambda t, s: s["GeoLocation"]["properties"].update(town=s["GeoLocation"]["properties"].pop("city_name")),
        [("field renamed?", "GeoLocation.city_name", True)],
    ),
    "a field less and one of another type more": (
        lambda t, s: (
            s["GeoLocation"]["properties"].pop("city_name"),
            s["GeoLocation"]["properties"].update(town={"type": "boolean"}),
        ),
        [("field removed", "GeoLocation.city_name", True), ("field added", "GeoLocation.town", False)],
    ),
    "a field moves to all events": (move_to_common, [("field added", "CommonEventData.severity", False)]),
    "another type": (
        lambda t, s: s["Product"]["properties"]["position"].update(type=["string", "null"]),
        [("field retyped", "Product.position", True)],
    ),
    "a list for one": (
        lambda t, s: s["Product"]["properties"].update(brand={"type": ["array", "null"], "items": {"type": "string"}}),
        [("field retyped", "Product.brand", True)],
    ),
    "number for integer": (
        lambda t, s: s["SessionEndEventData"]["allOf"][1]["properties"]["session_duration_ms"].update(type="number"),
        [("field takes more", "SessionEndEventData.session_duration_ms", False)],
    ),
    "integer for number": (
        lambda t, s: s["Product"]["properties"]["price"].update(type=["integer", "null"]),
        [("field retyped", "Product.price", True)],
    ),
    "text for an enumeration": (
        lambda t, s: s["PromotionAction"]["properties"].update(action={"type": "string"}),
        [("field takes more", "PromotionAction.action", False)],
    ),
    "null as well": (
        lambda t, s: s["Promotion"]["properties"]["id"].update(type=["string", "null"]),
        [("takes null now", "Promotion.id", False)],
    ),
    "null no more": (
        lambda t, s: s["Promotion"]["properties"]["creative"].update(type="string"),
        [("takes no null any more", "Promotion.creative", True)],
    ),
    "newly required": (
        lambda t, s: s["Product"].update(required=["id"]),
        [("required", "Product.id", True)],
    ),
    "newly required in a part": (
        lambda t, s: s["CrashReportEventData"]["allOf"][1].update(required=["message"]),
        [("required", "CrashReportEventData.message", True)],
    ),
    "no longer required": (
        lambda t, s: s["Batch"].update(required=[]),
        [("no longer required", "Batch.environment", False)],
    ),
    "recommended": (
        lambda t, s: s["Product"]["properties"]["id"].update({"x-recommended": True}),
        [("recommended", "Product.id", False)],
    ),
    "read-only": (
        lambda t, s: s["Batch"]["properties"]["ip"].update(readOnly=True),
        [("read-only", "Batch.ip", False)],
    ),
    "deprecated": (
        lambda t, s: s["Batch"]["properties"]["partner_identity"].update(deprecated=True),
        [("deprecated", "Batch.partner_identity", False)],
    ),
    "no longer a time": (
        lambda t, s: s["Product"]["properties"]["added_to_cart_time_ms"].pop("x-format"),
        [("x-format changed", "Product.added_to_cart_time_ms", True)],
    ),
    "known values for a field": (
        lambda t, s: own(s, "ScreenViewEventData")["activity_type"].update({"x-known-values": "DevicePlatform"}),
        [("x-known-values changed", "ScreenViewEventData.activity_type", False)],
    ),
    # limits
    "a lower limit": (
        lambda t, s: own(s, "PushMessageEventData")["action_identifier"].update(maxLength=99),
        [("limit tightened", "PushMessageEventData.action_identifier", True)],
    ),
    "a higher limit": (
        lambda t, s: own(s, "PushMessageEventData")["action_identifier"].update(maxLength=101),
        [("limit loosened", "PushMessageEventData.action_identifier", False)],
    ),
    "no limit": (
        lambda t, s: own(s, "PushMessageEventData")["action_identifier"].pop("maxLength"),
        [("limit loosened", "PushMessageEventData.action_identifier", False)],
    ),
    "a limit": (
        lambda t, s: own(s, "PushMessageEventData")["message"].update(maxLength=9),
        [("limit tightened", "PushMessageEventData.message", True)],
    ),
    "a minimum": (
        lambda t, s: s["Product"]["properties"]["position"].update(minimum=0),
        [("limit tightened", "Product.position", True)],
    ),
    "a lower minimum": (
        lambda t, s: own(s, "CrashReportEventData")["ios_image_size"].update(minimum=-1),
        [("limit loosened", "CrashReportEventData.ios_image_size", False)],
    ),
    "a limit inside a union": (
        lambda t, s: s["UserAttributeValue"]["anyOf"][4]["items"]["anyOf"][0].update(maxLength=511),
        [("limit tightened", "UserAttributeValue", True)],
    ),
    "fewer batches": (
        lambda t, s: s["BulkBatches"].update(maxItems=50),
        [("limit tightened", "BulkBatches", True)],
    ),
    "a type less in a union": (
        lambda t, s: s["AttributeValue"]["anyOf"].pop(3),
        [("type retyped", "AttributeValue", True)],
    ),
    # values
    "a value more": (
        lambda t, s: s["ProfileEventType"]["enum"].append("merge"),
        [("value added", "ProfileEventType.merge", False)],
    ),
    "a value less": (
        lambda t, s: s["CustomEventType"]["enum"].remove("media"),
        [("value removed", "CustomEventType.media", True)],
    ),
    "a known value less": (
        lambda t, s: s["DevicePlatform"]["enum"].remove("xbox"),
        [("value removed", "DevicePlatform.xbox", True)],
    ),
    "another name for a value": (
        lambda t, s: s["PushNetwork"].update(enum=["apn", "fcm"]),
        [("value renamed?", "PushNetwork.gcm", True)],
    ),
    # models and events
    "a model more": (
        lambda t, s: s.update(Shelf={"type": "object", "properties": {"a": TEXT, "b": TEXT}}),
        [("model added", "Shelf", False)],
    ),
    "another name for a model": (
        lambda t, s: s.update(Basket=s.pop("ShoppingCart")),
        [("model renamed?", "ShoppingCart", True)],
    ),
    "an event type more": (
        loyalty,
        [("model added", "LoyaltyEventData", False), ("event type added", "loyalty", False)],
    ),
    "an event type less": (
        lambda t, s: (s.pop("OptOutEvent"), s["EventType"]["enum"].remove("opt_out")),
        [("event type removed", "opt_out", True)],
    ),
    "an event without the common fields": (
        lambda t, s: s["OptOutEventData"]["allOf"].pop(0),
        [("lost the fields of CommonEventData", "OptOutEventData", True)],
    ),
    # operations
    "an operation more": (
        lambda t, s: t["paths"].update({"/more": {"post": {**post(t), "operationId": "more"}}}),
        [("operation added", "POST /more", False)],
    ),
    "an operation less": (
        lambda t, s: t["paths"].pop("/bulkevents"),
        [("operation removed", "POST /bulkevents", True)],
    ),
    "another path": (
        lambda t, s: t["paths"].update({"/bulk": t["paths"].pop("/bulkevents")}),
        [("operation renamed?", "POST /bulkevents", True)],
    ),
    "another operation id": (
        lambda t, s: post(t).update(operationId="send"),
        [("function renamed?", "POST /events uploadEvents()", True)],
    ),
    "a deprecated operation": (
        lambda t, s: post(t).update(deprecated=True),
        [("deprecated", "POST /events", False)],
    ),
    "another body": (
        lambda t, s: post(t)["requestBody"]["content"]["application/json"].update(schema={"$ref": f"{REF}Product"}),
        [("body retyped", "POST /events body", True)],
    ),
    "a response more": (
        lambda t, s: post(t)["responses"].update({"413": {"$ref": "#/components/responses/BadRequest"}}),
        [("response added", "POST /events 413", False)],
    ),
    "a response less": (
        lambda t, s: post(t)["responses"].pop("403"),
        [("response removed", "POST /events 403", True)],
    ),
    "a header more": (
        lambda t, s: t["components"]["responses"]["Forbidden"].update(headers={"X-a": {"schema": {"type": "string"}}}),
        [
            ("header added", f"POST {path} 403 X-a", False)
            for path in ("/events", "/bulkevents", "/bulkevents/historical")
        ],
    ),
    "a parameter": (
        lambda t, s: post(t).update(parameters=[{"name": "a", "in": "query", "schema": {"type": "string"}}]),
        [("parameter added", "POST /events ?a", False)],
    ),
    "a required parameter": (
        lambda t, s: post(t).update(parameters=[{"name": "a", "in": "query", "required": True}]),
        [("parameter added", "POST /events ?a", True)],
    ),
    "a pod less": (lambda t, s: t["servers"].pop(), [("pod removed", "au1", True)]),
    "a pod more": (
        lambda t, s: t["servers"].append({"url": "https://x.example", "x-pod": "x1"}),
        [("pod added", "x1", False)],
    ),
}


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_a_change_is_named_and_judged(edit: Edit, expected: list[Found]) -> None:
    found = [(change.kind, change.place, change.breaking) for change in changes(edit)]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "name",
    [name for name, (_, found) in CASES.items() if any(kind.endswith(("added", "removed")) for kind, *_ in found)],
)
def test_the_reverse_of_a_change_is_reported_as_its_reverse(name: str) -> None:
    edit, expected = CASES[name]

    def undo(tree: dict[str, Any], schemas: dict[str, Any]) -> None:
        del schemas
        tree.update(copy.deepcopy(TREE))

    swapped = {"added": "removed", "removed": "added"}
    found = {(change.kind, change.place) for change in changes(undo, first=edit)}
    for kind, place, _ in expected:
        word = kind.rpartition(" ")[2]
        assert word not in swapped or (kind.replace(word, swapped[word]), place) in found


def test_a_rename_tells_the_new_name_and_prefers_the_nearest() -> None:
    def edit(tree: dict[str, Any], schemas: dict[str, Any]) -> None:
        fields = schemas["GeoLocation"]["properties"]
        fields |= {"zzz": TEXT, "city": fields.pop("city_name")}

    renamed, added = changes(edit)
    assert str(renamed) == "GeoLocation.city_name: field renamed?, GeoLocation.city is new and of the same type"
    assert (added.kind, added.place) == ("field added", "GeoLocation.zzz")


def test_a_new_name_is_that_of_one_old_name_only() -> None:
    def edit(tree: dict[str, Any], schemas: dict[str, Any]) -> None:
        del tree
        fields = schemas["GeoLocation"]["properties"]
        del fields["postal_code"], fields["city_name"]
        fields["city"] = TEXT

    found = [(change.kind, change.place) for change in changes(edit)]
    assert sorted(found) == [("field removed", "GeoLocation.postal_code"), ("field renamed?", "GeoLocation.city_name")]


def test_arguments_that_are_promised_a_position_keep_it() -> None:
    listed = {**ORDERS, "GeoLocation": ["longitude", "latitude", "accuracy"]}
    (moved,) = report_changes.compare(Side(TREE, ORDERS), Side(TREE, listed))
    assert moved.breaking
    assert str(moved) == (
        "GeoLocation: constructor arguments moved, latitude is number 2, was 1; longitude is number 1, was 2"
    )
    appended = {**ORDERS, "GeoLocation": [*ORDERS["GeoLocation"], "city_name"]}
    assert report_changes.compare(Side(TREE, ORDERS), Side(TREE, appended)) == []


# -- the suggestions --------------------------------------------------------------------------------------------------


def change(breaking: bool, section: str = "Changed") -> Any:
    return report_changes.Change("kind", "place", breaking, section)


ADDED, FIXED, BROKEN = change(False, "Added"), change(False), change(True)


@pytest.mark.parametrize(
    ("base", "found", "expected"),
    [
        ("0.1.0", [ADDED], "0.1.1"),
        ("0.1.4", [FIXED], "0.1.5"),
        ("0.1.4", [ADDED, BROKEN], "0.2.0"),
        ("1.2.3", [FIXED], "1.2.4"),
        ("1.2.3", [FIXED, ADDED], "1.3.0"),
        ("1.2.3", [FIXED, ADDED, BROKEN], "2.0.0"),
    ],
)
def test_the_version_follows_semver(base: str, found: list[Any], expected: str) -> None:
    assert report_changes.suggestion(found, base, "9")["suggested"] == expected


def test_no_change_needs_no_version() -> None:
    assert report_changes.suggestion([], "1.2.3", "1.2.3") is None
    assert report_changes.suggestion([ADDED], "1.2.3rc1", "1.2.3") is None


# -- the command, in checkouts ----------------------------------------------------------------------------------------


class Checkout:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        for name in ("openapi", "scripts", "mparticle_facade"):
            shutil.copytree(ROOT / name, directory / name, ignore=shutil.ignore_patterns("__pycache__"))

    def git(self, *command: str) -> None:
        known = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *known, *command], cwd=self.directory, check=True, capture_output=True)

    def commit(self, message: str = "A commit") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def report(self, *options: str) -> str:
        command = [sys.executable, "-W", "error", str(self.directory / "scripts/report_changes.py"), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.directory / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_without_anything_to_compare_with_the_command_says_so(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(checkout.directory.parent))
    assert checkout.report().startswith("No report of changes: this is no git checkout (")
    checkout.git("init", "--quiet")
    assert checkout.report() == "No report of changes: there is no commit HEAD yet.\n"
    checkout.git("add", "scripts")
    checkout.git("commit", "--quiet", "--message", "Without a description")
    assert checkout.report() == "No report of changes: HEAD has no openapi/events.yaml.\n"
    assert checkout.report("--base", "nonsense") == "No report of changes: there is no commit nonsense.\n"
    monkeypatch.setenv("PATH", str(checkout.directory))
    assert checkout.report() == "No report of changes: git is not installed.\n"
    problem = {"base": "HEAD", "problem": "git is not installed", "changes": [], "version": None}
    assert json.loads(checkout.report("--json")) == problem


def test_the_report_names_changes_changelog_and_version(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    checkout.commit("First")
    assert checkout.report().startswith("No change of the public surface since HEAD.\n")
    checkout.edit("openapi/events.yaml", "        postal_code:\n", "        zip_code:\n")
    checkout.edit("openapi/events.yaml", "        - lat_long\n", "        - lat_long\n        - guessed\n")
    lines = checkout.report().splitlines()
    assert lines[:13] == [
        "Changes of the public surface since HEAD:",
        "  BREAKING    GeoLocation.postal_code: field renamed?, GeoLocation.zip_code is new and of the same type",
        "  compatible  LocationSource.guessed: value added",
        "",
        "Suggested for CHANGELOG.md:",
        "",
        "### Added",
        "",
        "* `LocationSource.guessed`: value added.",
        "",
        "### Changed",
        "",
        "* **Breaking:** `GeoLocation.postal_code`: field renamed?, GeoLocation.zip_code is new and of the same type.",
    ]
    major, minor, _ = mparticle_facade.__version__.split(".")
    suggested = f"{major}.{int(minor) + 1}.0"  # before 1.0 a breaking change is a minor version
    assert lines[14].startswith(
        f"Suggested version: {suggested} (a breaking change since {mparticle_facade.__version__}; "
    )
    checkout.commit("Second")
    assert checkout.report().startswith("No change of the public surface since HEAD.\n")
    report = json.loads(checkout.report("--json", "--base", "HEAD~1"))
    assert report["base"] == "HEAD~1"
    assert [(entry["kind"], entry["breaking"]) for entry in report["changes"]] == [
        ("field renamed?", True),
        ("value added", False),
    ]
    assert report["version"]["suggested"] == suggested


def test_a_description_that_can_not_be_read_is_said(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    checkout.edit("openapi/events.yaml", "components:\n", "components: [\n")
    checkout.commit()
    assert checkout.report() == "No report of changes: openapi/events.yaml of HEAD can't be read.\n"
    (checkout.directory / "openapi/events.yaml").write_text("components: 1\npaths: []\n", "utf-8")
    checkout.commit()
    assert checkout.report().startswith("No report of changes: HEAD or the working tree holds no sound description (")


def test_the_python_of_the_facade_is_compared(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    checkout.commit()
    checkout.edit("mparticle_facade/models/events.py", "def create_upgrade_event(cls)", "def create_update_event(cls)")
    checkout.edit("mparticle_facade/models/batch.py", "def add_event(self, event:", "def add_event(self, *, event:")
    checkout.edit("mparticle_facade/codec/schema.py", "def nearest(", "def closest(")  # not exported
    found = json.loads(checkout.report("--json"))["changes"]
    assert sorted((entry["kind"], entry["place"]) for entry in found) == [
        ("parameter kind was changed", "mparticle_facade.models.batch.Batch.add_event"),
        (
            "public object was removed",
            "mparticle_facade.models.events.ApplicationStateTransitionEvent.create_upgrade_event",
        ),
    ]
    assert all(entry["breaking"] for entry in found)
