"""One record: which bytes are sent, where to, and what is wrong."""

import json
import time
import uuid

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mparticle_facade.backfill import advice
from mparticle_facade.backfill.checking import Checker, Rules, request_id
from mparticle_facade.codec import report as validation
from mparticle_facade.rows.records import Record

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy

NOW, DAY = int(time.time() * 1000), 86_400_000


def event(**data):
    return {
        "event_type": "custom_event",
        "data": {"event_name": "Hi", "custom_event_type": "other", "timestamp_unixtime_ms": NOW - 1000, **data},
    }


GOOD = {"environment": "development", "user_identities": {"customer_id": "1"}, "events": [event()]}


def check(batch, ordinal=0, key=b"file", unended=False, **rules):
    text = batch if isinstance(batch, bytes) else json.dumps(batch).encode()
    return Checker(Rules(**rules)).check(Record(ordinal, ordinal + 1, text, (), unended), key)


def paths(problems):
    return [(problem.path, problem.kind) for problem in problems]


def test_a_valid_line_is_sent_as_the_bytes_it_was():
    text = (
        b' {"events": [], "environment":\t"development", "source_request_id": "me", "user_attributes": {"a": 1.50}} \r'
    )
    checked = check(text)
    assert checked.payload == text.strip()
    assert (checked.problems, checked.warnings) == ([], [])


def test_unknown_fields_survive_where_they_are_only_warned_about():
    text = json.dumps({**GOOD, "source_request_id": "mine", "brand_new": {"b": [1, None], "a": 2}}).encode()
    assert paths(check(text).problems) == [("$.brand_new", "unknown_field")]
    checked = check(text, unknown_fields="warn")
    assert checked.payload == text
    assert paths(checked.warnings) == [("$.brand_new", "unknown_field")]


def test_a_value_over_a_limit_follows_the_rules():
    over = {**GOOD, "user_attributes": {"a": "x" * 5000}}
    assert paths(check(over).problems) == [("$.user_attributes.a", "limit")]
    assert paths(check(over, limits="warn").warnings) == [("$.user_attributes.a", "limit")]
    assert not check(over, limits="warn").problems


def test_an_id_is_given_to_a_batch_without_one():
    for batch in (GOOD, {**GOOD, "source_request_id": None}, {**GOOD, "source_request_id": ""}):
        checked = check(batch)
        sent = json.loads(checked.payload)
        assert uuid.UUID(sent.pop("source_request_id")).version == 5
        assert sent == GOOD
        assert checked.payload.count(b'"source_request_id"') == 1
    nested = {**GOOD, "user_attributes": {"source_request_id": "x"}}
    assert json.loads(check(nested).payload)["source_request_id"] != "x"
    assert json.loads(check(nested).payload)["user_attributes"] == nested["user_attributes"]


def test_an_id_comes_from_content_and_position():
    base = request_id(b"file", 7, b"content")
    assert base == request_id(b"file", 7, b"content")
    others = {
        request_id(b"fil", 7, b"content"),
        request_id(b"file", 8, b"content"),
        request_id(b"file", 7, b"content."),
    }
    assert len(others | {base}) == 4
    parsed = uuid.UUID(base)
    assert (parsed.version, parsed.variant, str(parsed)) == (5, uuid.RFC_4122, base)
    assert request_id(b"", 0, b"x" * 5000) == request_id(b"", 0, b"x" * 5000)
    line = json.dumps(GOOD).encode()
    assert check(line).payload == check(line + b"\r").payload  # wherever the file has been


def test_an_environment_is_filled_in_but_never_overruled():
    bare = {key: value for key, value in GOOD.items() if key != "environment"}
    assert paths(check(bare).problems) == [("$.environment", "invalid")]
    for batch in (bare, {}, {**bare, "environment": None}, {**bare, "user_attributes": {"environment": "x"}}):
        checked = check(batch, environment="production")
        assert not checked.problems
        assert json.loads(checked.payload)["environment"] == "production"
        assert checked.payload.count(b'"environment":') == 1 + ("user_attributes" in batch)
    (problem,) = check(GOOD, environment="production").problems
    assert problem.path == "$.environment"
    assert 'is "development", but --environment is production' in problem.message


