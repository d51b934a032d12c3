"""What the sandbox received, in SQLite."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.sandbox.inspection import Inspected

_APPLICATION_ID = 0x6D506278  # "mPbx": tells our files from those of others
_SCHEMA = """
BEGIN;
CREATE TABLE IF NOT EXISTS batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that a reader's position survives a clear()
  received_ms INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  api_key TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected')),
  source_request_id TEXT,
  payload TEXT NOT NULL,
  events INTEGER NOT NULL,
  problems TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
INSERT OR IGNORE INTO counters VALUES
  ('requests', 0), ('batches', 0), ('events', 0), ('duplicates', 0), ('rejected', 0);
COMMIT;
"""
_problems = msgspec.json.Decoder(list[Problem])


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch with what was made of it."""

    id: int
    """Grows with each batch."""
    received_ms: int
    """When it arrived, in epoch milliseconds."""
    endpoint: str
    """The path it was posted to, such as ``/v2/events``."""
    status: Literal["accepted", "rejected"]
    """Whether the service would process it."""
    payload: bytes
    """The JSON as received."""
    problems: list[Problem]
    """Why it was rejected."""


class Store:
    """Batches and counters of a sandbox. Threads may share one."""

    def __init__(self, path: Path | str | None = None) -> None:
        """Open the file, or memory where there is none.

        Raises:
            sqlite3.Error: the file can't be opened, or is no file of a sandbox.
        """
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False)
        try:
            self._set_up()
        except sqlite3.Error:
            self._db.close()
            raise

    def _set_up(self) -> None:
        ((found,),) = self._db.execute("PRAGMA application_id")
        ((tables,),) = self._db.execute("SELECT count(*) FROM sqlite_master")
        if tables and found != _APPLICATION_ID:
            raise sqlite3.DatabaseError("is a database, but not of a sandbox")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._db.executescript(_SCHEMA)

    def record(self, endpoint: str, api_key: str, batches: Sequence[Inspected]) -> None:
        """Store a request in one transaction; it counts even if there is no batch in it.

        ``endpoint`` is its path; ``api_key`` the name of the key it came with, never the secret.
        """
        received_ms = int(time.time() * 1000)
        rows = [
            (
                received_ms, endpoint, api_key, "rejected" if batch.problems else "accepted", batch.source_request_id,
                batch.payload.decode(), batch.events, msgspec.json.encode(batch.problems).decode(),
            )
            for batch in batches
        ]  # fmt: skip
        accepted = [batch for batch in batches if not batch.problems]
        increments = [
            (1, "requests"),
            (len(accepted), "batches"),
            (sum(batch.events for batch in accepted), "events"),
            (len(batches) - len(accepted), "rejected"),
        ]
        with self._lock, self._db:
            self._db.executemany(
                "INSERT INTO batches (received_ms, endpoint, api_key, status, source_request_id, payload, events, "
                "problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            self._db.executemany("UPDATE counters SET value = value + ? WHERE name = ?", increments)

    def stats(self) -> dict[str, int]:
        """How many ``requests``, accepted ``batches`` and their ``events``, ``duplicates``, ``rejected`` batches."""
        with self._lock:
            return dict(self._db.execute("SELECT name, value FROM counters ORDER BY rowid"))

    def batches(self, after: int = 0, limit: int = 100) -> list[StoredBatch]:
        """The first batches with a greater id than ``after``, oldest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id, received_ms, endpoint, status, payload, problems FROM batches "
                "WHERE id > ? ORDER BY id LIMIT ?",
                (after, limit),
            ).fetchall()
        return [
            StoredBatch(id, received_ms, endpoint, status, payload.encode(), _problems.decode(problems))
            for id, received_ms, endpoint, status, payload, problems in rows
        ]

    def clear(self) -> None:
        """Forget all batches, and count from zero. Ids go on."""
        with self._lock, self._db:
            self._db.execute("DELETE FROM batches")
            self._db.execute("UPDATE counters SET value = 0")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
