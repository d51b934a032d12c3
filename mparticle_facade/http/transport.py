"""The wire: httpx transports that do what `attempts` says, so that the raw client paces, repeats and logs, too.

One sync and one async driver. Only the async one imports asyncio.
"""

from __future__ import annotations

import time
from typing import cast

import httpx

from mparticle_facade.http.answers import Answer
from mparticle_facade.http.attempts import SEND, UNTIL, Attempts


class Transport(httpx.BaseTransport):
    """Sync."""

    def __init__(self, inner: httpx.BaseTransport, attempts: Attempts) -> None:
        self.inner = inner
        self._attempts = attempts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        steps = self._attempts.steps(request)
        step = next(steps)
        while not isinstance(step, httpx.Response):
            if step is not SEND:
                time.sleep(step)
                step = next(steps)
                continue
            try:
                response = self._exchange(request)
            except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                step = steps.throw(error)
            else:
                step = steps.send(response)
        return step

    def _exchange(self, request: httpx.Request) -> httpx.Response:
        received = self.inner.handle_request(request)
        stream = cast("httpx.SyncByteStream", received.stream)
        answer = Answer(request.extensions[UNTIL])
        try:
            for chunk in stream:
                answer.add(chunk)
        finally:
            stream.close()
        return answer.response(received)

    def close(self) -> None:
        self.inner.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """Async."""

    def __init__(self, inner: httpx.AsyncBaseTransport, attempts: Attempts) -> None:
        self.inner = inner
        self._attempts = attempts

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        import asyncio

        steps = self._attempts.steps(request)
        step = next(steps)
        while not isinstance(step, httpx.Response):
            if step is not SEND:
                await asyncio.sleep(step)
                step = next(steps)
                continue
            try:
                response = await self._in_time(request)
            except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                step = steps.throw(error)
            else:
                step = steps.send(response)
        return step

    async def _in_time(self, request: httpx.Request) -> httpx.Response:
        import asyncio

        try:
            async with asyncio.timeout(request.extensions[UNTIL] - time.monotonic()):
                return await self._exchange(request)
        except TimeoutError as error:
            raise httpx.ReadTimeout("the answer did not come in time") from error

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        received = await self.inner.handle_async_request(request)
        stream = cast("httpx.AsyncByteStream", received.stream)
        answer = Answer(request.extensions[UNTIL])
        try:
            async for chunk in stream:
                answer.add(chunk)
        finally:
            await stream.aclose()
        return answer.response(received)

    async def aclose(self) -> None:
        await self.inner.aclose()
