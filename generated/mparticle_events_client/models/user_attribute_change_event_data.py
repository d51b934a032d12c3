# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custom_attributes import CustomAttributes
    from ..models.custom_flags import CustomFlags
    from ..models.device_current_state import DeviceCurrentState
    from ..models.event_system_notification_info import EventSystemNotificationInfo
    from ..models.geo_location import GeoLocation


T = TypeVar("T", bound="UserAttributeChangeEventData")


@_attrs_define
class UserAttributeChangeEventData:
    """Data of a user attribute change.

    Attributes:
        user_attribute_name (str): Name of the attribute.
        timestamp_unixtime_ms (int | None | Unset): When the event happened, in milliseconds since the Unix epoch.
            Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72
            hours in the past.
        source_message_id (None | str | Unset): Text chosen by the sender that identifies the event, a UUID by
            preference.
        session_uuid (None | str | Unset): Identifier of the session as a UUID, the same on all events of a session.
            Omitted, the event is not tied to a session by UUID.
        session_id (int | None | Unset): Identifier of the session as an integer. The service derives it from
            session_uuid; senders without one set it themselves and repeat it on the start and the end of the session
            (D-18).
        custom_attributes (CustomAttributes | None | Unset): Attributes of the event, keyed by attribute name.
        custom_flags (CustomFlags | None | Unset): Values meant for integrations, which are not stored as attributes.
            Any JSON value is accepted; texts and numbers are the safe choice (D-6).
        location (GeoLocation | None | Unset): Where the event happened. Omitted, the event has no location of its own.
        device_current_state (DeviceCurrentState | None | Unset): State of the device when the event happened.
        data_connection_type (None | str | Unset): Kind of network connection when the event happened.
        event_num (int | None | Unset): Position of the event within its session, counted by client SDKs.
        view_controller (None | str | Unset): Name of the view controller on screen (iOS SDK).
        is_main_thread (bool | None | Unset): Whether the event was raised on the main thread (iOS SDK).
        canonical_name (None | str | Unset): Class name of the screen (Android SDK).
        page_url (None | str | Unset): Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms (int | None | Unset): Time that the user was active on the site, in milliseconds (web
            SDK). In no published schema (D-48).
        total_time_on_site_ms (float | None | Unset): Time since the user came to the site, in milliseconds (web SDK
            since 2.76). In no published schema (D-48).
        event_id (int | None | Unset): Identifier that the service gave the event, a signed 64-bit integer (D-27).
        session_start_unixtime_ms (int | None | Unset): When the session started, in milliseconds since the Unix epoch.
            Filled in by the service.
        event_start_unixtime_ms (int | None | Unset): When the event started, in milliseconds since the Unix epoch.
            Filled in by the service.
        is_goal_defined (bool | None | Unset): Internal mark of the service.
        lifetime_value_change (float | None | Unset): Amount by which the event changed the user's lifetime value. A
            number, although several SDKs say boolean (D-17).
        lifetime_value_attribute_name (None | str | Unset): Name of the attribute that holds the lifetime value.
        event_system_notification_info (EventSystemNotificationInfo | None | Unset): Notification by the system that
            caused the event.
        new (bool | float | int | list[bool | float | int | None | str] | None | str | Unset): Value of a user
            attribute: a single value or a list of values. Text has at most 4096 characters, a list at most 1000 entries of
            at most 512 characters each; these are defaults that the vendor can change per customer (D-8).
        old (bool | float | int | list[bool | float | int | None | str] | None | str | Unset): Value of a user
            attribute: a single value or a list of values. Text has at most 4096 characters, a list at most 1000 entries of
            at most 512 characters each; these are defaults that the vendor can change per customer (D-8).
        deleted (bool | None | Unset): Whether the attribute was removed.
        is_new_attribute (bool | None | Unset): Whether the user did not have the attribute before.
    """

    user_attribute_name: str
    timestamp_unixtime_ms: int | None | Unset = UNSET
    source_message_id: None | str | Unset = UNSET
    session_uuid: None | str | Unset = UNSET
    session_id: int | None | Unset = UNSET
    custom_attributes: CustomAttributes | None | Unset = UNSET
    custom_flags: CustomFlags | None | Unset = UNSET
    location: GeoLocation | None | Unset = UNSET
    device_current_state: DeviceCurrentState | None | Unset = UNSET
    data_connection_type: None | str | Unset = UNSET
    event_num: int | None | Unset = UNSET
    view_controller: None | str | Unset = UNSET
    is_main_thread: bool | None | Unset = UNSET
    canonical_name: None | str | Unset = UNSET
    page_url: None | str | Unset = UNSET
    active_time_on_site_ms: int | None | Unset = UNSET
    total_time_on_site_ms: float | None | Unset = UNSET
    event_id: int | None | Unset = UNSET
    session_start_unixtime_ms: int | None | Unset = UNSET
    event_start_unixtime_ms: int | None | Unset = UNSET
    is_goal_defined: bool | None | Unset = UNSET
    lifetime_value_change: float | None | Unset = UNSET
    lifetime_value_attribute_name: None | str | Unset = UNSET
    event_system_notification_info: EventSystemNotificationInfo | None | Unset = UNSET
    new: bool | float | int | list[bool | float | int | None | str] | None | str | Unset = UNSET
    old: bool | float | int | list[bool | float | int | None | str] | None | str | Unset = UNSET
    deleted: bool | None | Unset = UNSET
    is_new_attribute: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.custom_attributes import CustomAttributes  # noqa: PLC0415
        from ..models.custom_flags import CustomFlags  # noqa: PLC0415
        from ..models.device_current_state import DeviceCurrentState  # noqa: PLC0415
        from ..models.event_system_notification_info import EventSystemNotificationInfo  # noqa: PLC0415
        from ..models.geo_location import GeoLocation  # noqa: PLC0415

        user_attribute_name = self.user_attribute_name

        timestamp_unixtime_ms: int | None | Unset
        if isinstance(self.timestamp_unixtime_ms, Unset):
            timestamp_unixtime_ms = UNSET
        else:
            timestamp_unixtime_ms = self.timestamp_unixtime_ms

        source_message_id: None | str | Unset
        if isinstance(self.source_message_id, Unset):
            source_message_id = UNSET
        else:
            source_message_id = self.source_message_id

        session_uuid: None | str | Unset
        if isinstance(self.session_uuid, Unset):
            session_uuid = UNSET
        else:
            session_uuid = self.session_uuid

        session_id: int | None | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        custom_attributes: dict[str, Any] | None | Unset
        if isinstance(self.custom_attributes, Unset):
            custom_attributes = UNSET
        elif isinstance(self.custom_attributes, CustomAttributes):
            custom_attributes = (
                self.custom_attributes if isinstance(self.custom_attributes, dict) else self.custom_attributes.to_dict()
            )
        else:
            custom_attributes = self.custom_attributes

        custom_flags: dict[str, Any] | None | Unset
        if isinstance(self.custom_flags, Unset):
            custom_flags = UNSET
        elif isinstance(self.custom_flags, CustomFlags):
            custom_flags = self.custom_flags if isinstance(self.custom_flags, dict) else self.custom_flags.to_dict()
        else:
            custom_flags = self.custom_flags

        location: dict[str, Any] | None | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        elif isinstance(self.location, GeoLocation):
            location = self.location if isinstance(self.location, dict) else self.location.to_dict()
        else:
            location = self.location

        device_current_state: dict[str, Any] | None | Unset
        if isinstance(self.device_current_state, Unset):
            device_current_state = UNSET
        elif isinstance(self.device_current_state, DeviceCurrentState):
            device_current_state = (
                self.device_current_state
                if isinstance(self.device_current_state, dict)
                else self.device_current_state.to_dict()
            )
        else:
            device_current_state = self.device_current_state

        data_connection_type: None | str | Unset
        if isinstance(self.data_connection_type, Unset):
            data_connection_type = UNSET
        else:
            data_connection_type = self.data_connection_type

        event_num: int | None | Unset
        if isinstance(self.event_num, Unset):
            event_num = UNSET
        else:
            event_num = self.event_num

        view_controller: None | str | Unset
        if isinstance(self.view_controller, Unset):
            view_controller = UNSET
        else:
            view_controller = self.view_controller

        is_main_thread: bool | None | Unset
        if isinstance(self.is_main_thread, Unset):
            is_main_thread = UNSET
        else:
            is_main_thread = self.is_main_thread

        canonical_name: None | str | Unset
        if isinstance(self.canonical_name, Unset):
            canonical_name = UNSET
        else:
            canonical_name = self.canonical_name

        page_url: None | str | Unset
        if isinstance(self.page_url, Unset):
            page_url = UNSET
        else:
            page_url = self.page_url

        active_time_on_site_ms: int | None | Unset
        if isinstance(self.active_time_on_site_ms, Unset):
            active_time_on_site_ms = UNSET
        else:
            active_time_on_site_ms = self.active_time_on_site_ms

        total_time_on_site_ms: float | None | Unset
        if isinstance(self.total_time_on_site_ms, Unset):
            total_time_on_site_ms = UNSET
        else:
            total_time_on_site_ms = self.total_time_on_site_ms

        event_id: int | None | Unset
        if isinstance(self.event_id, Unset):
            event_id = UNSET
        else:
            event_id = self.event_id

        session_start_unixtime_ms: int | None | Unset
        if isinstance(self.session_start_unixtime_ms, Unset):
            session_start_unixtime_ms = UNSET
        else:
            session_start_unixtime_ms = self.session_start_unixtime_ms

        event_start_unixtime_ms: int | None | Unset
        if isinstance(self.event_start_unixtime_ms, Unset):
            event_start_unixtime_ms = UNSET
        else:
            event_start_unixtime_ms = self.event_start_unixtime_ms

        is_goal_defined: bool | None | Unset
        if isinstance(self.is_goal_defined, Unset):
            is_goal_defined = UNSET
        else:
            is_goal_defined = self.is_goal_defined

        lifetime_value_change: float | None | Unset
        if isinstance(self.lifetime_value_change, Unset):
            lifetime_value_change = UNSET
        else:
            lifetime_value_change = self.lifetime_value_change

        lifetime_value_attribute_name: None | str | Unset
        if isinstance(self.lifetime_value_attribute_name, Unset):
            lifetime_value_attribute_name = UNSET
        else:
            lifetime_value_attribute_name = self.lifetime_value_attribute_name

        event_system_notification_info: dict[str, Any] | None | Unset
        if isinstance(self.event_system_notification_info, Unset):
            event_system_notification_info = UNSET
        elif isinstance(self.event_system_notification_info, EventSystemNotificationInfo):
            event_system_notification_info = (
                self.event_system_notification_info
                if isinstance(self.event_system_notification_info, dict)
                else self.event_system_notification_info.to_dict()
            )
        else:
            event_system_notification_info = self.event_system_notification_info

        new: bool | float | int | list[bool | float | int | None | str] | None | str | Unset
        if isinstance(self.new, Unset):
            new = UNSET
        elif isinstance(self.new, list):
            new = []
            for componentsschemas_user_attribute_value_type_4_item_data in self.new:
                componentsschemas_user_attribute_value_type_4_item: bool | float | int | None | str
                componentsschemas_user_attribute_value_type_4_item = (
                    componentsschemas_user_attribute_value_type_4_item_data
                )
                new.append(componentsschemas_user_attribute_value_type_4_item)

        else:
            new = self.new

        old: bool | float | int | list[bool | float | int | None | str] | None | str | Unset
        if isinstance(self.old, Unset):
            old = UNSET
        elif isinstance(self.old, list):
            old = []
            for componentsschemas_user_attribute_value_type_4_item_data in self.old:
                componentsschemas_user_attribute_value_type_4_item: bool | float | int | None | str
                componentsschemas_user_attribute_value_type_4_item = (
                    componentsschemas_user_attribute_value_type_4_item_data
                )
                old.append(componentsschemas_user_attribute_value_type_4_item)

        else:
            old = self.old

        deleted: bool | None | Unset
        if isinstance(self.deleted, Unset):
            deleted = UNSET
        else:
            deleted = self.deleted

        is_new_attribute: bool | None | Unset
        if isinstance(self.is_new_attribute, Unset):
            is_new_attribute = UNSET
        else:
            is_new_attribute = self.is_new_attribute

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "user_attribute_name": user_attribute_name,
            }
        )
        if timestamp_unixtime_ms is not UNSET:
            field_dict["timestamp_unixtime_ms"] = timestamp_unixtime_ms
        if source_message_id is not UNSET:
            field_dict["source_message_id"] = source_message_id
        if session_uuid is not UNSET:
            field_dict["session_uuid"] = session_uuid
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if custom_attributes is not UNSET:
            field_dict["custom_attributes"] = custom_attributes
        if custom_flags is not UNSET:
            field_dict["custom_flags"] = custom_flags
        if location is not UNSET:
            field_dict["location"] = location
        if device_current_state is not UNSET:
            field_dict["device_current_state"] = device_current_state
        if data_connection_type is not UNSET:
            field_dict["data_connection_type"] = data_connection_type
        if event_num is not UNSET:
            field_dict["event_num"] = event_num
        if view_controller is not UNSET:
            field_dict["view_controller"] = view_controller
        if is_main_thread is not UNSET:
            field_dict["is_main_thread"] = is_main_thread
        if canonical_name is not UNSET:
            field_dict["canonical_name"] = canonical_name
        if page_url is not UNSET:
            field_dict["page_url"] = page_url
        if active_time_on_site_ms is not UNSET:
            field_dict["active_time_on_site_ms"] = active_time_on_site_ms
        if total_time_on_site_ms is not UNSET:
            field_dict["total_time_on_site_ms"] = total_time_on_site_ms
        if event_id is not UNSET:
            field_dict["event_id"] = event_id
        if session_start_unixtime_ms is not UNSET:
            field_dict["session_start_unixtime_ms"] = session_start_unixtime_ms
        if event_start_unixtime_ms is not UNSET:
            field_dict["event_start_unixtime_ms"] = event_start_unixtime_ms
        if is_goal_defined is not UNSET:
            field_dict["is_goal_defined"] = is_goal_defined
        if lifetime_value_change is not UNSET:
            field_dict["lifetime_value_change"] = lifetime_value_change
        if lifetime_value_attribute_name is not UNSET:
            field_dict["lifetime_value_attribute_name"] = lifetime_value_attribute_name
        if event_system_notification_info is not UNSET:
            field_dict["event_system_notification_info"] = event_system_notification_info
        if new is not UNSET:
            field_dict["new"] = new
        if old is not UNSET:
            field_dict["old"] = old
        if deleted is not UNSET:
            field_dict["deleted"] = deleted
        if is_new_attribute is not UNSET:
            field_dict["is_new_attribute"] = is_new_attribute

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.custom_attributes import CustomAttributes  # noqa: PLC0415
        from ..models.custom_flags import CustomFlags  # noqa: PLC0415
        from ..models.device_current_state import DeviceCurrentState  # noqa: PLC0415
        from ..models.event_system_notification_info import EventSystemNotificationInfo  # noqa: PLC0415
        from ..models.geo_location import GeoLocation  # noqa: PLC0415

        d = dict(src_dict)
        user_attribute_name = d.pop("user_attribute_name")

        def _parse_timestamp_unixtime_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        timestamp_unixtime_ms = _parse_timestamp_unixtime_ms(d.pop("timestamp_unixtime_ms", UNSET))

        def _parse_source_message_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source_message_id = _parse_source_message_id(d.pop("source_message_id", UNSET))

        def _parse_session_uuid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_uuid = _parse_session_uuid(d.pop("session_uuid", UNSET))

        def _parse_session_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_custom_attributes(data: object) -> CustomAttributes | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_attributes_type_0 = CustomAttributes.from_dict(data)

                return custom_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomAttributes | None | Unset, data)

        custom_attributes = _parse_custom_attributes(d.pop("custom_attributes", UNSET))

        def _parse_custom_flags(data: object) -> CustomFlags | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_flags_type_0 = CustomFlags.from_dict(data)

                return custom_flags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomFlags | None | Unset, data)

        custom_flags = _parse_custom_flags(d.pop("custom_flags", UNSET))

        def _parse_location(data: object) -> GeoLocation | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = GeoLocation.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GeoLocation | None | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_device_current_state(data: object) -> DeviceCurrentState | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                device_current_state_type_0 = DeviceCurrentState.from_dict(data)

                return device_current_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeviceCurrentState | None | Unset, data)

        device_current_state = _parse_device_current_state(d.pop("device_current_state", UNSET))

        def _parse_data_connection_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data_connection_type = _parse_data_connection_type(d.pop("data_connection_type", UNSET))

        def _parse_event_num(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        event_num = _parse_event_num(d.pop("event_num", UNSET))

        def _parse_view_controller(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        view_controller = _parse_view_controller(d.pop("view_controller", UNSET))

        def _parse_is_main_thread(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_main_thread = _parse_is_main_thread(d.pop("is_main_thread", UNSET))

        def _parse_canonical_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        canonical_name = _parse_canonical_name(d.pop("canonical_name", UNSET))

        def _parse_page_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_url = _parse_page_url(d.pop("page_url", UNSET))

        def _parse_active_time_on_site_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        active_time_on_site_ms = _parse_active_time_on_site_ms(d.pop("active_time_on_site_ms", UNSET))

        def _parse_total_time_on_site_ms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_time_on_site_ms = _parse_total_time_on_site_ms(d.pop("total_time_on_site_ms", UNSET))

        def _parse_event_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        event_id = _parse_event_id(d.pop("event_id", UNSET))

        def _parse_session_start_unixtime_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        session_start_unixtime_ms = _parse_session_start_unixtime_ms(d.pop("session_start_unixtime_ms", UNSET))

        def _parse_event_start_unixtime_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        event_start_unixtime_ms = _parse_event_start_unixtime_ms(d.pop("event_start_unixtime_ms", UNSET))

        def _parse_is_goal_defined(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_goal_defined = _parse_is_goal_defined(d.pop("is_goal_defined", UNSET))

        def _parse_lifetime_value_change(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        lifetime_value_change = _parse_lifetime_value_change(d.pop("lifetime_value_change", UNSET))

        def _parse_lifetime_value_attribute_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        lifetime_value_attribute_name = _parse_lifetime_value_attribute_name(
            d.pop("lifetime_value_attribute_name", UNSET)
        )

        def _parse_event_system_notification_info(data: object) -> EventSystemNotificationInfo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                event_system_notification_info_type_0 = EventSystemNotificationInfo.from_dict(data)

                return event_system_notification_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventSystemNotificationInfo | None | Unset, data)

        event_system_notification_info = _parse_event_system_notification_info(
            d.pop("event_system_notification_info", UNSET)
        )

        def _parse_new(data: object) -> bool | float | int | list[bool | float | int | None | str] | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                componentsschemas_user_attribute_value_type_4 = []
                _componentsschemas_user_attribute_value_type_4 = data
                for (
                    componentsschemas_user_attribute_value_type_4_item_data
                ) in _componentsschemas_user_attribute_value_type_4:

                    def _parse_componentsschemas_user_attribute_value_type_4_item(
                        data: object,
                    ) -> bool | float | int | None | str:
                        if data is None:
                            return data
                        return cast(bool | float | int | None | str, data)

                    componentsschemas_user_attribute_value_type_4_item = (
                        _parse_componentsschemas_user_attribute_value_type_4_item(
                            componentsschemas_user_attribute_value_type_4_item_data
                        )
                    )

                    componentsschemas_user_attribute_value_type_4.append(
                        componentsschemas_user_attribute_value_type_4_item
                    )

                return componentsschemas_user_attribute_value_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(bool | float | int | list[bool | float | int | None | str] | None | str | Unset, data)

        new = _parse_new(d.pop("new", UNSET))

        def _parse_old(data: object) -> bool | float | int | list[bool | float | int | None | str] | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                componentsschemas_user_attribute_value_type_4 = []
                _componentsschemas_user_attribute_value_type_4 = data
                for (
                    componentsschemas_user_attribute_value_type_4_item_data
                ) in _componentsschemas_user_attribute_value_type_4:

                    def _parse_componentsschemas_user_attribute_value_type_4_item(
                        data: object,
                    ) -> bool | float | int | None | str:
                        if data is None:
                            return data
                        return cast(bool | float | int | None | str, data)

                    componentsschemas_user_attribute_value_type_4_item = (
                        _parse_componentsschemas_user_attribute_value_type_4_item(
                            componentsschemas_user_attribute_value_type_4_item_data
                        )
                    )

                    componentsschemas_user_attribute_value_type_4.append(
                        componentsschemas_user_attribute_value_type_4_item
                    )

                return componentsschemas_user_attribute_value_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(bool | float | int | list[bool | float | int | None | str] | None | str | Unset, data)

        old = _parse_old(d.pop("old", UNSET))

        def _parse_deleted(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        deleted = _parse_deleted(d.pop("deleted", UNSET))

        def _parse_is_new_attribute(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_new_attribute = _parse_is_new_attribute(d.pop("is_new_attribute", UNSET))

        user_attribute_change_event_data = cls(
            user_attribute_name=user_attribute_name,
            timestamp_unixtime_ms=timestamp_unixtime_ms,
            source_message_id=source_message_id,
            session_uuid=session_uuid,
            session_id=session_id,
            custom_attributes=custom_attributes,
            custom_flags=custom_flags,
            location=location,
            device_current_state=device_current_state,
            data_connection_type=data_connection_type,
            event_num=event_num,
            view_controller=view_controller,
            is_main_thread=is_main_thread,
            canonical_name=canonical_name,
            page_url=page_url,
            active_time_on_site_ms=active_time_on_site_ms,
            total_time_on_site_ms=total_time_on_site_ms,
            event_id=event_id,
            session_start_unixtime_ms=session_start_unixtime_ms,
            event_start_unixtime_ms=event_start_unixtime_ms,
            is_goal_defined=is_goal_defined,
            lifetime_value_change=lifetime_value_change,
            lifetime_value_attribute_name=lifetime_value_attribute_name,
            event_system_notification_info=event_system_notification_info,
            new=new,
            old=old,
            deleted=deleted,
            is_new_attribute=is_new_attribute,
        )

        user_attribute_change_event_data.additional_properties = d
        return user_attribute_change_event_data

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
