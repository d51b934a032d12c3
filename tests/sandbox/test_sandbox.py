"""The sandbox as a client sees it: a real server, real sockets, real SQLite."""

import base64
import http.client
import json
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_events_client.api.events import upload_events
from mparticle_facade.http.responses import interpret
from mparticle_facade.sandbox import running_sandbox

AUTH = ("sandbox-key", "sandbox-secret")
SINGLE, BULK, HISTORICAL = ENDPOINTS = ("/v2/events", "/v2/bulkevents", "/v2/bulkevents/historical")
LONG_AGO = 1_735_689_600_000
EVENT = {"event_type": "custom_event", "data": {"event_name": "Hi", "custom_event_type": "other"}}
OLD = {"event_type": "custom_event", "data": {**EVENT["data"], "timestamp_unixtime_ms": LONG_AGO}}
GOOD = {"environment": "development", "events": [EVENT]}
BAD = {"environment": "development", "events": [{"event_type": "custom_event", "data": {"event_name": "Hi"}}]}


@pytest.fixture
def client(sandbox):
    with httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
        yield client


def post(client, endpoint, body, **options):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json", **options.pop("headers", {})}
    return client.post(endpoint, content=content, headers=headers, **options)


def padded(size):
    """A valid batch of that many bytes."""
    frame = b'{"environment":"development","unknown":"%s"}'
    return frame % (b"x" * (size - len(frame) + 2))


def messages(response):
    assert response.headers["content-type"] == "application/json"
    errors = response.json()["errors"]
    assert all(set(error) == {"code", "message"} for error in errors)
    return [error["message"] for error in errors]


# -- what is accepted -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("endpoint", "body"), [(SINGLE, GOOD), (BULK, [GOOD]), (HISTORICAL, [{**GOOD, "events": [OLD]}])]
)
def test_accepted(client, sandbox, endpoint, body):
    response = post(client, endpoint, body)
    assert (response.status_code, response.content) == (202, b"")
    assert response.headers["x-mp-rate-limit-percentage-used"] == "0"
    (stored,) = sandbox.received()
    assert (stored["endpoint"], stored["status"], stored["errors"]) == (endpoint, "accepted", [])
    assert abs(stored["received_ms"] - time.time() * 1000) < 60_000


def test_what_the_facade_sends_arrives(sandbox):
    batch = mparticle.Batch("development", user_identities=mparticle.UserIdentities(customer_id="1"))
    batch.add_event(mparticle.AppEvent("Hi", "other"))
    batch.add_event(mparticle.SessionStartEvent())
    with mparticle.EventsApi(mparticle.Configuration(*AUTH, host=sandbox.host)) as api:
        assert api.upload_events(batch).rate_limit_used == 0
    assert sandbox.batches() == [batch.to_dict()]
    assert [event["event_type"] for event in sandbox.events()] == ["custom_event", "session_start"]
    assert sandbox.events("session_start") == [{"event_type": "session_start", "data": {}}]


def test_the_json_is_kept_as_received(client):
    payload = b'{ "environment" : "development",\n "user_attributes": {"a": 1.50, "b": "\\u00e9", "b": "\xc3\xa9"}}'
    post(client, SINGLE, payload)
    post(client, BULK, b"[ " + payload + b" ]")
    assert client.get("/sandbox/batches").content.count(payload) == 2


def test_a_batch_without_events_is_accepted_on_the_live_endpoints(client, sandbox):
    user_only = {"environment": "production", "mpid": 1, "events": None}
    assert post(client, SINGLE, user_only).status_code == post(client, BULK, [user_only]).status_code == 202
    assert sandbox.stats() == {"requests": 2, "batches": 2, "events": 0, "duplicates": 0, "rejected": 0}


def test_limits_and_unknown_fields_are_warnings(client, sandbox):
    attributes = {f"a{index}": 1 for index in range(101)}
    assert post(client, SINGLE, {**GOOD, "user_attributes": attributes, "brand_new": 1}).status_code == 202
    (stored,) = sandbox.received()
    assert stored["status"] == "accepted"
    assert {(warning["path"], warning["kind"]) for warning in stored["warnings"]} >= {
        ("$.user_attributes", "limit"), ("$.brand_new", "unknown_field"),
    }  # fmt: skip


