"""The tables of the sandbox's file, and what a row of each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from mparticle_facade.errors import Problem
from mparticle_facade.sandbox.exchange import Headers

SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that a reader's position survives a clear()
  received_ms INTEGER NOT NULL,
  took_us INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  status INTEGER,
  size INTEGER NOT NULL,
  key TEXT NOT NULL,
  client TEXT NOT NULL,
  note TEXT NOT NULL,
  said TEXT NOT NULL,
  batches INTEGER NOT NULL,
  events INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  what TEXT NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL, -- empty where the batches say it all
  answer_headers TEXT NOT NULL,
  answer BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  api_key TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected', 'duplicate')),
  source_request_id TEXT,
  events INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER, -- unknown until somebody looks
  violations INTEGER NOT NULL DEFAULT 0, -- of the data plan; they are among the warnings
  environment TEXT NOT NULL,
  types TEXT NOT NULL,
  identities TEXT NOT NULL,
  size INTEGER NOT NULL,
  head TEXT NOT NULL,
  problems TEXT NOT NULL,
  words TEXT NOT NULL,
  payload TEXT NOT NULL -- the long ones last: what is before them is found without reading them
);
CREATE UNIQUE INDEX IF NOT EXISTS seen ON batches (source_request_id, api_key)
  WHERE status = 'accepted' AND source_request_id != '';
CREATE INDEX IF NOT EXISTS contents ON batches (request_id);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
INSERT OR IGNORE INTO counters VALUES
  ('requests', 0), ('batches', 0), ('events', 0), ('duplicates', 0), ('rejected', 0);
COMMIT;
"""
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
    request: int = 0
    """The id of the request it came with."""


class Head(NamedTuple):
    """A batch without its JSON: a line of a list."""

    id: int
    request_id: int
    received_ms: int
    endpoint: str
    status: Status
    events: int
    errors: int
    warnings: int | None
    """How many; None until somebody looked."""
    violations: int
    """How many of these are about the data plan."""
    size: int
    head: str
    """See `Outline.head`."""


class Line(NamedTuple):
    """A request without headers and bodies: a line of a list. As in `Exchange`."""

    id: int
    received_ms: int
    took_us: int
    method: str
    path: str
    status: int | None
    size: int
    key: str
    client: str
    note: str
    said: str
    """The first error of the answer."""
    batches: int
    """How many it held, as far as it could be read; how many events in these, and what became of the batches."""
    events: int
    rejected: int
    duplicates: int
    what: str
    """JSON: type and name of its first events."""


class StoredRequest(NamedTuple):
    """A request with all that is known of it."""

    line: Line
    headers: Headers
    body: bytes
    answer_headers: Headers
    answer: bytes


class News(NamedTuple):
    """What a follower has not seen yet."""

    clears: int
    """How often everything was forgotten so far; what is below came after that."""
    batches: list[Head]
    """The next ones, oldest first."""
    requests: list[Line]
    more: bool
    """Whether there may be more of them already."""


BATCH = "id, received_ms, endpoint, status, payload, events, problems, request_id"
"""The columns of a `StoredBatch`."""
HEAD = "id, request_id, received_ms, endpoint, status, events, errors, warnings, violations, size, head"
LINE = ", ".join(Line._fields)
REQUEST = f"{LINE}, headers, body, answer_headers, answer"
