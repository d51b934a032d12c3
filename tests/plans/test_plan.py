"""A batch against a plan, in the service's reading unless it says otherwise."""

from __future__ import annotations

import copy
import json
import pickle
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

import mparticle_facade as mparticle
from mparticle_facade.plans import patterns
from mparticle_facade.plans.accepting import accepting
from mparticle_facade.plans.schema import Compiler
from plans.pairs import members, pair, value
from plans.shapes import PLAN, SHAPES, USER, batch, commerce, custom, event, point

GOOD = {"Campaign Id": 3, "kind": "two seater"}
SHOP = mparticle.DataPlan.load(PLAN)


def plan(*points: dict[str, Any], **fields: Any) -> mparticle.DataPlan:
    return mparticle.DataPlan.load({"version": 1, "version_document": {"data_points": [*points], **fields}})


def one(definition: dict[str, Any], value: Any, **how: Any) -> list[tuple[str, str | None]]:
    """What a schema for one attribute says about a value."""
    attributes = {"custom_attributes": {"type": "object", "properties": {"x": definition}}}
    made = plan(point("custom_event", event(attributes), event_name="E", custom_event_type="other"))
    return [(v.type, v.keyword) for v in made.check(batch(custom("E", x=value)), **how)]


def told(tree: dict[str, Any], data_plan: mparticle.DataPlan = SHOP, **how: Any) -> list[tuple[str, str, str | None]]:
    return [(v.type, v.path, v.key) for v in data_plan.check(tree, **how)]


def test_what_keeps_to_the_plan_is_fine() -> None:
    assert told(batch(custom(**GOOD))) == []


def test_a_facade_batch_bytes_and_plain_values_are_judged_alike() -> None:
    built = mparticle.Batch("development", user_attributes=dict(USER))
    built.add_event(mparticle.AppEvent("Email Sends", "other", custom_attributes={**GOOD, "colour": "red"}))
    expected = [("unplanned", "$.events[0].data.custom_attributes.colour", "colour")]
    assert told(built) == told(built.to_dict()) == told(built.to_json()) == expected  # type: ignore[arg-type]


def test_a_violation_says_all_that_is_needed_to_mend_it() -> None:
    (found,) = SHOP.check(batch(custom(**{"Campaign Id": 3, "kin": "two seater"})))
    assert found.type == "unplanned"
    assert found.path == "$.events[0].data.custom_attributes.kin"
    assert found.pointer == "#/data/custom_attributes"
    assert str(found.point) == 'custom_event "Email Sends" (other)'
    assert found.nearest == "kind"
    assert 'did you mean "kind"?' in str(found)
    (found,) = SHOP.check(batch(custom(**{**GOOD, "kind": "two seatr"})))
    assert (found.expected, found.actual) == ('one of "two seater", "three seater"', "two seatr")
    assert "two seatr;" not in found.message.replace('"two seater"', "")  # the value may be personal data
    (found,) = SHOP.check(batch(custom(kind="two seater")))
    assert (found.type, found.path, found.expected) == (
        "missing_required", '$.events[0].data.custom_attributes["Campaign Id"]', "Campaign Id",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "near"),
    [
        (custom("Email Send"), 'custom_event "Email Sends" (other)'),
        (custom("email sends"), 'custom_event "Email Sends" (other)'),
        (custom("Email Sends", "navigation"), 'custom_event "Email Sends" (other)'),
        ({"event_type": "screen_view", "data": {"screen_name": "Chekout"}}, 'screen_view "Checkout"'),
        (commerce(product_action={"action": "purchases"}), 'product_action "purchase"'),
        (custom("Something Else Entirely"), None),
    ],
)
def test_an_event_that_is_not_planned_names_the_nearest_that_is(given: dict[str, Any], near: str | None) -> None:
    (found,) = SHOP.check(batch(given))
    assert (found.type, found.path, found.point, found.nearest) == ("unplanned", "$.events[0]", None, near)


