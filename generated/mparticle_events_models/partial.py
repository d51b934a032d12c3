# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

from __future__ import annotations

from typing import Any

from mparticle_events_models.base import Event, Partial, names


class UserIdentities(Partial):
    """The identities of one user, one text per kind. What each kind means is set in the identity settings of the
    account.

    Fields:
        other: text. Identity that fits no other kind.
        customer_id: text. The sender's own identifier of the customer. The key is customer_id with an underscore, not
            customerid (D-13).
        facebook: text. Facebook user id.
        twitter: text. Twitter (X) user id.
        google: text. Google account id.
        microsoft: text. Microsoft account id.
        yahoo: text. Yahoo account id.
        email: text. Email address.
        alias: text. Second name for the same user.
        facebook_custom_audience_id: text. Facebook id of the user within an application, as used for custom
            audiences.
        other_id_2: text. Second identity of the sender's own choosing.
        other_id_3: text. Third identity of the sender's own choosing.
        other_id_4: text. Fourth identity of the sender's own choosing.
        other_id_5: text. Fifth identity of the sender's own choosing.
        other_id_6: text. Sixth identity of the sender's own choosing.
        other_id_7: text. Seventh identity of the sender's own choosing.
        other_id_8: text. Eighth identity of the sender's own choosing.
        other_id_9: text. Ninth identity of the sender's own choosing.
        other_id_10: text. Tenth identity of the sender's own choosing.
        mobile_number: text. Mobile telephone number.
        phone_number_2: text. Second telephone number.
        phone_number_3: text. Third telephone number.
    """

    other: str | None = None
    """Identity that fits no other kind."""
    customer_id: str | None = None
    """The sender's own identifier of the customer. The key is customer_id with an underscore, not customerid (D-13)."""
    facebook: str | None = None
    """Facebook user id."""
    twitter: str | None = None
    """Twitter (X) user id."""
    google: str | None = None
    """Google account id."""
    microsoft: str | None = None
    """Microsoft account id."""
    yahoo: str | None = None
    """Yahoo account id."""
    email: str | None = None
    """Email address."""
    alias: str | None = None
    """Second name for the same user."""
    facebook_custom_audience_id: str | None = None
    """Facebook id of the user within an application, as used for custom audiences."""
    other_id_2: str | None = None
    """Second identity of the sender's own choosing."""
    other_id_3: str | None = None
    """Third identity of the sender's own choosing."""
    other_id_4: str | None = None
    """Fourth identity of the sender's own choosing."""
    other_id_5: str | None = None
    """Fifth identity of the sender's own choosing."""
    other_id_6: str | None = None
    """Sixth identity of the sender's own choosing."""
    other_id_7: str | None = None
    """Seventh identity of the sender's own choosing."""
    other_id_8: str | None = None
    """Eighth identity of the sender's own choosing."""
    other_id_9: str | None = None
    """Ninth identity of the sender's own choosing."""
    other_id_10: str | None = None
    """Tenth identity of the sender's own choosing."""
    mobile_number: str | None = None
    """Mobile telephone number."""
    phone_number_2: str | None = None
    """Second telephone number."""
    phone_number_3: str | None = None
    """Third telephone number."""


class DeviceInformation(Partial):
    """The device that a batch belongs to: hardware, operating system, identifiers and settings. Send what is known; a
    field that is left out is unknown to the service.

    Fields:
        brand: text. Brand under which the device is sold.
        product: text. Overall product name as reported by the operating system.
        device: text. Name of the industrial design as reported by the operating system.
        android_uuid: text. Android ID of the device.
        device_manufacturer: text. Company that made the device.
        platform: text. Platform of the device. An open set, because the published lists disagree and new platforms
            appear (D-14). Such as iOS, Android, web, desktop, tvOS, roku, out_of_band, alexa, smart_tv, fire_tv,
            xbox.
        os_version: text. Version of the operating system.
        device_model: text. Model name of the device.
        screen_height: integer. Height of the screen in pixels.
        screen_width: integer. Width of the screen in pixels.
        screen_dpi: integer. Density of the screen in dots per inch.
        device_country: text. Country that the device is set to.
        locale_language: text. Language of the device's locale.
        locale_country: text. Country of the device's locale.
        network_country: text. Country of the mobile network.
        network_carrier: text. Name of the mobile network operator.
        network_code: text. Mobile network code of the operator.
        network_mobile_country_code: text. Mobile country code of the operator.
        timezone_offset: integer. Difference of the device's clock from UTC, in hours.
        build_identifier: text. Identifier of the operating system build.
        http_header_user_agent: text. User agent text that the device sends over HTTP.
        ios_advertising_id: UUID as text. Apple advertising identifier (IDFA), a UUID.
        push_token: text. Token under which the device receives push messages.
        cpu_architecture: text. Architecture of the processor.
        is_tablet: true or false. Whether the device is a tablet.
        push_notification_sound_enabled: true or false. Whether push messages may make a sound.
        push_notification_vibrate_enabled: true or false. Whether push messages may vibrate.
        radio_access_technology: text. Radio technology in use, such as LTE.
        supports_telephony: true or false. Whether the device can make telephone calls.
        has_nfc: true or false. Whether the device has near-field communication.
        bluetooth_enabled: true or false. Whether Bluetooth is switched on.
        bluetooth_version: text. Version of Bluetooth that the device supports.
        att_timestamp_unixtime_ms: milliseconds since 1970 or datetime. When att_authorization_status last changed, in
            milliseconds since the Unix epoch. 64 bits wide, unlike the vendor's table says (D-49).
        att_authorization_status: text. Answer to Apple's App Tracking Transparency prompt. Omitted, the status is
            unknown. One of authorized, denied, not_determined, restricted.
        ios_idfv: UUID as text. Apple identifier for the vendor of the application, a UUID.
        android_advertising_id: UUID as text. Google advertising identifier, a UUID.
        amp_id: text. Client identifier of Accelerated Mobile Pages.
        roku_advertising_id: UUID as text. Roku advertising identifier, a UUID.
        roku_publisher_id: UUID as text. Roku publisher identifier, a UUID.
        microsoft_advertising_id: UUID as text. Microsoft advertising identifier, a UUID.
        microsoft_publisher_id: UUID as text. Microsoft publisher identifier, a UUID.
        fire_advertising_id: UUID as text. Amazon Fire advertising identifier, a UUID.
        build_version_release: text. Release name of the operating system build.
        limit_ad_tracking: true or false. Whether the user asked for limited advertising tracking.
        is_dst: true or false. Whether daylight saving time is in force on the device.
    """

    Platform = names.DevicePlatform
    AttAuthorizationStatus = names.AttAuthorizationStatus
    brand: str | None = None
    """Brand under which the device is sold."""
    product: str | None = None
    """Overall product name as reported by the operating system."""
    device: str | None = None
    """Name of the industrial design as reported by the operating system."""
    android_uuid: str | None = None
    """Android ID of the device."""
    device_manufacturer: str | None = None
    """Company that made the device."""
    platform: str | None = None
    """Platform of the device. An open set, because the published lists disagree and new platforms appear (D-14)."""
    os_version: str | None = None
    """Version of the operating system."""
    device_model: str | None = None
    """Model name of the device."""
    screen_height: int | None = None
    """Height of the screen in pixels."""
    screen_width: int | None = None
    """Width of the screen in pixels."""
    screen_dpi: int | None = None
    """Density of the screen in dots per inch."""
    device_country: str | None = None
    """Country that the device is set to."""
    locale_language: str | None = None
    """Language of the device's locale."""
    locale_country: str | None = None
    """Country of the device's locale."""
    network_country: str | None = None
    """Country of the mobile network."""
    network_carrier: str | None = None
    """Name of the mobile network operator."""
    network_code: str | None = None
    """Mobile network code of the operator."""
    network_mobile_country_code: str | None = None
    """Mobile country code of the operator."""
    timezone_offset: int | None = None
    """Difference of the device's clock from UTC, in hours."""
    build_identifier: str | None = None
    """Identifier of the operating system build."""
    http_header_user_agent: str | None = None
    """User agent text that the device sends over HTTP."""
    ios_advertising_id: str | None = None
    """Apple advertising identifier (IDFA), a UUID."""
    push_token: str | None = None
    """Token under which the device receives push messages."""
    cpu_architecture: str | None = None
    """Architecture of the processor."""
    is_tablet: bool | None = None
    """Whether the device is a tablet."""
    push_notification_sound_enabled: bool | None = None
    """Whether push messages may make a sound."""
    push_notification_vibrate_enabled: bool | None = None
    """Whether push messages may vibrate."""
    radio_access_technology: str | None = None
    """Radio technology in use, such as LTE."""
    supports_telephony: bool | None = None
    """Whether the device can make telephone calls."""
    has_nfc: bool | None = None
    """Whether the device has near-field communication."""
    bluetooth_enabled: bool | None = None
    """Whether Bluetooth is switched on."""
    bluetooth_version: str | None = None
    """Version of Bluetooth that the device supports."""
    att_timestamp_unixtime_ms: int | None = None
    """When att_authorization_status last changed, in milliseconds since the Unix epoch. 64 bits wide, unlike the vendor's table says (D-49)."""
    att_authorization_status: str | None = None
    """Answer to Apple's App Tracking Transparency prompt. Omitted, the status is unknown."""
    ios_idfv: str | None = None
    """Apple identifier for the vendor of the application, a UUID."""
    android_advertising_id: str | None = None
    """Google advertising identifier, a UUID."""
    amp_id: str | None = None
    """Client identifier of Accelerated Mobile Pages."""
    roku_advertising_id: str | None = None
    """Roku advertising identifier, a UUID."""
    roku_publisher_id: str | None = None
    """Roku publisher identifier, a UUID."""
    microsoft_advertising_id: str | None = None
    """Microsoft advertising identifier, a UUID."""
    microsoft_publisher_id: str | None = None
    """Microsoft publisher identifier, a UUID."""
    fire_advertising_id: str | None = None
    """Amazon Fire advertising identifier, a UUID."""
    build_version_release: str | None = None
    """Release name of the operating system build."""
    limit_ad_tracking: bool | None = None
    """Whether the user asked for limited advertising tracking."""
    is_dst: bool | None = None
    """Whether daylight saving time is in force on the device."""


