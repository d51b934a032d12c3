"""What an outbox costs: accepting a batch, by durability and size, and what is delivered leaving again.

    python benchmarks/outbox.py [BATCHES]

Times are of the machine and of its disk; ``power`` is one wait for that disk for each batch, or for all that several
threads accept at the same time.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path

from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New

BATCHES = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000


def put(queue: MemoryQueue | Outbox, size: int, batches: int) -> str:
    new = [New(b"x" * size, "0" * 36)]
    taken = []
    for _ in range(batches):
        begun = time.perf_counter_ns()
        queue.put(new)
        taken.append(time.perf_counter_ns() - begun)
    taken.sort()
    median, p99, worst = (taken[int((batches - 1) * share)] / 1000 for share in (0.5, 0.99, 1))
    return f"put, µs: median {median:8.1f}   99% {p99:8.1f}   worst {worst:9.0f}"


def drain(queue: MemoryQueue | Outbox) -> str:
    begun, batches = time.perf_counter(), queue.counts().pending
    while entries := queue.head(300):
        queue.settle(entries, [])
    return f"out: {batches / (time.perf_counter() - begun):9,.0f} batches/s"


def put_by_threads(queue: Outbox, threads: int, batches: int) -> str:
    def run() -> None:
        for _ in range(batches // threads):
            queue.put([New(b"x" * 300, "0" * 36)])

    workers = [threading.Thread(target=run) for _ in range(threads)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return f"in, {threads} threads: {batches / (time.perf_counter() - begun):9,.0f} batches/s"


def main() -> None:
    memory = MemoryQueue(max_batches=BATCHES)
    print(f"memory           300 B  {put(memory, 300, BATCHES)}   {drain(memory)}")
    with tempfile.TemporaryDirectory() as directory:
        for durability, batches in (("process", BATCHES), ("power", BATCHES // 20)):
            for size in (300, 3000):
                with Outbox(Path(directory) / f"{durability}{size}", durability=durability) as outbox:
                    print(f"outbox, {durability:7} {size:4} B  {put(outbox, size, batches)}   {drain(outbox)}")
            with Outbox(Path(directory) / f"{durability}-threads", durability=durability) as outbox:
                print(f"outbox, {durability:7}  300 B  {put_by_threads(outbox, 8, batches)}")


if __name__ == "__main__":
    main()
