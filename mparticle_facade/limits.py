"""The limits of the service that no schema can say; defaults that the vendor changes per customer (ledger 4)."""

MAX_BATCH_BYTES = 128_000
"""Advised size of one batch; decimal, the safe reading of 128 KB (ledger D-37)."""
MAX_REQUEST_BYTES = 256_000
"""A request must be smaller; decimal, the safe reading of 256 KB (ledger D-37)."""
MAX_BULK_BATCHES = 100
"""Batches in a bulk request (ledger D-31)."""
MAX_LIVE_AGE_MS = 30 * 86_400_000
"""Older events should go to the historical endpoint (ledger 1.6)."""
MIN_HISTORICAL_AGE_MS = 72 * 3_600_000
"""The historical endpoint ignores batches with younger events (ledger 1.6)."""
SOURCE_REQUEST_ID_MEMORY_MS = 30 * 86_400_000
"""For so long, at least, the service knows a batch again by its ``source_request_id`` (ledger 1.7)."""
