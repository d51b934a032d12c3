"""The wire: httpx transports that pace, repeat, time and log, so that the raw client does all of it, too.

What a request and an answer mean is decided in the pure modules (`retries`, `pacing`, `responses`); here are only the
two thin shells around httpx's own transports, one sync and one async. Only the async one imports asyncio.
"""

from __future__ import annotations

import logging
import time
import zlib
from typing import TYPE_CHECKING, cast

import httpx
import msgspec

from mparticle_facade.http.retries import repeatable, transient
from mparticle_facade.limits import rate_limit_used

if TYPE_CHECKING:
    from mparticle_facade.http.pacing import Pacer
    from mparticle_facade.http.retries import RetryPolicy

ATTEMPTS = "mparticle_attempts"
"""Request and response extension: which attempt this was."""

_UNTIL, _ALLOWED = "mparticle_until", "mparticle_allowed"
_ABOUT_THE_BODY = {b"content-encoding", b"content-length", b"transfer-encoding"}
_ABOUT_THE_FORM = {b"content-encoding", b"transfer-encoding"}
_bulk = msgspec.json.Decoder(list[msgspec.Raw])
_log = logging.getLogger("mparticle_facade")
_LARGEST_ANSWER = 1_000_000  # bytes; the API's own are a few hundred


class _Shell:
    def __init__(self, policy: RetryPolicy, pacer: Pacer | None, debug: bool) -> None:
        self.policy = policy
        self.pacer = pacer
        self.debug = debug

    def hold(self, request: httpx.Request) -> float:
        """Seconds to hold a request back for the pace."""
        return self.pacer.reserve(_batches(request)) if self.pacer else 0.0

    def begin(self, request: httpx.Request) -> float:
        """Count the attempt and keep its timeouts within the deadline; when it began."""
        seen = request.extensions
        seen[ATTEMPTS] = seen.get(ATTEMPTS, 0) + 1
        left = max(seen.setdefault(_UNTIL, time.monotonic() + self.policy.deadline) - time.monotonic(), 0.001)
        allowed = seen.setdefault(_ALLOWED, seen.get("timeout", {}))
        seen["timeout"] = {name: left if seconds is None else min(seconds, left) for name, seconds in allowed.items()}
        return time.perf_counter()

    def learn(self, request: httpx.Request, response: httpx.Response, started: float) -> None:
        response.extensions[ATTEMPTS] = request.extensions[ATTEMPTS]
        if self.pacer:
            self.pacer.observe(rate_limit_used(response.headers), limited=response.status_code == 429)
        self.report(request, str(response.status_code), started)

    def report(self, request: httpx.Request, outcome: str, started: float) -> None:
        if self.debug:
            _log.debug(
                "%s %s: %s (attempt %d, %.1f ms, %s bytes sent)",
                request.method, request.url, outcome, request.extensions[ATTEMPTS],
                (time.perf_counter() - started) * 1000, request.headers.get("content-length", "?"),
            )  # fmt: skip


def _batches(request: httpx.Request) -> int:
    """What the service's rate limit counts (F-45)."""
    try:
        return len(_bulk.decode(request.content))
    except (httpx.RequestNotRead, msgspec.DecodeError):
        return 1


class _Outcome:
    """What the first attempt came to, for the retry loop to begin with: a request that goes well needs no loop."""

    def __init__(self) -> None:
        self._kept: list[httpx.Response | Exception] = []

    def __bool__(self) -> bool:
        return bool(self._kept)

    def keep(self, outcome: httpx.Response | Exception) -> None:
        self._kept.append(outcome)

    def happen(self) -> httpx.Response:
        """Return, or raise, what was kept; once."""
        outcome = self._kept.pop()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class _Answer:
    """The body of an answer, bounded in size and time: a server may drip, never stop, or send a bomb."""

    def __init__(self, request: httpx.Request) -> None:
        self._until = request.extensions[_UNTIL]
        self._body = bytearray()

    def add(self, chunk: bytes) -> None:
        self._body += chunk
        if len(self._body) > _LARGEST_ANSWER:
            raise httpx.RemoteProtocolError(f"the answer is larger than {_LARGEST_ANSWER} bytes")
        if time.monotonic() > self._until:
            raise httpx.ReadTimeout("the answer did not end in time")

    def response(self, received: httpx.Response) -> httpx.Response:
        if _ABOUT_THE_FORM.isdisjoint([name.lower() for name, _ in received.headers.raw]):
            received.stream = httpx.ByteStream(bytes(self._body))
            return received
        headers = [(name, value) for name, value in received.headers.raw if name.lower() not in _ABOUT_THE_BODY]
        return httpx.Response(
            received.status_code, headers=headers, content=self._plain(received), extensions=received.extensions
        )

    def _plain(self, received: httpx.Response) -> bytes:
        if received.headers.get("content-encoding", "identity") == "identity":
            return bytes(self._body)
        try:  # we ask for none, but a proxy may compress all the same
            plain = zlib.decompressobj(wbits=47).decompress(self._body, _LARGEST_ANSWER + 1)
        except zlib.error:
            return bytes(self._body)
        if len(plain) > _LARGEST_ANSWER:
            raise httpx.RemoteProtocolError(f"the answer is larger than {_LARGEST_ANSWER} bytes")
        return plain


