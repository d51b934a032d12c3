"""Middleware: every request to the API is in the store before its answer leaves, whatever the answer is."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mparticle_facade.sandbox import masking
from mparticle_facade.sandbox.answers import errors
from mparticle_facade.sandbox.exchange import BODY_KEPT, Exchange, full_path, shown
from mparticle_facade.sandbox.inspection import Inspected
from mparticle_facade.sandbox.store import Store

_DRAIN_S = 0.5  # for the body of a request that was answered without a look at it


class Recording:
    """What is noted of a request under way. An endpoint finds it in its scope, under ``recording``."""

    def __init__(self, store: Store, scope: Scope, receive: Receive) -> None:
        client = scope.get("client")
        self.exchange = Exchange(
            method=scope["method"],
            path=full_path(scope["path"], scope.get("query_string", b"")),
            client=":".join(map(str, client)) if client else "",
            key=_key(scope),
            headers=shown(scope["headers"]),
        )
        self.batches: Sequence[Inspected] = ()
        """What the request contained."""
        self.done = False
        self._store = store
        self._receive = receive
        self._started = time.perf_counter()
        self._body = bytearray()
        self._arrived = 0
        self._complete = False
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        self._announced = int(lengths[0]) if lengths and lengths[0].isdigit() else 0
        self._expected = bool(self._announced) or any(name == b"transfer-encoding" for name, _ in scope["headers"])

    async def receive(self) -> Message:
        """As the server's own, but with a look at what comes."""
        message = await self._receive()
        if message["type"] == "http.request":
            part = message.get("body", b"")
            self._arrived += len(part)
            self._body += part[: max(0, BODY_KEPT - len(self._body))]
            self._complete = not message.get("more_body", False)
        else:
            self._complete = True
        return message

    async def commit(self, answer: Response | None, *, held_ms: float = 0) -> None:
        """Store the request with its batches and its answer; None where there will be none.

        Raises:
            sqlite3.Error: the file can't be used. Nothing was stored.
        """
        exchange = self.exchange
        exchange.took_us = int((time.perf_counter() - self._started) * 1e6 + held_ms * 1000)
        await self._drain()
        exchange.size = max(self._announced, self._arrived)
        exchange.body = bytes(self._body)
        if answer:
            exchange.status = answer.status_code
            exchange.answer_headers = shown(answer.raw_headers)
            exchange.answer = bytes(answer.body)[:BODY_KEPT]
        await run_in_threadpool(self._store.record, exchange, self.batches)
        self.done = True

    async def _drain(self) -> None:
        """The beginning of a body that nothing has read, if it is there already."""
        if not self._expected:
            return
        try:
            async with asyncio.timeout(_DRAIN_S):
                while not self._complete and self._arrived < BODY_KEPT:
                    await self.receive()
        except TimeoutError:
            pass


class Recorder:
    """Records what is asked of the API; the sandbox's own pages and figures are not part of it."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        self._app = app
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note it before its answer is sent."""
        if scope["type"] != "http" or _own(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
            return
        recording = Recording(self._store, scope, receive)
        scope["recording"] = recording
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if recording.done:
                await send(message)
                return
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                answer = await _recorded(recording, start, bytes(body))
                await answer(scope, receive, send)

        await self._app(scope, recording.receive, hold)


async def _recorded(recording: Recording, start: Message, body: bytes) -> Response:
    answer = Response(body, start["status"])
    answer.raw_headers = list(start["headers"])
    try:
        await recording.commit(answer)
    except sqlite3.Error as error:
        if answer.status_code != 503:
            return unavailable(error)
    return answer


def _key(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, token = value.decode("latin-1").partition(" ")
            return masking.key(masking.basic(token)[0]) if scheme.lower() == "basic" else ""
    return ""


def unavailable(error: sqlite3.Error) -> Response:
    """The answer where the file can't be used."""
    return errors(503, [f"the sandbox can't use its file: {error}"])


def _own(method: str, path: str) -> bool:
    if path.startswith(("/sandbox/", "/page/", "/.well-known/")) or path in ("/sandbox", "/favicon.ico"):
        return True
    return path == "/" and method in ("GET", "HEAD")
