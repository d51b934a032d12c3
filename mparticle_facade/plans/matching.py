"""Which point of a plan an event belongs to: both have a key, and equal keys belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mparticle_facade.plans.violations import Match

PLANNED_BY_SERVICE = frozenset(("custom_event", "screen_view", "commerce_event"))
"""Types of events that the service holds against a plan; it does not judge others (F-54)."""
_BARE = frozenset((
    "breadcrumb", "crash_report", "first_run", "network_performance", "opt_out", "session_start", "session_end",
    "uninstall",
))  # fmt: skip
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "custom_event": ("event_name", "custom_event_type"),
    "screen_view": ("screen_name",),
    "product_action": ("action",),
    "promotion_action": ("action",),
    "application_state_transition": ("application_transition_type",),
    "product_impression": (), "user_attributes": (), "user_identities": (), **dict.fromkeys(_BARE, ()),
}  # fmt: skip
"""Types of points, and what each must say of the events that it is about."""
JUDGED_BY_SERVICE = frozenset((
    "custom_event", "screen_view", "product_action", "promotion_action", "product_impression", "user_attributes",
    "user_identities",
))  # fmt: skip


def point_key(match: Match) -> str:
    """The key of a point whose criteria are complete."""
    criteria = match.criteria
    if match.type == "custom_event":
        return f"custom_event:{criteria['custom_event_type']}:{criteria['event_name']}"
    if match.type == "screen_view":
        return f"screen_view::{criteria['screen_name']}"
    return ":".join((match.type, *(criteria[name] for name in CRITERIA[match.type])))


def event_key(event: Mapping[str, Any]) -> str | None:
    """The key of an event in its envelope; None or blank where no point can be about it."""
    kind, data = event.get("event_type"), event.get("data")
    if kind == "custom_event":
        if data is None:
            return None
        custom_type, name = data.get("custom_event_type"), data.get("event_name")
        if custom_type.__class__ is name.__class__ is str:
            return f"custom_event:{custom_type}:{name}"
        return f"custom_event:{_said(custom_type)}:{_said(name)}"
    data = {} if data is None else data
    if kind == "screen_view":
        return f"screen_view::{_said(data.get('screen_name'))}"
    if kind == "commerce_event":
        for action in ("product_action", "promotion_action"):
            if data.get(action) is not None:
                return f"{action}:{_said(data[action].get('action'))}"
        return "product_impression" if data.get("product_impressions") is not None else ""
    if kind == "application_state_transition":
        return f"{kind}:{_said(data.get('application_transition_type'))}"
    return kind if kind in _BARE else None


def event_name(event: Mapping[str, Any]) -> str | None:
    """The vendor's key of an event that is not planned."""
    kind, data = event.get("event_type"), event.get("data") or {}
    name = data.get({"custom_event": "event_name", "screen_view": "screen_name"}.get(str(kind), ""))
    return name or kind


def event_match(event: Mapping[str, Any]) -> Match | None:
    """What a point for this event would say; None where there can't be one."""
    key = event_key(event)
    if not key or not key.strip():
        return None
    kind, *rest = key.split(":", 2)
    if kind == "custom_event":
        return Match(kind, {"event_name": rest[1], "custom_event_type": rest[0]})
    if kind == "screen_view":
        return Match(kind, {"screen_name": rest[1]})
    return Match(kind, dict(zip(CRITERIA[kind], [":".join(rest)], strict=False)) if CRITERIA[kind] else {})


def _said(value: Any) -> str:
    return value if value.__class__ is str else "" if value is None else str(value)
