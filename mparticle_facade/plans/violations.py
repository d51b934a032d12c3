"""What a check reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

Kind = Literal["unplanned", "missing_required", "invalid_value", "unknown"]
"""The vendor's names for what is wrong."""

Reading = Literal["service", "npm"]
"""How a plan is read: as the service documents it, or as the vendor's npm validator does."""


class Match(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which events a point of a plan is about."""

    type: str
    """Such as ``custom_event``, ``screen_view``, ``product_action``, ``user_attributes``."""
    criteria: dict[str, str] = {}
    """Such as ``{"event_name": "Email Sends", "custom_event_type": "other"}``."""

    def __str__(self) -> str:
        named = self.criteria.get("event_name") or self.criteria.get("screen_name") or self.criteria.get("action")
        detail = self.criteria.get("custom_event_type") or self.criteria.get("application_transition_type")
        return self.type + (f' "{named}"' if named else "") + (f" ({detail})" if detail else "")


class Violation(msgspec.Struct, frozen=True):
    """One thing in a batch that its plan does not allow."""

    type: Kind
    """``unplanned``: not in the plan. ``missing_required``: not here. ``invalid_value``: not as planned. ``unknown``: a
    rule that the vendor has no name for, such as ``minItems``."""
    path: str
    """Where in the batch, such as ``$.events[0].data.custom_attributes.colour``."""
    key: str | None
    """The vendor's key: name of the attribute or event; for a missing one the name of what it is missing from."""
    message: str
    """What is wrong and what was expected, without the value: that may be personal data."""
    expected: str | None
    """What the plan expects; the name of what is missing."""
    actual: Any
    """What was found."""
    point: Match | None
    """The point of the plan that the event belongs to; None for an event that is not planned."""
    keyword: str | None = None
    """The keyword of JSON Schema that failed."""
    pointer: str = "#"
    """The vendor's pointer, inside the event or the attributes, such as ``#/data/custom_attributes``."""
    nearest: str | None = None
    """The nearest planned name, where one is near."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def unplanned(violations: Iterable[Violation]) -> list[Violation]:
    """Those that are not planned: all that the service can block."""
    return [violation for violation in violations if violation.type == "unplanned"]
