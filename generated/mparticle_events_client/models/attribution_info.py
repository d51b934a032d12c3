# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AttributionInfo")


@_attrs_define
class AttributionInfo:
    """Which campaign brought the user. All three keys must be there, though each may be null.

    Attributes:
        service_provider (None | str): Attribution service that found the campaign.
        publisher (None | str): Publisher that showed the advertisement.
        campaign (None | str): Name of the campaign.
    """

    service_provider: None | str
    publisher: None | str
    campaign: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        service_provider: None | str
        service_provider = self.service_provider

        publisher: None | str
        publisher = self.publisher

        campaign: None | str
        campaign = self.campaign

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "service_provider": service_provider,
                "publisher": publisher,
                "campaign": campaign,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_service_provider(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service_provider = _parse_service_provider(d.pop("service_provider"))

        def _parse_publisher(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        publisher = _parse_publisher(d.pop("publisher"))

        def _parse_campaign(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        campaign = _parse_campaign(d.pop("campaign"))

        attribution_info = cls(
            service_provider=service_provider,
            publisher=publisher,
            campaign=campaign,
        )

        attribution_info.additional_properties = d
        return attribution_info

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
