"""Measures time, CPU and memory."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

_CHUNK_NS = 5_000_000
T = TypeVar("T")


def cost(call: Callable[[], object], seconds: float) -> float:
    """Microseconds of CPU that a call takes: the cheapest of many short runs.

    CPU time, because the time of another process on the same core is not the call's cost.
    """
    clock = time.process_time_ns
    call()  # what is done only once is not included
    calls = 1
    while (took := _run(call, calls, clock)) < _CHUNK_NS:
        calls = max(calls * 2, calls * _CHUNK_NS // max(took, 1))
    best = took
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        best = min(best, _run(call, calls, clock))
    return best / calls / 1000


def _run(call: Callable[[], object], calls: int, clock: Callable[[], int]) -> int:
    numbers = range(calls)
    started = clock()
    for _ in numbers:
        call()
    return clock() - started


def each(call: Callable[[T], object], arguments: Iterable[T]) -> list[int]:
    """Nanoseconds of wall time for each call; making the arguments is not included."""
    clock = time.perf_counter_ns
    took = []
    for argument in arguments:
        started = clock()
        call(argument)
        took.append(clock() - started)
    return took


def median_and_p99(nanoseconds: list[int]) -> dict[str, float]:
    """In microseconds."""
    cuts = statistics.quantiles(nanoseconds, n=100, method="inclusive")
    return {"median": cuts[49] / 1000, "p99": cuts[98] / 1000}


class Delivery:
    """Events a second and CPU of this process per event, from here to `done`."""

    def __init__(self) -> None:
        self._cpu = time.process_time()
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._started

    def done(self, events: int, last: float | None = None) -> dict[str, float]:
        """The figures; ``last`` is when the server had everything, where that was before now."""
        seconds = (last or time.monotonic()) - self._started
        return {"rate": events / seconds, "cpu": (time.process_time() - self._cpu) / events * 1e6}


def peak_mb() -> float:
    """The most memory that this process had resident, in MB of a million bytes.

    Not ``ru_maxrss`` where there is another way: a child inherits that from its parent.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
