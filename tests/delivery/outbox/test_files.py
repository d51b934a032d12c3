"""R14 and R15: repairs that are killed or watched, and files that vanish while they are in use.

``MPARTICLE_STRESS=1`` kills a repair at each of its system calls (it needs strace), alone and beside a writer, and lets
files vanish 200 times.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mparticle_facade.delivery import outbox as outbox_package
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
from parts.queue_rules import holds, names

STRESS = bool(os.environ.get("MPARTICLE_STRESS"))
SEED = os.environ.get("MPARTICLE_SEED", "14")
PAGE = 4096
CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,link,unlink,flock,fchmod,fchown,close"

needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")


def batch(name):
    return New(b'{"source_request_id":"%s","p":"%s"}' % (name.encode(), b"x" * 600), name)


def damaged(directory):
    """An outbox of 100 batches with a page that is spoilt, and the names of those that are whole."""
    path = directory / "events.outbox"
    with Outbox(path) as outbox:
        outbox.put([batch(f"r{number}") for number in range(100)])
    data = path.read_bytes()
    spoilt = data[8 * PAGE : 9 * PAGE]
    path.write_bytes(data[: 8 * PAGE] + b"\xff" * PAGE + data[9 * PAGE :])
    return path, {f"r{number}" for number in range(100) if b'"r%d"' % number not in spoilt}


REPAIR = """
import logging, sys
logging.disable(logging.CRITICAL)
from mparticle_facade.delivery import outbox as outbox_package
from mparticle_facade.delivery.outbox import Outbox
with Outbox(sys.argv[1]) as outbox:
    outbox.head(1000)
"""

DIE_AT = """
import os, signal, sys
steps = int(sys.argv[2])
def count(name, real):
    def counted(*arguments, **settings):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **settings)
    return counted
for name in ("rename", "link", "unlink", "open", "fsync", "close"):
    setattr(os, name, count(name, getattr(os, name)))
"""


def whole_after(path, expected):
    with Outbox(path) as outbox:
        found = names(outbox.head(10**9))
        counts = outbox.counts()
        assert holds(counts)
        assert counts.pending == len(found)
    assert expected <= set(found)
    assert len(set(found)) == len(found)
    left = [each.name for each in path.parent.iterdir() if "rescu" in each.name]
    assert left == [], "nothing of the repair is left"


@needs_posix
@pytest.mark.parametrize("step", range(1, 40, 1 if STRESS else 4))
def test_r14_a_repair_that_is_killed_is_finished_by_the_next(tmp_path, step):
    path, whole = damaged(tmp_path)
    subprocess.run([sys.executable, "-c", DIE_AT + REPAIR, str(path), str(step)], check=False)
    whole_after(path, whole)


@pytest.mark.skipif(not STRESS or shutil.which("strace") is None, reason="needs strace, and time")
@pytest.mark.parametrize("writer", [False, True])
def test_r14_killed_at_each_system_call(tmp_path, writer):
    first = tmp_path / "first"
    first.mkdir()
    path, _ = damaged(first)
    trace = first / "trace"
    command = [sys.executable, "-c", REPAIR, str(path)]
    subprocess.run(["strace", "-f", "-o", trace, "-e", f"trace={CALLS}", *command], check=True)
    lines = [line for line in trace.read_text().splitlines() if "(" in line]
    begins = next(at for at, line in enumerate(lines) if "events.outbox" in line)
    ends = max(at for at, line in enumerate(lines) if "events.outbox" in line) + 1
    kinds = [re.search(r"(\w+)\(", line)[1] for line in lines]
    killed = 0
    for at in range(begins, ends):
        directory = tmp_path / f"{at}"
        directory.mkdir()
        path, whole = damaged(directory)
        other = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE) if writer else None
        when = kinds[: at + 1].count(kinds[at])
        inject = f"inject={kinds[at]}:signal=KILL:when={when}"
        command = [sys.executable, "-c", REPAIR, str(path)]
        subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", inject, *command], check=False)
        if other is not None:
            other.terminate()
            whole |= set(other.communicate()[0].decode().split())
        whole_after(path, whole)
        shutil.rmtree(directory)
        killed += 1
    print(f"R14: {killed} kills{' beside a writer' * writer}, 0 lost, 0 doubled")


WRITE = """
import itertools, logging, os, signal, sys
logging.disable(logging.CRITICAL)
from mparticle_facade.delivery import outbox as outbox_package
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
stop = []
signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
outbox = Outbox(sys.argv[1], patience=30)
for number in itertools.count():
    if stop:
        break
    name = f"w{os.getpid()}-{number}"
    outbox.put([New(b'{"source_request_id":"%s","p":"%s"}' % (name.encode(), b"x" * 300), name)])
    os.write(1, f"{name}\\n".encode())
