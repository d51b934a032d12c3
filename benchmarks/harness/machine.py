"""Says what machine this is, and how busy others keep it while we measure."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_BUSY = 0.05
"""The share of all processors that others may have; more moves the figures by more than they differ from run to run."""
_LOAD = 0.5
"""Where the system does not count for us: the load average, before we begin, of each processor."""
_LOOK = 2.0
"""Seconds."""


@dataclass(frozen=True)
class Load:
    """How busy the machine was over a time."""

    before: float
    """Load average, of all processors."""
    after: float
    processors: int
    others: float | None = None
    """The share of all processors that neither we nor what we started had; None where the system does not say."""
    stolen: float | None = None
    """The share that a virtual machine was promised and did not get."""

    @property
    def busy(self) -> bool:
        if self.others is None or self.stolen is None:
            return self.before > _LOAD * self.processors
        return self.others + self.stolen > _BUSY

    def facts(self) -> dict[str, str]:
        found = {"load average": f"{self.before:.2f} before, {self.after:.2f} after"}
        if self.others is not None and self.stolen is not None:
            found["processors, others' share"] = f"{self.others:.1%}, and {self.stolen:.1%} stolen"
        return found

    def __str__(self) -> str:
        facts = "; ".join(f"{name}: {fact}" for name, fact in self.facts().items())
        return f"The machine is {'busy' if self.busy else 'quiet'}: {facts}."


class Meter:
    """From here to `read`."""

    def __init__(self) -> None:
        self._before = os.getloadavg()[0]
        self._began = _clocks()

    def read(self) -> Load:
        """Processes that we started count as ours once they have ended."""
        began, now = self._began, _clocks()
        cores = processors()
        after = os.getloadavg()[0]
        if began is None or now is None or now.all <= began.all:
            return Load(self._before, after, cores)
        spent, every = now.busy - began.busy - (now.ours - began.ours), now.all - began.all
        others, stolen = spent / every, (now.stolen - began.stolen) / every
        return Load(self._before, after, cores, min(max(0.0, others), 1.0), min(stolen, 1.0))


def look() -> Load:
    """How busy the machine is while we do nothing."""
    meter = Meter()
    time.sleep(_LOOK)
    return meter.read()


class _Clocks(NamedTuple):
    """Seconds of all processors, since the start of the machine; ours since our start."""

    busy: float
    stolen: float
    all: float
    ours: float


def _clocks() -> _Clocks | None:
    stat = Path("/proc/stat")
    if not stat.exists():
        return None
    ticks = [int(field) for field in stat.read_text().split("\n", 1)[0].split()[1:9]]
    user, nice, system, *_, stolen = (tick / os.sysconf("SC_CLK_TCK") for tick in ticks)
    return _Clocks(user + nice + system, stolen, sum(ticks) / os.sysconf("SC_CLK_TCK"), sum(os.times()[:4]))


def processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def facts() -> dict[str, str]:
    return {
        "processor": _processor(),
        "cores": str(processors()),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
