"""The names, positions and values that programs written for the vendor's Python SDK rely on."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import uuid
from enum import StrEnum
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade import (
    AppEvent,
    ApplicationStateTransitionEvent,
    Batch,
    DeviceCurrentState,
    DeviceInformation,
    EventBase,
    MediaInfo,
    ProductAction,
    ProfileEvent,
    PromotionAction,
    PushMessageEvent,
    SourceInformation,
)

COMMON = (
    "timestamp_unixtime_ms event_id source_message_id session_id session_uuid custom_attributes location "
    "device_current_state"
)
CONSENT = "document consented timestamp_unixtime_ms location hardware_id"

# Class to constructor arguments, in the order that version 0.16.1 of the vendor's SDK takes them by position.
CONSTRUCTORS = {
    "ApiResponse": "errors",
    "ApiResponseErrors": "code message",
    "AppEvent": f"event_name custom_event_type {COMMON} media_info custom_flags",
    "ApplicationInformation": "application_name application_version install_referrer package",
    "ApplicationStateTransitionEvent": (
        f"{COMMON} successfully_closed is_first_run is_upgrade push_notification_payload application_transition_type"
    ),
    "AttributionInfo": "service_provider publisher campaign",
    # Without `api_key` between user_identities and mpid, deliberately: it is for another channel than HTTP.
    "Batch": (
        "events source_request_id environment ip schema_version device_info application_info user_attributes "
        "deleted_user_attributes user_identities api_key mpid mp_deviceid consent_state context "
        "integration_attributes"
    ),
    "BatchContext": "data_plan",
    "BreadcrumbEvent": f"{COMMON} session_number label",
    "CCPAConsentState": CONSENT,
    "CommerceEvent": (
        f"product_action {COMMON} promotion_action product_impressions shopping_cart currency_code screen_name "
        "is_non_interactive custom_flags"
    ),
    "ConsentState": "",
    "CrashReportEvent": (
        f"{COMMON} breadcrumbs class_name severity message stack_trace exception_handled topmost_context "
        "pl_crash_report_file_base64 ios_image_base_address ios_image_size session_number"
    ),
    "DataPlanContext": "plan_id plan_version",
    "DeviceCurrentState": (
        "time_since_start_ms battery_level data_connection_type data_connection_type_detail gps_state "
        "total_system_memory_usage_bytes disk_space_free_bytes cpu system_memory_available_bytes system_memory_low "
        "system_memory_threshold_bytes application_memory_available_bytes application_memory_max_bytes "
        "application_memory_total_bytes device_orientation status_bar_orientation"
    ),
    "DeviceInformation": (
        "brand product device android_uuid device_manufacturer platform os_version device_model screen_height "
        "screen_width screen_dpi device_country locale_language locale_country network_country network_carrier "
        "network_code network_mobile_country_code timezone_offset build_identifier http_header_user_agent "
        "ios_advertising_id push_token cpu_architecture is_tablet push_notification_sound_enabled "
        "push_notification_vibrate_enabled radio_access_technology supports_telephony has_nfc bluetooth_enabled "
        "bluetooth_version att_timestamp_unixtime_ms att_authorization_status ios_idfv android_advertising_id amp_id "
        "roku_advertising_id roku_publisher_id microsoft_advertising_id microsoft_publisher_id fire_advertising_id"
    ),
    "EventBase": "data event_type",
    "EventData": COMMON,
    "FirstRunEvent": COMMON,
    "GDPRConsentState": CONSENT,
    "GeoLocation": "latitude longitude accuracy",
    "MediaInfo": "action channel metadata timed_metadata playback_position format quality playback_rate",
    "NetworkPerformanceEvent": f"{COMMON} http_verb url time_elapsed bytes_in bytes_out response_code data",
    "OptOutEvent": f"{COMMON} is_opted_out",
    "Product": (
        "id name brand category variant position price quantity coupon_code added_to_cart_time_ms "
        "total_product_amount custom_attributes"
    ),
    "ProductAction": (
        "action checkout_step checkout_options product_action_list product_list_source transaction_id affiliation "
        "total_amount tax_amount shipping_amount coupon_code products"
    ),
    "ProductImpression": "product_impression_list products",
    "ProfileEvent": f"{COMMON} profile_name previous_profile_name profile_event_type",
    "Promotion": "id name creative position",
    "PromotionAction": "action promotions",
    "PushMessageEvent": (
        f"{COMMON} push_message_token push_message_type message network push_notification_payload application_state "
        "action_identifier"
    ),
    "PushRegistrationEvent": f"{COMMON} register registration_token",
    "ScreenViewEvent": f"{COMMON} screen_name activity_type custom_flags",
    "SessionEndEvent": f"{COMMON} session_duration_ms",
    "SessionStartEvent": COMMON,
    "ShoppingCart": "products",
    "SourceInformation": "channel partner replay_request_id replay_job_id",
    "UserAttributeChangeEvent": f"{COMMON} user_attribute_name new old deleted is_new_attribute",
    "UserIdentities": (
        "other customerid facebook twitter google microsoft yahoo email alias facebook_custom_audience_id other_id_2 "
        "other_id_3 other_id_4 other_id_5 other_id_6 other_id_7 other_id_8 other_id_9 other_id_10 mobile_number "
        "phone_number_2 phone_number_3"
    ),
}
EXPORTED = [*CONSTRUCTORS, "EventsApi", "ApiClient", "Configuration"]

ORIENTATIONS = "portrait portrait_upside_down landscape LandscapeLeft LandscapeRight FaceUp FaceDown Square"
ENUMERATIONS: list[tuple[type[StrEnum], str]] = [
    (Batch.Environment, "production development"),
    (
        AppEvent.CustomEventType,
        "navigation location search transaction user_content user_preference social other media attribution",
    ),
    (
        ProductAction.Action,
        "add_to_cart remove_from_cart checkout checkout_option click view_detail purchase refund add_to_wishlist "
        "remove_from_wish_list",
    ),
    (PromotionAction.Action, "view click"),
    (
        DeviceInformation.Platform,
        "iOS Android web desktop tvOS roku out_of_band alexa smart_tv fire_tv xbox",
    ),
    (DeviceInformation.ATTAuthorizationStatus, "authorized denied not_determined restricted"),
    (DeviceCurrentState.DeviceOrientation, ORIENTATIONS),
    (DeviceCurrentState.StatusBarOrientation, ORIENTATIONS),
    (
        EventBase.EventType,
        "custom_event commerce_event screen_view session_start session_end application_state_transition "
        "push_registration push_message opt_out network_performance crash_report breadcrumb uninstall first_run "
        "profile user_attribute_change user_identity_change",
    ),
    (MediaInfo.Action, "play stop update_playback_position skip rate"),
    (MediaInfo.Format, "audio video"),
    (MediaInfo.Quality, "low sd medium hd ultra_hd"),
    (
        ApplicationStateTransitionEvent.ApplicationTransitionType,
        "application_initialized application_exit application_background application_foreground",
    ),
    (ProfileEvent.ProfileEventType, "signup login logout update delete"),
    (PushMessageEvent.PushMessageType, "sent received action"),
    (PushMessageEvent.ApplicationState, "not_running background foreground"),
    (SourceInformation.Channel, "native javascript pixel desktop partner server_to_server unknown"),
]


def in_a_fresh_interpreter(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPORTED)
def test_a_name_that_the_vendor_exports_exists_at_the_root(name: str) -> None:
    assert isinstance(getattr(mparticle, name), type)
    assert name in mparticle.__all__
    assert name in dir(mparticle)


@pytest.mark.parametrize("name", ["UninstallEvent", "UserIdentityChangeEvent", "UserAttributeChangeEvent"])
def test_an_event_that_the_vendor_lacks_exists_at_the_root(name: str) -> None:
    assert isinstance(getattr(mparticle, name).event_type, str)


def test_every_promised_name_can_be_imported() -> None:
    for name in mparticle.__all__:
        assert getattr(mparticle, name) is not None
    assert len(set(mparticle.__all__)) == len(mparticle.__all__)


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Bacth"):
        mparticle.Bacth  # noqa: B018


@pytest.mark.parametrize("name", ["rest", "models", "apis", "api_client", "configuration"])
def test_a_submodule_of_the_vendor_can_be_reached_by_attribute_and_by_import(name: str) -> None:
    module = importlib.import_module(f"mparticle_facade.{name}")
    reached = in_a_fresh_interpreter(f"import mparticle_facade as mparticle; print(mparticle.{name}.__name__)")
    assert reached.strip() == module.__name__


def test_submodules_hold_the_classes_that_they_hold_in_the_vendors_sdk() -> None:
    assert mparticle.rest.ApiException is mparticle.ApiException
    assert mparticle.apis.EventsApi is mparticle.EventsApi
    assert mparticle.api_client.ApiClient is mparticle.ApiClient
    assert mparticle.configuration.Configuration is mparticle.Configuration
    for name in CONSTRUCTORS:
        assert getattr(mparticle.models, name) is getattr(mparticle, name)


# -- constructors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "arguments"), CONSTRUCTORS.items())
def test_a_constructor_takes_the_vendors_positional_order(name: str, arguments: str) -> None:
    expected = arguments.split()
    built = getattr(mparticle, name)(*range(len(expected)))
    assert [getattr(built, argument) for argument in expected] == list(range(len(expected)))


@pytest.mark.parametrize(("name", "arguments"), CONSTRUCTORS.items())
def test_every_argument_can_be_given_by_keyword_and_assigned(name: str, arguments: str) -> None:
    cls = getattr(mparticle, name)
    for argument in arguments.split():
        given, assigned = cls(**{argument: 7}), cls()
        setattr(assigned, argument, 7)
        assert getattr(given, argument) == getattr(assigned, argument) == 7
        assert given == assigned


@pytest.mark.parametrize("name", CONSTRUCTORS)
def test_a_field_that_was_never_set_reads_none(name: str) -> None:
    empty = getattr(mparticle, name)()
    defaults = {"custom_event_type": "other"} if name == "AppEvent" else {}
    for field in empty.__struct_fields__:
        assert getattr(empty, field) == defaults.get(field)


@pytest.mark.parametrize(
    ("owner", "typo", "meant"),
    [
        (Batch(), "enviroment", "environment"),
        (Batch(), "user_identites", "user_identities"),
        (AppEvent(), "custom_atributes", "custom_attributes"),
        (mparticle.UserIdentities(), "customer_ids", "customer_id"),
        (mparticle.Product(), "cupon_code", "coupon_code"),
        (mparticle.ConsentState(), "gpdr", "gdpr"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_unknown_attribute_is_refused_with_the_nearest_name(owner: Any, typo: str, meant: str) -> None:
    with pytest.raises(AttributeError, match=f"{type(owner).__name__} has no field '{typo}'; did you mean '{meant}'"):
        setattr(owner, typo, 1)
    with pytest.raises(AttributeError, match=f"did you mean '{meant}'"):
        getattr(owner, typo)


def test_an_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="enviroment"):
        Batch(enviroment="development")


def test_an_app_event_takes_both_documented_argument_orders() -> None:
    vendors = AppEvent("Hello World", "navigation")
    documented = AppEvent(AppEvent.CustomEventType.navigation, "Hello World")
    assert vendors == documented
    assert (documented.event_name, documented.custom_event_type) == ("Hello World", "navigation")
    mixed = AppEvent("Hello World", AppEvent.CustomEventType.navigation)
    assert mixed == vendors


def test_an_app_event_named_like_a_type_keeps_its_name() -> None:
    event = AppEvent("search", "navigation")
    assert (event.event_name, event.custom_event_type) == ("search", "navigation")


def test_an_app_event_is_of_type_other_unless_said() -> None:
    assert AppEvent("Hello World").custom_event_type == "other"


def test_a_batch_takes_an_environment_or_its_events_first() -> None:
    event = AppEvent("x")
    assert Batch(Batch.Environment.development) == Batch(environment="development")
    assert Batch("development").environment == "development"
    assert Batch("development").events is None
    assert Batch(Batch.Environment.development, events=[event], ip="::1") == Batch([event], None, "development", "::1")
    assert Batch([event]).events == [event]
    assert Batch([event]).environment is None


def test_customerid_is_another_name_of_customer_id() -> None:
    given = mparticle.UserIdentities(customerid="123456")
    assigned = mparticle.UserIdentities()
    assigned.customerid = "123456"
    assert given == assigned == mparticle.UserIdentities(customer_id="123456")
    assert given.customerid == given.customer_id == "123456"
    given.customer_id = "7"
    assert given.customerid == "7"


# -- factories --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            ApplicationStateTransitionEvent.create_install_event(),
            {"application_transition_type": "application_initialized", "is_first_run": True, "is_upgrade": False},
        ),
        (
            ApplicationStateTransitionEvent.create_upgrade_event(),
            {"application_transition_type": "application_initialized", "is_first_run": False, "is_upgrade": True},
        ),
        (
            ApplicationStateTransitionEvent.create_foreground_event(),
            {"application_transition_type": "application_foreground"},
        ),
        (
            ApplicationStateTransitionEvent.create_background_event(),
            {"application_transition_type": "application_background"},
        ),
        (
            AppEvent.create_attribution_event("acme", "spring"),
            {
                "event_name": "attribution",
                "custom_event_type": "attribution",
                "custom_attributes": {"campaign": "spring", "publisher": "acme"},
            },
        ),
        (
            AppEvent.create_attribution_event(campaign="spring"),
            {
                "event_name": "attribution",
                "custom_event_type": "attribution",
                "custom_attributes": {"campaign": "spring", "publisher": None},
            },
        ),
        (
            AppEvent.create_attribution_delete_event(),
            {
                "event_name": "attribution",
                "custom_event_type": "attribution",
                "custom_attributes": {"action": "delete"},
            },
        ),
    ],
    ids=["install", "upgrade", "foreground", "background", "attribution", "campaign only", "attribution delete"],
)
def test_a_factory_method_makes_the_documented_event(event: Any, expected: dict[str, Any]) -> None:
    batch = Batch([event], environment="development")
    batch.validate()
    assert batch.to_dict()["events"] == [{"event_type": event.event_type, "data": expected}]


def test_validate_uuid_returns_none_or_the_error() -> None:
    assert DeviceInformation.validateUUID(str(uuid.UUID(int=5))) is None
    assert isinstance(DeviceInformation.validateUUID("5"), ValueError)


# -- enumerations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("enumeration", "values"), ENUMERATIONS, ids=lambda value: getattr(value, "__qualname__", "values")
)
def test_an_enumeration_has_the_documented_values_under_their_own_names(
    enumeration: type[StrEnum], values: str
) -> None:
    assert {member.name: member.value for member in enumeration} == {value: value for value in values.split()}


# -- the cost of an import --------------------------------------------------------------------------------------------

HEAVY = ["attr", "attrs", "httpx", "mparticle_events_client", "asyncio", "ssl", "yaml", "starlette", "typer"]
LOADED = f"import sys, json; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"


def test_importing_the_package_imports_no_http_stack() -> None:
    assert json.loads(in_a_fresh_interpreter(f"import mparticle_facade; {LOADED}")) == []


def test_building_and_encoding_a_batch_imports_no_http_stack() -> None:
    code = f"""
import mparticle_facade as mparticle
batch = mparticle.Batch([mparticle.AppEvent("Hello World")], environment="development")
batch.validate()
assert mparticle.Batch.from_json(batch.to_json()) == batch
{LOADED}
"""
    assert json.loads(in_a_fresh_interpreter(code)) == []


def test_a_connection_does_import_the_http_stack() -> None:
    program = f"import mparticle_facade as m; m.EventsApi(m.Configuration('k', 's')).raw; {LOADED}"
    loaded = json.loads(in_a_fresh_interpreter(program))
    assert {"httpx", "mparticle_events_client"} <= set(loaded)
    assert "attrs" not in loaded, "only the raw client's models need it"


def test_a_misspelt_class_finds_its_name() -> None:
    with pytest.raises(AttributeError) as raised:
        mparticle.Btach  # type: ignore[attr-defined]  # noqa: B018
    assert (raised.value.name, raised.value.obj) == ("Btach", mparticle), "what the interpreter finds the nearest by"