def test_the_service_judges_three_types_of_events() -> None:
    others = [{"event_type": kind, "data": {}} for kind in ("session_start", "profile", "push_message")]
    assert told(batch(*others)) == []
    assert [kind for kind, *_ in told(batch(*others), reading="npm")] == ["unplanned"] * 3


@pytest.mark.parametrize(
    ("definition", "good", "bad"),
    [
        ({"type": "number"}, [1, 1.5, "1", "-1.5e3"], ["one", True, "", "1 "]),
        ({"type": "integer"}, [1, 5.0, "7", "5.0"], [1.5, "1.5", "x"]),
        ({"type": "boolean"}, [True, "true", "FALSE"], [1, "yes", "1"]),
        ({"type": "string"}, ["a", 1, True, 1.5], [[], {}]),
        ({"type": "string", "pattern": patterns.NUMBER}, ["1", 1, 1.5], ["x", True]),
        ({"type": "string", "pattern": patterns.BOOLEAN}, [True, "true", False], ["x", 1]),
        ({"type": "string", "enum": ["1", "true"]}, [1, True, "1"], [2, False, "one"]),
        ({"enum": [1, True]}, [1, "1", True, "true"], [2, "2"]),
        ({"const": 5}, [5, "5", 5.0], [6, "five"]),
        ({"type": "number", "minimum": 1, "maximum": 2}, [1, "2"], [0, "3"]),
        ({"type": "array", "items": {"type": "number"}}, [[1, "2"], []], [["x"], "x", {}]),
        ({"type": ["string", "null"]}, ["x", 1, None], [[]]),
        ({"minLength": 2}, ["ab", 12], ["a", 1]),
    ],
)
def test_numbers_and_booleans_may_be_their_text_and_the_other_way_round(
    definition: dict[str, Any], good: list[Any], bad: list[Any]
) -> None:
    assert [value for value in good if one(definition, value)] == []
    assert [value for value in bad if not one(definition, value)] == []


@pytest.mark.parametrize(
    ("definition", "value"), [({"type": "number"}, "1"), ({"type": "string"}, 1), ({"enum": ["1"]}, 1)]
)
def test_the_npm_reading_is_strict(definition: dict[str, Any], value: Any) -> None:
    assert one(definition, value) == []
    assert len(one(definition, value, reading="npm")) == 1


def test_what_was_found_is_what_is_in_the_batch() -> None:
    (found,) = SHOP.check(batch(custom(**{**GOOD, "Campaign Id": "101"})))
    assert (found.keyword, found.actual) == ("maximum", "101")


def test_null_is_absent() -> None:
    assert told(batch(custom(**GOOD, unplanned=None))) == []
    assert [v[0] for v in told(batch(custom(**{"Campaign Id": None})))] == ["missing_required"]


def test_identities_have_the_names_of_the_identity_service() -> None:
    good = batch(user_identities={"customer_id": "1"}, device_info={"ios_advertising_id": "x"})
    assert told(good) == []
    bad = batch(user_identities={"customer_id": "x", "email": "e"}, device_info={"android_advertising_id": "y"})
    assert told(bad) == [
        ("invalid_value", "$.user_identities.customer_id", "customerid"),
        ("unplanned", "$.user_identities.email", "email"),
        ("unplanned", "$.device_info.android_advertising_id", "android_aaid"),
    ]
    assert told(bad, reading="npm") == []


def test_product_attributes_are_judged_too() -> None:
    products = [{"custom_attributes": {"colour": "red"}}, {"custom_attributes": {"colour": "green"}}]
    found = told(batch(commerce(custom_attributes={}, product_action={"action": "purchase", "products": products})))
    path = "$.events[0].data.product_action.products[1].custom_attributes.colour"
    assert found == [("invalid_value", path, "colour")]


