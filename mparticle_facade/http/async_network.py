"""`mparticle_facade.http.network` for asyncio."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import httpcore
import httpx

from mparticle_facade.http.deadlines import NEVER, Deadline, deadline_of

_T = TypeVar("_T")
_OURS = (httpcore.NetworkError, httpcore.TimeoutException)


if TYPE_CHECKING:
    _AnyIO = httpcore.AsyncNetworkBackend  # pyright sees the stand-in for where anyio is not installed
else:
    _AnyIO = httpcore.AnyIOBackend


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._deadline = deadline_of(timeout, self._deadline)
        work = self._inner.read(max_bytes)
        return await _kept(self._deadline, work, timeout, httpcore.ReadTimeout, httpcore.ReadError)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._deadline = deadline_of(timeout, self._deadline)
        work = self._inner.write(buffer)
        await _kept(self._deadline, work, timeout, httpcore.WriteTimeout, httpcore.WriteError)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        self._deadline = deadline_of(timeout, self._deadline)
        work = self._inner.start_tls(ssl_context, server_hostname)
        try:
            inner = await _kept(self._deadline, work, timeout, httpcore.ConnectTimeout, httpcore.ConnectError)
        except BaseException:  # httpcore closes it after an error, not after the cancellation that a timeout is to it
            await self._inner.aclose()
            raise
        return _AsyncStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _AsyncBackend(_AnyIO):
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        deadline = deadline_of(timeout, NEVER)
        work = super().connect_tcp(host, port, None, local_address, socket_options)
        inner = await _kept(deadline, work, timeout, httpcore.ConnectTimeout, httpcore.ConnectError)
        return _AsyncStream(inner, deadline)


async def _kept(
    deadline: Deadline, work: Awaitable[_T], timeout: float | None, late: type[Exception], broken: type[Exception]
) -> _T:
    try:
        async with asyncio.timeout(max(deadline.left(timeout), 0)) as deadline.waiting:
            try:
                return await work
            finally:
                deadline.waiting = None
    except _OURS:
        raise
    except TimeoutError as error:
        raise late("the deadline has passed" if deadline.left() <= 0 else f"nothing for {timeout:g} s") from error
    except (OSError, ValueError, RuntimeError) as error:  # what anyio lets through: TLS alerts, names that are not IDNA
        raise broken(str(error) or type(error).__name__) from error


def keep_deadlines(transport: httpx.AsyncHTTPTransport) -> httpx.AsyncHTTPTransport:
    """Have it connect through this module; httpx has no setting for httpcore's network backend."""
    pool: Any = transport._pool
    pool._network_backend = _AsyncBackend()
    return transport
