"""Each row of docs/migration.md, run: ``test_mN_...`` is the row M-N."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade.codec import encoding
from parts.clients import batch, impatient
from parts.server import PATIENCE, ScriptedServer
from parts.steps import answer, cut, redirect

pytestmark = pytest.mark.usefixtures("quick_retries")
ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| (M-\d+) \|", (ROOT / "docs/migration.md").read_text("utf-8"), re.MULTILINE)


def test_every_row_is_run_here() -> None:
    tests = re.findall(r"^def test_m(\d+)_", Path(__file__).read_text("utf-8"), re.MULTILINE)
    assert [f"M-{number}" for number in tests] == ROWS


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


def told(status: int) -> tuple[Any, Any]:
    """What a callback of one argument is told, and what the callback form returned."""
    seen: list[Any] = []
    with ScriptedServer(answer(status)) as server, mparticle.EventsApi(impatient(server, max_retries=0)) as api:
        upload = api.upload_events(batch(), callback=seen.append)
        upload.join(PATIENCE)
    return seen[0], upload


def wire(**fields: Any) -> Any:
    return json.loads(mparticle.Batch("development", **fields).to_json())


def installed(program: str) -> str:
    program = "import mparticle_facade.drop_in as d; d.install(); import mparticle, mparticle_facade\n" + program
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_m1_python_versions() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"] == ">=3.11"


def test_m2_a_failure_is_an_api_exception_of_this_very_class() -> None:
    assert type(told(403)[0]) is mparticle.rest.ApiException
    assert isinstance(told(403)[0].__cause__, mparticle.PermissionDeniedError)
    assert type(told(202)[0]) is mparticle.UploadResponse


def test_m3_the_callback_form_returns_an_upload() -> None:
    upload = told(202)[1]
    assert not isinstance(upload, threading.Thread)
    assert (upload.is_alive(), upload.result().status) == (False, 202)


def test_m4_a_callback_of_arguments_gets_three(server: ScriptedServer) -> None:
    seen: list[Any] = []
    with mparticle.EventsApi(impatient(server)) as api:
        api.upload_events(batch(), lambda *arguments: seen.extend(arguments)).join()
        with pytest.raises(TypeError, match="error, data and response"):
            api.upload_events(batch(), lambda error, data: None)  # type: ignore[call-overload]
    assert (seen[0], seen[1], seen[2].status) == (None, None, 202)


def test_completion_is_what_the_page_shows() -> None:
    from mparticle_events_models.names import ProductActionType

    page = (ROOT / "docs/migration.md").read_text("utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith('| `mparticle.ProductAction("`'))
    assert re.findall(r'`"(\w+)"`', row) == sorted(ProductActionType)


def test_m5_what_a_callback_raises_is_logged(server: ScriptedServer, caplog: pytest.LogCaptureFixture) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        assert api.upload_events(batch(), lambda response: response.no_such_thing).result(PATIENCE).status == 202
    assert [record.name for record in caplog.records] == ["mparticle_facade"]


def test_m6_return_http_data_only_is_a_type_error(server: ScriptedServer) -> None:
    api: Any = mparticle.EventsApi(impatient(server))
    with api, pytest.raises(TypeError, match="_return_http_data_only"):
        api.upload_events(batch(), _return_http_data_only=True)
    assert server.requests == []


def test_m7_everything_is_checked_when_it_is_sent(server: ScriptedServer) -> None:
    wrong = batch()
    wrong.device_info = mparticle.DeviceInformation(is_tablet="x")  # type: ignore[arg-type]
    wrong.events = [mparticle.AppEvent("x", custom_attributes={"a": [1]})]
    with mparticle.EventsApi(impatient(server)) as api, pytest.raises(ValueError, match="2 problems"):
        api.upload_events(wrong)
    assert (
        installed("""
