"""``kill -9`` at random moments, while two processes append to one outbox and a third takes out.

``MPARTICLE_STRESS=1`` kills 300 times instead of 12.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from mparticle_facade.delivery.outbox import Outbox
from parts.queue_rules import holds, names

KILLS = 300 if os.environ.get("MPARTICLE_STRESS") else 12

WRITER = """
import sys
import threading
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
path, writer, number, durability = sys.argv[1:]
outbox = Outbox(path, durability=durability, max_batches=2000, when_full="block", patience=60)
number = int(number)
while True:
    several = [New(b"x" * 2000, f"{writer}:{number + i}") for i in range(1 + number % 3)]
    outbox.put(several)
    number += len(several)
    print(number, flush=True)
"""

TAKER = """
import sys
import threading
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import DeadLetter
outbox = Outbox(sys.argv[1])
outbox.claim()
while True:
    entries = outbox.head(40)
    for entry in entries:
        print(entry.source_request_id, flush=True)
    dead = [DeadLetter(e.sequence, e.payload, e.source_request_id, e.accepted_ms, 1, 400, "bad") for e in entries[:1]]
    outbox.settle(entries[1:], dead)
"""


class Running:
    """A process, and all that it says; somebody always reads, so that it never waits."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-c", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        self.said = threading.Condition()
        self.ended = False
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                with self.said:
                    self.lines.append(line.strip())
                    self.said.notify()
        with self.said:
            self.ended = True
            self.said.notify()

    def wait_for(self, lines: int) -> None:
        with self.said:
            self.said.wait_for(lambda: len(self.lines) >= lines or self.ended)
        assert not self.ended

    def kill(self) -> list[str]:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return self.lines


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_nothing_accepted_is_lost_and_nothing_counts_twice(tmp_path):
    """Accepted is what a writer was told: it is taken out, a dead letter, or still pending, in the writer's order."""
    chance = random.Random(os.environ.get("MPARTICLE_SEED", "6"))
    path = tmp_path / "events.outbox"
    taken: list[str] = []
    told = {"a": 0, "b": 0}

    def start(name):
        if name == "taker":
            return Running(TAKER, str(path))
        return Running(WRITER, str(path), name, str(told[name]), chance.choice(["process", "power"]))

    def kill(name, running):
        lines = running.kill()
        if name == "taker":
            taken.extend(lines)
        elif lines:
            told[name] = int(lines[-1])

    def next_number(outbox, writer):
        """What was in the making when the writer was killed may be there, though nobody was told."""
        there = [*taken, *running["taker"].lines, *names(outbox.head(10**9)), *names(outbox.dead_letters())]
        return max([told[writer], *(int(name[2:]) + 1 for name in there if name[0] == writer)])

    running = {name: start(name) for name in ("a", "b", "taker")}
    try:
        for _ in range(KILLS):
            name = chance.choice(list(running))
            running[name].wait_for(chance.randrange(60))
            kill(name, running[name])
            with Outbox(path) as outbox:
                assert holds(outbox.counts())
                if name != "taker":
                    told[name] = next_number(outbox, name)
            running[name] = start(name)
    finally:
        for name, each in running.items():
            kill(name, each)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [(pending_rows, dead_rows)] = db.execute("SELECT (SELECT count(*) FROM pending), (SELECT count(*) FROM dead)")
    with Outbox(path) as outbox:
        counts = outbox.counts()
        pending, dead = names(outbox.head(10**9)), names(outbox.dead_letters())
    assert (counts.pending, counts.dead) == (pending_rows, dead_rows)
    assert len(set(pending)) == len(pending)
    assert not set(pending) & set(dead)
    for writer in "ab":
        ours = sorted({int(name[2:]) for name in [*taken, *pending] if name[0] == writer})
        assert ours[: told[writer]] == list(range(told[writer])), "all that was accepted"
        waiting = [int(name[2:]) for name in pending if name[0] == writer]
        assert waiting == sorted(waiting)
