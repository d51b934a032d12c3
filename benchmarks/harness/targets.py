"""The targets of all questions. A ratio holds on any machine; the few absolute bounds are for two cores."""

from __future__ import annotations

from benchmarks.harness.results import Target

_VENDOR = "vendor's SDK"
_ORJSON = "orjson.dumps of a ready dict"
_HTTP = "http.client, ready bytes"
_BARE = "http.client, Structs built and encoded"
_UPLOADER = "ours: Uploader.upload, in memory"
_OUTBOX = "ours: Uploader.upload, outbox file"
_PACED = "ours: the same, sending at the default pace"

TARGETS = (
    Target("build + encode, against the vendor's SDK", "build", "us", "ours", _VENDOR, at_least=20),
    Target("build + encode, against the floor", "build", "us", "ours", _ORJSON, at_most=3.5),
    Target("encode alone, against the floor", "encode", "us", "ours", _ORJSON, at_most=1.6),
    Target(
        "validate before sending, against decoding with orjson",
        "validate", "us", "ours: validate before sending", "orjson.loads", at_most=1.5,
    ),
    Target(
        "holding a batch against a data plan, against the validation that it follows",
        "plans", "us", "ours: DataPlan.check, all as planned", "ours: validate before sending", at_most=3,
    ),
    Target(
        "bulk_upload_events with validation, against the vendor's SDK",
        "bulk", "rate", "ours: bulk_upload_events", _VENDOR, at_least=7,
    ),
    Target(
        "bulk_upload_events with validation, against http.client with ready bytes",
        "bulk", "rate", "ours: bulk_upload_events", _HTTP, at_least=0.5,
    ),
    Target(
        "bulk_upload_events with validation, against http.client with bare Structs built and encoded",
        "bulk", "rate", "ours: bulk_upload_events", _BARE, at_least=0.5,
    ),
    Target(
        "upload_events, one batch per request, against the vendor's SDK",
        "single", "rate", "ours: upload_events", _VENDOR, at_least=1.4,
    ),
    Target("import of the facade", "imports", "ms", "ours: the client", _VENDOR, at_most=0.8),
    Target("import of the models only", "imports", "ms", "ours: the models", _VENDOR, at_most=0.4),
    Target(
        "uploader in memory, enqueue median, against segment's",
        "enqueue", "median", _UPLOADER, "segment-analytics-python", at_most=0.4,
    ),
    Target(
        "peak memory delivering 1,000,000 events, against the vendor's SDK",
        "memory", "mb", "ours: bulk_upload_events", _VENDOR, at_most=1.5,
    ),
    Target("uploader in memory, enqueue median", "enqueue", "median", _UPLOADER, at_most=8),
    Target("uploader with an outbox, enqueue median", "enqueue", "median", _OUTBOX, at_most=20),
    Target("uploader with an outbox, enqueue p99", "enqueue", "p99", _OUTBOX, at_most=200),
    Target("uploader with an outbox, default pace, enqueue median", "enqueue", "median", _PACED, at_most=20),
    Target("uploader with an outbox, default pace, enqueue p99", "enqueue", "p99", _PACED, at_most=200),
    Target(
        "draining a backlog, against bare httpx",
        "drain", "rate", "ours: an outbox drained", "httpx, Structs built and encoded", at_least=0.6,
    ),
    Target("peak memory while draining", "drain", "mb", "ours: an outbox drained", at_most=120),
)  # fmt: skip
