"""Calls the generated client directly, on the connection and with the credentials of the EventsApi."""

import time

import mparticle_facade as mparticle
from mparticle_events_client.api.events import upload_events
from mparticle_events_client.models import (
    Batch,
    CustomEvent,
    CustomEventData,
    CustomEventType,
    Environment,
    UserIdentities,
)

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

data = CustomEventData(event_name="Example", custom_event_type=CustomEventType.NAVIGATION, timestamp_unixtime_ms=now_ms)
batch = Batch(
    environment=Environment.DEVELOPMENT,
    user_identities=UserIdentities(customer_id="123456"),
    events=[CustomEvent(event_type="custom_event", data=data)],
)

with mparticle.EventsApi(config) as api:
    response = upload_events.sync_detailed(client=api.raw, body=batch)
if response.status_code != 202:  # the generated client returns an error, it does not raise it
    raise SystemExit(f"refused: {response.parsed}")
print(f"one batch sent with the generated client: status {response.status_code}")
