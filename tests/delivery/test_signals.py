"""R17: an exception of a signal's handler, at whatever moment: no lock stays held, no transaction open, no count wrong.

``MPARTICLE_STRESS=1`` raises 100,000 times instead of some thousands.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import threading
from contextlib import closing

import pytest

import mparticle_facade as mparticle
from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
from parts.queue_rules import holds, letter, names

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer"),
    # A handler that raises in the callback of a weak reference is not heard: Python says so, and goes on.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

INTERRUPTS = 100_000 if os.environ.get("MPARTICLE_STRESS") else 2_000


class Interrupted(Exception):  # noqa: N818  # what Celery's soft time limit raises, or a Ctrl+C that is caught
    pass


class Interrupter:
    """Calls things, and has an alarm's handler raise in the middle of them."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.armed = False
        self.interrupts = 0

    def handle(self, *_):
        if self.armed:
            self.armed = False
            raise Interrupted

    def call(self, within, do, *arguments):
        """Returns what it returned; None where it was interrupted."""
        try:
            self.armed = True
            signal.setitimer(signal.ITIMER_REAL, self.random.uniform(0.000_01, within))
            result = do(*arguments)
            self.armed = False
            return result
        except Interrupted:
            self.interrupts += 1
            return None
        finally:
            self.armed = False


@pytest.fixture
def interrupter():
    made = Interrupter(os.environ.get("MPARTICLE_SEED", "17"))
    before = signal.signal(signal.SIGALRM, made.handle)
    yield made
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def in_another_thread(do):
    """Whether it came back: what waits for a lock that nobody holds any more never does."""
    done = threading.Event()

    def run() -> None:
        do()
        done.set()

    threading.Thread(target=run, daemon=True).start()
    return done.wait(30)


def batch(number):
    return New(b'{"source_request_id":"%d","p":"%s"}' % (number, b"x" * 200), str(number))


def queue_calls(queue, numbers):
    def settle():
        entries = queue.head(3)
        queue.settle(entries[:2], [letter(entry) for entry in entries[2:]])

    return [
        lambda: queue.put([batch(next(numbers))]),
        lambda: queue.put([batch(next(numbers)) for _ in range(4)]),
        settle,
        queue.claim,
        queue.counts,
        queue.requeue,
        queue.release,
        queue.held_until,
    ]


def check(queue, calls, interrupter, within):
    numbers_before = queue.counts().accepted
    while interrupter.interrupts < INTERRUPTS // 4:
        interrupter.call(within, interrupter.random.choice(calls))
        if interrupter.interrupts % 500 == 1:
            assert in_another_thread(queue.counts)
            counts = queue.counts()
            assert holds(counts)
            assert counts.pending == len(queue.head(10**9))
    assert queue.counts().accepted > numbers_before


def test_r17_an_outbox_survives_exceptions_of_handlers(tmp_path, interrupter):
    path = tmp_path / "events.outbox"
    with Outbox(path, patience=0.5) as outbox, closing(sqlite3.connect(path, timeout=0)) as stranger:
        calls = queue_calls(outbox, itertools.count())

        def others_can_write():
            stranger.execute("BEGIN IMMEDIATE")
            stranger.execute("ROLLBACK")

        checked = [*calls, calls[1], calls[1]]
        while interrupter.interrupts < INTERRUPTS // 2:
            interrupter.call(0.000_4, interrupter.random.choice(checked))
            assert not outbox._db.in_transaction
            if interrupter.interrupts % 100 == 1:
                others_can_write()
                assert in_another_thread(outbox.counts)
                assert holds(outbox.counts())
        pending = outbox.head(10**9)
        assert len(pending) == outbox.counts().pending
        assert len(set(names(pending))) == len(pending), "once each"


@pytest.mark.parametrize("near_bytes", [4_000_000, 1_000])
def test_r17_a_queue_in_memory_survives_exceptions_of_handlers(interrupter, near_bytes):
    queue = MemoryQueue(max_batches=500, near_bytes=near_bytes, when_full="drop_oldest")
    check(queue, queue_calls(queue, itertools.count()), interrupter, 0.000_06)
    size = sum(len(entry.payload) for entry in queue.head(10**9))
    assert queue._bytes == size
    pending = queue.head(10**9)
    assert len(set(names(pending))) == len(pending)


@pytest.mark.parametrize("durable", [False, True])
def test_r17_an_uploader_survives_exceptions_of_handlers(tmp_path, interrupter, durable):
    """Uploads, flushes; what was returned is accounted for, once, and the sender goes on."""
    config = mparticle.Configuration("k", "s", host="http://127.0.0.1:9")
    outbox = tmp_path / "events.outbox" if durable else None
    uploader = mparticle.Uploader(config, outbox=outbox, max_batches_per_second=None, max_pending=10**7)
    told = set()
    numbers = itertools.count()

    def one():
        return uploader.upload(mparticle.Batch("development", source_request_id=f"{next(numbers)}"))

    def many():
        return uploader.upload_many(
            [mparticle.Batch("development", source_request_id=f"{next(numbers)}") for _ in range(3)]
        )

    while interrupter.interrupts < INTERRUPTS // 4:
        does = interrupter.random.choice([one, one, many, lambda: uploader.flush(0.001)])
        result = interrupter.call(0.000_5, does)
        if isinstance(result, list):
            told.update(result)
    assert in_another_thread(lambda: uploader.upload(mparticle.Batch("development")))
    waiting = names(uploader._queue.head(10**9))
    assert told <= set(waiting)
    assert len(set(waiting)) == len(waiting)
    stats = uploader.stats()
    assert stats.accepted == stats.delivered + stats.pending + stats.dead + stats.dropped
    turns = uploader._worker.turns()
    uploader._worker.wait_for_turn(turns, 30)
    while interrupter.call(0.01, uploader.close, 0.1) is None:
        pass  # and what was interrupted goes on
    assert uploader.close(5).pending == len(waiting)
    with pytest.raises(RuntimeError, match="closed"):
        uploader.upload(mparticle.Batch("development"))
