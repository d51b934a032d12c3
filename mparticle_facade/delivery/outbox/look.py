"""A look at an outbox, live or not, that changes nothing in it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from mparticle_facade.delivery.lease import Holder, is_gone
from mparticle_facade.delivery.moments import moments
from mparticle_facade.delivery.outbox import rows, state
from mparticle_facade.delivery.outbox.file import FAULTS, check_version, explained
from mparticle_facade.delivery.outbox.place import Place
from mparticle_facade.delivery.queue import Counts, Story
from mparticle_facade.errors import OutboxError

_PATIENCE: Final = 5.0  # seconds
_READS: Final = 20


class Reasons(NamedTuple):
    """So many dead letters have this reason."""

    status: int
    reason: str
    batches: int


class Look(NamedTuple):
    """An outbox at one moment."""

    counts: Counts
    oldest_pending_s: float | None
    """Age of the oldest pending batch, in seconds."""
    held_until: float
    """Nothing is sent before this epoch second, as the service asked for; 0 when it did not."""
    sender: Holder | None
    """Who sends, if anybody does."""
    story: Story
    """Why nothing moves."""
    dead: list[Reasons]
    file_bytes: int
    """Of the file and its ``-wal``."""


def look(path: Path) -> Look:
    """What is in the outbox.

    Raises:
        OutboxError: there is none, or it can't be read.
    """
    now = moments(time.time)()
    with open_to_read(path) as (db, version):
        oldest_ms = rows.oldest_pending_ms(db)
        claim = state.claim(db, by_boot=version > 1)
        sends = claim.holder.token and claim.left_ms(now) > 0 and not is_gone(claim.holder)
        held_ms = state.waits(db, by_boot=version > 1).asked_left_ms(now)
        return Look(
            rows.counts(db, mend=False, checked=version > 1),
            None if oldest_ms is None else max(0, now.wall_ms - oldest_ms) / 1000,
            (now.wall_ms + held_ms) / 1000 if held_ms > 0 else 0.0,
            claim.holder if sends else None,
            state.story(db) if version > 1 else Story(),
            [Reasons(*row) for row in rows.dead_by_reason(db)],
            sum(each.stat().st_size for each in (path, Place(path).beside("-wal")) if each.exists()),
        )


@contextmanager
def open_to_read(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A connection that sees one moment, and the version of the file; not to be written with.

    Raises:
        OutboxError: there is no outbox, or it can't be read.
    """
    if not os.path.isfile(path):  # noqa: PTH113  # Path's raises for a name that is too long
        raise OutboxError(f"there is no outbox {path}")
    place = Place(path)
    try:
        db = place.shared(_PATIENCE, _connect, place)
    except FAULTS as error:
        raise explained(error, path) from error
    try:
        version = check_version(db, path)
        if version == 0:
            raise OutboxError(f"{path} is empty")
        db.execute("BEGIN")
        yield db, version
    except FAULTS as error:
        raise explained(error, path) from error
    finally:
        db.close()


def _connect(place: Place) -> sqlite3.Connection:
    """Like any other user of the file, with its locks, where we may write; the last to leave takes SQLite's other files
    along. Where we may not, those have to be there; or nobody has the file open, and we read a copy in memory.
    """
    address = place.file.as_uri()
    if _writable(str(place.file)) and _writable(place.directory):
        return _opened(f"{address}?mode=rw")
    if place.beside("-wal").exists():
        return _opened(f"{address}?mode=ro")
    content = bytearray()
    for _ in range(_READS):
        before = place.file.stat()
        content = bytearray(place.file.read_bytes())
        after = place.file.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            break
    if content[18:20] == b"\x02\x02":
        content[18:20] = b"\x01\x01"  # in memory there is no log
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(bytes(content))
    return db


def _writable(name: str) -> bool:
    return os.access(name, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _opened(address: str) -> sqlite3.Connection:
    db = sqlite3.connect(address, timeout=_PATIENCE, uri=True, isolation_level=None)
    db.execute("PRAGMA query_only = ON")
    return db
