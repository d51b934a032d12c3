"""Sends custom events. Both argument orders work: name first, or type first."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
example = mparticle.AppEvent("Example", "navigation", custom_attributes={"foo": "bar"})
hello = mparticle.AppEvent(mparticle.AppEvent.CustomEventType.navigation, "Hello World")
example.timestamp_unixtime_ms = hello.timestamp_unixtime_ms = now_ms
batch.events = [example, hello]

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"{len(batch.events)} custom events sent: status {response.status}")
