"""Another file in the place of one that is damaged, or that somebody removed: in one step, with all that can be read.

The new file is made as ``NAME.rescuing``. Complete, it is called ``NAME.rescued-whole``, and from this moment it is the
outbox: whoever comes next and finds that name gives it its place. The old file stays as ``NAME.corrupt-TIME``. All of
it under the lock of `Place.alone`, which whoever opens an outbox respects. Who has it open sees the marks after each
commit (`Place.same`), and does again what the new file does not have.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import mmap
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from mparticle_facade.delivery.outbox import columns, pages
from mparticle_facade.delivery.outbox.columns import DAMAGED, TOTALS_CHECK, is_whole
from mparticle_facade.delivery.outbox.file import CorruptError, log
from mparticle_facade.delivery.outbox.place import SETTLED_S, Files, Place
from mparticle_facade.delivery.outbox.rows import begin, refuse_within

_PENDING: Final = "sequence, accepted_ms, source_request_id, payload, checksum"
_DEAD: Final = "sequence, accepted_ms, source_request_id, payload, died_ms, status, reason, checksum"
_TOTALS: Final = "highest, delivered, dead, dropped"
_KEPT: Final = "hold_set_ms, hold_until_ms, quiet_set_ms, quiet_until_ms, origin"
_READS: Final = 20
_LARGEST_TOTAL: Final = 2**53

_kept_open: list[BinaryIO] = []
"""Damaged files that were read past SQLite: to close one would drop the locks that SQLite has on it in this process."""

OpenFresh = Callable[[Path], sqlite3.Connection]
Values = tuple[Any, ...]


class Owner(NamedTuple):
    """Whose file it is, and who may read it: the new one is the same's."""

    mode: int
    user: int
    group: int


class _State(NamedTuple):
    highest: int = 0
    delivered: int = 0
    dead: int = 0
    dropped: int = 0
    kept: tuple[Any, ...] = (0, 0, 0, 0, "")

    @property
    def settled(self) -> int:
        return self.delivered + self.dead + self.dropped


def owner(path: Path) -> Owner | None:
    """Of the file that is there."""
    try:
        there = path.stat()
    except OSError:
        return None
    return Owner(there.st_mode & 0o7777, there.st_uid, there.st_gid)


# -- one file in the place of another ---------------------------------------------------------------------------------


def finish(place: Place) -> bool:
    """End what a repair that was killed left: give a complete copy its place, forget an incomplete one.

    To be called under the lock. Returns whether there is another file now.
    """
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            place.beside(f".rescuing{suffix}").unlink()
    if not os.path.lexists(place.rescued):
        if is_left_over(place):
            _set_log_aside(place)
        return False
    if place.file.exists():
        aside = _aside(place)
        if aside is None:
            aside = place.beside(f".corrupt-{_time()}")
            os.link(place.file, aside)
    else:
        aside = None  # it was removed: all that is left of it is in the copy
    for suffix in ("-wal", "-shm"):  # before the copy is there, which they would spoil
        with contextlib.suppress(FileNotFoundError):
            if aside is None:
                place.beside(suffix).unlink()
            else:
                place.beside(suffix).rename(aside.with_name(aside.name + suffix))
    place.rescued.rename(place.file)
    place.sync()
    return True


def is_left_over(place: Place) -> bool:
    """Whether there is a log without its file: a file that is made now must not take it for its own."""
    there = place.look()
    return there.main is None and there != (None, None, None)


def _set_log_aside(place: Place) -> None:
    aside = place.beside(f".removed-{_time()}")
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            place.beside(suffix).rename(aside.with_name(aside.name + suffix))
    log.error(
        "the outbox %s was removed, but not its log, which is kept as %s-wal", place.path, aside,
        extra={"event": "outbox_removed", "set_aside": str(aside)},
    )  # fmt: skip


def _time() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"


def _aside(place: Place) -> Path | None:
    """The name that the damaged file was already given by a repair that was killed."""
    there = place.look().main
    for each in sorted(place.file.parent.glob(f"{place.file.name}.corrupt-*Z")):
        found = each.stat()
        if (found.st_dev, found.st_ino) == there:
            return each
    return None


