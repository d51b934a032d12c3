"""A short queue between two threads, one of which Ctrl+C may interrupt at any moment."""

from __future__ import annotations

import queue
from typing import Generic, TypeVar

T = TypeVar("T")


class Handover(Generic[T]):
    """Of a few places. Its locks are in C: an exception of a signal's handler leaves none held, as `Queue` may."""

    def __init__(self, places: int) -> None:
        self._items: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._room: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(places):
            self._room.put(None)

    def put(self, item: T, timeout: float) -> bool:
        """Whether there was room for it within so many seconds."""
        try:
            self._room.get(timeout=timeout)
        except queue.Empty:
            return False
        self._items.put(item)
        return True

    def get(self, timeout: float | None = None) -> T:
        """The next one; `queue.Empty` after so many seconds without any."""
        item = self._items.get(timeout=timeout)
        self._room.put(None)
        return item
