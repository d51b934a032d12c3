"""The pacer holds requests back, by a clock of the tests."""

from __future__ import annotations

import asyncio
import heapq
import threading

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.http.attempts import Attempts
from mparticle_facade.http.pacing import Pacer, Turn
from mparticle_facade.http.pool import Pool
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.http.transport import Transport
from parts.clients import KINDS, batch, bounded, impatient
from parts.server import ScriptedServer
from parts.steps import answer
from parts.wires import Through

pytestmark = pytest.mark.usefixtures("quick_retries")

RELAXED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
rates = st.floats(0.1, 1000)
pauses = st.floats(0, 30)
requests = st.lists(st.tuples(pauses, st.integers(1, 100)), min_size=1, max_size=40)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def paced(rate: float) -> tuple[Pacer, Clock]:
    clock = Clock()
    return Pacer(rate, clock), clock


def check_every_window(rate: float, sent: list[tuple[float, int]]) -> None:
    """No second, wherever it begins, has more batches than the rate, or than the one request that is larger."""
    for first, (begin, batches) in enumerate(sent):
        second = [batches for at, batches in sent[first:] if at <= begin + 1]
        assert sum(second) <= rate or second == [batches]


@RELAXED
@given(rates, requests)
def test_one_sender_never_exceeds_the_rate(rate: float, wanted: list[tuple[float, int]]) -> None:
    pacer, clock = paced(rate)
    sent = []
    for pause, batches in wanted:
        clock.now += pause
        clock.now += pacer.reserve(batches)
        sent.append((clock.now, batches))
    check_every_window(rate, sent)


@RELAXED
@given(rates, requests)
def test_many_senders_together_never_exceed_the_rate(rate: float, wanted: list[tuple[float, int]]) -> None:
    """Each reserves when it comes, and sends when its wait is over, whatever the others do."""
    pacer, clock = paced(rate)
    sent = []
    for pause, batches in wanted:
        clock.now += pause
        sent.append((clock.now + pacer.reserve(batches), batches))
    check_every_window(rate, sorted(sent))


