"""Each known defect of the vendor's Python SDK (its models and validation), by number: none is reproduced here."""

from __future__ import annotations

import copy
import datetime as dt
import enum
import json
import subprocess
import sys
import traceback
import tracemalloc
import uuid
from decimal import Decimal
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_events_models import names
from mparticle_facade.codec import encoding, requests

DEVELOPMENT = mparticle.Batch.Environment.development
PUBLIC_CLASSES = sorted({value for value in vars(mparticle.models).values() if isinstance(value, type)}, key=str)
EVENT_CLASSES = [cls for cls in PUBLIC_CLASSES if isinstance(getattr(cls, "event_type", None), str)]


def sent(batch: mparticle.Batch) -> dict[str, Any]:
    """What an upload of this batch would carry."""
    return json.loads(encoding.prepare(batch))


def problems(batch: mparticle.Batch) -> dict[str, str]:
    """The errors of a batch, path to kind."""
    with pytest.raises(mparticle.ValidationError) as caught:
        encoding.prepare(batch)
    return {problem.path: problem.kind for problem in caught.value.problems}


def complete(cls: type) -> Any:
    """An event of this class with what it can't do without."""
    musts = {
        mparticle.AppEvent: {"event_name": "x"},
        mparticle.ApplicationStateTransitionEvent: {"application_transition_type": "application_exit"},
        mparticle.BreadcrumbEvent: {"label": "x"},
        mparticle.CommerceEvent: {"product_action": mparticle.ProductAction("purchase")},
        mparticle.ProfileEvent: {"previous_mpid": 1, "current_mpid": 2, "profile_event_type": "login"},
        mparticle.PushMessageEvent: {"push_message_type": "sent"},
        mparticle.PushRegistrationEvent: {"register": True, "registration_token": "x"},
        mparticle.ScreenViewEvent: {"screen_name": "x"},
        mparticle.UserAttributeChangeEvent: {"user_attribute_name": "x"},
        mparticle.UserIdentityChangeEvent: {
            "new": mparticle.UserIdentity(identity_type="email", identity="b", timestamp_unixtime_ms=1_700_000_000_001),
            "old": mparticle.UserIdentity(identity_type="email", identity="a", timestamp_unixtime_ms=1_700_000_000_000),
        },
    }
    return cls(**musts.get(cls, {}))


# -- wrong or lost data on the wire -----------------------------------------------------------------------------------


def test_p01_crash_report_keeps_its_type() -> None:
    """The vendor sent a CrashReportEvent as a `commerce_event`."""
    batch = mparticle.Batch([mparticle.CrashReportEvent(message="boom")], environment=DEVELOPMENT)
    assert sent(batch)["events"] == [{"event_type": "crash_report", "data": {"message": "boom"}}]


def test_p02_events_given_to_the_constructor_travel_in_envelopes() -> None:
    """The vendor wrapped events in the setter only; those of the constructor lost their type."""
    event = mparticle.AppEvent("Hello", "other")
    given = mparticle.Batch([event], environment=DEVELOPMENT)
    assigned = mparticle.Batch(DEVELOPMENT)
    assigned.events = [event]
    assert sent(given) == sent(assigned)
    assert sent(given)["events"][0]["event_type"] == "custom_event"
    assert sent(given)["events"][0]["data"]["event_name"] == "Hello"


def test_p03_events_appended_later_travel_in_envelopes() -> None:
    """The vendor's `batch.events.append(event)` was sent without a type."""
    batch = mparticle.Batch([], environment=DEVELOPMENT)
    batch.events.append(mparticle.OptOutEvent(is_opted_out=True))
    batch.add_event(mparticle.FirstRunEvent())
    assert [event["event_type"] for event in sent(batch)["events"]] == ["opt_out", "first_run"]


