"""Sends a session: its start, an event in it and its end. All three carry the same session id."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

start = mparticle.SessionStartEvent(session_id=12345678, timestamp_unixtime_ms=now_ms - 10_000)
event = mparticle.AppEvent("Example", "navigation", session_id=start.session_id, timestamp_unixtime_ms=now_ms - 5_000)
end = mparticle.SessionEndEvent(
    session_id=start.session_id,
    session_duration_ms=10_000,
    timestamp_unixtime_ms=now_ms,
)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.events = [start, event, end]

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"session {start.session_id} of {end.session_duration_ms} ms sent: status {response.status}")
