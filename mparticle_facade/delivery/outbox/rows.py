# ruff: noqa: S608  # the statements are put together from constants
"""What happens to the rows of an outbox: each function one transaction, or one look.

``accepted == delivered + pending + dead + dropped`` because a row and its count change together. ``accepted`` is the
highest sequence, so that accepting costs no second write: kept in ``state`` as soon as a row leaves ``pending``.

A handler of a signal may raise after any call. So a transaction is ``with db``, whose end is no bytecode of ours: it
commits, or rolls back, whatever came between; and what is looked at is fetched whole, so that no look stays open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple
from zlib import crc32

from mparticle_facade.delivery.outbox import columns
from mparticle_facade.delivery.outbox.columns import TOTALS_CHECK, damaged_letter, is_whole
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Requeued

_WORTH_SHRINKING = 16_000
"""Pages: 64 MB."""
_WORTH_SHRINKING_ON_A_FULL_DISK = 250

_NEXT = "max(coalesce((SELECT max(sequence) FROM pending), 0), (SELECT highest FROM state)) + 1"
# Twice, as a subquery that reads the table which is written to costs a table of its own.
_INSERT: Final = f"""INSERT INTO pending (sequence, accepted_ms, source_request_id, payload, checksum)
    VALUES ({_NEXT}, ?, ?, ?, ? + {_NEXT})"""
_NEWEST = "max(highest, coalesce((SELECT max(sequence) FROM pending), 0))"
_ENTRY = "sequence, payload, CAST(source_request_id AS BLOB), accepted_ms"
_DEAD = "sequence, payload, source_request_id, accepted_ms, died_ms, status, reason, checksum"


class DisagreementError(Exception):
    """The totals and the rows say different things: one of them is damaged."""


class WithinTransactionError(Exception):
    """A handler of a signal interrupted a transaction of its own thread."""


def begin(db: sqlite3.Connection) -> None:
    """Begin to write; to be called within ``with db``, which ends it. Nobody else writes meanwhile."""
    db.execute("BEGIN IMMEDIATE")


def refuse_within(db: sqlite3.Connection) -> None:
    """Before ``with db``: an inner transaction would end the outer one."""
    if db.in_transaction:
        raise WithinTransactionError


def read_on(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Begin to read, until the cursor is closed."""
    return db.execute("SELECT only FROM state")


# -- accepting --------------------------------------------------------------------------------------------------------


def insert_one(db: sqlite3.Connection, new: New, now_ms: int) -> Entry:
    """Accept a batch, in a transaction of its own where there is none."""
    identity = new.source_request_id
    payload = new.payload
    check = columns.checksum(now_ms, identity.encode(), payload)
    sequence = db.execute(_INSERT, (now_ms, identity, payload, check)).lastrowid
    assert sequence is not None
    return Entry(sequence, payload, identity, now_ms)


def insert_next(cursor: sqlite3.Cursor, new: New, now_ms: int, sequence: int) -> Entry:
    """Accept a batch under a number that is known to be the next: while a look is open, no other process's write is
    followed by ours.
    """
    identity = new.source_request_id
    payload = new.payload
    check = sequence + crc32(identity.encode() + payload, now_ms & 0xFFFFFFFF)  # `columns.checksum`, without a call
    cursor.execute("INSERT INTO pending VALUES (?, ?, ?, ?, ?)", (sequence, now_ms, identity, payload, check))
    return Entry(sequence, payload, identity, now_ms)


def insert(
    db: sqlite3.Connection, batches: Sequence[New], now_ms: int, drop: int = 0
) -> tuple[list[Entry], list[Entry]]:
    """Give up so many of the oldest, and accept batches; returns the accepted and the dropped."""
    refuse_within(db)
    with db:
        begin(db)
        dropped = _drop(db, drop) if drop else []
        return [insert_one(db, new, now_ms) for new in batches], dropped


def has(db: sqlite3.Connection, entry: Entry) -> bool:
    """Whether this batch is here, pending or dead, under whatever number."""
    found = db.execute(
        "SELECT 1 FROM pending WHERE source_request_id = :id AND payload = :payload UNION ALL "
        "SELECT 1 FROM dead WHERE source_request_id = :id AND payload = :payload LIMIT 1",
        {"id": entry.source_request_id, "payload": entry.payload},
    ).fetchall()
    return bool(found)


def _drop(db: sqlite3.Connection, batches: int) -> list[Entry]:
    _remember_highest(db)
    oldest = db.execute(f"SELECT {_ENTRY} FROM pending ORDER BY sequence LIMIT ?", (batches,)).fetchall()
    if oldest:
        _count(db, dropped=_delete(db, "pending", [row[0] for row in oldest], exactly=True))
    return [Entry(sequence, payload, columns.text(name), ms) for sequence, payload, name, ms in oldest]


def _count(db: sqlite3.Connection, delivered: int = 0, dead: int = 0, dropped: int = 0) -> None:
    """So many more, in the transaction that moves their rows."""
    db.execute(
        "UPDATE state SET delivered = delivered + ?, dead = dead + ?, dropped = dropped + ?, "
        "oldest = coalesce((SELECT min(sequence) FROM pending), highest + 1)",
        (delivered, dead, dropped),
    )
    db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")


