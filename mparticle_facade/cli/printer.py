"""Prints the requests of a sandbox in the same process, without ever holding one up."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from mparticle_facade.cli.lines import lines

if TYPE_CHECKING:
    from mparticle_facade.sandbox.store import Store

_MOST_AT_ONCE = 100
_FAR_BEHIND = 1000  # requests; then the oldest of them are left out
_ADVICE_S = 0.05  # spent on looking for warnings between two writes


class Printer:
    """A position in the store, and a thread that prints what comes after it.

    Nothing is queued: a terminal that stands still is simply behind, and an upload never waits for it.
    """

    def __init__(self, store: Store, descriptor: int | None = None) -> None:
        self._store = store
        self._descriptor = sys.stdout.fileno() if descriptor is None else descriptor
        self._colour = os.isatty(self._descriptor) and not os.environ.get("NO_COLOR")
        self._news = threading.Event()
        self._closed = False
        self._after = store.newest("requests")
        store.listeners.append(self._news.set)

    def start(self) -> Callable[[], None]:
        """Begin; what ends it again, after the last request was printed."""
        # A daemon: nothing is to wait for a terminal that nobody reads.
        thread = threading.Thread(target=self._run, name="printer", daemon=True)
        thread.start()

        def stop() -> None:
            self._closed = True
            self._news.set()
            thread.join(1)

        return stop

    def _run(self) -> None:
        try:
            while not self._closed:
                self._news.wait()
                self._news.clear()
                while self._print_some():
                    pass
        except OSError:
            pass  # nobody reads any more

    def _print_some(self) -> bool:
        from mparticle_facade.sandbox.search import request_rows

        width = shutil.get_terminal_size().columns if self._colour else None
        try:
            skipped = self._store.newest("requests") - self._after - _FAR_BEHIND
            if skipped > 0:
                self._after += skipped
                self._write(f"... {skipped} more requests\n")
            some = self._store.lines("id > ? ORDER BY id LIMIT ?", (self._after, _MOST_AT_ONCE))
            rows = request_rows(self._store, some, _ADVICE_S)
        except sqlite3.Error:
            return False  # the uploads say so
        for row in rows:
            self._after = row["id"]
            self._write("".join(f"{line}\n" for line in lines(row, colour=self._colour, width=width)))
        return bool(rows)

    def _write(self, text: str) -> None:
        # Past the buffer of sys.stdout: its lock would keep the program from ending.
        content = text.encode("utf-8", "backslashreplace")
        while content:
            content = content[os.write(self._descriptor, content) :]
