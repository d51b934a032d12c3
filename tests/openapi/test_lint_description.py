"""The description says what is wrong with it: every finding at once, each on a line of its own with the YAML line."""

from __future__ import annotations

import copy
import importlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
OPENAPI = ROOT / "openapi"
TREE = yaml.safe_load((OPENAPI / "events.yaml").read_text("utf-8"))
SCHEMAS = "components.schemas."
ONE_LINE = re.compile(r"openapi/[\w.]+:\d+(:\d+)?: \S.*")


def script(name: str) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        return importlib.import_module(name)


lint_description = script("lint_description")
description = script("description")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(OPENAPI, tmp_path_factory.mktemp("lint") / "openapi")


def lint(openapi: Path) -> list[Any]:
    return lint_description.lint(openapi)


def test_the_description_is_in_order() -> None:
    assert list(map(str, lint(OPENAPI))) == []


# -- many things wrong at once ----------------------------------------------------------------------------------------

# Where the edit begins, what is replaced by what from there on, the place of the finding, and words of its message.
SOFT = [
    ("    GeoLocation:\n", "          description: Postal code (D-9).\n", "",
     f"{SCHEMAS}GeoLocation.properties.postal_code", "has no description"),
    ("    PromotionAction:\n", "      description: An action on promotions.\n", "",
     f"{SCHEMAS}PromotionAction", "has no description"),
    ("    DeviceInformation:\n", "Height of the screen in pixels.", "Height of the screen.",
     f"{SCHEMAS}DeviceInformation.properties.screen_height", "names no unit"),
    ("    SessionEndEventData:\n", "Length of the session, in milliseconds.", "Length of the session, in seconds.",
     f"{SCHEMAS}SessionEndEventData.allOf.1.properties.session_duration_ms", "has the unit ms"),
    ("    Product:\n", "          x-format: epoch-ms\n", "",
     f"{SCHEMAS}Product.properties.added_to_cart_time_ms", "needs x-format: epoch-ms"),
    ("    UserIdentity:\n", "When the identity was set, in milliseconds since the Unix epoch.", "When it was set.",
     f"{SCHEMAS}UserIdentity.properties.timestamp_unixtime_ms", 'says "in milliseconds since the Unix epoch"'),
    ("    RateLimitPercentageUsed:\n", ", in percent", "",
     "components.headers.RateLimitPercentageUsed", "names no unit"),
    ("  /events:\n", "accuracy: 25.0", "accuracy: near",
     "paths./events.post.requestBody.content.application/json.examples.custom_event.value.events.0.data.location"
     ".accuracy", 'wrong example: "near" is not of types'),
    ("  /bulkevents:\n", "total_product_amount: 259.0", "total_amount: 259.0",
     "paths./bulkevents.post.requestBody.content.application/json.examples.two_users.value.1.events.0.data"
     ".product_action.products.0", "'total_amount' was unexpected"),
    ("    BreadcrumbEvent:\n", "label: Opened the cart", "lable: Opened the cart",
     f"{SCHEMAS}BreadcrumbEvent.examples.0.data", '"label" is a required property'),
    ("    OptOutEvent:\n", "- event_type: opt_out\n", "- event_type: opt_uot\n",
     f"{SCHEMAS}OptOutEvent.examples.0.event_type", "wrong example"),
    ("    RateLimitPercentageUsed:\n", "example: 92", "example: many",
     "components.headers.RateLimitPercentageUsed.example", "wrong example"),
    ("    GeoLocation:\n", "x-recommended: true", "x-recomended: true",
     f"{SCHEMAS}GeoLocation.properties.latitude.x-recomended", "did you mean x-recommended?"),
    ("        longitude:\n          description: L", "x-recommended: true", "x-recommended: false",
     f"{SCHEMAS}GeoLocation.properties.longitude.x-recommended", "must be true"),
    ("    DeviceInformation:\n", "x-known-values: DevicePlatform", "x-known-values: DevicePlatfrom",
     f"{SCHEMAS}DeviceInformation.properties.platform.x-known-values", "did you mean DevicePlatform?"),
    ("    DevicePlatform:\n", "", "", f"{SCHEMAS}DevicePlatform", "is used nowhere"),
    ("        ios_idfv:\n", "x-format: uuid", "x-format: guid",
     f"{SCHEMAS}DeviceInformation.properties.ios_idfv.x-format", "one of epoch-ms, decimal-text, uuid, ip"),
    ("        mp_deviceid:\n", "x-format: uuid", "x-format: decimal-text",
     f"{SCHEMAS}Batch.properties.mp_deviceid.x-format", "needs type: integer"),
    ("    ShoppingCart:\n", "      type: object\n", "      type: object\n      x-recommended: true\n",
     f"{SCHEMAS}ShoppingCart.x-recommended", "belongs to a property"),
    ("    Product:\n", "Brand of the product.", 'Brand of the "product"',
     f"{SCHEMAS}Product.properties.brand.description", "docstring"),
    ("    Product:\n", "Category of the product.", "Category \\ of the product.",
     f"{SCHEMAS}Product.properties.category.description", "docstring"),
    ("    Product:\n", "Variant of the product,", "Variant '''of''' the product,",
     f"{SCHEMAS}Product.properties.variant.description", "docstring"),
    ("    DataConnectionType:\n", "- `wifi`: wireless", "- `wlan`: wireless",
     f"{SCHEMAS}DataConnectionType", "does not say what the value is for: - `wifi`"),
    ("    DataConnectionType:\n", "", "", f"{SCHEMAS}DataConnectionType", "describes `wlan`, which is not a value"),
    ("    DeviceInformation:\n", "        is_dst:\n", "        is-dst:\n",
     f"{SCHEMAS}DeviceInformation.properties.is-dst", "can't be the name of a Python attribute"),
    ("    DeviceInformation:\n", "        build_version_release:\n", "        to_dict:\n",
     f"{SCHEMAS}DeviceInformation.properties.to_dict", "taken in the generated classes"),
    ("    DataPlanContext:\n", "          type: string\n", "          type: string\n          readOnly: true\n",
     f"{SCHEMAS}DataPlanContext.properties.plan_id", "readOnly make no sense"),
    ("    UninstallEvent:\n", "        - data\n", "", f"{SCHEMAS}UninstallEvent", "must require event_type and data"),
    ("    CrashReportEventData:\n", "        - $ref: \"#/components/schemas/CommonEventData\"\n", "",
     f"{SCHEMAS}CrashReportEventData", "must have allOf with a $ref to #/components/schemas/CommonEventData"),
    ("    UserIdentities:\n", "        phone_number_3:\n", "        phone_number_2:\n",
     f"{SCHEMAS}UserIdentities.properties.phone_number_2", "stands here a second time"),
    ("              user_only:\n", "plan: free", "plan: yes",
     "paths./events.post.requestBody.content.application/json.examples.user_only.value.user_attributes.plan",
     "put quotes around it"),
    ("  /bulkevents/historical:\n", "operationId: bulkUploadHistoricalEvents", "operationId: bulkUploadEvents",
     "paths", "is not unique"),
]  # fmt: skip

