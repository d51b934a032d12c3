# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.att_authorization_status import AttAuthorizationStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="DeviceInformation")


@_attrs_define
class DeviceInformation:
    """The device that a batch belongs to: hardware, operating system, identifiers and settings. Send what is known; a
    field that is left out is unknown to the service.

        Attributes:
            brand (None | str | Unset): Brand under which the device is sold.
            product (None | str | Unset): Overall product name as reported by the operating system.
            device (None | str | Unset): Name of the industrial design as reported by the operating system.
            android_uuid (None | str | Unset): Android ID of the device.
            device_manufacturer (None | str | Unset): Company that made the device.
            platform (None | str | Unset): Platform of the device. An open set, because the published lists disagree and new
                platforms appear (D-14).
            os_version (None | str | Unset): Version of the operating system.
            device_model (None | str | Unset): Model name of the device.
            screen_height (int | None | Unset): Height of the screen in pixels.
            screen_width (int | None | Unset): Width of the screen in pixels.
            screen_dpi (int | None | Unset): Density of the screen in dots per inch.
            device_country (None | str | Unset): Country that the device is set to.
            locale_language (None | str | Unset): Language of the device's locale.
            locale_country (None | str | Unset): Country of the device's locale.
            network_country (None | str | Unset): Country of the mobile network.
            network_carrier (None | str | Unset): Name of the mobile network operator.
            network_code (None | str | Unset): Mobile network code of the operator.
            network_mobile_country_code (None | str | Unset): Mobile country code of the operator.
            timezone_offset (int | None | Unset): Difference of the device's clock from UTC, in hours.
            build_identifier (None | str | Unset): Identifier of the operating system build.
            http_header_user_agent (None | str | Unset): User agent text that the device sends over HTTP.
            ios_advertising_id (None | str | Unset): Apple advertising identifier (IDFA), a UUID.
            att_authorization_status (AttAuthorizationStatus | None | Unset): Answer to Apple's App Tracking Transparency
                prompt. Omitted, the status is unknown.
            att_timestamp_unixtime_ms (int | None | Unset): When att_authorization_status last changed, in milliseconds
                since the Unix epoch. 64 bits wide, unlike the vendor's table says (D-49).
            push_token (None | str | Unset): Token under which the device receives push messages.
            cpu_architecture (None | str | Unset): Architecture of the processor.
            is_tablet (bool | None | Unset): Whether the device is a tablet.
            push_notification_sound_enabled (bool | None | Unset): Whether push messages may make a sound.
            push_notification_vibrate_enabled (bool | None | Unset): Whether push messages may vibrate.
            radio_access_technology (None | str | Unset): Radio technology in use, such as LTE.
            supports_telephony (bool | None | Unset): Whether the device can make telephone calls.
            has_nfc (bool | None | Unset): Whether the device has near-field communication.
            bluetooth_enabled (bool | None | Unset): Whether Bluetooth is switched on.
            bluetooth_version (None | str | Unset): Version of Bluetooth that the device supports.
            ios_idfv (None | str | Unset): Apple identifier for the vendor of the application, a UUID.
            android_advertising_id (None | str | Unset): Google advertising identifier, a UUID.
            build_version_release (None | str | Unset): Release name of the operating system build.
            limit_ad_tracking (bool | None | Unset): Whether the user asked for limited advertising tracking.
            amp_id (None | str | Unset): Client identifier of Accelerated Mobile Pages.
            is_dst (bool | None | Unset): Whether daylight saving time is in force on the device.
            roku_advertising_id (None | str | Unset): Roku advertising identifier, a UUID.
            roku_publisher_id (None | str | Unset): Roku publisher identifier, a UUID.
            microsoft_advertising_id (None | str | Unset): Microsoft advertising identifier, a UUID.
            microsoft_publisher_id (None | str | Unset): Microsoft publisher identifier, a UUID.
            fire_advertising_id (None | str | Unset): Amazon Fire advertising identifier, a UUID.
    """

    brand: None | str | Unset = UNSET
    product: None | str | Unset = UNSET
    device: None | str | Unset = UNSET
    android_uuid: None | str | Unset = UNSET
    device_manufacturer: None | str | Unset = UNSET
    platform: None | str | Unset = UNSET
    os_version: None | str | Unset = UNSET
    device_model: None | str | Unset = UNSET
    screen_height: int | None | Unset = UNSET
    screen_width: int | None | Unset = UNSET
    screen_dpi: int | None | Unset = UNSET
    device_country: None | str | Unset = UNSET
    locale_language: None | str | Unset = UNSET
    locale_country: None | str | Unset = UNSET
    network_country: None | str | Unset = UNSET
    network_carrier: None | str | Unset = UNSET
    network_code: None | str | Unset = UNSET
    network_mobile_country_code: None | str | Unset = UNSET
    timezone_offset: int | None | Unset = UNSET
    build_identifier: None | str | Unset = UNSET
    http_header_user_agent: None | str | Unset = UNSET
    ios_advertising_id: None | str | Unset = UNSET
    att_authorization_status: AttAuthorizationStatus | None | Unset = UNSET
    att_timestamp_unixtime_ms: int | None | Unset = UNSET
    push_token: None | str | Unset = UNSET
    cpu_architecture: None | str | Unset = UNSET
    is_tablet: bool | None | Unset = UNSET
    push_notification_sound_enabled: bool | None | Unset = UNSET
    push_notification_vibrate_enabled: bool | None | Unset = UNSET
    radio_access_technology: None | str | Unset = UNSET
    supports_telephony: bool | None | Unset = UNSET
    has_nfc: bool | None | Unset = UNSET
    bluetooth_enabled: bool | None | Unset = UNSET
    bluetooth_version: None | str | Unset = UNSET
    ios_idfv: None | str | Unset = UNSET
    android_advertising_id: None | str | Unset = UNSET
    build_version_release: None | str | Unset = UNSET
    limit_ad_tracking: bool | None | Unset = UNSET
    amp_id: None | str | Unset = UNSET
    is_dst: bool | None | Unset = UNSET
    roku_advertising_id: None | str | Unset = UNSET
    roku_publisher_id: None | str | Unset = UNSET
    microsoft_advertising_id: None | str | Unset = UNSET
    microsoft_publisher_id: None | str | Unset = UNSET
    fire_advertising_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand: None | str | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        else:
            brand = self.brand

        product: None | str | Unset
        if isinstance(self.product, Unset):
            product = UNSET
        else:
            product = self.product

        device: None | str | Unset
        if isinstance(self.device, Unset):
            device = UNSET
        else:
            device = self.device

        android_uuid: None | str | Unset
        if isinstance(self.android_uuid, Unset):
            android_uuid = UNSET
        else:
            android_uuid = self.android_uuid

        device_manufacturer: None | str | Unset
        if isinstance(self.device_manufacturer, Unset):
            device_manufacturer = UNSET
        else:
            device_manufacturer = self.device_manufacturer

        platform: None | str | Unset
        if isinstance(self.platform, Unset):
            platform = UNSET
        else:
            platform = self.platform

        os_version: None | str | Unset
        if isinstance(self.os_version, Unset):
            os_version = UNSET
        else:
            os_version = self.os_version

        device_model: None | str | Unset
        if isinstance(self.device_model, Unset):
            device_model = UNSET
        else:
            device_model = self.device_model

        screen_height: int | None | Unset
        if isinstance(self.screen_height, Unset):
            screen_height = UNSET
        else:
            screen_height = self.screen_height

        screen_width: int | None | Unset
        if isinstance(self.screen_width, Unset):
            screen_width = UNSET
        else:
            screen_width = self.screen_width

        screen_dpi: int | None | Unset
        if isinstance(self.screen_dpi, Unset):
            screen_dpi = UNSET
        else:
            screen_dpi = self.screen_dpi

        device_country: None | str | Unset
        if isinstance(self.device_country, Unset):
            device_country = UNSET
        else:
            device_country = self.device_country

        locale_language: None | str | Unset
        if isinstance(self.locale_language, Unset):
            locale_language = UNSET
        else:
            locale_language = self.locale_language

        locale_country: None | str | Unset
        if isinstance(self.locale_country, Unset):
            locale_country = UNSET
        else:
            locale_country = self.locale_country

        network_country: None | str | Unset
        if isinstance(self.network_country, Unset):
            network_country = UNSET
        else:
            network_country = self.network_country

        network_carrier: None | str | Unset
        if isinstance(self.network_carrier, Unset):
            network_carrier = UNSET
        else:
            network_carrier = self.network_carrier

        network_code: None | str | Unset
        if isinstance(self.network_code, Unset):
            network_code = UNSET
        else:
            network_code = self.network_code

        network_mobile_country_code: None | str | Unset
        if isinstance(self.network_mobile_country_code, Unset):
            network_mobile_country_code = UNSET
        else:
            network_mobile_country_code = self.network_mobile_country_code

        timezone_offset: int | None | Unset
        if isinstance(self.timezone_offset, Unset):
            timezone_offset = UNSET
        else:
            timezone_offset = self.timezone_offset

        build_identifier: None | str | Unset
        if isinstance(self.build_identifier, Unset):
            build_identifier = UNSET
        else:
            build_identifier = self.build_identifier

        http_header_user_agent: None | str | Unset
        if isinstance(self.http_header_user_agent, Unset):
            http_header_user_agent = UNSET
        else:
            http_header_user_agent = self.http_header_user_agent

        ios_advertising_id: None | str | Unset
        if isinstance(self.ios_advertising_id, Unset):
            ios_advertising_id = UNSET
        else:
            ios_advertising_id = self.ios_advertising_id

        att_authorization_status: None | str | Unset
        if isinstance(self.att_authorization_status, Unset):
            att_authorization_status = UNSET
        elif isinstance(self.att_authorization_status, AttAuthorizationStatus):
            att_authorization_status = getattr(self.att_authorization_status, "value", self.att_authorization_status)
        else:
            att_authorization_status = self.att_authorization_status

        att_timestamp_unixtime_ms: int | None | Unset
        if isinstance(self.att_timestamp_unixtime_ms, Unset):
            att_timestamp_unixtime_ms = UNSET
        else:
            att_timestamp_unixtime_ms = self.att_timestamp_unixtime_ms

        push_token: None | str | Unset
        if isinstance(self.push_token, Unset):
            push_token = UNSET
        else:
            push_token = self.push_token

        cpu_architecture: None | str | Unset
        if isinstance(self.cpu_architecture, Unset):
            cpu_architecture = UNSET
        else:
            cpu_architecture = self.cpu_architecture

        is_tablet: bool | None | Unset
        if isinstance(self.is_tablet, Unset):
            is_tablet = UNSET
        else:
            is_tablet = self.is_tablet

        push_notification_sound_enabled: bool | None | Unset
        if isinstance(self.push_notification_sound_enabled, Unset):
            push_notification_sound_enabled = UNSET
        else:
            push_notification_sound_enabled = self.push_notification_sound_enabled

        push_notification_vibrate_enabled: bool | None | Unset
        if isinstance(self.push_notification_vibrate_enabled, Unset):
            push_notification_vibrate_enabled = UNSET
        else:
            push_notification_vibrate_enabled = self.push_notification_vibrate_enabled

        radio_access_technology: None | str | Unset
        if isinstance(self.radio_access_technology, Unset):
            radio_access_technology = UNSET
        else:
            radio_access_technology = self.radio_access_technology

        supports_telephony: bool | None | Unset
        if isinstance(self.supports_telephony, Unset):
            supports_telephony = UNSET
        else:
            supports_telephony = self.supports_telephony

        has_nfc: bool | None | Unset
        if isinstance(self.has_nfc, Unset):
            has_nfc = UNSET
        else:
            has_nfc = self.has_nfc

        bluetooth_enabled: bool | None | Unset
        if isinstance(self.bluetooth_enabled, Unset):
            bluetooth_enabled = UNSET
        else:
            bluetooth_enabled = self.bluetooth_enabled

        bluetooth_version: None | str | Unset
        if isinstance(self.bluetooth_version, Unset):
            bluetooth_version = UNSET
        else:
            bluetooth_version = self.bluetooth_version

        ios_idfv: None | str | Unset
        if isinstance(self.ios_idfv, Unset):
            ios_idfv = UNSET
        else:
            ios_idfv = self.ios_idfv

        android_advertising_id: None | str | Unset
        if isinstance(self.android_advertising_id, Unset):
            android_advertising_id = UNSET
        else:
            android_advertising_id = self.android_advertising_id

        build_version_release: None | str | Unset
        if isinstance(self.build_version_release, Unset):
            build_version_release = UNSET
        else:
            build_version_release = self.build_version_release

        limit_ad_tracking: bool | None | Unset
        if isinstance(self.limit_ad_tracking, Unset):
            limit_ad_tracking = UNSET
        else:
            limit_ad_tracking = self.limit_ad_tracking

        amp_id: None | str | Unset
        if isinstance(self.amp_id, Unset):
            amp_id = UNSET
        else:
            amp_id = self.amp_id

        is_dst: bool | None | Unset
        if isinstance(self.is_dst, Unset):
            is_dst = UNSET
        else:
            is_dst = self.is_dst

        roku_advertising_id: None | str | Unset
        if isinstance(self.roku_advertising_id, Unset):
            roku_advertising_id = UNSET
        else:
            roku_advertising_id = self.roku_advertising_id

        roku_publisher_id: None | str | Unset
        if isinstance(self.roku_publisher_id, Unset):
            roku_publisher_id = UNSET
        else:
            roku_publisher_id = self.roku_publisher_id

        microsoft_advertising_id: None | str | Unset
        if isinstance(self.microsoft_advertising_id, Unset):
            microsoft_advertising_id = UNSET
        else:
            microsoft_advertising_id = self.microsoft_advertising_id

        microsoft_publisher_id: None | str | Unset
        if isinstance(self.microsoft_publisher_id, Unset):
            microsoft_publisher_id = UNSET
        else:
            microsoft_publisher_id = self.microsoft_publisher_id

        fire_advertising_id: None | str | Unset
        if isinstance(self.fire_advertising_id, Unset):
            fire_advertising_id = UNSET
        else:
            fire_advertising_id = self.fire_advertising_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if product is not UNSET:
            field_dict["product"] = product
        if device is not UNSET:
            field_dict["device"] = device
        if android_uuid is not UNSET:
            field_dict["android_uuid"] = android_uuid
        if device_manufacturer is not UNSET:
            field_dict["device_manufacturer"] = device_manufacturer
        if platform is not UNSET:
            field_dict["platform"] = platform
        if os_version is not UNSET:
            field_dict["os_version"] = os_version
        if device_model is not UNSET:
            field_dict["device_model"] = device_model
        if screen_height is not UNSET:
            field_dict["screen_height"] = screen_height
        if screen_width is not UNSET:
            field_dict["screen_width"] = screen_width
        if screen_dpi is not UNSET:
            field_dict["screen_dpi"] = screen_dpi
        if device_country is not UNSET:
            field_dict["device_country"] = device_country
        if locale_language is not UNSET:
            field_dict["locale_language"] = locale_language
        if locale_country is not UNSET:
            field_dict["locale_country"] = locale_country
        if network_country is not UNSET:
            field_dict["network_country"] = network_country
        if network_carrier is not UNSET:
            field_dict["network_carrier"] = network_carrier
        if network_code is not UNSET:
            field_dict["network_code"] = network_code
        if network_mobile_country_code is not UNSET:
            field_dict["network_mobile_country_code"] = network_mobile_country_code
        if timezone_offset is not UNSET:
            field_dict["timezone_offset"] = timezone_offset
        if build_identifier is not UNSET:
            field_dict["build_identifier"] = build_identifier
        if http_header_user_agent is not UNSET:
            field_dict["http_header_user_agent"] = http_header_user_agent
        if ios_advertising_id is not UNSET:
            field_dict["ios_advertising_id"] = ios_advertising_id
        if att_authorization_status is not UNSET:
            field_dict["att_authorization_status"] = att_authorization_status
        if att_timestamp_unixtime_ms is not UNSET:
            field_dict["att_timestamp_unixtime_ms"] = att_timestamp_unixtime_ms
        if push_token is not UNSET:
            field_dict["push_token"] = push_token
        if cpu_architecture is not UNSET:
            field_dict["cpu_architecture"] = cpu_architecture
        if is_tablet is not UNSET:
            field_dict["is_tablet"] = is_tablet
        if push_notification_sound_enabled is not UNSET:
            field_dict["push_notification_sound_enabled"] = push_notification_sound_enabled
        if push_notification_vibrate_enabled is not UNSET:
            field_dict["push_notification_vibrate_enabled"] = push_notification_vibrate_enabled
        if radio_access_technology is not UNSET:
            field_dict["radio_access_technology"] = radio_access_technology
        if supports_telephony is not UNSET:
            field_dict["supports_telephony"] = supports_telephony
        if has_nfc is not UNSET:
            field_dict["has_nfc"] = has_nfc
        if bluetooth_enabled is not UNSET:
            field_dict["bluetooth_enabled"] = bluetooth_enabled
        if bluetooth_version is not UNSET:
            field_dict["bluetooth_version"] = bluetooth_version
        if ios_idfv is not UNSET:
            field_dict["ios_idfv"] = ios_idfv
        if android_advertising_id is not UNSET:
            field_dict["android_advertising_id"] = android_advertising_id
        if build_version_release is not UNSET:
            field_dict["build_version_release"] = build_version_release
        if limit_ad_tracking is not UNSET:
            field_dict["limit_ad_tracking"] = limit_ad_tracking
        if amp_id is not UNSET:
            field_dict["amp_id"] = amp_id
        if is_dst is not UNSET:
            field_dict["is_dst"] = is_dst
        if roku_advertising_id is not UNSET:
            field_dict["roku_advertising_id"] = roku_advertising_id
        if roku_publisher_id is not UNSET:
            field_dict["roku_publisher_id"] = roku_publisher_id
        if microsoft_advertising_id is not UNSET:
            field_dict["microsoft_advertising_id"] = microsoft_advertising_id
        if microsoft_publisher_id is not UNSET:
            field_dict["microsoft_publisher_id"] = microsoft_publisher_id
        if fire_advertising_id is not UNSET:
            field_dict["fire_advertising_id"] = fire_advertising_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_brand(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        brand = _parse_brand(d.pop("brand", UNSET))

        def _parse_product(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        product = _parse_product(d.pop("product", UNSET))

        def _parse_device(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device = _parse_device(d.pop("device", UNSET))

        def _parse_android_uuid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        android_uuid = _parse_android_uuid(d.pop("android_uuid", UNSET))

        def _parse_device_manufacturer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_manufacturer = _parse_device_manufacturer(d.pop("device_manufacturer", UNSET))

        def _parse_platform(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        platform = _parse_platform(d.pop("platform", UNSET))

        def _parse_os_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        os_version = _parse_os_version(d.pop("os_version", UNSET))

        def _parse_device_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_model = _parse_device_model(d.pop("device_model", UNSET))

        def _parse_screen_height(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        screen_height = _parse_screen_height(d.pop("screen_height", UNSET))

        def _parse_screen_width(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        screen_width = _parse_screen_width(d.pop("screen_width", UNSET))

        def _parse_screen_dpi(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        screen_dpi = _parse_screen_dpi(d.pop("screen_dpi", UNSET))

        def _parse_device_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_country = _parse_device_country(d.pop("device_country", UNSET))

        def _parse_locale_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        locale_language = _parse_locale_language(d.pop("locale_language", UNSET))

        def _parse_locale_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        locale_country = _parse_locale_country(d.pop("locale_country", UNSET))

        def _parse_network_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        network_country = _parse_network_country(d.pop("network_country", UNSET))

        def _parse_network_carrier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        network_carrier = _parse_network_carrier(d.pop("network_carrier", UNSET))

        def _parse_network_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        network_code = _parse_network_code(d.pop("network_code", UNSET))

        def _parse_network_mobile_country_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        network_mobile_country_code = _parse_network_mobile_country_code(d.pop("network_mobile_country_code", UNSET))

        def _parse_timezone_offset(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        timezone_offset = _parse_timezone_offset(d.pop("timezone_offset", UNSET))

        def _parse_build_identifier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        build_identifier = _parse_build_identifier(d.pop("build_identifier", UNSET))

        def _parse_http_header_user_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        http_header_user_agent = _parse_http_header_user_agent(d.pop("http_header_user_agent", UNSET))

        def _parse_ios_advertising_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ios_advertising_id = _parse_ios_advertising_id(d.pop("ios_advertising_id", UNSET))

        def _parse_att_authorization_status(data: object) -> AttAuthorizationStatus | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                att_authorization_status_type_0 = AttAuthorizationStatus(data)

                return att_authorization_status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttAuthorizationStatus | None | Unset, data)

        att_authorization_status = _parse_att_authorization_status(d.pop("att_authorization_status", UNSET))

        def _parse_att_timestamp_unixtime_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        att_timestamp_unixtime_ms = _parse_att_timestamp_unixtime_ms(d.pop("att_timestamp_unixtime_ms", UNSET))

        def _parse_push_token(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        push_token = _parse_push_token(d.pop("push_token", UNSET))

        def _parse_cpu_architecture(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cpu_architecture = _parse_cpu_architecture(d.pop("cpu_architecture", UNSET))

        def _parse_is_tablet(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_tablet = _parse_is_tablet(d.pop("is_tablet", UNSET))

        def _parse_push_notification_sound_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        push_notification_sound_enabled = _parse_push_notification_sound_enabled(
            d.pop("push_notification_sound_enabled", UNSET)
        )

        def _parse_push_notification_vibrate_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        push_notification_vibrate_enabled = _parse_push_notification_vibrate_enabled(
            d.pop("push_notification_vibrate_enabled", UNSET)
        )

        def _parse_radio_access_technology(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        radio_access_technology = _parse_radio_access_technology(d.pop("radio_access_technology", UNSET))

        def _parse_supports_telephony(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        supports_telephony = _parse_supports_telephony(d.pop("supports_telephony", UNSET))

        def _parse_has_nfc(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        has_nfc = _parse_has_nfc(d.pop("has_nfc", UNSET))

        def _parse_bluetooth_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        bluetooth_enabled = _parse_bluetooth_enabled(d.pop("bluetooth_enabled", UNSET))

        def _parse_bluetooth_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bluetooth_version = _parse_bluetooth_version(d.pop("bluetooth_version", UNSET))

        def _parse_ios_idfv(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ios_idfv = _parse_ios_idfv(d.pop("ios_idfv", UNSET))

        def _parse_android_advertising_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        android_advertising_id = _parse_android_advertising_id(d.pop("android_advertising_id", UNSET))

        def _parse_build_version_release(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        build_version_release = _parse_build_version_release(d.pop("build_version_release", UNSET))

        def _parse_limit_ad_tracking(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        limit_ad_tracking = _parse_limit_ad_tracking(d.pop("limit_ad_tracking", UNSET))

        def _parse_amp_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        amp_id = _parse_amp_id(d.pop("amp_id", UNSET))

        def _parse_is_dst(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_dst = _parse_is_dst(d.pop("is_dst", UNSET))

        def _parse_roku_advertising_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        roku_advertising_id = _parse_roku_advertising_id(d.pop("roku_advertising_id", UNSET))

        def _parse_roku_publisher_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        roku_publisher_id = _parse_roku_publisher_id(d.pop("roku_publisher_id", UNSET))

        def _parse_microsoft_advertising_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        microsoft_advertising_id = _parse_microsoft_advertising_id(d.pop("microsoft_advertising_id", UNSET))

        def _parse_microsoft_publisher_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        microsoft_publisher_id = _parse_microsoft_publisher_id(d.pop("microsoft_publisher_id", UNSET))

        def _parse_fire_advertising_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        fire_advertising_id = _parse_fire_advertising_id(d.pop("fire_advertising_id", UNSET))

        device_information = cls(
            brand=brand,
            product=product,
            device=device,
            android_uuid=android_uuid,
            device_manufacturer=device_manufacturer,
            platform=platform,
            os_version=os_version,
            device_model=device_model,
            screen_height=screen_height,
            screen_width=screen_width,
            screen_dpi=screen_dpi,
            device_country=device_country,
            locale_language=locale_language,
            locale_country=locale_country,
            network_country=network_country,
            network_carrier=network_carrier,
            network_code=network_code,
            network_mobile_country_code=network_mobile_country_code,
            timezone_offset=timezone_offset,
            build_identifier=build_identifier,
            http_header_user_agent=http_header_user_agent,
            ios_advertising_id=ios_advertising_id,
            att_authorization_status=att_authorization_status,
            att_timestamp_unixtime_ms=att_timestamp_unixtime_ms,
            push_token=push_token,
            cpu_architecture=cpu_architecture,
            is_tablet=is_tablet,
            push_notification_sound_enabled=push_notification_sound_enabled,
            push_notification_vibrate_enabled=push_notification_vibrate_enabled,
            radio_access_technology=radio_access_technology,
            supports_telephony=supports_telephony,
            has_nfc=has_nfc,
            bluetooth_enabled=bluetooth_enabled,
            bluetooth_version=bluetooth_version,
            ios_idfv=ios_idfv,
            android_advertising_id=android_advertising_id,
            build_version_release=build_version_release,
            limit_ad_tracking=limit_ad_tracking,
            amp_id=amp_id,
            is_dst=is_dst,
            roku_advertising_id=roku_advertising_id,
            roku_publisher_id=roku_publisher_id,
            microsoft_advertising_id=microsoft_advertising_id,
            microsoft_publisher_id=microsoft_publisher_id,
            fire_advertising_id=fire_advertising_id,
        )

        device_information.additional_properties = d
        return device_information

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
