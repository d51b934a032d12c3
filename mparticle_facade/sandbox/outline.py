"""What a list, a filter or a search needs of a batch, worked out once, when it arrives."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

_MOST_EVENTS = 20
_MOST_IDENTITIES = 40
_LONGEST = 200
_MOST_WORDS = 20_000  # characters of a batch that a search looks at; a batch has up to 256,000 bytes
_NAMES = ("event_name", "screen_name", "application_transition_type", "profile_event_type", "message")
_ACTIONS = ("product_action", "promotion_action")


class Outline(NamedTuple):
    """The columns of a batch beside its JSON."""

    head: bytes
    """JSON: ``environment``, ``user``, the first ``events`` with type and name, all ``event_types``."""
    events: list[dict[str, Any]]
    """The first of these events."""
    environment: str
    identities: str
    """In lower case, one ``kind:value`` a line."""
    types: str
    """Each event type on a line of its own, with a line feed before and after all of them."""
    words: str
    """Names and attributes of events and attributes of the user, in lower case, one a line."""


def outline(tree: Any) -> Outline:
    """The outline of a batch; rejected ones may be any JSON."""
    batch = _object(tree)
    events = batch.get("events")
    given = [_object(event) for event in events] if isinstance(events, list) else []
    identities = list(_object(batch.get("user_identities")).items())[:_MOST_IDENTITIES]
    user = {_text(kind): _short(value) for kind, value in identities if value is not None}
    if batch.get("mpid"):
        user["mpid"] = str(batch["mpid"])[:_LONGEST]
    types = sorted({_text(_short(event.get("event_type"))) for event in given})[:_MOST_IDENTITIES]
    head: dict[str, Any] = {
        "environment": _short(batch.get("environment")),
        "user": user,
        "events": [{"type": _short(event.get("event_type")), "name": _name(event)} for event in given[:_MOST_EVENTS]],
        "event_types": types,
    }
    searched = (batch.get("user_attributes"), *(event.get("data") for event in given))
    return Outline(
        msgspec.json.encode(head),
        head["events"],
        _text(_short(head["environment"])),
        "\n".join(f"{kind}:{_text(value)}" for kind, value in user.items()).lower(),
        "\n".join(["", *types, ""]),
        "\n".join(_words(searched)).lower(),
    )


def _words(waiting: Any) -> list[str]:
    """Every name and value below these objects, and the names of attributes, up to a limit."""
    found: list[str] = []
    left = _MOST_WORDS
    queue = [(value, False) for value in reversed(waiting)]
    while queue and left > 0:
        value, named = queue.pop()
        if isinstance(value, dict):
            for key, item in value.items():
                if named:
                    found.append(key[:left])
                    left -= len(key)
                queue.append((item, "attributes" in key))
        elif isinstance(value, list):
            queue += [(item, False) for item in value]
        elif value is not None:
            text = value if isinstance(value, str) else str(value)
            found.append(text[: max(0, left)])
            left -= len(text)
    return found


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