BREAKING = [
    ("        device_info:\n", "schemas/DeviceInformation", "schemas/DeviceInformatoin",
     f"{SCHEMAS}Batch.properties.device_info.oneOf.0.$ref", "is nowhere; did you mean DeviceInformation?"),
    ("  /bulkevents:\n", "responses/ServiceUnavailable", "responses/Nothing",
     "paths./bulkevents.post.responses.503.$ref", "is nowhere"),
    ("        attribution_info:\n", "schemas/AttributionInfo", "schemas/Batch/properties/ip",
     f"{SCHEMAS}Batch.properties.attribution_info.oneOf.0.$ref", "the name of a component"),
    ("    TooManyRequests:\n", "#/components/headers/RetryAfter", "other.yaml#/components/headers/RetryAfter",
     "components.responses.TooManyRequests.headers.Retry-After.$ref", "must begin with #/"),
    ("            action_identifier:\n", "maxLength: 100", "pattern: x",
     f"{SCHEMAS}PushMessageEventData.allOf.1.properties.action_identifier.pattern", "no keyword that the validation"),
    ("        gps_state:\n", 'type: [boolean, "null"]', "type: boolean\n          nullable: true",
     f"{SCHEMAS}DeviceCurrentState.properties.gps_state.nullable", 'write type: [..., "null"]'),
    ("        is_tablet:\n", 'type: [boolean, "null"]', 'type: [bool, "null"]',
     f"{SCHEMAS}DeviceInformation.properties.is_tablet.type", "must be a JSON type"),
    ("    AttributeName:\n", "maxLength: 256", "maxLength: -1", f"{SCHEMAS}AttributeName.maxLength", "whole number"),
    ("        batch_id:\n", "          maximum: 9223372036854775807\n", "",
     f"{SCHEMAS}Batch.properties.batch_id", "needs both minimum and maximum"),
    ("        event_num:\n", "format: int64", "format: date-time",
     f"{SCHEMAS}CommonEventData.properties.event_num.format", "one of int32, int64"),
    ("            session_number:\n", "maximum: 2147483647",
     "maximum: 2147483648",
     f"{SCHEMAS}CrashReportEventData.allOf.1.properties.session_number.format", "between -2147483648 and 2147483647"),
    ("        deleted_user_attributes:\n", "          items:\n            type: string\n",
     "          items:\n            type: object\n            properties:\n              a: {type: string}\n",
     f"{SCHEMAS}Batch.properties.deleted_user_attributes.items.properties", "belong in a component"),
    ("            http_verb:\n", 'type: [string, "null"]',
     "type: string\n              enum: [GET]",
     f"{SCHEMAS}NetworkPerformanceEventData.allOf.1.properties.http_verb.enum", "belongs in a component"),
    ("        apple_search_ads_attributes:\n", "schemas/AttributesByKey", "schemas/AttributeValue",
     f"{SCHEMAS}ApplicationInformation.properties.apple_search_ads_attributes.oneOf.0", "a union inside a union"),
    ("    AttributeValue:\n", "        - type: boolean\n", "        - type: boolean\n        - type: boolean\n",
     f"{SCHEMAS}AttributeValue.anyOf.4", "the second member of type boolean"),
    ("        environment:\n          description: Whether", '          $ref: "#/components/schemas/Environment"\n',
     '          $ref: "#/components/schemas/Environment"\n          maxLength: 3\n',
     f"{SCHEMAS}Batch.properties.environment.maxLength", "stands beside $ref"),
    ("        amp_id:\n", 'type: [string, "null"]', "allOf: [{type: string}]",
     f"{SCHEMAS}DeviceInformation.properties.amp_id.allOf", "is understood in components only"),
    ("        has_nfc:\n", '          type: [boolean, "null"]\n', "",
     f"{SCHEMAS}DeviceInformation.properties.has_nfc", "has no type"),
    ("    PromotionAction:\n", "          items:\n", "          x-items:\n",
     f"{SCHEMAS}PromotionAction.properties.promotions", "is a list without items"),
    ("    PartnerIdentities:\n", "      additionalProperties:\n        type: string\n", "",
     f"{SCHEMAS}PartnerIdentities", "an object without properties"),
    ("        cpu:\n", 'type: [string, "null"]', "type: string\n          maxItems: 3",
     f"{SCHEMAS}DeviceCurrentState.properties.cpu.maxItems", "does nothing without type: array"),
    ("    AttributionInfo:\n", "        - publisher\n", "        - publsher\n",
     f"{SCHEMAS}AttributionInfo.required", 'names "publsher", which is no property; did you mean publisher?'),
    ("info:\n", "  title: mParticle Events API\n", "", "info", '"title" is a required property'),
    ("servers:\n", "    x-pod: us1\n", "", "servers.0", "has no x-pod"),
    ("  /events:\n", "      tags:\n        - events\n", "", "paths./events.post", "needs one tag"),
    ("  /bulkevents:\n", "      summary: Send up to 100 batches\n", "", "paths./bulkevents.post", "has no summary"),
    ("  /bulkevents/historical:\n", '        "503":\n', "        503:\n",
     "paths./bulkevents/historical.post.responses.503", "a key that is not text"),
    ("    Event:\n", '        - $ref: "#/components/schemas/FirstRunEvent"\n', "",
     f"{SCHEMAS}FirstRunEvent", "not in the oneOf of Event"),
    ("    Event:\n", '          uninstall: "#/components/schemas/UninstallEvent"\n', "",
     f"{SCHEMAS}UninstallEvent", "not in the mapping of Event"),
    ("    Event:\n", "          opt_out: ", "          opted_out: ",
     f"{SCHEMAS}Event.discriminator.mapping.opted_out", "is the tag of no event"),
    ("    EventType:\n", "        - breadcrumb\n", "        - crumb\n",
     f"{SCHEMAS}BreadcrumbEvent", "breadcrumb is not a value of EventType"),
    ("    EventType:\n", "", "", f"{SCHEMAS}EventType.enum.11", "crumb is the tag of no event"),
    ("    ProfileEvent:\n", "          const: profile\n", "",
     f"{SCHEMAS}ProfileEvent.properties.event_type", "needs const"),
    ("    SessionStartEvent:\n", "schemas/SessionStartEventData", "schemas/SessionEndEventData",
     f"{SCHEMAS}SessionStartEvent", "its data must be a $ref to SessionStartEventData"),
    ("    DevicePlatform:\n", "        - xbox\n", "        - xbox\n        - ios\n",
     f"{SCHEMAS}DevicePlatform.enum.11", "ios has the name of iOS in Python"),
    ("    BatchContext:\n", "    BatchContext:\n", "    Batchcontext: {type: string}\n    BatchContext:\n",
     f"{SCHEMAS}Batchcontext", "has the name of BatchContext"),
    ("    OptOutEventData:\n", "schemas/CommonEventData\"\n",
     "schemas/CommonEventData\"\n        - $ref: \"#/components/schemas/GeoLocation\"\n",
     f"{SCHEMAS}OptOutEventData.allOf", "more than one $ref"),
    ("    PushRegistrationEventData:\n", "            register:\n", "            page_url:\n",
     f"{SCHEMAS}PushRegistrationEventData", "has page_url twice"),
    ("    UninstallEventData:\n", "schemas/CommonEventData", "schemas/UninstallEventData",
     f"{SCHEMAS}UninstallEventData", "is a part of itself"),
]  # fmt: skip