def test_p04_customerid_is_sent_as_customer_id() -> None:
    """The vendor sent `customerid`, which the service does not know."""
    batch = mparticle.Batch(DEVELOPMENT)
    batch.user_identities = mparticle.UserIdentities(customerid="123456")
    assert sent(batch)["user_identities"] == {"customer_id": "123456"}


def test_p05_uninstall_and_identity_change_can_be_sent() -> None:
    """The vendor had no class for either, and its EventBase refused both types."""
    change = complete(mparticle.UserIdentityChangeEvent)
    batch = mparticle.Batch([mparticle.UninstallEvent(), change], environment=DEVELOPMENT)
    batch.add_event(mparticle.EventBase({}, "uninstall"))
    batch.add_event(mparticle.EventBase(change, "user_identity_change"))
    types = [event["event_type"] for event in sent(batch)["events"]]
    assert types == ["uninstall", "user_identity_change", "uninstall", "user_identity_change"]


def test_p06_profile_event_has_the_fields_of_the_schema() -> None:
    """The vendor knew neither previous_mpid nor current_mpid, which are required."""
    event = mparticle.ProfileEvent(previous_mpid=1, current_mpid=7346244611012968789, profile_event_type="login")
    batch = mparticle.Batch([event], environment=DEVELOPMENT)
    assert sent(batch)["events"][0]["data"] == {
        "previous_mpid": 1,
        "current_mpid": 7346244611012968789,
        "profile_event_type": "login",
    }


def test_p07_an_unset_consent_sends_no_empty_maps() -> None:
    """The vendor's ConsentState() always sent `"ccpa": {}` and `"gdpr": {}`."""
    assert sent(mparticle.Batch(environment=DEVELOPMENT, consent_state=mparticle.ConsentState()))["consent_state"] == {}


def test_p08_ltv_amount_reads_none_until_set_and_leaves_given_attributes_alone() -> None:
    """The vendor's getter raised AttributeError before the first set, and its setter changed the caller's mapping."""
    attributes = {"colour": "red"}
    event = mparticle.AppEvent("Purchase", "transaction", custom_attributes=attributes)
    assert event.ltv_amount is None
    event.ltv_amount = 12.5
    assert event.ltv_amount == 12.5
    assert attributes == {"colour": "red"}
    data = sent(mparticle.Batch([event], environment=DEVELOPMENT))["events"][0]["data"]
    assert data["custom_attributes"] == {"colour": "red", "$Amount": 12.5, "MethodName": "LogLTVIncrease"}


def test_p09_every_field_of_the_api_has_an_attribute() -> None:
    """The vendor left dozens of wire fields out."""
    missing_there = {
        mparticle.Batch: "partner_identities attribution_info source_info timestamp_unixtime_ms batch_id",
        mparticle.BatchContext: "location",
        mparticle.GeoLocation: "dma_code country_code region_code postal_code location_source city_name",
        mparticle.ApplicationInformation: "application_build_number os apple_search_ads_attributes",
        mparticle.DeviceInformation: "limit_ad_tracking is_dst build_version_release",
        mparticle.DeviceCurrentState: "external_disk_space_free_bytes",
        mparticle.ApplicationStateTransitionEvent: "launch_referral",
        mparticle.PushMessageEvent: "push_message_behavior",
        mparticle.SourceInformation: "is_historical",
        mparticle.GDPRConsentState: "regulation",
        mparticle.CCPAConsentState: "regulation",
        mparticle.EventData: "event_num session_start_unixtime_ms event_start_unixtime_ms is_goal_defined "
        "lifetime_value_change lifetime_value_attribute_name data_connection_type view_controller is_main_thread "
        "canonical_name event_system_notification_info",
    }
    for cls, attributes in missing_there.items():
        for name in attributes.split():
            assert getattr(cls(), name) is None, f"{cls.__name__}.{name}"
    assert len(EVENT_CLASSES) == 17
    for cls in EVENT_CLASSES:
        assert cls(custom_flags={"a": 1}, event_num=1).custom_flags == {"a": 1}


