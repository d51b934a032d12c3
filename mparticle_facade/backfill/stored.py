"""A batch as the service stored or quarantined it, made into one that can be sent again.

What the service added is taken off: it would make the replay a duplicate, or is no field of what is sent. Times of
events stay. The shape is that of the vendor's exports and of its scripts for a replay (F-13, F-36, D-50, D-53).
"""

from __future__ import annotations

from typing import Any

from mparticle_facade.codec import decoding
from mparticle_facade.errors import Problem, ValidationError

_OF_BATCHES = (
    "batch_id", "message_id", "message_type", "modified", "schema_version", "source_info", "source_request_id",
    "system_notifications", "timestamp_unixtime_ms", "unique_id",
)  # fmt: skip
"""``batch_id`` and ``source_request_id`` are what the service knows a duplicate by (F-35, F-36)."""
_OF_EVENTS = ("message_id", "message_type", "session_start_unixtime")


def replayed(text: bytes, *, blocked: bool) -> tuple[Any, list[Problem]]:
    """The tree to send for a stored batch, and what to know about it.

    With ``blocked`` only what a data plan kept from being forwarded is in it: the events, the user attributes, and the
    identities, without which there is no user. An event of which only attributes were blocked is left out: it would be
    counted twice.

    Raises:
        ValidationError: it is no JSON object; or nothing of it was blocked.
    """
    tree = decoding.parse(text)
    if not isinstance(tree, dict):
        raise ValidationError([Problem("$", "invalid", "must be a batch, an object")])
    tree = {key: value for key, value in tree.items() if key not in _OF_BATCHES and (key, value) != ("ip", "")}
    metadata = _metadata(tree)
    notes = _only_blocked(tree, metadata) if blocked else []
    for event in _list(tree.get("events")):
        if isinstance(event, dict) and isinstance(event.get("data"), dict):
            event["data"] = {key: value for key, value in event["data"].items() if key not in _OF_EVENTS}
    return tree, notes


def _metadata(tree: dict[str, Any]) -> dict[str, Any]:
    """What a data plan blocked, taken off the batch."""
    context = tree.get("context")
    plan = context.get("data_plan") if isinstance(context, dict) else None
    found = plan.pop("block_metadata", None) if isinstance(plan, dict) else None
    return found if isinstance(found, dict) else {}


def _only_blocked(tree: dict[str, Any], metadata: dict[str, Any]) -> list[Problem]:
    ids = {str(one) for one in _list(metadata.get("blocked_event_ids"))}
    names = [one for one in _list(metadata.get("blocked_user_attributes")) if isinstance(one, str)]
    identities = [*_list(metadata.get("blocked_user_identities")), *_list(metadata.get("blocked_device_identities"))]
    marks = [one for one in _list(metadata.get("blocked_event_attributes")) if isinstance(one, dict)]
    partly = {str(one.get("event_id")) for one in marks} - ids
    given = tree.get("user_attributes")
    attributes = {key: given[key] for key in names if key in given} if isinstance(given, dict) else {}
    events = [event for event in _list(tree.get("events")) if _id(event) in ids]
    if not events and not attributes and not identities:
        why = (
            "only attributes of events were, which can't be sent again without their event" if partly else "nothing was"
        )
        raise ValidationError([Problem("$", "invalid", f"holds nothing that was blocked and can be sent: {why}")])
    for name, value in (("events", events), ("user_attributes", attributes)):
        tree.pop(name, None)
        if value:
            tree[name] = value
    tree.pop("deleted_user_attributes", None)
    if not partly:
        return []
    message = f"{len(partly)} events of which only attributes were blocked are left out: they would be counted twice"
    return [Problem("$.events", "suspicious", message)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id(event: Any) -> str | None:
    data = event.get("data") if isinstance(event, dict) else None
    found = data.get("event_id") if isinstance(data, dict) else None
    return None if found is None else str(found)
