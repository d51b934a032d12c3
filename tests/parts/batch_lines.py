"""Lines of batches, as `mparticle upload` and `validate` read them."""

import json
import time

NOW, DAY = int(time.time() * 1000), 86_400_000


def batch(number, age_ms=1000, **more):
    data = {"event_name": f"Event {number}", "custom_event_type": "other", "timestamp_unixtime_ms": NOW - age_ms}
    return {
        "environment": "development",
        "user_identities": {"customer_id": f"user-{number % 20}"},
        "events": [{"event_type": "custom_event", "data": data}],
        **more,
    }


BAD = b'{"environment":"development","user_identites":{}}'


def lines(*batches):
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in batches)


def names(batches):
    return [event["data"]["event_name"] for one in batches for event in one["events"]]
