"""The vendor's module paths, and what its models have, in a process of their own: `install` is for a whole process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mparticle_facade import models

INSTALL = "import mparticle_facade.drop_in; mparticle_facade.drop_in.install()\n"
PATHS = ["", ".api_client", ".apis", ".apis.events_api", ".configuration", ".models", ".rest"]
VENDORS = [
    "api_response",
    "api_response_errors",
    "app_event",
    "application_information",
    "application_state_transition_event",
    "attribution_info",
    "batch",
    "batch_context",
    "breadcrumb_event",
    "ccpa_consent_state",
    "commerce_event",
    "consent_state",
    "crash_report_event",
    "data_plan_context",
    "device_current_state",
    "device_information",
    "event_base",
    "event_data",
    "first_run_event",
    "gdpr_consent_state",
    "geo_location",
    "media_info",
    "network_performance_event",
    "opt_out_event",
    "product",
    "product_action",
    "product_impression",
    "profile_event",
    "promotion",
    "promotion_action",
    "push_message_event",
    "push_registration_event",
    "screen_view_event",
    "session_end_event",
    "session_start_event",
    "shopping_cart",
    "source_information",
    "user_attribute_change_event",
    "user_identities",
]


def run(program: str) -> str:
    """What a program prints that installs first."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", INSTALL + program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_all_46_module_paths_of_the_vendors_sdk_are_there() -> None:
    paths = [*(f"mparticle{path}" for path in PATHS), *(f"mparticle.models.{name}" for name in VENDORS)]
    assert len(paths) == 46
    said = run(f"""
import importlib, inspect
for path in {paths!r}:
    module = importlib.import_module(path)
    assert module.__name__ == path and module.__doc__
    if path.startswith("mparticle.models."):
        (name,) = [n for n in mparticle_facade.models.__all__ if n.lower() == path.rpartition(".")[2].replace("_", "")]
        assert issubclass(getattr(module, name), getattr(mparticle_facade, name)), path
print("all")
""")
    assert said == "all"


def test_paths_are_found_by_rule_so_a_new_model_has_one() -> None:
    assert (
        run("from mparticle.models.uninstall_event import UninstallEvent as U; print(U.__name__)") == "UninstallEvent"
    )


@pytest.mark.parametrize(
    "path", ["models.no_such_model", "models.AppEvent", "no_such_module", "models.app_event.deeper"]
)
def test_a_path_that_the_vendor_has_not_is_not_there(path: str) -> None:
    said = run(f"""
try: import mparticle.{path}
except ModuleNotFoundError as error: print(error.name)
""")
    assert said == f"mparticle.{path}"


def test_one_class_has_one_identity_whatever_the_path() -> None:
    said = run("""
import mparticle, mparticle.rest, mparticle.apis.events_api
from mparticle import *
from mparticle.models import AppEvent as one
from mparticle.models.app_event import AppEvent as two
assert one is two is mparticle.AppEvent is mparticle.models.AppEvent is mparticle.models.app_event.AppEvent is AppEvent
assert mparticle.rest.ApiException is mparticle_facade.ApiException
assert mparticle.apis.events_api.EventsApi is mparticle.EventsApi is mparticle_facade.EventsApi
print("same")
""")
    assert said == "same"


def test_the_models_have_what_the_vendors_have() -> None:
    said = run("""
import mparticle
batch = mparticle.Batch(context=mparticle.BatchContext(mparticle.DataPlanContext("plan")))
assert batch.to_dict()["mpid"] is None
assert batch.to_dict()["context"]["data_plan"].items() >= {"plan_id": "plan", "plan_version": None}.items()
assert mparticle.DataPlanContext("plan").to_dict().items() >= {"plan_id": "plan", "plan_version": None}.items()
assert batch.attribute_map["mpid"] == "mpid" and set(batch.attribute_map) == set(batch.swagger_types)
types = mparticle.CommerceEvent().swagger_types
print(types["event_name"], types["product_action"], types["product_impressions"], types["custom_attributes"])
assert mparticle.Batch.from_json(batch.to_json()) == batch
""")
    assert said == "str ProductAction list[ProductImpression] dict(str, object)"


def test_to_dict_is_as_safe_to_ask_for_as_the_vendors_and_makes_the_batch_again() -> None:
    """Programs store it when a batch could not be sent: whatever is in it, it is no error."""
    said = run("""
import json, mparticle
odd, event = object(), mparticle.AppEvent("x", custom_attributes={"a": float("nan")})
batch = mparticle.Batch(user_attributes={"odd": odd}, events=[event, mparticle.EventBase({"a": 1}, "b"), {"c": 2}, 5])
tree = batch.to_dict()
assert tree["user_attributes"]["odd"] is odd
keys = [one if isinstance(one, int) else sorted(one) for one in tree["events"]]
assert keys == [["data", "event_type"]] * 2 + [["c"], 5]
assert tree["events"][0]["data"].items() >= {"event_name": "x", "session_id": None}.items()
bought = [mparticle.Product(id="1", price=2)]
event = mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=bought))
batch = mparticle.Batch("development", [event])
batch.user_identities = mparticle.UserIdentities(customerid="1")
stored = json.loads(json.dumps(batch.to_dict()))
(product,) = stored["events"][0]["data"]["product_action"]["products"]
assert product["name"] is None and product["price"] == 2
def small(tree):
    if isinstance(tree, list):
        return [small(item) for item in tree]
    return {k: small(v) for k, v in tree.items() if v is not None} if isinstance(tree, dict) else tree
again = mparticle.Batch(**stored)
assert small(json.loads(again.to_json())) == json.loads(batch.to_json())
again.validate()
print("again")
""")
    assert said == "again"


