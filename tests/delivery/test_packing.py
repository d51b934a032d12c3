"""Which batches share a request, and what becomes of them: the pure core of delivery."""

from __future__ import annotations

import json
import os
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mparticle_facade.delivery.packing import choose, fits_alone, request_body
from mparticle_facade.limits import MAX_BULK_BATCHES, MAX_REQUEST_BYTES

MIXES = 10_000 if os.environ.get("MPARTICLE_STRESS") == "1" else 500
RELAXED = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
ROOM = MAX_REQUEST_BYTES - 3


def payload(size: int) -> bytes:
    return b'"' + b"x" * (size - 2) + b'"'


def drain(sizes: list[int], users: list[int]) -> list[list[int]]:
    """The positions in each request, until nothing is left."""
    waiting = list(range(len(sizes)))
    requests = []
    while waiting:
        places = choose([sizes[at] for at in waiting], [users[at] for at in waiting].__getitem__)
        assert places, "every batch that fits alone is sent some time"
        requests.append([waiting[at] for at in places])
        waiting = [at for number, at in enumerate(waiting) if number not in set(places)]
    return requests


def test_r4_random_mixes_stay_within_the_limits_and_fill_requests() -> None:
    """By count and by bytes, decimal, of the body that is sent; full to 90 % as long as the backlog allows."""
    chance = random.Random(4)
    for _ in range(MIXES):
        largest = chance.choice([300, 3_000, 30_000, 128_000, ROOM])
        sizes = [chance.randint(2, largest) for _ in range(chance.randint(1, 150))]
        users = [chance.randint(0, chance.choice([0, 3, 10_000])) for _ in sizes]
        requests = drain(sizes, users)
        assert sorted(at for request in requests for at in request) == list(range(len(sizes)))
        for number, request in enumerate(requests):
            bytes_ = 2 + sum(sizes[at] for at in request) + len(request) - 1
            assert len(request) <= MAX_BULK_BATCHES
            assert bytes_ < MAX_REQUEST_BYTES
            assert bytes_ == len(request_body([payload(sizes[at]) for at in request])) or number > 0
            if len(request) < MAX_BULK_BATCHES and bytes_ < 0.9 * MAX_REQUEST_BYTES:
                later = [at for rest in requests[number + 1 :] for at in rest]
                first_of_their_users = {users[at]: at for at in reversed(later)}
                assert all(bytes_ + 1 + sizes[at] >= MAX_REQUEST_BYTES for at in first_of_their_users.values())


@RELAXED
@given(st.lists(st.tuples(st.integers(2, ROOM), st.integers(0, 3)), min_size=1, max_size=60))
def test_nobody_is_overtaken_by_himself(batches: list[tuple[int, int]]) -> None:
    sizes, users = [size for size, _ in batches], [user for _, user in batches]
    order = [at for request in drain(sizes, users) for at in request]
    for user in set(users):
        own = [at for at in order if users[at] == user]
        assert own == sorted(own)


@RELAXED
@given(st.integers(ROOM - 3, ROOM + 3))
def test_a_batch_that_fits_alone_makes_a_request_that_is_taken(size: int) -> None:
    assert fits_alone(size) == (len(request_body([payload(size)])) < MAX_REQUEST_BYTES)


def test_who_a_batch_is_about_is_asked_only_where_it_matters() -> None:
    def never(_: int) -> None:
        raise AssertionError("not needed")

    assert choose([100] * 300, never) == list(range(100))


def test_a_large_batch_waits_for_the_next_request_and_others_go_by() -> None:
    assert choose([100_000, 200_000, 100_000], lambda at: at) == [0, 2]
    assert choose([100_000, 200_000, 100_000], lambda at: "the same") == [0]


def test_the_body_is_what_the_batches_are() -> None:
    assert json.loads(request_body([b'{"a":1}', b'{"b":2}'])) == [{"a": 1}, {"b": 2}]
