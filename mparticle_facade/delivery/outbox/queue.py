"""`Outbox`: accepted batches in an SQLite file, which survive the process and may be shared by several."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final, Literal, Self, TypeVar, TypeVarTuple, get_args

from mparticle_facade.delivery import forks
from mparticle_facade.delivery.lease import Holder, is_gone, this_process
from mparticle_facade.delivery.outbox import rows
from mparticle_facade.delivery.outbox.file import (
    PAGE_SIZE,
    CorruptError,
    NoRoomError,
    explained,
    is_locked,
    open_file,
    restore,
    set_aside,
)
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Requeued, WhenFull
from mparticle_facade.errors import ConfigurationError, OutboxError, QueueFullError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS

Durability = Literal["process", "power"]
"""What accepted batches survive: the end of the process, however it comes, or a loss of power, too."""

_SYNCHRONOUS: Final[dict[Durability, str]] = {"process": "NORMAL", "power": "FULL"}
_QUIET_MS = 1050  # after another sender: its last batches count against the rate for a second
_CHECKPOINT_EVERY_S = 1.0
_CHECKPOINT_EVERY = 2000  # batches
_READING_MS = 100  # so long a look is left open, see `Outbox._read_on`
_APART_MS = 1000  # so long none is, after one was in the way of another process's write
_LEAST_BYTES = 1_000_000
_SPARE_BYTES = 250_000  # nearer to the limit than this, it is the limit that leaves no room
_DROP_AT_LEAST = 8
_MAX_RETRY_PAUSE_S = 0.005
_LOOK_FOR_ROOM_EVERY_S = 0.05  # another process makes room without a word
_NOBODY = Holder("", "", 0)

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


class _Put:
    """A put that waits for the thread that commits."""

    __slots__ = ("batches", "done", "entries", "error")

    def __init__(self, batches: Sequence[New]) -> None:
        self.batches = batches
        self.done = False
        self.entries: list[Entry] = []
        self.error: QueueFullError | OutboxError | None = None


class Outbox:
    """A queue in a file. Accepted batches survive the process; several processes, and threads, may share it.

    Args:
        path: the file; created when missing, in a directory that exists. SQLite keeps two more next to it, with
            ``-wal`` and ``-shm`` at the end of their names. It must be on a local disk: network drives lock unreliably.
        durability: ``"process"``: what was accepted survives the end of the process (``kill -9``, out of memory), but
            the last moments before a loss of power, or a crash of the system, may be missing. ``"power"``: they survive
            this, too, as far as the disk keeps its word: each acceptance waits for the disk. What is accepted at the
            same time by several threads shares one wait.
        max_batches: how many batches may be pending. Exact within one process; several that fill it at the same time
            may overshoot by a few.
        max_bytes: how large the file may grow, dead letters included; next to it the ``-wal`` may reach another 16 MB,
            and more where puts come faster than it can be moved into the file.
        when_full: ``"raise"`` a `QueueFullError`; ``"block"`` until there is room, for ``patience`` seconds at most and
            a `QueueFullError` then; or ``"drop_oldest"``: see `take_dropped`.
        patience: seconds to wait for room, and for the lock of another program on the file.
        lease: seconds after which another process may take over from a sender that does not renew its claim. Should
            be more than a request may take. One that is known to be dead, or that released, is replaced at once.
        clock: epoch seconds.

    A damaged file is set aside as ``NAME.corrupt-TIME``, with a warning in the log; a fresh one takes its place, with
    all that could still be read. Nothing is deleted.

    Raises:
        ConfigurationError: a setting that can't work.
        OutboxError: the file can't be used: no such directory, no permission, locked, another program's, or written by
            a newer version. Any method that works on the file may raise it.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        durability: Durability = "process",
        max_batches: int = 1_000_000,
        max_bytes: int = 4_000_000_000,
        when_full: WhenFull = "raise",
        patience: float = 5.0,
        lease: float = 30.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if durability not in get_args(Durability) or when_full not in get_args(WhenFull):
            raise ConfigurationError(
                f"durability={durability!r}, when_full={when_full!r}: one of them is none there is"
            )
        if max_batches < 1 or max_bytes < _LEAST_BYTES:
            raise ConfigurationError(f"an outbox needs room for 1 batch and {_LEAST_BYTES} bytes at least")
        self.path = Path(path).absolute()
        self.durability: Durability = durability
        self.max_batches = max_batches
        self.max_bytes = max_bytes
        self.when_full: WhenFull = when_full
        self._patience = patience
        self._lease_ms = int(lease * 1000)
        self._clock = clock
        self._closed = False
        self._db: sqlite3.Connection | None = None
        self._inode: int | None = None
        self._checkpointer: sqlite3.Connection | None = None
        self._reading: sqlite3.Cursor | None = None
        self._reading_since_ms = self._others_wrote_ms = 0
        self._checkpointed_at = 0.0
        self._checkpointed_newest = 0
        self._checkpointed = -1
        self._newest = 0
        self._gone = 0
        self._dropped: list[Entry] = []
        self._begin()
        with self._lock:
            self._do(lambda _: None)
        forks.tell(self)

    def _begin(self) -> None:
        """What every process has for itself."""
        self._lock = threading.RLock()  # a signal's handler may upload, too
        self._room = threading.Condition(self._lock)
        self._checkpointing = threading.Lock()
        self._waiting: deque[_Put] = deque()
        self._me = this_process()
        self._claimed = False
        self._sent = False
        self._seen: tuple[Holder, int, float] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Outbox({str(self.path)!r}, durability={self.durability!r})"

    # -- accepting ----------------------------------------------------------------------------------------------------

    def put(self, batches: Sequence[New]) -> list[Entry]:
        """Accept batches, all or none, in one transaction; when it returns they are in the file.

        Raises:
            QueueFullError: there is no room, and ``when_full`` is not to make any.
            OutboxError: the file can't be written.
        """
        try:
            if self._lock.acquire(False):
                try:
                    return self._insert(batches)
                finally:
                    self._lock.release()
            return self._put_with_others(batches)
        except QueueFullError:
            if self.when_full != "block":
                raise
            return self._put_when_room(batches)

    def _put_with_others(self, batches: Sequence[New]) -> list[Entry]:
        put = _Put(batches)
        self._waiting.append(put)
        with self._lock:
            if not put.done:  # else another thread took it along
                self._commit_waiting()
        if put.error is not None:
            raise put.error
        return put.entries

    def take_dropped(self) -> list[Entry]:
        """The batches that puts of this process dropped, with ``drop_oldest``, since this was asked last.

        One that was just being sent may arrive all the same; it counts as dropped.
        """
        if not self._dropped:
            return []
        with self._lock:
            dropped, self._dropped = self._dropped, []
        return dropped

    def _put_when_room(self, batches: Sequence[New]) -> list[Entry]:
        deadline = time.monotonic() + self._patience
        while True:
            with self._lock:
                try:
                    return self._insert(batches)
                except QueueFullError:
                    left = deadline - time.monotonic()
                    if left <= 0:
                        raise
                    self._room.wait(min(left, _LOOK_FOR_ROOM_EVERY_S))

    def _commit_waiting(self) -> None:
        group: list[_Put] = []
        while self._waiting:
            group.append(self._waiting.popleft())
        try:
            if len(group) > 1:
                with contextlib.suppress(QueueFullError, OutboxError):  # then one by one, to each its own error
                    entries = self._insert([batch for put in group for batch in put.batches])
                    for put in group:
                        put.entries, entries = entries[: len(put.batches)], entries[len(put.batches) :]
                        put.done = True
            for put in group:
                if not put.done:
                    try:
                        put.entries = self._insert(put.batches)
                    except (QueueFullError, OutboxError) as error:
                        put.error = error
                    put.done = True
        except BaseException:  # an interrupt: those who wait commit their own
            self._waiting.extendleft(reversed([put for put in group if not put.done]))
            raise

    def _insert(self, batches: Sequence[New]) -> list[Entry]:
        if self._db is not None and self._db.in_transaction:
            raise OutboxError(
                f"the outbox {self.path} is in a transaction, which this handler of a signal interrupted: "
                "nothing was accepted; upload outside of it"
            )
        now_ms = int(self._clock() * 1000)
        if self._newest + len(batches) - self._gone > self.max_batches:
            return self._insert_into_full(batches, now_ms)
        try:
            if len(batches) == 1:
                self._read_on(now_ms)
                entries = [self._patiently(rows.insert_one, batches[0], now_ms)]
            else:
                entries, _ = self._do(rows.insert, batches, now_ms)
        except NoRoomError:
            if not self._at_limit(batches):
                raise
            return self._insert_into_full(batches, now_ms)
        if entries:
            self._newest = entries[-1].sequence
        return entries

    def _read_on(self, now_ms: int) -> None:
        """Leave a look at the file open: each put after it spares SQLite four of its six calls for locks, and a quarter
        of its time. But nobody's checkpoint gets past it: it is closed by whatever else is done here, a claim for one,
        and ten times a second; and where another process writes, too, it is of no use.
        """
        if self._reading is not None:
            if not 0 <= now_ms - self._reading_since_ms < _READING_MS:
                self._stop_reading()
        elif self._db is not None and abs(now_ms - self._others_wrote_ms) > _APART_MS:  # a clock may be set back
            with contextlib.suppress(sqlite3.Error):  # the put itself knows what to do
                self._reading, self._reading_since_ms = rows.read_on(self._db), now_ms

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def _insert_into_full(self, batches: Sequence[New], now_ms: int) -> list[Entry]:
        """By what this process knows there is no room: look closely, and make some where that is wanted."""
        drops = self.when_full == "drop_oldest"
        if len(batches) > self.max_batches:
            raise QueueFullError(f"{len(batches)} batches at once, but the outbox {self.path} holds {self.max_batches}")
        drop = 0
        while True:
            pending = self._look().pending
            surplus = pending + len(batches) - self.max_batches
            if surplus > 0 and not drops:
                raise QueueFullError(
                    f"the outbox {self.path} is full: {pending} batches are pending. Nothing was accepted; see why "
                    "nothing is delivered, raise max_batches, or choose another when_full"
                )
            drop = min(max(drop, surplus), pending)
            try:
                entries, dropped = self._do(rows.insert, batches, now_ms, drop)
            except NoRoomError:
                if not self._at_limit(batches):
                    raise
                if not drops or drop == pending:
                    raise QueueFullError(
                        f"the outbox {self.path} is full: it has {self.max_bytes} bytes. Nothing was accepted; see why "
                        "nothing is delivered, what the dead letters are, raise max_bytes, or choose another when_full"
                    ) from None
                drop = max(2 * drop, _DROP_AT_LEAST)
            else:
                self._dropped += dropped
                self._look()
                return entries

    # -- sending ------------------------------------------------------------------------------------------------------

    def claim(self) -> bool:
        """Become, or stay, the one sender; False while another process is.

        To be called before each request: it renews the claim when half of ``lease`` has passed, and says when another
        process has taken over from one that did not renew in time.
        """
        with self._lock:
            self._stop_reading()
            if self._db is not None and _inode(self.path) != self._inode:
                self._return_to_path(self._db)
            claimed = self._do(self._claim)
        if claimed:
            self._checkpoint()
        return claimed

    def release(self) -> None:
        """Stop being the sender, if we are."""
        with self._lock:
            if self._claimed:
                self._do(self._release)

    def head(self, batches: int, after: int = 0) -> list[Entry]:
        """The oldest batches that are pending, at most so many; only those past the sequence ``after``.

        A dead letter that was requeued comes at its old place, before newer ones.
        """
        with self._lock:
            entries = self._do(rows.head, batches, after)
            self._sent = self._sent or bool(entries)
        return entries

    def settle(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        """Take batches out, in one transaction: the delivered, and those that become dead letters.

        Each counts once, whoever settles it first: what is not pending any more changes nothing, except that a dead
        letter which was delivered after all is none any more. When this raises, nothing was settled: call it again.
        """
        with self._lock:
            self._do(rows.settle, delivered, dead)
            if not self._look().pending and self._db is not None:
                with contextlib.suppress(sqlite3.Error):  # another time
                    rows.shrink(self._db)
            self._room.notify_all()
        self._checkpoint()

    def hold_until(self, epoch_s: float) -> None:
        """No request before this time, by whichever process, restarts included (``Retry-After``). 0 lifts a hold."""
        with self._lock:
            self._do(rows.hold, self._now_ms(), int(epoch_s * 1000))

    def held_until(self) -> float:
        """The time before which nothing may be sent, in epoch seconds; 0 when there is none.

        After a change of sender it includes the second in which the batches of the one before count against the rate.
        A clock that was set back makes no hold longer than it was asked to be.
        """
        with self._lock:
            return self._do(rows.held_until_ms, self._now_ms()) / 1000

    def _claim(self, db: sqlite3.Connection) -> bool:
        now_ms = self._now_ms()
        holder, until_ms = rows.sender(db)
        self._claimed = holder.token == self._me.token
        if self._claimed and self._lease_ms / 2 < until_ms - now_ms <= self._lease_ms:
            return True
        with rows.transaction(db):
            holder, until_ms = rows.sender(db)
            self._claimed = holder.token == self._me.token
            if self._claimed or not self._holds(holder, until_ms, now_ms):
                rows.set_sender(db, self._me, now_ms + self._lease_ms)
                if not self._claimed and holder != _NOBODY:  # it ended without a word: who knows when it last sent
                    rows.be_quiet(db, now_ms, now_ms + _QUIET_MS)
                self._sent = self._sent and self._claimed
                self._claimed = True
        return self._claimed

    def _holds(self, holder: Holder, until_ms: int, now_ms: int) -> bool:
        """Whether another's claim still counts; by a clock that nobody sets, where it seems to last too long."""
        if holder == _NOBODY or until_ms <= now_ms or is_gone(holder):
            return False
        passed = time.monotonic()
        if self._seen is None or self._seen[:2] != (holder, until_ms):
            self._seen = holder, until_ms, passed
        return passed - self._seen[2] < self._lease_ms / 1000

    def _release(self, db: sqlite3.Connection) -> None:
        with rows.transaction(db):
            if rows.sender(db)[0].token == self._me.token:
                rows.set_sender(db, _NOBODY, 0)
                if self._sent:
                    rows.be_quiet(db, self._now_ms(), self._now_ms() + _QUIET_MS)
        self._claimed = self._sent = False

    def _now_ms(self) -> int:
        return int(self._clock() * 1000)

    # -- totals, dead letters -----------------------------------------------------------------------------------------

    def counts(self) -> Counts:
        """The totals since the file was created, of all processes."""
        with self._lock:
            return self._look()

    def _look(self) -> Counts:
        counts = self._do(rows.counts)
        self._newest = counts.accepted
        self._gone = counts.accepted - counts.pending
        return counts

    def oldest_pending_ms(self) -> int | None:
        """When the oldest pending batch was accepted, in epoch milliseconds."""
        with self._lock:
            return self._do(rows.oldest_pending_ms)

    def dead_letters(self, limit: int | None = None) -> list[DeadLetter]:
        """The batches that could not be delivered, oldest first."""
        with self._lock:
            return self._do(lambda db: list(rows.dead_letters(db, limit)))

    def requeue(self, source_request_ids: Collection[str] | None = None) -> Requeued:
        """Make dead letters pending again, with the same bytes, id and place in the order; all, unless told which.

        ``max_batches`` does not stop it.
        """
        with self._lock:
            forgotten_before_ms = self._now_ms() - SOURCE_REQUEST_ID_MEMORY_MS
            requeued = self._do(rows.requeue, source_request_ids, forgotten_before_ms)
            self._look()
        return requeued

    # -- the file -----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the file; pending batches stay there. Closing again does nothing."""
        if self._closed:
            return
        with contextlib.suppress(OutboxError):  # then the claim runs out by itself
            self.release()
        with self._lock, self._checkpointing:
            self._closed = True
            self._disconnect()

    def _do(self, operation: Callable[[sqlite3.Connection, *Arguments], T], *arguments: *Arguments) -> T:
        """Work on the file, with the lock held; patient with other processes, and clear when it can't be done."""
        self._stop_reading()
        return self._patiently(operation, *arguments)

    def _patiently(self, operation: Callable[[sqlite3.Connection, *Arguments], T], *arguments: *Arguments) -> T:
        started: float | None = None
        pause = 0.0001
        repaired = False
        while True:
            try:
                return operation(self._db or self._connect(), *arguments)
            except (sqlite3.Error, CorruptError) as error:
                if self._reading is not None:  # that may be why; nothing below opens it again
                    self._stop_reading()
                    self._others_wrote_ms = self._now_ms()
                    continue
                failure = error if isinstance(error, CorruptError) else explained(error, self.path)
                if isinstance(failure, CorruptError) and not repaired:
                    repaired = True
                    self._repair()
                    continue
                if isinstance(error, CorruptError):
                    raise
                if not is_locked(error):
                    raise failure from error
                started = started or time.monotonic()
                if time.monotonic() - started > self._patience:
                    raise failure from error
                time.sleep(pause)
                pause = min(2 * pause, _MAX_RETRY_PAUSE_S)

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise OutboxError(f"the outbox {self.path} is closed")
        self._inode = _inode(self.path)
        self._db = self._open(self.path)
        self._inode = _inode(self.path)
        return self._db

    def _open(self, path: Path) -> sqlite3.Connection:
        pages = max(1, self.max_bytes // PAGE_SIZE)
        return open_file(path, synchronous=_SYNCHRONOUS[self.durability], max_pages=pages)

    def _disconnect(self) -> None:
        self._stop_reading()
        for db in (self._checkpointer, self._db):
            if db is not None:
                db.close()
        self._checkpointer = self._db = None

    def _return_to_path(self, elsewhere: sqlite3.Connection) -> None:
        """Somebody deleted or moved the file while it was open: don't go on where nobody will look."""
        try:
            restore(self.path, elsewhere, self._open)
        except (OSError, sqlite3.Error, OutboxError) as error:
            raise OutboxError(f"the outbox {self.path} was removed, and could not be put back ({error})") from error
        with self._checkpointing:
            self._disconnect()

    def _repair(self) -> None:
        with self._checkpointing:
            self._disconnect()
        try:
            set_aside(self.path, self._inode, self._open)
        except (OSError, sqlite3.Error) as error:
            raise OutboxError(f"the outbox {self.path} is damaged, and could not be set aside ({error})") from error

    def _at_limit(self, batches: Sequence[New]) -> bool:
        """Whether it is the limit that leaves no room for these, and not the disk."""
        used = self._do(rows.pages) * PAGE_SIZE
        return used + sum(len(batch.payload) for batch in batches) + _SPARE_BYTES > self.max_bytes

    def _checkpoint(self) -> None:
        """Move what was written into the main file: first most of it, while puts go on, then the rest, so that the
        next put begins the WAL anew. Where that is short it is written over and over, which is cheaper than to grow.

        Not without need: a checkpoint with nothing to do, at the moment of a put, is what SQLite's "WAL-reset bug"
        (before 3.51.3) takes to spoil a file.
        """
        passed = time.monotonic()
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
                address = f"{self.path.as_uri()}?mode=rw"  # the file may just have been removed
                self._checkpointer = sqlite3.connect(address, timeout=0, uri=True, check_same_thread=False)
                self._checkpointed = -1
            (version,) = self._checkpointer.execute("PRAGMA data_version").fetchone()
            if version == self._checkpointed:
                return
            _, written, moved = self._checkpointer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sqlite3.Error:
            return  # another time
        self._checkpointed = version if written == moved else -1

    # -- forks --------------------------------------------------------------------------------------------------------

    def _before_fork(self) -> None:
        """SQLite knows by process what it locked: a connection that was open across a fork is no good in the child, and
        makes the child's other connections to the same file no good.
        """
        self._lock.acquire()
        self._checkpointing.acquire()
        self._disconnect()

    def _after_fork_in_parent(self) -> None:
        self._checkpointing.release()
        self._lock.release()

    def _after_fork_in_child(self) -> None:
        if self._db is not None:  # forked by something that tells Python only afterwards, such as uWSGI
            _inherited.extend(each for each in (self._reading, self._db, self._checkpointer) if each is not None)
            self._reading = self._db = self._checkpointer = None
        self._dropped = []
        self._begin()


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


_inherited: list[sqlite3.Connection | sqlite3.Cursor] = []
"""What is the parent's, and a child must neither use nor close."""