def test_p10_attribution_and_source_have_a_place_in_the_batch() -> None:
    """The vendor exported both classes, and no attribute took them."""
    batch = mparticle.Batch(
        environment=DEVELOPMENT,
        attribution_info=mparticle.AttributionInfo("service", "publisher", "campaign"),
        source_info=mparticle.SourceInformation("partner", "acme"),
    )
    assert sent(batch)["attribution_info"] == {
        "service_provider": "service",
        "publisher": "publisher",
        "campaign": "campaign",
    }
    assert sent(batch)["source_info"] == {"channel": "partner", "partner": "acme"}


def test_p11_a_decimal_stays_a_number() -> None:
    """The vendor turned amounts given as Decimal into text."""
    action = mparticle.ProductAction("purchase", total_amount=Decimal("19.90"))
    event = mparticle.CommerceEvent(action, custom_attributes={"tax": Decimal("0.10")})
    payload = encoding.prepare(mparticle.Batch([event], environment=DEVELOPMENT))
    assert b'"total_amount":19.90' in payload
    assert b'"tax":0.10' in payload


def test_p12_a_datetime_becomes_epoch_milliseconds() -> None:
    """The vendor sent ISO 8601 text in fields that hold milliseconds."""
    moment = dt.datetime(2026, 5, 4, 12, 0, 0, 250_000, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    event = mparticle.AppEvent("x", timestamp_unixtime_ms=moment)
    consent = mparticle.ConsentState(gdpr={"ads": mparticle.GDPRConsentState(None, True, moment)})
    tree = sent(mparticle.Batch([event], environment=DEVELOPMENT, consent_state=consent))
    assert tree["events"][0]["data"]["timestamp_unixtime_ms"] == 1_777_888_800_250
    assert tree["consent_state"]["gdpr"]["ads"]["timestamp_unixtime_ms"] == 1_777_888_800_250


def test_p13_tuples_sets_uuids_enums_and_bytes_are_converted() -> None:
    """The vendor passed models inside a tuple through unconverted, and crashed on the other types."""

    class Colour(enum.Enum):
        red = "RED"

    products = (mparticle.Product("1"), mparticle.Product("2"))
    event = mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=products))
    event.custom_attributes = {"colour": Colour.red, "id": uuid.UUID(int=7), "raw": b"\x00\xff"}
    batch = mparticle.Batch((event,), environment=DEVELOPMENT, deleted_user_attributes={"trial"})
    batch.user_attributes = {"sizes": {38}}
    tree = sent(batch)
    data = tree["events"][0]["data"]
    assert data["product_action"]["products"] == [{"id": "1"}, {"id": "2"}]
    assert data["custom_attributes"] == {
        "colour": "RED",
        "id": "00000000-0000-0000-0000-000000000007",
        "raw": "AP8=",
    }
    assert tree["deleted_user_attributes"] == ["trial"]
    assert tree["user_attributes"] == {"sizes": [38]}


def test_p14_none_is_left_out_of_every_object_and_kept_in_every_map() -> None:
    """The vendor dropped None from models and kept it in plain mappings, so the same object had two wire forms."""
    product = mparticle.Product("1", name=None, custom_attributes={"note": None})
    event = mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=[product]), currency_code=None)
    batch = mparticle.Batch([event], environment=DEVELOPMENT, ip=None, user_attributes={"tag": None, "list": [None]})
    tree = sent(batch)
    assert tree["user_attributes"] == {"tag": None, "list": [None]}
    assert tree["events"][0]["data"] == {
        "product_action": {"action": "purchase", "products": [{"id": "1", "custom_attributes": {"note": None}}]}
    }
    assert "ip" not in tree


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), Decimal("NaN")])
def test_p15_nan_and_infinity_never_become_invalid_json(number: float) -> None:
    """The vendor wrote the bare words NaN and Infinity, which are not JSON."""
    batch = mparticle.Batch(environment=DEVELOPMENT, user_attributes={"score": number})
    for write in (batch.to_json, batch.to_dict, batch.validate, lambda: encoding.prepare(batch)):
        with pytest.raises(mparticle.ValidationError, match=r"^\$\.user_attributes\.score: is not a finite number"):
            write()


