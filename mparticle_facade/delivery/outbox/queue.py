"""`Outbox`: accepted batches in an SQLite file, which survive the process and may be shared by several."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final, Self, get_args

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery import forks
from mparticle_facade.delivery.lease import Holder, is_gone, this_process
from mparticle_facade.delivery.moments import END_OF_TIME_S, Moment
from mparticle_facade.delivery.outbox import rows, state
from mparticle_facade.delivery.outbox.accepting import Accepting
from mparticle_facade.delivery.outbox.access import Durability
from mparticle_facade.delivery.outbox.file import log
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, Requeued, Story, WhenFull
from mparticle_facade.errors import ConfigurationError, OutboxError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS

_QUIET_MS = 1050  # after another sender: its last batches count against the rate for a second
_LEAST_BYTES = 1_000_000
_TROUBLE_KEPT = 1000  # characters
_NOBODY: Final = Holder("", "", 0)


class Outbox(Accepting):
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
        for name, seconds in (("patience", patience), ("lease", lease)):
            if not (isinstance(seconds, int | float) and 0 <= seconds < END_OF_TIME_S):
                raise ConfigurationError(f"{name} must be a number of seconds, at least 0, not {seconds!r}")
        self._lease_ms = int(lease * 1000)
        self._damaged: list[DeadLetter] = []
        super().__init__(Path(path).absolute(), durability, max_batches, max_bytes, when_full, patience, clock)
        self._do(lambda _: None)
        forks.tell(self)

    def _begin(self) -> None:
        super()._begin()
        self._me = this_process()
        self._claimed = False
        self._sent = False
        self._seen: tuple[state.Claim, float] | None = None
        self._held: tuple[state.Waits, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Outbox({str(self.path)!r}, durability={self.durability!r})"

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
        self._do(self._hold, int(min(epoch_s, END_OF_TIME_S) * 1000))

    def _hold(self, db: sqlite3.Connection, until_ms: int) -> None:
        self._stop_reading()
        state.hold(db, self._now(), until_ms)

    def held_until(self) -> float:
        """The time before which nothing may be sent, in epoch seconds; 0 when there is none.

        After a change of sender it includes the second in which the batches of the one before count against the rate.
        A clock that is set changes no hold, where the system says for how long it runs (Linux); elsewhere one that was
        set back makes none longer than it was asked to be.
        """
        return self._do(self._held_until) / 1000

    def _held_until(self, db: sqlite3.Connection) -> int:
        self._stop_reading()
        now = self._now()
        waits = state.waits(db)
        if not now.boot:
            waits = self._seen_to_be_set_back(db, waits, now)
        left_ms = waits.left_ms(now)
        return now.wall_ms + left_ms if left_ms > 0 else 0

    def _seen_to_be_set_back(self, db: sqlite3.Connection, waits: state.Waits, now: Moment) -> state.Waits:
        """Without a clock that nobody sets: by what was seen of the other one before."""
        seen, self._held = self._held, (waits, now.wall_ms)
        since = max(waits.asked.set_ms, waits.quiet.set_ms)
        if seen is not None and seen[0] == waits:
            since = max(since, seen[1])
        if now.wall_ms < since and max(waits.asked.until_ms, waits.quiet.until_ms) > now.wall_ms:
            waits = state.set_back(db, waits, now, since - now.wall_ms)
            self._held = waits, now.wall_ms
        return waits

    def note(self, trouble: str, failures: int, next_try_s: float) -> None:
        """Keep why nothing moves, for who asks, in whatever process."""
        self._do(self._note, trouble, failures, int(min(next_try_s, END_OF_TIME_S) * 1000))

    def _note(self, db: sqlite3.Connection, trouble: str, failures: int, next_try_ms: int) -> None:
        self._stop_reading()
        state.note(db, trouble[:_TROUBLE_KEPT], self._now_ms() if trouble else 0, failures, next_try_ms)

    def story(self) -> Story:
        """Why nothing moves, by what whichever sender noted last."""
        return self._do(state.story)

    def _claim(self, db: sqlite3.Connection) -> bool:
        self._stop_reading()
        now = self._now()
        there = state.claim(db)
        self._claimed = there.holder.token == self._me.token
        if self._claimed and self._lease_ms / 2 < there.left_ms(now) <= self._lease_ms:
            return True
        rows.refuse_within(db)
        with db:
            rows.begin(db)
            there = state.claim(db)
            claimed = there.holder.token == self._me.token
            if claimed or not self._holds(there, now):
                state.set_claim(db, self._me, now, self._lease_ms)
                if not claimed and there.holder != _NOBODY:  # it ended without a word: who knows when it last sent
                    state.be_quiet(db, now, _QUIET_MS)
                self._sent = self._sent and claimed
                claimed = True
        self._claimed = claimed
        return claimed

    def _holds(self, there: state.Claim, now: Moment) -> bool:
        """Whether another's claim still counts; by what passed here, where it seems to last too long."""
        if there.holder == _NOBODY or there.left_ms(now) <= 0 or is_gone(there.holder):
            return False
        passed = monotonic()
        if self._seen is None or self._seen[0] != there:
            self._seen = there, passed
        return passed - self._seen[1] < self._lease_ms / 1000

    def _release(self, db: sqlite3.Connection) -> None:
        self._stop_reading()
        rows.refuse_within(db)
        with db:
            rows.begin(db)
            if state.claim(db).holder.token == self._me.token:
                now = self._now()
                state.set_claim(db, _NOBODY, now, 0)
                if self._sent:
                    state.be_quiet(db, now, _QUIET_MS)
        self._claimed = self._sent = False

    # -- totals, dead letters -----------------------------------------------------------------------------------------

    def counts(self, patience: float | None = None) -> Counts:
        """The totals since the file was created, of all processes; ``patience`` in place of the outbox's own."""
        return self._do(self._look, patience=patience)

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