def test_advice_is_given_for_a_batch_without_any_fault(client, sandbox):
    event = {"event_type": "custom_event", "data": {**EVENT["data"], "timestamp_unixtime_ms": 1_735_689_600}}
    post(client, SINGLE, {**GOOD, "events": [event]})
    (stored,) = sandbox.received()
    assert ("$.events[0].data.timestamp_unixtime_ms", "suspicious") in {
        (warning["path"], warning["kind"]) for warning in stored["warnings"]
    }


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_credentials_are_401(client, sandbox, endpoint):
    response = post(client, endpoint, GOOD, auth=None)
    assert response.status_code == 401
    assert "credentials" in messages(response)[0]
    assert response.headers["www-authenticate"].startswith("Basic ")
    assert sandbox.stats()["requests"] == 1


def basic(text):
    return b"Basic " + base64.b64encode(text.encode())


@pytest.mark.parametrize(
    "header",
    [
        basic("sandbox-key:wrong"), basic("wrong:sandbox-secret"), basic("sandbox-key:"), basic("sandbox-key"),
        basic("sandbox-key:sandbox-secret:"), b"Basic", b"Basic %%%", b"Basic \xff\xfe", b"Basic /w==",
        b"Bearer sandbox-secret", basic("sandbox-key:sandbox-secret").replace(b"Basic", b"Digest"),
    ],
)  # fmt: skip
def test_wrong_credentials_are_403(client, header):
    response = post(client, SINGLE, GOOD, auth=None, headers={"authorization": header})
    assert (response.status_code, len(messages(response))) == (403, 1)


def test_credentials_are_utf8_and_the_scheme_has_no_case():
    with running_sandbox(("clé", "geheimnis-ß:x")) as sandbox, httpx.Client(base_url=sandbox.url) as client:
        right = basic("clé:geheimnis-ß:x").replace(b"Basic", b"bAsIc")
        assert post(client, SINGLE, GOOD, headers={"authorization": right}).status_code == 202


def test_any_credentials_will_do_when_none_are_set():
    with running_sandbox() as sandbox, httpx.Client(base_url=sandbox.url) as client:
        assert post(client, SINGLE, GOOD, auth=("any", "thing")).status_code == 202
        assert post(client, SINGLE, GOOD, auth=("any", "")).status_code == 403
        assert post(client, SINGLE, GOOD, auth=("", "thing")).status_code == 403
        assert post(client, SINGLE, GOOD).status_code == 401


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_other_content_types_are_400(client, sandbox, endpoint, content_type):
    response = post(client, endpoint, GOOD, headers={"content-type": content_type})
    assert response.status_code == 400
    assert "application/json" in messages(response)[0]
    assert sandbox.received() == []


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_ways_to_say_json(client, content_type):
    assert post(client, SINGLE, GOOD, headers={"content-type": content_type}).status_code == 202


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("body", [b"", b"{", b"[", b"{]", b"[{}", b'["\xff"]', b"[NaN]", b"[1] x", b"[" * 100_000])
def test_malformed_json_is_400_and_not_stored(client, sandbox, endpoint, body):
    response = post(client, endpoint, body)
    assert response.status_code == 400
    assert "is not JSON" in messages(response)[0]
    assert sandbox.stats() == {"requests": 1, "batches": 0, "events": 0, "duplicates": 0, "rejected": 0}


@pytest.mark.parametrize("endpoint", [BULK, HISTORICAL])
@pytest.mark.parametrize(
    ("body", "said"),
    [([], "has 0 batches"), ([GOOD] * 101, "has 101 batches"), (GOOD, "array"), ("text", "array"), (None, "array")],
)
def test_bulk_takes_1_to_100_batches(client, sandbox, endpoint, body, said):
    response = post(client, endpoint, body)
    assert response.status_code == 400
    assert said in messages(response)[0]
    assert sandbox.received() == []


def test_a_hundred_batches_are_fine(client, sandbox):
    assert post(client, BULK, [GOOD] * 100).status_code == 202
    assert sandbox.stats() == {"requests": 1, "batches": 100, "events": 100, "duplicates": 0, "rejected": 0}


