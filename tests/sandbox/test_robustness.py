"""What a hostile page, a broken client or bad luck does to the sandbox: nothing that lasts."""

import gzip
import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from mparticle_facade.sandbox import connection
from parts.sandbox_client import AUTH, BULK, GOOD, HEADERS, SINGLE, connected, messages, post, request_head, running

ROUTES = [
    ("GET", "/"),
    ("GET", "/page/app.js"),
    ("GET", "/sandbox"),
    ("GET", "/sandbox/stats"),
    ("GET", "/sandbox/batches"),
    ("GET", "/sandbox/batches/1"),
    ("GET", "/sandbox/stream"),
    ("DELETE", "/sandbox/batches"),
    ("GET", "/sandbox/health"),
    ("GET", "/sandbox/faults"),
    ("POST", "/sandbox/faults"),
    ("DELETE", "/sandbox/faults"),
    ("POST", SINGLE),
    ("GET", "/nowhere"),
]


@pytest.fixture(scope="module")
def module_sandbox():
    with running(hosts=["sandbox.example", "fe80::1"]) as both:
        yield both


@pytest.fixture
def sandbox(module_sandbox):
    sandbox, _ = module_sandbox
    sandbox.reset()
    return sandbox


@pytest.fixture
def client(module_sandbox, sandbox):
    return module_sandbox[1]


def answer(sandbox, *sent):
    """All that a bare connection gets back, until the other side closes it."""
    with closing(connected(sandbox)) as bare:
        for part in sent:
            try:
                bare.sendall(part)
            except (BrokenPipeError, ConnectionResetError):
                break
        received = b""
        try:
            while part := bare.recv(65536):
                received += part
        except ConnectionResetError:
            pass
        return received


def well(client):
    """It still takes a batch."""
    return post(client, SINGLE, GOOD).status_code == 202


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")


# -- other pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "[::2]", "a@localhost"]
)
def test_under_a_foreign_name_everything_is_400(client, sandbox, method, path, host):
    response = client.request(method, path, headers={"host": host})
    assert response.status_code == 400
    assert "Host" in messages(response)[0]
    assert "set-cookie" not in response.headers
    upload = path in (SINGLE, "/nowhere")  # those are seen, as all requests to the API are, and nothing else of them
    assert sandbox.stats() == {"requests": int(upload), "batches": 0, "events": 0, "duplicates": 0, "rejected": 0}


@pytest.mark.parametrize(
    "host",
    ["", "localhost:", "localhost:x", "localhost:123456", "localhost, evil.example", "local host", "[::1", "::1"],
)
def test_a_host_that_is_none_is_400(sandbox, host):
    assert answer(sandbox, request_head("GET", "/sandbox/stats", host=host, connection="close")).startswith(
        b"HTTP/1.1 400"
    )


def test_no_host_and_two_hosts_are_400(sandbox):
    assert answer(sandbox, b"GET /sandbox/stats HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 400")
    two = b"GET /sandbox/stats HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert answer(sandbox, two).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:1", "127.0.0.1:8080", "[::1]:8080", "sandbox.example", "[fe80::1]:80"]
)
def test_its_own_names(client, host):
    assert client.get("/sandbox/stats", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:1"}, {"origin": "file://"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_requests_of_other_pages_are_403(client, sandbox, method, path, headers):
    post(client, SINGLE, GOOD)
    response = client.request(method, path, headers=headers)
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert (sandbox.stats()["batches"], json.loads(sandbox.faults.plan())["fail_rate"]) == (1, 0)


def test_its_own_page_and_links_to_it_are_fine(client, sandbox):
    own = {"origin": sandbox.url, "sec-fetch-site": "same-origin"}
    assert client.delete("/sandbox/batches", headers=own).status_code == 204
    assert client.get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status_code == 200


def test_no_answer_is_for_other_pages(client):
    response = client.options("/sandbox/stats", headers={"access-control-request-method": "GET"})
    assert response.status_code == 405
    for response in (client.get("/sandbox/stats"), client.get("/nowhere"), post(client, SINGLE, GOOD)):
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cross-origin-resource-policy"] == "same-origin"


# -- too much ---------------------------------------------------------------------------------------------------------


@needs_proc
def test_fifty_megabytes_are_refused_and_not_kept(sandbox, client):
    megabyte = b"x" * 1_000_000
    head = request_head("POST", SINGLE, content_length="50000000", connection="close", **HEADERS)
    assert answer(sandbox, head, *[megabyte] * 50).startswith(b"HTTP/1.1 400")
    before = resident()
    for _ in range(4):
        assert answer(sandbox, head, *[megabyte] * 50).startswith(b"HTTP/1.1 400")
    assert resident() - before < 30_000_000
    assert well(client)


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate", "br", "identity, gzip", "x"])
def test_compressed_bodies_are_400_and_not_unpacked(client, encoding):
    bomb = gzip.compress(b"[" + b" " * 50_000_000 + b"]")
    response = post(client, BULK, bomb, headers={"content-encoding": encoding})
    assert response.status_code == 400
    assert "Content-Encoding" in messages(response)[0]
    assert post(client, SINGLE, GOOD, headers={"content-encoding": "identity"}).status_code == 202


@pytest.mark.parametrize(
    "deep",
    [
        '{"a":' * 60_000,
        "[" * 200_000,
        '{"environment":"development","x":' + "[" * 2000 + "]" * 2000 + "}",
        '{"environment":"development","user_attributes":{"a":' + '{"b":' * 200 + "1" + "}" * 200 + "}}",
    ],
)
def test_depth_is_400(client, deep):
    response = post(client, SINGLE, deep.encode())
    assert response.status_code == 400
    messages(response)
    assert well(client)
    for id in range(1, 5):
        client.get(f"/sandbox/batches/{id}")
    assert client.get("/sandbox/batches").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b'{"environment":"\xff"}',
        b'{"environment":"\xc3"}',
        b'{"environment":"\xed\xa0\x80"}',
        b'{"environment":"\\ud800"}',
        b"\x00",
        b"\xef\xbb\xbf{}",
        '{"environment":"é"}'.encode("latin-1"),
        "{}".encode("utf-16"),
    ],
)
def test_what_is_no_utf8_is_400(client, body):
    assert post(client, SINGLE, body).status_code == post(client, BULK, b"[" + body).status_code == 400
    assert client.get("/sandbox/batches").status_code == 200


