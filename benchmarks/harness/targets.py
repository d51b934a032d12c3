"""The targets of all questions. Each is a ratio, which holds on any machine."""

from __future__ import annotations

from benchmarks.harness.results import BEST_PEER, Target

_VENDOR = "vendor's SDK"
_SEGMENT = "segment-analytics-python"
_PACED = "ours: the same, sending at the default pace"
_LEAST = "the least that the limit allows"

TARGETS = (
    Target(
        "cold start to first byte, EventsApi, http, against the vendor's SDK",
        "cold_start", "ms", "ours: EventsApi", _VENDOR, at_most=1,
    ),
    Target(
        "cold start to first byte, EventsApi, http, all extras, against the vendor's SDK",
        "cold_start", "ms", "ours: EventsApi, all extras", _VENDOR, at_most=1,
    ),
    Target(
        "cold start to first byte, EventsApi, https, against the vendor's SDK",
        "cold_start", "ms", "ours: EventsApi, https", "vendor's SDK, https", at_most=1,
    ),
    Target(
        "cold start to first byte, EventsApi, https, all extras, against the vendor's SDK",
        "cold_start", "ms", "ours: EventsApi, all extras, https", "vendor's SDK, https", at_most=1,
    ),
    Target(
        "a connection made, against the vendor's SDK",
        "imports", "ms", "ours: a connection made", "vendor's SDK: a connection made", at_most=1,
    ),
    Target(
        "AsyncEventsApi.upload_events, 8 in flight, against the vendor's SDK",
        "single", "rate", "ours: AsyncEventsApi, 8 in flight", _VENDOR, at_least=1,
    ),
    Target(
        "AsyncEventsApi.upload_events with [aiohttp], 8 in flight, against the vendor's SDK",
        "single", "rate", "ours: AsyncEventsApi with [aiohttp], 8 in flight", _VENDOR, at_least=1.8,
    ),
    Target("upload_events, against the vendor's SDK", "single", "rate", "ours: upload_events", _VENDOR, at_least=1.7),
    Target(
        "bulk_upload_events with validation, against the vendor's SDK",
        "bulk", "rate", "ours: bulk_upload_events", _VENDOR, at_least=6.5,
    ),
    Target(
        "uploader with an outbox, one event a call, end to end, against the best peer",
        "queued", "rate", "ours: Uploader, outbox file", BEST_PEER, at_least=1,
    ),
    Target(
        "peak memory, uploader in memory, outrun, against segment's",
        "memory", "mb", "ours: Uploader, in memory", _SEGMENT, at_most=1,
    ),
    Target(
        "upload() median with an outbox, default pace, against segment's enqueue in memory",
        "enqueue", "median", _PACED, _SEGMENT, at_most=1.2,
    ),
    Target(
        "upload() p99 with an outbox, default pace, against segment's enqueue in memory",
        "enqueue", "p99", _PACED, _SEGMENT, at_most=1,
    ),
    *(
        Target(
            f"10,000 batches at the service's limit, {sender}, against the least possible",
            "pace", "seconds", f"ours: {sender}", _LEAST, at_most=1.02,
        )
        for sender in (
            "Uploader, in memory", "Uploader, outbox file", "mparticle upload", "mparticle outbox drain",
            "Spark, two tasks, from the first request",
        )
    ),
    Target(
        "build + to_json(), validated, against the vendor's SDK, which checks nothing",
        "build", "us", "ours: batch.to_json()", _VENDOR, at_least=8,
    ),
)  # fmt: skip
