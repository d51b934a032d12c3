"""What the sandbox keeps, for how long, and what happens when it can't."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from mparticle_facade.sandbox.exchange import Exchange
from mparticle_facade.sandbox.inspection import single
from mparticle_facade.sandbox.store import Store
from parts.sandbox_client import BAD, BULK, GOOD, SINGLE, messages, post, running

STATM = Path("/proc/self/statm")
NOTHING = {"requests": 0, "batches": 0, "events": 0, "duplicates": 0, "rejected": 0}


def numbered(numbers):
    return [{**GOOD, "mpid": number} for number in numbers]


def payload_of(size):
    return b'{"environment":"development","user_attributes":{"a":"%s"}}' % (b"x" * size)


def test_the_oldest_go(tmp_path):
    with running(keep=5, db=tmp_path / "sandbox.db") as (sandbox, client):
        for first in (1, 4, 7):
            post(client, BULK, numbered(range(first, first + 3)))
        assert [batch["mpid"] for batch in sandbox.batches()] == [5, 6, 7, 8, 9]
        post(client, BULK, numbered(range(10, 21)))
        assert [batch["mpid"] for batch in sandbox.batches()] == [16, 17, 18, 19, 20]
        assert sandbox.stats()["batches"] == 20, "what went is counted all the same"
        assert client.get("/sandbox/batches/1").status_code == 404
    with running(keep=2, db=tmp_path / "sandbox.db") as (sandbox, client):
        post(client, SINGLE, BAD)
        assert [stored["status"] for stored in sandbox.received()] == ["accepted", "rejected"]


def test_a_file_does_not_grow_past_what_is_kept(tmp_path):
    batches = single(payload_of(10_000)).batches
    with Store(tmp_path / "sandbox.db", keep=100) as store:
        sizes = []
        for _ in range(4):
            for _ in range(200):
                store.record(Exchange(method="POST", path=SINGLE, api_key="key", status=202), batches)
            ((pages,),) = store._db.execute("PRAGMA page_count")
            sizes.append(pages)
        assert len(store.batches(limit=-1)) == 100
    assert sizes[-1] <= sizes[0] + 2


def resident():
    return int(STATM.read_text().split()[1]) * 4096


@pytest.mark.skipif(not STATM.exists(), reason="needs /proc")
def test_without_a_file_memory_does_not_grow_with_what_is_kept():
    batches = single(payload_of(20_000)).batches * 50
    with Store() as store:
        for _ in range(50):
            store.record(Exchange(method="POST", path=BULK, api_key="key", status=202), batches)
        before = resident()
        for _ in range(250):
            store.record(Exchange(method="POST", path=BULK, api_key="key", status=202), batches)
        assert store.stats()["batches"] == 15_000
        assert resident() - before < 60_000_000, "250 MB were stored"


def test_a_lock_of_somebody_else_is_503_and_passes(tmp_path):
    db = tmp_path / "sandbox.db"
    with running(db=db) as (sandbox, client):
        post(client, SINGLE, GOOD)
        with closing(sqlite3.connect(db, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for endpoint, body in ((SINGLE, GOOD), (BULK, [GOOD, BAD]), (SINGLE, b"{")):
                response = post(client, endpoint, body)
                assert response.status_code == 503
                assert "locked" in messages(response)[0]
            assert client.delete("/sandbox/batches").status_code == 503
            assert client.get("/sandbox/stats").json() == {**NOTHING, "requests": 1, "batches": 1, "events": 1}
            other.execute("ROLLBACK")
        assert post(client, SINGLE, GOOD).status_code == 202
        assert sandbox.stats() == {**NOTHING, "requests": 2, "batches": 2, "events": 2}


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of one megabyte."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not (mount and umount):
        pytest.skip("needs mount")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", tmp_path], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"may not mount a file system: {done.stderr.strip()}")
    yield tmp_path
    subprocess.run([umount, tmp_path], check=True)


def test_a_disk_that_is_really_full_is_503_and_what_was_taken_is_all_there(small_disk):
    db, ballast = small_disk / "sandbox.db", small_disk / "ballast"
    ballast.write_bytes(b"x" * 400_000)
    large = {**GOOD, "user_attributes": {"a": "x" * 4000, "b": "x" * 4000}}
    taken = 0
    with running(db=db) as (sandbox, client):
        while (response := post(client, BULK, [large] * 20)).status_code == 202:
            taken += 20
        assert response.status_code == 503
        assert messages(response) == ["the sandbox can't use its file: database or disk is full"]
        assert taken > 0
        assert sandbox.stats()["batches"] == taken
        assert client.get("/sandbox/health").status_code == 200
        ballast.unlink()
        assert post(client, BULK, [large] * 20).status_code == 202, "there is room again"
    with running(db=db) as (sandbox, client):
        assert len(sandbox.batches()) == sandbox.stats()["batches"] == taken + 20


def test_a_full_disk_is_503_and_nothing_is_stored_half():
    with running() as (sandbox, client):
        post(client, SINGLE, GOOD)
        before = sandbox.stats()
        ((pages,),) = sandbox._store._db.execute("PRAGMA page_count")
        sandbox._store._db.execute(f"PRAGMA max_page_count = {pages + 10}")
        large = {**GOOD, "user_attributes": {"a": "x" * 4000, "b": "x" * 4000}}
        response = post(client, BULK, [large] * 20)
        assert response.status_code == 503
        assert "full" in messages(response)[0]
        assert (len(sandbox.received()), sandbox.stats()) == (1, before)
        assert client.get("/sandbox/health").status_code == 200
        sandbox._store._db.execute("PRAGMA max_page_count = 1000000")
        assert post(client, BULK, [large] * 20).status_code == 202
        assert sandbox.stats()["batches"] == 21


def test_a_file_of_another_version_is_named(tmp_path):
    db = tmp_path / "sandbox.db"
    with Store(db):
        pass
    with closing(sqlite3.connect(db)) as other:
        other.execute("PRAGMA user_version = 7")
    with pytest.raises(sqlite3.DatabaseError, match="another version"), Store(db):
        pass


def test_duplicates_are_found_by_the_index():
    from mparticle_facade.sandbox.store import _SEEN

    with Store() as store:
        plan = store._db.execute(f"EXPLAIN QUERY PLAN {_SEEN}", ("id", "key")).fetchall()
    # From SQLite 3.51 on: a COVERING INDEX.
    assert plan[0][-1].startswith("SEARCH batches USING ")
    assert plan[0][-1].endswith("INDEX seen (source_request_id=? AND api_key=?)")
