"""The service's limit, shared out over the tasks that run at the same time."""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.packing import even
from mparticle_facade.http.pacing import SECOND
from mparticle_facade.spark import ledger
from mparticle_facade.spark.ledger import Entry

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


def one_machine(setting: Lookup) -> bool:
    """Whether all tasks run on this machine, where they can share a file."""
    return ledger.SHARED and _LOCAL.fullmatch((setting("spark.master") or "").replace(" ", "")) is not None


class Share:
    """A part of a limit: so many batches in any second, as the service sees it.

    When the service counts a request is unknown, but it is before the answer: what was sent is taken as spent until a
    second after that. So no delay on the way can push two seconds' worth into one, and the rate is a little under the
    limit, by the time that an answer takes.

    With an account it is the part of all tasks of this machine together, first come, first served: what one does not
    need is there for the others. Else it is one task's, which starts with nothing left: the one before it in its place
    may have just used it up.
    """

    def __init__(
        self,
        rate: float,
        account: str | None = None,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``rate`` is in batches a second, and may be below 1."""
        self.batches = max(1, int(rate))
        """The most that go in one period, which is a second unless the rate is below 1."""
        self._period = SECOND * max(1.0, 1.0 / rate)
        self._clock = clock
        self._sleep = sleep
        self._name = uuid.uuid4().hex
        self._asked = 0
        self._ledger = (
            ledger.Memory([Entry("", 0, self.batches, clock())])
            if account is None
            else ledger.File(account, self.batches)
        )

    @property
    def request_batches(self) -> int:
        """How many batches a request should have, so that full requests use up a period."""
        return even(self.batches)

    @contextmanager
    def request(self, batches: int) -> Iterator[None]:
        """Wait until a request of so many batches may be sent; the block ends with its answer.

        There may be at most `batches`.
        """
        self._asked = batches
        try:
            self._wait()
            yield
        finally:
            self.answered()

    def repeat(self) -> None:
        """Inside of such a block: wait until the request may be sent again."""
        self.answered()
        self._wait()

    def _wait(self) -> None:
        while (seconds := self.turn(self._asked)) > 0:
            self._sleep(seconds)

    def turn(self, batches: int) -> float:
        """0: a request of so many batches is sent now. Else the seconds after which to ask again; it keeps its place.

        One request at a time.
        """
        with self._ledger.open() as entries:
            now = self._clock()
            entries[:] = [entry for entry in entries if self._counts(entry, now)]
            mine = next((place for place, entry in enumerate(entries) if self._waits(entry)), len(entries))
            if mine == len(entries):
                entries.append(Entry(self._name, os.getpid(), batches))
            before = entries[:mine]
            if sum(entry.batches for entry in before) + batches <= self.batches:
                return 0.0
            # Where all of them wait for an answer, there is none before now.
            first = min((entry.answered for entry in before if entry.answered is not None), default=now)
            return first + self._period - now

    def answered(self) -> None:
        """The request has its answer, or will not be sent."""
        with self._ledger.open() as entries:
            for entry in filter(self._waits, entries):
                entry.answered = self._clock()

    def _counts(self, entry: Entry, now: float) -> bool:
        """Whether it is not over. A task that was killed gets no answer; its request is received by now."""
        if entry.answered is None and not ledger.alive(entry.process):
            entry.answered = now
        # A later time is from before the machine was started again.
        return entry.answered is None or (entry.answered <= now and entry.answered + self._period - now > 0)

    def _waits(self, entry: Entry) -> bool:
        return entry.name == self._name and entry.answered is None