try: mparticle.AppEvent("x", custom_attributes={"a": [1]})
except ValueError: print("at once")
try: mparticle.AppEvent("x").custom_event_type = "no such type"
except ValueError: print("at once")
device = mparticle.DeviceInformation(platform="iOS")
device.platform = None
print(device.platform)""")
        == "at once\nat once\nNone"
    )


def test_m8_no_environment_is_refused(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api, pytest.raises(ValueError, match="environment"):
        api.upload_events(mparticle.Batch(mpid=1))


def test_m9_missing_credentials_are_refused(server: ScriptedServer) -> None:
    with pytest.raises(mparticle.ConfigurationError), mparticle.EventsApi(impatient(server, api_key="")) as api:
        api.upload_events(batch())
    assert server.connections == 0


@pytest.mark.parametrize(("retries", "requests"), [(3, 4), (0, 1)])
def test_m10_failures_that_pass_are_repeated(retries: int, requests: int) -> None:
    with ScriptedServer(answer(503)) as server, mparticle.EventsApi(impatient(server, max_retries=retries)) as api:
        with pytest.raises(mparticle.ServerError):
            api.upload_events(batch())
        assert len(server.requests) == requests
    standard = mparticle.Configuration()
    assert (standard.max_retries, standard.deadline, standard.timeout) == (3, 60, 10)


def test_m11_failures_of_the_network_are_api_exceptions() -> None:
    with (
        ScriptedServer(cut()) as server,
        mparticle.EventsApi(impatient(server)) as api,
        pytest.raises(mparticle.rest.ApiException) as raised,
    ):
        api.upload_events(batch())
    assert (type(raised.value), raised.value.status) == (mparticle.ApiConnectionError, 0)


def test_m12_an_error_is_one_line() -> None:
    body = b'{"errors":[{"code":"BAD_REQUEST","message":"no"}]}'
    with (
        ScriptedServer(answer(400, body, x_y="z")) as server,
        mparticle.EventsApi(impatient(server)) as api,
        pytest.raises(mparticle.rest.ApiException) as raised,
    ):
        api.upload_events(batch())
    error = raised.value
    assert str(error) == "(400) Bad Request: no"
    assert (error.status, error.reason, error.body) == (400, "Bad Request", body.decode())
    assert error.headers["x-y"] == "z"
    with pytest.raises(TypeError):
        mparticle.rest.ApiException(http_resp=None)  # type: ignore[call-arg]
    none = mparticle.rest.ApiException()
    assert (none.status, none.reason, none.body, none.headers) == (0, "", "", {})


def test_m13_customerid_is_sent_as_customer_id() -> None:
    assert wire(user_identities=mparticle.UserIdentities(customerid="1"))["user_identities"] == {"customer_id": "1"}
    assert mparticle.UserIdentities(customerid="1").to_dict() == {"customer_id": "1"}
    assert "'customer_id': None" in installed("print(mparticle.UserIdentities().to_dict())")


def test_m14_a_crash_report_is_sent_as_one() -> None:
    assert wire(events=[mparticle.CrashReportEvent(message="m")])["events"][0]["event_type"] == "crash_report"


def test_m15_decimals_are_numbers_and_times_milliseconds() -> None:
    product = mparticle.Product(id="1", price=Decimal("1.5"))
    event = mparticle.CommerceEvent(
        mparticle.ProductAction("purchase", products=[product]), dt.datetime(2019, 3, 14, tzinfo=dt.UTC)
    )
    data = wire(events=[event])["events"][0]["data"]
    assert data["product_action"]["products"][0]["price"] == 1.5
    assert data["timestamp_unixtime_ms"] == 1_552_521_600_000
    with pytest.raises(mparticle.ValidationError, match="time zone"):
        wire(events=[mparticle.SessionStartEvent(dt.datetime(2019, 3, 14))])  # noqa: DTZ001


def test_m16_consent_is_none_until_it_is_set() -> None:
    state = mparticle.ConsentState()
    assert (state.gdpr, state.ccpa, wire(consent_state=state)["consent_state"]) == (None, None, {})


def test_m17_an_event_is_wrapped_when_it_is_sent() -> None:
    event = mparticle.AppEvent("x")
    made = batch()
    made.events = [event]
    assert made.events[0] is event
    assert not hasattr(event, "data")
    assert made.to_dict()["events"][0]["data"]["event_name"] == "x"
    made.events = (event for _ in range(2))  # type: ignore[assignment]
    with pytest.raises(mparticle.ValidationError, match="generator"):
        made.to_json()
    program = "made.events = (mparticle.AppEvent(name) for name in 'ab')"
    said = installed(f"""
made = mparticle.Batch(); {program}
made.events.append(mparticle.AppEvent("c"))
names = [one["data"]["event_name"] for one in made.to_dict()["events"]]
print(len(made.events), made.events[0].data.event_name, names)""")
    assert said == "3 a ['a', 'b', 'c']"


def test_m18_to_dict_is_what_is_sent() -> None:
    assert batch().to_dict() == json.loads(batch().to_json())
    assert "context" not in batch().to_dict()
    assert installed("print(mparticle.Batch().to_dict()['context'])") == "None"
    program = (
        "made = mparticle.Batch(device_info=mparticle.DeviceInformation(), events=[mparticle.SessionStartEvent()])"
    )
    said = installed(f"""{program}