def test_a_point_that_is_there_twice_counts_once() -> None:
    twice = [
        point("screen_view", event({"custom_attributes": {"required": [name]}}), screen_name="Home")
        for name in ("first", "later")
    ]
    made = plan(*twice)
    (found,) = made.check(
        batch({"event_type": "screen_view", "data": {"screen_name": "Home", "custom_attributes": {}}})
    )
    assert found.expected == "later"
    assert "is there twice" in made.notices[0]


# -- forms of the document


def whole(*versions: int) -> dict[str, Any]:
    return {"data_plan_id": "shop", "data_plan_versions": [{**PLAN, "version": number} for number in versions]}


def test_a_version_a_whole_plan_and_the_web_sdks_form_are_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(PLAN).encode())
    web = {"dtpn": {"blok": {"ev": True, "ea": False, "ua": True, "id": False}, "vers": PLAN}}
    loaded = [mparticle.DataPlan.load(source) for source in (file, str(file), file.read_bytes(), PLAN, whole(3), web)]
    assert {(found.id, found.version, found.digest) for found in loaded} == {("shop", 3, SHOP.digest)}
    assert loaded[-1].blocks == (True, False, True, False)
    assert mparticle.DataPlan.load(whole(1, 2, 3), version=2).version == 2


def test_plain_values_need_not_come_from_json() -> None:
    points = tuple(MappingProxyType(each) for each in PLAN["version_document"]["data_points"])
    values = {**PLAN, "created_on": datetime.now(UTC), "version_document": MappingProxyType({"data_points": points})}
    assert mparticle.DataPlan.load(MappingProxyType(values)).digest == SHOP.digest


@pytest.mark.parametrize(
    "definition",
    [
        {"type": "integer", "exclusiveMinimum": 0.5},
        {"type": "integer", "minimum": -(2**70), "maximum": 2**70},
        {"type": "string", "maxLength": 2**70},
        {"type": "integer", "exclusiveMaximum": -(2**63)},
    ],
)
def test_limits_that_no_type_has_are_judged_all_the_same(definition: dict[str, Any]) -> None:
    plan = mparticle.DataPlan.load(attribute(definition))
    good: Any = "text" if definition["type"] == "string" else 5
    found = [plan.check(batch(custom(x=value))) for value in (good, {})]
    assert bool(found[0]) is ("exclusiveMaximum" in definition)
    assert [one.type for one in found[1]] == ["invalid_value"]


def test_a_plan_can_be_copied_and_sent_to_another_process() -> None:
    for twin in (copy.copy(SHOP), copy.deepcopy(SHOP), pickle.loads(pickle.dumps(SHOP))):
        assert told(SHAPES["custom_event"][1], twin) == told(SHAPES["custom_event"][1])


def broken(change: dict[str, Any], index: int = 0) -> dict[str, Any]:
    points = copy.deepcopy(PLAN["version_document"]["data_points"])
    points[index] |= change
    return {**PLAN, "version_document": {"data_points": points}}


def attribute(definition: Any) -> dict[str, Any]:
    return broken(
        {
            "validator": {
                "type": "json_schema",
                "definition": event({"custom_attributes": {"properties": {"x": definition}}}),
            }
        }
    )


def nested(levels: int) -> dict[str, Any]:
    definition: dict[str, Any] = {}
    for _ in range(levels):
        definition = {"properties": {"x": definition}}
    return attribute(definition)


