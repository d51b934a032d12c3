"""The SQLite file of an outbox: opened, recognised, brought up to date, or refused with a reason."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import stat
from pathlib import Path
from typing import Final

from mparticle_facade.delivery.outbox.columns import FROM_1, SCHEMA, TOTALS_CHECK
from mparticle_facade.delivery.outbox.raw import Raw
from mparticle_facade.delivery.outbox.rows import DisagreementError, WithinTransactionError, begin, refuse_within
from mparticle_facade.errors import OutboxError

APPLICATION_ID: Final = 0x6D506F62  # "mPob"
VERSION: Final = 2
PAGE_SIZE: Final = 4096
CACHE: Final = -512
"""KB of pages that a connection keeps in memory: batches come at one end and go at the other."""
MODE: Final = 0o600
"""Who may read a new outbox: it holds personal data."""

_CHECKPOINT_AT_THE_LATEST = 4_000  # pages of the WAL: 16 MB. The sender checkpoints before
_UNBELIEVABLE_VERSION = 20
"""No version will be as high as this: it is damage, where a newer version is to be refused."""
_OUR_TABLES: Final = {"pending", "dead", "state"}
_WRITE_FORMAT = 18
"""Place in the header of a file (https://www.sqlite.org/fileformat2.html)."""
_NO_ROOM_BELOW = 64 * 1024  # bytes: some failures of a full disk are no more than "disk I/O error"

_MIGRATIONS: Final[dict[int, str]] = {1: FROM_1}
"""The SQL that leads from a version to the next one."""


log = logging.getLogger("mparticle_facade.delivery")

FAULTS: Final = (sqlite3.Error, UnicodeDecodeError, DisagreementError, WithinTransactionError)
"""What work on a file may raise, see `explained`; `UnicodeDecodeError` where SQLite quotes what is damaged."""


class CorruptError(OutboxError):
    """The file is damaged."""


class NoRoomError(OutboxError):
    """The disk is full, or the file may not grow any more."""


def check_path(path: Path) -> None:
    """There can be an outbox at this path.

    Raises:
        OutboxError: there can't.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = stat.S_IFREG
    except (OSError, ValueError) as error:  # too long, links in a circle; a zero byte
        raise OutboxError(f"can't use {str(path)!r} as an outbox ({error}); choose another file") from error
    if stat.S_ISDIR(mode):
        raise OutboxError(f"{path} is a directory; give the outbox a file of its own, such as {path / 'events.outbox'}")
    if not stat.S_ISREG(mode):
        raise OutboxError(f"{path} is no ordinary file; choose another for the outbox")
    if not path.parent.is_dir():
        raise OutboxError(
            f"can't create the outbox {path}: the directory {path.parent} does not exist; create it first"
        )


def open_file(
    path: Path,
    *,
    synchronous: str,
    max_pages: int,
    patience: float = 0.0,
    failed: list[sqlite3.Connection] | None = None,
) -> sqlite3.Connection:
    """Open the outbox at ``path``, created if there is none; each call waits for others for ``patience`` seconds.

    Where that fails the connection is closed; or goes to ``failed``, to be closed later: the last one that closes a
    file takes its log away, and with it what a repair could still have read there.
    """
    with contextlib.suppress(OSError):  # then SQLite says why not
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, MODE))
    db = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        if check_version(db, path) == 0:
            _create(db)
        _migrate(db, path)
        db.execute(f"PRAGMA synchronous = {synchronous}")
        db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_AT_THE_LATEST}")
        db.execute("PRAGMA secure_delete = OFF")
        db.execute(f"PRAGMA cache_size = {CACHE}")
        db.execute(f"PRAGMA max_page_count = {max_pages}")
        if db.execute("SELECT count(*) FROM state").fetchone() != (1,):
            raise CorruptError(f"the outbox {path} has lost its state")
        if db.execute("PRAGMA page_size").fetchone() != (PAGE_SIZE,):
            raise CorruptError(f"the outbox {path} is damaged (its pages have another size)")
    except BaseException:
        if failed is None:
            db.close()
        else:
            failed.append(db)
        raise
    return db


def is_locked(error: BaseException) -> bool:
    """Whether somebody else holds the file: another time it may work."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_read_only(error: BaseException) -> bool:
    """Whether the file could be opened to read, but not to write."""
    return _code(error) == sqlite3.SQLITE_READONLY


def explained(error: BaseException, path: Path) -> OutboxError:
    """What SQLite said, with the file and what to do."""
    if isinstance(error, OutboxError):
        return error
    if isinstance(error, WithinTransactionError):
        return OutboxError(
            f"the outbox {path} is in a transaction, which this handler of a signal interrupted: "
            "nothing was accepted; upload outside of it"
        )
    code = _code(error)
    said = str(error)
    if (
        code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        or isinstance(error, DisagreementError | UnicodeDecodeError | sqlite3.IntegrityError)
        or said.startswith(("no such table", "no such column", "unsupported file format", "Could not decode"))
        or "has no column named" in said
    ):
        return CorruptError(f"the outbox {path} is damaged ({error})")
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and free_bytes(path)[0] < _NO_ROOM_BELOW):
        return NoRoomError(f"no room on the disk of the outbox {path}: nothing was changed; free some space")
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY and _says_read_only(path):
        return CorruptError(f"the outbox {path} is damaged (its header is)")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return OutboxError(
            f"can't write the outbox {path} ({error}): this user needs write permission for the file and for its "
            f"directory, where SQLite keeps {path.name}-wal and {path.name}-shm"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return OutboxError(f"the outbox {path} is locked by another program; end what holds it (a backup, a shell?)")
    return OutboxError(f"the outbox {path} can't be used ({error})")


def _says_read_only(path: Path) -> bool:
    """Whether the header claims a format that this SQLite may only read: damage, where it is our file."""
    try:
        return Raw(path.resolve())(1)[_WRITE_FORMAT] > 2
    except OSError:
        return False


def free_bytes(path: Path) -> tuple[int, int]:
    """Room on the disk, and its size."""
    if not hasattr(os, "statvfs"):
        return 2**62, 2**62
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return 2**62, 2**62
    return disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize


def _code(error: BaseException) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def check_version(db: sqlite3.Connection, path: Path) -> int:
    """Which version of the schema the file has; 0 for an empty file. Anybody else's file is refused."""
    with db:  # one moment: another process may just be creating it
        db.execute("BEGIN")
        [(application,)] = db.execute("PRAGMA application_id").fetchall()
        [(version,)] = db.execute("PRAGMA user_version").fetchall()
        if application == APPLICATION_ID and 0 < version <= VERSION:
            return int(version)
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master").fetchall()}
    if application == APPLICATION_ID and VERSION < version < _UNBELIEVABLE_VERSION:
        raise OutboxError(
            f"{path} was written by a newer mparticle-facade (outbox version {version}, this one knows {VERSION}); "
            "upgrade, or choose another file"
        )
    if tables >= _OUR_TABLES:
        raise CorruptError(f"the outbox {path} is damaged (its header is)")
    if tables or application not in (0, APPLICATION_ID) or (version and not application):
        raise OutboxError(f"{path} is an SQLite file, but not an outbox; choose another file")
    return 0


def _create(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    db.execute("PRAGMA auto_vacuum = NONE")  # some systems build SQLite with another default, which costs each put
    db.execute("PRAGMA journal_mode = WAL")
    refuse_within(db)
    with db:
        begin(db)
        if db.execute("PRAGMA user_version").fetchone() == (0,):  # nobody was faster
            for statement in SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")  # noqa: S608  # a constant
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    if db.execute("PRAGMA user_version").fetchone() == (VERSION,):
        return
    refuse_within(db)
    with db:
        begin(db)
        [(version,)] = db.execute("PRAGMA user_version").fetchall()
        for step in range(version, VERSION):
            for statement in _MIGRATIONS[step].split(";\n"):
                try:
                    db.execute(statement)
                except sqlite3.OperationalError as error:
                    raise OutboxError(f"the outbox {path} can't be brought up to date ({error})") from error
        db.execute(f"PRAGMA user_version = {VERSION}")
