"""The limit shared out: by arithmetic, on a clock of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyspark.sql.types import StringType, StructField, StructType

from mparticle_facade.errors import ConfigurationError
from mparticle_facade.limits import MAX_BULK_BATCHES
from mparticle_facade.spark import MParticleDataSource
from mparticle_facade.spark.share import Share, task_slots


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
    share = Share(rate, clock, clock.sleep)
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
    share = Share(rate, clock, clock.sleep)
    assert 1 <= share.request_batches <= MAX_BULK_BATCHES
    sent = 0
    while clock.now < 1000:
        with share.request(share.request_batches):
            sent += share.request_batches
    assert sent >= 0.5 * rate * 1000  # just above 1 a second half of a batch is lost
    assert sent <= rate * 1000 + share.batches


def test_a_task_starts_with_nothing_left():
    """The one before it in its place may have used up the second."""
    clock = Clock()
    with Share(10, clock, clock.sleep).request(1):
        assert clock.now == 1.0


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
