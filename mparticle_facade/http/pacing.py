"""A client-side limit on batches a second that yields before the service has to say 429."""

from __future__ import annotations

import bisect
import heapq
import threading
from collections import deque
from collections.abc import Callable

from mparticle_facade.clock import monotonic
from mparticle_facade.http.forks import tell_child

SECOND = 1.002
"""How long an answered request counts; it was received before its answer. A little more than the service's second."""
_UNANSWERED = 1.05
"""How long a request counts from when it was to be sent, as long as nothing is known of it."""
_SOON = 0.005
_LOST = 60.0
"""Seconds after which no answer is expected any more."""
_EASE_ABOVE = 80.0
_RAMP_PER_SECOND = 0.05


class Turn(float):
    """The seconds to wait for, and what is known of the request: it goes back with what was heard of it."""

    __slots__ = ("at", "seconds", "weight")

    at: float
    """When it is sent."""
    weight: float
    """For how many batches it counts..."""
    seconds: float
    """... and for how many seconds it has enough."""


class Pacer:
    """A sliding window whose pace follows what the service says.

    ``rate`` is in batches a second: no second, wherever it begins, has more. (A request of more than that has as many
    seconds for itself as it needs.) The pace sinks as ``X-mp-rate-limit-percentage-used`` rises over 80, to a quarter
    at 100. It halves when a limit was hit, and climbs back by a twentieth of ``rate`` each second: after the
    acceleration limit growth itself must be slow (F-34). Threads may share a pacer; its state is its own, never
    the process's.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        tell_child(self)
        self._now = self._looked = clock()
        self._next = self._now  # requests go in the order of their reservations
        self._answered: deque[tuple[float, float]] = deque()  # until when each counts, and for how many batches
        self._used = 0.0  # by these
        self._unanswered: dict[int, Turn] = {}  # in the order in which they are sent
        self._eased = 1.0
        self._ceiling = 1.0
        self._limited = float("-inf")

    @property
    def pace(self) -> float:
        """Batches a second at this moment."""
        return self.rate * min(self._eased, self._ceiling)

    def room(self) -> int:
        """How many batches a request may have that is sent now, without a wait."""
        with self._lock:
            self._advance()
            if self._next > self._now:
                return 0
            waiting = self._waiting(self._now)
            used = self._used + sum(weight for _, weight in waiting)
            return max(0, int(self.pace - used + 1e-9)) if used else int(max(self.pace, 1.0))

    def reserve(self, batches: int) -> Turn:
        """Count a request of so many batches; returns the seconds to wait before it is sent."""
        with self._lock:
            self._advance()
            return self._count(self._free(batches), batches)

    def turn(self, batches: int) -> Turn:
        """0, and the request is counted, if it may be sent now; else the seconds after which to ask again.

        Where several requests are in flight, this is quicker than `reserve`: an answer that comes meanwhile says that
        its request was received by then.
        """
        with self._lock:
            self._advance()
            wait = self._free(batches) - self._now
            if wait <= 0:
                return self._count(self._now, batches)
            if self._unanswered:  # the answer may allow it sooner
                oldest = next(iter(self._unanswered.values()))
                wait = min(wait, max(_SOON, oldest.at + SECOND * oldest.seconds - self._now))
            return Turn(wait)

    def observe(self, used: float | None, *, limited: bool, turn: Turn | None = None) -> None:
        """Learn from an answer, or from a failure: the percentage used, and whether it was a 429.

        Without ``turn`` it is taken for that of the oldest request that has none.
        """
        with self._lock:
            self._advance()
            if turn is None and self._unanswered:
                turn = next(iter(self._unanswered.values()))
            if turn is not None and turn.at <= self._now and id(turn) in self._unanswered:
                del self._unanswered[id(turn)]
                self._keep(self._now + SECOND * turn.seconds, turn.weight)
            if limited and self._now - self._limited >= 1.0:  # answers to requests sent together count once
                self._limited = self._now
                self._ceiling = max(0.05, min(self._eased, self._ceiling) / 2)
                self._keep(self._now + SECOND, self.pace)
            if used is not None:
                over = (used - _EASE_ABOVE) / (100.0 - _EASE_ABOVE)
                self._eased = min(1.0, max(0.25, 1.0 - 0.75 * over))

    def _after_fork_in_child(self) -> None:
        """The child paces itself: it knows nothing of what its parent goes on sending."""
        self._lock = threading.Lock()

    def _free(self, batches: int) -> float:
        """When a request of so many batches may be sent."""
        at = max(self._now, self._next)
        waiting = self._waiting(at)
        most = self.pace - min(float(batches), self.pace) + 1e-9
        used = self._used + sum(weight for _, weight in waiting)
        for until, weight in heapq.merge(self._answered, waiting):
            if used <= most:
                break
            at = until
            used -= weight
        return at

    def _waiting(self, at: float) -> list[tuple[float, float]]:
        """Those without an answer that count after this moment, as `_answered` has it; the answered are cleared up."""
        while self._answered and self._answered[0][0] <= at:
            self._used -= self._answered.popleft()[1]
        if not self._answered:
            self._used = 0.0
        counting = []
        for turn in self._unanswered.values():
            until = turn.at + _UNANSWERED * turn.seconds
            if until > at:
                counting.append((until, turn.weight))
        return sorted(counting)

    def _count(self, at: float, batches: int) -> Turn:
        """Send a request then."""
        self._next = at
        turn = Turn(at - self._now)
        turn.at, turn.weight, turn.seconds = at, min(float(batches), self.pace), max(1.0, batches / self.pace)
        while (oldest := next(iter(self._unanswered.values()), turn)).at < self._now - _LOST:
            del self._unanswered[id(oldest)]
        self._unanswered[id(turn)] = turn
        return turn

    def _keep(self, until: float, weight: float) -> None:
        bisect.insort(self._answered, (until, weight))
        self._used += weight

    def _advance(self) -> None:
        """A clock that goes back stands still."""
        looked = self._clock()
        passed = max(0.0, looked - self._looked)
        self._looked = looked
        self._now += passed
        self._ceiling = min(1.0, self._ceiling + passed * _RAMP_PER_SECOND)