def _take_place(place: Place, fill: Callable[[sqlite3.Connection], int], fresh: OpenFresh, theirs: Owner | None) -> int:
    """Make the file that takes the place; ``fill`` says how many batches it lost."""
    finish(place)
    descriptor = os.open(place.rescuing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        if theirs is not None:
            with contextlib.suppress(OSError, AttributeError):  # only root may give a file away
                os.fchown(descriptor, theirs.user, theirs.group)
            with contextlib.suppress(OSError, AttributeError):
                os.fchmod(descriptor, theirs.mode)
    finally:
        os.close(descriptor)
    time.sleep(SETTLED_S)  # now nobody accepts anything any more without having seen the mark
    db = fresh(place.rescuing)
    try:
        lost = fill(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()
    place.rescuing.rename(place.rescued)
    place.sync()
    finish(place)
    return lost


# -- damaged ----------------------------------------------------------------------------------------------------------


def repair(place: Place, damaged: Files, fresh: OpenFresh) -> None:
    """Put a fresh outbox in the place of a damaged one. To be called under the lock; all it takes is the files' names.

    ``damaged`` are the files in which damage was found: others may be what another process made of them.
    """
    if finish(place) or place.look().main != damaged.main or damaged.main is None:
        return
    found: list[int] = []

    def fill(db: sqlite3.Connection) -> int:
        lost, pending, dead = _restore(db, _read_pages(place))
        found[:] = [pending, dead]
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (view(damaged),))
        return lost

    lost = _take_place(place, fill, fresh, owner(place.file))
    aside = max(place.file.parent.glob(f"{place.file.name}.corrupt-*Z"), default=None)
    log.error(
        "the outbox %s was damaged; it is kept as %s. A fresh one goes on with the %d pending batches and %d dead "
        "letters that could be read; %d could not, and count as dropped",
        *(place.path, aside, *found, lost),
        extra={"event": "outbox_damaged", "set_aside": str(aside), "rescued": sum(found), "lost": lost},
    )


def _read_pages(place: Place) -> pages.Pages:
    """Until nobody writes meanwhile: who had the file open may be in the middle of a last commit."""
    for attempt in itertools.count(1):
        before = _stamp(place)
        try:
            wal = place.beside("-wal").read_bytes()
        except FileNotFoundError:
            wal = b""
        with _raw(place) as main:
            found = pages.read(main, wal, is_whole_cell)
        if _stamp(place) == before or attempt == _READS:
            return found
    raise AssertionError("counting does not end")


@contextlib.contextmanager
def _raw(place: Place) -> Iterator[memoryview]:
    """The bytes of the main file, past SQLite."""
    file = place.file.open("rb")
    _kept_open.append(file)
    size = os.fstat(file.fileno()).st_size
    if not size:
        yield memoryview(b"")
        return
    with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content, memoryview(content) as main:
        yield main


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
        cell.sequence > highest and _shape(cell) == "pending" for cell in pages.past(wal, believed, is_whole_cell)
    )


def is_behind(place: Place, wal: bytes, highest: int) -> bool:
    """Whether the log ends before the file does: SQLite, which can't know, would write old pages over newer ones."""
    ends = pages.commits(wal)
    if not ends or place.file.stat().st_size <= pages.size_at(wal, ends[-1]) * pages.PAGE:
        return False
    with _raw(place) as main:
        return any(
            cell.sequence > highest and _shape(cell) == "pending" and is_whole_cell(cell)
            for cell in pages.read(main, b"", is_whole_cell).listed
        )


def _shape(cell: pages.Cell) -> str:
    count = len(cell.columns)
    if count in (4, 5):
        return "pending"
    if count in (7, 8):
        return "dead"
    return "state" if count >= 13 and cell.sequence == 1 else ""


def is_whole_cell(cell: pages.Cell) -> bool:
    shape = _shape(cell)
    if shape == "state":
        return True
    if not shape or cell.columns[0] is not None:
        return False
    accepted_ms, identity, payload = cell.columns[1:4]
    check = cell.columns[4 if shape == "pending" else 7] if len(cell.columns) in (5, 8) else None
    if not isinstance(identity, str):
        return False
    return is_whole(cell.sequence, payload, identity.encode("utf-8", "surrogateescape"), accepted_ms, check)


