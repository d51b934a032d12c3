"""`EventsApi`: validated batches through the generated operations."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Self

import httpx

from mparticle_events_client.api.events import bulk_upload_events, bulk_upload_historical_events, upload_events
from mparticle_facade import codec
from mparticle_facade.api_client import ApiClient
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import ApiConnectionError, ApiTimeoutError
from mparticle_facade.responses import UploadResponse, interpret

if TYPE_CHECKING:
    from mparticle_events_client import AuthenticatedClient
    from mparticle_events_client.types import Response

_log = logging.getLogger("mparticle_facade")


class EventsApi:
    """The Events API, one method per endpoint.

    Each method takes facade batches, generated Structs, mappings in wire form, or bytes that are already JSON. It
    returns when the service has accepted the data, and raises otherwise:

    * `ValidationError` before anything is sent, with every problem and its path;
    * `ConfigurationError` before anything is sent, when a credential is missing;
    * `ApiException`, one subclass a cause, when the request failed.

    Use it as a context manager, or call `close`. Threads may share one.
    """

    def __init__(self, config: Configuration | None = None, api_client: ApiClient | None = None) -> None:
        self.config = config if config is not None else Configuration()
        self._api_client = api_client

    @property
    def api_client(self) -> ApiClient:
        """The connection, made at first use."""
        if self._api_client is None:
            self._api_client = ApiClient(self.config)
        return self._api_client

    @property
    def raw(self) -> AuthenticatedClient:
        """The generated client on the same connections and credentials."""
        return self.api_client.raw

    def upload_events(self, body: codec.Body) -> UploadResponse:
        """Send one batch (``POST /events``)."""
        return self._send(upload_events.sync_detailed, codec.request(body, self.config))

    def bulk_upload_events(self, body: Sequence[codec.Body]) -> UploadResponse:
        """Send 1 to 100 batches (``POST /bulkevents``). Accepted says nothing about any single batch."""
        return self._send(bulk_upload_events.sync_detailed, codec.bulk_request(body, self.config))

    def bulk_upload_historical_events(self, body: Sequence[codec.Body]) -> UploadResponse:
        """Send 1 to 100 batches of events older than 72 hours (``POST /bulkevents/historical``).

        What the service would drop without a word is a `ValidationError`: a batch without events, an event without a
        time, an event younger than 72 hours.
        """
        payload = codec.bulk_request(body, self.config, historical=True)
        return self._send(bulk_upload_historical_events.sync_detailed, payload)

    def upload_events_with_http_info(self, body: codec.Body) -> tuple[None, int, Any]:
        """`upload_events` the way the vendor's SDK returns it: data (None), status, headers."""
        response = self.upload_events(body)
        return None, response.status, response.headers

    def bulk_upload_events_with_http_info(self, body: Sequence[codec.Body]) -> tuple[None, int, Any]:
        """`bulk_upload_events` the way the vendor's SDK returns it: data (None), status, headers."""
        response = self.bulk_upload_events(body)
        return None, response.status, response.headers

    def close(self) -> None:
        """Close the connections. A connection that was passed in stays open."""
        if self._api_client is not None:
            self._api_client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, operation: Callable[..., Response[Any]], payload: bytes) -> UploadResponse:
        client = self.raw
        started = time.perf_counter()
        outcome = "no answer"
        try:
            response = operation(client=client, body=payload)
            outcome = str(response.status_code)
        except httpx.TimeoutException as error:
            raise ApiTimeoutError(reason=f"no answer from {self.config.host} in {self.config.timeout:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ApiConnectionError(reason=f"no answer from {self.config.host}: {error}") from error
        finally:
            if self.config.debug:
                elapsed = (time.perf_counter() - started) * 1000
                name = operation.__module__.rpartition(".")[2]
                _log.debug("%s %s: %s, %d bytes, %.1f ms", name, self.config.host, outcome, len(payload), elapsed)
        return interpret(response.status_code, response.headers, response.content)
