"""The thread that takes a sender's turns, and how others wake it and wait for it."""

from __future__ import annotations

import _thread
import math
import threading
import time
from collections.abc import Callable

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.bell import Bell
from mparticle_facade.delivery.reporting import log
from mparticle_facade.delivery.sender import Rest, Sender
from mparticle_facade.limits import MAX_REQUEST_BYTES

_START_S = 1.0  # at most, until the thread runs
_LONGEST_REST = 60.0  # seconds, after something unforeseen


class Worker:
    """Runs one sender, in a daemon thread.

    ``build(wait)`` makes the sender; ``wait(seconds)`` is how it waits, False when it has to stop. A signal's handler
    may raise in any method that other threads call: each may be called again, and what it left counts for no longer
    than it was meant to. It may wait for this thread, too, as one that ends the process does: so no lock is held that
    the thread takes.
    """

    def __init__(self, build: Callable[[Callable[[float], bool]], Sender]) -> None:
        self._changed = Bell()
        self._arrived = 0.0
        self._wake_at = math.inf
        self._hurries: dict[object, float] = {}
        self._nudged = False
        self._nudged_at = 0
        self._stopping = False
        self._ended = False
        self._turns = 0
        self._turned = Bell()
        self._begun = threading.Lock()
        self._last: Callable[[], None] | None = None
        self._left = False
        self.sender = build(self._wait)
        self._thread_id: int | None = None

    def start(self) -> None:
        """Begin, unless it has begun. Of several threads only one runs.

        Raises:
            RuntimeError: the interpreter is shutting down.
        """
        if not self._begun.locked():
            # From a thread of its own: a handler that raises in the middle of ``start`` would leave half a thread.
            worker = threading.Thread(target=self._run_once, name="mparticle-uploader", daemon=True)
            _thread.start_new_thread(worker.start, ())
            self._turned.wait(_START_S, unless=self._begun.locked)

    def _run_once(self) -> None:
        if self._begun.acquire(blocking=False):
            self._thread_id = threading.get_ident()
            self._turned.ring()
            self._run()

    def arrived(self, batches: int, size: int) -> None:
        """Say that so many new batches wait, of so many bytes. Costs a thread switch only where one is needed."""
        share, by_size = batches / self.sender.most, size / MAX_REQUEST_BYTES
        if by_size > share:
            share = by_size
        self._arrived += share  # threads may lose some of it: then time wakes the sender
        if self._arrived >= self._wake_at:
            self._changed.ring()

    def hurry(self, until: float) -> object:
        """Up to this moment of the monotonic clock no batch waits for others to share its request with; and what failed
        is tried again. Returns what ends it before, see `relax`.
        """
        hurry = object()
        self._hurries[hurry] = until
        self._nudged = True
        self._changed.ring()
        return hurry

    def relax(self, hurry: object) -> None:
        """No need to hurry any more."""
        self._hurries.pop(hurry, None)

    def _hurried(self) -> bool:
        passed = monotonic()
        for hurry, until in list(self._hurries.items()):
            if until <= passed:
                self.relax(hurry)
        return bool(self._hurries)

    @property
    def hurried(self) -> bool:
        """Whether a whole turn was taken since somebody asked to hurry: one that had begun before does not know."""
        return not self._nudged and self._turns > self._nudged_at

    def turns(self) -> int:
        """How many were taken: to be compared by `wait_for_turn`."""
        return self._turns

    @property
    def ended(self) -> bool:
        """Whether no turn will be taken any more."""
        return self._ended

    def wait_for_turn(self, after: int, seconds: float) -> None:
        """Until another turn was taken, or there will be none, or so many seconds passed."""
        self._turned.wait(seconds, unless=lambda: self._turns != after or self._ended)

    @property
    def is_this_thread(self) -> bool:
        """Whether the caller is one of the sender's callbacks."""
        return threading.get_ident() == self._thread_id

    def stop(self, seconds: float) -> None:
        """Take no further turn; returns when that was the end of it, at most so many seconds later.

        Where it was not, a request is being made: it goes on to its end, and what became of it is kept.
        """
        self._stopping = True
        self._changed.ring()
        self._wait_until(lambda: self._ended, seconds)

    def leave(self, last: Callable[[], None], seconds: float) -> None:
        """Have the thread do this after everything else, then end; wait for that, for so many seconds at most."""
        self._last = last
        self._changed.ring()
        self._wait_until(lambda: self._left, seconds)

    def _wait_until(self, done: Callable[[], bool], seconds: float) -> None:
        self._turned.wait_for(done, seconds)

    def _wait(self, seconds: float) -> bool:
        _let_others_go_first()
        return not self._changed.wait_for(lambda: self._stopping, seconds)

    def _run(self) -> None:
        troubles = 0
        while not self._stopping:
            self._arrived = 0.0
            if self._nudged:
                self._nudged_at = self._turns
                self._nudged = False
                self.sender.nudge()
            try:
                rest = self.sender.turn(hurry=self._hurried())
                troubles = 0
            except Exception:  # noqa: BLE001  # a full disk, a callback's SystemExit's cousins: delivery goes on
                rest = Rest(min(_LONGEST_REST, 2.0**troubles))
                troubles += 1
                log.exception("delivery goes on in %.0f s, after", rest.seconds, extra={"event": "trouble"})
            self._pause(rest)
        self._quietly(self.sender.finish)
        self._ended = True
        self._turned.ring()
        self._changed.wait_for(lambda: self._last is not None, math.inf)
        if self._last is not None:
            self._quietly(self._last)
        self._left = True
        self._turned.ring()

    @staticmethod
    def _quietly(do: Callable[[], None]) -> None:
        try:
            do()
        except Exception:  # noqa: BLE001  # there is nobody left to tell
            log.exception("the end of delivery failed", extra={"event": "trouble"})

    def _pause(self, rest: Rest) -> None:
        _let_others_go_first()
        self._turns += 1
        self._turned.ring()
        if rest.at_least:
            self._changed.wait_for(lambda: self._stopping or self._nudged, min(rest.at_least, rest.seconds))
        self._wake_at = rest.arrivals
        self._changed.wait_for(lambda: self._stopping or self._nudged or self._arrived >= self._wake_at, rest.seconds)
        self._wake_at = math.inf


def _let_others_go_first() -> None:
    """Who uploads would wait for the interpreter's lock through all that a turn computes; this lets go of it."""
    time.sleep(0)