def _restore(db: sqlite3.Connection, found: pages.Pages) -> tuple[int, int, int]:
    """Into a fresh file; returns how many batches were lost, and how many are pending and dead letters."""
    state = _state_of([cell for cell in found.listed + found.carved if _shape(cell) == "state"])
    rows: dict[str, dict[int, pages.Cell]] = {"pending": {}, "dead": {}}
    broken = []
    for cell in found.listed:
        shape = _shape(cell)
        if shape in rows:
            if is_whole_cell(cell):
                rows[shape].setdefault(cell.sequence, cell)
            else:
                broken.append(cell)
    for each in rows["dead"]:
        rows["pending"].pop(each, None)
    _add_carved(rows, found, state)
    known = rows["pending"].keys() | rows["dead"].keys()
    newest = max([*known, 0] if state is None else [*known, state.highest])
    letters = {c.sequence: c for c in broken if c.sequence not in known and 0 < c.sequence <= newest}
    if state is not None:  # no more than are missing: the rest is what is left of others
        room = newest - state.delivered - state.dropped - len(known)
        letters = dict(list(letters.items())[: max(0, room)])
    now_ms = int(time.time() * 1000)
    refuse_within(db)
    with db:
        begin(db)
        _fill(db, "pending", _PENDING, (_values(cell, 5) for cell in rows["pending"].values()))
        _fill(db, "dead", _DEAD, (_values(cell, 8) for cell in rows["dead"].values()))
        _fill(db, "dead", _DEAD, (_letter(cell, now_ms) for cell in letters.values()))
        return _set_totals(db, state)


def _add_carved(rows: dict[str, dict[int, pages.Cell]], found: pages.Pages, state: _State | None) -> None:
    """As many as are missing by the totals, the newest first: what was delivered, and is still to be seen where it was,
    is the oldest.
    """
    carved: dict[str, dict[int, pages.Cell]] = {"pending": {}, "dead": {}}
    for cell in found.carved:
        shape = _shape(cell)
        if shape in carved:
            carved[shape].setdefault(cell.sequence, cell)
    newest = max([state.highest if state else 0, *carved["pending"], *rows["pending"], *rows["dead"]])
    wanted = {"dead": state.dead, "pending": newest - state.settled} if state else {}
    if wanted and (found.gap or len(rows["pending"]) > wanted["pending"]):  # what is listed is no better than the rest
        for shape, cells in carved.items():
            cells.update(rows[shape])
            rows[shape].clear()
    oldest = min(rows["pending"], default=0 if not wanted else math.inf)
    for shape in ("dead", "pending"):
        for sequence in sorted(carved[shape], reverse=True):
            # What is newer than the oldest that is listed may have been delivered before it; rather again than never.
            in_line = shape == "pending" and sequence > oldest
            if not in_line and (len(rows[shape]) >= wanted[shape] if wanted else sequence < oldest):
                break
            if sequence not in rows["dead"]:
                rows[shape].setdefault(sequence, carved[shape][sequence])


def _state_of(cells: Sequence[pages.Cell]) -> _State | None:
    """The totals, where what is there can be them."""
    believed = []
    for cell in cells:
        values = cell.columns
        totals = values[1:5]
        if not all(isinstance(value, int) and 0 <= value < _LARGEST_TOTAL for value in totals):
            continue
        highest, delivered, dead, dropped = totals
        if len(values) > 14 and values[13] != highest * 3 + delivered * 5 + dead * 7 + dropped * 11:  # type: ignore[operator]
            continue
        holds = tuple(value if isinstance(value, int) else 0 for value in values[5:9])
        origin = values[14] if len(values) > 14 and isinstance(values[14], str) else ""
        believed.append(_State(highest, delivered, dead, dropped, (*holds, origin)))  # type: ignore[arg-type]
    return max(believed, default=None)


def _values(cell: pages.Cell, count: int) -> Values:
    """The columns in order, the number first; those of version 1 have no checksum."""
    return (cell.sequence, *cell.columns[1:], None)[:count]


def _letter(cell: pages.Cell, now_ms: int) -> Values:
    accepted_ms, identity, payload = cell.columns[1:4]
    letter = columns.damaged_letter(cell.sequence, payload, identity, accepted_ms, now_ms)
    return (letter.sequence, letter.accepted_ms, letter.source_request_id, letter.payload, now_ms, 0, DAMAGED, -1)


def _fill(db: sqlite3.Connection, table: str, names: str, rows: Any) -> None:
    marks = ", ".join(
        "CAST(? AS TEXT)" if name in ("source_request_id", "reason") else "?" for name in names.split(", ")
    )
    text = {at for at, name in enumerate(names.split(", ")) if name in ("source_request_id", "reason")}
    db.executemany(
        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  # constants
        (
            [
                value.encode("utf-8", "surrogateescape") if at in text and isinstance(value, str) else value
                for at, value in enumerate(row)
            ]
            for row in rows
        ),
    )


