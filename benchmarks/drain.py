"""A backlog in an outbox, drained through one process; and bare httpx with the same events."""

from __future__ import annotations

import multiprocessing
import sys

from benchmarks.harness import receiver, sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import Delivery, peak_mb
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import fill, uploader

_PATH = "/v2/bulkevents"


def _batches(setting: Setting) -> int:
    return setting.pick(2_100, 100_100)


def drained(setting: Setting) -> dict[str, float]:
    file, batches = setting.folder / "events.outbox", _batches(setting)
    client = uploader(setting.url)  # what is only loaded once is no part of this
    client.close(timeout=0)
    # A process of its own, so that its memory is not counted.
    filler = multiprocessing.get_context("spawn").Process(target=fill, args=(file, batches, sample.EVENTS))
    filler.start()
    filler.join()
    assert filler.exitcode == 0, "the outbox could not be filled"
    receiver.ask(setting.url, "/reset")
    events = batches * sample.EVENTS
    delivery = Delivery()
    client = uploader(setting.url, file)
    assert client.flush(timeout=600)
    return delivery.done(events, wire.arrived(setting, events)["last"]) | {"mb": peak_mb()}


def structs_httpx(setting: Setting) -> dict[str, float]:
    return _sent(setting, wire.httpx_poster(setting, _PATH), wire.structs(sample.BULK))


def floor(setting: Setting) -> dict[str, float]:
    body = wire.ready(sample.BULK)
    return _sent(setting, wire.poster(setting, _PATH), lambda: body)


def _sent(setting: Setting, post: wire.Post, body: wire.Body) -> dict[str, float]:
    batches = _batches(setting)
    delivery = Delivery()
    for _ in range(batches // sample.BULK):
        post(body())
    events = batches * sample.EVENTS
    return delivery.done(events, wire.arrived(setting, events)["last"]) | {"mb": peak_mb()}


QUESTION = Question(
    key="drain",
    title="Draining a backlog",
    text=(
        "1,000,000 events, 100,000 batches, that wait in an outbox file, through one process that has just opened it, "
        "to a server that sets no limit. Bare httpx builds and encodes the same events, and keeps nothing anywhere."
    ),
    figures=(
        Figure("rate", "Events", "events/s", more_is_better=True),
        Figure("cpu", "CPU per event", "us"),
        Figure("mb", "Peak memory", "MB"),
    ),
    contenders=(
        Contender("http.client, ready bytes", "floor", floor),
        Contender("ours: an outbox drained", "ours", drained),
        Contender("httpx, Structs built and encoded", "scale", structs_httpx),
    ),
    floor="http.client, ready bytes",
    peer="httpx, Structs built and encoded",
    rounds=2,
)

if __name__ == "__main__":
    sys.exit(main("drain"))
