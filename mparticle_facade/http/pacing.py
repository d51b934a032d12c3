"""A client-side limit on batches a second that yields before the service has to say 429."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable

from mparticle_facade.http.forks import tell_child

_SECOND = 1.01
"""How long an answered request counts; it was received before its answer."""
_UNANSWERED = 1.05
"""How long a request counts from when it was to be sent."""
_EASE_ABOVE = 80.0
_RAMP_PER_SECOND = 0.05


class Pacer:
    """A sliding window whose pace follows what the service says.

    ``rate`` is in batches a second: no second, wherever it begins, has more. (A request of more than that has as many
    seconds for itself as it needs.) The pace sinks as ``X-mp-rate-limit-percentage-used`` rises over 80, to a quarter
    at 100. It halves when a limit was hit, and climbs back by a twentieth of ``rate`` each second: after the
    acceleration limit growth itself must be slow (F-34). Threads may share a pacer; its state is its own, never
    the process's.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        tell_child(self)
        self._now = self._looked = clock()
        self._next = self._now  # requests go in the order of their reservations
        self._window: list[list[float]] = []  # until when it counts, and for how many batches
        self._latest = [0.0, 0.0, 1.0]
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
            self._forget(self._now)
            return int(max(self.pace, 1.0)) if not self._window else max(0, int(self.pace - self._used() + 1e-9))

    def reserve(self, batches: int) -> float:
        """Count a request of so many batches; returns the seconds to wait before it is sent."""
        with self._lock:
            self._advance()
            weight = min(float(batches), self.pace)
            at = max(self._now, self._next)
            self._forget(at)
            used = self._used()
            while self._window and used + weight > self.pace + 1e-9:
                until, gone, _ = heapq.heappop(self._window)
                at = max(at, until)
                used -= gone
            self._next = at
            seconds = max(1.0, batches / self.pace)
            self._latest = [at + _UNANSWERED * seconds, weight, seconds]
            heapq.heappush(self._window, self._latest)
            return at - self._now

    def observe(self, used: float | None, *, limited: bool) -> None:
        """Learn from the answer to the request reserved last: the percentage used, and whether it was a 429."""
        with self._lock:
            self._advance()
            self._keep_latest()
            if limited and self._now - self._limited >= 1.0:  # answers to requests sent together count once
                self._limited = self._now
                self._ceiling = max(0.05, min(self._eased, self._ceiling) / 2)
                heapq.heappush(self._window, [self._now + _SECOND, self.pace, 1.0])
            if used is not None:
                over = (used - _EASE_ABOVE) / (100.0 - _EASE_ABOVE)
                self._eased = min(1.0, max(0.25, 1.0 - 0.75 * over))

    def _after_fork_in_child(self) -> None:
        """The child paces itself: it knows nothing of what its parent goes on sending."""
        self._lock = threading.Lock()

    def _keep_latest(self) -> None:
        """It may have been received as late as now."""
        until, weight, seconds = self._latest
        if weight and until < self._now + _SECOND * seconds:
            if self._latest in self._window:
                self._window.remove(self._latest)
            self._latest = [self._now + _SECOND * seconds, weight, seconds]
            self._window.append(self._latest)
            heapq.heapify(self._window)

    def _used(self) -> float:
        return sum(item[1] for item in self._window)

    def _forget(self, at: float) -> None:
        while self._window and self._window[0][0] <= at:
            heapq.heappop(self._window)

    def _advance(self) -> None:
        """A clock that goes back stands still."""
        looked = self._clock()
        passed = max(0.0, looked - self._looked)
        self._looked = looked
        self._now += passed
        self._ceiling = min(1.0, self._ceiling + passed * _RAMP_PER_SECOND)
