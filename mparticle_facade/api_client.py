"""The connection: the generated client, set up from a `Configuration`."""

from __future__ import annotations

from typing import Self

import httpx

from mparticle_events_client import AuthenticatedClient
from mparticle_facade import __version__
from mparticle_facade.configuration import Configuration


class ApiClient:
    """A pool of connections with the credentials, timeouts and TLS settings of one configuration.

    Several `EventsApi` objects may share one. ``raw`` is the generated client itself.
    """

    def __init__(self, configuration: Configuration) -> None:
        """Raises: ConfigurationError, when a credential is missing or a certificate can't be read."""
        self.user_agent = f"mparticle-facade/{__version__}"
        self.raw = AuthenticatedClient(
            base_url=configuration.host,
            token=configuration.basic_auth(),
            prefix="Basic",
            headers={"user-agent": self.user_agent, "accept": "application/json"},
            timeout=httpx.Timeout(configuration.timeout),
            verify_ssl=configuration.ssl_context(),
            httpx_args={"limits": httpx.Limits(max_connections=configuration.connection_pool_size)},
        )

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