class ApplicationInformation(Partial):
    """The application in which the events of a batch happened.

    Fields:
        application_name: text. Name of the application.
        application_version: text. Version that the user sees.
        install_referrer: text. Referrer that the store reported at installation.
        package: text. Package name or bundle identifier.
        application_build_number: text. Build number behind the version.
        os: text. Platform that the application was built for. An open set whose casing differs from
            device_info.platform (D-40). Such as Unknown, IOS, Android, WindowsPhone, MobileWeb, UnityIOS,
            UnityAndroid, Desktop, TVOS, Roku, OutOfBand, Alexa, SmartTV, FireTV, Xbox.
        sideloaded_kits_count: integer. Number of integrations that were built into the application. In no published
            schema (D-48).
        apple_search_ads_attributes: mapping from text to mapping from text to text or integer or number or true or
            false. Attribution data of Apple Search Ads as the system delivers it, keyed by version (for example
            `Version3.1`) and then by attribute name.
    """

    Os = names.ApplicationOs
    application_name: str | None = None
    """Name of the application."""
    application_version: str | None = None
    """Version that the user sees."""
    install_referrer: str | None = None
    """Referrer that the store reported at installation."""
    package: str | None = None
    """Package name or bundle identifier."""
    application_build_number: str | None = None
    """Build number behind the version."""
    os: str | None = None
    """Platform that the application was built for. An open set whose casing differs from device_info.platform (D-40)."""
    sideloaded_kits_count: int | None = None
    """Number of integrations that were built into the application. In no published schema (D-48)."""
    apple_search_ads_attributes: dict[str, dict[str, str | int | float | bool | None]] | None = None
    """Attribution data of Apple Search Ads as the system delivers it, keyed by version (for example `Version3.1`) and then by attribute name."""


class DataPlanContext(Partial):
    """Reference to a data plan of the workspace.

    Fields:
        plan_id: text, required. Identifier of the data plan.
        plan_version: integer. Version of the data plan. Omitted, the newest version is used.
        block_metadata: mapping. What the data plan kept from being forwarded. Written by the service into batches
            that it stored; it has no meaning when they are sent again (D-53).
    """

    plan_id: str | None = None
    """Identifier of the data plan."""
    plan_version: int | None = None
    """Version of the data plan. Omitted, the newest version is used."""
    block_metadata: dict[str, Any] | None = None
    """What the data plan kept from being forwarded. Written by the service into batches that it stored; it has no meaning when they are sent again (D-53)."""


class GeoLocation(Partial):
    """A place on Earth. The vendor's prose makes the coordinates optional, its schemas require them (section 7), so they
    are recommended here.

    Fields:
        latitude: number. Latitude in decimal degrees, north positive.
        longitude: number. Longitude in decimal degrees, east positive.
        accuracy: number. Radius of uncertainty in metres.
        dma_code: integer. Designated market area code (United States). Omitted when unknown (D-9).
        country_code: text. Country as an ISO 3166-1 alpha-2 code, two letters (D-9).
        region_code: text. Region as the subdivision part of an ISO 3166-2 code (D-9).
        postal_code: text. Postal code (D-9).
        location_source: text. How the place was found. An open set (D-9). Such as unknown, ip_lookup, lat_long.
        city_name: text. Name of the city (D-9).
    """

    LocationSource = names.LocationSource
    latitude: float | None = None
    """Latitude in decimal degrees, north positive."""
    longitude: float | None = None
    """Longitude in decimal degrees, east positive."""
    accuracy: float | None = None
    """Radius of uncertainty in metres."""
    dma_code: int | None = None
    """Designated market area code (United States). Omitted when unknown (D-9)."""
    country_code: str | None = None
    """Country as an ISO 3166-1 alpha-2 code, two letters (D-9)."""
    region_code: str | None = None
    """Region as the subdivision part of an ISO 3166-2 code (D-9)."""
    postal_code: str | None = None
    """Postal code (D-9)."""
    location_source: str | None = None
    """How the place was found. An open set (D-9)."""
    city_name: str | None = None
    """Name of the city (D-9)."""


