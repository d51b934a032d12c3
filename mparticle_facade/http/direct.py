"""What the generated operations take for their client while nobody looks at httpx: requests that leave it out.

They are the same, byte for byte. What is saved is the import of httpx, which is a third of a cold start, and a third of
the time that a request takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mparticle_facade.hosts import Host
from mparticle_facade.http.attempts import Attempts
from mparticle_facade.http.messages import Headers, Request, Response, Url
from mparticle_facade.http.stack import httpcore, raised

if TYPE_CHECKING:
    import httpx

    from mparticle_facade.http.async_pool import AsyncPool
    from mparticle_facade.http.pool import Pool

FRAMING = frozenset({"content-length", "host", "transfer-encoding"})
"""Headers that are left to httpx when somebody sets them."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TIMEOUTS = ("connect", "read", "write", "pool")


class _Direct:
    """What both kinds have in common: everything but the sending."""

    raise_on_unexpected_status = False
    kind: str

    def __init__(
        self,
        pool: Pool | AsyncPool,
        attempts: Attempts,
        base: Host,
        headers: Headers,
        timeout: float,
        keep_cookies: Callable[[httpx.Response], None],
    ) -> None:
        self._pool: Any = pool
        self._attempts = attempts
        self._base = base
        self._headers = headers
        self._timeouts = dict.fromkeys(_TIMEOUTS, timeout)
        self._keep_cookies = keep_cookies
        self._urls: dict[str, Url] = {}

    def _made(self, method: str, path: str, content: bytes, headers: Mapping[str, str]) -> Request:
        url = self._urls.get(path)
        if url is None:
            url = self._urls[path] = _url(self._base, path)
        sent = Headers([(b"Host", url.host), *self._headers.raw])
        for name, value in headers.items():
            sent.pop(name, None)
            sent[name] = value
        sent.raw.append((b"Content-Length", b"%d" % len(content)))
        return Request(method.upper(), url, sent, content, {"timeout": self._timeouts})

    def _known(self, response: Response | httpx.Response, request: Request) -> Response | httpx.Response:
        """The answer; one of httpx's knows its request, and its cookies are kept."""
        if not isinstance(response, Response):
            response.request = _httpx_request(request)
            if "set-cookie" in response.headers:
                self._keep_cookies(response)
        return response


class Direct(_Direct):
    """A client in the place of httpx's, for the operations' sync functions."""

    kind = "sync"

    def get_httpx_client(self) -> Direct:
        """The operations ask for it."""
        return self

    def request(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> Response | httpx.Response:
        """`httpx.Client.request`, for what the operations ask for."""
        request = self._made(method, url, content, headers)
        try:
            response = self._pool.send(request, self._attempts)
        except Exception as error:
            _tell(error, request)
            raise
        return self._known(response, request)


class AsyncDirect(_Direct):
    """`Direct` for the operations' asyncio functions."""

    kind = "async"

    def get_async_httpx_client(self) -> AsyncDirect:
        """The operations ask for it."""
        return self

    async def request(
        self, method: str, url: str, content: bytes, headers: Mapping[str, str]
    ) -> Response | httpx.Response:
        """`httpx.AsyncClient.request`, for what the operations ask for."""
        request = self._made(method, url, content, headers)
        try:
            response = await self._pool.send(request, self._attempts)
        except Exception as error:
            _tell(error, request)
            raise
        return self._known(response, request)


def _url(base: Host, path: str) -> Url:
    port = None if base.port == _DEFAULT_PORTS[base.scheme] else base.port
    at, target = base.name if port is None else f"{base.name}:{port}", base.path + path
    wire = httpcore.URL(scheme=base.scheme.encode(), host=base.name.encode(), port=port, target=target.encode())
    return Url(f"{base.scheme}://{at}{target}", target, at.encode(), wire)


def _tell(error: Exception, request: Request) -> None:
    """Have an error of httpx's know its request, as httpx does."""
    if raised(error, "RequestError"):
        known: Any = error
        known.request = _httpx_request(request)


def _httpx_request(request: Request) -> httpx.Request:
    """The same request, as httpx makes it."""
    from mparticle_facade.http.stack import httpx

    return httpx.Request(
        request.method, str(request.url), headers=request.headers.raw, content=request.content,
        extensions=request.extensions,
    )  # fmt: skip
