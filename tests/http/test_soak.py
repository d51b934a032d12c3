"""Random faults, cancellations, forks and slow spells against one sync and one async client; at the end both work.

Behind ``MPARTICLE_STRESS=1``; ``MPARTICLE_SOAK_S`` is how long it takes (20 minutes), and the figures are printed.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import gc
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

import mparticle_facade as mparticle
from parts.clients import batch, impatient
from parts.server import Exchange, ScriptedServer
from parts.steps import answer, cut, reset_unread

pytestmark = [
    pytest.mark.skipif(not os.environ.get("MPARTICLE_STRESS"), reason="takes minutes: MPARTICLE_STRESS=1"),
    pytest.mark.usefixtures("quick_retries"),
    pytest.mark.filterwarnings("default"),
]
SECONDS = float(os.environ.get("MPARTICLE_SOAK_S", "1200"))
THREADS, TASKS, SIZE = 12, 24, 4


def descriptors() -> dict[str, int]:
    kinds: collections.Counter[str] = collections.Counter()
    for each in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            kinds[str(each.readlink()).partition(":")[0]] += 1
    return {"sockets": kinds["socket"], "others": sum(kinds.values()) - kinds["socket"]}


class Weather:
    """What the server does to a request; it changes every second or so."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.until = 0.0
        self.spell = "fine"
        self.calm = False

    def __call__(self, exchange: Exchange) -> bool | None:
        if time.monotonic() > self.until:
            self.spell = self.chance.choice(["fine", "fine", "slow", "failing", "dripping", "outage"])
            self.until = time.monotonic() + self.chance.uniform(0.2, 1.5)
        spell = "fine" if self.calm else self.spell
        luck = self.chance.random()
        if spell == "slow":
            exchange.read()
            exchange.stay(self.chance.uniform(0, 0.4))
        elif spell == "failing" and luck < 0.6:
            return self.chance.choice([answer(503), answer(429), cut(), cut(reset=True), reset_unread])(exchange)
        elif spell == "dripping" and luck < 0.5:
            exchange.read()
            for _ in range(30):
                exchange.send(b"HTTP/1.1 102 Processing\r\n\r\n")
                exchange.stay(0.02)
        elif spell == "outage" and luck < 0.8:
            exchange.read()
            exchange.stay(0.5)
            return None
        return answer()(exchange)


def in_thread(api: mparticle.EventsApi, until: float, seed: int, seen: collections.Counter[str]) -> None:
    chance = random.Random(seed)
    while time.monotonic() < until:
        client = api if chance.random() < 0.9 else api.with_options(timeout=0.05, max_retries=0)
        try:
            if chance.random() < 0.1:
                client.upload_events(batch(), lambda error, data, response: None).join(0.01)
            else:
                client.upload_events(batch())
            seen["sync accepted"] += 1
        except mparticle.ApiException as error:
            seen[f"sync {type(error).__name__}"] += 1


async def in_task(
    api: mparticle.AsyncEventsApi, until: float, chance: random.Random, seen: collections.Counter[str]
) -> None:
    while time.monotonic() < until:
        task = asyncio.ensure_future(api.upload_events(batch()))
        if chance.random() < 0.3:
            asyncio.get_running_loop().call_later(chance.uniform(0, 0.05), task.cancel)
        try:
            await (asyncio.wait_for(task, 0.03) if chance.random() < 0.1 else task)
            seen["async accepted"] += 1
        except asyncio.CancelledError:
            seen["async cancelled"] += 1
        except TimeoutError:
            seen["async given up"] += 1
        except mparticle.ApiException as error:
            seen[f"async {type(error).__name__}"] += 1


def forked(api: mparticle.EventsApi) -> bool:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(60)
            for _ in range(40):
                with contextlib.suppress(mparticle.ApiException):
                    code = 0 if api.upload_events(batch()).status == 202 else 1
                    break
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_soak(capsys: pytest.CaptureFixture[str]) -> None:
    seen: collections.Counter[str] = collections.Counter()
    weather = Weather(seed=1)
    with ScriptedServer(weather) as server:
        settings = {"timeout": 0.3, "deadline": 1.0, "max_retries": 2, "connection_pool_size": SIZE}
        api = mparticle.EventsApi(impatient(server, **settings))
        gc.collect()
        before, threads_before = descriptors(), threading.active_count()
        until = time.monotonic() + SECONDS
        workers = [threading.Thread(target=in_thread, args=(api, until, seed, seen)) for seed in range(THREADS)]

        async def tasks() -> set[str]:
            asynchronous = mparticle.AsyncEventsApi(impatient(server, **settings))
            await asyncio.gather(*(in_task(asynchronous, until, random.Random(n), seen) for n in range(TASKS)))
            weather.calm = True
            for _ in range(2 * SIZE):
                assert (await asynchronous.upload_events(batch())).status == 202
            await asynchronous.aclose()
            return {str(task) for task in asyncio.all_tasks() if task is not asyncio.current_task()}

        left: list[set[str]] = []
        workers.append(threading.Thread(target=lambda: left.append(asyncio.run(tasks()))))
        for worker in workers:
            worker.start()
        while time.monotonic() < until:
            seen["forks that worked" if forked(api) else "forks that did not"] += 1
            time.sleep(1)
        for worker in workers:
            worker.join(60)
        for _ in range(2 * SIZE):
            assert api.upload_events(batch()).status == 202
        api.close()
        requests = len(server.requests)
        with server._changed:
            for sock in list(server._open):
                with contextlib.suppress(OSError):
                    sock.shutdown(2)
    gc.collect()
    after = descriptors()
    with capsys.disabled():
        print(f"\nsoak of {SECONDS:g} s: {requests} requests,", dict(sorted(seen.items())), f"tasks {left}")
        print(f"before {before}, {threads_before} threads; after {after}, {threading.active_count()} threads")
    assert left == [set()]
    assert not any(worker.is_alive() for worker in workers)
    assert seen["forks that did not"] == 0
    assert after["sockets"] <= before["sockets"]
    assert threading.active_count() <= threads_before
