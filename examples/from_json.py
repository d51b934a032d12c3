"""Sends a batch that exists as JSON text, such as a line of a log."""

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

text = """
{
  "environment": "development",
  "user_identities": {"customer_id": "123456"},
  "events": [
    {"event_type": "screen_view", "data": {"screen_name": "Home"}},
    {"event_type": "custom_event", "data": {"event_name": "Example", "custom_event_type": "navigation"}}
  ]
}
"""
batch = mparticle.Batch.from_json(text)

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"{len(batch.events)} events from JSON sent: status {response.status}")
