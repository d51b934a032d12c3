"""How to reach the service, and how strict to be before sending."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import SplitResult, urlsplit

from mparticle_events_models.servers import PODS
from mparticle_facade.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

    from mparticle_facade.limits import Policy

_CHOICES = {"_pod": tuple(PODS), "pod": tuple(PODS), "limits": ("error", "warn"), "unknown_fields": ("error", "warn")}
_LEAST = {
    "connection_pool_size": 1, "deadline": 0.001, "max_batches_per_second": 0.001, "max_retries": 0, "timeout": 0.001,
}  # fmt: skip


class Configuration:
    """Settings of an `EventsApi`.

    ``Configuration("KEY", "SECRET", pod="eu1")`` or, as in the vendor's SDK, attribute by attribute. A misspelt
    attribute is an `AttributeError`.

    Args:
        api_key: the key of the input (platform or feed) that the data belongs to.
        api_secret: its secret. Never shown by ``repr``.
        pod: the data centre of the account: ``us1`` (default), ``us2``, ``eu1`` or ``au1``.
        host: a base URL in place of the pod's, such as ``http://127.0.0.1:8080``; without a path, ``/v2`` is added.
        timeout: seconds to wait for a connection, for sending and for each piece of the answer.
        max_retries: how often a request is repeated after a connection error, a timeout, 429, 500, 502, 503 or 504.
        deadline: seconds for all attempts of a request and the waits between them; no wait is begun that would pass it,
            not even one that ``Retry-After`` asks for.
        max_batches_per_second: hold requests back to this many batches a second, fewer as the service reports its limit
            nearing (default limit of the service: 270, F-45). None: no limit of ours.
        limits: what a value over a default service limit is: an ``"error"``, or ``"warn"``: sent as it is (F-42).
        unknown_fields: the same for a field that the description does not know.
        debug: log each request at DEBUG under ``mparticle_facade``: method, URL, status, milliseconds and sizes,
            never credentials or bodies.
        verify_ssl: check the server's certificate.
        ssl_ca_cert: path of a CA bundle to trust instead of the default one.
        cert_file: path of a client certificate.
        key_file: path of its key, where it is a file of its own.
        connection_pool_size: the most connections kept open, and the most requests with a callback at one time.
        proxy: URL of a proxy; by default what the environment says (``HTTPS_PROXY``, ``NO_PROXY``).
        http2: speak HTTP/2 where the server does; needs ``pip install 'httpx[http2]'``.

    Change what you like until the first request; then the settings are in use, and changing one is a
    `ConfigurationError`.
    """

    _in_use: bool
    __slots__ = (
        "_host", "_in_use", "_pod", "api_key", "api_secret", "cert_file", "connection_pool_size", "deadline", "debug",
        "http2", "key_file", "limits", "max_batches_per_second", "max_retries", "proxy", "ssl_ca_cert", "timeout",
        "unknown_fields", "verify_ssl",
    )  # fmt: skip

    def __init__(
        self,
        api_key: str = "",
        api_secret: str = "",
        *,
        pod: str = "us1",
        host: str | None = None,
        timeout: float = 10.0,
        max_retries: int = 3,
        deadline: float = 60.0,
        max_batches_per_second: float | None = None,
        limits: Policy = "error",
        unknown_fields: Policy = "error",
        debug: bool = False,
        verify_ssl: bool = True,
        ssl_ca_cert: str | None = None,
        cert_file: str | None = None,
        key_file: str | None = None,
        connection_pool_size: int = 10,
        proxy: str | None = None,
        http2: bool = False,
    ) -> None:
        object.__setattr__(self, "_in_use", False)
        self.api_key = api_key
        self.api_secret = api_secret
        self._host: str | None = None
        self.pod = pod
        self.host = host
        self.timeout = timeout
        self.max_retries = max_retries
        self.deadline = deadline
        self.max_batches_per_second = max_batches_per_second
        self.limits: Policy = limits
        self.unknown_fields: Policy = unknown_fields
        self.debug = debug
        self.verify_ssl = verify_ssl
        self.ssl_ca_cert = ssl_ca_cert
        self.cert_file = cert_file
        self.key_file = key_file
        self.connection_pool_size = connection_pool_size
        self.proxy = proxy
        self.http2 = http2

    def __setattr__(self, name: str, value: Any) -> None:
        if getattr(self, "_in_use", False):
            raise ConfigurationError(f"can't change {name}: these settings are in use; make a new Configuration")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise ConfigurationError(f"{name} must be one of {', '.join(_CHOICES[name])}, not {value!r}")
        if name in _LEAST and not _enough(name, value):
            raise ConfigurationError(f"{name} must be a number, at least {_LEAST[name]}, not {value!r}")
        super().__setattr__(name, value)

    def __copy__(self) -> Self:
        """The same settings, not in use: a copy may be changed."""
        twin = type(self).__new__(type(self))
        for name in self.__slots__:
            object.__setattr__(twin, name, name != "_in_use" and getattr(self, name))
        return twin

    def freeze(self) -> None:
        """Called when a connection is made with these settings."""
        object.__setattr__(self, "_in_use", True)

    @classmethod
    def from_env(cls) -> Self:
        """Settings from ``MPARTICLE_API_KEY``, ``MPARTICLE_API_SECRET``, ``MPARTICLE_POD`` and ``MPARTICLE_HOST``.

        Raises:
            ConfigurationError: the key or the secret is not set, or the pod is unknown.
        """
        missing = [name for name in ("MPARTICLE_API_KEY", "MPARTICLE_API_SECRET") if not os.environ.get(name)]
        if missing:
            raise ConfigurationError(f"{' and '.join(missing)} not set in the environment")
        return cls(
            os.environ["MPARTICLE_API_KEY"],
            os.environ["MPARTICLE_API_SECRET"],
            pod=os.environ.get("MPARTICLE_POD") or "us1",
            host=os.environ.get("MPARTICLE_HOST") or None,
        )

    @property
    def pod(self) -> str:
        """The data centre of the account."""
        return self._pod

    @pod.setter
    def pod(self, name: str) -> None:
        self._pod = name

    @property
    def host(self) -> str:
        """The base URL, with the version and without a slash at its end."""
        return self._host or PODS[self._pod]

    @host.setter
    def host(self, url: str | None) -> None:
        if url is None:
            self._host = None
            return
        parts = _parts(url)
        if parts is not None and (parts.username or parts.password):
            raise ConfigurationError("host must not hold credentials; they are api_key and api_secret")
        if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
            raise ConfigurationError(f"host must be a URL such as {PODS['us1']}, not {url!r}")
        self._host = url.rstrip("/") + ("" if parts.path.strip("/") else "/v2")

    def basic_auth(self) -> str:
        """The token of HTTP Basic authentication, UTF-8 as documented (F-8).

        Raises:
            ConfigurationError: the key or the secret is missing.
        """
        missing = [name for name in ("api_key", "api_secret") if not getattr(self, name)]
        if missing:
            raise ConfigurationError(
                f"{' and '.join(missing)} missing: set them on the Configuration, or use from_env()"
            )
        return base64.b64encode(f"{self.api_key}:{self.api_secret}".encode()).decode("ascii")

    def ssl_context(self) -> ssl.SSLContext | bool:
        """What httpx is to verify with.

        Raises:
            ConfigurationError: a certificate file can't be read.
        """
        if not (self.ssl_ca_cert or self.cert_file):
            return self.verify_ssl
        import ssl

        try:
            context = ssl.create_default_context(cafile=self.ssl_ca_cert)
            if not self.verify_ssl:
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            if self.cert_file:
                context.load_cert_chain(self.cert_file, self.key_file)
        except OSError as error:  # ssl.SSLError is one, too
            raise ConfigurationError(f"ssl_ca_cert, cert_file or key_file: {error}") from error
        return context

    def proxy_url(self) -> str | None:
        """The proxy to use for the host: the one that was set, else what the environment says.

        Raises:
            ConfigurationError: the proxy is no URL.
        """
        import urllib.request

        host = urlsplit(self.host)
        proxy = self.proxy
        if proxy is None and not urllib.request.proxy_bypass(host.netloc):
            proxy = urllib.request.getproxies().get(host.scheme)
            proxy = f"http://{proxy}" if proxy and "://" not in proxy else proxy
        parts = _parts(proxy) if proxy else None
        if proxy and (parts is None or parts.scheme not in ("http", "https", "socks5", "socks5h")):
            raise ConfigurationError("the proxy must be a URL such as http://proxy.example.com:3128")
        return proxy

    def __repr__(self) -> str:
        secret = "'***'" if self.api_secret else "''"
        return (
            f"Configuration(api_key={self.api_key!r}, api_secret={secret}, host={self.host!r}, timeout={self.timeout})"
        )


def _parts(url: str) -> SplitResult | None:
    """The parts of a URL with a host, None where it is none."""
    try:
        parts = urlsplit(url)
        named = bool((parts.hostname or "").encode("idna"))
    except ValueError:
        return None
    try:
        return parts if named and parts.port != 0 else None
    except ValueError:  # a port that is no number
        return None


def _enough(name: str, value: Any) -> bool:
    if value is None:
        return name == "max_batches_per_second"
    return isinstance(value, int | float) and value >= _LEAST[name]
