# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.push_message_event_data import PushMessageEventData


T = TypeVar("T", bound="PushMessageEvent")


@_attrs_define
class PushMessageEvent:
    """A push message was sent, arrived, or was acted upon.

    Attributes:
        event_type (Literal['push_message']): Tag that tells this event from the others.
        data (PushMessageEventData): Data of a push message event.
    """

    event_type: Literal["push_message"]
    data: PushMessageEventData
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
        from ..models.push_message_event_data import PushMessageEventData  # noqa: PLC0415

        d = dict(src_dict)
        event_type = cast(Literal["push_message"], d.pop("event_type"))
        if event_type != "push_message":
            raise ValueError(f"event_type must match const 'push_message', got '{event_type}'")

        data = PushMessageEventData.from_dict(d.pop("data"))

        push_message_event = cls(
            event_type=event_type,
            data=data,
        )

        push_message_event.additional_properties = d
        return push_message_event

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
