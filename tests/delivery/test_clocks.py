"""R16: clocks that are set while something waits, and senders that are frozen.

``MPARTICLE_STRESS=1`` sets them 50 times as often, and freezes real processes.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.outbox import Outbox
from parts.counting import CountingServer
from parts.queue_rules import Clock

STRESS = bool(os.environ.get("MPARTICLE_STRESS"))
STEPS = [-1.0, -60.0, -86_400.0, -366 * 86_400.0, 1.0, 0.05, -0.05]


@pytest.mark.parametrize("kind", ["outbox", "memory"])
def test_r16_a_hold_is_never_longer_than_asked(tmp_path, kind):
    chance = random.Random(os.environ.get("MPARTICLE_SEED", "16"))
    for attempt in range(500 if STRESS else 10):
        clock = Clock(1_800_000_000.0)
        queue = Outbox(tmp_path / str(attempt), clock=clock) if kind == "outbox" else MemoryQueue(clock=clock)
        asked = chance.uniform(5, 900)
        queue.hold_until(clock.now + asked)
        waited = 0.0
        while (until := queue.held_until()) > 0:
            passed = min(until - clock.now, chance.uniform(0.1, 200))
            clock.now += passed
            waited += passed
            queue.held_until()
            if chance.random() < 0.5:
                clock.now += chance.choice(STEPS)
        assert waited <= asked + 0.01
        queue.close()


def test_r16_processes_see_one_step_of_the_clock_once(tmp_path):
    """Each notices that the clock was set back; the hold is moved by one of them."""
    clock = Clock(1_800_000_000.0)
    queues = [Outbox(tmp_path / "events.outbox", clock=clock) for _ in range(3)]
    queues[0].hold_until(clock.now + 900)
    clock.now += 600
    assert {queue.held_until() - clock.now for queue in queues} == {300}
    clock.now -= 3600
    assert {queue.held_until() - clock.now for queue in queues} == {300}
    for queue in queues:
        queue.close()


def test_a_hold_beyond_all_reason_can_be_kept(tmp_path):
    with Outbox(tmp_path / "events.outbox") as outbox:
        outbox.hold_until(1e30)
        assert outbox.held_until() > time.time()
        outbox.hold_until(0)
        assert outbox.held_until() == 0


UPLOAD = """
import sys, time, mparticle_facade as mparticle
config = mparticle.Configuration("k", "s", host=sys.argv[2])
outbox = mparticle.Outbox(sys.argv[1], lease=1.5)
uploader = mparticle.Uploader(config, outbox=outbox, max_batches_per_second=90)
for _ in range(3000):
    uploader.upload(mparticle.Batch("development"))
sys.stdin.readline()
"""


@pytest.mark.skipif(not STRESS or not hasattr(signal, "SIGSTOP"), reason="takes minutes")
def test_r16_a_sender_that_thaws_keeps_to_the_pace(tmp_path):
    path = tmp_path / "events.outbox"
    with CountingServer() as server:
        command = [sys.executable, "-c", UPLOAD, str(path), server.host]
        senders = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]
        pause = threading.Event()
        pause.wait(4)
        for attempt in range(50):
            with closing(sqlite3.connect(path)) as db:
                (pid,) = db.execute("SELECT sender_pid FROM state").fetchone()
            if pid:
                os.kill(pid, signal.SIGSTOP)
                pause.wait(2 + attempt % 13 / 10)
                os.kill(pid, signal.SIGCONT)
            pause.wait(1.2)
        for sender in senders:
            with sender:
                sender.kill()
        arrived = list(server.times)
    worst = max(sum(count for at, count in arrived if end - 1 < at <= end) for end, _ in arrived)
    print(f"R16: 50 freezes, at most {worst} of 90 batches in a second")
    assert worst <= 90
