"""aiohttp's connections below httpx's transport: the engine of ``Configuration(async_engine="aiohttp")``.

Its parser is in C, and a request that is cancelled takes nothing along. It speaks HTTP/1.1 only. Must not decide
anything: the rules of a request are in `mparticle_facade.http.attempts`.
"""

from __future__ import annotations

import asyncio
import base64
import contextvars
import functools
import ssl
from collections.abc import AsyncIterable, Iterable
from typing import Any, cast

import aiohttp
import yarl

from mparticle_facade.http.answers import Answer
from mparticle_facade.http.connections import replaced
from mparticle_facade.http.deadlines import NEVER, deadline_of
from mparticle_facade.http.stack import httpcore, httpx

_NOT_OURS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
"""Headers that aiohttp would add."""
_LONGEST_LINE = 100_000
"""Bytes of a header, as httpcore takes them."""
_KEPT_OPEN = 5.0
"""Seconds between two requests, as by default in httpx."""


_transports: contextvars.ContextVar[list[asyncio.BaseTransport]] = contextvars.ContextVar("transports")
"""Of the connections that the request of this task has had."""


class _Connector(aiohttp.TCPConnector):
    async def connect(self, *arguments: Any, **options: Any) -> Any:
        connection = await super().connect(*arguments, **options)
        if connection.transport is not None:
            _transports.get().append(connection.transport)
        return connection


class AiohttpConnections:
    """What `httpx.AsyncHTTPTransport` asks of a pool, for one event loop. It is made in that loop."""

    def __init__(
        self, pool: httpcore.AsyncConnectionPool, *, context: ssl.SSLContext, proxy: httpx.Proxy | None, size: int
    ) -> None:
        self._pool = pool
        self._proxy = None if proxy is None else str(proxy.url)
        self._proxy_headers = [] if proxy is None else _text(proxy.headers.raw)
        if proxy is not None and proxy.raw_auth is not None:
            self._proxy_headers.append(("Proxy-Authorization", f"Basic {_token(*proxy.raw_auth)}"))
        self._session = aiohttp.ClientSession(
            connector=_Connector(limit=size, keepalive_timeout=_KEPT_OPEN, ssl=context),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_NOT_OURS,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request, receive the whole answer."""
        if replaced(httpcore.AsyncConnectionPool):
            return await self._pool.handle_async_request(request)
        timeouts = request.extensions["timeout"]
        deadline = deadline_of(timeouts["read"], NEVER)
        transports: list[Any] = []
        _transports.set(transports)
        kept = False
        try:
            async with asyncio.timeout(max(deadline.left(), 0)) as limit:
                deadline.waiting = lambda: limit.reschedule(0)
                try:
                    response = await self._exchange(request, timeouts["connect"], timeouts["read"])
                    kept = True
                    return response
                finally:
                    deadline.waiting = None
        except (aiohttp.ClientError, OSError, ValueError, RuntimeError) as error:  # a timeout, and TLS's, are OSErrors
            late = "the deadline has passed" if deadline.left() <= 0 else f"nothing for {timeouts['read']:g} s"
            failure = _translated(error, late)
            failure.__cause__ = _harmless(error)
        finally:
            for each in transports:
                if not kept or each.is_closing():
                    each.abort()  # aiohttp has begun a polite end of TLS, which waits for the server
        raise failure  # out here: aiohttp's errors hold the headers, and would be the context of ours

    async def _exchange(self, request: httpcore.Request, connect: float, read: float) -> httpcore.Response:
        headers = _text(request.headers)
        chunked = any(name.lower() == "transfer-encoding" for name, _ in headers)
        if chunked:
            headers = [each for each in headers if each[0].lower() != "transfer-encoding"]  # aiohttp's own
        if request.url.scheme == b"http":
            headers += self._proxy_headers  # else they are for the tunnel
        sending = self._session.request(
            request.method.decode("ascii"),
            _url(request.url.scheme, request.url.host, request.url.port, request.url.target),
            headers=headers,
            data=request.stream if chunked else await _body(request),
            allow_redirects=False,
            timeout=_timeout(float(connect), float(read)),
            server_hostname=request.extensions.get("sni_hostname"),
            proxy=self._proxy,
            proxy_headers=self._proxy_headers,
        )
        answer = Answer()
        received = await sending
        try:
            while chunk := await received.content.readany():
                answer.add(chunk)
        finally:
            received.close()  # and with it the connection, unless all was read
        return httpcore.Response(
            received.status,
            headers=received.raw_headers,
            content=answer.body,
            extensions={"http_version": b"HTTP/1.1", "reason_phrase": (received.reason or "").encode()},
        )

    async def aclose(self) -> None:
        """Close them."""
        await self._session.close()
        await self._pool.aclose()


@functools.lru_cache(100)
def _url(scheme: bytes, host: bytes, port: int | None, target: bytes) -> yarl.URL:
    where = b"[%b]" % host if b":" in host else host
    at = b"" if port is None else b":%d" % port
    return yarl.URL((scheme + b"://" + where + at + target).decode("ascii"), encoded=True)


def _translated(error: Exception, late: str) -> httpx.TransportError:
    why = str(error) or type(error).__name__
    match error:
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout(late)
        case TimeoutError():
            return httpx.ReadTimeout(late)
        case aiohttp.ClientProxyConnectionError():
            return httpx.ProxyError(why)
        case aiohttp.ClientHttpProxyError():
            return httpx.ProxyError(f"{error.status} {error.message}")
        case aiohttp.ClientConnectorError() | aiohttp.ClientSSLError():
            return httpx.ConnectError(why)
        case aiohttp.InvalidURL():
            return httpx.UnsupportedProtocol(why)
        case aiohttp.ClientResponseError():
            return httpx.RemoteProtocolError(error.message.partition("\n")[0].rstrip(":"))
        case aiohttp.ServerDisconnectedError():
            return httpx.RemoteProtocolError("Server disconnected without sending a response.")
        case aiohttp.ClientPayloadError():
            return httpx.RemoteProtocolError(why)
        case aiohttp.ClientError() | OSError():
            return httpx.ReadError(why)
    return httpx.LocalProtocolError(why)


def _harmless(error: Exception) -> BaseException | None:
    """What is below an error of aiohttp; itself where it is another's. Theirs hold headers, and a proxy's password."""
    below: BaseException | None = error
    while isinstance(below, aiohttp.ClientError):
        below = below.__cause__ or below.__context__
    return below


def _text(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def _token(user: bytes, password: bytes) -> str:
    return base64.b64encode(user + b":" + password).decode("ascii")


async def _body(request: httpcore.Request) -> bytes | None:
    """All of it, since its length is known: what is iterated over is sent in chunks."""
    stream = cast("AsyncIterable[bytes]", request.stream)
    return b"".join([chunk async for chunk in stream]) or None


@functools.lru_cache(100)
def _timeout(connect: float, read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(sock_connect=connect, sock_read=read)
