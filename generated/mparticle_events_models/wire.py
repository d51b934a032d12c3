# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from mparticle_events_models.base import Int64, Wire


class UserIdentities(Wire):
    """The identities of one user, one text per kind. What each kind means is set in the identity settings of the account."""

    other: str | None | UnsetType = UNSET
    customer_id: str | None | UnsetType = UNSET
    facebook: str | None | UnsetType = UNSET
    twitter: str | None | UnsetType = UNSET
    google: str | None | UnsetType = UNSET
    microsoft: str | None | UnsetType = UNSET
    yahoo: str | None | UnsetType = UNSET
    email: str | None | UnsetType = UNSET
    alias: str | None | UnsetType = UNSET
    facebook_custom_audience_id: str | None | UnsetType = UNSET
    other_id_2: str | None | UnsetType = UNSET
    other_id_3: str | None | UnsetType = UNSET
    other_id_4: str | None | UnsetType = UNSET
    other_id_5: str | None | UnsetType = UNSET
    other_id_6: str | None | UnsetType = UNSET
    other_id_7: str | None | UnsetType = UNSET
    other_id_8: str | None | UnsetType = UNSET
    other_id_9: str | None | UnsetType = UNSET
    other_id_10: str | None | UnsetType = UNSET
    mobile_number: str | None | UnsetType = UNSET
    phone_number_2: str | None | UnsetType = UNSET
    phone_number_3: str | None | UnsetType = UNSET


AttributeGroup1: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


AttributeName: TypeAlias = Annotated[str, Meta(max_length=256)]


UserAttributeValue1: TypeAlias = Annotated[str, Meta(max_length=4096)]


UserAttributeValue2: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


UserAttributeValue31: TypeAlias = Annotated[str, Meta(max_length=512)]


UserAttributeValue32: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


UserAttributeValue3: TypeAlias = Annotated[
    list[UserAttributeValue31 | Int64 | float | bool | None], Meta(max_length=1000)
]


AttributeValue1: TypeAlias = Annotated[str, Meta(max_length=4096)]


AttributeValue2: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


class DataPlanContext(Wire):
    """Reference to a data plan of the workspace."""

    plan_id: str
    block_metadata: dict[str, Any] | None | UnsetType = UNSET
    plan_version: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET


class GeoLocation(Wire):
    """A place on Earth. The vendor's prose makes the coordinates optional, its schemas require them (section 7), so they are recommended here."""

    latitude: float | UnsetType = UNSET
    longitude: float | UnsetType = UNSET
    accuracy: float | None | UnsetType = UNSET
    dma_code: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    country_code: str | None | UnsetType = UNSET
    region_code: str | None | UnsetType = UNSET
    postal_code: str | None | UnsetType = UNSET
    location_source: str | None | UnsetType = UNSET
    city_name: str | None | UnsetType = UNSET


DeviceOrientationInteger: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


StatusBarOrientationInteger: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


class DeviceCurrentState(Wire):
    """State of the device at the moment of an event. A field that is left out is unknown."""

    time_since_start_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    battery_level: float | None | UnsetType = UNSET
    data_connection_type: str | None | UnsetType = UNSET
    data_connection_type_detail: str | None | UnsetType = UNSET
    gps_state: bool | None | UnsetType = UNSET
    total_system_memory_usage_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType
    ) = UNSET
    disk_space_free_bytes: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    external_disk_space_free_bytes: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType
    ) = UNSET
    cpu: str | None | UnsetType = UNSET
    system_memory_available_bytes: float | None | UnsetType = UNSET
    system_memory_low: bool | None | UnsetType = UNSET
    system_memory_threshold_bytes: float | None | UnsetType = UNSET
    application_memory_available_bytes: float | None | UnsetType = UNSET
    application_memory_max_bytes: float | None | UnsetType = UNSET
    application_memory_total_bytes: float | None | UnsetType = UNSET
    device_orientation: str | DeviceOrientationInteger | None | UnsetType = UNSET
    status_bar_orientation: str | StatusBarOrientationInteger | None | UnsetType = UNSET


