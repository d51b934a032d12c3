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

    At the end the thread is gone: ``interrupt`` ends what it is waiting for. Where all was taken it is not called: what
    was made may still be in use, such as the rows of a result that have not been fetched.
    """
    made: Handover[tuple[T | None, BaseException | None]] = Handover(_WAITING)
    ended = threading.Event()
    making = True

    def make() -> None:
        nonlocal making
        with contextlib.closing(items):
            try:
                while not ended.is_set():
                    making = True
                    item = next(items, None)
                    making = False
                    put(item, None)
                    if item is None:
                        return
            except BaseException as error:  # noqa: BLE001  # raised where the items are taken
                making = False
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
            if making:
                interrupt()
            thread.join(0.1)
