# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from mparticle_events_models.base import Int64, Wire


class UserIdentities(Wire):
    """The identities of one user, one text per kind. What each kind means is set in the identity settings of the account."""

    other: Annotated[str, Meta(description="Identity that fits no other kind.")] | None | UnsetType = UNSET
    customer_id: (
        Annotated[
            str,
            Meta(
                description="The sender's own identifier of the customer. The key is customer_id with an underscore, not customerid (D-13)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    facebook: Annotated[str, Meta(description="Facebook user id.")] | None | UnsetType = UNSET
    twitter: Annotated[str, Meta(description="Twitter (X) user id.")] | None | UnsetType = UNSET
    google: Annotated[str, Meta(description="Google account id.")] | None | UnsetType = UNSET
    microsoft: Annotated[str, Meta(description="Microsoft account id.")] | None | UnsetType = UNSET
    yahoo: Annotated[str, Meta(description="Yahoo account id.")] | None | UnsetType = UNSET
    email: Annotated[str, Meta(description="Email address.")] | None | UnsetType = UNSET
    alias: Annotated[str, Meta(description="Second name for the same user.")] | None | UnsetType = UNSET
    facebook_custom_audience_id: (
        Annotated[str, Meta(description="Facebook id of the user within an application, as used for custom audiences.")]
        | None
        | UnsetType
    ) = UNSET
    other_id_2: Annotated[str, Meta(description="Second identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_3: Annotated[str, Meta(description="Third identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_4: Annotated[str, Meta(description="Fourth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_5: Annotated[str, Meta(description="Fifth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_6: Annotated[str, Meta(description="Sixth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_7: (
        Annotated[str, Meta(description="Seventh identity of the sender's own choosing.")] | None | UnsetType
    ) = UNSET
    other_id_8: Annotated[str, Meta(description="Eighth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_9: Annotated[str, Meta(description="Ninth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    other_id_10: Annotated[str, Meta(description="Tenth identity of the sender's own choosing.")] | None | UnsetType = (
        UNSET
    )
    mobile_number: Annotated[str, Meta(description="Mobile telephone number.")] | None | UnsetType = UNSET
    phone_number_2: Annotated[str, Meta(description="Second telephone number.")] | None | UnsetType = UNSET
    phone_number_3: Annotated[str, Meta(description="Third telephone number.")] | None | UnsetType = UNSET


AttributeGroup1: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


AttributeName: TypeAlias = Annotated[
    str,
    Meta(
        description="Name of an attribute, at most 256 characters, a default that the vendor can change per customer.",
        max_length=256,
    ),
]


UserAttributeValue1: TypeAlias = Annotated[
    str,
    Meta(
        description="Value of a user attribute: a single value or a list of values. Text has at most 4096 characters, a list at most 1000 entries of at most 512 characters each; these are defaults that the vendor can change per customer (D-8).",
        max_length=4096,
    ),
]


UserAttributeValue2: TypeAlias = Annotated[
    int,
    Meta(
        description="Value of a user attribute: a single value or a list of values. Text has at most 4096 characters, a list at most 1000 entries of at most 512 characters each; these are defaults that the vendor can change per customer (D-8).",
        ge=-9223372036854775808,
        le=9223372036854775807,
    ),
]


UserAttributeValue31: TypeAlias = Annotated[str, Meta(max_length=512)]


UserAttributeValue32: TypeAlias = Annotated[int, Meta(ge=-9223372036854775808, le=9223372036854775807)]


UserAttributeValue3: TypeAlias = Annotated[
    list[UserAttributeValue31 | Int64 | float | bool | None],
    Meta(
        description="Value of a user attribute: a single value or a list of values. Text has at most 4096 characters, a list at most 1000 entries of at most 512 characters each; these are defaults that the vendor can change per customer (D-8).",
        max_length=1000,
    ),
]


AttributeValue1: TypeAlias = Annotated[
    str,
    Meta(
        description="Value of an attribute: text of at most 4096 characters, a number, a boolean or null. The limit is a default that the vendor can change per customer.",
        max_length=4096,
    ),
]


AttributeValue2: TypeAlias = Annotated[
    int,
    Meta(
        description="Value of an attribute: text of at most 4096 characters, a number, a boolean or null. The limit is a default that the vendor can change per customer.",
        ge=-9223372036854775808,
        le=9223372036854775807,
    ),
]


class DataPlanContext(Wire):
    """Reference to a data plan of the workspace."""

    plan_id: Annotated[str, Meta(description="Identifier of the data plan.")]
    plan_version: (
        Annotated[
            int,
            Meta(
                description="Version of the data plan. Omitted, the newest version is used.",
                ge=-2147483648,
                le=2147483647,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class GeoLocation(Wire):
    """A place on Earth. The vendor's prose makes the coordinates optional, its schemas require them (section 7), so they are recommended here."""

    latitude: Annotated[float, Meta(description="Latitude in decimal degrees, north positive.")] | UnsetType = UNSET
    longitude: Annotated[float, Meta(description="Longitude in decimal degrees, east positive.")] | UnsetType = UNSET
    accuracy: Annotated[float, Meta(description="Radius of uncertainty in metres.")] | None | UnsetType = UNSET
    dma_code: (
        Annotated[
            int,
            Meta(
                description="Designated market area code (United States). Omitted when unknown (D-9).",
                ge=-2147483648,
                le=2147483647,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    country_code: (
        Annotated[str, Meta(description="Country as an ISO 3166-1 alpha-2 code, two letters (D-9).")] | None | UnsetType
    ) = UNSET
    region_code: (
        Annotated[str, Meta(description="Region as the subdivision part of an ISO 3166-2 code (D-9).")]
        | None
        | UnsetType
    ) = UNSET
    postal_code: Annotated[str, Meta(description="Postal code (D-9).")] | None | UnsetType = UNSET
    location_source: (
        Annotated[str, Meta(description="How the place was found. An open set (D-9).")] | None | UnsetType
    ) = UNSET
    city_name: Annotated[str, Meta(description="Name of the city (D-9).")] | None | UnsetType = UNSET


class DeviceCurrentState(Wire):
    """State of the device at the moment of an event. A field that is left out is unknown."""

    time_since_start_ms: (
        Annotated[
            int,
            Meta(
                description="Time since the start, in milliseconds. A duration, not a date.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    battery_level: (
        Annotated[
            float,
            Meta(
                description="Charge of the battery as a fraction between 0 and 1. The vendor's sample uses -1 for unknown."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    data_connection_type: (
        Annotated[str, Meta(description="Kind of network connection. An open set.")] | None | UnsetType
    ) = UNSET
    data_connection_type_detail: (
        Annotated[str, Meta(description="Finer kind of network connection, such as LTE.")] | None | UnsetType
    ) = UNSET
    gps_state: (
        Annotated[
            bool,
            Meta(
                description="Whether satellite positioning is switched on. A boolean, although one vendor table lists texts (D-16)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    total_system_memory_usage_bytes: (
        Annotated[
            int,
            Meta(
                description="Memory in use on the whole device, in bytes.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    disk_space_free_bytes: (
        Annotated[
            int, Meta(description="Free internal storage, in bytes.", ge=-9223372036854775808, le=9223372036854775807)
        ]
        | None
        | UnsetType
    ) = UNSET
    external_disk_space_free_bytes: (
        Annotated[
            int, Meta(description="Free external storage, in bytes.", ge=-9223372036854775808, le=9223372036854775807)
        ]
        | None
        | UnsetType
    ) = UNSET
    cpu: (
        Annotated[str, Meta(description="What the device reports about its processor. Text, not a number.")]
        | None
        | UnsetType
    ) = UNSET
    system_memory_available_bytes: (
        Annotated[float, Meta(description="Memory that the system has left, in bytes.")] | None | UnsetType
    ) = UNSET
    system_memory_low: (
        Annotated[bool, Meta(description="Whether the system reports that memory runs low.")] | None | UnsetType
    ) = UNSET
    system_memory_threshold_bytes: (
        Annotated[float, Meta(description="Amount of free memory below which the system calls it low, in bytes.")]
        | None
        | UnsetType
    ) = UNSET
    application_memory_available_bytes: (
        Annotated[float, Meta(description="Memory that the application has left, in bytes.")] | None | UnsetType
    ) = UNSET
    application_memory_max_bytes: (
        Annotated[float, Meta(description="Most memory that the application may use, in bytes.")] | None | UnsetType
    ) = UNSET
    application_memory_total_bytes: (
        Annotated[float, Meta(description="Memory that the application holds, in bytes.")] | None | UnsetType
    ) = UNSET
    device_orientation: (
        Annotated[str, Meta(description="How the device is held. An open set with mixed casing (D-15).")]
        | None
        | UnsetType
    ) = UNSET
    status_bar_orientation: (
        Annotated[str, Meta(description="How the status bar is turned. An open set with mixed casing (D-15).")]
        | None
        | UnsetType
    ) = UNSET


class ConsentPurpose(Wire):
    """One record of consent: what the user was asked, and the answer."""

    consented: Annotated[
        bool, Meta(description="Whether the user agreed. Under ccpa, true means that the user opted out.")
    ]
    timestamp_unixtime_ms: Annotated[
        int,
        Meta(
            description="When the user answered, in milliseconds since the Unix epoch. Milliseconds, although some official examples show seconds (D-42).",
            ge=-9223372036854775808,
            le=9223372036854775807,
        ),
    ]
    document: (
        Annotated[str, Meta(description="Name or version of the document that the user was shown.")] | None | UnsetType
    ) = UNSET
    location: (
        Annotated[
            str,
            Meta(
                description="Where the user was asked, in free text such as a page or a screen. Not a geographic location."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    hardware_id: (
        Annotated[str, Meta(description="Identifier of the device on which the user answered.")] | None | UnsetType
    ) = UNSET
    regulation: (
        Annotated[str, Meta(description="Name of the law. It repeats the key above this record and can be left out.")]
        | None
        | UnsetType
    ) = UNSET


class AttributionInfo(Wire):
    """Which campaign brought the user. All three keys must be there, though each may be null."""

    service_provider: Annotated[str, Meta(description="Attribution service that found the campaign.")] | None
    publisher: Annotated[str, Meta(description="Publisher that showed the advertisement.")] | None
    campaign: Annotated[str, Meta(description="Name of the campaign.")] | None


class Promotion(Wire):
    """A promotion inside the shop, such as a banner. Nothing is required (D-26)."""

    id: (
        Annotated[str, Meta(description="Identifier of the promotion. Leave it out rather than send null.")] | UnsetType
    ) = UNSET
    name: Annotated[str, Meta(description="Name of the promotion. Leave it out rather than send null.")] | UnsetType = (
        UNSET
    )
    creative: Annotated[str, Meta(description="Name of the image or text used.")] | None | UnsetType = UNSET
    position: (
        Annotated[str, Meta(description="Place where the promotion was shown. Text, unlike the position of a product.")]
        | None
        | UnsetType
    ) = UNSET


PushMessageBehavior: TypeAlias = Annotated[
    int,
    Meta(
        description="What the message led to. Documented as an integer bit mask, but a name in all published schemas, so both are accepted (D-7).",
        ge=-2147483648,
        le=2147483647,
    ),
]


class ApiError(Wire):
    """One thing that was wrong with a request."""

    code: (
        Annotated[str, Meta(description="Short code such as `BAD_REQUEST`, the only one that the vendor publishes.")]
        | None
        | UnsetType
    ) = UNSET
    message: Annotated[str, Meta(description="Explanation for a person.")] | None | UnsetType = UNSET


UserAttributes: TypeAlias = Annotated[
    dict[AttributeName, UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3 | None],
    Meta(
        description="User attributes by name. At most 100 entries, a default that the vendor can change per customer.",
        max_length=100,
    ),
]


CustomAttributes: TypeAlias = Annotated[
    dict[AttributeName, AttributeValue1 | Int64 | float | bool | None],
    Meta(
        description="Attributes of an event or a product by name. At most 100 entries, a default that the vendor can change per customer.",
        max_length=100,
    ),
]


class DeviceInformation(Wire):
    """The device that a batch belongs to: hardware, operating system, identifiers and settings. Send what is known; a field that is left out is unknown to the service."""

    brand: Annotated[str, Meta(description="Brand under which the device is sold.")] | None | UnsetType = UNSET
    product: (
        Annotated[str, Meta(description="Overall product name as reported by the operating system.")] | None | UnsetType
    ) = UNSET
    device: (
        Annotated[str, Meta(description="Name of the industrial design as reported by the operating system.")]
        | None
        | UnsetType
    ) = UNSET
    android_uuid: Annotated[str, Meta(description="Android ID of the device.")] | None | UnsetType = UNSET
    device_manufacturer: Annotated[str, Meta(description="Company that made the device.")] | None | UnsetType = UNSET
    platform: (
        Annotated[
            str,
            Meta(
                description="Platform of the device. An open set, because the published lists disagree and new platforms appear (D-14)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    os_version: Annotated[str, Meta(description="Version of the operating system.")] | None | UnsetType = UNSET
    device_model: Annotated[str, Meta(description="Model name of the device.")] | None | UnsetType = UNSET
    screen_height: (
        Annotated[int, Meta(description="Height of the screen in pixels.", ge=-2147483648, le=2147483647)]
        | None
        | UnsetType
    ) = UNSET
    screen_width: (
        Annotated[int, Meta(description="Width of the screen in pixels.", ge=-2147483648, le=2147483647)]
        | None
        | UnsetType
    ) = UNSET
    screen_dpi: (
        Annotated[int, Meta(description="Density of the screen in dots per inch.", ge=-2147483648, le=2147483647)]
        | None
        | UnsetType
    ) = UNSET
    device_country: Annotated[str, Meta(description="Country that the device is set to.")] | None | UnsetType = UNSET
    locale_language: Annotated[str, Meta(description="Language of the device's locale.")] | None | UnsetType = UNSET
    locale_country: Annotated[str, Meta(description="Country of the device's locale.")] | None | UnsetType = UNSET
    network_country: Annotated[str, Meta(description="Country of the mobile network.")] | None | UnsetType = UNSET
    network_carrier: Annotated[str, Meta(description="Name of the mobile network operator.")] | None | UnsetType = UNSET
    network_code: Annotated[str, Meta(description="Mobile network code of the operator.")] | None | UnsetType = UNSET
    network_mobile_country_code: (
        Annotated[str, Meta(description="Mobile country code of the operator.")] | None | UnsetType
    ) = UNSET
    timezone_offset: (
        Annotated[
            int, Meta(description="Difference of the device's clock from UTC, in hours.", ge=-2147483648, le=2147483647)
        ]
        | None
        | UnsetType
    ) = UNSET
    build_identifier: (
        Annotated[str, Meta(description="Identifier of the operating system build.")] | None | UnsetType
    ) = UNSET
    http_header_user_agent: (
        Annotated[str, Meta(description="User agent text that the device sends over HTTP.")] | None | UnsetType
    ) = UNSET
    ios_advertising_id: (
        Annotated[str, Meta(description="Apple advertising identifier (IDFA), a UUID.")] | None | UnsetType
    ) = UNSET
    att_authorization_status: (
        Annotated[
            Literal["authorized", "denied", "not_determined", "restricted"],
            Meta(description="Answer to Apple's App Tracking Transparency prompt. Omitted, the status is unknown."),
        ]
        | None
        | UnsetType
    ) = UNSET
    att_timestamp_unixtime_ms: (
        Annotated[
            int,
            Meta(
                description="When att_authorization_status last changed, in milliseconds since the Unix epoch. 64 bits wide, unlike the vendor's table says (D-49).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    push_token: (
        Annotated[str, Meta(description="Token under which the device receives push messages.")] | None | UnsetType
    ) = UNSET
    cpu_architecture: Annotated[str, Meta(description="Architecture of the processor.")] | None | UnsetType = UNSET
    is_tablet: Annotated[bool, Meta(description="Whether the device is a tablet.")] | None | UnsetType = UNSET
    push_notification_sound_enabled: (
        Annotated[bool, Meta(description="Whether push messages may make a sound.")] | None | UnsetType
    ) = UNSET
    push_notification_vibrate_enabled: (
        Annotated[bool, Meta(description="Whether push messages may vibrate.")] | None | UnsetType
    ) = UNSET
    radio_access_technology: (
        Annotated[str, Meta(description="Radio technology in use, such as LTE.")] | None | UnsetType
    ) = UNSET
    supports_telephony: (
        Annotated[bool, Meta(description="Whether the device can make telephone calls.")] | None | UnsetType
    ) = UNSET
    has_nfc: (
        Annotated[bool, Meta(description="Whether the device has near-field communication.")] | None | UnsetType
    ) = UNSET
    bluetooth_enabled: Annotated[bool, Meta(description="Whether Bluetooth is switched on.")] | None | UnsetType = UNSET
    bluetooth_version: (
        Annotated[str, Meta(description="Version of Bluetooth that the device supports.")] | None | UnsetType
    ) = UNSET
    ios_idfv: (
        Annotated[str, Meta(description="Apple identifier for the vendor of the application, a UUID.")]
        | None
        | UnsetType
    ) = UNSET
    android_advertising_id: (
        Annotated[str, Meta(description="Google advertising identifier, a UUID.")] | None | UnsetType
    ) = UNSET
    build_version_release: (
        Annotated[str, Meta(description="Release name of the operating system build.")] | None | UnsetType
    ) = UNSET
    limit_ad_tracking: (
        Annotated[bool, Meta(description="Whether the user asked for limited advertising tracking.")] | None | UnsetType
    ) = UNSET
    amp_id: Annotated[str, Meta(description="Client identifier of Accelerated Mobile Pages.")] | None | UnsetType = (
        UNSET
    )
    is_dst: (
        Annotated[bool, Meta(description="Whether daylight saving time is in force on the device.")] | None | UnsetType
    ) = UNSET
    roku_advertising_id: Annotated[str, Meta(description="Roku advertising identifier, a UUID.")] | None | UnsetType = (
        UNSET
    )
    roku_publisher_id: Annotated[str, Meta(description="Roku publisher identifier, a UUID.")] | None | UnsetType = UNSET
    microsoft_advertising_id: (
        Annotated[str, Meta(description="Microsoft advertising identifier, a UUID.")] | None | UnsetType
    ) = UNSET
    microsoft_publisher_id: (
        Annotated[str, Meta(description="Microsoft publisher identifier, a UUID.")] | None | UnsetType
    ) = UNSET
    fire_advertising_id: (
        Annotated[str, Meta(description="Amazon Fire advertising identifier, a UUID.")] | None | UnsetType
    ) = UNSET


class ApplicationInformation(Wire):
    """The application in which the events of a batch happened."""

    application_name: Annotated[str, Meta(description="Name of the application.")] | None | UnsetType = UNSET
    application_version: Annotated[str, Meta(description="Version that the user sees.")] | None | UnsetType = UNSET
    application_build_number: (
        Annotated[str, Meta(description="Build number behind the version.")] | None | UnsetType
    ) = UNSET
    install_referrer: (
        Annotated[str, Meta(description="Referrer that the store reported at installation.")] | None | UnsetType
    ) = UNSET
    package: Annotated[str, Meta(description="Package name or bundle identifier.")] | None | UnsetType = UNSET
    os: (
        Annotated[
            str,
            Meta(
                description="Platform that the application was built for. An open set whose casing differs from device_info.platform (D-40)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    apple_search_ads_attributes: (
        Annotated[
            dict[str, dict[str, str | Int64 | float | bool | None]],
            Meta(
                description="Attribution data of Apple Search Ads as the system delivers it, keyed by version (for example `Version3.1`) and then by attribute name."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class BatchContext(Wire):
    """What holds for every event of a batch."""

    data_plan: (
        Annotated[
            DataPlanContext, Meta(description="Data plan that the batch is checked against. Omitted, no plan applies.")
        ]
        | None
        | UnsetType
    ) = UNSET
    location: (
        Annotated[
            GeoLocation,
            Meta(
                description="Location that holds for the whole batch. Documented, but missing from the older published documents (D-9)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class ConsentState(Wire):
    """Consent of the user under two privacy laws (D-2)."""

    gdpr: (
        Annotated[
            dict[str, ConsentPurpose],
            Meta(
                description="Consent under the GDPR, keyed by the purpose names that are defined in the workspace. Omitted, nothing changes."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    ccpa: (
        Annotated[
            dict[Literal["data_sale_opt_out"], ConsentPurpose],
            Meta(
                description="Consent under the CCPA. The only key is data_sale_opt_out, and consented is true when the user opted out of the sale of their data."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class SourceInformation(Wire):
    """Where a batch came from. Filled in by the service, so a sender leaves it out."""

    channel: (
        Annotated[
            Literal["native", "javascript", "pixel", "desktop", "partner", "server_to_server", "unknown"],
            Meta(description="Channel through which the batch arrived."),
        ]
        | None
        | UnsetType
    ) = UNSET
    partner: Annotated[str, Meta(description="Partner that sent the batch, if any.")] | None | UnsetType = UNSET
    replay_request_id: (
        Annotated[str, Meta(description="Identifier of the request for a replay.")] | None | UnsetType
    ) = UNSET
    replay_job_id: (
        Annotated[str, Meta(description="Identifier of the job that replayed the batch.")] | None | UnsetType
    ) = UNSET
    is_historical: (
        Annotated[bool, Meta(description="Whether the batch arrived through the historical endpoint.")]
        | None
        | UnsetType
    ) = UNSET


class EventSystemNotificationInfo(Wire):
    """Notification by the system that caused an event. Filled in by the service."""

    type: Annotated[Literal["gdpr_change"], Meta(description="Kind of notification.")] | UnsetType = UNSET


class MediaInfo(Wire):
    """Media playback as older SDKs describe it. In no published schema (D-21)."""

    action: (
        Annotated[
            Literal["play", "stop", "update_playback_position", "skip", "rate"],
            Meta(description="What the player did."),
        ]
        | None
        | UnsetType
    ) = UNSET
    channel: Annotated[str, Meta(description="Channel that the media was played on.")] | None | UnsetType = UNSET
    metadata: Annotated[str, Meta(description="Description of the media.")] | None | UnsetType = UNSET
    timed_metadata: (
        Annotated[str, Meta(description="Description of the media at the current position.")] | None | UnsetType
    ) = UNSET
    playback_position: (
        Annotated[float, Meta(description="Position within the media. The unit is documented nowhere.")]
        | None
        | UnsetType
    ) = UNSET
    format: (
        Annotated[Literal["audio", "video"], Meta(description="Whether it is sound or film.")] | None | UnsetType
    ) = UNSET
    quality: (
        Annotated[
            Literal["low", "sd", "medium", "hd", "ultra_hd"], Meta(description="Quality of the picture or sound.")
        ]
        | None
        | UnsetType
    ) = UNSET
    playback_rate: Annotated[float, Meta(description="Speed of playback, 1 for normal.")] | None | UnsetType = UNSET


class Product(Wire):
    """A product. Nothing is required, and keys that are not listed are passed on (D-26)."""

    id: Annotated[str, Meta(description="Identifier of the product, such as a stock number.")] | None | UnsetType = (
        UNSET
    )
    name: Annotated[str, Meta(description="Name of the product.")] | None | UnsetType = UNSET
    brand: Annotated[str, Meta(description="Brand of the product.")] | None | UnsetType = UNSET
    category: Annotated[str, Meta(description="Category of the product.")] | None | UnsetType = UNSET
    variant: Annotated[str, Meta(description="Variant of the product, such as its colour.")] | None | UnsetType = UNSET
    position: (
        Annotated[int, Meta(description="Position of the product in its list.", ge=-2147483648, le=2147483647)]
        | None
        | UnsetType
    ) = UNSET
    price: (
        Annotated[float, Meta(description="Price of one piece, in the currency of the event.")] | None | UnsetType
    ) = UNSET
    quantity: (
        Annotated[float, Meta(description="Number of pieces. Fractions are allowed (D-49).")] | None | UnsetType
    ) = UNSET
    coupon_code: Annotated[str, Meta(description="Coupon used for this product.")] | None | UnsetType = UNSET
    added_to_cart_time_ms: (
        Annotated[
            int,
            Meta(
                description="When the product was put into the cart, in milliseconds since the Unix epoch.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    total_product_amount: (
        Annotated[float, Meta(description="Price of all pieces together, in the currency of the event.")]
        | None
        | UnsetType
    ) = UNSET
    custom_attributes: (
        Annotated[
            CustomAttributes,
            Meta(
                description="Attributes of the product, keyed by attribute name. At most 100 entries with names of at most 256 characters, defaults that the vendor can change per customer."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class PromotionAction(Wire):
    """An action on promotions."""

    action: Annotated[Literal["view", "click"], Meta(description="What was done.")]
    promotions: Annotated[list[Promotion], Meta(description="Promotions that the action was about.")] | UnsetType = (
        UNSET
    )


class ProductImpression(Wire):
    """A list of products that was shown to the user."""

    product_impression_list: Annotated[str, Meta(description="Name of the list.")] | UnsetType = UNSET
    products: Annotated[list[Product], Meta(description="Products in the list.")] | None | UnsetType = UNSET


class ShoppingCart(Wire):
    """The shopping cart of the user."""

    products: Annotated[list[Product], Meta(description="Products in the cart.")] | UnsetType = UNSET


class UserIdentity(Wire):
    """One identity of a user in a user identity change."""

    identity_type: Annotated[
        Literal[
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
        ],
        Meta(description="Kind of identity."),
    ]
    identity: Annotated[str, Meta(description="The identity itself.")] | None
    timestamp_unixtime_ms: Annotated[
        int,
        Meta(
            description="When the identity was set, in milliseconds since the Unix epoch.",
            ge=-9223372036854775808,
            le=9223372036854775807,
        ),
    ]
    created_this_batch: (
        Annotated[bool, Meta(description="Whether the identity is new in this batch.")] | None | UnsetType
    ) = UNSET


class ApiErrorResponse(Wire):
    """Body of an error response. It can be missing, empty, or something other than JSON."""

    errors: Annotated[list[ApiError], Meta(description="What was wrong with the request.")] | None | UnsetType = UNSET


class CommonEventData(Wire):
    """Fields that the data of every event can carry."""

    timestamp_unixtime_ms: (
        Annotated[
            int,
            Meta(
                description="When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    source_message_id: (
        Annotated[str, Meta(description="Text chosen by the sender that identifies the event, a UUID by preference.")]
        | None
        | UnsetType
    ) = UNSET
    session_uuid: (
        Annotated[
            str,
            Meta(
                description="Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    session_id: (
        Annotated[
            int,
            Meta(
                description="Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    custom_attributes: (
        Annotated[
            CustomAttributes,
            Meta(
                description="Attributes of the event, keyed by attribute name. At most 100 entries with names of at most 256 characters, defaults that the vendor can change per customer."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    custom_flags: (
        Annotated[
            dict[str, Any],
            Meta(
                description="Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    location: (
        Annotated[
            GeoLocation, Meta(description="Where the event happened. Omitted, the event has no location of its own.")
        ]
        | None
        | UnsetType
    ) = UNSET
    device_current_state: (
        Annotated[DeviceCurrentState, Meta(description="State of the device when the event happened.")]
        | None
        | UnsetType
    ) = UNSET
    data_connection_type: (
        Annotated[str, Meta(description="Kind of network connection when the event happened.")] | None | UnsetType
    ) = UNSET
    event_num: (
        Annotated[
            int,
            Meta(
                description="Position of the event within its session, counted by client SDKs.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    view_controller: (
        Annotated[str, Meta(description="Name of the view controller on screen (iOS SDK).")] | None | UnsetType
    ) = UNSET
    is_main_thread: (
        Annotated[bool, Meta(description="Whether the event was raised on the main thread (iOS SDK).")]
        | None
        | UnsetType
    ) = UNSET
    canonical_name: Annotated[str, Meta(description="Class name of the screen (Android SDK).")] | None | UnsetType = (
        UNSET
    )
    page_url: (
        Annotated[str, Meta(description="Address of the page (web SDK). In no published schema (D-48).")]
        | None
        | UnsetType
    ) = UNSET
    active_time_on_site_ms: (
        Annotated[
            int,
            Meta(
                description="Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    event_id: (
        Annotated[
            int,
            Meta(
                description="Identifier that the service gave the event, a signed 64-bit integer (D-27).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    session_start_unixtime_ms: (
        Annotated[
            int,
            Meta(
                description="When the session started, in milliseconds since the Unix epoch. Filled in by the service.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    event_start_unixtime_ms: (
        Annotated[
            int,
            Meta(
                description="When the event started, in milliseconds since the Unix epoch. Filled in by the service.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    is_goal_defined: Annotated[bool, Meta(description="Internal mark of the service.")] | None | UnsetType = UNSET
    lifetime_value_change: (
        Annotated[
            float,
            Meta(
                description="Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    lifetime_value_attribute_name: (
        Annotated[str, Meta(description="Name of the attribute that holds the lifetime value.")] | None | UnsetType
    ) = UNSET
    event_system_notification_info: (
        Annotated[EventSystemNotificationInfo, Meta(description="Notification by the system that caused the event.")]
        | None
        | UnsetType
    ) = UNSET


class CustomEventData(CommonEventData, kw_only=True):
    """Data of a custom event."""

    custom_event_type: Annotated[
        Literal[
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
        ],
        Meta(description="Category of the event."),
    ]
    event_name: Annotated[
        str,
        Meta(
            description="Name of the event. The service cuts it off after 256 characters, a default that the vendor can change per customer.",
            max_length=256,
        ),
    ]
    media_info: (
        Annotated[
            MediaInfo,
            Meta(
                description="Legacy description of media playback, known only to older SDKs and in no published document. Use custom_event_type media with custom_attributes instead (D-21)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class ProductAction(Wire):
    """An action on products. Only the action is required (D-26)."""

    action: Annotated[
        Literal[
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
        ],
        Meta(description="What was done."),
    ]
    checkout_step: (
        Annotated[
            int,
            Meta(
                description="Step of the checkout that was reached, counted by the sender.",
                ge=-2147483648,
                le=2147483647,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    checkout_options: (
        Annotated[str, Meta(description="Options chosen in this step of the checkout.")] | None | UnsetType
    ) = UNSET
    product_action_list: (
        Annotated[str, Meta(description="Name of the product list in which it happened.")] | None | UnsetType
    ) = UNSET
    product_list_source: Annotated[str, Meta(description="Where that product list came from.")] | None | UnsetType = (
        UNSET
    )
    transaction_id: (
        Annotated[str, Meta(description="Identifier of the purchase or refund. Leave it out rather than send null.")]
        | UnsetType
    ) = UNSET
    affiliation: (
        Annotated[str, Meta(description="Shop or partner through which the transaction was made.")] | None | UnsetType
    ) = UNSET
    total_amount: (
        Annotated[float, Meta(description="Total of the transaction, in the currency of the event.")] | None | UnsetType
    ) = UNSET
    tax_amount: (
        Annotated[float, Meta(description="Tax on the transaction, in the currency of the event.")] | None | UnsetType
    ) = UNSET
    shipping_amount: (
        Annotated[float, Meta(description="Cost of shipping, in the currency of the event.")] | None | UnsetType
    ) = UNSET
    coupon_code: Annotated[str, Meta(description="Coupon used for the transaction.")] | None | UnsetType = UNSET
    products: Annotated[list[Product], Meta(description="Products that the action was about.")] | None | UnsetType = (
        UNSET
    )


class ScreenViewEventData(CommonEventData, kw_only=True):
    """Data of a screen view."""

    screen_name: Annotated[
        str,
        Meta(
            description="Name of the screen. At most 256 characters, a default that the vendor can change per customer.",
            max_length=256,
        ),
    ]
    activity_type: (
        Annotated[
            str,
            Meta(description="Step in the life of an Android activity, such as activity_started or activity_stopped."),
        ]
        | None
        | UnsetType
    ) = UNSET


class SessionStartEventData(CommonEventData):
    """Data of a session start. It adds nothing to the common fields; session_id is optional here as on every event (D-18)."""


class SessionEndEventData(CommonEventData):
    """Data of a session end."""

    session_duration_ms: (
        Annotated[
            int,
            Meta(
                description="Length of the session, in milliseconds. A duration, not a date.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | UnsetType
    ) = UNSET


class ApplicationStateTransitionEventData(CommonEventData, kw_only=True):
    """Data of an application state transition."""

    application_transition_type: Annotated[
        Literal["application_initialized", "application_exit", "application_background", "application_foreground"],
        Meta(description="What the application did."),
    ]
    is_first_run: (
        Annotated[
            bool,
            Meta(
                description="Whether this is the first start after installation. Meaningful with application_initialized only."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    is_upgrade: (
        Annotated[
            bool,
            Meta(
                description="Whether this is the first start after an upgrade. Meaningful with application_initialized only."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    successfully_closed: (
        Annotated[bool, Meta(description="Whether the previous run ended without a crash.")] | None | UnsetType
    ) = UNSET
    launch_referral: (
        Annotated[str, Meta(description="What started the application, such as a link.")] | None | UnsetType
    ) = UNSET
    push_notification_payload: (
        Annotated[str, Meta(description="Push message that started the application, as JSON text.")] | None | UnsetType
    ) = UNSET


class PushRegistrationEventData(CommonEventData, kw_only=True):
    """Data of a push registration."""

    register: Annotated[bool, Meta(description="True when the device registered, false when it unregistered.")]
    registration_token: Annotated[str, Meta(description="Token under which the device receives push messages.")]


class PushMessageEventData(CommonEventData, kw_only=True):
    """Data of a push message event."""

    push_message_type: Annotated[
        Literal["sent", "received", "action"], Meta(description="What happened to the message.")
    ]
    push_message_token: (
        Annotated[str, Meta(description="Token of the device that the message was for.")] | None | UnsetType
    ) = UNSET
    push_notification_payload: (
        Annotated[str, Meta(description="The message as delivered, as JSON text.")] | None | UnsetType
    ) = UNSET
    message: Annotated[str, Meta(description="Text of the message.")] | None | UnsetType = UNSET
    network: Annotated[str, Meta(description="Network that delivered the message. An open set.")] | None | UnsetType = (
        UNSET
    )
    application_state: (
        Annotated[
            Literal["not_running", "background", "foreground"],
            Meta(description="Where the application was when the message arrived."),
        ]
        | None
        | UnsetType
    ) = UNSET
    action_identifier: (
        Annotated[
            str,
            Meta(
                description="Identifier of the action that the user chose. At most 100 characters, a default that the vendor can change per customer.",
                max_length=100,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    push_message_behavior: (
        Annotated[
            PushMessageBehavior | str,
            Meta(
                description="What the message led to. Documented as an integer bit mask, but a name in all published schemas, so both are accepted (D-7)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class OptOutEventData(CommonEventData):
    """Data of an opt-out."""

    is_opted_out: (
        Annotated[
            bool,
            Meta(
                description="True when the user opted out, false when the user opted back in. Omitted, the service takes false."
            ),
        ]
        | UnsetType
    ) = UNSET


class NetworkPerformanceEventData(CommonEventData):
    """Data of a network request measurement."""

    http_verb: Annotated[str, Meta(description="HTTP method of the request.")] | None | UnsetType = UNSET
    url: Annotated[str, Meta(description="Address of the request.")] | UnsetType = UNSET
    time_elapsed: (
        Annotated[
            int,
            Meta(
                description="Duration of the request, in milliseconds.", ge=-9223372036854775808, le=9223372036854775807
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    bytes_in: (
        Annotated[
            int, Meta(description="Size of the response, in bytes.", ge=-9223372036854775808, le=9223372036854775807)
        ]
        | None
        | UnsetType
    ) = UNSET
    bytes_out: (
        Annotated[
            int, Meta(description="Size of the request, in bytes.", ge=-9223372036854775808, le=9223372036854775807)
        ]
        | None
        | UnsetType
    ) = UNSET
    response_code: (
        Annotated[
            int,
            Meta(
                description="HTTP status of the response. An integer, although one vendor table says text (D-22).",
                ge=-2147483648,
                le=2147483647,
            ),
        ]
        | UnsetType
    ) = UNSET
    data: (
        Annotated[
            str,
            Meta(
                description="Content of the exchange, Base64 encoded. On the wire it is nested in the envelope key of the same name."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class BreadcrumbEventData(CommonEventData, kw_only=True):
    """Data of a breadcrumb."""

    label: Annotated[str, Meta(description="Text of the mark.")]
    session_number: (
        Annotated[
            int, Meta(description="Number of the session, as counted by the client SDK.", ge=-2147483648, le=2147483647)
        ]
        | None
        | UnsetType
    ) = UNSET


class UninstallEventData(CommonEventData):
    """Data of an uninstall. It adds nothing to the common fields."""


class FirstRunEventData(CommonEventData):
    """Data of a first run. It adds nothing to the common fields."""


class ProfileEventData(CommonEventData, kw_only=True):
    """Data of a profile event."""

    previous_mpid: (
        Annotated[
            int,
            Meta(
                description="mParticle identifier of the user before the event, null when there was none. A signed 64-bit integer (D-23).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
    )
    current_mpid: (
        Annotated[
            int,
            Meta(
                description="mParticle identifier of the user after the event, null when there is none. A signed 64-bit integer (D-23).",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
    )
    profile_event_type: Annotated[
        Literal["signup", "login", "logout", "update", "delete"], Meta(description="What happened to the profile.")
    ]
    profile_name: (
        Annotated[
            str, Meta(description="Legacy name of the profile. Sent by older SDKs and in no published schema (D-23).")
        ]
        | None
        | UnsetType
    ) = UNSET
    previous_profile_name: (
        Annotated[
            str,
            Meta(
                description="Legacy name of the profile before the event. Sent by older SDKs and in no published schema (D-23)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET


class UserAttributeChangeEventData(CommonEventData, kw_only=True):
    """Data of a user attribute change."""

    user_attribute_name: Annotated[str, Meta(description="Name of the attribute.")]
    new: (
        Annotated[
            UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3,
            Meta(description="Value after the change. Null for a tag or a removed attribute (D-24)."),
        ]
        | None
        | UnsetType
    ) = UNSET
    old: (
        Annotated[
            UserAttributeValue1 | Int64 | float | bool | UserAttributeValue3,
            Meta(description="Value before the change. Null when the attribute is new (D-24)."),
        ]
        | None
        | UnsetType
    ) = UNSET
    deleted: Annotated[bool, Meta(description="Whether the attribute was removed.")] | None | UnsetType = UNSET
    is_new_attribute: (
        Annotated[bool, Meta(description="Whether the user did not have the attribute before.")] | None | UnsetType
    ) = UNSET


class UserIdentityChangeEventData(CommonEventData, kw_only=True):
    """Data of a user identity change. Both keys must be there, though each may be null."""

    new: Annotated[UserIdentity, Meta(description="Identity after the change. Null when it was removed.")] | None
    old: Annotated[UserIdentity, Meta(description="Identity before the change. Null when it is new (D-25).")] | None


class CustomEvent(Wire, tag_field="event_type", tag="custom_event"):
    """Something that the sender names itself."""

    data: Annotated[CustomEventData, Meta(description="What happened.")]


class CommerceEventData(CommonEventData):
    """Data of a commerce event. Exactly one of product_action, promotion_action and product_impressions describes what happened. No published schema enforces that, and neither does this one: it is left to the client, which should reject an event with none of the three and warn about more than one (D-44)."""

    product_action: (
        Annotated[
            ProductAction,
            Meta(description="What was done with products. Send this, promotion_action or product_impressions."),
        ]
        | None
        | UnsetType
    ) = UNSET
    promotion_action: (
        Annotated[
            PromotionAction,
            Meta(description="What was done with promotions. Send this, product_action or product_impressions."),
        ]
        | None
        | UnsetType
    ) = UNSET
    product_impressions: (
        Annotated[
            list[ProductImpression],
            Meta(description="Lists of products that were shown. Send this, product_action or promotion_action."),
        ]
        | None
        | UnsetType
    ) = UNSET
    shopping_cart: (
        Annotated[ShoppingCart, Meta(description="The shopping cart at the time of the event.")] | None | UnsetType
    ) = UNSET
    currency_code: (
        Annotated[str, Meta(description="Currency of all amounts of the event, as an ISO 4217 code.")]
        | None
        | UnsetType
    ) = UNSET
    screen_name: (
        Annotated[
            str,
            Meta(
                description="Screen on which the event happened. At most 256 characters, a default that the vendor can change per customer.",
                max_length=256,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    is_non_interactive: (
        Annotated[bool, Meta(description="Whether the event happened without the user doing anything.")]
        | None
        | UnsetType
    ) = UNSET
    event_name: (
        Annotated[
            str,
            Meta(
                description="Name that the service makes up for the event. At most 256 characters, a default that the vendor can change per customer.",
                max_length=256,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    custom_event_type: (
        Annotated[
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
            ],
            Meta(description="Category that the service derives from the action."),
        ]
        | None
        | UnsetType
    ) = UNSET


class ScreenViewEvent(Wire, tag_field="event_type", tag="screen_view"):
    """The user looked at a screen or a page."""

    data: Annotated[ScreenViewEventData, Meta(description="What happened.")]


class SessionStartEvent(Wire, tag_field="event_type", tag="session_start"):
    """A session began."""

    data: Annotated[SessionStartEventData, Meta(description="What happened.")]


class SessionEndEvent(Wire, tag_field="event_type", tag="session_end"):
    """A session ended."""

    data: Annotated[SessionEndEventData, Meta(description="What happened.")]


class ApplicationStateTransitionEvent(Wire, tag_field="event_type", tag="application_state_transition"):
    """The application started, ended, or moved to or from the background."""

    data: Annotated[ApplicationStateTransitionEventData, Meta(description="What happened.")]


class PushRegistrationEvent(Wire, tag_field="event_type", tag="push_registration"):
    """The device began or ceased to accept push messages."""

    data: Annotated[PushRegistrationEventData, Meta(description="What happened.")]


class PushMessageEvent(Wire, tag_field="event_type", tag="push_message"):
    """A push message was sent, arrived, or was acted upon."""

    data: Annotated[PushMessageEventData, Meta(description="What happened.")]


class OptOutEvent(Wire, tag_field="event_type", tag="opt_out"):
    """The user opted out of tracking, or back in."""

    data: Annotated[OptOutEventData, Meta(description="What happened.")]


class NetworkPerformanceEvent(Wire, tag_field="event_type", tag="network_performance"):
    """The application measured one of its own network requests."""

    data: Annotated[NetworkPerformanceEventData, Meta(description="What happened.")]


class BreadcrumbEvent(Wire, tag_field="event_type", tag="breadcrumb"):
    """A mark left on the way, to be read together with a later crash report."""

    data: Annotated[BreadcrumbEventData, Meta(description="What happened.")]


class UninstallEvent(Wire, tag_field="event_type", tag="uninstall"):
    """The user removed the application."""

    data: Annotated[UninstallEventData, Meta(description="What happened.")]


class FirstRunEvent(Wire, tag_field="event_type", tag="first_run"):
    """The application ran for the first time. Legacy: an application_state_transition with is_first_run says the same."""

    data: Annotated[FirstRunEventData, Meta(description="What happened.")]


class ProfileEvent(Wire, tag_field="event_type", tag="profile"):
    """The user signed up, logged in or out, or changed or deleted the profile."""

    data: Annotated[ProfileEventData, Meta(description="What happened.")]


class UserAttributeChangeEvent(Wire, tag_field="event_type", tag="user_attribute_change"):
    """An attribute of the user changed. Usually generated by client SDKs."""

    data: Annotated[UserAttributeChangeEventData, Meta(description="What happened.")]


class UserIdentityChangeEvent(Wire, tag_field="event_type", tag="user_identity_change"):
    """An identity of the user changed. Usually generated by client SDKs."""

    data: Annotated[UserIdentityChangeEventData, Meta(description="What happened.")]


class CommerceEvent(Wire, tag_field="event_type", tag="commerce_event"):
    """Something that happened to products or promotions in a shop."""

    data: Annotated[CommerceEventData, Meta(description="What happened.")]


class CrashReportEventData(CommonEventData):
    """Data of a crash report."""

    severity: Annotated[str, Meta(description="How serious the error is.")] | None | UnsetType = UNSET
    message: Annotated[str, Meta(description="Message of the error.")] | None | UnsetType = UNSET
    class_name: Annotated[str, Meta(description="Class of the exception.")] | None | UnsetType = UNSET
    stack_trace: Annotated[str, Meta(description="Stack trace of the error.")] | None | UnsetType = UNSET
    exception_handled: (
        Annotated[bool, Meta(description="Whether the application caught the exception.")] | None | UnsetType
    ) = UNSET
    topmost_context: (
        Annotated[str, Meta(description="Name of the screen on top when the error happened.")] | None | UnsetType
    ) = UNSET
    breadcrumbs: (
        Annotated[
            list[BreadcrumbEvent],
            Meta(description="What happened before the error, each a complete breadcrumb event (D-19)."),
        ]
        | None
        | UnsetType
    ) = UNSET
    pl_crash_report_file_base64: (
        Annotated[str, Meta(description="Report file of PLCrashReporter, Base64 encoded.")] | None | UnsetType
    ) = UNSET
    ios_image_base_address: (
        Annotated[
            int,
            Meta(description="Address at which the binary was loaded (iOS), an unsigned 64-bit integer (D-49).", ge=0),
        ]
        | None
        | UnsetType
    ) = UNSET
    ios_image_size: (
        Annotated[int, Meta(description="Size of the binary in bytes (iOS), an unsigned 64-bit integer (D-49).", ge=0)]
        | None
        | UnsetType
    ) = UNSET
    session_number: (
        Annotated[
            int, Meta(description="Number of the session, as counted by the client SDK.", ge=-2147483648, le=2147483647)
        ]
        | None
        | UnsetType
    ) = UNSET


class CrashReportEvent(Wire, tag_field="event_type", tag="crash_report"):
    """The application crashed or reported an error."""

    data: Annotated[CrashReportEventData, Meta(description="What happened.")]


class Batch(Wire):
    """One delivery for one user: identities, attributes, device and consent, plus any number of events. A batch without events is legal on the two live endpoints (it then only updates the user)."""

    environment: Annotated[
        Literal["production", "development"],
        Meta(description="Whether this is real or test data. Always send it (D-12)."),
    ]
    source_request_id: (
        Annotated[
            str,
            Meta(
                description="Text chosen by the sender that identifies this batch. The service remembers it per API key for 30 to 60 days and does not forward a second batch with the same text, so keep it unchanged across retries. Omitted, the batch is not protected against being counted twice."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    events: (
        Annotated[
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
            ],
            Meta(
                description="Events of this user, in any order. Omitted, only the user, device and consent data are updated. The historical endpoint ignores a batch without events."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    mpid: (
        Annotated[
            int,
            Meta(
                description="Identifier that mParticle gave this user, a signed 64-bit integer beyond what a double can hold (D-27). Omitted, the service finds the user by user_identities and device identifiers.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    user_identities: (
        Annotated[
            UserIdentities,
            Meta(description="Identities of the user known to the sender. Omitted, no identity is added."),
        ]
        | None
        | UnsetType
    ) = UNSET
    user_attributes: (
        Annotated[
            UserAttributes,
            Meta(
                description="User attributes to set, keyed by attribute name. A null value sets a tag, that is an attribute without a value (D-8). At most 100 entries with names of at most 256 characters, defaults that the vendor can change per customer."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    deleted_user_attributes: (
        Annotated[
            list[str],
            Meta(description="Names of user attributes to remove from the profile. Omitted, nothing is removed."),
        ]
        | None
        | UnsetType
    ) = UNSET
    partner_identities: (
        Annotated[
            dict[str, str],
            Meta(
                description="Identities assigned by partners, keyed by `PartnerName_IdentityName`. A name that is not registered for the account can fail the request (D-10)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    device_info: (
        Annotated[
            DeviceInformation,
            Meta(description="The device on which the events happened. Omitted, nothing is said about the device."),
        ]
        | None
        | UnsetType
    ) = UNSET
    application_info: (
        Annotated[ApplicationInformation, Meta(description="The application in which the events happened.")]
        | None
        | UnsetType
    ) = UNSET
    context: (
        Annotated[BatchContext, Meta(description="Data plan and location that hold for the whole batch (D-1).")]
        | None
        | UnsetType
    ) = UNSET
    consent_state: (
        Annotated[
            ConsentState, Meta(description="Consent given or refused by the user (D-2). Omitted, consent is unchanged.")
        ]
        | None
        | UnsetType
    ) = UNSET
    ip: (
        Annotated[
            str,
            Meta(
                description="IPv4 or IPv6 address of the user's device, used for geolocation. Input only, and omitted rather than null when unknown (D-28)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    mp_deviceid: (
        Annotated[
            str, Meta(description="Device application stamp, a UUID that mParticle's client SDKs give an installation.")
        ]
        | None
        | UnsetType
    ) = UNSET
    integration_attributes: (
        Annotated[
            dict[str, dict[str, str | Int64 | float | bool | None]],
            Meta(
                description="Values meant for single integrations, keyed by the module id as text and then by attribute name."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    partner_identity: (
        Annotated[
            str,
            Meta(
                description="Legacy name of the partner that sends the batch. Undocumented by the vendor; prefer partner_identities (D-10)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    attribution_info: (
        Annotated[
            AttributionInfo,
            Meta(
                description="Install attribution for the whole batch. Server-side senders are advised to send a custom event of type attribution instead (D-20)."
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    source_info: (
        Annotated[SourceInformation, Meta(description="Where the batch came from. Filled in by the service.")]
        | None
        | UnsetType
    ) = UNSET
    timestamp_unixtime_ms: (
        Annotated[
            int,
            Meta(
                description="When the service received the batch, in milliseconds since the Unix epoch. Filled in by the service.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    batch_id: (
        Annotated[
            int,
            Meta(
                description="Identifier that the service gave the batch. Remove it before replaying a stored batch, or the replay is taken for a duplicate.",
                ge=-9223372036854775808,
                le=9223372036854775807,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    schema_version: (
        Annotated[
            int,
            Meta(
                description="Version of the batch format, currently 2. Accepted although no published schema lists it, and not needed (D-11).",
                ge=-2147483648,
                le=2147483647,
            ),
        ]
        | None
        | UnsetType
    ) = UNSET
    modified: (
        Annotated[
            bool,
            Meta(description="Bookkeeping mark of the vendor's web SDK. It has no meaning for a server-side sender."),
        ]
        | None
        | UnsetType
    ) = UNSET


BulkBatches: TypeAlias = Annotated[
    list[Batch],
    Meta(
        description="Up to 100 batches, each for one user. The limit counts batches, not events (D-31).",
        max_length=100,
        min_length=1,
    ),
]
"""
Up to 100 batches, each for one user. The limit counts batches, not events (D-31).
"""
