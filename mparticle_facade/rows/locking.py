"""Files that are locked as long as their process lives, and directories that are removed even if it was killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_PREFIX = "mparticle-rows-"
_LOCK = "lock"
_SETTLING = 60.0  # seconds in which a new one is surely locked


def locked(path: Path) -> BinaryIO | None:
    """The file, made if it is not there, and locked; None while another process has it.

    Raises:
        OSError: it can't be written.
    """
    while True:
        file = path.open("wb")
        if not _lock(file):
            file.close()
            return None
        with contextlib.suppress(OSError):
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                return file
        file.close()  # whoever had it has deleted it meanwhile


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A directory for what need not last. Those of processes that were killed are removed first.

    Raises:
        OSError: there can be none.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError):  # another user's
            fresh = left.stat().st_mtime > time.time() - _SETTLING
            if not fresh and (lock := locked(left)) is not None:
                shutil.rmtree(left.parent, ignore_errors=True)
                lock.close()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        lock = locked(Path(name, _LOCK))
        try:
            yield Path(name)
        finally:
            if lock is not None:
                lock.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