class DeviceCurrentState(Partial):
    """State of the device at the moment of an event. A field that is left out is unknown.

    Fields:
        time_since_start_ms: integer. Time since the start, in milliseconds. A duration, not a date.
        battery_level: number. Charge of the battery as a fraction between 0 and 1. The vendor's sample uses -1 for
            unknown.
        data_connection_type: text. Kind of network connection. An open set. Such as offline, wifi, mobile.
        data_connection_type_detail: text. Finer kind of network connection, such as LTE.
        gps_state: true or false. Whether satellite positioning is switched on. A boolean, although one vendor table
            lists texts (D-16).
        total_system_memory_usage_bytes: integer. Memory in use on the whole device, in bytes.
        disk_space_free_bytes: integer. Free internal storage, in bytes.
        cpu: text. What the device reports about its processor. Text, not a number.
        system_memory_available_bytes: number. Memory that the system has left, in bytes.
        system_memory_low: true or false. Whether the system reports that memory runs low.
        system_memory_threshold_bytes: number. Amount of free memory below which the system calls it low, in bytes.
        application_memory_available_bytes: number. Memory that the application has left, in bytes.
        application_memory_max_bytes: number. Most memory that the application may use, in bytes.
        application_memory_total_bytes: number. Memory that the application holds, in bytes.
        device_orientation: text or integer. How the device is held. An open set with mixed casing (D-15). Stored
            batches have a number here. Such as portrait, portrait_upside_down, landscape, LandscapeLeft,
            LandscapeRight, FaceUp, FaceDown, Square.
        status_bar_orientation: text or integer. How the status bar is turned. An open set with mixed casing (D-15).
            Stored batches have a number here. Such as portrait, portrait_upside_down, landscape, LandscapeLeft,
            LandscapeRight, FaceUp, FaceDown, Square.
        external_disk_space_free_bytes: integer. Free external storage, in bytes.
    """

    DataConnectionType = names.DataConnectionType
    DeviceOrientation = names.DeviceOrientation
    StatusBarOrientation = names.DeviceOrientation
    time_since_start_ms: int | None = None
    """Time since the start, in milliseconds. A duration, not a date."""
    battery_level: float | None = None
    """Charge of the battery as a fraction between 0 and 1. The vendor's sample uses -1 for unknown."""
    data_connection_type: str | None = None
    """Kind of network connection. An open set."""
    data_connection_type_detail: str | None = None
    """Finer kind of network connection, such as LTE."""
    gps_state: bool | None = None
    """Whether satellite positioning is switched on. A boolean, although one vendor table lists texts (D-16)."""
    total_system_memory_usage_bytes: int | None = None
    """Memory in use on the whole device, in bytes."""
    disk_space_free_bytes: int | None = None
    """Free internal storage, in bytes."""
    cpu: str | None = None
    """What the device reports about its processor. Text, not a number."""
    system_memory_available_bytes: float | None = None
    """Memory that the system has left, in bytes."""
    system_memory_low: bool | None = None
    """Whether the system reports that memory runs low."""
    system_memory_threshold_bytes: float | None = None
    """Amount of free memory below which the system calls it low, in bytes."""
    application_memory_available_bytes: float | None = None
    """Memory that the application has left, in bytes."""
    application_memory_max_bytes: float | None = None
    """Most memory that the application may use, in bytes."""
    application_memory_total_bytes: float | None = None
    """Memory that the application holds, in bytes."""
    device_orientation: str | int | None = None
    """How the device is held. An open set with mixed casing (D-15). Stored batches have a number here."""
    status_bar_orientation: str | int | None = None
    """How the status bar is turned. An open set with mixed casing (D-15). Stored batches have a number here."""
    external_disk_space_free_bytes: int | None = None
    """Free external storage, in bytes."""


class ConsentPurpose(Partial):
    """One record of consent: what the user was asked, and the answer.

    Fields:
        document: text. Name or version of the document that the user was shown.
        consented: true or false, required. Whether the user agreed. Under ccpa, true means that the user opted out.
        timestamp_unixtime_ms: milliseconds since 1970 or datetime, required. When the user answered, in milliseconds
            since the Unix epoch. Milliseconds, although some official examples show seconds (D-42).
        location: text. Where the user was asked, in free text such as a page or a screen. Not a geographic location.
        hardware_id: text. Identifier of the device on which the user answered.
        regulation: text. Name of the law. It repeats the key above this record and can be left out.
    """

    document: str | None = None
    """Name or version of the document that the user was shown."""
    consented: bool | None = None
    """Whether the user agreed. Under ccpa, true means that the user opted out."""
    timestamp_unixtime_ms: int | None = None
    """When the user answered, in milliseconds since the Unix epoch. Milliseconds, although some official examples show seconds (D-42)."""
    location: str | None = None
    """Where the user was asked, in free text such as a page or a screen. Not a geographic location."""
    hardware_id: str | None = None
    """Identifier of the device on which the user answered."""
    regulation: str | None = None
    """Name of the law. It repeats the key above this record and can be left out."""


class AttributionInfo(Partial):
    """Which campaign brought the user. All three keys must be there, though each may be null.

    Fields:
        service_provider: text, required. Attribution service that found the campaign.
        publisher: text, required. Publisher that showed the advertisement.
        campaign: text, required. Name of the campaign.
    """

    service_provider: str | None = None
    """Attribution service that found the campaign."""
    publisher: str | None = None
    """Publisher that showed the advertisement."""
    campaign: str | None = None
    """Name of the campaign."""


class SourceInformation(Partial):
    """Where a batch came from. Filled in by the service, so a sender leaves it out.

    Fields:
        channel: text. Channel through which the batch arrived. One of native, javascript, pixel, desktop, partner,
            server_to_server, unknown.
        partner: text. Partner that sent the batch, if any.
        replay_request_id: text. Identifier of the request for a replay.
        replay_job_id: text. Identifier of the job that replayed the batch.
        is_historical: true or false. Whether the batch arrived through the historical endpoint.
    """

    Channel = names.SourceChannel
    channel: str | None = None
    """Channel through which the batch arrived."""
    partner: str | None = None
    """Partner that sent the batch, if any."""
    replay_request_id: str | None = None
    """Identifier of the request for a replay."""
    replay_job_id: str | None = None
    """Identifier of the job that replayed the batch."""
    is_historical: bool | None = None
    """Whether the batch arrived through the historical endpoint."""