def test_p16_an_empty_list_of_batches_is_refused_before_sending() -> None:
    """The vendor posted an empty body for it."""
    with pytest.raises(mparticle.ValidationError, match="is empty"):
        mparticle.EventsApi(mparticle.Configuration("KEY", "SECRET")).bulk_upload_events([])


# -- validation -------------------------------------------------------------------------------------------------------


def test_p17_constructors_are_checked_like_assignments() -> None:
    """The vendor checked in setters only: `Batch(environment="bogus")` passed."""
    given = mparticle.Batch([mparticle.AppEvent("x", "bogus")], environment="bogus")
    assigned = mparticle.Batch()
    assigned.environment = "bogus"
    assigned.events = [mparticle.AppEvent("x")]
    assigned.events[0].custom_event_type = "bogus"
    expected = {"$.environment": "invalid", "$.events[0].data.custom_event_type": "invalid"}
    assert problems(given) == expected
    assert problems(assigned) == expected


def test_p18_media_is_a_custom_event_type() -> None:
    """The vendor's setter refused it."""
    event = mparticle.AppEvent("play")
    event.custom_event_type = "media"
    assert sent(mparticle.Batch([event], environment=DEVELOPMENT))["events"][0]["data"]["custom_event_type"] == "media"


def test_p19_an_enumerated_field_can_be_cleared() -> None:
    """The vendor's setters raised on None."""
    device = mparticle.DeviceInformation(platform="iOS", att_authorization_status="denied")
    device.platform = None
    device.att_authorization_status = None
    assert sent(mparticle.Batch(environment=DEVELOPMENT, device_info=device))["device_info"] == {}


@pytest.mark.parametrize("word", ["Unknown", "All"])
def test_p20_values_that_the_service_rejects_are_in_no_closed_enumeration(word: str) -> None:
    """The vendor offered them, and the published schemas reject them. `unknown` is tolerated: tests/codec."""
    media = mparticle.MediaInfo(action=word, format=word, quality=word)
    source = mparticle.SourceInformation("All")  # `unknown` is a channel that the service itself reports
    assert problems(mparticle.Batch(environment=DEVELOPMENT, source_info=source)) == {
        "$.source_info.channel": "invalid"
    }
    assert problems(mparticle.Batch(environment=word)) == {"$.environment": "invalid"}
    below = {
        mparticle.AppEvent("x", word): ["custom_event_type"],
        mparticle.AppEvent("x", media_info=media): ["media_info.action", "media_info.format", "media_info.quality"],
        mparticle.ApplicationStateTransitionEvent(application_transition_type=word): ["application_transition_type"],
        mparticle.CommerceEvent(mparticle.ProductAction(word)): ["product_action.action"],
        mparticle.CommerceEvent(promotion_action=mparticle.PromotionAction(word)): ["promotion_action.action"],
        mparticle.ProfileEvent(previous_mpid=1, current_mpid=2, profile_event_type=word): ["profile_event_type"],
        mparticle.PushMessageEvent(push_message_type=word, application_state=word): [
            "push_message_type",
            "application_state",
        ],
    }
    for event, paths in below.items():
        batch = mparticle.Batch([event], environment=DEVELOPMENT)
        assert problems(batch) == dict.fromkeys((f"$.events[0].data.{path}" for path in paths), "invalid")
    batch = mparticle.Batch([mparticle.EventBase({}, word)], environment=DEVELOPMENT)
    assert problems(batch) == {"$.events[0].event_type": "invalid"}


