"""Where an outbox lies: its three files, the lock on changing them, and whether somebody did change them.

Knows nothing of what is in the files.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeVar, TypeVarTuple

from mparticle_facade.clock import monotonic
from mparticle_facade.errors import OutboxError

if sys.platform != "win32":
    import fcntl

_TICK_NS: Final = 50_000_000
"""A change of a directory that is younger may share its time with the next one: file systems count in ticks."""
SETTLED_S: Final = 0.05
"""After a marker appeared, so long until whoever had just looked has either committed or sees it. See `Place.same`."""
_LOOK_EVERY_S: Final = 0.001

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")
FileId = tuple[int, int] | None


class Files(NamedTuple):
    """Which files lie there: device and inode, None for what is missing."""

    main: FileId
    wal: FileId
    shm: FileId

    def note(self) -> str:
        """As text: where they are noted in a file, all that is in them was taken along into it."""
        return " ".join(f"{each[0]}:{each[1]}" if each else "-" for each in self)


class Place:
    """The directory entries of one outbox.

    ``NAME.rescuing`` is a copy in the making, and says so to all who have the file open; ``NAME.rescued-whole`` is
    complete, and takes the place of ``NAME`` whatever happens, see `repair`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.resolve()
        """Behind symbolic links: SQLite puts its other files next to this one."""
        self.directory = str(self.file.parent)
        self._main = str(self.file)
        self.rescuing = self.beside(".rescuing")
        self.rescued = self.beside(".rescued-whole")
        self._opened: Files | None = None
        self._changed_ns = 0
        self._looked_s = 0.0

    def beside(self, suffix: str) -> Path:
        """The file whose name is ours, and then this."""
        return self.file.with_name(self.file.name + suffix)

    def look(self) -> Files:
        """Which files lie there now."""
        return Files(*(_file_id(self._main + suffix) for suffix in ("", "-wal", "-shm")))

    def is_marked(self) -> bool:
        """Whether a repair is going on, or was left in the middle."""
        return os.path.lexists(self.rescuing) or os.path.lexists(self.rescued)

    def remember(self) -> Files:
        """These are the files that a connection has open now."""
        self._changed_ns = 0
        self._looked_s = 0.0
        self._opened = self.look()
        return self._opened

    def same(self, *, hasty: bool = False) -> bool:
        """Whether the files that are open still lie there, and nobody repairs them. To be asked after each commit.

        While the directory is unchanged, one look at it is enough; ``hasty`` has that look at most once a millisecond:
        who repairs waits for longer than that.
        """
        passed = monotonic()
        if hasty and 0 <= passed - self._looked_s < _LOOK_EVERY_S:
            return True
        try:
            changed_ns = os.stat(self.directory).st_mtime_ns  # noqa: PTH116  # half the time of Path's
        except OSError:
            return False
        if changed_ns != self._changed_ns:
            now_ns = time.time_ns()
            if self.look() != self._opened or self.is_marked():
                return False
            self._changed_ns = changed_ns if now_ns - changed_ns > _TICK_NS else 0
        self._looked_s = passed
        return True

    def shared(self, patience: float, do: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Do something while nobody may put another file in this place."""
        return self._locked(False, patience, do, *arguments)

    def alone(self, patience: float, do: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Do something while nobody opens or repairs the outbox."""
        return self._locked(True, patience, do, *arguments)

    def _locked(self, exclusive: bool, patience: float, do: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """The lock is on the directory: it leaves no file behind, and closing it drops no lock of SQLite's, which
        closing a second descriptor of the file itself would do.
        """
        if sys.platform == "win32":
            return do(*arguments)
        try:
            directory = os.open(self.directory, os.O_RDONLY)
        except PermissionError:  # it may be entered and written, but not listed
            return do(*arguments)
        except OSError as error:
            raise OutboxError(f"can't use the outbox {self.path}: {error}") from error
        try:
            deadline = monotonic() + patience
            while True:
                try:
                    fcntl.flock(directory, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if monotonic() > deadline:
                        raise OutboxError(
                            f"the outbox {self.path} is being repaired or opened by another process, which did not "
                            f"finish within {patience:g} s"
                        ) from None
                    time.sleep(0.002)
                except OSError:  # a file system without such locks
                    break
            return do(*arguments)
        finally:
            os.close(directory)

    def sync(self) -> None:
        """Have the disk know the names."""
        if sys.platform == "win32":
            return
        try:
            directory = os.open(self.directory, os.O_RDONLY)
        except OSError:
            return
        try:
            os.fsync(directory)
        except OSError:
            pass
        finally:
            os.close(directory)


def _file_id(name: str) -> FileId:
    try:
        there = os.stat(name)  # noqa: PTH116  # half the time of Path's
    except OSError:
        return None
    return there.st_dev, there.st_ino