class EventSystemNotificationInfo(Partial):
    """Notification by the system that caused an event. Filled in by the service.

    Fields:
        type: text. Kind of notification. One of gdpr_change.
    """

    Type = names.SystemNotificationType
    type: str | None = None
    """Kind of notification."""


class MediaInfo(Partial):
    """Media playback as older SDKs describe it. In no published schema (D-21).

    Fields:
        action: text. What the player did. One of play, stop, update_playback_position, skip, rate.
        channel: text. Channel that the media was played on.
        metadata: text. Description of the media.
        timed_metadata: text. Description of the media at the current position.
        playback_position: number. Position within the media. The unit is documented nowhere.
        format: text. Whether it is sound or film. One of audio, video.
        quality: text. Quality of the picture or sound. One of low, sd, medium, hd, ultra_hd.
        playback_rate: number. Speed of playback, 1 for normal.
    """

    Action = names.MediaAction
    Format = names.MediaFormat
    Quality = names.MediaQuality
    action: str | None = None
    """What the player did."""
    channel: str | None = None
    """Channel that the media was played on."""
    metadata: str | None = None
    """Description of the media."""
    timed_metadata: str | None = None
    """Description of the media at the current position."""
    playback_position: float | None = None
    """Position within the media. The unit is documented nowhere."""
    format: str | None = None
    """Whether it is sound or film."""
    quality: str | None = None
    """Quality of the picture or sound."""
    playback_rate: float | None = None
    """Speed of playback, 1 for normal."""


class Product(Partial):
    """A product. Nothing is required, and keys that are not listed are passed on (D-26).

    Fields:
        id: text. Identifier of the product, such as a stock number.
        name: text. Name of the product.
        brand: text. Brand of the product.
        category: text. Category of the product.
        variant: text. Variant of the product, such as its colour.
        position: integer. Position of the product in its list.
        price: number. Price of one piece, in the currency of the event.
        quantity: number. Number of pieces. Fractions are allowed (D-49).
        coupon_code: text. Coupon used for this product.
        added_to_cart_time_ms: milliseconds since 1970 or datetime. When the product was put into the cart, in
            milliseconds since the Unix epoch.
        total_product_amount: number. Price of all pieces together, in the currency of the event.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the product,
            keyed by attribute name. Names of at most 256 characters.
    """

    id: str | None = None
    """Identifier of the product, such as a stock number."""
    name: str | None = None
    """Name of the product."""
    brand: str | None = None
    """Brand of the product."""
    category: str | None = None
    """Category of the product."""
    variant: str | None = None
    """Variant of the product, such as its colour."""
    position: int | None = None
    """Position of the product in its list."""
    price: float | None = None
    """Price of one piece, in the currency of the event."""
    quantity: float | None = None
    """Number of pieces. Fractions are allowed (D-49)."""
    coupon_code: str | None = None
    """Coupon used for this product."""
    added_to_cart_time_ms: int | None = None
    """When the product was put into the cart, in milliseconds since the Unix epoch."""
    total_product_amount: float | None = None
    """Price of all pieces together, in the currency of the event."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the product, keyed by attribute name."""


class Promotion(Partial):
    """A promotion inside the shop, such as a banner. Nothing is required (D-26).

    Fields:
        id: text. Identifier of the promotion. Leave it out rather than send null.
        name: text. Name of the promotion. Leave it out rather than send null.
        creative: text. Name of the image or text used.
        position: text. Place where the promotion was shown. Text, unlike the position of a product.
    """

    id: str | None = None
    """Identifier of the promotion. Leave it out rather than send null."""
    name: str | None = None
    """Name of the promotion. Leave it out rather than send null."""
    creative: str | None = None
    """Name of the image or text used."""
    position: str | None = None
    """Place where the promotion was shown. Text, unlike the position of a product."""


class ProductImpression(Partial):
    """A list of products that was shown to the user.

    Fields:
        product_impression_list: text. Name of the list.
        products: list of Product. Products in the list.
    """

    product_impression_list: str | None = None
    """Name of the list."""
    products: list[Product] | None = None
    """Products in the list."""


class ShoppingCart(Partial):
    """The shopping cart of the user.

    Fields:
        products: list of Product. Products in the cart.
    """

    products: list[Product] | None = None
    """Products in the cart."""


class ScreenViewEventData(Event):
    """Data of a screen view.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        screen_name: text, required. Name of the screen. At most 256 characters, a default that the vendor can change
            per customer. At most 256 characters.
        activity_type: text. Step in the life of an Android activity, such as activity_started or activity_stopped.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "screen_view"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    screen_name: str | None = None
    """Name of the screen. At most 256 characters, a default that the vendor can change per customer."""
    activity_type: str | None = None
    """Step in the life of an Android activity, such as activity_started or activity_stopped."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class SessionStartEventData(Event):
    """Data of a session start. It adds nothing to the common fields; session_id is optional here as on every event
    (D-18).

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "session_start"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class SessionEndEventData(Event):
    """Data of a session end.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        session_duration_ms: integer. Length of the session, in milliseconds. A duration, not a date.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "session_end"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    session_duration_ms: int | None = None
    """Length of the session, in milliseconds. A duration, not a date."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class ApplicationStateTransitionEventData(Event):
    """Data of an application state transition.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        successfully_closed: true or false. Whether the previous run ended without a crash.
        is_first_run: true or false. Whether this is the first start after installation. Meaningful with
            application_initialized only.
        is_upgrade: true or false. Whether this is the first start after an upgrade. Meaningful with
            application_initialized only.
        push_notification_payload: text. Push message that started the application, as JSON text.
        application_transition_type: text, required. What the application did. One of application_initialized,
            application_exit, application_background, application_foreground.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
        launch_referral: text. What started the application, such as a link.
    """

    event_type = "application_state_transition"
    ApplicationTransitionType = names.ApplicationTransitionType
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    successfully_closed: bool | None = None
    """Whether the previous run ended without a crash."""
    is_first_run: bool | None = None
    """Whether this is the first start after installation. Meaningful with application_initialized only."""
    is_upgrade: bool | None = None
    """Whether this is the first start after an upgrade. Meaningful with application_initialized only."""
    push_notification_payload: str | None = None
    """Push message that started the application, as JSON text."""
    application_transition_type: str | None = None
    """What the application did."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""
    launch_referral: str | None = None
    """What started the application, such as a link."""


