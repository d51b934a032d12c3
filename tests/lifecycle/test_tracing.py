"""Spans of uploads and deliveries, as OpenTelemetry's SDK exports them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

import mparticle_facade as mparticle
from mparticle_facade.telemetry import instrument
from parts.clients import KINDS, SECRET, TOKEN, batch, failure, impatient
from parts.server import ScriptedServer
from parts.steps import answer

pytestmark = pytest.mark.usefixtures("quick_retries")


class Spans(InMemorySpanExporter):
    def __init__(self) -> None:
        super().__init__()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self))

    def of(self, kind: SpanKind) -> list[ReadableSpan]:
        return [span for span in self.get_finished_spans() if span.kind is kind]


@pytest.fixture
def spans() -> Iterator[Spans]:
    exporter = Spans()
    yield exporter
    exporter.provider.shutdown()


@pytest.mark.parametrize("kind", KINDS)
def test_one_client_span_for_an_upload_with_its_attempts(kind: str, spans: Spans) -> None:
    with ScriptedServer(answer(503), answer()) as server:
        if kind == "sync":
            with mparticle.EventsApi(impatient(server)) as api:
                instrument(api, tracer_provider=spans.provider)
                api.bulk_upload_events([batch(), batch()])
        else:

            async def upload() -> None:
                async with mparticle.AsyncEventsApi(impatient(server)) as api:
                    instrument(api, tracer_provider=spans.provider)
                    await api.bulk_upload_events([batch(), batch()])

            asyncio.run(upload())
    (span,) = spans.of(SpanKind.CLIENT)
    assert span.name == "bulk_upload_events"
    assert span.attributes is not None
    assert span.attributes["mparticle.batches"] == 2
    assert span.attributes["http.response.status_code"] == 202
    assert span.attributes["http.request.resend_count"] == 1
    seen = [(event.attributes or {}).get("http.response.status_code") for event in span.events]
    assert seen == [503, 202]
    assert SECRET not in span.to_json()
    assert TOKEN not in span.to_json()


def test_a_failure_is_an_error_of_the_span(spans: Spans) -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server.refusing_host, max_retries=1)) as api:
        instrument(api, tracer_provider=spans.provider)
        failure(lambda: api.with_options(max_retries=0).upload_events(batch()))
    (span,) = spans.of(SpanKind.CLIENT)
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "ApiConnectionError"
    assert [(event.attributes or {})["error.type"] for event in span.events] == ["ConnectError"]


def test_an_upload_with_a_callback_is_a_child_of_its_callers_span(spans: Spans) -> None:
    tracer = spans.provider.get_tracer("test")
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        instrument(api, tracer_provider=spans.provider)
        with tracer.start_as_current_span("caller") as caller:
            api.upload_events(batch(), lambda error, data, response: None).result(10)
    (span,) = spans.of(SpanKind.CLIENT)
    assert span.parent is not None
    assert span.parent.span_id == caller.get_span_context().span_id


def test_a_delivery_is_linked_to_where_its_batches_came_from(spans: Spans) -> None:
    tracer = spans.provider.get_tracer("test")
    with ScriptedServer() as server, mparticle.Uploader(impatient(server), flush_interval=60) as uploader:
        instrument(uploader, tracer_provider=spans.provider)
        with tracer.start_as_current_span("one") as one:
            uploader.upload(batch("1"))
            uploader.upload(batch("2"))
        with tracer.start_as_current_span("two") as two:
            uploader.upload(batch("3"))
        uploader.upload(batch("4"))
        uploader.flush()
    (span,) = spans.of(SpanKind.CLIENT)
    assert span.parent is None
    linked = {link.context.span_id for link in span.links}
    assert linked == {one.get_span_context().span_id, two.get_span_context().span_id}
