"""The queue in memory."""

from __future__ import annotations

import os
import tracemalloc

import pytest

from mparticle_facade.delivery import memory
from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.queue import New
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


class TestBacklog(TestMemoryQueue):
    """Whose batches but for the first ones wait in blocks."""

    def queue(self, _, **settings):
        return MemoryQueue(near_bytes=150, **settings)

    def test_they_come_out_in_order_however_far_one_looks(self, make):
        for looks in (1, 2, 7, 1000):
            queue = make()
            expected = queue.put(new(*range(10))) + [entry for n in range(10, 60) for entry in queue.put(new(n))]
            taken = []
            while found := queue.head(looks, after=taken[-1].sequence if taken else 0):
                taken += found
            assert taken == expected
            assert queue.counts().pending == 60

    def test_what_is_settled_far_behind_is_found(self, empty):
        entries = empty.put(new(*range(50)))
        empty.settle([entries[40]], [letter(entries[45])])
        assert empty.counts() == (50, 1, 48, 1, 0)
        assert empty.head(100) == [entry for entry in entries if entry not in (entries[40], entries[45])]

    def test_the_oldest_go_from_the_blocks(self, make):
        queue = make(max_batches=20, when_full="drop_oldest")
        entries = queue.put(new(*range(20)))
        for number in range(20, 50):
            entries += queue.put(new(number))
        assert queue.take_dropped() == entries[:30]
        assert queue.head(100) == entries[30:]
        assert queue.counts() == (50, 0, 20, 0, 30)

    def test_all_that_is_given_up_is_told(self, empty):
        entries = empty.put(new(*range(50)))
        empty.settle(entries[:3], [])
        left = empty.drop_all()
        assert len(left) == 47
        assert list(left) == entries[3:]
        assert entries[3] in left
        assert entries[2] not in left
        assert empty.counts() == (50, 3, 0, 0, 47)
        assert empty.head(10) == []

    def test_room_is_counted_in_their_own_bytes(self, make):
        queue = make(max_bytes=10_000)
        queue.put(new(*range(100)))
        with pytest.raises(QueueFullError, match="100 batches of 10000 bytes"):
            queue.put(new("one more"))
        queue.settle(queue.head(50), [])
        queue.put(new(*range(50)))
        with pytest.raises(QueueFullError):
            queue.put(new("one more"))


def test_a_long_backlog_takes_a_part_of_its_bytes():
    payload = b'{"source_request_id":"%b"}' % (b'{"event_type":"custom_event","data":{}},' * 70)
    tracemalloc.start()
    try:
        queue = MemoryQueue(near_bytes=1_000_000)
        for _ in range(4000):
            queue.put([New(bytes(bytearray(payload)), "id")])
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert queue._bytes == 4000 * len(payload) > 11_000_000
    assert taken < 3_000_000
    assert queue.counts().pending == 4000


class Meanwhile:
    """What a signal's handler does in the middle of something else, once."""

    def __init__(self, do):
        self.do = do
        self.done = False

    def __call__(self):
        if not self.done:
            self.done = True
            self.do()


def test_what_a_handler_puts_while_a_block_is_made_is_kept(monkeypatch):
    queue = MemoryQueue(near_bytes=150)
    handler = Meanwhile(lambda: queue.put(new("handler")))
    make = memory.blocks
    monkeypatch.setattr(memory, "blocks", lambda entries, size: (make(entries, size), handler())[0])
    queue.put(new(*range(10)))
    assert names(queue.head(100)) == [*map(str, range(10)), "handler"]
    assert queue.counts().pending == 11


@pytest.mark.parametrize("drops", [False, True])
def test_what_a_handler_puts_while_a_block_is_opened_is_kept(monkeypatch, drops):
    queue = MemoryQueue(near_bytes=150, max_batches=10 + (not drops), when_full="drop_oldest")
    queue.put(new(*range(10)))
    handler = Meanwhile(lambda: queue.put(new("handler")))
    opened = memory.Block.__iter__
    monkeypatch.setattr(memory.Block, "__iter__", lambda block: (handler(), opened(block))[1])
    assert names(queue.head(100)) == [*map(str, range(10)[drops:]), "handler"]
    assert queue.counts() == (11, 0, 11 - drops, 0, drops)


@pytest.mark.parametrize("drops", [False, True])
def test_what_a_handler_puts_while_dead_letters_are_requeued_is_kept(drops):
    queue = MemoryQueue(max_batches=2 if drops else 3, when_full="drop_oldest")
    queue.settle([], [letter(queue.put(new("dead"))[0])])
    queue.put(new("a", "b"))
    handler = Meanwhile(lambda: queue.put(new("handler")))

    class Ids(set):
        def __contains__(self, name):
            handler()
            return super().__contains__(name)

    assert queue.requeue(Ids({"dead"})).batches == 1
    assert names(queue.head(10)) == ["dead", *"ab"[drops:], "handler"]
