"""Makes the events that contenders send: a custom event with a message id, a session and three attributes, ten a batch.

Ids and times are made before the measurement, and repeat: making them is not what is measured.
"""

from __future__ import annotations

import time
from typing import Any

EVENT_NAME = "Level Completed"
"""Every event that any contender sends has this name; the server counts it to count events."""
EVENTS = 10
"""Of a batch."""
BULK = 70
"""Batches of a bulk request: some 200 KB, where the service takes 256,000 bytes."""

IDS = [f"{number:08x}-6c84-4d0e-9a5b-3f1c2e7d9a40" for number in range(1000)]
SESSION = "0b7e1f52-93c4-4a6d-8e21-5d4f60c9b318"
TIME = int(time.time() * 1000)
EMAIL = "user@example.com"


def batch(sdk: Any, events: int = EVENTS) -> Any:
    """The same program for the vendor's SDK and for ours."""
    made = sdk.Batch()
    made.environment = "development"
    made.user_identities = sdk.UserIdentities(email=EMAIL)
    made.events = [
        sdk.AppEvent(
            EVENT_NAME,
            "navigation",
            timestamp_unixtime_ms=TIME,
            source_message_id=message,
            session_uuid=SESSION,
            custom_attributes={"plan": "gold", "level": "7", "screen": "home"},
        )
        for message in IDS[:events]
    ]
    return made


def structs(wire: Any, events: int = EVENTS) -> Any:
    """The batch in the Structs that are generated for the wire, without a facade."""
    return wire.Batch(
        environment="development",
        user_identities=wire.UserIdentities(email=EMAIL),
        events=[
            wire.CustomEvent(
                wire.CustomEventData(
                    event_name=EVENT_NAME,
                    custom_event_type="navigation",
                    timestamp_unixtime_ms=TIME,
                    source_message_id=message,
                    session_uuid=SESSION,
                    custom_attributes={"plan": "gold", "level": "7", "screen": "home"},
                )
            )
            for message in IDS[:events]
        ],
    )


def tree(events: int = EVENTS) -> dict[str, Any]:
    """The batch as the dict that its JSON is."""
    return {
        "environment": "development",
        "user_identities": {"email": EMAIL},
        "events": [
            {
                "event_type": "custom_event",
                "data": {
                    "event_name": EVENT_NAME,
                    "custom_event_type": "navigation",
                    "timestamp_unixtime_ms": TIME,
                    "source_message_id": message,
                    "session_uuid": SESSION,
                    "custom_attributes": {"plan": "gold", "level": "7", "screen": "home"},
                },
            }
            for message in IDS[:events]
        ],
    }


def attrs(models: Any) -> Any:
    """The batch in the raw client's models."""
    return models.Batch(
        environment=models.Environment.DEVELOPMENT,
        user_identities=models.UserIdentities(email=EMAIL),
        events=[
            models.CustomEvent(
                event_type="custom_event",
                data=models.CustomEventData(
                    event_name=EVENT_NAME,
                    custom_event_type=models.CustomEventType.NAVIGATION,
                    timestamp_unixtime_ms=TIME,
                    source_message_id=message,
                    session_uuid=SESSION,
                    custom_attributes=models.CustomAttributes.from_dict(
                        {"plan": "gold", "level": "7", "screen": "home"}
                    ),
                ),
            )
            for message in IDS[:EVENTS]
        ],
    )
