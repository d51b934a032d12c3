"""Every request is remembered with its answer: what a newcomer gets wrong is what they have to see."""

import base64
import gzip
import json
import socket
import time
from contextlib import closing, suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mparticle_facade.sandbox import Next, Plan, masking
from parts.sandbox_client import (
    AUTH,
    BAD,
    BULK,
    EVENT,
    GOOD,
    HEADERS,
    SINGLE,
    connected,
    messages,
    post,
    request_head,
    running,
)


@pytest.fixture(scope="module")
def module_sandbox():
    with running() as both:
        yield both


@pytest.fixture
def sandbox(module_sandbox):
    sandbox, _ = module_sandbox
    sandbox.reset()
    return sandbox


@pytest.fixture
def client(module_sandbox, sandbox):
    return module_sandbox[1]


def requests(client, **query):
    return client.get("/sandbox/requests", params=query).json()["requests"]


def newest(client):
    """The newest request, opened."""
    row = client.get("/sandbox/rows/requests", params={"limit": 1}).json()["rows"][0]
    return client.get(f"/sandbox/requests/{row['id']}").json()


def plain(client, method, path, content=b"", auth=AUTH, **headers):
    if isinstance(content, str):
        content = content.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.request(method, path, content=content, headers=named, auth=auth)


JSON = {"content_type": "application/json"}
KINDS = {
    "no credentials": (lambda c: plain(c, "POST", SINGLE, "{}", httpx.Auth(), **JSON), 401, "credentials are missing"),
    "wrong credentials": (lambda c: plain(c, "POST", SINGLE, "{}", ("sandbox-key", "no"), **JSON), 403, "wrong"),
    "a bearer token": (
        lambda c: plain(c, "POST", SINGLE, "{}", httpx.Auth(), authorization="Bearer abc", **JSON), 403, "wrong",
    ),
    "another path": (lambda c: plain(c, "POST", "/v2/evnts", json.dumps(GOOD), **JSON), 404, "Not Found"),
    "another version": (lambda c: plain(c, "POST", "/v1/events", json.dumps(GOOD), **JSON), 404, "Not Found"),
    "the root": (lambda c: plain(c, "POST", "/", json.dumps(GOOD), **JSON), 405, "Method Not Allowed"),
    "another method": (lambda c: plain(c, "PUT", SINGLE, json.dumps(GOOD), **JSON), 405, "Method Not Allowed"),
    "not JSON": (lambda c: plain(c, "POST", SINGLE, "{oops", **JSON), 400, "JSON"),
    "empty": (lambda c: plain(c, "POST", SINGLE, b"", **JSON), 400, "JSON"),
    "too large": (lambda c: plain(c, "POST", SINGLE, b"x" * 300_000, **JSON), 400, "too large"),
    "a form": (lambda c: plain(c, "POST", SINGLE, "a=1", content_type="text/plain"), 400, "Content-Type"),
    "gzip": (
        lambda c: plain(c, "POST", SINGLE, gzip.compress(b"{}", mtime=0), content_encoding="gzip", **JSON),
        400, "Content-Encoding",
    ),
    "a bad batch": (lambda c: post(c, SINGLE, BAD), 400, "custom_event_type"),
    "another name": (lambda c: post(c, SINGLE, GOOD, headers={"host": "docker"}), 400, "Host"),
    "another page": (lambda c: post(c, SINGLE, GOOD, headers={"origin": "http://evil.example"}), 403, "web pages"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_failure_has_its_row_and_its_answer(client, sandbox, kind):
    send, status, said = KINDS[kind]
    response = send(client)
    assert response.status_code == status
    row = newest(client)
    assert (row["method"], row["path"]) == (response.request.method, response.request.url.path)
    assert row["status"] == status
    assert said in row["said"]
    assert row["answer"] == response.text
    assert dict(row["answer_headers"])["content-type"] == "application/json"
    assert row["size"] == len(response.request.content)
    assert row["took_ms"] > 0
    assert row["client"].startswith("127.0.0.1:")
    assert sandbox.stats()["requests"] == len(requests(client)) == 1
    sent = response.request.content
    assert row["body"] == sent[:16_384].decode("utf-8", "backslashreplace")
    assert row["body_cut"] == max(0, len(sent) - 16_384)


def test_what_was_taken_is_there_with_its_batches(client):
    post(client, SINGLE, GOOD)
    row = newest(client)
    assert (row["status"], row["note"], row["said"], row["batches"], row["events"]) == (202, "", "", 1, 1)
    assert json.loads(row["body"]) == GOOD
    assert row["what"] == [{"type": "custom_event", "name": "Hi"}]
    (batch,) = row["contents"]
    assert client.get(f"/sandbox/batches/{batch['id']}").json()["request"] == row["id"] == batch["request"]
    post(client, BULK, [GOOD, BAD, {**GOOD, "source_request_id": "1"}, {**GOOD, "source_request_id": "1"}])
    row = newest(client)
    assert (row["batches"], row["rejected"], row["duplicates"]) == (4, 1, 1)
    assert [batch["status"] for batch in row["contents"]] == ["accepted", "rejected", "accepted", "duplicate"]
    assert json.loads(row["body"])[:2] == [GOOD, BAD]


def test_what_goes_wrong_on_purpose_says_so(client, sandbox):
    client.post("/sandbox/faults", json={"next": [{"status": 503}, {"status": 429, "retry_after": 7}]})
    for _ in range(2):
        post(client, SINGLE, GOOD)
    first, second = requests(client)
    assert (first["status"], first["note"], json.loads(first["body"])) == (503, "503 on purpose", GOOD)
    assert (second["status"], dict(second["answer_headers"])["retry-after"]) == (429, "7")
    client.post("/sandbox/faults", json={"reset_rate": 1})
    with suppress(httpx.TransportError):
        post(client, SINGLE, GOOD)
    assert (newest(client)["status"], newest(client)["note"]) == (None, "connection reset on purpose")
    client.post("/sandbox/faults", json={"stall_rate": 1, "after_storing": True})
    with pytest.raises(httpx.ReadTimeout):
        post(client, SINGLE, GOOD, timeout=0.2)
    assert newest(client)["note"] == "no answer, on purpose, after it was stored"
    assert len(newest(client)["contents"]) == 1
    client.post("/sandbox/faults", json={"latency_ms": 20})
    post(client, SINGLE, GOOD)
    row = newest(client)
    assert (row["status"], row["note"], row["took_ms"] >= 20) == (202, "held back 20 ms", True)
    assert sandbox.stats()["requests"] == len(requests(client)) == 5


def test_over_the_rate_limit():
    with running(rate_limit=1) as (_, client):
        assert [post(client, SINGLE, GOOD).status_code for _ in range(2)] == [202, 429]
        assert [row["status"] for row in requests(client)] == [202, 429]
        state = client.get("/sandbox/state").json()
        assert (state["rate_limit"]["rate"], state["rate_limit"]["used"] > 50) == (1, True)


def test_a_client_that_hangs_up(client, sandbox):
    with closing(connected(sandbox)) as bare:
        bare.sendall(request_head("POST", SINGLE, content_length="100", **HEADERS) + b'{"a":')
        bare.shutdown(socket.SHUT_WR)
        while bare.recv(1000):
            pass
    row = newest(client)
    assert (row["status"], row["said"], row["size"], row["body"]) == (
        400, "the connection was closed in the middle of the request", 100, '{"a":',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "note"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", "http://, not https://"),
        (b"POST /v2/events HTTP\r\nAuthorization: hush-hush\r\n\r\n", "not HTTP"),
    ],
)
def test_what_is_not_http_is_a_row_too(client, sandbox, sent, note):
    with closing(connected(sandbox)) as bare:
        bare.sendall(sent)
        assert bare.recv(1000).startswith(b"HTTP/1.1 400")
    for _ in range(1000):  # it is stored after the answer
        if sandbox.stats()["requests"]:
            break
        time.sleep(0.005)
    row = newest(client)
    assert (row["method"], row["path"], row["status"], row["size"]) == ("-", "(not HTTP)", 400, len(sent))
    assert note in row["note"]
    assert row["client"].startswith("127.0.0.1:")
    assert "hush" not in json.dumps(row)


def test_its_own_pages_and_figures_are_no_requests_to_the_api(client, sandbox):
    for path in ("/", "/page/app.js", "/sandbox/stats", "/sandbox/nothing", "/favicon.ico", "/sandbox/batches/7"):
        client.get(path)
    assert sandbox.stats()["requests"] == 0
    assert requests(client) == []


SECRETS = {
    "authorization": "Basic " + base64.b64encode(b"us1-0123456789:hush-hush").decode(),
    "cookie": "session=hush-hush", "x-api-key": "hush-hush", "proxy-authorization": "Basic hush-hush",
    "x-amz-security-token": "hush-hush", "x-auth": "hush-hush", "x-client-secret": "hush-hush",
}  # fmt: skip


def test_credentials_are_masked_wherever_they_are(tmp_path):
    db = tmp_path / "sandbox.db"
    with running(db=db) as (_, client):
        plain(client, "POST", f"{SINGLE}?api_key=hush-hush&a=b&token=hush-hush", "{}", httpx.Auth(), **SECRETS)
        row = newest(client)
        assert row["key"] == "us1-•••"
        headers = dict(row["headers"])
        assert headers["authorization"] == "Basic us1-•••:•••"
        assert {headers[name] for name in SECRETS if name != "authorization"} == {"•••"}
        assert row["path"] == f"{SINGLE}?api_key=•••&a=b&token=•••"
        everything = client.get("/sandbox/requests").text + client.get("/sandbox/rows/requests").text
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for text in (everything.encode(), stored):
        assert b"hush-hush" not in text
        assert b"0123456789" not in text
        assert base64.b64encode(b"us1-0123456789:hush-hush")[:20] not in text


@given(st.text(min_size=2))
def test_at_least_half_of_a_key_stays_hidden(key):
    shown = masking.key(key).removesuffix(masking.MASK)
    assert key.startswith(shown)
    assert len(shown) <= len(key) / 2


def test_the_oldest_requests_go(tmp_path):
    with running(keep=3) as (sandbox, client):
        for _ in range(5):
            post(client, SINGLE, b"{")
        assert len(requests(client)) == 3
        assert sandbox.stats()["requests"] == 5
        assert client.get("/sandbox/requests/1").status_code == 404


def test_they_outlive_a_restart_and_go_with_the_rest(tmp_path):
    with running(db=tmp_path / "sandbox.db") as (_, client):
        post(client, SINGLE, b"{")
    with running(db=tmp_path / "sandbox.db") as (_, client):
        assert [row["body"] for row in requests(client)] == ["{"]
        client.delete("/sandbox/batches")
        assert requests(client) == []


def test_a_file_that_is_deleted_under_it_is_an_error_and_not_a_202(tmp_path):
    db = tmp_path / "sandbox.db"
    with running(db=db) as (_, client):
        assert post(client, SINGLE, GOOD).status_code == 202
        db.unlink()
        for send in (lambda: post(client, SINGLE, GOOD), lambda: client.get("/sandbox/batches")):
            response = send()
            assert response.status_code == 503
            assert "was deleted or replaced" in messages(response)[0]
        db.write_bytes(b"")  # another file of that name is no better
        assert post(client, BULK, [GOOD]).status_code == 503
        assert client.get("/sandbox/health").status_code == 200


# -- lists ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(client):
    now_ms = int(time.time() * 1000)

    def batch(name, type="custom_event", environment="development", **fields):
        data = {"event_name": name, "custom_event_type": "other", "timestamp_unixtime_ms": now_ms}
        event = {"event_type": type, "data": {**data, **fields.pop("data", {})}}
        return {"environment": environment, "events": [event], "user_identities": {"customer_id": "1"}, **fields}

    post(client, SINGLE, batch("Naïve Checkout", user_identities={"email": "Ada@example.com"}))
    post(client, BULK, [batch("two", environment="production", data={"custom_attributes": {"Color": "Sea Green"}})])
    post(client, SINGLE, {**BAD, "mpid": 7})
    post(client, SINGLE, batch("four", unknown=1, user_attributes={"plan": "gold"}))
    return client


def found(client, **query):
    return [row["id"] % 4 or 4 for row in client.get("/sandbox/rows/batches", params=query).json()["rows"]]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, [4, 3, 2, 1]),
        ({"text": "naïve check"}, [1]),
        ({"text": "color"}, [2]),
        ({"text": "SEA GREEN"}, [2]),
        ({"text": "GOLD"}, [4]),
        ({"text": "other"}, [4, 2, 1]),
        ({"user": "ada"}, [1]),
        ({"user": "email:ADA"}, [1]),
        ({"user": "mpid:7"}, [3]),
        ({"type": "custom_event"}, [4, 3, 2, 1]),
        ({"type": "custom"}, []),
        ({"environment": "production"}, [2]),
        ({"status": "rejected"}, [3]),
        ({"endpoint": "/v2/bulkevents"}, [2]),
        ({"problems": "1"}, [4, 3]),
        ({"problems": "1", "status": "accepted"}, [4]),
        ({"text": "%", "user": "_"}, []),
    ],
)
def test_filters_of_batches(mixed, query, ids):
    first = mixed.get("/sandbox/rows/batches").json()["rows"][-1]["id"]
    rows = mixed.get("/sandbox/rows/batches", params=query).json()["rows"]
    assert [row["id"] - first + 1 for row in rows] == ids
    assert all(row["warnings"] is not None for row in rows)


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ({}, [404, 400, 202]),
        ({"status": "4xx"}, [404, 400]),
        ({"status": "202"}, [202]),
        ({"status": "none"}, []),
        ({"endpoint": SINGLE}, [400, 202]),
        ({"text": "EVNTS"}, [404]),
        ({"text": "json"}, [400]),
        ({"problems": "1"}, [404, 400]),
    ],
)
def test_filters_of_requests(client, query, statuses):
    post(client, f"{SINGLE}?a=b", GOOD)
    post(client, SINGLE, b"{")
    post(client, "/v2/evnts", GOOD)
    assert [row["status"] for row in client.get("/sandbox/rows/requests", params=query).json()["rows"]] == statuses