def _remember_highest(db: sqlite3.Connection) -> None:
    db.execute(f"UPDATE state SET highest = {_NEWEST}")


# -- sending ----------------------------------------------------------------------------------------------------------


class Head(NamedTuple):
    """What was read of the oldest."""

    entries: list[Entry]
    damaged: list[tuple[Any, ...]]
    """Rows that are not what was accepted."""


def head(db: sqlite3.Connection, batches: int, after: int = 0) -> Head:
    """The oldest that are pending, past the sequence ``after``."""
    found = db.execute(
        f"SELECT {_ENTRY}, checksum FROM pending WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, batches)
    ).fetchall()
    entries = []
    damaged = []
    last: Any = after
    for row in found:
        sequence, payload, identity, accepted_ms, check = row
        if not (isinstance(sequence, int) and sequence > last):  # a page in the place of another
            raise DisagreementError("the batches are not in order")
        last = sequence
        try:  # as `is_whole` has it, without its calls
            whole = check == sequence + crc32(identity + payload, accepted_ms & 0xFFFFFFFF)
        except TypeError:
            whole = False
        if whole or is_whole(*row):
            entries.append(Entry(sequence, payload, identity.decode(), accepted_ms))
        else:
            damaged.append(row)
    if not found and not after:
        _agree(db)
    return Head(entries, damaged)


def _agree(db: sqlite3.Connection) -> None:
    """Nothing is pending: the totals have to say so, too."""
    [(left, some)] = db.execute(  # one statement sees one moment
        f"SELECT {_NEWEST} - delivered - dead - dropped, EXISTS (SELECT 1 FROM pending WHERE +sequence > 0) FROM state"
    ).fetchall()
    if left and not some:
        raise DisagreementError(f"{left} batches are said to be pending, and none is there")


def bury(db: sqlite3.Connection, damaged: Sequence[tuple[Any, ...]], now_ms: int) -> list[DeadLetter]:
    """Make dead letters of rows that are not what was accepted, so that they block nothing."""
    letters = []
    refuse_within(db)
    with db:
        begin(db)
        _remember_highest(db)
        for sequence, payload, identity, accepted_ms, check in damaged:
            if _delete(db, "pending", [sequence], exactly=True):
                letter = damaged_letter(sequence, payload, identity, accepted_ms, now_ms)
                _insert_dead(db, letter, -1 if check is None else check)
                letters.append(letter)
        _count(db, dead=len(letters))
    return letters


def _insert_dead(db: sqlite3.Connection, letter: DeadLetter, check: int | None) -> None:
    marks = ", ".join("?" * len(_DEAD.split(",")))
    db.execute(f"INSERT OR REPLACE INTO dead ({_DEAD}) VALUES ({marks})", (*letter, check))