def test_a_bad_single_batch_is_400_with_every_path_and_kept_as_rejected(client, sandbox):
    bad = {"events": [*BAD["events"], {"event_type": "nonsense", "data": {}}]}
    response = post(client, SINGLE, bad)
    assert response.status_code == 400
    paths = [message.partition(": ")[0] for message in messages(response)]
    assert paths == ["$.environment", "$.events[0].data.custom_event_type", "$.events[1].event_type"]
    (stored,) = sandbox.received()
    assert (stored["status"], stored["batch"]) == ("rejected", bad)
    assert [error["path"] for error in stored["errors"]] == paths
    assert {error["kind"] for error in stored["errors"]} == {"invalid"}
    assert (sandbox.batches(), sandbox.events()) == ([], [])
    assert sandbox.stats() == {"requests": 1, "batches": 0, "events": 0, "duplicates": 0, "rejected": 1}


@pytest.mark.parametrize("body", [[GOOD], 1, "text", None, {"environment": "development", "events": [None]}])
def test_what_is_no_batch_is_400(client, sandbox, body):
    assert post(client, SINGLE, body).status_code == 400
    assert sandbox.received()[0]["batch"] == body


def test_the_client_raises_what_the_sandbox_said(sandbox):
    config = mparticle.Configuration(*AUTH, host=sandbox.host)
    with mparticle.EventsApi(config) as api:
        response = upload_events.sync_detailed(client=api.raw, body=b'{"environment":"development","events":[{}]}')
    with pytest.raises(mparticle.BadRequestError) as caught:
        interpret(response.status_code, response.headers, response.content)
    (error,) = caught.value.errors
    assert error.code == "BAD_REQUEST"
    assert error.message.startswith("$.events[0]: ")


# -- size -------------------------------------------------------------------------------------------------------------


def test_a_request_must_stay_under_256000_bytes(client, sandbox):
    assert post(client, SINGLE, padded(255_999)).status_code == 202
    response = post(client, SINGLE, padded(256_000))
    assert response.status_code == 400
    assert "256000" in messages(response)[0]
    assert sandbox.stats()["batches"] == 1


def connect(sandbox):
    return http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=10)


HEADERS = {"authorization": basic(":".join(AUTH)).decode(), "content-type": "application/json"}


