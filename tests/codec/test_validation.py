"""The report: every problem of a batch at once, each with its exact place, and nothing said of a batch without any."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

import mparticle_facade as mparticle
from mparticle_facade import AppEvent, Batch, Problem, ValidationError
from mparticle_facade.codec import decoders, encoding, envelopes
from mparticle_facade.codec.report import COMMERCE_RULE, Report, examine
from mparticle_facade.limits import MAX_BATCH_BYTES
from parts.wire_samples import EVENT_SCHEMAS, NOW_MS, SCHEMAS, Json, batches, full_batch, json_schema, mutations

DAY_MS = 86_400_000
ERRORS = {"invalid", "limit", "unknown_field"}


def batch(event_type: str | None = None, /, **members: Json) -> Json:
    """A batch in wire form: with these members, or with one event of this type with these members."""
    if event_type is None:
        return {"environment": "development", **members}
    return {"environment": "development", "events": [{"event_type": event_type, "data": members}]}


def custom(**members: Json) -> Json:
    required = {"event_name": "x", "custom_event_type": "other", "timestamp_unixtime_ms": NOW_MS}
    return batch("custom_event", **{**required, **members})


def found(tree: Json, **options: Any) -> list[tuple[str, str]]:
    """Kind and path of every problem."""
    return [(problem.kind, problem.path) for problem in examine(tree, now_ms=NOW_MS, **options).problems]


def the_problem(tree: Json) -> Problem:
    [problem] = examine(tree, now_ms=NOW_MS).problems
    return problem


# -- errors -----------------------------------------------------------------------------------------------------------

DATA = "$.events[0].data"
CONSENT = {"consented": True, "timestamp_unixtime_ms": NOW_MS}

INVALID = [
    ({}, "$.environment"),
    ({"environment": None}, "$.environment"),
    ({"environment": "staging"}, "$.environment"),
    ([], "$"),
    (None, "$"),
    (batch(mpid="many"), "$.mpid"),
    (batch(mpid=True), "$.mpid"),
    (batch(mpid=1.5), "$.mpid"),
    (batch(mpid=2**63), "$.mpid"),
    (batch(schema_version=2**31), "$.schema_version"),
    (batch(ip=5), "$.ip"),
    (batch(modified=1), "$.modified"),
    (batch(events={}), "$.events"),
    (batch(events=["x"]), "$.events[0]"),
    (batch(events=[{"data": {}}]), "$.events[0]"),
    (batch(events=[{"event_type": "uninstall"}]), "$.events[0].data"),
    (batch(events=[{"event_type": "uninstall", "data": None}]), "$.events[0].data"),
    (batch(events=[{"event_type": "pre_attribution", "data": {}}]), "$.events[0].event_type"),
    (batch(events=[{"event_type": None, "data": {}}]), "$.events[0].event_type"),
    (batch(device_info=[]), "$.device_info"),
    (batch(device_info={"is_tablet": "yes"}), "$.device_info.is_tablet"),
    (batch(device_info={"att_authorization_status": "maybe"}), "$.device_info.att_authorization_status"),
    (batch(context={"data_plan": {}}), "$.context.data_plan.plan_id"),
    (batch(context={"location": {"latitude": "north", "longitude": 13}}), "$.context.location.latitude"),
    (batch(deleted_user_attributes=["a", None]), "$.deleted_user_attributes[1]"),
    (batch(user_attributes={"a b": {"c": 1}}), '$.user_attributes["a b"]'),
    (batch(user_attributes={"a": [1, [2]]}), "$.user_attributes.a[1]"),
    (batch(partner_identities={"acme": 5}), "$.partner_identities.acme"),
    (batch(integration_attributes={"24": {"k": []}}), '$.integration_attributes["24"].k'),
    (batch(consent_state={"gdpr": {"ads": {"consented": True}}}), "$.consent_state.gdpr.ads.timestamp_unixtime_ms"),
    (batch(consent_state={"ccpa": {"sale": CONSENT}}), "$.consent_state.ccpa.sale"),
    (custom(event_name=None), f"{DATA}.event_name"),
    (custom(custom_event_type="Unknown"), f"{DATA}.custom_event_type"),
    (custom(custom_attributes={"a": [1]}), f"{DATA}.custom_attributes.a"),
    (custom(custom_attributes=[]), f"{DATA}.custom_attributes"),
    (custom(custom_flags=True), f"{DATA}.custom_flags"),
    (custom(custom_flags=["a"]), f"{DATA}.custom_flags"),
    (batch("uninstall", custom_flags="a"), f"{DATA}.custom_flags"),
]


@pytest.mark.parametrize(("tree", "path"), INVALID, ids=lambda value: value if isinstance(value, str) else "")
def test_what_the_service_rejects_is_an_error_at_its_place(tree: Json, path: str) -> None:
    assert [(kind, where) for kind, where in found(tree) if kind in ERRORS] == [("invalid", path)]
    assert not decoders.valid(json.dumps(tree).encode())
    with pytest.raises(ValidationError):
        encoding.prepare(json.dumps(tree).encode(), limits="warn", unknown_fields="warn")


LIMITS = [
    (custom(event_name="x" * 256), f"{DATA}.event_name", custom(event_name="x" * 257)),
    (
        custom(custom_attributes={"k" * 256: 1}),
        f"{DATA}.custom_attributes.{'k' * 257}",
        custom(custom_attributes={"k" * 257: 1}),
    ),
    (
        custom(custom_attributes={"k": "x" * 4096}),
        f"{DATA}.custom_attributes.k",
        custom(custom_attributes={"k": "x" * 4097}),
    ),
    (
        batch(user_attributes={f"k{index}": 1 for index in range(100)}),
        "$.user_attributes",
        batch(user_attributes={f"k{index}": 1 for index in range(101)}),
    ),
    (
        batch(user_attributes={"k" * 256: 1}),
        f"$.user_attributes.{'k' * 257}",
        batch(user_attributes={"k" * 257: 1}),
    ),
    (batch(user_attributes={"k": "x" * 4096}), "$.user_attributes.k", batch(user_attributes={"k": "x" * 4097})),
    (batch(user_attributes={"k": [1] * 1000}), "$.user_attributes.k", batch(user_attributes={"k": [1] * 1001})),
    (
        batch(user_attributes={"k": ["x" * 512]}),
        "$.user_attributes.k[0]",
        batch(user_attributes={"k": ["x" * 513]}),
    ),
    (
        batch("push_message", push_message_type="sent", action_identifier="x" * 100),
        f"{DATA}.action_identifier",
        batch("push_message", push_message_type="sent", action_identifier="x" * 101),
    ),
]


@pytest.mark.parametrize(
    ("at_most", "path", "beyond"), LIMITS, ids=lambda value: value[:50] if isinstance(value, str) else ""
)
def test_a_value_over_a_service_limit_is_an_error_unless_limits_only_warn(
    at_most: Json, path: str, beyond: Json
) -> None:
    assert not any(kind in ERRORS for kind, _ in found(at_most))
    assert [(kind, where) for kind, where in found(beyond) if kind in ERRORS] == [("limit", path)]
    payload = json.dumps(beyond).encode()
    assert not decoders.valid(payload)
    with pytest.raises(ValidationError) as caught:
        encoding.prepare(payload)
    assert [(problem.kind, problem.path) for problem in caught.value.problems] == [("limit", path)]
    assert encoding.prepare(payload, limits="warn") == payload
    warnings = Batch.from_dict(beyond).validate(limits="warn")
    assert ("limit", path) in [(problem.kind, problem.path) for problem in warnings]


def test_lengths_are_counted_in_characters_not_in_bytes() -> None:
    tree = custom(event_name="😀" * 256)
    assert found(tree) == []
    assert decoders.valid(json.dumps(tree).encode())


UNKNOWN = [
    (batch(device_info={"platfrom": "iOS"}), "$.device_info.platfrom", "platform"),
    (batch(context={"location": {"lattitude": 1, "latitude": 1, "longitude": 1}}), None, "latitude"),
    (custom(custom_atributes={}), f"{DATA}.custom_atributes", "custom_attributes"),
    (
        {**batch(), "events": [{"event_type": "uninstall", "data": {"timestamp_unixtime_ms": 0}, "dat": 1}]},
        None,
        "data",
    ),
    (batch(qqq=1), "$.qqq", None),
]


@pytest.mark.parametrize(("tree", "path", "meant"), UNKNOWN)
def test_an_unknown_field_is_an_error_with_the_nearest_name_unless_unknown_fields_only_warn(
    tree: Json, path: str | None, meant: str | None
) -> None:
    problem = the_problem(tree)
    assert problem.kind == "unknown_field"
    assert path in (None, problem.path)
    assert (f'did you mean "{meant}"?' in problem.message) is (meant is not None)
    payload = json.dumps(tree).encode()
    assert not decoders.valid(payload)
    with pytest.raises(ValidationError):
        encoding.prepare(payload)
    assert encoding.prepare(payload, unknown_fields="warn") == payload
    warnings = Batch.from_dict(tree).validate(unknown_fields="warn")
    assert ("unknown_field", problem.path) in [(warning.kind, warning.path) for warning in warnings]


def test_a_hundred_nearest_names_are_looked_for_and_all_unknown_fields_are_named() -> None:
    problems = examine(batch(**{f"envrionment{number}": 1 for number in range(18_000)}), now_ms=NOW_MS).problems
    assert len(problems) == 18_000
    suggested = ['did you mean "environment"?' in problem.message for problem in problems]
    assert suggested == [True] * 100 + [False] * 17_900


@pytest.mark.parametrize(
    ("tree", "meant"),
    [
        (batch(events=[{"event_type": "custom_evnt", "data": {}}]), "custom_event"),
        ({"environment": "developmnt"}, "development"),
        (custom(custom_event_type="navigaton"), "navigation"),
        (batch("commerce_event", product_action={"action": "remove_from_wishlist"}), "remove_from_wish_list"),
    ],
)
def test_a_misspelt_value_of_an_enumeration_is_refused_with_the_nearest(tree: Json, meant: str) -> None:
    [message] = [problem.message for problem in examine(tree, now_ms=NOW_MS).problems if problem.kind == "invalid"]
    assert message.endswith(f'; did you mean "{meant}"?')


@pytest.mark.parametrize(
    ("tree", "hint"),
    [
        ({}, '"development" or "production"'),
        (batch(mpid="many"), "write it as a number"),
        (batch(ip=5), "write it as text"),
        (batch(events=[{"data": {}}]), '{"event_type": ..., "data": {...}}'),
        (batch("commerce_event"), COMMERCE_RULE),
    ],
)
def test_a_message_says_how_to_mend_it(tree: Json, hint: str) -> None:
    messages = [problem.message for problem in examine(tree, now_ms=NOW_MS).problems if problem.kind == "invalid"]
    assert len(messages) == 1
    assert hint in messages[0]


def test_a_required_field_that_is_null_is_not_advised_to_be_left_out() -> None:
    assert "leave the field out" not in the_problem({"environment": None}).message


EVERYTHING_WRONG = {
    "environment": "staging",
    "mpid": "many",
    "brand_new": 1,
    "user_attributes": {"long": "x" * 4097, "nested": {}},
    "device_info": {"is_tablet": "yes"},
    "events": [
        {"event_type": "custom_event", "data": {"custom_event_type": "?", "custom_attributes": {"list": []}}},
        {"event_type": "nope", "data": {}},
        {"event_type": "commerce_event", "data": {}},
    ],
}
EVERY_PATH = {
    "$.environment": "invalid",
    "$.mpid": "invalid",
    "$.brand_new": "unknown_field",
    "$.user_attributes.long": "limit",
    "$.user_attributes.nested": "invalid",
    "$.device_info.is_tablet": "invalid",
    "$.events[0].data.event_name": "invalid",
    "$.events[0].data.custom_event_type": "invalid",
    "$.events[0].data.custom_attributes.list": "invalid",
    "$.events[1].event_type": "invalid",
    "$.events[2].data": "invalid",
}


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        encoding.prepare(json.dumps(EVERYTHING_WRONG).encode())
    assert {problem.path: problem.kind for problem in caught.value.problems} == EVERY_PATH
    assert [warning.kind for warning in caught.value.warnings] == ["missing", "missing"]
    first, *lines = str(caught.value).splitlines()
    assert first == "11 problems:"
    assert [line.strip().partition(": ")[0] for line in lines] == [problem.path for problem in caught.value.problems]


def test_policies_turn_their_kind_into_warnings_and_no_other() -> None:
    with pytest.raises(ValidationError) as caught:
        encoding.prepare(EVERYTHING_WRONG, limits="warn", unknown_fields="warn")
    assert {problem.kind for problem in caught.value.problems} == {"invalid"}
    assert {warning.kind for warning in caught.value.warnings} == {"limit", "unknown_field", "missing"}


def test_a_validation_error_is_a_value_error_that_reads_as_its_problem() -> None:
    error = ValidationError([Problem("$.mpid", "invalid", "must be integer")])
    assert isinstance(error, ValueError)
    assert str(error) == "$.mpid: must be integer"


def test_a_path_can_start_anywhere() -> None:
    assert found(batch(mpid="x"), path="$[3]") == [("invalid", "$[3].mpid")]


# -- warnings ---------------------------------------------------------------------------------------------------------

WARNINGS = [
    (batch("custom_event", event_name="x", custom_event_type="other"), "missing", f"{DATA}.timestamp_unixtime_ms"),
    (batch("opt_out", timestamp_unixtime_ms=NOW_MS), "missing", f"{DATA}.is_opted_out"),
    (batch(context={"location": {"latitude": 1}}), "missing", "$.context.location.longitude"),
    (batch(device_info={"platform": "FireTV"}), "unknown_value", "$.device_info.platform"),
    (batch(application_info={"os": "iOS"}), "unknown_value", "$.application_info.os"),
    (custom(device_current_state={"device_orientation": "flat"}), "unknown_value", None),
    (custom(timestamp_unixtime_ms=NOW_MS // 1000), "suspicious", f"{DATA}.timestamp_unixtime_ms"),
    (custom(timestamp_unixtime_ms=NOW_MS + DAY_MS + 1), "suspicious", f"{DATA}.timestamp_unixtime_ms"),
    (custom(timestamp_unixtime_ms=NOW_MS - 30 * DAY_MS - 1), "suspicious", f"{DATA}.timestamp_unixtime_ms"),
    (custom(event_start_unixtime_ms=NOW_MS // 1000), "suspicious", f"{DATA}.event_start_unixtime_ms"),
    (
        batch(consent_state={"gdpr": {"a": {"consented": True, "timestamp_unixtime_ms": 1_500_000_000}}}),
        "suspicious",
        None,
    ),
    (custom(session_uuid="5"), "suspicious", f"{DATA}.session_uuid"),
    (batch(device_info={"ios_advertising_id": "none"}), "suspicious", "$.device_info.ios_advertising_id"),
    (batch(ip="256.1.1.1"), "suspicious", "$.ip"),
    (custom(custom_flags={"a b": [1]}), "suspicious", f'{DATA}.custom_flags["a b"]'),
    (custom(custom_flags={"a": {"b": 1}}), "suspicious", f"{DATA}.custom_flags.a"),
    (
        batch(
            "commerce_event",
            product_action={"action": "purchase"},
            promotion_action={"action": "view"},
            timestamp_unixtime_ms=NOW_MS,
        ),
        "suspicious",
        DATA,
    ),
    (custom(media_info={"action": "play"}), "suspicious", f"{DATA}.media_info"),
    (
        batch(
            "profile",
            previous_mpid=1,
            current_mpid=2,
            profile_event_type="login",
            profile_name="x",
            timestamp_unixtime_ms=NOW_MS,
        ),
        "suspicious",
        f"{DATA}.profile_name",
    ),
]


@pytest.mark.parametrize(("tree", "kind", "path"), WARNINGS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_odd_is_a_warning_at_its_place_and_is_sent_all_the_same(
    tree: Json, kind: str, path: str | None
) -> None:
    problem = the_problem(tree)
    assert problem.kind == kind
    assert path in (None, problem.path)
    payload = json.dumps(tree).encode()
    assert decoders.valid(payload)
    assert encoding.prepare(payload) == payload
    assert problem.path in [warning.path for warning in Batch.from_dict(tree).validate()]


@pytest.mark.parametrize(
    "tree",
    [
        batch(),
        custom(),
        custom(timestamp_unixtime_ms=NOW_MS + DAY_MS),
        custom(timestamp_unixtime_ms=NOW_MS - 30 * DAY_MS),
        custom(custom_flags={"a": 1, "b": "x", "c": None, "d": True}),
        custom(session_uuid="00000000-0000-0000-0000-000000000000", location={"latitude": 0, "longitude": 0}),
        batch(ip="2001:db8::1"),
        batch(ip="192.0.2.1"),
        batch(device_info={"platform": "fire_tv"}, user_attributes={"tag": None}),
        batch("uninstall", timestamp_unixtime_ms=NOW_MS, custom_flags={"a": [1]}),
    ],
)
def test_of_a_batch_without_a_flaw_nothing_is_said(tree: Json) -> None:
    assert found(tree) == []


def test_validate_returns_the_warnings_and_knows_the_present() -> None:
    now = dt.datetime.now(dt.UTC)
    event = AppEvent("x", timestamp_unixtime_ms=now)
    assert Batch([event], environment="development").validate() == []
    event.timestamp_unixtime_ms = now + dt.timedelta(days=2)
    [warning] = Batch([event], environment="development").validate()
    assert (warning.kind, "in the future" in warning.message) == ("suspicious", True)
    event.timestamp_unixtime_ms = now - dt.timedelta(days=31)
    [warning] = Batch([event], environment="development").validate()
    assert (warning.kind, "bulk_upload_historical_events" in warning.message) == ("suspicious", True)


def test_a_batch_over_128_000_bytes_is_a_warning() -> None:
    big = Batch(environment="development")
    padding = MAX_BATCH_BYTES - len(Batch(environment="development", source_request_id="").to_json())
    big.source_request_id = "x" * padding
    assert len(big.to_json()) == 128_000
    assert big.validate() == []
    big.source_request_id += "x"
    [warning] = big.validate()
    assert (warning.path, warning.kind) == ("$", "suspicious")
    assert "128001 bytes" in warning.message


def test_the_warnings_of_a_refused_batch_are_in_the_error() -> None:
    with pytest.raises(ValidationError) as caught:
        Batch(environment="development", ip="x", mpid="many").validate()
    assert [problem.path for problem in caught.value.problems] == ["$.mpid"]
    assert [warning.path for warning in caught.value.warnings] == ["$.ip"]


def test_a_commerce_event_about_nothing_is_refused_by_the_fast_path_too() -> None:
    for members in ({}, {"product_action": None}, {"currency_code": "EUR"}):
        tree = batch("commerce_event", **members)
        assert not decoders.valid(json.dumps(tree).encode())
        assert ("invalid", DATA) in found(tree)


def test_the_two_judges_agree_on_an_empty_list_of_impressions() -> None:
    tree = batch("commerce_event", product_impressions=[])
    errors = [path for kind, path in found(tree) if kind in ERRORS]
    assert decoders.valid(json.dumps(tree).encode()) is (errors == [])


@pytest.mark.parametrize("number", [2**63, 2**64 - 1, 2**64, -(2**63) - 1])
def test_the_two_judges_agree_on_an_attribute_beyond_64_bits(number: int) -> None:
    tree = batch(user_attributes={"n": number})
    errors = [path for kind, path in found(tree) if kind in ERRORS]
    assert decoders.valid(json.dumps(tree).encode()) is (errors == [])


# -- the walker and the description -----------------------------------------------------------------------------------

HANDLED = {
    "$ref", "type", "properties", "required", "additionalProperties", "propertyNames", "items", "oneOf", "anyOf",
    "discriminator", "const", "enum", "minimum", "maximum", "maxLength", "maxItems", "maxProperties", "x-format",
    "x-known-values", "x-recommended", "x-advised-entries", "x-tolerated", "deprecated",
}  # fmt: skip
ANNOTATIONS = {
    "description": "for people",
    "format": "for generators; `minimum` and `maximum` say the same",
    "readOnly": "accepted when sent, so nothing to check",
}
HANDLED_ELSEWHERE = {"BulkBatches": {"minItems"}}  # the codec counts the batches of a request


def keywords(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every keyword of a schema with the schema it stands in; names of fields are no keywords."""
    for key, value in schema.items():
        yield key, schema
        below = list(value.values()) if key == "properties" else value if isinstance(value, list) else [value]
        if key not in ("discriminator", "enum", "const"):
            for part in below:
                if isinstance(part, dict):
                    yield from keywords(part)


