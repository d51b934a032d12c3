"""The thread of an uploader, with a sender whose turns the test ends."""

from __future__ import annotations

import threading

from mparticle_facade.delivery.sender import Rest
from mparticle_facade.delivery.worker import Worker


class Turns:
    """A sender that says when a turn begins, and ends it when it is told to."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)
        self.most = 100

    def nudge(self) -> None:
        pass

    def turn(self, *, hurry: bool) -> Rest:
        self.begun.release()
        self.may_end.acquire()
        return Rest(0.0)

    def finish(self) -> None:
        pass


def test_a_turn_that_had_begun_says_nothing_to_who_hurries() -> None:
    """It was about to find that delivery is paused; the flush that came meanwhile is tried all the same."""
    turns = Turns()
    worker = Worker(lambda _: turns)  # type: ignore[arg-type,return-value]
    worker.start()
    turns.begun.acquire()
    worker.hurry(float("inf"))
    turn = worker.turns()
    turns.may_end.release()
    turns.begun.acquire()
    assert worker.turns() == turn + 1
    assert not worker.hurried
    turns.may_end.release()
    turns.begun.acquire()
    assert worker.hurried
    worker.stop(0)
    turns.may_end.release()
    worker.leave(lambda: None, 30)


def test_who_hurries_holds_no_lock_that_the_thread_takes() -> None:
    """A signal's handler that waits for the end may come in the middle of it, as `Pool.terminate`'s does."""
    turns = Turns()
    worker = Worker(lambda _: turns)  # type: ignore[arg-type,return-value]
    worker.start()
    turns.begun.acquire()
    ended = []

    class Interrupted:
        """Of what waits to be woken: its release is the moment at which the handler comes."""

        def release(self) -> None:
            worker._changed._waiting.remove(self)  # type: ignore[arg-type]
            turns.may_end.release()
            worker.stop(30)
            ended.append(worker.ended)

    worker._changed._waiting.append(Interrupted())  # type: ignore[arg-type]
    worker._stopping = True
    worker.hurry(float("inf"))
    assert ended == [True]
    worker.leave(lambda: None, 30)
