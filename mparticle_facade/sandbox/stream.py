"""Server-sent events: what arrives, as it arrives.

A reader is a position in the store, nothing is queued for it: one that is slow is simply further behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator

import msgspec
from starlette.concurrency import run_in_threadpool

from mparticle_facade.sandbox.store import News, Store
from mparticle_facade.sandbox.summary import summary

MOST_READERS = 100
"""Streams at a time."""

_PAUSE_S = 0.25  # at least, between two frames with batches
_STATS_S = 1.0
_HEARTBEAT_S = 5.0  # without a change; the page takes ten seconds of silence for a lost connection
_MOST_BATCHES = 2500  # in a frame
_MOST_BYTES = 4_000_000  # read for a frame
_ADVICE_S = 0.05  # spent on counting warnings in a frame; uploads want the processor, too


class Streams:
    """All readers of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers: set[asyncio.Event] = set()
        self._closed = False
        store.changed = self._changed

    @property
    def full(self) -> bool:
        """Whether no further reader is welcome."""
        return len(self._readers) >= MOST_READERS

    def close(self) -> None:
        """End all streams. To be called in the event loop."""
        self._closed = True
        self._wake()

    async def follow(self, after: int) -> AsyncIterator[bytes]:
        """The stream of one reader, from the batch after that id on."""
        news = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._readers.add(news)
        try:
            async for frame in self._frames(after, news):
                yield frame
        finally:
            self._readers.discard(news)

    async def _frames(self, after: int, news: asyncio.Event) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        clears = self._store.clears
        said: dict[str, int] = {}
        asked_at = said_at = -_HEARTBEAT_S
        while not self._closed:
            news.clear()
            found, frame = await self._news(after)
            if found and found.clears != clears:
                clears = found.clears
                yield b"event: cleared\ndata: {}\n\n"
            if found and found.batches:
                after = found.batches[-1].id
                yield frame
            now = time.monotonic()
            if now - asked_at >= _STATS_S:
                asked_at = now
                stats = await self._stats(said)
                if stats != said or now - said_at >= _HEARTBEAT_S:
                    said, said_at = stats, now
                    yield b": keep-alive\nevent: stats\ndata: " + msgspec.json.encode(stats) + b"\n\n"
            if found and found.batches:
                await asyncio.sleep(_PAUSE_S)
            else:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), max(_PAUSE_S, asked_at + _STATS_S - now))

    async def _news(self, after: int) -> tuple[News | None, bytes]:
        try:
            return await run_in_threadpool(self._read, after)
        except sqlite3.Error:  # for the moment, perhaps
            return None, b""

    def _read(self, after: int) -> tuple[News, bytes]:
        news = self._store.news(after, _MOST_BATCHES, _MOST_BYTES)
        if not news.batches:
            return news, b""
        until = time.monotonic() + _ADVICE_S
        summaries = [summary(batch, advice=time.monotonic() < until) for batch in news.batches]
        kind, data = ("batch", summaries[0]) if len(summaries) == 1 else ("batches", summaries)
        return news, f"event: {kind}\nid: {news.batches[-1].id}\ndata: ".encode() + msgspec.json.encode(data) + b"\n\n"

    async def _stats(self, otherwise: dict[str, int]) -> dict[str, int]:
        try:
            return await run_in_threadpool(self._store.stats)
        except sqlite3.Error:
            return otherwise

    def _changed(self) -> None:
        # From the thread of an upload, which has better things to do.
        if self._readers and self._loop:
            with contextlib.suppress(RuntimeError):  # the loop may just be closed
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for news in self._readers:
            news.set()
