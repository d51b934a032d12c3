# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.commerce_event_data import CommerceEventData


T = TypeVar("T", bound="CommerceEvent")


@_attrs_define
class CommerceEvent:
    """Something that happened to products or promotions in a shop.

    Attributes:
        event_type (Literal['commerce_event']): Tag that tells this event from the others.
        data (CommerceEventData): Data of a commerce event. Exactly one of product_action, promotion_action and
            product_impressions describes what happened. No published schema enforces that, and neither does this one: it is
            left to the client, which should reject an event with none of the three and warn about more than one (D-44).
    """

    event_type: Literal["commerce_event"]
    data: CommerceEventData
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
        from ..models.commerce_event_data import CommerceEventData  # noqa: PLC0415

        d = dict(src_dict)
        event_type = cast(Literal["commerce_event"], d.pop("event_type"))
        if event_type != "commerce_event":
            raise ValueError(f"event_type must match const 'commerce_event', got '{event_type}'")

        data = CommerceEventData.from_dict(d.pop("data"))

        commerce_event = cls(
            event_type=event_type,
            data=data,
        )

        commerce_event.additional_properties = d
        return commerce_event

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