tree = made.to_dict()
print(tree["device_info"]["brand"], tree["events"][0]["event_type"], tree["events"][0]["data"]["session_id"])""")
    assert said == "None session_start None"


def test_m19_a_batch_gets_an_id_that_a_repeat_keeps(server: ScriptedServer) -> None:
    made = batch()
    with mparticle.EventsApi(impatient(server)) as api:
        api.upload_events(made)
        api.upload_events(made)
        made.source_request_id = None
        api.upload_events(made)
    first, second, third = (json.loads(request.body)["source_request_id"] for request in server.requests)
    assert first == second != third == made.source_request_id


def test_m20_no_handler_is_added_and_no_secret_logged(
    server: ScriptedServer, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [list(logging.getLogger(name).handlers) for name in ("mparticle", "urllib3", "mparticle_facade")]
    with caplog.at_level(logging.DEBUG), mparticle.EventsApi(impatient(server, debug=True)) as api:
        api.upload_events(batch())
    assert [list(logging.getLogger(name).handlers) for name in ("mparticle", "urllib3", "mparticle_facade")] == before
    assert any(record.name.startswith("mparticle_facade") for record in caplog.records)
    assert {record.levelname for record in caplog.records if record.name == "httpx"} == {"INFO"}
    assert "Basic" not in caplog.text + "".join(capsys.readouterr())


def test_m21_settings_in_use_cannot_be_changed_but_the_key_can(server: ScriptedServer) -> None:
    config = impatient(server)
    with mparticle.EventsApi(config) as api:
        api.upload_events(batch())
        with pytest.raises(mparticle.ConfigurationError, match="host"):
            config.host = "http://127.0.0.1:1"
        config.host = server.host
        config.api_key = "other"
        api.upload_events(batch())
    assert server.requests[1].key == "other"


def test_m22_an_api_client_is_given_to_the_events_api() -> None:
    config: Any = mparticle.Configuration("k", "s")
    assert config.api_client is None
    with pytest.raises(mparticle.ConfigurationError, match="EventsApi"):
        config.api_client = object()


def test_m23_a_misspelt_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError, match="user_identities"):
        batch().user_identites = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        mparticle.Configuration().api_sercet = "x"  # type: ignore[attr-defined]


def test_m24_other_requests_go_through_the_raw_client(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        assert api.api_client.call_api("/events", "POST", body=batch())[1] == 202
        with pytest.raises(NotImplementedError):
            api.api_client.call_api("/other", "POST")
        for gone, instead in (
            ("deserialize", "answer"),
            ("rest_client", "raw"),
            ("default_headers", "set_default_header"),
        ):
            with pytest.raises(AttributeError, match=rf"{instead}.*docs/migration.md"):
                getattr(api.api_client, gone)
        assert api.raw.get_httpx_client().post("/other", json={}).status_code == 202
    assert not hasattr(mparticle.rest, "RESTClientObject")


def test_m25_unknown_and_media() -> None:
    def kinds(event: mparticle.AppEvent) -> list[str]:
        return [one.kind for one in mparticle.Batch("development", [event]).validate() if one.kind != "missing"]

    assert kinds(mparticle.AppEvent("x", "media")) == []
    assert kinds(mparticle.AppEvent("x", "unknown")) == ["tolerated"]  # type: ignore[arg-type]


def test_m26_ltv_amount_is_none_before_it_is_set() -> None:
    assert mparticle.AppEvent("x").ltv_amount is None


def test_m27_nan_is_refused() -> None:
    with pytest.raises(mparticle.ValidationError, match="not a finite number"):
        encoding.prepare(mparticle.Batch("development", user_attributes={"a": float("nan")}))


def test_m28_an_empty_bulk_is_refused(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api, pytest.raises(mparticle.ValidationError, match="is empty"):
        api.bulk_upload_events([])


@pytest.mark.parametrize(("status", "kind", "fine"), [(299, "", True), (200, "text/html", False), (304, "", False)])
def test_m29_what_a_success_is(status: int, kind: str, fine: bool) -> None:
    with ScriptedServer(answer(status, content_type=kind)) as server, mparticle.EventsApi(impatient(server)) as api:
        if fine:
            assert api.upload_events(batch())[1] == status
        else:
            with pytest.raises(mparticle.rest.ApiException):
                api.upload_events(batch())


def test_m30_too_much_is_refused_unless_limits_only_warn(server: ScriptedServer) -> None:
    large = batch()
    large.user_attributes = {f"a{index}": "x" * 4000 for index in range(70)}
    with mparticle.EventsApi(impatient(server)) as api, pytest.raises(mparticle.ValidationError, match="256000"):
        api.upload_events(large)
    with mparticle.EventsApi(impatient(server, limits="warn")) as api:
        assert api.upload_events(large).status == 202


def test_m31_each_api_has_its_own_configuration() -> None:
    assert mparticle.EventsApi().config is not mparticle.EventsApi().config


def test_m32_models_hash_by_value() -> None:
    assert len({batch("1"), batch("1"), batch("2")}) == 2


def test_m33_a_limit_holds_for_one_client() -> None:
    limited = answer(429, Retry_After="60")
    with (
        ScriptedServer(limited, answer()) as server,
        mparticle.EventsApi(impatient(server, max_retries=0)) as one,
        mparticle.EventsApi(impatient(server)) as two,
    ):
        with pytest.raises(mparticle.RateLimitError):
            one.upload_events(batch())
        assert two.upload_events(batch()).status == 202


def test_m34_redirects_are_not_followed() -> None:
    with ScriptedServer(redirect(307)) as server, mparticle.EventsApi(impatient(server)) as api:
        with pytest.raises(mparticle.rest.ApiException):
            api.upload_events(batch())
        assert len(server.requests) == 1


ODD = "mparticle.Batch('development', [mparticle.AppEvent('x', 'no such type')])"


def test_m35_what_would_be_a_400_is_refused_before_it_is_sent(server: ScriptedServer) -> None:
    odd = mparticle.Batch("development", [mparticle.AppEvent("x", "no such type")])  # type: ignore[arg-type]
    told: list[Any] = []
    with mparticle.EventsApi(impatient(server)) as api:
        for callback in (None, told.append):
            with pytest.raises(mparticle.ValidationError, match="custom_event_type") as raised:
                api.upload_events(odd, callback)  # type: ignore[arg-type]
            assert not isinstance(raised.value, mparticle.rest.ApiException)
            assert not hasattr(raised.value, "status")
    assert server.requests == told == []
    said = installed(f"""
