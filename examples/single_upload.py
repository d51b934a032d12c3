"""Sends one batch, and says what happened when that fails."""

import sys
import time
import uuid

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.source_request_id = str(uuid.uuid4())  # the service takes a second batch with the same id for a repetition
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(mparticle.AppEvent("Hello World", "navigation", timestamp_unixtime_ms=now_ms))

with mparticle.EventsApi(config) as api:
    try:
        response = api.upload_events(batch)
    except mparticle.ApiException as error:
        sys.exit(f"not sent: {error}")
print(f"one batch sent: status {response.status}")
