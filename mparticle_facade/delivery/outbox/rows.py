# ruff: noqa: S608  # the statements are put together from constants
"""The tables of an outbox and what happens to their rows: each function one transaction, or one look.

``accepted == delivered + pending + dead + dropped`` because a row and its count change together. ``accepted`` is the
highest sequence, so that accepting costs no second write: kept in ``state`` as soon as a row leaves ``pending``.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from mparticle_facade.delivery.lease import Holder
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Requeued

SCHEMA: Final = """
CREATE TABLE pending (
    sequence INTEGER PRIMARY KEY, accepted_ms INTEGER NOT NULL, source_request_id TEXT NOT NULL, payload BLOB NOT NULL);
CREATE TABLE dead (
    sequence INTEGER PRIMARY KEY, accepted_ms INTEGER NOT NULL, source_request_id TEXT NOT NULL, payload BLOB NOT NULL,
    died_ms INTEGER NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    highest INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0,
    hold_set_ms INTEGER NOT NULL DEFAULT 0, hold_until_ms INTEGER NOT NULL DEFAULT 0,
    quiet_set_ms INTEGER NOT NULL DEFAULT 0, quiet_until_ms INTEGER NOT NULL DEFAULT 0,
    sender TEXT NOT NULL DEFAULT '', sender_host TEXT NOT NULL DEFAULT '', sender_pid INTEGER NOT NULL DEFAULT 0,
    sender_until_ms INTEGER NOT NULL DEFAULT 0);
INSERT INTO state (only) VALUES (1);
"""

_WORTH_SHRINKING = 16_000
"""Pages: 64 MB."""
RETIRED: Final = "this outbox was replaced"

_INSERT = """INSERT INTO pending (sequence, accepted_ms, source_request_id, payload) VALUES (
    max(coalesce((SELECT max(sequence) FROM pending), 0), (SELECT highest FROM state)) + 1, ?, ?, ?)"""
_NEWEST = "max(highest, coalesce((SELECT max(sequence) FROM pending), 0))"
_ENTRY = "sequence, payload, source_request_id, accepted_ms"
_HOLDS = "hold_set_ms, hold_until_ms, quiet_set_ms, quiet_until_ms"
_LETTER = f"{_ENTRY}, died_ms, status, reason"


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it, or nothing. Nobody else writes meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def read_on(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Begin to read, until the cursor is closed."""
    return db.execute("SELECT only FROM state")


# -- accepting --------------------------------------------------------------------------------------------------------


def insert_one(db: sqlite3.Connection, new: New, now_ms: int) -> Entry:
    """Accept a batch, in a transaction of its own where there is none."""
    sequence = db.execute(_INSERT, (now_ms, new.source_request_id, new.payload)).lastrowid
    assert sequence is not None
    return Entry(sequence, new.payload, new.source_request_id, now_ms)


def insert(
    db: sqlite3.Connection, batches: Sequence[New], now_ms: int, drop: int = 0
) -> tuple[list[Entry], list[Entry]]:
    """Give up so many of the oldest, and accept batches; returns the accepted and the dropped."""
    with transaction(db):
        dropped = _drop(db, drop) if drop else []
        return [insert_one(db, new, now_ms) for new in batches], dropped


def _drop(db: sqlite3.Connection, batches: int) -> list[Entry]:
    _remember_highest(db)
    dropped = head(db, batches)
    if dropped:
        db.execute("DELETE FROM pending WHERE sequence <= ?", (dropped[-1].sequence,))
        db.execute("UPDATE state SET dropped = dropped + ?", (len(dropped),))
    return dropped


def _remember_highest(db: sqlite3.Connection) -> None:
    db.execute(f"UPDATE state SET highest = {_NEWEST}")


# -- sending ----------------------------------------------------------------------------------------------------------


