"""What was settled: a small file, replaced as a whole, from which an upload goes on wherever it was stopped."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from mparticle_facade.backfill.inputs import Identity, content, grown, identify
from mparticle_facade.backfill.rejects import Marks, private
from mparticle_facade.rows.locking import locked
from mparticle_facade.rows.records import Block, Place
from mparticle_facade.rows.sources import Query, Source

_VERSION = 2


class StateError(Exception):
    """A state file that can't be used for this upload; the text says why and what to do."""


class Target(msgspec.Struct, frozen=True):
    """What an upload goes to, and how; another one is another upload."""

    host: str
    key: str
    """SHA-256 of the API key, shortened."""
    environment: str | None
    historical: bool
    mapping: str | None
    """Fingerprint."""


class Settled(msgspec.Struct):
    """How far a source got."""

    key: str
    identity: Identity | None
    before: int = 0
    """Every record with a lower ordinal is settled."""
    islands: list[tuple[int, int]] = []
    """Ranges of others that are, with their ends excluded."""
    place: Place = Place()
    """Where a reader may begin, at or before `before`."""
    complete: bool = False
    content: str = ""
    """SHA-256 of all of it, when it was complete."""
    run: int = 0
    """How often it was uploaded before, as other content."""
    rows_before: int = 0
    """Rows that were sent when it was shorter."""
    seen: tuple[int, str] = (0, "")
    """So many rows of a query were read, with this digest."""
    batches: int = 0
    """Accepted by the service."""
    rejected: int = 0


class _Upload(msgspec.Struct):
    """What went to one target."""

    target: Target
    sources: list[Settled]
    rejects: Marks


class _File(msgspec.Struct):
    version: int
    uploads: list[_Upload]
    """A rehearsal against another host, or with another key, is another upload."""