NAMELESS = broken({"match": {"type": "custom_event", "criteria": {"event_name": "x"}}})


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "is not JSON"),
        (b"\xff", "is not JSON"),
        (b"[" * 10_000, "is not JSON"),
        (b"[]", "must be an object, not a list"),
        (broken({"description": object()}), "has no JSON form: object objects have none"),
        (attribute({"const": set}), "has no JSON form"),
        (nested(5_000), "has no JSON form: maximum recursion depth"),
        (nested(100), "is nested more than"),
        (b"{}", 'neither "version_document"'),
        ({"version_document": []}, "version_document must be an object"),
        ({"version_document": {"data_points": {}}}, "data_points must be a list, not an object"),
        ({"version_document": {"data_points": [1]}}, "data_points[0] must be an object, not a number"),
        ({"data_plan_versions": []}, "has no versions"),
        (whole(1, 2), "has the versions 1, 2: say which one"),
        ({"data_plan_versions": [{"version": 1}]}, "has no data points"),
        ({**PLAN, "version": "3"}, "version must be a whole number"),
        (broken({"match": {"type": 1}}), "match.type must be text"),
        (broken({"match": {"type": "custom_evnt", "criteria": {}}}), 'did you mean "custom_event"'),
        (
            broken({"match": {"type": "custom_event", "criteria": {"event_name": "x"}}}),
            "criteria.custom_event_type must be text",
        ),
        (broken({"validator": {"type": "json_schema", "definition": 1}}), "definition must be an object"),
        (attribute("text"), "x must be an object, a JSON schema"),
        (attribute({"type": "text"}), "x.type must be one of"),
        (attribute({"enum": "a"}), "x.enum must be a list"),
        (attribute({"minimum": "1"}), "x.minimum must be a number"),
        (attribute({"minLength": -1}), "x.minLength must be a whole number"),
        (attribute({"required": "a"}), "x.required must be a list of names"),
        (attribute({"properties": []}), "x.properties must be an object"),
        (attribute({"pattern": "("}), "the pattern '(' is no regular expression"),
        (attribute({"pattern": 1}), "x.pattern must be text"),
        (attribute({"multipleOf": 0}), "x.multipleOf must be a number above 0"),
        (b" " * 10_000_001, "is 10000001 bytes"),
        ("/nowhere/plan.json", "can't be read: No such file"),
        ("/", "can't be read"),
        ("a\0b", "can't be read"),
    ],
)
def test_bad_input_is_one_clear_message(source: Any, words: str) -> None:
    with pytest.raises(mparticle.DataPlanError, match=words.replace("(", r"\(").replace("[", r"\[")) as error:
        mparticle.DataPlan.load(source)
    assert "\n" not in str(error.value)


def test_a_version_that_is_not_there_is_an_error() -> None:
    with pytest.raises(mparticle.DataPlanError, match="has no version 9, but 1, 2"):
        mparticle.DataPlan.load(whole(1, 2), version=9)
    with pytest.raises(mparticle.DataPlanError, match="holds version 3 of the plan, not 9"):
        mparticle.DataPlan.load(PLAN, version=9)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (broken({"match": None}), "data_points[0] has no match: it is left out"),
        (broken({"match": None, "validator": None}), "has no match and no validator"),
        (broken({"validator": {"type": "xml"}}), "its validator is no JSON schema"),
        (broken({"match": {"type": "session_start", "criteria": {}}}), "the service does not hold such events"),
        (broken({"match": {"type": "profile", "criteria": {}}}), "which nothing sends"),
        (attribute({"anyOf": []}), '"anyOf" is not supported in plans by the service'),
        (attribute({"patternProperties": {}}), '"patternProperties" is not supported'),
        (attribute({"minimun": 1}), '"minimun" is no keyword'),
        (attribute({"format": "colour"}), 'the format "colour" is not known'),
        (attribute({"pattern": "(?=a)b"}), "can't be matched in bounded time"),
        (attribute({"pattern": r"(a)\1"}), "can't be matched in bounded time"),
    ],
)
def test_what_is_not_judged_is_said(source: dict[str, Any], words: str, caplog: pytest.LogCaptureFixture) -> None:
    notices = mparticle.DataPlan.load(source).notices
    assert [notice for notice in notices if words in notice], notices
    assert words in caplog.text


def test_a_thousand_points_are_a_plan_and_one_more_is_not() -> None:
    points = [point("screen_view", event({}), screen_name=f"Screen {number}") for number in range(1001)]
    assert len(plan(*points[:1000]).points) == 1000
    with pytest.raises(mparticle.DataPlanError, match="has 1001 data points; a plan holds at most 1000"):
        plan(*points)


