"""What the sandbox received, in SQLite."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.sandbox import records
from mparticle_facade.sandbox.exchange import Exchange, Headers
from mparticle_facade.sandbox.inspection import Inspected
from mparticle_facade.sandbox.records import Head, Line, News, Status, StoredBatch, StoredRequest

KEPT = 1_000_000
"""Batches kept unless told otherwise, and as many requests."""

_APPLICATION_ID = 0x6D506278  # "mPbx": tells our files from those of others
_VERSION = 3
_PATIENCE_S = 0.5  # for somebody else's lock on the file; an upload must be answered soon
_SEEN = """
SELECT 1 FROM batches INDEXED BY seen
WHERE source_request_id = ? AND source_request_id != '' AND api_key = ? AND status = 'accepted'
"""  # the index is not used without its own conditions
_DESCRIBED = 3  # events that a line of the list of requests names
_problems = msgspec.json.Decoder(list[Problem])
_headers = msgspec.json.Decoder(Headers)


class Store:
    """Requests, their batches, and counters of a sandbox. Threads may share one.

    Any method raises `sqlite3.Error` where the file can't be used for the moment: locked by somebody, disk full,
    deleted. Nothing is stored in part then.
    """

    def __init__(self, path: Path | str | None = None, *, keep: int = KEPT) -> None:
        """Open the file, or a temporary one that nobody else sees where there is none.

        ``keep`` is how many batches and how many requests stay; the oldest go.

        Raises:
            sqlite3.Error: the file can't be opened, or is no file of a sandbox.
        """
        self.listeners: list[Callable[[], None]] = []
        """Called after each change, in the thread that made it."""
        self._keep = keep
        self._plan: DataPlan | None = None
        self._clears = 0
        self._lock = threading.Lock()
        # The empty name is a temporary file that SQLite keeps in memory while it is small. Transactions are ours.
        self._db = sqlite3.connect(path or "", timeout=_PATIENCE_S, check_same_thread=False, isolation_level=None)
        try:
            self._set_up(temporary=not path)
        except sqlite3.Error:
            self._db.close()
            raise
        self._path = Path(path).absolute() if path else None
        self._file = _identity(self._path) if self._path else None

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
        self._db.executescript(records.SCHEMA)

    def record(self, exchange: Exchange, batches: Sequence[Inspected] = ()) -> int:
        """Store a request with its batches in one transaction; the id of the request."""
        with self._lock, self._transaction():
            request_id = self._insert(exchange, batches)
            counts = {"accepted": 0, "rejected": 0, "duplicate": 0}
            events, newest = 0, 0
            endpoint = exchange.path.partition("?")[0]
            for batch in batches:
                status = self._status(exchange.api_key, batch)
                counts[status] += 1
                events += batch.events if status == "accepted" else 0
                outline = batch.outline
                inserted = self._db.execute(
                    "INSERT INTO batches (request_id, received_ms, endpoint, api_key, status, source_request_id, "
                    "events, errors, environment, types, identities, size, head, problems, words, payload) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        request_id, exchange.received_ms, endpoint, exchange.api_key, status, batch.source_request_id,
                        batch.events, len(batch.problems), outline.environment, outline.types, outline.identities,
                        len(batch.payload), outline.head.decode(), msgspec.json.encode(batch.problems).decode(),
                        outline.words, batch.payload.decode(),
                    ),
                )  # fmt: skip
                newest = inserted.lastrowid or 0
            if newest:  # ids have no gaps but at the old end
                self._db.execute("DELETE FROM batches WHERE id <= ? - ?", (newest, self._keep))
                self._db.execute(
                    "UPDATE requests SET rejected = ?, duplicates = ? WHERE id = ?",
                    (counts["rejected"], counts["duplicate"], request_id),
                )
            self._db.executemany(
                "UPDATE counters SET value = value + ? WHERE name = ?",
                [
                    (1, "requests"), (counts["accepted"], "batches"), (events, "events"),
                    (counts["duplicate"], "duplicates"), (counts["rejected"], "rejected"),
                ],
            )  # fmt: skip
        self._tell()
        return request_id

    def _insert(self, exchange: Exchange, batches: Sequence[Inspected]) -> int:
        first = [event for batch in batches[:_DESCRIBED] for event in batch.outline.events[:_DESCRIBED]][:_DESCRIBED]
        values = {
            "received_ms": exchange.received_ms,
            "took_us": exchange.took_us,
            "method": exchange.method,
            "path": exchange.path,
            "status": exchange.status,
            "size": exchange.size,
            "key": exchange.key,
            "client": exchange.client,
            "note": exchange.note,
            "said": exchange.said,
            "batches": len(batches),
            "events": sum(batch.events for batch in batches),
            "rejected": 0,
            "duplicates": 0,
            "what": msgspec.json.encode(first).decode(),
            "headers": msgspec.json.encode(exchange.headers).decode(),
            # What was taken is all in the batches; the rest is not in them, or not whole.
            "body": b"" if batches and exchange.status == 202 else exchange.body,
            "answer_headers": msgspec.json.encode(exchange.answer_headers).decode(),
            "answer": exchange.answer,
        }
        marks = ", ".join("?" * len(values))
        inserted = self._db.execute(
            f"INSERT INTO requests ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )
        id = inserted.lastrowid
        assert id is not None
        self._db.execute("DELETE FROM requests WHERE id <= ? - ?", (id, self._keep))
        return id

    def _status(self, api_key: str, batch: Inspected) -> Status:
        if batch.problems:
            return "rejected"
        if not batch.source_request_id:
            return "accepted"
        seen = self._db.execute(_SEEN, (batch.source_request_id, api_key)).fetchone()
        return "duplicate" if seen else "accepted"

    # -- reading ------------------------------------------------------------------------------------------------------

    def stats(self) -> dict[str, int]:
        """How many ``requests``, accepted ``batches`` and their ``events``, ``duplicates``, ``rejected`` batches."""
        return dict(self._rows("SELECT name, value FROM counters ORDER BY rowid"))

    def batches(self, after: int = 0, limit: int = 100, most_bytes: int | None = None) -> list[StoredBatch]:
        """The first batches with a greater id than ``after``, oldest first.

        A negative ``limit`` is none. With ``most_bytes`` the list ends with the batch that exceeds these.
        """
        return self._batches("id > ? ORDER BY id LIMIT ?", (after, limit), most_bytes)

    def batch(self, id: int) -> StoredBatch | None:
        """The batch with that id, if it is still there."""
        return next(iter(self._batches("id = ?", (id,))), None)

    def chosen(self, ids: Sequence[int]) -> list[StoredBatch]:
        """Those of these batches that are still there."""
        marks = ", ".join("?" * len(ids))
        return self._batches(f"id IN ({marks})", ids)

    def contents(self, request_id: int, most: int, most_bytes: int | None = None) -> list[StoredBatch]:
        """The first batches of a request."""
        return self._batches("request_id = ? ORDER BY id LIMIT ?", (request_id, most), most_bytes)

    def request(self, id: int) -> StoredRequest | None:
        """The request with that id, if it is still there."""
        for row in self._rows(f"SELECT {records.REQUEST} FROM requests WHERE id = ?", (id,)):
            line, (headers, body, answer_headers, answer) = Line(*row[: len(Line._fields)]), row[len(Line._fields) :]
            return StoredRequest(line, _headers.decode(headers), body, _headers.decode(answer_headers), answer)
        return None

    def heads(self, condition: str, parameters: Sequence[Any]) -> list[Head]:
        """Batches without their JSON, those that a condition in SQL lets through."""
        return [Head(*row) for row in self._rows(f"SELECT {records.HEAD} FROM batches WHERE {condition}", parameters)]

    def lines(self, condition: str, parameters: Sequence[Any]) -> list[Line]:
        """Requests without their bodies, those that a condition in SQL lets through."""
        return [Line(*row) for row in self._rows(f"SELECT {records.LINE} FROM requests WHERE {condition}", parameters)]

    def news(self, after: int, after_request: int | None, most: int, most_bytes: int) -> News:
        """What came after a batch and, unless that is None, after a request, and whether there was a `clear` between.

        At most so many of each, and the batches end with the one that exceeds ``most_bytes`` of heads.
        """
        with self._lock:
            batches, size = [], 0
            with closing(
                self._select(f"SELECT {records.HEAD} FROM batches WHERE id > ? ORDER BY id LIMIT ?", (after, most))
            ) as rows:
                for row in rows:
                    batches.append(Head(*row))
                    size += len(batches[-1].head)
                    if size > most_bytes:
                        break
            requests = []
            if after_request is not None:
                lines = self._select(
                    f"SELECT {records.LINE} FROM requests WHERE id > ? ORDER BY id LIMIT ?", (after_request, most)
                )
                requests = [Line(*row) for row in lines]
            more = size > most_bytes or most in (len(batches), len(requests))
            return News(self._clears, batches, requests, more)

    def newest(self, table: Literal["batches", "requests"]) -> int:
        """The id of the newest batch, or request; 0 where there is none."""
        ((newest,),) = self._rows(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(newest)

    def checked(self, counts: Iterable[tuple[int, int, int]]) -> None:
        """Remember how many warnings batches have: id of each, their number, and how many are about the data plan."""
        with self._lock, self._transaction():
            self._db.executemany(
                "UPDATE batches SET warnings = ?, violations = ? WHERE id = ?", [(n, off, id) for id, n, off in counts]
            )

    @property
    def plan(self) -> DataPlan | None:
        """The data plan that batches are held against when somebody looks at them."""
        return self._plan

    @plan.setter
    def plan(self, plan: DataPlan | None) -> None:
        self._plan = plan
        with self._lock, self._transaction():  # what was found with another one counts no longer
            which = "warnings IS NOT NULL" if plan else "violations > 0"
            self._db.execute(f"UPDATE batches SET warnings = NULL, violations = 0 WHERE {which}")

    def _batches(self, condition: str, parameters: Sequence[Any], most_bytes: int | None = None) -> list[StoredBatch]:
        found, size = [], 0
        with (
            self._lock,
            closing(self._select(f"SELECT {records.BATCH} FROM batches WHERE {condition}", parameters)) as rows,
        ):
            for id, received_ms, endpoint, status, payload, events, problems, request in rows:
                content = payload.encode()
                found.append(
                    StoredBatch(id, received_ms, endpoint, status, content, events, _problems.decode(problems), request)
                )
                size += len(content)
                if most_bytes is not None and size > most_bytes:
                    break
        return found

    def _rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._select(statement, parameters).fetchall()

    def _select(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        self._look()
        return self._db.execute(statement, parameters)

    # -- the rest -----------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget all requests and batches, and count from zero. Ids go on."""
        with self._lock:
            with self._transaction():
                self._db.execute("DELETE FROM batches")
                self._db.execute("DELETE FROM requests")
                self._db.execute("UPDATE counters SET value = 0")
            self._clears += 1
        self._tell()

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

    def _tell(self) -> None:
        for listener in self.listeners:
            listener()

    def _look(self) -> None:
        """SQLite goes on writing to a file that was deleted; what it says it has stored would be gone."""
        if self._path and _identity(self._path) != self._file:
            raise sqlite3.OperationalError(f"{self._path} was deleted or replaced; start the sandbox again")

    def _transaction(self) -> _Transaction:
        self._look()
        return _Transaction(self._db)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name; None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
