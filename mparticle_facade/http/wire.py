"""The connections of one client, and the two ways over them: straight to httpcore, or through a transport of httpx.

Both ways share the connections, unless there is a proxy or HTTP/2: then everything goes through httpx.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mparticle_facade.http import network
from mparticle_facade.http.answers import Answer
from mparticle_facade.http.connections import AsyncConnections, Connections
from mparticle_facade.http.messages import Request, Response
from mparticle_facade.http.stack import httpcore

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable

    import httpx

_KEPT_OPEN = 5.0
"""Seconds between two requests, as by default in httpx."""


class Settings(NamedTuple):
    """What connections are made with."""

    context: ssl.SSLContext
    size: int
    proxy: str | None
    http2: bool

    @property
    def plain(self) -> bool:
        """Whether a request needs nothing of httpx to be sent."""
        return not (self.proxy or self.http2)

    def pool(self, kind: type[Any], backend: object) -> Any:
        """Httpcore's pool, as httpx makes it."""
        return kind(
            ssl_context=self.context, max_connections=self.size, keepalive_expiry=_KEPT_OPEN, network_backend=backend
        )

    def transport(self, kind: str) -> Any:
        """A transport of httpx of this name, with no connection yet."""
        from mparticle_facade.http.stack import httpx

        limits = httpx.Limits(max_connections=self.size)
        proxy = self.httpx_proxy()
        return getattr(httpx, kind)(verify=self.context, limits=limits, proxy=proxy, http2=self.http2)

    def httpx_proxy(self) -> httpx.Proxy | None:
        """The proxy, with the certificates for a secure one."""
        if not self.proxy:
            return None
        from mparticle_facade.http.stack import httpx

        return httpx.Proxy(self.proxy, ssl_context=self.context if self.proxy.startswith("https") else None)


class SyncWire:
    """For threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._transport: Any = None
        """Of httpx; made when the raw client first wants it."""
        if settings.plain:
            self._pool: Any = Connections(settings.pool(httpcore.ConnectionPool, network.Backend()))
        else:
            self._transport = settings.transport("HTTPTransport")
            self._pool = self._transport._pool
            self._pool._network_backend = network.Backend()  # httpx has no setting for it
            if not settings.http2:
                self._pool = self._transport._pool = Connections(self._pool)

    def exchange(self, request: Request | httpx.Request) -> Response | httpx.Response:
        """Send a request, receive the whole answer."""
        return self._straight(request) if isinstance(request, Request) else self._through_httpx(request)

    def _straight(self, request: Request) -> Response | httpx.Response:
        answer = Answer()
        try:
            received = self._pool.handle_request(_outgoing(request))
            stream = cast("Iterable[bytes]", received.stream)
            try:
                for chunk in stream:
                    answer.add(chunk)
            finally:
                received.close()
        except _HTTPCORE as error:
            raise _as_httpx(error) from error
        return answer.accepted(received) or _looked_at(answer, received)

    def _through_httpx(self, request: httpx.Request) -> httpx.Response:
        from mparticle_facade.http import transport

        through = self._transport
        if through is None:
            through = self._transport = self._settings.transport("HTTPTransport")
            through._pool = self._pool
        return transport.receive(through, request)

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class AsyncWire:
    """For one event loop, in which it is made."""

    def __init__(self, settings: Settings, engine: str) -> None:
        from mparticle_facade.http import async_network

        self._settings = settings
        self._transport: Any = None
        """Of httpx; made when the raw client first wants it."""
        if settings.plain:
            self._pool: Any = settings.pool(httpcore.AsyncConnectionPool, async_network.Backend())
        else:
            self._transport = settings.transport("AsyncHTTPTransport")
            self._pool = self._transport._pool
            self._pool._network_backend = async_network.Backend()
        if engine == "aiohttp":
            from mparticle_facade.http.aiohttp_connections import AiohttpConnections

            proxy = settings.httpx_proxy()
            self._pool = AiohttpConnections(self._pool, context=settings.context, proxy=proxy, size=settings.size)
        elif not settings.http2:
            self._pool = AsyncConnections(self._pool)
        if self._transport is not None:
            self._transport._pool = self._pool

    async def exchange(self, request: Request | httpx.Request) -> Response | httpx.Response:
        """`SyncWire.exchange`, awaited."""
        return await (self._straight(request) if isinstance(request, Request) else self._through_httpx(request))

    async def _straight(self, request: Request) -> Response | httpx.Response:
        answer = Answer()
        try:
            received = await self._pool.handle_async_request(_outgoing(request))
            stream = cast("AsyncIterable[bytes]", received.stream)
            try:
                async for chunk in stream:
                    answer.add(chunk)
            finally:
                await received.aclose()
        except _HTTPCORE as error:
            raise _as_httpx(error) from error
        return answer.accepted(received) or _looked_at(answer, received)

    async def _through_httpx(self, request: httpx.Request) -> httpx.Response:
        from mparticle_facade.http import transport

        through = self._transport
        if through is None:
            through = self._transport = self._settings.transport("AsyncHTTPTransport")
            through._pool = self._pool
        return await transport.areceive(through, request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._pool.aclose()


_HTTPCORE = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


def _outgoing(request: Request) -> httpcore.Request:
    return httpcore.Request(
        request.method, request.url.target, headers=request.headers.raw, content=request.content,
        extensions=request.extensions,
    )  # fmt: skip


def _looked_at(answer: Answer, received: httpcore.Response) -> httpx.Response:
    from mparticle_facade.http.stack import httpx

    response = answer.response(
        httpx.Response(
            received.status,
            headers=received.headers,
            stream=httpx.ByteStream(b""),
            extensions=dict(received.extensions),
        )
    )
    response.read()
    return response


def _as_httpx(error: Exception) -> httpx.TransportError:
    """Httpx's error of the same name."""
    from mparticle_facade.http.stack import httpx

    named = (getattr(httpx, kind.__name__, None) for kind in type(error).__mro__)
    kind = next((each for each in named if each is not None), httpx.TransportError)
    made: httpx.TransportError = kind(str(error))
    return made
