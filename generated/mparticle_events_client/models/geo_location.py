# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="GeoLocation")


@_attrs_define
class GeoLocation:
    """A place on Earth. The vendor's prose makes the coordinates optional, its schemas require them (section 7), so they
    are recommended here.

        Attributes:
            latitude (float | Unset): Latitude in decimal degrees, north positive.
            longitude (float | Unset): Longitude in decimal degrees, east positive.
            accuracy (float | None | Unset): Radius of uncertainty in metres.
            dma_code (int | None | Unset): Designated market area code (United States). Omitted when unknown (D-9).
            country_code (None | str | Unset): Country as an ISO 3166-1 alpha-2 code, two letters (D-9).
            region_code (None | str | Unset): Region as the subdivision part of an ISO 3166-2 code (D-9).
            postal_code (None | str | Unset): Postal code (D-9).
            location_source (None | str | Unset): How the place was found. An open set (D-9).
            city_name (None | str | Unset): Name of the city (D-9).
    """

    latitude: float | Unset = UNSET
    longitude: float | Unset = UNSET
    accuracy: float | None | Unset = UNSET
    dma_code: int | None | Unset = UNSET
    country_code: None | str | Unset = UNSET
    region_code: None | str | Unset = UNSET
    postal_code: None | str | Unset = UNSET
    location_source: None | str | Unset = UNSET
    city_name: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        latitude = self.latitude

        longitude = self.longitude

        accuracy: float | None | Unset
        if isinstance(self.accuracy, Unset):
            accuracy = UNSET
        else:
            accuracy = self.accuracy

        dma_code: int | None | Unset
        if isinstance(self.dma_code, Unset):
            dma_code = UNSET
        else:
            dma_code = self.dma_code

        country_code: None | str | Unset
        if isinstance(self.country_code, Unset):
            country_code = UNSET
        else:
            country_code = self.country_code

        region_code: None | str | Unset
        if isinstance(self.region_code, Unset):
            region_code = UNSET
        else:
            region_code = self.region_code

        postal_code: None | str | Unset
        if isinstance(self.postal_code, Unset):
            postal_code = UNSET
        else:
            postal_code = self.postal_code

        location_source: None | str | Unset
        if isinstance(self.location_source, Unset):
            location_source = UNSET
        else:
            location_source = self.location_source

        city_name: None | str | Unset
        if isinstance(self.city_name, Unset):
            city_name = UNSET
        else:
            city_name = self.city_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if latitude is not UNSET:
            field_dict["latitude"] = latitude
        if longitude is not UNSET:
            field_dict["longitude"] = longitude
        if accuracy is not UNSET:
            field_dict["accuracy"] = accuracy
        if dma_code is not UNSET:
            field_dict["dma_code"] = dma_code
        if country_code is not UNSET:
            field_dict["country_code"] = country_code
        if region_code is not UNSET:
            field_dict["region_code"] = region_code
        if postal_code is not UNSET:
            field_dict["postal_code"] = postal_code
        if location_source is not UNSET:
            field_dict["location_source"] = location_source
        if city_name is not UNSET:
            field_dict["city_name"] = city_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        latitude = d.pop("latitude", UNSET)

        longitude = d.pop("longitude", UNSET)

        def _parse_accuracy(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        accuracy = _parse_accuracy(d.pop("accuracy", UNSET))

        def _parse_dma_code(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        dma_code = _parse_dma_code(d.pop("dma_code", UNSET))

        def _parse_country_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country_code = _parse_country_code(d.pop("country_code", UNSET))

        def _parse_region_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region_code = _parse_region_code(d.pop("region_code", UNSET))

        def _parse_postal_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        postal_code = _parse_postal_code(d.pop("postal_code", UNSET))

        def _parse_location_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location_source = _parse_location_source(d.pop("location_source", UNSET))

        def _parse_city_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        city_name = _parse_city_name(d.pop("city_name", UNSET))

        geo_location = cls(
            latitude=latitude,
            longitude=longitude,
            accuracy=accuracy,
            dma_code=dma_code,
            country_code=country_code,
            region_code=region_code,
            postal_code=postal_code,
            location_source=location_source,
            city_name=city_name,
        )

        geo_location.additional_properties = d
        return geo_location

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
