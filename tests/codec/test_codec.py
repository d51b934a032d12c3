"""Facade objects to JSON and back: nothing lost, nothing invented, nothing sent that is not JSON."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import enum
import json
import time
import uuid
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_events_models import partial, wire
from mparticle_facade import (
    AppEvent,
    Batch,
    BreadcrumbEvent,
    CommerceEvent,
    Configuration,
    CrashReportEvent,
    EventBase,
    Product,
    ProductAction,
    ValidationError,
)
from mparticle_facade.codec import decoders, encoding, envelopes, historical, requests
from mparticle_facade.codec.decoders import valid_and_plain
from mparticle_facade.codec.report import examine
from parts.wire_samples import (
    EVENT_SCHEMAS,
    Json,
    batches,
    fields,
    full_batch,
    full_event,
    json_schema,
    mutations,
    resolve,
    variants,
)

CONFIG = Configuration("KEY", "SECRET")
WIRE_EVENT = wire.CustomEvent(wire.CustomEventData(custom_event_type="other", event_name="x"))


class Unknown:
    """An object of some other library."""

    def __repr__(self) -> str:
        return "an unknown object"


SMALL = b'{"environment":"development"}'
HOUR_MS = 3_600_000


def problems(call: Any, *args: Any, **options: Any) -> dict[str, str]:
    """The errors that a call raises, path to message."""
    with pytest.raises(ValidationError) as caught:
        call(*args, **options)
    return {problem.path: problem.message for problem in caught.value.problems}


def development(*events: Any, **members: Any) -> Batch:
    return Batch(list(events) or None, environment="development", **members)


# -- there and back ---------------------------------------------------------------------------------------------------


def test_a_batch_with_every_field_and_every_event_type_survives_a_round_trip() -> None:
    tree = full_batch()
    assert [event["event_type"] for event in tree["events"]] == list(EVENT_SCHEMAS)
    batch = Batch.from_json(json.dumps(tree))
    assert json.loads(batch.to_json()) == tree
    assert batch.to_dict() == tree
    assert json.loads(encoding.prepare(batch)) == tree
    assert Batch.from_dict(tree) == batch
    assert Batch.from_json(batch.to_json()) == batch


def test_a_batch_with_every_field_is_valid_for_every_judge() -> None:
    payload = Batch.from_dict(full_batch()).to_json()
    assert decoders.valid(payload)
    assert json_schema().is_valid(json.loads(payload))
    assert all(problem.kind == "suspicious" for problem in examine(full_batch()).problems)


def test_every_object_of_a_round_trip_is_a_facade_object() -> None:
    batch = Batch.from_dict(full_batch())
    assert [type(event).__module__ for event in batch.events] == ["mparticle_facade.models.events"] * len(EVENT_SCHEMAS)
    assert isinstance(batch.device_info, mparticle.DeviceInformation)
    assert isinstance(batch.user_identities, mparticle.UserIdentities)
    assert isinstance(batch.consent_state, mparticle.ConsentState)
    assert {type(consent) for consent in batch.consent_state.gdpr.values()} == {mparticle.GDPRConsentState}
    assert {type(consent) for consent in batch.consent_state.ccpa.values()} == {mparticle.CCPAConsentState}
    assert isinstance(batch.context.data_plan, mparticle.DataPlanContext)
    crash = next(event for event in batch.events if isinstance(event, CrashReportEvent))
    assert [type(crumb) for crumb in crash.breadcrumbs] == [BreadcrumbEvent]


@given(batches())
@settings(deadline=None, max_examples=300)
def test_any_valid_batch_survives_a_round_trip(tree: Json) -> None:
    batch = Batch.from_json(json.dumps(tree))
    expected = without_null_fields(tree, {"$ref": "#/components/schemas/Batch"})
    assert batch.to_dict() == expected
    assert json.loads(encoding.prepare(batch)) == expected


def without_null_fields(value: Json, schema: dict[str, Any]) -> Json:
    """A tree as the facade writes it: an optional field that is null is left out, whereas a map keeps its nulls."""
    if isinstance(value, list):
        items = next((form["items"] for form in variants(schema) if "items" in form), {})
        return [without_null_fields(item, items) for item in value]
    if not isinstance(value, dict):
        return value
    if "event_type" in value and "discriminator" in resolve(schema):
        schema = {"$ref": EVENT_SCHEMAS[value["event_type"]]}
    form = next((form for form in variants(schema) if form.get("type") == "object"), {})
    known, extra = form.get("properties", {}), form.get("additionalProperties", {})
    return {
        key: without_null_fields(item, known.get(key, extra))
        for key, item in value.items()
        if item is not None or key not in known or key in form.get("required", ())
    }


@pytest.mark.parametrize(
    ("tag", "data"),
    [
        (
            "user_identity_change",
            {
                "new": {"identity_type": "email", "identity": "a@b.c", "timestamp_unixtime_ms": 1_700_000_000_000},
                "old": None,
            },
        ),
        ("profile", {"previous_mpid": None, "current_mpid": 1, "profile_event_type": "signup"}),
    ],
)
def test_a_required_field_that_is_null_is_sent_as_null(tag: str, data: Json) -> None:
    tree = {"environment": "development", "events": [{"event_type": tag, "data": data}]}
    assert decoders.valid(json.dumps(tree).encode())
    assert Batch.from_dict(tree).to_dict() == tree
    assert json.loads(encoding.prepare(Batch.from_dict(tree))) == tree


@pytest.mark.parametrize("tree", [{}, {"events": []}, {"events": [{"event_type": "opt_out", "data": {}}]}])
def test_an_incomplete_batch_can_be_written_and_read(tree: Json) -> None:
    assert Batch.from_dict(tree).to_dict() == tree


@pytest.mark.parametrize(
    "event",
    [
        {"event_type": "brand_new", "data": {"a": 1}},
        {"event_type": "brand_new"},
        {"event_type": "custom_event"},
        {"data": {"a": 1}},
        {},
    ],
    ids=json.dumps,
)
def test_an_event_of_unknown_shape_stays_as_it_is(event: Json) -> None:
    assert Batch.from_dict({"events": [event]}).to_dict() == {"events": [event]}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (b"", "$"),
        (b"{", "$"),
        (b"\xff", "$"),
        (b'{"ip": "\xff"}', "$"),
        (b'{"mpid": NaN}', "$"),
        (b"[" * 100_000, "$"),
        (b"[]", "$"),
        (b"null", "$"),
        (b'{"environment": "development"} {}', "$"),
        (b'{"environment": "development", "mpid": "many"}', "$.mpid"),
        (b'{"environment": "development", "events": {}}', "$.events"),
        (b'{"environment": "development", "events": [7]}', "$.events[0]"),
        (b'{"environment": "development", "events": [{"event_type": "opt_out", "data": []}]}', "$.events[0].data"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value[:60]),
)
def test_what_is_no_batch_is_refused_with_the_place(text: bytes, path: str) -> None:
    assert list(problems(Batch.from_json, text)) == [path]
    assert list(problems(encoding.prepare, text)) == [path]


def test_reading_names_every_problem() -> None:
    tree = {"environment": "development", "mpid": "many", "ip": 5, "device_info": {"is_tablet": "yes"}}
    assert list(problems(Batch.from_dict, tree)) == ["$.mpid", "$.ip", "$.device_info.is_tablet"]


# -- unknown fields ---------------------------------------------------------------------------------------------------


def test_unknown_fields_are_kept_at_every_level() -> None:
    tree = full_batch()
    objects = [tree, tree["device_info"], tree["context"]["data_plan"], tree["consent_state"]["gdpr"]]
    objects[-1] = next(iter(tree["consent_state"]["gdpr"].values()))
    for event in tree["events"]:
        objects += [event, event["data"], event["data"]["location"]]
    crash = next(event for event in tree["events"] if event["event_type"] == "crash_report")
    objects += [crash["data"]["breadcrumbs"][0], crash["data"]["breadcrumbs"][0]["data"]]
    commerce = next(event for event in tree["events"] if event["event_type"] == "commerce_event")
    objects += [commerce["data"]["product_action"], commerce["data"]["product_action"]["products"][0]]
    for index, item in enumerate(objects):
        item["brand_new"] = {"index": index, "nothing": None}
    batch = Batch.from_json(json.dumps(tree))
    assert batch.to_dict() == tree
    assert json.loads(encoding.prepare(batch, unknown_fields="warn")) == tree
    assert len(problems(encoding.prepare, batch)) == len(objects)
    assert batch.additional_properties == {"brand_new": {"index": 0, "nothing": None}}


def test_an_unknown_field_can_be_added_and_is_written_beside_the_others() -> None:
    batch = development(AppEvent("x", additional_properties={"brand_new": 1}), additional_properties={"new": None})
    assert batch.to_dict() == {
        "environment": "development",
        "new": None,
        "events": [
            {"event_type": "custom_event", "data": {"event_name": "x", "custom_event_type": "other", "brand_new": 1}}
        ],
    }


# -- what becomes what ------------------------------------------------------------------------------------------------

MOMENT = dt.datetime(2026, 5, 4, 10, 30, 0, 123_456, tzinfo=dt.UTC)
NAIVE = dt.datetime(2026, 5, 4, 10, 30)  # noqa: DTZ001


class Colour(enum.Enum):
    red = "RED"


class Size(enum.IntEnum):
    small = 38


class Text(str):
    """What numpy.str_, markupsafe.Markup and many others are."""

    __slots__ = ()


class Real(float):
    """What numpy.float64 is."""

    __slots__ = ()


class Whole(int):
    __slots__ = ()


@dataclasses.dataclass
class Person:
    name: str = "Jane"


AS_ATTRIBUTE = [
    (NAIVE, "2026-05-04T10:30:00"),
    (dt.date(2026, 5, 4), "2026-05-04"),
    (dt.time(10, 30), "10:30:00"),
    (dt.timedelta(days=1, seconds=2), "P1DT2S"),
    (Decimal("19.90"), 19.9),
    (Decimal(7), 7),
    (1.5, 1.5),
    (-(2**63), -(2**63)),
    (2**63 - 1, 2**63 - 1),
    (True, True),
    (None, None),
    (uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    (Colour.red, "RED"),
    (Size.small, 38),
    (Text("text"), "text"),
    (Real(1.5), 1.5),
    (Whole(7), 7),
    ((1, "a"), [1, "a"]),
    ({7}, [7]),
    (frozenset({7}), [7]),
    (b"\x00\xff", "AP8="),
    (bytearray(b"\x00\xff"), "AP8="),
    (memoryview(b"\x00\xff"), "AP8="),
    ([Decimal("1.5"), uuid.UUID(int=7)], [1.5, "00000000-0000-0000-0000-000000000007"]),
]


@pytest.mark.parametrize(("value", "expected"), AS_ATTRIBUTE, ids=lambda value: f"{type(value).__name__}")
def test_an_attribute_is_converted_as_documented(value: object, expected: Json) -> None:
    event = AppEvent("x", custom_attributes=None if isinstance(expected, list) else {"k": value})
    batch = development(event, user_attributes={"k": value})
    for written in (json.loads(batch.to_json()), json.loads(encoding.prepare(batch)), batch.to_dict()):
        assert written["user_attributes"] == {"k": expected}
        assert written["events"][0]["data"].get("custom_attributes", {"k": expected}) == {"k": expected}
    assert [warning.kind for warning in batch.validate()] == ["missing"]


def test_a_dataclass_in_a_flag_is_an_object_whoever_asks() -> None:
    batch = development(AppEvent("x", custom_flags={"k": Person()}), user_attributes={"tag": None})
    for written in (json.loads(batch.to_json()), json.loads(encoding.prepare(batch))):
        assert written["events"][0]["data"]["custom_flags"] == {"k": {"name": "Jane"}}
    assert list(problems(development(user_attributes={"k": Person()}).validate)) == ["$.user_attributes.k"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "is not a finite number"),
        (float("-inf"), "is not a finite number"),
        (Decimal("NaN"), "is not a finite number"),
        (Decimal("Infinity"), "is not a finite number"),
        (Decimal("1E+400"), "is not a finite number"),
        (Unknown(), f"is a {Unknown.__module__}.Unknown"),
        (1 + 2j, "is a complex"),
        (Person, "is the class Person"),
        (iter("ab"), "is a str_"),
        ({None: 2}, "has a key that is a NoneType"),
        ("\ud800", ""),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_value_without_json_form_is_refused_with_its_place_whoever_asks(value: object, why: str) -> None:
    batch = development(AppEvent("x", custom_flags={"k": value}))
    place = "$.events[0].data.custom_flags.k"
    for ask in (batch.to_json, batch.to_dict, batch.validate, lambda: encoding.prepare(batch)):
        found = problems(ask)
        assert len(found) == 1
        [(path, message)] = found.items()
        assert path in (place, f"{place}[0]")
        assert message.startswith(why)


@pytest.mark.parametrize(
    "key",
    [7, Size.small, 1.5, True, None, uuid.UUID(int=7), dt.date(2026, 5, 4), MOMENT, b"x", Decimal("1.5"), (1,)],
    ids=lambda key: type(key).__name__,
)
def test_a_key_that_is_no_text_is_treated_alike_whoever_asks(key: object) -> None:
    batch = development(user_attributes={key: "x"})
    report = examine(batch)
    if report.unsendable:
        for ask in (batch.to_json, batch.validate, lambda: encoding.prepare(batch)):
            assert list(problems(ask)) == ["$.user_attributes"]
    else:
        assert batch.to_dict() == json.loads(encoding.prepare(batch)) == report.tree
        assert batch.validate() == []


def test_an_enum_as_a_key_is_its_value() -> None:
    assert development(user_attributes={Colour.red: 1}).to_dict()["user_attributes"] == {"RED": 1}


@pytest.mark.parametrize("neighbour", ["text", None], ids=["alone", "beside a null"])
def test_an_aware_datetime_in_an_attribute_has_one_text_form(neighbour: object) -> None:
    batch = development(user_attributes={"since": MOMENT, "neighbour": neighbour})
    expected = examine(batch).tree["user_attributes"]["since"]
    assert dt.datetime.fromisoformat(expected) == MOMENT
    assert batch.to_dict()["user_attributes"]["since"] == expected
    assert json.loads(encoding.prepare(batch))["user_attributes"]["since"] == expected


def time_fields() -> list[tuple[Batch, str]]:
    """A batch per field that is a time, with a datetime in it."""
    consent = mparticle.GDPRConsentState(None, True, MOMENT)
    identity = mparticle.UserIdentity(identity_type="email", identity="a", timestamp_unixtime_ms=MOMENT)
    product = Product("1", added_to_cart_time_ms=MOMENT)
    change = mparticle.UserIdentityChangeEvent(new=identity, old=identity)
    action = ProductAction("purchase", products=[product])
    device = mparticle.DeviceInformation(att_timestamp_unixtime_ms=MOMENT)
    data = "$.events[0].data"
    return [
        (development(timestamp_unixtime_ms=MOMENT), "$.timestamp_unixtime_ms"),
        (development(device_info=device), "$.device_info.att_timestamp_unixtime_ms"),
        (
            development(consent_state=mparticle.ConsentState(gdpr={"ads": consent})),
            "$.consent_state.gdpr.ads.timestamp_unixtime_ms",
        ),
        (development(AppEvent("x", timestamp_unixtime_ms=MOMENT)), f"{data}.timestamp_unixtime_ms"),
        (development(AppEvent("x", event_start_unixtime_ms=MOMENT)), f"{data}.event_start_unixtime_ms"),
        (development(AppEvent("x", session_start_unixtime_ms=MOMENT)), f"{data}.session_start_unixtime_ms"),
        (development(CommerceEvent(action)), f"{data}.product_action.products[0].added_to_cart_time_ms"),
        (development(change), f"{data}.new.timestamp_unixtime_ms"),
    ]


@pytest.mark.parametrize(("batch", "path"), time_fields(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_datetime_in_a_time_field_becomes_epoch_milliseconds(batch: Batch, path: str) -> None:
    for written in (batch.to_dict(), json.loads(encoding.prepare(batch))):
        value = written
        for step in path.replace("[0]", ".0").split(".")[1:]:
            value = value[int(step) if step.isdigit() else step]
        assert value == 1_777_890_600_123


def test_a_datetime_without_time_zone_is_refused_in_a_time_field() -> None:
    batch = development(AppEvent("x", timestamp_unixtime_ms=NAIVE))
    for ask in (batch.to_json, batch.validate, lambda: encoding.prepare(batch)):
        [(path, message)] = problems(ask).items()
        assert path == "$.events[0].data.timestamp_unixtime_ms"
        assert message.startswith("is a datetime without time zone")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("7346244611012968789", 7346244611012968789), ("-5", -5), (7.0, 7), (Decimal(7), 7), (Whole(7), 7)],
    ids=repr,
)
def test_an_id_is_sent_as_an_integer(value: Any, expected: int) -> None:
    profile = mparticle.ProfileEvent(previous_mpid=value, current_mpid=value, profile_event_type="login")
    batch = development(profile, mpid=value, batch_id=value)
    profile.event_id = profile.session_id = value
    batch.validate()
    for written in (batch.to_dict(), json.loads(encoding.prepare(batch))):
        data = written["events"][0]["data"]
        ids = [written["mpid"], written["batch_id"], data["previous_mpid"], data["current_mpid"], data["event_id"]]
        assert [*ids, data["session_id"]] == [expected] * 6
        assert {type(number) for number in ids} == {int}


def test_a_status_code_as_text_is_sent_as_an_integer() -> None:
    event = mparticle.NetworkPerformanceEvent(url="https://example.com", response_code="404")
    assert development(event).to_dict()["events"][0]["data"]["response_code"] == 404


@pytest.mark.parametrize("value", [True, "", "5.0", " 5", "five", 5.5, Decimal("5.5"), "9" * 20, 2**63], ids=repr)
def test_what_is_no_integer_is_refused_in_an_id(value: object) -> None:
    batch = development(mpid=value)
    assert list(problems(batch.validate)) == ["$.mpid"]
    assert list(problems(encoding.prepare, batch)) == ["$.mpid"]


@pytest.mark.parametrize("field", ["ip", "events", "mpid", "user_attributes", "device_info", "deleted_user_attributes"])
def test_null_in_an_optional_field_of_a_mapping_is_sent_as_it_is(field: str) -> None:
    tree = {"environment": "development", field: None}
    assert json.loads(encoding.prepare(tree)) == tree
    assert json.loads(encoding.prepare(json.dumps(tree).encode())) == tree
    assert examine(tree).problems == []


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Product(price=Decimal("19.90")), {"price": Decimal("19.90")}),
        (
            AppEvent("x", timestamp_unixtime_ms=MOMENT),
            {"event_name": "x", "custom_event_type": "other", "timestamp_unixtime_ms": MOMENT},
        ),
        (mparticle.UserIdentities(customerid="1"), {"customer_id": "1"}),
        (
            mparticle.ConsentState(gdpr={"ads": mparticle.GDPRConsentState(additional_properties={"new": 1})}),
            {"gdpr": {"ads": {"new": 1}}},
        ),
        (mparticle.ProductAction(products=[Product("a")]), {"products": [{"id": "a"}]}),
    ],
    ids=["a number", "a time", "an alias", "an unknown field below", "a list"],
)
def test_the_dict_of_a_part_holds_what_is_set_as_it_is(part: Any, expected: Json) -> None:
    assert part.to_dict() == expected
    assert part.to_str() == repr(part)


def test_the_text_of_a_batch_is_its_wire_form() -> None:
    batch = development(AppEvent("x"))
    assert json.loads(batch.to_str()) == batch.to_dict()


# -- kinds of events --------------------------------------------------------------------------------------------------


def test_every_event_class_finds_its_envelope() -> None:
    for tag in EVENT_SCHEMAS:
        event = Batch.from_dict({"events": [full_event(tag)]}).events[0]
        assert event.event_type == tag
        assert development(event).to_dict()["events"] == [full_event(tag)]


def test_encoding_leaves_the_batch_as_it_was() -> None:
    event = CrashReportEvent(breadcrumbs=[BreadcrumbEvent(label="a")])
    batch = development(event)
    before = (batch.events, event.breadcrumbs[0])
    encoding.prepare(batch)
    assert batch.events is before[0]
    assert batch.events[0] is event
    assert event.breadcrumbs[0] is before[1]


def test_breadcrumbs_travel_in_envelopes_inside_a_crash_report() -> None:
    a, b, c = ({"event_type": "breadcrumb", "data": {"label": label}} for label in "abc")
    crumbs = [BreadcrumbEvent(label="a"), b, EventBase(BreadcrumbEvent(label="c"), "breadcrumb")]
    event = CrashReportEvent(breadcrumbs=crumbs, message="boom")
    expected = [{"event_type": "crash_report", "data": {"message": "boom", "breadcrumbs": [a, b, c]}}]
    for carrier in (event, EventBase(event, "crash_report")):
        batch = development(carrier)
        assert batch.to_dict()["events"] == expected
        assert json.loads(encoding.prepare(batch))["events"] == expected
    assert Batch.from_dict({"events": expected}).events[0].breadcrumbs[0] == BreadcrumbEvent(label="a")


def test_a_mapping_in_wire_form_is_an_event() -> None:
    batch = development()
    batch.add_event(full_event("screen_view"))
    assert json.loads(encoding.prepare(batch))["events"] == [full_event("screen_view")]


@pytest.mark.parametrize("tag", EVENT_SCHEMAS)
def test_a_generated_wire_envelope_is_an_event(tag: str) -> None:
    tree = {"environment": "development", "events": [full_event(tag)]}
    event = msgspec.convert(tree, wire.Batch).events[0]
    assert type(event).__module__ == wire.__name__
    batch = development()
    batch.add_event(event)
    assert batch.to_dict()["events"] == [full_event(tag)]
    assert json.loads(encoding.prepare(batch))["events"] == [full_event(tag)]


@pytest.mark.parametrize("tag", EVENT_SCHEMAS)
def test_generated_partial_data_is_an_event(tag: str) -> None:
    cls = getattr(partial, EVENT_SCHEMAS[tag].rpartition("/")[2] + "Data")
    event = msgspec.convert(full_event(tag)["data"], cls)
    batch = development()
    batch.add_event(event)
    assert batch.to_dict()["events"] == [full_event(tag)]
    assert json.loads(encoding.prepare(batch))["events"] == [full_event(tag)]


def test_a_subclass_is_sent_like_its_parent() -> None:
    class Purchase(AppEvent):
        @classmethod
        def of(cls, amount: float) -> Purchase:
            return cls("Purchase", "transaction", custom_attributes={"amount": amount})

    batch = development(Purchase.of(5))
    assert json.loads(encoding.prepare(batch))["events"] == [
        {
            "event_type": "custom_event",
            "data": {"event_name": "Purchase", "custom_event_type": "transaction", "custom_attributes": {"amount": 5}},
        }
    ]


def test_a_field_that_a_subclass_adds_is_an_unknown_field() -> None:
    class Purchase(AppEvent):
        amount: float | None = None

    batch = development(Purchase("x", amount=5))
    assert list(problems(encoding.prepare, batch)) == ["$.events[0].data.amount"]
    assert json.loads(encoding.prepare(batch, unknown_fields="warn"))["events"][0]["data"]["amount"] == 5


@pytest.mark.parametrize("thing", [7, "x", None, Batch(), Product(), mparticle.EventData(), wire.OptOutEventData()])
def test_what_is_no_event_is_refused_when_added_and_when_sent(thing: object) -> None:
    batch = development()
    with pytest.raises(TypeError, match=r"^add_event\(\) takes an event, not "):
        batch.add_event(thing)
    assert batch.events is None
    batch.events = [AppEvent("x"), thing]
    assert list(problems(encoding.prepare, batch)) == ["$.events[1]"]


# -- what a request is made of ----------------------------------------------------------------------------------------


def test_bytes_are_sent_untouched() -> None:
    payload = b' {"events" : [], "environment":"development", "mpid":null}\n'
    for body in (payload, bytearray(payload), memoryview(payload)):
        assert encoding.prepare(body) == payload


def test_bytes_are_sent_untouched_when_they_earn_warnings() -> None:
    payload = json.dumps({"environment": "development", "brand_new": 1, "ip": "x"}, indent=3).encode()
    assert encoding.prepare(payload, unknown_fields="warn") == payload
    assert problems(encoding.prepare, payload).keys() == {"$.brand_new"}


@pytest.mark.parametrize("written", [b'"123"', b"123.0"])
def test_what_has_to_be_converted_in_given_bytes_is_and_the_rest_stays(written: bytes) -> None:
    prepared = encoding.prepare(
        b'{"environment":"development","zz":[1.50],"mpid":' + written + b"}", unknown_fields="warn"
    )
    assert prepared == b'{"environment":"development","zz":[1.5],"mpid":123}'


@pytest.mark.parametrize("number", [2**63, 2**64, -(2**63) - 1, 2**200])
def test_an_attribute_beyond_64_bits_is_never_uploaded(number: int) -> None:
    batch = development(AppEvent("x", custom_attributes={"a": number}), user_attributes={"a": [number]})
    for ask in (batch.validate, lambda: encoding.prepare(batch)):
        assert problems(ask) == dict.fromkeys(
            ("$.events[0].data.custom_attributes.a", "$.user_attributes.a[0]"),
            "is an integer beyond 64 bits; send it as text",
        )


@pytest.mark.parametrize(
    "body",
    [
        development(AppEvent("x")),
        partial.Batch(environment="development", events=[AppEvent("x")]),
        wire.Batch(environment="development", events=[WIRE_EVENT]),
        development(AppEvent("x")).to_dict(),
        development(AppEvent("x")).to_json(),
    ],
    ids=["facade", "generated partial", "generated wire", "mapping", "bytes"],
)
def test_every_kind_of_body_says_the_same(body: Any) -> None:
    expected = {
        "environment": "development",
        "events": [{"event_type": "custom_event", "data": {"custom_event_type": "other", "event_name": "x"}}],
    }
    for sent in (json.loads(requests.request(body, CONFIG)), *json.loads(requests.bulk_request([body, body], CONFIG))):
        assert uuid.UUID(sent.pop("source_request_id"))
        assert sent == expected


@pytest.mark.parametrize("body", [None, 7, "text", [], SMALL.decode(), Unknown()], ids=repr)
def test_what_is_no_body_is_refused(body: Any) -> None:
    assert list(problems(requests.request, body, CONFIG)) == ["$"]


def cycles() -> list[Batch]:
    mapping: dict[str, Any] = {}
    mapping["again"] = mapping
    sequence: list[Any] = []
    sequence.append(sequence)
    event = AppEvent("x")
    event.custom_flags = {"event": event}
    return [
        development(user_attributes=mapping),
        development(user_attributes={"list": sequence}),
        development(event),
        development(AppEvent("x", custom_flags=mapping)),
    ]


@pytest.mark.parametrize("batch", cycles(), ids=["mapping", "list", "event", "flags"])
def test_a_value_that_contains_itself_is_refused(batch: Batch) -> None:
    for ask in (batch.to_json, batch.to_dict, batch.validate, lambda: encoding.prepare(batch)):
        assert any(message.endswith("contains itself") for message in problems(ask).values())


@pytest.mark.parametrize("bodies", [SMALL, bytearray(SMALL), memoryview(SMALL), "x", {}, Batch(), iter([]), None, 7])
def test_a_bulk_request_takes_nothing_but_a_list(bodies: Any) -> None:
    [(path, message)] = problems(requests.bulk_request, bodies, CONFIG).items()
    assert path == "$"
    assert message.startswith("must be a list of batches")


def test_a_bulk_request_is_not_empty() -> None:
    assert problems(requests.bulk_request, [], CONFIG).keys() == {"$"}
    assert problems(requests.bulk_request, (), CONFIG).keys() == {"$"}


def test_a_bulk_request_holds_at_most_a_hundred_batches() -> None:
    assert len(json.loads(requests.bulk_request([SMALL] * 100, CONFIG))) == 100
    assert problems(requests.bulk_request, [SMALL] * 101, CONFIG).keys() == {"$"}
    lenient = Configuration("KEY", "SECRET", limits="warn")
    assert len(json.loads(requests.bulk_request([SMALL] * 101, lenient))) == 101


def test_a_bulk_request_names_the_problems_of_every_batch() -> None:
    bodies = [{"environment": "bogus", "mpid": "x"}, SMALL, b"{", development(AppEvent()), None]
    assert list(problems(requests.bulk_request, bodies, CONFIG)) == [
        "$[0].environment",
        "$[0].mpid",
        "$[2]",
        "$[3].events[0].data.event_name",
        "$[4]",
    ]


@pytest.mark.parametrize(
    ("option", "tree"),
    [({"limits": "warn"}, {"user_attributes": {"k": "x" * 5000}}), ({"unknown_fields": "warn"}, {"brand_new": 1})],
)
def test_a_request_follows_the_policies_of_the_configuration(option: Any, tree: Json) -> None:
    tree = {"environment": "development", **tree}
    assert json.loads(requests.request(tree, Configuration("KEY", "SECRET", **option))) == tree
    assert json.loads(requests.bulk_request([tree], Configuration("KEY", "SECRET", **option))) == [tree]
    assert len(problems(requests.request, tree, CONFIG)) == 1
    assert len(problems(requests.bulk_request, [tree], CONFIG)) == 1


def of_size(size: int) -> bytes:
    head = SMALL[:-1] + b',"source_request_id":"own","ip":"'
    return head + b"x" * (size - len(head) - 2) + b'"}'


def test_a_request_stays_under_256_000_bytes() -> None:
    assert len(requests.request(of_size(255_999), CONFIG)) == 255_999
    [(path, message)] = problems(requests.request, of_size(256_000), CONFIG).items()
    assert path == "$"
    assert "256000" in message
    lenient = Configuration("KEY", "SECRET", limits="warn")
    assert len(requests.request(of_size(256_000), lenient)) == 256_000


def test_a_bulk_request_stays_under_256_000_bytes_together() -> None:
    half = 127_998  # two of them, two brackets and a comma
    assert len(requests.bulk_request([of_size(half), of_size(half)], CONFIG)) == 255_999
    assert problems(requests.bulk_request, [of_size(half), of_size(half + 1)], CONFIG).keys() == {"$"}


# -- the historical endpoint ------------------------------------------------------------------------------------------


def happened(hours_ago: float) -> Batch:
    return development(AppEvent("x", timestamp_unixtime_ms=round(time.time() * 1000 - hours_ago * HOUR_MS)))


def test_a_historical_request_takes_events_older_than_72_hours() -> None:
    old, ancient = happened(73), happened(24 * 365 * 5)
    assert len(json.loads(requests.bulk_request([old, ancient], CONFIG, historical=True))) == 2


def test_a_historical_request_names_what_the_service_would_ignore() -> None:
    mixed = happened(100)
    mixed.events += [AppEvent("no time"), *happened(71).events]
    bodies = [happened(71), development(), mixed, development(AppEvent("x")), happened(73)]
    assert list(problems(requests.bulk_request, bodies, CONFIG, historical=True)) == [
        "$[0].events[0].data.timestamp_unixtime_ms",
        "$[1].events",
        "$[2].events[1].data.timestamp_unixtime_ms",
        "$[2].events[2].data.timestamp_unixtime_ms",
        "$[3].events[0].data.timestamp_unixtime_ms",
    ]
    assert len(json.loads(requests.bulk_request(bodies, CONFIG))) == len(bodies)


@pytest.mark.parametrize(("age_ms", "accepted"), [(72 * HOUR_MS, True), (72 * HOUR_MS - 1, False), (-5, False)])
def test_an_event_is_historical_from_72_hours_on(age_ms: int, accepted: bool) -> None:
    now_ms = 1_750_000_000_000
    payload = development(AppEvent("x", timestamp_unixtime_ms=now_ms - age_ms)).to_json()
    assert (historical.ignored(payload, "$", now_ms) == []) is accepted


@pytest.mark.parametrize("written", ["1600000000000.0", '"1600000000000"', "null", "true"])
def test_an_odd_time_in_historical_bytes_is_sent_or_a_validation_error_and_nothing_else(written: str) -> None:
    data = f'{{"timestamp_unixtime_ms":{written}}}'
    payload = f'{{"environment":"development","events":[{{"event_type":"first_run","data":{data}}}]}}'.encode()
    with contextlib.suppress(ValidationError):
        sent = requests.bulk_request([payload], CONFIG, historical=True)
        assert json.loads(sent)[0]["events"][0]["data"] == {"timestamp_unixtime_ms": 1_600_000_000_000}


def test_every_time_field_of_the_description_takes_a_datetime() -> None:
    covered = {path.rpartition(".")[2] for _, path in time_fields()}
    found = {
        key
        for name in ("Batch", "DeviceInformation", "ConsentPurpose", "CustomEventData", "Product", "UserIdentity")
        for key, field in fields({"$ref": f"#/components/schemas/{name}"}).items()
        if field.get("x-format") == "epoch-ms"
    }
    assert covered == found


# -- accepted batches -------------------------------------------------------------------------------------------------

STRICT = mparticle.Configuration("key", "secret")
nothings = st.sampled_from([None, "null", ":null,", 'a "null" b', 0, 5, True, "0.5", "\u02cb"])
numbers = st.sampled_from([1.5, 1e16, -0.0, Decimal("1.50"), Decimal("1E+3")])
no_numbers = st.sampled_from([float("nan"), float("inf"), float("-inf")])
homes = st.sampled_from(["user", "event", "last of many", "list"])


def holding(values: list[Any], home: str) -> mparticle.Batch:
    batch = mparticle.Batch("development")
    attributes = {f"a{number}": value for number, value in enumerate(values)}
    if home in ("event", "last of many"):
        batch.events = [mparticle.AppEvent("One", "other") for _ in range(5 if home == "last of many" else 0)]
        batch.add_event(mparticle.AppEvent("One", "other", custom_attributes=attributes))
    else:
        batch.user_attributes = {"list": [str(value) for value in values]} if home == "list" else attributes
    return batch


@given(st.lists(nothings | numbers, max_size=4), homes)
def test_nothing_is_taken_for_no_number(values: list[Any], home: str) -> None:
    """Both are null in JSON."""
    batch = holding(values, home)
    sent = msgspec.json.decode(requests.accept(batch, STRICT))
    del sent["source_request_id"]
    batch.source_request_id = None
    assert sent == batch.to_dict()


@given(st.lists(nothings | numbers, max_size=3), no_numbers, homes.filter(lambda home: home != "list"), st.booleans())
def test_no_number_is_ever_sent(values: list[Any], value: float, home: str, own: bool) -> None:
    batch = holding([*values, value, *values], home)
    batch.source_request_id = "order-4711" if own else None
    with pytest.raises(mparticle.ValidationError, match=r"\$\[3\]\..*a\d"):
        requests.accept(batch, STRICT, "$[3]")


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(batches() | mutations())
def test_plain_is_what_is_valid_without_floats_and_nulls(tree: Json) -> None:
    payload = json.dumps(tree).encode()
    assert valid_and_plain(payload) is (decoders.valid(payload) and plain(tree))


def plain(value: Json, *path: str) -> bool:
    if isinstance(value, dict):
        return path[-2:-1] != ("custom_flags",) and all(plain(each, *path, key) for key, each in value.items())
    if isinstance(value, list):
        return path[-2:-1] != ("custom_flags",) and all(plain(each, *path) for each in value)
    return value is not None and not isinstance(value, float)


def contents(batch: mparticle.Batch) -> tuple[bytes | None, bytes | None]:
    """As it is written, and as it would be with each event in its envelope from the start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelopes, "_MANY", 1_000_000)
        whole = encoding.content(batch)
    return encoding.content(batch), whole


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(batches() | mutations(), st.integers(1, 4), st.booleans())
def test_many_events_of_one_kind_are_written_and_judged_as_others_are(tree: Json, times: int, mixed: bool) -> None:
    try:
        batch = Batch.from_dict(tree)
    except ValidationError:
        return
    kept = [event for event in batch.events or [] if mixed or type(event) is type(batch.events[0])]
    batch.events = kept * times
    batch.source_request_id = None
    content, whole = contents(batch)
    assert content == whole
    assert content is None or msgspec.json.decode(content) == batch.to_dict()