api = mparticle.EventsApi(mparticle.Configuration("k", "s", host="{server.host}"))
for call, body in ((api.upload_events, {ODD}), (api.bulk_upload_events, [{ODD}])):
    try: call(body)
    except mparticle.rest.ApiException as error: print(error.status, isinstance(error, ValueError))""")
    assert said == "400 True\n400 True"
    assert server.requests == []


def test_m36_a_number_of_another_package_is_named_with_its_place() -> None:
    class int64:  # noqa: N801  # as numpy calls it
        """No number to `json`, as that of numpy is none."""

    with pytest.raises(mparticle.ValidationError, match=r"\$.user_attributes.a: is a .*int64"):
        wire(user_attributes={"a": int64()})


def test_m37_models_show_what_is_set() -> None:
    event = mparticle.AppEvent("x")
    assert repr(event) == event.to_str() == "AppEvent(event_name='x', custom_event_type='other')"
    with pytest.raises(TypeError):
        vars(event)
    assert installed("print(repr(mparticle.Product(id='1')))") == "Product(id='1')"


def test_m38_a_subclass_has_no_constructor_of_its_own() -> None:
    class Bought(mparticle.AppEvent):
        @classmethod
        def of(cls, name: str) -> mparticle.AppEvent:
            return cls(name, "transaction")

    assert wire(events=[Bought.of("x")])["events"] == [
        {"event_type": "custom_event", "data": {"event_name": "x", "custom_event_type": "transaction"}}
    ]
    with pytest.raises(TypeError, match="__init__"):

        class Wrong(mparticle.AppEvent):
            def __init__(self) -> None: ...


def test_m39_tests_replace_methods_as_before() -> None:
    said = installed("""
from unittest import mock
with mock.patch("mparticle.apis.events_api.EventsApi.upload_events", return_value=(None, 202, {})) as upload:
    print(mparticle.EventsApi().upload_events(mparticle.Batch())[1], upload.call_count)
with mock.patch("mparticle.EventsApi") as made:
    print(mparticle.EventsApi is made, mparticle_facade.EventsApi is made)
print(mock.create_autospec(mparticle.EventsApi) is not None, "urllib3" in __import__("sys").modules)""")
    assert said.splitlines() == ["202 1", "True False", "True False"]
