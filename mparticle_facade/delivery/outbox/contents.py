# ruff: noqa: S608  # the statements are put together from constants
"""What a whole outbox holds, put into a fresh file: rows with their numbers, and totals that account for all."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from mparticle_facade.delivery.outbox.columns import TOTALS_CHECK

PENDING: Final = "sequence, accepted_ms, source_request_id, payload, checksum"
DEAD: Final = "sequence, accepted_ms, source_request_id, payload, died_ms, status, reason, checksum"
TOTALS: Final = "highest, delivered, dead, dropped, oldest"
KEPT: Final = "hold_set_ms, hold_until_ms, quiet_set_ms, quiet_until_ms, hold_boot_ms, quiet_boot_ms, boot, origin"

Values = tuple[Any, ...]


class State(NamedTuple):
    """Of the one row of ``state``, what an outbox takes along into another file."""

    highest: int = 0
    delivered: int = 0
    dead: int = 0
    dropped: int = 0
    oldest: int = 0
    """Nothing before this number is pending; 0 where that was not noted."""
    kept: tuple[Any, ...] = (0, 0, 0, 0, 0, 0, "", "")

    @property
    def settled(self) -> int:
        return self.delivered + self.dead + self.dropped


def state_in(db: sqlite3.Connection) -> State | None:
    """What a connection sees, None where it can't."""
    with contextlib.suppress(sqlite3.DatabaseError, ValueError):
        [row] = db.execute(f"SELECT {TOTALS}, {KEPT} FROM state").fetchall()
        newest = db.execute("SELECT coalesce(max(sequence), 0) FROM pending").fetchall()[0][0]
        highest, delivered, dead, dropped, oldest, *kept = row
        return State(max(highest, newest), delivered, dead, dropped, oldest, tuple(kept))
    return None


def fill(db: sqlite3.Connection, table: str, names: str, rows: Iterable[Values]) -> None:
    """Put rows into a table, but for those whose number is taken."""
    marks = ", ".join(
        "CAST(? AS TEXT)" if name in ("source_request_id", "reason") else "?" for name in names.split(", ")
    )
    text = {at for at, name in enumerate(names.split(", ")) if name in ("source_request_id", "reason")}
    db.executemany(
        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",
        (
            [
                value.encode("utf-8", "surrogateescape") if at in text and isinstance(value, str) else value
                for at, value in enumerate(row)
            ]
            for row in rows
        ),
    )


class Totals(NamedTuple):
    """What became of the rows."""

    lost: int
    pending: int
    dead: int


def set_totals(db: sqlite3.Connection, state: State | None) -> Totals:
    """Account for the rows that are there now: what should be there by the former totals, and is not, is dropped.

    A pending row from before the oldest that should be is one that was delivered, by a page that is older than the
    totals: it does not make up for one that is lost. Without totals, all is taken for delivered that came before the
    oldest that is pending.
    """
    [(pending, oldest, dead, newest)] = db.execute(
        "SELECT count(*), min(sequence), (SELECT count(*) FROM dead), "
        "max(coalesce(max(sequence), 0), coalesce((SELECT max(sequence) FROM dead), 0)) FROM pending"
    ).fetchall()
    if state is None:
        state = State(oldest=newest + 1 if oldest is None else oldest)
        [(dead_before,)] = db.execute("SELECT count(*) FROM dead WHERE sequence < ?", (state.oldest,)).fetchall()
        state = state._replace(delivered=state.oldest - 1 - dead_before)
    highest = max(state.highest, newest)
    [(due,)] = db.execute("SELECT count(*) FROM pending WHERE sequence >= ?", (state.oldest,)).fetchall()
    lost = max(0, highest - state.delivered - state.dropped - due - dead)
    delivered = max(0, highest - pending - dead - state.dropped - lost)
    dropped = highest - pending - dead - delivered
    db.execute(
        f"UPDATE state SET ({TOTALS}) = (?, ?, ?, ?, ?)", (highest, delivered, dead, dropped, oldest or highest + 1)
    )
    db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}, ({KEPT}) = (?, ?, ?, ?, ?, ?, ?, ?)", state.kept)
    return Totals(lost, pending, dead)
