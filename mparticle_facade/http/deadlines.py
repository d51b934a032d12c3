"""When a request has to end, told to every operation of the network through the timeouts that httpcore hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mparticle_facade.clock import monotonic

DEADLINE = "mparticle_deadline"
"""Request extension: the `Deadline`, while the request is with our transport."""
_LONGEST = 1e6  # seconds; the system's calls do not take any number


class Deadline:
    """A moment so many seconds from now."""

    __slots__ = ("_clock", "_until", "waiting")

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until = clock() + seconds
        self.waiting: Callable[[], object] | None = None
        """Ends what an async exchange waits for, as its timeout would."""

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, not more than ``at_most``; 0 or less when it has passed."""
        left = min(self._until - self._clock(), _LONGEST)
        return left if at_most is None else min(left, at_most)

    def timeouts(self, allowed: Mapping[str, float | None]) -> dict[str, float]:
        """The timeouts of a request, cut to what is left, each of which knows this deadline."""
        left = max(self.left(), 0.001)
        made: dict[str, float] = {}
        seconds = None
        for name in ("connect", "read", "write", "pool"):
            most = allowed.get(name)
            cut = left if most is None or most > left else most
            if seconds is None or seconds != cut:  # they are all the same as a rule
                seconds = _Seconds(cut)
                seconds.deadline = self
            made[name] = seconds
        return made

    def abort(self) -> None:
        """Let it be over now. What an async exchange waits for ends as a timeout, which httpcore can survive."""
        self._until = self._clock()
        if self.waiting is not None:
            self.waiting()


class _Seconds(float):
    deadline: Deadline


def deadline_of(timeout: float | None, before: Deadline) -> Deadline:
    """The deadline of an operation with this timeout; ``before`` where httpcore gave it none of a request's."""
    return getattr(timeout, "deadline", before)


NEVER = Deadline(float("inf"))