class ConsentPurpose(Wire):
    """One record of consent: what the user was asked, and the answer."""

    consented: bool
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    document: str | None | UnsetType = UNSET
    location: str | None | UnsetType = UNSET
    hardware_id: str | None | UnsetType = UNSET
    regulation: str | None | UnsetType = UNSET


class AttributionInfo(Wire):
    """Which campaign brought the user. All three keys must be there, though each may be null."""

    service_provider: str | None
    publisher: str | None
    campaign: str | None


class Promotion(Wire):
    """A promotion inside the shop, such as a banner. Nothing is required (D-26)."""

    id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    creative: str | None | UnsetType = UNSET
    position: str | None | UnsetType = UNSET


PushMessageBehavior: TypeAlias = Annotated[int, Meta(ge=-2147483648, le=2147483647)]


class ApiError(Wire):
    """One thing that was wrong with a request."""

    code: str | None | UnsetType = UNSET
    message: str | None | UnsetType = UNSET


UserAttributes: TypeAlias = Annotated[
    dict[AttributeName, UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3 | None], Meta(max_length=100)
]


class DeviceInformation(Wire):
    """The device that a batch belongs to: hardware, operating system, identifiers and settings. Send what is known; a field that is left out is unknown to the service."""

    brand: str | None | UnsetType = UNSET
    product: str | None | UnsetType = UNSET
    device: str | None | UnsetType = UNSET
    android_uuid: str | None | UnsetType = UNSET
    device_manufacturer: str | None | UnsetType = UNSET
    platform: str | None | UnsetType = UNSET
    os_version: str | None | UnsetType = UNSET
    device_model: str | None | UnsetType = UNSET
    screen_height: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    screen_width: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    screen_dpi: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    device_country: str | None | UnsetType = UNSET
    locale_language: str | None | UnsetType = UNSET
    locale_country: str | None | UnsetType = UNSET
    network_country: str | None | UnsetType = UNSET
    network_carrier: str | None | UnsetType = UNSET
    network_code: str | None | UnsetType = UNSET
    network_mobile_country_code: str | None | UnsetType = UNSET
    timezone_offset: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    build_identifier: str | None | UnsetType = UNSET
    http_header_user_agent: str | None | UnsetType = UNSET
    ios_advertising_id: str | None | UnsetType = UNSET
    att_authorization_status: Literal["authorized", "denied", "not_determined", "restricted"] | None | UnsetType = UNSET
    att_timestamp_unixtime_ms: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType
    ) = UNSET
    push_token: str | None | UnsetType = UNSET
    cpu_architecture: str | None | UnsetType = UNSET
    is_tablet: bool | None | UnsetType = UNSET
    push_notification_sound_enabled: bool | None | UnsetType = UNSET
    push_notification_vibrate_enabled: bool | None | UnsetType = UNSET
    radio_access_technology: str | None | UnsetType = UNSET
    supports_telephony: bool | None | UnsetType = UNSET
    has_nfc: bool | None | UnsetType = UNSET
    bluetooth_enabled: bool | None | UnsetType = UNSET
    bluetooth_version: str | None | UnsetType = UNSET
    ios_idfv: str | None | UnsetType = UNSET
    android_advertising_id: str | None | UnsetType = UNSET
    build_version_release: str | None | UnsetType = UNSET
    limit_ad_tracking: bool | None | UnsetType = UNSET
    amp_id: str | None | UnsetType = UNSET
    is_dst: bool | None | UnsetType = UNSET
    roku_advertising_id: str | None | UnsetType = UNSET
    roku_publisher_id: str | None | UnsetType = UNSET
    microsoft_advertising_id: str | None | UnsetType = UNSET
    microsoft_publisher_id: str | None | UnsetType = UNSET
    fire_advertising_id: str | None | UnsetType = UNSET


class ApplicationInformation(Wire):
    """The application in which the events of a batch happened."""

    application_name: str | None | UnsetType = UNSET
    application_version: str | None | UnsetType = UNSET
    application_build_number: str | None | UnsetType = UNSET
    install_referrer: str | None | UnsetType = UNSET
    package: str | None | UnsetType = UNSET
    os: str | None | UnsetType = UNSET
    sideloaded_kits_count: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    apple_search_ads_attributes: dict[str, dict[str, str | Int64 | float | bool | None]] | None | UnsetType = UNSET