class Progress:
    """The records of one source: which are settled, in whatever order they become so."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.key = settled.key.encode() + (b"\0%d" % settled.run if settled.run else b"")
        """What the ids of its records are made from: the same as long as it is the same content."""
        self.resumed = settled.before > 0 or bool(settled.islands)
        self._next = settled.before
        self._ahead = {ordinal for begin, end in settled.islands for ordinal in range(begin, end)}
        self._places: deque[Place] = deque()
        self._end: int | None = None

    def done(self, ordinal: int) -> bool:
        """Whether this record was settled before."""
        return 0 <= ordinal < self._next or ordinal in self._ahead

    def begin(self, block: Block) -> None:
        """A reader could begin here another time."""
        self._places.append(block.begin)
        if block.seen[0] > self.settled.seen[0]:
            self.settled.seen = block.seen

    def settle(self, ordinals: Iterable[int]) -> None:
        """These are accepted or rejected."""
        self._ahead.update(ordinals)
        while self._next in self._ahead:
            self._ahead.remove(self._next)
            self._next += 1

    def end(self, ordinal: int) -> None:
        """All was read: there are so many records."""
        self._end = ordinal

    def snapshot(self) -> Settled:
        """For the file."""
        settled = self.settled
        while self._places and self._places[0].ordinal <= self._next:
            settled.place = self._places.popleft()
        settled.before = self._next
        settled.islands = list(_ranges(sorted(self._ahead)))
        settled.complete = settled.complete or (self._end is not None and self._next >= self._end)
        return settled


def _ranges(ordinals: list[int]) -> Iterator[tuple[int, int]]:
    for _, run in itertools.groupby(enumerate(ordinals), lambda pair: pair[1] - pair[0]):
        found = [ordinal for _, ordinal in run]
        yield found[0], found[-1] + 1


class State:
    """The file, locked while it is open.

    Raises:
        StateError: another run has it, it is none, it belongs to another upload, or it can't be written.
    """

    def __init__(self, path: Path, target: Target, *, again: bool = False) -> None:
        self.path = path
        self.again = again
        """Whether what is complete and unchanged is sent once more, as new."""
        self.target = target
        self._lock = _locked(path)
        try:
            file = self._read()
        except BaseException:
            self._lock.close()
            raise
        uploads = file.uploads if file else []
        mine = next((one for one in uploads if self._mine(one.target)), None)
        self._others = [one for one in uploads if one is not mine]
        self.elsewhere = [one.target.host for one in self._others if mine is None]
        """Other hosts that it was sent to, where it was not sent to this one."""
        self.rejects = mine.rejects if mine else None
        self._before = {settled.key: settled for settled in mine.sources} if mine else {}
        self._progress: dict[str, Progress] = {}

    def _read(self) -> _File | None:
        try:
            file = msgspec.json.decode(self.path.read_bytes(), type=_File)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StateError(f"{self.path}: can't be read: {error.strerror}") from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise StateError(f"{self.path}: is no state of an upload; name another with --state") from None
        if file.version != _VERSION:
            raise StateError(f"{self.path}: was written by another version; finish with that, or name another --state")
        for upload in file.uploads:
            if not self._mine(upload.target):
                continue
            for field in ("environment", "historical", "mapping"):
                if getattr(upload.target, field) != getattr(self.target, field):
                    message = (
                        f"belongs to an upload with another {field}; use that one, or name another file with --state"
                    )
                    raise StateError(f"{self.path}: {message}")
        return file

    def _mine(self, target: Target) -> bool:
        return (target.host, target.key) == (self.target.host, self.target.key)

    def progress(self, source: Source) -> Progress:
        """What is known of a source. One that changed after it was uploaded as a whole is new, or the end of it is.

        Raises:
            StateError: it changed before it was uploaded as a whole.
        """
        identity = identify(source)
        before = self._before.get(source.key)
        if before is None:
            settled = Settled(source.key, identity)
        elif before.complete and isinstance(source, Query) and not self.again:
            settled = before  # its rows tell, see `renewed`
        elif before.identity == identity and not (self.again and before.complete):
            settled = before
        elif not before.complete or before.identity is None:
            raise StateError(
                f"{source.name}: changed since {self.path} was written, so what is left of it can't be told: bring "
                f"back the file as it was, or delete {self.path} to upload it anew"
            )
        elif not self.again and before.identity.size == source.size and before.content == content(source):
            settled = msgspec.structs.replace(before, identity=identity)  # only its time changed
        elif not self.again and grown(source, before.identity):
            settled = msgspec.structs.replace(before, identity=identity, complete=False, rows_before=before.before)
        else:
            settled = Settled(source.key, identity, run=before.run + 1)
        return self._begun(settled)

    def renewed(self, query: Query, before: Settled, *, follows: bool) -> Progress:
        """Of a query that was finished and now gives more rows; ``follows`` tells whether they come after the others.

        Raises:
            StateError: they are others, though files and query are the same.
        """
        identity = identify(query)
        if follows:
            return self._begun(
                msgspec.structs.replace(before, identity=identity, complete=False, rows_before=before.before)
            )
        if identity == before.identity:
            raise StateError(
                f"{query.name}: gives other rows than those that were sent, or in another order: --again sends all of "
                "them, as new; ORDER BY columns that no two rows share keeps the order, and what comes after is sent"
            )
        return self._begun(Settled(query.key, identity, run=before.run + 1))

    def _begun(self, settled: Settled) -> Progress:
        progress = self._progress[settled.key] = Progress(settled)
        return progress

    def save(self, rejects: Marks) -> None:
        """Write it, all or nothing.

        Raises:
            StateError: that failed; the file is as it was.
        """
        settled = {**self._before, **{key: progress.snapshot() for key, progress in self._progress.items()}}
        file = _File(_VERSION, [*self._others, _Upload(self.target, list(settled.values()), rejects)])
        beside = side_files(self.path)[0]
        try:
            with private(beside, "wb") as new:
                with contextlib.suppress(OSError):  # one that is there keeps its mode
                    shutil.copymode(self.path, beside)
                new.write(msgspec.json.encode(file))
                new.flush()
                os.fsync(new.fileno())
            beside.replace(self.path)
            _sync_directory(self.path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise StateError(
                f"{self.path}: the state can't be written: {error.strerror}; make room, or name another place with "
                "--state, and run the same command again"
            ) from None

    def close(self) -> None:
        """Let others have it."""
        with contextlib.suppress(OSError):
            side_files(self.path)[1].unlink()
        self._lock.close()


def side_files(path: Path) -> tuple[Path, Path]:
    """What is written beside a state: its next version, and its lock."""
    return path.with_name(path.name + ".new"), path.with_name(path.name + ".lock")


def _locked(path: Path) -> BinaryIO:
    try:
        lock = locked(side_files(path)[1])
    except OSError as error:
        raise StateError(f"{path}: the state can't be written: {error.strerror}; name another --state") from None
    if lock is None:
        raise StateError(f"{path}: another upload is using this state: wait for it, or name another --state")
    return lock


def _sync_directory(path: Path) -> None:
    if sys.platform == "win32":
        return  # there is no way
    directory = os.open(path, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
