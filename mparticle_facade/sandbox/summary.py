"""A batch in one line, for the Live Stream."""

from __future__ import annotations

from typing import Any

import msgspec

from mparticle_facade.sandbox.inspection import warnings
from mparticle_facade.sandbox.store import StoredBatch

_MOST_EVENTS = 20
_MOST_IDENTITIES = 40
_LONGEST = 200
_NAMES = ("event_name", "screen_name", "application_transition_type", "profile_event_type", "message")
_ACTIONS = ("product_action", "promotion_action")


def summary(stored: StoredBatch, *, advice: bool = True) -> dict[str, Any]:
    """What the stream says about a batch.

    Without ``advice`` the number of its warnings, which takes longer than all the rest, is null: not known.
    """
    tree = _object(msgspec.json.decode(stored.payload))
    events = tree.get("events")
    given = [_object(event) for event in events] if isinstance(events, list) else []
    identities = list(_object(tree.get("user_identities")).items())[:_MOST_IDENTITIES]
    return {
        "id": stored.id,
        "received_ms": stored.received_ms,
        "endpoint": stored.endpoint,
        "status": stored.status,
        "environment": _short(tree.get("environment")),
        "user": {_text(kind): _short(value) for kind, value in identities if value is not None}
        | ({"mpid": str(tree["mpid"])[:_LONGEST]} if tree.get("mpid") else {}),
        "events": [{"type": _short(event.get("event_type")), "name": _name(event)} for event in given[:_MOST_EVENTS]],
        "event_types": sorted({_text(_short(event.get("event_type"))) for event in given})[:_MOST_IDENTITIES],
        "event_count": stored.events,
        "bytes": len(stored.payload),
        "warnings": len(warnings(stored.payload, stored.endpoint, stored.received_ms)) if advice else None,
        "errors": len(stored.problems),
    }


def _name(event: dict[str, Any]) -> str:
    data = _object(event.get("data"))
    actions = (_object(data.get(action)).get("action") for action in _ACTIONS)
    names = (data.get(name) for name in _NAMES)
    return next((_text(name) for name in (*names, *actions) if isinstance(name, str)), "")


def _object(value: Any) -> dict[str, Any]:
    """Rejected batches hold anything, also where an object belongs."""
    return value if isinstance(value, dict) else {}


def _short(value: Any) -> Any:
    return _text(value) if isinstance(value, str) else None if isinstance(value, list | dict) else value


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
