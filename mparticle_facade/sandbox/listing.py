"""Stored batches as JSON, for a person or a test to look at."""

from __future__ import annotations

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.sandbox.inspection import warnings
from mparticle_facade.sandbox.programs import program
from mparticle_facade.sandbox.store import Store, StoredBatch

_LARGEST_PAGE = 8_000_000  # bytes; memory is not to grow with what is asked for


class _Entry(msgspec.Struct):
    id: int
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
    return msgspec.json.encode(_Page([_entry(batch) for batch in stored], stored[-1].id if stored else after))


def detail(store: Store, id: int, url: str) -> bytes | None:
    """One batch as in a page, with the ``python`` that sends it to ``url``; None where there is no such batch."""
    stored = store.batch(id)
    if stored is None:
        return None
    entry = _entry(stored)
    python = program(stored, url, [*entry.warnings, *entry.errors])
    return msgspec.json.encode(_Detail(**msgspec.structs.asdict(entry), python=python))


def _entry(stored: StoredBatch) -> _Entry:
    # Advice takes as long as all the rest, and most batches nobody looks at: it is worked out here, not on arrival.
    advice = warnings(stored.payload, stored.endpoint, stored.received_ms)
    batch = msgspec.Raw(stored.payload)
    return _Entry(stored.id, stored.received_ms, stored.endpoint, stored.status, batch, advice, stored.problems)
