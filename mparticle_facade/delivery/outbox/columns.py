"""The tables of an outbox, and what tells a row that was written from one that was damaged since."""

from __future__ import annotations

from typing import Any, Final
from zlib import crc32

import msgspec

from mparticle_facade.delivery.queue import DeadLetter

SCHEMA: Final = """
CREATE TABLE pending (
    sequence INTEGER PRIMARY KEY, accepted_ms INTEGER NOT NULL, source_request_id TEXT NOT NULL, payload BLOB NOT NULL,
    checksum INTEGER);
CREATE TABLE dead (
    sequence INTEGER PRIMARY KEY, accepted_ms INTEGER NOT NULL, source_request_id TEXT NOT NULL, payload BLOB NOT NULL,
    died_ms INTEGER NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL, checksum INTEGER);
CREATE TABLE absorbed (opened TEXT PRIMARY KEY);
CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    highest INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0,
    hold_set_ms INTEGER NOT NULL DEFAULT 0, hold_until_ms INTEGER NOT NULL DEFAULT 0,
    quiet_set_ms INTEGER NOT NULL DEFAULT 0, quiet_until_ms INTEGER NOT NULL DEFAULT 0,
    sender TEXT NOT NULL DEFAULT '', sender_host TEXT NOT NULL DEFAULT '', sender_pid INTEGER NOT NULL DEFAULT 0,
    sender_until_ms INTEGER NOT NULL DEFAULT 0,
    checksum INTEGER NOT NULL DEFAULT 0, origin TEXT NOT NULL DEFAULT '',
    sender_since_ms INTEGER NOT NULL DEFAULT 0, trouble TEXT NOT NULL DEFAULT '', trouble_ms INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, next_try_ms INTEGER NOT NULL DEFAULT 0,
    oldest INTEGER NOT NULL DEFAULT 1, boot TEXT NOT NULL DEFAULT '', hold_boot_ms INTEGER NOT NULL DEFAULT 0,
    quiet_boot_ms INTEGER NOT NULL DEFAULT 0, sender_boot_ms INTEGER NOT NULL DEFAULT 0);
INSERT INTO state (only, origin) VALUES (1, lower(hex(randomblob(16))));
"""

FROM_1: Final = """
ALTER TABLE pending ADD COLUMN checksum INTEGER;
ALTER TABLE dead ADD COLUMN checksum INTEGER;
CREATE TABLE absorbed (opened TEXT PRIMARY KEY);
ALTER TABLE state ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE state ADD COLUMN sender_since_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
ALTER TABLE state ADD COLUMN trouble_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN next_try_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN oldest INTEGER NOT NULL DEFAULT 1;
ALTER TABLE state ADD COLUMN boot TEXT NOT NULL DEFAULT '';
ALTER TABLE state ADD COLUMN hold_boot_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN quiet_boot_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN sender_boot_ms INTEGER NOT NULL DEFAULT 0;
UPDATE state SET origin = lower(hex(randomblob(16))),
    oldest = coalesce((SELECT min(sequence) FROM pending), highest + 1);
UPDATE state SET checksum = highest * 3 + delivered * 5 + dead * 7 + dropped * 11 + oldest * 13;
"""
"""Rows of version 1 have no checksum: of these, the payload has to be JSON with the row's own id."""

TOTALS_CHECK: Final = "highest * 3 + delivered * 5 + dead * 7 + dropped * 11 + oldest * 13"
"""What ``state.checksum`` has to be. Made in SQL, in the statement that changes the totals."""

DAMAGED: Final = "damaged in the file: what is stored is not what was accepted"


class _Identified(msgspec.Struct):
    source_request_id: str = ""


_identity = msgspec.json.Decoder(_Identified)


def checksum(accepted_ms: int, source_request_id: bytes, payload: bytes) -> int:
    """Of what was accepted; the row holds it plus the sequence."""
    return crc32(source_request_id + payload, accepted_ms & 0xFFFFFFFF)


def is_whole(sequence: Any, payload: Any, source_request_id: Any, accepted_ms: Any, check: Any) -> bool:
    """Whether a row is what was accepted; the id in bytes."""
    if not (
        isinstance(sequence, int)
        and isinstance(payload, bytes)
        and isinstance(source_request_id, bytes)
        and isinstance(accepted_ms, int)
    ):
        return False
    if check is not None:
        return bool(check == sequence + checksum(accepted_ms, source_request_id, payload))
    try:
        return _identity.decode(payload).source_request_id.encode() == source_request_id
    except (msgspec.DecodeError, UnicodeError):
        return False


def damaged_letter(sequence: int, payload: Any, source_request_id: Any, accepted_ms: Any, died_ms: int) -> DeadLetter:
    """Of a row that is not."""
    return DeadLetter(
        sequence,
        payload if isinstance(payload, bytes) else text(payload).encode("utf-8", "replace"),
        text(source_request_id),
        accepted_ms if isinstance(accepted_ms, int) else 0,
        died_ms,
        0,
        DAMAGED,
    )


def text(value: Any) -> str:
    """Whatever is there, as text that can be shown."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if value is None:
        return ""
    return str(value).encode("utf-8", "replace").decode()