def settle(db: sqlite3.Connection, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
    """Take batches out. Only what is there changes a count."""
    sequences = sorted({entry.sequence for entry in delivered})
    refuse_within(db)
    with db:
        begin(db)
        _remember_highest(db)
        out = _delete(db, "pending", sequences)
        revived = 0
        if out < len(sequences):
            _see_that_none_stays(db, sequences)
            revived = _delete(db, "dead", sequences)
        died = 0
        for letter in dead:
            check = db.execute("SELECT checksum FROM pending WHERE sequence = ?", (letter.sequence,)).fetchall()
            if _delete(db, "pending", [letter.sequence]):
                _insert_dead(db, letter, check[0][0])
                died += 1
        _count(db, delivered=out + revived, dead=died - revived)


def _delete(db: sqlite3.Connection, table: str, sequences: Sequence[int], *, exactly: bool = False) -> int:
    """Delete what is there of these, which are sorted; returns how many were.

    With ``exactly`` they were just seen: where one can't be found by its number, the file is damaged.
    """
    if not sequences:
        return 0
    first, last = sequences[0], sequences[-1]
    if last - first + 1 == len(sequences):
        out = db.execute(f"DELETE FROM {table} WHERE sequence BETWEEN ? AND ?", (first, last)).rowcount
    else:
        out = db.executemany(f"DELETE FROM {table} WHERE sequence = ?", ((each,) for each in sequences)).rowcount
    if out > len(sequences):
        raise DisagreementError("a batch is there twice")
    if exactly and out != len(sequences):
        _see_that_none_stays(db, sequences)
    return out


def _see_that_none_stays(db: sqlite3.Connection, sequences: Sequence[int]) -> None:
    """What is in a wrong place of the tree is seen by a scan and not found by its number: it would be sent for ever."""
    if len(sequences) > 1000:
        return
    wanted = set(sequences)
    oldest = db.execute("SELECT sequence FROM pending ORDER BY sequence LIMIT ?", (len(sequences),)).fetchall()
    if any(sequence in wanted for (sequence,) in oldest):
        raise DisagreementError("a batch is not where its number says")


# -- looking ----------------------------------------------------------------------------------------------------------


def counts(db: sqlite3.Connection, *, mend: bool = True, checked: bool = True) -> Counts:
    """The totals; those of version 1 are not ``checked``. Without ``mend`` what looks damaged is counted each time."""
    check = f"checksum - ({TOTALS_CHECK})" if checked else "0"
    [(accepted, delivered, dead, dropped, difference)] = db.execute(
        f"SELECT {_NEWEST}, delivered, dead, dropped, {check} FROM state"
    ).fetchall()
    pending = accepted - delivered - dead - dropped
    if difference != 0 or pending < 0:
        recount(db)
        if mend:
            db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")
    return Counts(accepted, delivered, pending, dead, dropped)


def recount(db: sqlite3.Connection) -> None:
    """See that the totals say what the rows say: damage is told early, while the rest is still there.

    A zeroed part of a page is rows of the number 0, in between. ``+``: looked at one by one, not skipped by the order.
    """
    [(pending, dead, said, said_dead)] = db.execute(
        "SELECT (SELECT count(*) FROM pending WHERE +sequence > 0), "
        "(SELECT count(*) FROM dead WHERE +sequence > 0), "
        f"{_NEWEST} - delivered - dead - dropped, dead FROM state"
    ).fetchall()
    if (pending, dead) != (said, said_dead):
        raise DisagreementError("the totals and the rows disagree")


def highest(db: sqlite3.Connection) -> int:
    """The newest number that was ever used."""
    [(number,)] = db.execute(f"SELECT {_NEWEST} FROM state").fetchall()
    return int(number)


def frames_in_log(db: sqlite3.Connection) -> int | None:
    """How many frames of the log SQLite believes, None while others are busy; it moves what it can into the file."""
    [(busy, frames, _)] = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return None if busy or frames < 0 else int(frames)


def oldest_pending_ms(db: sqlite3.Connection) -> int | None:
    """When the oldest was accepted."""
    found = db.execute("SELECT accepted_ms FROM pending ORDER BY sequence LIMIT 1").fetchall()
    return found[0][0] if found and isinstance(found[0][0], int) else None


def pages(db: sqlite3.Connection) -> int:
    """How many pages of the file are in use."""
    return _pages(db)[0]


def shrink(db: sqlite3.Connection, *, tight: bool) -> None:
    """Give the room of a backlog back to the disk, where that costs next to nothing."""
    used, free = _pages(db)
    if free > (_WORTH_SHRINKING_ON_A_FULL_DISK if tight else _WORTH_SHRINKING) and used < free / 8:
        db.execute("VACUUM")


def _pages(db: sqlite3.Connection) -> tuple[int, int]:
    """Used and free."""
    [(every,)] = db.execute("PRAGMA page_count").fetchall()
    [(free,)] = db.execute("PRAGMA freelist_count").fetchall()
    return every - free, free


# -- dead letters -----------------------------------------------------------------------------------------------------


def dead_letters(db: sqlite3.Connection, limit: int | None = None) -> Iterator[DeadLetter]:
    """Oldest first."""
    found = db.execute(
        f"SELECT {_ENTRY}, died_ms, status, CAST(reason AS BLOB) FROM dead ORDER BY sequence LIMIT ?",
        (-1 if limit is None else limit,),
    )
    for sequence, payload, identity, accepted_ms, died_ms, status, reason in found:
        yield DeadLetter(
            sequence,
            payload if isinstance(payload, bytes) else columns.text(payload).encode(),
            columns.text(identity),
            _integer(accepted_ms),
            _integer(died_ms),
            _integer(status),
            columns.text(reason),
        )


def _integer(value: Any) -> int:
    return value if isinstance(value, int) else 0


def dead_by_reason(db: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Status, reason, and how many; most first."""
    found = db.execute(
        "SELECT status, CAST(reason AS BLOB), count(*) FROM dead GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    return [(_integer(status), columns.text(reason), batches) for status, reason, batches in found]


def requeue(db: sqlite3.Connection, source_request_ids: Collection[str] | None, forgotten_before_ms: int) -> Requeued:
    """Make dead letters pending again; all, or these."""
    batches = forgotten = 0
    refuse_within(db)
    with db:
        begin(db)
        letters = db.execute(
            "SELECT sequence, CAST(source_request_id AS BLOB), accepted_ms FROM dead ORDER BY sequence"
        ).fetchall()
        for sequence, identity, accepted_ms in letters:
            if source_request_ids is None or columns.text(identity) in source_request_ids:
                db.execute(
                    "INSERT INTO pending (sequence, accepted_ms, source_request_id, payload, checksum) "
                    "SELECT sequence, accepted_ms, source_request_id, payload, checksum FROM dead WHERE sequence = ?",
                    (sequence,),
                )
                db.execute("DELETE FROM dead WHERE sequence = ?", (sequence,))
                batches += 1
                forgotten += _integer(accepted_ms) < forgotten_before_ms
        _count(db, dead=-batches)
    return Requeued(batches, forgotten)
