"""`EventsApi` and `AsyncEventsApi`: validated batches through the generated operations.

What a call sends is written once (`_Calls`); the two classes only wait differently. The HTTP stack is imported when the
first connection is made.
"""

from __future__ import annotations

import contextvars
import functools
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self, overload

from mparticle_facade.codec import encoding, requests
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import CLIENT_CLOSED, ClientClosedError
from mparticle_facade.http import forks
from mparticle_facade.lazy import importing
from mparticle_facade.loops import running_loop

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from mparticle_events_client import AuthenticatedClient
    from mparticle_facade.http.callbacks import Callback, Upload
    from mparticle_facade.http.connection import ApiClient, AsyncApiClient
    from mparticle_facade.http.responses import UploadResponse


class _Call(NamedTuple):
    operation: str
    payload: bytes


class _Calls:
    """What each endpoint is sent; no I/O."""

    def __init__(self, config: Configuration | None) -> None:
        if not isinstance(config, Configuration | None):
            raise TypeError(f"the first argument is a Configuration, not {type(config).__name__}")
        self.config = config if config is not None else Configuration()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.config!r})"

    def _single(self, body: encoding.Body) -> _Call:
        return _Call("upload_events", requests.request(body, self.config))

    def _bulk(self, body: Sequence[encoding.Body]) -> _Call:
        return _Call("bulk_upload_events", requests.bulk_request(body, self.config))

    def _historical(self, body: Sequence[encoding.Body]) -> _Call:
        return _Call("bulk_upload_historical_events", requests.bulk_request(body, self.config, historical=True))


class EventsApi(_Calls):
    """The Events API, one method per endpoint.

    Each method takes facade batches, generated Structs, mappings in wire form, or bytes that are already JSON. A batch
    without ``source_request_id`` is given one, a UUID, before the first attempt; it stays on the batch, so that a
    repeat, by this client or by you, can't be counted twice.

    A method returns when the service has accepted the data, and raises otherwise:

    * `ValidationError` before anything is sent, with every problem and its path;
    * `ConfigurationError` before anything is sent, when a credential is missing;
    * `ApiException`, one subclass a cause, when the request failed, after the retries that the configuration allows.

    With ``callback`` a method checks the data, returns an `Upload` at once and sends from a pool of
    ``connection_pool_size`` threads. An `Upload` is a `concurrent.futures.Future` with a thread's ``join()`` and
    ``is_alive()``. The callback has run when it is done; what the callback raises is logged.

    A callback of three arguments is called with ``error, data, response``. A callback of one argument gets what the
    vendor's SDK passes: the response, or an `ApiException` that is of this very class; the special one is its
    ``__cause__``.

    Use it as a context manager, or call `close`. Threads may share one.
    """

    def __init__(self, config: Configuration | None = None, api_client: ApiClient | None = None) -> None:
        super().__init__(config)
        self._api_client = api_client
        self._owned = api_client is None
        self._closed = False
        self._pool: ThreadPoolExecutor | None = None
        self._first_use = threading.Lock()
        forks.tell_child(self)

    @property
    def api_client(self) -> ApiClient:
        """The connection, made at first use."""
        if self._closed:
            raise ClientClosedError(reason=CLIENT_CLOSED, attempts=0)
        if self._api_client is None:
            with importing:
                from mparticle_facade.http.connection import ApiClient

            with self._first_use:
                self._api_client = self._api_client or ApiClient(self.config)
        return self._api_client

    @property
    def raw(self) -> AuthenticatedClient:
        """The generated client on the same connections, credentials, timeouts and retries."""
        return self.api_client.raw

    @overload
    def upload_events(self, body: encoding.Body, callback: None = None) -> UploadResponse: ...
    @overload
    def upload_events(self, body: encoding.Body, callback: Callback) -> Upload: ...
    def upload_events(self, body: encoding.Body, callback: Callback | None = None) -> UploadResponse | Upload:
        """Send one batch (``POST /events``)."""
        return self._send(self._single(body), callback)

    @overload
    def bulk_upload_events(self, body: Sequence[encoding.Body], callback: None = None) -> UploadResponse: ...
    @overload
    def bulk_upload_events(self, body: Sequence[encoding.Body], callback: Callback) -> Upload: ...
    def bulk_upload_events(
        self, body: Sequence[encoding.Body], callback: Callback | None = None
    ) -> UploadResponse | Upload:
        """Send 1 to 100 batches (``POST /bulkevents``). Accepted says nothing about any single batch."""
        return self._send(self._bulk(body), callback)

    @overload
    def bulk_upload_historical_events(self, body: Sequence[encoding.Body], callback: None = None) -> UploadResponse: ...
    @overload
    def bulk_upload_historical_events(self, body: Sequence[encoding.Body], callback: Callback) -> Upload: ...
    def bulk_upload_historical_events(
        self, body: Sequence[encoding.Body], callback: Callback | None = None
    ) -> UploadResponse | Upload:
        """Send 1 to 100 batches of events older than 72 hours (``POST /bulkevents/historical``).

        What the service would drop without a word is a `ValidationError`: a batch without events, an event without a
        time, an event younger than 72 hours.
        """
        return self._send(self._historical(body), callback)

    upload_events_with_http_info = upload_events
    bulk_upload_events_with_http_info = bulk_upload_events

    def with_options(
        self,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> EventsApi:
        """An `EventsApi` on the same connections, with the same credentials and pace, that differs in what is given.

        ``api.with_options(timeout=2, max_retries=0).upload_events(batch)``. It does not have to be closed, unless it is
        used with callbacks; it ends with this one.

        Raises:
            ConfigurationError: a setting or a header can't have that value.
        """
        config = _evolved(self.config, timeout=timeout, max_retries=max_retries, deadline=deadline)
        return EventsApi(config, self.api_client.with_options(config, headers or {}))

    def close(self) -> None:
        """Finish the requests that have a callback, then close the connections. One that was passed in stays open."""
        self._closed = True
        if self._pool is not None:
            self._pool.shutdown()
        if self._api_client is not None and self._owned:
            self._api_client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, call: _Call, callback: Callback | None) -> UploadResponse | Upload:
        connection = self.api_client
        if callback is None:
            return connection.send(call.operation, call.payload)
        with importing:
            from mparticle_facade.http.callbacks import Upload, check

        check(callback)
        with self._first_use:
            if self._pool is None:
                from concurrent.futures import ThreadPoolExecutor

                size = self.config.connection_pool_size
                self._pool = ThreadPoolExecutor(max_workers=size, thread_name_prefix="mparticle-upload")
        upload = Upload()
        send = functools.partial(connection.send, call.operation, call.payload)
        try:
            self._pool.submit(contextvars.copy_context().run, upload.perform, send, callback)
        except (
            RuntimeError
        ) as error:  # the pool was closed in the meantime, the interpreter ends, no thread is to be had
            raise ClientClosedError(reason=f"no thread can send it: {error}", attempts=0) from error
        return upload

    def _after_fork_in_child(self) -> None:
        """The threads and what they were to send are the parent's."""
        forks.leave_to_parent(self._pool)
        self._pool = None
        self._first_use = threading.Lock()


