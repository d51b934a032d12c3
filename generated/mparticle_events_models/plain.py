# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from mparticle_events_models.base import Wire


class UserIdentities(Wire):
    """The identities of one user, one text per kind. What each kind means is set in the identity settings of the account."""

    alias: str | UnsetType = UNSET
    customer_id: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    facebook: str | UnsetType = UNSET
    facebook_custom_audience_id: str | UnsetType = UNSET
    google: str | UnsetType = UNSET
    microsoft: str | UnsetType = UNSET
    mobile_number: str | UnsetType = UNSET
    other: str | UnsetType = UNSET
    other_id_10: str | UnsetType = UNSET
    other_id_2: str | UnsetType = UNSET
    other_id_3: str | UnsetType = UNSET
    other_id_4: str | UnsetType = UNSET
    other_id_5: str | UnsetType = UNSET
    other_id_6: str | UnsetType = UNSET
    other_id_7: str | UnsetType = UNSET
    other_id_8: str | UnsetType = UNSET
    other_id_9: str | UnsetType = UNSET
    phone_number_2: str | UnsetType = UNSET
    phone_number_3: str | UnsetType = UNSET
    twitter: str | UnsetType = UNSET
    yahoo: str | UnsetType = UNSET


CustomFlags1: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


AttributeGroup1: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


AttributeName: TypeAlias = Annotated[str, Meta(max_length=256)]


UserAttributeValue1: TypeAlias = Annotated[str, Meta(max_length=4096)]


UserAttributeValue2: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


UserAttributeValue31: TypeAlias = Annotated[str, Meta(max_length=512)]


UserAttributeValue32: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


UserAttributeValue3: TypeAlias = Annotated[
    list[UserAttributeValue31 | UserAttributeValue32 | bool], Meta(max_length=1000)
]


AttributeValue1: TypeAlias = Annotated[str, Meta(max_length=4096)]


AttributeValue2: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


Batching: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


BlockMetadata: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


class DataPlanContext(Wire):
    """Reference to a data plan of the workspace."""

    plan_id: str
    block_metadata: dict[str, str | BlockMetadata | bool] | UnsetType = UNSET
    plan_version: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET


class GeoLocation(Wire):
    """A place on Earth. The vendor's prose makes the coordinates optional, its schemas require them (section 7), so they are recommended here."""

    accuracy: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    city_name: str | UnsetType = UNSET
    country_code: str | UnsetType = UNSET
    dma_code: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    latitude: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    location_source: str | UnsetType = UNSET
    longitude: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    postal_code: str | UnsetType = UNSET
    region_code: str | UnsetType = UNSET


DeviceOrientationInteger: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


StatusBarOrientationInteger: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


class DeviceCurrentState(Wire):
    """State of the device at the moment of an event. A field that is left out is unknown."""

    application_memory_available_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType
    ) = UNSET
    application_memory_max_bytes: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = (
        UNSET
    )
    application_memory_total_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType
    ) = UNSET
    battery_level: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    cpu: str | UnsetType = UNSET
    data_connection_type: str | UnsetType = UNSET
    data_connection_type_detail: str | UnsetType = UNSET
    device_orientation: str | DeviceOrientationInteger | UnsetType = UNSET
    disk_space_free_bytes: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    external_disk_space_free_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType
    ) = UNSET
    gps_state: bool | UnsetType = UNSET
    status_bar_orientation: str | StatusBarOrientationInteger | UnsetType = UNSET
    system_memory_available_bytes: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = (
        UNSET
    )
    system_memory_low: bool | UnsetType = UNSET
    system_memory_threshold_bytes: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = (
        UNSET
    )
    time_since_start_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    total_system_memory_usage_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType
    ) = UNSET


class ConsentPurpose(Wire):
    """One record of consent: what the user was asked, and the answer."""

    consented: bool
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    document: str | UnsetType = UNSET
    hardware_id: str | UnsetType = UNSET
    location: str | UnsetType = UNSET
    regulation: str | UnsetType = UNSET


