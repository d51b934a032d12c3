"""Where the batches go that can't be sent: a file that can be mended and uploaded, and beside it the reasons."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from mparticle_facade.backfill.tally import shown
from mparticle_facade.errors import Problem
from mparticle_facade.rows.sources import text_of

_TAIL = 4096


class Mark(msgspec.Struct, frozen=True):
    """How far a file was written."""

    size: int
    tail: str
    """SHA-256 of the last 4 KiB before that."""


Marks = dict[str, tuple[Mark, Mark]]
"""By the file of the rejects: how far it and its reasons were written."""


def reasons_of(path: Path) -> Path:
    """The file beside the rejects that says why."""
    return path.with_name(path.name + ".reasons")


class Rejects:
    """The files of several inputs, which may share one; ``since`` are the marks of a run that was stopped."""

    def __init__(self, paths: Sequence[Path], since: Marks | None = None) -> None:
        self._files = {path: _Rejects(path, (since or {}).get(text_of(path))) for path in paths}
        self._before = since or {}

    def add(self, path: Path, payload: bytes, name: str, line: int, problems: Sequence[Problem]) -> None:
        """Write one batch and its problems.

        Raises:
            OSError: the disk is full, or the directory can't be written.
        """
        self._files[path].add(payload, name, line, problems)

    def marks(self) -> Marks:
        """Write all to disk; how far it went."""
        return self._before | {text_of(path): file.marks() for path, file in self._files.items()}

    def written(self) -> list[Path]:
        """The files that there are."""
        return [path for path, file in self._files.items() if file.began]

    def close(self) -> None:
        """Let go of the files."""
        with contextlib.ExitStack() as closing:  # all of them, even if the disk is full
            for file in self._files.values():
                closing.callback(file.close)


def _append(path: Path) -> BinaryIO:
    """A new file is for its user alone: what is rejected is personal data."""
    return open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600))  # Path has no opener


class _Rejects:
    """NDJSON of the rejected batches as they were, and ``.reasons``: a line for each problem.

    Files appear with the first reject; what is in them from before stays. What a run that was stopped wrote after its
    last mark is taken back, as it will come again, unless the file was changed meanwhile.
    """

    def __init__(self, path: Path, since: tuple[Mark, Mark] | None = None) -> None:
        self.path = path
        self.reasons_path = reasons_of(path)
        self.began = False
        self._files: tuple[BinaryIO, BinaryIO] | None = None
        self._line = 0
        for file, mark in zip((path, self.reasons_path), since or (), strict=False):
            _take_back(file, mark)
        self._since = _mark(path), _mark(self.reasons_path)

    def add(self, payload: bytes, name: str, line: int, problems: Sequence[Problem]) -> None:
        batches, reasons = self._files or self._opened()
        place = "not copied"
        if payload:
            batches.write(payload.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n")
            self._line += 1
            place = f"line {self._line}"
        for problem in problems:
            reasons.write(f"{place}: {shown(f'{name}:{line}: {problem}')}\n".encode(errors="backslashreplace"))

    def _opened(self) -> tuple[BinaryIO, BinaryIO]:
        if self.path.exists():
            with self.path.open("rb") as before:
                self._line = sum(piece.count(b"\n") for piece in iter(lambda: before.read(1 << 20), b""))
        self._files = (_append(self.path), _append(self.reasons_path))
        self.began = True
        return self._files

    def marks(self) -> tuple[Mark, Mark]:
        if self._files is None:
            return self._since
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        return _mark(self.path), _mark(self.reasons_path)

    def close(self) -> None:
        with contextlib.ExitStack() as closing:
            for file in self._files or ():
                closing.callback(file.close)


def _mark(path: Path) -> Mark:
    if not path.exists():
        return Mark(0, hashlib.sha256().hexdigest())
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        return Mark(size, _tail(file, size))


def _tail(file: BinaryIO, size: int) -> str:
    begin = max(0, size - _TAIL)
    file.seek(begin)
    return hashlib.sha256(file.read(size - begin)).hexdigest()


def _take_back(path: Path, mark: Mark) -> None:
    if not path.exists():
        return
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END) > mark.size and _tail(file, mark.size) == mark.tail:
            file.truncate(mark.size)
