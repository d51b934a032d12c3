"""What every model of the vendor's SDK has and ours do without."""

from __future__ import annotations

import enum
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from mparticle_events_models.base import Event, Partial
from mparticle_facade import models as ours
from mparticle_facade.models import Batch

_PLAIN = {"Any": "object"}
_UUIDS = {"android_advertising_id", "fire_advertising_id", "ios_advertising_id", "ios_idfv", "roku_advertising_id"}
_WITH_ATTRIBUTES = {"AppEvent", "CommerceEvent", "ScreenViewEvent"}
_OF_CLOSED_SETS = {
    "action", "application_state", "application_transition_type", "att_authorization_status", "channel",
    "custom_event_type", "device_orientation", "environment", "event_type", "format", "platform", "profile_event_type",
    "push_message_type", "quality", "status_bar_orientation",
}  # fmt: skip
"""Fields whose setters check the value in the vendor's SDK."""
_Check = Callable[[str, Any], None]


def equip() -> None:
    """Give the models of this process what the vendor's have."""
    Partial.to_dict = _every_field  # type: ignore[method-assign]
    Batch.to_dict = _every_field  # type: ignore[method-assign]
    Partial.attribute_map = property(attribute_map)  # type: ignore[attr-defined]
    Partial.swagger_types = property(swagger_types)  # type: ignore[attr-defined]


def class_for(name: str) -> Any:
    """The class that a program of the vendor's gets: ours, or one of ours that checks early, as the vendor's does."""
    return _CHECKED.get(name) or getattr(ours, name)


def attribute_map(model: Partial) -> dict[str, str]:
    """Each field with its name in JSON, which is the same."""
    return {name: name for name in model.__struct_fields__ if name != "additional_properties"}


def swagger_types(model: Partial) -> dict[str, str]:
    """Each field with its type as the vendor's generator writes it."""
    hints: dict[str, str] = {}
    for cls in reversed(type(model).__mro__):
        hints |= vars(cls).get("__annotations__", {})
    return {name: _swagger(str(hints[name])) for name in attribute_map(model)}


def _swagger(hint: str) -> str:
    """``dict[str, Any] | None`` to ``dict(str, object)``."""
    kind = hint.removesuffix(" | None")
    if " | " in kind and not kind.startswith(("dict[", "list[")):
        return "object"
    if kind.startswith("dict["):
        return f"dict(str, {_swagger(kind[len('dict[str, ') : -1])})"
    if kind.startswith("list["):
        return f"list[{_swagger(kind[len('list[') : -1])}]"
    return _PLAIN.get(kind, kind)


# -- to_dict ----------------------------------------------------------------------------------------------------------


def _every_field(self: Partial) -> dict[str, Any]:
    """Every field, None where it is not set, other values as they are: what the vendor's SDK says, and as safe to ask.

    Events are in their envelopes.
    """
    fields = {name: _plain(getattr(self, name)) for name in attribute_map(self)}
    if isinstance(self, Batch) and isinstance(self.events, list | tuple):
        fields["events"] = [_plain(_in_envelope(event)) for event in self.events]
    return {**fields, **(self.additional_properties or {})}


def _in_envelope(event: Any) -> Any:
    bare = isinstance(event, Event) and not isinstance(event, ours.EventBase)
    return ours.EventBase(event, getattr(event, "event_type", None)) if bare else event


def _wrapped(event: Any) -> Any:
    """An event as the vendor's SDK puts it into a batch that it is assigned to.

    Raises:
        ValueError: it is no event.
    """
    generated = isinstance(event, msgspec.Struct) and not isinstance(event, Partial)
    if not (generated or hasattr(event, "event_type") or isinstance(event, Mapping)):
        raise ValueError(f"events must hold events, not a {type(event).__name__}")
    return _in_envelope(event)


def _plain(value: Any) -> Any:
    if isinstance(value, Partial):
        return value.to_dict()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


# -- early checks -----------------------------------------------------------------------------------------------------


def _check_attributes(field: str, value: Any) -> None:
    if field == "custom_attributes" and isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Mapping | list | tuple | set):
                raise ValueError(f"custom_attributes[{key!r}] must be a single value, not a {type(item).__name__}")


def _check_uuid(field: str, value: Any) -> None:
    if field in _UUIDS and isinstance(value, str):
        try:
            uuid.UUID(value)
        except ValueError:
            raise ValueError(f"{field} must be a UUID") from None


def _check_name(field: str, value: Any) -> None:
    if field == "event_name" and value is None:
        raise ValueError("event_name must not be None")


def _closed_sets(cls: Any) -> _Check | None:
    """The check of the fields of a class that take one of a few texts, as they are assigned."""
    sets: dict[str, Any] = {}
    for field in _OF_CLOSED_SETS & set(cls.__struct_fields__):
        found = getattr(cls, "".join(part.capitalize() for part in field.split("_")), None)
        if isinstance(found, type) and issubclass(found, enum.Enum):
            sets[field] = found

    def check(field: str, value: Any) -> None:
        if field in sets and isinstance(value, str) and value.lower() not in ("unknown", "all"):
            texts = [member.value for member in sets[field]]
            if value not in texts:
                raise ValueError(f"{field} must be one of {', '.join(texts)}")

    return check if sets else None


def _checking(cls: Any, built: Sequence[_Check], assigned: Sequence[_Check]) -> Any:
    """A class like ``cls`` that checks fields when it is made and when they are set, and raises `ValueError` then."""

    def post_init(self: Any) -> None:
        if hasattr(cls, "__post_init__"):
            cls.__post_init__(self)
        for check in built:
            for field in attribute_map(self):
                check(field, getattr(self, field))

    def set_field(self: Any, field: str, value: Any) -> None:
        for check in assigned:
            check(field, value)
        if field == "events" and isinstance(value, Iterable) and not isinstance(value, str | Mapping):
            value = [_wrapped(event) for event in value]
        cls.__setattr__(self, field, value)

    members = {"__post_init__": post_init, "__setattr__": set_field, "__module__": __name__, "__doc__": cls.__doc__}
    return type(cls)(cls.__name__, (cls,), members)


def _checked() -> dict[str, Any]:
    found = {}
    for name in ours.__all__:
        cls = getattr(ours, name)
        both: list[_Check] = [_check_attributes] if name in _WITH_ATTRIBUTES else []
        both += [_check_uuid] if name == "DeviceInformation" else []
        built = [*both, _check_name] if name == "AppEvent" else both
        closed = _closed_sets(cls)
        assigned = [*both, closed] if closed else both
        if built or assigned:
            found[name] = _checking(cls, built, assigned)
    return found


_CHECKED = _checked()
globals().update(_CHECKED)  # where pickle looks for a class
