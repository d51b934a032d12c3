"""A fair semaphore for threads: whoever waits longest is next, and whoever gives up leaves nothing behind.

Requests wait here and not in httpcore's pool, which loses a connection for good when a thread gives up waiting for it.
"""

from __future__ import annotations

import collections
import threading


class Admission:
    """So many at one time."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._lock = threading.Lock()
        self._waiting: collections.deque[threading.Lock] = collections.deque()  # each is released for its turn

    def acquire(self, timeout: float) -> bool:
        """Wait for a place, at most so many seconds; whether there was one."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        mine = False
        try:
            mine = turn.acquire(timeout=max(timeout, 0))
        finally:
            if not mine:  # the time is over, or an exception came from a signal handler
                self._give_up(turn)
        return mine

    def _give_up(self, turn: threading.Lock) -> None:
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self.release()  # it was given a place in the meantime

    def release(self) -> None:
        """Pass the place on."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
