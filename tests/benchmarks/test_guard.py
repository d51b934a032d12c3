"""The guard of the hot paths sees a doubled cost, and lets noise pass. The clock is the work done, not time."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def guard():
    path = Path(__file__).parents[2] / "benchmarks" / "guard.py"
    spec = importlib.util.spec_from_file_location("guard", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    module.LOOP.close()  # else it is missed in whatever test the collector runs


class Work:
    """A clock that only moves when work is done, and what does it."""

    def __init__(self):
        self.done = 0.0

    def __call__(self):
        return self.done

    def task(self, cost, noise=()):
        noise = list(noise)

        def run():
            self.done += cost * (noise.pop(0) if noise else 1)

        return run


@pytest.mark.parametrize(("factor", "caught"), [(1.0, False), (1.5, False), (2.0, True), (0.1, False)])
def test_a_doubled_cost_is_caught(guard, factor, caught):
    work = Work()
    paths = {"path": guard.Path(work.task(3e-5 * factor), 3.0), "other": guard.Path(work.task(1e-3), 100.0)}
    found = guard.grown(paths, work.task(1e-5), clock=work)
    assert found == ({"path": pytest.approx(3.0 * factor)} if caught else {})


def test_noise_is_not(guard):
    """A machine that is busy for whole measurements."""
    work = Work()
    paths = {"path": guard.Path(work.task(3e-5, noise=[5] * 1000), 3.0)}
    assert guard.grown(paths, work.task(1e-5), clock=work) == {}


def test_a_doubled_path_of_ours_is_twice_as_dear(guard):
    """The paths are what they say: each does its work in the call that is measured."""
    work = Work()
    validate = guard.decoders.valid

    def counted(payload):
        work.done += 1e-5
        return validate(payload)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard.decoders, "valid", counted)
        patch.setattr(guard.encoding, "valid", counted)
        patch.setattr(guard.encoding, "valid_and_plain", counted)
        runs = {name: guard.PATHS[name].run for name in ("accept, a new id", "accept, bytes", "validate")}
        multiples = guard.multiples(runs, work.task(1e-5), rounds=2, clock=work)
    assert multiples == pytest.approx(dict.fromkeys(runs, 1.0))


PARTS = {
    "envelope": ("envelopes", "enveloped"),
    "validate": ("decoders", "valid"),
    "validate, plain": ("decoders", "valid_and_plain"),
    "validate, many of one kind": ("decoders", "valid_and_plain_lines"),
    "look for NaN": ("encoding", "_seems_to_hold"),
    "identity, a new one": ("identity", "stamped"),
    "identity, one's own": ("identity", "with_identity"),
    "identity, in bytes": ("identity", "with_identity"),
    "identity, a new one in bytes": ("identity", "with_identity"),
    "make a request": ("Direct", "_made"),
    "does anybody look": ("observers", "nobody_looks"),
    "the rules": ("Pool", "send"),
    "read an answer": ("", "interpret"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_a_path_of_its_own(guard, monkeypatch, name):
    """So that a part that is twice as dear is a path that is."""
    work = Work()
    owner, attribute = PARTS[name]
    holder = getattr(guard, owner) if owner else guard
    done = getattr(holder, attribute)

    def counted(*args, **kwargs):
        work.done += 1e-5
        return done(*args, **kwargs)

    monkeypatch.setattr(holder, attribute, counted)
    assert guard.multiples({name: guard.PATHS[name].run}, work.task(1e-5), rounds=2, clock=work) == {name: 1.0}


def test_every_path_runs(guard):
    for path in guard.PATHS.values():
        assert path.run() is not None
