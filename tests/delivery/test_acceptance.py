"""What is kept of what is handed over: valid, identified, of a size that can be sent."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.delivery.acceptance import accept, accept_many
from mparticle_facade.limits import MAX_BATCH_BYTES, MAX_REQUEST_BYTES

CONFIG = mparticle.Configuration("key", "secret")
RELAXED = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WIDE = "\N{GRINNING FACE}" * 1000
LENIENT = mparticle.Configuration("key", "secret", limits="warn")


def batch(customer: str = "1", *names: str, padding: int = 0) -> mparticle.Batch:
    new = mparticle.Batch("development")
    new.user_identities = mparticle.UserIdentities(customer_id=customer)
    for name in names:
        new.add_event(mparticle.AppEvent(name, "other", custom_attributes={"pad": "x" * padding} if padding else None))
    return new


def names(payload: bytes) -> list[str]:
    return [event["data"]["event_name"] for event in json.loads(payload).get("events", [])]


def wide(count: int, events: int = 1) -> mparticle.Batch:
    """Events of about ``count * 4`` kB each; every single value is within the limits."""
    new = batch("7")
    new.user_attributes = {"plan": "gold"}
    for number in range(events):
        attributes = {f"a{index}": WIDE for index in range(count)}
        new.add_event(mparticle.AppEvent(f"e{number}", "other", custom_attributes=attributes))
    return new


# -- splitting --------------------------------------------------------------------------------------------------------


def test_a_batch_that_fits_is_sent_as_it_is() -> None:
    body = batch("1", "a")
    (new,) = accept(body, CONFIG)
    assert json.loads(new.payload) == body.to_dict()
    assert new.source_request_id == body.source_request_id != ""


def test_a_large_batch_becomes_several_of_the_same_user() -> None:
    body = wide(10, events=8)
    parts = accept(body, CONFIG)
    trees = [json.loads(part.payload) for part in parts]
    assert len(parts) == 3
    assert [name for part in parts for name in names(part.payload)] == [f"e{n}" for n in range(8)]
    assert [part.source_request_id for part in parts] == [f"{body.source_request_id}/{n}" for n in (1, 2, 3)]
    for part, tree in zip(parts, trees, strict=True):
        assert tree.pop("source_request_id") == part.source_request_id
        tree.pop("events")
        assert tree == {
            "environment": "development", "user_identities": {"customer_id": "7"}, "user_attributes": {"plan": "gold"},
        }  # fmt: skip


def test_the_same_large_batch_gets_the_same_ids_again() -> None:
    body = wide(10, events=8)
    first, again = accept(body, CONFIG), accept(body, CONFIG)
    assert [json.loads(new.payload) for new in first] == [json.loads(new.payload) for new in again]


def test_only_the_first_part_keeps_the_batch_id() -> None:
    tree = json.loads(wide(10, events=8).to_json()) | {"batch_id": 5}
    assert [json.loads(part.payload).get("batch_id") for part in accept(tree, CONFIG)] == [5, None, None]


@RELAXED
@given(st.lists(st.integers(0, 15), min_size=1, max_size=30), st.integers(0, 10))
def test_no_part_is_too_large_and_no_event_is_lost(sizes: list[int], context: int) -> None:
    body = batch("7")
    body.user_attributes = {f"u{n}": WIDE for n in range(context)}
    for number, size in enumerate(sizes):
        attributes = {f"a{index}": WIDE for index in range(size)}
        body.add_event(mparticle.AppEvent(f"e{number}", "other", custom_attributes=attributes))
    parts = accept(body, CONFIG)
    assert all(len(part.payload) <= MAX_BATCH_BYTES for part in parts)
    assert [name for part in parts for name in names(part.payload)] == [f"e{n}" for n in range(len(sizes))]
    assert len({part.source_request_id for part in parts}) == len(parts)
    for first, second in pairwise(parts):
        joined = len(first.payload) + len(
            json.dumps(json.loads(second.payload)["events"][0], separators=(",", ":"), ensure_ascii=False).encode()
        )
        assert joined + 1 > MAX_BATCH_BYTES - 2, "the next event would have fitted"


def test_an_event_that_is_too_large_by_itself_is_refused() -> None:
    body = wide(2)
    body.events += wide(32).events
    with pytest.raises(mparticle.ValidationError) as caught:
        accept(body, CONFIG)
    (problem,) = caught.value.problems
    assert problem.path == "$.events[1]"
    assert problem.kind == "limit"


def test_with_limits_as_warnings_only_the_request_has_to_hold_it() -> None:
    (new,) = accept(wide(32), LENIENT)
    assert MAX_BATCH_BYTES < len(new.payload) < MAX_REQUEST_BYTES
    with pytest.raises(mparticle.ValidationError, match="all by itself"):
        accept(wide(65), LENIENT)


def test_a_user_that_is_too_large_is_refused() -> None:
    body = batch("1")
    body.user_attributes = {f"u{n}": WIDE for n in range(33)}
    with pytest.raises(mparticle.ValidationError, match="without any event"):
        accept(body, CONFIG)


# -- several ----------------------------------------------------------------------------------------------------------


def test_one_bad_batch_keeps_all_from_being_accepted() -> None:
    with pytest.raises(mparticle.ValidationError) as caught:
        accept_many([batch(), {"environment": "nowhere"}, batch(), {"environmen": "development"}], CONFIG, merge=False)
    assert {problem.path.partition(".")[0] for problem in caught.value.problems} == {"$[1]", "$[3]"}


@pytest.mark.parametrize("body", [b"{}", "x", {"environment": "development"}])
def test_a_single_batch_is_no_list(body: Any) -> None:
    with pytest.raises(mparticle.ValidationError, match="must be a list"):
        accept_many(body, CONFIG, merge=False)


def test_none_at_all_is_none_at_all() -> None:
    assert accept_many([], CONFIG, merge=True) == []


# -- coalescing -------------------------------------------------------------------------------------------------------


def merged(*bodies: Any) -> list[list[str]]:
    return [names(new.payload) for new in accept_many(bodies, CONFIG, merge=True)]


def test_neighbours_of_the_same_user_become_one() -> None:
    bodies = [batch("1", "a", "b"), batch("1", "c"), batch("1")]
    (new,) = accept_many(bodies, CONFIG, merge=True)
    assert names(new.payload) == ["a", "b", "c"]
    assert json.loads(new.payload)["source_request_id"] == new.source_request_id != ""
    assert [body.source_request_id for body in bodies] == [None, None, None]


def test_without_coalescing_each_stays_what_it_is() -> None:
    assert len(accept_many([batch("1", "a"), batch("1", "b")], CONFIG, merge=False)) == 2


def test_others_between_them_keep_them_apart() -> None:
    assert merged(batch("1", "a"), batch("2", "b"), batch("1", "c")) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    "change",
    [
        {"environment": "production"},
        {"user_attributes": {"plan": "gold"}},
        {"mpid": 5},
        {"timestamp_unixtime_ms": 1_700_000_000_000},
        {"device_info": {"platform": "iOS"}},
        {"source_request_id": "mine"},
        {"batch_id": 7},
        {"ip": "10.0.0.1"},
    ],
)
def test_any_other_difference_keeps_them_apart(change: dict[str, Any]) -> None:
    plain = json.loads(batch("1", "a").to_json())
    assert len(merged(plain, plain)) == 1, "without the change they are merged"
    assert len(merged(plain, {**plain, **change})) == 2
    assert len(merged({**plain, **change}, plain)) == 2


@pytest.mark.parametrize("change", [{"source_request_id": "mine"}, {"batch_id": 7}])
def test_two_with_the_same_id_stay_two(change: dict[str, Any]) -> None:
    body = {**json.loads(batch("1", "a").to_json()), **change}
    assert len(merged(body, body)) == 2


def test_coalescing_ends_where_a_batch_is_full() -> None:
    result = accept_many([wide(10) for _ in range(8)], CONFIG, merge=True)
    assert [len(names(new.payload)) for new in result] == [3, 3, 2]
    assert all(len(new.payload) <= MAX_BATCH_BYTES for new in result)


@RELAXED
@given(st.lists(st.tuples(st.sampled_from("12"), st.sampled_from(["gold", "blue"]), st.integers(0, 3)), max_size=30))
def test_coalescing_keeps_every_event_in_its_place(said: list[tuple[str, str, int]]) -> None:
    bodies, expected = [], []
    for number, (user, plan, events) in enumerate(said):
        body = batch(user, *(f"{number}.{event}" for event in range(events)))
        body.user_attributes = {"plan": plan}
        bodies.append(body)
        expected += [(user, plan, f"{number}.{event}") for event in range(events)]
    result = accept_many(bodies, CONFIG, merge=True)
    trees = [json.loads(new.payload) for new in result]
    found = [
        (tree["user_identities"]["customer_id"], tree["user_attributes"]["plan"], event["data"]["event_name"])
        for tree in trees
        for event in tree.get("events", [])
    ]
    assert found == expected
    kinds = [(user, plan) for user, plan, _ in said]
    changes = sum(a != b for a, b in pairwise(kinds)) + bool(kinds)
    assert len(result) == changes
