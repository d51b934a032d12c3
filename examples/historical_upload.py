"""Sends an event of 40 days ago. The historical endpoint wants a time on every event, more than 72 hours ago."""

import datetime as dt

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
happened = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(mparticle.AppEvent("Example", "navigation", timestamp_unixtime_ms=int(happened.timestamp() * 1000)))

with mparticle.EventsApi(config) as api:
    response = api.bulk_upload_historical_events([batch])
print(f"one event of {happened:%Y-%m-%d} sent: status {response.status}")