def test_the_answer_to_an_endless_body_does_not_wait_for_its_end(sandbox):
    with closing(connect(sandbox)) as connection:
        connection.putrequest("POST", SINGLE)
        for name, value in {**HEADERS, "transfer-encoding": "chunked"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        for _ in range(256):
            connection.send(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
        assert connection.getresponse().status == 400


def test_a_connection_goes_on_after_a_body_that_was_too_large(sandbox):
    with closing(connect(sandbox)) as connection:
        connection.request("POST", SINGLE, b"x" * 5_000_000, HEADERS)
        first_socket, first = connection.sock, connection.getresponse()
        first.read()
        connection.request("POST", SINGLE, json.dumps(GOOD), HEADERS)
        second = connection.getresponse()
        assert (first.status, second.status) == (400, 202)
        assert connection.sock is first_socket


# -- bulk and historical ----------------------------------------------------------------------------------------------


def test_a_bulk_request_is_202_though_a_batch_is_bad(client, sandbox):
    assert post(client, BULK, [GOOD, BAD, 7, {**GOOD, "events": [EVENT, EVENT]}]).status_code == 202
    stored = sandbox.received()
    assert [batch["status"] for batch in stored] == ["accepted", "rejected", "rejected", "accepted"]
    assert [batch["batch"] for batch in stored][1:3] == [BAD, 7]
    assert [error["path"] for error in stored[1]["errors"]] == ["$.events[0].data.custom_event_type"]
    assert sandbox.stats() == {"requests": 1, "batches": 2, "events": 3, "duplicates": 0, "rejected": 2}


YOUNG = {"event_type": "custom_event", "data": {**EVENT["data"], "timestamp_unixtime_ms": int(time.time() * 1000)}}


@pytest.mark.parametrize(
    ("events", "path"),
    [
        ([], "$.events"),
        (None, "$.events"),
        ([OLD, EVENT], "$.events[1].data.timestamp_unixtime_ms"),
        ([OLD, YOUNG], "$.events[1].data.timestamp_unixtime_ms"),
    ],
)
def test_the_historical_endpoint_drops_without_a_word(client, sandbox, events, path):
    body = [{"environment": "development", "events": events}, {**GOOD, "events": [OLD]}]
    assert post(client, HISTORICAL, body).status_code == 202
    dropped, taken = sandbox.received()
    assert (dropped["status"], [error["path"] for error in dropped["errors"]]) == ("rejected", [path])
    assert taken["status"] == "accepted"


def test_a_historical_batch_with_an_unknown_field_is_held_to_the_same_rules(client, sandbox):
    young, old = ({"environment": "development", "brand_new": 1, "events": [event]} for event in (YOUNG, OLD))
    post(client, HISTORICAL, [young, old])
    assert [batch["status"] for batch in sandbox.received()] == ["rejected", "accepted"]


def test_old_events_get_advice_on_the_live_endpoints_only(client, sandbox):
    batch = {**GOOD, "events": [OLD]}
    post(client, BULK, [batch])
    post(client, HISTORICAL, [batch])
    live, historical = (
        [warning for warning in stored["warnings"] if warning["path"].endswith("timestamp_unixtime_ms")]
        for stored in sandbox.received()
    )
    assert (len(live), historical) == (1, [])


# -- looking at it ----------------------------------------------------------------------------------------------------


def test_pages(client):
    post(client, BULK, [{**GOOD, "mpid": mpid} for mpid in range(1, 6)])
    after, seen = 0, []
    for size in (2, 2, 1, 0):
        page = client.get("/sandbox/batches", params={"after": after, "limit": 2}).json()
        assert len(page["batches"]) == size
        assert page["next"] == (page["batches"][-1]["id"] if size else after)
        seen += [stored["batch"]["mpid"] for stored in page["batches"]]
        after = page["next"]
    assert seen == [1, 2, 3, 4, 5]
    assert set(client.get("/sandbox/batches?limit=1").json()["batches"][0]) == {
        "id", "request", "received_ms", "endpoint", "status", "batch", "warnings", "errors",
    }  # fmt: skip


def test_a_page_is_a_hundred_batches_unless_asked(client):
    post(client, BULK, [GOOD] * 100)
    post(client, BULK, [GOOD] * 5)
    assert len(client.get("/sandbox/batches").json()["batches"]) == 100
    assert len(client.get("/sandbox/batches?limit=1000").json()["batches"]) == 105


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=1e3", f"after={2**63}", "limit=1001", "limit=-1", "limit="]
)
def test_a_page_that_can_not_be_is_400(client, query):
    response = client.get(f"/sandbox/batches?{query}")
    assert response.status_code == 400
    assert query.partition("=")[0] in messages(response)[0]


def test_clearing_forgets_everything_but_where_readers_are(client, sandbox):
    post(client, SINGLE, GOOD)
    before = sandbox.received()[0]["id"]
    response = client.delete("/sandbox/batches")
    assert (response.status_code, response.content) == (204, b"")
    assert client.get("/sandbox/stats").json() == dict.fromkeys(sandbox.stats(), 0)
    post(client, SINGLE, GOOD)
    assert [stored["id"] for stored in sandbox.received(after=before)] == [before + 1]


def test_stats_over_http(client):
    post(client, BULK, [GOOD, BAD])
    post(client, SINGLE, b"{")
    post(client, SINGLE, GOOD, auth=None)
    expected = {"requests": 3, "batches": 1, "events": 1, "duplicates": 0, "rejected": 1}
    assert client.get("/sandbox/stats").json() == expected
    assert list(client.get("/sandbox/stats").json()) == list(expected)


def test_health_and_directory(client):
    assert client.get("/sandbox/health").json() == {"status": "ok"}
    page = client.get("/sandbox").text
    assert all(path in page for path in (*ENDPOINTS, "/sandbox/stats", "/sandbox/batches", "/sandbox/health"))


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", SINGLE, 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/sandbox/stats", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/events", 404, "NOT_FOUND"),
        ("POST", f"{SINGLE}/", 404, "NOT_FOUND"),
    ],
)
def test_errors_outside_the_api_have_its_form(client, method, path, status, code):
    response = client.request(method, path)
    assert (response.status_code, [error["code"] for error in response.json()["errors"]]) == (status, [code])


# -- storage ----------------------------------------------------------------------------------------------------------


