"""The generated client on the facade's connections, and docs/raw-client.md as it stands."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import re
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_events_client import models
from mparticle_events_client.api.events import bulk_upload_events, bulk_upload_historical_events, upload_events
from mparticle_events_client.models import ApiErrorResponse, Batch, Environment, UserAttributes
from mparticle_events_client.types import UNSET
from parts.clients import KEY, SECRET, TOKEN, batch, bounded, impatient
from parts.server import Request, ScriptedServer, Step
from parts.steps import answer, by, stall

pytestmark = pytest.mark.usefixtures("quick_retries")

PAGE = Path(__file__).parents[2] / "docs" / "raw-client.md"
ERRORS = b'{"errors":[{"code":"BAD_REQUEST","message":"Which environment?"}]}'


def raw_batch() -> Batch:
    return Batch(environment=Environment.DEVELOPMENT, source_request_id="mine")


def test_it_retries_like_the_facade() -> None:
    with ScriptedServer(answer(503), answer()) as server, mparticle.EventsApi(impatient(server)) as api:
        response = bounded(lambda: upload_events.sync_detailed(client=api.raw, body=raw_batch()))
    assert (response.status_code, response.extensions["mparticle_attempts"]) == (202, 2)
    assert [request.target for request in server.requests] == ["/v2/events"] * 2
    assert server.requests[0].body == server.requests[1].body
    assert {request.headers["authorization"] for request in server.requests} == {f"Basic {TOKEN}"}


def test_it_retries_like_the_facade_async() -> None:
    async def run(server: ScriptedServer) -> Any:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            response = await upload_events.asyncio_detailed(client=api.raw, body=raw_batch())
            assert (await api.upload_events(batch())).status == 202
            return response

    with ScriptedServer(answer(503), answer()) as server:
        response = bounded(lambda: asyncio.run(run(server)))
    assert (response.status_code, response.extensions["mparticle_attempts"]) == (202, 2)
    assert len(server.requests) == 3
    assert server.connections == 1
    assert {request.headers["authorization"] for request in server.requests} == {f"Basic {TOKEN}"}


def test_it_shares_connections_with_the_facade() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        api.upload_events(batch())
        upload_events.sync(client=api.raw, body=raw_batch())
        bulk_upload_events.sync(client=api.raw, body=[raw_batch()])
        bulk_upload_historical_events.sync(client=api.raw, body=[raw_batch()])
        api.bulk_upload_events([batch()])
    assert server.connections == 1
    assert [request.target for request in server.requests] == [
        "/v2/events",
        "/v2/events",
        "/v2/bulkevents",
        "/v2/bulkevents/historical",
        "/v2/bulkevents",
    ]
    assert len({request.headers["user-agent"] for request in server.requests}) == 1


def test_what_the_description_does_not_know_passes_untouched() -> None:
    body = raw_batch()
    body["brand_new"] = {"a": [1, None, "ü"]}
    body.user_attributes = UserAttributes.from_dict({"plan": "gold", "since": 2.5})
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        upload_events.sync(client=api.raw, body=body)
    assert server.requests[0].batches == [
        {
            "environment": "development",
            "source_request_id": "mine",
            "user_attributes": {"plan": "gold", "since": 2.5},
            "brand_new": {"a": [1, None, "ü"]},
        }
    ]


def test_bytes_pass_untouched() -> None:
    odd = b'{ "no such field" : 1 }'
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        upload_events.sync(client=api.raw, body=odd)
    assert server.requests[0].body == odd


def test_an_error_is_returned_not_raised() -> None:
    with ScriptedServer(answer(400, ERRORS)) as server, mparticle.EventsApi(impatient(server)) as api:
        response = upload_events.sync_detailed(client=api.raw, body=raw_batch())
    assert response.status_code == 400
    assert response.content == ERRORS
    assert isinstance(response.parsed, ApiErrorResponse)
    assert response.parsed.to_dict() == json.loads(ERRORS)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[1]", b"null", b"1" * 5000, b'{"errors":[[]]}'])
def test_an_error_that_is_none_of_the_apis_is_returned_too(body: bytes) -> None:
    with ScriptedServer(answer(400, body)) as server, mparticle.EventsApi(impatient(server)) as api:
        response = upload_events.sync_detailed(client=api.raw, body=raw_batch())
    assert (response.status_code, response.content) == (400, body)


def test_a_stalled_server_is_a_timeout_of_httpx() -> None:
    with (
        ScriptedServer(stall()) as server,
        mparticle.EventsApi(impatient(server, timeout=0.2, max_retries=1)) as api,
        pytest.raises(httpx.ReadTimeout),
    ):
        bounded(lambda: upload_events.sync(client=api.raw, body=raw_batch()))
    assert len(server.requests) == 2


def test_it_never_follows_a_redirect() -> None:
    with ScriptedServer() as elsewhere, ScriptedServer(answer(302, location=elsewhere.host)) as server:
        with mparticle.EventsApi(impatient(server)) as api:
            assert upload_events.sync_detailed(client=api.raw, body=raw_batch()).status_code == 302
        assert elsewhere.connections == 0


# -- the page ---------------------------------------------------------------------------------------------------------


def code_blocks() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def service(request: Request) -> Step:
    if request.target == "/v2/bulkevents":
        return answer(400, ERRORS, x_mp_rate_limit_percentage_used="12")
    return answer(202, b"fine")


def test_the_page_says_what_happens(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with ScriptedServer(by(service)) as server:
        monkeypatch.setenv("MPARTICLE_API_KEY", KEY)
        monkeypatch.setenv("MPARTICLE_API_SECRET", SECRET)
        monkeypatch.setenv("MPARTICLE_HOST", server.host)
        monkeypatch.delenv("MPARTICLE_POD", raising=False)
        for number, block in enumerate(code_blocks()):
            exec(compile(block, f"{PAGE.name}, block {number}", "exec"), namespace)
    newer, other, full, asynchronous, alone = server.requests
    (sent,) = newer.batches
    assert sent["cabin"] == {"class": "first"}
    assert sent["events"][0]["data"]["seat"] == "12A"
    assert uuid.UUID(sent["source_request_id"])
    assert (other.target, other.headers["x-experiment"]) == ("/v2/bulkevents/preview", "42")
    assert other.headers["content-type"] == "application/json"
    assert full.target == "/v2/bulkevents"
    assert asynchronous.body == newer.body
    assert (alone.target, alone.batches) == (newer.target, newer.batches)
    assert {request.headers["authorization"] for request in server.requests} == {f"Basic {TOKEN}"}
    assert capsys.readouterr().out.splitlines() == [
        "202 fine",
        f"400 12 {ERRORS!r}",
        "['Which environment?']",
        "requests made: 1",
        "202",
    ]


def test_the_pages_headers_for_every_request() -> None:
    line = 'api.api_client.set_default_header("x-tenant", "7")'
    assert line in PAGE.read_text("utf-8")
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        exec(line, {"api": api})
        api.upload_events(batch())
        upload_events.sync(client=api.raw, body=raw_batch())
    assert [request.headers["x-tenant"] for request in server.requests] == ["7", "7"]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_one_client_one_kind(kind: str) -> None:
    """The other kind of call fails, and sends nothing."""

    async def call() -> object:
        if kind == "async":
            return upload_events.sync_detailed(client=mparticle.AsyncEventsApi(config).raw, body=raw_batch())
        return await upload_events.asyncio_detailed(client=mparticle.EventsApi(config).raw, body=raw_batch())

    with ScriptedServer() as server:
        config = impatient(server)
        with pytest.raises((TypeError, AttributeError, RuntimeError)):
            asyncio.run(call())
        assert server.connections == 0


# -- what it does not know --------------------------------------------------------------------------------------------


def custom(**data: Any) -> dict[str, Any]:
    return {"event_type": "custom_event", "data": {"event_name": "x", "custom_event_type": "other", **data}}


KNOWN = custom()
UNKNOWN: dict[str, dict[str, Any]] = {
    "an event type": {"event_type": "brand_new_event", "data": {"a": 1}},
    "a value of a set": custom(custom_event_type="brand_new"),
    "a field": custom(brand_new={"a": [1, None]}),
    "an event without data": {"event_type": "custom_event"},
    "an event without a type": {"data": {"event_name": "x"}},
    "an event that lacks a field": {"event_type": "custom_event", "data": {"custom_event_type": "other"}},
    "a value of another type": {"event_type": "commerce_event", "data": {"product_action": {"action": 7}}},
    "a value deep inside": {
        "event_type": "commerce_event",
        "data": {"product_action": {"action": "brand_new", "products": []}},
    },
    "a crumb": {
        "event_type": "crash_report",
        "data": {"breadcrumbs": [{"event_type": "brand_new"}, {"event_type": "breadcrumb", "data": {"label": "x"}}]},
    },
}


def survives(tree: dict[str, Any]) -> models.Batch:
    batch = models.Batch.from_dict(tree)
    assert batch.to_dict() == tree
    for twin in (copy.copy(batch), copy.deepcopy(batch), pickle.loads(pickle.dumps(batch))):
        assert twin == batch
        assert json.loads(json.dumps(twin.to_dict())) == tree
    return batch


@pytest.mark.parametrize("event", UNKNOWN.values(), ids=UNKNOWN)
def test_what_the_description_does_not_know_is_kept(event: dict[str, Any]) -> None:
    batch = survives({"environment": "development", "events": [KNOWN, event, KNOWN]})
    assert isinstance(batch.events, list)
    assert [type(each) for each in (batch.events[0], batch.events[2])] == [models.CustomEvent] * 2


@pytest.mark.parametrize(
    "more",
    [
        {"environment": "staging"},
        {"brand_new": 1},
        {"user_identities": {"brand_new": "1"}},
        {"device_info": {"platform": "brand_new"}},
        {"device_info": 7},
        {"events": {"not": "a list"}},
        {"consent_state": {"gdpr": {"a": {"consented": "maybe"}}}},
    ],
    ids=str,
)
def test_what_a_batch_has_that_is_unknown_is_kept(more: dict[str, Any]) -> None:
    survives({"environment": "development", **more})


def test_an_unknown_value_is_a_member_without_a_name() -> None:
    new = models.CustomEventType("brand_new")
    assert new == "brand_new" == str(new) == new.value
    assert new not in list(models.CustomEventType)
    assert models.CustomEventType("other") is models.CustomEventType.OTHER
    with pytest.raises(ValueError, match="7"):
        models.CustomEventType(7)


def test_unset_is_one_object() -> None:
    for twin in (copy.copy(UNSET), copy.deepcopy(UNSET), pickle.loads(pickle.dumps(UNSET))):
        assert twin is UNSET
