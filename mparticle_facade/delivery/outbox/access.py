"""One process's way to an outbox file: the connection, its lock, patience with others, repair, checkpoints, forks.

Knows nothing of what is done with the rows.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, TypeVar, TypeVarTuple

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.moments import moments
from mparticle_facade.delivery.outbox import contents, repair, replacing, rows, vanished
from mparticle_facade.delivery.outbox.file import (
    CACHE,
    FAULTS,
    PAGE_SIZE,
    CorruptError,
    NoRoomError,
    check_path,
    explained,
    free_bytes,
    is_locked,
    is_read_only,
    open_file,
)
from mparticle_facade.delivery.outbox.place import Files, Place
from mparticle_facade.delivery.outbox.raw import Raw
from mparticle_facade.errors import OutboxError

Durability = Literal["process", "power"]
"""What accepted batches survive: the end of the process, however it comes, or a loss of power, too."""

_SYNCHRONOUS: Final[dict[Durability, str]] = {"process": "NORMAL", "power": "FULL"}
_CHECKPOINT_EVERY_S = 1.0
_CHECKPOINT_EVERY = 2000  # batches
READING_MS = 100  # so long a look is left open, see `Access._read_on`
_APART_MS = 1000  # so long none is, after one was in the way of another process's write
_MAX_RETRY_PAUSE_S = 0.005
_MOST_RETURNS = 5  # in one operation: somebody keeps taking the files away
_RESERVE_BYTES = 2_000_000  # of the disk, or an eighth of a smaller one: for settling and for checkpoints
_MOST_GRANTED_BYTES = 4_000_000
_COUNTED_BYTES = 64_000_000  # up to this size, the totals are held against the rows when a file is opened
_NO_LIMIT_PAGES = 2**31 - 2

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


class Access:
    """What `Outbox` works with. The lock is only taken by ``with``, whose end no signal's handler comes between."""

    def __init__(
        self, path: Path, durability: Durability, max_bytes: int, patience: float, clock: Callable[[], float]
    ) -> None:
        self.path = path
        self.durability: Durability = durability
        self.max_bytes = max_bytes
        self._patience = patience
        self._clock = clock
        self._now = moments(clock)
        self._closed = False
        check_path(path)
        self._place = Place(path)
        self._db: sqlite3.Connection | None = None
        self._files: Files | None = None
        self._base = 0
        self._owner: replacing.Owner | None = None
        self._checkpointer: sqlite3.Connection | None = None
        self._reading: sqlite3.Cursor | None = None
        self._writing: sqlite3.Cursor | None = None  # there while `_reading` is: a new one costs each put
        self._reading_since_ms = self._others_wrote_ms = 0
        self._checkpointed_at = 0.0
        self._checkpointed_newest = 0
        self._checkpointed = -1
        self._newest = 0
        self._granted_bytes = 0
        self._counted = self._behind = False
        self._failed: list[sqlite3.Connection] = []
        self._begin()

    def _begin(self) -> None:
        """What every process has for itself."""
        self._lock = threading.RLock()  # a signal's handler may upload, too
        self._checkpointing = threading.RLock()

    def _now_ms(self) -> int:
        return int(self._clock() * 1000)

    # -- work on the file ---------------------------------------------------------------------------------------------

    def _do(
        self,
        operation: Callable[[sqlite3.Connection, *Arguments], T],
        *arguments: *Arguments,
        stands: Callable[[sqlite3.Connection, T], bool] | None = None,
        hasty: bool = False,
        patience: float | None = None,
    ) -> T:
        """Work on the file, patient with other processes, and clear when it can't be done.

        Each try takes the lock for itself, so that no thread waits for another one's patience. When the files turn out
        to be others by now, the work is done again there, unless it still ``stands``.
        """
        deadline: float | None = None
        pause = 0.0001
        repaired = returned = 0
        while True:
            try:
                with self._lock:
                    db = self._db or self._connect()
                    if not self._counted:
                        rows.recount(db)
                        self._counted = True
                    result = operation(db, *arguments)
                    if self._place.same(hasty=hasty):
                        return result
                    returned += 1
                    if not self._return(db) or (stands is not None and stands(self._db or self._connect(), result)):
                        return result
                if returned > _MOST_RETURNS:
                    raise OutboxError(f"the files of the outbox {self.path} are taken away again and again")
            except (*FAULTS, CorruptError) as error:
                with self._lock:
                    if self._reading is not None:  # that may be why; nothing below opens it again
                        self._stop_reading()
                        self._others_wrote_ms = self._now_ms()
                        continue
                if isinstance(error, sqlite3.ProgrammingError) and self._db is not None and returned <= _MOST_RETURNS:
                    returned += 1  # a signal's handler came between, and had to connect anew
                    continue
                failure = explained(error, self.path)
                if isinstance(failure, CorruptError) and not repaired:
                    repaired += 1
                    self._repair(str(failure))
                    continue
                self._close_failed()
                if isinstance(error, CorruptError):
                    raise
                if is_read_only(error):  # who gives the permission back need not start the process anew
                    with self._lock, self._checkpointing:
                        self._disconnect()
                if not is_locked(error):
                    raise failure from error
                passed = monotonic()
                if deadline is None:
                    deadline = passed + (self._patience if patience is None else patience)
                if passed >= deadline:
                    raise failure from error
                time.sleep(min(pause, deadline - passed))
                pause = min(2 * pause, _MAX_RETRY_PAUSE_S)
            except OutboxError:  # the file is of a newer version, or not an outbox
                self._close_failed()
                raise

    def _read_on(self, now_ms: int) -> None:
        """Leave a look at the file open: each put after it spares SQLite four of its six calls for locks, and a quarter
        of its time. But nobody's checkpoint gets past it: it is closed by whatever else is done here, a claim for one,
        and ten times a second; and where another process writes, too, it is of no use.
        """
        if self._reading is not None:
            if not 0 <= now_ms - self._reading_since_ms < READING_MS:
                self._stop_reading()
        elif self._db is not None and abs(now_ms - self._others_wrote_ms) > _APART_MS:  # a clock may be set back
            with contextlib.suppress(*FAULTS):  # the put itself knows what to do
                self._writing = self._db.cursor()
                self._reading, self._reading_since_ms = rows.read_on(self._db), now_ms
                self._newest = rows.highest(self._db)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = self._writing = None

    # -- the connection -----------------------------------------------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise OutboxError(f"the outbox {self.path} is closed")
        check_path(self.path)
        while True:
            self._files = self._place.look()
            db = self._place.shared(self._patience, self._open_unmarked)
            if db is not None:
                self._db = db
                return db
            try:
                self._place.alone(self._patience, replacing.finish, self._place)
            except OSError as error:
                raise OutboxError(f"can't finish the repair of the outbox {self.path} ({error})") from error

    def _open_unmarked(self) -> sqlite3.Connection | None:
        """To be called under the lock of the place: nobody puts another file there meanwhile."""
        if self._place.is_marked() or replacing.is_left_over(self._place):
            return None
        pages = max(1, self.max_bytes // PAGE_SIZE)
        log = self._place.beside("-wal")
        left = log.read_bytes() if log.exists() else b""
        db = open_file(self.path, synchronous=_SYNCHRONOUS[self.durability], max_pages=pages, failed=self._failed)
        try:
            self._files = self._place.remember()
            self._owner = replacing.owner(self._place.file)
            self._base = rows.highest(db)
            self._counted = self._place.file.stat().st_size >= _COUNTED_BYTES
            self._behind = False
            if left:
                self._see_what_was_left(db, log, left)
        except BaseException:
            self._failed.append(db)
            raise
        return db

    def _see_what_was_left(self, db: sqlite3.Connection, log: Path, left: bytes) -> None:
        """SQLite ends the log before the first frame that is damaged, and does not say what came after."""
        seen = contents.state_in(db)
        roots = dict(db.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall())
        self._behind = seen is not None and repair.is_behind(Raw(self._place.file), roots, seen)
        hidden = False
        if not self._behind:
            if not self._counted:  # before anything of the log is moved into the file
                rows.recount(db)
                self._counted = True
            believed = rows.frames_in_log(db)
            hidden = believed is not None and repair.hides(left, believed, self._base)
        if (self._behind or hidden) and left == log.read_bytes():
            raise CorruptError(f"the outbox {self.path} is damaged (its log is)")
        self._behind = False

    def _fresh(self, path: Path) -> sqlite3.Connection:
        synchronous = _SYNCHRONOUS[self.durability]
        return open_file(path, synchronous=synchronous, max_pages=_NO_LIMIT_PAGES, patience=self._patience)

    def _disconnect(self) -> None:
        self._stop_reading()
        for db in (self._checkpointer, self._db):
            if db is not None:
                db.close()
        self._checkpointer = self._db = None

    def _return(self, db: sqlite3.Connection) -> bool:
        """Somebody removed, replaced or repaired the files that are open: don't go on where nobody will look.

        Returns whether the outbox is another file now.
        """
        assert self._files is not None
        self._stop_reading()
        try:
            self._place.alone(
                self._patience, vanished.bring_back, self._place, db, self._files, self._owner, self._base, self._fresh
            )
        except (OSError, *FAULTS) as error:
            raise OutboxError(
                f"the outbox {self.path} was removed or replaced while it was open, and could not be put back "
                f"({explained(error, self.path)})"
            ) from error
        if self._place.look() == self._files:
            return False
        with self._checkpointing:
            self._disconnect()
        return True

    def _repair(self, why: str) -> None:
        with self._lock:
            damaged = self._files
            with self._checkpointing:
                self._stop_reading()
                self._failed += [each for each in (self._checkpointer, self._db) if each is not None]
                self._checkpointer = self._db = None
            if damaged is None:
                return
            try:
                self._place.alone(self._patience, repair.repair, self._place, damaged, why, self._behind, self._fresh)
            except (OSError, *FAULTS) as error:
                raise OutboxError(
                    f"the outbox {self.path} is damaged, and could not be set aside ({explained(error, self.path)})"
                ) from error
            finally:
                self._close_failed()

    def _close_failed(self) -> None:
        for db in self._failed:
            db.close()
        self._failed = []

    # -- room on the disk ---------------------------------------------------------------------------------------------

    def _take_room(self, db: sqlite3.Connection, size: int) -> None:
        """Leave room on the disk for the notes of deliveries, and to move what is in the log into the file.

        Raises:
            NoRoomError: there is none.
        """
        self._granted_bytes -= 2 * size + PAGE_SIZE
        if self._granted_bytes >= 0:
            return
        self._granted_bytes = self._room() // 2
        if self._granted_bytes < size:
            self._stop_reading()
            with contextlib.suppress(sqlite3.Error):
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._granted_bytes = self._room() // 2
        if self._granted_bytes < size:
            self._granted_bytes = 0
            raise NoRoomError(
                f"no room on the disk of the outbox {self.path}: nothing was changed; free some space (what is left is "
                "kept for noting deliveries)"
            )
        self._granted_bytes = min(self._granted_bytes, _MOST_GRANTED_BYTES)

    def _room(self) -> int:
        free, total = free_bytes(self._place.file)
        try:
            log = self._place.beside("-wal").stat().st_size
        except OSError:
            log = 0
        return max(0, free - log - min(_RESERVE_BYTES, total // 8))

    def _is_tight(self) -> bool:
        """Whether the disk is nearly full."""
        return self._room() < _MOST_GRANTED_BYTES

    # -- checkpoints --------------------------------------------------------------------------------------------------

    def _checkpoint(self) -> None:
        """Move what was written into the main file: first most of it, while puts go on, then the rest, so that the
        next put begins the WAL anew. Where that is short it is written over and over, which is cheaper than to grow.

        Not without need: a checkpoint with nothing to do, at the moment of a put, is what SQLite's "WAL-reset bug"
        (before 3.51.3) takes to spoil a file.
        """
        passed = monotonic()
        written = self._newest - self._checkpointed_newest
        if passed - self._checkpointed_at < _CHECKPOINT_EVERY_S and written < _CHECKPOINT_EVERY:
            return
        self._checkpointed_at, self._checkpointed_newest = passed, self._newest
        with self._checkpointing:
            self._move_into_file()
        with self._lock, self._checkpointing:
            self._stop_reading()
            self._move_into_file()

    def _move_into_file(self) -> None:
        if self._db is None:
            return
        try:
            if self._checkpointer is None:
                self._checkpointer = self._place.shared(0.0, self._open_checkpointer)
                if self._checkpointer is None:
                    return
                self._checkpointed = -1
            [(version,)] = self._checkpointer.execute("PRAGMA data_version").fetchall()
            if version == self._checkpointed:
                return
            [(_, written, moved)] = self._checkpointer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except (*FAULTS, OutboxError):
            return  # another time
        self._checkpointed = version if written == moved else -1

    def _open_checkpointer(self) -> sqlite3.Connection | None:
        if self._place.is_marked() or self._place.look() != self._files:
            return None
        address = f"{self.path.as_uri()}?mode=rw"
        db = sqlite3.connect(address, timeout=0, uri=True, check_same_thread=False)
        db.execute(f"PRAGMA cache_size = {CACHE}")
        db.execute("SELECT only FROM state").fetchall()  # opens SQLite's other files, too
        return db

    # -- forks --------------------------------------------------------------------------------------------------------

    def _before_fork(self) -> None:
        """SQLite knows by process what it locked: a connection that was open across a fork is no good in the child, and
        makes the child's other connections to the same file no good.
        """
        self._lock.acquire()
        self._checkpointing.acquire()
        self._disconnect()

    def _after_fork_in_parent(self) -> None:
        for lock in (self._checkpointing, self._lock):
            with contextlib.suppress(RuntimeError):  # a signal's handler raised before it was taken
                lock.release()

    def _after_fork_in_child(self) -> None:
        if self._db is not None:  # forked by something that tells Python only afterwards, such as uWSGI
            open_ones = (self._reading, self._writing, self._db, self._checkpointer)
            _inherited.extend(each for each in open_ones if each is not None)
            self._reading = self._writing = self._db = self._checkpointer = None
        self._begin()


_inherited: list[sqlite3.Connection | sqlite3.Cursor] = []
"""What is the parent's, and a child must neither use nor close."""
