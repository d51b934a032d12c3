# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.environment import Environment
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.application_information import ApplicationInformation
    from ..models.application_state_transition_event import ApplicationStateTransitionEvent
    from ..models.attributes_by_key import AttributesByKey
    from ..models.attribution_info import AttributionInfo
    from ..models.batch_context import BatchContext
    from ..models.breadcrumb_event import BreadcrumbEvent
    from ..models.commerce_event import CommerceEvent
    from ..models.consent_state import ConsentState
    from ..models.crash_report_event import CrashReportEvent
    from ..models.custom_event import CustomEvent
    from ..models.device_information import DeviceInformation
    from ..models.first_run_event import FirstRunEvent
    from ..models.network_performance_event import NetworkPerformanceEvent
    from ..models.opt_out_event import OptOutEvent
    from ..models.partner_identities import PartnerIdentities
    from ..models.profile_event import ProfileEvent
    from ..models.push_message_event import PushMessageEvent
    from ..models.push_registration_event import PushRegistrationEvent
    from ..models.screen_view_event import ScreenViewEvent
    from ..models.session_end_event import SessionEndEvent
    from ..models.session_start_event import SessionStartEvent
    from ..models.source_information import SourceInformation
    from ..models.uninstall_event import UninstallEvent
    from ..models.user_attribute_change_event import UserAttributeChangeEvent
    from ..models.user_attributes import UserAttributes
    from ..models.user_identities import UserIdentities
    from ..models.user_identity_change_event import UserIdentityChangeEvent


T = TypeVar("T", bound="Batch")