def test_headers_without_end_are_refused(sandbox, client):
    received = answer(sandbox, b"GET / HTTP/1.1\r\n", *[b"x-a: " + b"y" * 8000 + b"\r\n"] * 100)
    assert received.startswith(b"HTTP/1.1 400") or received == b""
    assert well(client)


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"POST /v2/events HTTP/9.9\r\n\r\n", b"\x00" * 1000]
)
def test_what_is_no_http_is_400(sandbox, client, sent):
    assert answer(sandbox, sent, b"\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert well(client)


def test_lengths_that_contradict_are_400(sandbox, client):
    both = request_head("POST", SINGLE, content_length="2", transfer_encoding="chunked", connection="close", **HEADERS)
    assert answer(sandbox, both, b"0\r\n\r\n").split()[1] == b"400"
    assert answer(sandbox, request_head("POST", SINGLE, content_length="-1", **HEADERS)).startswith(b"HTTP/1.1 400")
    assert well(client)


# -- too slow ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"POST /v2/ev",
        request_head("POST", SINGLE, **HEADERS)[:-2],
        request_head("POST", SINGLE, content_length="100", **HEADERS) + b"{",
        request_head("POST", SINGLE, transfer_encoding="chunked", **HEADERS) + b"1\r\n{\r\n",
        request_head("GET", "/sandbox/health") + b"GET /sand",
    ],
)
def test_a_request_that_does_not_come_to_its_end_is_given_up(monkeypatch, sandbox, client, sent):
    monkeypatch.setattr(connection, "REQUEST_S", 0.1)
    received = answer(sandbox, sent)  # ends only because the sandbox hangs up
    assert b"HTTP/1.1 202" not in received
    assert sandbox.received() == []
    assert well(client)


def drip(bare):
    while True:
        bare.sendall(b" ")


def test_a_trickle_does_not_count_as_progress(monkeypatch, sandbox, client):
    monkeypatch.setattr(connection, "REQUEST_S", 0.2)
    head = request_head("POST", SINGLE, content_length="100000000", **HEADERS)
    with closing(connected(sandbox)) as bare:
        bare.sendall(head)
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            drip(bare)
    assert well(client)


def test_a_connection_at_rest_is_no_slow_request(monkeypatch, sandbox):
    monkeypatch.setattr(connection, "REQUEST_S", 0.1)
    with closing(connected(sandbox)) as stream, closing(connected(sandbox)) as bare:
        stream.sendall(request_head("GET", "/sandbox/stream"))
        for _ in range(3):
            bare.sendall(request_head("GET", "/sandbox/health"))
            got = b""
            while b"status" not in got:
                got += bare.recv(65536)
            assert got.startswith(b"HTTP/1.1 200")
        seen = b""
        while seen.count(b"event: stats") < 2:  # the second one comes after five seconds, or with a change
            if b"event: stats" in seen:
                with httpx.Client(base_url=sandbox.url, auth=AUTH) as client:
                    post(client, SINGLE, GOOD)
            part = stream.recv(65536)
            assert part
            seen += part


def test_many_idle_connections_do_not_shut_others_out(sandbox, client):
    idle = [connected(sandbox) for _ in range(200)]
    try:
        for bare in idle:
            bare.sendall(b"POST /v2/events HTTP/1.1\r\n")
        assert well(client)
    finally:
        for bare in idle:
            bare.close()