@pytest.mark.parametrize("text", [b"5", b"[]", b"null", b'"x"', b"{", b"{]", b"\xff", b"[" * 3000, b"{}"])
@pytest.mark.parametrize("environment", [None, "development"])
def test_what_is_no_batch_is_refused_with_a_reason(text, environment):
    checked = check(text, environment=environment)
    if text == b"{}" and environment:
        assert not checked.problems
    else:
        assert checked.problems
        assert checked.payload == text


def test_a_file_that_ends_in_the_middle_of_a_line_says_so():
    text = json.dumps(GOOD).encode()[:-5]
    assert "the file ends here: was it cut off?" in check(text, unended=True).problems[0].message
    assert "cut off" not in check(text).problems[0].message
    assert not check(json.dumps(GOOD).encode(), unended=True).problems


def test_what_is_too_large_for_a_request_is_refused_before_it_is_read():
    large = {**GOOD, "user_attributes": {str(n): "x" * 4000 for n in range(99)}}
    assert paths(check(large, limits="warn").problems) == [("$", "limit")]
    medium = {**GOOD, "user_attributes": {str(n): "x" * 4000 for n in range(40)}}
    assert paths(check(medium).warnings) == [("$", "suspicious")]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"timestamp_unixtime_ms": NOW // 1000}, "timestamp_unixtime_ms"),
        ({"timestamp_unixtime_ms": NOW + 3 * DAY}, "timestamp_unixtime_ms"),
        ({"timestamp_unixtime_ms": NOW - 40 * DAY}, "timestamp_unixtime_ms"),
        ({"timestamp_unixtime_ms": None}, "timestamp_unixtime_ms"),
        ({"session_uuid": "not-a-uuid"}, "session_uuid"),
        ({"custom_flags": {"a": {}}}, "custom_flags.a"),
        ({"session_start_unixtime_ms": 1_700_000_000}, "session_start_unixtime_ms"),
    ],
)
def test_what_is_odd_is_a_warning(change, path):
    checked = check({**GOOD, "events": [event(), event(**change)]})
    assert not checked.problems
    assert [problem.path for problem in checked.warnings] == [f"$.events[1].data.{path}"]


