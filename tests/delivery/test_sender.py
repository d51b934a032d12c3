"""When batches are sent, and what follows from the answers: turn by turn, by a clock of the tests."""

from __future__ import annotations

import email.utils
import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Story
from mparticle_facade.delivery.reporting import Reporter
from mparticle_facade.delivery.sender import Clock, Rest, Sender
from mparticle_facade.errors import ApiConnectionError, ConfigurationError
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.http.responses import UploadResponse, interpret
from mparticle_facade.limits import MAX_BULK_BATCHES, MAX_REQUEST_BYTES

RELAXED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
NOON = 1_800_000_000.0
POLL = 1.0


class Time:
    """A clock that moves when told; sleeping moves it, too."""

    def __init__(self) -> None:
        self.passed = 5000.0
        self.skew = NOON - self.passed

    def now(self) -> float:
        return self.passed + self.skew

    def wait(self, seconds: float) -> bool:
        self.passed += max(0.0, seconds)
        return True


class ListQueue:
    """The plainest queue there can be."""

    def __init__(self, time: Time) -> None:
        self.time = time
        self.pending: list[Entry] = []
        self.delivered: list[Entry] = []
        self.dead: list[DeadLetter] = []
        self.held = 0.0
        self.ours = True
        self.released = False
        self.broken: Exception | None = None
        self._accepted = 0

    def put(self, batches: Sequence[New]) -> list[Entry]:
        new = [
            Entry(self._accepted + number, batch.payload, batch.source_request_id, int(self.time.now() * 1000))
            for number, batch in enumerate(batches, 1)
        ]
        self._accepted += len(new)
        self.pending += new
        return new

    def take_dropped(self) -> list[Entry]:
        return []

    def claim(self) -> bool:
        return self.ours

    def release(self) -> None:
        self.released = True

    def head(self, batches: int, after: int = 0) -> list[Entry]:
        return [entry for entry in self.pending if entry.sequence > after][:batches]

    def settle(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        if self.broken:
            raise self.broken
        gone = {batch.sequence for batches in (delivered, dead) for batch in batches}
        self.pending = [entry for entry in self.pending if entry.sequence not in gone]
        self.delivered += delivered
        self.dead += dead

    def hold_until(self, epoch_s: float) -> None:
        self.held = epoch_s

    def held_until(self) -> float:
        return self.held

    def take_damaged(self) -> list[DeadLetter]:
        return []

    def note(self, trouble: str, failures: int, next_try_s: float) -> None:
        self.told = Story(trouble, 0, failures, int(next_try_s * 1000))

    def story(self) -> Story:
        return self.told

    def counts(self, patience: float | None = None) -> Counts:
        return Counts(self._accepted, len(self.delivered), len(self.pending), len(self.dead), 0)

    def oldest_pending_ms(self) -> int | None:
        return min((entry.accepted_ms for entry in self.pending), default=None)

    def close(self) -> None:
        pass


Answer = Callable[[list[dict[str, Any]]], UploadResponse] | UploadResponse | tuple[Any, ...] | Exception


class Service:
    """Answers from a script, whose last step is repeated for ever; writes down when, and what."""

    def __init__(self, time: Time, *script: Answer) -> None:
        self.time = time
        self.script = list(script) or [(202,)]
        self.requests: list[tuple[float, bytes]] = []
        self.closed = False

    def send(self, operation: str, payload: bytes) -> UploadResponse:
        assert operation == "bulk_upload_events"
        self.requests.append((self.time.passed, payload))
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, Exception):
            raise step
        if callable(step):
            step = step(json.loads(payload))
        status, headers, body = (*step, *({}, b"")[len(step) - 1 :])
        return interpret(status, headers, body)

    def close(self) -> None:
        self.closed = True


class Scene:
    """A sender with everything around it."""

    def __init__(self, *script: Answer, pace: float | None = None, **options: Any) -> None:
        self.time = Time()
        self.queue = ListQueue(self.time)
        self.service = Service(self.time, *script)
        self.dead: list[DeadLetter] = []
        self.told: list[Entry] = []
        self.options: dict[str, Any] = {"interval": 0.0, "retention": None, "poll": POLL, **options}
        self.pace = pace
        self.restart()

    def restart(self) -> None:
        """A new process on the same queue."""
        self.sender = Sender(
            self.queue,
            lambda: self.service,
            Reporter(self.told.append, self.dead.append),
            self.time.wait,
            pacer=Pacer(self.pace, lambda: self.time.passed) if self.pace else None,
            clock=Clock(self.time.now, lambda: self.time.passed),
            **self.options,
        )

    def put(self, count: int = 1, size: int = 0, user: str = "") -> None:
        for _ in range(count):
            number = self.queue.counts().accepted
            tree = {"n": number, "user_identities": {"customer_id": user or str(number)}, "pad": "x" * size}
            self.queue.put([New(json.dumps(tree).encode(), f"id-{number}")])

    def turn(self, *, hurry: bool = False) -> Rest:
        rest = self.sender.turn(hurry=hurry)
        self.time.passed += rest.seconds
        return rest

    def run(self, seconds: float) -> None:
        """Take turns for so long, or until nothing is left."""
        end = self.time.passed + seconds
        while self.time.passed < end and self.queue.pending:
            before = (self.time.passed, len(self.service.requests))
            rest = self.sender.turn(hurry=False)
            self.time.passed += max(0.0, min(rest.seconds, end - self.time.passed))
            assert before != (self.time.passed, len(self.service.requests)), "a turn that neither sends nor waits"

    @property
    def times(self) -> list[float]:
        """Of the requests, since the first."""
        return [at - self.service.requests[0][0] for at, _ in self.service.requests]

    @property
    def sent(self) -> list[list[int]]:
        return [[tree["n"] for tree in json.loads(body)] for _, body in self.service.requests]


# -- when -------------------------------------------------------------------------------------------------------------


def test_nothing_to_send_ends_with_the_first_batch() -> None:
    rest = Scene().turn()
    assert rest.arrivals > 0
    assert rest.arrivals < 0.01


def test_a_batch_waits_for_others_to_share_its_request_with() -> None:
    scene = Scene(interval=0.5)
    scene.put()
    rest = scene.turn()
    assert rest.seconds == 0.5
    assert 0.98 < rest.arrivals <= 0.99
    scene.put()
    scene.turn()
    assert scene.sent == [[0, 1]]


def test_a_full_request_does_not_wait() -> None:
    scene = Scene(interval=0.5)
    scene.put(MAX_BULK_BATCHES + 1)
    scene.turn()
    assert [len(sent) for sent in scene.sent] == [MAX_BULK_BATCHES]
    assert scene.turn().seconds == 0.5


def test_bytes_fill_a_request_too() -> None:
    scene = Scene(interval=0.5)
    scene.put(2, size=100_000)
    assert scene.turn().seconds == 0.5
    scene.put(1, size=50_000)
    scene.turn()
    assert scene.sent == [[0, 1, 2]]


def test_who_is_in_a_hurry_does_not_wait() -> None:
    scene = Scene(interval=0.5)
    scene.put()
    scene.turn(hurry=True)
    assert scene.sent == [[0]]


def test_a_clock_that_is_set_back_delays_nothing() -> None:
    scene = Scene(interval=0.5)
    scene.put()
    started = scene.time.passed
    scene.time.skew -= 86_400
    scene.run(10)
    assert scene.sent == [[0]]
    assert scene.service.requests[0][0] - started == pytest.approx(0.5)


def test_while_another_process_is_the_sender_nothing_is_sent() -> None:
    scene = Scene()
    scene.put()
    scene.queue.ours = False
    assert scene.turn() == Rest(POLL)
    scene.queue.ours = True
    scene.turn()
    assert scene.sent == [[0]]


def test_r16_who_slept_past_its_lease_gives_up_its_reservation() -> None:
    """Frozen while it waited for its turn in the pace, or for a connection: another process sends by now."""
    scene = Scene(pace=90)
    scene.put(180)
    scene.turn()
    wait = scene.time.wait

    def freeze(seconds: float) -> bool:
        scene.queue.ours = False
        return wait(seconds + 60)

    scene.sender._wait = freeze
    scene.turn()
    assert len(scene.sent) == 1
    assert scene.queue.counts().pending == 90
    scene.sender._wait = wait
    scene.queue.ours = True
    scene.run(10)
    assert len(scene.sent) == 2
    assert scene.sender.retried == 0, "no failure"


def test_r16_who_was_frozen_in_the_middle_of_a_claim_asks_again() -> None:
    """It was the sender when it asked, and did not see that the answer took an hour."""
    scene = Scene()
    scene.put(1)
    answers = iter([True, False])

    def claim() -> bool:
        answer = next(answers)
        scene.time.passed += 3600
        return answer

    scene.queue.claim = claim  # type: ignore[method-assign]
    scene.sender.turn(hurry=True)
    assert scene.sent == []
    assert scene.queue.counts().pending == 1


