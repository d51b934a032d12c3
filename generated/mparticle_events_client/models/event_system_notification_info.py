# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.system_notification_type import SystemNotificationType
from ..types import UNSET, Unset

T = TypeVar("T", bound="EventSystemNotificationInfo")


@_attrs_define
class EventSystemNotificationInfo:
    """Notification by the system that caused an event. Filled in by the service.

    Attributes:
        type_ (SystemNotificationType | Unset): Kind of system notification.

            - `gdpr_change`: consent under the GDPR changed
    """

    type_: SystemNotificationType | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = getattr(self.type_, "value", self.type_)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _type_ = d.pop("type", UNSET)
        type_: SystemNotificationType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = SystemNotificationType(_type_)

        event_system_notification_info = cls(
            type_=type_,
        )

        event_system_notification_info.additional_properties = d
        return event_system_notification_info

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