def test_every_keyword_of_the_schemas_is_checked_or_is_an_annotation() -> None:
    used = {
        key
        for name, schema in SCHEMAS.items()
        for key, _ in keywords(schema)
        if key not in HANDLED_ELSEWHERE.get(name, ())
    }
    assert used - HANDLED - ANNOTATIONS.keys() == set()
    assert (HANDLED | ANNOTATIONS.keys()) - used == set()


def test_every_range_has_two_ends_and_every_x_format_is_known() -> None:
    for schema in SCHEMAS.values():
        for key, place in keywords(schema):
            assert key not in ("minimum", "maximum") or {"minimum", "maximum"} <= place.keys()
            assert key != "x-format" or place[key] in ("epoch-ms", "uuid", "ip", "decimal-text")


def errors_of(report: Report) -> list[Problem]:
    return [problem for problem in report.problems if problem.kind in ERRORS]


PLAIN = json_schema()


@given(batches())
@settings(deadline=None, max_examples=300)
def test_all_judges_accept_every_batch_that_the_description_admits(tree: Json) -> None:
    assert PLAIN.is_valid(tree)
    assert decoders.valid(json.dumps(tree).encode())
    assert errors_of(examine(tree, liberal=False)) == []


@given(mutations())
@settings(deadline=None, max_examples=1000)
def test_all_judges_agree_on_a_batch_with_one_thing_changed(tree: Json) -> None:
    errors = errors_of(examine(tree, liberal=False))
    assert decoders.valid(json.dumps(tree).encode()) is (errors == [])
    # What the schemas alone can't say: which fields there are, and what a commerce event is about.
    plain = [error for error in errors if error.kind != "unknown_field" and error.message != COMMERCE_RULE]
    assert PLAIN.is_valid(tree) is (plain == [])


