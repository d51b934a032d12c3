"""Delivery end to end, many batches in a request: built, validated, encoded, sent, answered."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from benchmarks.harness import in_flight, sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import Delivery
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import configuration, facade, uploader

_PATH = "/v2/bulkevents"
_EVENTS = sample.BULK * sample.EVENTS


def floor(setting: Setting) -> dict[str, float]:
    post, body = wire.poster(setting, _PATH), wire.ready(sample.BULK)
    return wire.deliver(setting, lambda: post(body), _EVENTS)


def structs(setting: Setting) -> dict[str, float]:
    post, body = wire.poster(setting, _PATH), wire.structs(sample.BULK)
    return wire.deliver(setting, lambda: post(body()), _EVENTS)


def structs_httpx(setting: Setting) -> dict[str, float]:
    post, body = wire.httpx_poster(setting, _PATH), wire.structs(sample.BULK)
    return wire.deliver(setting, lambda: post(body()), _EVENTS)


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    api = wire.vendor(setting)
    return wire.deliver(
        setting, lambda: api.bulk_upload_events([sample.batch(mparticle) for _ in range(sample.BULK)]), _EVENTS
    )


def ours(setting: Setting) -> dict[str, float]:
    sdk = facade()
    with sdk.EventsApi(configuration(setting.url)) as api:
        return wire.deliver(
            setting, lambda: api.bulk_upload_events([sample.batch(sdk) for _ in range(sample.BULK)]), _EVENTS
        )


def asynchronous(setting: Setting) -> dict[str, float]:
    return asyncio.run(_asynchronous(setting))


async def _asynchronous(setting: Setting) -> dict[str, float]:
    sdk = facade()
    async with sdk.AsyncEventsApi(configuration(setting.url)) as api:
        return await in_flight.deliver(
            setting, lambda: api.bulk_upload_events([sample.batch(sdk) for _ in range(sample.BULK)]), _EVENTS
        )


def in_memory(setting: Setting) -> dict[str, float]:
    return _uploaded(setting, None)


def with_outbox(setting: Setting) -> dict[str, float]:
    return _uploaded(setting, setting.folder / "events.outbox")


def _uploaded(setting: Setting, outbox: Path | None) -> dict[str, float]:
    sdk = facade()
    batches = setting.pick(2_000, 10_000)
    client = uploader(setting.url, outbox)
    delivery = Delivery()
    for _ in range(batches):
        client.upload(sample.batch(sdk))
    assert client.flush(timeout=300)
    figures = delivery.done(batches * sample.EVENTS)
    wire.arrived(setting, batches * sample.EVENTS)
    return figures


QUESTION = Question(
    key="bulk",
    title="Delivery in bulk",
    text=(
        f"{sample.BULK} batches of 10 events in a request, about 213 KB; each batch is built anew. The uploaders are "
        "given batches one by one and pack the requests themselves."
    ),
    figures=(Figure("rate", "Events", "events/s", more_is_better=True), Figure("cpu", "CPU per event", "us")),
    contenders=(
        Contender("http.client, ready bytes", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours: bulk_upload_events", "ours", ours),
        Contender(f"ours: AsyncEventsApi, {in_flight.IN_FLIGHT} in flight", "ours", asynchronous),
        Contender("ours: Uploader, in memory", "ours", in_memory),
        Contender("ours: Uploader, outbox file", "ours", with_outbox),
        Contender("http.client, Structs built and encoded", "scale", structs),
        Contender("httpx, Structs built and encoded", "scale", structs_httpx),
    ),
    floor="http.client, ready bytes",
    peer="vendor's SDK",
)

if __name__ == "__main__":
    sys.exit(main("bulk"))
