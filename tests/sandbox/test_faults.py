"""What goes wrong on purpose."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_facade.sandbox import Burst, Next, Plan
from mparticle_facade.sandbox.faults import Faults
from parts.sandbox_client import AUTH, GOOD, HEADERS, SINGLE, connected, messages, post, request_head, running

QUIET = {
    "fail_rate": 0.0, "fail_status": 503, "after_storing": False, "latency_ms": 0.0, "stall_rate": 0.0,
    "reset_rate": 0.0, "burst_429": None, "next": [], "seed": None,
}  # fmt: skip


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


def faults(client, **plan):
    response = client.post("/sandbox/faults", json=plan)
    assert response.status_code == 200, response.text
    return response.json()


def statuses(client, number):
    return [post(client, SINGLE, GOOD).status_code for _ in range(number)]


def test_nothing_by_default_and_again_after_delete(client):
    assert client.get("/sandbox/faults").json() == QUIET
    faults(client, fail_rate=1)
    assert client.delete("/sandbox/faults").status_code == 204
    assert client.get("/sandbox/faults").json() == QUIET
    assert statuses(client, 3) == [202] * 3


def test_a_share_fails_and_the_same_ones_with_the_same_seed(client, sandbox):
    runs = []
    for seed in (1, 1, 2):
        assert faults(client, fail_rate=0.4, fail_status=500, seed=seed)["fail_rate"] == 0.4
        runs.append(statuses(client, 60))
    assert runs[0] == runs[1] != runs[2]
    assert set(runs[0]) == {202, 500}
    assert 10 < runs[0].count(500) < 40
    accepted = sum(run.count(202) for run in runs)
    assert sandbox.stats() == {
        "requests": 180, "batches": accepted, "events": accepted, "duplicates": 0, "rejected": 0,
    }  # fmt: skip


def test_one_rate_does_not_change_what_another_one_does():
    alone, beside = Faults(Plan(fail_rate=0.3, seed=5)), Faults(Plan(fail_rate=0.3, stall_rate=0.2, seed=5))
    pairs = [(alone.draw().kind, beside.draw().kind) for _ in range(300)]
    assert {pair for pair in pairs if "stall" not in pair} == {("none", "none"), ("answer", "answer")}
    assert ("none", "stall") in pairs


def test_the_answer_has_the_documented_form(client):
    faults(client, next=[{"status": 503}])
    assert messages(post(client, SINGLE, GOOD)) == ["this failure was asked for"]


def test_a_failure_after_the_data_was_taken(client, sandbox):
    faults(client, next=[{"status": 500, "times": 1}], after_storing=True)
    batch = {**GOOD, "source_request_id": "one"}
    assert [post(client, SINGLE, batch).status_code for _ in range(2)] == [500, 202]
    assert [stored["status"] for stored in sandbox.received()] == ["accepted", "duplicate"]


def test_the_next_ones_in_turn(client):
    faults(client, next=[{"status": 503, "times": 2}, {"status": 418, "retry_after": 3}, {"status": 599}])
    assert client.get("/sandbox/faults").json()["next"][0] == {"status": 503, "times": 2, "retry_after": None}
    answers = [post(client, SINGLE, GOOD) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [503, 503, 418, 599, 202, 202]
    assert [answer.headers.get("retry-after") for answer in answers[:3]] == [None, None, "3"]
    assert client.get("/sandbox/faults").json() == QUIET


def test_a_burst_of_429(client, sandbox):
    faults(client, burst_429={"count": 2, "retry_after": 9}, next=[{"status": 500}])
    config = mparticle.Configuration(*AUTH, host=sandbox.host, max_retries=0)
    with mparticle.EventsApi(config) as api:
        for _ in range(2):
            with pytest.raises(mparticle.RateLimitError) as caught:
                api.upload_events(mparticle.Batch("development"))
            assert (caught.value.retry_after, caught.value.limit) == (9, "account")
        with pytest.raises(mparticle.ServerError):
            api.upload_events(mparticle.Batch("development"))
        assert api.upload_events(mparticle.Batch("development")).status == 202


def test_a_reset(client, sandbox):
    faults(client, reset_rate=1)
    # A bare connection: what httpx makes of it depends on whether it is still sending.
    with closing(connected(sandbox)) as bare:
        bare.sendall(request_head("POST", SINGLE, content_length="2", **HEADERS) + b"{}")
        with pytest.raises(ConnectionResetError):
            bare.recv(1)
    assert sandbox.stats()["requests"] == 1
    assert sandbox.received() == []


def test_a_stall_ends_with_the_connection(client, sandbox):
    faults(client, stall_rate=1, after_storing=True)
    with pytest.raises(httpx.ReadTimeout):
        post(client, SINGLE, GOOD, timeout=0.3)
    assert len(sandbox.received()) == 1
    client.delete("/sandbox/faults")
    assert statuses(client, 1) == [202]


@pytest.mark.parametrize("plan", [{"latency_ms": 600_000}, {"stall_rate": 1}])
def test_it_stops_though_somebody_waits(plan):
    with ThreadPoolExecutor(1) as pool, running(faults=Plan(**plan)) as (sandbox, _):
        waiting = pool.submit(httpx.post, sandbox.url + SINGLE, json=GOOD, auth=AUTH)
        while not sandbox.stats()["requests"]:
            pass
    if "latency_ms" in plan:
        assert waiting.result().status_code == 202
    else:
        assert isinstance(waiting.exception(), httpx.TransportError)


def test_a_slow_answer(client, sandbox):
    faults(client, latency_ms=600_000)
    with pytest.raises(httpx.ReadTimeout):
        post(client, SINGLE, GOOD, timeout=0.3)
    assert len(sandbox.received()) == 1
    faults(client, latency_ms=1, next=[{"status": 500}])
    assert statuses(client, 2) == [500, 202]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"fail_rate": 2}', "fail_rate"),
        (b'{"fail_rate": "x"}', "fail_rate"),
        (b'{"fail_status": 200}', "fail_status"),
        (b'{"latency_ms": -1}', "latency_ms"),
        (b'{"next": [{"status": 500}, {"status": 1}]}', "next[1].status"),
        (b'{"next": [{"times": 1}]}', "status"),
        (b'{"burst_429": {"count": -1}}', "burst_429.count"),
        (b'{"burst_429": {"count": 1, "retry_after": 1.5}}', "burst_429.retry_after"),
        (b'{"fial_rate": 1}', "fial_rate"),
        (b"[]", "object"),
        (b"{", "JSON"),
        (b"\xff", "JSON"),
        (b"[" * 100_000, ""),
    ],
)
def test_a_plan_that_can_not_be_is_400_and_changes_nothing(client, body, said):
    faults(client, fail_status=501)
    response = post(client, "/sandbox/faults", body)
    assert response.status_code == 400
    assert said.lower() in messages(response)[0].lower()
    assert client.get("/sandbox/faults").json() == {**QUIET, "fail_status": 501}


def test_only_uploads_fail(client):
    faults(client, fail_rate=1, reset_rate=1, latency_ms=600_000)
    for path in ("/sandbox/stats", "/sandbox/batches", "/sandbox/health", "/sandbox/faults"):
        assert client.get(path).status_code == 200


def test_what_a_sandbox_starts_with_is_what_it_goes_back_to():
    plan = Plan(burst_429=Burst(1), next=[Next(500)])
    with running(faults=plan) as (sandbox, client):
        for _ in range(2):
            assert statuses(client, 3) == [429, 500, 202]
            sandbox.reset()
        client.post("/sandbox/faults", json={})
        assert statuses(client, 1) == [202]
        client.delete("/sandbox/faults")
        assert statuses(client, 3) == [429, 500, 202]
