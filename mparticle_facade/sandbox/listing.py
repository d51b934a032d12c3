"""Stored batches and requests as JSON, for a person or a test to look at."""

from __future__ import annotations

from typing import Any

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.sandbox.exchange import BODY_KEPT, readable
from mparticle_facade.sandbox.inspection import SINGLE, warnings
from mparticle_facade.sandbox.programs import program
from mparticle_facade.sandbox.records import Line, StoredBatch
from mparticle_facade.sandbox.search import batch_row, checked, request_row
from mparticle_facade.sandbox.store import Store

_LARGEST_PAGE = 8_000_000  # bytes; memory is not to grow with what is asked for
_MOST_CONTENTS = 100


class _Entry(msgspec.Struct):
    id: int
    request: int
    received_ms: int
    endpoint: str
    status: str
    batch: msgspec.Raw
    warnings: list[Problem]
    errors: list[Problem]


class _Detail(_Entry):
    python: str


class _Page(msgspec.Struct):
    batches: list[_Entry]
    next: int


def page(store: Store, after: int, limit: int) -> bytes:
    """``{"batches": [...], "next": id}``: the batches with a greater id than ``after``, oldest first.

    ``next`` is the ``after`` of the next page. There are fewer than ``limit`` where they are many megabytes, but never
    none as long as there are any. A negative ``limit`` is none.
    """
    stored = store.batches(after, limit, _LARGEST_PAGE if limit > 0 else None)
    return msgspec.json.encode(
        _Page([_entry(batch, store.plan) for batch in stored], stored[-1].id if stored else after)
    )


def detail(store: Store, id: int, url: str) -> bytes | None:
    """One batch as in a page, with the ``python`` that sends it to ``url``; None where there is no such batch."""
    stored = store.batch(id)
    if stored is None:
        return None
    entry = _entry(stored, store.plan)
    python = program(stored, url, [*entry.warnings, *entry.errors])
    return msgspec.json.encode(_Detail(**msgspec.structs.asdict(entry), python=python))


def _entry(stored: StoredBatch, plan: DataPlan | None) -> _Entry:
    # Advice takes as long as all the rest, and most batches nobody looks at: it is worked out here, not on arrival.
    advice = warnings(stored.payload, stored.endpoint, stored.received_ms, plan)
    batch = msgspec.Raw(stored.payload)
    return _Entry(
        stored.id, stored.request, stored.received_ms, stored.endpoint, stored.status, batch, advice, stored.problems
    )


def requests(store: Store, after: int, limit: int) -> bytes:
    """``{"requests": [...], "next": id}``: the requests with a greater id than ``after``, oldest first."""
    lines = store.lines("id > ? ORDER BY id LIMIT ?", (after, limit))
    entries = [entry for line in lines if (entry := _request(store, line.id))]
    return msgspec.json.encode({"requests": entries, "next": lines[-1].id if lines else after})


def request(store: Store, id: int) -> bytes | None:
    """One request as there, with a ``contents`` entry for each of its batches; None where there is no such request."""
    entry = _request(store, id)
    if entry is None:
        return None
    heads = store.heads("request_id = ? ORDER BY id LIMIT ?", (id, _MOST_CONTENTS))
    return msgspec.json.encode(entry | {"contents": [batch_row(head) for head in checked(store, heads)]})


def _request(store: Store, id: int) -> dict[str, Any] | None:
    found = store.request(id)
    if found is None:
        return None
    body = found.body or _joined(store, found.line)
    return request_row(found.line) | {
        "headers": found.headers,
        "body": readable(body[:BODY_KEPT]),
        "body_cut": max(0, found.line.size - BODY_KEPT) if body else 0,
        "answer_headers": found.answer_headers,
        "answer": readable(found.answer),
    }


def _joined(store: Store, line: Line) -> bytes:
    """The body of a request whose batches are kept, which is why it is not."""
    payloads = [stored.payload for stored in store.contents(line.id, line.batches, BODY_KEPT)]
    if line.path.partition("?")[0] == SINGLE:
        return b"".join(payloads)
    return b"[%s]" % b", ".join(payloads) if payloads else b""