class PushRegistrationEventData(Event):
    """Data of a push registration.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        register: true or false, required. True when the device registered, false when it unregistered.
        registration_token: text, required. Token under which the device receives push messages.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "push_registration"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    register: bool | None = None
    """True when the device registered, false when it unregistered."""
    registration_token: str | None = None
    """Token under which the device receives push messages."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class PushMessageEventData(Event):
    """Data of a push message event.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        push_message_token: text. Token of the device that the message was for.
        push_message_type: text, required. What happened to the message. One of sent, received, action.
        message: text. Text of the message.
        network: text. Network that delivered the message. An open set. Such as apn, gcm.
        push_notification_payload: text. The message as delivered, as JSON text.
        application_state: text. Where the application was when the message arrived. One of not_running, background,
            foreground.
        action_identifier: text. Identifier of the action that the user chose. At most 100 characters, a default that
            the vendor can change per customer. At most 100 characters.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
        push_message_behavior: integer or text. What the message led to. Documented as an integer bit mask, but a name
            in all published schemas, so both are accepted (D-7).
    """

    event_type = "push_message"
    PushMessageType = names.PushMessageType
    Network = names.PushNetwork
    ApplicationState = names.ApplicationState
    PushMessageBehavior = names.PushMessageBehavior
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    push_message_token: str | None = None
    """Token of the device that the message was for."""
    push_message_type: str | None = None
    """What happened to the message."""
    message: str | None = None
    """Text of the message."""
    network: str | None = None
    """Network that delivered the message. An open set."""
    push_notification_payload: str | None = None
    """The message as delivered, as JSON text."""
    application_state: str | None = None
    """Where the application was when the message arrived."""
    action_identifier: str | None = None
    """Identifier of the action that the user chose. At most 100 characters, a default that the vendor can change per customer."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""
    push_message_behavior: int | str | None = None
    """What the message led to. Documented as an integer bit mask, but a name in all published schemas, so both are accepted (D-7)."""


class OptOutEventData(Event):
    """Data of an opt-out.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        is_opted_out: true or false. True when the user opted out, false when the user opted back in. Omitted, the
            service takes false.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "opt_out"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    is_opted_out: bool | None = None
    """True when the user opted out, false when the user opted back in. Omitted, the service takes false."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class NetworkPerformanceEventData(Event):
    """Data of a network request measurement.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        http_verb: text. HTTP method of the request.
        url: text. Address of the request.
        time_elapsed: integer. Duration of the request, in milliseconds.
        bytes_in: integer. Size of the response, in bytes.
        bytes_out: integer. Size of the request, in bytes.
        response_code: integer. HTTP status of the response. An integer, although one vendor table says text (D-22).
        data: text. Content of the exchange, Base64 encoded. On the wire it is nested in the envelope key of the same
            name.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "network_performance"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    http_verb: str | None = None
    """HTTP method of the request."""
    url: str | None = None
    """Address of the request."""
    time_elapsed: int | None = None
    """Duration of the request, in milliseconds."""
    bytes_in: int | None = None
    """Size of the response, in bytes."""
    bytes_out: int | None = None
    """Size of the request, in bytes."""
    response_code: int | None = None
    """HTTP status of the response. An integer, although one vendor table says text (D-22)."""
    data: str | None = None
    """Content of the exchange, Base64 encoded. On the wire it is nested in the envelope key of the same name."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class CrashReportEventData(Event):
    """Data of a crash report.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        breadcrumbs: list of BreadcrumbEvent. What happened before the error, each a complete breadcrumb event (D-19).
        class_name: text. Class of the exception.
        severity: text. How serious the error is.
        message: text. Message of the error.
        stack_trace: text. Stack trace of the error.
        exception_handled: true or false. Whether the application caught the exception.
        topmost_context: text. Name of the screen on top when the error happened.
        pl_crash_report_file_base64: text. Report file of PLCrashReporter, Base64 encoded.
        ios_image_base_address: integer. Address at which the binary was loaded (iOS), an unsigned 64-bit integer
            (D-49).
        ios_image_size: integer. Size of the binary in bytes (iOS), an unsigned 64-bit integer (D-49).
        session_number: integer. Number of the session, as counted by the client SDK.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "crash_report"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    breadcrumbs: list[Any] | None = None
    """What happened before the error, each a complete breadcrumb event (D-19)."""
    class_name: str | None = None
    """Class of the exception."""
    severity: str | None = None
    """How serious the error is."""
    message: str | None = None
    """Message of the error."""
    stack_trace: str | None = None
    """Stack trace of the error."""
    exception_handled: bool | None = None
    """Whether the application caught the exception."""
    topmost_context: str | None = None
    """Name of the screen on top when the error happened."""
    pl_crash_report_file_base64: str | None = None
    """Report file of PLCrashReporter, Base64 encoded."""
    ios_image_base_address: int | None = None
    """Address at which the binary was loaded (iOS), an unsigned 64-bit integer (D-49)."""
    ios_image_size: int | None = None
    """Size of the binary in bytes (iOS), an unsigned 64-bit integer (D-49)."""
    session_number: int | None = None
    """Number of the session, as counted by the client SDK."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class BreadcrumbEventData(Event):
    """Data of a breadcrumb.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        session_number: integer. Number of the session, as counted by the client SDK.
        label: text, required. Text of the mark.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "breadcrumb"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    session_number: int | None = None
    """Number of the session, as counted by the client SDK."""
    label: str | None = None
    """Text of the mark."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class UninstallEventData(Event):
    """Data of an uninstall. It adds nothing to the common fields.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "uninstall"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class FirstRunEventData(Event):
    """Data of a first run. It adds nothing to the common fields.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "first_run"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class ProfileEventData(Event):
    """Data of a profile event.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        profile_name: text. Legacy name of the profile. Sent by older SDKs and in no published schema (D-23).
        previous_profile_name: text. Legacy name of the profile before the event. Sent by older SDKs and in no
            published schema (D-23).
        profile_event_type: text, required. What happened to the profile. One of signup, login, logout, update,
            delete.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
        previous_mpid: integer, required. mParticle identifier of the user before the event, null when there was none.
            A signed 64-bit integer (D-23).
        current_mpid: integer, required. mParticle identifier of the user after the event, null when there is none. A
            signed 64-bit integer (D-23).
    """

    event_type = "profile"
    ProfileEventType = names.ProfileEventType
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    profile_name: str | None = None
    """Legacy name of the profile. Sent by older SDKs and in no published schema (D-23)."""
    previous_profile_name: str | None = None
    """Legacy name of the profile before the event. Sent by older SDKs and in no published schema (D-23)."""
    profile_event_type: str | None = None
    """What happened to the profile."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""
    previous_mpid: int | None = None
    """mParticle identifier of the user before the event, null when there was none. A signed 64-bit integer (D-23)."""
    current_mpid: int | None = None
    """mParticle identifier of the user after the event, null when there is none. A signed 64-bit integer (D-23)."""


