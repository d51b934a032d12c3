"""The connection: the generated client, set up from a `Configuration`, on transports that pace, repeat and log."""

from __future__ import annotations

import importlib.util
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from mparticle_events_client import AuthenticatedClient
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import ApiConnectionError, ApiException, ApiTimeoutError, ConfigurationError
from mparticle_facade.http.attempts import ATTEMPTS, Attempts
from mparticle_facade.http.clients import AsyncClient, Client
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.http.responses import UploadResponse, interpret
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.http.transport import AsyncTransport, Transport
from mparticle_facade.version import __version__

if TYPE_CHECKING:
    from mparticle_events_client.types import Response

T = TypeVar("T")


class _Connection:
    """What the sync and the async connection have in common: everything but the transport."""

    def __init__(self, configuration: Configuration) -> None:
        token = configuration.basic_auth()
        self._host = configuration.host
        self._patience = f"timeout {configuration.timeout:g} s, deadline {configuration.deadline:g} s"
        rate = configuration.max_batches_per_second
        self._attempts = Attempts(
            RetryPolicy(configuration.max_retries, configuration.deadline),
            Pacer(rate) if rate is not None else None,
            debug=configuration.debug,
        )
        if configuration.http2 and importlib.util.find_spec("h2") is None:
            raise ConfigurationError("http2 needs another package: pip install 'httpx[http2]'")
        proxy = configuration.proxy_url()
        if proxy and proxy.startswith("socks5") and importlib.util.find_spec("socksio") is None:
            raise ConfigurationError("a SOCKS proxy needs another package: pip install 'httpx[socks]'")
        self._inner_arguments: dict[str, Any] = {
            "verify": configuration.ssl_context(),
            "limits": httpx.Limits(max_connections=configuration.connection_pool_size),
            "proxy": proxy,
            "http2": configuration.http2,
        }
        self.user_agent = f"mparticle-facade/{__version__}"
        headers = {"user-agent": self.user_agent, "accept": "application/json", "accept-encoding": "identity"}
        timeout = httpx.Timeout(configuration.timeout)
        transport = self._transport()
        self.raw = AuthenticatedClient(
            base_url=configuration.host,
            token=token,
            prefix="Basic",
            headers=headers,
            timeout=timeout,
            httpx_args={"transport": transport},
        )
        self._connect(
            base_url=configuration.host,
            headers={**headers, "Authorization": f"Basic {token}"},
            timeout=timeout,
            transport=transport,
        )
        configuration.freeze()

    def _transport(self) -> httpx.BaseTransport | httpx.AsyncBaseTransport:
        raise NotImplementedError

    def _connect(self, **arguments: Any) -> None:
        raise NotImplementedError

    def failure(self, error: httpx.HTTPError | httpx.InvalidURL) -> ApiException:
        """The exception for a request that got no answer."""
        request = getattr(error, "_request", None)
        attempts = request.extensions.get(ATTEMPTS, 1) if request is not None else 1
        where = request.url if request is not None else self._host
        tried = f"no answer from {where}" + (f" in {attempts} attempts" if attempts > 1 else "")
        why = str(error) or type(error).__name__
        if isinstance(error, httpx.TimeoutException):
            return ApiTimeoutError(reason=f"{tried}: {why} ({self._patience})", attempts=attempts)
        return ApiConnectionError(reason=f"{tried}: {why}", attempts=attempts)

    def _inner(self, kind: type[T]) -> T:
        return kind(**self._inner_arguments)


class ApiClient(_Connection):
    """A pool of connections with the settings of one `Configuration`, its own rate-limit state and credentials.

    Several `EventsApi` objects may share one. ``raw`` is the generated client itself: a request made with it takes the
    same connections, credentials, timeouts, retries and pace.

    Raises:
        ConfigurationError: a credential is missing, a certificate can't be read, the proxy is no URL.
    """

    def _transport(self) -> httpx.BaseTransport:
        return Transport(self._inner(httpx.HTTPTransport), self._attempts)

    def _connect(self, **arguments: Any) -> None:
        self.raw.set_httpx_client(Client(**arguments))

    def send(self, operation: str, payload: bytes) -> UploadResponse:
        """Call a generated operation with a body that is already JSON.

        Raises:
            ApiException: the request failed, or the answer is no success.
        """
        try:
            response = _operation(operation).sync_detailed(client=self.raw, body=payload)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self.failure(error) from error
        return _answer(response)

    def set_default_header(self, name: str, value: str) -> None:
        """Send this header with every request from now on."""
        self.raw.get_httpx_client().headers[name] = value

    def close(self) -> None:
        """Close every connection."""
        self.raw.get_httpx_client().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncApiClient(_Connection):
    """`ApiClient` for asyncio."""

    def _transport(self) -> httpx.AsyncBaseTransport:
        return AsyncTransport(self._inner(httpx.AsyncHTTPTransport), self._attempts)

    def _connect(self, **arguments: Any) -> None:
        self.raw.set_async_httpx_client(AsyncClient(**arguments))

    async def send(self, operation: str, payload: bytes) -> UploadResponse:
        """`ApiClient.send`, awaited."""
        try:
            response = await _operation(operation).asyncio_detailed(client=self.raw, body=payload)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self.failure(error) from error
        return _answer(response)

    def set_default_header(self, name: str, value: str) -> None:
        """Send this header with every request from now on."""
        self.raw.get_async_httpx_client().headers[name] = value

    async def aclose(self) -> None:
        """Close every connection."""
        await self.raw.get_async_httpx_client().aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _operation(name: str) -> ModuleType:
    return importlib.import_module(f"mparticle_events_client.api.events.{name}")


def _answer(response: Response[Any]) -> UploadResponse:
    attempts = response.extensions.get(ATTEMPTS, 1)
    return interpret(response.status_code, response.headers, response.content, attempts)
