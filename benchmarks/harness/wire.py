"""Sends one request after the other, and has the floors: ready bytes, or generated Structs without a facade."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from benchmarks.harness import receiver, sample
from benchmarks.harness.meter import Delivery
from benchmarks.harness.question import Setting

HEADERS = {"content-type": "application/json", "authorization": "Basic a2V5OnNlY3JldA=="}
Body: TypeAlias = Callable[[], bytes]
Post: TypeAlias = Callable[[bytes], None]


def deliver(setting: Setting, send: Callable[[], object], events: int) -> dict[str, float]:
    """Send for a while, with a number of events per call, and check that all of them arrived."""
    for _ in range(3):
        send()
    calls = 3
    limit = setting.pick(0.3, 1.0)
    delivery = Delivery()
    while delivery.seconds < limit:
        send()
        calls += 1
    figures = delivery.done((calls - 3) * events)
    arrived(setting, calls * events)
    return figures


def arrived(setting: Setting, events: int) -> receiver.Stats:
    """Raises AssertionError where the server does not have these events, each once."""
    stats = receiver.ask(setting.url, f"/wait?events={events}")
    assert stats["events"] == events, f"{events} events were sent, {stats['events']} arrived"
    return stats


def ready(batches: int = 0) -> bytes:
    """The JSON of a batch, or of a bulk request of so many."""
    tree = sample.tree()
    return json.dumps([tree] * batches if batches else tree, separators=(",", ":")).encode()


def poster(setting: Setting, path: str) -> Post:
    """Post bytes with http.client on one connection."""
    connection = http.client.HTTPConnection(urlsplit(setting.url).netloc)

    def post(body: bytes) -> None:
        connection.request("POST", path, body, HEADERS)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 202

    return post


def httpx_poster(setting: Setting, path: str) -> Post:
    """Post bytes with httpx on one connection."""
    import httpx

    client = httpx.Client(base_url=setting.url, headers=HEADERS)

    def post(body: bytes) -> None:
        assert client.post(path, content=body).status_code == 202

    return post


def structs(batches: int = 0) -> Body:
    """Build and encode a batch, or a bulk request of so many, without a facade."""
    import msgspec

    from mparticle_events_models import wire

    encode = msgspec.json.Encoder().encode
    if not batches:
        return lambda: encode(sample.structs(wire))
    return lambda: encode([sample.structs(wire) for _ in range(batches)])


def vendor(setting: Setting) -> Any:
    """The vendor's client."""
    import mparticle

    configuration = mparticle.Configuration()
    configuration.api_key, configuration.api_secret = "key", "secret"
    configuration.host = f"{setting.url}/v2"
    return mparticle.EventsApi(configuration)
