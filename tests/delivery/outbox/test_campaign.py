"""``kill -9`` at random moments of each way to use an outbox: nothing lost, nothing doubled, no byte changed.

Only with ``MPARTICLE_STRESS=1``: 100 kills in each shape; `test_kills.py` is what always runs.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
from parts.counting import CountingServer, Moods
from parts.queue_rules import holds, names
from parts.victims import SHAPES

KILLS = 100
SEED = os.environ.get("MPARTICLE_SEED", "12")
MOODS = Moods(refused=0.05, taken_and_reset=0.05, reset=0.02)

pytestmark = [
    pytest.mark.skipif(not os.environ.get("MPARTICLE_STRESS"), reason="takes minutes: MPARTICLE_STRESS=1"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL"),
]


class Victims:
    """Processes of one shape, forked by one that has imported all they need."""

    def __init__(self, directory, host, shape):
        self.path = directory / "events.outbox"
        self.told = directory / "told"
        self.shape = shape
        self.alive = []
        command = [sys.executable, "-m", "parts.victims", str(self.path), host, str(self.told)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self.nursery = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self):
        self.nursery.stdin.write(f"{self.shape}\n")
        self.nursery.stdin.flush()
        self.alive.append(int(self.nursery.stdout.readline()))

    def wait_until_told(self, size):
        until = time.monotonic() + 10
        while self.told.stat().st_size == size and time.monotonic() < until:
            time.sleep(0.002)

    def kill(self, chance):
        """One of them; where it forked, its children a moment later."""
        victim = self.alive.pop(chance.randrange(len(self.alive)))
        for kill in (os.kill, os.killpg):
            with contextlib.suppress(ProcessLookupError):
                kill(victim, signal.SIGKILL)
            time.sleep(chance.uniform(0, 0.02))

    def end(self, chance):
        while self.alive:
            self.kill(chance)
        self.nursery.communicate()


@pytest.mark.parametrize("shape", SHAPES)
def test_kills_in_every_shape_lose_nothing_and_double_nothing(tmp_path, shape):
    chance = random.Random(SEED + shape)
    put = set()
    numbers = iter(range(10**9))
    with CountingServer(MOODS, seed=chance.randrange(1000)) as server:
        victims = Victims(tmp_path, server.host, shape)
        try:
            if shape == "several processes":
                victims.start()
            for _ in range(KILLS):
                prepare(victims, numbers, put)
                size = victims.told.stat().st_size if victims.told.exists() else 0
                victims.start()
                if shape != "mparticle outbox drain" and chance.random() < 0.7:  # the rest dies while it opens the file
                    victims.wait_until_told(size)
                time.sleep(chance.uniform(0.01, 0.3))  # a moment like any other
                victims.kill(chance)
        finally:
            victims.end(chance)
    told = put | set(victims.told.read_text().split())
    with Outbox(victims.path) as outbox:
        pending = outbox.head(10**9)
        counts = outbox.counts()
    with closing(sqlite3.connect(victims.path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert holds(counts)
    assert (counts.pending, counts.dead, counts.dropped) == (len(pending), 0, 0)
    assert len(set(names(pending))) == len(pending), "each id once"
    assert told <= server.taken | set(names(pending)), "all that was accepted"
    assert all(len(digests) == 1 for digests in server.digests.values()), "the same bytes"
    assert {entry.source_request_id for entry in pending if entry.payload.count(b"source_request_id") != 1} == set()
    assert len(server.taken | set(names(pending))) == counts.accepted, "and nothing else"
    assert shape == "repairs" or not list(tmp_path.glob("*.corrupt-*")), "nothing was taken for damage"
    again = sum(server.arrivals.values()) - len(server.taken)
    print(f"{shape}: {KILLS} kills, {len(told)} accepted, 0 lost, 0 doubled, 0 changed; {again} taken again")


def prepare(victims, numbers, put):
    """What this shape needs before a process begins."""
    if victims.shape == "mparticle outbox drain":
        several = [f"put-{next(numbers)}" for _ in range(150)]
        with Outbox(victims.path) as outbox:
            outbox.put(
                [New(b'{"environment":"development","source_request_id":"%s"}' % n.encode(), n) for n in several]
            )
        put.update(several)
    if victims.shape == "repairs" and victims.path.exists():
        with victims.path.open("r+b") as file:
            file.seek(20)
            file.write(bytes(4))  # of the header: no row is hurt
