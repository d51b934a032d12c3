"""Sends the batches of two users in one request. A request takes up to 100 batches."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

first = mparticle.Batch(mparticle.Batch.Environment.development)
first.user_identities = mparticle.UserIdentities(customer_id="123456")
first.add_event(mparticle.AppEvent("Example", "navigation", timestamp_unixtime_ms=now_ms))

second = mparticle.Batch(mparticle.Batch.Environment.development)
second.user_identities = mparticle.UserIdentities(customer_id="234567")
second.add_event(mparticle.AppEvent("Example", "search", timestamp_unixtime_ms=now_ms))

with mparticle.EventsApi(config) as api:
    response = api.bulk_upload_events([first, second])
print(f"two batches sent in one request: status {response.status}")
