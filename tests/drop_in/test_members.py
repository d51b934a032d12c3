"""Members of the vendor's `Configuration` and `ApiClient`: the same, or loud."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import logging
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mparticle_facade as mparticle
from parts.clients import KEY, batch, impatient
from parts.server import ScriptedServer


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


def vendors(config: mparticle.Configuration) -> Any:
    """The same object; a type checker knows none of these members."""
    return config


def test_configuration_has_the_members_of_the_vendors() -> None:
    config = vendors(mparticle.Configuration("KEY", "SECRET"))
    token = f"Basic {base64.b64encode(b'KEY:SECRET').decode()}"
    assert (config.api_client, config.logger_file, config.temp_folder_path) == (None, None, None)
    assert config.logger_format == "%(asctime)s %(levelname)s %(message)s"
    assert config.get_basic_auth_token() == token
    assert config.auth_settings()["basic"]["value"] == token
    config.api_key_store["x"], config.api_key_prefix["x"] = "key", "Bearer"
    assert config.get_api_key_with_prefix("x") == "Bearer key"
    assert config.get_api_key_with_prefix("y") is None
    assert "mparticle-facade" in config.to_debug_report()
    assert set(config.logger) == {"package_logger", "urllib3_logger"}


def test_what_is_logged_goes_to_the_file_that_was_set(tmp_path: Path) -> None:
    config = vendors(mparticle.Configuration())
    before = list(logging.getLogger("mparticle_facade").handlers)
    config.logger_file = str(tmp_path / "x.log")
    config.logger_format = "said: %(message)s"
    try:
        config.logger["package_logger"].warning("hello")
    finally:
        config.logger_file = None
    assert (tmp_path / "x.log").read_text("utf-8") == "said: hello\n"
    assert logging.getLogger("mparticle_facade").handlers == before


def test_a_shared_api_client_is_refused_loudly() -> None:
    config = vendors(mparticle.Configuration("k", "s"))
    with pytest.raises(mparticle.ConfigurationError, match=r"EventsApi.*docs/migration.md"):
        config.api_client = object()


def test_a_misspelt_setting_is_still_an_error() -> None:
    config = vendors(mparticle.Configuration())
    for mistake in (lambda: config.loger_file, lambda: setattr(config, "loger_file", "x")):
        with pytest.raises(AttributeError, match="loger_file"):
            mistake()


def test_a_copy_has_none_of_what_was_set_on_the_vendors_members() -> None:
    config = vendors(mparticle.Configuration("k", "s"))
    config.temp_folder_path = "x"
    assert vendors(copy.copy(config)).temp_folder_path is None


def test_key_and_secret_of_settings_in_use_hold_from_the_next_request(server: ScriptedServer) -> None:
    """One `Configuration`, several inputs: by a new `EventsApi`, by the one there is, and by the raw client."""
    config = impatient(server)
    with mparticle.EventsApi(config) as api:
        api.upload_events(batch())
        config.api_key, config.api_secret = "second", "other"
        api.upload_events(batch())
        with mparticle.EventsApi(config) as another:
            another.upload_events(batch())
        config.api_key = "third"
        api.raw.get_httpx_client().post("/events", json={})
    assert [request.key for request in server.requests] == [KEY, "second", "second", "third"]
    assert server.requests[1].headers["authorization"] != server.requests[0].headers["authorization"]
    with pytest.raises(mparticle.ConfigurationError, match="api_key"):
        config.api_key = lambda: "fourth"


def test_the_key_of_an_uploader_cannot_be_changed(server: ScriptedServer) -> None:
    """Batches that wait belong to the input they were handed over for."""
    config = impatient(server)
    with mparticle.Uploader(config), pytest.raises(mparticle.ConfigurationError, match="in use"):
        config.api_key = "second"


def test_sanitized_is_the_wire_form() -> None:
    sanitize = mparticle.ApiClient.sanitize_for_serialization
    made = mparticle.Batch("development", events=[mparticle.AppEvent("x")], mpid=1)
    assert sanitize(made) == made.to_dict()
    assert sanitize([made])[0]["events"][0]["event_type"] == "custom_event"
    assert sanitize(mparticle.Product(id="1", price=1.5)) == {"id": "1", "price": 1.5}
    assert sanitize({"d": Decimal("5.2E+7"), "t": dt.date(2023, 5, 3), "n": None, "l": (1, "a")}) == {
        "d": "5.2E+7", "t": "2023-05-03", "n": None, "l": [1, "a"],
    }  # fmt: skip


def test_attribute_values_are_single() -> None:
    valid = mparticle.ApiClient.validate_attribute_bag_values
    assert valid({"a": "b", "c": 5, "d": 3.14, "e": None, "f": True})
    assert valid(None)
    assert not valid({"a": [1]})


def test_call_api_is_an_upload_or_loud(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        client = api.api_client
        assert client.call_api("/events", "POST", body=batch())[1] == 202
        assert client.call_api("/bulkevents", "POST", {}, {}, {}, [batch()])[1] == 202
        assert client.call_api("/events", "POST", body=batch(), callback=lambda response: None).result(10)[1] == 202
        with pytest.raises(NotImplementedError, match="GET /events"):
            client.call_api("/events", "GET")
    assert [request.target for request in server.requests] == ["/v2/events", "/v2/bulkevents", "/v2/events"]


def test_the_user_agent_can_be_read_and_set(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        assert api.api_client.user_agent.startswith("mparticle-facade/")
        api.api_client.user_agent = "mine/1"
        api.upload_events(batch())
    assert server.requests[0].headers["user-agent"] == "mine/1"


def test_members_of_the_client_are_the_same_or_say_what_is_instead(server: ScriptedServer) -> None:
    config = impatient(server)
    with mparticle.EventsApi(config) as api:
        client: Any = api.api_client
        assert (client.host, client.config) == (config.host, config)
        for name in ("rest_client", "default_headers", "cookie", "select_header_accept", "no_such_member"):
            with pytest.raises(AttributeError, match=rf"no {name}.*docs/migration.md"):
                getattr(client, name)


def test_settings_are_not_mistaken_for_a_client(server: ScriptedServer) -> None:
    with (
        mparticle.ApiClient(impatient(server)) as client,
        pytest.raises(TypeError, match="Configuration, not ApiClient"),
    ):
        mparticle.EventsApi(client)  # type: ignore[arg-type]