def edited(openapi: Path, edits: list[tuple[str, ...]]) -> tuple[list[Any], list[str]]:
    """The findings after some edits, each made at the first fit after its start, and the lines of the file."""
    text = (OPENAPI / "events.yaml").read_text("utf-8")
    for start, old, new, *_ in edits:
        before, found, after = text.partition(f"\n{start}")
        assert found, start
        place = (start + after).find(old)
        assert place >= 0, old
        text = f"{before}\n{(start + after)[:place]}{new}{(start + after)[place + len(old) :]}"
    (openapi / "events.yaml").write_text(text, "utf-8")
    return lint(openapi), text.splitlines()


@pytest.fixture(scope="module")
def soft(copied: Path) -> tuple[list[Any], list[str]]:
    return edited(copied, SOFT)


@pytest.fixture(scope="module")
def breaking(copied: Path) -> tuple[list[Any], list[str]]:
    return edited(copied, BREAKING)


def check(result: tuple[list[Any], list[str]], place: str, message: str) -> None:
    findings, lines = result
    found = [finding for finding in findings if ".".join(finding.place) == place and message in finding.message]
    assert found, "\n".join(map(str, findings))
    line = lines[found[0].line - 1].strip()
    last = found[0].place[-1]
    if last.isdigit() and not line.startswith(f'"{last}"'):  # an item of a list, or a number as a key
        assert line.startswith(("- ", last)), line
    else:
        assert line.removeprefix("- ").lstrip('"').startswith(last), line


