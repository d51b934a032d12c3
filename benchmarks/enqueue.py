"""What a client that queues costs on the caller's thread: the median call, and the slowest in a hundred."""

from __future__ import annotations

import queue
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import sample
from benchmarks.harness.ask import main
from benchmarks.harness.meter import each, median_and_p99
from benchmarks.harness.question import Contender, Figure, Question, Setting
from benchmarks.harness.senders import PEERS, one_event, open_outbox, ours, uploader


def _calls(setting: Setting) -> int:
    return setting.pick(5_000, 100_000)


def _fsyncs(setting: Setting) -> int:
    return setting.pick(200, 5_000)


def queue_put(setting: Setting) -> dict[str, float]:
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    body = repr(sample.tree(1)).encode()
    return median_and_p99(each(waiting.put, (body for _ in range(_calls(setting)))))


def commit(synchronous: str) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        insert = inserter(setting.folder / "floor.db", synchronous)
        body = repr(sample.tree(1)).encode()
        calls = _calls(setting) if synchronous == "normal" else _fsyncs(setting)
        return median_and_p99(each(insert, (body for _ in range(calls))))

    return run


def inserter(file: Path, synchronous: str) -> Callable[[bytes], object]:
    """Insert bytes and commit, and nothing else."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=wal")
    database.execute(f"PRAGMA synchronous={synchronous}")
    database.execute("CREATE TABLE batch (id INTEGER PRIMARY KEY, payload BLOB NOT NULL)")
    return lambda body: database.execute("INSERT INTO batch (payload) VALUES (?)", (body,))


def upload(file: str | None, *, paced: bool = False) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        client = uploader(setting.url, setting.folder / file if file else None, paced=paced)
        client.upload(one_event(0))  # what is only done once is no part of this
        return median_and_p99(each(client.upload, (one_event(number) for number in range(_calls(setting)))))

    return run


def upload_past_power_loss(setting: Setting) -> dict[str, float]:
    client = uploader(setting.url, open_outbox(setting.folder / "events.outbox", durability="power"))
    client.upload(one_event(0))
    return median_and_p99(each(client.upload, (one_event(number) for number in range(_fsyncs(setting)))))


def built_and_uploaded(file: str | None) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        sender = ours(setting.url, setting.folder / file if file else None)
        sender.take(0)
        return median_and_p99(each(sender.take, range(_calls(setting))))

    return run


def peer(name: str) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        calls = _calls(setting)
        sender = PEERS[name](setting.url, calls + 2)
        sender.take(0)
        return median_and_p99(each(sender.take, range(calls)))

    return run


_FSYNC = "SQLite, commit of ready bytes with fsync"
_QUEUE, _COMMIT = "queue.SimpleQueue.put of ready bytes", "SQLite, commit of ready bytes"

QUESTION = Question(
    key="enqueue",
    title="Enqueue on the caller's thread",
    text=(
        "One event a call, while another thread sends to a server that answers at once: ours without its limit of "
        "270 batches a second, but where it says so. `Uploader.upload` validates "
        "and encodes before it returns, and with an outbox file it has committed as well: what it took survives a "
        'crash of the process, and with `durability="power"` a loss of power. The queues of the peers are made large '
        "enough to refuse nothing."
    ),
    figures=(Figure("median", "median", "us"), Figure("p99", "p99", "us")),
    contenders=(
        Contender(_COMMIT, "floor", commit("normal")),
        Contender("ours: Uploader.upload, outbox file", "ours", upload("events.outbox")),
        Contender("ours: the same, sending at the default pace", "ours", upload("events.outbox", paced=True)),
        Contender("ours: the same, batch built as well", "ours", built_and_uploaded("events.outbox")),
        Contender(_QUEUE, "floor", queue_put, _QUEUE),
        Contender("ours: Uploader.upload, in memory", "ours", upload(None), _QUEUE),
        Contender("ours: the same in memory, batch built as well", "ours", built_and_uploaded(None), _QUEUE),
        *(Contender(name, "peer", peer(name), _QUEUE) for name in PEERS),
        Contender(_FSYNC, "floor", commit("full"), _FSYNC),
        Contender("ours: Uploader.upload, outbox file, past power loss", "ours", upload_past_power_loss, _FSYNC),
    ),
    floor=_COMMIT,
    peer="segment-analytics-python",
    rounds=3,
)

if __name__ == "__main__":
    sys.exit(main("enqueue"))
