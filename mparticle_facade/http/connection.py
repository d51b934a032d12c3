"""The connection: the generated client, set up from a `Configuration`, on transports that pace, repeat and log."""

from __future__ import annotations

import contextlib
import copy
import functools
import importlib.util
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import (
    CLIENT_CLOSED,
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    ClientClosedError,
    ConfigurationError,
)
from mparticle_facade.hosts import ordinary
from mparticle_facade.http import logs, observers
from mparticle_facade.http.attempts import ATTEMPTS, Attempts, Hook
from mparticle_facade.http.direct import FRAMING, AsyncDirect, Direct
from mparticle_facade.http.messages import Headers
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.http.pool import Pool
from mparticle_facade.http.responses import UploadResponse, interpret
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.http.stack import raised
from mparticle_facade.http.wire import AsyncWire, Settings, SyncWire
from mparticle_facade.lazy import importing, load
from mparticle_facade.version import __version__

if TYPE_CHECKING:
    import ssl

    import httpx

    from mparticle_events_client import AuthenticatedClient
    from mparticle_events_client.types import Response


class _FromDropIn:
    """A member that only programs of the vendor's SDK use; its code is imported when they do."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type) -> Callable[..., Any]:
        # By name, since the floors above are not for this file to know.
        members = load("mparticle_facade.drop_in.client")
        member: Callable[..., Any] = getattr(members, self._name)
        return functools.partial(member, instance) if self._name == "call_api" and instance is not None else member


class _Connection:
    """What the sync and the async connection have in common: everything but the transport."""

    tracing: Callable[[str, bytes], AbstractContextManager[object]] | None = None
    """Called with the operation and the body of each request; what it returns is entered while it is sent."""

    def __init__(self, configuration: Configuration) -> None:
        logs.from_environment()
        configuration.check_credentials()
        configuration.warn_of_another_pod()
        self._configuration = configuration
        rate = configuration.max_batches_per_second
        self._attempts = Attempts(
            RetryPolicy(configuration.max_retries, configuration.deadline),
            Pacer(rate) if rate is not None else None,
            debug=configuration.debug or logs.wanted() == logging.DEBUG,
            authorization=self._token,
            on_response=configuration.on_response,
            on_retry=configuration.on_retry,
        )
        if configuration.http2 and importlib.util.find_spec("h2") is None:
            raise ConfigurationError("http2 needs another package: pip install 'httpx[http2]'")
        if configuration.http2:
            logs.hide_headers()
        self._proxy = configuration.proxy_url()
        if self._proxy and self._proxy.startswith("socks5") and importlib.util.find_spec("socksio") is None:
            raise ConfigurationError("a SOCKS proxy needs another package: pip install 'httpx[socks]'")
        self._base = ordinary(configuration.host)
        if self._base is None:
            _usable("host", configuration.host)
        if self._proxy:
            _usable("the proxy", self._proxy)
        self._plain = not (self._proxy or configuration.http2)
        self._make_pool()
        self._set_up()
        configuration.freeze()

    def with_options(self, configuration: Configuration, headers: Mapping[str, str]) -> Self:
        """The same connections, credentials and pace with other timeouts, another patience, more headers."""
        twin = copy.copy(self)
        twin._configuration = configuration
        twin._attempts = self._attempts.evolve(RetryPolicy(configuration.max_retries, configuration.deadline))
        twin._set_up()
        twin._headers.update(self._headers)
        if self._direct is None or not FRAMING.isdisjoint(twin._headers):
            twin._direct = None
        for name, value in headers.items():
            twin.set_default_header(name, value)
        configuration.freeze()
        return twin

    def _set_up(self) -> None:
        agent, timeout = self.user_agent, self._configuration.timeout
        headers = Headers([(b"Connection", b"keep-alive")])
        headers.update({"user-agent": agent, "accept": "application/json", "accept-encoding": "identity"})
        if not self._configuration.rotates:
            headers["Authorization"] = f"Basic {self._configuration.basic_auth()}"
        self._headers: Headers | httpx.Headers = headers
        self._direct: Direct | AsyncDirect | None = None
        """None when only httpx will do."""
        if self._base is not None and self._plain:
            self._direct = self._direct_kind(
                self._pool, self._attempts, self._base, headers, timeout, self._keep_cookies
            )
        self._raw: AuthenticatedClient | None = None
        self._closed = False
        # Never in a variable of ours: a traceback may be shown with its variables.
        self._token_of = ("", "", "")

    @property
    def raw(self) -> AuthenticatedClient:
        """The generated client: the same connections, credentials, timeouts, retries and pace, through httpx.

        Once it was asked for, httpx sends every upload, so that what is done to its client counts for all.
        """
        if self._raw is None:
            with importing:
                self._raw = self._raw or self._through_httpx()
        return self._raw

    def _through_httpx(self) -> AuthenticatedClient:
        from mparticle_facade.http.stack import httpx

        host, transport = self._configuration.host, self._transport()
        timeout = httpx.Timeout(self._configuration.timeout)
        client = self._client(base_url=host, headers=self._headers.raw, timeout=timeout, transport=transport)
        self._headers = client.headers
        from mparticle_events_client import (
            AuthenticatedClient,  # after the stack, or it would take httpx's command line
        )

        headers = {name: self._headers[name] for name in ("user-agent", "accept", "accept-encoding")}
        raw = AuthenticatedClient(
            base_url=host, token="", prefix="Basic", headers=headers, timeout=timeout,
            httpx_args={"transport": transport},
        )  # fmt: skip
        if not self._configuration.rotates:
            raw.token = self._configuration.basic_auth()
        if isinstance(client, httpx.Client):
            return raw.set_httpx_client(client)
        return raw.set_async_httpx_client(client)

    def _sender(self) -> AuthenticatedClient:
        """Whom the operations are given: httpx's client, unless nobody would miss it."""
        if self._raw is not None or self._direct is None or not observers.nobody_looks(self._direct.kind):
            return self.raw
        return cast("AuthenticatedClient", self._direct)

    def _token(self) -> str:
        """The token of this moment, made again only when the key or the secret is another."""
        now = self._configuration
        if now.rotates:
            return now.basic_auth()
        if self._token_of[:2] != (now.api_key, now.api_secret):
            self._token_of = (str(now.api_key), str(now.api_secret), now.basic_auth())  # at once: threads share it
        return self._token_of[2]

    @property
    def configuration(self) -> Configuration:
        """The settings that this connection was made with."""
        return self._configuration

    @property
    def user_agent(self) -> str:
        """What the service is told about the client."""
        return self._headers["user-agent"] if hasattr(self, "_headers") else f"mparticle-facade/{__version__}"

    @user_agent.setter
    def user_agent(self, text: str) -> None:
        self.set_default_header("user-agent", text)

    def on_attempt(self, hook: Hook) -> None:
        """Call this when an attempt is over, in the context of whoever sends."""
        self._attempts.on_attempt = hook

    def set_default_header(self, name: str, value: str) -> None:
        """Send this header with every request from now on.

        Raises:
            ConfigurationError: it has a character that no header can have.
        """
        self._headers[name] = header_value(name, value)
        if name.lower() in FRAMING:
            self._direct = None

    _direct_kind: ClassVar[type[Direct | AsyncDirect]]
    _pool: Any

    def _make_pool(self) -> None:
        raise NotImplementedError

    def _keep_cookies(self, response: httpx.Response) -> None:
        raise NotImplementedError

    def _transport(self) -> httpx.BaseTransport | httpx.AsyncBaseTransport:
        raise NotImplementedError

    def _client(self, **arguments: Any) -> httpx.Client | httpx.AsyncClient:
        raise NotImplementedError

    @contextlib.contextmanager
    def _sending(self, operation: str, payload: bytes) -> Iterator[None]:
        """Around a request: what it can fail with becomes an error of ours, and it is traced where that is wanted."""
        if self._closed:
            raise ClientClosedError(reason=CLIENT_CLOSED, attempts=0)
        with self.tracing(operation, payload) if self.tracing else _UNTRACED:
            try:
                yield
            except Exception as error:
                failure = self.failure(error)
                if failure is None:
                    raise
                raise failure from error

    def failure(self, error: Exception) -> ApiException | None:
        """The exception for a request that got no answer, None where the error is not httpx's."""
        if not (raised(error, "HTTPError") or raised(error, "InvalidURL")):
            return None
        request = getattr(error, "_request", None)
        attempts = request.extensions.get(ATTEMPTS, 1) if request is not None else 1
        where = request.url if request is not None else self._configuration.host
        tried = f"no answer from {where}" + (f" in {attempts} attempts" if attempts > 1 else "")
        why = str(error) or type(error).__name__
        if raised(error, "TimeoutException"):
            patience = f"timeout {self._configuration.timeout:g} s, deadline {self._configuration.deadline:g} s"
            return ApiTimeoutError(reason=f"{tried}: {why} ({patience})", attempts=attempts)
        return ApiConnectionError(reason=f"{tried}: {why}", attempts=attempts)


