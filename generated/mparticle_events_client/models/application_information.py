# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attributes_by_key import AttributesByKey


T = TypeVar("T", bound="ApplicationInformation")


@_attrs_define
class ApplicationInformation:
    """The application in which the events of a batch happened.

    Attributes:
        application_name (None | str | Unset): Name of the application.
        application_version (None | str | Unset): Version that the user sees.
        application_build_number (None | str | Unset): Build number behind the version.
        install_referrer (None | str | Unset): Referrer that the store reported at installation.
        package (None | str | Unset): Package name or bundle identifier.
        os (None | str | Unset): Platform that the application was built for. An open set whose casing differs from
            device_info.platform (D-40).
        sideloaded_kits_count (int | None | Unset): Number of integrations that were built into the application. In no
            published schema (D-48).
        apple_search_ads_attributes (AttributesByKey | None | Unset): Attribution data of Apple Search Ads as the system
            delivers it, keyed by version (for example `Version3.1`) and then by attribute name.
    """

    application_name: None | str | Unset = UNSET
    application_version: None | str | Unset = UNSET
    application_build_number: None | str | Unset = UNSET
    install_referrer: None | str | Unset = UNSET
    package: None | str | Unset = UNSET
    os: None | str | Unset = UNSET
    sideloaded_kits_count: int | None | Unset = UNSET
    apple_search_ads_attributes: AttributesByKey | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.attributes_by_key import AttributesByKey  # noqa: PLC0415

        application_name: None | str | Unset
        if isinstance(self.application_name, Unset):
            application_name = UNSET
        else:
            application_name = self.application_name

        application_version: None | str | Unset
        if isinstance(self.application_version, Unset):
            application_version = UNSET
        else:
            application_version = self.application_version

        application_build_number: None | str | Unset
        if isinstance(self.application_build_number, Unset):
            application_build_number = UNSET
        else:
            application_build_number = self.application_build_number

        install_referrer: None | str | Unset
        if isinstance(self.install_referrer, Unset):
            install_referrer = UNSET
        else:
            install_referrer = self.install_referrer

        package: None | str | Unset
        if isinstance(self.package, Unset):
            package = UNSET
        else:
            package = self.package

        os: None | str | Unset
        if isinstance(self.os, Unset):
            os = UNSET
        else:
            os = self.os

        sideloaded_kits_count: int | None | Unset
        if isinstance(self.sideloaded_kits_count, Unset):
            sideloaded_kits_count = UNSET
        else:
            sideloaded_kits_count = self.sideloaded_kits_count

        apple_search_ads_attributes: dict[str, Any] | None | Unset
        if isinstance(self.apple_search_ads_attributes, Unset):
            apple_search_ads_attributes = UNSET
        elif isinstance(self.apple_search_ads_attributes, AttributesByKey):
            apple_search_ads_attributes = (
                self.apple_search_ads_attributes
                if isinstance(self.apple_search_ads_attributes, dict)
                else self.apple_search_ads_attributes.to_dict()
            )
        else:
            apple_search_ads_attributes = self.apple_search_ads_attributes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if application_name is not UNSET:
            field_dict["application_name"] = application_name
        if application_version is not UNSET:
            field_dict["application_version"] = application_version
        if application_build_number is not UNSET:
            field_dict["application_build_number"] = application_build_number
        if install_referrer is not UNSET:
            field_dict["install_referrer"] = install_referrer
        if package is not UNSET:
            field_dict["package"] = package
        if os is not UNSET:
            field_dict["os"] = os
        if sideloaded_kits_count is not UNSET:
            field_dict["sideloaded_kits_count"] = sideloaded_kits_count
        if apple_search_ads_attributes is not UNSET:
            field_dict["apple_search_ads_attributes"] = apple_search_ads_attributes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attributes_by_key import AttributesByKey  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_application_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        application_name = _parse_application_name(d.pop("application_name", UNSET))

        def _parse_application_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        application_version = _parse_application_version(d.pop("application_version", UNSET))

        def _parse_application_build_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        application_build_number = _parse_application_build_number(d.pop("application_build_number", UNSET))

        def _parse_install_referrer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        install_referrer = _parse_install_referrer(d.pop("install_referrer", UNSET))

        def _parse_package(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        package = _parse_package(d.pop("package", UNSET))

        def _parse_os(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        os = _parse_os(d.pop("os", UNSET))

        def _parse_sideloaded_kits_count(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        sideloaded_kits_count = _parse_sideloaded_kits_count(d.pop("sideloaded_kits_count", UNSET))

        def _parse_apple_search_ads_attributes(data: object) -> AttributesByKey | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                apple_search_ads_attributes_type_0 = AttributesByKey.from_dict(data)

                return apple_search_ads_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttributesByKey | None | Unset, data)

        apple_search_ads_attributes = _parse_apple_search_ads_attributes(d.pop("apple_search_ads_attributes", UNSET))

        application_information = cls(
            application_name=application_name,
            application_version=application_version,
            application_build_number=application_build_number,
            install_referrer=install_referrer,
            package=package,
            os=os,
            sideloaded_kits_count=sideloaded_kits_count,
            apple_search_ads_attributes=apple_search_ads_attributes,
        )

        application_information.additional_properties = d
        return application_information

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
