"""The raw client's way: httpx, on the same connections, with the same rules for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mparticle_facade.http.answers import Answer
from mparticle_facade.http.stack import httpx

if TYPE_CHECKING:
    from mparticle_facade.http.async_pool import AsyncPool
    from mparticle_facade.http.attempts import Attempts
    from mparticle_facade.http.pool import Pool


class Transport(httpx.BaseTransport):
    """Does what `Attempts` says, with the connections of a pool that others may share."""

    def __init__(self, pool: Pool, attempts: Attempts) -> None:
        self._pool = pool
        self._attempts = attempts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer: httpx.Response = self._pool.send(request, self._attempts)
        return answer

    def close(self) -> None:
        self._pool.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """`Transport` for asyncio."""

    def __init__(self, pool: AsyncPool, attempts: Attempts) -> None:
        self._pool = pool
        self._attempts = attempts

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer: httpx.Response = await self._pool.send(request, self._attempts)
        return answer

    async def aclose(self) -> None:
        await self._pool.aclose()


def receive(transport: httpx.BaseTransport, request: httpx.Request) -> httpx.Response:
    """Send a request, receive the whole answer."""
    received = transport.handle_request(request)
    stream = cast("httpx.SyncByteStream", received.stream)
    answer = Answer()
    try:
        for chunk in stream:
            answer.add(chunk)
    finally:
        stream.close()
    return answer.response(received)


async def areceive(transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
    """`receive`, awaited."""
    received = await transport.handle_async_request(request)
    stream = cast("httpx.AsyncByteStream", received.stream)
    answer = Answer()
    try:
        async for chunk in stream:
            answer.add(chunk)
    finally:
        await stream.aclose()
    return answer.response(received)