class AttributionInfo(Wire):
    """Which campaign brought the user. All three keys must be there, though each may be null."""

    campaign: str
    publisher: str
    service_provider: str


class Promotion(Wire):
    """A promotion inside the shop, such as a banner. Nothing is required (D-26)."""

    creative: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    position: str | UnsetType = UNSET


PushMessageBehavior: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


class ApiError(Wire):
    """One thing that was wrong with a request."""

    code: str | UnsetType = UNSET
    message: str | UnsetType = UNSET


UserAttributes: TypeAlias = Annotated[
    dict[AttributeName, UserAttributeValue1 | UserAttributeValue2 | bool | UserAttributeValue3], Meta(max_length=100)
]


class DeviceInformation(Wire):
    """The device that a batch belongs to: hardware, operating system, identifiers and settings. Send what is known; a field that is left out is unknown to the service."""

    amp_id: str | UnsetType = UNSET
    android_advertising_id: str | UnsetType = UNSET
    android_uuid: str | UnsetType = UNSET
    att_authorization_status: Literal["authorized", "denied", "not_determined", "restricted"] | UnsetType = UNSET
    att_timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    bluetooth_enabled: bool | UnsetType = UNSET
    bluetooth_version: str | UnsetType = UNSET
    brand: str | UnsetType = UNSET
    build_identifier: str | UnsetType = UNSET
    build_version_release: str | UnsetType = UNSET
    cpu_architecture: str | UnsetType = UNSET
    device: str | UnsetType = UNSET
    device_country: str | UnsetType = UNSET
    device_manufacturer: str | UnsetType = UNSET
    device_model: str | UnsetType = UNSET
    fire_advertising_id: str | UnsetType = UNSET
    has_nfc: bool | UnsetType = UNSET
    http_header_user_agent: str | UnsetType = UNSET
    ios_advertising_id: str | UnsetType = UNSET
    ios_idfv: str | UnsetType = UNSET
    is_dst: bool | UnsetType = UNSET
    is_tablet: bool | UnsetType = UNSET
    limit_ad_tracking: bool | UnsetType = UNSET
    locale_country: str | UnsetType = UNSET
    locale_language: str | UnsetType = UNSET
    microsoft_advertising_id: str | UnsetType = UNSET
    microsoft_publisher_id: str | UnsetType = UNSET
    network_carrier: str | UnsetType = UNSET
    network_code: str | UnsetType = UNSET
    network_country: str | UnsetType = UNSET
    network_mobile_country_code: str | UnsetType = UNSET
    os_version: str | UnsetType = UNSET
    platform: str | UnsetType = UNSET
    product: str | UnsetType = UNSET
    push_notification_sound_enabled: bool | UnsetType = UNSET
    push_notification_vibrate_enabled: bool | UnsetType = UNSET
    push_token: str | UnsetType = UNSET
    radio_access_technology: str | UnsetType = UNSET
    roku_advertising_id: str | UnsetType = UNSET
    roku_publisher_id: str | UnsetType = UNSET
    screen_dpi: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    screen_height: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    screen_width: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    supports_telephony: bool | UnsetType = UNSET
    timezone_offset: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET


class ApplicationInformation(Wire):
    """The application in which the events of a batch happened."""

    apple_search_ads_attributes: dict[str, dict[str, str | AttributeGroup1 | bool]] | UnsetType = UNSET
    application_build_number: str | UnsetType = UNSET
    application_name: str | UnsetType = UNSET
    application_version: str | UnsetType = UNSET
    install_referrer: str | UnsetType = UNSET
    os: str | UnsetType = UNSET
    package: str | UnsetType = UNSET
    sideloaded_kits_count: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET


class BatchContext(Wire):
    """What holds for every event of a batch."""

    batching: dict[str, str | Batching | bool] | UnsetType = UNSET
    data_plan: DataPlanContext | UnsetType = UNSET
    location: GeoLocation | UnsetType = UNSET


