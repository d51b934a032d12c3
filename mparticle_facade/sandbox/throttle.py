"""How much each API key may send: a bucket of tokens, one for each batch."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import NamedTuple

from mparticle_facade.clock import monotonic

_MOST_KEYS = 10_000


class Allowance(NamedTuple):
    """What the throttle says to a request."""

    taken: bool
    """Whether it may pass."""
    percentage: int
    """How much of the limit is used, after it."""
    wait_s: int
    """After how many whole seconds to come back, where it may not pass."""


class Throttle:
    """At most ``rate`` batches a second for each key, a second's worth at once. Threads may share one.

    A request passes while anything is left, whatever its size: it is paid for afterwards, so that a limit below the
    size of a bulk request still lets one through now and then.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._capacity = max(1.0, rate)
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}  # key to tokens, and when they were counted
        self._lock = threading.Lock()

    def take(self, api_key: str, batches: int) -> Allowance:
        """Ask for a request with that many batches."""
        with self._lock:
            now = self._clock()
            tokens = self._left(api_key, now)
            taken = tokens >= 1
            if taken:
                tokens -= batches
                self._buckets[api_key] = tokens, now
                self._forget(now)
        wait = 0 if taken else max(1, math.ceil((1 - tokens) / self._rate))
        used = 100 * (1 - tokens / self._capacity)
        return Allowance(taken, min(100, max(0, round(used))), wait)

    def state(self) -> dict[str, float]:
        """The ``rate`` in batches a second for each key, and how much of it the busiest key has used, in per cent."""
        with self._lock:
            now = self._clock()
            least = min((self._left(key, now) for key in self._buckets), default=self._capacity)
        return {"rate": self._rate, "used": min(100, max(0, round(100 * (1 - least / self._capacity))))}

    def reset(self) -> None:
        """Fill all buckets."""
        with self._lock:
            self._buckets.clear()

    def _left(self, api_key: str, now: float) -> float:
        tokens, then = self._buckets.get(api_key, (self._capacity, now))
        return min(self._capacity, tokens + (now - then) * self._rate)

    def _forget(self, now: float) -> None:
        """Any key will do for a sandbox without credentials: the full buckets of old ones go."""
        if len(self._buckets) > _MOST_KEYS:
            self._buckets = {
                key: bucket for key, bucket in self._buckets.items() if self._left(key, now) < self._capacity
            }
