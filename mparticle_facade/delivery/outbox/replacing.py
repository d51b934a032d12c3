"""Another file in the place of an outbox, in one step.

The new file is made as ``NAME.rescuing``. Complete, it is called ``NAME.rescued-whole``, and from this moment it is the
outbox: whoever comes next and finds that name gives it its place. The old file stays as ``NAME.corrupt-TIME``. All of
it under the lock of `Place.alone`, which whoever opens an outbox respects. Who has it open sees the marks after each
commit (`Place.same`), and does again what the new file does not have.
"""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mparticle_facade.delivery.outbox.contents import Totals
from mparticle_facade.delivery.outbox.file import log
from mparticle_facade.delivery.outbox.place import SETTLED_S, Place

OpenFresh = Callable[[Path], sqlite3.Connection]


class Owner(NamedTuple):
    """Whose file it is, and who may read it: the new one is the same's."""

    mode: int
    user: int
    group: int


def owner(path: Path) -> Owner | None:
    """Of the file that is there."""
    try:
        there = path.stat()
    except OSError:
        return None
    return Owner(there.st_mode & 0o7777, there.st_uid, there.st_gid)


def finish(place: Place) -> bool:
    """End what a repair that was killed left: give a complete copy its place, forget an incomplete one.

    To be called under the lock. Returns whether there is another file now.
    """
    _forget_incomplete(place)
    if not os.path.lexists(place.rescued):
        if is_left_over(place):
            set_log_aside(place)
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


def _forget_incomplete(place: Place) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            place.beside(f".rescuing{suffix}").unlink()


def is_left_over(place: Place) -> bool:
    """Whether there is a log without its file: a file that is made now must not take it for its own."""
    there = place.look()
    return there.main is None and there != (None, None, None)


def set_log_aside(place: Place) -> None:
    """Keep a log whose file is gone under a name that no file takes for its own."""
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
    for each in set_aside(place):
        found = each.stat()
        if (found.st_dev, found.st_ino) == there:
            return each
    return None


def set_aside(place: Place) -> list[Path]:
    """The damaged files that were kept, oldest first."""
    return sorted(place.file.parent.glob(f"{glob.escape(place.file.name)}.corrupt-*Z"))


def take_place(
    place: Place, fill: Callable[[sqlite3.Connection], Totals], fresh: OpenFresh, theirs: Owner | None
) -> Totals:
    """Make the file that takes the place; ``fill`` puts in what it has to hold."""
    finish(place)
    try:
        totals = _make_copy(place, fill, fresh, theirs)
    except BaseException:  # of a full disk the incomplete copy would take more
        _forget_incomplete(place)
        raise
    place.rescuing.rename(place.rescued)
    place.sync()
    finish(place)
    return totals


def _make_copy(
    place: Place, fill: Callable[[sqlite3.Connection], Totals], fresh: OpenFresh, theirs: Owner | None
) -> Totals:
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
        totals = fill(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()
    return totals
