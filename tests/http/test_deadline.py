"""The deadline holds however a server drips, in both clients, and the memory that it takes is bounded."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc

import pytest

import mparticle_facade as mparticle
from parts.clients import ENGINES, bounded, failure, impatient, send
from parts.server import Exchange, ScriptedServer, Step, head

CHUNKED = head(202, {"transfer-encoding": "chunked"}, None)
DRIPS: dict[str, tuple[bytes, bytes]] = {
    "nothing at all": (b"", b""),
    "the status line": (b"HTTP/1.1 2", b"0"),
    "a header's name": (b"HTTP/1.1 202 Accepted\r\n", b"x"),
    "a header's value": (b"HTTP/1.1 202 Accepted\r\nx-drip: ", b"x"),
    "whole headers": (b"HTTP/1.1 202 Accepted\r\n", b"x: y\r\n"),
    "100": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "102": (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "103": (b"", b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
    "the body": (head(202, {}, 100_000), b"x"),
    "a body until the end": (b"HTTP/1.1 202 Accepted\r\n\r\n", b"x"),
    "a chunk's extension": (CHUNKED + b"1;", b"x"),
    "a chunk's size": (CHUNKED, b"0"),
    "chunks": (CHUNKED, b"1\r\nx\r\n"),
    "trailers": (CHUNKED + b"0\r\n", b"t: x\r\n"),
}
DEADLINE = 0.8


def dripping(first: bytes, each: bytes) -> Step:
    def step(exchange: Exchange) -> None:
        exchange.read()
        exchange.sock.sendall(first)
        while exchange.stay(0.05):
            if each:
                exchange.sock.sendall(each)

    return step


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("drip", DRIPS)
def test_a_request_ends_at_its_deadline(drip: str, kind: str) -> None:
    with ScriptedServer(dripping(*DRIPS[drip])) as server:
        config = impatient(server, timeout=0.6, deadline=DEADLINE, max_retries=0)
        error = failure(lambda: send(kind, config), DEADLINE * 4)
    assert isinstance(error, mparticle.ApiConnectionError), repr(error)


@pytest.mark.parametrize("tls", [False, True])
def test_a_server_that_reads_slowly(tls: bool) -> None:
    """A large body that is taken a little at a time: no single write takes long."""

    def slow(exchange: Exchange) -> None:
        exchange.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        while exchange.stay(0.02):
            exchange.stream.read1(512)

    body = b'{"environment":"development","user_attributes":{"a":"' + b"x" * 200_000 + b'"}}'
    with ScriptedServer(slow, tls=tls) as server:
        config = impatient(
            server,
            timeout=0.6,
            deadline=DEADLINE,
            max_retries=0,
            limits="warn",
            unknown_fields="warn",
            verify_ssl=False,
        )
        error = failure(lambda: send("sync", config, body), DEADLINE * 6)
    assert isinstance(error, mparticle.ApiConnectionError), repr(error)


def test_a_handshake_that_never_ends() -> None:
    """The connection is taken, and no TLS comes."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = mparticle.Configuration(
            "k",
            "s",
            host=f"https://127.0.0.1:{silent.getsockname()[1]}",
            timeout=30,
            deadline=DEADLINE,
            verify_ssl=False,
        )
        for kind in ENGINES:
            assert isinstance(failure(lambda kind=kind: send(kind, config), DEADLINE * 4), mparticle.ApiTimeoutError)


def test_addresses_share_the_time_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with many addresses, none of which answers."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.1.1.{n}", 9)) for n in range(1, 6)]
    asked: list[float] = []

    def connect(address: object, timeout: float, source_address: object = None) -> socket.socket:
        asked.append(timeout)
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    config = mparticle.Configuration("k", "s", host="http://many.example", timeout=10, deadline=60, max_retries=0)
    assert isinstance(failure(lambda: send("sync", config)), mparticle.ApiTimeoutError)
    assert len(asked) == 5
    assert asked[0] == pytest.approx(2, rel=0.1)


def test_a_flood_of_what_does_not_count_takes_no_memory() -> None:
    def flood(exchange: Exchange) -> None:
        exchange.read()
        while exchange.stay(0):
            exchange.sock.sendall(b"HTTP/1.1 102 Processing\r\nx: y\r\n\r\n" * 1000)

    with ScriptedServer(flood) as server:
        config = impatient(server, timeout=0.6, deadline=DEADLINE, max_retries=0)
        tracemalloc.start()
        try:
            failure(lambda: send("sync", config), 10)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("kind", ENGINES)
def test_a_deadline_without_end(kind: str) -> None:
    """Numbers that no system call takes."""
    with ScriptedServer() as server:
        for forever in (float("inf"), 1e300):
            assert (
                bounded(lambda forever=forever: send(kind, impatient(server, timeout=forever, deadline=forever))).status
                == 202
            )


def test_a_wait_for_a_turn_is_of_the_deadline() -> None:
    release = threading.Event()

    def held(exchange: Exchange) -> None:
        exchange.read()
        release.wait(10)

    with (
        ScriptedServer(held) as server,
        mparticle.EventsApi(impatient(server, connection_pool_size=1, timeout=5)) as api,
    ):
        thread = threading.Thread(target=failure, args=(lambda: api.upload_events(b'{"environment":"development"}'),))
        thread.start()
        server.wait_for(1)
        began = time.monotonic()
        failure(lambda: api.with_options(deadline=0.2).upload_events(b'{"environment":"development"}'))
        assert time.monotonic() - began < 5
        release.set()
        thread.join()
        api.close()