@pytest.mark.parametrize(("place", "message"), [case[3:] for case in SOFT], ids=[case[3] for case in SOFT])
def test_each_of_many_flaws_is_found_at_its_line(soft: tuple[list[Any], list[str]], place: str, message: str) -> None:
    check(soft, place, message)


@pytest.mark.parametrize(("place", "message"), [case[3:] for case in BREAKING], ids=[case[3] for case in BREAKING])
def test_each_of_many_breaks_is_found_at_its_line(
    breaking: tuple[list[Any], list[str]], place: str, message: str
) -> None:
    check(breaking, place, message)


def test_findings_are_single_lines_in_the_order_of_the_file(
    soft: tuple[list[Any], list[str]], breaking: tuple[list[Any], list[str]]
) -> None:
    for findings, _ in (soft, breaking):
        assert [str(finding) for finding in findings if not ONE_LINE.fullmatch(str(finding))] == []
        lines = [finding.line for finding in findings if finding.file == "openapi/events.yaml"]
        assert lines == sorted(lines)


# -- the other files --------------------------------------------------------------------------------------------------


def test_constructors_name_fields_that_there_are(tmp_path: Path) -> None:
    openapi = shutil.copytree(OPENAPI, tmp_path / "openapi")
    path = openapi / "constructors.yaml"
    wrong = "Place: [latitude]\nGeoLocation: [latitud, accuracy,"
    text = path.read_text("utf-8").replace("GeoLocation: [latitude,", wrong)
    path.write_text(text, "utf-8")
    number = text.splitlines().index("GeoLocation: [latitud, accuracy, longitude, accuracy]") + 1
    file = "openapi/constructors.yaml"
    assert list(map(str, lint(openapi))) == [
        f"{file}:{number - 1}: Place: is no schema",
        f'{file}:{number}: GeoLocation.0: "latitud" is no field of GeoLocation; did you mean latitude?',
        f'{file}:{number}: GeoLocation.3: "accuracy" stands twice',
    ]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ("", "openapi/constructors.yaml:1: must be a mapping from schemas to lists of fields"),
        ("Batch: 7\n", "openapi/constructors.yaml:1: Batch: must be a list of fields"),
        ("Batch: [[]]\n", 'openapi/constructors.yaml:1: Batch.0: "[]" is no field of Batch'),
        ("Batch: [\n", "openapi/constructors.yaml:2:1: line 2, column 1 is not YAML: "),
    ],
)
def test_constructors_are_lists_of_fields(tmp_path: Path, content: str, finding: str) -> None:
    openapi = shutil.copytree(OPENAPI, tmp_path / "openapi")
    (openapi / "constructors.yaml").write_text(content, "utf-8")
    (found,) = map(str, lint(openapi))
    assert found.startswith(finding)


