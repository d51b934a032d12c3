"""What uploaders do when their process ends, or forks."""

from __future__ import annotations

import _thread
import atexit
import os
import signal
import sys
import threading
from typing import Protocol

from mparticle_facade.clock import monotonic


class Living(Protocol):
    """Something with a thread and batches of its own."""

    exit_timeout: float
    """Seconds it may hold up the end of the process."""

    def hasten(self) -> None:
        """The process ends: deliver what can be delivered. Does not wait."""
        ...

    def end(self, timeout: float) -> None:
        """The process ends: wait so many seconds for the delivery, and account for what is left."""
        ...

    def forked(self) -> None:
        """We are in a child now: its batches, threads and connections are the parent's business."""
        ...


_AFTERWARDS = 0.25  # seconds that the rest of the end may take

_living: dict[int, Living] = {}
"""By identity. Held strongly: an uploader that nobody refers to any more still has batches to deliver."""


def register(living: Living) -> None:
    """From now on, take care of it."""
    _living[id(living)] = living


def forget(living: Living) -> None:
    """It was closed."""
    _living.pop(id(living), None)


def end_with_children_of_multiprocessing() -> None:
    """A child of multiprocessing ends without ``atexit``, but in a way of its own; one of a pool, by SIGTERM."""
    util = sys.modules.get("multiprocessing.util")
    process = sys.modules.get("multiprocessing.process")
    if util is None or process is None:
        return
    util.Finalize(None, at_exit, exitpriority=100)
    in_main_thread = threading.current_thread() is threading.main_thread()
    if process.parent_process() is not None and in_main_thread and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(*_: object) -> None:
    """``Pool.terminate``, which is how its ``with`` block ends: deliver, then end as we were told to.

    In a thread: what this interrupts may hold a lock without which nothing is delivered, such as that of a queue.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _thread.start_new_thread(_deliver_and_end, ())  # not `threading`'s, which has locks of its own


def _deliver_and_end() -> None:
    at_exit()
    os.kill(os.getpid(), signal.SIGTERM)


def at_exit() -> None:
    """All at the same time, so that the slowest alone says how long it takes."""
    started = monotonic()
    living = list(_living.values())
    for each in living:
        each.hasten()
    for each in living:
        each.end(max(0.0, started + each.exit_timeout - _AFTERWARDS - monotonic()))


def _in_child() -> None:
    for living in list(_living.values()):
        living.forked()


atexit.register(at_exit)
if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_in_child)
