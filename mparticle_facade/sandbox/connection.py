"""One connection: it ends when a request takes too long to arrive, or when a fault wants it to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 30.0
"""How long a request may take to arrive, in seconds."""


class Connection(H11Protocol):
    """HTTP/1.1 with a deadline for each request. An application finds `reset` in its state."""

    _deadline: asyncio.TimerHandle | None = None
    _newest = b""  # what came last

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.app_state = {**self.app_state, "reset": self.reset}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the original
        super().connection_made(transport)
        # asyncio leaves it out for sockets it did not make; without, an answer of two packets takes 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._watch()

    def data_received(self, data: bytes) -> None:
        self._newest = data
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwatch()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP, and have it noted: no application ever sees it."""
        super().send_400_response(msg)
        sandbox: Any = self.app  # uvicorn's types admit its own wrappers
        sandbox.state.unreadable(self.client, self._newest, msg)

    def reset(self) -> None:
        """Break the connection, with a RST to the other side."""
        with contextlib.suppress(OSError):  # it may be gone already
            linger = struct.pack("ii", 1, 0)
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.abort()

    def _watch(self) -> None:
        if not self._arriving():
            self._unwatch()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_S, self.transport.abort)

    def _unwatch(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _arriving(self) -> bool:
        """Whether the rest of a request, or all of the first one, is still to come."""
        if self.conn.their_state is h11.SEND_BODY:
            return True
        begun = self.cycle is None or bool(self.conn.trailing_data[0])
        return self.conn.their_state is h11.IDLE and begun
