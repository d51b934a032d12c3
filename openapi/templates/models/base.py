"""The two roots that every generated Struct inherits from."""

from __future__ import annotations

import difflib
from typing import Any

import msgspec


_set = msgspec.Struct.__setattr__


class Wire(msgspec.Struct, forbid_unknown_fields=True):
    """What the service accepts. Decoding JSON with a subclass validates it."""


class Partial(msgspec.Struct, kw_only=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """What a program fills in: any field may be None, and None is left out of the JSON."""

    # The empty wire name can't clash with a field of the API; the codec merges the mapping into its object.
    additional_properties: dict[str, Any] | None = msgspec.field(default=None, name="")
    """Fields that the description does not know (yet), sent as they are when unknown fields are allowed."""

    def __setattr__(self, name: str, value: Any) -> None:
        try:
            _set(self, name, value)
        except AttributeError:
            raise AttributeError(_unknown(type(self), name), name=name, obj=self) from None

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(_unknown(type(self), name), name=name, obj=self)

    def __hash__(self) -> int:
        # Equal objects must hash alike and any field may change later, so only the type can count.
        return hash(type(self))

    def to_dict(self) -> dict[str, Any]:
        """The fields that are set, nested objects included, as plain Python values."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        plain.update(plain.pop("", {}))
        return plain

    def to_str(self) -> str:
        """The same, as text for a person."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()


def _unknown(cls: type[msgspec.Struct], name: str) -> str:
    near = difflib.get_close_matches(name, cls.__struct_fields__, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"{cls.__name__} has no field {name!r}{hint}"
