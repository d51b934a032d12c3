"""The queue in memory."""

from __future__ import annotations

import os

import pytest

from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.errors import QueueFullError
from parts.queue_rules import QueueRules, letter, names, new


class TestMemoryQueue(QueueRules):
    def queue(self, _, **settings):
        return MemoryQueue(**settings)

    def test_bytes_are_limited(self, make):
        queue = make(max_bytes=250)
        queue.put(new(*"ab"))
        with pytest.raises(QueueFullError, match="200 bytes"):
            queue.put(new("c"))
        queue.settle(queue.head(1), [])
        queue.put(new("d"))
        queue.settle([], [letter(queue.head(1)[0])])
        queue.put(new("e"))

    def test_bytes_make_the_oldest_go(self, make):
        queue = make(max_bytes=250, when_full="drop_oldest")
        queue.put(new(*"ab"))
        queue.put(new("c", size=150))
        assert names(queue.take_dropped()) == ["a"]
        with pytest.raises(QueueFullError):
            queue.put(new("d", size=251))
        assert names(queue.head(10)) == ["b", "c"]

    def test_old_dead_letters_are_only_counted(self, empty):
        entries = empty.put(new(*range(1003)))
        empty.settle([], [letter(entry) for entry in entries])
        assert names(empty.dead_letters())[0] == "3"
        assert empty.counts() == (1003, 0, 0, 1003, 0)
        assert empty.requeue() == (1000, 0)
        assert empty.counts() == (1003, 0, 1000, 3, 0)

    def test_it_is_always_the_sender(self, empty):
        assert empty.claim()
        empty.release()
        assert empty.claim()

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    def test_a_child_starts_with_nothing(self, empty):
        empty.put(new("a"))
        child = os.fork()
        if child == 0:
            ok = empty.counts() == (0, 0, 0, 0, 0) and empty.put(new("b"))[0].sequence == 1
            os._exit(0 if ok else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert names(empty.head(10)) == ["a"]


def test_nothing_more_is_accepted_by_a_queue_that_a_requeue_made_overfull():
    queue = MemoryQueue(max_batches=1)
    (first,) = queue.put(new("1"))
    queue.settle([], [letter(first)])
    queue.put(new("2"))
    assert queue.requeue().batches == 1
    assert queue.put([]) == []
    with pytest.raises(QueueFullError):
        queue.put(new("3"))
