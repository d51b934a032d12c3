"""Delivery end to end, one batch in a request: built, validated, encoded, sent, answered."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.harness import in_flight, sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.question import Contender, Figure, Question, Setting, Unavailable
from benchmarks.harness.senders import configuration, facade

_PATH = "/v2/events"


def floor(setting: Setting) -> dict[str, float]:
    post, body = wire.poster(setting, _PATH), wire.ready()
    return wire.deliver(setting, lambda: post(body), sample.EVENTS)


def structs(setting: Setting) -> dict[str, float]:
    post, body = wire.poster(setting, _PATH), wire.structs()
    return wire.deliver(setting, lambda: post(body()), sample.EVENTS)


def structs_httpx(setting: Setting) -> dict[str, float]:
    post, body = wire.httpx_poster(setting, _PATH), wire.structs()
    return wire.deliver(setting, lambda: post(body()), sample.EVENTS)


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    api = wire.vendor(setting)
    return wire.deliver(setting, lambda: api.upload_events(sample.batch(mparticle)), sample.EVENTS)


def ours(setting: Setting) -> dict[str, float]:
    sdk = facade()
    with sdk.EventsApi(configuration(setting.url)) as api:
        return wire.deliver(setting, lambda: api.upload_events(sample.batch(sdk)), sample.EVENTS)


def asynchronous(**settings: Any) -> Callable[[Setting], dict[str, float]]:
    async def deliver(setting: Setting) -> dict[str, float]:
        sdk = facade()
        async with sdk.AsyncEventsApi(configuration(setting.url, **settings)) as api:
            return await in_flight.deliver(setting, lambda: api.upload_events(sample.batch(sdk)), sample.EVENTS)

    return lambda setting: asyncio.run(deliver(setting))


def aiohttp(setting: Setting) -> dict[str, float]:
    if importlib.util.find_spec("aiohttp") is None:
        raise Unavailable("aiohttp is not installed")
    return asynchronous(async_engine="aiohttp")(setting)


QUESTION = Question(
    key="single",
    title="Delivery one by one",
    text="One batch of 10 events in a request, one request after the other; each batch is built anew.",
    figures=(Figure("rate", "Events", "events/s", more_is_better=True), Figure("cpu", "CPU per event", "us")),
    contenders=(
        Contender("http.client, ready bytes", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours: upload_events", "ours", ours),
        Contender(f"ours: AsyncEventsApi, {in_flight.IN_FLIGHT} in flight", "ours", asynchronous()),
        Contender(f"ours: AsyncEventsApi with [aiohttp], {in_flight.IN_FLIGHT} in flight", "ours", aiohttp),
        Contender("http.client, Structs built and encoded", "scale", structs),
        Contender("httpx, Structs built and encoded", "scale", structs_httpx),
    ),
    floor="http.client, ready bytes",
    peer="vendor's SDK",
)

if __name__ == "__main__":
    sys.exit(main("single"))
