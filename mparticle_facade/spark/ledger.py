"""Who waits, sends or has just sent under one limit: in memory, or in a file that the tasks of a machine share."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from mparticle_facade.errors import ConfigurationError


class Entry(msgspec.Struct, array_like=True):
    """A request, in the order in which they go."""

    name: str
    """Of the task that sends it."""
    process: int
    batches: int
    answered: float | None = None
    """When, by the clock of the machine; None: it waits for its turn, or for its answer."""


_entries = msgspec.json.Decoder(list[Entry])


class Memory:
    """Of one task."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries

    @contextmanager
    def open(self) -> Iterator[list[Entry]]:
        """The entries; what is changed is kept."""
        yield self._entries


if sys.platform == "win32":
    SHARED = False
else:
    import fcntl

    SHARED = True
    """Whether there is `File` here."""

    class File:
        """Of all tasks of a user on this machine that send to one account."""

        def __init__(self, account: str, most: int) -> None:
            """``most`` is how many batches are taken as just sent where the file can't be understood."""
            digest = hashlib.sha256(account.encode()).hexdigest()[:16]
            self._path = Path(tempfile.gettempdir(), f"mparticle-pace-{os.getuid()}-{digest}")
            self._most = most

        @contextmanager
        def open(self) -> Iterator[list[Entry]]:
            """The entries, which no other task sees or changes meanwhile.

            Raises:
                ConfigurationError: it can't be written.
            """
            try:
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
                with open(handle, "r+b", buffering=0) as file:  # noqa: PTH123  # Path can't take a handle
                    fcntl.flock(file, fcntl.LOCK_EX)  # which ends with the process, too
                    entries = self._read(file.read())
                    yield entries
                    file.seek(0)
                    file.write(msgspec.json.encode(entries))
                    file.truncate()
            except OSError as error:
                raise ConfigurationError(
                    f"{self._path}: can't be written: {error.strerror}. The tasks of this machine share their pace "
                    "through it: set TMPDIR to another directory, or the option concurrency"
                ) from None

        def _read(self, text: bytes) -> list[Entry]:
            try:
                return _entries.decode(text) if text else []
            except msgspec.DecodeError:  # a task was killed while it wrote
                return [Entry("", 0, self._most)]


def alive(process: int) -> bool:
    """Whether there is such a process on this machine; 0 is none."""
    if not process:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
