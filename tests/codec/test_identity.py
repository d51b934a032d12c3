"""A repeated batch keeps its ``source_request_id``, a changed one gets another, one of your own is yours."""

from __future__ import annotations

import copy
import decimal
import json
import os
import threading
import time
import types
import uuid
import zlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_events_models import partial, wire
from mparticle_facade.codec import identity as identity_module
from mparticle_facade.codec import requests
from parts.clients import KINDS, batch, failure, impatient, send
from parts.server import ScriptedServer
from parts.steps import answer

pytestmark = pytest.mark.usefixtures("quick_retries")

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
CONFIG = mparticle.Configuration("key", "secret")
WIRE = {"environment": "development", "user_attributes": {"plan": "gold", "ünï": "cödé"}}
OWN = ["order-4711", "826cf745-cbdf-4121-90da-18187e031298", "x", "0", "null", '"quoted"', "back\\slash", "ünï"]


def sent(body: Any) -> dict[str, Any]:
    """What a request for this body holds; a key that appears twice fails the test."""
    return json.loads(requests.request(body, CONFIG), object_pairs_hook=unique)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), f"a key appears twice in {pairs}"
    return dict(pairs)


def identity(body: Any) -> str:
    return str(sent(body)["source_request_id"])


def forms() -> list[Any]:
    """The same batch in each form that keeps an id."""
    return [
        pytest.param(mparticle.Batch.from_dict(WIRE), id="facade"),
        pytest.param(msgspec.convert(WIRE, wire.Batch), id="wire"),
        pytest.param(msgspec.convert(WIRE, partial.Batch), id="partial"),
        pytest.param(json.loads(json.dumps(WIRE)), id="mapping"),
    ]


# -- the id -----------------------------------------------------------------------------------------------------------


def test_no_two_ids_are_the_same_whatever_the_thread() -> None:
    made: list[list[str]] = [[] for _ in range(4)]

    def draw(ids: list[str]) -> None:
        ids += [new_id() for _ in range(40_000)]  # all together more than a series has

    threads = [threading.Thread(target=draw, args=(ids,)) for ids in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each for ids in made for each in ids}) == 160_000
    assert {uuid.UUID(each).version for each in made[0]} == {8}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_no_two_ids_are_the_same_whatever_the_process() -> None:
    new_id()
    theirs, ours = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(ours, new_id().encode())
        os._exit(0)
    os.close(ours)
    with os.fdopen(theirs, "rb") as answer:
        assert answer.read().decode() != new_id()
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("later", [1.5, -1.5, 86_400])
def test_no_two_ids_are_the_same_though_a_snapshot_is_started_twice(monkeypatch: Any, later: float) -> None:
    now = time.time()
    monkeypatch.setattr(identity_module, "_now", lambda: now)
    before = [new_id() for _ in range(3)]
    assert len({each[:24] for each in before}) == 1
    now += later
    assert new_id()[:24] != before[0][:24]


def new_id() -> str:
    return str(json.loads(requests.accept(mparticle.Batch(environment="development"), CONFIG))["source_request_id"])


@pytest.mark.parametrize("body", [*forms(), json.dumps(WIRE).encode(), types.MappingProxyType(WIRE)])
def test_every_batch_is_given_a_uuid(body: Any) -> None:
    given_id = uuid.UUID(identity(body))
    assert (given_id.version, given_id.variant) == (8, uuid.RFC_4122)
    rest = sent(body)
    del rest["source_request_id"]
    assert rest == WIRE


@pytest.mark.parametrize("body", forms())
def test_a_repeat_has_the_same_id(body: Any) -> None:
    first = requests.request(body, CONFIG)
    assert identity(body) == json.loads(first)["source_request_id"]
    assert sent(body) == json.loads(first)
    kept = body["source_request_id"] if isinstance(body, dict) else body.source_request_id
    assert kept == identity(body)


@pytest.mark.parametrize("body", forms())
def test_a_repeat_in_a_bulk_request_has_the_same_id(body: Any) -> None:
    alone = identity(body)
    (bulk,) = json.loads(requests.bulk_request([body], CONFIG))
    assert bulk["source_request_id"] == alone


def test_two_batches_that_say_the_same_are_two() -> None:
    assert identity(batch()) != identity(batch())
    assert identity(json.dumps(WIRE).encode()) != identity(json.dumps(WIRE).encode())


def test_a_batch_that_is_in_a_request_twice_has_one_id() -> None:
    """Otherwise the repeat of the request, where both have the later id, would add a batch."""
    body = batch()
    first, second = json.loads(requests.bulk_request([body, body], CONFIG))
    assert first["source_request_id"] == second["source_request_id"] == body.source_request_id