def test_decisions_have_one_row_for_an_id_and_a_place(tmp_path: Path) -> None:
    openapi = shutil.copytree(OPENAPI, tmp_path / "openapi")
    path = openapi / "DECISIONS.md"
    text = path.read_text("utf-8").replace("\n| E-031 | ", "\n| E-030 | ")
    text = re.sub(r"(?m)^\| E-034 \| [^|]*\|", "| E-034 | Batch |", text)
    path.write_text(text, "utf-8")
    found = list(map(str, lint(openapi)))
    assert [re.sub(r":\d+:", ":N:", finding) for finding in found] == [
        "openapi/DECISIONS.md:N: E-030: stands twice",
        "openapi/DECISIONS.md:N: E-034: names no place: `Schema.field`",
    ]
    assert text.splitlines()[int(found[1].split(":")[1]) - 1].startswith("| E-034 ")


# -- files that can't be read -----------------------------------------------------------------------------------------

UNREADABLE = {
    "a bracket": (b"openapi: 3.1.0\ninfo: [\npaths: {}\n", "openapi/events.yaml:4:1: line 4, column 1 is not YAML: "),
    "a tab": (b"openapi: 3.1.0\n\tinfo: {}\n", "openapi/events.yaml:2:1: line 2, column 1 is not YAML: "),
    "Latin-1": ("openapi: 3.1.0\ninfo: é\n".encode("latin-1"), "openapi/events.yaml:2: line 2 is not YAML: "),
    "two documents": (b"a: {}\n---\nb: {}\n", "openapi/events.yaml:2:1: line 2, column 1 is not YAML: "),
    "an alias that contains itself": (b"a: &x\n  b: *x\n", "openapi/events.yaml:2: a.b: is a YAML alias"),
    "nothing": (b"# nothing\n", "openapi/events.yaml:1: holds no OpenAPI description"),
    "a list": (b"- openapi\n", "openapi/events.yaml:1: holds no OpenAPI description"),
}


