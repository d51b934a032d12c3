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
from typing import Final, Self, get_args

from mparticle_facade.delivery import forks
from mparticle_facade.delivery.lease import Holder, is_gone, this_process
from mparticle_facade.delivery.outbox import rows
from mparticle_facade.delivery.outbox.access import READING_MS, Access, Durability
from mparticle_facade.delivery.outbox.file import PAGE_SIZE, NoRoomError, log
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Requeued, Story, WhenFull
from mparticle_facade.errors import ConfigurationError, OutboxError, QueueFullError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS

_QUIET_MS = 1050  # after another sender: its last batches count against the rate for a second
_LEAST_BYTES = 1_000_000
_SPARE_BYTES = 250_000  # nearer to the limit than this, it is the limit that leaves no room
_DROP_AT_LEAST = 8
_LOOK_FOR_ROOM_EVERY_S = 0.05  # another process makes room without a word
_END_OF_TIME_S = 2.0**42
_TROUBLE_KEPT = 1000  # characters
_NOBODY: Final = Holder("", "", 0)
_main_thread = threading.main_thread().ident
"""The thread in which signals' handlers raise: it commits for no other."""


class _Put:
    """A put that waits for the thread that commits."""

    __slots__ = ("batches", "done", "entries", "error")

    def __init__(self, batches: Sequence[New]) -> None:
        self.batches = batches
        self.done = False
        self.entries: list[Entry] = []
        self.error: QueueFullError | OutboxError | None = None


