"""What the sandbox received, in SQLite."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Self

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.sandbox.inspection import Inspected

KEPT = 1_000_000
"""Batches kept unless told otherwise."""

_APPLICATION_ID = 0x6D506278  # "mPbx": tells our files from those of others
_VERSION = 1
_PATIENCE_S = 0.5  # for somebody else's lock on the file; an upload must be answered soon
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that a reader's position survives a clear()
  received_ms INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  api_key TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected', 'duplicate')),
  source_request_id TEXT,
  payload TEXT NOT NULL,
  events INTEGER NOT NULL,
  problems TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS seen ON batches (source_request_id, api_key)
  WHERE status = 'accepted' AND source_request_id != '';
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
INSERT OR IGNORE INTO counters VALUES
  ('requests', 0), ('batches', 0), ('events', 0), ('duplicates', 0), ('rejected', 0);
COMMIT;
"""
_SEEN = """
SELECT 1 FROM batches INDEXED BY seen
WHERE source_request_id = ? AND source_request_id != '' AND api_key = ? AND status = 'accepted'
"""  # the index is not used without its own conditions
_COLUMNS = "id, received_ms, endpoint, status, payload, events, problems"
_problems = msgspec.json.Decoder(list[Problem])

Status = Literal["accepted", "rejected", "duplicate"]


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch with what was made of it."""

    id: int
    """Grows with each batch."""
    received_ms: int
    """When it arrived, in epoch milliseconds."""
    endpoint: str
    """The path it was posted to, such as ``/v2/events``."""
    status: Status
    """Whether the service would process it; a duplicate is one that it has seen before (F-35)."""
    payload: bytes
    """The JSON as received."""
    events: int
    """The number of its events."""
    problems: list[Problem]
    """Why it was rejected."""


class News(NamedTuple):
    """What a follower has not seen yet."""

    clears: int
    """How often everything was forgotten so far; the batches below came after that."""
    batches: list[StoredBatch]
    """The next ones, oldest first."""


class Store:
    """Batches and counters of a sandbox. Threads may share one.

    Any method raises `sqlite3.Error` where the file can't be used for the moment: locked by somebody, disk full.
    Nothing is stored in part then.
    """

    def __init__(self, path: Path | str | None = None, *, keep: int = KEPT) -> None:
        """Open the file, or a temporary one that nobody else sees where there is none.

        ``keep`` is how many batches stay; the oldest go.

        Raises:
            sqlite3.Error: the file can't be opened, or is no file of a sandbox.
        """
        self.changed: Callable[[], None] = _nothing
        """Called after each change, in the thread that made it."""
        self._keep = keep
        self._clears = 0
        self._lock = threading.Lock()
        # The empty name is a temporary file that SQLite keeps in memory while it is small. Transactions are ours.
        self._db = sqlite3.connect(path or "", timeout=_PATIENCE_S, check_same_thread=False, isolation_level=None)
        try:
            self._set_up(temporary=not path)
        except sqlite3.Error:
            self._db.close()
            raise

    def _set_up(self, *, temporary: bool) -> None:
        ((found,),) = self._db.execute("PRAGMA application_id")
        ((version,),) = self._db.execute("PRAGMA user_version")
        ((tables,),) = self._db.execute("SELECT count(*) FROM sqlite_master")
        if tables and found != _APPLICATION_ID:
            raise sqlite3.DatabaseError("is a database, but not of a sandbox")
        if tables and version != _VERSION:
            raise sqlite3.DatabaseError("was made by another version of the sandbox; remove it, or name another file")
        # Nobody is to find a temporary file again after a crash, so its journal needs none itself.
        self._db.execute(f"PRAGMA journal_mode = {'MEMORY' if temporary else 'WAL'}")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA cache_size = -16000")
        if not tables:
            self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        self._db.executescript(_SCHEMA)

    def record(self, endpoint: str, api_key: str, batches: Sequence[Inspected]) -> None:
        """Store a request in one transaction; it counts even if there is no batch in it.

        ``endpoint`` is its path; ``api_key`` the name of the key it came with, never the secret.
        """
        received_ms = int(time.time() * 1000)
        counts = {"accepted": 0, "rejected": 0, "duplicate": 0}
        events = 0
        with self._lock, _Transaction(self._db):
            for batch in batches:
                status = self._status(api_key, batch)
                counts[status] += 1
                events += batch.events if status == "accepted" else 0
                self._db.execute(
                    "INSERT INTO batches (received_ms, endpoint, api_key, status, source_request_id, payload, events, "
                    "problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        received_ms, endpoint, api_key, status, batch.source_request_id, batch.payload.decode(),
                        batch.events, msgspec.json.encode(batch.problems).decode(),
                    ),
                )  # fmt: skip
            if batches:  # ids have no gaps but at the old end
                self._db.execute("DELETE FROM batches WHERE id <= last_insert_rowid() - ?", (self._keep,))
            self._db.executemany(
                "UPDATE counters SET value = value + ? WHERE name = ?",
                [
                    (1, "requests"), (counts["accepted"], "batches"), (events, "events"),
                    (counts["duplicate"], "duplicates"), (counts["rejected"], "rejected"),
                ],
            )  # fmt: skip
        self.changed()

    def _status(self, api_key: str, batch: Inspected) -> Status:
        if batch.problems:
            return "rejected"
        if not batch.source_request_id:
            return "accepted"
        seen = self._db.execute(_SEEN, (batch.source_request_id, api_key)).fetchone()
        return "duplicate" if seen else "accepted"

    def stats(self) -> dict[str, int]:
        """How many ``requests``, accepted ``batches`` and their ``events``, ``duplicates``, ``rejected`` batches."""
        with self._lock:
            return dict(self._db.execute("SELECT name, value FROM counters ORDER BY rowid"))

    def batches(self, after: int = 0, limit: int = 100, most_bytes: int | None = None) -> list[StoredBatch]:
        """The first batches with a greater id than ``after``, oldest first.

        A negative ``limit`` is none. With ``most_bytes`` the list ends with the batch that exceeds these.
        """
        with self._lock:
            return self._read(after, limit, most_bytes)

    def batch(self, id: int) -> StoredBatch | None:
        """The batch with that id, if it is still there."""
        found = self.batches(id - 1, 1)
        return found[0] if found and found[0].id == id else None

    def news(self, after: int, limit: int, most_bytes: int) -> News:
        """What came after ``after``, and whether there was a `clear` in between."""
        with self._lock:
            return News(self._clears, self._read(after, limit, most_bytes))

    def nth_newest(self, number: int) -> int:
        """The id before the newest ``number`` batches."""
        with self._lock:
            newest: int
            ((newest,),) = self._db.execute("SELECT coalesce(max(id), 0) FROM batches")
            return max(0, newest - number)

    def _read(self, after: int, limit: int, most_bytes: int | None) -> list[StoredBatch]:
        cursor = self._db.execute(f"SELECT {_COLUMNS} FROM batches WHERE id > ? ORDER BY id LIMIT ?", (after, limit))  # noqa: S608
        found, size = [], 0
        try:
            for id, received_ms, endpoint, status, payload, events, problems in cursor:
                content = payload.encode()
                found.append(
                    StoredBatch(id, received_ms, endpoint, status, content, events, _problems.decode(problems))
                )
                size += len(content)
                if most_bytes is not None and size > most_bytes:
                    break
        finally:
            cursor.close()
        return found

    def clear(self) -> None:
        """Forget all batches, and count from zero. Ids go on."""
        with self._lock:
            with _Transaction(self._db):
                self._db.execute("DELETE FROM batches")
                self._db.execute("UPDATE counters SET value = 0")
            self._clears += 1
        self.changed()

    @property
    def clears(self) -> int:
        """How often everything was forgotten."""
        return self._clears

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Transaction:
    """All or nothing. SQLite itself undoes some of the failures, such as a full disk."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.db.execute("COMMIT")
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")


def _nothing() -> None:
    pass