def _set_totals(db: sqlite3.Connection, state: _State | None) -> tuple[int, int, int]:
    """What could not be read counts as dropped. Returns lost, pending, dead."""
    [(pending, dead, newest)] = db.execute(
        "SELECT (SELECT count(*) FROM pending), (SELECT count(*) FROM dead), "
        "max(coalesce((SELECT max(sequence) FROM pending), 0), coalesce((SELECT max(sequence) FROM dead), 0))"
    ).fetchall()
    was = state or _State()
    highest = max(was.highest, newest, pending + dead)
    delivered = min(was.delivered, highest - pending - dead)
    dropped = highest - pending - dead - delivered
    db.execute(f"UPDATE state SET ({_TOTALS}) = (?, ?, ?, ?)", (highest, delivered, dead, dropped))  # noqa: S608
    db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")  # noqa: S608
    if state is not None:
        db.execute(f"UPDATE state SET ({_KEPT}) = (?, ?, ?, ?, ?)", was.kept)  # noqa: S608
    return max(0, dropped - was.dropped), pending, dead


# -- removed, or another in its place ---------------------------------------------------------------------------------


def view(opened: Files) -> str:
    """Says which files somebody has open, for the note that all that is in them was taken along."""
    return " ".join(f"{each[0]}:{each[1]}" if each else "-" for each in opened)


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
        lost = _take_place(place, lambda db: _copy(db, elsewhere, view(opened)), fresh, was)
        log.error(
            "the outbox %s, or its log, was removed while it was open, and is put back; %d batches are lost",
            place.path,
            lost,
            extra={"event": "outbox_removed", "lost": lost},
        )
        return
    if there.wal is not None and there.wal == opened.wal:  # ours: the other file must not take it for its own
        _set_log_aside(place)
    db = fresh(place.file)
    try:
        merged = _merge(db, elsewhere, view(opened), base)
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
                f"SELECT {read} FROM {table} WHERE sequence > ? ORDER BY sequence {order}",  # noqa: S608
                (after,),
            ):
                if row[0] in found:
                    break
                found[row[0]] = row
    return list(found.values())


def _state_in(db: sqlite3.Connection) -> _State | None:
    with contextlib.suppress(sqlite3.DatabaseError, ValueError):
        [row] = db.execute(f"SELECT {_TOTALS}, {_KEPT} FROM state").fetchall()  # noqa: S608
        newest = db.execute("SELECT coalesce(max(sequence), 0) FROM pending").fetchall()[0][0]
        return _State(max(row[0], newest), row[1], row[2], row[3], tuple(row[4:]))
    return None


def _copy(db: sqlite3.Connection, elsewhere: sqlite3.Connection, opened: str) -> int:
    """All of it, with its numbers."""
    pending, dead = _select(elsewhere, "pending", _PENDING), _select(elsewhere, "dead", _DEAD)
    state = _state_in(elsewhere)
    refuse_within(db)
    with db:
        begin(db)
        _fill(db, "dead", _DEAD, dead)
        _fill(db, "pending", _PENDING, pending)
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (opened,))
        return _set_totals(db, state)[0]


def _merge(db: sqlite3.Connection, elsewhere: sqlite3.Connection, opened: str, base: int) -> int | None:
    """What the other has not, under new numbers; None where all that is in these files was taken along before."""
    was = _state_in(elsewhere) or _State()
    refuse_within(db)
    with db:
        begin(db)
        if db.execute("SELECT 1 FROM absorbed WHERE opened = ?", (opened,)).fetchall():
            return None
        now = _state_in(db)
        if now is None:
            raise CorruptError("the state is lost")
        # A copy that another process made of the same outbox has all but what was accepted here since.
        after = base if now.kept[-1] == was.kept[-1] else 0
        pending, dead = _select(elsewhere, "pending", _PENDING, after), _select(elsewhere, "dead", _DEAD, after)
        if after:
            pending = [row for row in pending if not _has(db, row)]
            dead = [row for row in dead if not _has(db, row)]
        shift = now.highest
        number = iter(range(shift + 1, shift + 1 + len(pending) + len(dead)))
        _fill(db, "pending", _PENDING, [_renumbered(row, next(number)) for row in sorted(pending)])
        _fill(db, "dead", _DEAD, [_renumbered(row, next(number)) for row in sorted(dead)])
        db.execute("INSERT OR IGNORE INTO absorbed VALUES (?)", (opened,))
        db.execute("UPDATE state SET highest = ?, dead = dead + ?", (shift + len(pending) + len(dead), len(dead)))
        db.execute(f"UPDATE state SET checksum = {TOTALS_CHECK}")  # noqa: S608
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