TIMES = st.sampled_from(
    [0, -1, 10**9, 10**11 - 1, 10**11, NOW - 31 * DAY, NOW - 29 * DAY, NOW, NOW + DAY // 2, NOW + 2 * DAY]
)
TEXTS = st.sampled_from(
    ["", "x", "5d8b5d1c-6f0e-4d3c-9e6f-1a2b3c4d5e6f", "1.2.3.4", "1.2.3", "::1", "256.1.1.1", "iOS", "ios", "mail"]
)
DATA = st.fixed_dictionaries(
    {"timestamp_unixtime_ms": TIMES | st.none()},
    optional={
        "session_uuid": TEXTS, "session_start_unixtime_ms": TIMES,
        "custom_flags": st.dictionaries(TEXTS, TEXTS | st.just([])),
        "data_connection_type": TEXTS,
    },
)  # fmt: skip
BATCHES = st.fixed_dictionaries(
    {"events": st.lists(DATA.map(lambda data: event(**data)), max_size=3)},
    optional={"ip": TEXTS, "device_info": st.fixed_dictionaries({}, optional={"platform": TEXTS, "ios_idfv": TEXTS}),
              "application_info": st.fixed_dictionaries({}, optional={"os": TEXTS})},
)  # fmt: skip


QUICK = {historical: advice.decoder(historical=historical) for historical in (False, True)}


@RELAXED
@given(BATCHES, st.booleans())
def test_the_quick_look_passes_nothing_that_the_slow_one_would_warn_about(batch, historical):
    """It may ask for a slow look that finds nothing, not the other way round."""
    batch = {"environment": "development", **batch}
    try:
        QUICK[historical].decode(json.dumps(batch))
    except msgspec.DecodeError:
        return
    assert validation.examine(batch, historical=historical).problems == []


def test_the_quick_look_passes_what_is_fine():
    fine = {**GOOD, "ip": "127.0.0.1", "events": [event(session_uuid=str(uuid.uuid4()), custom_flags={"a": 1})]}
    advice.decoder(historical=False).decode(json.dumps(fine))


IMPRESSION = st.fixed_dictionaries({}, optional={"product_impression_list": st.just("list"), "products": st.just([{}])})
SPARSE = st.fixed_dictionaries(
    {},
    optional={
        "timestamp_unixtime_ms": st.just(NOW) | st.none(),
        "location": st.fixed_dictionaries({}, optional={"latitude": st.just(1.5), "longitude": st.none()}),
    },
)
GAPS = advice.decoder(historical=False, gaps=True)


@RELAXED
@given(
    st.lists(
        st.tuples(
            SPARSE,
            st.none() | st.lists(IMPRESSION, max_size=2),
            st.none() | st.dictionaries(st.just("products"), st.none()),
        ),
        max_size=3,
    )
)
def test_what_is_missing_is_told_as_the_slow_look_tells_it(given):
    events = []
    for data, impressions, cart in given:
        data = {**data, "product_impressions": impressions, "shopping_cart": cart}
        kind = "commerce_event" if impressions is not None or cart is not None else "screen_view"
        if kind == "screen_view":
            data = {key: data[key] for key in data if not key.startswith(("product", "shopping"))}
            data["screen_name"] = "Home"
        events.append({"event_type": kind, "data": data})
    batch = {"environment": "development", "events": events}
    found = validation.examine(batch).problems
    try:
        sparse = GAPS.decode(json.dumps(batch))
    except msgspec.DecodeError:
        assert {problem.kind for problem in found} > {"missing"} or "invalid" in {problem.kind for problem in found}
        return
    assert sorted(map(str, advice.missing(sparse))) == sorted(map(str, found))
    assert {problem.kind for problem in found} <= {"missing"}


def test_events_without_a_time_are_told_without_a_slow_look(monkeypatch):
    monkeypatch.setattr(Checker, "_slowly", None)
    data = {"event_name": "Hi", "custom_event_type": "other"}
    checked = check({**GOOD, "events": [event(), {"event_type": "custom_event", "data": data}]})
    assert paths(checked.warnings) == [("$.events[1].data.timestamp_unixtime_ms", "missing")]
    assert not checked.problems


@pytest.mark.parametrize("time", [{}, {"timestamp_unixtime_ms": NOW}])
def test_a_commerce_event_without_content_is_refused(time):
    checked = check({**GOOD, "events": [{"event_type": "commerce_event", "data": {"currency_code": "EUR", **time}}]})
    assert [problem.kind for problem in checked.problems] == ["invalid"]


@pytest.mark.parametrize(
    ("ages", "historical", "refused"),
    [
        ([40], True, None), ([4], True, None), ([40, 4], True, None), ([1], False, None), ([1, 20], False, None),
        ([1, 40], False, "split it"), ([], True, "is empty; the historical endpoint ignores"),
        ([40, None], True, "is required by the historical endpoint"), ([1, None], True, "is required"),
    ],
)  # fmt: skip
def test_batches_are_routed_by_age(ages, historical, refused):
    events = [event(timestamp_unixtime_ms=None if age is None else NOW - age * DAY) for age in ages]
    checked = check({**GOOD, "events": events}, historical=True)
    if refused:
        assert refused in " ".join(problem.message for problem in checked.problems)
    else:
        assert not checked.problems
        assert checked.historical is historical
    assert not check({**GOOD, "events": events}).historical


def test_a_user_is_told_by_the_first_identity():
    def user(**batch):
        return check({**GOOD, "user_identities": None, **batch}).user

    one = user(user_identities={"customer_id": "1"})
    assert (
        one == user(user_identities={"email": "x@y.z", "customer_id": "1"}) != user(user_identities={"email": "x@y.z"})
    )
    assert user(mpid=5) == user(mpid="5", user_identities={"customer_id": "1"})
    assert (
        user(device_info={"ios_idfv": "a"})
        == user(device_info={"ios_idfv": "a"})
        != user(device_info={"ios_idfv": "b"})
    )
    loose = {"user_identities": {"customer_id": "1"}, "unknown": 1}
    assert check({**GOOD, **loose}, unknown_fields="warn").user == one