@pytest.mark.parametrize(
    "pattern",
    [r"^(a+)+$", r"^(a|aa)+$", r"^(a|a)*$", r"(.*)*x", r"a*a*a*a*a*b", r"^(\w+\s?)*$", r"((a{0,9}){0,9}){0,9}b"],
)
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    test = patterns.test(pattern)
    started = time.process_time()
    assert not test("a" * 4000 + "!")
    assert time.process_time() - started < 5  # years, with an engine that tries every way


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("^a$", "a\n", False),
        (r"^\d$", "٣", False),
        ("b", "abc", True),
        (r"^[$]$", "$", True),
        (r"^a\$$", "a$", True),
        (r"^\u00e9$", "é", True),
        (r"^[\]a]+$", "]a", True),
        (r"^(?<name>a)$", "a", True),
        ("^(a|b)+$", "abba", True),
        (r"^(\u00e9|b)+$", "éb", True),
    ],
)
def test_patterns_mean_what_they_mean_in_javascript(pattern: str, text: str, matches: bool) -> None:
    assert bool(patterns.test(pattern)(text)) is matches


def test_a_repeated_choice_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "re2", None)
    with pytest.raises(mparticle.DataPlanError, match=r"mparticle-facade\[plan\]"):
        patterns.test("^(a|b)+$")
    assert patterns.test("^[a-z]+$")("abc")


def test_the_first_look_takes_only_what_the_rules_take() -> None:
    taken = 0
    for seed in range(3000):
        random = Random(seed)
        definition = members(random)
        content = value(random, definition)
        found: list[Any] = []
        for check in Compiler("service").rule(definition, "x")[type(content)]:
            check(content, (), found)
        if accepting(definition)(content):
            taken += 1
            assert found == [], (definition, content)
    assert taken > 300  # otherwise it would show nothing


@pytest.mark.parametrize("seed", range(60))
def test_what_npm_accepts_the_service_accepts(seed: int) -> None:
    """The readings differ in leniency: of the same events the service never says more than npm."""
    document, tree = pair(seed)
    made = mparticle.DataPlan.load(document)
    strict = {(v.path, v.keyword) for v in made.check(tree, reading="npm")}
    nulls = "null" in json.dumps(tree)
    assert nulls or {(v.path, v.keyword) for v in made.check(tree)} <= strict


@pytest.mark.parametrize(
    "tree",
    [
        {"events": 1},
        {"events": [1, {"event_type": []}]},
        {"events": [{"event_type": "commerce_event", "data": {"product_action": 1}}]},
        {"events": [{"event_type": "custom_event", "data": "x"}]},
        {"user_attributes": []},
        {"user_identities": 3},
    ],
)
def test_what_is_no_batch_is_left_to_the_validation(tree: dict[str, Any]) -> None:
    SHOP.check(msgspec.json.encode(tree))


def test_plain_values_are_judged_as_they_are_valid_or_not() -> None:
    tree = batch({"event_type": "screen_view", "data": {"screen_name": "Checkout", "custom_attributes": ""}})
    expected = [("invalid_value", "$.events[0].data.custom_attributes", "custom_attributes")]
    assert told(tree) == told(json.dumps(tree).encode()) == expected  # type: ignore[arg-type]
    assert told(tree | {"user_attributes": {"plan": "gold", "age": Decimal(-1)}})[1][0] == "invalid_value"


def test_bytes_that_are_no_batch_are_an_error() -> None:
    for given in (b"", b"[]", b"1"):
        with pytest.raises(mparticle.ValidationError):
            SHOP.check(given)


def test_a_reading_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(mparticle.DataPlanError, match='"service" or "npm"'):
        SHOP.check(batch(), reading="strict")  # type: ignore[arg-type]