class BatchContext(Wire):
    """What holds for every event of a batch."""

    data_plan: DataPlanContext | None | UnsetType = UNSET
    batching: dict[str, Any] | None | UnsetType = UNSET
    location: GeoLocation | None | UnsetType = UNSET


class ConsentState(Wire):
    """Consent of the user under two privacy laws (D-2)."""

    gdpr: dict[str, ConsentPurpose] | None | UnsetType = UNSET
    ccpa: dict[Literal["data_sale_opt_out"], ConsentPurpose] | None | UnsetType = UNSET


class SourceInformation(Wire):
    """Where a batch came from. Filled in by the service, so a sender leaves it out."""

    channel: (
        Literal["native", "javascript", "pixel", "desktop", "partner", "server_to_server", "unknown"] | None | UnsetType
    ) = UNSET
    partner: str | None | UnsetType = UNSET
    replay_request_id: str | None | UnsetType = UNSET
    replay_job_id: str | None | UnsetType = UNSET
    is_historical: bool | None | UnsetType = UNSET


class EventSystemNotificationInfo(Wire):
    """Notification by the system that caused an event. Filled in by the service."""

    type: Literal["gdpr_change"] | UnsetType = UNSET


class MediaInfo(Wire):
    """Media playback as older SDKs describe it. In no published schema (D-21)."""

    action: Literal["play", "stop", "update_playback_position", "skip", "rate"] | None | UnsetType = UNSET
    channel: str | None | UnsetType = UNSET
    metadata: str | None | UnsetType = UNSET
    timed_metadata: str | None | UnsetType = UNSET
    playback_position: float | None | UnsetType = UNSET
    format: Literal["audio", "video"] | None | UnsetType = UNSET
    quality: Literal["low", "sd", "medium", "hd", "ultra_hd"] | None | UnsetType = UNSET
    playback_rate: float | None | UnsetType = UNSET


class Product(Wire):
    """A product. Nothing is required, and keys that are not listed are passed on (D-26)."""

    id: str | None | UnsetType = UNSET
    name: str | None | UnsetType = UNSET
    brand: str | None | UnsetType = UNSET
    category: str | None | UnsetType = UNSET
    variant: str | None | UnsetType = UNSET
    position: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    price: float | None | UnsetType = UNSET
    quantity: float | None | UnsetType = UNSET
    coupon_code: str | None | UnsetType = UNSET
    added_to_cart_time_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    total_product_amount: float | None | UnsetType = UNSET
    custom_attributes: dict[AttributeName, AttributeValue1 | Int64 | float | bool | None] | None | UnsetType = UNSET


class PromotionAction(Wire):
    """An action on promotions."""

    action: Literal["view", "click"]
    promotions: list[Promotion] | UnsetType = UNSET


class ProductImpression(Wire):
    """A list of products that was shown to the user."""

    product_impression_list: str | UnsetType = UNSET
    products: list[Product] | None | UnsetType = UNSET


class ShoppingCart(Wire):
    """The shopping cart of the user."""

    products: list[Product] | UnsetType = UNSET


class UserIdentity(Wire):
    """One identity of a user in a user identity change."""

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
    identity: str | None
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]
    created_this_batch: bool | None | UnsetType = UNSET


class ApiErrorResponse(Wire):
    """Body of an error response. It can be missing, empty, or something other than JSON."""

    errors: list[ApiError] | None | UnsetType = UNSET