@pytest.mark.parametrize(
    "query", ["batches?status=x", "batches?endpoint=x", "batches?before=x", "batches?limit=501", "requests?status=x"]
)
def test_a_filter_that_can_not_be_is_400(client, query):
    response = client.get(f"/sandbox/rows/{query}")
    assert response.status_code == 400
    assert query.partition("?")[2].partition("=")[0] in messages(response)[0]


def test_what_is_older_comes_on_demand(client):
    for _ in range(6):
        post(client, BULK, [GOOD] * 100)
    seen, before = [], None
    while True:
        query = {"limit": 250} | ({"before": before} if before else {})
        part = client.get("/sandbox/rows/batches", params=query).json()
        seen += [row["id"] for row in part["rows"]]
        before = part["before"]
        if before is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 600


def test_a_search_that_takes_long_says_how_far_it_came(client, monkeypatch):
    from mparticle_facade.sandbox import search

    post(client, SINGLE, {**GOOD, "environment": "production"})
    for _ in range(3):
        post(client, BULK, [GOOD] * 100)
    monkeypatch.setattr(search, "_WINDOW", 100)
    monkeypatch.setattr(search, "_SEARCH_S", 0)
    rows, before, parts = [], None, 0
    while before is not None or not parts:
        query = {"environment": "production"} | ({"before": before} if before else {})
        part = client.get("/sandbox/rows/batches", params=query).json()
        rows, before, parts = rows + part["rows"], part["before"], parts + 1
    assert (len(rows), parts) == (1, 4)