@pytest.mark.parametrize("tag", EVENT_SCHEMAS)
def test_many_events_of_each_kind_are_written(tag: str) -> None:
    tree = full_batch() | {"events": [full_event(tag)] * 4}
    content, whole = contents(Batch.from_dict(tree))
    assert content == whole


@pytest.mark.parametrize(
    "fields",
    [
        {"user_attributes": {"events": []}},
        {"context": mparticle.BatchContext(mparticle.DataPlanContext("p", block_metadata={"events": [], "a": None}))},
        {"user_attributes": {"a": '"events":[]', "b": "\n"}},
        {"user_attributes": {"a": msgspec.Raw(b'"x"\n')}},
    ],
    ids=["an empty list", "free data", "text", "JSON"],
)
@pytest.mark.parametrize(
    "attribute", ["x", '"events":[]', "line\nfeed", msgspec.Raw(b'"x"\n'), msgspec.Raw(b"\n7"), 1.5, None]
)
def test_no_value_is_taken_for_the_form_around_it(fields: dict[str, Any], attribute: Any) -> None:
    events = [AppEvent("One", "other", custom_attributes={"a": attribute, "n": number}) for number in range(4)]
    batch = development(*events, **fields)
    content, whole = contents(batch)
    assert content == whole
    assert (content is None) is (attribute == 1.5)
    assert content is None or msgspec.json.decode(content) == batch.to_dict()


