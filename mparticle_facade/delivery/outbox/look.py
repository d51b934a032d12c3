"""A look at an outbox, live or not, that changes nothing in it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mparticle_facade.delivery.lease import Holder, is_gone
from mparticle_facade.delivery.outbox import rows
from mparticle_facade.delivery.outbox.file import check_version, explained
from mparticle_facade.delivery.queue import Counts
from mparticle_facade.errors import OutboxError


class Reasons(NamedTuple):
    """So many dead letters have this reason."""

    status: int
    reason: str
    batches: int


class Look(NamedTuple):
    """An outbox at one moment."""

    counts: Counts
    oldest_pending_s: float | None
    """Age of the oldest pending batch, in seconds."""
    held_until: float
    """Nothing is sent before this epoch second, as the service asked for; 0 when it did not."""
    sender: Holder | None
    """Who sends, if anybody does."""
    dead: list[Reasons]
    file_bytes: int
    """Of the file and its ``-wal``."""


def look(path: Path) -> Look:
    """What is in the outbox.

    Raises:
        OutboxError: there is none, or it can't be read.
    """
    now_ms = int(time.time() * 1000)
    with open_to_read(path) as db:
        oldest_ms = rows.oldest_pending_ms(db)
        holder, until_ms = rows.sender(db)
        sends = holder.token and until_ms > now_ms and not is_gone(holder)
        return Look(
            rows.counts(db),
            None if oldest_ms is None else max(0, now_ms - oldest_ms) / 1000,
            rows.asked_hold_until_ms(db, now_ms) / 1000,
            holder if sends else None,
            [Reasons(*row) for row in rows.dead_by_reason(db)],
            sum(each.stat().st_size for each in (path, _wal(path)) if each.exists()),
        )


@contextmanager
def open_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one moment, and can't write.

    Raises:
        OutboxError: there is no outbox, or it can't be read.
    """
    if not path.is_file():
        raise OutboxError(f"there is no outbox {path}")
    # Without a log all is in the file, which can then be read where even a reader may not create SQLite's other files.
    way = "mode=ro" if _wal(path).exists() else "immutable=1"
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    try:
        if check_version(db, path) == 0:
            raise OutboxError(f"{path} is empty")
        db.execute("BEGIN")
        yield db
    except sqlite3.Error as error:
        raise explained(error, path) from error
    finally:
        db.close()


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
