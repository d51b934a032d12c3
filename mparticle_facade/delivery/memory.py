"""`MemoryQueue`: accepted batches in memory, which end with the process."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Sequence
from itertools import islice

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery import forks
from mparticle_facade.delivery.backlog import BLOCK_BYTES, Block, GivenUp, blocks
from mparticle_facade.delivery.bell import Bell
from mparticle_facade.delivery.moments import END_OF_TIME_S, Moment, moments
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Requeued, Story, WhenFull
from mparticle_facade.errors import QueueFullError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS

_DEAD_LETTERS_KEPT = 1000


class MemoryQueue:
    """A queue in memory, for the threads of one process. A forked child starts with an empty one.

    Args:
        max_batches: how many batches may be pending.
        max_bytes: how many bytes they may have together.
        near_bytes: so many of them are at hand. What comes while there are more waits behind them, in compressed
            blocks. A sender that keeps up never meets one.
        when_full: ``"raise"`` a `QueueFullError`; ``"block"`` until there is room, for ``patience`` seconds at most and
            a `QueueFullError` then; or ``"drop_oldest"``: see `take_dropped`.
        patience: seconds to wait for room.
        clock: epoch seconds.

    The last 1,000 dead letters are kept; all are counted.

    A signal's handler may raise in the middle of any method, or put a batch itself. Python runs it after a call, and at
    the end of a loop's turn: so a batch and its count change in statements with no call between, or in one call of a
    built-in type; and what takes longer to prepare is only used where nothing has changed meanwhile.
    """

    def __init__(
        self,
        *,
        max_batches: int = 100_000,
        max_bytes: int = 64_000_000,
        near_bytes: int = 4_000_000,
        when_full: WhenFull = "raise",
        patience: float = 5.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.max_batches = max_batches
        self.max_bytes = max_bytes
        self._near_bytes = near_bytes
        self._block_bytes = min(BLOCK_BYTES, near_bytes)
        self.when_full = when_full
        self._patience = patience
        self._clock = clock
        self._now = moments(clock)
        self._begin()
        forks.tell(self)

    def _begin(self) -> None:
        self._lock = threading.RLock()  # a signal's handler may upload, too
        self._room = Bell()
        self._pending: OrderedDict[int, Entry] = OrderedDict()
        self._blocks: tuple[Block, ...] = ()
        self._newest: dict[int, Entry] = {}
        self._newest_bytes = 0
        self._behind = 0  # batches in blocks, and the newest ones after them
        self._bytes = 0
        self._numbers = itertools.count(1)
        self._delivered = self._dead = self._dropped = 0
        self._letters: deque[DeadLetter] = deque(maxlen=_DEAD_LETTERS_KEPT)
        self._given_up: tuple[Entry, ...] = ()
        self._hold = (Moment(0), 0, 0)
        self._story = Story()
        self._closed = False

    def put(self, batches: Sequence[New]) -> list[Entry]:
        """Accept batches, all or none.

        Raises:
            QueueFullError: there is no room, and ``when_full`` is not to make any.
        """
        if not batches:
            return []
        now_ms = int(self._clock() * 1000)
        size = 0
        for batch in batches:
            size += len(batch.payload)
        deadline = None
        while True:
            with self._lock:
                if self._closed:
                    raise RuntimeError("the queue in memory is closed and accepts no batch")
                if self._fits(batches, size) or self._make_room(batches, size):
                    accepted: dict[int, Entry] = {}
                    for new in batches:
                        sequence = next(self._numbers)
                        accepted[sequence] = Entry(sequence, new.payload, new.source_request_id, now_ms)
                    if self._behind or self._bytes + size > self._near_bytes:
                        self._put_behind(accepted, size)
                    else:
                        self._bytes += size
                        self._pending.update(accepted)
                    return list(accepted.values())
            deadline = deadline or monotonic() + self._patience
            left = deadline - monotonic()
            if self.when_full != "block" or left <= 0 or not self._ever_fits(batches, size):
                raise QueueFullError(
                    f"the queue in memory is full: {self._batches()} batches of {self._bytes} bytes together are "
                    "pending. Nothing was accepted; see why nothing is delivered, raise max_batches or max_bytes, "
                    "choose another when_full, or use an outbox"
                )
            self._room.wait(left, unless=lambda: self._fits(batches, size))

    def _put_behind(self, accepted: dict[int, Entry], size: int) -> None:
        batches = len(accepted)
        self._bytes += size
        self._behind += batches
        self._newest_bytes += size
        self._newest.update(accepted)
        if self._newest_bytes >= self._block_bytes:
            behind, before, newest = self._behind, self._blocks, self._newest
            made = (*before, *blocks(list(newest.values()), self._block_bytes))
            if self._behind == behind and self._blocks is before and self._newest is newest:
                self._blocks, self._newest, self._newest_bytes = made, {}, 0

    def _bring_forward(self, batches: int) -> None:
        """Have so many of those behind at hand, and the rest of their block."""
        behind, before, newest = self._behind, self._blocks, self._newest
        opened: dict[int, Entry] = {}
        at = 0
        while len(opened) < batches and at < len(before):
            opened.update((entry.sequence, entry) for entry in before[at])
            at += 1
        left, rest, size = before[at:], newest, self._newest_bytes
        if len(opened) < batches:
            opened.update(newest)
            rest, size = {}, 0
        still = behind - len(opened)
        if self._behind == behind and self._blocks is before and self._newest is newest:
            self._behind, self._blocks, self._newest, self._newest_bytes = still, left, rest, size
            self._pending.update(opened)

    def _batches(self) -> int:
        return len(self._pending) + self._behind

    def _fits(self, batches: Sequence[New], size: int) -> bool:
        pending = len(self._pending) + self._behind
        return pending + len(batches) <= self.max_batches and self._bytes + size <= self.max_bytes

    def _ever_fits(self, batches: Sequence[New], size: int) -> bool:
        return len(batches) <= self.max_batches and size <= self.max_bytes

    def _make_room(self, batches: Sequence[New], size: int) -> bool:
        if self.when_full != "drop_oldest" or not self._ever_fits(batches, size):
            return False
        while not self._fits(batches, size):
            if not self._pending:
                self._bring_forward(1)
                continue
            for sequence, oldest in self._pending.items():
                length = len(oldest.payload)
                if sequence in self._pending:
                    self._given_up += (oldest,)
                    self._bytes -= length
                    self._dropped += 1
                    del self._pending[sequence]
                break
        return True

    def take_dropped(self) -> list[Entry]:
        """The batches that puts dropped to make room, since this was asked last."""
        if not self._given_up:
            return []
        with self._lock:
            given_up, self._given_up = self._given_up, ()
        return list(given_up)

    def drop_all(self) -> GivenUp:
        """Give up what is pending, and accept nothing more; returns it."""
        with self._lock:
            self._closed = True
            left = GivenUp(self._batches(), self._pending.values(), *self._blocks, self._newest.values())
            pending, batches = OrderedDict[int, Entry](), len(left)
            self._bytes = self._newest_bytes = self._behind = 0
            self._dropped += batches
            self._pending, self._blocks, self._newest = pending, (), {}
        self._room.ring()
        return left

    def claim(self) -> bool:
        """True: there is no other process."""
        return True

    def release(self) -> None:
        """Nothing to do: there is no other process."""

    def head(self, batches: int, after: int = 0) -> list[Entry]:
        """The oldest batches that are pending, at most so many; only those past the sequence ``after``."""
        with self._lock:
            found = self._at_hand(batches, after)
            while len(found) < batches and self._behind:
                self._bring_forward(batches - len(found))
                found = self._at_hand(batches, after)
            return found

    def _at_hand(self, batches: int, after: int) -> list[Entry]:
        if not after:
            return list(islice(self._pending.values(), batches))
        return list(islice((entry for entry in self._pending.values() if entry.sequence > after), batches))

    def settle(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        """Take batches out: the delivered, and those that become dead letters. What is not pending changes nothing."""
        with self._lock:
            self._reach(delivered)
            self._reach(dead)
            pending = self._pending
            for entry in delivered:
                sequence, size = entry.sequence, len(entry.payload)
                if sequence in pending:
                    self._bytes -= size
                    self._delivered += 1
                    del pending[sequence]
                else:
                    self._revive(sequence)
            for letter in dead:
                sequence, size = letter.sequence, len(letter.payload)
                if sequence in pending:
                    self._bytes -= size
                    self._dead += 1
                    self._letters += (letter,)
                    del pending[sequence]
        self._room.ring()

    def _reach(self, batches: Sequence[Entry] | Sequence[DeadLetter]) -> None:
        """Have these at hand, as those are that `head` returned."""
        newest = max((batch.sequence for batch in batches), default=0) if self._behind else 0
        while self._behind and newest >= (self._blocks[0].first if self._blocks else min(self._newest)):
            self._bring_forward(1)

    def _revive(self, sequence: int) -> None:
        """It was delivered after all."""
        for letter in self._letters:
            if letter.sequence == sequence:
                self._dead -= 1
                self._delivered += 1
                self._letters.remove(letter)
                return

    def hold_until(self, epoch_s: float) -> None:
        """No request before this time (``Retry-After``). 0 lifts a hold."""
        now = self._now()
        until_ms = int(min(epoch_s, END_OF_TIME_S) * 1000)
        self._hold = now, until_ms, now.after(until_ms - now.wall_ms)

    def held_until(self) -> float:
        """The time before which nothing may be sent, in epoch seconds; 0 when there is none.

        As in an outbox, a clock that is set changes no hold.
        """
        now = self._now()
        seen, until_ms, until_boot_ms = self._hold
        if now.boot:
            until_ms = now.wall_ms + now.left_ms(until_ms, until_boot_ms)
        else:
            until_ms += min(0, now.wall_ms - seen.wall_ms)
            self._hold = now, until_ms, 0
        return until_ms / 1000 if until_ms > now.wall_ms else 0.0

    def note(self, trouble: str, failures: int, next_try_s: float) -> None:
        """Keep why nothing moves, for who asks."""
        self._story = Story(trouble, int(self._clock() * 1000) if trouble else 0, failures, int(next_try_s * 1000))

    def story(self) -> Story:
        """Why nothing moves."""
        return self._story

    def counts(self, patience: float | None = None) -> Counts:  # noqa: ARG002  # nobody holds it up
        """The totals."""
        with self._lock:
            pending = self._batches()
            delivered, dead, dropped = self._delivered, self._dead, self._dropped
            return Counts(delivered + pending + dead + dropped, delivered, pending, dead, dropped)

    def take_damaged(self) -> list[DeadLetter]:
        """None: memory is not damaged."""
        return []

    def oldest_pending_ms(self) -> int | None:
        """When the oldest pending batch was accepted, in epoch milliseconds."""
        oldest = self.head(1)
        return oldest[0].accepted_ms if oldest else None

    def dead_letters(self, limit: int | None = None) -> list[DeadLetter]:
        """The batches that could not be delivered, oldest first."""
        with self._lock:
            return list(islice(sorted(self._letters), limit))

    def requeue(self, source_request_ids: Collection[str] | None = None) -> Requeued:
        """Make dead letters pending again, with the same bytes, id and place in the order; all, unless told which.

        This is not held up by ``max_batches``.
        """
        forgotten_ms = int(self._clock() * 1000) - SOURCE_REQUEST_ID_MEMORY_MS
        with self._lock:
            while True:
                before, dropped = self._bytes, self._dropped
                wanted = [
                    letter
                    for letter in self._letters
                    if source_request_ids is None or letter.source_request_id in source_request_ids
                ]
                size = sum(len(letter.payload) for letter in wanted)
                entries = [(letter.sequence, Entry(*letter[:4])) for letter in wanted]
                pending = OrderedDict(sorted([*self._pending.items(), *entries]))
                gone = {letter.sequence for letter in wanted}
                kept = deque((each for each in self._letters if each.sequence not in gone), maxlen=_DEAD_LETTERS_KEPT)
                dead = self._dead - len(wanted)
                if self._bytes == before and self._dropped == dropped:
                    self._bytes += size
                    self._letters, self._pending, self._dead = kept, pending, dead
                    return Requeued(len(wanted), sum(letter.accepted_ms < forgotten_ms for letter in wanted))

    def close(self) -> None:
        """Nothing to do: there is no file."""

    def _before_fork(self) -> None:
        self._lock.acquire()

    def _after_fork_in_parent(self) -> None:
        with contextlib.suppress(RuntimeError):  # a signal's handler raised before it was taken
            self._lock.release()

    def _after_fork_in_child(self) -> None:
        self._begin()