def test_setters_check_what_the_vendors_check() -> None:
    said = run("""
import mparticle
def refused(model, field, value):
    try: setattr(model, field, value)
    except ValueError as error: assert "secret" not in str(error); return 1
    return 0
closed = {
    "AppEvent": "custom_event_type", "ApplicationStateTransitionEvent": "application_transition_type",
    "Batch": "environment", "DeviceCurrentState": "status_bar_orientation", "DeviceInformation": "platform",
    "EventBase": "event_type", "MediaInfo": "quality", "ProductAction": "action", "ProfileEvent": "profile_event_type",
    "PromotionAction": "action", "PushMessageEvent": "push_message_type", "SourceInformation": "channel",
}
for name, field in closed.items():
    cls = getattr(mparticle, name)
    model = cls("x") if name == "AppEvent" else cls()
    assert refused(model, field, "secret") and not refused(model, field, None), name
assert not refused(mparticle.AppEvent("x"), "custom_event_type", "unknown")
batch = mparticle.Batch()
assert all(refused(batch, "events", events) for events in ([5], ["secret"], [mparticle.Product()]))
assert not refused(batch, "events", (mparticle.AppEvent(name) for name in "abc"))
print(len(batch.events))
""")
    assert said == "3"


def test_every_model_can_be_pickled_and_copied() -> None:
    said = run("""
import copy, mparticle, pickle
for name in mparticle_facade.models.__all__:
    model = getattr(mparticle, name)("x") if name == "AppEvent" else getattr(mparticle, name)()
    for twin in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model), copy.copy(model)):
        assert twin == model and type(twin) is type(model), name
print("all")
""")
    assert said == "all"


def test_names_that_the_vendors_modules_import_from_each_other() -> None:
    said = run("""
from mparticle.api_client import ApiClient, ApiException, Configuration
from mparticle.apis.events_api import ApiClient as Same, Configuration, EventsApi
import mparticle, mparticle.api_client
try: mparticle.api_client.no_such_name
except AttributeError as error: assert "docs/migration.md" in str(error)
print(ApiException is mparticle.rest.ApiException, ApiClient is Same)
""")
    assert said == "True True"


def test_what_is_refused_is_an_exception_of_the_vendors() -> None:
    said = run("""
import copy, json, mparticle, pickle
api = mparticle.EventsApi(mparticle.Configuration("k", "s", host="http://127.0.0.1:9"))
for call, body in ((api.upload_events, mparticle.Batch()), (api.bulk_upload_historical_events, [mparticle.Batch()])):
    try: call(body)
    except mparticle.rest.ApiException as raised: error = raised
    for same in (error, pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert isinstance(same, mparticle_facade.ValidationError) and "environment" in str(same) and same.problems
        assert (same.status, same.reason, same.headers.get("Retry-After")) == (400, "Bad Request", None)
        assert json.loads(same.body)["errors"][0]["code"] == "BAD_REQUEST" == same.errors[0].code
print("both")
""")
    assert said == "both"


def test_constructors_check_as_early_as_the_vendors_and_show_no_value() -> None:
    said = run("""
import mparticle
def refused(make):
    try: make()
    except ValueError as error: assert "secret" not in str(error); return
    raise AssertionError("taken")
for cls in (mparticle.AppEvent, mparticle.CommerceEvent, mparticle.ScreenViewEvent):
    refused(lambda: cls("name", custom_attributes={"a": ["secret"]}))
    refused(lambda: setattr(cls("name"), "custom_attributes", {"a": {"b": "secret"}}))
refused(mparticle.AppEvent)
for field in "ios_advertising_id ios_idfv android_advertising_id roku_advertising_id fire_advertising_id".split():
    refused(lambda: mparticle.DeviceInformation(**{field: "secret"}))
    refused(lambda: setattr(mparticle.DeviceInformation(), field, "secret"))
event = mparticle.AppEvent(mparticle.AppEvent.CustomEventType.navigation, "x", custom_attributes={"a": None})
print(mparticle.Batch("development", events=[event]).to_json().decode())
""")
    (event,) = json.loads(said)["events"]
    data = {"event_name": "x", "custom_event_type": "navigation", "custom_attributes": {"a": None}}
    assert event == {"event_type": "custom_event", "data": data}


def test_what_is_gone_says_what_to_do() -> None:
    said = run("""
import mparticle.rest
try: mparticle.rest.RESTClientObject
except AttributeError as error: print(error)
""")
    assert "EventsApi.raw" in said
    assert "docs/migration.md" in said


def test_it_is_refused_where_the_vendors_sdk_is_imported_already() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, types; sys.modules['mparticle'] = types\n" + INSTALL],
        capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 1
    assert "imported already" in said.stderr


def test_installing_twice_changes_nothing() -> None:
    assert run(INSTALL + "import sys; print(len([f for f in sys.meta_path if 'drop_in' in type(f).__module__]))") == "1"


def test_nothing_of_it_is_imported_unless_it_is_asked_for() -> None:
    program = """
import sys, mparticle_facade as mparticle
config = mparticle.Configuration("k", "s")
mparticle.EventsApi(config).api_client.close()
mparticle.Batch("development").validate()
assert not [name for name in sys.modules if "drop_in" in name]
assert config.logger_file is None
assert "mparticle_facade.drop_in.settings" in sys.modules
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_every_model_of_ours_has_a_path() -> None:
    assert len({name.lower() for name in models.__all__}) == len(models.__all__), "the rule needs different names"
