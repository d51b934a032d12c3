"""The clients that queue: they take an event on the caller's thread and send it from another. Ours and the peers'.

Each function returns a `Sender` with the client's own defaults, but for where to send to and, where it is asked for,
the size of its queue: what a client drops when its queue is full would otherwise look like speed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness import sample
from benchmarks.harness.question import Unavailable
from benchmarks.harness.sample import EVENT_NAME

NOWHERE = "http://127.0.0.1:9"
"""A server that takes nothing: what is uploaded stays in the outbox."""

_QUIET = 1.2
"""Seconds for which a sender that takes over from another sends nothing."""


@dataclass(frozen=True)
class Sender:
    take: Callable[[int], object]
    """Accept one event; the argument is its number. Falsy where it was refused because the queue is full."""
    finish: Callable[[], object]
    """Return when everything that was taken has been sent."""


def facade() -> Any:
    import mparticle_facade

    return mparticle_facade


def configuration(url: str, **settings: Any) -> Any:
    return facade().Configuration("key", "secret", host=url, **settings)


def uploader(url: str, outbox: Any = None, *, paced: bool = False) -> Any:
    """Ours, waiting where it is full, and with no limit to its pace unless asked; the outbox is a path, or open."""
    settings: dict[str, Any] = {} if outbox and not isinstance(outbox, Path) else {"when_full": "block"}
    if not paced:
        settings["max_batches_per_second"] = None
    return _ours("Uploader")(configuration(url), outbox=outbox, **settings)


def open_outbox(file: Path, **settings: Any) -> Any:
    """An outbox other than by default."""
    return _ours("Outbox")(file, **settings)


def _ours(name: str) -> Any:
    if not hasattr(facade(), name):
        raise Unavailable(f"this version has no {name}")
    return getattr(facade(), name)


def segment(url: str, queue_size: int | None = None) -> Sender:
    from segment.analytics.client import Client

    client = Client("key", host=url, **_size(queue_size))

    def take(number: int) -> bool:
        accepted, _ = client.track(
            "user", EVENT_NAME, {"plan": "gold", "level": "7", "screen": "home"}, message_id=_message(number)
        )
        return bool(accepted)

    return Sender(take, client.shutdown)


def rudder(url: str, queue_size: int | None = None) -> Sender:
    from rudderstack.analytics.client import Client

    client = Client("key", host=url, **_size(queue_size))

    def take(number: int) -> bool:
        accepted, _ = client.track(
            "user", EVENT_NAME, {"plan": "gold", "level": "7", "screen": "home"}, message_id=_message(number)
        )
        return bool(accepted)

    def finish() -> None:
        client.flush()
        client.join()

    return Sender(take, finish)


def posthog(url: str, queue_size: int | None = None) -> Sender:
    from posthog import Posthog

    client = Posthog("key", host=url, **_size(queue_size))

    def take(number: int) -> object:
        return client.capture(
            EVENT_NAME,
            distinct_id="user",
            properties={"plan": "gold", "level": "7", "screen": "home"},
            uuid=_message(number),
        )

    def finish() -> None:
        client.flush(timeout_seconds=None)
        client.shutdown()

    return Sender(take, finish)


def amplitude(url: str, _: int | None = None) -> Sender:
    """Its queue has no size."""
    from amplitude import Amplitude, BaseEvent, Config

    client = Amplitude("key", Config(server_url=f"{url}/2/httpapi"))

    def take(number: int) -> bool:
        properties = {"plan": "gold", "level": "7", "screen": "home"}
        client.track(BaseEvent(EVENT_NAME, "user-1", event_properties=properties, insert_id=_message(number)))
        return True

    return Sender(take, client.shutdown)


def one_event(number: int) -> Any:
    """What ours takes: a batch of one event, with what the peers' events say."""
    sdk = facade()
    made = sdk.Batch()
    made.environment = "development"
    made.user_identities = sdk.UserIdentities(email=sample.EMAIL)
    made.events = [
        sdk.AppEvent(
            EVENT_NAME,
            "navigation",
            source_message_id=_message(number),
            custom_attributes={"plan": "gold", "level": "7", "screen": "home"},
        )
    ]
    return made


def ours(url: str, outbox: Path | None = None) -> Sender:
    client = uploader(url, outbox)

    def take(number: int) -> bool:
        client.upload(one_event(number))
        return True

    return Sender(take, lambda: client.flush(timeout=300))


def fill(outbox: Any, batches: int, events: int) -> None:
    """Leave so many batches of so many events in an outbox."""
    client = uploader(NOWHERE, outbox)
    for _ in range(batches):
        client.upload(sample.batch(facade(), events))
    client.close(timeout=0)
    time.sleep(_QUIET)


def _size(queue_size: int | None) -> dict[str, int]:
    return {} if queue_size is None else {"max_queue_size": queue_size}


def _message(number: int) -> str:
    return sample.IDS[number % len(sample.IDS)]


PEERS: dict[str, Callable[..., Sender]] = {
    "segment-analytics-python": segment,
    "rudder-sdk-python": rudder,
    "posthog": posthog,
    "amplitude-analytics": amplitude,
}
