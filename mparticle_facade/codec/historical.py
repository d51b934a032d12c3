"""Finds what the historical endpoint would ignore without an error (F-38, F-39), before it is sent."""

from __future__ import annotations

import time

from mparticle_facade.codec.fields import look
from mparticle_facade.errors import Problem
from mparticle_facade.limits import MIN_HISTORICAL_AGE_MS


def ignored(payload: bytes, path: str, now_ms: int | None = None) -> list[Problem]:
    """The reasons for which the service would answer 202 and drop this batch."""
    now_ms = int(time.time() * 1000) if now_ms is None else now_ms
    timestamps = look(payload).timestamps
    if not timestamps:
        return [
            Problem(f"{path}.events", "invalid", "is empty; the historical endpoint ignores a batch without events")
        ]
    problems = []
    for index, happened in enumerate(timestamps):
        place = f"{path}.events[{index}].data.timestamp_unixtime_ms"
        if happened is None:
            problems.append(Problem(place, "invalid", "is required by the historical endpoint"))
        elif happened > now_ms - MIN_HISTORICAL_AGE_MS:
            message = "is less than 72 hours ago; the historical endpoint ignores the batch: use bulk_upload_events"
            problems.append(Problem(place, "invalid", message))
    return problems
