"""What an uploader says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class FlushResult(NamedTuple):
    """What became of the batches of an uploader, of its whole outbox if it has one; true when none is pending.

    Batches that are in a request at this moment are pending.
    """

    delivered: int
    """Batches that the service accepted since the uploader was opened."""
    pending: int
    """Batches that wait, those found in the outbox included."""
    dead: int
    """Batches that became dead letters since the uploader was opened."""

    def __bool__(self) -> bool:
        return self.pending == 0


@dataclass(frozen=True, slots=True)
class Stats:
    """An uploader at one moment. ``accepted == delivered + pending + dead + dropped``, always.

    The first five are of the whole queue, whatever process did it, since this uploader was opened; what was found
    pending then counts as accepted. The rest is what this process did and knows.
    """

    accepted: int
    """Batches."""
    delivered: int
    """Batches that the service accepted."""
    pending: int
    """Batches that wait, or are in a request."""
    dead: int
    """Batches that became dead letters."""
    dropped: int
    """Batches that were given up for lack of room, or of time at the end; each was told to ``on_dropped``."""
    retried: int
    """Times a batch was put off by a failed request."""
    requests: int
    """Requests sent, failed ones included."""
    oldest_pending_age_s: float
    """Seconds that the oldest pending batch has waited; 0 when there is none."""
    rate_limit_used: float | None
    """Per cent of the service's limit, as it last said (F-33)."""
    held_until: float
    """Nothing is sent before this epoch second, as the service asked for; 0 when it did not."""
    paused: str | None
    """Why nothing is sent until somebody changes a setting, such as wrong credentials; None when all is well."""
    last_error: str | None = None
    """What the last request failed for, whichever process made it; None since one succeeded."""
    last_error_at: float = 0.0
    """When, in epoch seconds."""
    failures: int = 0
    """Requests that failed in a row."""
    next_try_at: float = 0.0
    """Before this epoch second there is no other request, unless somebody flushes; 0 when nothing is in the way."""
    sender: str | None = None
    """Who sends the batches of the outbox: process and host; None when nobody does, or without an outbox."""
    sender_since: float = 0.0
    """Since when, in epoch seconds."""
