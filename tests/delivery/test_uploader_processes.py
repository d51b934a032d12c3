"""Delivery and the life of processes: kill -9, the end without a word, forks, several on one outbox.

Each test runs in a reduced size; ``MPARTICLE_STRESS=1`` (`make test-stress`) runs the full one, figures checked.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import mparticle_facade as mparticle
from mparticle_facade.delivery import sender
from mparticle_facade.delivery.uploader import Uploader
from parts.clients import batch, impatient
from parts.counting import CountingServer, Moods
from parts.server import ScriptedServer
from parts.steps import answer, stall

STRESS = os.environ.get("MPARTICLE_STRESS") == "1"
PRELUDE = """
import os, sys, time
import mparticle_facade as mparticle
from parts.clients import batch, impatient
from mparticle_facade.delivery import sender
from mparticle_facade.delivery.uploader import Uploader
HOST, PLACE, WHERE = {host!r}, {place!r}, {where!r}
def uploader(**options):
    sender._FIRST_BACKOFF = 0.05
    return Uploader(impatient(HOST), PLACE, **{{"flush_interval": 0.05, "max_batches_per_second": None, **options}})
def note(line):
    with open(WHERE, "a") as notes:
        notes.write(line + "\\n")
def upload_some(uploader, name, count=10):
    for number in range(count):
        for identity in uploader.upload(batch(f"{{name}}-{{number}}")):
            note(identity)
"""


class Programs:
    """Runs programs that share an outbox, or keep their batches in memory; what they accepted is in a file of notes."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.outbox = directory / "events.outbox"
        self.notes = directory / "notes"
        self.notes.touch()
        self.started: list[subprocess.Popen[str]] = []

    def start(self, host: str, program: str, *, durable: bool) -> subprocess.Popen[str]:
        prelude = PRELUDE.format(host=host, place=str(self.outbox) if durable else None, where=str(self.notes))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", prelude + program],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.started.append(process)
        return process

    def run(self, host: str, program: str, *, durable: bool, code: int = 0) -> tuple[list[str], str]:
        """The lines of its output, and what it said on stderr."""
        process = self.start(host, program, durable=durable)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, err
        return out.splitlines(), err

    @property
    def accepted(self) -> list[str]:
        return self.notes.read_text().splitlines()

    @property
    def left(self) -> list[str]:
        with mparticle.Outbox(self.outbox) as outbox:
            return [entry.source_request_id for entry in outbox.head(1_000_000)]


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    programs = Programs(tmp_path)
    yield programs
    for process in programs.started:
        process.kill()
        process.communicate()


