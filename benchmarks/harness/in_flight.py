"""Sends eight requests at a time on one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from benchmarks.harness.meter import Delivery
from benchmarks.harness.question import Setting
from benchmarks.harness.wire import arrived

IN_FLIGHT = 8


async def deliver(setting: Setting, send: Callable[[], Awaitable[object]], events: int) -> dict[str, float]:
    """Send for a while, with a number of events per call, and check that all of them arrived."""
    limit = setting.pick(0.3, 1.0)

    async def sender() -> int:
        calls = 0
        while delivery.seconds < limit:
            await send()
            calls += 1
        return calls

    await asyncio.gather(*(send() for _ in range(IN_FLIGHT)))
    delivery = Delivery()
    calls = sum(await asyncio.gather(*(sender() for _ in range(IN_FLIGHT))))
    figures = delivery.done(calls * events)
    arrived(setting, (calls + IN_FLIGHT) * events)
    return figures