@pytest.mark.parametrize("asked", ["9" * 17, "9" * 400, "100000"])
def test_r16_a_retry_after_beyond_reason_is_capped_and_told(asked: str, caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene((429, {"retry-after": asked}), (202,))
    scene.put()
    scene.run(2 * 86_400)
    assert 86_400 <= scene.times[1] <= 86_401
    assert "is taken for a mistake: next try in 86400 s" in caplog.text


def test_what_another_process_delivered_in_between_is_not_sent_again() -> None:
    scene = Scene()
    scene.put(150)
    scene.turn()
    scene.queue.ours = False
    scene.turn()
    scene.queue.settle(scene.queue.pending[:20], [])
    scene.queue.ours = True
    scene.turn()
    assert scene.sent[1] == list(range(120, 150))


def test_a_process_that_was_frozen_looks_again() -> None:
    scene = Scene()
    scene.put(150)
    scene.turn()
    scene.time.passed += 60
    scene.queue.settle(scene.queue.pending[:20], [])
    scene.turn()
    assert scene.sent[1] == list(range(120, 150))


def test_at_the_end_another_process_may_be_the_sender() -> None:
    scene = Scene()
    scene.put()
    scene.turn()
    scene.sender.finish()
    assert scene.queue.released
    assert scene.service.closed


# -- what is in a request ---------------------------------------------------------------------------------------------


@RELAXED
@given(st.lists(st.tuples(st.integers(0, 127_000), st.sampled_from("abc")), min_size=1, max_size=40))
def test_no_request_is_over_a_limit_and_no_user_is_reordered(batches: list[tuple[int, str]]) -> None:
    scene = Scene()
    for size, user in batches:
        scene.put(size=size, user=user)
    while scene.queue.pending:
        scene.turn()
    assert all(len(body) < MAX_REQUEST_BYTES for _, body in scene.service.requests)
    order = [number for sent in scene.sent for number in sent]
    assert sorted(order) == list(range(len(batches)))
    for user in "abc":
        own = [number for number in order if batches[number][1] == user]
        assert own == sorted(own)


@pytest.mark.parametrize(("pace", "most"), [(270, 90), (100, 100), (101, 50), (50, 50), (0.5, 1), (1000, 100)])
def test_requests_are_as_large_as_the_pace_is_a_multiple_of(pace: float, most: int) -> None:
    scene = Scene(pace=pace)
    scene.put(150)
    scene.turn()
    assert len(scene.sent[0]) == most


# -- after failures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [1, 4, 120, 900])
@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503])
def test_r6_retry_after_is_waited_for(asked: int, form: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(lambda _: (status, {"retry-after": said}), (202,))  # type: ignore[arg-type, return-value]
    said = str(asked)
    if form == "date":
        _stop_the_clock(scene, monkeypatch)
        said = email.utils.formatdate(scene.time.now() + asked, usegmt=True)
    scene.put(300)
    scene.run(2000)
    assert asked <= scene.times[1] <= asked + 0.5, "not before, and soon after"
    assert scene.sent[0] == scene.sent[1]
    assert len(scene.queue.delivered) == 300


def _stop_the_clock(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `retry_after` read the clock of the scene."""
    import datetime as dt

    class Then(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime.fromtimestamp(scene.time.now(), tz)

    monkeypatch.setattr(dt, "datetime", Then)


def test_r6_retry_after_survives_a_restart() -> None:
    scene = Scene((429, {"retry-after": "900"}), (202,))
    scene.put()
    scene.turn()
    scene.time.passed += 100
    scene.restart()
    scene.run(2000)
    assert 900 <= scene.times[1] <= 900.5


def test_r6_a_rate_limit_spends_no_patience() -> None:
    """However often the service says when, the next failure is the first."""
    scene = Scene(*[(429, {"retry-after": "10"})] * 50, (503,), (202,))
    scene.put()
    scene.run(2000)
    assert len(scene.queue.delivered) == 1
    assert scene.times[51] - scene.times[50] <= 2


def test_r6_a_flush_does_not_override_the_service() -> None:
    scene = Scene((429, {"retry-after": "900"}), (202,))
    scene.put()
    scene.turn(hurry=True)
    for _ in range(10):
        scene.sender.nudge()
        scene.turn(hurry=True)
    assert len(scene.sent) == 1


@pytest.mark.parametrize("said", ["0", "-5", "soon", "", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_retry_after_that_says_nothing_is_no_reason_to_rush(said: str) -> None:
    scene = Scene((429, {"retry-after": said}))
    scene.put()
    scene.run(25)
    assert len(scene.sent) <= 8


def test_r7_at_most_eight_requests_in_25_seconds_against_a_constant_503() -> None:
    for _ in range(300):
        scene = Scene((503,))
        scene.put()
        scene.run(25)
        assert len(scene.sent) <= 8


def test_r7_the_waits_are_fully_random() -> None:
    waits = []
    for _ in range(300):
        scene = Scene((503,))
        scene.put()
        scene.run(3)
        waits.append(scene.times[1])
    assert min(waits) < 0.2
    assert max(waits) > 1.8


def test_r7_persistent_for_as_long_as_it_takes() -> None:
    """Hours of failures end with the delivery, the same bytes in the same order."""
    scene = Scene(*[(503,)] * 500, (202,))
    scene.put(3)
    scene.run(86_400)
    assert len(scene.queue.delivered) == 3
    assert len({body for _, body in scene.service.requests}) == 1
    assert scene.sender.retried == 1500


def test_a_nudge_tries_again_but_not_more_than_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.uniform", lambda _, longest: longest)
    scene = Scene((503,))
    scene.put()
    scene.turn()
    end = scene.time.passed + 10
    while scene.time.passed < end:
        scene.sender.nudge()
        rest = scene.sender.turn(hurry=True)
        scene.time.passed += min(rest.seconds, 0.01)
    assert 9 <= len(scene.sent) <= 11


@pytest.mark.parametrize("status", [401, 403, 404, 302])
def test_r7_credentials_that_do_not_work_pause_and_lose_nothing(status: int, caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene((status,))
    scene.put(5)
    with caplog.at_level(logging.INFO, "mparticle_facade.delivery"):
        scene.run(59)
        assert len(scene.sent) == 1
        scene.run(3600)
    assert len(scene.queue.pending) == 5
    assert scene.sender.paused is not None
    assert len(scene.sent) < 12
    assert [record.levelname for record in caplog.records] == ["ERROR"], "loud, and once"


def test_delivery_goes_on_when_the_credentials_work_again(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene((403,), (202,))
    scene.put(5)
    with caplog.at_level(logging.INFO, "mparticle_facade.delivery"):
        scene.turn()
        scene.sender.nudge()
        scene.run(5)
    assert len(scene.queue.delivered) == 5
    assert scene.sender.paused is None
    assert [record.__dict__["event"] for record in caplog.records] == ["paused", "resumed"]


def test_settings_that_cannot_work_pause_too() -> None:
    scene = Scene(ConfigurationError("the proxy must be a URL"))
    scene.put()
    scene.run(30)
    assert scene.sender.paused == "the proxy must be a URL"
    assert len(scene.sent) == 1


def poison(*numbers: int, status: int = 400) -> Answer:
    body = b'{"errors":[{"code":"BAD_REQUEST","message":"no such thing"}]}'
    return lambda batches: (status, {}, body) if any(batch["n"] in numbers for batch in batches) else (202,)  # type: ignore[return-value]


@RELAXED
@given(st.integers(1, 100), st.sets(st.integers(0, 99), max_size=6), st.sampled_from([400, 413]))
def test_poison_is_found_and_the_rest_delivered(count: int, numbers: set[int], status: int) -> None:
    numbers = {number for number in numbers if number < count}
    scene = Scene(poison(*numbers, status=status))
    scene.put(count)
    scene.run(60)
    assert {json.loads(letter.payload)["n"] for letter in scene.dead} == numbers
    assert [json.loads(entry.payload)["n"] for entry in scene.told] == [n for n in range(count) if n not in numbers]
    assert all(letter.status == status and "no such thing" in letter.reason for letter in scene.dead)
    assert len(scene.service.requests) <= 1 + 2 * 7 * len(numbers)


def test_r7_a_bad_request_is_sent_once() -> None:
    scene = Scene((400, {}, b"not even JSON"))
    scene.put()
    scene.run(60)
    assert len(scene.sent) == 1
    assert "not even JSON" in scene.dead[0].reason


def test_a_failure_in_the_middle_of_a_search_keeps_the_rest() -> None:
    scene = Scene((400,), (202,), ApiConnectionError(reason="gone"), (202,))
    scene.put(8)
    scene.run(60)
    assert [entry.sequence for entry in scene.told] == list(range(1, 9))


def test_what_was_delivered_is_not_sent_again_because_a_disk_was_full() -> None:
    scene = Scene()
    scene.put(3)
    scene.queue.broken = OSError("disk full")
    with pytest.raises(OSError, match="disk full"):
        scene.turn()
    assert scene.told == [], "nobody is told before it is certain"
    with pytest.raises(OSError, match="disk full"):
        scene.turn()
    scene.queue.broken = None
    scene.turn()
    assert len(scene.sent) == 1
    assert len(scene.queue.delivered) == 3
    assert len(scene.told) == 3


def test_full_requests_that_follow_at_once_are_settled_together() -> None:
    scene = Scene(interval=0.5)
    scene.put(3 * MAX_BULK_BATCHES + 7)
    scene.turn()
    scene.turn()
    assert len(scene.sent) == 2
    assert not scene.queue.delivered
    scene.turn()
    assert len(scene.queue.delivered) == len(scene.told) == 3 * MAX_BULK_BATCHES
    scene.run(1)
    assert [number for request in scene.sent for number in request] == list(range(3 * MAX_BULK_BATCHES + 7))


def test_what_was_delivered_is_settled_before_a_failure_is_waited_out() -> None:
    scene = Scene((202,), (503,), (202,))
    scene.put(3 * MAX_BULK_BATCHES)
    scene.turn()
    assert not scene.queue.delivered
    scene.turn()
    assert len(scene.queue.delivered) == MAX_BULK_BATCHES
    scene.run(60)
    assert len(scene.queue.delivered) == 3 * MAX_BULK_BATCHES
    assert len(scene.sent) == 4


def test_what_was_delivered_is_settled_within_a_moment() -> None:
    """A process may be killed: what it did not settle is sent again."""

    def slow(_: object) -> tuple[int]:
        scene.time.passed += 1
        return (202,)

    scene = Scene(slow)
    scene.put(3 * MAX_BULK_BATCHES)
    scene.turn()
    assert len(scene.queue.delivered) == MAX_BULK_BATCHES


def test_at_the_end_what_was_delivered_is_settled() -> None:
    scene = Scene()
    scene.put(2 * MAX_BULK_BATCHES)
    scene.turn()
    scene.queue.broken = OSError("disk full")
    with pytest.raises(OSError, match="disk full"):
        scene.sender.finish()
    assert scene.queue.released, "somebody else may be luckier"
    scene.queue.broken = None
    scene.sender.finish()
    assert len(scene.queue.delivered) == MAX_BULK_BATCHES


def test_after_a_request_new_batches_gather_for_a_moment() -> None:
    scene = Scene(interval=0.5)
    assert scene.turn().at_least == 0, "the first is not kept waiting"
    scene.put(MAX_BULK_BATCHES)
    assert scene.turn() == Rest(0)
    rest = scene.turn()
    assert rest.arrivals < 1
    assert 0 < rest.at_least < 0.1
    scene.put()
    scene.time.passed += 0.1
    assert scene.turn().at_least == 0


# -- age --------------------------------------------------------------------------------------------------------------


def test_batches_past_the_retention_are_dead_letters() -> None:
    scene = Scene((503,), retention=3600)
    scene.put(5)
    scene.run(3000)
    assert scene.dead == []
    scene.run(3000)
    assert len(scene.dead) == 5
    assert {(letter.status, letter.reason) for letter in scene.dead} == {
        (0, "could not be delivered within the retention of 3600 s")
    }


def test_r10_old_batches_are_sent_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    scene.put(2)
    scene.time.passed += 31 * 86_400
    scene.put(1)
    with caplog.at_level(logging.WARNING, "mparticle_facade.delivery"):
        scene.turn()
    assert len(scene.queue.delivered) == 3
    (record,) = caplog.records
    assert (record.__dict__["event"], record.__dict__["batches"]) == ("late", 2)


# -- callbacks --------------------------------------------------------------------------------------------------------


def test_r8_a_callback_that_raises_harms_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("bad callback")

    scene = Scene(poison(1))
    scene.sender._reporter = Reporter(fail, fail)
    scene.put(3)
    scene.run(10)
    assert (len(scene.queue.delivered), len(scene.queue.dead)) == (2, 1)
    assert caplog.text.count("bad callback") >= 3
