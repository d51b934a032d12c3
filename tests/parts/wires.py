"""A wire over any transport of httpx, for tests of what stands above it."""

from __future__ import annotations

import httpx

from mparticle_facade.http.transport import receive


class Through:
    """Through this transport."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def exchange(self, request: httpx.Request) -> httpx.Response:
        return receive(self._transport, request)

    def close(self) -> None:
        self._transport.close()
