"""What an uploader needs of the place where accepted batches wait; kept in memory, or in an outbox file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

import msgspec

WhenFull = Literal["raise", "block", "drop_oldest"]
"""What happens to a batch for which there is no room: refused, made to wait, or taken in place of the oldest."""


class Entry(msgspec.Struct, frozen=True, gc=False):  # 100,000 may wait: none of the garbage collector's business
    """A batch that was accepted, with what stays the same until it is settled."""

    sequence: int
    """Its place in the order of acceptance; never used twice."""
    payload: bytes
    """The JSON, ``source_request_id`` included: every attempt sends these bytes."""
    source_request_id: str
    accepted_ms: int
    """When it was accepted, in epoch milliseconds."""


class New(msgspec.Struct, frozen=True, gc=False):
    """A batch to accept."""

    payload: bytes
    source_request_id: str


class DeadLetter(NamedTuple):
    """A batch that can't be delivered, with the reason."""

    sequence: int
    payload: bytes
    source_request_id: str
    accepted_ms: int
    died_ms: int
    status: int
    """HTTP status, 0 where the service was not asked."""
    reason: str


class Requeued(NamedTuple):
    """What became of dead letters that were to be sent again."""

    batches: int
    """So many are pending again, with the same bytes and ``source_request_id``."""
    forgotten: int
    """So many of these are older than the service's memory of ids: one that had arrived all the same would count twice
    (F-35)."""


class Story(NamedTuple):
    """Why nothing moves."""

    trouble: str = ""
    """What the last request failed for; empty since one succeeded."""
    trouble_ms: int = 0
    """When, in epoch milliseconds."""
    failures: int = 0
    """Requests that failed in a row."""
    next_try_ms: int = 0
    """Nothing is sent before this epoch millisecond; 0 when nothing is in the way."""
    sender: str = ""
    """Who sends: process and host; empty when nobody does, or nobody else could."""
    sender_since_ms: int = 0


class Counts(NamedTuple):
    """Totals of a queue since it was created; ``accepted == delivered + pending + dead + dropped`` at every moment."""

    accepted: int
    delivered: int
    pending: int
    dead: int
    dropped: int


@runtime_checkable
class Queue(Protocol):
    """Batches in order of acceptance; threads may share one.

    One sender at a time takes from a queue, whatever the number of processes on it (`claim`): that is what keeps the
    order of each user's batches, the pace, and ``Retry-After``, without more locks.
    """

    def put(self, batches: Sequence[New]) -> list[Entry]:
        """Accept batches, all or none; when it returns they are as durable as the queue is.

        Raises `QueueFullError`, or `OutboxError` when the file can't be used: nothing was accepted then.
        """
        ...

    def take_dropped(self) -> list[Entry]:
        """The batches that this process's puts dropped to make room, and that were not yet asked for."""
        ...

    def claim(self) -> bool:
        """Become, or stay, the one sender; False while another process is. To be renewed before it expires."""
        ...

    def release(self) -> None:
        """Stop being the sender, if we are."""
        ...

    def head(self, batches: int, after: int = 0) -> list[Entry]:
        """The oldest batches that are pending, at most so many; only those past the sequence ``after``.

        One that was a dead letter and is to be sent again comes at its old place, before newer ones.
        """
        ...

    def take_damaged(self) -> list[DeadLetter]:
        """The dead letters that became such, since this was asked last, because what was kept of them was damaged."""
        ...

    def settle(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        """Take batches out, in one transaction: the delivered, and those that become dead letters.

        Each counts once, whoever settles it first; one that was delivered after all is no dead letter any more.
        """
        ...

    def hold_until(self, epoch_s: float) -> None:
        """No request before this time, by whichever process, restarts included (``Retry-After``). 0 lifts a hold."""
        ...

    def held_until(self) -> float:
        """The time before which nothing may be sent, in epoch seconds; 0 when there is none.

        After a change of sender it includes the second in which the batches of the one before count against the rate.
        """
        ...

    def note(self, trouble: str, failures: int, next_try_s: float) -> None:
        """Keep why nothing moves, for who asks: the last error, how many in a row, and when the next try is (epoch)."""
        ...

    def story(self) -> Story:
        """Why nothing moves, by what whichever sender noted last."""
        ...

    def counts(self, patience: float | None = None) -> Counts:
        """The totals; ``patience`` is how many seconds to wait for others to let us look, the queue's own without."""
        ...

    def oldest_pending_ms(self) -> int | None:
        """When the oldest pending batch was accepted, in epoch milliseconds."""
        ...

    def close(self) -> None:
        """Let go of files; pending batches stay where they are."""
        ...
