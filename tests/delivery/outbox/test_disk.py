"""A disk that is full, of the outbox's own backlog or of other things: a real one, where root may mount it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess

import pytest

import mparticle_facade as mparticle
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
from mparticle_facade.errors import OutboxError
from parts.clients import impatient
from parts.queue_rules import holds, names
from parts.server import ScriptedServer
from parts.steps import answer, by

MB = 1_000_000


@pytest.fixture
def disk(tmp_path):
    """6 MB."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(tmp_path)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def fill_up(disk):
    """With something that is not the outbox's."""
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def batch(number, size=3000):
    return New(b'{"source_request_id":"%d","p":"%s"}' % (number, b"x" * size), str(number))


def until_full(put):
    accepted = []

    def put_all():
        for number in range(10_000):
            accepted.extend(put(number))

    with pytest.raises(OutboxError, match="no room on the disk"):
        put_all()
    return accepted


def test_a_backlog_that_fills_the_disk_is_delivered_when_the_service_is_back(disk):
    serves = []
    large = mparticle.Batch("development", user_attributes={"pad": "x" * 3000})
    with ScriptedServer(by(lambda _: answer(202 if serves else 503))) as server:
        uploader = mparticle.Uploader(
            impatient(server), disk / "events.outbox", max_batches_per_second=None, flush_interval=0.01
        )
        accepted = until_full(lambda _: uploader.upload(large.to_dict()))
        assert len(accepted) > 200
        serves.append(True)
        assert uploader.flush(60)
        assert {each["source_request_id"] for r in server.requests for each in r.batches} == set(accepted)
        stats = uploader.stats()
        assert (stats.delivered, stats.pending, stats.dead, stats.dropped) == (len(accepted), 0, 0, 0)
        uploader.upload(large.to_dict())
        uploader.close(10)
    assert (disk / "events.outbox").stat().st_size < MB, "it shrinks again"


def test_what_others_fill_stops_nothing_for_good(disk):
    """No delivery can be noted, nothing moved into the file, nothing shrunk: and all of it later."""
    with Outbox(disk / "events.outbox") as outbox:
        accepted = until_full(lambda number: outbox.put([batch(number)]))
        fill_up(disk)
        outbox._checkpointed_at = float("-inf")
        for work in (outbox.claim, lambda: outbox.settle(accepted, [])):
            with contextlib.suppress(OutboxError):
                work()
        (disk / "filler").unlink()
        outbox.settle(accepted, [])
        assert outbox.counts() == (len(accepted), len(accepted), 0, 0, 0)
        outbox.put([batch(1)])


def test_a_full_disk_at_opening(disk):
    fill_up(disk)
    with pytest.raises(OutboxError, match="free some space"):
        Outbox(disk / "events.outbox")
    (disk / "filler").unlink()
    with Outbox(disk / "events.outbox") as outbox:
        outbox.put([batch(1)])


def test_a_full_disk_in_a_repair(disk):
    path = disk / "events.outbox"
    with Outbox(path) as outbox:
        outbox.put([batch(number) for number in range(300)])
    fill_up(disk)
    with path.open("r+b") as file:
        file.seek(20)
        file.write(bytes(4))
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(OutboxError, match="free some space"):
            Outbox(path)
        assert path.read_bytes() == before
        assert not list(disk.glob("*resc*")), "what is left of the copy takes no room"
    (disk / "filler").unlink()
    with Outbox(path) as outbox:
        assert names(outbox.head(2000)) == [str(number) for number in range(300)]
        assert holds(outbox.counts())
