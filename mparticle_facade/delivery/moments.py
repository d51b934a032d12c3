"""Time since the machine started, beside the time of day: nobody sets it, and it goes on while the machine sleeps."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

_CLOCKS_AGREE_MS: Final = 20
"""Two clocks are read one after the other, and one of them is slewed."""


END_OF_TIME_S: Final = 2.0**42
"""No moment is later: SQLite's integers end somewhere."""


class Moment(NamedTuple):
    """Now, by two clocks."""

    wall_ms: int
    """Of the epoch; may be set."""
    boot: str = ""
    """Which start of the machine the other clock counts from; empty where there is no such clock."""
    boot_ms: int = 0

    def after(self, seconds_ms: int) -> int:
        """The same clock, so much later; 0 where there is none."""
        return self.boot_ms + seconds_ms if self.boot else 0

    def left_ms(self, until_wall_ms: int, until_boot_ms: int) -> int:
        """How long until a moment that is given by both clocks, of which the one that nobody sets is right."""
        by_wall = until_wall_ms - self.wall_ms
        by_boot = until_boot_ms - self.boot_ms
        return by_wall if abs(by_wall - by_boot) <= _CLOCKS_AGREE_MS else by_boot


def moments(clock: Callable[[], float]) -> Callable[[], Moment]:
    """A way to ask for the time; by ``clock`` alone where it is not the system's."""
    boot = _boot() if clock is time.time else ""
    if not boot or sys.platform == "win32":
        return lambda: Moment(int(clock() * 1000))
    return lambda: Moment(int(clock() * 1000), boot, time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000)


@functools.cache
def _boot() -> str:
    """Only Linux says which start it is; containers may have a clock of their own."""
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return ""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
    try:
        return f"{boot} {Path('/proc/self/ns/time').readlink()}"
    except OSError:
        return boot
