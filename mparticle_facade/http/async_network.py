"""`mparticle_facade.http.network` for asyncio, on its own transports and protocols.

httpcore's network for asyncio is anyio, whose layers cost as much again as what they stand on.
"""

from __future__ import annotations

import asyncio
import ipaddress
import select
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar, cast

from mparticle_facade.http.deadlines import NEVER, Deadline, deadline_of
from mparticle_facade.http.network import PIECE, Held
from mparticle_facade.http.stack import httpcore

_T = TypeVar("_T")
_MOST_UNREAD = 4 * PIECE  # bytes; a server that sends more is not listened to until they are read
_NEXT_ADDRESS = 0.25  # seconds, until a host's next address is tried beside the one before (RFC 8305)


class _Protocol(asyncio.Protocol):
    """What has arrived, and whether more can be sent."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.unread = bytearray()
        self.over = False
        """Nothing more will come."""
        self.failure: Exception | None = None
        self._paused = False
        self._full = False
        self._waiting: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are not instances of it

    def data_received(self, data: bytes) -> None:
        self.unread += data
        if len(self.unread) > _MOST_UNREAD and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.over = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.over, self._full, self.failure = True, False, exc
        self._wake()

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def wait_for_data(self, deadline: Deadline, timeout: float | None) -> None:
        while not self.unread and not self.over:
            await self._wait(deadline, timeout, httpcore.ReadTimeout)

    async def wait_for_room(self, deadline: Deadline, timeout: float | None) -> None:
        while self._full and not self.over:
            await self._wait(deadline, timeout, httpcore.WriteTimeout)

    async def _wait(self, deadline: Deadline, timeout: float | None, late: type[Exception]) -> None:
        """Until something has happened, at most so long. Cheaper than `asyncio.timeout`, which cancels a task."""
        waiting = self._waiting = self._loop.create_future()

        def end() -> None:
            if not waiting.done():
                waiting.set_exception(TimeoutError())

        timer = self._loop.call_later(max(deadline.left(timeout), 0), end)
        deadline.waiting = end
        try:
            await waiting
        except TimeoutError:
            raise late(_too_late(deadline, timeout)) from None
        finally:
            timer.cancel()
            deadline.waiting = self._waiting = None

    def take(self) -> bytes:
        """What has arrived."""
        data = bytes(self.unread)
        self.unread.clear()
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        return data


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, protocol: _Protocol, transport: asyncio.Transport, deadline: Deadline) -> None:
        self._protocol = protocol
        self._transport = transport
        self._deadline = deadline
        self._held = Held(transport.get_extra_info("ssl_object"))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # all there is
        self._deadline = deadline_of(timeout, self._deadline)
        if held := self._held.give():
            await self._write(held, self._held.timeout)
        protocol = self._protocol
        if not protocol.unread:
            await protocol.wait_for_data(self._deadline, timeout)
        data = protocol.take() if protocol.unread else b""
        if not data and protocol.failure is not None:
            raise httpcore.ReadError(_why(protocol.failure)) from protocol.failure
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._deadline = deadline_of(timeout, self._deadline)
        if ready := self._held.add(buffer, timeout):
            await self._write(ready, timeout)

    async def _write(self, buffer: bytes, timeout: float | None) -> None:
        for start in range(0, len(buffer), PIECE):
            if self._protocol.over:  # there may be an answer all the same: reading tells
                return
            if self._deadline.left() <= 0:
                raise httpcore.WriteTimeout(_too_late(self._deadline, timeout))
            self._transport.write(buffer[start : start + PIECE])
            await self._protocol.wait_for_room(self._deadline, timeout)

    async def aclose(self) -> None:
        """Close it now. A polite end of TLS, or of what was not sent, would wait for the server."""
        self._transport.abort()
        await asyncio.sleep(0)  # the loop closes the socket when it is back

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        self._deadline = deadline_of(timeout, self._deadline)
        left = max(self._deadline.left(timeout), 0.001)
        work = asyncio.get_running_loop().start_tls(
            self._transport, self._protocol, ssl_context, server_hostname=server_hostname,
            ssl_handshake_timeout=left + 1,
        )  # fmt: skip
        try:
            transport = await _kept(self._deadline, work, timeout)
            if transport is None:
                raise httpcore.ConnectError("the connection was closed")
        except BaseException:  # httpcore closes it after an error, not after the cancellation that a timeout is to it
            await self.aclose()
            raise
        self._protocol.transport = transport
        return _Stream(self._protocol, transport, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # between two requests: it was closed, or what came is no answer to anything
            return bool(self._protocol.unread) or self._protocol.over or _is_readable(self._socket())
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))

    def _socket(self) -> socket.socket:
        found: socket.socket = self._transport.get_extra_info("socket")
        return found


class Backend(httpcore.AsyncNetworkBackend):
    """How httpcore connects."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        deadline = deadline_of(timeout, NEVER)
        source = (local_address, 0) if local_address else None
        work = _connect(host, port, source)
        transport, protocol = await _kept(deadline, work, timeout)
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return _Stream(protocol, transport, deadline)


async def _connect(host: str, port: int, source: tuple[str, int] | None) -> tuple[asyncio.Transport, _Protocol]:
    """To the first address of the host that answers. asyncio's own race would leave sockets when it is cancelled."""
    loop = asyncio.get_running_loop()
    found = [] if _is_address(host) else await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if len(addresses) < 2:
        return await loop.create_connection(_Protocol, host, port, local_addr=source)
    trying: set[asyncio.Task[tuple[asyncio.Transport, _Protocol]]] = set()
    failure: BaseException | None = None
    try:
        while addresses or trying:
            if addresses:
                trying.add(
                    loop.create_task(loop.create_connection(_Protocol, addresses.pop(0), port, local_addr=source))
                )
            done, _ = await asyncio.wait(
                trying, timeout=_NEXT_ADDRESS if addresses else None, return_when=asyncio.FIRST_COMPLETED
            )
            for each in done:
                failure = each.exception()
                if failure is None:
                    trying.remove(each)
                    return each.result()
            trying -= done
    finally:
        await _give_up(trying)
    assert failure is not None
    raise failure


async def _give_up(trying: set[asyncio.Task[tuple[asyncio.Transport, _Protocol]]]) -> None:
    """Cancel connections that are being made; one that was made all the same is closed."""
    for each in trying:
        each.add_done_callback(_close)
        each.cancel()
    if trying:
        await asyncio.wait(trying)


def _close(task: asyncio.Task[tuple[asyncio.Transport, _Protocol]]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result()[0].abort()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _kept(deadline: Deadline, work: Awaitable[_T], timeout: float | None) -> _T:
    try:
        async with asyncio.timeout(max(deadline.left(timeout), 0)) as limit:
            deadline.waiting = lambda: limit.reschedule(0)
            try:
                return await work
            finally:
                deadline.waiting = None
    except TimeoutError as error:
        raise httpcore.ConnectTimeout(_too_late(deadline, timeout)) from error
    except (OSError, ValueError, RuntimeError) as error:  # TLS, and names that are not IDNA, among them
        raise httpcore.ConnectError(_why(error)) from error


def _too_late(deadline: Deadline, timeout: float | None) -> str:
    return "the deadline has passed" if deadline.left() <= 0 else f"nothing for {timeout:g} s"


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__


def _poll(sock: socket.socket) -> bool:
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def _select(sock: socket.socket) -> bool:
    return bool(select.select([sock], [], [], 0)[0])


_is_readable: Callable[[socket.socket], bool] = _poll if hasattr(select, "poll") else _select