def test_a_file_survives_a_restart(tmp_path):
    db = tmp_path / "sandbox.db"
    with running_sandbox(AUTH, db=db) as sandbox, httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
        post(client, BULK, [GOOD, BAD])
        post(client, SINGLE, b"{")
        received, stats = sandbox.received(), sandbox.stats()
    with running_sandbox(AUTH, db=db) as sandbox, httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
        assert (sandbox.received(), sandbox.stats()) == (received, stats)
        post(client, SINGLE, GOOD)
        assert sandbox.stats() == {"requests": 3, "batches": 2, "events": 2, "duplicates": 0, "rejected": 1}
    assert list(tmp_path.iterdir()) == [db]


def test_the_file_names_the_key_and_never_the_secret(tmp_path):
    db = tmp_path / "sandbox.db"
    with running_sandbox(AUTH, db=db) as sandbox, httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
        post(client, SINGLE, GOOD)
        post(client, SINGLE, GOOD, auth=("sandbox-key", "another-secret"))
    content = db.read_bytes()
    assert b"sandbox-key" in content
    tokens = [base64.b64encode(f"sandbox-key:{secret}".encode()) for secret in ("sandbox-secret", "another-secret")]
    assert not [secret for secret in (b"sandbox-secret", b"another-secret", *tokens) if secret in content]


def test_a_file_of_something_else_is_left_alone(tmp_path):
    db = tmp_path / "other.db"
    with closing(sqlite3.connect(db)) as other:
        other.execute("CREATE TABLE precious (id)")
    before = db.read_bytes()
    with pytest.raises(sqlite3.DatabaseError, match="sandbox"), running_sandbox(db=db):
        pass
    assert db.read_bytes() == before


def test_many_clients_at_once(sandbox):
    with httpx.Client(base_url=sandbox.url, auth=AUTH) as client, ThreadPoolExecutor(8) as pool:
        bodies = [[{**GOOD, "mpid": index}] * 3 for index in range(1, 121)]
        statuses = set(pool.map(lambda body: post(client, BULK, body).status_code, bodies))
    assert statuses == {202}
    assert sandbox.stats() == {"requests": 120, "batches": 360, "events": 360, "duplicates": 0, "rejected": 0}
    stored = [batch["mpid"] for batch in sandbox.batches()]
    assert sorted(stored) == sorted(body[0]["mpid"] for body in bodies for _ in range(3))
    # One transaction a request: its batches stand together.
    assert all(len(set(stored[index : index + 3])) == 1 for index in range(0, 360, 3))


# -- starting and stopping --------------------------------------------------------------------------------------------


def test_a_given_port_is_taken_and_given_back():
    with running_sandbox() as first:
        port = urlsplit(first.url).port
        assert (first.url, first.host) == (f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/v2")
        with pytest.raises(OSError, match="in use"), running_sandbox(port=port):
            pass
        assert httpx.get(f"{first.url}/sandbox/health").status_code == 200
    with running_sandbox(port=port) as second:
        assert second.url == first.url
        assert second.stats()["requests"] == 0


def test_it_stops_when_the_block_fails():
    with pytest.raises(ZeroDivisionError), running_sandbox() as sandbox:
        raise ZeroDivisionError
    with pytest.raises(httpx.ConnectError):
        httpx.get(sandbox.url)


@pytest.mark.parametrize("leave", ["closed", "open"])
def test_a_client_that_stops_half_way_does_no_harm(tmp_path, caplog, leave):
    db = tmp_path / "sandbox.db"
    with closing(socket.socket()) as half, running_sandbox(AUTH, db=db) as sandbox:
        half.connect((urlsplit(sandbox.url).hostname, urlsplit(sandbox.url).port))
        lines = [f"POST {SINGLE} HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 9", "Expect: 100-continue"]
        lines += [f"{name}: {value}" for name, value in HEADERS.items()]
        half.sendall("\r\n".join([*lines, "", ""]).encode())
        assert half.recv(1024).startswith(b"HTTP/1.1 100 ")  # so it waits for the body
        half.sendall(b"{")
        if leave == "closed":
            half.close()
        with httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
            assert post(client, SINGLE, GOOD).status_code == 202
    assert not [record for record in caplog.records if record.exc_info]
    with running_sandbox(db=db) as sandbox:
        assert sandbox.stats()["requests"] == 2
        assert len(sandbox.batches()) == 1