class Outbox(Access):
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

    A damaged file is set aside as ``NAME.corrupt-TIME``, with an error in the log; a fresh one takes its place, with
    all that could still be read. Nothing is deleted. A batch whose row is not what was accepted is never sent: it
    becomes a dead letter. A new file may be read by its user alone (0600); one that is there keeps its mode and owner.

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
        self.max_batches = max_batches
        self.when_full: WhenFull = when_full
        self._lease_ms = int(lease * 1000)
        self._gone = 0
        self._dropped: list[Entry] = []
        self._damaged: list[DeadLetter] = []
        super().__init__(Path(path).absolute(), durability, max_bytes, patience, clock)
        self._do(lambda _: None)
        forks.tell(self)

    def _begin(self) -> None:
        super()._begin()
        self._putting = False
        self._waiting: deque[_Put] = deque()
        self._me = this_process()
        self._claimed = False
        self._sent = False
        self._seen: tuple[Holder, int, float] | None = None
        self._held: tuple[rows.Holds, int] | None = None

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
            if not self._putting:
                if len(batches) == 1:
                    entries = self._put_at_once(batches[0])
                    if entries is not None:
                        return entries
            elif threading.get_ident() != _main_thread:
                return self._put_with_others(batches)
            return self._do(self._insert, batches, stands=_are_there, hasty=True)
        except QueueFullError:
            if self.when_full != "block":
                raise
            return self._put_when_room(batches)

    def _put_at_once(self, new: New) -> list[Entry] | None:
        """The usual case, without what the others need; None where it is one of those, and nothing was done."""
        size = 2 * len(new.payload) + PAGE_SIZE
        with self._lock:
            db = self._db
            now_ms = int(self._clock() * 1000)
            if (
                db is None
                or self._reading is None
                or not 0 <= now_ms - self._reading_since_ms < READING_MS
                or self._granted_bytes < size
                or self._newest - self._gone >= self.max_batches
                or db.in_transaction
            ):
                return None
            self._granted_bytes -= size
            self._putting = True
            try:
                entry = rows.insert_next(db, new, now_ms, self._newest + 1)
            except sqlite3.Error:
                return None  # who asks again knows what to do
            finally:
                self._putting = False
            self._newest = entry.sequence
            if self._place.same(hasty=True):
                return [entry]
        done = [[entry]]
        return self._do(lambda db: done.pop() if done else self._insert(db, [new]), stands=_are_there)

    def _put_with_others(self, batches: Sequence[New]) -> list[Entry]:
        """Threads that accept at the same time share a transaction. What one of them left undone, its own commits."""
        put = _Put(batches)
        self._waiting.append(put)
        with self._lock:
            if not put.done:  # else another thread took it along
                self._commit(put)
        if put.done and put.error is None:
            return put.entries
        if isinstance(put.error, QueueFullError):
            raise put.error
        return self._do(self._insert, batches, stands=_are_there, hasty=True)

    def _commit(self, own: _Put) -> None:
        group = [own]
        while self._waiting:
            put = self._waiting.popleft()
            if put is not own and not put.done:
                group.append(put)
        try:
            entries = self._insert(self._db or self._connect(), [batch for put in group for batch in put.batches])
        except QueueFullError as error:
            if len(group) == 1:
                own.error = error
                own.done = True
            return  # else one by one, to each its own error
        except (sqlite3.Error, OutboxError):
            return
        if not self._place.same(hasty=True):
            return
        for put in group:
            put.entries, entries = entries[: len(put.batches)], entries[len(put.batches) :]
            put.done = True

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
            try:
                return self._do(self._insert, batches, stands=_are_there, hasty=True)
            except QueueFullError:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise
                time.sleep(min(left, _LOOK_FOR_ROOM_EVERY_S))

    def _insert(self, db: sqlite3.Connection, batches: Sequence[New]) -> list[Entry]:
        rows.refuse_within(db)
        self._putting = True
        now_ms = int(self._clock() * 1000)
        try:
            if self._newest + len(batches) - self._gone > self.max_batches:
                return self._insert_into_full(db, batches, now_ms)
            try:
                if len(batches) == 1:
                    new = batches[0]
                    self._take_room(db, len(new.payload))
                    self._read_on(now_ms)
                    entry = rows.insert_one(db, new, now_ms)
                    self._newest = entry.sequence
                    return [entry]
                self._stop_reading()
                self._take_room(db, sum(len(batch.payload) for batch in batches))
                entries, _ = rows.insert(db, batches, now_ms)
            except (sqlite3.Error, NoRoomError) as error:
                if not self._is_limit(db, error, batches):
                    raise
                return self._insert_into_full(db, batches, now_ms)
            if entries:
                self._newest = entries[-1].sequence
            return entries
        finally:
            self._putting = False

    def _insert_into_full(self, db: sqlite3.Connection, batches: Sequence[New], now_ms: int) -> list[Entry]:
        """By what this process knows there is no room: look closely, and make some where that is wanted."""
        drops = self.when_full == "drop_oldest"
        if len(batches) > self.max_batches:
            raise QueueFullError(f"{len(batches)} batches at once, but the outbox {self.path} holds {self.max_batches}")
        self._stop_reading()
        drop = 0
        while True:
            pending = self._look(db).pending
            surplus = pending + len(batches) - self.max_batches
            if surplus > 0 and not drops:
                raise QueueFullError(
                    f"the outbox {self.path} is full: {pending} batches are pending. Nothing was accepted; see why "
                    "nothing is delivered, raise max_batches, or choose another when_full"
                )
            drop = min(max(drop, surplus), pending)
            try:
                entries, dropped = rows.insert(db, batches, now_ms, drop)
            except sqlite3.Error as error:
                if not self._is_limit(db, error, batches):
                    raise
                if not drops or drop == pending:
                    raise QueueFullError(
                        f"the outbox {self.path} is full: it has {self.max_bytes} bytes. Nothing was accepted; see why "
                        "nothing is delivered, what the dead letters are, raise max_bytes, or choose another when_full"
                    ) from None
                drop = max(2 * drop, _DROP_AT_LEAST)
            else:
                self._dropped += dropped
                self._look(db)
                return entries

    def _is_limit(self, db: sqlite3.Connection, error: Exception, batches: Sequence[New]) -> bool:
        """Whether it is the limit that leaves no room for these, and not the disk."""
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
            return False
        used = rows.pages(db) * PAGE_SIZE
        return used + sum(len(batch.payload) for batch in batches) + _SPARE_BYTES > self.max_bytes

    # -- sending ------------------------------------------------------------------------------------------------------

    def claim(self) -> bool:
        """Become, or stay, the one sender; False while another process is.

        To be called before each request: it renews the claim when half of ``lease`` has passed, and says when another
        process has taken over from one that did not renew in time.
        """
        claimed = self._do(self._claim)
        if claimed:
            self._checkpoint()
        return claimed

    def release(self) -> None:
        """Stop being the sender, if we are."""
        if self._claimed:
            self._do(self._release)

    def head(self, batches: int, after: int = 0) -> list[Entry]:
        """The oldest batches that are pending, at most so many; only those past the sequence ``after``.

        A dead letter that was requeued comes at its old place, before newer ones. What is not what was accepted becomes
        a dead letter, see `take_damaged`.
        """
        while True:
            found = self._do(self._head, batches, after)
            if found.damaged:
                letters = self._do(rows.bury, found.damaged, self._now_ms())
                for letter in letters:
                    log.error(
                        "a batch of the outbox %s is %s; it is a dead letter now", self.path, letter.reason,
                        extra={"event": "damaged", "source_request_id": letter.source_request_id},
                    )  # fmt: skip
                self._damaged += letters
            if found.entries or not found.damaged:
                self._sent = self._sent or bool(found.entries)
                return found.entries

    def _head(self, db: sqlite3.Connection, batches: int, after: int) -> rows.Head:
        self._stop_reading()
        return rows.head(db, batches, after)

    def take_damaged(self) -> list[DeadLetter]:
        """The dead letters that became such since this was asked last because their rows were damaged."""
        damaged, self._damaged = self._damaged, []
        return damaged

    def settle(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        """Take batches out, in one transaction: the delivered, and those that become dead letters.

        Each counts once, whoever settles it first: what is not pending any more changes nothing, except that a dead
        letter which was delivered after all is none any more. When this raises, nothing was settled: call it again.
        """
        self._do(self._settle, delivered, dead)
        self._checkpoint()

    def _settle(self, db: sqlite3.Connection, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        self._stop_reading()
        try:
            rows.settle(db, delivered, dead)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
                raise
            db.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()  # what can be moved makes room in the log
            rows.settle(db, delivered, dead)
        if not self._look(db).pending:
            with contextlib.suppress(sqlite3.Error):  # another time
                rows.shrink(db, tight=self._is_tight())

    def hold_until(self, epoch_s: float) -> None:
        """No request before this time, by whichever process, restarts included (``Retry-After``). 0 lifts a hold."""
        self._do(self._hold, int(min(epoch_s, _END_OF_TIME_S) * 1000))

    def _hold(self, db: sqlite3.Connection, until_ms: int) -> None:
        self._stop_reading()
        rows.hold(db, self._now_ms(), until_ms)

    def held_until(self) -> float:
        """The time before which nothing may be sent, in epoch seconds; 0 when there is none.

        After a change of sender it includes the second in which the batches of the one before count against the rate.
        A clock that was set back makes no hold longer than it was asked to be.
        """
        return self._do(self._held_until) / 1000

    def _held_until(self, db: sqlite3.Connection) -> int:
        self._stop_reading()
        now_ms = self._now_ms()
        holds = rows.holds(db)
        seen, self._held = self._held, (holds, now_ms)
        since = max(holds[0], holds[2])
        if seen is not None and seen[0] == holds:
            since = max(since, seen[1])
        if now_ms < since and max(holds[1], holds[3]) > now_ms:
            holds = rows.move_holds(db, holds, now_ms, since - now_ms)
            self._held = holds, now_ms
        until_ms = max(holds[1], holds[3])
        return until_ms if until_ms > now_ms else 0

    def note(self, trouble: str, failures: int, next_try_s: float) -> None:
        """Keep why nothing moves, for who asks, in whatever process."""
        self._do(self._note, trouble, failures, int(min(next_try_s, _END_OF_TIME_S) * 1000))

    def _note(self, db: sqlite3.Connection, trouble: str, failures: int, next_try_ms: int) -> None:
        self._stop_reading()
        rows.note(db, trouble[:_TROUBLE_KEPT], self._now_ms() if trouble else 0, failures, next_try_ms)

    def story(self) -> Story:
        """Why nothing moves, by what whichever sender noted last."""
        return self._do(rows.story)

    def _claim(self, db: sqlite3.Connection) -> bool:
        self._stop_reading()
        now_ms = self._now_ms()
        holder, until_ms = rows.sender(db)
        self._claimed = holder.token == self._me.token
        if self._claimed and self._lease_ms / 2 < until_ms - now_ms <= self._lease_ms:
            return True
        rows.refuse_within(db)
        with db:
            rows.begin(db)
            holder, until_ms = rows.sender(db)
            claimed = holder.token == self._me.token
            if claimed or not self._holds(holder, until_ms, now_ms):
                rows.set_sender(db, self._me, now_ms + self._lease_ms, now_ms)
                if not claimed and holder != _NOBODY:  # it ended without a word: who knows when it last sent
                    rows.be_quiet(db, now_ms, now_ms + _QUIET_MS)
                self._sent = self._sent and claimed
                claimed = True
        self._claimed = claimed
        return claimed

    def _holds(self, holder: Holder, until_ms: int, now_ms: int) -> bool:
        """Whether another's claim still counts; by a clock that nobody sets, where it seems to last too long."""
        if holder == _NOBODY or until_ms <= now_ms or is_gone(holder):
            return False
        passed = time.monotonic()
        if self._seen is None or self._seen[:2] != (holder, until_ms):
            self._seen = holder, until_ms, passed
        return passed - self._seen[2] < self._lease_ms / 1000

    def _release(self, db: sqlite3.Connection) -> None:
        self._stop_reading()
        rows.refuse_within(db)
        with db:
            rows.begin(db)
            if rows.sender(db)[0].token == self._me.token:
                now_ms = self._now_ms()
                rows.set_sender(db, _NOBODY, 0, now_ms)
                if self._sent:
                    rows.be_quiet(db, now_ms, now_ms + _QUIET_MS)
        self._claimed = self._sent = False

    # -- totals, dead letters -----------------------------------------------------------------------------------------

    def counts(self, patience: float | None = None) -> Counts:
        """The totals since the file was created, of all processes; ``patience`` in place of the outbox's own."""
        return self._do(self._look, patience=patience)

    def _look(self, db: sqlite3.Connection) -> Counts:
        self._stop_reading()
        counts = rows.counts(db)
        self._newest = counts.accepted
        self._gone = counts.accepted - counts.pending
        return counts

    def oldest_pending_ms(self) -> int | None:
        """When the oldest pending batch was accepted, in epoch milliseconds."""
        return self._do(rows.oldest_pending_ms)

    def dead_letters(self, limit: int | None = None) -> list[DeadLetter]:
        """The batches that could not be delivered, oldest first."""
        return self._do(lambda db: list(rows.dead_letters(db, limit)))

    def requeue(self, source_request_ids: Collection[str] | None = None) -> Requeued:
        """Make dead letters pending again, with the same bytes, id and place in the order; all, unless told which.

        ``max_batches`` does not stop it.
        """
        return self._do(self._requeue, source_request_ids)

    def _requeue(self, db: sqlite3.Connection, source_request_ids: Collection[str] | None) -> Requeued:
        self._stop_reading()
        requeued = rows.requeue(db, source_request_ids, self._now_ms() - SOURCE_REQUEST_ID_MEMORY_MS)
        self._look(db)
        return requeued

    # -- the end ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the file; pending batches stay there. Closing again does nothing."""
        if not self._closed:
            with contextlib.suppress(OutboxError):  # then the claim runs out by itself
                self.release()
        with self._lock, self._checkpointing:
            self._closed = True
            self._disconnect()

    def _after_fork_in_child(self) -> None:
        self._dropped = []
        self._damaged = []
        super()._after_fork_in_child()


def _are_there(db: sqlite3.Connection, entries: Sequence[Entry]) -> bool:
    return all(rows.has(db, entry) for entry in entries)
