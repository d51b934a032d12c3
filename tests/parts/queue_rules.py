"""What is expected of every queue of batches; `test_memory_queue.py` and `test_outbox.py` say which."""

from __future__ import annotations

import contextlib
import itertools
import signal
import threading
from collections.abc import Iterable, Sequence

import pytest

from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Queue
from mparticle_facade.errors import OutboxError, QueueFullError

DAY_MS = 86_400_000


class Clock:
    """Epoch seconds, as the test says."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def new(*names: object, size: int = 100) -> list[New]:
    return [New(f'{{"source_request_id":"{name}"}}'.encode().ljust(size), str(name)) for name in names]


def letter(entry: Entry, status: int = 400, reason: str = "bad", died_ms: int = 1) -> DeadLetter:
    identity = entry.source_request_id
    return DeadLetter(entry.sequence, entry.payload, identity, entry.accepted_ms, died_ms, status, reason)


def names(entries: Iterable[Entry | DeadLetter]) -> list[str]:
    return [entry.source_request_id for entry in entries]


def holds(counts: Counts) -> bool:
    return counts.accepted == counts.delivered + counts.pending + counts.dead + counts.dropped


class QueueRules:
    """Tests for any queue; ``queue`` makes one."""

    def queue(self, **settings):
        raise NotImplementedError

    @pytest.fixture
    def clock(self):
        return Clock()

    @pytest.fixture
    def empty(self, make):
        return make()

    @pytest.fixture
    def make(self, clock, tmp_path):
        made = []

        def make(**settings):
            queue = self.queue(tmp_path, clock=clock, **settings)
            made.append(queue)
            return queue

        yield make
        for queue in made:
            queue.close()

    def test_it_is_a_queue(self, empty):
        assert isinstance(empty, Queue)

    def test_a_new_one_is_empty(self, empty):
        assert empty.counts() == (0, 0, 0, 0, 0)
        assert empty.head(10) == []
        assert empty.oldest_pending_ms() is None
        assert empty.held_until() == 0
        assert empty.dead_letters() == []

    def test_batches_come_out_as_they_went_in_and_in_order(self, empty, clock):
        first = empty.put(new("a", "b"))
        clock.now += 1
        second = empty.put([New(b'{"\xc3\xa9": 1}\n', "c")])
        assert [entry.sequence for entry in first + second] == [1, 2, 3]
        assert empty.head(10) == first + second
        assert empty.head(2) == first
        assert empty.head(10, after=1) == [first[1], *second]
        assert second[0] == Entry(3, b'{"\xc3\xa9": 1}\n', "c", 1_800_000_001_000)
        assert empty.oldest_pending_ms() == 1_800_000_000_000

    def test_nothing_is_accepted_for_nothing(self, empty):
        assert empty.put([]) == []
        assert empty.counts() == (0, 0, 0, 0, 0)

    def test_what_is_delivered_goes(self, empty):
        entries = empty.put(new(*"abcde"))
        empty.settle([entries[1], entries[3]], [])
        assert names(empty.head(10)) == ["a", "c", "e"]
        assert empty.counts() == (5, 2, 3, 0, 0)
        empty.settle(empty.head(10), [])
        assert empty.counts() == (5, 5, 0, 0, 0)
        assert empty.head(10) == []

    def test_a_number_is_never_used_twice(self, empty):
        for round in range(3):
            entries = empty.put(new(*"ab"))
            assert [entry.sequence for entry in entries] == [2 * round + 1, 2 * round + 2]
            empty.settle(entries, [])

    def test_what_is_settled_twice_counts_once(self, empty):
        entries = empty.put(new(*"abc"))
        empty.settle(entries[:2], [])
        empty.settle(entries, [])
        empty.settle(entries[:1], [letter(entries[1])])
        assert empty.counts() == (3, 3, 0, 0, 0)
        assert empty.dead_letters() == []

    def test_a_dead_letter_keeps_the_reason(self, empty):
        entries = empty.put(new(*"abc"))
        dead = letter(entries[1], 413, "too large", 77)
        empty.settle([entries[0]], [dead])
        assert empty.dead_letters() == [dead]
        assert names(empty.head(10)) == ["c"]
        assert empty.counts() == (3, 1, 1, 1, 0)

    def test_a_dead_letter_that_was_delivered_after_all_is_none(self, empty):
        """Two senders had it: the one thought dead was told 400, the other 202."""
        entries = empty.put(new(*"ab"))
        empty.settle([], [letter(entries[0])])
        empty.settle([entries[0]], [])
        assert empty.counts() == (2, 1, 1, 0, 0)
        assert empty.dead_letters() == []

    def test_dead_letters_are_sent_again_once(self, empty):
        entries = empty.put(new(*"abcd"))
        empty.settle([entries[1]], [letter(entry) for entry in (entries[0], entries[2])])
        assert empty.requeue() == (2, 0)
        assert empty.requeue() == (0, 0)
        assert empty.head(10) == [entries[0], entries[2], entries[3]], "same bytes, ids and places"
        assert empty.counts() == (4, 1, 3, 0, 0)
        assert empty.put(new("e"))[0].sequence == 5

    def test_some_dead_letters_are_sent_again(self, empty):
        entries = empty.put(new(*"abc"))
        empty.settle([], [letter(entry) for entry in entries])
        assert empty.requeue({"b", "unknown"}) == (1, 0)
        assert names(empty.head(10)) == ["b"]
        assert names(empty.dead_letters()) == ["a", "c"]
        assert names(empty.dead_letters(1)) == ["a"]
        assert empty.requeue(["c"]) == (1, 0)
        assert names(empty.head(10)) == ["b", "c"]
        assert empty.requeue([]) == (0, 0)

    def test_sending_again_what_the_service_may_have_forgotten_is_said(self, empty, clock):
        old = empty.put(new("old"))
        clock.now += 1
        young = empty.put(new("young"))
        empty.settle([], [letter(entry) for entry in old + young])
        clock.now += 30 * 86_400
        assert empty.requeue() == (2, 1)

    def test_requeued_ones_are_no_reason_to_number_anew(self, empty):
        entries = empty.put(new(*"abc"))
        empty.settle(entries[1:], [letter(entries[0])])
        empty.requeue()
        assert empty.put(new("d"))[0].sequence == 4
        assert empty.counts() == (4, 2, 2, 0, 0)

    # -- full ---------------------------------------------------------------------------------------------------------

    def test_a_full_one_refuses(self, make):
        queue = make(max_batches=3)
        entries = queue.put(new(*"ab"))
        with pytest.raises(QueueFullError, match=r"full: 2 batches"):
            queue.put(new(*"cd"))
        assert names(queue.head(10)) == ["a", "b"], "all or none"
        queue.put(new("c"))
        with pytest.raises(QueueFullError, match=r"full: 3 batches .*Nothing was accepted.* max_batches"):
            queue.put(new("d"))
        queue.settle(entries, [])
        queue.put(new(*"ef"))
        assert names(queue.head(10)) == ["c", "e", "f"]

    def test_a_full_one_drops_the_oldest(self, make):
        queue = make(max_batches=3, when_full="drop_oldest")
        first = queue.put(new(*"abc"))
        assert queue.take_dropped() == []
        queue.put(new(*"de"))
        queue.put(new("f"))
        assert queue.take_dropped() == first
        assert queue.take_dropped() == [], "each is reported once"
        assert names(queue.head(10)) == ["d", "e", "f"]
        assert queue.counts() == (6, 0, 3, 0, 3)

    def test_what_was_dropped_while_on_its_way_counts_as_dropped(self, make):
        queue = make(max_batches=1, when_full="drop_oldest")
        sent = queue.put(new("a"))
        queue.put(new("b"))
        queue.settle(sent, [])
        assert queue.counts() == (2, 0, 1, 0, 1)

    def test_nothing_is_dropped_for_what_never_fits(self, make):
        queue = make(max_batches=2, when_full="drop_oldest")
        queue.put(new(*"ab"))
        with pytest.raises(QueueFullError):
            queue.put(new(*"cde"))
        assert names(queue.head(10)) == ["a", "b"]
        assert queue.take_dropped() == []

    def test_a_full_one_makes_wait(self, make):
        queue = make(max_batches=1, when_full="block", patience=30)
        first = queue.put(new("a"))
        accepted: list[Sequence[Entry]] = []
        thread = threading.Thread(target=lambda: accepted.append(queue.put(new("b"))))
        thread.start()
        queue.settle(first, [])
        thread.join()
        assert names(accepted[0]) == ["b"]
        assert queue.counts() == (2, 1, 1, 0, 0)

    def test_no_one_waits_for_ever(self, make):
        queue = make(max_batches=1, when_full="block", patience=0.01)
        queue.put(new("a"))
        with pytest.raises(QueueFullError):
            queue.put(new("b"))

    def test_dead_letters_return_to_a_full_one(self, make):
        queue = make(max_batches=1)
        queue.settle([], [letter(queue.put(new("a"))[0])])
        queue.put(new("b"))
        queue.requeue()
        assert names(queue.head(10)) == ["a", "b"]

    # -- holds --------------------------------------------------------------------------------------------------------

    def test_a_hold_lasts_until_it_is_over(self, empty, clock):
        until = clock.now + 900
        empty.hold_until(until)
        assert empty.held_until() == until
        clock.now = until - 0.001
        assert empty.held_until() == until
        clock.now = until
        assert empty.held_until() == 0

    def test_a_hold_can_be_changed_and_lifted(self, empty, clock):
        empty.hold_until(clock.now + 900)
        empty.hold_until(clock.now + 10)
        assert empty.held_until() == clock.now + 10
        empty.hold_until(0)
        assert empty.held_until() == 0

    def test_a_clock_set_back_makes_no_hold_longer(self, empty, clock):
        empty.hold_until(clock.now + 60)
        clock.now -= 86_400
        assert empty.held_until() == clock.now + 60
        clock.now += 59
        assert empty.held_until() == clock.now + 1
        clock.now += 1
        assert empty.held_until() == 0

    # -- threads ------------------------------------------------------------------------------------------------------

    def test_threads_put_while_one_takes(self, empty):
        """All of them arrive, those of each thread in order, and the totals add up at every moment."""
        writers = 6
        each = 150
        start = threading.Barrier(writers + 1)
        taken: list[Entry] = []

        def write(writer: int) -> None:
            start.wait()
            for number in range(each):
                empty.put(new(f"{writer}:{number}"))

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
        for thread in threads:
            thread.start()
        start.wait()
        while len(taken) < writers * each:
            entries = empty.head(50)
            empty.settle(entries, [])
            taken += entries
            assert holds(empty.counts())
        for thread in threads:
            thread.join()
        assert [entry.sequence for entry in taken] == list(range(1, writers * each + 1))
        for writer in range(writers):
            assert [n for n in names(taken) if n.startswith(f"{writer}:")] == [f"{writer}:{i}" for i in range(each)]
        assert empty.counts() == (writers * each, writers * each, 0, 0, 0)

    @pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer")
    def test_a_signals_handler_may_put(self, empty):
        """Whatever the main thread is doing at that moment, it is not held up for ever, and nothing is lost."""
        said: list[str] = []
        numbers = itertools.count()

        def handle(*_: object) -> None:  # which another signal may interrupt
            name = f"signal {next(numbers)}"
            with contextlib.suppress(OutboxError):  # in the middle of a transaction of several
                empty.put(new(name))
                said.append(name)

        before = signal.signal(signal.SIGALRM, handle)
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
        try:
            for number in range(300):
                empty.put(new(number))
                empty.put(new(f"{number} one", f"{number} two"))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        found = names(empty.head(10_000))
        assert len(found) == 900 + len(said)
        assert sorted(name for name in found if name.startswith("signal")) == sorted(said)
        assert [name for name in found if name.isdecimal()] == [str(number) for number in range(300)]

    def test_threads_that_fill_it_are_told_apart(self, make):
        """Some share a commit: who has no room is told, and nobody else."""
        queue = make(max_batches=50)
        start = threading.Barrier(8)
        accepted: list[str] = []
        refused: list[str] = []

        def write(writer: int) -> None:
            start.wait()
            for number in range(10):
                name = f"{writer}:{number}"
                try:
                    queue.put(new(name))
                    accepted.append(name)
                except QueueFullError:
                    refused.append(name)

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(accepted) == 50
        assert len(refused) == 30
        assert sorted(names(queue.head(100))) == sorted(accepted)
