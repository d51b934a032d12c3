"""How batches come into an outbox file: alone, several in one transaction, from several threads, when it is full."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.outbox import rows
from mparticle_facade.delivery.outbox.access import READING_MS, Access, Durability
from mparticle_facade.delivery.outbox.file import FAULTS, PAGE_SIZE, NoRoomError
from mparticle_facade.delivery.queue import Counts, Entry, New, WhenFull
from mparticle_facade.errors import OutboxError, QueueFullError

_SPARE_BYTES = 250_000  # nearer to the limit than this, it is the limit that leaves no room
_DROP_AT_LEAST = 8
_LOOK_FOR_ROOM_EVERY_S = 0.05  # another process makes room without a word
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


class Accepting(Access):
    """The half of `Outbox` that takes batches in."""

    def __init__(
        self,
        path: Path,
        durability: Durability,
        max_batches: int,
        max_bytes: int,
        when_full: WhenFull,
        patience: float,
        clock: Callable[[], float],
    ) -> None:
        self.max_batches = max_batches
        self.when_full: WhenFull = when_full
        self._gone = 0
        self._dropped: list[Entry] = []
        super().__init__(path, durability, max_bytes, patience, clock)

    def _begin(self) -> None:
        super()._begin()
        self._putting = False
        self._waiting: deque[_Put] = deque()

    def put(self, batches: Sequence[New]) -> list[Entry]:
        """Accept batches, all or none, in one transaction; when it returns they are in the file.

        Raises:
            QueueFullError: there is no room, and ``when_full`` is not to make any.
            OutboxError: the file can't be written.
        """
        if not batches:
            return []
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
                or self._writing is None
                or not 0 <= now_ms - self._reading_since_ms < READING_MS
                or self._granted_bytes < size
                or self._newest - self._gone >= self.max_batches
                or db.in_transaction
            ):
                return None
            self._granted_bytes -= size
            self._putting = True
            try:
                entry = rows.insert_next(self._writing, new, now_ms, self._newest + 1)
            except FAULTS:
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
        except (*FAULTS, OutboxError):
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
        deadline = monotonic() + self._patience
        while True:
            try:
                return self._do(self._insert, batches, stands=_are_there, hasty=True)
            except QueueFullError:
                left = deadline - monotonic()
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

    def _look(self, db: sqlite3.Connection) -> Counts:
        self._stop_reading()
        counts = rows.counts(db)
        self._newest = counts.accepted
        self._gone = counts.accepted - counts.pending
        return counts


def _are_there(db: sqlite3.Connection, entries: Sequence[Entry]) -> bool:
    return all(rows.has(db, entry) for entry in entries)
