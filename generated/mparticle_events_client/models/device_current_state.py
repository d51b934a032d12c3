# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DeviceCurrentState")


@_attrs_define
class DeviceCurrentState:
    """State of the device at the moment of an event. A field that is left out is unknown.

    Attributes:
        time_since_start_ms (int | None | Unset): Time since the start, in milliseconds. A duration, not a date.
        battery_level (float | None | Unset): Charge of the battery as a fraction between 0 and 1. The vendor's sample
            uses -1 for unknown.
        data_connection_type (None | str | Unset): Kind of network connection. An open set.
        data_connection_type_detail (None | str | Unset): Finer kind of network connection, such as LTE.
        gps_state (bool | None | Unset): Whether satellite positioning is switched on. A boolean, although one vendor
            table lists texts (D-16).
        total_system_memory_usage_bytes (int | None | Unset): Memory in use on the whole device, in bytes.
        disk_space_free_bytes (int | None | Unset): Free internal storage, in bytes.
        external_disk_space_free_bytes (int | None | Unset): Free external storage, in bytes.
        cpu (None | str | Unset): What the device reports about its processor. Text, not a number.
        system_memory_available_bytes (float | None | Unset): Memory that the system has left, in bytes.
        system_memory_low (bool | None | Unset): Whether the system reports that memory runs low.
        system_memory_threshold_bytes (float | None | Unset): Amount of free memory below which the system calls it low,
            in bytes.
        application_memory_available_bytes (float | None | Unset): Memory that the application has left, in bytes.
        application_memory_max_bytes (float | None | Unset): Most memory that the application may use, in bytes.
        application_memory_total_bytes (float | None | Unset): Memory that the application holds, in bytes.
        device_orientation (int | None | str | Unset): How the device is held. An open set with mixed casing (D-15).
            Stored batches have a number here.
        status_bar_orientation (int | None | str | Unset): How the status bar is turned. An open set with mixed casing
            (D-15). Stored batches have a number here.
    """

    time_since_start_ms: int | None | Unset = UNSET
    battery_level: float | None | Unset = UNSET
    data_connection_type: None | str | Unset = UNSET
    data_connection_type_detail: None | str | Unset = UNSET
    gps_state: bool | None | Unset = UNSET
    total_system_memory_usage_bytes: int | None | Unset = UNSET
    disk_space_free_bytes: int | None | Unset = UNSET
    external_disk_space_free_bytes: int | None | Unset = UNSET
    cpu: None | str | Unset = UNSET
    system_memory_available_bytes: float | None | Unset = UNSET
    system_memory_low: bool | None | Unset = UNSET
    system_memory_threshold_bytes: float | None | Unset = UNSET
    application_memory_available_bytes: float | None | Unset = UNSET
    application_memory_max_bytes: float | None | Unset = UNSET
    application_memory_total_bytes: float | None | Unset = UNSET
    device_orientation: int | None | str | Unset = UNSET
    status_bar_orientation: int | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        time_since_start_ms: int | None | Unset
        if isinstance(self.time_since_start_ms, Unset):
            time_since_start_ms = UNSET
        else:
            time_since_start_ms = self.time_since_start_ms

        battery_level: float | None | Unset
        if isinstance(self.battery_level, Unset):
            battery_level = UNSET
        else:
            battery_level = self.battery_level

        data_connection_type: None | str | Unset
        if isinstance(self.data_connection_type, Unset):
            data_connection_type = UNSET
        else:
            data_connection_type = self.data_connection_type

        data_connection_type_detail: None | str | Unset
        if isinstance(self.data_connection_type_detail, Unset):
            data_connection_type_detail = UNSET
        else:
            data_connection_type_detail = self.data_connection_type_detail

        gps_state: bool | None | Unset
        if isinstance(self.gps_state, Unset):
            gps_state = UNSET
        else:
            gps_state = self.gps_state

        total_system_memory_usage_bytes: int | None | Unset
        if isinstance(self.total_system_memory_usage_bytes, Unset):
            total_system_memory_usage_bytes = UNSET
        else:
            total_system_memory_usage_bytes = self.total_system_memory_usage_bytes

        disk_space_free_bytes: int | None | Unset
        if isinstance(self.disk_space_free_bytes, Unset):
            disk_space_free_bytes = UNSET
        else:
            disk_space_free_bytes = self.disk_space_free_bytes

        external_disk_space_free_bytes: int | None | Unset
        if isinstance(self.external_disk_space_free_bytes, Unset):
            external_disk_space_free_bytes = UNSET
        else:
            external_disk_space_free_bytes = self.external_disk_space_free_bytes

        cpu: None | str | Unset
        if isinstance(self.cpu, Unset):
            cpu = UNSET
        else:
            cpu = self.cpu

        system_memory_available_bytes: float | None | Unset
        if isinstance(self.system_memory_available_bytes, Unset):
            system_memory_available_bytes = UNSET
        else:
            system_memory_available_bytes = self.system_memory_available_bytes

        system_memory_low: bool | None | Unset
        if isinstance(self.system_memory_low, Unset):
            system_memory_low = UNSET
        else:
            system_memory_low = self.system_memory_low

        system_memory_threshold_bytes: float | None | Unset
        if isinstance(self.system_memory_threshold_bytes, Unset):
            system_memory_threshold_bytes = UNSET
        else:
            system_memory_threshold_bytes = self.system_memory_threshold_bytes

        application_memory_available_bytes: float | None | Unset
        if isinstance(self.application_memory_available_bytes, Unset):
            application_memory_available_bytes = UNSET
        else:
            application_memory_available_bytes = self.application_memory_available_bytes

        application_memory_max_bytes: float | None | Unset
        if isinstance(self.application_memory_max_bytes, Unset):
            application_memory_max_bytes = UNSET
        else:
            application_memory_max_bytes = self.application_memory_max_bytes

        application_memory_total_bytes: float | None | Unset
        if isinstance(self.application_memory_total_bytes, Unset):
            application_memory_total_bytes = UNSET
        else:
            application_memory_total_bytes = self.application_memory_total_bytes

        device_orientation: int | None | str | Unset
        if isinstance(self.device_orientation, Unset):
            device_orientation = UNSET
        else:
            device_orientation = self.device_orientation

        status_bar_orientation: int | None | str | Unset
        if isinstance(self.status_bar_orientation, Unset):
            status_bar_orientation = UNSET
        else:
            status_bar_orientation = self.status_bar_orientation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if time_since_start_ms is not UNSET:
            field_dict["time_since_start_ms"] = time_since_start_ms
        if battery_level is not UNSET:
            field_dict["battery_level"] = battery_level
        if data_connection_type is not UNSET:
            field_dict["data_connection_type"] = data_connection_type
        if data_connection_type_detail is not UNSET:
            field_dict["data_connection_type_detail"] = data_connection_type_detail
        if gps_state is not UNSET:
            field_dict["gps_state"] = gps_state
        if total_system_memory_usage_bytes is not UNSET:
            field_dict["total_system_memory_usage_bytes"] = total_system_memory_usage_bytes
        if disk_space_free_bytes is not UNSET:
            field_dict["disk_space_free_bytes"] = disk_space_free_bytes
        if external_disk_space_free_bytes is not UNSET:
            field_dict["external_disk_space_free_bytes"] = external_disk_space_free_bytes
        if cpu is not UNSET:
            field_dict["cpu"] = cpu
        if system_memory_available_bytes is not UNSET:
            field_dict["system_memory_available_bytes"] = system_memory_available_bytes
        if system_memory_low is not UNSET:
            field_dict["system_memory_low"] = system_memory_low
        if system_memory_threshold_bytes is not UNSET:
            field_dict["system_memory_threshold_bytes"] = system_memory_threshold_bytes
        if application_memory_available_bytes is not UNSET:
            field_dict["application_memory_available_bytes"] = application_memory_available_bytes
        if application_memory_max_bytes is not UNSET:
            field_dict["application_memory_max_bytes"] = application_memory_max_bytes
        if application_memory_total_bytes is not UNSET:
            field_dict["application_memory_total_bytes"] = application_memory_total_bytes
        if device_orientation is not UNSET:
            field_dict["device_orientation"] = device_orientation
        if status_bar_orientation is not UNSET:
            field_dict["status_bar_orientation"] = status_bar_orientation

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_time_since_start_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        time_since_start_ms = _parse_time_since_start_ms(d.pop("time_since_start_ms", UNSET))

        def _parse_battery_level(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        battery_level = _parse_battery_level(d.pop("battery_level", UNSET))

        def _parse_data_connection_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data_connection_type = _parse_data_connection_type(d.pop("data_connection_type", UNSET))

        def _parse_data_connection_type_detail(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data_connection_type_detail = _parse_data_connection_type_detail(d.pop("data_connection_type_detail", UNSET))

        def _parse_gps_state(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        gps_state = _parse_gps_state(d.pop("gps_state", UNSET))

        def _parse_total_system_memory_usage_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_system_memory_usage_bytes = _parse_total_system_memory_usage_bytes(
            d.pop("total_system_memory_usage_bytes", UNSET)
        )

        def _parse_disk_space_free_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        disk_space_free_bytes = _parse_disk_space_free_bytes(d.pop("disk_space_free_bytes", UNSET))

        def _parse_external_disk_space_free_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        external_disk_space_free_bytes = _parse_external_disk_space_free_bytes(
            d.pop("external_disk_space_free_bytes", UNSET)
        )

        def _parse_cpu(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cpu = _parse_cpu(d.pop("cpu", UNSET))

        def _parse_system_memory_available_bytes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        system_memory_available_bytes = _parse_system_memory_available_bytes(
            d.pop("system_memory_available_bytes", UNSET)
        )

        def _parse_system_memory_low(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        system_memory_low = _parse_system_memory_low(d.pop("system_memory_low", UNSET))

        def _parse_system_memory_threshold_bytes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        system_memory_threshold_bytes = _parse_system_memory_threshold_bytes(
            d.pop("system_memory_threshold_bytes", UNSET)
        )

        def _parse_application_memory_available_bytes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        application_memory_available_bytes = _parse_application_memory_available_bytes(
            d.pop("application_memory_available_bytes", UNSET)
        )

        def _parse_application_memory_max_bytes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        application_memory_max_bytes = _parse_application_memory_max_bytes(d.pop("application_memory_max_bytes", UNSET))

        def _parse_application_memory_total_bytes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        application_memory_total_bytes = _parse_application_memory_total_bytes(
            d.pop("application_memory_total_bytes", UNSET)
        )

        def _parse_device_orientation(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        device_orientation = _parse_device_orientation(d.pop("device_orientation", UNSET))

        def _parse_status_bar_orientation(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        status_bar_orientation = _parse_status_bar_orientation(d.pop("status_bar_orientation", UNSET))

        device_current_state = cls(
            time_since_start_ms=time_since_start_ms,
            battery_level=battery_level,
            data_connection_type=data_connection_type,
            data_connection_type_detail=data_connection_type_detail,
            gps_state=gps_state,
            total_system_memory_usage_bytes=total_system_memory_usage_bytes,
            disk_space_free_bytes=disk_space_free_bytes,
            external_disk_space_free_bytes=external_disk_space_free_bytes,
            cpu=cpu,
            system_memory_available_bytes=system_memory_available_bytes,
            system_memory_low=system_memory_low,
            system_memory_threshold_bytes=system_memory_threshold_bytes,
            application_memory_available_bytes=application_memory_available_bytes,
            application_memory_max_bytes=application_memory_max_bytes,
            application_memory_total_bytes=application_memory_total_bytes,
            device_orientation=device_orientation,
            status_bar_orientation=status_bar_orientation,
        )

        device_current_state.additional_properties = d
        return device_current_state

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
