"""Where the batches go that can't be sent: a file that can be mended and uploaded, and beside it the reasons."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from mparticle_facade.backfill.inputs import piece
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


def private(path: Path, mode: Literal["ab", "wb"]) -> BinaryIO:
    """A file to write; a new one is for its user alone, as what is in it is personal data."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))  # Path has no opener


class Rejects:
    """The files of several inputs, which may share one; ``since`` are the marks of a run that was stopped.

    NDJSON of the rejected batches as they were, and ``.reasons``: a line for each problem.
    """

    def __init__(self, paths: Sequence[Path], since: Marks | None = None) -> None:
        self._before = since or {}
        self._lines: dict[Path, int] = {}
        self._files: dict[Path, tuple[_Appended, _Appended]] = {}
        for path in paths:
            batches, reasons = self._before.get(text_of(path), (None, None))
            self._files[path] = _Appended(path, batches), _Appended(reasons_of(path), reasons)

    def add(self, path: Path, payload: bytes, name: str, line: int, problems: Sequence[Problem]) -> None:
        """Write one batch and its problems.

        Raises:
            OSError: the disk is full, or the directory can't be written.
        """
        batches, reasons = self._files[path]
        if path not in self._lines:
            self._lines[path] = batches.begin()
        place = "not copied"
        if payload:
            batches.write(payload.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n")
            self._lines[path] += 1
            place = f"line {self._lines[path]}"
        for problem in problems:
            reasons.write(f"{place}: {shown(f'{name}:{line}: {problem}')}\n".encode(errors="backslashreplace"))

    def marks(self) -> Marks:
        """Write all to disk; how far it went."""
        written = {text_of(path): (batches.mark(), reasons.mark()) for path, (batches, reasons) in self._files.items()}
        return self._before | written

    def written(self) -> list[Path]:
        """The files that there are."""
        return [path for path in self._files if path in self._lines]

    def close(self) -> None:
        """Let go of the files."""
        with contextlib.ExitStack() as closing:  # all of them, even if the disk is full
            for file in (file for files in self._files.values() for file in files):
                closing.callback(file.close)


class _Appended:
    """A file that appears with what is written first; what is in it from before stays.

    What a run that was stopped wrote after its last mark is taken back, as it will come again, unless the file was
    changed meanwhile.
    """

    def __init__(self, path: Path, since: Mark | None) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        if since and path.exists():
            with path.open("r+b") as file:
                if file.seek(0, os.SEEK_END) > since.size and _mark(file, since.size) == since:
                    file.truncate(since.size)

    def begin(self) -> int:
        """Make it, if it is not there; the lines that are in it."""
        self.write(b"")
        with self._path.open("rb") as before:
            return sum(text.count(b"\n") for text in iter(lambda: before.read(1 << 20), b""))

    def write(self, content: bytes) -> None:
        if self._file is None:
            self._file = private(self._path, "ab")
        self._file.write(content)

    def mark(self) -> Mark:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
        with self._path.open("rb") if self._path.exists() else io.BytesIO() as file:
            return _mark(file, file.seek(0, os.SEEK_END))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _mark(file: BinaryIO, size: int) -> Mark:
    return Mark(size, piece(file, size - _TAIL, size))
