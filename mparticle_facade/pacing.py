"""A client-side limit on batches a second that yields before the service has to say 429."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_EASE_ABOVE = 80.0
_RAMP_PER_SECOND = 0.05


class Pacer:
    """A token bucket whose pace follows what the service says.

    ``rate`` is in batches a second; up to one second's worth may go at once. The pace sinks as
    ``X-mp-rate-limit-percentage-used`` rises over 80, to a quarter at 100. It halves when a limit was hit, and climbs
    back by a twentieth of ``rate`` each second: after the acceleration limit growth itself must be slow (ledger 1.5).
    Threads may share a pacer; its state is its own, never the process's.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = rate
        self._filled = clock()
        self._eased = 1.0
        self._ceiling = 1.0
        self._limited = float("-inf")

    @property
    def pace(self) -> float:
        """Batches a second at this moment."""
        return self.rate * min(self._eased, self._ceiling)

    def reserve(self, batches: int) -> float:
        """Take tokens for a request of so many batches; returns the seconds to wait before it is sent."""
        with self._lock:
            self._refill()
            self._tokens -= batches
            return max(0.0, -self._tokens / self.pace)

    def observe(self, used: float | None, *, limited: bool) -> None:
        """Learn from an answer: the percentage used, and whether it was a 429."""
        with self._lock:
            self._refill()
            if limited and self._filled - self._limited >= 1.0:  # answers to requests sent together count once
                self._limited = self._filled
                self._ceiling = max(0.05, min(self._eased, self._ceiling) / 2)
                self._tokens = min(self._tokens, 0.0)
            if used is not None:
                over = (used - _EASE_ABOVE) / (100.0 - _EASE_ABOVE)
                self._eased = min(1.0, max(0.25, 1.0 - 0.75 * over))

    def _refill(self) -> None:
        now = self._clock()
        passed = max(0.0, now - self._filled)
        self._filled = now
        self._tokens = min(self.pace, self._tokens + passed * self.pace)
        self._ceiling = min(1.0, self._ceiling + passed * _RAMP_PER_SECOND)
