"""The receiving side of every test: a server on loopback that answers from a script and misbehaves as told.

Real sockets and real HTTP: a client meets here what a network can do to it. A script is a sequence of steps
(`parts.steps`); each request takes the next one, and the last is repeated for ever.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

CERTIFICATES = Path(__file__).with_name("certificates")
AUTHORITY = str(CERTIFICATES / "authority.pem")
LOCALHOST = str(CERTIFICATES / "localhost.pem")
"""Certificate and key of 127.0.0.1 and localhost, signed by AUTHORITY; it will do for a client as well."""

PATIENCE = 10.0
"""Seconds after which a test gives up waiting: what it waits for takes far less when all is well."""


class Request(NamedTuple):
    number: int
    """How many were read before it."""
    method: str
    target: str
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes
    connection: int
    """The how-manieth connection to the server it came by."""

    @property
    def key(self) -> str:
        """The api_key it was sent with."""
        return base64.b64decode(self.headers["authorization"].removeprefix("Basic ")).decode().partition(":")[0]

    @property
    def batches(self) -> list[dict[str, Any]]:
        body = json.loads(self.body)
        return body if isinstance(body, list) else [body]


Step = Callable[["Exchange"], "bool | None"]
"""Reads as much of a request, and sends as much of an answer, as it likes; returns True to keep the connection."""


class Exchange:
    """One request and its answer, as a step of the script sees them."""

    def __init__(self, server: ScriptedServer, sock: socket.socket, stream: io.BufferedReader, connection: int) -> None:
        self.server = server
        self.sock = sock
        self.stream = stream
        self._connection = connection
        self._request: Request | None = None
        self._in_progress = False

    def read(self) -> Request:
        """The request; it is recorded now."""
        if self._request is None:
            try:
                method, target, _ = self.stream.readline().decode("latin-1").split()
                headers: dict[str, str] = {}
                while line := self.stream.readline().decode("latin-1").strip():
                    name, _, value = line.partition(":")
                    headers[name.lower()] = value.strip()
                length = int(headers.get("content-length", 0))
            except ValueError as error:
                raise ConnectionError("the client does not speak HTTP") from error
            body = self.stream.read(length)
            if len(body) < length:
                raise ConnectionError("the client went away")
            self._request = self.server._received(method, target, headers, body, self._connection)
            self._in_progress = True
        return self._request

    def answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] = MappingProxyType({})) -> None:
        """Read the request and answer it."""
        request = self.read()
        if status < 300:
            self.server._accepted(request)
        self.send(head(status, headers, len(body)) + body)

    def send(self, data: bytes) -> None:
        self.done()
        self.sock.sendall(data)

    def done(self) -> None:
        """The request is no longer in progress. Said before the answer is sent: the client may go on at once."""
        if self._in_progress:
            self._in_progress = False
            self.server._answered()

    def stay(self, seconds: float | None = None) -> bool:
        """Do nothing for a while, or until the server is closed: False when that has happened."""
        return not self.server.closing.wait(seconds)

    def reset(self) -> None:
        """Close the connection the hard way: the client sees a reset."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def head(status: int, headers: Mapping[str, str], length: int | None) -> bytes:
    """Status line and headers of an answer."""
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Whatever"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    if length is not None:
        lines.append(f"content-length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def accept(exchange: Exchange) -> bool:
    """The step of a server that is told nothing: 202, without a body."""
    exchange.answer(202)
    return True


class ScriptedServer:
    """Listens on 127.0.0.1 while its ``with`` block runs."""

    def __init__(self, *script: Step, tls: bool = False) -> None:
        self.requests: list[Request] = []
        """Every request that was read, in the order of arrival."""
        self.connections = 0
        self.steps = 0
        """How many steps of the script were taken."""
        self.most_at_once = 0
        """The most requests in progress at one time."""
        self.closing = threading.Event()
        self.elsewhere = "http://elsewhere.invalid"
        """Where `redirect` points."""
        self._answered_2xx: list[Request] = []
        self._at_once = 0
        self._errors: list[Exception] = []
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(LOCALHOST)
        self.follow(*script)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._deaf = socket.socket()  # bound, not listening: whoever connects is refused
        self._deaf.bind(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.host = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.refusing_host = f"http://127.0.0.1:{self._deaf.getsockname()[1]}"
        """Where nobody listens."""

    @property
    def accepted(self) -> list[dict[str, Any]]:
        """The batches of the requests that were answered 2xx."""
        return [batch for request in self._answered_2xx for batch in request.batches]

    @property
    def ids(self) -> list[str]:
        """The ids of the accepted batches."""
        return [batch["source_request_id"] for batch in self.accepted]

    def follow(self, *script: Step) -> None:
        """Answer from this script from now on."""
        with self._changed:
            self._script = script or (accept,)
            self.steps = 0

    def forget(self) -> None:
        """What was recorded: bodies add up."""
        with self._changed:
            self.requests.clear()
            self._answered_2xx.clear()

    def wait_for(self, requests: int) -> None:
        """Return when so many requests have arrived."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= requests, PATIENCE), "no such request came"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()  # wakes `accept`
        with self._changed:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
        self._listener.close()
        self._deaf.close()
        if self._errors:
            raise self._errors[0]

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            sock, _ = self._listener.accept()
            with self._changed:
                if self.closing.is_set():
                    sock.close()
                    return
                self.connections += 1
                self._open.add(sock)
            self._start(self._serve, sock, self.connections)

    def _serve(self, sock: socket.socket, connection: int) -> None:
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context:
                sock = self._wrap(sock, self._context)
            with sock, sock.makefile("rb") as stream:
                while stream.peek(1) and not self.closing.is_set():
                    exchange = Exchange(self, sock, stream, connection)
                    try:
                        keep = self._next_step()(exchange)
                    finally:
                        exchange.done()
                    if not keep:
                        break
        except OSError:  # the client went away, or does not speak HTTP
            pass
        except Exception as error:  # noqa: BLE001  # a test is wrong; `__exit__` says so
            self._errors.append(error)
        finally:
            with self._changed:
                self._open.discard(sock)
            sock.close()

    def _wrap(self, plain: socket.socket, context: ssl.SSLContext) -> ssl.SSLSocket:
        wrapped = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        with self._changed:
            self._open.discard(plain)
            self._open.add(wrapped)
        try:
            wrapped.do_handshake()
        except OSError:
            with self._changed:
                self._open.discard(wrapped)
            wrapped.close()
            raise
        return wrapped

    def _next_step(self) -> Step:
        with self._changed:
            self.steps += 1
            return self._script[min(self.steps, len(self._script)) - 1]

    def _received(self, method: str, target: str, headers: dict[str, str], body: bytes, connection: int) -> Request:
        with self._changed:
            request = Request(len(self.requests), method, target, headers, body, connection)
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()
        return request

    def _accepted(self, request: Request) -> None:
        with self._changed:
            self._answered_2xx.append(request)

    def _answered(self) -> None:
        with self._changed:
            self._at_once -= 1
