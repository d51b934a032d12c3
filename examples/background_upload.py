"""Hands batches over to an uploader, which delivers them in the background and keeps them in a file until then."""

import tempfile
import time
from pathlib import Path

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
outbox = Path(tempfile.mkdtemp()) / "events.outbox"  # yours should be in a place that lasts

with mparticle.Uploader(
    config, outbox=outbox, on_dead_letter=lambda letter: print("rejected:", letter.reason)
) as uploader:
    for name in ("Hello World", "Example"):
        batch = mparticle.Batch(mparticle.Batch.Environment.development)
        batch.user_identities = mparticle.UserIdentities(customer_id="123456")
        now_ms = int(time.time() * 1000)
        batch.add_event(mparticle.AppEvent(name, "navigation", timestamp_unixtime_ms=now_ms))
        uploader.upload(batch)  # returns at once; what comes now, even kill -9, can't lose it
    result = uploader.flush(timeout=10)
print(f"delivered {result.delivered}, pending {result.pending}, dead letters {result.dead}")
