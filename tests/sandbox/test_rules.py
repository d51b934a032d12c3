"""What the sandbox does with an upload beyond accepting it: duplicates, the rate limit, strictness."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_facade.sandbox import running_sandbox
from mparticle_facade.sandbox.throttle import Throttle
from parts.sandbox_client import AUTH, BAD, BULK, ENDPOINTS, EVENT, GOOD, HISTORICAL, SINGLE, messages, post, running

ONE = {**GOOD, "source_request_id": "one"}


@pytest.fixture(scope="module")
def module_sandbox():
    with running() as both:
        yield both


@pytest.fixture
def sandbox(module_sandbox):
    sandbox, _ = module_sandbox
    sandbox.reset()
    return sandbox


@pytest.fixture
def client(module_sandbox, sandbox):
    return module_sandbox[1]


def statuses(sandbox):
    return [stored["status"] for stored in sandbox.received()]


# -- duplicates -------------------------------------------------------------------------------------------------------


def test_a_duplicate_is_202_and_does_not_count_as_a_batch(client, sandbox):
    for endpoint, body in ((SINGLE, ONE), (SINGLE, ONE), (BULK, [ONE])):
        assert post(client, endpoint, body).status_code == 202
    assert statuses(sandbox) == ["accepted", "duplicate", "duplicate"]
    assert sandbox.stats() == {"requests": 3, "batches": 1, "events": 1, "duplicates": 2, "rejected": 0}
    assert len(sandbox.batches()) == 1


def test_duplicates_within_one_request(client, sandbox):
    other = {**ONE, "source_request_id": "two"}
    assert post(client, BULK, [ONE, other, ONE, GOOD, GOOD, other]).status_code == 202
    assert statuses(sandbox) == ["accepted", "accepted", "duplicate", "accepted", "accepted", "duplicate"]


def test_what_was_rejected_may_come_again(client, sandbox):
    post(client, SINGLE, {**BAD, "source_request_id": "one"})
    post(client, SINGLE, ONE)
    post(client, SINGLE, {**BAD, "source_request_id": "one"})
    assert statuses(sandbox) == ["rejected", "accepted", "rejected"]


def test_no_id_is_no_duplicate(client, sandbox):
    post(client, BULK, [{**GOOD, "source_request_id": nothing} for nothing in ("", "", None, None)])
    assert statuses(sandbox) == ["accepted"] * 4


def test_each_key_has_its_own_ids():
    with running_sandbox() as sandbox, httpx.Client(base_url=sandbox.url) as client:
        for key in ("a", "b", "a"):
            post(client, SINGLE, ONE, auth=(key, "secret"))
        assert statuses(sandbox) == ["accepted", "accepted", "duplicate"]


def test_ids_outlive_a_restart_and_are_forgotten_with_the_rest(tmp_path):
    for expected in ("accepted", "duplicate"):
        with running(db=tmp_path / "sandbox.db") as (sandbox, client):
            post(client, SINGLE, ONE)
            assert statuses(sandbox)[-1] == expected
            if expected == "duplicate":
                sandbox.clear()
                post(client, SINGLE, ONE)
                assert statuses(sandbox) == ["accepted"]


def test_of_many_at_once_one_is_taken(client, sandbox):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: post(client, BULK, [ONE] * 3).status_code, range(24)))
    assert set(answers) == {202}
    assert sandbox.stats() == {"requests": 24, "batches": 1, "events": 1, "duplicates": 71, "rejected": 0}


# -- the rate limit ---------------------------------------------------------------------------------------------------


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_a_bucket_fills_with_time():
    clock = Clock()
    throttle = Throttle(10, clock)
    assert throttle.take("key", 5) == (True, 50, 0)
    assert throttle.take("key", 4) == (True, 90, 0)
    assert throttle.take("key", 1) == (True, 100, 0)
    assert throttle.take("key", 1) == (False, 100, 1)
    assert throttle.take("other", 1) == (True, 10, 0)
    clock.now += 0.1
    assert throttle.take("key", 1).taken
    assert not throttle.take("key", 1).taken
    clock.now += 3600
    assert throttle.take("key", 1) == (True, 10, 0), "no more than a second's worth is saved"


def test_a_request_larger_than_the_bucket_is_paid_for_afterwards():
    clock = Clock()
    throttle = Throttle(2, clock)
    assert throttle.take("key", 100) == (True, 100, 0)
    assert throttle.take("key", 1) == (False, 100, 50)
    clock.now += 49.5
    assert throttle.take("key", 1).taken


def test_keys_without_end_take_no_memory_without_end():
    clock = Clock()
    throttle = Throttle(10, clock)
    for key in range(25_000):
        throttle.take(str(key), 1)
        clock.now += 1
    assert len(throttle._buckets) <= 10_001


def test_over_the_limit_is_429_and_nothing_is_stored():
    with running(rate_limit=0.001) as (sandbox, client):
        assert post(client, BULK, [GOOD]).headers["x-mp-rate-limit-percentage-used"] == "100"
        for endpoint, body in ((SINGLE, GOOD), (BULK, [GOOD])):
            response = post(client, endpoint, body)
            assert response.status_code == 429
            assert 990 <= int(response.headers["retry-after"]) <= 1000
            assert response.headers["x-mp-rate-limit-exceeded"] == '"account"'
            assert "rate limit" in messages(response)[0]
        assert sandbox.stats() == {"requests": 3, "batches": 1, "events": 1, "duplicates": 0, "rejected": 0}
        config = mparticle.Configuration(*AUTH, host=sandbox.host)
        with mparticle.EventsApi(config) as api, pytest.raises(mparticle.RateLimitError) as caught:
            api.upload_events(mparticle.Batch("development"))
        assert (caught.value.limit, caught.value.retry_after > 900) == ("account", True)


def test_the_answer_says_how_much_is_used():
    with running(rate_limit=1000) as (_, client):
        used = [int(post(client, BULK, [GOOD] * 100).headers["x-mp-rate-limit-percentage-used"]) for _ in range(2)]
    assert used[0] == 10
    assert used[1] <= 20


# -- strictness -------------------------------------------------------------------------------------------------------


def test_an_unknown_field_is_named_and_so_is_the_right_one(client, sandbox):
    identities = {"customerid": "1", "emial": "x@example.com"}
    assert post(client, SINGLE, {**GOOD, "user_identities": identities}).status_code == 202
    (stored,) = sandbox.received()
    said = {warning["path"]: warning["message"] for warning in stored["warnings"]}
    assert '"customer_id"' in said["$.user_identities.customerid"]
    assert '"email"' in said["$.user_identities.emial"]


@pytest.mark.parametrize(
    "batch",
    [
        {**GOOD, "brand_new": 1},
        {**GOOD, "user_attributes": {"x" * 257: 1}},
        {**GOOD, "events": [{**EVENT, "data": {**EVENT["data"], "event_name": "x" * 257}}]},
    ],
)
def test_strict_is_400_where_the_service_may_drop_something(client, sandbox, batch):
    assert post(client, SINGLE, batch).status_code == 202
    with running(strict=True) as (strict, strict_client):
        response = post(strict_client, SINGLE, batch)
        assert response.status_code == 400
        response = post(strict_client, BULK, [GOOD, batch])
        assert response.status_code == 400
        assert messages(response)[0].startswith("$[1].")
        assert post(strict_client, BULK, [GOOD, GOOD]).status_code == 202
        assert strict.stats() == {"requests": 3, "batches": 2, "events": 2, "duplicates": 0, "rejected": 2}


def test_strict_holds_for_historical_batches(client, sandbox):
    recent = {**EVENT, "data": {**EVENT["data"], "timestamp_unixtime_ms": int(time.time() * 1000)}}
    body = [{**GOOD, "events": [recent]}]
    assert post(client, HISTORICAL, body).status_code == 202
    with running(strict=True) as (_, strict_client):
        assert "72 hours" in messages(post(strict_client, HISTORICAL, body))[0]


def test_ids_as_decimal_text_are_taken(client, sandbox):
    batch = {**GOOD, "mpid": "7346244611012968789"}
    assert post(client, SINGLE, batch).status_code == post(client, BULK, [batch]).status_code == 202
    assert statuses(sandbox) == ["accepted"] * 2


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_sixty_thousand_mistakes_are_a_short_answer(client, sandbox, endpoint):
    batch = {"environment": "development", "events": [1] * 60_000}
    response = post(client, endpoint, batch if endpoint == SINGLE else [batch])
    assert response.status_code == (400 if endpoint == SINGLE else 202)
    assert len(response.content) < 200_000
    (stored,) = sandbox.received()
    assert len(stored["errors"]) == 1001
    assert "59000 more" in stored["errors"][-1]["message"]
