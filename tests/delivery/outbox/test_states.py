"""Any sequence of what a queue can do, on both kinds, against a plain model of what it has to contain."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.queue import Entry, New
from mparticle_facade.errors import QueueFullError
from parts.queue_rules import Clock, letter

LIMIT = 12


class Machine(RuleBasedStateMachine):
    """``pending``, ``dead`` and the totals, as they have to be."""

    def __init__(self):
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.pending = {}
        self.dead = {}
        self.accepted = self.delivered = self.dropped = 0
        self.queues = []

    def open(self):
        raise NotImplementedError

    @initialize(drops=st.booleans())
    def begin(self, drops):
        self.drops = drops
        self.queues = [self.open()]

    @property
    def policy(self):
        return "drop_oldest" if self.drops else "raise"

    @rule(data=st.data(), payloads=st.lists(st.binary(max_size=5000), max_size=5))
    def put(self, data, payloads):
        batches = [New(payload, f"{self.accepted + number}") for number, payload in enumerate(payloads, 1)]
        surplus = len(self.pending) + len(batches) - LIMIT
        queue = data.draw(st.sampled_from(self.queues))
        queue.counts()  # so that it knows what the others did, and its limit is exact
        if surplus > 0 and batches and not self.drops:
            with pytest.raises(QueueFullError):
                queue.put(batches)
            return
        entries = queue.put(batches)
        dropped = queue.take_dropped()
        oldest = sorted(self.pending)[: max(0, surplus)] if batches else []
        assert dropped == [self.pending.pop(sequence) for sequence in oldest]
        self.dropped += len(dropped)
        assert [New(entry.payload, entry.source_request_id) for entry in entries] == batches
        self.accepted += len(batches)
        self.pending.update((entry.sequence, entry) for entry in entries)
        assert [entry.sequence for entry in entries] == list(range(self.accepted - len(batches) + 1, self.accepted + 1))

    @rule(data=st.data())
    def settle(self, data):
        """Some delivered, some dead, in any mix; among them such as are not pending any more."""
        queue = data.draw(st.sampled_from(self.queues))
        known = [*self.pending.values(), *self.dead.values()]
        picked = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        cut = data.draw(st.integers(0, len(picked)))
        delivered, dead = picked[:cut], [letter(entry) for entry in picked[cut:]]
        queue.settle(delivered, dead)
        for entry in delivered:
            self.pending.pop(entry.sequence, None)
            self.dead.pop(entry.sequence, None)
            self.delivered += 1
        for each in dead:
            if each.sequence in self.pending:
                self.dead[each.sequence] = self.pending.pop(each.sequence)
        queue.settle(delivered, [])  # says nothing new

    @rule(data=st.data(), everything=st.booleans())
    def requeue(self, data, everything):
        queue = data.draw(st.sampled_from(self.queues))
        some = sorted(self.dead)
        if not everything:
            some = data.draw(st.lists(st.sampled_from(some), unique=True)) if some else []
        ids = None if everything else [self.dead[sequence].source_request_id for sequence in some]
        assert queue.requeue(ids).batches == len(some)
        for sequence in some:
            self.pending[sequence] = self.dead.pop(sequence)

    @rule(data=st.data(), seconds=st.floats(-100, 100))
    def claim(self, data, seconds):
        """Never two at a time; time goes by, and back."""
        self.clock.now += seconds
        queue = data.draw(st.sampled_from(self.queues))
        if data.draw(st.booleans()):
            queue.release()
        else:
            queue.claim()
        if isinstance(queue, Outbox):
            assert sum(each.claim() for each in self.queues) == 1

    @rule(seconds=st.floats(0, 1000), back=st.floats(-1000, 1000))
    def hold(self, seconds, back):
        self.queues[0].hold_until(self.clock.now + seconds)
        self.clock.now += back
        assert self.queues[-1].held_until() <= self.clock.now + max(seconds, 1.1) + 0.001

    @invariant()
    def it_is_as_the_model(self):
        for queue in self.queues:
            assert queue.counts() == (
                self.accepted, self.delivered, len(self.pending), len(self.dead), self.dropped,
            )  # fmt: skip
            assert queue.head(100) == [self.pending[sequence] for sequence in sorted(self.pending)]
            assert [Entry(*each[:4]) for each in queue.dead_letters()] == [
                self.dead[sequence] for sequence in sorted(self.dead)
            ]

    def teardown(self):
        for queue in self.queues:
            queue.close()
        shutil.rmtree(self.directory)


class MemoryMachine(Machine):
    def open(self):
        return MemoryQueue(max_batches=LIMIT, when_full=self.policy, clock=self.clock)


class BacklogMachine(Machine):
    """Whose batches but for the first ones wait in blocks."""

    def open(self):
        return MemoryQueue(max_batches=LIMIT, near_bytes=3000, when_full=self.policy, clock=self.clock)


class OutboxMachine(Machine):
    """Up to three at the same file, which come and go."""

    def open(self):
        return Outbox(self.directory / "x.outbox", max_batches=LIMIT, when_full=self.policy, clock=self.clock)

    @precondition(lambda self: len(self.queues) < 3)
    @rule()
    def another(self):
        self.queues.append(self.open())

    @rule(data=st.data())
    def reopen(self, data):
        at = data.draw(st.integers(0, len(self.queues) - 1))
        self.queues[at].close()
        self.queues[at] = self.open()


SETTINGS = settings(deadline=None, max_examples=40, stateful_step_count=30, suppress_health_check=list(HealthCheck))
TestMemoryStates = MemoryMachine.TestCase
TestBacklogStates = BacklogMachine.TestCase
TestOutboxStates = OutboxMachine.TestCase
TestMemoryStates.settings = TestBacklogStates.settings = TestOutboxStates.settings = SETTINGS
