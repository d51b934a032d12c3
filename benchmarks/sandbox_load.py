"""Upload 200,000 events in bulk while a Live Stream is watched: is everything stored once, and is memory flat?

    python benchmarks/sandbox_load.py [--browser] [events]

The sandbox is a process of its own, on a file; exit code 1 when something is missing, doubled, or memory grew. With
--browser a real Chromium has the page open, too (needs what scripts/chromium.py names): how long was it busy?
"""

from __future__ import annotations

import argparse
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
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx

import mparticle_facade as mparticle

EVENTS_A_BATCH, BATCHES_A_REQUEST, SENDERS = 10, 20, 4
MOST_GROWTH = 40_000_000
"""Bytes that the sandbox may grow after the first quarter, whatever the number of events."""


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


class Page:
    """The page in a browser, and, while the block runs, somebody who asks it something all the time."""

    def __init__(self, driver: Any, url: str) -> None:
        self.driver = driver
        self.over = threading.Event()
        self.slowest_answer_s = 0.0
        self.asking = threading.Thread(target=self.ask)
        driver.get(url)
        self.until("document.querySelector('#connection').textContent === 'Live'", 30)
        self.heap = self.measure_heap()
        driver.execute_script(
            """const watched = window.watched = {longest: 0, frames: 0}
            let last = performance.now()
            requestAnimationFrame(function tick(now) {
                watched.longest = Math.max(watched.longest, now - last)
                watched.frames += 1
                last = now
                requestAnimationFrame(tick)
            })"""
        )

    def __enter__(self) -> None:
        self.asking.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.asking.join()

    def ask(self) -> None:
        while not self.over.wait(0.1):
            asked = time.perf_counter()
            self.driver.execute_script("return document.querySelector('#tally').textContent")
            self.slowest_answer_s = max(self.slowest_answer_s, time.perf_counter() - asked)

    def until(self, condition: str, seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not self.driver.execute_script(f"return {condition}"):
            assert time.monotonic() < limit, f"the page never came to {condition}"
            time.sleep(0.05)

    def measure_heap(self) -> float:
        self.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        return self.driver.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"]

    def finish(self, batches: int) -> dict[str, float]:
        """Wait until it counts all batches; how it did."""
        self.until(f"document.querySelector('[data-counter=batches]').textContent === '{batches:,}'", 60)
        watched = self.driver.execute_script("return window.watched")
        return {
            "page_longest_frame_ms": round(watched["longest"]),
            "page_frames": watched["frames"],
            "page_slowest_answer_ms": round(self.slowest_answer_s * 1000),
            "page_heap_growth_mb": round((self.measure_heap() - self.heap) / 1e6, 1),
        }


def batch() -> mparticle.Batch:
    made = mparticle.Batch("development", source_request_id=str(uuid.uuid4()))
    made.user_identities = mparticle.UserIdentities(email="user@example.com")
    for number in range(EVENTS_A_BATCH):
        made.add_event(
            mparticle.AppEvent(f"Level {number}", "navigation", custom_attributes={"plan": "gold", "n": number})
        )
    return made


def load(events: int, driver: Any = None) -> dict[str, float]:
    """Run it, with the page open in that browser if there is one; what came out.

    Raises:
        AssertionError: something is wrong.
    """
    requests = events // (EVENTS_A_BATCH * BATCHES_A_REQUEST)
    batches = requests * BATCHES_A_REQUEST
    batch().to_json()  # not in the threads: loading the models is no part of this
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder, "sandbox.db")) as (pid, url):
        watcher = Watcher(url, batches)
        watcher.start()
        assert watcher.connected.wait(30), "the stream says nothing"
        page = Page(driver, url) if driver else None
        sizes: list[int] = []
        configuration = mparticle.Configuration("key", "secret", host=url, timeout=60)
        with page or nullcontext(), mparticle.EventsApi(configuration) as api:

            def send(number: int) -> None:
                api.bulk_upload_events([batch() for _ in range(BATCHES_A_REQUEST)])
                if number % max(1, requests // 20) == 0:
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
        page_did = page.finish(batches) if page else {}
        quarter = sizes[len(sizes) // 4]
        growth = max([*sizes, resident(pid)]) - quarter
        assert growth < MOST_GROWTH, f"the sandbox grew by {growth} bytes"
        return {
            "events": stats["events"],
            "events_per_second": round(stats["events"] / seconds),
            "seconds": round(seconds, 2),
            "stream_complete_after_seconds": round(seen_s, 2),
            "resident_mb_after_a_quarter": round(quarter / 1e6, 1),
            "resident_mb": round(resident(pid) / 1e6, 1),
            "growth_mb": round(growth / 1e6, 1),
            **page_did,
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int, nargs="?", default=200_000)
    parser.add_argument("--browser", action="store_true", help="have the page open in Chromium")
    arguments = parser.parse_args()
    try:
        if arguments.browser:
            sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
            from chromium import chromium

            with chromium() as driver:
                found = load(arguments.events, driver)
        else:
            found = load(arguments.events)
    except AssertionError as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
