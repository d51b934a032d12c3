"""Waiting for something to happen, in a way that an exception of a signal's handler may end at any moment."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable


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
                rung.acquire(timeout=max(0.0, seconds))
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(rung)

    def ring(self) -> None:
        """Have all who wait go on."""
        while self._waiting:
            try:
                rung = self._waiting.popleft()
            except IndexError:  # another thread rang for it
                return
            rung.release()
