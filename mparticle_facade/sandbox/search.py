"""Lists of batches and requests, newest first, for a page to look at: filtered, and with their warnings counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from mparticle_facade.clock import monotonic
from mparticle_facade.errors import Problem
from mparticle_facade.sandbox.filters import Filters
from mparticle_facade.sandbox.inspection import warnings
from mparticle_facade.sandbox.records import Head, Line, StoredBatch
from mparticle_facade.sandbox.store import Store

_WINDOW = 20_000  # ids that are looked through at once: for so long an upload waits
_SEARCH_S = 0.5  # then what was found so far is shown, and the rest on demand
_CHECK_S = 0.5
_CHECKED_AT_ONCE = 50
_SMALL_REQUEST = 20  # batches; the warnings of a larger request are not for a line
_MESSAGES = 3
_T = TypeVar("_T", Head, Line)


class Found(NamedTuple):
    """A part of a list."""

    rows: list[Any]
    """JSON objects, newest first."""
    before: int | None
    """Where to go on: what is older is older than this id. None where there is nothing older."""
    newest: int
    """The newest id there is, whether it is in the list or not."""


def find_batches(store: Store, filters: Filters, after: int, before: int, limit: int) -> Found:
    """Batches with ids between ``after`` and ``before``, newest first."""

    def look(heads: list[Head]) -> tuple[list[Head], int | None]:
        found = checked(store, heads)
        if not (filters.troubled or filters.off_plan):
            return found, None
        undecided = (head for head in found if head.warnings is None and (filters.off_plan or not head.errors))
        reached = next((head.id for head in undecided), None)
        passed = [head for head in found if head.id > (reached or 0) and (head.errors or head.warnings)]
        return [head for head in passed if head.violations or not filters.off_plan], reached

    newest = store.newest("batches")
    rows, left = _search(store.heads, newest, filters, after, before, limit, look)
    return Found([batch_row(head) for head in rows], left, newest)


def find_requests(
    store: Store, filters: Filters, after: int, before: int, limit: int, *, advice: bool = False
) -> Found:
    """Requests with ids between ``after`` and ``before``, newest first; with ``advice`` also with warnings."""
    newest = store.newest("requests")
    rows, left = _search(store.lines, newest, filters, after, before, limit, lambda lines: (lines, None))
    shown = request_rows(store, rows, _CHECK_S)[::-1] if advice else [request_row(line) for line in rows]
    return Found(shown, left, newest)


def _search(
    select: Callable[[str, Sequence[Any]], list[_T]],
    newest: int,
    filters: Filters,
    after: int,
    before: int,
    limit: int,
    look: Callable[[list[_T]], tuple[list[_T], int | None]],
) -> tuple[list[_T], int | None]:
    """Look through the ids from above, a window at a time.

    ``look`` has a closer look at some: which of them it lets through, and the first one it had no time for.
    """
    found: list[_T] = []
    top = min(before, newest + 1)
    until = monotonic() + _SEARCH_S
    while top > after + 1 and len(found) < limit:
        bottom = max(after + 1, top - _WINDOW)
        wanted = limit - len(found)
        rows = select(
            f"id < ? AND id >= ? AND {filters.condition} ORDER BY id DESC LIMIT ?",
            (top, bottom, *filters.parameters, wanted),
        )
        passed, reached = look(rows)
        found += passed
        if reached is not None:
            top = reached + 1
            break
        top = rows[-1].id if len(rows) == wanted else bottom
        if monotonic() > until:
            break
    return found, top if top > after + 1 and select("id < ? AND id > ? LIMIT 1", (top, after)) else None


def checked(store: Store, heads: list[Head], seconds: float = _CHECK_S) -> list[Head]:
    """The same, newest first, with their warnings counted; those that there was no time for stay as they are."""
    unknown = [head.id for head in heads if head.warnings is None] if seconds > 0 else []
    counts: dict[int, tuple[int, int]] = {}
    until = monotonic() + seconds
    for start in range(0, len(unknown), _CHECKED_AT_ONCE):
        for stored in sorted(store.chosen(unknown[start : start + _CHECKED_AT_ONCE]), key=lambda each: -each.id):
            if monotonic() > until:
                break
            counts[stored.id] = _counted(_advice(store, stored))
    if counts:  # once it is known, it is known to everybody
        store.checked((id, *counted) for id, counted in counts.items())
    known = {head.id: (head.warnings, head.violations) for head in heads} | counts
    return [head._replace(warnings=known[head.id][0], violations=known[head.id][1]) for head in heads]


def _advice(store: Store, stored: StoredBatch) -> list[Problem]:
    return warnings(stored.payload, stored.endpoint, stored.received_ms, store.plan)


def _counted(found: list[Problem]) -> tuple[int, int]:
    return len(found), sum(problem.kind == "off_plan" for problem in found)


def batch_row(head: Head) -> dict[str, Any]:
    """A batch in a list. ``warnings`` is null where nobody has looked yet."""
    return {
        "id": head.id,
        "request": head.request_id,
        "received_ms": head.received_ms,
        "endpoint": head.endpoint,
        "status": head.status,
        **msgspec.json.decode(head.head),
        "event_count": head.events,
        "bytes": head.size,
        "warnings": head.warnings,
        "violations": head.violations,
        "errors": head.errors,
    }


def request_row(line: Line, advice: list[str] | None = None) -> dict[str, Any]:
    """A request in a list. ``advice`` are the first warnings about its batches, null where nobody has looked."""
    row = line._asdict()
    row["took_ms"] = row.pop("took_us") / 1000
    return row | {"what": msgspec.json.decode(line.what), "advice": advice}


def request_rows(store: Store, lines: Iterable[Line], seconds: float) -> list[dict[str, Any]]:
    """Requests in a list, given and returned oldest first, with warnings as far as there is time."""
    until = monotonic() + seconds
    rows = []
    for line in sorted(lines, key=lambda line: -line.id):
        advice: list[str] | None = None
        if line.status == 202 and 0 < line.batches <= _SMALL_REQUEST and monotonic() < until:
            contents = store.contents(line.id, _SMALL_REQUEST)
            found = [_advice(store, stored) for stored in contents]
            store.checked((stored.id, *_counted(each)) for stored, each in zip(contents, found, strict=True))
            advice = [str(problem) for each in found for problem in each]
            advice = [
                *advice[:_MESSAGES],
                *([f"and {len(advice) - _MESSAGES} more"] if len(advice) > _MESSAGES else []),
            ]
        rows.append(request_row(line, advice))
    return rows[::-1]
