"""Sockets that keep a deadline: httpcore's network backend, with every operation cut to what is left of the request.

httpcore's own timeouts are for one read at a time, so a server that sends a byte now and then (of headers, 1xx answers,
chunk headers or trailers) would hold a request for ever.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterable
from typing import Any

from mparticle_facade.clock import monotonic
from mparticle_facade.http.deadlines import NEVER, Deadline, deadline_of
from mparticle_facade.http.stack import httpcore

PIECE = 65_536  # bytes; a large body is written in pieces, so that a slow reader is noticed between them
_OVER = "the deadline has passed"


class Held:
    """What was written and is not sent yet: headers wait for the body, to leave with it in one packet."""

    def __init__(self, ssl_object: ssl.SSLObject | ssl.SSLSocket | None) -> None:
        self._bytes = b""
        self.timeout: float | None = None
        """Of what is held."""
        # With HTTP/2 one task writes while another reads.
        self._holds = ssl_object is None or ssl_object.selected_alpn_protocol() != "h2"

    def add(self, buffer: bytes, timeout: float | None) -> bytes:
        """What is to be sent at once; the rest before the next read."""
        written = self._bytes + buffer if self._bytes else buffer
        keep = self._holds and len(written) < PIECE
        self._bytes, self.timeout = written if keep else b"", timeout
        return b"" if keep else written

    def give(self) -> bytes:
        """What is held, now to be sent."""
        held, self._bytes = self._bytes, b""
        return held


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self._held = Held(inner.get_extra_info("ssl_object"))

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        self._deadline = deadline_of(timeout, self._deadline)
        left = self._deadline.left(timeout)
        if left <= 0:
            raise late(_OVER)
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if held := self._held.give():
            with contextlib.suppress(httpcore.WriteError):  # as httpcore itself: there may be an answer all the same
                self._write(held, self._held.timeout)
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if ready := self._held.add(buffer, timeout):
            self._write(ready, timeout)

    def _write(self, buffer: bytes, timeout: float | None) -> None:
        for start in range(0, len(buffer), PIECE):
            self._inner.write(buffer[start : start + PIECE], self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.SyncBackend):
    """How httpcore connects."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Try each address of the host; together they have the time of one."""
        deadline = deadline_of(timeout, NEVER)
        until = monotonic() + deadline.left(timeout)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if len(addresses) == 1:
            addresses = [host]  # its name says more than a number, such as which network a local one is of
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for place, address in enumerate(addresses):
            share = (until - monotonic()) / (len(addresses) - place)
            if share <= 0:
                raise httpcore.ConnectTimeout(_OVER)
            try:
                inner = super().connect_tcp(address, port, share, local_address, socket_options)
                return _Stream(inner, deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure
