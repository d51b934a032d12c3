"""The limit shared out: by arithmetic, on a clock of our own."""

from __future__ import annotations

import heapq
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyspark.sql.types import StringType, StructField, StructType

from mparticle_facade.errors import ConfigurationError
from mparticle_facade.limits import MAX_BULK_BATCHES
from mparticle_facade.spark import MParticleDataSource, ledger
from mparticle_facade.spark.options import Options
from mparticle_facade.spark.share import Share, task_slots

shared = pytest.mark.skipif(not ledger.SHARED, reason="tasks share no file on this system")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def setting(settings: dict[str, str]) -> Callable[[str], str | None]:
    return settings.get


rates = st.floats(0.05, 500)
# For each request: how many of the most batches it has, and when the service counts it on its way to the answer.
requests = st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=40)


@settings(deadline=None)
@given(rates, requests)
def test_no_second_at_the_service_has_more_than_the_share(rate, requests):
    clock = Clock()
    share = Share(rate, None, clock, clock.sleep)
    arrivals: list[tuple[float, int]] = []
    for part, latency, on_the_way in requests:
        batches = max(1, int(part * share.request_batches))
        with share.request(batches):
            arrivals.append((clock.now + latency * on_the_way, batches))
            clock.now += latency
    period = max(1.0, 1 / rate)
    for start, _ in arrivals:
        within = sum(batches for time, batches in arrivals if start <= time < start + period - 1e-6)
        assert within <= max(1, rate)


@settings(deadline=None)
@given(rates)
def test_full_requests_use_up_the_share(rate):
    clock = Clock()
    share = Share(rate, None, clock, clock.sleep)
    assert 1 <= share.request_batches <= MAX_BULK_BATCHES
    sent = 0
    while clock.now < 300:
        with share.request(share.request_batches):
            sent += share.request_batches
    assert sent >= 0.5 * rate * 300  # just above 1 a second half of a batch is lost
    assert sent <= rate * 300 + share.batches


def test_a_task_starts_with_nothing_left():
    """The one before it in its place may have used up the second."""
    clock = Clock()
    with Share(10, None, clock, clock.sleep).request(1):
        assert 1.0 < clock.now < 1.01


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def received(rate: float, tasks: list[list[tuple[int, float, float]]], account: str) -> list[tuple[float, int]]:
    """When the service receives the requests of tasks that share a file, and how many batches each has.

    For each task its requests, one after the other: batches, seconds to the answer, the part of these until it is
    received.
    """
    clock = Clock()
    shares = [Share(rate, account, clock, clock.sleep) for _ in tasks]
    found = []
    events = [(0.0, number, False) for number in range(len(tasks))]
    while events:
        clock.now, number, sent = heapq.heappop(events)
        if sent:
            shares[number].answered()
        if not tasks[number]:
            continue
        batches, seconds, when = tasks[number][0]
        batches = min(batches, shares[number].batches)
        if wait := shares[number].turn(batches):
            heapq.heappush(events, (clock.now + wait, number, False))
        else:
            tasks[number].pop(0)
            found.append((clock.now + seconds * when, batches))
            heapq.heappush(events, (clock.now + seconds, number, True))
    return sorted(found)


accounts = count()
one_task = st.lists(st.tuples(st.integers(1, 100), st.floats(0, 3), st.floats(0, 1)), max_size=15)


@shared
@settings(deadline=None, max_examples=60)
@given(rates, st.lists(one_task, min_size=1, max_size=5))
def test_tasks_of_one_machine_together_never_exceed_the_limit(rate, requests):
    number = sum(map(len, requests))
    found = received(rate, requests, f"account {next(accounts)}")
    assert len(found) == number
    for place, (start, _) in enumerate(found):
        within = sum(batches for at, batches in found[place:] if at < start + max(1.0, 1 / rate))
        assert within <= max(1, rate)


@shared
def test_what_a_task_does_not_need_is_there_for_the_others():
    """Alone it has the whole limit, from its first request on; and then the second in which another has used it."""
    clock = Clock()
    first, second = (Share(10, "account", clock, clock.sleep) for _ in range(2))
    for _ in range(2):
        with first.request(5):
            pass
    assert clock.now == 0
    with second.request(1):
        assert 1.0 < clock.now < 1.01
    with Share(10, "another account", clock, clock.sleep).request(10):
        assert 1.0 < clock.now < 1.01


@shared
def test_who_comes_later_goes_later():
    """Else small requests would keep a large one waiting for ever."""
    clock = Clock()
    small, large, smaller = (Share(10, "account", clock, clock.sleep) for _ in range(3))
    with small.request(5):
        pass
    assert large.turn(10) > 0
    assert smaller.turn(1) > 0
    clock.now += 1.01
    assert smaller.turn(1) > 0
    assert large.turn(10) == 0


@pytest.mark.parametrize("account", [None, pytest.param("account", marks=shared)])
def test_a_request_that_is_repeated_counts_again(account):
    clock = Clock()
    share = Share(10, account, clock, clock.sleep)
    with share.request(10):
        began = clock.now
        clock.now += 0.3
        share.repeat()
        assert 1.3 < clock.now - began < 1.31


KILLED = """
import sys, time
from mparticle_facade.spark.share import Share
with Share(10, "account").request(10):
    print("sent", flush=True)
    time.sleep(60)
"""


@shared
def test_a_task_that_was_killed_gives_back_what_it_had(tmp_path):
    """A second after: its request may have arrived just now."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, env=environment) as task:
        assert task.stdout
        assert task.stdout.readline() == b"sent\n"
        share = Share(10, "account")
        assert share.turn(1) > 0
        task.kill()
        task.wait()
        assert 1.0 < share.turn(1) < 1.01
        share.answered()


@shared
def test_a_file_that_is_damaged_counts_as_a_limit_used_up(tmp_path):
    clock = Clock()
    share = Share(10, "account", clock, clock.sleep)
    with share.request(1):
        pass
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    with share.request(1):
        assert 1.0 < clock.now < 1.01


@shared
def test_a_file_of_before_the_machine_was_started_again_counts_for_nothing():
    clock = Clock()
    clock.now = 1000.0
    with Share(10, "account", clock, clock.sleep).request(10):
        pass
    clock.now = 10.0
    assert Share(10, "account", clock, clock.sleep).turn(10) == 0


@shared
def test_a_file_that_can_not_be_written_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(ConfigurationError, match=r"missing.*TMPDIR"):
        Share(10, "account").turn(1)


@shared
@pytest.mark.parametrize(
    ("options", "master", "shares"),
    [({}, "local[4]", 0), ({"concurrency": "4"}, "local[4]", 4), ({}, "local-cluster[2,3,1024]", 6)],
)
def test_tasks_of_one_machine_share_a_file_unless_told_how_many_they_are(options, master, shares):
    assert Options.parse(options).shares(setting({"spark.master": master})) == shares


EXECUTORS = {"spark.master": "yarn", "spark.executor.instances": "5", "spark.executor.cores": "4"}
DYNAMIC = {**EXECUTORS, "spark.dynamicAllocation.enabled": "true"}


@pytest.mark.parametrize(
    ("settings", "slots"),
    [
        ({"spark.master": "local"}, 1),
        ({"spark.master": "local[3]"}, 3),
        ({"spark.master": "local[ 3, 4 ]"}, 3),
        ({"spark.master": "local-cluster[2,3,1024]"}, 6),
        (EXECUTORS, 20),
        ({**EXECUTORS, "spark.task.cpus": "2"}, 10),
        ({**DYNAMIC, "spark.dynamicAllocation.maxExecutors": "8"}, 32),
        (DYNAMIC, None),
        ({"spark.master": "spark://x", "spark.cores.max": "12"}, 12),
        ({"spark.master": "spark://x"}, None),
        ({}, None),
    ],
)
def test_how_many_tasks_run_at_one_time(settings, slots):
    assert task_slots(setting(settings)) == slots


def test_a_cluster_that_does_not_say_is_asked_about_on_the_driver():
    class Registered(MParticleDataSource):
        settings = {"spark.master": "yarn", "spark.dynamicAllocation.enabled": "true"}  # noqa: RUF012

    schema = StructType([StructField("batch", StringType())])
    with pytest.raises(ConfigurationError, match="set the option concurrency"):
        Registered({}).writer(schema, overwrite=False)
    Registered({"concurrency": "8"}).writer(schema, overwrite=False)
