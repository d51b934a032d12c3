"""The limits of the service that no schema can say, and what its answers say about them.

The numbers are defaults that the vendor changes per customer (F-42).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

Policy = Literal["error", "warn"]
"""What a value over a limit, or an unknown field, is: an error, or sent with a warning."""

PlanPolicy = Literal["off", "warn", "error", "drop"]
"""What is done about a batch that its data plan does not allow: nothing, a warning, it is refused, or what the plan
would block is taken out of it."""

MAX_BATCH_BYTES = 128_000
"""Advised size of one batch; decimal, the safe reading of 128 KB (D-37)."""
MAX_REQUEST_BYTES = 256_000
"""A request must be smaller; decimal, the safe reading of 256 KB (D-37)."""
MAX_BULK_BATCHES = 100
"""Batches in a bulk request (D-31)."""
MAX_LIVE_AGE_MS = 30 * 86_400_000
"""Older events should go to the historical endpoint (F-40)."""
MIN_HISTORICAL_AGE_MS = 72 * 3_600_000
"""The historical endpoint ignores batches with younger events (F-38)."""
SOURCE_REQUEST_ID_MEMORY_MS = 30 * 86_400_000
"""For so long, at least, the service knows a batch again by its ``source_request_id`` (F-35)."""


def rate_limit_used(headers: Mapping[str, str]) -> float | None:
    """``X-mp-rate-limit-percentage-used`` as a number, None where it is absent or none."""
    try:
        used = float(headers.get("x-mp-rate-limit-percentage-used", ""))
    except ValueError:
        return None
    return used if math.isfinite(used) else None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that ``Retry-After`` asks for, given in seconds or as an HTTP date; None for anything else."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal() or not text:
        return float(text) if text else None
    import datetime as dt
    import email.utils

    try:
        until = email.utils.parsedate_to_datetime(text)
        if until.tzinfo is None:
            until = until.replace(tzinfo=dt.UTC)
        return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, OverflowError, TypeError):
        return None
