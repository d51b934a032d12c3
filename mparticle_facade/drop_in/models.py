"""What every model of the vendor's SDK has and ours do without."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from mparticle_events_models.base import Partial
from mparticle_facade import models as ours
from mparticle_facade.models import Batch

_PLAIN = {"Any": "object"}


def equip() -> None:
    """Give the models of this process what the vendor's have."""
    for cls in (Partial, Batch):
        cls.to_dict = _with_every_field(cls.to_dict)  # type: ignore[method-assign]
    Partial.attribute_map = property(attribute_map)  # type: ignore[attr-defined]
    Partial.swagger_types = property(swagger_types)  # type: ignore[attr-defined]


def class_for(name: str) -> Any:
    """The class that a program of the vendor's gets: ours, or one of ours that checks early, as the vendor's does."""
    return _CHECKED.get(name) or getattr(ours, name)


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


def _checking(cls: Any, *checks: Any) -> Any:
    """A class like ``cls`` that checks fields when they are set, and raises `ValueError` then."""

    def check(field: str, value: Any) -> None:
        for one in checks:
            one(field, value)

    def post_init(self: Any) -> None:
        if hasattr(cls, "__post_init__"):
            cls.__post_init__(self)
        for field in attribute_map(self):
            check(field, getattr(self, field))

    def set_field(self: Any, field: str, value: Any) -> None:
        check(field, value)
        cls.__setattr__(self, field, value)

    members = {"__post_init__": post_init, "__setattr__": set_field, "__module__": __name__, "__doc__": cls.__doc__}
    return type(cls)(cls.__name__, (cls,), members)


def attribute_map(model: Partial) -> dict[str, str]:
    """Each field with its name in JSON, which is the same."""
    return {name: name for name in model.__struct_fields__ if name != "additional_properties"}


def swagger_types(model: Partial) -> dict[str, str]:
    """Each field with its type as the vendor's generator writes it."""
    hints: dict[str, str] = {}
    for cls in reversed(type(model).__mro__):
        hints |= vars(cls).get("__annotations__", {})
    return {name: _swagger(str(hints[name])) for name in attribute_map(model)}


def _with_every_field(to_dict: Any) -> Any:
    def every_field(self: Partial) -> dict[str, Any]:
        """Every field, None where it is not set, as in the vendor's SDK."""
        return {**dict.fromkeys(attribute_map(self)), **to_dict(self)}

    return every_field


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


_UUIDS = {"android_advertising_id", "fire_advertising_id", "ios_advertising_id", "ios_idfv", "roku_advertising_id"}
_CHECKED = {
    "AppEvent": _checking(ours.AppEvent, _check_name, _check_attributes),
    "CommerceEvent": _checking(ours.CommerceEvent, _check_attributes),
    "DeviceInformation": _checking(ours.DeviceInformation, _check_uuid),
    "ScreenViewEvent": _checking(ours.ScreenViewEvent, _check_attributes),
}
