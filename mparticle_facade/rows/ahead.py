"""Reading in a thread of its own, while what was read before is worked on."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from mparticle_facade.rows.handover import Handover

T = TypeVar("T")
_WAITING = 2


@contextlib.contextmanager
def ahead(items: Generator[T], interrupt: Callable[[], None]) -> Iterator[Iterator[T]]:
    """The same items and errors; no more than a few are made before they are wanted.

    At the end the thread is gone: ``interrupt`` ends what it may be waiting for.
    """
    made: Handover[tuple[T | None, BaseException | None]] = Handover(_WAITING)
    ended = threading.Event()

    def make() -> None:
        with contextlib.closing(items):
            try:
                while not ended.is_set():
                    item = next(items, None)
                    put(item, None)
                    if item is None:
                        return
            except BaseException as error:  # noqa: BLE001  # raised where the items are taken
                put(None, error)

    def put(item: T | None, error: BaseException | None) -> None:
        while not ended.is_set() and not made.put((item, error), timeout=0.1):
            pass

    def taken() -> Iterator[T]:
        while True:
            item, error = made.get()
            if error is not None:
                raise error
            if item is None:
                return
            yield item

    thread = threading.Thread(target=make, name="mparticle rows", daemon=True)
    try:
        thread.start()  # Ctrl+C may come while it waits for the thread to begin
        yield taken()
    finally:
        ended.set()
        while thread.is_alive():
            interrupt()
            thread.join(0.1)