class AsyncEventsApi(_Calls):
    """`EventsApi` for asyncio: the same data, answers, retries and errors; each method is awaited.

    Under another loop of asyncio's kind, such as uvloop's, too; under trio each is a `RuntimeError`.

    Use it as an async context manager, or await `aclose`. Any number of tasks may share one, of several event loops,
    too: each loop has connections of its own, which are closed when it ends (as `asyncio.run` ends it).
    """

    def __init__(self, config: Configuration | None = None, api_client: AsyncApiClient | None = None) -> None:
        super().__init__(config)
        self._api_client = api_client
        self._owned = api_client is None
        self._closed = False

    @property
    def api_client(self) -> AsyncApiClient:
        """The connection, made at first use."""
        if self._closed:
            raise ClientClosedError(reason=CLIENT_CLOSED, attempts=0)
        if self._api_client is None:
            with importing:
                from mparticle_facade.http.connection import AsyncApiClient

            self._api_client = AsyncApiClient(self.config)
        return self._api_client

    @property
    def raw(self) -> AuthenticatedClient:
        """The generated client on the same connections, credentials, timeouts and retries; use its async calls."""
        return self.api_client.raw

    async def upload_events(self, body: encoding.Body) -> UploadResponse:
        """Send one batch (``POST /events``)."""
        return await self._send(self._single(body))

    async def bulk_upload_events(self, body: Sequence[encoding.Body]) -> UploadResponse:
        """Send 1 to 100 batches (``POST /bulkevents``). Accepted says nothing about any single batch."""
        return await self._send(self._bulk(body))

    async def bulk_upload_historical_events(self, body: Sequence[encoding.Body]) -> UploadResponse:
        """Send 1 to 100 batches of events older than 72 hours; see `EventsApi.bulk_upload_historical_events`."""
        return await self._send(self._historical(body))

    async def _send(self, call: _Call) -> UploadResponse:
        running_loop()
        return await self.api_client.send(call.operation, call.payload)

    def with_options(
        self,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncEventsApi:
        """`EventsApi.with_options`. It does not have to be closed; it ends with this one."""
        config = _evolved(self.config, timeout=timeout, max_retries=max_retries, deadline=deadline)
        return AsyncEventsApi(config, self.api_client.with_options(config, headers or {}))

    async def aclose(self) -> None:
        """Close the connections, when what is being sent has ended. One that was passed in stays open."""
        self._closed = True
        if self._api_client is not None and self._owned:
            await self._api_client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _evolved(config: Configuration, **changes: Any) -> Configuration:
    return config.evolve(**{name: value for name, value in changes.items() if value is not None})
