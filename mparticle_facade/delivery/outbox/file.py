"""The SQLite file of an outbox: opened, recognised, brought up to date, or refused with a reason."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from mparticle_facade.delivery.outbox.rows import RETIRED, SCHEMA, counts, is_retired, rescue, retire, transaction
from mparticle_facade.errors import OutboxError

if sys.platform != "win32":
    import fcntl

APPLICATION_ID: Final = 0x6D506F62  # "mPob"
VERSION: Final = 1
PAGE_SIZE: Final = 4096

_CHECKPOINT_AT_THE_LATEST = 4_000  # pages of the WAL: 16 MB. The sender checkpoints before

_MIGRATIONS: Final[dict[int, str]] = {}
"""The SQL that leads from a version to the next one."""


log = logging.getLogger("mparticle_facade.delivery")


class CorruptError(OutboxError):
    """The file is damaged."""


class NoRoomError(OutboxError):
    """The disk is full, or the file may not grow any more."""


def open_file(path: Path, *, synchronous: str, max_pages: int) -> sqlite3.Connection:
    """Open the outbox at ``path``, created if there is none."""
    if path.is_dir():
        raise OutboxError(f"{path} is a directory; give the outbox a file of its own, such as {path / 'events.outbox'}")
    if not path.parent.is_dir():
        raise OutboxError(
            f"can't create the outbox {path}: the directory {path.parent} does not exist; create it first"
        )
    db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        if check_version(db, path) == 0:
            _create(db)
        _migrate(db)
        db.execute(f"PRAGMA synchronous = {synchronous}")
        db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_AT_THE_LATEST}")
        db.execute("PRAGMA secure_delete = OFF")
        db.execute(f"PRAGMA max_page_count = {max_pages}")
        if db.execute("SELECT count(*) FROM state").fetchone() != (1,):
            raise CorruptError(f"the outbox {path} has lost its state")
    except BaseException:
        db.close()
        raise
    return db


def set_aside(path: Path, damaged: int | None, open_fresh: Callable[[Path], sqlite3.Connection]) -> None:
    """Put a fresh outbox in the place of a damaged one, with all that could be read. The damaged one is kept.

    ``damaged`` is the inode: what is at ``path`` by now may be what another process made of it.
    """
    with _alone_with(path) as inode:
        if inode is None or inode != damaged:
            return
        aside, rescued = _beside(path, "corrupt"), _beside(path, "rescued")
        with (
            closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as old,
            closing(open_fresh(rescued)) as new,
        ):
            with suppress(sqlite3.DatabaseError), transaction(old):
                retire(old)
            lost = rescue(old, new)
            found = counts(new)
        for suffix in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
        rescued.rename(path)
    log.error(
        "the outbox %s was damaged; it is kept as %s. A fresh one goes on with the %d pending batches and %d dead "
        "letters that could be read; %d could not, and count as dropped",
        *(path, aside, found.pending, found.dead, lost),
        extra={"event": "outbox_damaged", "set_aside": str(aside), "rescued": found.pending + found.dead, "lost": lost},
    )


def restore(path: Path, elsewhere: sqlite3.Connection, open_fresh: Callable[[Path], sqlite3.Connection]) -> None:
    """Somebody removed the outbox from ``path`` while it was open: put it back, with all that is in it.

    Where another file took its place, that is left alone: this may be what another process put back.
    """
    if path.exists():
        with suppress(sqlite3.DatabaseError):
            if is_retired(elsewhere):
                return
        log.error(
            "the outbox %s was replaced by another file while it was open; what was pending is where that went",
            path,
            extra={"event": "outbox_replaced"},
        )
        return
    with transaction(elsewhere):
        retire(elsewhere)
        rescued = _beside(path, "rescued")
        with closing(open_fresh(rescued)) as new:
            rescue(elsewhere, new)
        for suffix in ("-wal", "-shm"):  # all that is in them is in the new one, which they would spoil
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        rescued.rename(path)
    log.error("the outbox %s was removed while it was open, and is put back", path, extra={"event": "outbox_removed"})


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")


@contextmanager
def _alone_with(path: Path) -> Iterator[int | None]:
    """Hold the file against others who also want to set it aside; gives its inode, None when there is none."""
    with ExitStack() as stack:
        inode = None
        with suppress(FileNotFoundError):
            file = stack.enter_context(path.open("rb"))
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX)
            opened = os.fstat(file.fileno()).st_ino
            inode = opened if opened == path.stat().st_ino else None
        yield inode


def is_locked(error: sqlite3.Error) -> bool:
    """Whether somebody else holds the file: another time it may work."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def explained(error: sqlite3.Error, path: Path) -> OutboxError:
    """What SQLite said, with the file and what to do."""
    code = _code(error)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or str(error) in (RETIRED, "no such table: state"):
        return CorruptError(f"the outbox {path} is damaged ({error})")
    if code == sqlite3.SQLITE_FULL:
        return NoRoomError(f"no room on the disk of the outbox {path}: nothing was changed; free some space")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return OutboxError(
            f"can't write the outbox {path} ({error}): this user needs write permission for the file and for its "
            f"directory, where SQLite keeps {path.name}-wal and {path.name}-shm"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return OutboxError(f"the outbox {path} is locked by another program; end what holds it (a backup, a shell?)")
    return OutboxError(f"the outbox {path} can't be used ({error})")


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def check_version(db: sqlite3.Connection, path: Path) -> int:
    """Which version of the schema the file has; 0 for an empty file. Anybody else's file is refused."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and version <= VERSION:
        return int(version)
    if application == APPLICATION_ID:
        raise OutboxError(
            f"{path} was written by a newer mparticle-facade (outbox version {version}, this one knows {VERSION}); "
            "upgrade, or choose another file"
        )
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise OutboxError(f"{path} is an SQLite file, but not an outbox; choose another file")
    return 0


def _create(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    db.execute("PRAGMA auto_vacuum = NONE")  # some systems build SQLite with another default, which costs each put
    db.execute("PRAGMA journal_mode = WAL")
    with transaction(db):
        if db.execute("PRAGMA user_version").fetchone() == (0,):  # nobody was faster
            for statement in SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")


def _migrate(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone() == (VERSION,):
        return
    with transaction(db):
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for step in range(version, VERSION):
            for statement in _MIGRATIONS[step].split(";\n"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
