"""Clients that queue, event by event: from the first call to the last event at the server."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable

from benchmarks.harness import sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import Delivery
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import PEERS, Sender, ours

_PACKED = 100


def floor(setting: Setting) -> dict[str, float]:
    """A queue, a thread, requests of ready bytes."""
    post, body = wire.poster(setting, "/v2/bulkevents"), wire.ready(_PACKED // sample.EVENTS)
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()

    def send() -> None:
        while True:
            for _ in range(_PACKED):
                waiting.get()
            post(body)

    threading.Thread(target=send, daemon=True).start()

    def take(number: int) -> bool:
        waiting.put(number)
        return True

    return _delivered(setting, Sender(take, lambda: None))


def uploader(setting: Setting) -> dict[str, float]:
    return _delivered(setting, ours(setting.url))


def outbox(setting: Setting) -> dict[str, float]:
    return _delivered(setting, ours(setting.url, setting.folder / "events.outbox"))


def peer(name: str) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        return _delivered(setting, PEERS[name](setting.url, _events(setting) + 1))

    return run


def _events(setting: Setting) -> int:
    return setting.pick(2_000, 20_000)


def _delivered(setting: Setting, sender: Sender) -> dict[str, float]:
    events = _events(setting)
    delivery = Delivery()
    for number in range(events):
        assert sender.take(number), "refused"
    sender.finish()
    return delivery.done(events, wire.arrived(setting, events)["last"])


QUESTION = Question(
    key="queued",
    title="Delivery by clients that queue",
    text=(
        "One event a call, sent from another thread, until the server has the last one. Ours takes a batch of one "
        "event; the queues of the peers are made large enough to refuse nothing. Only the outbox file survives a crash."
    ),
    figures=(Figure("rate", "Events", "events/s", more_is_better=True), Figure("cpu", "CPU per event", "us")),
    contenders=(
        Contender("a queue and http.client, ready bytes", "floor", floor),
        Contender("ours: Uploader, in memory", "ours", uploader),
        Contender("ours: Uploader, outbox file", "ours", outbox),
        *(Contender(name, "peer", peer(name)) for name in PEERS),
    ),
    floor="a queue and http.client, ready bytes",
    peer="segment-analytics-python",
    rounds=3,
)

if __name__ == "__main__":
    sys.exit(main("queued"))