class ConsentState(Wire):
    """Consent of the user under two privacy laws (D-2)."""

    ccpa: dict[Literal["data_sale_opt_out"], ConsentPurpose] | UnsetType = UNSET
    gdpr: dict[str, ConsentPurpose] | UnsetType = UNSET


class SourceInformation(Wire):
    """Where a batch came from. Filled in by the service, so a sender leaves it out."""

    channel: (
        Literal["native", "javascript", "pixel", "desktop", "partner", "server_to_server", "unknown"] | UnsetType
    ) = UNSET
    is_historical: bool | UnsetType = UNSET
    partner: str | UnsetType = UNSET
    replay_job_id: str | UnsetType = UNSET
    replay_request_id: str | UnsetType = UNSET


class EventSystemNotificationInfo(Wire):
    """Notification by the system that caused an event. Filled in by the service."""

    type: Literal["gdpr_change"] | UnsetType = UNSET


class MediaInfo(Wire):
    """Media playback as older SDKs describe it. In no published schema (D-21)."""

    action: Literal["play", "stop", "update_playback_position", "skip", "rate"] | UnsetType = UNSET
    channel: str | UnsetType = UNSET
    format: Literal["audio", "video"] | UnsetType = UNSET
    metadata: str | UnsetType = UNSET
    playback_position: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    playback_rate: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    quality: Literal["low", "sd", "medium", "hd", "ultra_hd"] | UnsetType = UNSET
    timed_metadata: str | UnsetType = UNSET


class Product(Wire):
    """A product. Nothing is required, and keys that are not listed are passed on (D-26)."""

    added_to_cart_time_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    brand: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    coupon_code: str | UnsetType = UNSET
    custom_attributes: dict[AttributeName, AttributeValue1 | AttributeValue2 | bool] | UnsetType = UNSET
    id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    position: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    price: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    quantity: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    total_product_amount: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    variant: str | UnsetType = UNSET


class PromotionAction(Wire):
    """An action on promotions."""

    action: Literal["view", "click"]
    promotions: list[Promotion] | UnsetType = UNSET


class ProductImpression(Wire):
    """A list of products that was shown to the user."""

    product_impression_list: str | UnsetType = UNSET
    products: list[Product] | UnsetType = UNSET


class ShoppingCart(Wire):
    """The shopping cart of the user."""

    products: list[Product] | UnsetType = UNSET


class UserIdentity(Wire):
    """One identity of a user in a user identity change."""

    identity: str
    identity_type: Literal[
        "other",
        "customer_id",
        "facebook",
        "twitter",
        "google",
        "microsoft",
        "yahoo",
        "email",
        "alias",
        "facebook_custom_audience_id",
        "other_id_2",
        "other_id_3",
        "other_id_4",
        "other_id_5",
        "other_id_6",
        "other_id_7",
        "other_id_8",
        "other_id_9",
        "other_id_10",
        "mobile_number",
        "phone_number_2",
        "phone_number_3",
    ]
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    created_this_batch: bool | UnsetType = UNSET


class ApiErrorResponse(Wire):
    """Body of an error response. It can be missing, empty, or something other than JSON."""

    errors: list[ApiError] | UnsetType = UNSET


class CommonEventData(Wire):
    """Fields that the data of every event can carry."""

    active_time_on_site_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    canonical_name: str | UnsetType = UNSET
    custom_attributes: dict[AttributeName, AttributeValue1 | AttributeValue2 | bool] | UnsetType = UNSET
    custom_flags: dict[str, str | CustomFlags1 | bool] | UnsetType = UNSET
    data_connection_type: str | UnsetType = UNSET
    device_current_state: DeviceCurrentState | UnsetType = UNSET
    event_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    event_num: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    event_start_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    event_system_notification_info: EventSystemNotificationInfo | UnsetType = UNSET
    is_goal_defined: bool | UnsetType = UNSET
    is_main_thread: bool | UnsetType = UNSET
    lifetime_value_attribute_name: str | UnsetType = UNSET
    lifetime_value_change: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    location: GeoLocation | UnsetType = UNSET
    page_url: str | UnsetType = UNSET
    session_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    session_start_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    session_uuid: str | UnsetType = UNSET
    source_message_id: str | UnsetType = UNSET
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    total_time_on_site_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    view_controller: str | UnsetType = UNSET