@pytest.fixture(params=[False, True], ids=["memory", "outbox"])
def durable(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


# -- R1: kill -9 ------------------------------------------------------------------------------------------------------

R1 = """
import itertools
notes = os.open(WHERE, os.O_WRONLY | os.O_APPEND)
with uploader() as u:
    print("ready", flush=True)
    for number in itertools.count():
        (identity,) = u.upload(batch(f"{os.getpid()}-{number}"))
        os.write(notes, identity.encode() + b"\\n")
        if number % 5 == 4:
            time.sleep(0.03)
"""


def test_r1_kill_9_loses_nothing_and_doubles_nothing(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = 50 if STRESS else 3
    chance = random.Random(1)
    moods = Moods(refused=0.08, taken_and_reset=0.1, reset=0.02, limited=0.02)
    with CountingServer(moods, seed=1) as server:
        running = [programs.start(server.host, R1, durable=True) for _ in range(2)]
        for _ in range(kills):
            victim = running.pop(0)
            assert victim.stdout is not None
            assert victim.stdout.readline() == "ready\n", victim.communicate()
            time.sleep(chance.uniform(0.2, 2.0))  # a moment like any other
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            running.append(programs.start(server.host, R1, durable=True))
        for process in running:
            process.kill()
            process.wait()
        accepted = programs.accepted
        assert len(set(accepted)) == len(accepted) > kills
        monkeypatch.setattr(sender, "_FIRST_BACKOFF", 0.05)
        with Uploader(impatient(server), programs.outbox, max_batches_per_second=None) as uploader:
            assert uploader.flush(300)
        lost = set(accepted) - server.taken
        assert not lost, f"{len(lost)} of {len(accepted)} lost"
        unanswered = len(server.taken) - len(accepted)  # accepted, and killed before that could be noted
        assert 0 <= unanswered <= kills + 2
        assert all(len(digests) == 1 for digests in server.digests.values()), "every attempt is the same bytes"
        contents = [digest for digests in server.digests.values() for digest in digests]
        assert len(set(contents)) == len(server.digests), "no batch under two ids"
        again = sum(server.arrivals.values()) - len(server.taken)
        print(f"R1: {kills} kills, {len(accepted)} accepted, {len(lost)} lost, {again} taken again under the same id")


# -- R2: the end without a word ---------------------------------------------------------------------------------------

R2 = """
u = uploader(max_batches_per_second=270, on_dropped=lambda entry, reason: note("dropped"))
upload_some(u, "r2", 1000)
print(time.time())
"""


@pytest.mark.parametrize(
    ("durable", "latency"), [*itertools.product([False, True], [0.05, 0.5])] if STRESS else [(False, 0.05), (True, 0.5)]
)
def test_r2_a_plain_exit_loses_nothing_without_a_trace(programs: Programs, durable: bool, latency: float) -> None:
    with CountingServer(latency=latency) as server:
        lines, err = programs.run(server.host, R2, durable=durable)
        elapsed = time.time() - float(lines[0])
        dropped = programs.accepted.count("dropped")
        accepted = set(programs.accepted) - {"dropped"}
        assert len(accepted) == 1000
        if durable:
            assert accepted == server.taken | set(programs.left)
            assert dropped == 0
        else:
            assert len(server.taken) + dropped >= 1000
            assert (f"{dropped} batches are dropped" in err) == (dropped > 0)
        print(f"R2: {latency} s, {durable=}: {len(server.taken)} delivered, {dropped} dropped, exit in {elapsed:.2f} s")
        if STRESS:
            assert elapsed <= 2.1


def test_r2_a_server_that_never_answers_does_not_keep_a_process(programs: Programs, durable: bool) -> None:
    with ScriptedServer(stall()) as server:
        programs.run(server.host, 'upload_some(uploader(exit_timeout=0.2), "x")', durable=durable)
        if durable:
            assert programs.left == programs.accepted


def test_several_uploaders_share_the_time_at_the_end(programs: Programs) -> None:
    program = """
for number in range(3):
    upload_some(uploader(exit_timeout=0.5), str(number))
print(time.time())
"""
    with ScriptedServer(stall()) as server:
        programs.run(server.host, program, durable=False)


def test_an_uploader_that_nobody_refers_to_any_more_delivers(programs: Programs) -> None:
    with CountingServer() as server:
        programs.run(
            server.host, 'import gc; upload_some(uploader(flush_interval=60), "x"); gc.collect()', durable=False
        )
        assert server.taken == set(programs.accepted) != set()


LATE = """
import atexit
from mparticle_facade.delivery import lifecycle
def late():
    try:
        upload_some(u, "late", 1)
    except RuntimeError as error:
        note(f"refused: {error}")
atexit.unregister(lifecycle.at_exit)
atexit.register(late)
atexit.register(lifecycle.at_exit)  # the last that is registered is the first to run
u = uploader()
upload_some(u, "early", 1)
"""


def test_uploads_at_exit_go_to_the_outbox_or_are_refused(programs: Programs, durable: bool) -> None:
    with CountingServer() as server:
        programs.run(server.host, LATE, durable=durable)
        early, late = programs.accepted
        assert early in server.taken
        if durable:
            assert programs.left == [late]
        else:
            assert late.startswith("refused: ")


# -- R3: forks --------------------------------------------------------------------------------------------------------

FORK = """
u = uploader()
upload_some(u, "parent-before")
children = []
for number in range(8):
    pid = os.fork()
    if pid == 0:
        assert u.stats().pending == 0 or PLACE, "those are the parent's"
        upload_some(u, f"child-{number}")
        END
    children.append(pid)
upload_some(u, "parent-after")
for pid in children:
    assert os.waitpid(pid, 0)[1] == 0
"""
ENDS = {
    "exit": "sys.exit()",
    "close": "u.close(); os._exit(0)",
    "flush": "assert u.flush() or PLACE, 'others may go on filling it'; os._exit(0)",
}


@pytest.mark.parametrize(
    ("durable", "end"),
    [(durable, end) for durable in (False, True) for end in ENDS if STRESS or not durable or end == "exit"],
)
def test_r3_parent_and_children_each_deliver_their_own_once(programs: Programs, durable: bool, end: str) -> None:
    with CountingServer() as server:
        _, err = programs.run(server.host, FORK.replace("END", ENDS[end]), durable=durable)
        if durable:  # whoever was the sender at the end may have left some to the next
            with Uploader(impatient(server), programs.outbox) as uploader:
                assert uploader.flush(30)
        assert len(programs.accepted) == 100, err
        assert server.taken == set(programs.accepted)
        assert set(server.arrivals.values()) == {1}, "once each"


MULTIPROCESSING = """
import multiprocessing
def work(number):
    upload_some(u, f"child-{number}")
u = uploader(flush_interval=60)
upload_some(u, "parent")
context = multiprocessing.get_context("fork")
workers = [context.Process(target=work, args=(number,)) for number in range(4)]
for worker in workers: worker.start()
for worker in workers: worker.join()
assert [worker.exitcode for worker in workers] == [0] * 4
"""


def test_r3_children_of_multiprocessing_deliver_at_their_end(programs: Programs) -> None:
    """They end without atexit."""
    with CountingServer() as server:
        programs.run(server.host, MULTIPROCESSING, durable=False)
        assert len(programs.accepted) == 50
        assert server.taken == set(programs.accepted)
        assert set(server.arrivals.values()) == {1}


def test_r3_a_fork_in_the_middle_of_uploads_hangs_nobody(programs: Programs, durable: bool) -> None:
    program = """
import threading
u = uploader()
stop = threading.Event()
def busy(name):
    number = 0
    while not stop.is_set():
        for identity in u.upload(batch(f"{name}-{number}")):
            note(identity)
        number += 1
        time.sleep(0.001)
threads = [threading.Thread(target=busy, args=(str(n),)) for n in range(3)]
for thread in threads: thread.start()
for number in range(6):
    pid = os.fork()
    if pid == 0:
        upload_some(u, f"child-{number}", 2)
        u.close()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
stop.set()
for thread in threads: thread.join()
u.close(30)
"""
    with CountingServer() as server:
        programs.run(server.host, program, durable=durable)
        assert server.taken == set(programs.accepted)


TERMINATED = """
import multiprocessing, signal
def work():
    u = uploader()
    upload_some(u, "child")
    with u._queue._lock:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0)
    signal.pause()
child = multiprocessing.get_context("fork").Process(target=work)
child.start()
child.join()
print(child.exitcode)
"""


def test_r3_a_child_that_is_terminated_in_the_middle_of_an_upload_delivers(programs: Programs) -> None:
    """With the lock in its hands that the thread needs which delivers."""
    with CountingServer() as server:
        lines, _ = programs.run(server.host, TERMINATED, durable=False)
        assert lines == [str(-signal.SIGTERM)]
        assert server.taken == set(programs.accepted)
        assert len(server.taken) == 10


# -- R5: the pace -----------------------------------------------------------------------------------------------------

R5 = """
u = uploader(max_batches_per_second=270)
upload_some(u, f"{os.getpid()}", COUNT)
while u.stats().pending:
    u.flush(10)
u.close()
"""


def test_r5_processes_on_one_outbox_share_the_limit(programs: Programs) -> None:
    processes, each = (4, 7500) if STRESS else (2, 250)
    with CountingServer() as server:
        running = [programs.start(server.host, R5.replace("COUNT", str(each)), durable=True) for _ in range(processes)]
        for process in running:
            _, err = process.communicate(timeout=300)
            assert process.returncode == 0, err
        assert len(server.taken) == processes * each
        times = server.times
        most = max(sum(n for at, n in times if start <= at < start + 1) for start, _ in times)
        took = times[-1][0] - times[0][0]
        print(f"R5: {processes} processes, {processes * each} batches in {took:.1f} s, at most {most} in any second")
        assert most <= 270
        if STRESS:
            assert took <= 124


# -- R6 ---------------------------------------------------------------------------------------------------------------


def test_r6_retry_after_survives_the_process(programs: Programs) -> None:
    with ScriptedServer(answer(429, retry_after="2"), answer()) as server:
        programs.run(server.host, 'u = uploader(exit_timeout=0); upload_some(u, "x"); u.flush(1)', durable=True)
        assert len(server.requests) == 1
        with mparticle.Outbox(programs.outbox) as outbox:
            until = outbox.held_until()
        with Uploader(impatient(server), programs.outbox, flush_interval=0) as uploader:
            assert uploader.stats().held_until == until
            assert uploader.flush(10)
        assert time.time() >= until - 0.01
        assert len(server.requests) == 2


# -- R10 --------------------------------------------------------------------------------------------------------------

R10 = """
u = uploader(exit_timeout=0)
upload_some(u, "r10", COUNT)
while u.stats().requests < 3:
    time.sleep(0.01)
os.kill(os.getpid(), 9)
"""


def test_r10_ambiguous_failures_and_a_restart_between_double_nothing(programs: Programs) -> None:
    count = 1000 if STRESS else 200
    with CountingServer(Moods(taken_and_reset=1.0)) as server:
        programs.run(server.host, R10.replace("COUNT", str(count)), durable=True, code=-signal.SIGKILL)
        server.moods = Moods(taken_and_reset=0.5)
        with Uploader(impatient(server), programs.outbox, max_batches_per_second=None) as uploader:
            assert uploader.flush(300)
        assert server.taken == set(programs.accepted)
        assert len(server.taken) == count
        assert all(len(digests) == 1 for digests in server.digests.values())
        print(f"R10: {count} ids, {sum(server.arrivals.values())} arrivals, bytes identical")


# -- freezing ---------------------------------------------------------------------------------------------------------

FROZEN = """
u = Uploader(impatient(HOST), mparticle.Outbox(PLACE, lease=1.0), flush_interval=0.05, max_batches_per_second=None)
upload_some(u, "before")
assert u.flush()
print("idle", flush=True)
sys.stdin.readline()
upload_some(u, "after")
assert u.flush(20)
u.close()
"""


def test_a_frozen_sender_is_replaced_and_goes_on_when_it_thaws(programs: Programs) -> None:
    """A suspended container: its claim runs out, and what it does later still counts once."""
    with CountingServer() as server:
        process = programs.start(server.host, FROZEN, durable=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "idle\n", process.communicate()
        process.send_signal(signal.SIGSTOP)
        with (
            mparticle.Outbox(programs.outbox, lease=1.0) as outbox,
            Uploader(impatient(server), outbox, flush_interval=0.05) as uploader,
        ):
            (mine,) = uploader.upload(batch())
            assert uploader.flush(30)
            process.send_signal(signal.SIGCONT)
        _, err = process.communicate("go on\n", timeout=60)
        assert process.returncode == 0, err
        assert server.taken == {mine, *programs.accepted}
        assert set(server.arrivals.values()) == {1}