class CommonEventData(Wire):
    """Fields that the data of every event can carry."""

    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    source_message_id: str | None | UnsetType = UNSET
    session_uuid: str | None | UnsetType = UNSET
    session_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    custom_attributes: dict[AttributeName, AttributeValue1 | Int64 | float | bool | None] | None | UnsetType = UNSET
    custom_flags: dict[str, Any] | None | UnsetType = UNSET
    location: GeoLocation | None | UnsetType = UNSET
    device_current_state: DeviceCurrentState | None | UnsetType = UNSET
    data_connection_type: str | None | UnsetType = UNSET
    event_num: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    view_controller: str | None | UnsetType = UNSET
    is_main_thread: bool | None | UnsetType = UNSET
    canonical_name: str | None | UnsetType = UNSET
    page_url: str | None | UnsetType = UNSET
    active_time_on_site_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    total_time_on_site_ms: float | None | UnsetType = UNSET
    event_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    session_start_unixtime_ms: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType
    ) = UNSET
    event_start_unixtime_ms: (
        Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType
    ) = UNSET
    is_goal_defined: bool | None | UnsetType = UNSET
    lifetime_value_change: float | None | UnsetType = UNSET
    lifetime_value_attribute_name: str | None | UnsetType = UNSET
    event_system_notification_info: EventSystemNotificationInfo | None | UnsetType = UNSET


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
    media_info: MediaInfo | None | UnsetType = UNSET


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
    checkout_step: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    checkout_options: str | None | UnsetType = UNSET
    product_action_list: str | None | UnsetType = UNSET
    product_list_source: str | None | UnsetType = UNSET
    transaction_id: str | UnsetType = UNSET
    affiliation: str | None | UnsetType = UNSET
    total_amount: float | None | UnsetType = UNSET
    tax_amount: float | None | UnsetType = UNSET
    shipping_amount: float | None | UnsetType = UNSET
    coupon_code: str | None | UnsetType = UNSET
    products: list[Product] | None | UnsetType = UNSET


class ScreenViewEventData(CommonEventData, kw_only=True):
    """Data of a screen view."""

    screen_name: Annotated[str, Meta(max_length=256)]
    activity_type: str | None | UnsetType = UNSET


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
    is_first_run: bool | None | UnsetType = UNSET
    is_upgrade: bool | None | UnsetType = UNSET
    successfully_closed: bool | None | UnsetType = UNSET
    launch_referral: str | None | UnsetType = UNSET
    push_notification_payload: str | None | UnsetType = UNSET


class PushRegistrationEventData(CommonEventData, kw_only=True):
    """Data of a push registration."""

    register: bool
    registration_token: str


class PushMessageEventData(CommonEventData, kw_only=True):
    """Data of a push message event."""

    push_message_type: Literal["sent", "received", "action"]
    push_message_token: str | None | UnsetType = UNSET
    push_notification_payload: str | None | UnsetType = UNSET
    message: str | None | UnsetType = UNSET
    network: str | None | UnsetType = UNSET
    application_state: Literal["not_running", "background", "foreground"] | None | UnsetType = UNSET
    action_identifier: Annotated[str, Meta(max_length=100)] | None | UnsetType = UNSET
    push_message_behavior: PushMessageBehavior | str | None | UnsetType = UNSET


class OptOutEventData(CommonEventData):
    """Data of an opt-out."""

    is_opted_out: bool | UnsetType = UNSET


class NetworkPerformanceEventData(CommonEventData):
    """Data of a network request measurement."""

    http_verb: str | None | UnsetType = UNSET
    url: str | UnsetType = UNSET
    time_elapsed: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    bytes_in: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    bytes_out: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    response_code: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | UnsetType = UNSET
    data: str | None | UnsetType = UNSET


class BreadcrumbEventData(CommonEventData, kw_only=True):
    """Data of a breadcrumb."""

    label: str
    session_number: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET


class UninstallEventData(CommonEventData):
    """Data of an uninstall. It adds nothing to the common fields."""


class FirstRunEventData(CommonEventData):
    """Data of a first run. It adds nothing to the common fields."""


class ProfileEventData(CommonEventData, kw_only=True):
    """Data of a profile event."""

    previous_mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None
    current_mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None
    profile_event_type: Literal["signup", "login", "logout", "update", "delete"]
    profile_name: str | None | UnsetType = UNSET
    previous_profile_name: str | None | UnsetType = UNSET


class UserAttributeChangeEventData(CommonEventData, kw_only=True):
    """Data of a user attribute change."""

    user_attribute_name: str
    new: UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3 | None | UnsetType = UNSET
    old: UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3 | None | UnsetType = UNSET
    deleted: bool | None | UnsetType = UNSET
    is_new_attribute: bool | None | UnsetType = UNSET


