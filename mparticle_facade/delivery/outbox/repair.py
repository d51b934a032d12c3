"""A damaged outbox is read page by page, and a fresh one with all that was found takes its place, see `replacing`."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Mapping

from mparticle_facade.delivery.outbox import pages
from mparticle_facade.delivery.outbox.contents import State, Totals
from mparticle_facade.delivery.outbox.file import log
from mparticle_facade.delivery.outbox.place import Files, Place
from mparticle_facade.delivery.outbox.raw import Raw
from mparticle_facade.delivery.outbox.replacing import OpenFresh, finish, owner, set_aside, take_place
from mparticle_facade.delivery.outbox.salvage import is_whole_cell, restore, shape_of, state_of

_READS = 20


def repair(place: Place, damaged: Files, why: str, behind: bool, fresh: OpenFresh) -> None:
    """Put a fresh outbox in the place of a damaged one. To be called under the lock; all it takes is the files' names.

    ``damaged`` are the files in which damage was found: others may be what another process made of them. ``why`` says
    what was found, ``behind`` that their log is to be left alone, see `is_behind`.
    """
    if finish(place) or place.look().main != damaged.main or damaged.main is None:
        return

    def fill(db: sqlite3.Connection) -> Totals:
        totals = restore(db, _read_pages(place, behind))
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (damaged.note(),))
        return totals

    totals = take_place(place, fill, fresh, owner(place.file))
    aside = set_aside(place)[-1]
    log.error(
        "%s; the file is kept as %s. A fresh one goes on with the %d pending batches and %d dead letters that could be "
        "read; %d could not, and count as dropped",
        *(why, aside, totals.pending, totals.dead, totals.lost),
        extra={
            "event": "outbox_damaged",
            "set_aside": str(aside),
            "rescued": totals.pending + totals.dead,
            "lost": totals.lost,
        },
    )


def _read_pages(place: Place, behind: bool) -> pages.Pages:
    """Until nobody writes meanwhile: who had the file open may be in the middle of a last commit."""
    for attempt in itertools.count(1):
        before = _stamp(place)
        try:
            wal = place.beside("-wal").read_bytes()
        except FileNotFoundError:
            wal = b""
        found = pages.read(Raw(place.file), wal, is_whole_cell, behind=behind)
        if _stamp(place) == before or attempt == _READS:
            return found
    raise AssertionError("counting does not end")


def _stamp(place: Place) -> list[tuple[int, int]]:
    return [
        (there.st_size, there.st_mtime_ns)
        for there in (each.stat() for each in (place.file, place.beside("-wal")) if each.exists())
    ]


def hides(wal: bytes, believed: int, highest: int) -> bool:
    """Whether there is something in the log that SQLite, which believes so many frames of it, does not see."""
    if sum(each > believed for each in pages.commits(wal)) > 1:
        return True  # an end in the middle of a transaction leaves one
    return any(
        cell.sequence > highest and shape_of(cell) == "pending" for cell in pages.past(wal, believed, is_whole_cell)
    )


def is_behind(main: Raw, roots: Mapping[str, int], seen: State) -> bool:
    """Whether the main file alone is newer than what was ``seen`` of it with its log.

    A log that is cut off after all of it was moved into the file is such: SQLite, which can't know, would write the old
    pages of what is left over the newer ones.
    """
    cell = pages.last_cell(main, roots["state"])
    state = None if cell is None else state_of(cell)
    if state is None or state.kept[-1] != seen.kept[-1]:
        return False
    newest = pages.last_cell(main, roots["pending"])
    highest = max(state.highest, newest.sequence if newest and is_whole_cell(newest) else 0)
    return highest > seen.highest or state.delivered + state.dropped > seen.delivered + seen.dropped
