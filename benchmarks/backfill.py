"""Backfill 1,000,000 events with `mparticle upload`: how fast, in how much memory, and is every bad line reported?

    python benchmarks/backfill.py [--batches 100000] [--rows 1000000] [--paced 10000] [--runs 3]

Three inputs: batches of JSON, and rows of CSV and of Parquet through a mapping, ten a user. And the pace at the limit:
how much longer than the limit allows do batches take with ``--rate 270``?

The server is that of the other benchmarks, in a process of its own on the same machine: it reads each request, answers
202 and counts the events. The floor sends the same bytes in the same requests with bare httpx, reading, checking and
remembering nothing. Exit code 1 when a count is wrong.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from benchmarks.harness import extras, receiver
from benchmarks.harness.sample import EVENT_NAME, EVENTS

BAD_EVERY = 10_000


def line(number: int, now_ms: int) -> bytes:
    """A batch of ten custom events, 3 KB."""
    if number % BAD_EVERY == BAD_EVERY - 1:
        return b'{"environment":"development","events":[{"event_type":"custom_event","data":{"event_name":"Hi"}}]}\n'
    events = [
        {
            "event_type": "custom_event",
            "data": {
                "event_name": EVENT_NAME, "custom_event_type": "navigation",
                "timestamp_unixtime_ms": now_ms - random.randrange(86_400_000),
                "session_uuid": "5d8b5d1c-6f0e-4d3c-9e6f-1a2b3c4d5e6f",
                "custom_attributes": {"plan": "gold", "number": number, "comment": "about forty characters of text"},
            },
        }
        for _ in range(EVENTS)
    ]  # fmt: skip
    batch = {
        "environment": "development",
        "user_identities": {"customer_id": f"user-{number % 20_000}", "email": f"user{number % 20_000}@example.com"},
        "user_attributes": {"plan": "gold", "visits": number},
        "device_info": {"platform": "iOS", "os_version": "17.0", "device_model": "iPhone15,2"},
        "events": events,
    }
    return json.dumps(batch, separators=(",", ":")).encode() + b"\n"


def generate(path: Path, batches: int) -> int:
    """Write the file; how many of its lines are bad."""
    now_ms = int(time.time() * 1000)
    with path.open("wb") as file:
        file.writelines(line(number, now_ms) for number in range(batches))
    return batches // BAD_EVERY


def floor(path: Path, url: str) -> float:
    """Seconds to send the file with bare httpx, four requests at a time."""
    requests: list[bytes] = []
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for text in file:
            if size + len(text) > 250_000 or len(lines) == 100:
                requests.append(b"[" + b",".join(lines) + b"]")
                size, lines = 0, []
            lines.append(text.rstrip())
            size += len(text)
    requests.append(b"[" + b",".join(lines) + b"]")
    with httpx.Client(base_url=url, auth=("k", "s")) as client, ThreadPoolExecutor(4) as pool:
        started = time.perf_counter()
        for answer in pool.map(lambda body: client.post("/v2/bulkevents", content=body), requests):
            assert answer.status_code == 202
        return time.perf_counter() - started


class Run(NamedTuple):
    receipt: dict[str, Any]
    seconds: float
    cpu_seconds: float
    peak_mb: float


def upload(path: Path, url: str, options: list[str]) -> Run:
    """An upload, in a process of its own."""
    for beside in path.parent.glob(f"{path.name}.*"):
        beside.unlink()
    command = [extras.interpreter(), "-m", "mparticle_facade.cli", "upload", str(path), f"--host={url}", "--json"]
    environment = {**os.environ, "MPARTICLE_API_KEY": "k", "MPARTICLE_API_SECRET": "s"}
    started = time.perf_counter()
    paced_by = [] if "--rate" in options else ["--rate=0"]
    with subprocess.Popen([*command, *paced_by, *options], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        receipt = json.loads(process.stdout.read())
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
    return Run(receipt, time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak)


MAPPING = """
environment = { value = "development" }
user_identities.customer_id = "user"
[[events]]
event_type = { value = "custom_event" }
data.event_name = "name"
data.custom_event_type = { value = "navigation" }
data.timestamp_unixtime_ms = "at"
data.source_message_id = "row"
data.custom_attributes.price = { column = "price", type = "number" }
data.custom_attributes.colour = "colour"
"""


def table(path: Path, rows: int) -> None:
    """Rows of ten events a user, with a column that is not used."""
    import duckdb

    now_ms = int(time.time() * 1000)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'user-' || range // 10 AS user, '{EVENT_NAME}' AS name, {now_ms} - range % 86400000 AS at, "
            f"range % 1000 / 4 AS price, 'green' AS colour, CAST(range AS VARCHAR) AS row, 'x' || range AS extra "
            f"FROM range({rows})) TO '{path}'"
        )


def rows_per_second(folder: Path, url: str, kind: str, rows: int) -> tuple[dict[str, Any], str | None]:
    """One upload through a mapping, and what is wrong with it."""
    path, mapping = folder / f"rows.{kind}", folder / "mapping.toml"
    writer = multiprocessing.get_context("spawn").Process(target=table, args=(path, rows))
    writer.start()  # a child's peak is never below what its parent had
    writer.join()
    mapping.write_text(MAPPING)
    receiver.ask(url, "/reset")
    run = upload(path, url, ["--mapping", str(mapping)])
    arrived = receiver.ask(url, "/stats")["events"]
    found = {"rows_per_second": round(rows / run.seconds), "peak_mb": round(run.peak_mb, 1),
             "cpu_us_a_row": round(run.cpu_seconds / rows * 1e6, 2)}  # fmt: skip
    wrong = f"{kind}: {arrived} of {rows} rows arrived" if (arrived, run.receipt["events"]) != (rows, rows) else None
    return found, wrong


def paced(folder: Path, url: str, batches: int, rate: int = 270) -> dict[str, float]:
    """Small batches at the default limit: seconds, and how much more that is than the limit allows."""
    path = folder / "paced.ndjson"
    path.write_text("".join(f'{{"environment":"development","mpid":{n + 1}}}\n' for n in range(batches)))
    run = upload(path, url, ["--rate", str(rate)])
    seconds = run.receipt["seconds"]
    return {"seconds": seconds, "over_the_limit_percent": round(100 * (seconds * rate / batches - 1), 2)}


def main() -> int:
    arguments = argparse.ArgumentParser(description="Backfill with mparticle upload: speed, memory, counts")
    arguments.add_argument("--batches", type=int, default=100_000)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--paced", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--option", action="append", default=[], help="passed on to mparticle upload")
    given = arguments.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with receiver.running() as url, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.ndjson")
        bad = generate(path, given.batches)
        good = given.batches - bad
        expected = [BAD_EVERY * (number + 1) for number in range(bad)]
        runs: list[Run] = []
        bases: list[float] = []
        wrong: list[str] = []
        for _ in range(given.runs):
            with spawn.Pool(1) as pool:  # what it takes is not counted as ours
                bases.append(pool.apply(floor, (path, url)))
            receiver.ask(url, "/reset")
            run = upload(path, url, given.option)
            arrived = receiver.ask(url, "/stats")["events"] // EVENTS
            lines = sorted({error["line"] for error in run.receipt["errors"]})
            if (arrived, run.receipt["sent"], run.receipt["rejected"], lines) != (good, good, bad, expected):
                wrong.append(f"{arrived} of {good} batches arrived, lines {lines} reported of {expected}")
            runs.append(run)
        tables = {}
        for kind in ("csv", "parquet"):
            tables[kind], fault = rows_per_second(Path(folder), url, kind, given.rows)
            wrong += [fault] if fault else []
        pace = paced(Path(folder), url, given.paced)
        rates = [good * EVENTS / run.seconds for run in runs]
        print(json.dumps({
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "events": given.batches * EVENTS,
            "events_per_second": [round(rate) for rate in rates],
            "median_events_per_second": round(statistics.median(rates)),
            "floor_events_per_second": [round(good * EVENTS / base) for base in bases],
            "cpu_us_a_batch": [round(run.cpu_seconds / good * 1e6, 1) for run in runs],
            "peak_mb": round(max(run.peak_mb for run in runs), 1),
            "rejected": bad,
            "rows": tables,
            "pace": pace,
            "load": os.getloadavg()[0],
        }, indent=2))  # fmt: skip
    for message in wrong:
        print(f"failed: {message}", file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
