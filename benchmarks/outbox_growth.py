"""How the cost of a batch grows with the rows that wait in the outbox."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.enqueue import inserter
from benchmarks.harness import receiver, sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import each
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import NOWHERE, facade, fill, one_event, open_outbox, uploader

_SIZES = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_CALLS = 200
_ROOM = {"max_batches": 100_000_000, "max_bytes": 100_000_000_000}


def _each_size(setting: Setting, measure: Callable[[int], float]) -> dict[str, float]:
    most = setting.pick(10_000, 1_000_000, 10_000_000)
    return {str(size): measure(size) for size in _SIZES if size <= most}


def floor(setting: Setting) -> dict[str, float]:
    body = repr(sample.tree(1)).encode()

    def measure(size: int) -> float:
        insert = inserter(setting.folder / f"{size}.db", "normal")
        for _ in range(size):
            insert(body)
        return statistics.median(each(insert, [body] * _CALLS)) / 1000

    return _each_size(setting, measure)


def uploaded(setting: Setting) -> dict[str, float]:
    """One more, on the caller's thread."""

    def measure(size: int) -> float:
        outbox = open_outbox(setting.folder / f"{size}.outbox", **_ROOM)
        client = uploader(NOWHERE, outbox)
        for _ in range(size):
            client.upload(sample.batch(facade(), 1))
        median = statistics.median(each(client.upload, map(one_event, range(_CALLS)))) / 1000
        client.close(timeout=0)
        outbox.close()
        return median

    return _each_size(setting, measure)


def drained(setting: Setting) -> dict[str, float]:
    """All of them, by another client."""

    def measure(size: int) -> float:
        outbox = open_outbox(setting.folder / f"{size}.outbox", **_ROOM)
        fill(outbox, size, 1)
        receiver.ask(setting.url, "/reset")
        started = time.monotonic()
        client = uploader(setting.url, outbox)
        assert client.flush(timeout=3600)
        took = wire.arrived(setting, size)["last"] - started
        client.close(timeout=0)
        outbox.close()
        return took / size * 1e6

    return _each_size(setting, measure)


QUESTION = Question(
    key="outbox_growth",
    title="Growth with the rows of an outbox",
    text=(
        "Batches of one event, with so many in the file: the median `upload` of one more, and all of them drained by "
        "another client (few rows share its start). 10,000,000 with `--full`."
    ),
    figures=tuple(Figure(str(size), f"{size:,}", "us per batch") for size in _SIZES),
    contenders=(
        Contender("SQLite, commit of ready bytes", "floor", floor),
        Contender("ours: Uploader.upload, outbox file", "ours", uploaded),
        Contender("ours: an outbox drained", "ours", drained),
    ),
    axis="batches waiting in the outbox",
    rounds=2,
)

if __name__ == "__main__":
    sys.exit(main("outbox_growth"))