def test_what_was_warned_of_stays_so(client, sandbox):
    post(client, SINGLE, {**GOOD, "unknown": 1})
    id = client.get("/sandbox/batches").json()["batches"][0]["id"]
    assert sandbox._store.heads("id = ?", (id,))[0].warnings is None, "nobody has looked"
    (row,) = client.get("/sandbox/rows/batches", params={"ids": str(id)}).json()["rows"]
    assert row["warnings"] > 0
    assert sandbox._store.heads("id = ?", (id,))[0].warnings == row["warnings"]


def test_problems_are_found_as_far_as_there_was_time_to_look(client, monkeypatch):
    from mparticle_facade.sandbox import search

    for number in range(6):
        post(client, SINGLE, {**GOOD, "unknown": 1} if number % 2 else {**GOOD, "events": []})
    monkeypatch.setattr(search, "_CHECK_S", -1)
    part = client.get("/sandbox/rows/batches", params={"problems": "1"}).json()
    assert (part["rows"], part["before"]) != ([], None), "it does not pretend that there is nothing"
    monkeypatch.undo()
    assert len(client.get("/sandbox/rows/batches", params={"problems": "1"}).json()["rows"]) >= 3


# -- the stream -------------------------------------------------------------------------------------------------------


def test_requests_are_streamed_to_who_wants_them(client):
    with client.stream("GET", "/sandbox/stream", params={"requests": 0}, timeout=20) as response:
        lines = response.iter_lines()
        next(lines)
        post(client, SINGLE, {**GOOD, "unknown": 1})
        seen, kind = {}, ""
        while "request" not in seen:
            name, _, value = next(lines).partition(": ")
            kind = value if name == "event" else kind
            if name == "data":
                seen[kind] = json.loads(value)
    row = seen["request"]
    assert (row["status"], row["what"]) == (202, [{"type": "custom_event", "name": "Hi"}])
    assert any("unknown" in each for each in row["advice"])
    assert seen["state"]["faults"]["fail_rate"] == 0


