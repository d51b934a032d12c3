# ruff: noqa: S608  # the statements are put together from constants
"""An outbox whose files were removed, or replaced, while they were open: what they hold goes to where it belongs."""

from __future__ import annotations

import contextlib
import sqlite3

from mparticle_facade.delivery.outbox.columns import TOTALS_CHECK
from mparticle_facade.delivery.outbox.contents import (
    DEAD,
    PENDING,
    State,
    Totals,
    Values,
    fill,
    set_totals,
    state_in,
)
from mparticle_facade.delivery.outbox.file import CorruptError, log
from mparticle_facade.delivery.outbox.place import Files, Place
from mparticle_facade.delivery.outbox.replacing import OpenFresh, Owner, finish, set_log_aside, take_place
from mparticle_facade.delivery.outbox.rows import begin, refuse_within


def bring_back(
    place: Place, elsewhere: sqlite3.Connection, opened: Files, was: Owner | None, base: int, fresh: OpenFresh
) -> None:
    """The files that a connection has open no longer lie at the path: save what it sees of them.

    To be called under the lock. Where nothing is there, or the same file without its log, it is put back whole; where
    another outbox is, it gets what that has not.

    Args:
        place: where it has to be.
        elsewhere: the connection that has the files open.
        opened: which these are.
        was: whose file it was.
        base: what was accepted up to this number was in the file before ``elsewhere`` opened it.
        fresh: opens the outbox at a path.
    """
    finish(place)
    there = place.look()
    if there == opened:
        return
    if there.main in (None, opened.main):
        lost = take_place(place, lambda db: _copy(db, elsewhere, opened.note()), fresh, was).lost
        log.error(
            "the outbox %s, or its log, was removed while it was open, and is put back; %d batches are lost",
            place.path,
            lost,
            extra={"event": "outbox_removed", "lost": lost},
        )
        return
    if there.wal is not None and there.wal == opened.wal:  # ours: the other file must not take it for its own
        set_log_aside(place)
    db = fresh(place.file)
    try:
        merged = _merge(db, elsewhere, opened.note(), base)
    finally:
        db.close()
    if merged is None:
        return  # another process has seen to it, and said so
    log.error(
        "the outbox %s was replaced by another file while it was open; %d batches went from the one into the other",
        place.path,
        merged,
        extra={"event": "outbox_replaced", "merged": merged},
    )


def _select(db: sqlite3.Connection, table: str, names: str, after: int = 0) -> list[Values]:
    """All rows that can be read, from both ends up to where it is damaged."""
    read = ", ".join(f"CAST({n} AS BLOB)" if n in ("source_request_id", "reason") else n for n in names.split(", "))
    found: dict[int, Values] = {}
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in db.execute(
                f"SELECT {read} FROM {table} WHERE sequence > ? ORDER BY sequence {order}",
                (after,),
            ):
                if row[0] in found:
                    break
                found[row[0]] = row
    return list(found.values())


def _copy(db: sqlite3.Connection, elsewhere: sqlite3.Connection, opened: str) -> Totals:
    """All of it, with its numbers."""
    pending, dead = _select(elsewhere, "pending", PENDING), _select(elsewhere, "dead", DEAD)
    state = state_in(elsewhere)
    refuse_within(db)
    with db:
        begin(db)
        fill(db, "dead", DEAD, dead)
        fill(db, "pending", PENDING, pending)
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (opened,))
        return set_totals(db, state)


def _merge(db: sqlite3.Connection, elsewhere: sqlite3.Connection, opened: str, base: int) -> int | None:
    """What the other has not, under new numbers; None where all that is in these files was taken along before."""
    was = state_in(elsewhere) or State()
    refuse_within(db)
    with db:
        begin(db)
        if db.execute("SELECT 1 FROM absorbed WHERE opened = ?", (opened,)).fetchall():
            return None
        now = state_in(db)
        if now is None:
            raise CorruptError("the state is lost")
        # A copy that another process made of the same outbox has all but what was accepted here since.
        after = base if now.kept[-1] == was.kept[-1] else 0
        pending, dead = _select(elsewhere, "pending", PENDING, after), _select(elsewhere, "dead", DEAD, after)
        if after:
            pending = [row for row in pending if not _has(db, row)]
            dead = [row for row in dead if not _has(db, row)]
        shift = now.highest
        number = iter(range(shift + 1, shift + 1 + len(pending) + len(dead)))
        fill(db, "pending", PENDING, [_renumbered(row, next(number)) for row in sorted(pending)])
        fill(db, "dead", DEAD, [_renumbered(row, next(number)) for row in sorted(dead)])
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (opened,))
        db.execute("UPDATE state SET highest = ?, dead = dead + ?", (shift + len(pending) + len(dead), len(dead)))
        db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")
        return len(pending) + len(dead)


def _has(db: sqlite3.Connection, row: Values) -> bool:
    found = db.execute(
        "SELECT 1 FROM pending WHERE sequence = :sequence AND source_request_id = CAST(:id AS TEXT) UNION ALL "
        "SELECT 1 FROM dead WHERE sequence = :sequence AND source_request_id = CAST(:id AS TEXT)",
        {"sequence": row[0], "id": row[2]},
    ).fetchall()
    return bool(found)


def _renumbered(row: Values, number: int) -> Values:
    """The checksum has the number in it."""
    check = row[-1]
    return (number, *row[1:-1], None if check is None else check - row[0] + number)
