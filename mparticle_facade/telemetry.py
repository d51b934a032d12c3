"""A client or an uploader in OpenTelemetry. Needs ``pip install 'mparticle-facade[otel]'``.

`instrument` makes one client span of each upload, with an event for each attempt. An uploader has its metrics as well,
and the span of a delivery is linked to the spans in which its batches were handed over.
"""

from __future__ import annotations

import collections
import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from opentelemetry import trace
from opentelemetry.metrics import MeterProvider

from mparticle_facade.api import AsyncEventsApi, EventsApi
from mparticle_facade.delivery import telemetry as metrics
from mparticle_facade.delivery.uploader import Uploader
from mparticle_facade.errors import ApiException
from mparticle_facade.version import __version__

if TYPE_CHECKING:
    from mparticle_facade.http.attempts import AttemptInfo
    from mparticle_facade.http.connection import ApiClient, AsyncApiClient

_REMEMBERED = 10_000  # batches of an uploader; those that wait longer are delivered without a link


class _Batch(msgspec.Struct):
    source_request_id: str | None = None


_batches = msgspec.json.Decoder(list[_Batch])
_batch = msgspec.json.Decoder(_Batch)


def instrument(
    subject: EventsApi | AsyncEventsApi | Uploader,
    *,
    tracer_provider: trace.TracerProvider | None = None,
    meter_provider: MeterProvider | None = None,
) -> None:
    """Trace it, and measure an uploader, for as long as it is in use. Call this before the first upload.

    Args:
        subject: a client, whose connection is made now, or an uploader.
        tracer_provider: the global one by default.
        meter_provider: for an uploader; the global one by default. See `mparticle_facade.delivery.telemetry`.

    Raises:
        ConfigurationError: a credential is missing.
    """
    tracer = trace.get_tracer("mparticle_facade", __version__, tracer_provider)
    if isinstance(subject, Uploader):
        metrics.instrument(subject, meter_provider)
        origins = _Origins()
        subject.observe(origins.keep, lambda connection: _trace(connection, tracer, origins.links))
    else:
        _trace(subject.api_client, tracer, lambda _: [])


def _trace(
    connection: ApiClient | AsyncApiClient, tracer: trace.Tracer, links: Callable[[Sequence[str]], list[trace.Link]]
) -> None:
    @contextlib.contextmanager
    def tracing(operation: str, payload: bytes) -> Iterator[None]:
        names = _names(payload)
        attributes: dict[str, str | int] = {
            "http.request.method": "POST",
            "http.request.body.size": len(payload),
            "mparticle.batches": len(names),
            "server.address": connection.configuration.host,
        }
        with tracer.start_as_current_span(
            operation, kind=trace.SpanKind.CLIENT, attributes=attributes, links=links(names), record_exception=False
        ) as span:
            try:
                yield
            except ApiException as error:
                span.set_attribute("error.type", str(error.status or type(error).__name__))
                raise

    connection.tracing = tracing
    connection.on_attempt(_attempted)


def _attempted(attempt: AttemptInfo) -> None:
    facts = {
        "attempt": attempt.attempt,
        "elapsed_s": attempt.elapsed_s,
        "http.response.status_code": attempt.status,
        "error.type": attempt.error,
        "wait_s": attempt.wait_s,
    }
    span = trace.get_current_span()
    span.add_event("attempt", {name: fact for name, fact in facts.items() if fact is not None})
    span.set_attribute("http.request.resend_count", attempt.attempt - 1)
    if attempt.status is not None:
        span.set_attribute("http.response.status_code", attempt.status)


def _names(payload: bytes) -> list[str]:
    """The ``source_request_id`` of each batch in the body of a request."""
    try:
        found = _batches.decode(payload) if payload.lstrip()[:1] == b"[" else [_batch.decode(payload)]
    except msgspec.DecodeError:
        return []
    return [each.source_request_id or "" for each in found]


class _Origins:
    """In which spans batches were handed over, by ``source_request_id``."""

    def __init__(self) -> None:
        self._spans: collections.OrderedDict[str, trace.SpanContext] = collections.OrderedDict()

    def keep(self, names: Sequence[str]) -> None:
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            self._spans.update(dict.fromkeys(names, span))
            while len(self._spans) > _REMEMBERED:
                self._spans.popitem(last=False)

    def links(self, names: Sequence[str]) -> list[trace.Link]:
        """A link to each span, once. The spans are still remembered then: a delivery may be repeated."""
        spans = {(span.trace_id, span.span_id): span for name in names if (span := self._spans.get(name)) is not None}
        return [trace.Link(span) for span in spans.values()]
