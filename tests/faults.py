"""A server on loopback that answers from a script and misbehaves as told, and how the tests talk to it.

Real sockets and real HTTP: a client meets here what a network can do to it. A script is a sequence of steps; each
request takes the next one, and the last is repeated for ever. A step reads as much of the request, and sends as much of
an answer, as it likes; it returns True to keep the connection.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import http.client
import io
import json
import selectors
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar
from urllib.parse import urlsplit

import pytest

import mparticle_facade as mparticle
from mparticle_facade.http import retries

CERTIFICATES = Path(__file__).with_name("certificates")
AUTHORITY = str(CERTIFICATES / "authority.pem")
LOCALHOST = str(CERTIFICATES / "localhost.pem")
"""Certificate and key of 127.0.0.1 and localhost, signed by AUTHORITY; it will do for a client as well."""

KEY, SECRET = "key-of-the-tests", "s3cret-of-the-tests"
TOKEN = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
"""The two as HTTP Basic authentication has them."""
KINDS = ("sync", "async")
PATIENCE = 10.0
"""Seconds after which a test gives up waiting: what it waits for takes far less when all is well."""

T = TypeVar("T")


class Request(NamedTuple):
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


class Exchange:
    """One request and its answer, as a step of the script sees them."""

    def __init__(self, server: FaultServer, sock: socket.socket, stream: io.BufferedReader, connection: int) -> None:
        self.server = server
        self.sock = sock
        self.stream = stream
        self._connection = connection
        self._request: Request | None = None
        self._in_progress = False

    def read(self) -> Request:
        """The request; it is recorded now."""
        if self._request is None:
            method, target, _ = self.stream.readline().decode("latin-1").split()
            headers = {name.lower(): value for name, value in http.client.parse_headers(self.stream).items()}
            body = self.stream.read(int(headers.get("content-length", 0)))
            self._request = Request(method, target, headers, body, self._connection)
            self._in_progress = True
            self.server._received(self._request)
        return self._request

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


class FaultServer:
    """Listens on 127.0.0.1 while its ``with`` block runs."""

    def __init__(self, *script: Step, tls: bool = False) -> None:
        self.script = script or (answer(),)
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
        self._at_once = 0
        self._errors: list[Exception] = []
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(LOCALHOST)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._deaf = socket.socket()  # bound, not listening: whoever connects is refused
        self._deaf.bind(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.host = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.refusing_host = f"http://127.0.0.1:{self._deaf.getsockname()[1]}"
        """Where nobody listens."""

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
        except (OSError, ValueError):  # the client went away, or does not speak HTTP
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
            return self.script[min(self.steps, len(self.script)) - 1]

    def _received(self, request: Request) -> None:
        with self._changed:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()

    def _answered(self) -> None:
        with self._changed:
            self._at_once -= 1


# -- steps ------------------------------------------------------------------------------------------------------------


def head(status: int, headers: Mapping[str, str], length: int | None) -> bytes:
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Whatever"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    if length is not None:
        lines.append(f"content-length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(status: int = 202, body: bytes = b"", **headers: str) -> Step:
    """A whole answer; the connection stays open. Underscores in header names are dashes."""
    whole = head(status, {name.replace("_", "-"): value for name, value in headers.items()}, len(body)) + body

    def step(exchange: Exchange) -> bool:
        exchange.read()
        exchange.send(whole)
        return True

    return step


def answer_unread(status: int) -> Step:
    """An answer before the body of the request was read, as a proxy gives it to a body that is too large."""

    def step(exchange: Exchange) -> None:
        exchange.send(head(status, {"connection": "close"}, 0))
        exchange.sock.shutdown(socket.SHUT_WR)
        while exchange.stream.read1():
            pass

    return step


def reset_unread(exchange: Exchange) -> None:
    """A reset before anything of the request was read."""
    exchange.reset()


def cut(data: bytes = b"", *, reset: bool = False) -> Step:
    """Read the request, send these bytes, hang up."""

    def step(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(data)
        if reset:
            exchange.reset()

    return step


def stall(data: bytes = b"") -> Step:
    """Read the request, send these bytes, then nothing for ever."""

    def step(exchange: Exchange) -> None:
        exchange.read()
        exchange.sock.sendall(data)
        exchange.stay()

    return step


def drip(data: bytes, piece: bytes = b"x") -> Step:
    """Read the request, send these bytes, then small pieces for ever: never silent, never done."""

    def step(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(data)
        while exchange.stay(0.02):
            exchange.send(piece)

    return step


def redirect(status: int = 302) -> Step:
    """Point to the same path ``elsewhere``."""

    def step(exchange: Exchange) -> bool | None:
        return answer(status, location=exchange.server.elsewhere + exchange.read().target)(exchange)

    return step


def by(choose: Callable[[Request], Step]) -> Step:
    """A step chosen by the request."""
    return lambda exchange: choose(exchange.read())(exchange)


def after(event: threading.Event | threading.Barrier, step: Step) -> Step:
    """Read the request, wait for the event (or for the others at a barrier), go on."""

    def delayed(exchange: Exchange) -> bool | None:
        exchange.read()
        event.wait(PATIENCE)
        return step(exchange)

    return delayed


def forward(exchange: Exchange) -> None:
    """What a forward proxy does: ask the server named in the request, pass its answer on."""
    request = exchange.read()
    url = urlsplit(request.target)
    upstream = http.client.HTTPConnection(url.hostname or "", url.port, timeout=PATIENCE)
    try:
        upstream.request(request.method, url.path, request.body, request.headers)
        response = upstream.getresponse()
        body = response.read()
        exchange.send(head(response.status, {"via": "1.1 test"}, len(body)) + body)
    finally:
        upstream.close()


def tunnel(exchange: Exchange) -> None:
    """What a proxy does for TLS: connect, then pass bytes in both directions without looking."""
    name, _, port = exchange.read().target.rpartition(":")
    with socket.create_connection((name, int(port)), PATIENCE) as upstream, selectors.DefaultSelector() as ready:
        exchange.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        ready.register(exchange.sock, selectors.EVENT_READ, upstream)
        ready.register(upstream, selectors.EVENT_READ, exchange.sock)
        while not exchange.server.closing.is_set():
            for key, _ in ready.select(PATIENCE):
                data = key.fileobj.recv(65536)  # type: ignore[union-attr]
                if not data:
                    return
                key.data.sendall(data)


# -- clients ----------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """First waits of milliseconds. Imported by the modules whose tests repeat requests."""
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.01)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine says about proxies is none of the tests' business."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def impatient(server: FaultServer | str, **changes: Any) -> mparticle.Configuration:
    """The settings of a client of this server, impatient ones."""
    host = server if isinstance(server, str) else server.host
    arguments = {"host": host, "timeout": 2.0, "deadline": 5.0, "max_retries": 2, **changes}
    return mparticle.Configuration(arguments.pop("api_key", KEY), arguments.pop("api_secret", SECRET), **arguments)


def batch(customer: str = "1") -> mparticle.Batch:
    new = mparticle.Batch(mparticle.Batch.Environment.development)
    new.user_identities = mparticle.UserIdentities(customer_id=customer)
    return new


def send(kind: str, config: mparticle.Configuration, body: Any = None, method: str = "") -> mparticle.UploadResponse:
    """Upload with a client of this kind that lives for this one call; a list goes to the bulk endpoint."""
    body = batch() if body is None else body
    method = method or ("bulk_upload_events" if isinstance(body, list) else "upload_events")
    if kind == "sync":
        with mparticle.EventsApi(config) as api:
            return getattr(api, method)(body)

    async def upload() -> mparticle.UploadResponse:
        async with mparticle.AsyncEventsApi(config) as api:
            return await getattr(api, method)(body)

    return asyncio.run(upload())


def bounded(call: Callable[[], T], seconds: float = PATIENCE) -> T:
    """The result of a call that may hang: then the test fails, instead of waiting with it."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001  # raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    assert results, f"not done after {seconds} seconds"
    return results[0]


def failure(call: Callable[[], object], seconds: float = PATIENCE) -> Exception:
    """The exception of a call that must fail."""
    with pytest.raises(Exception) as caught:  # which one it is, the caller looks at
        bounded(call, seconds)
    assert not isinstance(caught.value, AssertionError), caught.value
    return caught.value


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and all that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