@pytest.mark.parametrize("cls", EVENT_CLASSES, ids=lambda cls: cls.__name__)
def test_p21_attributes_of_every_event_are_checked(cls: type) -> None:
    """The vendor looked at the values of three classes, and nowhere at keys, counts or lengths."""
    event = complete(cls)
    batch = mparticle.Batch([event], environment=DEVELOPMENT)
    place = "$.events[0].data.custom_attributes"
    for attributes, expected in [
        ({"list": [1]}, {f"{place}.list": "invalid"}),
        ({"long": "x" * 4097}, {f"{place}.long": "limit"}),
        ({"k" * 257: 1}, {f"{place}.{'k' * 257}": "limit"}),
    ]:
        event.custom_attributes = attributes
        assert problems(batch) == expected
    event.custom_attributes = {f"k{index}": "x" * 4096 for index in range(2)}
    assert sent(batch)["events"][0]["data"]["custom_attributes"] == event.custom_attributes


def test_p21_attributes_of_a_product_are_checked() -> None:
    """The vendor did not look at them at all."""
    product = mparticle.Product("1", custom_attributes={"list": [1], "long": "x" * 4097})
    event = mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=[product]))
    place = "$.events[0].data.product_action.products[0].custom_attributes"
    batch = mparticle.Batch([event], environment=DEVELOPMENT)
    assert problems(batch) == {f"{place}.list": "invalid", f"{place}.long": "limit"}


def test_p22_attributes_take_decimals_and_datetimes_and_refuse_what_is_no_mapping() -> None:
    """The vendor refused both types although it could write them, and raised AttributeError for a list."""
    moment = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
    event = mparticle.AppEvent("x", custom_attributes={"amount": Decimal("1.5"), "since": moment})
    batch = mparticle.Batch([event], environment=DEVELOPMENT)
    attributes = sent(batch)["events"][0]["data"]["custom_attributes"]
    assert attributes["amount"] == 1.5
    assert dt.datetime.fromisoformat(attributes["since"]) == moment
    event.custom_attributes = ["colour", "red"]
    assert problems(batch) == {"$.events[0].data.custom_attributes": "invalid"}


@pytest.mark.parametrize(
    "value",
    [
        ["jane@example.com"],
        {"nested": "jane@example.com"},
        "jane@example.com" * 300,
        {"jane@example.com"},
        b"jane@example.com" * 300,
        type("Person", (), {"__repr__": lambda _: "jane@example.com"})(),
        "jane@example.com \ud800",
    ],
    ids=["list", "mapping", "too long", "set", "bytes", "foreign object", "not encodable"],
)
def test_p23_no_exception_text_holds_an_attribute_value(value: object) -> None:
    """The vendor put the whole attribute mapping into the text of the exception, and so into logs."""
    event = mparticle.AppEvent("x", custom_attributes={"email": value})
    batch = mparticle.Batch([event], environment=DEVELOPMENT)
    for check in (batch.validate, lambda: encoding.prepare(batch)):
        with pytest.raises(mparticle.ValidationError) as caught:
            check()
        assert "custom_attributes.email" in str(caught.value)
        assert "jane" not in "".join(traceback.format_exception(caught.value))
        assert "jane" not in repr(caught.value)


def test_p23_no_exception_text_holds_an_identity() -> None:
    """As above, for what is personal in other places."""
    tree = {"environment": "development", "user_identities": {"email": ["jane@example.com"]}, "ip": {"jane": "jane"}}
    with pytest.raises(mparticle.ValidationError) as caught:
        mparticle.Batch.from_dict(tree)
    assert "jane" not in "".join(traceback.format_exception(caught.value))