@pytest.mark.parametrize("wrong", range(4))
@pytest.mark.parametrize("change", [{"event_name": None}, {"session_id": "x"}, {"custom_attributes": {"k" * 257: 1}}])
def test_one_wrong_event_of_many_is_told(wrong: int, change: dict[str, Any]) -> None:
    batch = development(*(AppEvent("One", "other") for _ in range(4)))
    ((name, value),) = change.items()
    setattr(batch.events[wrong], name, value)
    (path,) = problems(requests.accept, batch, STRICT)
    assert path.startswith(f"$.events[{wrong}].data.{name}")


def test_events_are_judged_by_their_data_where_that_is_all_there_is_to_them() -> None:
    class One(msgspec.Struct, tag_field="event_type", tag="one"):
        data: int

    class Two(msgspec.Struct, tag_field="event_type", tag="two"):
        data: str
        more: str
        less: str | None = None

    def data_of(tag: str, events: Any) -> Any:
        return decoders._data_of(tag, msgspec.defstruct("Batch", [("ip", str), ("events", events)]))

    assert data_of("one", list[One | Two] | None) is data_of("one", list[One] | msgspec.UnsetType) is int
    assert data_of("two", list[One | Two] | None) is None
    assert data_of("one", Annotated[list[One | Two], msgspec.Meta(max_length=2)] | None) is None


def test_a_commerce_event_about_nothing_among_many_is_refused() -> None:
    about = CommerceEvent(ProductAction("purchase"))
    batch = development(about, about, CommerceEvent(currency_code="EUR"), about)
    assert contents(batch) == (None, None)
    assert list(problems(requests.accept, batch, STRICT)) == ["$.events[2].data"]


@pytest.mark.parametrize("own", ["order-4711", None, ""])
def test_accepted_is_what_a_request_sends(own: str | None) -> None:
    batch = holding(["x"], "event")
    batch.source_request_id = own
    accepted = requests.accept(batch, STRICT)
    assert accepted == requests.accept(batch, STRICT) == requests.request(batch, STRICT)
    assert requests.bulk_request([batch, accepted], STRICT) == b"[" + accepted + b"," + accepted + b"]"
    assert msgspec.json.decode(accepted)["source_request_id"] == batch.source_request_id
    assert batch.source_request_id


def test_an_id_of_the_wrong_type_is_told() -> None:
    batch = holding(["x"], "event")
    batch.source_request_id = 4711  # type: ignore[assignment]
    with pytest.raises(mparticle.ValidationError, match="source_request_id"):
        requests.accept(batch, STRICT)