@given(mutations())
@settings(deadline=None, max_examples=300)
def test_what_is_not_refused_is_sent_as_given(tree: Json) -> None:
    payload = json.dumps(tree).encode()
    report = examine(tree)
    if errors_of(report):
        with pytest.raises(ValidationError):
            encoding.prepare(payload)
    elif not any(problem.kind == "tolerated" for problem in report.problems):
        assert encoding.prepare(payload) == payload
        assert json.loads(encoding.prepare(tree)) == tree


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_component_can_be_examined(name: str) -> None:
    report = examine({"surprise": 1}, name)
    assert all(problem.path.startswith("$") for problem in report.problems)
    assert "enum" not in SCHEMAS[name] or [problem.kind for problem in report.problems] == ["invalid"]


@pytest.mark.parametrize("tag", EVENT_SCHEMAS)
def test_every_required_field_of_an_event_is_missed(tag: str) -> None:
    envelope = SCHEMAS[EVENT_SCHEMAS[tag].rpartition("/")[2]]
    data = SCHEMAS[envelope["properties"]["data"]["$ref"].rpartition("/")[2]]
    missed = {path for kind, path in found(batch(tag)) if kind == "invalid"}
    expected = {f"{DATA}.{name}" for name in data.get("required", ())} or ({DATA} if tag == "commerce_event" else set())
    assert missed == expected


def test_examining_changes_nothing_of_what_is_examined() -> None:
    tree, before = full_batch(), json.dumps(full_batch())
    assert examine(tree).tree == tree
    assert json.dumps(tree) == before
    facade = mparticle.Batch.from_dict(tree)
    assert examine(envelopes.enveloped(facade)).tree == tree
    assert facade == mparticle.Batch.from_dict(tree)
