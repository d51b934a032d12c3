"""Build and encode one batch of 10 events: ours, the vendor's SDK, and the floor (orjson on a ready dict).

Run with ``make bench``. All of it happens in one process, the contestants taking turns; each figure is the best of the
rounds, and only the ratios are worth comparing between machines. Exit code 1 when ours costs more than 1/12 of the
vendor's.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import mparticle
import orjson

import mparticle_facade as ours
from mparticle_facade import codec

EVENTS, ROUNDS, CALLS = 10, 15, 400
IDS = [str(uuid.uuid4()) for _ in range(EVENTS)]
SESSION = str(uuid.uuid4())


def build(sdk: Any) -> Any:
    """The same program for both SDKs: a custom event with ids and three attributes, ten times."""
    batch = sdk.Batch()
    batch.environment = "development"
    batch.source_request_id = SESSION
    batch.user_identities = sdk.UserIdentities(email="user@example.com")
    batch.events = [
        sdk.AppEvent(
            "Level Completed",
            "navigation",
            timestamp_unixtime_ms=1_767_225_600_000,
            source_message_id=message,
            session_uuid=SESSION,
            custom_attributes={"plan": "gold", "level": "7", "screen": "home"},
        )
        for message in IDS
    ]
    return batch


def vendor() -> bytes:
    return json.dumps(mparticle.ApiClient.sanitize_for_serialization(build(mparticle))).encode()


def main() -> int:
    batch = build(ours)
    payload = batch.to_json()
    ready = orjson.loads(payload)
    assert orjson.loads(vendor()) == ready, "both must send the same"
    print(f"one batch of {EVENTS} custom events, {len(payload)} bytes of JSON; microseconds, best of {ROUNDS} rounds\n")
    contestants: dict[str, Callable[[], Any]] = {
        "floor: orjson.dumps of a ready dict": lambda: orjson.dumps(ready),
        "vendor's SDK: build + encode": vendor,
        "ours: build + encode": lambda: codec.encode(build(ours)),
        "ours: build + to_json": lambda: build(ours).to_json(),
        "ours: build": lambda: build(ours),
        "ours: encode": lambda: codec.encode(batch),
        "ours: validate the bytes": lambda: codec.valid(payload),
    }
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            started = time.perf_counter()
            for _ in range(CALLS):
                run()
            best[name] = min(best[name], (time.perf_counter() - started) / CALLS * 1e6)
    floor, theirs = list(best.values())[:2]
    print(f"{'':38}{'us':>8}{'x floor':>10}{'vendor / this':>15}")
    for name, cost in best.items():
        print(f"{name:38}{cost:8.2f}{cost / floor:10.2f}{theirs / cost:15.1f}")
    ratio = theirs / best["ours: build + encode"]
    print(f"\nbuild + encode: {ratio:.1f} times cheaper than the vendor's SDK; asked: at least 12")
    return 0 if ratio >= 12 else 1


if __name__ == "__main__":
    sys.exit(main())
