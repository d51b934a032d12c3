"""Waiting for something to happen, in a way that an exception of a signal's handler may end at any moment."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable

from mparticle_facade.clock import monotonic


class Bell:
    """Threads wait for it to ring.

    In place of a `threading.Condition`, whose ``wait`` lets go of a lock and takes it again in statements of their own:
    a handler that raises between them leaves the lock to nobody, or to somebody who does not know. Here no lock is held
    while waiting, and nothing has to be put right afterwards.
    """

    def __init__(self) -> None:
        self._waiting: deque[threading.Lock] = deque()

    def wait(self, seconds: float, unless: Callable[[], bool]) -> None:
        """Until it rings, or for so many seconds; not at all when ``unless`` says that what is waited for is there."""
        rung = threading.Lock()
        rung.acquire()
        self._waiting.append(rung)  # before the question: what happens after it rings
        try:
            if not unless():
                rung.acquire(timeout=min(max(0.0, seconds), threading.TIMEOUT_MAX))
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(rung)

    def wait_for(self, done: Callable[[], bool], seconds: float) -> bool:
        """Until this is so, which is looked at whenever it rings, or for so many seconds. Returns whether it is."""
        deadline = monotonic() + seconds
        while not done():
            left = deadline - monotonic()
            if left <= 0:
                return False
            self.wait(left, unless=done)
        return True

    def ring(self) -> None:
        """Have all who wait go on."""
        for rung in tuple(self._waiting):
            with contextlib.suppress(RuntimeError):  # another thread rang for it
                rung.release()