@pytest.mark.parametrize(("content", "start"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_description_is_said_with_line_and_column(tmp_path: Path, content: bytes, start: str) -> None:
    openapi = shutil.copytree(OPENAPI, tmp_path / "openapi")
    (openapi / "events.yaml").write_bytes(content)
    findings = list(map(str, lint(openapi)))
    assert [finding for finding in findings if finding.startswith(start)] != [], findings
    assert [finding for finding in findings if not ONE_LINE.fullmatch(finding)] == []


# Scalars that YAML 1.1 and 1.2 read differently, or that JSON has no form for.
@pytest.mark.parametrize("scalar", ["yes", "off", "2026-01-01", "12:30", "0x10", "010", ".nan", "1_000"])
def test_scalars_that_are_not_the_same_to_all_readers_are_found(scalar: str) -> None:
    (finding,) = description.read(f"a:\n  b: {scalar}\n".encode(), "f.yaml").findings
    assert str(finding).startswith("f.yaml:2: a.b: ")
    assert description.read(f"a:\n  b: '{scalar}'\n".encode(), "f.yaml").findings == []


# -- robustness -------------------------------------------------------------------------------------------------------


def places(tree: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield (*place, key)
        yield from places(value, (*place, key))


ODD = [None, {}, [], "x", 1, True, ["a"], {"a": 1}, {"$ref": 7}, [None], {"oneOf": [None]}, {"allOf": [[]]}, 1.5]


@pytest.mark.parametrize("seed", range(25))
def test_no_shape_of_the_description_makes_the_check_fail(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    openapi = shutil.copytree(OPENAPI, tmp_path / "openapi")
    tree = copy.deepcopy(TREE)
    for place in chance.sample(list(places(tree)), 6):
        parent = tree
        try:
            for key in place[:-1]:
                parent = parent[key]
            parent[place[-1]] = copy.deepcopy(chance.choice(ODD))
        except (LookupError, TypeError):
            continue  # an earlier edit took it away
    (openapi / "events.yaml").write_text(json.dumps(tree), "utf-8")  # which is YAML, too
    findings = list(map(str, lint(openapi)))
    assert findings
    assert [finding for finding in findings if not ONE_LINE.fullmatch(finding)] == []


# -- the command ------------------------------------------------------------------------------------------------------


def test_the_command_prints_everything_and_fails(tmp_path: Path, copied: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(OPENAPI, tmp_path / "openapi")
    command = [sys.executable, "-W", "error", str(tmp_path / "scripts/lint_description.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    findings, _ = edited(tmp_path / "openapi", SOFT)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (1, list(map(str, findings)), "")
    (tmp_path / "openapi/events.yaml").unlink()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "events.yaml" in done.stdout
