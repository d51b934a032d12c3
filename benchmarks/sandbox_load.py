"""Upload 200,000 events in bulk while a Live Stream is watched: is everything stored once, and is memory flat?

    python benchmarks/sandbox_load.py [events]

The sandbox is a process of its own, on a file; exit code 1 when something is missing, doubled, or memory grew.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

import mparticle_facade as mparticle

EVENTS_A_BATCH, BATCHES_A_REQUEST, SENDERS = 10, 20, 4
MOST_GROWTH = 80_000_000
"""Bytes that the sandbox may grow after the first tenth, whatever the number of events."""


@contextmanager
def sandbox(db: Path) -> Iterator[tuple[int, str]]:
    """A sandbox process: its id and its URL."""
    command = [sys.executable, "-m", "mparticle_facade.cli", "sandbox", "--port", "0", "--db", str(db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.match(r"Sandbox on (\S+)", process.stdout.readline())
        assert found
        try:
            yield process.pid, found[1]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def resident(pid: int) -> int:
    """Bytes in memory; 0 where there is no /proc."""
    statm = Path(f"/proc/{pid}/statm")
    return int(statm.read_text().split()[1]) * 4096 if statm.exists() else 0


class Watcher(threading.Thread):
    """A reader of the stream that keeps the ids it saw."""

    def __init__(self, url: str, expected: int) -> None:
        super().__init__(daemon=True)
        self.url = url
        self.expected = expected
        self.ids: list[int] = []
        self.connected = threading.Event()

    def run(self) -> None:
        with httpx.stream("GET", f"{self.url}/sandbox/stream", timeout=30) as response:
            kind = ""
            for line in response.iter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                    self.connected.set()
                elif name == "data" and kind in ("batch", "batches"):
                    data = json.loads(value)
                    self.ids += [summary["id"] for summary in (data if isinstance(data, list) else [data])]
                    if len(self.ids) >= self.expected:
                        return


def batch() -> mparticle.Batch:
    made = mparticle.Batch("development", source_request_id=str(uuid.uuid4()))
    made.user_identities = mparticle.UserIdentities(email="user@example.com")
    for number in range(EVENTS_A_BATCH):
        made.add_event(
            mparticle.AppEvent(f"Level {number}", "navigation", custom_attributes={"plan": "gold", "n": number})
        )
    return made


def load(events: int) -> dict[str, float]:
    """Run it; what came out. Raises AssertionError where something is wrong."""
    requests = events // (EVENTS_A_BATCH * BATCHES_A_REQUEST)
    batches = requests * BATCHES_A_REQUEST
    batch().to_json()  # not in the threads: loading the models is no part of this
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder, "sandbox.db")) as (pid, url):
        watcher = Watcher(url, batches)
        watcher.start()
        assert watcher.connected.wait(30), "the stream says nothing"
        sizes: list[int] = []
        with mparticle.EventsApi(mparticle.Configuration("key", "secret", host=url, timeout=60)) as api:
            api.raw.get_httpx_client()  # made before the threads want it

            def send(number: int) -> None:
                api.bulk_upload_events([batch() for _ in range(BATCHES_A_REQUEST)])
                if number % max(1, requests // 10) == 0:
                    sizes.append(resident(pid))

            started = time.perf_counter()
            with ThreadPoolExecutor(SENDERS) as pool:
                list(pool.map(send, range(requests)))
            seconds = time.perf_counter() - started
        stats = httpx.get(f"{url}/sandbox/stats").json()
        expected = {
            "requests": requests, "batches": batches, "events": batches * EVENTS_A_BATCH,
            "duplicates": 0, "rejected": 0,
        }  # fmt: skip
        assert stats == expected, stats
        watcher.join(120)
        seen_s = time.perf_counter() - started
        assert watcher.ids == list(range(1, batches + 1)), f"the stream had {len(watcher.ids)} of {batches} batches"
        growth = max([*sizes, resident(pid)]) - sizes[min(1, len(sizes) - 1)]
        assert growth < MOST_GROWTH, f"the sandbox grew by {growth} bytes"
        return {
            "events": stats["events"],
            "events_per_second": round(stats["events"] / seconds),
            "seconds": round(seconds, 2),
            "stream_complete_after_seconds": round(seen_s, 2),
            "resident_mb": round(resident(pid) / 1e6, 1),
            "growth_mb": round(growth / 1e6, 1),
        }


def main() -> int:
    try:
        print(json.dumps(load(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000), indent=2))
    except AssertionError as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
