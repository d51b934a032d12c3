"""D-54: liberal in what is read, strict in what a program builds; each liberty is a warning with the right spelling."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade.codec import decoders, decoding, encoding
from mparticle_facade.codec.report import examine

Json = dict[str, Any]


def batch(**fields: Any) -> Json:
    return {"environment": "development", **fields}


def event(tag: str, **data: Any) -> Json:
    return batch(events=[{"event_type": tag, "data": data}])


def odd(tree: Any) -> list[mparticle.Problem]:
    """What is found, but for the time that these samples leave out."""
    return [problem for problem in examine(tree).problems if problem.kind != "missing"]


NOW = 1_552_596_256_103
READ = [
    (batch(user_identities={"customerid": "1"}), batch(user_identities={"customer_id": "1"}), '"customer_id"'),
    (batch(user_identities={"customer_id": 1}), batch(user_identities={"customer_id": "1"}), "in quotes"),
    (batch(batch_context={"data_plan": {"plan_id": "p"}}), batch(context={"data_plan": {"plan_id": "p"}}), '"context"'),
    (
        batch(user_identities=[{"identity_type": "email", "identity": "a@b.c", "timestamp_unixtime_ms": NOW}]),
        batch(user_identities={"email": "a@b.c"}),
        "a text for each",
    ),
    (
        event("session_start", timestamp_unixtime_ms=str(NOW)),
        event("session_start", timestamp_unixtime_ms=NOW),
        "without quotes",
    ),
    (
        event("session_start", timestamp_unixtime_ms="2019-03-14T20:44:16.103Z"),
        event("session_start", timestamp_unixtime_ms=NOW),
        "in milliseconds since 1970",
    ),
    (
        batch(context={"location": {"latitude": "52.5", "longitude": "-13"}}),
        batch(context={"location": {"latitude": 52.5, "longitude": -13}}),
        "without quotes",
    ),
    (batch(device_info={"is_tablet": "true"}), batch(device_info={"is_tablet": True}), "without quotes"),
    (batch(device_info={"screen_height": ""}), batch(device_info={"screen_height": None}), "leave it out"),
    (
        event("commerce_event", product_action={"action": "purchase", "transaction_id": None}),
        event("commerce_event", product_action={"action": "purchase"}),
        "left out",
    ),
    (
        event("commerce_event", message="m", severity="s", stack_trace="t"),
        {"environment": "development", "events": [
            {"event_type": "crash_report", "data": {"message": "m", "severity": "s", "stack_trace": "t"}},
        ]},
        "crash report",
    ),
    (
        event("commerce_event", session_number=3),
        {"environment": "development", "events": [{"event_type": "crash_report", "data": {"session_number": 3}}]},
        "crash report",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "meant", "hint"), READ, ids=lambda value: value if isinstance(value, str) else "")
def test_data_of_the_vendors_sdks_is_read_as_it_is_meant(tree: Json, meant: Json, hint: str) -> None:
    report = examine(tree)
    assert {problem.kind for problem in report.problems} <= {"tolerated", "missing", "suspicious"}
    assert any(hint in problem.message for problem in report.problems if problem.kind == "tolerated")
    assert report.tree == meant
    payload = json.dumps(tree).encode()
    assert json.loads(encoding.prepare(payload)) == meant
    assert decoders.valid(encoding.prepare(payload))
    read = mparticle.Batch.from_json(payload)
    read.validate()
    assert json.loads(read.to_json()) == (meant if "device_info" not in tree else read.to_dict())


def test_fields_that_the_vendors_sdks_write_are_known() -> None:
    known = [
        batch(sdk_version="2.71.2", mpid=1),
        batch(api_key=None, api_keys=None, sdk_version=None, job_id=None),
        batch(api_key="k", api_keys=["k"], job_id="j"),
        batch(application_info={"sideloaded_kits_count": 1}),
        batch(context={"batching": {"bypass": True}, "data_plan": {"plan_id": "p", "block_metadata": {"x": []}}}),
        event("screen_view", screen_name="a", total_time_on_site_ms=5),
        event("session_start", device_current_state={"device_orientation": 6, "status_bar_orientation": 1}),
    ]
    for tree in known:
        assert odd(tree) == []
        assert decoders.valid(json.dumps(tree).encode())
        mparticle.Batch.from_dict(tree).validate()
        assert json.loads(encoding.prepare(tree)) == tree


@pytest.mark.parametrize(
    ("build", "path"),
    [
        (lambda: mparticle.AppEvent("x", "unknown"), "custom_event_type"),
        (lambda: mparticle.CommerceEvent(mparticle.ProductAction("unknown")), "product_action.action"),  # type: ignore[arg-type]
        (lambda: mparticle.ProfileEvent(profile_event_type="unknown", previous_mpid=1, current_mpid=2),  # type: ignore[arg-type]
         "profile_event_type"),
    ],
)  # fmt: skip
def test_unknown_is_sent_with_a_warning_where_the_vendors_models_have_it(build: Any, path: str) -> None:
    built = mparticle.Batch("development", events=[build()])
    warnings = {warning.path: warning for warning in built.validate()}
    assert warnings[f"$.events[0].data.{path}"].kind == "tolerated"
    assert "choose one of" in warnings[f"$.events[0].data.{path}"].message
    assert b'"unknown"' in encoding.prepare(built)
    assert b'"unknown"' in encoding.prepare(built.to_json())


def test_an_unknown_environment_is_an_error() -> None:
    with pytest.raises(mparticle.ValidationError):
        encoding.prepare(batch(environment="unknown"))


STRICT = [
    mparticle.Batch("development", user_identities=mparticle.UserIdentities(customer_id=1)),  # type: ignore[arg-type]
    mparticle.Batch("development", events=[mparticle.SessionStartEvent("2019-03-14T20:44:16.103Z")]),  # type: ignore[arg-type]
    mparticle.Batch("development", events=[mparticle.SessionStartEvent(str(NOW))]),  # type: ignore[arg-type]
    mparticle.Batch("development", device_info=mparticle.DeviceInformation(is_tablet="true")),  # type: ignore[arg-type]
    mparticle.Batch("development", context=mparticle.BatchContext(location=mparticle.GeoLocation("52", 1))),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("built", STRICT, ids=range(len(STRICT)))
def test_what_a_program_builds_is_held_to_the_types(built: mparticle.Batch) -> None:
    with pytest.raises(mparticle.ValidationError):
        built.validate()
    with pytest.raises(mparticle.ValidationError):
        encoding.prepare(built)


def test_data_inside_of_what_a_program_builds_is_still_data() -> None:
    built = mparticle.Batch("development", user_identities={"customerid": "1"})
    (warning,) = built.validate()
    assert (warning.kind, warning.path) == ("tolerated", "$.user_identities.customerid")
    assert json.loads(encoding.prepare(built))["user_identities"] == {"customer_id": "1"}


def test_two_spellings_with_different_values_are_an_error() -> None:
    assert examine(batch(user_identities={"customerid": "1", "customer_id": "1"})).tree["user_identities"] == {
        "customer_id": "1"
    }
    with pytest.raises(mparticle.ValidationError, match="has another value"):
        encoding.prepare(batch(user_identities={"customerid": "1", "customer_id": "2"}))


def test_attributes_are_never_renamed_or_converted() -> None:
    attributes = {"customerid": "1", "n": "5", "batch_context": "", "t": "true"}
    tree = {**event("custom_event", event_name="x", custom_event_type="other", custom_attributes=attributes),
            "user_attributes": attributes}  # fmt: skip
    assert odd(tree) == []
    assert examine(tree).tree == tree


def test_reading_invents_nothing() -> None:
    """No `custom_event_type` where there is none: the default is for who builds an event."""
    raw = b'{"environment":"development","events":[{"event_type":"custom_event","data":{"event_name":"x"}}]}'
    with pytest.raises(mparticle.ValidationError, match="custom_event_type"):
        encoding.prepare(raw)
    read = mparticle.Batch.from_json(raw)
    with pytest.raises(mparticle.ValidationError, match="custom_event_type"):
        read.validate()
    assert json.loads(read.to_json()) == json.loads(raw)


def test_more_attributes_than_the_vendor_once_allowed_are_a_warning() -> None:
    many = {f"a{index}": 1 for index in range(101)}
    built = mparticle.Batch("development", events=[mparticle.AppEvent("x", custom_attributes=many)])
    (warning,) = odd(built.to_dict())
    assert (warning.kind, warning.path) == ("suspicious", "$.events[0].data.custom_attributes")
    assert encoding.prepare(built)


def test_a_name_over_256_characters_says_what_the_service_does() -> None:
    for tree in (
        event("custom_event", event_name="x" * 257, custom_event_type="other"),
        event("custom_event", event_name="x", custom_event_type="other", custom_attributes={"k" * 257: 1}),
    ):
        (problem,) = odd(tree)
        assert (problem.kind, "cuts off" in problem.message) == ("limit", True)


def test_what_was_read_otherwise_is_logged_once_and_without_values(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_told", set())
    with caplog.at_level(logging.WARNING, "mparticle_facade"):
        for secret in ("one", "two"):
            mparticle.Batch.from_dict(batch(user_identities={"customerid": secret}))
    (record,) = caplog.records
    assert '"customer_id"' in record.getMessage()
    assert "one" not in record.getMessage()