class UserIdentityChangeEventData(CommonEventData, kw_only=True):
    """Data of a user identity change. Both keys must be there, though each may be null."""

    new: UserIdentity | None
    old: UserIdentity | None


class CustomEvent(Wire, tag_field="event_type", tag="custom_event"):
    """Something that the sender names itself."""

    data: CustomEventData


class CommerceEventData(CommonEventData):
    """Data of a commerce event. Exactly one of product_action, promotion_action and product_impressions describes what happened. No published schema enforces that, and neither does this one: it is left to the client, which should reject an event with none of the three and warn about more than one (D-44)."""

    product_action: ProductAction | None | UnsetType = UNSET
    promotion_action: PromotionAction | None | UnsetType = UNSET
    product_impressions: list[ProductImpression] | None | UnsetType = UNSET
    shopping_cart: ShoppingCart | None | UnsetType = UNSET
    currency_code: str | None | UnsetType = UNSET
    screen_name: Annotated[str, Meta(max_length=256)] | None | UnsetType = UNSET
    is_non_interactive: bool | None | UnsetType = UNSET
    event_name: Annotated[str, Meta(max_length=256)] | None | UnsetType = UNSET
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
        | None
        | UnsetType
    ) = UNSET


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

    severity: str | None | UnsetType = UNSET
    message: str | None | UnsetType = UNSET
    class_name: str | None | UnsetType = UNSET
    stack_trace: str | None | UnsetType = UNSET
    exception_handled: bool | None | UnsetType = UNSET
    topmost_context: str | None | UnsetType = UNSET
    breadcrumbs: list[BreadcrumbEvent] | None | UnsetType = UNSET
    pl_crash_report_file_base64: str | None | UnsetType = UNSET
    ios_image_base_address: Annotated[int, Meta(ge=0)] | None | UnsetType = UNSET
    ios_image_size: Annotated[int, Meta(ge=0)] | None | UnsetType = UNSET
    session_number: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET


class CrashReportEvent(Wire, tag_field="event_type", tag="crash_report"):
    """The application crashed or reported an error."""

    data: CrashReportEventData


class Batch(Wire):
    """One delivery for one user: identities, attributes, device and consent, plus any number of events. A batch without events is legal on the two live endpoints (it then only updates the user)."""

    environment: Literal["production", "development"]
    source_request_id: str | None | UnsetType = UNSET
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
        | None
        | UnsetType
    ) = UNSET
    mpid: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    user_identities: UserIdentities | None | UnsetType = UNSET
    user_attributes: UserAttributes | None | UnsetType = UNSET
    deleted_user_attributes: list[str] | None | UnsetType = UNSET
    partner_identities: dict[str, str] | None | UnsetType = UNSET
    device_info: DeviceInformation | None | UnsetType = UNSET
    application_info: ApplicationInformation | None | UnsetType = UNSET
    context: BatchContext | None | UnsetType = UNSET
    consent_state: ConsentState | None | UnsetType = UNSET
    ip: str | None | UnsetType = UNSET
    mp_deviceid: str | None | UnsetType = UNSET
    integration_attributes: dict[str, dict[str, str | Int64 | float | bool | None]] | None | UnsetType = UNSET
    partner_identity: str | None | UnsetType = UNSET
    attribution_info: AttributionInfo | None | UnsetType = UNSET
    source_info: SourceInformation | None | UnsetType = UNSET
    timestamp_unixtime_ms: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = (
        UNSET
    )
    batch_id: Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)] | None | UnsetType = UNSET
    schema_version: Annotated[int, Meta(ge=-2147483648, le=2147483647)] | None | UnsetType = UNSET
    api_key: str | None | UnsetType = UNSET
    api_keys: list[str] | None | UnsetType = UNSET
    sdk_version: str | None | UnsetType = UNSET
    job_id: str | None | UnsetType = UNSET
    modified: bool | None | UnsetType = UNSET


BulkBatches: TypeAlias = Annotated[list[Batch], Meta(max_length=100, min_length=1)]
