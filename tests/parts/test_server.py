"""The scripted server itself: what it records, and that a mistake in a script fails the test."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable

import pytest

from parts.clients import bounded
from parts.server import AUTHORITY, Request, ScriptedServer, Step
from parts.steps import after, answer, answer_unread, by, cut, drip, reset_unread, stall


def post(server: ScriptedServer, body: bytes = b"{}") -> tuple[int, bytes]:
    """Status and body of the answer to one request, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("POST", "/v2/events", body, {"X-Test": "yes"})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_each_request_takes_the_next_step_and_the_last_is_repeated() -> None:
    with ScriptedServer(answer(503, b"later"), answer(202)) as server:
        assert [post(server) for _ in range(3)] == [(503, b"later"), (202, b""), (202, b"")]
        server.follow(answer(400))
        assert post(server) == (400, b"")
        server.follow()
        assert post(server) == (202, b"")
    assert [request.number for request in server.requests] == [0, 1, 2, 3, 4]


def test_it_records_what_came_and_what_it_accepted() -> None:
    with ScriptedServer(answer(202), answer(500), answer(202)) as server:
        for body in (b'{"source_request_id":"a"}', b'{"source_request_id":"b"}', b'[{"source_request_id":"c"}]'):
            post(server, body)
        assert server.requests[0][1:3] == ("POST", "/v2/events")
        assert server.requests[0].headers["x-test"] == "yes"
        assert server.requests[1].batches == [{"source_request_id": "b"}]
        assert (server.ids, server.connections) == (["a", "c"], 3)
        server.forget()
        assert (server.requests, server.ids) == ([], [])


def test_requests_that_come_at_once_are_counted_and_asked_about_one_after_another() -> None:
    at_once: list[int] = []
    busy = threading.Lock()
    go = threading.Event()

    def choose(request: Request) -> Step:
        assert busy.acquire(blocking=False)
        at_once.append(request.number)
        busy.release()
        return after(go, answer())

    with ScriptedServer(by(choose)) as server:
        threads = [threading.Thread(target=post, args=(server,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        server.wait_for(5)
        go.set()
        for thread in threads:
            thread.join(5)
        assert (sorted(at_once), server.most_at_once) == ([0, 1, 2, 3, 4], 5)


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (cut(), http.client.RemoteDisconnected),
        (cut(b"HTTP/1.1 202 OK\r\ncontent-length: 9\r\n\r\nabc"), http.client.IncompleteRead),
        (cut(reset=True), ConnectionResetError),
        (reset_unread, ConnectionResetError),
    ],
    ids=["hung up", "half an answer", "reset", "reset unread"],
)
def test_it_breaks_off(step: Step, error: type[Exception]) -> None:
    with ScriptedServer(step) as server, pytest.raises(error):
        post(server)
    assert len(server.requests) == (step is not reset_unread)
    assert server.ids == []


@pytest.mark.parametrize("step", [stall(), drip(b"HTTP/1.1 202 OK\r\n", b"x")], ids=["silent", "never done"])
def test_a_server_that_never_answers_is_closed_all_the_same(step: Step) -> None:
    def leave() -> None:
        with ScriptedServer(step) as server, socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"POST / HTTP/1.1\r\n\r\n")
            server.wait_for(1)

    bounded(leave)


def test_an_answer_may_come_before_the_body() -> None:
    with ScriptedServer(answer_unread(413)) as server:
        assert post(server, b"x" * 1_000_000) == (413, b"")
    assert server.requests == []


def test_where_nobody_listens_nobody_answers() -> None:
    with ScriptedServer() as server:
        port = int(server.refusing_host.rpartition(":")[2])
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))


def test_tls() -> None:
    with ScriptedServer(tls=True) as server:
        trusting = ssl.create_default_context(cafile=AUTHORITY)
        connection = http.client.HTTPSConnection("localhost", server.port, context=trusting)
        connection.request("POST", "/")
        assert connection.getresponse().status == 202
        connection.close()


def refuse(request: Request) -> Step:
    raise LookupError("a mistake in a test")


@pytest.mark.parametrize("mistake", [refuse, lambda request: answer(202, "text")], ids=["choice", "step"])  # type: ignore[arg-type]
def test_a_mistake_in_a_script_fails_the_test(mistake: Callable[[Request], Step]) -> None:
    with (
        pytest.raises((LookupError, TypeError)),
        ScriptedServer(by(mistake)) as server,
        pytest.raises(http.client.RemoteDisconnected),
    ):
        post(server)


def test_a_client_that_does_not_speak_http_is_no_mistake_of_the_script() -> None:
    with ScriptedServer() as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"Hello?\r\n\r\n")
        assert client.recv(1) == b""
    assert server.requests == []


def test_a_request_that_ends_before_its_body_does_not_count() -> None:
    with ScriptedServer() as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\n{}")
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1) == b""
    assert (server.requests, server.ids) == ([], [])