@_attrs_define
class Batch:
    """One delivery for one user: identities, attributes, device and consent, plus any number of events. A batch without
    events is legal on the two live endpoints (it then only updates the user).

        Attributes:
            environment (Environment): Kind of data in a batch (D-12).

                - `production`: data of real users
                - `development`: test data
            source_request_id (None | str | Unset): Text chosen by the sender that identifies this batch. The service
                remembers it per API key for 30 to 60 days and does not forward a second batch with the same text, so keep it
                unchanged across retries. Omitted, the batch is not protected against being counted twice.
            events (list[ApplicationStateTransitionEvent | BreadcrumbEvent | CommerceEvent | CrashReportEvent | CustomEvent
                | FirstRunEvent | NetworkPerformanceEvent | OptOutEvent | ProfileEvent | PushMessageEvent |
                PushRegistrationEvent | ScreenViewEvent | SessionEndEvent | SessionStartEvent | UninstallEvent |
                UserAttributeChangeEvent | UserIdentityChangeEvent] | None | Unset): Events of this user, in any order. Omitted,
                only the user, device and consent data are updated. The historical endpoint ignores a batch without events.
            mpid (int | None | Unset): Identifier that mParticle gave this user, a signed 64-bit integer beyond what a
                double can hold (D-27). Omitted, the service finds the user by user_identities and device identifiers.
            user_identities (None | Unset | UserIdentities): Identities of the user known to the sender. Omitted, no
                identity is added.
            user_attributes (None | Unset | UserAttributes): User attributes to set, keyed by attribute name. A null value
                sets a tag, that is an attribute without a value (D-8). At most 100 entries with names of at most 256
                characters, defaults that the vendor can change per customer.
            deleted_user_attributes (list[str] | None | Unset): Names of user attributes to remove from the profile.
                Omitted, nothing is removed.
            partner_identities (None | PartnerIdentities | Unset): Identities assigned by partners, keyed by
                `PartnerName_IdentityName`. A name that is not registered for the account can fail the request (D-10).
            device_info (DeviceInformation | None | Unset): The device on which the events happened. Omitted, nothing is
                said about the device.
            application_info (ApplicationInformation | None | Unset): The application in which the events happened.
            context (BatchContext | None | Unset): Data plan and location that hold for the whole batch (D-1).
            consent_state (ConsentState | None | Unset): Consent given or refused by the user (D-2). Omitted, consent is
                unchanged.
            ip (None | str | Unset): IPv4 or IPv6 address of the user's device, used for geolocation. Input only, and
                omitted rather than null when unknown (D-28).
            mp_deviceid (None | str | Unset): Device application stamp, a UUID that mParticle's client SDKs give an
                installation.
            integration_attributes (AttributesByKey | None | Unset): Values meant for single integrations, keyed by the
                module id as text and then by attribute name.
            partner_identity (None | str | Unset): Legacy name of the partner that sends the batch. Undocumented by the
                vendor; prefer partner_identities (D-10).
            attribution_info (AttributionInfo | None | Unset): Install attribution for the whole batch. Server-side senders
                are advised to send a custom event of type attribution instead (D-20).
            source_info (None | SourceInformation | Unset): Where the batch came from. Filled in by the service.
            timestamp_unixtime_ms (int | None | Unset): When the service received the batch, in milliseconds since the Unix
                epoch. Filled in by the service.
            batch_id (int | None | Unset): Identifier that the service gave the batch. Remove it before replaying a stored
                batch, or the replay is taken for a duplicate.
            schema_version (int | None | Unset): Version of the batch format, currently 2. Accepted although no published
                schema lists it, and not needed (D-11).
            api_key (None | str | Unset): Key of the input, used where batches come to the vendor by a queue. Over HTTP the
                credentials count, and this has no meaning (D-53).
            api_keys (list[str] | None | Unset): As api_key, for several inputs. Over HTTP it has no meaning (D-53).
            sdk_version (None | str | Unset): Version of the client SDK that made the batch (D-53).
            job_id (None | str | Unset): Job of the vendor's that the batch belongs to (D-53).
            modified (bool | None | Unset): Bookkeeping mark of the vendor's web SDK. It has no meaning for a server-side
                sender.
    """

    environment: Environment
    source_request_id: None | str | Unset = UNSET
    events: (
        list[
            ApplicationStateTransitionEvent
            | BreadcrumbEvent
            | CommerceEvent
            | CrashReportEvent
            | CustomEvent
            | FirstRunEvent
            | NetworkPerformanceEvent
            | OptOutEvent
            | ProfileEvent
            | PushMessageEvent
            | PushRegistrationEvent
            | ScreenViewEvent
            | SessionEndEvent
            | SessionStartEvent
            | UninstallEvent
            | UserAttributeChangeEvent
            | UserIdentityChangeEvent
        ]
        | None
        | Unset
    ) = UNSET
    mpid: int | None | Unset = UNSET
    user_identities: None | Unset | UserIdentities = UNSET
    user_attributes: None | Unset | UserAttributes = UNSET
    deleted_user_attributes: list[str] | None | Unset = UNSET
    partner_identities: None | PartnerIdentities | Unset = UNSET
    device_info: DeviceInformation | None | Unset = UNSET
    application_info: ApplicationInformation | None | Unset = UNSET
    context: BatchContext | None | Unset = UNSET
    consent_state: ConsentState | None | Unset = UNSET
    ip: None | str | Unset = UNSET
    mp_deviceid: None | str | Unset = UNSET
    integration_attributes: AttributesByKey | None | Unset = UNSET
    partner_identity: None | str | Unset = UNSET
    attribution_info: AttributionInfo | None | Unset = UNSET
    source_info: None | SourceInformation | Unset = UNSET
    timestamp_unixtime_ms: int | None | Unset = UNSET
    batch_id: int | None | Unset = UNSET
    schema_version: int | None | Unset = UNSET
    api_key: None | str | Unset = UNSET
    api_keys: list[str] | None | Unset = UNSET
    sdk_version: None | str | Unset = UNSET
    job_id: None | str | Unset = UNSET
    modified: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.application_information import ApplicationInformation  # noqa: PLC0415
        from ..models.application_state_transition_event import ApplicationStateTransitionEvent  # noqa: PLC0415
        from ..models.attributes_by_key import AttributesByKey  # noqa: PLC0415
        from ..models.attribution_info import AttributionInfo  # noqa: PLC0415
        from ..models.batch_context import BatchContext  # noqa: PLC0415
        from ..models.breadcrumb_event import BreadcrumbEvent  # noqa: PLC0415
        from ..models.commerce_event import CommerceEvent  # noqa: PLC0415
        from ..models.consent_state import ConsentState  # noqa: PLC0415
        from ..models.crash_report_event import CrashReportEvent  # noqa: PLC0415
        from ..models.custom_event import CustomEvent  # noqa: PLC0415
        from ..models.device_information import DeviceInformation  # noqa: PLC0415
        from ..models.first_run_event import FirstRunEvent  # noqa: PLC0415
        from ..models.network_performance_event import NetworkPerformanceEvent  # noqa: PLC0415
        from ..models.opt_out_event import OptOutEvent  # noqa: PLC0415
        from ..models.partner_identities import PartnerIdentities  # noqa: PLC0415
        from ..models.profile_event import ProfileEvent  # noqa: PLC0415
        from ..models.push_message_event import PushMessageEvent  # noqa: PLC0415
        from ..models.push_registration_event import PushRegistrationEvent  # noqa: PLC0415
        from ..models.screen_view_event import ScreenViewEvent  # noqa: PLC0415
        from ..models.session_end_event import SessionEndEvent  # noqa: PLC0415
        from ..models.session_start_event import SessionStartEvent  # noqa: PLC0415
        from ..models.source_information import SourceInformation  # noqa: PLC0415
        from ..models.uninstall_event import UninstallEvent  # noqa: PLC0415
        from ..models.user_attribute_change_event import UserAttributeChangeEvent  # noqa: PLC0415
        from ..models.user_attributes import UserAttributes  # noqa: PLC0415
        from ..models.user_identities import UserIdentities  # noqa: PLC0415
        from ..models.user_identity_change_event import UserIdentityChangeEvent  # noqa: PLC0415

        environment = getattr(self.environment, "value", self.environment)

        source_request_id: None | str | Unset
        if isinstance(self.source_request_id, Unset):
            source_request_id = UNSET
        else:
            source_request_id = self.source_request_id

        events: list[dict[str, Any]] | None | Unset
        if isinstance(self.events, Unset):
            events = UNSET
        elif isinstance(self.events, list):
            events = []
            for events_type_0_item_data in self.events:
                events_type_0_item: dict[str, Any]
                if isinstance(events_type_0_item_data, CustomEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, CommerceEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, ScreenViewEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, SessionStartEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, SessionEndEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, ApplicationStateTransitionEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, PushRegistrationEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, PushMessageEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, OptOutEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, NetworkPerformanceEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, CrashReportEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, BreadcrumbEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, UninstallEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, FirstRunEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, ProfileEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, UserAttributeChangeEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                elif isinstance(events_type_0_item_data, UserIdentityChangeEvent):
                    events_type_0_item = (
                        events_type_0_item_data
                        if isinstance(events_type_0_item_data, dict)
                        else events_type_0_item_data.to_dict()
                    )
                else:
                    events_type_0_item = events_type_0_item_data
                events.append(events_type_0_item)

        else:
            events = self.events

        mpid: int | None | Unset
        if isinstance(self.mpid, Unset):
            mpid = UNSET
        else:
            mpid = self.mpid

        user_identities: dict[str, Any] | None | Unset
        if isinstance(self.user_identities, Unset):
            user_identities = UNSET
        elif isinstance(self.user_identities, UserIdentities):
            user_identities = (
                self.user_identities if isinstance(self.user_identities, dict) else self.user_identities.to_dict()
            )
        else:
            user_identities = self.user_identities

        user_attributes: dict[str, Any] | None | Unset
        if isinstance(self.user_attributes, Unset):
            user_attributes = UNSET
        elif isinstance(self.user_attributes, UserAttributes):
            user_attributes = (
                self.user_attributes if isinstance(self.user_attributes, dict) else self.user_attributes.to_dict()
            )
        else:
            user_attributes = self.user_attributes

        deleted_user_attributes: list[str] | None | Unset
        if isinstance(self.deleted_user_attributes, Unset):
            deleted_user_attributes = UNSET
        elif isinstance(self.deleted_user_attributes, list):
            deleted_user_attributes = self.deleted_user_attributes

        else:
            deleted_user_attributes = self.deleted_user_attributes

        partner_identities: dict[str, Any] | None | Unset
        if isinstance(self.partner_identities, Unset):
            partner_identities = UNSET
        elif isinstance(self.partner_identities, PartnerIdentities):
            partner_identities = (
                self.partner_identities
                if isinstance(self.partner_identities, dict)
                else self.partner_identities.to_dict()
            )
        else:
            partner_identities = self.partner_identities

        device_info: dict[str, Any] | None | Unset
        if isinstance(self.device_info, Unset):
            device_info = UNSET
        elif isinstance(self.device_info, DeviceInformation):
            device_info = self.device_info if isinstance(self.device_info, dict) else self.device_info.to_dict()
        else:
            device_info = self.device_info

        application_info: dict[str, Any] | None | Unset
        if isinstance(self.application_info, Unset):
            application_info = UNSET
        elif isinstance(self.application_info, ApplicationInformation):
            application_info = (
                self.application_info if isinstance(self.application_info, dict) else self.application_info.to_dict()
            )
        else:
            application_info = self.application_info

        context: dict[str, Any] | None | Unset
        if isinstance(self.context, Unset):
            context = UNSET
        elif isinstance(self.context, BatchContext):
            context = self.context if isinstance(self.context, dict) else self.context.to_dict()
        else:
            context = self.context

        consent_state: dict[str, Any] | None | Unset
        if isinstance(self.consent_state, Unset):
            consent_state = UNSET
        elif isinstance(self.consent_state, ConsentState):
            consent_state = self.consent_state if isinstance(self.consent_state, dict) else self.consent_state.to_dict()
        else:
            consent_state = self.consent_state

        ip: None | str | Unset
        if isinstance(self.ip, Unset):
            ip = UNSET
        else:
            ip = self.ip

        mp_deviceid: None | str | Unset
        if isinstance(self.mp_deviceid, Unset):
            mp_deviceid = UNSET
        else:
            mp_deviceid = self.mp_deviceid

        integration_attributes: dict[str, Any] | None | Unset
        if isinstance(self.integration_attributes, Unset):
            integration_attributes = UNSET
        elif isinstance(self.integration_attributes, AttributesByKey):
            integration_attributes = (
                self.integration_attributes
                if isinstance(self.integration_attributes, dict)
                else self.integration_attributes.to_dict()
            )
        else:
            integration_attributes = self.integration_attributes

        partner_identity: None | str | Unset
        if isinstance(self.partner_identity, Unset):
            partner_identity = UNSET
        else:
            partner_identity = self.partner_identity

        attribution_info: dict[str, Any] | None | Unset
        if isinstance(self.attribution_info, Unset):
            attribution_info = UNSET
        elif isinstance(self.attribution_info, AttributionInfo):
            attribution_info = (
                self.attribution_info if isinstance(self.attribution_info, dict) else self.attribution_info.to_dict()
            )
        else:
            attribution_info = self.attribution_info

        source_info: dict[str, Any] | None | Unset
        if isinstance(self.source_info, Unset):
            source_info = UNSET
        elif isinstance(self.source_info, SourceInformation):
            source_info = self.source_info if isinstance(self.source_info, dict) else self.source_info.to_dict()
        else:
            source_info = self.source_info

        timestamp_unixtime_ms: int | None | Unset
        if isinstance(self.timestamp_unixtime_ms, Unset):
            timestamp_unixtime_ms = UNSET
        else:
            timestamp_unixtime_ms = self.timestamp_unixtime_ms

        batch_id: int | None | Unset
        if isinstance(self.batch_id, Unset):
            batch_id = UNSET
        else:
            batch_id = self.batch_id

        schema_version: int | None | Unset
        if isinstance(self.schema_version, Unset):
            schema_version = UNSET
        else:
            schema_version = self.schema_version

        api_key: None | str | Unset
        if isinstance(self.api_key, Unset):
            api_key = UNSET
        else:
            api_key = self.api_key

        api_keys: list[str] | None | Unset
        if isinstance(self.api_keys, Unset):
            api_keys = UNSET
        elif isinstance(self.api_keys, list):
            api_keys = self.api_keys

        else:
            api_keys = self.api_keys

        sdk_version: None | str | Unset
        if isinstance(self.sdk_version, Unset):
            sdk_version = UNSET
        else:
            sdk_version = self.sdk_version

        job_id: None | str | Unset
        if isinstance(self.job_id, Unset):
            job_id = UNSET
        else:
            job_id = self.job_id

        modified: bool | None | Unset
        if isinstance(self.modified, Unset):
            modified = UNSET
        else:
            modified = self.modified

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "environment": environment,
            }
        )
        if source_request_id is not UNSET:
            field_dict["source_request_id"] = source_request_id
        if events is not UNSET:
            field_dict["events"] = events
        if mpid is not UNSET:
            field_dict["mpid"] = mpid
        if user_identities is not UNSET:
            field_dict["user_identities"] = user_identities
        if user_attributes is not UNSET:
            field_dict["user_attributes"] = user_attributes
        if deleted_user_attributes is not UNSET:
            field_dict["deleted_user_attributes"] = deleted_user_attributes
        if partner_identities is not UNSET:
            field_dict["partner_identities"] = partner_identities
        if device_info is not UNSET:
            field_dict["device_info"] = device_info
        if application_info is not UNSET:
            field_dict["application_info"] = application_info
        if context is not UNSET:
            field_dict["context"] = context
        if consent_state is not UNSET:
            field_dict["consent_state"] = consent_state
        if ip is not UNSET:
            field_dict["ip"] = ip
        if mp_deviceid is not UNSET:
            field_dict["mp_deviceid"] = mp_deviceid
        if integration_attributes is not UNSET:
            field_dict["integration_attributes"] = integration_attributes
        if partner_identity is not UNSET:
            field_dict["partner_identity"] = partner_identity
        if attribution_info is not UNSET:
            field_dict["attribution_info"] = attribution_info
        if source_info is not UNSET:
            field_dict["source_info"] = source_info
        if timestamp_unixtime_ms is not UNSET:
            field_dict["timestamp_unixtime_ms"] = timestamp_unixtime_ms
        if batch_id is not UNSET:
            field_dict["batch_id"] = batch_id
        if schema_version is not UNSET:
            field_dict["schema_version"] = schema_version
        if api_key is not UNSET:
            field_dict["api_key"] = api_key
        if api_keys is not UNSET:
            field_dict["api_keys"] = api_keys
        if sdk_version is not UNSET:
            field_dict["sdk_version"] = sdk_version
        if job_id is not UNSET:
            field_dict["job_id"] = job_id
        if modified is not UNSET:
            field_dict["modified"] = modified

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.application_information import ApplicationInformation  # noqa: PLC0415
        from ..models.application_state_transition_event import ApplicationStateTransitionEvent  # noqa: PLC0415
        from ..models.attributes_by_key import AttributesByKey  # noqa: PLC0415
        from ..models.attribution_info import AttributionInfo  # noqa: PLC0415
        from ..models.batch_context import BatchContext  # noqa: PLC0415
        from ..models.breadcrumb_event import BreadcrumbEvent  # noqa: PLC0415
        from ..models.commerce_event import CommerceEvent  # noqa: PLC0415
        from ..models.consent_state import ConsentState  # noqa: PLC0415
        from ..models.crash_report_event import CrashReportEvent  # noqa: PLC0415
        from ..models.custom_event import CustomEvent  # noqa: PLC0415
        from ..models.device_information import DeviceInformation  # noqa: PLC0415
        from ..models.first_run_event import FirstRunEvent  # noqa: PLC0415
        from ..models.network_performance_event import NetworkPerformanceEvent  # noqa: PLC0415
        from ..models.opt_out_event import OptOutEvent  # noqa: PLC0415
        from ..models.partner_identities import PartnerIdentities  # noqa: PLC0415
        from ..models.profile_event import ProfileEvent  # noqa: PLC0415
        from ..models.push_message_event import PushMessageEvent  # noqa: PLC0415
        from ..models.push_registration_event import PushRegistrationEvent  # noqa: PLC0415
        from ..models.screen_view_event import ScreenViewEvent  # noqa: PLC0415
        from ..models.session_end_event import SessionEndEvent  # noqa: PLC0415
        from ..models.session_start_event import SessionStartEvent  # noqa: PLC0415
        from ..models.source_information import SourceInformation  # noqa: PLC0415
        from ..models.uninstall_event import UninstallEvent  # noqa: PLC0415
        from ..models.user_attribute_change_event import UserAttributeChangeEvent  # noqa: PLC0415
        from ..models.user_attributes import UserAttributes  # noqa: PLC0415
        from ..models.user_identities import UserIdentities  # noqa: PLC0415
        from ..models.user_identity_change_event import UserIdentityChangeEvent  # noqa: PLC0415

        d = dict(src_dict)
        environment = Environment(d.pop("environment"))

        def _parse_source_request_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source_request_id = _parse_source_request_id(d.pop("source_request_id", UNSET))

        def _parse_events(
            data: object,
        ) -> (
            list[
                ApplicationStateTransitionEvent
                | BreadcrumbEvent
                | CommerceEvent
                | CrashReportEvent
                | CustomEvent
                | FirstRunEvent
                | NetworkPerformanceEvent
                | OptOutEvent
                | ProfileEvent
                | PushMessageEvent
                | PushRegistrationEvent
                | ScreenViewEvent
                | SessionEndEvent
                | SessionStartEvent
                | UninstallEvent
                | UserAttributeChangeEvent
                | UserIdentityChangeEvent
            ]
            | None
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                events_type_0 = []
                _events_type_0 = data
                for events_type_0_item_data in _events_type_0:

                    def _parse_events_type_0_item(
                        data: object,
                    ) -> (
                        ApplicationStateTransitionEvent
                        | BreadcrumbEvent
                        | CommerceEvent
                        | CrashReportEvent
                        | CustomEvent
                        | FirstRunEvent
                        | NetworkPerformanceEvent
                        | OptOutEvent
                        | ProfileEvent
                        | PushMessageEvent
                        | PushRegistrationEvent
                        | ScreenViewEvent
                        | SessionEndEvent
                        | SessionStartEvent
                        | UninstallEvent
                        | UserAttributeChangeEvent
                        | UserIdentityChangeEvent
                    ):
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_0 = CustomEvent.from_dict(data)

                            return componentsschemas_event_type_0
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_1 = CommerceEvent.from_dict(data)

                            return componentsschemas_event_type_1
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_2 = ScreenViewEvent.from_dict(data)

                            return componentsschemas_event_type_2
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_3 = SessionStartEvent.from_dict(data)

                            return componentsschemas_event_type_3
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_4 = SessionEndEvent.from_dict(data)

                            return componentsschemas_event_type_4
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_5 = ApplicationStateTransitionEvent.from_dict(data)

                            return componentsschemas_event_type_5
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_6 = PushRegistrationEvent.from_dict(data)

                            return componentsschemas_event_type_6
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_7 = PushMessageEvent.from_dict(data)

                            return componentsschemas_event_type_7
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_8 = OptOutEvent.from_dict(data)

                            return componentsschemas_event_type_8
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_9 = NetworkPerformanceEvent.from_dict(data)

                            return componentsschemas_event_type_9
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_10 = CrashReportEvent.from_dict(data)

                            return componentsschemas_event_type_10
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_11 = BreadcrumbEvent.from_dict(data)

                            return componentsschemas_event_type_11
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_12 = UninstallEvent.from_dict(data)

                            return componentsschemas_event_type_12
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_13 = FirstRunEvent.from_dict(data)

                            return componentsschemas_event_type_13
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_14 = ProfileEvent.from_dict(data)

                            return componentsschemas_event_type_14
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_15 = UserAttributeChangeEvent.from_dict(data)

                            return componentsschemas_event_type_15
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_event_type_16 = UserIdentityChangeEvent.from_dict(data)

                            return componentsschemas_event_type_16
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        return cast(
                            ApplicationStateTransitionEvent
                            | BreadcrumbEvent
                            | CommerceEvent
                            | CrashReportEvent
                            | CustomEvent
                            | FirstRunEvent
                            | NetworkPerformanceEvent
                            | OptOutEvent
                            | ProfileEvent
                            | PushMessageEvent
                            | PushRegistrationEvent
                            | ScreenViewEvent
                            | SessionEndEvent
                            | SessionStartEvent
                            | UninstallEvent
                            | UserAttributeChangeEvent
                            | UserIdentityChangeEvent,
                            data,
                        )

                    events_type_0_item = _parse_events_type_0_item(events_type_0_item_data)

                    events_type_0.append(events_type_0_item)

                return events_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                list[
                    ApplicationStateTransitionEvent
                    | BreadcrumbEvent
                    | CommerceEvent
                    | CrashReportEvent
                    | CustomEvent
                    | FirstRunEvent
                    | NetworkPerformanceEvent
                    | OptOutEvent
                    | ProfileEvent
                    | PushMessageEvent
                    | PushRegistrationEvent
                    | ScreenViewEvent
                    | SessionEndEvent
                    | SessionStartEvent
                    | UninstallEvent
                    | UserAttributeChangeEvent
                    | UserIdentityChangeEvent
                ]
                | None
                | Unset,
                data,
            )

        events = _parse_events(d.pop("events", UNSET))

        def _parse_mpid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        mpid = _parse_mpid(d.pop("mpid", UNSET))

        def _parse_user_identities(data: object) -> None | Unset | UserIdentities:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                user_identities_type_0 = UserIdentities.from_dict(data)

                return user_identities_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UserIdentities, data)

        user_identities = _parse_user_identities(d.pop("user_identities", UNSET))

        def _parse_user_attributes(data: object) -> None | Unset | UserAttributes:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                user_attributes_type_0 = UserAttributes.from_dict(data)

                return user_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UserAttributes, data)

        user_attributes = _parse_user_attributes(d.pop("user_attributes", UNSET))

        def _parse_deleted_user_attributes(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                deleted_user_attributes_type_0 = cast(list[str], data)

                return deleted_user_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        deleted_user_attributes = _parse_deleted_user_attributes(d.pop("deleted_user_attributes", UNSET))

        def _parse_partner_identities(data: object) -> None | PartnerIdentities | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                partner_identities_type_0 = PartnerIdentities.from_dict(data)

                return partner_identities_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PartnerIdentities | Unset, data)

        partner_identities = _parse_partner_identities(d.pop("partner_identities", UNSET))

        def _parse_device_info(data: object) -> DeviceInformation | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                device_info_type_0 = DeviceInformation.from_dict(data)

                return device_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeviceInformation | None | Unset, data)

        device_info = _parse_device_info(d.pop("device_info", UNSET))

        def _parse_application_info(data: object) -> ApplicationInformation | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                application_info_type_0 = ApplicationInformation.from_dict(data)

                return application_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ApplicationInformation | None | Unset, data)

        application_info = _parse_application_info(d.pop("application_info", UNSET))

        def _parse_context(data: object) -> BatchContext | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                context_type_0 = BatchContext.from_dict(data)

                return context_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchContext | None | Unset, data)

        context = _parse_context(d.pop("context", UNSET))

        def _parse_consent_state(data: object) -> ConsentState | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                consent_state_type_0 = ConsentState.from_dict(data)

                return consent_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConsentState | None | Unset, data)

        consent_state = _parse_consent_state(d.pop("consent_state", UNSET))

        def _parse_ip(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ip = _parse_ip(d.pop("ip", UNSET))

        def _parse_mp_deviceid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mp_deviceid = _parse_mp_deviceid(d.pop("mp_deviceid", UNSET))

        def _parse_integration_attributes(data: object) -> AttributesByKey | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                integration_attributes_type_0 = AttributesByKey.from_dict(data)

                return integration_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttributesByKey | None | Unset, data)

        integration_attributes = _parse_integration_attributes(d.pop("integration_attributes", UNSET))

        def _parse_partner_identity(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        partner_identity = _parse_partner_identity(d.pop("partner_identity", UNSET))

        def _parse_attribution_info(data: object) -> AttributionInfo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attribution_info_type_0 = AttributionInfo.from_dict(data)

                return attribution_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttributionInfo | None | Unset, data)

        attribution_info = _parse_attribution_info(d.pop("attribution_info", UNSET))

        def _parse_source_info(data: object) -> None | SourceInformation | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                source_info_type_0 = SourceInformation.from_dict(data)

                return source_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceInformation | Unset, data)

        source_info = _parse_source_info(d.pop("source_info", UNSET))

        def _parse_timestamp_unixtime_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        timestamp_unixtime_ms = _parse_timestamp_unixtime_ms(d.pop("timestamp_unixtime_ms", UNSET))

        def _parse_batch_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        batch_id = _parse_batch_id(d.pop("batch_id", UNSET))

        def _parse_schema_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        schema_version = _parse_schema_version(d.pop("schema_version", UNSET))

        def _parse_api_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        api_key = _parse_api_key(d.pop("api_key", UNSET))

        def _parse_api_keys(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                api_keys_type_0 = cast(list[str], data)

                return api_keys_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        api_keys = _parse_api_keys(d.pop("api_keys", UNSET))

        def _parse_sdk_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sdk_version = _parse_sdk_version(d.pop("sdk_version", UNSET))

        def _parse_job_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        job_id = _parse_job_id(d.pop("job_id", UNSET))

        def _parse_modified(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        modified = _parse_modified(d.pop("modified", UNSET))

        batch = cls(
            environment=environment,
            source_request_id=source_request_id,
            events=events,
            mpid=mpid,
            user_identities=user_identities,
            user_attributes=user_attributes,
            deleted_user_attributes=deleted_user_attributes,
            partner_identities=partner_identities,
            device_info=device_info,
            application_info=application_info,
            context=context,
            consent_state=consent_state,
            ip=ip,
            mp_deviceid=mp_deviceid,
            integration_attributes=integration_attributes,
            partner_identity=partner_identity,
            attribution_info=attribution_info,
            source_info=source_info,
            timestamp_unixtime_ms=timestamp_unixtime_ms,
            batch_id=batch_id,
            schema_version=schema_version,
            api_key=api_key,
            api_keys=api_keys,
            sdk_version=sdk_version,
            job_id=job_id,
            modified=modified,
        )

        batch.additional_properties = d
        return batch

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
