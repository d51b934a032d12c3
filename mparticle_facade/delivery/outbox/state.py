"""The one row of ``state``: who sends, for how long nothing may be sent, and why nothing moves.

Moments are kept by two clocks, see `Moment`: within a start of the machine the one that nobody sets is right.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from mparticle_facade.delivery.lease import Holder
from mparticle_facade.delivery.moments import Moment
from mparticle_facade.delivery.outbox import columns
from mparticle_facade.delivery.outbox.rows import begin, refuse_within
from mparticle_facade.delivery.queue import Story


class Wait(NamedTuple):
    """Nothing is sent before a moment."""

    set_ms: int
    until_ms: int
    until_boot_ms: int
    """0 where only the time of day is known."""


class Waits(NamedTuple):
    """What is in the way."""

    asked: Wait
    """By the service (``Retry-After``)."""
    quiet: Wait
    """By the pace: another sender just sent."""
    boot: str
    """Which start of the machine these count from."""

    def left_ms(self, now: Moment) -> int:
        """How long nothing may be sent, at most so long as was asked for."""
        return max(_left_ms(wait, self.boot, now) for wait in (self.asked, self.quiet))

    def asked_left_ms(self, now: Moment) -> int:
        """How long the service wants nothing."""
        return _left_ms(self.asked, self.boot, now)


def _left_ms(wait: Wait, boot: str, now: Moment) -> int:
    if _is_by_boot(wait, boot, now):
        return now.left_ms(wait.until_ms, wait.until_boot_ms)
    return min(wait.until_ms - now.wall_ms, max(0, wait.until_ms - wait.set_ms))


def _is_by_boot(wait: Wait, boot: str, now: Moment) -> bool:
    return bool(wait.until_boot_ms and boot and boot == now.boot)


def waits(db: sqlite3.Connection, *, by_boot: bool = True) -> Waits:
    """What is in the way; version 1 had only the time of day."""
    names = "hold_boot_ms, quiet_boot_ms, boot" if by_boot else "0, 0, ''"
    [row] = db.execute(
        f"SELECT hold_set_ms, hold_until_ms, quiet_set_ms, quiet_until_ms, {names} FROM state"  # noqa: S608
    ).fetchall()
    asked_set, asked, quiet_set, quiet, asked_boot, quiet_boot = (v if isinstance(v, int) else 0 for v in row[:6])
    return Waits(Wait(asked_set, asked, asked_boot), Wait(quiet_set, quiet, quiet_boot), columns.text(row[6]))


def hold(db: sqlite3.Connection, now: Moment, until_ms: int) -> None:
    """Nothing is sent before, because the service said so."""
    _enter(db, now)
    db.execute(
        "UPDATE state SET hold_set_ms = ?, hold_until_ms = ?, hold_boot_ms = ?",
        (now.wall_ms, until_ms, now.after(until_ms - now.wall_ms)),
    )


def be_quiet(db: sqlite3.Connection, now: Moment, quiet_ms: int) -> None:
    """Nothing is sent for so long, because another sender just did."""
    _enter(db, now)
    db.execute(
        "UPDATE state SET quiet_set_ms = ?, quiet_until_ms = ?, quiet_boot_ms = ?",
        (now.wall_ms, now.wall_ms + quiet_ms, now.after(quiet_ms)),
    )


def _enter(db: sqlite3.Connection, now: Moment) -> None:
    """What was noted before the machine started counts by the time of day from now on."""
    db.execute(
        "UPDATE state SET boot = :boot, hold_boot_ms = 0, quiet_boot_ms = 0, sender_boot_ms = 0 WHERE boot <> :boot",
        {"boot": now.boot},
    )


def set_back(db: sqlite3.Connection, seen: Waits, now: Moment, back_ms: int) -> Waits:
    """The clock was set back by so much since ``seen``: what is left of the waits stays as long as it was."""
    refuse_within(db)
    with db:
        begin(db)
        if waits(db) == seen:  # else another process has seen to it
            db.execute(
                "UPDATE state SET hold_set_ms = min(hold_set_ms, :now), hold_until_ms = hold_until_ms - :back, "
                "quiet_set_ms = min(quiet_set_ms, :now), quiet_until_ms = quiet_until_ms - :back",
                {"now": now.wall_ms, "back": back_ms},
            )
        return waits(db)


class Claim(NamedTuple):
    """Who sends, and until when by its last word."""

    holder: Holder
    until_ms: int
    until_boot_ms: int
    boot: str

    def left_ms(self, now: Moment) -> int:
        """For how long it holds without another word."""
        if self.until_boot_ms and self.boot and self.boot == now.boot:
            return now.left_ms(self.until_ms, self.until_boot_ms)
        return self.until_ms - now.wall_ms


def claim(db: sqlite3.Connection, *, by_boot: bool = True) -> Claim:
    """Who sends; version 1 had only the time of day."""
    names = "sender_boot_ms, boot" if by_boot else "0, ''"
    [(token, host, pid, until_ms, until_boot_ms, boot)] = db.execute(
        f"SELECT sender, sender_host, sender_pid, sender_until_ms, {names} FROM state"  # noqa: S608
    ).fetchall()
    return Claim(Holder(token, host, pid), until_ms, until_boot_ms, boot)


def set_claim(db: sqlite3.Connection, holder: Holder, now: Moment, lease_ms: int) -> None:
    """Within a transaction: from now on it is this one."""
    _enter(db, now)
    db.execute(
        "UPDATE state SET sender_since_ms = CASE WHEN sender = :token THEN sender_since_ms ELSE :now END, "
        "sender = :token, sender_host = :host, sender_pid = :pid, sender_until_ms = :until, sender_boot_ms = :boot",
        {**holder._asdict(), "until": now.wall_ms + lease_ms, "boot": now.after(lease_ms), "now": now.wall_ms},
    )


def note(db: sqlite3.Connection, trouble: str, trouble_ms: int, failures: int, next_try_ms: int) -> None:
    """Why nothing moves: for who looks from outside."""
    db.execute(
        "UPDATE state SET trouble = ?, trouble_ms = ?, failures = ?, next_try_ms = ?",
        (trouble, trouble_ms, failures, next_try_ms),
    )


def story(db: sqlite3.Connection) -> Story:
    """Why nothing moves, by the last note."""
    [(trouble, trouble_ms, failures, next_try_ms, sender, host, pid, since_ms)] = db.execute(
        "SELECT CAST(trouble AS BLOB), trouble_ms, failures, next_try_ms, sender, sender_host, sender_pid, "
        "sender_since_ms FROM state"
    ).fetchall()
    who = f"process {pid} on {host.partition(' ')[0]}" if sender else ""
    return Story(columns.text(trouble), trouble_ms, failures, next_try_ms, who, since_ms)
