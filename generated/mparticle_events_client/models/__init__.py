# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""Contains all the data models used in inputs/outputs"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api_error import ApiError as ApiError
    from .api_error_response import ApiErrorResponse as ApiErrorResponse
    from .application_information import ApplicationInformation as ApplicationInformation
    from .application_os import ApplicationOs as ApplicationOs
    from .application_state import ApplicationState as ApplicationState
    from .application_state_transition_event import ApplicationStateTransitionEvent as ApplicationStateTransitionEvent
    from .application_state_transition_event_data import (
        ApplicationStateTransitionEventData as ApplicationStateTransitionEventData,
    )
    from .application_transition_type import ApplicationTransitionType as ApplicationTransitionType
    from .att_authorization_status import AttAuthorizationStatus as AttAuthorizationStatus
    from .attribute_group import AttributeGroup as AttributeGroup
    from .attributes_by_key import AttributesByKey as AttributesByKey
    from .attribution_info import AttributionInfo as AttributionInfo
    from .batch import Batch as Batch
    from .batch_context import BatchContext as BatchContext
    from .batch_context_batching_type_0 import BatchContextBatchingType0 as BatchContextBatchingType0
    from .breadcrumb_event import BreadcrumbEvent as BreadcrumbEvent
    from .breadcrumb_event_data import BreadcrumbEventData as BreadcrumbEventData
    from .ccpa_consent import CcpaConsent as CcpaConsent
    from .commerce_event import CommerceEvent as CommerceEvent
    from .commerce_event_data import CommerceEventData as CommerceEventData
    from .commerce_event_type import CommerceEventType as CommerceEventType
    from .common_event_data import CommonEventData as CommonEventData
    from .consent_purpose import ConsentPurpose as ConsentPurpose
    from .consent_state import ConsentState as ConsentState
    from .crash_report_event import CrashReportEvent as CrashReportEvent
    from .crash_report_event_data import CrashReportEventData as CrashReportEventData
    from .custom_attributes import CustomAttributes as CustomAttributes
    from .custom_event import CustomEvent as CustomEvent
    from .custom_event_data import CustomEventData as CustomEventData
    from .custom_event_type import CustomEventType as CustomEventType
    from .custom_flags import CustomFlags as CustomFlags
    from .data_connection_type import DataConnectionType as DataConnectionType
    from .data_plan_context import DataPlanContext as DataPlanContext
    from .data_plan_context_block_metadata_type_0 import (
        DataPlanContextBlockMetadataType0 as DataPlanContextBlockMetadataType0,
    )
    from .device_current_state import DeviceCurrentState as DeviceCurrentState
    from .device_information import DeviceInformation as DeviceInformation
    from .device_orientation import DeviceOrientation as DeviceOrientation
    from .device_platform import DevicePlatform as DevicePlatform
    from .environment import Environment as Environment
    from .event_system_notification_info import EventSystemNotificationInfo as EventSystemNotificationInfo
    from .event_type import EventType as EventType
    from .first_run_event import FirstRunEvent as FirstRunEvent
    from .first_run_event_data import FirstRunEventData as FirstRunEventData
    from .gdpr_consent import GdprConsent as GdprConsent
    from .geo_location import GeoLocation as GeoLocation
    from .identity_type import IdentityType as IdentityType
    from .location_source import LocationSource as LocationSource
    from .media_action import MediaAction as MediaAction
    from .media_format import MediaFormat as MediaFormat
    from .media_info import MediaInfo as MediaInfo
    from .media_quality import MediaQuality as MediaQuality
    from .network_performance_event import NetworkPerformanceEvent as NetworkPerformanceEvent
    from .network_performance_event_data import NetworkPerformanceEventData as NetworkPerformanceEventData
    from .opt_out_event import OptOutEvent as OptOutEvent
    from .opt_out_event_data import OptOutEventData as OptOutEventData
    from .partner_identities import PartnerIdentities as PartnerIdentities
    from .product import Product as Product
    from .product_action import ProductAction as ProductAction
    from .product_action_type import ProductActionType as ProductActionType
    from .product_impression import ProductImpression as ProductImpression
    from .profile_event import ProfileEvent as ProfileEvent
    from .profile_event_data import ProfileEventData as ProfileEventData
    from .profile_event_type import ProfileEventType as ProfileEventType
    from .promotion import Promotion as Promotion
    from .promotion_action import PromotionAction as PromotionAction
    from .promotion_action_type import PromotionActionType as PromotionActionType
    from .push_message_behavior import PushMessageBehavior as PushMessageBehavior
    from .push_message_event import PushMessageEvent as PushMessageEvent
    from .push_message_event_data import PushMessageEventData as PushMessageEventData
    from .push_message_type import PushMessageType as PushMessageType
    from .push_network import PushNetwork as PushNetwork
    from .push_registration_event import PushRegistrationEvent as PushRegistrationEvent
    from .push_registration_event_data import PushRegistrationEventData as PushRegistrationEventData
    from .screen_view_event import ScreenViewEvent as ScreenViewEvent
    from .screen_view_event_data import ScreenViewEventData as ScreenViewEventData
    from .session_end_event import SessionEndEvent as SessionEndEvent
    from .session_end_event_data import SessionEndEventData as SessionEndEventData
    from .session_start_event import SessionStartEvent as SessionStartEvent
    from .session_start_event_data import SessionStartEventData as SessionStartEventData
    from .shopping_cart import ShoppingCart as ShoppingCart
    from .source_channel import SourceChannel as SourceChannel
    from .source_information import SourceInformation as SourceInformation
    from .system_notification_type import SystemNotificationType as SystemNotificationType
    from .uninstall_event import UninstallEvent as UninstallEvent
    from .uninstall_event_data import UninstallEventData as UninstallEventData
    from .user_attribute_change_event import UserAttributeChangeEvent as UserAttributeChangeEvent
    from .user_attribute_change_event_data import UserAttributeChangeEventData as UserAttributeChangeEventData
    from .user_attributes import UserAttributes as UserAttributes
    from .user_identities import UserIdentities as UserIdentities
    from .user_identity import UserIdentity as UserIdentity
    from .user_identity_change_event import UserIdentityChangeEvent as UserIdentityChangeEvent
    from .user_identity_change_event_data import UserIdentityChangeEventData as UserIdentityChangeEventData