class UserAttributeChangeEventData(Event):
    """Data of a user attribute change.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        user_attribute_name: text, required. Name of the attribute.
        new: text or integer or number or true or false or list of text or integer or number or true or false. Value
            after the change. Null for a tag or a removed attribute (D-24).
        old: text or integer or number or true or false or list of text or integer or number or true or false. Value
            before the change. Null when the attribute is new (D-24).
        deleted: true or false. Whether the attribute was removed.
        is_new_attribute: true or false. Whether the user did not have the attribute before.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "user_attribute_change"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    user_attribute_name: str | None = None
    """Name of the attribute."""
    new: Any = None
    """Value after the change. Null for a tag or a removed attribute (D-24)."""
    old: Any = None
    """Value before the change. Null when the attribute is new (D-24)."""
    deleted: bool | None = None
    """Whether the attribute was removed."""
    is_new_attribute: bool | None = None
    """Whether the user did not have the attribute before."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class UserIdentity(Partial):
    """One identity of a user in a user identity change.

    Fields:
        identity_type: text, required. Kind of identity. One of other, customer_id, facebook, twitter, google,
            microsoft, yahoo, email, alias, facebook_custom_audience_id, other_id_2, other_id_3, other_id_4,
            other_id_5, other_id_6, other_id_7, other_id_8, other_id_9, other_id_10, mobile_number, phone_number_2,
            phone_number_3.
        identity: text, required. The identity itself.
        timestamp_unixtime_ms: milliseconds since 1970 or datetime, required. When the identity was set, in
            milliseconds since the Unix epoch.
        created_this_batch: true or false. Whether the identity is new in this batch.
    """

    IdentityType = names.IdentityType
    identity_type: str | None = None
    """Kind of identity."""
    identity: str | None = None
    """The identity itself."""
    timestamp_unixtime_ms: int | None = None
    """When the identity was set, in milliseconds since the Unix epoch."""
    created_this_batch: bool | None = None
    """Whether the identity is new in this batch."""


class ApiError(Partial):
    """One thing that was wrong with a request.

    Fields:
        code: text. Short code such as `BAD_REQUEST`, the only one that the vendor publishes.
        message: text. Explanation for a person.
    """

    code: str | None = None
    """Short code such as `BAD_REQUEST`, the only one that the vendor publishes."""
    message: str | None = None
    """Explanation for a person."""


class BatchContext(Partial):
    """What holds for every event of a batch.

    Fields:
        data_plan: DataPlanContext. Data plan that the batch is checked against. Omitted, no plan applies.
        batching: mapping. How the sender put events together. Written by the vendor's Go SDK, in no published schema
            (D-48).
        location: GeoLocation. Location that holds for the whole batch. Documented, but missing from the older
            published documents (D-9).
    """

    data_plan: DataPlanContext | None = None
    """Data plan that the batch is checked against. Omitted, no plan applies."""
    batching: dict[str, Any] | None = None
    """How the sender put events together. Written by the vendor's Go SDK, in no published schema (D-48)."""
    location: GeoLocation | None = None
    """Location that holds for the whole batch. Documented, but missing from the older published documents (D-9)."""


class ConsentState(Partial):
    """Consent of the user under two privacy laws (D-2).

    Fields:
        gdpr: mapping from text to ConsentPurpose. Consent under the GDPR, keyed by the purpose names that are defined
            in the workspace. Omitted, nothing changes.
        ccpa: mapping from text to ConsentPurpose. Consent under the CCPA. The only key is data_sale_opt_out, and
            consented is true when the user opted out of the sale of their data.
    """

    gdpr: dict[str, ConsentPurpose] | None = None
    """Consent under the GDPR, keyed by the purpose names that are defined in the workspace. Omitted, nothing changes."""
    ccpa: dict[str, ConsentPurpose] | None = None
    """Consent under the CCPA. The only key is data_sale_opt_out, and consented is true when the user opted out of the sale of their data."""


class CommonEventData(Partial):
    """Fields that the data of every event can carry.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class CustomEventData(Event):
    """Data of a custom event.

    Fields:
        event_name: text, required. Name of the event. The service cuts it off after 256 characters, a default that
            the vendor can change per customer. At most 256 characters.
        custom_event_type: text, required. Category of the event. One of navigation, location, search, transaction,
            user_content, user_preference, social, other, media, attribution.
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        media_info: MediaInfo. Legacy description of media playback, known only to older SDKs and in no published
            document. Use custom_event_type media with custom_attributes instead (D-21).
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
    """

    event_type = "custom_event"
    CustomEventType = names.CustomEventType
    event_name: str | None = None
    """Name of the event. The service cuts it off after 256 characters, a default that the vendor can change per customer."""
    custom_event_type: str | None = None
    """Category of the event."""
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    media_info: MediaInfo | None = None
    """Legacy description of media playback, known only to older SDKs and in no published document. Use custom_event_type media with custom_attributes instead (D-21)."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""


class ProductAction(Partial):
    """An action on products. Only the action is required (D-26).

    Fields:
        action: text, required. What was done. One of add_to_cart, remove_from_cart, checkout, checkout_option, click,
            view_detail, purchase, refund, add_to_wishlist, remove_from_wish_list.
        checkout_step: integer. Step of the checkout that was reached, counted by the sender.
        checkout_options: text. Options chosen in this step of the checkout.
        product_action_list: text. Name of the product list in which it happened.
        product_list_source: text. Where that product list came from.
        transaction_id: text. Identifier of the purchase or refund. Leave it out rather than send null.
        affiliation: text. Shop or partner through which the transaction was made.
        total_amount: number. Total of the transaction, in the currency of the event.
        tax_amount: number. Tax on the transaction, in the currency of the event.
        shipping_amount: number. Cost of shipping, in the currency of the event.
        coupon_code: text. Coupon used for the transaction.
        products: list of Product. Products that the action was about.
    """

    Action = names.ProductActionType
    action: str | None = None
    """What was done."""
    checkout_step: int | None = None
    """Step of the checkout that was reached, counted by the sender."""
    checkout_options: str | None = None
    """Options chosen in this step of the checkout."""
    product_action_list: str | None = None
    """Name of the product list in which it happened."""
    product_list_source: str | None = None
    """Where that product list came from."""
    transaction_id: str | None = None
    """Identifier of the purchase or refund. Leave it out rather than send null."""
    affiliation: str | None = None
    """Shop or partner through which the transaction was made."""
    total_amount: float | None = None
    """Total of the transaction, in the currency of the event."""
    tax_amount: float | None = None
    """Tax on the transaction, in the currency of the event."""
    shipping_amount: float | None = None
    """Cost of shipping, in the currency of the event."""
    coupon_code: str | None = None
    """Coupon used for the transaction."""
    products: list[Product] | None = None
    """Products that the action was about."""


class PromotionAction(Partial):
    """An action on promotions.

    Fields:
        action: text, required. What was done. One of view, click.
        promotions: list of Promotion. Promotions that the action was about.
    """

    Action = names.PromotionActionType
    action: str | None = None
    """What was done."""
    promotions: list[Promotion] | None = None
    """Promotions that the action was about."""


