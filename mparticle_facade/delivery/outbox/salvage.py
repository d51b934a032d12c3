"""What of the rows that were found in a damaged file goes into the fresh one, and what is said of the rest."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from typing import cast

from mparticle_facade.delivery.outbox import columns, pages
from mparticle_facade.delivery.outbox.columns import DAMAGED, is_whole
from mparticle_facade.delivery.outbox.contents import DEAD, PENDING, State, Totals, Values, fill, set_totals
from mparticle_facade.delivery.outbox.rows import begin, refuse_within

_LARGEST_TOTAL = 2**53
_LEAST_OF_STATE = 13  # columns: those of version 1
_CHECKSUM, _OLDEST, _BOOT = 13, 20, 21  # places among the columns of ``state``


def shape_of(cell: pages.Cell) -> str:
    """Which table it is from, by its columns; empty for none of ours."""
    count = len(cell.columns)
    if count in (4, 5):
        return "pending"
    if count in (7, 8):
        return "dead"
    return "state" if count >= _LEAST_OF_STATE and cell.sequence == 1 else ""


def is_whole_cell(cell: pages.Cell) -> bool:
    """Whether it is as it was written."""
    shape = shape_of(cell)
    if shape == "state":
        return state_of(cell) is not None
    if not shape or cell.columns[0] is not None:
        return False
    accepted_ms, identity, payload = cell.columns[1:4]
    check = cell.columns[4 if shape == "pending" else 7] if len(cell.columns) in (5, 8) else None
    if not isinstance(identity, str):
        return False
    return is_whole(cell.sequence, payload, identity.encode("utf-8", "surrogateescape"), accepted_ms, check)


def state_of(cell: pages.Cell) -> State | None:
    """The totals, unless they are damaged."""
    values = cell.columns
    totals = (*values[1:5], values[_OLDEST] if len(values) > _OLDEST else 0)
    if not all(isinstance(value, int) and 0 <= value < _LARGEST_TOTAL for value in totals):
        return None
    waits = tuple(value if isinstance(value, int) else 0 for value in (*values[5:9], *values[_BOOT + 1 : _BOOT + 3]))
    boot, origin = (values[_BOOT], values[_CHECKSUM + 1]) if len(waits) == 6 else ("", "")
    highest, delivered, dead, dropped, oldest = cast("tuple[int, int, int, int, int]", totals)
    check = highest * 3 + delivered * 5 + dead * 7 + dropped * 11 + oldest * 13
    if len(values) > _CHECKSUM and values[_CHECKSUM] != check:
        return None
    return State(
        highest,
        delivered,
        dead,
        dropped,
        oldest,
        (*waits, *(0, 0)[len(waits) - 4 :], columns.text(boot), columns.text(origin)),
    )


class _Rows:
    """Pending batches and dead letters, by number."""

    def __init__(self, cells: Sequence[pages.Cell]) -> None:
        self.state = max(
            (state for cell in cells if shape_of(cell) == "state" and (state := state_of(cell))), default=None
        )
        self.pending: dict[int, pages.Cell] = {}
        self.dead: dict[int, pages.Cell] = {}
        self.broken: dict[int, pages.Cell] = {}
        for cell in cells:
            shape = shape_of(cell)
            if not is_whole_cell(cell):
                self.broken.setdefault(cell.sequence, cell)
            elif shape == "pending":
                self.pending.setdefault(cell.sequence, cell)
            elif shape == "dead":
                self.dead.setdefault(cell.sequence, cell)
        for sequence in self.dead:
            self.pending.pop(sequence, None)


def restore(db: sqlite3.Connection, found: pages.Pages) -> Totals:
    """Into a fresh file; returns how many batches were lost, and how many are pending and dead letters."""
    rows, carved = _Rows(found.listed), _Rows(found.carved)
    state = rows.state or carved.state
    if state is not None and not found.gap:
        for sequence in [each for each in rows.pending if each < state.oldest]:
            del rows.pending[sequence]  # of a page that is free, or older than it should be: these were delivered
    _add_carved(rows, carved, state)
    known = rows.pending.keys() | rows.dead.keys()
    newest = max([*known, state.highest if state else 0])
    broken = [cell for sequence, cell in rows.broken.items() if sequence not in known and 0 < sequence <= newest]
    if state is not None:  # no more than are missing: the rest is what is left of others
        broken = broken[: max(0, newest - state.delivered - state.dropped - len(known))]
    now_ms = int(time.time() * 1000)
    refuse_within(db)
    with db:
        begin(db)
        fill(db, "pending", PENDING, (_values(cell, 5) for cell in rows.pending.values()))
        fill(db, "dead", DEAD, (_values(cell, 8) for cell in rows.dead.values()))
        fill(db, "dead", DEAD, (_letter(cell, now_ms) for cell in broken))
        return set_totals(db, state)


def _add_carved(rows: _Rows, carved: _Rows, state: State | None) -> None:
    """As many as are missing by the totals, the newest first: what was delivered, and is still to be seen where it was,
    is the oldest. Without totals, all that may be pending: rather again than never.
    """
    newest = max([state.highest if state else 0, *carved.pending, *rows.pending, *rows.dead])
    oldest = state.oldest if state else min(rows.pending, default=0)
    for sequence in sorted(carved.dead, reverse=True):
        if state is not None and len(rows.dead) >= state.dead:
            break
        if sequence not in rows.pending:
            rows.dead.setdefault(sequence, carved.dead[sequence])
    missing = newest - state.settled - len(rows.pending) if state else len(carved.pending)
    for sequence in sorted(carved.pending.keys() - rows.pending.keys() - rows.dead.keys(), reverse=True):
        if missing <= 0 or sequence < oldest:
            break
        rows.pending[sequence] = carved.pending[sequence]
        missing -= 1


def _values(cell: pages.Cell, count: int) -> Values:
    """The columns in order, the number first; those of version 1 have no checksum."""
    return (cell.sequence, *cell.columns[1:], None)[:count]


def _letter(cell: pages.Cell, now_ms: int) -> Values:
    accepted_ms, identity, payload = cell.columns[1:4]
    letter = columns.damaged_letter(cell.sequence, payload, identity, accepted_ms, now_ms)
    return (letter.sequence, letter.accepted_ms, letter.source_request_id, letter.payload, now_ms, 0, DAMAGED, -1)