class CustomEventData(CommonEventData, kw_only=True):
    """Data of a custom event."""

    custom_event_type: Literal[
        "navigation",
        "location",
        "search",
        "transaction",
        "user_content",
        "user_preference",
        "social",
        "other",
        "media",
        "attribution",
    ]
    event_name: Annotated[str, Meta(max_length=256)]
    media_info: MediaInfo | UnsetType = UNSET


class ProductAction(Wire):
    """An action on products. Only the action is required (D-26)."""

    action: Literal[
        "add_to_cart",
        "remove_from_cart",
        "checkout",
        "checkout_option",
        "click",
        "view_detail",
        "purchase",
        "refund",
        "add_to_wishlist",
        "remove_from_wish_list",
    ]
    affiliation: str | UnsetType = UNSET
    checkout_options: str | UnsetType = UNSET
    checkout_step: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    coupon_code: str | UnsetType = UNSET
    product_action_list: str | UnsetType = UNSET
    product_list_source: str | UnsetType = UNSET
    products: list[Product] | UnsetType = UNSET
    shipping_amount: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    tax_amount: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    total_amount: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    transaction_id: str | UnsetType = UNSET


class ScreenViewEventData(CommonEventData, kw_only=True):
    """Data of a screen view."""

    screen_name: Annotated[str, Meta(max_length=256)]
    activity_type: str | UnsetType = UNSET


class SessionStartEventData(CommonEventData):
    """Data of a session start. It adds nothing to the common fields; session_id is optional here as on every event (D-18)."""


class SessionEndEventData(CommonEventData):
    """Data of a session end."""

    session_duration_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET


class ApplicationStateTransitionEventData(CommonEventData, kw_only=True):
    """Data of an application state transition."""

    application_transition_type: Literal[
        "application_initialized", "application_exit", "application_background", "application_foreground"
    ]
    is_first_run: bool | UnsetType = UNSET
    is_upgrade: bool | UnsetType = UNSET
    launch_referral: str | UnsetType = UNSET
    push_notification_payload: str | UnsetType = UNSET
    successfully_closed: bool | UnsetType = UNSET


class PushRegistrationEventData(CommonEventData, kw_only=True):
    """Data of a push registration."""

    register: bool
    registration_token: str


class PushMessageEventData(CommonEventData, kw_only=True):
    """Data of a push message event."""

    push_message_type: Literal["sent", "received", "action"]
    action_identifier: Annotated[str, Meta(max_length=100)] | UnsetType = UNSET
    application_state: Literal["not_running", "background", "foreground"] | UnsetType = UNSET
    message: str | UnsetType = UNSET
    network: str | UnsetType = UNSET
    push_message_behavior: PushMessageBehavior | str | UnsetType = UNSET
    push_message_token: str | UnsetType = UNSET
    push_notification_payload: str | UnsetType = UNSET


class OptOutEventData(CommonEventData):
    """Data of an opt-out."""

    is_opted_out: bool | UnsetType = UNSET


class NetworkPerformanceEventData(CommonEventData):
    """Data of a network request measurement."""

    bytes_in: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    bytes_out: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    data: str | UnsetType = UNSET
    http_verb: str | UnsetType = UNSET
    response_code: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    time_elapsed: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    url: str | UnsetType = UNSET


class BreadcrumbEventData(CommonEventData, kw_only=True):
    """Data of a breadcrumb."""

    label: str
    session_number: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET


class UninstallEventData(CommonEventData):
    """Data of an uninstall. It adds nothing to the common fields."""


