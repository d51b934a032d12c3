"""Rows that can't be delivered, as JSON lines in a directory that driver and executors share.

A task attempt writes to a file of its own below ``_attempts``. Only the driver makes files appear in the directory
itself, when the whole write is committed, and only those of the attempts that count: a task that was repeated leaves
nothing twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import pyarrow.fs as fs

from mparticle_facade.errors import ConfigurationError

_ATTEMPTS = "_attempts"
_encoder = msgspec.json.Encoder()


class DeadLetter(NamedTuple):
    """A row that can't be delivered, with the reason."""

    payload: bytes
    source_request_id: str
    row: int
    rows: int
    status: int
    """HTTP status, 0 where the service was not asked."""
    reason: str


class Attempt(NamedTuple):
    """Which task attempt of which write this is."""

    write: str
    """The same for a micro-batch that is done again after a restart."""
    partition: int
    attempt: int

    @property
    def file(self) -> str:
        return f"part-{self.partition:05}-{self.attempt}.jsonl"


@dataclass(frozen=True)
class Directory:
    """Where dead letters go: a local path, or a URI that pyarrow knows, such as ``s3://bucket/path``."""

    location: str

    @classmethod
    def create(cls, location: str) -> Self:
        """Make sure that it is there. Called on the driver, whose working directory a relative path is relative to.

        Raises:
            ConfigurationError: that is not possible.
        """
        directory = cls(location if "://" in location else str(Path(location).absolute()))
        try:
            system, path = directory._open()
            system.create_dir(path, recursive=True)
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"deadLetters: {location} can't be used: {error}") from None
        return directory

    def commit(self, write: str, attempts: Iterable[Attempt]) -> None:
        """Show what these attempts wrote, in place of what an earlier try of the same write showed."""
        system, path = self._open()
        for shown in system.get_file_info(fs.FileSelector(path)):
            if shown.base_name.startswith(f"{write}-part-"):
                system.delete_file(shown.path)
        for attempt in attempts:
            source = f"{path}/{_ATTEMPTS}/{write}/{attempt.file}"
            try:
                system.move(source, f"{path}/{write}-part-{attempt.partition:05}.jsonl")
            except FileNotFoundError:
                raise ConfigurationError(
                    f"the dead letters of partition {attempt.partition} are not in {self.location} as the driver sees "
                    "it: deadLetters must be a directory that driver and executors share"
                ) from None
        self.discard(write)

    def discard(self, write: str) -> None:
        """Remove what the attempts of a write left."""
        system, path = self._open()
        left = f"{path}/{_ATTEMPTS}/{write}"
        if system.get_file_info(left).type != fs.FileType.NotFound:
            system.delete_dir(left)

    def writer(self, attempt: Attempt) -> Writer:
        """For the dead letters of one task attempt."""
        system, path = self._open()
        return Writer(system, f"{path}/{_ATTEMPTS}/{attempt.write}", attempt)

    def _open(self) -> tuple[Any, str]:
        if "://" not in self.location:
            return fs.LocalFileSystem(), self.location
        system, path = fs.FileSystem.from_uri(self.location)
        return system, path.rstrip("/")


class Writer:
    """Appends to the file of a task attempt, which is there once something was written."""

    def __init__(self, system: Any, directory: str, attempt: Attempt) -> None:
        self._system = system
        self._directory = directory
        self._attempt = attempt
        self._file: Any = None

    def write(self, letter: DeadLetter) -> None:
        """Add one."""
        if self._file is None:
            self._system.create_dir(self._directory, recursive=True)
            self._file = self._system.open_output_stream(f"{self._directory}/{self._attempt.file}")
        record = {
            "reason": letter.reason,
            "status": letter.status,
            "source_request_id": letter.source_request_id or None,
            "payload": letter.payload.decode(errors="backslashreplace"),
            "partition": self._attempt.partition,
            "row": letter.row,
            "rows": letter.rows,
            "attempt": self._attempt.attempt,
            "died_ms": int(time.time() * 1000),
        }
        self._file.write(_encoder.encode(record) + b"\n")

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
