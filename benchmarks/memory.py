"""The most memory a process takes while it delivers a million events."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.harness import sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import peak_mb
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import PEERS, configuration, facade, uploader

_PATH = "/v2/bulkevents"
_EVENTS = sample.BULK * sample.EVENTS


def _requests(setting: Setting) -> Iterable[int]:
    return range(setting.pick(20_000, 1_000_000) // _EVENTS)


def _bulk(setting: Setting, send: Callable[[], object]) -> dict[str, float]:
    requests = _requests(setting)
    for _ in requests:
        send()
    return _peak(setting, len(list(requests)) * _EVENTS)


def _peak(setting: Setting, events: int) -> dict[str, float]:
    peak = peak_mb()
    wire.arrived(setting, events)
    return {"mb": peak}


def floor(setting: Setting) -> dict[str, float]:
    post, body = wire.poster(setting, _PATH), wire.ready(sample.BULK)
    return _bulk(setting, lambda: post(body))


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    api = wire.vendor(setting)
    return _bulk(setting, lambda: api.bulk_upload_events([sample.batch(mparticle) for _ in range(sample.BULK)]))


def ours(setting: Setting) -> dict[str, float]:
    sdk = facade()
    with sdk.EventsApi(configuration(setting.url)) as api:
        return _bulk(setting, lambda: api.bulk_upload_events([sample.batch(sdk) for _ in range(sample.BULK)]))


def uploaded(file: str | None) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        sdk = facade()
        outbox: Path | None = setting.folder / file if file else None
        client = uploader(setting.url, outbox)
        batches = setting.pick(2_000, 100_000)
        for _ in range(batches):
            client.upload(sample.batch(sdk))
        assert client.flush(timeout=600)
        return _peak(setting, batches * sample.EVENTS)

    return run


def peer(name: str) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        sender = PEERS[name](setting.url)
        events = setting.pick(20_000, 100_000, 1_000_000)
        for number in range(events):
            while not sender.take(number):
                time.sleep(0.01)  # its queue is full
        sender.finish()
        return _peak(setting, events)

    return run


QUESTION = Question(
    key="memory",
    title="Peak memory",
    text=(
        "1,000,000 events delivered, 10 to a batch, as fast as the client takes them. The peers that queue get "
        "100,000, one by one (1,000,000 with `--full`), with the queue they come with, and wait where it is full."
    ),
    figures=(Figure("mb", "Peak resident memory", "MB"),),
    contenders=(
        Contender("http.client, ready bytes", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours: bulk_upload_events", "ours", ours),
        Contender("ours: Uploader, in memory", "ours", uploaded(None)),
        Contender("ours: Uploader, outbox file", "ours", uploaded("events.outbox")),
        *(Contender(name, "peer", peer(name)) for name in PEERS),
    ),
    floor="http.client, ready bytes",
    peer="vendor's SDK",
    rounds=2,
)

if __name__ == "__main__":
    sys.exit(main("memory"))
