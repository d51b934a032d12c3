"""Telling what happened: callbacks, and log events under ``mparticle_facade.delivery``.

Each log record carries ``event`` (its name) and figures as attributes (``extra``), never the content of a batch.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.queue import DeadLetter, Entry
from mparticle_facade.errors import ApiException

log = logging.getLogger("mparticle_facade.delivery")

_LOUD = 5  # failures in a row; fewer are the weather


class Reporter:
    """Tells the program, by callbacks, and its operators, by log lines. What a callback raises is logged, no more."""

    def __init__(
        self,
        on_delivered: Callable[[Entry], object] | None = None,
        on_dead_letter: Callable[[DeadLetter], object] | None = None,
        on_dropped: Callable[[Entry, str], object] | None = None,
    ) -> None:
        self._on_delivered = on_delivered
        self._on_dead_letter = on_dead_letter
        self._on_dropped = on_dropped
        self._paused: str | None = None
        self._failures = 0
        self._dropped: Counter[str] = Counter()
        self._quiet_until = 0.0

    def delivered(self, batches: Sequence[Entry]) -> None:
        """The service accepted them."""
        if batches:
            log.debug("%d batches delivered", len(batches), extra={"event": "delivered", "batches": len(batches)})
            for batch in batches if self._on_delivered else ():
                _call(self._on_delivered, batch)

    def died(self, letters: Sequence[DeadLetter]) -> None:
        """They can't be delivered, and are kept with the reason."""
        for letter in letters:
            log.error(
                "batch %s can't be delivered and is a dead letter now: %s", letter.source_request_id, letter.reason,
                extra={"event": "dead_letter", "source_request_id": letter.source_request_id, "status": letter.status},
            )  # fmt: skip
            _call(self._on_dead_letter, letter)

    def dropped(self, batches: Collection[Entry], reason: str) -> None:
        """They are given up. Where that goes on, there is a log line a second, with the count."""
        self._dropped[reason] += len(batches)
        if monotonic() >= self._quiet_until:
            self.sum_up()
        for batch in batches if self._on_dropped else ():
            _call(self._on_dropped, batch, reason)

    def sum_up(self) -> None:
        """Log the drops that were not yet logged."""
        self._quiet_until = monotonic() + 1
        while self._dropped:
            reason, batches = self._dropped.popitem()
            if batches:
                log.error(
                    "%d batches are dropped: %s", batches, reason,
                    extra={"event": "dropped", "batches": batches, "reason": reason},
                )  # fmt: skip

    def failed(self, error: ApiException, seconds: float, batches: int) -> None:
        """A request failed and is repeated in so many seconds."""
        self._failures += 1
        level = logging.WARNING if self._failures == _LOUD else logging.INFO
        log.log(
            level, "%d batches wait %.1f s after failure %d in a row: %s", batches, seconds, self._failures, error,
            extra={"event": "retry", "batches": batches, "wait_s": seconds, "status": error.status},
        )  # fmt: skip

    def unreasonable(self, asked: float, waits: float) -> None:
        """The service asked to wait for longer than can be meant."""
        log.warning(
            "the service asked to wait for %.0f s, which is taken for a mistake: next try in %.0f s", asked, waits,
            extra={"event": "unreasonable", "asked_s": asked, "wait_s": waits},
        )  # fmt: skip

    def paused(self, reason: str) -> None:
        """Nothing can be delivered until somebody changes a setting. Everything is kept."""
        if self._paused != reason:
            self._paused = reason
            log.error("delivery is paused, every batch is kept: %s", reason, extra={"event": "paused"})

    def well(self) -> None:
        """A request succeeded."""
        if self._paused is not None or self._failures >= _LOUD:
            log.warning("delivery works again", extra={"event": "resumed"})
        self._paused, self._failures = None, 0

    def late(self, batches: int, days: float) -> None:
        """So old that the service may have forgotten their ids."""
        log.warning(
            "%d batches are older than %d days: should the service have taken them back then, they may count twice",
            batches, days, extra={"event": "late", "batches": batches},
        )  # fmt: skip


def _call(callback: Callable[..., object] | None, *arguments: object) -> None:
    if callback is None:
        return
    try:
        callback(*arguments)
    except Exception:  # the program's code may raise anything
        log.exception("the callback %s failed", getattr(callback, "__name__", callback))