class UserIdentityChangeEventData(Event):
    """Data of a user identity change. Both keys must be there, though each may be null.

    Fields:
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
        new: UserIdentity, required. Identity after the change. Null when it was removed.
        old: UserIdentity, required. Identity before the change. Null when it is new (D-25).
    """

    event_type = "user_identity_change"
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""
    new: UserIdentity | None = None
    """Identity after the change. Null when it was removed."""
    old: UserIdentity | None = None
    """Identity before the change. Null when it is new (D-25)."""


class ApiErrorResponse(Partial):
    """Body of an error response. It can be missing, empty, or something other than JSON.

    Fields:
        errors: list of ApiError. What was wrong with the request.
    """

    errors: list[ApiError] | None = None
    """What was wrong with the request."""


class Batch(Partial):
    """One delivery for one user: identities, attributes, device and consent, plus any number of events. A batch without
    events is legal on the two live endpoints (it then only updates the user).

    Fields:
        events: list of events. Events of this user, in any order. Omitted, only the user, device and consent data are
            updated. The historical endpoint ignores a batch without events.
        source_request_id: text. Text chosen by the sender that identifies this batch. The service remembers it per
            API key for 30 to 60 days and does not forward a second batch with the same text, so keep it unchanged
            across retries. Omitted, the batch is not protected against being counted twice.
        environment: text, required. Whether this is real or test data. Always send it (D-12). One of production,
            development.
        ip: IP address as text. IPv4 or IPv6 address of the user's device, used for geolocation. Input only, and
            omitted rather than null when unknown (D-28).
        schema_version: integer. Version of the batch format, currently 2. Accepted although no published schema lists
            it, and not needed (D-11).
        device_info: DeviceInformation. The device on which the events happened. Omitted, nothing is said about the
            device.
        application_info: ApplicationInformation. The application in which the events happened.
        user_attributes: mapping from text to text or integer or number or true or false or list of text or integer or
            number or true or false. User attributes to set, keyed by attribute name. A null value sets a tag, that is
            an attribute without a value (D-8). At most 100 entries with names of at most 256 characters, defaults
            that the vendor can change per customer. At most 100 entries. Names of at most 256 characters.
        deleted_user_attributes: list of text. Names of user attributes to remove from the profile. Omitted, nothing
            is removed.
        user_identities: UserIdentities. Identities of the user known to the sender. Omitted, no identity is added.
        api_key: text. Key of the input, used where batches come to the vendor by a queue. Over HTTP the credentials
            count, and this has no meaning (D-53).
        mpid: integer. Identifier that mParticle gave this user, a signed 64-bit integer beyond what a double can hold
            (D-27). Omitted, the service finds the user by user_identities and device identifiers.
        mp_deviceid: UUID as text. Device application stamp, a UUID that mParticle's client SDKs give an installation.
        consent_state: ConsentState. Consent given or refused by the user (D-2). Omitted, consent is unchanged.
        context: BatchContext. Data plan and location that hold for the whole batch (D-1).
        integration_attributes: mapping from text to mapping from text to text or integer or number or true or false.
            Values meant for single integrations, keyed by the module id as text and then by attribute name.
        partner_identities: mapping from text to text. Identities assigned by partners, keyed by
            `PartnerName_IdentityName`. A name that is not registered for the account can fail the request (D-10).
        partner_identity: text. Legacy name of the partner that sends the batch. Undocumented by the vendor; prefer
            partner_identities (D-10).
        attribution_info: AttributionInfo. Install attribution for the whole batch. Server-side senders are advised to
            send a custom event of type attribution instead (D-20).
        source_info: SourceInformation. Where the batch came from. Filled in by the service.
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the service received the batch, in
            milliseconds since the Unix epoch. Filled in by the service.
        batch_id: integer. Identifier that the service gave the batch. Remove it before replaying a stored batch, or
            the replay is taken for a duplicate.
        api_keys: list of text. As api_key, for several inputs. Over HTTP it has no meaning (D-53).
        sdk_version: text. Version of the client SDK that made the batch (D-53).
        job_id: text. Job of the vendor's that the batch belongs to (D-53).
        modified: true or false. Bookkeeping mark of the vendor's web SDK. It has no meaning for a server-side sender.
    """

    Environment = names.Environment
    events: list[Any] | None = None
    """Events of this user, in any order. Omitted, only the user, device and consent data are updated. The historical endpoint ignores a batch without events."""
    source_request_id: str | None = None
    """Text chosen by the sender that identifies this batch. The service remembers it per API key for 30 to 60 days and does not forward a second batch with the same text, so keep it unchanged across retries. Omitted, the batch is not protected against being counted twice."""
    environment: str | None = None
    """Whether this is real or test data. Always send it (D-12)."""
    ip: str | None = None
    """IPv4 or IPv6 address of the user's device, used for geolocation. Input only, and omitted rather than null when unknown (D-28)."""
    schema_version: int | None = None
    """Version of the batch format, currently 2. Accepted although no published schema lists it, and not needed (D-11)."""
    device_info: DeviceInformation | None = None
    """The device on which the events happened. Omitted, nothing is said about the device."""
    application_info: ApplicationInformation | None = None
    """The application in which the events happened."""
    user_attributes: dict[str, Any] | None = None
    """User attributes to set, keyed by attribute name. A null value sets a tag, that is an attribute without a value (D-8). At most 100 entries with names of at most 256 characters, defaults that the vendor can change per customer."""
    deleted_user_attributes: list[str] | None = None
    """Names of user attributes to remove from the profile. Omitted, nothing is removed."""
    user_identities: UserIdentities | None = None
    """Identities of the user known to the sender. Omitted, no identity is added."""
    api_key: str | None = None
    """Key of the input, used where batches come to the vendor by a queue. Over HTTP the credentials count, and this has no meaning (D-53)."""
    mpid: int | None = None
    """Identifier that mParticle gave this user, a signed 64-bit integer beyond what a double can hold (D-27). Omitted, the service finds the user by user_identities and device identifiers."""
    mp_deviceid: str | None = None
    """Device application stamp, a UUID that mParticle's client SDKs give an installation."""
    consent_state: ConsentState | None = None
    """Consent given or refused by the user (D-2). Omitted, consent is unchanged."""
    context: BatchContext | None = None
    """Data plan and location that hold for the whole batch (D-1)."""
    integration_attributes: dict[str, dict[str, str | int | float | bool | None]] | None = None
    """Values meant for single integrations, keyed by the module id as text and then by attribute name."""
    partner_identities: dict[str, str] | None = None
    """Identities assigned by partners, keyed by `PartnerName_IdentityName`. A name that is not registered for the account can fail the request (D-10)."""
    partner_identity: str | None = None
    """Legacy name of the partner that sends the batch. Undocumented by the vendor; prefer partner_identities (D-10)."""
    attribution_info: AttributionInfo | None = None
    """Install attribution for the whole batch. Server-side senders are advised to send a custom event of type attribution instead (D-20)."""
    source_info: SourceInformation | None = None
    """Where the batch came from. Filled in by the service."""
    timestamp_unixtime_ms: int | None = None
    """When the service received the batch, in milliseconds since the Unix epoch. Filled in by the service."""
    batch_id: int | None = None
    """Identifier that the service gave the batch. Remove it before replaying a stored batch, or the replay is taken for a duplicate."""
    api_keys: list[str] | None = None
    """As api_key, for several inputs. Over HTTP it has no meaning (D-53)."""
    sdk_version: str | None = None
    """Version of the client SDK that made the batch (D-53)."""
    job_id: str | None = None
    """Job of the vendor's that the batch belongs to (D-53)."""
    modified: bool | None = None
    """Bookkeeping mark of the vendor's web SDK. It has no meaning for a server-side sender."""


