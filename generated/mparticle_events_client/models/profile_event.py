# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.profile_event_data import ProfileEventData


T = TypeVar("T", bound="ProfileEvent")


@_attrs_define
class ProfileEvent:
    """The user signed up, logged in or out, or changed or deleted the profile.

    Attributes:
        event_type (Literal['profile']): Tag that tells this event from the others.
        data (ProfileEventData): Data of a profile event.
    """

    event_type: Literal["profile"]
    data: ProfileEventData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        event_type = self.event_type

        data = self.data if isinstance(self.data, dict) else self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "event_type": event_type,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_event_data import ProfileEventData  # noqa: PLC0415

        d = dict(src_dict)
        event_type = cast(Literal["profile"], d.pop("event_type"))
        if event_type != "profile":
            raise ValueError(f"event_type must match const 'profile', got '{event_type}'")

        data = ProfileEventData.from_dict(d.pop("data"))

        profile_event = cls(
            event_type=event_type,
            data=data,
        )

        profile_event.additional_properties = d
        return profile_event

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