CHANGES: dict[str, Callable[[mparticle.Batch], object]] = {
    "a new event": lambda b: b.add_event(mparticle.AppEvent("More", "other")),
    "a field of an event": lambda b: setattr(b.events[0], "event_name", "Else"),
    "an attribute": lambda b: b.user_attributes.update(plan="silver"),
    "an attribute gone": lambda b: b.user_attributes.pop("plan"),
    "an identity": lambda b: setattr(b, "user_identities", mparticle.UserIdentities(email="a@example.com")),
    "the environment": lambda b: setattr(b, "environment", "production"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_batch_has_another_id(change: str) -> None:
    """The service would drop the new content as a duplicate."""
    body = mparticle.Batch.from_dict(WIRE)
    body.add_event(mparticle.AppEvent("One", "other"))
    first = identity(body)
    CHANGES[change](body)
    second = identity(body)
    assert second != first
    assert identity(body) == second, "and keeps that"


def test_a_changed_mapping_has_another_id() -> None:
    body = json.loads(json.dumps(WIRE))
    first = identity(body)
    body["user_attributes"]["plan"] = "silver"
    assert identity(body) != first


def test_numbers_keep_their_digits_when_the_id_changes() -> None:
    """More digits than a float has: none is lost, and the last one is a change."""
    body = mparticle.Batch(environment="development", user_attributes={"amount": Decimal("12345678901234567.88")})
    first = identity(body)
    body.user_attributes = {"amount": Decimal("12345678901234567.89")}
    payload = requests.request(body, CONFIG)
    assert b"12345678901234567.89" in payload
    assert json.loads(payload)["source_request_id"] != first
    body.user_attributes["big"] = 2**63 - 1
    assert b"12345678901234567.89" in requests.request(body, CONFIG)
    assert sent(body)["user_attributes"]["big"] == 2**63 - 1


def test_numbers_do_not_depend_on_the_applications_decimal_context() -> None:
    """Which is another one in each thread."""
    body = mparticle.Batch(environment="development", user_attributes={"amount": Decimal("1234.5678")})
    first = identity(body)
    with decimal.localcontext() as context:
        context.prec = 3
        assert identity(body) == first
        context.traps[decimal.Inexact] = context.traps[decimal.Rounded] = True
        assert identity(body) == first
        body.user_attributes = {"amount": Decimal("1234.5679")}
        assert identity(body) != first


# -- yours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", OWN)
def test_an_id_of_your_own_is_never_touched(own: str) -> None:
    body = mparticle.Batch.from_dict({**WIRE, "source_request_id": own})
    assert identity(body) == own
    body.user_attributes = {"plan": "silver"}
    assert identity(body) == own
    assert body.source_request_id == own


@pytest.mark.parametrize("own", OWN)
def test_bytes_with_an_id_are_sent_as_they_are(own: str) -> None:
    body = json.dumps({"source_request_id": own, **WIRE}, indent=1).encode()
    assert requests.request(body, CONFIG) == body


@pytest.mark.parametrize("empty", ["null", '""'])
@pytest.mark.parametrize(
    "text",
    ['{"source_request_id":%s,"environment":"development"}', '{"environment": "development", "source_request_id": %s}'],
)
def test_bytes_with_an_empty_id_are_given_one(text: str, empty: str) -> None:
    given_id = identity((text % empty).encode())
    assert uuid.UUID(given_id).version == 8


@pytest.mark.parametrize("attributes", [{"source_request_id": None}, {"a": 1, "source_request_id": None}])
def test_an_attribute_of_that_name_is_left_alone(attributes: dict[str, Any]) -> None:
    body = mparticle.Batch(environment="development", user_attributes=attributes)
    for _ in range(2):
        assert sent(body)["user_attributes"] == attributes
    assert identity(body) == identity(body)


def test_an_attribute_with_the_id_as_its_value_is_left_alone() -> None:
    for body in ({"environment": "development", "user_attributes": {}}, batch()):
        attributes = {"source_request_id": identity(body), "b": 1}
        if isinstance(body, dict):
            body["user_attributes"] = attributes
        else:
            body.user_attributes = attributes
        assert sent(body)["user_attributes"] == attributes
        assert identity(body) == identity(body)


# -- across programs --------------------------------------------------------------------------------------------------

RECODINGS: dict[str, Callable[[bytes], Any]] = {
    "the same bytes": bytes,
    "a mapping": json.loads,
    "a facade object": mparticle.Batch.from_json,
    "its bytes": lambda payload: mparticle.Batch.from_json(payload).to_json(),
    "msgspec": lambda payload: msgspec.json.encode(msgspec.json.decode(payload)),
    "json, compact": lambda payload: json.dumps(
        json.loads(payload), separators=(",", ":"), ensure_ascii=False
    ).encode(),
    "json": lambda payload: json.dumps(json.loads(payload)).encode(),
    "json, indented": lambda payload: json.dumps(json.loads(payload), indent=2).encode(),
    "json, sorted": lambda payload: json.dumps(json.loads(payload), sort_keys=True).encode(),
}
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | texts
attributes = st.dictionaries(texts, scalars, max_size=4)
events = st.lists(
    st.builds(lambda name: {"event_type": "screen_view", "data": {"screen_name": name}}, texts), max_size=3
)
wires = st.fixed_dictionaries(
    {"environment": st.sampled_from(["development", "production"])},
    optional={"user_attributes": attributes, "events": events, "mpid": st.integers(1, 2**63 - 1)},
)


@pytest.mark.parametrize("recoding", RECODINGS)
@RELAXED
@given(wires)
def test_the_id_survives_storage(recoding: str, tree: dict[str, Any]) -> None:
    """A batch that was sent, written down, read back and sent again is the same batch."""
    payload = requests.request(mparticle.Batch.from_dict(tree), CONFIG)
    body = RECODINGS[recoding](payload)
    assert sent(body) == json.loads(payload)


@RELAXED
@given(wires, wires)
def test_the_id_changes_with_the_content(one: dict[str, Any], other: dict[str, Any]) -> None:
    first = identity(one)
    changed = {**other, "source_request_id": first}
    content = {key: value for key, value in one.items() if key != "source_request_id"}
    same = json.dumps(content, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (identity(changed) == first) == same


@RELAXED
@given(wires)
def test_the_checksum_is_that_of_the_sorted_content(tree: dict[str, Any]) -> None:
    """However it was come by. Another checksum would give the batches that are stored today other ids."""
    floats = [value for value in tree.get("user_attributes", {}).values() if isinstance(value, float)]
    batches = [mparticle.Batch.from_dict(tree), json.loads(json.dumps(tree)), json.dumps(tree).encode()]
    checksums = {identity(body)[-8:] for body in batches}
    assert len(checksums) == 1
    if not floats:
        content = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert checksums == {f"{zlib.crc32(content.encode()):08x}"}


def test_a_repeat_is_the_same_bytes() -> None:
    body = batch()
    assert requests.request(body, CONFIG) == requests.request(body, CONFIG)


def test_an_id_that_was_written_down_in_another_way_is_the_same_id() -> None:
    body = batch()
    body.source_request_id = identity(body).upper()
    assert identity(body) == body.source_request_id
    assert body.source_request_id.isupper()


# -- on the wire ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_attempts_calls_and_endpoints_agree_on_the_id(kind: str) -> None:
    with ScriptedServer(answer(503), answer(503), answer(400), answer()) as server:
        body = batch()
        failure(lambda: send(kind, impatient(server), body))
        send(kind, impatient(server), body)
        send(kind, impatient(server), [body])
    ids = [each["source_request_id"] for request in server.requests for each in request.batches]
    assert ids == [body.source_request_id] * 5


def test_a_batch_that_is_not_valid_is_given_no_id() -> None:
    body = batch()
    body.user_attributes = {"a": float("nan")}
    with pytest.raises(mparticle.ValidationError):
        requests.request(body, CONFIG)
    assert body.source_request_id is None


# -- the same object, sent again --------------------------------------------------------------------------------------


FIELDS = {
    "environment": "production",
    "mpid": 7,
    "user_attributes": {"plan": "gold"},
    "user_identities": mparticle.UserIdentities(email="a@example.com"),
    "events": [mparticle.AppEvent("Click", "navigation")],
    "timestamp_unixtime_ms": 1_767_225_600_000,
    "additional_properties": None,
    "ip": None,
}


def sent_id(batch: mparticle.Batch) -> str:
    requests.accept(batch, CONFIG)
    assert batch.source_request_id
    return batch.source_request_id


def click() -> mparticle.Batch:
    return mparticle.Batch("development", mpid=7, events=[mparticle.AppEvent("Click", "navigation")])


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_assigned_makes_another_batch(field: str) -> None:
    batch = click()
    first = sent_id(batch)
    assert sent_id(batch) == first, "untouched: a repetition"
    setattr(batch, field, FIELDS[field])
    assert batch.source_request_id is None
    second = sent_id(batch)
    setattr(batch, field, getattr(batch, field))  # the value that it has already
    assert len({first, second, sent_id(batch)}) == 3


def test_an_event_more_makes_another_batch() -> None:
    batch = click()
    first = sent_id(batch)
    assert batch.events is not None
    batch.events.clear()
    batch.add_event(mparticle.AppEvent("Click", "navigation"))
    assert sent_id(batch) != first


def test_an_id_of_ones_own_stays() -> None:
    batch = click()
    batch.source_request_id = "order-4711"
    for field, value in FIELDS.items():
        setattr(batch, field, value)
    assert sent_id(batch) == "order-4711"


def test_a_copy_of_a_batch_that_was_sent_is_a_repetition_until_it_is_changed() -> None:
    template = click()
    first = sent_id(template)
    one, other = copy.copy(template), copy.deepcopy(template)
    assert sent_id(one) == sent_id(other) == first
    one.mpid = other.mpid = 8
    assert len({first, sent_id(one), sent_id(other)}) == 3
    assert sent_id(template) == first