class ApiClient(_Connection):
    """A pool of connections with the settings of one `Configuration`, its own rate-limit state and credentials.

    Several `EventsApi` objects may share one. ``raw`` is the generated client itself: a request made with it takes the
    same connections, credentials, timeouts, retries and pace.

    Raises:
        ConfigurationError: a credential is missing, a certificate can't be read, the proxy is no URL.
    """

    _direct_kind = Direct
    sanitize_for_serialization = _FromDropIn()
    validate_attribute_bag_values = _FromDropIn()
    call_api = _FromDropIn()

    if not TYPE_CHECKING:  # to a type checker it would say that there is any member

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name)
            return load("mparticle_facade.drop_in.client").member(self, name)

    def _make_pool(self) -> None:
        configuration, proxy = self._configuration, self._proxy
        size, http2 = configuration.connection_pool_size, configuration.http2
        context = functools.cache(configuration.ssl_context)
        if configuration.names_certificates:
            context()  # a file that can't be read is said now; the usual authorities cost more than all else here
        self._pool = Pool(lambda: SyncWire(Settings(context(), size, proxy, http2)), size)

    def _transport(self) -> httpx.BaseTransport:
        from mparticle_facade.http.transport import Transport

        return Transport(self._pool, self._attempts)

    def _client(self, **arguments: Any) -> httpx.Client:
        from mparticle_facade.http.stack import httpx

        return httpx.Client(**arguments)

    def send(self, operation: str, payload: bytes) -> UploadResponse:
        """Call a generated operation with a body that is already JSON.

        Raises:
            ApiException: the request failed, or the answer is no success.
        """
        with self._sending(operation, payload):
            response = _operation(operation).sync_detailed(client=self._sender(), body=payload)
        return _answer(response)

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        self._pool.close()
        if self._raw is not None:
            self._raw.get_httpx_client().close()

    def _keep_cookies(self, response: httpx.Response) -> None:
        self.raw.get_httpx_client().cookies.extract_cookies(response)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncApiClient(_Connection):
    """`ApiClient` for asyncio."""

    _direct_kind = AsyncDirect

    def _make_pool(self) -> None:
        from mparticle_facade.http.async_pool import AsyncPool

        if self._configuration.async_engine == "aiohttp":
            self._check_aiohttp()
        self._context: ssl.SSLContext | None = None
        self._pool = AsyncPool(self._connect, self._configuration.connection_pool_size)

    def _transport(self) -> httpx.AsyncBaseTransport:
        from mparticle_facade.http.transport import AsyncTransport

        return AsyncTransport(self._pool, self._attempts)

    async def _connect(self) -> AsyncWire:
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        if self._context is None:
            # Certificates are read from a file, which would hold up the event loop; a thread of its own, since those
            # of the loop may all be busy.
            thread = ThreadPoolExecutor(1, "mparticle-certificates")
            try:
                loading = thread.submit(self._configuration.ssl_context)
            finally:
                thread.shutdown(wait=False)
            self._context = await asyncio.wrap_future(loading)
        configuration, proxy = self._configuration, self._proxy
        settings = Settings(self._context, configuration.connection_pool_size, proxy, configuration.http2)
        return AsyncWire(settings, configuration.async_engine)

    def _check_aiohttp(self) -> None:
        if importlib.util.find_spec("aiohttp") is None:
            raise ConfigurationError(
                "async_engine='aiohttp' needs another package: pip install 'mparticle-facade[aiohttp]'"
            )
        for asked, what in (
            (self._configuration.http2, "HTTP/2"),
            ((self._proxy or "").startswith("socks5"), "SOCKS"),
        ):
            if asked:
                raise ConfigurationError(f"aiohttp does not speak {what}: leave async_engine at 'httpcore'")

    def _client(self, **arguments: Any) -> httpx.AsyncClient:
        from mparticle_facade.http.stack import httpx

        return httpx.AsyncClient(**arguments)

    async def send(self, operation: str, payload: bytes) -> UploadResponse:
        """`ApiClient.send`, awaited."""
        with self._sending(operation, payload):
            response = await _operation(operation).asyncio_detailed(client=self._sender(), body=payload)
        return _answer(response)

    async def aclose(self) -> None:
        """Close every connection, when what is being sent has ended."""
        self._closed = True
        await self._pool.aclose()
        if self._raw is not None:
            await self._raw.get_async_httpx_client().aclose()

    def _keep_cookies(self, response: httpx.Response) -> None:
        self.raw.get_async_httpx_client().cookies.extract_cookies(response)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


_UNTRACED = contextlib.nullcontext()


def _usable(name: str, url: str) -> None:
    """Find out now what httpx would find out at the first request, such as a host of ``xn--`` and no more.

    Raises:
        ConfigurationError: httpx can't use it.
    """
    from mparticle_facade.http.stack import httpx

    try:
        str(httpx.URL(url).host)
    except (httpx.InvalidURL, UnicodeError) as error:
        why = str(error)
    else:
        return
    del url  # it may hold a proxy's password
    raise ConfigurationError(f"{name} can't be used: {why}")


def header_value(name: str, value: str) -> str:
    """The value of a header, checked.

    Raises:
        ConfigurationError: the name or the value can't be sent.
    """
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
        raise ConfigurationError(f"{name!r} can't be the name of a header")
    if not isinstance(value, str) or not re.fullmatch(r"(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?", value):
        raise ConfigurationError(f"the value of the header {name} must be printable ASCII text")
    return value


@functools.cache
def _operation(name: str) -> ModuleType:
    return load(f"mparticle_events_client.api.events.{name}")


def _answer(response: Response[Any]) -> UploadResponse:
    attempts = response.extensions.get(ATTEMPTS, 1)
    return interpret(response.status_code, response.headers, response.content, attempts)
