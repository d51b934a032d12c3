"""The queue between the thread that reads and the one that Ctrl+C interrupts."""

from __future__ import annotations

import queue
import random
import signal
import threading

import pytest

from mparticle_facade.rows.handover import Handover


class StopError(Exception):
    pass


def test_it_has_so_many_places():
    handover = Handover[int](2)
    assert [handover.put(number, 0.01) for number in range(3)] == [True, True, False]
    assert handover.get() == 0
    assert handover.put(3, 0.01)
    assert [handover.get(), handover.get()] == [1, 3]
    with pytest.raises(queue.Empty):
        handover.get(0.01)


def test_an_interrupt_holds_up_nobody():
    def interrupt(number, frame):
        raise StopError

    def take(handover, ended):
        while not ended.is_set():
            try:
                handover.get(0.01)
            except queue.Empty:
                continue

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for _ in range(300):
            handover, ended = Handover[int](2), threading.Event()
            thread = threading.Thread(target=take, args=(handover, ended), daemon=True)
            thread.start()
            try:
                signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-5, 1e-3))
                while True:
                    handover.put(1, 0.01)
            except StopError:
                signal.setitimer(signal.ITIMER_REAL, 0)
            ended.set()
            thread.join(10)
            assert not thread.is_alive()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