class CommerceEventData(Event):
    """Data of a commerce event. Exactly one of product_action, promotion_action and product_impressions describes what
    happened. No published schema enforces that, and neither does this one: it is left to the client, which should
    reject an event with none of the three and warn about more than one (D-44).

    Fields:
        product_action: ProductAction. What was done with products. Send this, promotion_action or
            product_impressions.
        timestamp_unixtime_ms: milliseconds since 1970 or datetime. When the event happened, in milliseconds since the
            Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every
            event, at least 72 hours in the past.
        event_id: integer. Identifier that the service gave the event, a signed 64-bit integer (D-27).
        source_message_id: text. Text chosen by the sender that identifies the event, a UUID by preference.
        session_id: integer. Identifier of the session as an integer. The service derives it from session_uuid;
            senders without one set it themselves and repeat it on the start and the end of the session (D-18).
        session_uuid: UUID as text. Identifier of the session as a UUID, the same on all events of a session. Omitted,
            the event is not tied to a session by UUID.
        custom_attributes: mapping from text to text or integer or number or true or false. Attributes of the event,
            keyed by attribute name. Names of at most 256 characters.
        location: GeoLocation. Where the event happened. Omitted, the event has no location of its own.
        device_current_state: DeviceCurrentState. State of the device when the event happened.
        promotion_action: PromotionAction. What was done with promotions. Send this, product_action or
            product_impressions.
        product_impressions: list of ProductImpression. Lists of products that were shown. Send this, product_action
            or promotion_action.
        shopping_cart: ShoppingCart. The shopping cart at the time of the event.
        currency_code: text. Currency of all amounts of the event, as an ISO 4217 code.
        screen_name: text. Screen on which the event happened. At most 256 characters, a default that the vendor can
            change per customer. At most 256 characters.
        is_non_interactive: true or false. Whether the event happened without the user doing anything.
        custom_flags: mapping. Values meant for integrations, which are not stored as attributes. Any JSON value is
            accepted; texts and numbers are the safe choice (D-6).
        data_connection_type: text. Kind of network connection when the event happened.
        event_num: integer. Position of the event within its session, counted by client SDKs.
        view_controller: text. Name of the view controller on screen (iOS SDK).
        is_main_thread: true or false. Whether the event was raised on the main thread (iOS SDK).
        canonical_name: text. Class name of the screen (Android SDK).
        page_url: text. Address of the page (web SDK). In no published schema (D-48).
        active_time_on_site_ms: integer. Time that the user was active on the site, in milliseconds (web SDK). In no
            published schema (D-48).
        total_time_on_site_ms: number. Time since the user came to the site, in milliseconds (web SDK since 2.76). In
            no published schema (D-48).
        session_start_unixtime_ms: milliseconds since 1970 or datetime. When the session started, in milliseconds
            since the Unix epoch. Filled in by the service.
        event_start_unixtime_ms: milliseconds since 1970 or datetime. When the event started, in milliseconds since
            the Unix epoch. Filled in by the service.
        is_goal_defined: true or false. Internal mark of the service.
        lifetime_value_change: number. Amount by which the event changed the user's lifetime value. A number, although
            several SDKs say boolean (D-17).
        lifetime_value_attribute_name: text. Name of the attribute that holds the lifetime value.
        event_system_notification_info: EventSystemNotificationInfo. Notification by the system that caused the event.
        event_name: text. Name that the service makes up for the event. At most 256 characters, a default that the
            vendor can change per customer. At most 256 characters.
        custom_event_type: text. Category that the service derives from the action. One of add_to_cart,
            remove_from_cart, checkout, checkout_option, click, view_detail, purchase, refund, promotion_view,
            promotion_click, add_to_wishlist, remove_from_wishlist, impression.
    """

    event_type = "commerce_event"
    CustomEventType = names.CommerceEventType
    product_action: ProductAction | None = None
    """What was done with products. Send this, promotion_action or product_impressions."""
    timestamp_unixtime_ms: int | None = None
    """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival. The historical endpoint needs it on every event, at least 72 hours in the past."""
    event_id: int | None = None
    """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    source_message_id: str | None = None
    """Text chosen by the sender that identifies the event, a UUID by preference."""
    session_id: int | None = None
    """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it themselves and repeat it on the start and the end of the session (D-18)."""
    session_uuid: str | None = None
    """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a session by UUID."""
    custom_attributes: dict[str, Any] | None = None
    """Attributes of the event, keyed by attribute name."""
    location: GeoLocation | None = None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None = None
    """State of the device when the event happened."""
    promotion_action: PromotionAction | None = None
    """What was done with promotions. Send this, product_action or product_impressions."""
    product_impressions: list[ProductImpression] | None = None
    """Lists of products that were shown. Send this, product_action or promotion_action."""
    shopping_cart: ShoppingCart | None = None
    """The shopping cart at the time of the event."""
    currency_code: str | None = None
    """Currency of all amounts of the event, as an ISO 4217 code."""
    screen_name: str | None = None
    """Screen on which the event happened. At most 256 characters, a default that the vendor can change per customer."""
    is_non_interactive: bool | None = None
    """Whether the event happened without the user doing anything."""
    custom_flags: dict[str, Any] | None = None
    """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and numbers are the safe choice (D-6)."""
    data_connection_type: str | None = None
    """Kind of network connection when the event happened."""
    event_num: int | None = None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None = None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None = None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None = None
    """Class name of the screen (Android SDK)."""
    page_url: str | None = None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None = None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    total_time_on_site_ms: float | None = None
    """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    session_start_unixtime_ms: int | None = None
    """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    event_start_unixtime_ms: int | None = None
    """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    is_goal_defined: bool | None = None
    """Internal mark of the service."""
    lifetime_value_change: float | None = None
    """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean (D-17)."""
    lifetime_value_attribute_name: str | None = None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None = None
    """Notification by the system that caused the event."""
    event_name: str | None = None
    """Name that the service makes up for the event. At most 256 characters, a default that the vendor can change per customer."""
    custom_event_type: str | None = None
    """Category that the service derives from the action."""
