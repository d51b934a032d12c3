"""The steps of a script: what a server can do with a request."""

from __future__ import annotations

import http.client
import selectors
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from parts.server import PATIENCE, Exchange, Request, Step, head


def answer(status: int = 202, body: bytes = b"", **headers: str) -> Step:
    """A whole answer; the connection stays open. Underscores in header names are dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def step(exchange: Exchange) -> bool:
        exchange.answer(status, body, named)
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
    """A step chosen by the request; requests that come at once are asked about one after another."""
    one_at_a_time = threading.Lock()

    def step(exchange: Exchange) -> bool | None:
        request = exchange.read()
        with one_at_a_time:
            chosen = choose(request)
        return chosen(exchange)

    return step


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