class Transport(_Shell, httpx.BaseTransport):
    """Sync."""

    def __init__(
        self, inner: httpx.BaseTransport, policy: RetryPolicy, pacer: Pacer | None = None, *, debug: bool = False
    ) -> None:
        super().__init__(policy, pacer, debug)
        self.inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._hold(request)  # before the first attempt: the deadline is for what comes after
        began = time.monotonic()
        first = _Outcome()
        try:
            response = self._attempt(request)
        except Exception as error:
            if not repeatable(error):
                raise
            first.keep(error)
        else:
            if not transient(response):
                return response
            first.keep(response)

        def attempt() -> httpx.Response:
            if first:
                return first.happen()
            self._hold(request)
            return self._attempt(request)

        repeated: httpx.Response = self.policy.sync(time.monotonic() - began)(attempt)
        return repeated

    def _hold(self, request: httpx.Request) -> None:
        if self.pacer:
            time.sleep(self.hold(request))

    def _attempt(self, request: httpx.Request) -> httpx.Response:
        started = self.begin(request)
        try:
            response = self._exchange(request)
        except Exception as error:
            self.report(request, type(error).__name__, started)
            raise
        self.learn(request, response, started)
        return response

    def _exchange(self, request: httpx.Request) -> httpx.Response:
        received = self.inner.handle_request(request)
        stream = cast("httpx.SyncByteStream", received.stream)
        answer = _Answer(request)
        try:
            for chunk in stream:
                answer.add(chunk)
        finally:
            stream.close()
        return answer.response(received)

    def close(self) -> None:
        self.inner.close()


class AsyncTransport(_Shell, httpx.AsyncBaseTransport):
    """Async."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport, policy: RetryPolicy, pacer: Pacer | None = None, *, debug: bool = False
    ) -> None:
        super().__init__(policy, pacer, debug)
        self.inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._hold(request)  # before the first attempt: the deadline is for what comes after
        began = time.monotonic()
        first = _Outcome()
        try:
            response = await self._attempt(request)
        except Exception as error:
            if not repeatable(error):
                raise
            first.keep(error)
        else:
            if not transient(response):
                return response
            first.keep(response)

        async def attempt() -> httpx.Response:
            if first:
                return first.happen()
            await self._hold(request)
            return await self._attempt(request)

        repeated: httpx.Response = await self.policy.asynchronous(time.monotonic() - began)(attempt)
        return repeated

    async def _hold(self, request: httpx.Request) -> None:
        if self.pacer:
            import asyncio

            await asyncio.sleep(self.hold(request))

    async def _attempt(self, request: httpx.Request) -> httpx.Response:
        started = self.begin(request)
        try:
            response = await self._in_time(request)
        except Exception as error:
            self.report(request, type(error).__name__, started)
            raise
        self.learn(request, response, started)
        return response

    async def _in_time(self, request: httpx.Request) -> httpx.Response:
        import asyncio

        try:
            async with asyncio.timeout(request.extensions[_UNTIL] - time.monotonic()):
                return await self._exchange(request)
        except TimeoutError as error:
            raise httpx.ReadTimeout("the answer did not come in time") from error

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        received = await self.inner.handle_async_request(request)
        stream = cast("httpx.AsyncByteStream", received.stream)
        answer = _Answer(request)
        try:
            async for chunk in stream:
                answer.add(chunk)
        finally:
            await stream.aclose()
        return answer.response(received)

    async def aclose(self) -> None:
        await self.inner.aclose()
