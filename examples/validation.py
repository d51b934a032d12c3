"""Shows what a ValidationError says about a misspelt field, then sends the corrected batch."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

data = {"event_name": "Example", "custom_event_type": "navigation", "timestamp_unixtime_ms": now_ms}
tree = {
    "environment": "development",
    "user_identities": {"custmer_id": "123456"},
    "events": [{"event_type": "custom_event", "data": data}],
}

with mparticle.EventsApi(config) as api:
    try:
        api.upload_events(mparticle.Batch.from_dict(tree))
    except mparticle.ValidationError as error:
        print(f"refused, nothing was sent: {error}")

    tree["user_identities"] = {"customer_id": "123456"}
    response = api.upload_events(mparticle.Batch.from_dict(tree))
print(f"corrected batch sent: status {response.status}")
