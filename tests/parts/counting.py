"""A scripted server that misbehaves at random and keeps count of what it takes."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import Counter
from typing import NamedTuple

import msgspec

from parts.server import Exchange, ScriptedServer
from parts.steps import answer, cut, reset_unread

_batches = msgspec.json.Decoder(list[msgspec.Raw])


class _Identified(msgspec.Struct):
    source_request_id: str


_identity = msgspec.json.Decoder(_Identified)


class Moods(NamedTuple):
    """How often what goes wrong; shares of the requests."""

    refused: float = 0.0
    """500 or 503, nothing taken."""
    taken_and_reset: float = 0.0
    """Everything taken, then a reset instead of an answer."""
    reset: float = 0.0
    """A reset before anything was read."""
    limited: float = 0.0
    """The beginning of a burst of 429s."""


class CountingServer(ScriptedServer):
    """Writes down the id, the bytes and the time of every batch that it takes."""

    def __init__(self, moods: Moods | None = None, seed: int = 0, *, latency: float = 0.0) -> None:
        super().__init__(self._step)
        self.moods = moods or Moods()
        self.latency = latency
        self.arrivals: Counter[str] = Counter()
        """How often each id was taken."""
        self.digests: dict[str, set[bytes]] = {}
        """The different bytes that were seen under an id, taken or not."""
        self.times: list[tuple[float, int]] = []
        """When the requests that were taken began to arrive, and their batches."""
        self.sizes: list[tuple[int, int]] = []
        """Batches and bytes of every request."""
        self._random = random.Random(seed)
        self._burst = 0
        self._noting = threading.Lock()

    def _step(self, exchange: Exchange) -> bool | None:
        roll = self._random.random()
        moods = self.moods
        with self._noting:
            if self._burst == 0 and roll < moods.limited:
                self._burst = self._random.randint(1, 5)
            limited = self._burst > 0
            self._burst -= limited
        if limited:
            self._look(exchange, take=False)
            return answer(429)(exchange)
        roll -= moods.limited
        if roll < moods.reset:
            return reset_unread(exchange)
        roll -= moods.reset
        if roll < moods.refused:
            self._look(exchange, take=False)
            return answer(self._random.choice([500, 503]))(exchange)
        roll -= moods.refused
        self._look(exchange, take=True)
        if roll < moods.taken_and_reset:
            return cut(reset=True)(exchange)
        if self.latency:
            exchange.stay(self.latency)
        return answer()(exchange)

    def _look(self, exchange: Exchange, *, take: bool) -> None:
        began = time.monotonic()  # its sender may be frozen in the middle of it
        request = exchange.read()
        self.forget()
        batches = _batches.decode(request.body)
        with self._noting:
            self.sizes.append((len(batches), len(request.body)))
            if take:
                self.times.append((began, len(batches)))
            for raw in batches:
                identity = _identity.decode(raw).source_request_id
                self.digests.setdefault(identity, set()).add(hashlib.blake2b(bytes(raw), digest_size=16).digest())
                self.arrivals[identity] += take

    @property
    def taken(self) -> set[str]:
        """The ids that the service would count, each once."""
        return set(+self.arrivals)