_HOMES = {
    "ApiError": ".api_error",
    "ApiErrorResponse": ".api_error_response",
    "ApplicationInformation": ".application_information",
    "ApplicationOs": ".application_os",
    "ApplicationState": ".application_state",
    "ApplicationStateTransitionEvent": ".application_state_transition_event",
    "ApplicationStateTransitionEventData": ".application_state_transition_event_data",
    "ApplicationTransitionType": ".application_transition_type",
    "AttAuthorizationStatus": ".att_authorization_status",
    "AttributeGroup": ".attribute_group",
    "AttributesByKey": ".attributes_by_key",
    "AttributionInfo": ".attribution_info",
    "Batch": ".batch",
    "BatchContext": ".batch_context",
    "BatchContextBatchingType0": ".batch_context_batching_type_0",
    "BreadcrumbEvent": ".breadcrumb_event",
    "BreadcrumbEventData": ".breadcrumb_event_data",
    "CcpaConsent": ".ccpa_consent",
    "CommerceEvent": ".commerce_event",
    "CommerceEventData": ".commerce_event_data",
    "CommerceEventType": ".commerce_event_type",
    "CommonEventData": ".common_event_data",
    "ConsentPurpose": ".consent_purpose",
    "ConsentState": ".consent_state",
    "CrashReportEvent": ".crash_report_event",
    "CrashReportEventData": ".crash_report_event_data",
    "CustomAttributes": ".custom_attributes",
    "CustomEvent": ".custom_event",
    "CustomEventData": ".custom_event_data",
    "CustomEventType": ".custom_event_type",
    "CustomFlags": ".custom_flags",
    "DataConnectionType": ".data_connection_type",
    "DataPlanContext": ".data_plan_context",
    "DataPlanContextBlockMetadataType0": ".data_plan_context_block_metadata_type_0",
    "DeviceCurrentState": ".device_current_state",
    "DeviceInformation": ".device_information",
    "DeviceOrientation": ".device_orientation",
    "DevicePlatform": ".device_platform",
    "Environment": ".environment",
    "EventSystemNotificationInfo": ".event_system_notification_info",
    "EventType": ".event_type",
    "FirstRunEvent": ".first_run_event",
    "FirstRunEventData": ".first_run_event_data",
    "GdprConsent": ".gdpr_consent",
    "GeoLocation": ".geo_location",
    "IdentityType": ".identity_type",
    "LocationSource": ".location_source",
    "MediaAction": ".media_action",
    "MediaFormat": ".media_format",
    "MediaInfo": ".media_info",
    "MediaQuality": ".media_quality",
    "NetworkPerformanceEvent": ".network_performance_event",
    "NetworkPerformanceEventData": ".network_performance_event_data",
    "OptOutEvent": ".opt_out_event",
    "OptOutEventData": ".opt_out_event_data",
    "PartnerIdentities": ".partner_identities",
    "Product": ".product",
    "ProductAction": ".product_action",
    "ProductActionType": ".product_action_type",
    "ProductImpression": ".product_impression",
    "ProfileEvent": ".profile_event",
    "ProfileEventData": ".profile_event_data",
    "ProfileEventType": ".profile_event_type",
    "Promotion": ".promotion",
    "PromotionAction": ".promotion_action",
    "PromotionActionType": ".promotion_action_type",
    "PushMessageBehavior": ".push_message_behavior",
    "PushMessageEvent": ".push_message_event",
    "PushMessageEventData": ".push_message_event_data",
    "PushMessageType": ".push_message_type",
    "PushNetwork": ".push_network",
    "PushRegistrationEvent": ".push_registration_event",
    "PushRegistrationEventData": ".push_registration_event_data",
    "ScreenViewEvent": ".screen_view_event",
    "ScreenViewEventData": ".screen_view_event_data",
    "SessionEndEvent": ".session_end_event",
    "SessionEndEventData": ".session_end_event_data",
    "SessionStartEvent": ".session_start_event",
    "SessionStartEventData": ".session_start_event_data",
    "ShoppingCart": ".shopping_cart",
    "SourceChannel": ".source_channel",
    "SourceInformation": ".source_information",
    "SystemNotificationType": ".system_notification_type",
    "UninstallEvent": ".uninstall_event",
    "UninstallEventData": ".uninstall_event_data",
    "UserAttributeChangeEvent": ".user_attribute_change_event",
    "UserAttributeChangeEventData": ".user_attribute_change_event_data",
    "UserAttributes": ".user_attributes",
    "UserIdentities": ".user_identities",
    "UserIdentity": ".user_identity",
    "UserIdentityChangeEvent": ".user_identity_change_event",
    "UserIdentityChangeEventData": ".user_identity_change_event_data",
}


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return sorted(_HOMES)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_HOMES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(_HOMES)