class FirstRunEventData(CommonEventData):
    """Data of a first run. It adds nothing to the common fields."""


class ProfileEventData(CommonEventData, kw_only=True):
    """Data of a profile event."""

    current_mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    previous_mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    profile_event_type: Literal["signup", "login", "logout", "update", "delete"]
    previous_profile_name: str | UnsetType = UNSET
    profile_name: str | UnsetType = UNSET


class UserAttributeChangeEventData(CommonEventData, kw_only=True):
    """Data of a user attribute change."""

    user_attribute_name: str
    deleted: bool | UnsetType = UNSET
    is_new_attribute: bool | UnsetType = UNSET
    new: UserAttributeValue1 | UserAttributeValue2 | bool | UserAttributeValue3 | UnsetType = UNSET
    old: UserAttributeValue1 | UserAttributeValue2 | bool | UserAttributeValue3 | UnsetType = UNSET


class UserIdentityChangeEventData(CommonEventData, kw_only=True):
    """Data of a user identity change. Both keys must be there, though each may be null."""

    new: UserIdentity
    old: UserIdentity


class CustomEvent(Wire, tag_field="event_type", tag="custom_event"):
    """Something that the sender names itself."""

    data: CustomEventData


class CommerceEventData(CommonEventData):
    """Data of a commerce event. Exactly one of product_action, promotion_action and product_impressions describes what happened. No published schema enforces that, and neither does this one: it is left to the client, which should reject an event with none of the three and warn about more than one (D-44)."""

    currency_code: str | UnsetType = UNSET
    custom_event_type: (
        Literal[
            "add_to_cart",
            "remove_from_cart",
            "checkout",
            "checkout_option",
            "click",
            "view_detail",
            "purchase",
            "refund",
            "promotion_view",
            "promotion_click",
            "add_to_wishlist",
            "remove_from_wishlist",
            "impression",
        ]
        | UnsetType
    ) = UNSET
    event_name: Annotated[str, Meta(max_length=256)] | UnsetType = UNSET
    is_non_interactive: bool | UnsetType = UNSET
    product_action: ProductAction | UnsetType = UNSET
    product_impressions: list[ProductImpression] | UnsetType = UNSET
    promotion_action: PromotionAction | UnsetType = UNSET
    screen_name: Annotated[str, Meta(max_length=256)] | UnsetType = UNSET
    shopping_cart: ShoppingCart | UnsetType = UNSET


class ScreenViewEvent(Wire, tag_field="event_type", tag="screen_view"):
    """The user looked at a screen or a page."""

    data: ScreenViewEventData


class SessionStartEvent(Wire, tag_field="event_type", tag="session_start"):
    """A session began."""

    data: SessionStartEventData


class SessionEndEvent(Wire, tag_field="event_type", tag="session_end"):
    """A session ended."""

    data: SessionEndEventData


class ApplicationStateTransitionEvent(Wire, tag_field="event_type", tag="application_state_transition"):
    """The application started, ended, or moved to or from the background."""

    data: ApplicationStateTransitionEventData


class PushRegistrationEvent(Wire, tag_field="event_type", tag="push_registration"):
    """The device began or ceased to accept push messages."""

    data: PushRegistrationEventData


class PushMessageEvent(Wire, tag_field="event_type", tag="push_message"):
    """A push message was sent, arrived, or was acted upon."""

    data: PushMessageEventData


class OptOutEvent(Wire, tag_field="event_type", tag="opt_out"):
    """The user opted out of tracking, or back in."""

    data: OptOutEventData


class NetworkPerformanceEvent(Wire, tag_field="event_type", tag="network_performance"):
    """The application measured one of its own network requests."""

    data: NetworkPerformanceEventData


class BreadcrumbEvent(Wire, tag_field="event_type", tag="breadcrumb"):
    """A mark left on the way, to be read together with a later crash report."""

    data: BreadcrumbEventData


