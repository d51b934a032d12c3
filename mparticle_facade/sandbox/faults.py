"""What goes wrong on purpose."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

Rate = Annotated[float, msgspec.Meta(ge=0, le=1)]
Status = Annotated[int, msgspec.Meta(ge=400, le=599)]
Milliseconds = Annotated[float, msgspec.Meta(ge=0, le=600_000)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Times = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]


class Burst(msgspec.Struct, forbid_unknown_fields=True):
    """The next ``count`` requests are 429."""

    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
    retry_after: Seconds | None = 1
    """The ``Retry-After`` header, in seconds; none where it is null."""


class Next(msgspec.Struct, forbid_unknown_fields=True):
    """The next ``times`` requests fail with this status."""

    status: Status
    times: Times = 1
    retry_after: Seconds | None = None
    """The ``Retry-After`` header, in seconds; none where it is null."""


class Plan(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is to go wrong, the JSON of ``/sandbox/faults``. Nothing does by default."""

    fail_rate: Rate = 0.0
    """Share of the uploads that fail."""
    fail_status: Status = 503
    """What those are answered."""
    after_storing: bool = False
    """Whether whatever goes wrong goes wrong after the data was taken: then a repetition is a duplicate."""
    latency_ms: Milliseconds = 0.0
    """How long each upload waits, in milliseconds."""
    stall_rate: Rate = 0.0
    """Share of the uploads that never get an answer."""
    reset_rate: Rate = 0.0
    """Share of the uploads whose connection is reset (TCP RST)."""
    burst_429: Burst | None = None
    """Before anything else: that many requests are over the limit."""
    next: list[Next] = []
    """Then: what the next requests are answered, in turn."""
    seed: int | None = None
    """With the same seed and the same requests in the same order, the same ones fail."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one upload."""

    kind: Literal["none", "answer", "stall", "reset"] = "none"
    status: int = 0
    """The answer."""
    retry_after: int | None = None
    after_storing: bool = False
    latency_ms: float = 0.0

    @property
    def note(self) -> str:
        """What is done to the upload, in words; empty where nothing is."""
        done = {"none": "", "answer": f"{self.status} on purpose", "stall": "no answer, on purpose"}.get(
            self.kind, "connection reset on purpose"
        )
        taken = "after it was stored" if done and self.after_storing else ""
        held = f"held back {self.latency_ms:g} ms" if self.latency_ms else ""
        return ", ".join(filter(None, (done, taken, held)))


class Faults:
    """Decides for each upload. Threads may share one."""

    def __init__(self, plan: Plan | None = None) -> None:
        self._initial = plan or Plan()
        self._lock = threading.Lock()
        self.reset()

    def set(self, plan: Plan) -> None:
        """From now on this goes wrong, and nothing of what was set before."""
        with self._lock:
            # A copy: its counts go down.
            self._plan = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
            self._random = random.Random(plan.seed)  # noqa: S311  # this is no cryptography

    def reset(self) -> None:
        """Back to what it was made with."""
        self.set(self._initial)

    def fail_next(self, status: int, times: int = 1, retry_after: int | None = None) -> None:
        """Add to what the next uploads are answered.

        Raises:
            ValueError: the status is not from 400 to 599, or the number not positive.
        """
        entry = msgspec.convert({"status": status, "times": times, "retry_after": retry_after}, Next)
        with self._lock:
            self._plan.next.append(entry)

    def plan(self) -> bytes:
        """What is still to go wrong, as JSON."""
        with self._lock:
            return msgspec.json.encode(self._plan)

    def draw(self) -> Fault:
        """What happens to the next upload."""
        with self._lock:
            plan = self._plan
            if plan.burst_429 and plan.burst_429.count > 0:
                plan.burst_429.count -= 1
                return Fault("answer", 429, plan.burst_429.retry_after, plan.after_storing, plan.latency_ms)
            if plan.next:
                entry = plan.next[0]
                entry.times -= 1
                if entry.times == 0:
                    del plan.next[0]
                return Fault("answer", entry.status, entry.retry_after, plan.after_storing, plan.latency_ms)
            # Always three draws: what one rate does must not depend on another one.
            reset, stall, fail = (self._random.random() for _ in range(3))
            if reset < plan.reset_rate:
                return Fault("reset", after_storing=plan.after_storing, latency_ms=plan.latency_ms)
            if stall < plan.stall_rate:
                return Fault("stall", after_storing=plan.after_storing, latency_ms=plan.latency_ms)
            if fail < plan.fail_rate:
                return Fault("answer", plan.fail_status, None, plan.after_storing, plan.latency_ms)
            return Fault(latency_ms=plan.latency_ms)
