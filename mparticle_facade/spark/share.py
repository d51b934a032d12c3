"""The service's limit, shared out over the tasks that run at the same time."""

from __future__ import annotations

import os
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mparticle_facade.clock import monotonic
from mparticle_facade.limits import MAX_BULK_BATCHES

Lookup = Callable[[str], str | None]
"""A Spark setting by its name, None where it is not set."""

SETTINGS = (
    "spark.master",
    "spark.executor.cores",
    "spark.executor.instances",
    "spark.dynamicAllocation.enabled",
    "spark.dynamicAllocation.maxExecutors",
    "spark.cores.max",
    "spark.task.cpus",
)
"""What `task_slots` looks at."""

_LOCAL = re.compile(r"local(?:\[(\*|\d+)(?:,\d+)?\])?")
_LOCAL_CLUSTER = re.compile(r"local-cluster\[(\d+),(\d+),\d+\]")


def task_slots(setting: Lookup) -> int | None:
    """How many tasks Spark's configuration lets run at the same time, at most; None where it does not say."""
    master = (setting("spark.master") or "").replace(" ", "")
    if local := _LOCAL.fullmatch(master):
        threads = local[1] or "1"
        slots = (os.cpu_count() or 1) if threads == "*" else int(threads)
    elif cluster := _LOCAL_CLUSTER.fullmatch(master):
        slots = int(cluster[1]) * int(cluster[2])
    else:
        dynamic = setting("spark.dynamicAllocation.enabled") == "true"
        executors = setting("spark.dynamicAllocation.maxExecutors" if dynamic else "spark.executor.instances")
        cores = setting("spark.executor.cores")
        if executors and cores:
            slots = int(executors) * int(cores)
        elif most := setting("spark.cores.max"):
            slots = int(most)
        else:
            return None
    return max(1, int(slots / float(setting("spark.task.cpus") or 1)))


class Share:
    """One task's part of a limit: so many batches in any second, as the service sees it.

    When the service counts a request is unknown, but it is before the answer: what was sent is taken as spent until a
    second after that. So no delay on the way can push two seconds' worth into one, and the rate is a little under the
    limit, by the time that an answer takes. A task starts with nothing left, since another may have just used it up.
    """

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``rate`` is in batches a second, and may be below 1."""
        self.batches = max(1, int(rate))
        """The most that go in one period, which is a second unless the rate is below 1."""
        self._period = max(1.0, 1.0 / rate)
        self._clock = clock
        self._sleep = sleep
        self._spent = deque([(clock(), self.batches)])  # when answered, and how many batches

    @property
    def request_batches(self) -> int:
        """How many batches a request should have, so that full requests use up a period."""
        requests = -(-self.batches // MAX_BULK_BATCHES)
        return self.batches // requests

    @contextmanager
    def request(self, batches: int) -> Iterator[None]:
        """Wait until a request of so many batches may be sent; the block ends with its answer.

        There may be at most `batches`.
        """
        while (wait := self._wait(batches)) > 0:
            self._sleep(wait)
        try:
            yield
        finally:
            self._spent.append((self._clock(), batches))

    def _wait(self, batches: int) -> float:
        now = self._clock()
        while self._spent and self._spent[0][0] + self._period <= now:
            self._spent.popleft()
        if batches + sum(count for _, count in self._spent) <= self.batches:
            return 0.0
        return self._spent[0][0] + self._period - now
