"""Server-sent events: what arrives, as it arrives.

A reader is a position in the store, nothing is queued for it: one that is slow is simply further behind, and one that
does not read costs one frame.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from mparticle_facade.clock import monotonic
from mparticle_facade.sandbox.records import News
from mparticle_facade.sandbox.search import batch_row, checked, request_rows
from mparticle_facade.sandbox.store import Store

MOST_READERS = 100
"""Streams at a time."""

_PAUSE_S = 0.25  # at least, between two frames with batches
_STATS_S = 1.0
_HEARTBEAT_S = 5.0  # without a change; the page takes ten seconds of silence for a lost connection
_DEAF_S = 60.0  # a reader that takes nothing for so long is gone, or might as well be
_MOST_BATCHES = 1000  # in a frame, and as many requests
_MOST_BYTES = 100_000  # of a frame, about: what a reader costs that does not read
_ADVICE_S = 0.05  # spent on counting warnings in a frame; uploads want the processor, too


class Streams:
    """All readers of a store. ``state`` is what the sandbox says of its faults and its rate limit, as JSON."""

    def __init__(self, store: Store, state: Callable[[], bytes]) -> None:
        self._store = store
        self._state = state
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers: set[asyncio.Event] = set()
        self._closed = False
        self._latest: tuple[tuple[int, int | None, int], tuple[News, bytes]] | None = None
        store.listeners.append(self._changed)

    def close(self) -> None:
        """End all streams. To be called in the event loop."""
        self._closed = True
        self.wake()

    def wake(self) -> None:
        """Have all readers look again. To be called in the event loop."""
        for news in self._readers:
            news.set()

    def follow(self, position: Callable[[], tuple[int, int | None]]) -> StreamingResponse:
        """The stream of one reader.

        ``position`` gives, in a thread, the last batch it knows, and the last request; None where it wants none.

        Raises:
            HTTPException: 503 when there are too many already.
        """
        # Counted here and now: what is awaited before lets others in.
        if len(self._readers) >= MOST_READERS:
            raise HTTPException(503, f"{MOST_READERS} streams are open, and that is the limit; close one")
        self._loop = asyncio.get_running_loop()
        news = asyncio.Event()
        self._readers.add(news)
        return _Following(self._frames(position, news), lambda: self._readers.discard(news))

    async def _frames(
        self, position: Callable[[], tuple[int, int | None]], news: asyncio.Event
    ) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        after, after_request = await run_in_threadpool(position)
        clears = self._store.clears
        said: dict[str, int] = {}
        state = b""
        asked_at = said_at = -_HEARTBEAT_S
        while not self._closed:
            news.clear()
            found, frame = await self._news(after, after_request)
            if found and found.clears != clears:
                clears = found.clears
                yield b"event: cleared\ndata: {}\n\n"
            if found and frame:
                after = found.batches[-1].id if found.batches else after
                after_request = found.requests[-1].id if found.requests else after_request
                yield frame
            now = monotonic()
            if after_request is not None and (fresh := self._state()) != state:
                state = fresh
                yield b"event: state\ndata: " + state + b"\n\n"
            if frame or now - asked_at >= _STATS_S:  # figures and rows agree
                asked_at = now
                stats = await self._stats(said)
                if stats != said or now - said_at >= _HEARTBEAT_S:
                    said, said_at = stats, now
                    yield b": keep-alive\nevent: stats\ndata: " + msgspec.json.encode(stats) + b"\n\n"
            if found and found.more:
                continue  # far behind; sending is what it waits for
            if frame:
                await asyncio.sleep(_PAUSE_S)
            else:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), max(_PAUSE_S, asked_at + _STATS_S - now))

    async def _news(self, after: int, after_request: int | None) -> tuple[News | None, bytes]:
        try:
            return await run_in_threadpool(self._read, after, after_request)
        except sqlite3.Error:  # for the moment, perhaps
            return None, b""

    def _read(self, after: int, after_request: int | None) -> tuple[News, bytes]:
        news = self._store.news(after, after_request, _MOST_BATCHES, _MOST_BYTES)
        if not news.batches and not news.requests:
            return news, b""
        newest = news.batches[-1].id if news.batches else after
        # Readers who are at the same place get the same bytes, worked out once.
        key = (after, after_request, newest)
        latest = self._latest
        if latest and latest[0] == key and latest[1][0] == news:
            return latest[1]
        seconds = 0 if news.more else _ADVICE_S  # what is far behind is not in view
        with contextlib.suppress(sqlite3.Error):
            counted = checked(self._store, news.batches[::-1], seconds)[::-1]
            requests = request_rows(self._store, news.requests, seconds)
            frame = _frame("batch", "batches", [batch_row(head) for head in counted]) + _frame(
                "request", "requests", requests
            )
            self._latest = key, (news, frame)
            return news, frame
        return news._replace(batches=[], requests=[], more=False), b""

    async def _stats(self, otherwise: dict[str, int]) -> dict[str, int]:
        try:
            return await run_in_threadpool(self._store.stats)
        except sqlite3.Error:
            return otherwise

    def _changed(self) -> None:
        # From the thread of an upload, which has better things to do.
        if self._readers and self._loop:
            with contextlib.suppress(RuntimeError):  # the loop may just be closed
                self._loop.call_soon_threadsafe(self.wake)


def _frame(one: str, many: str, rows: list[dict[str, Any]]) -> bytes:
    if not rows:
        return b""
    kind, data = (one, rows[0]) if len(rows) == 1 else (many, rows)
    # The position of an EventSource that comes back by itself is that of the batches.
    id = f"id: {rows[-1]['id']}\n" if one == "batch" else ""
    return f"event: {kind}\n{id}data: ".encode() + msgspec.json.encode(data) + b"\n\n"


class _Following(StreamingResponse):
    """Gives its place back in the end, however it ends, and does not wait for ever for a reader that takes nothing."""

    def __init__(self, frames: AsyncIterator[bytes], gone: Callable[[], None]) -> None:
        super().__init__(frames, headers={"cache-control": "no-store"}, media_type="text/event-stream")
        self._gone = gone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def patiently(message: Message) -> None:
            try:
                async with asyncio.timeout(_DEAF_S):
                    await send(message)
            except TimeoutError:
                scope["state"]["reset"]()
                raise OSError("the reader takes nothing") from None

        try:
            await super().__call__(scope, receive, patiently)
        finally:
            self._gone()
