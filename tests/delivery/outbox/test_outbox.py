"""The queue in a file: the rules of all queues, and what only a file can do or suffer."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from mparticle_facade.delivery.lease import Holder
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.outbox import file as outbox_file
from mparticle_facade.delivery.outbox.look import look
from mparticle_facade.errors import ConfigurationError, OutboxError, QueueFullError
from parts.privileges import unprivileged
from parts.queue_rules import Clock, QueueRules, holds, letter, names, new

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def fill(outbox, size):
    for number in range(1000):
        outbox.put(new(number, size=size))


class TestOutbox(QueueRules):
    def queue(self, directory, **settings):
        return Outbox(directory / "events.outbox", **settings)

    def test_it_survives_being_closed(self, make, clock):
        first = make()
        entries = first.put(new(*"abcd"))
        first.settle([entries[0]], [letter(entries[1])])
        first.hold_until(clock.now + 900)
        first.close()
        second = make()
        assert second.head(10) == entries[2:]
        assert second.dead_letters() == [letter(entries[1])]
        assert second.counts() == (4, 1, 2, 1, 0)
        assert second.held_until() == clock.now + 900
        assert second.put(new("e"))[0].sequence == 5

    def test_closed_is_closed(self, make):
        outbox = make()
        outbox.close()
        outbox.close()
        with pytest.raises(OutboxError, match="is closed"):
            outbox.put(new("a"))

    def test_the_last_to_leave_tidies_up(self, make, tmp_path):
        first, second = make(), make()
        first.put(new("a"))
        second.put(new("b"))
        first.close()
        second.close()
        assert [path.name for path in tmp_path.iterdir()] == ["events.outbox"]

    @pytest.mark.parametrize(("durability", "synchronous"), [("process", 1), ("power", 2)])
    def test_the_durability_is_sqlites_own(self, make, durability, synchronous):
        outbox = make(durability=durability)
        outbox.put(new("a"))
        assert outbox._db.execute("PRAGMA synchronous").fetchone() == (synchronous,)
        assert outbox._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    def test_several_share_a_file(self, make):
        first, second = make(), make()
        for number in range(10):
            (first, second)[number % 2].put(new(number))
        assert names(first.head(20)) == names(second.head(20)) == [str(number) for number in range(10)]
        second.settle(first.head(5), [])
        first.settle(second.head(2), [letter(entry) for entry in second.head(3, after=7)])
        assert first.counts() == second.counts() == (10, 7, 0, 3, 0)
        assert second.requeue() == (3, 0)
        assert names(first.head(20)) == ["7", "8", "9"]

    def test_several_fill_it(self, make):
        """Each learns by its puts what the others did."""
        first, second = make(max_batches=4), make(max_batches=4)
        first.put(new(*"ab"))
        second.put(new("c"))
        first.put(new("d"))
        with pytest.raises(QueueFullError):
            first.put(new("e"))
        second.settle(second.head(2), [])
        first.put(new(*"ef"))

    # -- the size of the file -----------------------------------------------------------------------------------------

    def test_bytes_are_limited(self, make, tmp_path):
        outbox = make(max_bytes=2_000_000)
        with pytest.raises(QueueFullError, match=r"2000000 bytes.*Nothing was accepted.*max_bytes"):
            fill(outbox, size=10_000)
        counts = outbox.counts()
        assert 100 < counts.accepted < 200
        assert counts.pending == counts.accepted
        outbox.settle(outbox.head(50), [letter(entry) for entry in outbox.head(50, after=50)])
        for number in range(30):
            outbox.put(new(number, size=10_000))
        outbox.close()
        assert (tmp_path / "events.outbox").stat().st_size <= 2_000_000

    def test_bytes_make_the_oldest_go(self, make):
        outbox = make(max_bytes=2_000_000, when_full="drop_oldest")
        for number in range(500):
            outbox.put(new(number, size=10_000))
        dropped = outbox.take_dropped()
        counts = outbox.counts()
        assert holds(counts)
        assert counts.dropped == len(dropped) > 300
        assert names(dropped) + names(outbox.head(1000)) == [str(number) for number in range(500)]

    def test_dead_letters_alone_can_fill_it(self, make):
        outbox = make(max_bytes=2_000_000, when_full="drop_oldest")
        for number in range(150):
            outbox.settle([], [letter(entry) for entry in outbox.put(new(number, size=10_000))])
        with pytest.raises(QueueFullError, match="dead letters"):
            outbox.put(new("large", size=600_000))
        assert len(outbox.dead_letters()) == 150

    # -- one sender ---------------------------------------------------------------------------------------------------

    def test_one_sends_at_a_time(self, make, clock):
        first, second = make(), make()
        assert first.claim()
        assert not second.claim()
        assert first.claim()
        first.release()
        assert second.claim()
        assert not first.claim()
        second.close()
        assert first.claim()

    def test_a_claim_that_is_renewed_lasts(self, make, clock):
        first, second = make(lease=10), make(lease=10)
        assert first.claim()
        for _ in range(10):
            clock.now += 6
            assert first.claim()
            assert not second.claim()

    def test_a_claim_that_is_not_renewed_ends(self, make, clock):
        first, second = make(lease=10), make(lease=10)
        assert first.claim()
        clock.now += 9.9
        assert not second.claim()
        clock.now += 0.1
        assert second.claim()
        assert not first.claim(), "it notices"
        first.release()
        assert second.claim(), "what is not one's own can't be released"

    def test_what_a_sender_does_that_was_replaced_still_counts_once(self, make, clock):
        first, second = make(lease=10), make(lease=10)
        first.put(new(*"abc"))
        assert first.claim()
        on_their_way = first.head(2)
        clock.now += 11
        assert second.claim()
        second.settle(second.head(1), [])
        first.settle(on_their_way, [])
        second.settle(on_their_way, [])
        assert first.counts() == (3, 2, 1, 0, 0)

    def test_the_dead_are_replaced_at_once(self, make, tmp_path):
        subprocess.run([sys.executable, "-c", CLAIM_AND_DIE, str(tmp_path / "events.outbox")], check=True)
        outbox = make()
        assert outbox.claim()
        assert outbox.held_until() > 0

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
    def test_the_dead_whom_nobody_missed_are_replaced_at_once(self, make, tmp_path):
        with subprocess.Popen([sys.executable, "-c", CLAIM_AND_DIE, str(tmp_path / "events.outbox")]) as process:
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
            assert make().claim()

    def test_those_of_another_machine_are_waited_for(self, make, clock, monkeypatch):
        first, second = make(), make(lease=10)
        gone = Holder("token", "elsewhere", 2**22 + 1)  # more than any pid
        first._me = gone
        assert first.claim()
        assert not second.claim()
        clock.now += 30
        assert second.claim()

    def test_a_clock_set_back_makes_no_claim_longer(self, make, clock, monkeypatch):
        passed = Clock(0)
        monkeypatch.setattr("mparticle_facade.delivery.outbox.queue.monotonic", passed)
        first, second = make(lease=10), make(lease=10)
        assert first.claim()
        clock.now -= 86_400
        assert not second.claim()
        passed.now += 9
        assert not second.claim()
        passed.now += 1
        assert second.claim()

    def test_a_sender_whose_clock_was_set_back_renews(self, make, clock):
        first, second = make(lease=10), make(lease=10)
        assert first.claim()
        clock.now -= 86_400
        assert first.claim()
        clock.now += 10
        assert second.claim(), "after the lease by the new time"

    def test_the_second_after_another_sender_is_quiet(self, make, clock):
        """Its last batches and the first of the next count against one second's rate."""
        first, second = make(), make()
        first.put(new("a"))
        first.claim()
        first.settle(first.head(1), [])
        first.release()
        assert second.claim()
        assert clock.now + 1 <= second.held_until() <= clock.now + 1.1
        clock.now += 1.1
        assert second.held_until() == 0

    def test_who_sent_nothing_leaves_no_quiet(self, make):
        first, second = make(), make()
        first.claim()
        first.head(10)
        first.release()
        assert second.claim()
        assert second.held_until() == 0

    # -- processes ----------------------------------------------------------------------------------------------------

    @needs_fork
    def test_a_child_has_its_own(self, make):
        """Parent and child go on with the file, at the same time; neither spoils the other's."""
        outbox = make()
        outbox.put(new("before"))
        outbox.claim()
        child = os.fork()
        if child == 0:
            ok = not outbox.claim()
            outbox.put(new("child"))
            outbox.close()
            os._exit(0 if ok else 1)
        outbox.put(new("parent"))
        assert os.waitpid(child, 0)[1] == 0
        assert outbox.claim()
        assert sorted(names(outbox.head(10))) == ["before", "child", "parent"]
        with closing(sqlite3.connect(outbox.path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    @needs_fork
    def test_a_fork_waits_for_what_threads_are_doing(self, make):
        outbox = make()
        enough = threading.Event()

        def write() -> None:
            while not enough.is_set():
                outbox.put(new("parent"))

        threads = [threading.Thread(target=write) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(10):
                child = os.fork()
                if child == 0:
                    outbox.put(new("child"))
                    os._exit(0)
                assert os.waitpid(child, 0)[1] == 0
        finally:
            enough.set()
            for thread in threads:
                thread.join()
        assert names(outbox.head(1_000_000)).count("child") == 10
        assert holds(outbox.counts())

    def test_two_processes_append_while_one_drains(self, make, tmp_path):
        outbox = make()
        command = [sys.executable, "-c", APPEND, str(tmp_path / "events.outbox"), "500"]
        with subprocess.Popen([*command, "x"]) as x, subprocess.Popen([*command, "y"]) as y:
            taken = []
            while len(taken) < 1000:
                entries = outbox.head(100)
                outbox.settle(entries, [])
                taken += names(entries)
                assert holds(outbox.counts())
            assert x.wait() == y.wait() == 0
        for writer in "xy":
            assert [name for name in taken if name[0] == writer] == [f"{writer}{number}" for number in range(500)]
        assert outbox.counts() == (1000, 1000, 0, 0, 0)


CLAIM_AND_DIE = """
import os, sys
from mparticle_facade.delivery.outbox import Outbox
outbox = Outbox(sys.argv[1])
assert outbox.claim()
os._exit(0)
"""

APPEND = """
import sys
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import New
outbox = Outbox(sys.argv[1])
for number in range(int(sys.argv[2])):
    outbox.put([New(b"{}", f"{sys.argv[3]}{number}")])
outbox.close()
"""


# -- faults -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.outbox"


@pytest.fixture
def opened(path):
    """Opens the outbox; closes them all in the end."""
    outboxes = []

    def opened(**settings):
        outbox = Outbox(path, **settings)
        outboxes.append(outbox)
        return outbox

    yield opened
    for outbox in outboxes:
        outbox.close()


def filled(path, batches=200, size=3000):
    """A closed outbox with a delivered batch, a dead letter, and the rest pending."""
    with Outbox(path) as outbox:
        entries = outbox.put(new(*range(batches), size=size))
        outbox.settle(entries[:1], [letter(entries[1])])


def set_aside(path):
    return [
        each for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.corrupt-") and each.name[-1] == "Z"
    ]


def damage(path, where, what=b"\xff" * 4096):
    with path.open("r+b") as file:
        file.seek(where)
        file.write(what)


@pytest.mark.parametrize(
    "settings", [{"durability": "full"}, {"when_full": "drop"}, {"max_batches": 0}, {"max_bytes": 1000}]
)
def test_settings_that_cannot_work(path, settings):
    with pytest.raises(ConfigurationError):
        Outbox(path, **settings)
    assert not path.exists()


def test_no_such_directory(tmp_path):
    with pytest.raises(OutboxError, match=r"the directory .*/no does not exist; create it"):
        Outbox(tmp_path / "no" / "events.outbox")


def test_a_directory(tmp_path):
    with pytest.raises(OutboxError, match="is a directory; give the outbox a file of its own"):
        Outbox(tmp_path)


def test_another_programs_database_is_refused(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(OutboxError, match="not an outbox; choose another file"):
        Outbox(path)
    assert path.read_bytes() == before


def test_a_newer_version_is_refused(path):
    filled(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {outbox_file.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(OutboxError, match=r"newer mparticle-facade \(outbox version 3, this one knows 2\); upgrade"):
        Outbox(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what is open")
def test_a_file_that_is_refused_is_let_go(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
    with pytest.raises(OutboxError) as refusal:
        Outbox(path)
    assert refusal.tb is not None  # whoever keeps the error keeps what it knows
    assert not [link for link in Path("/proc/self/fd").iterdir() if link.resolve() == path]


def test_an_older_version_is_brought_up_to_date(path, monkeypatch, opened):
    filled(path)
    monkeypatch.setattr(outbox_file, "VERSION", 4)
    monkeypatch.setattr(
        outbox_file,
        "_MIGRATIONS",
        {2: "ALTER TABLE state ADD COLUMN x;\nUPDATE state SET x = 5;", 3: "ALTER TABLE dead ADD COLUMN y;"},
    )
    outbox = opened()
    assert outbox._db.execute("SELECT x FROM state").fetchone() == (5,)
    assert outbox._db.execute("PRAGMA user_version").fetchone() == (4,)
    assert outbox.counts() == (200, 1, 198, 1, 0)


def test_a_migration_that_fails_changes_nothing(path, monkeypatch, opened):
    filled(path)
    monkeypatch.setattr(outbox_file, "VERSION", 3)
    monkeypatch.setattr(outbox_file, "_MIGRATIONS", {2: "ALTER TABLE state ADD COLUMN x;\nSELECT nonsense;"})
    with pytest.raises(OutboxError):
        Outbox(path)
    monkeypatch.undo()
    assert opened().counts() == (200, 1, 198, 1, 0)


def test_an_empty_file_becomes_an_outbox(path, opened):
    path.touch()
    assert opened().counts() == (0, 0, 0, 0, 0)
    assert set_aside(path) == []


@pytest.mark.skipif(os.name != "posix", reason="needs its permissions")
@pytest.mark.parametrize("exists", [False, True])
def test_a_directory_without_write_permission(path, exists):
    if exists:
        filled(path)
    path.parent.chmod(0o555)
    try:
        with unprivileged(path), pytest.raises(OutboxError, match=r"can't write .*events\.outbox.*permission"):
            Outbox(path)
    finally:
        path.parent.chmod(0o755)


@pytest.fixture
def small_disk(tmp_path):
    """A real one, of 1 MB, where this machine lets us mount it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("needs to mount a disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk(small_disk):
    """The batch is refused, not lost; everything accepted before is there, and it goes on when there is room."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    with Outbox(small_disk / "events.outbox") as outbox:
        with pytest.raises(OutboxError, match=r"no room on the disk .*events\.outbox.*free some space"):
            fill(outbox, size=3000)
        counts = outbox.counts()
        assert counts.pending == counts.accepted == len(outbox.head(1000))
        ballast.unlink()
        outbox.put(new("after"))
        entries = outbox.head(1000)
        outbox.settle(entries[:-1], [letter(entries[-1])])
        assert names(outbox.dead_letters()) == ["after"]
        assert holds(outbox.counts())


def test_a_locked_file(path, opened):
    """Patience first: locks of other processes are short."""
    outbox = opened(patience=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutboxError, match=r"events\.outbox is locked by another program"):
            outbox.put(new("a"))
        other.execute("COMMIT")
    outbox.put(new("b"))
    assert names(outbox.head(10)) == ["b"]


def test_a_lock_that_ends_in_time(path, opened):
    outbox = opened(patience=30)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        thread = threading.Thread(target=lambda: outbox.put(new("a")))
        thread.start()
        other.execute("COMMIT")
        thread.join()
    assert names(outbox.head(10)) == ["a"]


@pytest.mark.parametrize("content", [b"this is not a database\n" * 100, b"\x00" * 8192, b"\xff" * 100])
def test_garbage_is_set_aside(path, opened, content, caplog):
    path.write_bytes(content)
    outbox = opened()
    outbox.put(new("a"))
    assert names(outbox.head(10)) == ["a"]
    [aside] = set_aside(path)
    assert aside.read_bytes() == content
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert str(path) in record.getMessage()
    assert str(aside) in record.getMessage()


def test_a_truncated_file_is_set_aside(path, opened):
    filled(path)
    before = path.read_bytes()
    os.truncate(path, len(before) // 2)
    outbox = opened()
    assert holds(outbox.counts())
    assert outbox.put(new("a"))
    assert set_aside(path)


def test_what_can_be_read_of_a_damaged_file_goes_on(path, opened):
    filled(path)
    damage(path, 100 * 4096)
    outbox = opened()
    entries = outbox.head(1000)
    [aside] = set_aside(path)
    assert 190 < len(entries) < 198
    assert entries[0].sequence == 3
    assert entries[-1].sequence == 200, "from both ends"
    assert outbox.counts() == (200, 1, len(entries), 1, 198 - len(entries))
    assert names(outbox.dead_letters()) == ["1"]
    assert outbox.put(new("new"))[0].sequence == 201
    with closing(sqlite3.connect(aside)) as old:
        assert old.execute("SELECT sequence FROM pending LIMIT 1").fetchone() == (3,), "nothing is deleted"


def test_damage_that_a_put_finds(path, opened):
    filled(path)
    outbox = opened()
    outbox.put(new("x"))
    outbox.close()
    size = path.stat().st_size
    for page in range(1, size // 4096):
        damage(path, page * 4096)
    outbox = opened()
    outbox.put(new("y"))
    assert names(outbox.head(10)) == ["y"]
    assert holds(outbox.counts())
    assert set_aside(path)


def test_one_of_several_sets_it_aside(path, opened):
    """The other goes on with what took its place, though it had the damaged file open."""
    filled(path)
    first, second = opened(), opened()
    assert first._db is not None
    first._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    first._db.execute("PRAGMA shrink_memory")  # forget the pages that were read when it was opened
    damage(path, 100 * 4096)
    pending = first.head(1000)
    second.put(new("second"))
    assert first.head(1000) == second.head(1000)
    assert names(second.head(1, after=200)) == ["second"]
    assert len(pending) == first.counts().pending - 1
    assert len(set_aside(path)) == 1


def test_a_file_that_is_deleted_while_open_is_put_back(path, opened, caplog):
    first, second = opened(), opened()
    entries = first.put(new(*"abc"))
    first.claim()
    first.settle(entries[:1], [])
    for each in list(path.parent.iterdir()):
        each.unlink()
    second.put(new("d"))
    assert first.claim()
    assert names(first.head(10)) == ["b", "c", "d"]
    second.put(new("e"))
    assert names(first.head(10)) == ["b", "c", "d", "e"]
    first.settle(second.head(10), [])
    assert first.counts() == (5, 5, 0, 0, 0)
    assert path.exists()
    assert "was removed while it was open, and is put back; 0 batches are lost" in caplog.text


def test_a_file_that_is_replaced_while_open(path, opened, caplog):
    outbox = opened()
    outbox.put(new(*"abc"))
    path.rename(path.with_name("moved"))
    Outbox(path).close()
    assert outbox.claim()
    assert "was replaced by another file while it was open; 3 batches went" in caplog.text
    outbox.put(new("d"))
    assert names(outbox.head(10)) == ["a", "b", "c", "d"]


def test_what_is_written_is_moved_to_the_main_file(path, opened):
    """Or the log would grow for ever."""
    outbox = opened()
    for _ in range(5):
        outbox._checkpointed_at = float("-inf")
        outbox.settle(outbox.put(new(*range(1000), size=3000)), [])
    assert path.with_name("events.outbox-wal").stat().st_size < 2 * 1000 * 4200


def test_the_log_begins_anew_while_puts_go_on(path, opened, monkeypatch):
    monkeypatch.setattr(outbox_file, "_CHECKPOINT_AT_THE_LATEST", 1_000_000)
    outbox = opened()
    done = threading.Event()

    def claim() -> None:
        while not done.is_set():
            outbox.claim()

    sender = threading.Thread(target=claim)
    sender.start()
    try:
        for number in range(15_000):
            outbox.put(new(number, size=2500))
    finally:
        done.set()
        sender.join()
    assert path.with_name("events.outbox-wal").stat().st_size < 60_000_000


def test_the_log_begins_anew_while_nobody_sends(path):
    """Such as while a request hangs: what a put leaves open must not be in the way for ever."""
    times = itertools.count(1_800_000_000, 0.03)
    outbox = Outbox(path, clock=lambda: next(times))
    for number in range(10_000):
        outbox.put(new(number, size=2500))
    assert path.with_name("events.outbox-wal").stat().st_size < 20_000_000
    outbox.close()


def test_a_put_that_meets_a_lock_ends(path):
    """Whatever the clock says meanwhile."""
    times = itertools.count(1_800_000_000, 0.01)
    outbox = Outbox(path, patience=0.1, clock=lambda: next(times))
    for _ in range(3):
        outbox.put(new("before"))
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutboxError, match="is locked by another program"):
            outbox.put(new("refused"))
        stranger.execute("COMMIT")
    outbox.put(new("after"))
    assert names(outbox.head(10)) == ["before", "before", "before", "after"]
    outbox.close()


def test_what_was_put_is_seen_at_once_by_everybody(path, opened):
    first, second = opened(), opened()
    for number in range(1, 50):
        writer, reader = (first, second) if number % 3 else (second, first)
        writer.put(new(number))
        assert reader.counts().pending == number
        with closing(sqlite3.connect(path)) as stranger:
            assert stranger.execute("SELECT count(*) FROM pending").fetchone() == (number,)
    assert names(first.head(100)) == [str(number) for number in range(1, 50)]


def test_a_backlog_that_is_gone_leaves_no_large_file(path, opened):
    outbox = opened()
    for _ in range(18):
        outbox.put(new(*range(1000), size=4000))
    outbox.settle(outbox.head(17_999), [])
    outbox.settle([], [letter(entry) for entry in outbox.head(1)])
    outbox.close()
    assert path.stat().st_size < 1_000_000
    outbox = opened()
    assert outbox.counts() == (18_000, 17_999, 0, 1, 0)
    assert outbox.put(new("next"))[0].sequence == 18_001


def test_a_log_that_nobody_moves_is_moved_by_puts(path, opened):
    outbox = opened()
    for _ in range(25):
        outbox.put(new(*range(1000), size=3000))
    assert path.with_name("events.outbox-wal").stat().st_size < 70_000_000


def test_two_processes_that_create_an_outbox_take_nothing_for_damage(tmp_path, caplog):
    """One looks at a file that the other is just creating."""
    path = tmp_path / "events.outbox"
    path.touch()

    class Slow(sqlite3.Connection):
        def execute(self, statement, *arguments):
            if "sqlite_master" in statement:
                with contextlib.suppress(OutboxError):  # it may not be let in meanwhile
                    Outbox(path, patience=0).close()
            return super().execute(statement, *arguments)

    with closing(sqlite3.connect(path, factory=Slow, isolation_level=None)) as db:
        assert outbox_file.check_version(db, path) == 0
    with Outbox(path) as outbox:
        assert outbox.counts() == (0, 0, 0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs more kinds of files")
def test_what_can_be_no_outbox_is_refused(tmp_path):
    pipe, loop = tmp_path / "pipe", tmp_path / "loop"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path in (pipe, loop, tmp_path / ("x" * 300), tmp_path / "zero\0byte"):
        with pytest.raises(OutboxError, match="choose another"):
            Outbox(path)
        with pytest.raises(OutboxError, match="there is no outbox"):
            look(path)


@pytest.mark.parametrize(
    "made_by", ["PRAGMA application_id = 77", "PRAGMA user_version = 7", "CREATE VIEW v AS SELECT 1"]
)
def test_an_empty_file_of_another_program_is_refused(tmp_path, made_by):
    path = tmp_path / "others.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(made_by)
    before = path.read_bytes()
    with pytest.raises(OutboxError, match="not an outbox"):
        Outbox(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "wrong", [{"lease": float("nan")}, {"lease": float("inf")}, {"patience": -1}, {"patience": None}]
)
def test_waits_that_are_no_number_of_seconds_are_refused(tmp_path, wrong):
    with pytest.raises(ConfigurationError, match="number of seconds"):
        Outbox(tmp_path / "events.outbox", **wrong)
    assert list(tmp_path.iterdir()) == []