@RELAXED
@given(rates, st.lists(st.tuples(st.integers(1, 100), st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=40))
def test_the_rate_holds_where_requests_arrive_however_slow_the_way(
    rate: float, wanted: list[tuple[int, float, float]]
) -> None:
    """A request is received at any time between its start and its answer."""
    pacer, clock = paced(rate)
    received = []
    for batches, seconds, when in wanted:
        clock.now += pacer.reserve(batches)
        received.append((clock.now + seconds * when, batches))
        clock.now += seconds
        pacer.observe(None, limited=False)
    check_every_window(rate, received)


@pytest.mark.parametrize(("batches", "seconds"), [(90, 0.001), (90, 0.05), (90, 0.1), (10, 0.01), (1, 0.001)])
def test_nine_tenths_of_the_rate_are_used(batches: int, seconds: float) -> None:
    pacer, clock = paced(270)
    began = clock.now
    sent = 0
    while sent < 30_000:
        clock.now += pacer.reserve(batches) + seconds
        pacer.observe(None, limited=False)
        sent += batches
    assert clock.now - began <= sent / (0.9 * 270)


def in_lanes(rate: float, requests: list[tuple[int, float, float]], lanes: int) -> list[tuple[float, int]]:
    """Each lane has one request in flight, of so many batches, answered after so long, received at a part of that."""
    pacer, clock = paced(rate)
    waiting, received = list(requests), []
    sent: dict[int, Turn] = {}
    events = [(clock.now, lane) for lane in range(lanes)]
    while events:
        clock.now, lane = heapq.heappop(events)
        if lane in sent:
            pacer.observe(None, limited=False, turn=sent.pop(lane))
        if not waiting:
            continue
        batches, seconds, when = waiting[0]
        turn = pacer.turn(batches)
        if turn == 0:
            waiting.pop(0)
            sent[lane] = turn
            received.append((clock.now + seconds * when, batches))
        heapq.heappush(events, (clock.now + (turn or seconds), lane))
    return sorted(received)


@RELAXED
@given(
    st.lists(st.tuples(st.integers(1, 90), st.floats(0, 0.04), st.floats(0, 1)), min_size=1, max_size=40),
    st.integers(1, 6),
)
def test_lanes_together_never_exceed_the_rate(wanted: list[tuple[int, float, float]], lanes: int) -> None:
    check_every_window(90, in_lanes(90, wanted, lanes))


@pytest.mark.parametrize("lanes", [1, 2, 4])
def test_lanes_use_the_rate_but_for_the_way(lanes: int) -> None:
    received = in_lanes(270, [(90, 0.005, 0.5)] * 120, lanes)
    assert received[-1][0] - received[0][0] <= (120 / 3 - 1) * 1.01


@RELAXED
@given(st.integers(1, 1000), st.lists(st.tuples(pauses, st.integers(1, 100)), max_size=20))
def test_the_room_is_what_goes_without_a_wait(rate: int, before: list[tuple[float, int]]) -> None:
    pacer, clock = paced(rate)
    for pause, batches in before:
        clock.now += pause
        clock.now += pacer.reserve(batches)
    room = pacer.room()
    if room:
        assert pacer.reserve(room) == 0
    if room < rate:
        assert pacer.reserve(1) > 0


@RELAXED
@given(rates, st.integers(1, 100))
def test_a_second_of_requests_goes_at_once(rate: float, batches: int) -> None:
    pacer, _ = paced(rate)
    assert pacer.reserve(batches) == 0
    assert pacer.room() == max(0, int(rate - min(rate, batches) + 1e-9))


def test_an_idle_hour_saves_no_more_than_a_second() -> None:
    pacer, clock = paced(10)
    clock.now += 3600
    assert pacer.room() == 10
    assert pacer.reserve(10) == 0
    assert pacer.reserve(10) == pytest.approx(1.05)
    assert pacer.reserve(10) == pytest.approx(2.1)


@RELAXED
@given(st.lists(st.floats(-50, 200), min_size=2, max_size=10))
def test_the_pace_sinks_as_the_limit_nears(used: list[float]) -> None:
    paces = []
    for percentage in sorted(used):
        pacer, _ = paced(100)
        pacer.observe(percentage, limited=False)
        paces.append(pacer.pace)
    assert paces == sorted(paces, reverse=True)
    assert all(25 <= pace <= 100 for pace in paces)


@pytest.mark.parametrize(("used", "pace"), [(0, 100), (80, 100), (90, 62.5), (100, 25), (150, 25)])
def test_the_pace_at_a_percentage(used: float, pace: float) -> None:
    pacer, _ = paced(100)
    pacer.observe(used, limited=False)
    assert pacer.pace == pytest.approx(pace)


def test_the_pace_follows_the_percentage_down_and_up() -> None:
    pacer, _ = paced(100)
    for used, pace in [(100, 25), (90, 62.5), (10, 100), (100, 25)]:
        pacer.observe(used, limited=False)
        assert pacer.pace == pytest.approx(pace)


def test_an_answer_that_says_nothing_changes_nothing() -> None:
    pacer, _ = paced(100)
    pacer.observe(90, limited=False)
    pacer.observe(None, limited=False)
    assert pacer.pace == pytest.approx(62.5)


def test_a_limit_that_was_hit_halves_the_pace() -> None:
    pacer, clock = paced(100)
    paces = []
    for _ in range(8):
        clock.now += 1
        pacer.observe(None, limited=True)
        paces.append(pacer.pace)
    assert paces[:3] == pytest.approx([50, 27.5, 16.25])
    assert paces[-1] == pytest.approx(5, abs=0.5), (
        "never to nothing: how else would it find out that all is well again?"
    )


def test_requests_that_were_refused_together_halve_the_pace_once() -> None:
    pacer, _ = paced(100)
    for _ in range(10):
        pacer.observe(None, limited=True)
    assert pacer.pace == pytest.approx(50)


def test_a_limit_that_was_hit_takes_the_savings() -> None:
    pacer, _ = paced(100)
    pacer.observe(None, limited=True)
    assert pacer.reserve(1) > 0


def test_the_pace_comes_back_by_a_twentieth_a_second() -> None:
    pacer, clock = paced(100)
    pacer.observe(None, limited=True)
    paces = []
    for _ in range(12):
        clock.now += 1
        pacer.reserve(0)
        paces.append(pacer.pace)
    assert paces == pytest.approx([*range(55, 100, 5), 100, 100, 100])


@RELAXED
@given(st.lists(st.tuples(pauses, st.none() | st.floats(allow_nan=False), st.booleans()), max_size=30))
def test_the_pace_is_always_between_a_twentieth_and_the_rate(told: list[tuple[float, float | None, bool]]) -> None:
    pacer, clock = paced(100)
    for pause, used, limited in told:
        clock.now += pause
        pacer.observe(used, limited=limited)
        assert 5 * 0.25 <= pacer.pace <= 100
        assert 0 <= pacer.reserve(1) < 1e6


def test_a_clock_that_goes_back_gives_nothing() -> None:
    pacer, clock = paced(10)
    pacer.reserve(10)
    clock.now -= 500
    assert pacer.reserve(10) == pytest.approx(1.05)


def test_threads_share_a_pacer() -> None:
    pacer, _ = paced(1)
    waits: list[float] = []
    start = threading.Barrier(8)

    def reserve() -> None:
        start.wait()
        waits.extend(pacer.reserve(1) for _ in range(250))

    threads = [threading.Thread(target=reserve) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == pytest.approx([1.05 * number for number in range(2000)])


# -- in a client ------------------------------------------------------------------------------------------------------


def test_batches_count_not_requests() -> None:
    """At 20 batches a second, 20 go at once, and the 2 of the next request have to wait."""
    pacer, _ = paced(20)
    transport = Transport(Pool(lambda: Through(httpx.HTTPTransport())), Attempts(RetryPolicy(0, 5), pacer))
    with ScriptedServer() as server, httpx.Client(transport=transport, base_url=server.host) as client:
        bounded(lambda: client.post("/v2/bulkevents", json=[{}] * 19))
        bounded(lambda: client.post("/v2/events", json={}))
        assert pacer.room() == 0
        assert pacer.reserve(1) > 0


def test_each_attempt_counts() -> None:
    pacer, _ = paced(20)
    transport = Transport(Pool(lambda: Through(httpx.HTTPTransport())), Attempts(RetryPolicy(2, 5), pacer))
    with ScriptedServer(answer(503)) as server, httpx.Client(transport=transport, base_url=server.host) as client:
        bounded(lambda: client.post("/v2/bulkevents", json=[{}] * 5))
        assert len(server.requests) == 3
        assert pacer.room() == 5


def test_a_client_listens_to_the_service() -> None:
    with ScriptedServer(answer(202, x_mp_rate_limit_percentage_used="100"), answer(429), answer()) as server:
        config = impatient(server, max_batches_per_second=1000)

        async def run() -> list[float]:
            async with mparticle.AsyncEventsApi(config) as api:
                pacer = api.api_client._attempts.pacer
                assert pacer is not None
                response = await api.upload_events(batch())
                assert response.rate_limit_used == 100
                paces = [pacer.pace]
                await api.upload_events(batch())
                return [*paces, pacer.pace]

        eased, halved = bounded(lambda: asyncio.run(run()))
    assert eased == pytest.approx(250)
    assert 125 <= halved < 250


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"", b"accepted"])
def test_holding_back_does_not_use_up_the_deadline(kind: str, body: bytes) -> None:
    """A second's hold, before a request that has half a second for itself and its repeats."""
    batches = [batch(str(number)) for number in range(10)]

    def sync() -> list[int | None]:
        with mparticle.EventsApi(config) as api:
            return [api.bulk_upload_events(batches).status for _ in range(2)]

    async def asynchronous() -> list[int | None]:
        async with mparticle.AsyncEventsApi(config) as api:
            return [(await api.bulk_upload_events(batches)).status for _ in range(2)]

    with ScriptedServer(answer(202, body)) as server:
        config = impatient(server, max_batches_per_second=10, deadline=0.5)
        assert bounded(sync if kind == "sync" else lambda: asyncio.run(asynchronous())) == [202, 202]
        assert len(server.requests) == 2


def test_without_a_rate_there_is_no_pacer() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        assert api.api_client._attempts.pacer is None
