# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, overload
from uuid import UUID

import msgspec

from mparticle_events_models import names
from mparticle_events_models.base import Event, Partial

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
    @overload
    def __init__(
        self,
        environment: names.Environment | Literal["production", "development"],
        events: Sequence[Event | msgspec.Struct | Mapping[str, Any]] | None = None,
        source_request_id: str | UUID | None = None,
        *,
        ip: str | None = None,
        schema_version: int | None = None,
        device_info: DeviceInformation | Mapping[str, Any] | None = None,
        application_info: ApplicationInformation | Mapping[str, Any] | None = None,
        user_attributes: Mapping[str, Any] | None = None,
        deleted_user_attributes: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None = None,
        user_identities: UserIdentities | Mapping[str, Any] | None = None,
        api_key: str | None = None,
        mpid: int | str | None = None,
        mp_deviceid: str | UUID | None = None,
        consent_state: ConsentState | Mapping[str, Any] | None = None,
        context: BatchContext | Mapping[str, Any] | None = None,
        integration_attributes: Mapping[str, Any] | None = None,
        partner_identities: Mapping[str, Any] | None = None,
        partner_identity: str | UUID | None = None,
        attribution_info: AttributionInfo | Mapping[str, Any] | None = None,
        source_info: SourceInformation | Mapping[str, Any] | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        batch_id: int | str | None = None,
        api_keys: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None = None,
        sdk_version: str | None = None,
        job_id: str | UUID | None = None,
        modified: bool | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        events: Sequence[Event | msgspec.Struct | Mapping[str, Any]] | None = None,
        source_request_id: str | UUID | None = None,
        environment: names.Environment | Literal["production", "development"] | None = None,
        ip: str | None = None,
        schema_version: int | None = None,
        device_info: DeviceInformation | Mapping[str, Any] | None = None,
        application_info: ApplicationInformation | Mapping[str, Any] | None = None,
        user_attributes: Mapping[str, Any] | None = None,
        deleted_user_attributes: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None = None,
        user_identities: UserIdentities | Mapping[str, Any] | None = None,
        api_key: str | None = None,
        mpid: int | str | None = None,
        mp_deviceid: str | UUID | None = None,
        consent_state: ConsentState | Mapping[str, Any] | None = None,
        context: BatchContext | Mapping[str, Any] | None = None,
        integration_attributes: Mapping[str, Any] | None = None,
        partner_identities: Mapping[str, Any] | None = None,
        partner_identity: str | UUID | None = None,
        attribution_info: AttributionInfo | Mapping[str, Any] | None = None,
        source_info: SourceInformation | Mapping[str, Any] | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        batch_id: int | str | None = None,
        api_keys: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None = None,
        sdk_version: str | None = None,
        job_id: str | UUID | None = None,
        modified: bool | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def events(self) -> list[Any] | Any:
        """Events of this user, in any order. Omitted, only the user, device and consent data are updated. The historical
        endpoint ignores a batch without events.
        """
    @events.setter
    def events(self, value: Sequence[Event | msgspec.Struct | Mapping[str, Any]] | None) -> None: ...
    @property
    def source_request_id(self) -> str | None:
        """Text chosen by the sender that identifies this batch. The service remembers it per API key for 30 to 60 days
        and does not forward a second batch with the same text, so keep it unchanged across retries. Omitted, the
        batch is not protected against being counted twice.
        """
    @source_request_id.setter
    def source_request_id(self, value: str | UUID | None) -> None: ...
    environment: names.Environment | Literal["production", "development"] | None
    """Whether this is real or test data. Always send it (D-12). One of production, development."""
    ip: str | None
    """IPv4 or IPv6 address of the user's device, used for geolocation. Input only, and omitted rather than null when
    unknown (D-28).
    """
    schema_version: int | None
    """Version of the batch format, currently 2. Accepted although no published schema lists it, and not needed (D-11)."""
    device_info: DeviceInformation | None
    """The device on which the events happened. Omitted, nothing is said about the device."""
    application_info: ApplicationInformation | None
    """The application in which the events happened."""
    @property
    def user_attributes(self) -> dict[str, Any] | Any:
        """User attributes to set, keyed by attribute name. A null value sets a tag, that is an attribute without a value
        (D-8). At most 100 entries with names of at most 256 characters, defaults that the vendor can change per
        customer. At most 100 entries. Names of at most 256 characters.
        """
    @user_attributes.setter
    def user_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    @property
    def deleted_user_attributes(self) -> list[str] | Any:
        """Names of user attributes to remove from the profile. Omitted, nothing is removed."""
    @deleted_user_attributes.setter
    def deleted_user_attributes(
        self, value: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None
    ) -> None: ...
    user_identities: UserIdentities | None
    """Identities of the user known to the sender. Omitted, no identity is added."""
    api_key: str | None
    """Key of the input, used where batches come to the vendor by a queue. Over HTTP the credentials count, and this has
    no meaning (D-53).
    """
    @property
    def mpid(self) -> int | None:
        """Identifier that mParticle gave this user, a signed 64-bit integer beyond what a double can hold (D-27).
        Omitted, the service finds the user by user_identities and device identifiers.
        """
    @mpid.setter
    def mpid(self, value: int | str | None) -> None: ...
    @property
    def mp_deviceid(self) -> str | None:
        """Device application stamp, a UUID that mParticle's client SDKs give an installation."""
    @mp_deviceid.setter
    def mp_deviceid(self, value: str | UUID | None) -> None: ...
    consent_state: ConsentState | None
    """Consent given or refused by the user (D-2). Omitted, consent is unchanged."""
    context: BatchContext | None
    """Data plan and location that hold for the whole batch (D-1)."""
    @property
    def integration_attributes(self) -> dict[str, Any] | Any:
        """Values meant for single integrations, keyed by the module id as text and then by attribute name."""
    @integration_attributes.setter
    def integration_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    @property
    def partner_identities(self) -> dict[str, Any] | Any:
        """Identities assigned by partners, keyed by `PartnerName_IdentityName`. A name that is not registered for the
        account can fail the request (D-10).
        """
    @partner_identities.setter
    def partner_identities(self, value: Mapping[str, Any] | None) -> None: ...
    @property
    def partner_identity(self) -> str | None:
        """Legacy name of the partner that sends the batch. Undocumented by the vendor; prefer partner_identities (D-10)."""
    @partner_identity.setter
    def partner_identity(self, value: str | UUID | None) -> None: ...
    attribution_info: AttributionInfo | None
    """Install attribution for the whole batch. Server-side senders are advised to send a custom event of type
    attribution instead (D-20).
    """
    source_info: SourceInformation | None
    """Where the batch came from. Filled in by the service."""
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the service received the batch, in milliseconds since the Unix epoch. Filled in by the service."""
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def batch_id(self) -> int | None:
        """Identifier that the service gave the batch. Remove it before replaying a stored batch, or the replay is taken
        for a duplicate.
        """
    @batch_id.setter
    def batch_id(self, value: int | str | None) -> None: ...
    @property
    def api_keys(self) -> list[str] | Any:
        """As api_key, for several inputs. Over HTTP it has no meaning (D-53)."""
    @api_keys.setter
    def api_keys(self, value: list[str] | tuple[str, ...] | set[str] | frozenset[str] | None) -> None: ...
    sdk_version: str | None
    """Version of the client SDK that made the batch (D-53)."""
    @property
    def job_id(self) -> str | None:
        """Job of the vendor's that the batch belongs to (D-53)."""
    @job_id.setter
    def job_id(self, value: str | UUID | None) -> None: ...
    modified: bool | None
    """Bookkeeping mark of the vendor's web SDK. It has no meaning for a server-side sender."""

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
    def __init__(
        self,
        other: str | UUID | None = None,
        customer_id: str | UUID | None = None,
        facebook: str | UUID | None = None,
        twitter: str | UUID | None = None,
        google: str | UUID | None = None,
        microsoft: str | UUID | None = None,
        yahoo: str | UUID | None = None,
        email: str | UUID | None = None,
        alias: str | UUID | None = None,
        facebook_custom_audience_id: str | UUID | None = None,
        other_id_2: str | UUID | None = None,
        other_id_3: str | UUID | None = None,
        other_id_4: str | UUID | None = None,
        other_id_5: str | UUID | None = None,
        other_id_6: str | UUID | None = None,
        other_id_7: str | UUID | None = None,
        other_id_8: str | UUID | None = None,
        other_id_9: str | UUID | None = None,
        other_id_10: str | UUID | None = None,
        mobile_number: str | UUID | None = None,
        phone_number_2: str | UUID | None = None,
        phone_number_3: str | UUID | None = None,
        *,
        customerid: str | UUID | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def other(self) -> str | None:
        """Identity that fits no other kind."""
    @other.setter
    def other(self, value: str | UUID | None) -> None: ...
    @property
    def customer_id(self) -> str | None:
        """The sender's own identifier of the customer. The key is customer_id with an underscore, not customerid (D-13)."""
    @customer_id.setter
    def customer_id(self, value: str | UUID | None) -> None: ...
    @property
    def facebook(self) -> str | None:
        """Facebook user id."""
    @facebook.setter
    def facebook(self, value: str | UUID | None) -> None: ...
    @property
    def twitter(self) -> str | None:
        """Twitter (X) user id."""
    @twitter.setter
    def twitter(self, value: str | UUID | None) -> None: ...
    @property
    def google(self) -> str | None:
        """Google account id."""
    @google.setter
    def google(self, value: str | UUID | None) -> None: ...
    @property
    def microsoft(self) -> str | None:
        """Microsoft account id."""
    @microsoft.setter
    def microsoft(self, value: str | UUID | None) -> None: ...
    @property
    def yahoo(self) -> str | None:
        """Yahoo account id."""
    @yahoo.setter
    def yahoo(self, value: str | UUID | None) -> None: ...
    @property
    def email(self) -> str | None:
        """Email address."""
    @email.setter
    def email(self, value: str | UUID | None) -> None: ...
    @property
    def alias(self) -> str | None:
        """Second name for the same user."""
    @alias.setter
    def alias(self, value: str | UUID | None) -> None: ...
    @property
    def facebook_custom_audience_id(self) -> str | None:
        """Facebook id of the user within an application, as used for custom audiences."""
    @facebook_custom_audience_id.setter
    def facebook_custom_audience_id(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_2(self) -> str | None:
        """Second identity of the sender's own choosing."""
    @other_id_2.setter
    def other_id_2(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_3(self) -> str | None:
        """Third identity of the sender's own choosing."""
    @other_id_3.setter
    def other_id_3(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_4(self) -> str | None:
        """Fourth identity of the sender's own choosing."""
    @other_id_4.setter
    def other_id_4(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_5(self) -> str | None:
        """Fifth identity of the sender's own choosing."""
    @other_id_5.setter
    def other_id_5(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_6(self) -> str | None:
        """Sixth identity of the sender's own choosing."""
    @other_id_6.setter
    def other_id_6(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_7(self) -> str | None:
        """Seventh identity of the sender's own choosing."""
    @other_id_7.setter
    def other_id_7(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_8(self) -> str | None:
        """Eighth identity of the sender's own choosing."""
    @other_id_8.setter
    def other_id_8(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_9(self) -> str | None:
        """Ninth identity of the sender's own choosing."""
    @other_id_9.setter
    def other_id_9(self, value: str | UUID | None) -> None: ...
    @property
    def other_id_10(self) -> str | None:
        """Tenth identity of the sender's own choosing."""
    @other_id_10.setter
    def other_id_10(self, value: str | UUID | None) -> None: ...
    @property
    def mobile_number(self) -> str | None:
        """Mobile telephone number."""
    @mobile_number.setter
    def mobile_number(self, value: str | UUID | None) -> None: ...
    @property
    def phone_number_2(self) -> str | None:
        """Second telephone number."""
    @phone_number_2.setter
    def phone_number_2(self, value: str | UUID | None) -> None: ...
    @property
    def phone_number_3(self) -> str | None:
        """Third telephone number."""
    @phone_number_3.setter
    def phone_number_3(self, value: str | UUID | None) -> None: ...

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
    def __init__(
        self,
        brand: str | None = None,
        product: str | None = None,
        device: str | None = None,
        android_uuid: str | UUID | None = None,
        device_manufacturer: str | None = None,
        platform: Literal[
            "iOS", "Android", "web", "desktop", "tvOS", "roku", "out_of_band", "alexa", "smart_tv", "fire_tv", "xbox"
        ]
        | str
        | None = None,
        os_version: str | None = None,
        device_model: str | None = None,
        screen_height: int | None = None,
        screen_width: int | None = None,
        screen_dpi: int | None = None,
        device_country: str | None = None,
        locale_language: str | None = None,
        locale_country: str | None = None,
        network_country: str | None = None,
        network_carrier: str | None = None,
        network_code: str | None = None,
        network_mobile_country_code: str | None = None,
        timezone_offset: int | None = None,
        build_identifier: str | None = None,
        http_header_user_agent: str | None = None,
        ios_advertising_id: str | UUID | None = None,
        push_token: str | None = None,
        cpu_architecture: str | None = None,
        is_tablet: bool | None = None,
        push_notification_sound_enabled: bool | None = None,
        push_notification_vibrate_enabled: bool | None = None,
        radio_access_technology: str | None = None,
        supports_telephony: bool | None = None,
        has_nfc: bool | None = None,
        bluetooth_enabled: bool | None = None,
        bluetooth_version: str | None = None,
        att_timestamp_unixtime_ms: int | datetime | None = None,
        att_authorization_status: names.AttAuthorizationStatus
        | Literal["authorized", "denied", "not_determined", "restricted"]
        | None = None,
        ios_idfv: str | None = None,
        android_advertising_id: str | UUID | None = None,
        amp_id: str | UUID | None = None,
        roku_advertising_id: str | UUID | None = None,
        roku_publisher_id: str | UUID | None = None,
        microsoft_advertising_id: str | UUID | None = None,
        microsoft_publisher_id: str | UUID | None = None,
        fire_advertising_id: str | UUID | None = None,
        build_version_release: str | None = None,
        limit_ad_tracking: bool | None = None,
        is_dst: bool | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    brand: str | None
    """Brand under which the device is sold."""
    product: str | None
    """Overall product name as reported by the operating system."""
    device: str | None
    """Name of the industrial design as reported by the operating system."""
    @property
    def android_uuid(self) -> str | None:
        """Android ID of the device."""
    @android_uuid.setter
    def android_uuid(self, value: str | UUID | None) -> None: ...
    device_manufacturer: str | None
    """Company that made the device."""
    @property
    def platform(self) -> str | None:
        """Platform of the device. An open set, because the published lists disagree and new platforms appear (D-14).
        Such as iOS, Android, web, desktop, tvOS, roku, out_of_band, alexa, smart_tv, fire_tv, xbox.
        """
    @platform.setter
    def platform(
        self,
        value: Literal[
            "iOS", "Android", "web", "desktop", "tvOS", "roku", "out_of_band", "alexa", "smart_tv", "fire_tv", "xbox"
        ]
        | str
        | None,
    ) -> None: ...
    os_version: str | None
    """Version of the operating system."""
    device_model: str | None
    """Model name of the device."""
    screen_height: int | None
    """Height of the screen in pixels."""
    screen_width: int | None
    """Width of the screen in pixels."""
    screen_dpi: int | None
    """Density of the screen in dots per inch."""
    device_country: str | None
    """Country that the device is set to."""
    locale_language: str | None
    """Language of the device's locale."""
    locale_country: str | None
    """Country of the device's locale."""
    network_country: str | None
    """Country of the mobile network."""
    network_carrier: str | None
    """Name of the mobile network operator."""
    network_code: str | None
    """Mobile network code of the operator."""
    network_mobile_country_code: str | None
    """Mobile country code of the operator."""
    timezone_offset: int | None
    """Difference of the device's clock from UTC, in hours."""
    build_identifier: str | None
    """Identifier of the operating system build."""
    http_header_user_agent: str | None
    """User agent text that the device sends over HTTP."""
    @property
    def ios_advertising_id(self) -> str | None:
        """Apple advertising identifier (IDFA), a UUID."""
    @ios_advertising_id.setter
    def ios_advertising_id(self, value: str | UUID | None) -> None: ...
    push_token: str | None
    """Token under which the device receives push messages."""
    cpu_architecture: str | None
    """Architecture of the processor."""
    is_tablet: bool | None
    """Whether the device is a tablet."""
    push_notification_sound_enabled: bool | None
    """Whether push messages may make a sound."""
    push_notification_vibrate_enabled: bool | None
    """Whether push messages may vibrate."""
    radio_access_technology: str | None
    """Radio technology in use, such as LTE."""
    supports_telephony: bool | None
    """Whether the device can make telephone calls."""
    has_nfc: bool | None
    """Whether the device has near-field communication."""
    bluetooth_enabled: bool | None
    """Whether Bluetooth is switched on."""
    bluetooth_version: str | None
    """Version of Bluetooth that the device supports."""
    @property
    def att_timestamp_unixtime_ms(self) -> int | None:
        """When att_authorization_status last changed, in milliseconds since the Unix epoch. 64 bits wide, unlike the
        vendor's table says (D-49).
        """
    @att_timestamp_unixtime_ms.setter
    def att_timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    att_authorization_status: (
        names.AttAuthorizationStatus | Literal["authorized", "denied", "not_determined", "restricted"] | None
    )
    """Answer to Apple's App Tracking Transparency prompt. Omitted, the status is unknown. One of authorized, denied,
    not_determined, restricted.
    """
    ios_idfv: str | None
    """Apple identifier for the vendor of the application, a UUID."""
    @property
    def android_advertising_id(self) -> str | None:
        """Google advertising identifier, a UUID."""
    @android_advertising_id.setter
    def android_advertising_id(self, value: str | UUID | None) -> None: ...
    @property
    def amp_id(self) -> str | None:
        """Client identifier of Accelerated Mobile Pages."""
    @amp_id.setter
    def amp_id(self, value: str | UUID | None) -> None: ...
    @property
    def roku_advertising_id(self) -> str | None:
        """Roku advertising identifier, a UUID."""
    @roku_advertising_id.setter
    def roku_advertising_id(self, value: str | UUID | None) -> None: ...
    @property
    def roku_publisher_id(self) -> str | None:
        """Roku publisher identifier, a UUID."""
    @roku_publisher_id.setter
    def roku_publisher_id(self, value: str | UUID | None) -> None: ...
    @property
    def microsoft_advertising_id(self) -> str | None:
        """Microsoft advertising identifier, a UUID."""
    @microsoft_advertising_id.setter
    def microsoft_advertising_id(self, value: str | UUID | None) -> None: ...
    @property
    def microsoft_publisher_id(self) -> str | None:
        """Microsoft publisher identifier, a UUID."""
    @microsoft_publisher_id.setter
    def microsoft_publisher_id(self, value: str | UUID | None) -> None: ...
    @property
    def fire_advertising_id(self) -> str | None:
        """Amazon Fire advertising identifier, a UUID."""
    @fire_advertising_id.setter
    def fire_advertising_id(self, value: str | UUID | None) -> None: ...
    build_version_release: str | None
    """Release name of the operating system build."""
    limit_ad_tracking: bool | None
    """Whether the user asked for limited advertising tracking."""
    is_dst: bool | None
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
    def __init__(
        self,
        application_name: str | None = None,
        application_version: str | None = None,
        install_referrer: str | None = None,
        package: str | None = None,
        application_build_number: str | None = None,
        os: Literal[
            "Unknown",
            "IOS",
            "Android",
            "WindowsPhone",
            "MobileWeb",
            "UnityIOS",
            "UnityAndroid",
            "Desktop",
            "TVOS",
            "Roku",
            "OutOfBand",
            "Alexa",
            "SmartTV",
            "FireTV",
            "Xbox",
        ]
        | str
        | None = None,
        sideloaded_kits_count: int | None = None,
        apple_search_ads_attributes: Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    application_name: str | None
    """Name of the application."""
    application_version: str | None
    """Version that the user sees."""
    install_referrer: str | None
    """Referrer that the store reported at installation."""
    package: str | None
    """Package name or bundle identifier."""
    application_build_number: str | None
    """Build number behind the version."""
    @property
    def os(self) -> str | None:
        """Platform that the application was built for. An open set whose casing differs from device_info.platform
        (D-40). Such as Unknown, IOS, Android, WindowsPhone, MobileWeb, UnityIOS, UnityAndroid, Desktop, TVOS, Roku,
        OutOfBand, Alexa, SmartTV, FireTV, Xbox.
        """
    @os.setter
    def os(
        self,
        value: Literal[
            "Unknown",
            "IOS",
            "Android",
            "WindowsPhone",
            "MobileWeb",
            "UnityIOS",
            "UnityAndroid",
            "Desktop",
            "TVOS",
            "Roku",
            "OutOfBand",
            "Alexa",
            "SmartTV",
            "FireTV",
            "Xbox",
        ]
        | str
        | None,
    ) -> None: ...
    sideloaded_kits_count: int | None
    """Number of integrations that were built into the application. In no published schema (D-48)."""
    @property
    def apple_search_ads_attributes(self) -> dict[str, Any] | Any:
        """Attribution data of Apple Search Ads as the system delivers it, keyed by version (for example `Version3.1`)
        and then by attribute name.
        """
    @apple_search_ads_attributes.setter
    def apple_search_ads_attributes(self, value: Mapping[str, Any] | None) -> None: ...

class BatchContext(Partial):
    """What holds for every event of a batch.

    Fields:
        data_plan: DataPlanContext. Data plan that the batch is checked against. Omitted, no plan applies.
        batching: mapping. How the sender put events together. Written by the vendor's Go SDK, in no published schema
            (D-48).
        location: GeoLocation. Location that holds for the whole batch. Documented, but missing from the older
            published documents (D-9).
    """
    def __init__(
        self,
        data_plan: DataPlanContext | Mapping[str, Any] | None = None,
        batching: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    data_plan: DataPlanContext | None
    """Data plan that the batch is checked against. Omitted, no plan applies."""
    @property
    def batching(self) -> dict[str, Any] | Any:
        """How the sender put events together. Written by the vendor's Go SDK, in no published schema (D-48)."""
    @batching.setter
    def batching(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Location that holds for the whole batch. Documented, but missing from the older published documents (D-9)."""

class DataPlanContext(Partial):
    """Reference to a data plan of the workspace.

    Fields:
        plan_id: text, required. Identifier of the data plan.
        plan_version: integer. Version of the data plan. Omitted, the newest version is used.
        block_metadata: mapping. What the data plan kept from being forwarded. Written by the service into batches
            that it stored; it has no meaning when they are sent again (D-53).
    """
    def __init__(
        self,
        plan_id: str | UUID | None = None,
        plan_version: int | None = None,
        block_metadata: Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def plan_id(self) -> str | None:
        """Identifier of the data plan."""
    @plan_id.setter
    def plan_id(self, value: str | UUID | None) -> None: ...
    plan_version: int | None
    """Version of the data plan. Omitted, the newest version is used."""
    @property
    def block_metadata(self) -> dict[str, Any] | Any:
        """What the data plan kept from being forwarded. Written by the service into batches that it stored; it has no
        meaning when they are sent again (D-53).
        """
    @block_metadata.setter
    def block_metadata(self, value: Mapping[str, Any] | None) -> None: ...

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
    def __init__(
        self,
        latitude: float | Decimal | None = None,
        longitude: float | Decimal | None = None,
        accuracy: float | Decimal | None = None,
        dma_code: int | None = None,
        country_code: str | None = None,
        region_code: str | None = None,
        postal_code: str | None = None,
        location_source: Literal["unknown", "ip_lookup", "lat_long"] | str | None = None,
        city_name: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def latitude(self) -> float | None:
        """Latitude in decimal degrees, north positive."""
    @latitude.setter
    def latitude(self, value: float | Decimal | None) -> None: ...
    @property
    def longitude(self) -> float | None:
        """Longitude in decimal degrees, east positive."""
    @longitude.setter
    def longitude(self, value: float | Decimal | None) -> None: ...
    @property
    def accuracy(self) -> float | None:
        """Radius of uncertainty in metres."""
    @accuracy.setter
    def accuracy(self, value: float | Decimal | None) -> None: ...
    dma_code: int | None
    """Designated market area code (United States). Omitted when unknown (D-9)."""
    country_code: str | None
    """Country as an ISO 3166-1 alpha-2 code, two letters (D-9)."""
    region_code: str | None
    """Region as the subdivision part of an ISO 3166-2 code (D-9)."""
    postal_code: str | None
    """Postal code (D-9)."""
    @property
    def location_source(self) -> str | None:
        """How the place was found. An open set (D-9). Such as unknown, ip_lookup, lat_long."""
    @location_source.setter
    def location_source(self, value: Literal["unknown", "ip_lookup", "lat_long"] | str | None) -> None: ...
    city_name: str | None
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
    def __init__(
        self,
        time_since_start_ms: int | None = None,
        battery_level: float | Decimal | None = None,
        data_connection_type: Literal["offline", "wifi", "mobile"] | str | None = None,
        data_connection_type_detail: str | None = None,
        gps_state: bool | None = None,
        total_system_memory_usage_bytes: int | None = None,
        disk_space_free_bytes: int | None = None,
        cpu: str | None = None,
        system_memory_available_bytes: float | Decimal | None = None,
        system_memory_low: bool | None = None,
        system_memory_threshold_bytes: float | Decimal | None = None,
        application_memory_available_bytes: float | Decimal | None = None,
        application_memory_max_bytes: float | Decimal | None = None,
        application_memory_total_bytes: float | Decimal | None = None,
        device_orientation: Literal[
            "portrait",
            "portrait_upside_down",
            "landscape",
            "LandscapeLeft",
            "LandscapeRight",
            "FaceUp",
            "FaceDown",
            "Square",
        ]
        | str
        | int
        | None = None,
        status_bar_orientation: Literal[
            "portrait",
            "portrait_upside_down",
            "landscape",
            "LandscapeLeft",
            "LandscapeRight",
            "FaceUp",
            "FaceDown",
            "Square",
        ]
        | str
        | int
        | None = None,
        external_disk_space_free_bytes: int | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    time_since_start_ms: int | None
    """Time since the start, in milliseconds. A duration, not a date."""
    @property
    def battery_level(self) -> float | None:
        """Charge of the battery as a fraction between 0 and 1. The vendor's sample uses -1 for unknown."""
    @battery_level.setter
    def battery_level(self, value: float | Decimal | None) -> None: ...
    @property
    def data_connection_type(self) -> str | None:
        """Kind of network connection. An open set. Such as offline, wifi, mobile."""
    @data_connection_type.setter
    def data_connection_type(self, value: Literal["offline", "wifi", "mobile"] | str | None) -> None: ...
    data_connection_type_detail: str | None
    """Finer kind of network connection, such as LTE."""
    gps_state: bool | None
    """Whether satellite positioning is switched on. A boolean, although one vendor table lists texts (D-16)."""
    total_system_memory_usage_bytes: int | None
    """Memory in use on the whole device, in bytes."""
    disk_space_free_bytes: int | None
    """Free internal storage, in bytes."""
    cpu: str | None
    """What the device reports about its processor. Text, not a number."""
    @property
    def system_memory_available_bytes(self) -> float | None:
        """Memory that the system has left, in bytes."""
    @system_memory_available_bytes.setter
    def system_memory_available_bytes(self, value: float | Decimal | None) -> None: ...
    system_memory_low: bool | None
    """Whether the system reports that memory runs low."""
    @property
    def system_memory_threshold_bytes(self) -> float | None:
        """Amount of free memory below which the system calls it low, in bytes."""
    @system_memory_threshold_bytes.setter
    def system_memory_threshold_bytes(self, value: float | Decimal | None) -> None: ...
    @property
    def application_memory_available_bytes(self) -> float | None:
        """Memory that the application has left, in bytes."""
    @application_memory_available_bytes.setter
    def application_memory_available_bytes(self, value: float | Decimal | None) -> None: ...
    @property
    def application_memory_max_bytes(self) -> float | None:
        """Most memory that the application may use, in bytes."""
    @application_memory_max_bytes.setter
    def application_memory_max_bytes(self, value: float | Decimal | None) -> None: ...
    @property
    def application_memory_total_bytes(self) -> float | None:
        """Memory that the application holds, in bytes."""
    @application_memory_total_bytes.setter
    def application_memory_total_bytes(self, value: float | Decimal | None) -> None: ...
    @property
    def device_orientation(self) -> str | int | None:
        """How the device is held. An open set with mixed casing (D-15). Stored batches have a number here. Such as
        portrait, portrait_upside_down, landscape, LandscapeLeft, LandscapeRight, FaceUp, FaceDown, Square.
        """
    @device_orientation.setter
    def device_orientation(
        self,
        value: Literal[
            "portrait",
            "portrait_upside_down",
            "landscape",
            "LandscapeLeft",
            "LandscapeRight",
            "FaceUp",
            "FaceDown",
            "Square",
        ]
        | str
        | int
        | None,
    ) -> None: ...
    @property
    def status_bar_orientation(self) -> str | int | None:
        """How the status bar is turned. An open set with mixed casing (D-15). Stored batches have a number here. Such as
        portrait, portrait_upside_down, landscape, LandscapeLeft, LandscapeRight, FaceUp, FaceDown, Square.
        """
    @status_bar_orientation.setter
    def status_bar_orientation(
        self,
        value: Literal[
            "portrait",
            "portrait_upside_down",
            "landscape",
            "LandscapeLeft",
            "LandscapeRight",
            "FaceUp",
            "FaceDown",
            "Square",
        ]
        | str
        | int
        | None,
    ) -> None: ...
    external_disk_space_free_bytes: int | None
    """Free external storage, in bytes."""

class ConsentState(Partial):
    """Consent of the user under two privacy laws (D-2).

    Fields:
        gdpr: mapping from text to ConsentPurpose. Consent under the GDPR, keyed by the purpose names that are defined
            in the workspace. Omitted, nothing changes.
        ccpa: mapping from text to ConsentPurpose. Consent under the CCPA. The only key is data_sale_opt_out, and
            consented is true when the user opted out of the sale of their data.
    """
    def __init__(
        self,
        gdpr: Mapping[str, ConsentPurpose | Mapping[str, Any]] | None = None,
        ccpa: Mapping[str, ConsentPurpose | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def gdpr(self) -> dict[str, ConsentPurpose] | Any:
        """Consent under the GDPR, keyed by the purpose names that are defined in the workspace. Omitted, nothing
        changes.
        """
    @gdpr.setter
    def gdpr(self, value: Mapping[str, ConsentPurpose | Mapping[str, Any]] | None) -> None: ...
    @property
    def ccpa(self) -> dict[str, ConsentPurpose] | Any:
        """Consent under the CCPA. The only key is data_sale_opt_out, and consented is true when the user opted out of
        the sale of their data.
        """
    @ccpa.setter
    def ccpa(self, value: Mapping[str, ConsentPurpose | Mapping[str, Any]] | None) -> None: ...

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
    def __init__(
        self,
        document: str | None = None,
        consented: bool | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        location: str | None = None,
        hardware_id: str | UUID | None = None,
        regulation: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    document: str | None
    """Name or version of the document that the user was shown."""
    consented: bool | None
    """Whether the user agreed. Under ccpa, true means that the user opted out."""
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the user answered, in milliseconds since the Unix epoch. Milliseconds, although some official examples
        show seconds (D-42).
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    location: str | None
    """Where the user was asked, in free text such as a page or a screen. Not a geographic location."""
    @property
    def hardware_id(self) -> str | None:
        """Identifier of the device on which the user answered."""
    @hardware_id.setter
    def hardware_id(self, value: str | UUID | None) -> None: ...
    regulation: str | None
    """Name of the law. It repeats the key above this record and can be left out."""

class AttributionInfo(Partial):
    """Which campaign brought the user. All three keys must be there, though each may be null.

    Fields:
        service_provider: text, required. Attribution service that found the campaign.
        publisher: text, required. Publisher that showed the advertisement.
        campaign: text, required. Name of the campaign.
    """
    def __init__(
        self,
        service_provider: str | None = None,
        publisher: str | None = None,
        campaign: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    service_provider: str | None
    """Attribution service that found the campaign."""
    publisher: str | None
    """Publisher that showed the advertisement."""
    campaign: str | None
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
    def __init__(
        self,
        channel: names.SourceChannel
        | Literal["native", "javascript", "pixel", "desktop", "partner", "server_to_server", "unknown"]
        | None = None,
        partner: str | None = None,
        replay_request_id: str | UUID | None = None,
        replay_job_id: str | UUID | None = None,
        is_historical: bool | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    channel: (
        names.SourceChannel
        | Literal["native", "javascript", "pixel", "desktop", "partner", "server_to_server", "unknown"]
        | None
    )
    """Channel through which the batch arrived. One of native, javascript, pixel, desktop, partner, server_to_server,
    unknown.
    """
    partner: str | None
    """Partner that sent the batch, if any."""
    @property
    def replay_request_id(self) -> str | None:
        """Identifier of the request for a replay."""
    @replay_request_id.setter
    def replay_request_id(self, value: str | UUID | None) -> None: ...
    @property
    def replay_job_id(self) -> str | None:
        """Identifier of the job that replayed the batch."""
    @replay_job_id.setter
    def replay_job_id(self, value: str | UUID | None) -> None: ...
    is_historical: bool | None
    """Whether the batch arrived through the historical endpoint."""

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
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""

class EventSystemNotificationInfo(Partial):
    """Notification by the system that caused an event. Filled in by the service.

    Fields:
        type: text. Kind of notification. One of gdpr_change.
    """

    Type = names.SystemNotificationType
    def __init__(
        self,
        type: names.SystemNotificationType | Literal["gdpr_change"] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    type: names.SystemNotificationType | Literal["gdpr_change"] | None
    """Kind of notification. One of gdpr_change."""

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

    event_type: ClassVar[Literal["custom_event"]]
    CustomEventType = names.CustomEventType
    @overload
    def __init__(
        self,
        custom_event_type: names.CustomEventType,
        event_name: str,
        *,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        media_info: MediaInfo | Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        event_name: str,
        custom_event_type: names.CustomEventType
        | Literal[
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
        | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        media_info: MediaInfo | Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    event_name: str | None
    """Name of the event. The service cuts it off after 256 characters, a default that the vendor can change per
    customer. At most 256 characters.
    """
    custom_event_type: (
        names.CustomEventType
        | Literal[
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
        | None
    )
    """Category of the event. One of navigation, location, search, transaction, user_content, user_preference, social,
    other, media, attribution.
    """
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    media_info: MediaInfo | None
    """Legacy description of media playback, known only to older SDKs and in no published document. Use custom_event_type
    media with custom_attributes instead (D-21).
    """
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""

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
    def __init__(
        self,
        action: names.MediaAction | Literal["play", "stop", "update_playback_position", "skip", "rate"] | None = None,
        channel: str | None = None,
        metadata: str | None = None,
        timed_metadata: str | None = None,
        playback_position: float | Decimal | None = None,
        format: names.MediaFormat | Literal["audio", "video"] | None = None,
        quality: names.MediaQuality | Literal["low", "sd", "medium", "hd", "ultra_hd"] | None = None,
        playback_rate: float | Decimal | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    action: names.MediaAction | Literal["play", "stop", "update_playback_position", "skip", "rate"] | None
    """What the player did. One of play, stop, update_playback_position, skip, rate."""
    channel: str | None
    """Channel that the media was played on."""
    metadata: str | None
    """Description of the media."""
    timed_metadata: str | None
    """Description of the media at the current position."""
    @property
    def playback_position(self) -> float | None:
        """Position within the media. The unit is documented nowhere."""
    @playback_position.setter
    def playback_position(self, value: float | Decimal | None) -> None: ...
    format: names.MediaFormat | Literal["audio", "video"] | None
    """Whether it is sound or film. One of audio, video."""
    quality: names.MediaQuality | Literal["low", "sd", "medium", "hd", "ultra_hd"] | None
    """Quality of the picture or sound. One of low, sd, medium, hd, ultra_hd."""
    @property
    def playback_rate(self) -> float | None:
        """Speed of playback, 1 for normal."""
    @playback_rate.setter
    def playback_rate(self, value: float | Decimal | None) -> None: ...

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

    event_type: ClassVar[Literal["commerce_event"]]
    CustomEventType = names.CommerceEventType
    def __init__(
        self,
        product_action: ProductAction | Mapping[str, Any] | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        promotion_action: PromotionAction | Mapping[str, Any] | None = None,
        product_impressions: Sequence[ProductImpression | Mapping[str, Any]] | None = None,
        shopping_cart: ShoppingCart | Mapping[str, Any] | None = None,
        currency_code: str | None = None,
        screen_name: str | None = None,
        is_non_interactive: bool | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        event_name: str | None = None,
        custom_event_type: names.CommerceEventType
        | Literal[
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
        | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    product_action: ProductAction | None
    """What was done with products. Send this, promotion_action or product_impressions."""
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    promotion_action: PromotionAction | None
    """What was done with promotions. Send this, product_action or product_impressions."""
    @property
    def product_impressions(self) -> list[ProductImpression] | Any:
        """Lists of products that were shown. Send this, product_action or promotion_action."""
    @product_impressions.setter
    def product_impressions(self, value: Sequence[ProductImpression | Mapping[str, Any]] | None) -> None: ...
    shopping_cart: ShoppingCart | None
    """The shopping cart at the time of the event."""
    currency_code: str | None
    """Currency of all amounts of the event, as an ISO 4217 code."""
    screen_name: str | None
    """Screen on which the event happened. At most 256 characters, a default that the vendor can change per customer. At
    most 256 characters.
    """
    is_non_interactive: bool | None
    """Whether the event happened without the user doing anything."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""
    event_name: str | None
    """Name that the service makes up for the event. At most 256 characters, a default that the vendor can change per
    customer. At most 256 characters.
    """
    custom_event_type: (
        names.CommerceEventType
        | Literal[
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
    )
    """Category that the service derives from the action. One of add_to_cart, remove_from_cart, checkout,
    checkout_option, click, view_detail, purchase, refund, promotion_view, promotion_click, add_to_wishlist,
    remove_from_wishlist, impression.
    """

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
    def __init__(
        self,
        action: names.ProductActionType
        | Literal[
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
        | None = None,
        checkout_step: int | None = None,
        checkout_options: str | None = None,
        product_action_list: str | None = None,
        product_list_source: str | None = None,
        transaction_id: str | UUID | None = None,
        affiliation: str | None = None,
        total_amount: float | Decimal | None = None,
        tax_amount: float | Decimal | None = None,
        shipping_amount: float | Decimal | None = None,
        coupon_code: str | None = None,
        products: Sequence[Product | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    action: (
        names.ProductActionType
        | Literal[
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
        | None
    )
    """What was done. One of add_to_cart, remove_from_cart, checkout, checkout_option, click, view_detail, purchase,
    refund, add_to_wishlist, remove_from_wish_list.
    """
    checkout_step: int | None
    """Step of the checkout that was reached, counted by the sender."""
    checkout_options: str | None
    """Options chosen in this step of the checkout."""
    product_action_list: str | None
    """Name of the product list in which it happened."""
    product_list_source: str | None
    """Where that product list came from."""
    @property
    def transaction_id(self) -> str | None:
        """Identifier of the purchase or refund. Leave it out rather than send null."""
    @transaction_id.setter
    def transaction_id(self, value: str | UUID | None) -> None: ...
    affiliation: str | None
    """Shop or partner through which the transaction was made."""
    @property
    def total_amount(self) -> float | None:
        """Total of the transaction, in the currency of the event."""
    @total_amount.setter
    def total_amount(self, value: float | Decimal | None) -> None: ...
    @property
    def tax_amount(self) -> float | None:
        """Tax on the transaction, in the currency of the event."""
    @tax_amount.setter
    def tax_amount(self, value: float | Decimal | None) -> None: ...
    @property
    def shipping_amount(self) -> float | None:
        """Cost of shipping, in the currency of the event."""
    @shipping_amount.setter
    def shipping_amount(self, value: float | Decimal | None) -> None: ...
    coupon_code: str | None
    """Coupon used for the transaction."""
    @property
    def products(self) -> list[Product] | Any:
        """Products that the action was about."""
    @products.setter
    def products(self, value: Sequence[Product | Mapping[str, Any]] | None) -> None: ...

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
    def __init__(
        self,
        id: str | UUID | None = None,
        name: str | None = None,
        brand: str | None = None,
        category: str | None = None,
        variant: str | None = None,
        position: int | None = None,
        price: float | Decimal | None = None,
        quantity: float | Decimal | None = None,
        coupon_code: str | None = None,
        added_to_cart_time_ms: int | datetime | None = None,
        total_product_amount: float | Decimal | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def id(self) -> str | None:
        """Identifier of the product, such as a stock number."""
    @id.setter
    def id(self, value: str | UUID | None) -> None: ...
    name: str | None
    """Name of the product."""
    brand: str | None
    """Brand of the product."""
    category: str | None
    """Category of the product."""
    variant: str | None
    """Variant of the product, such as its colour."""
    position: int | None
    """Position of the product in its list."""
    @property
    def price(self) -> float | None:
        """Price of one piece, in the currency of the event."""
    @price.setter
    def price(self, value: float | Decimal | None) -> None: ...
    @property
    def quantity(self) -> float | None:
        """Number of pieces. Fractions are allowed (D-49)."""
    @quantity.setter
    def quantity(self, value: float | Decimal | None) -> None: ...
    coupon_code: str | None
    """Coupon used for this product."""
    @property
    def added_to_cart_time_ms(self) -> int | None:
        """When the product was put into the cart, in milliseconds since the Unix epoch."""
    @added_to_cart_time_ms.setter
    def added_to_cart_time_ms(self, value: int | datetime | None) -> None: ...
    @property
    def total_product_amount(self) -> float | None:
        """Price of all pieces together, in the currency of the event."""
    @total_product_amount.setter
    def total_product_amount(self, value: float | Decimal | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the product, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...

class PromotionAction(Partial):
    """An action on promotions.

    Fields:
        action: text, required. What was done. One of view, click.
        promotions: list of Promotion. Promotions that the action was about.
    """

    Action = names.PromotionActionType
    def __init__(
        self,
        action: names.PromotionActionType | Literal["view", "click"] | None = None,
        promotions: Sequence[Promotion | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    action: names.PromotionActionType | Literal["view", "click"] | None
    """What was done. One of view, click."""
    @property
    def promotions(self) -> list[Promotion] | Any:
        """Promotions that the action was about."""
    @promotions.setter
    def promotions(self, value: Sequence[Promotion | Mapping[str, Any]] | None) -> None: ...

class Promotion(Partial):
    """A promotion inside the shop, such as a banner. Nothing is required (D-26).

    Fields:
        id: text. Identifier of the promotion. Leave it out rather than send null.
        name: text. Name of the promotion. Leave it out rather than send null.
        creative: text. Name of the image or text used.
        position: text. Place where the promotion was shown. Text, unlike the position of a product.
    """
    def __init__(
        self,
        id: str | UUID | None = None,
        name: str | None = None,
        creative: str | None = None,
        position: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def id(self) -> str | None:
        """Identifier of the promotion. Leave it out rather than send null."""
    @id.setter
    def id(self, value: str | UUID | None) -> None: ...
    name: str | None
    """Name of the promotion. Leave it out rather than send null."""
    creative: str | None
    """Name of the image or text used."""
    position: str | None
    """Place where the promotion was shown. Text, unlike the position of a product."""

class ProductImpression(Partial):
    """A list of products that was shown to the user.

    Fields:
        product_impression_list: text. Name of the list.
        products: list of Product. Products in the list.
    """
    def __init__(
        self,
        product_impression_list: str | None = None,
        products: Sequence[Product | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    product_impression_list: str | None
    """Name of the list."""
    @property
    def products(self) -> list[Product] | Any:
        """Products in the list."""
    @products.setter
    def products(self, value: Sequence[Product | Mapping[str, Any]] | None) -> None: ...

class ShoppingCart(Partial):
    """The shopping cart of the user.

    Fields:
        products: list of Product. Products in the cart.
    """
    def __init__(
        self,
        products: Sequence[Product | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def products(self) -> list[Product] | Any:
        """Products in the cart."""
    @products.setter
    def products(self, value: Sequence[Product | Mapping[str, Any]] | None) -> None: ...

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

    event_type: ClassVar[Literal["screen_view"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        screen_name: str | None = None,
        activity_type: str | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    screen_name: str | None
    """Name of the screen. At most 256 characters, a default that the vendor can change per customer. At most 256
    characters.
    """
    activity_type: str | None
    """Step in the life of an Android activity, such as activity_started or activity_stopped."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["session_start"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["session_end"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        session_duration_ms: int | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    session_duration_ms: int | None
    """Length of the session, in milliseconds. A duration, not a date."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["application_state_transition"]]
    ApplicationTransitionType = names.ApplicationTransitionType
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        successfully_closed: bool | None = None,
        is_first_run: bool | None = None,
        is_upgrade: bool | None = None,
        push_notification_payload: str | None = None,
        application_transition_type: names.ApplicationTransitionType
        | Literal["application_initialized", "application_exit", "application_background", "application_foreground"]
        | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        launch_referral: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    successfully_closed: bool | None
    """Whether the previous run ended without a crash."""
    is_first_run: bool | None
    """Whether this is the first start after installation. Meaningful with application_initialized only."""
    is_upgrade: bool | None
    """Whether this is the first start after an upgrade. Meaningful with application_initialized only."""
    push_notification_payload: str | None
    """Push message that started the application, as JSON text."""
    application_transition_type: (
        names.ApplicationTransitionType
        | Literal["application_initialized", "application_exit", "application_background", "application_foreground"]
        | None
    )
    """What the application did. One of application_initialized, application_exit, application_background,
    application_foreground.
    """
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""
    launch_referral: str | None
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

    event_type: ClassVar[Literal["push_registration"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        register: bool | None = None,
        registration_token: str | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    register: bool | None
    """True when the device registered, false when it unregistered."""
    registration_token: str | None
    """Token under which the device receives push messages."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["push_message"]]
    PushMessageType = names.PushMessageType
    Network = names.PushNetwork
    ApplicationState = names.ApplicationState
    PushMessageBehavior = names.PushMessageBehavior
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        push_message_token: str | None = None,
        push_message_type: names.PushMessageType | Literal["sent", "received", "action"] | None = None,
        message: str | None = None,
        network: Literal["apn", "gcm"] | str | None = None,
        push_notification_payload: str | None = None,
        application_state: names.ApplicationState | Literal["not_running", "background", "foreground"] | None = None,
        action_identifier: str | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        push_message_behavior: int | str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    push_message_token: str | None
    """Token of the device that the message was for."""
    push_message_type: names.PushMessageType | Literal["sent", "received", "action"] | None
    """What happened to the message. One of sent, received, action."""
    message: str | None
    """Text of the message."""
    @property
    def network(self) -> str | None:
        """Network that delivered the message. An open set. Such as apn, gcm."""
    @network.setter
    def network(self, value: Literal["apn", "gcm"] | str | None) -> None: ...
    push_notification_payload: str | None
    """The message as delivered, as JSON text."""
    application_state: names.ApplicationState | Literal["not_running", "background", "foreground"] | None
    """Where the application was when the message arrived. One of not_running, background, foreground."""
    action_identifier: str | None
    """Identifier of the action that the user chose. At most 100 characters, a default that the vendor can change per
    customer. At most 100 characters.
    """
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""
    push_message_behavior: int | str | None
    """What the message led to. Documented as an integer bit mask, but a name in all published schemas, so both are
    accepted (D-7).
    """

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

    event_type: ClassVar[Literal["opt_out"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        is_opted_out: bool | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    is_opted_out: bool | None
    """True when the user opted out, false when the user opted back in. Omitted, the service takes false."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["network_performance"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        http_verb: str | None = None,
        url: str | None = None,
        time_elapsed: int | None = None,
        bytes_in: int | None = None,
        bytes_out: int | None = None,
        response_code: int | str | None = None,
        data: str | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    http_verb: str | None
    """HTTP method of the request."""
    url: str | None
    """Address of the request."""
    time_elapsed: int | None
    """Duration of the request, in milliseconds."""
    bytes_in: int | None
    """Size of the response, in bytes."""
    bytes_out: int | None
    """Size of the request, in bytes."""
    @property
    def response_code(self) -> int | None:
        """HTTP status of the response. An integer, although one vendor table says text (D-22)."""
    @response_code.setter
    def response_code(self, value: int | str | None) -> None: ...
    data: str | None
    """Content of the exchange, Base64 encoded. On the wire it is nested in the envelope key of the same name."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["crash_report"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        breadcrumbs: Sequence[BreadcrumbEventData | msgspec.Struct | Mapping[str, Any]] | None = None,
        class_name: str | None = None,
        severity: str | None = None,
        message: str | None = None,
        stack_trace: str | None = None,
        exception_handled: bool | None = None,
        topmost_context: str | None = None,
        pl_crash_report_file_base64: str | None = None,
        ios_image_base_address: int | None = None,
        ios_image_size: int | None = None,
        session_number: int | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    @property
    def breadcrumbs(self) -> list[BreadcrumbEventData] | Any:
        """What happened before the error, each a complete breadcrumb event (D-19)."""
    @breadcrumbs.setter
    def breadcrumbs(self, value: Sequence[BreadcrumbEventData | msgspec.Struct | Mapping[str, Any]] | None) -> None: ...
    class_name: str | None
    """Class of the exception."""
    severity: str | None
    """How serious the error is."""
    message: str | None
    """Message of the error."""
    stack_trace: str | None
    """Stack trace of the error."""
    exception_handled: bool | None
    """Whether the application caught the exception."""
    topmost_context: str | None
    """Name of the screen on top when the error happened."""
    pl_crash_report_file_base64: str | None
    """Report file of PLCrashReporter, Base64 encoded."""
    ios_image_base_address: int | None
    """Address at which the binary was loaded (iOS), an unsigned 64-bit integer (D-49)."""
    ios_image_size: int | None
    """Size of the binary in bytes (iOS), an unsigned 64-bit integer (D-49)."""
    session_number: int | None
    """Number of the session, as counted by the client SDK."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["breadcrumb"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        session_number: int | None = None,
        label: str | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    session_number: int | None
    """Number of the session, as counted by the client SDK."""
    label: str | None
    """Text of the mark."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["uninstall"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        source_message_id: str | UUID | None = None,
        session_uuid: str | UUID | None = None,
        session_id: int | str | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        event_id: int | str | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["first_run"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
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

    event_type: ClassVar[Literal["profile"]]
    ProfileEventType = names.ProfileEventType
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        profile_name: str | None = None,
        previous_profile_name: str | None = None,
        profile_event_type: names.ProfileEventType
        | Literal["signup", "login", "logout", "update", "delete"]
        | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        previous_mpid: int | str | None = None,
        current_mpid: int | str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    profile_name: str | None
    """Legacy name of the profile. Sent by older SDKs and in no published schema (D-23)."""
    previous_profile_name: str | None
    """Legacy name of the profile before the event. Sent by older SDKs and in no published schema (D-23)."""
    profile_event_type: names.ProfileEventType | Literal["signup", "login", "logout", "update", "delete"] | None
    """What happened to the profile. One of signup, login, logout, update, delete."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""
    @property
    def previous_mpid(self) -> int | None:
        """mParticle identifier of the user before the event, null when there was none. A signed 64-bit integer (D-23)."""
    @previous_mpid.setter
    def previous_mpid(self, value: int | str | None) -> None: ...
    @property
    def current_mpid(self) -> int | None:
        """mParticle identifier of the user after the event, null when there is none. A signed 64-bit integer (D-23)."""
    @current_mpid.setter
    def current_mpid(self, value: int | str | None) -> None: ...

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

    event_type: ClassVar[Literal["user_attribute_change"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        event_id: int | str | None = None,
        source_message_id: str | UUID | None = None,
        session_id: int | str | None = None,
        session_uuid: str | UUID | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        user_attribute_name: str | None = None,
        new: str | int | float | Decimal | bool | Sequence[str | UUID | int | float | Decimal | bool] | None = None,
        old: str | int | float | Decimal | bool | Sequence[str | UUID | int | float | Decimal | bool] | None = None,
        deleted: bool | None = None,
        is_new_attribute: bool | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    user_attribute_name: str | None
    """Name of the attribute."""
    @property
    def new(self) -> str | int | float | bool | list[str | int | float | bool] | Any:
        """Value after the change. Null for a tag or a removed attribute (D-24)."""
    @new.setter
    def new(
        self, value: str | int | float | Decimal | bool | Sequence[str | UUID | int | float | Decimal | bool] | None
    ) -> None: ...
    @property
    def old(self) -> str | int | float | bool | list[str | int | float | bool] | Any:
        """Value before the change. Null when the attribute is new (D-24)."""
    @old.setter
    def old(
        self, value: str | int | float | Decimal | bool | Sequence[str | UUID | int | float | Decimal | bool] | None
    ) -> None: ...
    deleted: bool | None
    """Whether the attribute was removed."""
    is_new_attribute: bool | None
    """Whether the user did not have the attribute before."""
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""

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

    event_type: ClassVar[Literal["user_identity_change"]]
    def __init__(
        self,
        timestamp_unixtime_ms: int | datetime | None = None,
        source_message_id: str | UUID | None = None,
        session_uuid: str | UUID | None = None,
        session_id: int | str | None = None,
        custom_attributes: Mapping[str, Any] | None = None,
        custom_flags: Mapping[str, Any] | None = None,
        location: GeoLocation | Mapping[str, Any] | None = None,
        device_current_state: DeviceCurrentState | Mapping[str, Any] | None = None,
        data_connection_type: str | None = None,
        event_num: int | None = None,
        view_controller: str | None = None,
        is_main_thread: bool | None = None,
        canonical_name: str | None = None,
        page_url: str | None = None,
        active_time_on_site_ms: int | None = None,
        total_time_on_site_ms: float | Decimal | None = None,
        event_id: int | str | None = None,
        session_start_unixtime_ms: int | datetime | None = None,
        event_start_unixtime_ms: int | datetime | None = None,
        is_goal_defined: bool | None = None,
        lifetime_value_change: float | Decimal | None = None,
        lifetime_value_attribute_name: str | None = None,
        event_system_notification_info: EventSystemNotificationInfo | Mapping[str, Any] | None = None,
        new: UserIdentity | Mapping[str, Any] | None = None,
        old: UserIdentity | Mapping[str, Any] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the event happened, in milliseconds since the Unix epoch. Omitted, the service takes the time of arrival.
        The historical endpoint needs it on every event, at least 72 hours in the past.
        """
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def source_message_id(self) -> str | None:
        """Text chosen by the sender that identifies the event, a UUID by preference."""
    @source_message_id.setter
    def source_message_id(self, value: str | UUID | None) -> None: ...
    @property
    def session_uuid(self) -> str | None:
        """Identifier of the session as a UUID, the same on all events of a session. Omitted, the event is not tied to a
        session by UUID.
        """
    @session_uuid.setter
    def session_uuid(self, value: str | UUID | None) -> None: ...
    @property
    def session_id(self) -> int | None:
        """Identifier of the session as an integer. The service derives it from session_uuid; senders without one set it
        themselves and repeat it on the start and the end of the session (D-18).
        """
    @session_id.setter
    def session_id(self, value: int | str | None) -> None: ...
    @property
    def custom_attributes(self) -> dict[str, Any] | Any:
        """Attributes of the event, keyed by attribute name. Names of at most 256 characters."""
    @custom_attributes.setter
    def custom_attributes(self, value: Mapping[str, Any] | None) -> None: ...
    @property
    def custom_flags(self) -> dict[str, Any] | Any:
        """Values meant for integrations, which are not stored as attributes. Any JSON value is accepted; texts and
        numbers are the safe choice (D-6).
        """
    @custom_flags.setter
    def custom_flags(self, value: Mapping[str, Any] | None) -> None: ...
    location: GeoLocation | None
    """Where the event happened. Omitted, the event has no location of its own."""
    device_current_state: DeviceCurrentState | None
    """State of the device when the event happened."""
    data_connection_type: str | None
    """Kind of network connection when the event happened."""
    event_num: int | None
    """Position of the event within its session, counted by client SDKs."""
    view_controller: str | None
    """Name of the view controller on screen (iOS SDK)."""
    is_main_thread: bool | None
    """Whether the event was raised on the main thread (iOS SDK)."""
    canonical_name: str | None
    """Class name of the screen (Android SDK)."""
    page_url: str | None
    """Address of the page (web SDK). In no published schema (D-48)."""
    active_time_on_site_ms: int | None
    """Time that the user was active on the site, in milliseconds (web SDK). In no published schema (D-48)."""
    @property
    def total_time_on_site_ms(self) -> float | None:
        """Time since the user came to the site, in milliseconds (web SDK since 2.76). In no published schema (D-48)."""
    @total_time_on_site_ms.setter
    def total_time_on_site_ms(self, value: float | Decimal | None) -> None: ...
    @property
    def event_id(self) -> int | None:
        """Identifier that the service gave the event, a signed 64-bit integer (D-27)."""
    @event_id.setter
    def event_id(self, value: int | str | None) -> None: ...
    @property
    def session_start_unixtime_ms(self) -> int | None:
        """When the session started, in milliseconds since the Unix epoch. Filled in by the service."""
    @session_start_unixtime_ms.setter
    def session_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    @property
    def event_start_unixtime_ms(self) -> int | None:
        """When the event started, in milliseconds since the Unix epoch. Filled in by the service."""
    @event_start_unixtime_ms.setter
    def event_start_unixtime_ms(self, value: int | datetime | None) -> None: ...
    is_goal_defined: bool | None
    """Internal mark of the service."""
    @property
    def lifetime_value_change(self) -> float | None:
        """Amount by which the event changed the user's lifetime value. A number, although several SDKs say boolean
        (D-17).
        """
    @lifetime_value_change.setter
    def lifetime_value_change(self, value: float | Decimal | None) -> None: ...
    lifetime_value_attribute_name: str | None
    """Name of the attribute that holds the lifetime value."""
    event_system_notification_info: EventSystemNotificationInfo | None
    """Notification by the system that caused the event."""
    new: UserIdentity | None
    """Identity after the change. Null when it was removed."""
    old: UserIdentity | None
    """Identity before the change. Null when it is new (D-25)."""

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
    def __init__(
        self,
        identity_type: names.IdentityType
        | Literal[
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
        | None = None,
        identity: str | UUID | None = None,
        timestamp_unixtime_ms: int | datetime | None = None,
        created_this_batch: bool | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    identity_type: (
        names.IdentityType
        | Literal[
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
        | None
    )
    """Kind of identity. One of other, customer_id, facebook, twitter, google, microsoft, yahoo, email, alias,
    facebook_custom_audience_id, other_id_2, other_id_3, other_id_4, other_id_5, other_id_6, other_id_7, other_id_8,
    other_id_9, other_id_10, mobile_number, phone_number_2, phone_number_3.
    """
    @property
    def identity(self) -> str | None:
        """The identity itself."""
    @identity.setter
    def identity(self, value: str | UUID | None) -> None: ...
    @property
    def timestamp_unixtime_ms(self) -> int | None:
        """When the identity was set, in milliseconds since the Unix epoch."""
    @timestamp_unixtime_ms.setter
    def timestamp_unixtime_ms(self, value: int | datetime | None) -> None: ...
    created_this_batch: bool | None
    """Whether the identity is new in this batch."""

class ApiErrorResponse(Partial):
    """Body of an error response. It can be missing, empty, or something other than JSON.

    Fields:
        errors: list of ApiError. What was wrong with the request.
    """
    def __init__(
        self,
        errors: Sequence[ApiError | Mapping[str, Any]] | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    @property
    def errors(self) -> list[ApiError] | Any:
        """What was wrong with the request."""
    @errors.setter
    def errors(self, value: Sequence[ApiError | Mapping[str, Any]] | None) -> None: ...

class ApiError(Partial):
    """One thing that was wrong with a request.

    Fields:
        code: text. Short code such as `BAD_REQUEST`, the only one that the vendor publishes.
        message: text. Explanation for a person.
    """
    def __init__(
        self,
        code: str | None = None,
        message: str | None = None,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None: ...
    code: str | None
    """Short code such as `BAD_REQUEST`, the only one that the vendor publishes."""
    message: str | None
    """Explanation for a person."""