outbox.close()
"""


@needs_posix
def test_r14_a_repair_beside_writers(tmp_path):
    """Each finds or sees the damage, one repairs, and what all of them were told is accepted is there."""
    path, whole = damaged(tmp_path)
    writers = [subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE) for _ in range(3)]
    for writer in writers:
        assert writer.stdout.readline(), "it writes"
    for writer in writers:
        writer.terminate()
    for writer in writers:
        whole |= set(writer.communicate()[0].decode().split()[1:])
    whole_after(path, whole)
    assert len(list(tmp_path.glob("*.corrupt-*Z"))) == 1


@needs_posix
def test_a_repair_keeps_mode_owner_and_link(tmp_path):
    path, whole = damaged(tmp_path)
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12_345, 54_321)
    link = tmp_path / "link"
    link.symlink_to(path)
    before = path.stat()
    whole_after(link, whole)
    after = path.stat()
    assert link.is_symlink()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert after.st_ino != before.st_ino


def test_a_new_outbox_is_for_its_user_alone(tmp_path):
    before = os.umask(0o022)
    try:
        outbox = Outbox(tmp_path / "events.outbox")
        outbox.put([batch("a")])
        assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {0o600}
        outbox.close()
    finally:
        os.umask(before)


VANISH = {
    "deleted": lambda path: path.unlink(),
    "moved": lambda path: path.rename(path.with_name("moved")),
    "log deleted": lambda path: path.with_name(f"{path.name}-wal").unlink(),
    "index deleted": lambda path: path.with_name(f"{path.name}-shm").unlink(),
    "both deleted": lambda path: [path.with_name(path.name + suffix).unlink() for suffix in ("-wal", "-shm")],
    "all deleted": lambda path: [each.unlink() for each in path.parent.glob("events.outbox*")],
    "replaced": lambda path: (path.unlink(), shutil.copy(path.with_name("other"), path)),
}


@needs_posix
@pytest.mark.parametrize("newcomer", [False, True])
@pytest.mark.parametrize("how", VANISH)
def test_r15_what_was_accepted_before_files_vanish_is_there_afterwards(tmp_path, how, newcomer):
    """By the process that had them open; a newcomer that opens the old name meanwhile is no harm, either."""
    chance = random.Random(SEED + how)
    for attempt in range(15 if STRESS else 1):
        directory = tmp_path / str(attempt)
        directory.mkdir()
        path = directory / "events.outbox"
        with Outbox(directory / "other") as other:
            other.put([batch("other")])
        first = Outbox(path)
        expected = set()
        for number in range(chance.randint(1, 60)):
            first.put([batch(f"a{number}")])
            expected.add(f"a{number}")
        if chance.random() < 0.5:
            first._checkpointed_at = float("-inf")
            first.claim()
        VANISH[how](path)
        # Not where another outbox is laid beside the log of this one: a newcomer can't know that it is not its own.
        if newcomer and how in ("deleted", "moved", "all deleted"):
            second = Outbox(path)
            second.put([batch("b")])
            expected.add("b")
        first.put([batch("after")])
        expected.add("after")
        first.claim()
        found = names(first.head(10_000))
        assert expected <= set(found), how
        assert len(set(found)) == len(found)
        assert holds(first.counts())
        if newcomer and "b" in expected:
            assert names(second.head(10_000)) == found, "all see the same"
            second.close()
        first.close()
        with Outbox(path) as again:
            assert names(again.head(10_000)) == found
    print(f"R15: {how}: nothing lost")


def test_no_statement_numbers_its_placeholders() -> None:
    """From Python 3.12 on that is a warning, from 3.14 on an error; `make test-pythons` runs the statements there."""
    for path in Path(outbox_package.__file__).parent.glob("*.py"):
        assert not re.search(r"[=(,] ?\?[0-9]", path.read_text("utf-8")), path
