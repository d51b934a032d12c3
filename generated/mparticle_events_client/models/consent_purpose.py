# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConsentPurpose")


@_attrs_define
class ConsentPurpose:
    """One record of consent: what the user was asked, and the answer.

    Attributes:
        consented (bool): Whether the user agreed. Under ccpa, true means that the user opted out.
        timestamp_unixtime_ms (int): When the user answered, in milliseconds since the Unix epoch. Milliseconds,
            although some official examples show seconds (D-42).
        document (None | str | Unset): Name or version of the document that the user was shown.
        location (None | str | Unset): Where the user was asked, in free text such as a page or a screen. Not a
            geographic location.
        hardware_id (None | str | Unset): Identifier of the device on which the user answered.
        regulation (None | str | Unset): Name of the law. It repeats the key above this record and can be left out.
    """

    consented: bool
    timestamp_unixtime_ms: int
    document: None | str | Unset = UNSET
    location: None | str | Unset = UNSET
    hardware_id: None | str | Unset = UNSET
    regulation: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        consented = self.consented

        timestamp_unixtime_ms = self.timestamp_unixtime_ms

        document: None | str | Unset
        if isinstance(self.document, Unset):
            document = UNSET
        else:
            document = self.document

        location: None | str | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        else:
            location = self.location

        hardware_id: None | str | Unset
        if isinstance(self.hardware_id, Unset):
            hardware_id = UNSET
        else:
            hardware_id = self.hardware_id

        regulation: None | str | Unset
        if isinstance(self.regulation, Unset):
            regulation = UNSET
        else:
            regulation = self.regulation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "consented": consented,
                "timestamp_unixtime_ms": timestamp_unixtime_ms,
            }
        )
        if document is not UNSET:
            field_dict["document"] = document
        if location is not UNSET:
            field_dict["location"] = location
        if hardware_id is not UNSET:
            field_dict["hardware_id"] = hardware_id
        if regulation is not UNSET:
            field_dict["regulation"] = regulation

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        consented = d.pop("consented")

        timestamp_unixtime_ms = d.pop("timestamp_unixtime_ms")

        def _parse_document(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        document = _parse_document(d.pop("document", UNSET))

        def _parse_location(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_hardware_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        hardware_id = _parse_hardware_id(d.pop("hardware_id", UNSET))

        def _parse_regulation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        regulation = _parse_regulation(d.pop("regulation", UNSET))

        consent_purpose = cls(
            consented=consented,
            timestamp_unixtime_ms=timestamp_unixtime_ms,
            document=document,
            location=location,
            hardware_id=hardware_id,
            regulation=regulation,
        )

        consent_purpose.additional_properties = d
        return consent_purpose

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
