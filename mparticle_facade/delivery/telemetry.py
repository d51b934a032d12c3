"""An uploader in OpenTelemetry's metrics. Needs ``pip install 'mparticle-facade[otel]'``."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable

from opentelemetry.metrics import CallbackOptions, MeterProvider, Observation, get_meter_provider

from mparticle_facade.delivery.results import Stats
from mparticle_facade.delivery.uploader import Uploader
from mparticle_facade.version import __version__

_COUNTERS: dict[str, tuple[str, str, Callable[[Stats], float]]] = {
    "mparticle.delivery.accepted": ("{batch}", "Batches accepted.", lambda stats: stats.accepted),
    "mparticle.delivery.delivered": ("{batch}", "Batches the service accepted.", lambda stats: stats.delivered),
    "mparticle.delivery.dropped": ("{batch}", "Batches given up.", lambda stats: stats.dropped),
    "mparticle.delivery.retried": ("{batch}", "Times a batch was put off by a failure.", lambda stats: stats.retried),
    "mparticle.delivery.requests": ("{request}", "Requests sent.", lambda stats: stats.requests),
}
_GAUGES: dict[str, tuple[str, str, Callable[[Stats], float | None]]] = {
    "mparticle.delivery.pending": ("{batch}", "Batches that wait.", lambda stats: stats.pending),
    "mparticle.delivery.dead": ("{batch}", "Batches that are dead letters.", lambda stats: stats.dead),
    "mparticle.delivery.oldest_pending_age": (
        "s", "How long the oldest batch has waited.", lambda stats: stats.oldest_pending_age_s
    ),
    "mparticle.delivery.rate_limit_used": (
        "%", "How much of its limit the service says is used.", lambda stats: stats.rate_limit_used
    ),
    "mparticle.delivery.paused": (
        "1", "1 while nothing can be sent until a setting changes.", lambda stats: stats.paused is not None
    ),
}  # fmt: skip


def instrument(uploader: Uploader, meter_provider: MeterProvider | None = None) -> None:
    """Observe an uploader for as long as it is in use; what is read is `Uploader.stats`.

    Args:
        uploader: where processes share an outbox, the numbers of batches are the outbox's: one process is enough.
        meter_provider: the global one by default.
    """
    meter = (meter_provider or get_meter_provider()).get_meter("mparticle_facade.delivery", __version__)
    seen = weakref.ref(uploader)

    def observing(read: Callable[[Stats], float | None]) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def observe(_: CallbackOptions) -> Iterable[Observation]:
            observed = seen()
            value = read(observed.stats()) if observed is not None else None
            return [] if value is None else [Observation(value)]

        return observe

    for name, (unit, description, read) in _COUNTERS.items():
        meter.create_observable_counter(name, [observing(read)], unit, description)
    for name, (unit, description, reading) in _GAUGES.items():
        meter.create_observable_gauge(name, [observing(reading)], unit, description)
