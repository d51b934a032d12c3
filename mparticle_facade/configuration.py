"""How to reach the service, and how strict to be before sending."""

from __future__ import annotations

import base64
import os
import ssl
from typing import Literal, Self
from urllib.parse import urlsplit

from mparticle_events_models.servers import PODS
from mparticle_facade.errors import ConfigurationError

Policy = Literal["error", "warn"]


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
        limits: what a value over a default service limit is: an ``"error"``, or ``"warn"``: sent as it is (ledger 4).
        unknown_fields: the same for a field that the description does not know.
        debug: log each request at DEBUG under ``mparticle_facade``: method, URL, status, milliseconds and sizes,
            never credentials or bodies.
        verify_ssl: check the server's certificate.
        ssl_ca_cert: path of a CA bundle to trust instead of the default one.
        cert_file: path of a client certificate.
        key_file: path of its key, where it is a file of its own.
        connection_pool_size: the most connections kept open.
    """

    __slots__ = (
        "_host", "_pod", "api_key", "api_secret", "cert_file", "connection_pool_size", "debug", "key_file", "limits",
        "ssl_ca_cert", "timeout", "unknown_fields", "verify_ssl",
    )  # fmt: skip

    def __init__(
        self,
        api_key: str = "",
        api_secret: str = "",
        *,
        pod: str = "us1",
        host: str | None = None,
        timeout: float = 10.0,
        limits: Policy = "error",
        unknown_fields: Policy = "error",
        debug: bool = False,
        verify_ssl: bool = True,
        ssl_ca_cert: str | None = None,
        cert_file: str | None = None,
        key_file: str | None = None,
        connection_pool_size: int = 10,
    ) -> None:
        self.api_key = api_key
        self.api_secret = api_secret
        self._host: str | None = None
        self.pod = pod
        self.host = host
        self.timeout = timeout
        self.limits: Policy = limits
        self.unknown_fields: Policy = unknown_fields
        self.debug = debug
        self.verify_ssl = verify_ssl
        self.ssl_ca_cert = ssl_ca_cert
        self.cert_file = cert_file
        self.key_file = key_file
        self.connection_pool_size = connection_pool_size

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
        if name not in PODS:
            raise ConfigurationError(f"pod must be one of {', '.join(PODS)}, not {name!r}")
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
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigurationError(f"host must be a URL such as {PODS['us1']}, not {url!r}")
        if parts.username or parts.password:
            raise ConfigurationError("host must not hold credentials; they are api_key and api_secret")
        self._host = url.rstrip("/") + ("" if parts.path.strip("/") else "/v2")

    def basic_auth(self) -> str:
        """The token of HTTP Basic authentication, UTF-8 as documented (ledger 1.3).

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
        if not self.verify_ssl or not (self.ssl_ca_cert or self.cert_file):
            return self.verify_ssl
        try:
            context = ssl.create_default_context(cafile=self.ssl_ca_cert)
            if self.cert_file:
                context.load_cert_chain(self.cert_file, self.key_file)
        except OSError as error:  # ssl.SSLError is one, too
            raise ConfigurationError(f"ssl_ca_cert, cert_file or key_file: {error}") from error
        return context

    def __repr__(self) -> str:
        secret = "'***'" if self.api_secret else "''"
        return (
            f"Configuration(api_key={self.api_key!r}, api_secret={secret}, host={self.host!r}, timeout={self.timeout})"
        )