def head(db: sqlite3.Connection, batches: int, after: int = 0) -> list[Entry]:
    """The oldest that are pending, past the sequence ``after``."""
    rows = db.execute(f"SELECT {_ENTRY} FROM pending WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, batches))
    return [Entry(*row) for row in rows]


def settle(db: sqlite3.Connection, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
    """Take batches out. Only what is there changes a count."""
    sequences = sorted({entry.sequence for entry in delivered})
    with transaction(db):
        _remember_highest(db)
        out = _delete(db, "pending", sequences)
        revived = _delete(db, "dead", sequences) if out < len(sequences) else 0
        died = 0
        for letter in dead:
            if _delete(db, "pending", [letter.sequence]):
                db.execute(f"INSERT INTO dead ({_LETTER}) VALUES (?, ?, ?, ?, ?, ?, ?)", letter)
                died += 1
        db.execute("UPDATE state SET delivered = delivered + ?, dead = dead + ?", (out + revived, died - revived))


def _delete(db: sqlite3.Connection, table: str, sequences: Sequence[int]) -> int:
    """Delete what is there of these, which are sorted; returns how many were."""
    if not sequences:
        return 0
    first, last = sequences[0], sequences[-1]
    if last - first + 1 == len(sequences):
        return db.execute(f"DELETE FROM {table} WHERE sequence BETWEEN ? AND ?", (first, last)).rowcount
    return db.executemany(f"DELETE FROM {table} WHERE sequence = ?", ((each,) for each in sequences)).rowcount


def sender(db: sqlite3.Connection) -> tuple[Holder, int]:
    """Who sends, and until when by its last word."""
    token, host, pid, until_ms = db.execute(
        "SELECT sender, sender_host, sender_pid, sender_until_ms FROM state"
    ).fetchone()
    return Holder(token, host, pid), until_ms


def set_sender(db: sqlite3.Connection, holder: Holder, until_ms: int) -> None:
    """Within a transaction: from now on it is this one."""
    db.execute("UPDATE state SET sender = ?, sender_host = ?, sender_pid = ?, sender_until_ms = ?", (*holder, until_ms))


def hold(db: sqlite3.Connection, now_ms: int, until_ms: int) -> None:
    """Nothing is sent before, because the service said so."""
    db.execute("UPDATE state SET hold_set_ms = ?, hold_until_ms = ?", (now_ms, until_ms))


def be_quiet(db: sqlite3.Connection, now_ms: int, until_ms: int) -> None:
    """Nothing is sent before, because another sender just did."""
    db.execute("UPDATE state SET quiet_set_ms = ?, quiet_until_ms = ?", (now_ms, until_ms))


def held_until_ms(db: sqlite3.Connection, now_ms: int) -> int:
    """Before when nothing is sent; 0 when there is nothing in the way."""
    hold_set, hold_until, quiet_set, quiet_until = _holds(db)
    if now_ms < max(hold_set, quiet_set):  # the clock was set back: their lengths count, from now
        hold_until, quiet_until = (
            min(until, now_ms + max(0, until - since))
            for since, until in ((hold_set, hold_until), (quiet_set, quiet_until))
        )
        hold(db, now_ms, hold_until)
        be_quiet(db, now_ms, quiet_until)
    until = max(hold_until, quiet_until)
    return until if until > now_ms else 0


def _holds(db: sqlite3.Connection) -> tuple[int, int, int, int]:
    row: tuple[int, int, int, int] = db.execute(f"SELECT {_HOLDS} FROM state").fetchone()
    return row


# -- looking ----------------------------------------------------------------------------------------------------------


def counts(db: sqlite3.Connection) -> Counts:
    """The totals."""
    accepted, delivered, dead, dropped = db.execute(f"SELECT {_NEWEST}, delivered, dead, dropped FROM state").fetchone()
    return Counts(accepted, delivered, accepted - delivered - dead - dropped, dead, dropped)


def oldest_pending_ms(db: sqlite3.Connection) -> int | None:
    """When the oldest was accepted."""
    row = db.execute("SELECT accepted_ms FROM pending ORDER BY sequence LIMIT 1").fetchone()
    return row[0] if row else None


def pages(db: sqlite3.Connection) -> int:
    """How many pages of the file are in use."""
    return _pages(db)[0]


def shrink(db: sqlite3.Connection) -> None:
    """Give the room of a backlog back to the disk, where that costs next to nothing."""
    used, free = _pages(db)
    if free > _WORTH_SHRINKING and used < free / 8:
        db.execute("VACUUM")


def _pages(db: sqlite3.Connection) -> tuple[int, int]:
    """Used and free."""
    (every,) = db.execute("PRAGMA page_count").fetchone()
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    return every - free, free


def asked_hold_until_ms(db: sqlite3.Connection, now_ms: int) -> int:
    """Before when nothing is sent because the service said so; changes nothing."""
    since, until, _, _ = _holds(db)
    until = min(until, now_ms + max(0, until - since))
    return until if until > now_ms else 0


# -- dead letters -----------------------------------------------------------------------------------------------------


def dead_letters(db: sqlite3.Connection, limit: int | None = None) -> Iterator[DeadLetter]:
    """Oldest first."""
    rows = db.execute(f"SELECT {_LETTER} FROM dead ORDER BY sequence LIMIT ?", (-1 if limit is None else limit,))
    return (DeadLetter(*row) for row in rows)


def dead_by_reason(db: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Status, reason, and how many; most first."""
    return db.execute("SELECT status, reason, count(*) FROM dead GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2").fetchall()


def requeue(db: sqlite3.Connection, source_request_ids: Collection[str] | None, forgotten_before_ms: int) -> Requeued:
    """Make dead letters pending again; all, or these."""
    batches = forgotten = 0
    with transaction(db):
        letters = db.execute("SELECT sequence, source_request_id, accepted_ms FROM dead ORDER BY sequence").fetchall()
        for sequence, source_request_id, accepted_ms in letters:
            if source_request_ids is None or source_request_id in source_request_ids:
                db.execute(f"INSERT INTO pending ({_ENTRY}) SELECT {_ENTRY} FROM dead WHERE sequence = ?", (sequence,))
                db.execute("DELETE FROM dead WHERE sequence = ?", (sequence,))
                batches += 1
                forgotten += accepted_ms < forgotten_before_ms
        db.execute("UPDATE state SET dead = dead - ?", (batches,))
    return Requeued(batches, forgotten)


# -- rescuing ---------------------------------------------------------------------------------------------------------


def rescue(damaged: sqlite3.Connection, fresh: sqlite3.Connection) -> int:
    """Copy whatever can still be read into a fresh outbox; returns how many accepted batches could not be.

    Those count as dropped. Where not even the counts can be read, all that are not there do.
    """
    with transaction(fresh):
        newest = 0
        for table, columns in (("pending", _ENTRY), ("dead", _LETTER)):
            marks = ", ".join("?" * (columns.count(",") + 1))
            for order in ("ASC", "DESC"):  # from both ends, up to where it is damaged
                with contextlib.suppress(sqlite3.DatabaseError):
                    for row in damaged.execute(f"SELECT {columns} FROM {table} ORDER BY sequence {order}"):
                        fresh.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)
                        newest = max(newest, row[0])
        (pending,) = fresh.execute("SELECT count(*) FROM pending").fetchone()
        (dead,) = fresh.execute("SELECT count(*) FROM dead").fetchone()
        highest = delivered = dropped = 0
        state = f"SELECT highest, delivered, dropped, {_HOLDS} FROM state"
        with contextlib.suppress(sqlite3.DatabaseError, TypeError):
            highest, delivered, dropped, *holds = damaged.execute(state).fetchone()
            hold(fresh, *holds[:2])
            be_quiet(fresh, *holds[2:])
        highest = max(highest, newest, pending + dead)
        delivered = min(delivered, highest - pending - dead)
        lost: int = max(0, highest - pending - dead - delivered - dropped)
        fresh.execute(
            "UPDATE state SET highest = ?, delivered = ?, dead = ?, dropped = ?",
            (highest, delivered, dead, highest - pending - dead - delivered),
        )
    return lost


def retire(db: sqlite3.Connection) -> None:
    """Make sure that no process that still has this file open writes into it."""
    for name, event in (("retired_pending", "INSERT ON pending"), ("retired_state", "UPDATE ON state")):
        db.execute(f"CREATE TRIGGER {name} BEFORE {event} BEGIN SELECT RAISE(ABORT, '{RETIRED}'); END")


def is_retired(db: sqlite3.Connection) -> bool:
    """Whether another file took its place, with all that was in it."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'retired_state'").fetchone() is not None
