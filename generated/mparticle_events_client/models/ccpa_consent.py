# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.consent_purpose import ConsentPurpose


T = TypeVar("T", bound="CcpaConsent")


@_attrs_define
class CcpaConsent:
    """CCPA consent; the only key is data_sale_opt_out (D-2)."""

    additional_properties: dict[str, ConsentPurpose] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop if isinstance(prop, dict) else prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.consent_purpose import ConsentPurpose  # noqa: PLC0415

        d = dict(src_dict)
        ccpa_consent = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = ConsentPurpose.from_dict(prop_dict)

            additional_properties[prop_name] = additional_property

        ccpa_consent.additional_properties = additional_properties
        return ccpa_consent

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> ConsentPurpose:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: ConsentPurpose) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