def test_p24_sizes_counts_and_ages_are_checked() -> None:
    """The vendor had no check of any size, count, length or age."""
    config = mparticle.Configuration("KEY", "SECRET")
    empty, one = mparticle.Batch(DEVELOPMENT), mparticle.Batch([mparticle.AppEvent("x")], environment=DEVELOPMENT)
    with pytest.raises(mparticle.ValidationError, match="101 batches"):
        requests.bulk_request([empty] * 101, config)
    with pytest.raises(mparticle.ValidationError, match="256000"):
        requests.request(mparticle.Batch(environment=DEVELOPMENT, ip="x" * 256_000), config)
    with pytest.raises(mparticle.ValidationError) as caught:
        requests.bulk_request([empty, one], config, historical=True)
    assert [problem.path for problem in caught.value.problems] == [
        "$[0].events",
        "$[1].events[0].data.timestamp_unixtime_ms",
    ]
    over = mparticle.Batch([mparticle.AppEvent("x" * 257)], environment=DEVELOPMENT)
    over.user_attributes = {"list": ["x" * 513], "long": "x" * 4097, "many": [0] * 1001}
    assert problems(over) == {
        "$.events[0].data.event_name": "limit",
        "$.user_attributes.list[0]": "limit",
        "$.user_attributes.long": "limit",
        "$.user_attributes.many": "limit",
    }


def test_p25_events_can_be_cleared() -> None:
    """The vendor raised TypeError for `batch.events = None`."""
    batch = mparticle.Batch([mparticle.AppEvent("x")], environment=DEVELOPMENT)
    batch.events = None
    assert sent(batch) == {"environment": "development"}


# -- the shape of the interface ---------------------------------------------------------------------------------------


def test_p49_user_attribute_change_is_exported_at_the_root() -> None:
    """The vendor left it in `mparticle.models`."""
    assert mparticle.UserAttributeChangeEvent is mparticle.models.UserAttributeChangeEvent
    assert "UserAttributeChangeEvent" in mparticle.__all__


@pytest.mark.parametrize("cls", PUBLIC_CLASSES, ids=lambda cls: cls.__name__)
def test_p50_objects_compare_and_hash_by_value(cls: type) -> None:
    """The vendor's `Batch() == None` raised AttributeError, and no model could be hashed."""
    first, second = cls(), cls()
    assert (first == None) is False  # noqa: E711
    assert (first != None) is True  # noqa: E711
    assert first != object()
    assert first == second
    assert hash(first) == hash(second)
    changed = copy.copy(first)
    setattr(changed, cls.__struct_fields__[0], "changed")
    assert changed != first
    assert {first: "found"}[second] == "found"
    assert changed not in {first, second}


def test_p51_an_object_carries_nothing_but_its_fields() -> None:
    """Every object of the vendor's built two mappings of its own, and every Batch fifteen events."""
    for cls in PUBLIC_CLASSES:
        assert not hasattr(cls(), "__dict__"), cls.__name__
    tracemalloc.start()
    batches = [mparticle.Batch() for _ in range(1000)]
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / len(batches) < sys.getsizeof(batches[0]) + 64  # a little for the list


def test_p52_to_dict_is_the_wire_form_at_every_depth() -> None:
    """The vendor's to_dict used attribute names, and did not convert models inside a mapping of mappings."""
    purpose = mparticle.GDPRConsentState(None, True, 1_700_000_000_000)
    batch = mparticle.Batch([mparticle.AppEvent("x")], environment=DEVELOPMENT)
    batch.user_identities = mparticle.UserIdentities(customerid="1")
    batch.consent_state = mparticle.ConsentState(gdpr={"ads": purpose})
    batch.integration_attributes = {"24": {"colour": names.PushNetwork.apn}}
    assert batch.to_dict() == json.loads(encoding.prepare(batch))
    assert batch.to_dict()["user_identities"] == {"customer_id": "1"}
    assert batch.to_dict()["integration_attributes"] == {"24": {"colour": "apn"}}
    assert batch.to_dict()["consent_state"]["gdpr"]["ads"]["consented"] is True


@pytest.mark.parametrize("module", ["batch", "device", "events", "user"])
def test_p53_every_module_of_models_can_be_imported_first(module: str) -> None:
    """The vendor's models imported the package root they belong to, which worked in one order only."""
    code = f"import mparticle_facade.models.{module} as m, sys; assert m; print('mparticle_facade.api' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("False\n", "")
