"""What is remembered of an upload."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mparticle_facade.backfill.rejects import Rejects, reasons_of
from mparticle_facade.backfill.state import Progress, Settled, State, StateError, Target
from mparticle_facade.errors import Problem
from mparticle_facade.rows.records import Block, Place
from mparticle_facade.rows.sources import Source

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy

TARGET = Target("https://host/v2", "key", None, historical=False, mapping=None)
PROBLEM = Problem("$.a", "invalid", "is wrong")


@RELAXED
@given(st.permutations(range(30)), st.integers(0, 30), st.sets(st.integers(0, 29)))
def test_what_is_settled_survives_whatever_the_order(order, stop, places):
    progress = Progress(Settled("file", None))
    for begin in sorted({0, *places}):
        progress.begin(Block(Place(begin, begin + 1, begin * 10), [], begin))
    for ordinal in order[:stop]:
        progress.settle([ordinal])
    saved = msgspec.json.decode(msgspec.json.encode(progress.snapshot()), type=Settled)
    again = Progress(saved)
    assert {ordinal for ordinal in range(30) if again.done(ordinal)} == set(order[:stop])
    assert again.resumed is (stop > 0)
    assert not saved.complete
    assert saved.place.ordinal <= saved.before
    assert all(again.done(ordinal) for ordinal in range(saved.place.ordinal))
    assert saved.place.ordinal == max(begin for begin in {0, *places} if begin <= saved.before)
    for ordinal in order[stop:]:
        again.settle([ordinal])
    again.end(30)
    assert again.snapshot().complete
    assert again.snapshot().islands == []


@pytest.fixture
def source(tmp_path):
    (tmp_path / "file").write_bytes(b"{}")
    return Source(str(tmp_path / "file"))


def opened(tmp_path):
    return State(tmp_path / "state", TARGET)


def test_a_save_that_fails_leaves_the_file_as_it_was(tmp_path, source, monkeypatch):
    state = opened(tmp_path)
    progress = state.progress(source)
    rejects = Rejects([tmp_path / "rejects"])
    state.save(rejects.marks())
    before = state.path.read_bytes()
    progress.settle([0])

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StateError, match="can't be written: No space left on device; make room"):
        state.save(rejects.marks())
    state.close()
    assert state.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "state"]


def test_one_at_a_time(tmp_path):
    first = opened(tmp_path)
    with pytest.raises(StateError, match="another upload is using this state"):
        opened(tmp_path)
    first.close()
    opened(tmp_path).close()


def test_rejects_after_the_last_save_are_taken_back(tmp_path):
    path = tmp_path / "rejects"
    path.write_bytes(b"from another day\n")
    first = Rejects([path])
    first.add(path, b"one", "file", 1, [PROBLEM])
    marks = first.marks()
    first.add(path, b"two", "file", 2, [PROBLEM, PROBLEM])
    first.close()
    assert path.read_bytes() == b"from another day\none\ntwo\n"
    again = Rejects([path], marks)
    assert path.read_bytes() == b"from another day\none\n"
    again.add(path, b"t\nw\ro", "file", 2, [PROBLEM])
    again.add(path, b"", "file", 3, [PROBLEM])
    again.close()
    assert path.read_bytes() == b"from another day\none\nt w o\n"
    assert reasons_of(path).read_text().splitlines() == [
        "line 2: file:1: $.a: is wrong", "line 3: file:2: $.a: is wrong", "not copied: file:3: $.a: is wrong",
    ]  # fmt: skip


def test_rejects_that_were_changed_or_moved_are_left_alone(tmp_path):
    path = tmp_path / "rejects"
    first = Rejects([path])
    first.add(path, b"one", "file", 1, [PROBLEM])
    marks = first.marks()
    first.close()
    for content in (b"mended, and longer than it was\n", b"", b"on"):
        path.write_bytes(content)
        Rejects([path], marks)
        assert path.read_bytes() == content
    path.unlink()
    Rejects([path], marks)
    assert not path.exists()
