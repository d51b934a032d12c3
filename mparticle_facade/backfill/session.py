"""An upload with all its parts put together."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mparticle_facade.backfill.checking import Rules
from mparticle_facade.backfill.lanes import Lanes
from mparticle_facade.backfill.rejects import Rejects
from mparticle_facade.backfill.show import Display, Receipt
from mparticle_facade.backfill.state import State, Target
from mparticle_facade.backfill.upload import Upload
from mparticle_facade.configuration import Configuration
from mparticle_facade.delivery.packing import even
from mparticle_facade.http.connection import ApiClient
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.limits import MAX_BULK_BATCHES
from mparticle_facade.rows.asked import Asked
from mparticle_facade.rows.sources import Source

_OPERATIONS = {False: "bulk_upload_events", True: "bulk_upload_historical_events"}


class Settings(NamedTuple):
    """What an upload is asked to do."""

    config: Configuration
    """Without retries of its own."""
    rules: Rules
    asked: Asked
    state: Path | None
    dead_letters: Sequence[Path]
    """Where the rejects of each source go."""
    concurrency: int
    rate: float
    """Batches a second; 0 for no limit."""
    patience: float
    """Seconds to go on while the service fails."""
    again: bool = False
    """Whether what was sent is sent once more."""


def send_all(sources: Sequence[Source], settings: Settings, display: Display, receipt: Receipt) -> None:
    """Upload the sources; ``receipt`` is complete however it ends.

    Raises:
        ApiException: what the service, or the way to it, finally said.
        StateError: the state is another's, or can't be written.
        OSError: the rejects can't be written.
        KeyboardInterrupt: after it was stopped and saved.
    """
    config, rules, asked = settings.config, settings.rules, settings.asked
    key = hashlib.sha256(config.current_key().encode()).hexdigest()[:16]
    fingerprint = asked.mapping.fingerprint if asked.mapping else None
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(ApiClient(config))
        state = None
        if settings.state:
            target = Target(config.host, key, rules.environment, rules.historical, fingerprint)
            state = stack.enter_context(contextlib.closing(State(settings.state, target, again=settings.again)))
        rejects = Rejects(settings.dead_letters, state.rejects if state else None)
        receipt.rejects = rejects
        stack.enter_context(contextlib.closing(rejects))
        for host in dict.fromkeys(state.elsewhere if state else ()):
            if host != config.host:
                display.notice(f"{settings.state}: says what was sent to {host}; to {config.host} all of it is sent")
        upload = Upload(sources, rules, asked, state, rejects, settings.dead_letters, receipt.tally, display.moved)
        lanes = Lanes(
            lambda historical, body: client.send(_OPERATIONS[historical], body),
            upload.settled,
            concurrency=settings.concurrency,
            patience=settings.patience,
            pacer=Pacer(settings.rate) if settings.rate else None,
            notice=display.notice,
            most=even(settings.rate) if settings.rate else MAX_BULK_BATCHES,
        )
        display.lanes = receipt.lanes = lanes
        with display.showing():
            upload.run(lanes)
        if lanes.failure:
            raise lanes.failure
