# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""Contains all the data models used in inputs/outputs"""

from .api_error import ApiError
from .api_error_response import ApiErrorResponse
from .application_information import ApplicationInformation
from .application_os import ApplicationOs
from .application_state import ApplicationState
from .application_state_transition_event import ApplicationStateTransitionEvent
from .application_state_transition_event_data import ApplicationStateTransitionEventData
from .application_transition_type import ApplicationTransitionType
from .att_authorization_status import AttAuthorizationStatus
from .attribute_group import AttributeGroup
from .attributes_by_key import AttributesByKey
from .attribution_info import AttributionInfo
from .batch import Batch
from .batch_context import BatchContext
from .breadcrumb_event import BreadcrumbEvent
from .breadcrumb_event_data import BreadcrumbEventData
from .ccpa_consent import CcpaConsent
from .commerce_event import CommerceEvent
from .commerce_event_data import CommerceEventData
from .commerce_event_type import CommerceEventType
from .common_event_data import CommonEventData
from .consent_purpose import ConsentPurpose
from .consent_state import ConsentState
from .crash_report_event import CrashReportEvent
from .crash_report_event_data import CrashReportEventData
from .custom_attributes import CustomAttributes
from .custom_event import CustomEvent
from .custom_event_data import CustomEventData
from .custom_event_type import CustomEventType
from .custom_flags import CustomFlags
from .data_connection_type import DataConnectionType
from .data_plan_context import DataPlanContext
from .device_current_state import DeviceCurrentState
from .device_information import DeviceInformation
from .device_orientation import DeviceOrientation
from .device_platform import DevicePlatform
from .environment import Environment
from .event_system_notification_info import EventSystemNotificationInfo
from .event_type import EventType
from .first_run_event import FirstRunEvent
from .first_run_event_data import FirstRunEventData
from .gdpr_consent import GdprConsent
from .geo_location import GeoLocation
from .identity_type import IdentityType
from .location_source import LocationSource
from .media_action import MediaAction
from .media_format import MediaFormat
from .media_info import MediaInfo
from .media_quality import MediaQuality
from .network_performance_event import NetworkPerformanceEvent
from .network_performance_event_data import NetworkPerformanceEventData
from .opt_out_event import OptOutEvent
from .opt_out_event_data import OptOutEventData
from .partner_identities import PartnerIdentities
from .product import Product
from .product_action import ProductAction
from .product_action_type import ProductActionType
from .product_impression import ProductImpression
from .profile_event import ProfileEvent
from .profile_event_data import ProfileEventData
from .profile_event_type import ProfileEventType
from .promotion import Promotion
from .promotion_action import PromotionAction
from .promotion_action_type import PromotionActionType
from .push_message_behavior import PushMessageBehavior
from .push_message_event import PushMessageEvent
from .push_message_event_data import PushMessageEventData
from .push_message_type import PushMessageType
from .push_network import PushNetwork
from .push_registration_event import PushRegistrationEvent
from .push_registration_event_data import PushRegistrationEventData
from .screen_view_event import ScreenViewEvent
from .screen_view_event_data import ScreenViewEventData
from .session_end_event import SessionEndEvent
from .session_end_event_data import SessionEndEventData
from .session_start_event import SessionStartEvent
from .session_start_event_data import SessionStartEventData
from .shopping_cart import ShoppingCart
from .source_channel import SourceChannel
from .source_information import SourceInformation
from .system_notification_type import SystemNotificationType
from .uninstall_event import UninstallEvent
from .uninstall_event_data import UninstallEventData
from .user_attribute_change_event import UserAttributeChangeEvent
from .user_attribute_change_event_data import UserAttributeChangeEventData
from .user_attributes import UserAttributes
from .user_identities import UserIdentities
from .user_identity import UserIdentity
from .user_identity_change_event import UserIdentityChangeEvent
from .user_identity_change_event_data import UserIdentityChangeEventData

__all__ = (
    "ApiError",
    "ApiErrorResponse",
    "ApplicationInformation",
    "ApplicationOs",
    "ApplicationState",
    "ApplicationStateTransitionEvent",
    "ApplicationStateTransitionEventData",
    "ApplicationTransitionType",
    "AttAuthorizationStatus",
    "AttributeGroup",
    "AttributesByKey",
    "AttributionInfo",
    "Batch",
    "BatchContext",
    "BreadcrumbEvent",
    "BreadcrumbEventData",
    "CcpaConsent",
    "CommerceEvent",
    "CommerceEventData",
    "CommerceEventType",
    "CommonEventData",
    "ConsentPurpose",
    "ConsentState",
    "CrashReportEvent",
    "CrashReportEventData",
    "CustomAttributes",
    "CustomEvent",
    "CustomEventData",
    "CustomEventType",
    "CustomFlags",
    "DataConnectionType",
    "DataPlanContext",
    "DeviceCurrentState",
    "DeviceInformation",
    "DeviceOrientation",
    "DevicePlatform",
    "Environment",
    "EventSystemNotificationInfo",
    "EventType",
    "FirstRunEvent",
    "FirstRunEventData",
    "GdprConsent",
    "GeoLocation",
    "IdentityType",
    "LocationSource",
    "MediaAction",
    "MediaFormat",
    "MediaInfo",
    "MediaQuality",
    "NetworkPerformanceEvent",
    "NetworkPerformanceEventData",
    "OptOutEvent",
    "OptOutEventData",
    "PartnerIdentities",
    "Product",
    "ProductAction",
    "ProductActionType",
    "ProductImpression",
    "ProfileEvent",
    "ProfileEventData",
    "ProfileEventType",
    "Promotion",
    "PromotionAction",
    "PromotionActionType",
    "PushMessageBehavior",
    "PushMessageEvent",
    "PushMessageEventData",
    "PushMessageType",
    "PushNetwork",
    "PushRegistrationEvent",
    "PushRegistrationEventData",
    "ScreenViewEvent",
    "ScreenViewEventData",
    "SessionEndEvent",
    "SessionEndEventData",
    "SessionStartEvent",
    "SessionStartEventData",
    "ShoppingCart",
    "SourceChannel",
    "SourceInformation",
    "SystemNotificationType",
    "UninstallEvent",
    "UninstallEventData",
    "UserAttributeChangeEvent",
    "UserAttributeChangeEventData",
    "UserAttributes",
    "UserIdentities",
    "UserIdentity",
    "UserIdentityChangeEvent",
    "UserIdentityChangeEventData",
)
