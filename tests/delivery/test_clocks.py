"""R16: clocks that are set while something waits, and senders that are frozen.

``MPARTICLE_STRESS=1`` sets them 50 times as often, and freezes real processes.
"""

from __future__ import annotations

import itertools
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
from mparticle_facade.delivery.moments import Moment
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
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


class Clocks:
    """The system's, as far as a queue asks for them: one is set, the other is not."""

    def __init__(self, queues):
        self.wall_ms, self.passed_ms = 1_800_000_000_000, 5_000_000
        for queue in queues:
            queue._now = lambda: Moment(self.wall_ms, "this start", self.passed_ms)

    def passes(self, seconds):
        self.wall_ms += int(seconds * 1000)
        self.passed_ms += int(seconds * 1000)

    def is_set(self, seconds):
        self.wall_ms += int(seconds * 1000)


@pytest.mark.parametrize("kind", ["outbox", "memory"])
@pytest.mark.parametrize("step", [-366 * 86_400, -1, 1, 3600, 366 * 86_400])
def test_r16_a_hold_is_as_long_as_asked_whatever_is_done_to_the_clock(tmp_path, kind, step):
    queue = Outbox(tmp_path / "events.outbox") if kind == "outbox" else MemoryQueue()
    clocks = Clocks([queue])
    queue.hold_until(clocks.wall_ms / 1000 + 900)
    clocks.passes(300)
    clocks.is_set(step)
    assert queue.held_until() == clocks.wall_ms / 1000 + 600
    clocks.passes(599.9)
    assert queue.held_until() == clocks.wall_ms / 1000 + 0.1
    clocks.passes(0.2)
    assert queue.held_until() == 0
    queue.close()


@pytest.mark.parametrize("step", [-366 * 86_400, -1, 1, 3600, 366 * 86_400])
def test_r16_a_lease_is_neither_lost_nor_kept_by_setting_the_clock(tmp_path, step):
    """By another machine's name, so that only the lease says whether the sender lives."""
    path = tmp_path / "events.outbox"
    with Outbox(path, lease=30) as first, Outbox(path, lease=30) as second:
        clocks = Clocks([first, second])
        first._me = first._me._replace(host="another")
        assert first.claim()
        clocks.passes(10)
        clocks.is_set(step)
        assert not second.claim()
        clocks.passes(19.9)
        assert not second.claim()
        clocks.passes(0.2)
        assert second.claim()
        assert not first.claim()


def test_r16_what_was_noted_before_the_machine_started_counts_by_the_time_of_day(tmp_path):
    path = tmp_path / "events.outbox"
    with Outbox(path) as before, Outbox(path) as after:
        clocks = Clocks([before])
        before.hold_until(clocks.wall_ms / 1000 + 900)
        after._now = lambda: Moment(clocks.wall_ms + 100_000, "another start", 1_000)
        assert after.held_until() == clocks.wall_ms / 1000 + 900
        assert after.claim()
        after.release()
        assert after.held_until() == clocks.wall_ms / 1000 + 900


def test_r16_a_repair_keeps_a_hold(tmp_path):
    path = tmp_path / "events.outbox"
    with Outbox(path) as outbox:
        outbox.put([New(b'{"source_request_id":"a"}', "a")])
        until = time.time() + 900
        outbox.hold_until(until)
    data = bytearray(path.read_bytes())
    data[20:24] = bytes(4)
    path.write_bytes(data)
    with Outbox(path) as outbox:
        assert abs(outbox.held_until() - until) < 0.05
        (left,) = outbox._db.execute("SELECT hold_boot_ms - ? FROM state", (outbox._now().boot_ms,)).fetchone()
        assert left > 800_000 or not outbox._now().boot
    assert list(tmp_path.glob("*.corrupt-*"))


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
    starts = sorted(at for at, _ in arrived)
    nearest = min(later - at for at, later in itertools.pairwise(starts))
    print(f"R16: 50 freezes, at most {worst} of 90 batches in a second; two requests at least {nearest:.3f} s apart")
    assert worst <= 90
