"""The bytes of an outbox's main file, past SQLite."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PAGE: Final = 4096

_kept_open: dict[tuple[int, int], int] = {}
"""Descriptors of files that were read past SQLite, by device and inode. To close one, or a copy of it such as `mmap`
makes, would drop the locks that SQLite has on the file in this process."""


class Raw:
    """The pages of a file, by number: the first is 1. Zeros where there is none."""

    def __init__(self, path: Path) -> None:
        there = path.stat()
        identity = there.st_dev, there.st_ino
        if identity not in _kept_open:
            _kept_open[identity] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._file = _kept_open[identity]
        self.size = -(-there.st_size // PAGE)
        """In pages, the last of which may be cut."""

    def __call__(self, number: int) -> bytes:
        os.lseek(self._file, (number - 1) * PAGE, os.SEEK_SET)
        return os.read(self._file, PAGE).ljust(PAGE, b"\0")