def test_the_limit_of_streams_holds_when_all_come_at_once(monkeypatch):
    from mparticle_facade.sandbox import stream

    monkeypatch.setattr(stream, "MOST_READERS", 5)
    with running() as (sandbox, client):
        bare = [connected(sandbox) for _ in range(40)]
        try:
            for each in bare:
                each.sendall(request_head("GET", "/sandbox/stream"))
            answers = [each.recv(12)[9:] for each in bare]
            assert (answers.count(b"200"), answers.count(b"503")) == (5, 35)
        finally:
            for each in bare:
                each.close()
        assert client.get("/sandbox/health").status_code == 200


def test_a_place_in_the_stream_is_given_back(monkeypatch):
    from mparticle_facade.sandbox import stream

    monkeypatch.setattr(stream, "MOST_READERS", 1)
    with running() as (sandbox, client):
        for query in ("", "?after=x", ""):
            with closing(connected(sandbox)) as each:
                each.sendall(request_head("GET", f"/sandbox/stream{query}"))
                each.recv(12)
            for _ in range(200):  # the server notices after a moment
                with client.stream("GET", "/sandbox/stream") as response:
                    if response.status_code == 200:
                        break
            else:
                pytest.fail("the place is still taken")


def test_a_reader_that_takes_nothing_is_given_up(monkeypatch):
    from mparticle_facade.sandbox import stream

    monkeypatch.setattr(stream, "_DEAF_S", 0.2)
    events = [EVENT] * 20
    with running() as (sandbox, client), closing(socket.socket()) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
        deaf.connect((host, int(port)))
        deaf.sendall(request_head("GET", "/sandbox/stream"))
        deaf.recv(12)
        for _ in range(60):
            post(client, BULK, [{**GOOD, "events": events}] * 100)
        while streams_open(sandbox):
            assert client.get("/sandbox/health").status_code == 200
        deaf.settimeout(20)
        with pytest.raises(ConnectionResetError):
            b"".join(iter(lambda: deaf.recv(1_000_000) or None, None))


def streams_open(sandbox):
    (listener,) = sandbox._store.listeners
    return len(listener.__self__._readers)


def test_what_a_sandbox_was_started_with_can_be_asked_for():
    with running(strict=True, faults=Plan(next=[Next(503)])) as (_, client):
        state = client.get("/sandbox/state").json()
    assert (state["strict"], state["credentials"], state["rate_limit"]) == (True, True, None)
    assert state["faults"]["next"] == [{"status": 503, "times": 1, "retry_after": None}]
