"""The metrics of an uploader, as OpenTelemetry's SDK reads them."""

from __future__ import annotations

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

from mparticle_facade.delivery.telemetry import instrument
from mparticle_facade.delivery.uploader import Uploader
from parts.clients import batch, impatient
from parts.server import ScriptedServer
from parts.steps import answer, by


def read(reader: InMemoryMetricReader) -> dict[str, float]:
    data = reader.get_metrics_data()
    assert data is not None
    return {
        metric.name.removeprefix("mparticle.delivery."): point.value
        for resource in data.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
        for point in metric.data.data_points
    }


def test_the_metrics_are_the_stats() -> None:
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])
    poison = by(
        lambda request: answer(400 if b'"poison"' in request.body else 202, x_mp_rate_limit_percentage_used="7")
    )
    with ScriptedServer(poison) as server, Uploader(impatient(server), flush_interval=60) as uploader:
        instrument(uploader, provider)
        uploader.upload(batch("poison"))
        uploader.upload(batch("1"))
        uploader.upload(batch("2"))
        before = read(reader)
        assert (before["accepted"], before["pending"], before["delivered"]) == (3, 3, 0)
        uploader.flush()
        seen = read(reader)
        assert seen.pop("oldest_pending_age") == 0
        assert seen == {
            "accepted": 3, "delivered": 2, "pending": 0, "dead": 1, "dropped": 0, "retried": 0, "paused": 0,
            "requests": uploader.stats().requests, "rate_limit_used": 7,
        }  # fmt: skip
    provider.shutdown()
