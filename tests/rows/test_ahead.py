"""Reading in a thread of its own."""

from __future__ import annotations

import threading

import pytest

from mparticle_facade.rows.ahead import ahead


class Slow:
    """Items whose thread takes its time to end."""

    def __init__(self, *items: object) -> None:
        self._items = iter(items)
        self.interrupted = threading.Event()

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._items)
        if isinstance(item, Exception):
            raise item
        return item

    def close(self) -> None:
        self.interrupted.wait(0.3)


def test_what_was_taken_to_the_end_is_not_interrupted():
    """An interrupt would meet the rows that are fetched next from the result that was made here."""
    slow = Slow("result")
    with ahead(slow, slow.interrupted.set) as items:
        assert list(items) == ["result"]
    assert not slow.interrupted.is_set()


def test_a_failure_is_not_interrupted():
    slow = Slow(ValueError("no"))
    with pytest.raises(ValueError, match="no"), ahead(slow, slow.interrupted.set) as items:
        list(items)
    assert not slow.interrupted.is_set()


def test_what_is_still_being_made_is_interrupted():
    interrupted = threading.Event()

    def endless():
        yield 1
        interrupted.wait()

    with ahead(endless(), interrupted.set) as items:
        assert next(items) == 1
    assert interrupted.is_set()