class UninstallEvent(Wire, tag_field="event_type", tag="uninstall"):
    """The user removed the application."""

    data: UninstallEventData


class FirstRunEvent(Wire, tag_field="event_type", tag="first_run"):
    """The application ran for the first time. Legacy: an application_state_transition with is_first_run says the same."""

    data: FirstRunEventData


class ProfileEvent(Wire, tag_field="event_type", tag="profile"):
    """The user signed up, logged in or out, or changed or deleted the profile."""

    data: ProfileEventData


class UserAttributeChangeEvent(Wire, tag_field="event_type", tag="user_attribute_change"):
    """An attribute of the user changed. Usually generated by client SDKs."""

    data: UserAttributeChangeEventData


class UserIdentityChangeEvent(Wire, tag_field="event_type", tag="user_identity_change"):
    """An identity of the user changed. Usually generated by client SDKs."""

    data: UserIdentityChangeEventData


class CommerceEvent(Wire, tag_field="event_type", tag="commerce_event"):
    """Something that happened to products or promotions in a shop."""

    data: CommerceEventData


class CrashReportEventData(CommonEventData):
    """Data of a crash report."""

    breadcrumbs: list[BreadcrumbEvent] | UnsetType = UNSET
    class_name: str | UnsetType = UNSET
    exception_handled: bool | UnsetType = UNSET
    ios_image_base_address: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
    ios_image_size: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
    message: str | UnsetType = UNSET
    pl_crash_report_file_base64: str | UnsetType = UNSET
    session_number: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    severity: str | UnsetType = UNSET
    stack_trace: str | UnsetType = UNSET
    topmost_context: str | UnsetType = UNSET


class CrashReportEvent(Wire, tag_field="event_type", tag="crash_report"):
    """The application crashed or reported an error."""

    data: CrashReportEventData


class Batch(Wire):
    """One delivery for one user: identities, attributes, device and consent, plus any number of events. A batch without events is legal on the two live endpoints (it then only updates the user)."""

    environment: Literal["production", "development"]
    api_key: str | UnsetType = UNSET
    api_keys: list[str] | UnsetType = UNSET
    application_info: ApplicationInformation | UnsetType = UNSET
    attribution_info: AttributionInfo | UnsetType = UNSET
    batch_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    consent_state: ConsentState | UnsetType = UNSET
    context: BatchContext | UnsetType = UNSET
    deleted_user_attributes: list[str] | UnsetType = UNSET
    device_info: DeviceInformation | UnsetType = UNSET
    events: (
        list[
            CustomEvent
            | CommerceEvent
            | ScreenViewEvent
            | SessionStartEvent
            | SessionEndEvent
            | ApplicationStateTransitionEvent
            | PushRegistrationEvent
            | PushMessageEvent
            | OptOutEvent
            | NetworkPerformanceEvent
            | CrashReportEvent
            | BreadcrumbEvent
            | UninstallEvent
            | FirstRunEvent
            | ProfileEvent
            | UserAttributeChangeEvent
            | UserIdentityChangeEvent
        ]
        | UnsetType
    ) = UNSET
    integration_attributes: dict[str, dict[str, str | AttributeGroup1 | bool]] | UnsetType = UNSET
    ip: str | UnsetType = UNSET
    job_id: str | UnsetType = UNSET
    modified: bool | UnsetType = UNSET
    mp_deviceid: str | UnsetType = UNSET
    mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    partner_identities: dict[str, str] | UnsetType = UNSET
    partner_identity: str | UnsetType = UNSET
    schema_version: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    sdk_version: str | UnsetType = UNSET
    source_info: SourceInformation | UnsetType = UNSET
    source_request_id: str | UnsetType = UNSET
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | UnsetType = UNSET
    user_attributes: UserAttributes | UnsetType = UNSET
    user_identities: UserIdentities | UnsetType = UNSET


BulkBatches: TypeAlias = Annotated[list[Batch], Meta(max_length=100, min_length=1)]
